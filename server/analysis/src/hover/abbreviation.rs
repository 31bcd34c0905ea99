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
    let longest = known.clone().map(|(short, _)| short.len()).max()?;
    let inside = usize::from(at).checked_sub(start)?;
    // Where words begin that may reach to `at`: a glossary is long, and so is a line.
    let begins_word = |from: &usize| line.is_char_boundary(*from) && !ends_in_word(line.get(..*from));
    let words: Vec<usize> = (inside.saturating_sub(longest)..=inside).filter(begins_word).collect();
    let mut best: Option<(TextRange, &str, &str)> = None;
    for (short, long) in known {
        for from in &words {
            let Some(after) = line.get(*from..).and_then(|rest| rest.strip_prefix(short.as_str())) else {
                continue;
            };
            let place = range(start + from, start + from + short.len());
            let is_word = !begins_with_word(Some(after));
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
