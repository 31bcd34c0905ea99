//! Numbers and codes before a heading or label: "1.1", "Section 2:", "A7.".

use crate::document::BULLETS;

/// Numbers of the parts of a form, in words and as the Romans wrote them.
const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "ii",
    "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii",
];

/// `label` without `1.`, `1.1`, `a)`, `(b)`, `Section 2:` or `Part 1 -` before it.
pub(crate) fn without_numbering(label: &str) -> &str {
    let mut rest = label;
    // "=== Step 4 of 5: Agencies ===", as a web form prints it
    rest = rest.trim_matches(|char: char| matches!(char, '=' | '~')).trim();
    // "▪ Subject", and "One. Who are you?"
    rest = rest.trim_start_matches(BULLETS).trim_start();
    if let Some((number, tail)) = rest.split_once(". ")
        && NUMBERS.iter().any(|word| word.len() > 2 && number.eq_ignore_ascii_case(word))
        && tail.starts_with(char::is_uppercase)
    {
        return tail;
    }
    for word in [
        "section",
        "part",
        "question",
        "box",
        "item",
        "step",
        "stage",
        "house",
        "panel",
        "screen",
        "page",
        "serial",
        "ser",
        "paragraph",
        "para",
        "q",
    ] {
        let named = rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        // "Questions for agencies" is no number "s".
        let apart = |after: &&str| !after.starts_with(char::is_alphabetic);
        let Some(after) = rest.get(word.len()..).filter(|_| named).filter(apart) else { continue };
        let after = after.trim_start();
        let number =
            after.find(|char: char| !char.is_ascii_alphanumeric() && char != '.').unwrap_or(after.len());
        let Some((number, tail)) = after.split_at_checked(number) else { continue };
        let counts = number.starts_with(|char: char| char.is_ascii_digit())
            || NUMBERS.iter().any(|word| number.trim_end_matches('.').eq_ignore_ascii_case(word))
                && (number.ends_with('.') || tail.trim_start().starts_with([':', '-', '–', '—']))
            || number.len() == 1 && tail.starts_with([':', ')', ' '])
            || number.len() == 2 && number.ends_with('.') && tail.starts_with(' ');
        let of_all =
            tail.strip_prefix(" of ").map(|rest| rest.trim_start_matches(|char: char| char.is_ascii_digit()));
        let tail = of_all.filter(|rest| rest.starts_with([':', '.', ' '])).unwrap_or(tail);
        let tail = tail.trim_start_matches([' ', ':', '.', ')', '-', '–', '—']);
        // "Section 16C(1)" is the name itself.
        if counts && tail.starts_with(char::is_alphanumeric) {
            rest = tail;
            break;
        }
    }
    if let Some(after) = behind_code(rest) {
        return after;
    }
    let bare = rest.strip_prefix('(').unwrap_or(rest);
    let digits = bare.find(|char: char| !char.is_ascii_digit() && char != '.').unwrap_or(bare.len());
    let Some((number, tail)) = bare.split_at_checked(digits) else { return rest };
    if number.starts_with(|char: char| char.is_ascii_digit()) && !tail.is_empty() {
        let after = tail.trim_start_matches([')', ':', '.', '-', '–', ' ']);
        let letter_after = after
            .strip_prefix(|char: char| char.is_ascii_lowercase())
            .filter(|rest| rest.starts_with([')', '.']));
        let marked = number.ends_with('.') || tail.starts_with([')', ':', ' ', '-', '–']);
        if marked && !after.is_empty() {
            return letter_after.map_or(after, |rest| rest.trim_start_matches([')', '.', ' ']));
        }
    }
    let mut chars = bare.chars();
    let (first, second) = (chars.next(), chars.next());
    if first.is_some_and(|char| char.is_ascii_alphabetic()) && matches!(second, Some(')' | '.')) {
        let after = bare.get(2..).unwrap_or("").trim_start();
        if !after.is_empty() && bare.get(2..3) == Some(" ") {
            return after;
        }
    }
    // "S – Situation", "R: Recommendation"
    let is_letter = first.is_some_and(|char| char.is_ascii_uppercase());
    for mark in [" – ", " — ", " - ", ": "] {
        let after = bare.get(1..).and_then(|tail| tail.strip_prefix(mark)).filter(|_| is_letter);
        if let Some(after) = after.filter(|after| after.starts_with(char::is_uppercase)) {
            return after;
        }
    }
    rest
}

/// What stands behind "A7.", "E3 –", "6a.", "H1)": a code of one letter and digits, or digits and one letter, that is marked as
/// such, for "S44 criteria" is no code.
fn behind_code(label: &str) -> Option<&str> {
    let end = label.find(|char: char| !char.is_ascii_alphanumeric() && char != '.')?;
    let (code, tail) = label.split_at_checked(end)?;
    let code = code.trim_end_matches('.');
    let letters = code.chars().filter(char::is_ascii_alphabetic).count();
    let digits = code.chars().filter(char::is_ascii_digit).count();
    let is_code = letters == 1
        && (1..=2).contains(&digits)
        && code
            .chars()
            .enumerate()
            .all(|(at, char)| char.is_ascii_digit() || at == 0 || at + 1 == code.len());
    let is_marked = label.get(code.len()..)?.starts_with(['.', ':', ')', '–', '—', '-'])
        || [" – ", " — ", " - "].iter().any(|mark| tail.starts_with(mark))
        || tail.starts_with(' ') && code.starts_with(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'Q']);
    let after = tail.trim_start_matches([' ', '.', ':', ')', '–', '—', '-']);
    (is_code && is_marked && after.starts_with(char::is_alphanumeric)).then_some(after)
}

/// True where `label` is numbered as a section of a form is: "Section C – Details", "1. Referrer".
pub fn is_numbered(label: &str) -> bool {
    let label = label.trim();
    without_numbering(label).len() < label.len()
}

/// True where `next` is numbered like `label`, as the part after it is: "B." behind "A.", "6." behind "5.", not "5.1".
pub(in crate::outline) fn is_next(label: &str, next: &str) -> bool {
    let number = |text: &str| {
        let text = text.trim();
        let numbered = is_numbered(text).then(|| text.len() - without_numbering(text).len())?;
        text.get(..numbered)
            .map(|number| number.trim_end_matches(|char: char| !char.is_alphanumeric()).to_owned())
    };
    let (Some(own), Some(other)) = (number(label), number(next)) else { return false };
    let parts = |number: &str| number.matches('.').count();
    let is_digit = |number: &str| number.starts_with(|char: char| char.is_ascii_digit());
    // "(i)" is a part of "D".
    let is_set_apart = |number: &str| number.starts_with('(');
    parts(&own) == parts(&other)
        && is_digit(&own) == is_digit(&other)
        && is_set_apart(&own) == is_set_apart(&other)
}
