//! Names of people as they are written: two capitalised words and more, with titles and initials.
//!
//! That a name is one is guessed by its looks; whose it is is not known here.

mod lists;
mod posts;

use lists::{AGENCIES, JOBS, NO_NAMES, NOT_PEOPLE, PARTICLES, PLACES, TITLES, is_of_post};

use crate::date::find_dates;

/// True where `text` is a name with a post behind it: "Dr Jo Example, Consultant Paediatrician and Named Doctor".
pub(super) fn has_post(text: &str) -> bool {
    text.split_once(',').is_some_and(|(name, post)| {
        let post = post.split([',', ';']).next().unwrap_or("").to_lowercase();
        let mut words = post.split(|char: char| !(char.is_alphanumeric() || char == '-'));
        is_all(name) && words.any(|word| JOBS.contains(&word))
    })
}

/// True where the first words of `text` are the name of a post: "Team Manager", "TM", "Insp., Northshire Police".
pub(super) fn names_a_job(text: &str) -> bool {
    const SHORT: &[&str] =
        &["TM", "PSW", "DSL", "IRO", "CPN", "HV", "GP", "ATM", "SSW", "SW", "DI", "DS", "DC", "PC"];
    let part = text.split([',', ';', '.', '(']).next().unwrap_or("");
    let lower = part.to_lowercase();
    let mut words = lower.split(|char: char| !(char.is_alphanumeric() || char == '-'));
    part.split_whitespace().nth(8).is_none()
        && (words.any(|word| JOBS.contains(&word))
            || part.split_whitespace().any(|word| SHORT.contains(&word)))
}

/// Words for which [`is_of_post`] is true and that name none.
const SMALL: &[&str] = &["a", "and", "for", "in", "of", "on", "st", "the"];

/// What a form asks beside who refers.
const OTHERS: &[&str] = &[
    "when",
    "date",
    "on",
    "in what capacity",
    "signed electronically",
    "electronically signed",
    "electronic signature",
    "by e-mail",
    "by email",
];

/// How a part begins that says how to reach whoever refers.
const REACHED: &[&str] = &[
    "telephone",
    "tel",
    "phone",
    "ring",
    "call",
    "contact",
    "email",
    "e-mail",
    "ext",
    "reply",
    "replies",
    "bleep",
    "pager",
    "mobile",
    "extension",
];

/// Names of mailboxes.
const SHARED: &[&str] = &[
    "admin",
    "contact",
    "eh",
    "enquiries",
    "info",
    "mail",
    "mailbox",
    "referrals",
    "residential",
    "secure",
    "tenancy",
];

/// Words for an address that several people read.
const INBOXES: &[&str] = &["inbox", "mailbox", "desk", "office", "duty"];

/// True where `text` names a post or an agency, and nobody who has it: "Ward Manager, Juniper Ward".
///
/// It takes its time to be sure: what may be a name in any part of the text is taken for one.
pub(crate) fn is_nobody(text: &str) -> bool {
    /// More capitalised words than the name of an agency has besides "Council" may hold a name.
    const MOST: usize = 2;
    // "Duty Desk duty.desk@…", as it looks without its brackets.
    let address = text.split_whitespace().find(|word| word.contains('@'));
    if let Some(address) = address.filter(|address| address.len() < text.trim().len()) {
        // "(team inbox ppu@…)" is the address of whoever is at work.
        let (before, after) = text.split_once(address).unwrap_or((text, ""));
        let before = before.trim_end().trim_end_matches([':', '(', '<', ' ']);
        let is_shared = before.rsplit(' ').next().is_some_and(|word| INBOXES.contains(&word));
        // "Reply to: …"
        let is_label = before.is_empty()
            || REACHED.contains(&first_word(before).as_str()) && before.split(' ').count() <= 2;
        let rest = after.trim_matches([',', ';', ')', '>', ' ', '.']);
        return (is_label || is_nobody(before))
            && (rest.is_empty() || is_nobody(rest) || is_phone_number(rest, REACHED))
            && (is_shared || is_nobody(address.trim_matches(['<', '>', '(', ')', ',', ';'])));
    }
    if let Some((mailbox, _)) = text.trim().split_once('@').filter(|_| !text.trim().contains(' ')) {
        let mut parts = mailbox.split(|char: char| !char.is_alphanumeric());
        // "dispensary@…": a mailbox of one word is no name, even where it may be made of one.
        let is_one_word = mailbox.chars().all(char::is_alphanumeric);
        return is_one_word
            || parts.any(|part| is_of_post(part) || AGENCIES.contains(&part) || SHARED.contains(&part));
    }
    // "withheld at the referrer's request", "as per covering letter"; "me" is somebody.
    let is_plain =
        |word: &str| word.chars().all(|char| char.is_lowercase() || matches!(char, '\'' | '’' | '-'));
    if text.split_whitespace().nth(1).is_some() && text.split_whitespace().all(is_plain) {
        return !is_small_name(text);
    }
    // "a concerned professional", "Named Professional", "TBC (case holder on leave)"
    let lower_text = text.trim().to_lowercase();
    if ["a concerned ", "tbc", "not given", "withheld", "anonymous", "as per ", "noreply@"]
        .iter()
        .any(|none| lower_text.starts_with(none))
    {
        return true;
    }
    let (mut names_a_post, mut after_agency, mut answers_another) = (false, false, false);
    let lower = text.to_ascii_lowercase();
    let reached = REACHED.iter().filter_map(|word| lower.find(&format!(". {word} "))).min();
    let text = reached.and_then(|at| text.get(..at)).unwrap_or(text);
    for (index, part) in text
        .split([',', ';', '(', ')', '/', '–', '—', '|', ':'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split("? "))
        .enumerate()
    {
        // "Mr Example's social worker", "When? 6 February 2018"
        let part = ["'s ", "’s "].iter().find_map(|of| part.rsplit_once(of)).map_or(part, |(_, own)| own);
        let whole = part.trim();
        let part = without_dates(part);
        let was_a_date = !whole.is_empty() && part.trim().is_empty();
        if is_phone_number(&part, REACHED) {
            continue;
        }
        if was_a_date || OTHERS.contains(&part.trim().to_lowercase().as_str()) {
            answers_another = true;
            continue;
        }
        let words: Vec<&str> = part
            .split_whitespace()
            .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .collect();
        let one_or_many = |word: &str, is: &dyn Fn(&str) -> bool| {
            let lower = word.to_lowercase().replace('’', "'");
            is(&lower) || lower.strip_suffix('s').is_some_and(is)
        };
        let is = |word: &str, list: &[&str]| one_or_many(word, &|word| list.contains(&word));
        let is_post = |word: &str| one_or_many(word, &is_of_post);
        let is_common = |word: &str| is(word, AGENCIES) || is_post(word);
        // "CSC-Notifications"
        let is_joined =
            |word: &str| word.split_once('-').is_some_and(|(one, other)| is_common(one) && is_common(other));
        // "Duty Team, Example & Example Ltd"
        // "NPS Eastmoor"
        let is_short =
            |word: &&str| (3..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let by_letters = index > 0 && words.first().is_some_and(is_short);
        let of_agency =
            words.iter().any(|word| is(word, AGENCIES)) || index > 0 && part.contains(" & ") || by_letters;
        let of_place = index > 0 && words.last().is_some_and(|word| is(word, PLACES));
        // "Team 2" is a team, and "9 to 4" are hours.
        let is_number = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_own = |word: &str| {
            !is_common(word)
                && !is_joined(word)
                && !is_number(word)
                && word.starts_with(|char: char| char.is_uppercase() || char.is_ascii_digit())
        };
        let own = words.iter().filter(|word| is_own(word)).count();
        // "Police Constable Jo Example"
        let last = words.iter().rposition(|word| is(word, AGENCIES)).unwrap_or(words.len());
        let follows = words.iter().skip(last).any(|word| is_own(word));
        let most = if part.contains(" & ") { 2 * MOST } else { MOST };
        // "Harbour Street Surgery, Eastmoor"
        let of_town = after_agency && words.len() == 1;
        if own > most || follows || own > 0 && !of_agency && !of_place && !of_town {
            return false;
        }
        after_agency |= of_agency || of_place;
        names_a_post |=
            of_agency || words.iter().any(|word| is_joined(word) || is_post(word) && !is(word, SMALL));
    }
    names_a_post || answers_another
}

/// True where the last word is one of places, which are last names too: "Jo House", "Harbour House".
pub(super) fn may_be_a_place(name: &str) -> bool {
    name.rsplit(' ').next().is_some_and(|last| PLACES.contains(&last.to_lowercase().as_str()))
}

/// "jo example", of somebody who types no capitals.
fn is_small_name(text: &str) -> bool {
    /// Words that are part of no name, besides those of posts and agencies.
    const OTHER: &[&str] = &[
        "a",
        "above",
        "anonymous",
        "as",
        "at",
        "below",
        "by",
        "concerned",
        "confidential",
        "covering",
        "given",
        "held",
        "here",
        "known",
        "letter",
        "member",
        "name",
        "no",
        "not",
        "on",
        "only",
        "per",
        "please",
        "public",
        "redacted",
        "request",
        "see",
        "the",
        "to",
        "under",
        "withheld",
        "supplied",
        "provided",
        "separately",
        "attached",
        "file",
        "worker",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_common = |word: &str| {
        let lower = word.to_lowercase();
        is_of_post(&lower)
            || AGENCIES.contains(&lower.as_str())
            || JOBS.contains(&lower.as_str())
            || NO_NAMES.contains(&lower.as_str())
            || OTHER.contains(&lower.as_str())
    };
    words.len() == 2 && words.iter().all(|word| word.len() > 1 && !is_common(word))
}

/// "01632 960525", or "tel. 01632 960525" with one of the words of `reached` before it, as one of the parts.
fn is_phone_number(part: &str, reached: &[&str]) -> bool {
    let part = part.trim_start();
    let word = first_word(part);
    let part = part.get(word.len()..).filter(|_| reached.contains(&word.as_str())).unwrap_or(part);
    (part.bytes().filter(u8::is_ascii_digit).count() >= 7 || reached.contains(&word.as_str()))
        && part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'+' | b'.'))
}

/// The letters and hyphens that `text` begins with, in small letters.
fn first_word(text: &str) -> String {
    let end = text.find(|char: char| !(char.is_alphabetic() || char == '-')).unwrap_or(text.len());
    text.get(..end).unwrap_or("").to_lowercase()
}

/// `part` with blanks in the place of its dates.
fn without_dates(part: &str) -> String {
    let mut rest = part.to_owned();
    for date in find_dates(part) {
        let at = std::ops::Range::<usize>::from(date.range);
        let blank = " ".repeat(at.len());
        if rest.is_char_boundary(at.start) && rest.is_char_boundary(at.end) {
            rest.replace_range(at, &blank);
        }
    }
    rest
}

/// True where `text` begins with the name of a person: "Jo Example, health visitor".
pub(super) fn begins(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '*', '_', '(']);
    name(text).is_some_and(|count| count >= 2)
}

/// The same behind a post: "Station Manager Jo Example".
pub(super) fn begins_behind_post(text: &str) -> bool {
    /// Words of such a post.
    const WORDS: usize = 5;
    let lower = |word: &str| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    let is_post = |word: &str| is_of_post(word) || AGENCIES.contains(&word);
    // "its safeguarding governor, Jo Example"
    let text = ["its ", "our ", "their "].iter().find_map(|own| text.strip_prefix(own)).unwrap_or(text);
    let post = text.split(' ').take(WORDS).take_while(|word| is_post(&lower(word)));
    let length: usize = post.map(|word| word.len() + 1).sum();
    // "PC 4417 Jo Example"
    let number = text.get(length..).unwrap_or("").split(' ').next().unwrap_or("");
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let length = if is_number && length > 0 { length + number.len() + 1 } else { length };
    begins(text) || length > 0 && text.get(length..).is_some_and(begins)
}

/// True where `text` has the name of a person anywhere.
pub(super) fn is_in(text: &str) -> bool {
    let starts = text.match_indices([' ', '(', ':', '*', '/']).map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts).any(|at| begins(text.get(at..).unwrap_or("")))
}

/// True where `text` is the name of a person and nothing else: "J. Example", "Jo Example (Ms)".
pub(super) fn is_all(text: &str) -> bool {
    /// Bytes of a name with letters behind it.
    const LONGEST: usize = 60;
    let text = text.trim().trim_end_matches(['.', ',']);
    // "(Revd) Jo Example"
    let title = text.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    let text = title.filter(|(title, _)| !title.contains(' ')).map_or(text, |(_, name)| name);
    let whole = text.split(['(', ',']).next().unwrap_or("").trim();
    let count = whole.split_whitespace().count();
    (2..=5).contains(&count) && name(whole) == Some(count) && text.len() <= LONGEST
}

/// How many words of a name `text` begins with; nothing where one of them is no person's.
fn name(text: &str) -> Option<usize> {
    let count = words(text);
    let bare = |word: &str| NOT_PEOPLE.contains(&word.trim_end_matches([',', ';', ':', '.', ')', '*', '_']));
    // "Deputy Head" is a post.
    let lower = |word: &str| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    let of_post = count > 0 && text.split(' ').take(count).all(|word| is_of_post(&lower(word)));
    // "Castle Lettings"
    let of_others = |word: &str| bare(word) || AGENCIES.contains(&lower(word).as_str());
    (!of_post && !text.split(' ').take(count).any(of_others)).then_some(count)
}

/// How many words of a name `text` begins with; 0 where it begins with none.
fn words(text: &str) -> usize {
    let mut count = 0;
    for word in text.split(' ') {
        let end =
            word.ends_with([',', ';', ':']) || word.ends_with('.') && !is_initial(word) && !is_title(word);
        let bare = word.trim_end_matches([',', ';', ':', '.']);
        let is_surname = count > 0 && bare.len() > 2 && bare.chars().all(char::is_uppercase);
        if !(is_part(bare) || is_initial(word) || is_surname || count > 0 && PARTICLES.contains(&bare)) {
            break;
        }
        if count == 0 && NO_NAMES.contains(&word) {
            return 0;
        }
        count += 1;
        if end {
            break;
        }
    }
    count
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.'))
}

/// "J.", "St J", "A", "T.H."
fn is_initial(word: &str) -> bool {
    let letters = word.trim_end_matches('.');
    let is_short = letters.len() <= 2 || letters.len() <= 5 && letters.split('.').all(|part| part.len() == 1);
    !letters.is_empty() && is_short && letters.chars().all(|char| char.is_uppercase() || char == '.')
}

/// "Example", "O'Brien", "Vance-Whitlock"; not a word in capitals, which an abbreviation is too.
fn is_part(word: &str) -> bool {
    let mut chars = word.chars();
    is_title(word)
        || chars.next().is_some_and(char::is_uppercase)
            && word.chars().all(|char| char.is_alphabetic() || matches!(char, '\'' | '’' | '-'))
            && word.chars().any(char::is_lowercase)
            && !word.ends_with("'s")
            && !word.ends_with("’s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_looks() {
        for name in
            ["Jo Example", "J. Example", "Dr A. St J. Example", "Zoë O'Example-Other", "Jo Example (Ms)"]
        {
            assert!(is_all(name), "{name}");
        }
        for other in ["Example", "The Example", "NHS Example", "Jo went home", "No delay", "Child K"] {
            assert!(!is_all(other), "{other}");
        }
        assert!(begins("Jo Example, health visitor"));
        assert!(is_in("Me: DI 12 Jo EXAMPLE, 01632 960001"));
        assert!(!is_in("Eastmoor Council Children's Services, 01632 960001"));
        assert!(!begins("Example was at home"));
    }

    #[test]
    fn a_post_and_an_agency_are_nobody_s_name() {
        for post in [
            "Ward Manager, Juniper Ward",
            "National Probation Service, Ravensholme office",
            "Named Midwife for Safeguarding",
            "Eastmoor Council, Early Years Advisory Team (team manager)",
            "Northshire Police",
            "Social worker, Eastmoor Council",
            "the locum GP, Harbour Street Surgery, Eastmoor",
            "Team Manager, Assessment Team 2, Eastmoor Council",
            "the Named Professionals' Group, Eastmoor Integrated Care Board",
            "Harbour Day Centre, Quay Road, Eastmoor (manager). Telephone the office, 9 to 4.",
        ] {
            assert!(is_nobody(post), "{post}");
        }
        for name in [
            "Jo Example",
            "Nurse Example",
            "Jo Ward",
            "Ward Manager, Jo Example",
            "Eastmoor Council: J. Example",
            "JE, Named Nurse",
            "Jo Example Eastmoor Council",
            "Police Constable 4417 Example",
            "PC 4417, Northshire Police",
            "Jo",
            "Community Matron Jo Example",
            "The Example Foundation Trust Matron Jo Example",
            "Sister Jo, Juniper Ward",
            "J. Example on 6 February 2018",
            "Det. Sgt Jo Example, Northshire Police. Tel 01632 960001",
            "me",
        ] {
            assert!(!is_nobody(name), "{name}");
        }
    }
}
