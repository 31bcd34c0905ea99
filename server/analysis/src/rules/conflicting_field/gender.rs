//! A sex that the whole text speaks against: "Sex: Female" of "a quiet little boy", and no "she" anywhere.

use super::RULE;
use crate::finding::Finding;
use crate::outline::{Fill, Glance};
use crate::place::{Piece, range};
use crate::subject::Subject;

/// Where the form has one sex and the text has no word for it, and one that names somebody of the other.
pub(super) fn told_otherwise(subject: &Subject<'_>) -> Option<Finding> {
    if subject.last_subject() > 1 {
        return None;
    }
    let field = subject.fields("gender").find(|field| field.fill == Fill::Text && field.label.is_some())?;
    let given = field.text.trim().to_lowercase();
    let (same, pronoun, other): (fn(&Glance) -> bool, &str, &str) = match given.as_str() {
        "female" | "f" | "girl" | "woman" => (|glance| glance.feminine, "she", "boy"),
        "male" | "m" | "boy" | "man" => (|glance| glance.masculine, "he", "girl"),
        _ => return None,
    };
    if subject.glances.iter().any(same) {
        return None;
    }
    let named = |line: &Piece| {
        let text = subject.document.text(*line);
        let is_other = |word: &&str| word.eq_ignore_ascii_case(other);
        let word = text.split(|char: char| !char.is_alphanumeric()).find(is_other)?;
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        Some(line.part(range(at, at + word.len())))
    };
    let there = subject.document.place(subject.outline.in_scope.iter().find_map(named)?);
    let own = subject.field_place(field);
    // Two fields that differ are held against each other.
    let is_given = subject.fields("gender").any(|field| {
        let place = subject.field_place(field);
        there.block == place.block && there.start < place.end && place.start < there.end
    });
    if is_given {
        return None;
    }
    let message = format!(
        "\"{}\" is given here, and the text speaks of a {} and has no \"{pronoun}\"; keep the one that is right",
        field.text.trim(),
        subject.document.source_at(there).to_lowercase()
    );
    Some(RULE.at(own, message).about("gender").with_related(there, "told here"))
}
