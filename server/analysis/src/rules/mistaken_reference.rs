#![doc = include_str!("mistaken_reference.md")]

use super::{Check, Rule};
use crate::document::LineKind;
use crate::finding::{Finding, Fix};
use crate::place::Piece;
use crate::schema::Meaning;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "mistaken-reference",
    page: include_str!("mistaken_reference.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut mistaken: Vec<(Piece, u16)> = Vec::new();
    for mention in &subject.mentions {
        if let Meaning::Correction(index) = mention.meaning {
            mistaken.push((mention.piece, index));
        }
    }
    let mut findings = Vec::new();
    for (piece, index) in &mistaken {
        let Some(correction) = subject.schema.corrections.get(usize::from(*index)) else { continue };
        let is_part = mistaken.iter().any(|(other, _)| other != piece && other.contains(*piece));
        if is_part || is_quoted(subject, *piece) {
            continue;
        }
        let place = subject.document.place(*piece);
        let typed = subject.document.text(*piece);
        let right: Vec<String> = correction.right.iter().map(|right| format!("\"{right}\"")).collect();
        let message = format!("there is no \"{typed}\"; {} may be meant", right.join(" or "));
        let mut fixes: Vec<Fix> = Vec::new();
        for right in &correction.right {
            fixes.push(Fix::replacing(format!("Change to \"{right}\""), place, right));
        }
        findings.push(RULE.at(place, message).with_note(&correction.why).with_fix(fixes));
    }
    findings
}

/// True in a quotation, whose words are not the writer's.
fn is_quoted(subject: &Subject<'_>, piece: Piece) -> bool {
    let Some(block) = subject.document.block(piece.block) else { return false };
    let line = block.lines.iter().find(|line| Piece::new(piece.block, line.text).contains(piece));
    if line.is_some_and(|line| line.kind == LineKind::Quote) {
        return true;
    }
    let text = block.plain.text();
    let (Some(before), Some(after)) = (text.get(..piece.start as usize), text.get(piece.end as usize..)) else { return false };
    let straight = before.matches('"').count() % 2 == 1 && after.contains('"');
    straight || is_open(before, '“', '”') && after.contains('”') || is_open(before, '‘', '’') && after.contains('’')
}

/// True where the last opening mark of `before` is not closed; an apostrophe within a word closes nothing.
fn is_open(before: &str, opening: char, closing: char) -> bool {
    let Some(at) = before.rfind(opening) else { return false };
    let inside = before.get(at..).unwrap_or("");
    !inside.match_indices(closing).any(|(at, mark)| {
        let next = inside.get(at + mark.len()..).and_then(|rest| rest.chars().next());
        !next.is_some_and(char::is_alphabetic)
    })
}
