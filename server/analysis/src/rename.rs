//! A person's label changed wherever it stands in one referral, and nothing else.
//!
//! Keys of the front matter, longer words and other referrals are left alone. What stands for a person in another way,
//! such as the letter by itself, is not known to be one.

use text_size::{TextRange, TextSize};

use crate::finding::Edit;
use crate::names::{self, Name, NameKind, Occurrence};
use crate::subject::Subject;

/// Characters a label may have.
const LONGEST: usize = 60;

/// Why something cannot be renamed, in a sentence for the writer. It quotes nothing of the referral: clients log it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenameError {
    /// Nothing here is a person's label.
    #[error("there is no person's label here; put the cursor on one, such as \"Child K\"")]
    NoLabel,
    /// It is an institution's name.
    #[error("this is the name of an institution; only people's labels are renamed throughout")]
    Institution,
    /// The new label is blank.
    #[error("a label needs at least one letter or number")]
    Blank,
    /// The new label is too long.
    #[error("a label may have at most {LONGEST} characters")]
    TooLong,
    /// The new label has a character that a heading, a table or front matter could read as something else.
    #[error(
        "a label may have letters, numbers, spaces, full stops, hyphens and apostrophes; \"{0}\" is none of them"
    )]
    Character(char),
    /// Somebody else is called that here.
    #[error("somebody else in this referral has that label; two people would become one")]
    Taken,
}

/// The label at byte `at`, and where it stands there.
///
/// # Errors
/// When nothing there is a person's label.
pub fn label_at(subject: &Subject<'_>, at: TextSize) -> Result<(TextRange, String), RenameError> {
    match names::name_at(subject, at) {
        Some((Name { text, kind: NameKind::Person }, range)) => Ok((range, text)),
        Some(_) => Err(RenameError::Institution),
        None => Err(RenameError::NoLabel),
    }
}

/// The edits that call the person at byte `at` `new` throughout the referral, by place; none overlap.
///
/// # Errors
/// When nothing there is a person's label, or `new` cannot be one.
pub fn rename(subject: &Subject<'_>, at: TextSize, new: &str) -> Result<Vec<Edit>, RenameError> {
    let (_, text) = label_at(subject, at)?;
    let new = new.split_whitespace().collect::<Vec<_>>().join(" ");
    check(&new)?;
    let known = names::names(subject);
    let is_taken = |name: &Name| name.kind == NameKind::Person && name.text == new && name.text != text;
    if known.iter().any(is_taken) {
        return Err(RenameError::Taken);
    }
    let name = Name { text, kind: NameKind::Person };
    let mut edits = Vec::new();
    for found in names::occurrences(subject.document, &known, &name) {
        edits.extend(edits_of(subject, &name.text, &new, &found));
    }
    Ok(edits)
}

fn check(new: &str) -> Result<(), RenameError> {
    if !new.chars().any(char::is_alphanumeric) {
        return Err(RenameError::Blank);
    }
    if new.chars().count() > LONGEST {
        return Err(RenameError::TooLong);
    }
    let is_odd = |char: &char| !(char.is_alphanumeric() || " .-'\u{2019}".contains(*char));
    match new.chars().find(is_odd) {
        Some(odd) => Err(RenameError::Character(odd)),
        None => Ok(()),
    }
}

/// The edits at one place. Markup and line breaks between the words of a label stay where they are.
fn edits_of(subject: &Subject<'_>, old: &str, new: &str, found: &Occurrence) -> Vec<Edit> {
    let document = subject.document;
    let source = document.source();
    let slice = |at: TextRange| source.get(std::ops::Range::<usize>::from(at)).unwrap_or("");
    let in_single_quotes = document
        .front_matter()
        .entries()
        .iter()
        .any(|entry| entry.value_at.contains_range(found.at) && slice(entry.value_at).starts_with('\''));
    let typed = |text: &str| if in_single_quotes { text.replace('\'', "''") } else { text.to_owned() };
    let edit = |at: TextRange, text: &str| Edit { place: document.locate(at), text: typed(text) };
    let (old_words, new_words): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let mut edits = Vec::new();
    let last = found.words.len().saturating_sub(1);
    for (number, at) in found.words.iter().enumerate() {
        let surplus = if number == last { new_words.len() } else { number + 1 };
        let words = new_words.get(number..surplus.max(number)).unwrap_or(&[]).join(" ");
        if words.is_empty() {
            // The new label has fewer words: what is over goes with the space before it.
            let before = source.get(..usize::from(at.start())).unwrap_or("");
            let start = before.trim_end().len() as u32;
            edits.push(edit(TextRange::new(start.into(), at.end()), ""));
        } else if old_words.get(number).is_none_or(|old| *old != words) {
            // "child K" stays in lower case where only the letter changes.
            edits.push(edit(*at, &words));
        }
    }
    if let Some(at) = bare_possessive(source, found.at).filter(|_| ends_in_s(old) && !ends_in_s(new)) {
        edits.push(edit(at, "s"));
    }
    edits
}

fn ends_in_s(name: &str) -> bool {
    name.ends_with(['s', 'S'])
}

/// The point behind the apostrophe of "James' brother", where a name that does not end in "s" needs one.
fn bare_possessive(source: &str, at: TextRange) -> Option<TextRange> {
    let rest = source.get(usize::from(at.end())..)?;
    let apostrophe = rest.chars().next().filter(|char| matches!(char, '\'' | '\u{2019}'))?;
    let after = rest.get(apostrophe.len_utf8()..)?;
    let goes_on = after.strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_alphanumeric));
    // In "the boy 'James' was seen" it closes a quotation.
    let line = source.get(..usize::from(at.start()))?.rsplit(['\n', '\r']).next()?;
    let is_open = |quote: char, letter_may_precede: bool| {
        line.char_indices().any(|(index, char)| {
            let before = line.get(..index).and_then(|before| before.chars().next_back());
            char == quote && (letter_may_precede || !before.is_some_and(char::is_alphanumeric))
        })
    };
    let is_quoted = is_open('\'', false) || is_open('\u{2018}', true);
    (goes_on && !is_quoted).then(|| TextRange::empty(at.end() + TextSize::of(apostrophe)))
}
