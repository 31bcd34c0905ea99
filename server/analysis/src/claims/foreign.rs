//! Provisions that a text cites and its own schema does not have: their numbers, and the Acts they are said to be of.
//!
//! Whether any schema has them is not known here.

use text_size::TextRange;

use super::{Citation, sentences};
use crate::place::range;
use crate::schema::Provision;

/// A number that is cited as a provision's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Foreign<'t> {
    /// Where it stands, without the word before it and its parts.
    pub range: TextRange,
    /// "44", "16C".
    pub number: &'t str,
    /// The sentence it stands in.
    pub sentence: TextRange,
    /// The text up to the end of the Act or regulations it is said to be of; none where none is named.
    pub instrument: Option<&'t str>,
}

impl Foreign<'_> {
    /// True where the number is that of `provision`, and no other instrument is named.
    pub fn may_be(&self, provision: &Provision) -> bool {
        let number = provision.citation.split('(').next().unwrap_or("").trim();
        number.eq_ignore_ascii_case(self.number) && (self.instrument.is_none() || self.names(provision))
    }

    /// True where the Act or regulations named are those of `provision`; a year that is left out is none that differs.
    pub fn names(&self, provision: &Provision) -> bool {
        let Some(named) = self.instrument.map(str::to_lowercase) else { return false };
        let (named, year) = without_year(&named);
        std::iter::once(&provision.instrument).chain(&provision.instrument_aliases).any(|name| {
            let name = name.to_lowercase();
            let (name, own_year) = without_year(&name);
            named.ends_with(name) && (year.is_empty() || own_year.is_empty() || year == own_year)
        })
    }
}

/// "care act 2014" as "care act" and "2014".
fn without_year(name: &str) -> (&str, &str) {
    match name.rsplit_once(' ') {
        Some((bare, year)) if year.bytes().all(|byte| byte.is_ascii_digit()) => (bare, year),
        _ => (name, ""),
    }
}

/// What may stand before a provision's number.
const NAMES: [&str; 10] =
    ["section", "sections", "s", "ss", "sec", "sect", "regulation", "regulations", "reg", "regs"];
/// What an instrument's name ends with, before its year.
const INSTRUMENTS: [&str; 3] = ["Act", "Regulations", "Regs"];
/// Bytes between "section 44" and the last word of "of the … Act" at most; longer than any title in our schemas.
const REACH: usize = 140;

/// The provisions that `text` cites and that are not among `own`, the citations of its schema.
pub(crate) fn foreign<'t>(text: &'t str, own: &[Citation]) -> Vec<Foreign<'t>> {
    let mut numbers = numbers(text);
    numbers.retain(|at| !own.iter().any(|own| own.range.contains_range(*at)));
    if numbers.is_empty() {
        return Vec::new();
    }
    let (sentences, instruments) = (sentences(text), instruments(text));
    let mut found = Vec::new();
    for at in numbers {
        let Some(sentence) = sentences.iter().find(|sentence| sentence.contains_range(at)) else { continue };
        let named =
            instrument(text, *sentence, at, &instruments).or_else(|| the_only_one(text, &instruments));
        let instrument = named.and_then(|end| text.get(..end));
        found.push(Foreign { range: at, number: slice(text, at), sentence: *sentence, instrument });
    }
    found
}

/// True for "(b)(ii)" or "(1)(a)" among `citations` of `text` where the last law with a number before it is not one that
/// its schema rests on.
pub(crate) fn is_of_another_law(text: &str, citations: &[Citation], citation: &Citation) -> bool {
    let has_number = |at| {
        let own = slice(text, at).split('(').next().unwrap_or("");
        own.contains(|char: char| char.is_ascii_digit())
    };
    if has_number(citation.range) {
        return false;
    }
    let before = |range: &TextRange| range.end() <= citation.range.start();
    let own = citations.iter().map(|citation| citation.range).filter(|range| has_number(*range));
    let others = foreign(text, citations).into_iter().map(|foreign| foreign.range);
    others.filter(before).map(TextRange::end).max() > own.filter(before).map(TextRange::end).max()
}

fn slice(text: &str, at: TextRange) -> &str {
    text.get(std::ops::Range::<usize>::from(at)).unwrap_or("")
}

/// The numbers in `text` that cite something: "section 44", "s.44", "16C", "5(2)". A letter may belong to them.
fn numbers(text: &str) -> Vec<TextRange> {
    let bytes = text.as_bytes();
    let (mut at, to) = (0, bytes.len());
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let mut found = Vec::new();
    while at < to {
        let start = at;
        while at < to && byte(at).is_ascii_digit() {
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        // Years and amounts have more digits.
        if at - start > 3 {
            continue;
        }
        let letter = byte(at).is_ascii_uppercase() && !byte(at + 1).is_ascii_alphanumeric();
        let end = at + usize::from(letter);
        let before = text.get(..start).unwrap_or("");
        let spaced = before.trim_end_matches([' ', '.']);
        let word = spaced.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or("");
        let named = NAMES.iter().any(|name| name.eq_ignore_ascii_case(word));
        let attached = before.ends_with(|char: char| char.is_alphanumeric() || "/-.,£".contains(char));
        let parted = byte(end) == b'(' && byte(end + 1).is_ascii_alphanumeric() && byte(end + 2) == b')';
        if named || parted && !attached {
            found.push(range(start, end));
        }
        at = end;
    }
    found
}

/// The last word of the name of every Act and regulations that is named, with its year.
fn instruments(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    for name in INSTRUMENTS {
        for (start, _) in text.match_indices(name) {
            let (head, tail) =
                (text.get(..start).unwrap_or(""), text.get(start + name.len()..).unwrap_or(""));
            if head.ends_with(char::is_alphanumeric) || tail.starts_with(char::is_alphanumeric) {
                continue;
            }
            let digits = tail.get(1..5).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
            let year = digits.filter(|_| tail.starts_with(' ')).map_or(0, |_| 5);
            found.push(range(start, start + name.len() + year));
        }
    }
    found.sort_unstable_by_key(|range| range.start());
    found
}

/// The end of the name of the instrument that a citation at `at` is of: "section 44 of the Care Act", "Care Act 2014, s44".
fn instrument(text: &str, sentence: TextRange, at: TextRange, all: &[TextRange]) -> Option<usize> {
    let inside = || all.iter().filter(|name| sentence.contains_range(**name));
    let after = inside().find(|name| name.start() >= at.end());
    let before = inside().rfind(|name| name.end() <= at.start());
    let belongs = after.filter(|name| {
        let between = without_parts(slice(text, TextRange::new(at.end(), name.start())));
        let joins = |char: char| char.is_alphabetic() || " ,'’()".contains(char);
        between.len() <= REACH
            && between.chars().all(joins)
            && (before.is_none() || !between.contains(" and "))
    });
    belongs.or(before).or(after).map(|name| name.end().into())
}

/// "(2)(a) of the" as " of the".
fn without_parts(text: &str) -> &str {
    let mut rest = text;
    while let Some((part, after)) = rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        if part.len() > 4 {
            break;
        }
        rest = after;
    }
    rest
}

/// The end of the name of the only instrument that is named anywhere, however often.
fn the_only_one(text: &str, all: &[TextRange]) -> Option<usize> {
    let name = |at: &TextRange| {
        let head = text.get(..at.start().into()).unwrap_or("").trim_end();
        let word = head.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or("");
        (word.to_lowercase(), slice(text, *at).split(' ').next().unwrap_or(""))
    };
    let first = all.first()?;
    all.iter().all(|other| name(other) == name(first)).then(|| first.end().into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    /// What is cited, each with the last two words of what it is said to be of.
    fn cited(text: &str) -> Vec<String> {
        let shown = |found: &Foreign<'_>| {
            let words: Vec<&str> = found.instrument.unwrap_or("-").split(' ').collect();
            format!("{} {}", found.number, words[words.len().saturating_sub(2)..].join(" "))
        };
        foreign(text, &[]).iter().map(shown).collect()
    }

    #[test]
    fn a_provision_goes_with_the_instrument_it_is_said_to_be_of() {
        for (text, expected) in [
            ("Section 44 of the Care Act applies.", vec!["44 Care Act"]),
            ("Care Act 2014, s.44(2) applies.", vec!["44 Act 2014"]),
            (
                "An EPO under s44 of the Children Act 1989; his mother is known under the Care Act 2014.",
                vec!["44 Act 1989"],
            ),
            ("The Children Act 1989 and section 44(1) of the Care Act.", vec!["44 Care Act"]),
            ("Care Act 2014 s44 and the Mental Capacity Act 2005.", vec!["44 Act 2014"]),
            ("s16C(1)(a) is met, and reg 5(2)(b)(ii) was.", vec!["16C -", "5 -"]),
            ("Care Act 2014:\n- s44(1)(a)", vec!["44 Act 2014"]),
            ("Care Act 2014 and Children Act 1989:\n- s44(1)(a)", vec!["44 -"]),
            (
                "Regulation 17(2) of the Safeguarding Board for Northern Ireland (Membership, Procedure, Functions and Committee) Regulations 2012, not the Children Act 1989.",
                vec!["17 Regulations 2012"],
            ),
            (
                "Under 5(2)(a) of the Local Safeguarding Children Boards Regulations 2006.",
                vec!["5 Regulations 2006"],
            ),
        ] {
            assert_eq!(cited(text), expected, "{text}");
        }
    }

    #[test]
    fn other_numbers_cite_nothing() {
        for text in [
            "He was 44 (his mother 41), on 5 (2) wards, at 3(three) schools.",
            "Working Together 2015, LSCB Regulations 2006, case 12-5(2), 4400 3/3/15, £44.",
            "Child Z had 5 older brothers; in 2014(2) nothing.",
        ] {
            assert_eq!(cited(text), Vec::<String>::new(), "{text}");
        }
    }
}
