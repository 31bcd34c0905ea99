//! What in a text belongs to one case and no other: dates, numbers, agencies, places, people.
//!
//! Nothing here says how much of it there should be.

mod words;

use std::collections::HashSet;

use text_size::TextRange;

use crate::claims::sentences;
use crate::passage::Passage;
use crate::place::Piece;
use crate::schema::Meaning;
use crate::starred;
use crate::subject::Subject;
use words::{DEEDS, NUMBERS, OF_LAW, PEOPLE, PROCESS, THINGS, TIMES};

/// True where `passage` holds something of this case: a date or time, a number, the name of an agency, a place or a person.
///
/// The child's own name or identifier is in every referral and does not count, nor does the law.
pub(crate) fn has_particulars(subject: &Subject<'_>, passage: &Passage) -> bool {
    let dated = subject.dates.iter().any(|date| passage.contains(date.piece));
    let is_own = |agency: Piece| !OF_LAW.contains(&subject.document.text(agency).to_lowercase().as_str());
    let mut agencies = subject.mentions_of(Meaning::Agency).filter(|agency| passage.contains(*agency));
    if dated || agencies.any(is_own) {
        return true;
    }
    let cited: Vec<TextRange> = crate::claims::citations(subject.schema, passage.text())
        .iter()
        .map(|citation| citation.range)
        .collect();
    let own = own_names(subject);
    let vague = subject.mentions_in(Meaning::Vague, passage);
    let agencies = agency_names(subject);
    for sentence in sentences(passage.text()) {
        let text = passage.slice(sentence);
        let mut before = "";
        let mut first = true;
        for word in text.split_whitespace() {
            let bare = bare(word);
            let at = usize::from(sentence.start()) + (word.as_ptr() as usize - text.as_ptr() as usize);
            let in_law = cited
                .iter()
                .any(|range| (usize::from(range.start())..usize::from(range.end())).contains(&at));
            if bare.is_empty() || in_law {
                continue;
            }
            let lower = bare.to_lowercase();
            // "Two or more agencies" are the law's, and "three parts" the test's.
            let of_law = text
                .get((word.as_ptr() as usize - text.as_ptr() as usize) + word.len()..)
                .is_some_and(|rest| {
                    [" or more", " part", " limb", " element", " condition", " criteri"]
                        .iter()
                        .any(|counted| rest.starts_with(counted))
                });
            let known = NUMBERS.contains(&lower.as_str()) && !of_law || TIMES.contains(&lower.as_str());
            let of_agencies = lower == "partner"
                && text
                    .get((word.as_ptr() as usize - text.as_ptr() as usize) + word.len()..)
                    .is_some_and(|rest| rest.starts_with(" agenc") || rest.starts_with(" organisation"));
            let known = known || !vague && !of_agencies && PEOPLE.contains(&lower.as_str());
            // "5.1 Abuse or neglect …" is the number of a paragraph.
            let is_numbering =
                first && word.contains('.') && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            if is_numbering {
                continue;
            }
            let number =
                bare.starts_with(|char: char| char.is_ascii_digit()) && !is_year_of_law(before, bare);
            let named =
                !first && is_name(bare) && !own.contains(&lower) && !OF_ANY_AGENCY.contains(&lower.as_str());
            // "(section D)" points to what belongs to the case.
            let pointed = ["section", "box", "part", "row"].contains(&before.to_lowercase().as_str())
                && bare.len() == 1
                && bare.starts_with(char::is_uppercase);
            if known
                || number
                || named
                || pointed
                || agencies.contains(&lower) && bare.starts_with(char::is_uppercase)
            {
                return true;
            }
            before = bare;
            first = false;
        }
    }
    false
}

/// True where `text` has a word for a body, a wound or a thing.
pub(crate) fn names_a_thing(text: &str) -> bool {
    has_one_of(THINGS, text)
}

/// True where `text` tells of something that was done, or befell somebody.
pub(crate) fn tells_of_a_deed(text: &str) -> bool {
    has_one_of(DEEDS, text) || has_one_of(PEOPLE, text)
}

fn has_one_of(list: &[&str], text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|char: char| !char.is_alphanumeric() && !matches!(char, '-' | '\'' | '’'));
    words.any(|word| starred::has(list, word))
}

/// "Regulations 2006", "Working Together 2015", "(2)(b)".
fn is_year_of_law(before: &str, number: &str) -> bool {
    let law = [
        "act",
        "regulations",
        "regulation",
        "reg",
        "regs",
        "together",
        "section",
        "s",
        "paragraph",
        "para",
        "condition",
        "chapter",
        "of",
    ];
    law.contains(&before.to_lowercase().as_str()) || number.contains('(')
}

fn is_name(word: &str) -> bool {
    let capital = word.starts_with(char::is_uppercase);
    let letters = word.chars().filter(|char| char.is_alphabetic()).count();
    let initials = letters <= 2 && word.chars().all(|char| char.is_uppercase() || char.is_ascii_digit());
    capital && letters > 1 && !initials && !PROCESS.contains(&word.to_lowercase().as_str())
}

/// The words of the child's name or identifier, in lower case.
fn own_names(subject: &Subject<'_>) -> HashSet<String> {
    let fields = ["subject-name", "subject-initials"].into_iter().flat_map(|id| subject.fields(id));
    fields.flat_map(|field| field.text.split_whitespace()).map(bare_lower).collect()
}

/// Words in the names of many agencies: "the Trust feels" names none.
const OF_ANY_AGENCY: &[&str] = &[
    "agency",
    "board",
    "care",
    "community",
    "council",
    "foundation",
    "group",
    "health",
    "nhs",
    "partnership",
    "service",
    "services",
    "team",
    "trust",
    "the",
    "and",
];

/// The capitalised words of the agencies and people that the referral lists, in lower case.
pub(crate) fn agency_names(subject: &Subject<'_>) -> HashSet<String> {
    let fields =
        ["referrer-agency", "referrer-name", "school", "gp"].into_iter().flat_map(|id| subject.fields(id));
    let agencies = subject.passage("agencies");
    let words =
        fields.map(|field| field.text.as_str()).chain([agencies.text()]).flat_map(str::split_whitespace);
    let own = own_names(subject);
    let names = words.filter(|word| is_name(bare(word)));
    let is_own =
        |word: &String| word.len() > 2 && !own.contains(word) && !OF_ANY_AGENCY.contains(&word.as_str());
    names.map(bare_lower).filter(is_own).collect()
}

/// "(Eastmoor's" as "Eastmoor".
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|char: char| !char.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn bare_lower(word: &str) -> String {
    bare(word).to_lowercase()
}
