//! What an abbreviation stands for.
//!
//! Only abbreviations of the glossary are known; one that the document explains itself needs no word from us.

use text_size::{TextRange, TextSize};

use super::{About, Part, touches};
use crate::place::range;
use crate::subject::Subject;

/// The abbreviation at byte `at`.
pub(super) fn at(subject: &Subject<'_>, at: TextSize) -> Option<About> {
    let (line, start) = line_at(subject.document.source(), at)?;
    let known = subject.settings.glossary.iter().chain(&subject.schema.glossary);
    let mut best: Option<(TextRange, &str, &str)> = None;
    for (short, long) in known {
        for (found, _) in line.match_indices(short.as_str()) {
            let at_end = found + short.len();
            let place = range(start + found, start + at_end);
            let is_word = !ends_in_word(line.get(..found)) && !begins_with_word(line.get(at_end..));
            if is_word && touches(place, at) && best.is_none_or(|(other, _, _)| other.len() < place.len()) {
                best = Some((place, short, long));
            }
        }
    }
    let (place, short, long) = best?;
    let mut part = Part::new(short);
    part.say(long);
    Some((place, part))
}

/// The line that byte `at` stands in, and where it starts.
fn line_at(source: &str, at: TextSize) -> Option<(&str, usize)> {
    let at = usize::from(at);
    let before = source.get(..at)?;
    let start = before.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
    let rest = source.get(start..)?;
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    rest.get(..end).map(|line| (line, start))
}

fn ends_in_word(text: Option<&str>) -> bool {
    text.and_then(|text| text.chars().next_back()).is_some_and(char::is_alphanumeric)
}

fn begins_with_word(text: Option<&str>) -> bool {
    text.and_then(|text| text.chars().next()).is_some_and(char::is_alphanumeric)
}
