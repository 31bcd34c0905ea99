//! Abbreviations in capitals that a block uses, and those that it explains.
//!
//! Nothing here knows what an abbreviation stands for: which are in a glossary is for whoever asks.

use text_size::TextRange;

use super::blank;
use crate::bytes::has_pair;
use crate::document::{Block, BlockKind, Line, LineKind};
use crate::place::range;

/// An abbreviation in capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// Bytes of the block's visible text, without the "s" of a plural.
    pub range: TextRange,
    /// Where it stands.
    pub standing: Standing,
}

/// What a block does with an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is used, and nothing beside it says what it stands for.
    Used,
    /// What it stands for is beside it: "team around the school (TATS)", "TATS: team around the school".
    Explained,
    /// It is a person, or part of a label or a quotation: it needs no explanation and gives none.
    Aside,
}

/// Letters that an abbreviation has. Two are more often a person's initials, and what has more is a word in capitals.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

/// Abbreviations that need no explanation anywhere, and words that people set in capitals to stress them.
const PLAIN: &[&str] = &[
    "ADDED", "AFTER", "AGAIN", "AGED", "AGREED", "AIDS", "AKA", "ALL", "ALONE", "ALSO", "ALWAYS", "AND",
    "ANY", "APRIL", "ARE", "ASAP", "AUGUST", "BANK", "BBC", "BEFORE", "BEING", "BEST", "BOTH", "BST", "BUT",
    "CALL", "CAN", "CANNOT", "CASE", "CCTV", "CEO", "CHILD", "CLOSED", "COPY", "COULD", "COVID", "CRIME",
    "DAD", "DATE", "DAY", "DEAD", "DEATH", "DID", "DIED", "DOES", "DRAFT", "DUTY", "DVD", "DVLA", "EACH",
    "EARLY", "EITHER", "EMAIL", "END", "EVEN", "EVER", "EVERY", "FAO", "FAQ", "FATHER", "FIRST", "FOR",
    "FORM", "FRI", "FROM", "FULL", "FYI", "GIVEN", "GMT", "GPS", "GUN", "HAD", "HARM", "HAS", "HAVE", "HER",
    "HERE", "HIGH", "HIM", "HIS", "HIV", "HMRC", "HOME", "HOW", "ILL", "INTO", "ITS", "JULY", "JUNE", "JUST",
    "KEY", "KNEW", "KNOWN", "LAST", "LATE", "LATER", "LEFT", "LESS", "LONG", "LOW", "MADE", "MAN", "MANY",
    "MARCH", "MAY", "MEMO", "MEN", "MON", "MORE", "MOST", "MOT", "MOTHER", "MUM", "MUST", "NAME", "NEED",
    "NEVER", "NEW", "NEXT", "NIL", "NIGHT", "NOBODY", "NONE", "NOR", "NOT", "NOTE", "NOW", "OFF", "OLD",
    "ONCE", "ONE", "ONLY", "OPEN", "OTHER", "OUR", "OUT", "OVER", "OWN", "PAGE", "PART", "PAST", "PDF",
    "PIN", "PLEASE", "POST", "PRIOR", "RAPE", "READ", "REAL", "RECENT", "RED", "REF", "RING", "RIP", "RISK",
    "SAFE", "SAID", "SAME", "SAT", "SECOND", "SEE", "SEEN", "SENT", "SHE", "SHOULD", "SIM", "SINCE", "SMS",
    "SOLE", "SOME", "SON", "SOON", "SOS", "STILL", "STOP", "SUCH", "SUN", "TBA", "TBC", "TEXT", "THAN",
    "THAT", "THE", "THEIR", "THEM", "THEN", "THERE", "THESE", "THEY", "THIRD", "THIS", "THOSE", "THREE",
    "THU", "TODAY", "TOO", "TUE", "TWICE", "TWO", "UNDER", "UNTIL", "UPON", "URGENT", "USA", "USB", "USE",
    "USED", "VAT", "VERY", "VIP", "WAS", "WED", "WEEK", "WELL", "WERE", "WHAT", "WHEN", "WHERE", "WHICH",
    "WHO", "WHOLE", "WHY", "WILL", "WITH", "WORD", "WORSE", "WOULD", "YEAR", "YES", "YET", "YOU", "YOUR",
];

/// Words before a person's initials.
const PEOPLE: &[&str] = &[
    "child",
    "adult",
    "baby",
    "infant",
    "sibling",
    "brother",
    "sister",
    "half-brother",
    "half-sister",
    "twin",
    "mother",
    "father",
    "mum",
    "dad",
    "stepfather",
    "stepmother",
    "grandmother",
    "grandfather",
    "aunt",
    "uncle",
    "cousin",
    "partner",
    "husband",
    "wife",
    "son",
    "daughter",
    "subject",
    "person",
    "male",
    "female",
    "man",
    "woman",
    "boy",
    "girl",
    "patient",
    "pupil",
    "student",
    "client",
    "resident",
    "witness",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "pc",
    "dc",
    "ds",
    "di",
    "worker",
    "called",
    "named",
    "initials",
];

/// The abbreviations of `block` that are not `known`. What stands in code is none.
pub(super) fn read(block: &Block, known: &dyn Fn(&str) -> bool) -> Vec<Abbreviation> {
    let text = block.plain.text();
    // Two capitals together are rare, and looking for them is quick.
    if !has_pair(text, |byte| byte.is_ascii_uppercase()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for line in &block.lines {
        let line_text = block.plain.slice(line.text);
        if !has_pair(line_text, |byte| byte.is_ascii_uppercase()) || is_in_capitals(line_text) {
            continue;
        }
        let start = usize::from(line.text.start());
        let words: Vec<(usize, &str)> = words(line_text).collect();
        for (index, (at, word)) in words.iter().enumerate() {
            let Some(short) = abbreviation(word).filter(|short| !PLAIN.contains(short) && !known(short))
            else {
                continue;
            };
            let end = at + short.len();
            let (before, after) =
                (line_text.get(..*at).unwrap_or(""), line_text.get(at + word.len()..).unwrap_or(""));
            // A table's row explains in its next cell what stands in the one before.
            let rest = text
                .get(start + at + word.len()..)
                .filter(|_| block.kind == BlockKind::Table)
                .unwrap_or(after);
            let standing =
                if is_explained_before(before, after, short) || is_explained_after(before, rest, short) {
                    Standing::Explained
                } else if is_aside(block, line, (before, after), &words, index, known) {
                    Standing::Aside
                } else {
                    Standing::Used
                };
            found.push(Abbreviation { range: range(start + at, start + end), standing });
        }
    }
    found
}

/// The initials of the names in `text`: runs of three capitalised words and more, small words between them apart.
pub(super) fn initials(text: &str) -> Vec<Box<str>> {
    let mut found = Vec::new();
    let mut run = String::new();
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let first = word.trim_start_matches(['(', '"', '\'']).chars().next();
        if first.is_some_and(char::is_uppercase) {
            let parts =
                word.split(['-', '/', '&']).filter_map(|part| part.chars().find(|char| char.is_alphabetic()));
            run.extend(parts.flat_map(char::to_uppercase));
        } else if !run.is_empty() && !SMALL.contains(&word) {
            finish(&mut run, &mut found);
        }
        if !run.is_empty() && word.ends_with(['.', ';', ':', '!', '?']) {
            finish(&mut run, &mut found);
        }
    }
    finish(&mut run, &mut found);
    found
}

/// Words inside a name that are written small.
const SMALL: &[&str] = &["of", "and", "the", "for", "in", "to", "on", "&"];

fn finish(run: &mut String, found: &mut Vec<Box<str>>) {
    if run.chars().nth(2).is_some() {
        found.push(run.as_str().into());
    }
    run.clear();
}

/// True where `text` has `short` with what it stands for beside it.
pub(crate) fn explains(text: &str, short: &str) -> bool {
    text.match_indices(short).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + short.len()..).unwrap_or(""));
        is_explained_before(before, after, short) || is_explained_after(before, after, short)
    })
}

/// `word` without the "s" of a plural, where it is a run of capitals of the right length and no Roman number.
fn abbreviation(word: &str) -> Option<&str> {
    let short = word.strip_suffix('s').unwrap_or(word);
    let capitals = short.bytes().all(|byte| byte.is_ascii_uppercase());
    let roman = short.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L'));
    (capitals && !roman && LETTERS.contains(&short.len())).then_some(short)
}

/// Words with their places; an apostrophe ends one.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// True of a heading or a line in capitals: none of its words says more than its neighbours.
fn is_in_capitals(line: &str) -> bool {
    let capitals = line.bytes().filter(u8::is_ascii_uppercase).count();
    let small = line.bytes().filter(u8::is_ascii_lowercase).count();
    line.contains(' ') && capitals > small
}

fn is_aside(
    block: &Block,
    line: &Line,
    (before, after): (&str, &str),
    words: &[(usize, &str)],
    index: usize,
    known: &dyn Fn(&str) -> bool,
) -> bool {
    let text = block.plain.slice(line.text);
    let label = matches!(line.kind, LineKind::Heading | LineKind::Quote | LineKind::Cell { row: 0, .. })
        || is_in_label(before, after)
        || !blank::boxes(text).is_empty();
    // "AB/123/45", "http://ABC.example", "someone@ABC.example", "ABC-7"
    let joined = before.ends_with(['@', '_', '.', '\\', '#', '='])
        || after.starts_with(['@', '_', '\\', '='])
        || after.starts_with('.') && after.chars().nth(1).is_some_and(char::is_alphanumeric)
        || before.ends_with(['/', '-'])
            && before.chars().rev().nth(1).is_some_and(|char| char.is_ascii_digit())
        || after.starts_with(['/', '-']) && after.chars().nth(1).is_some_and(|char| char.is_ascii_digit());
    let neighbour =
        |index: Option<usize>| index.and_then(|index| words.get(index)).map_or("", |(_, word)| *word);
    let (previous, next) = (neighbour(index.checked_sub(1)), neighbour(Some(index + 1)));
    let spaced = |text: &str| text.chars().all(|char| char == ' ');
    let previous_at = words.get(index.wrapping_sub(1)).map_or(0, |(at, word)| at + word.len());
    let beside_previous = !previous.is_empty() && spaced(before.get(previous_at..).unwrap_or("-"));
    let beside_next = !next.is_empty() && after.starts_with(' ');
    let person = beside_previous && PEOPLE.contains(&previous.to_lowercase().as_str());
    // "JOHN SMITH", "DO NOT RESUSCITATE"; of two abbreviations one is usually known.
    let shouts =
        |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) && !known(word);
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let reference = beside_next && number(next) && next.len() >= 3;
    let unit = beside_previous && number(previous);
    let quoted = before.matches('"').count() % 2 == 1 && after.contains('"');
    label
        || joined
        || person
        || reference
        || unit
        || quoted
        || beside_previous && shouts(previous)
        || beside_next && shouts(next)
}

/// True in the label that a line begins with: "SEMH needs: none".
fn is_in_label(before: &str, after: &str) -> bool {
    /// Words of a label before and behind the abbreviation, at most.
    const WORDS: usize = 4;
    let head = after.split([':', '?']).next().unwrap_or("");
    let ends = head.len() < after.len() && head.split_whitespace().count() <= WORDS;
    ends && !head.contains(['.', ',', ';', '('])
        && before.split_whitespace().count() <= WORDS
        && !before.contains(['.', ':'])
}

/// "team around the school (TATS)", "the team around the school, known as TATS", "team around the school - TATS"
fn is_explained_before(before: &str, after: &str, short: &str) -> bool {
    let before = before.trim_end_matches(['"', '\'', ' ']);
    let before = before.strip_suffix(" the").unwrap_or(before).trim_end_matches(['"', '\'', ' ']);
    let closed = after.trim_start_matches(['s', '"', '\'']).starts_with([')', ']', ',', ';']);
    let ends = |words: &[&str]| words.iter().find_map(|word| before.strip_suffix(word));
    let long = ends(&["(", " known as", " called", " abbreviated to", " or", "["]);
    let long =
        long.or_else(|| ends(&["-", "–", "—", ",", "/", "="]).filter(|long| closed || long.ends_with(' ')));
    long.is_some_and(|long| {
        let from = long.rmatch_indices(char::is_whitespace).nth(2 * short.len()).map_or(0, |(at, _)| at);
        spells(long.get(from..).unwrap_or(""), short)
    })
}

/// "TATS (team around the school)", "TATS: team around the school", "TATS stands for team around the school"
fn is_explained_after(before: &str, after: &str, short: &str) -> bool {
    let after = after.trim_start_matches(['s', '"', '\'']);
    let rest = after.trim_start();
    let says = ["stands for", "is short for", "means", "is the", "meaning"];
    let plainly = rest.strip_prefix(['(', '[', ':', '=']).or_else(|| after.strip_prefix(['\t', '\n']));
    let plainly = plainly.or_else(|| says.iter().find_map(|words| rest.strip_prefix(words)));
    let Some(long) = plainly.or_else(|| rest.strip_prefix(['-', '–', '—', ','])) else { return false };
    let long = long.trim_start_matches([' ', '"', '\'']);
    let long = long.strip_prefix("the ").unwrap_or(long);
    let ends = |char: char| matches!(char, ')' | ']' | ';' | '\t' | '\n' | '.');
    let long = long.split(ends).next().unwrap_or("");
    let to = long.match_indices(char::is_whitespace).nth(2 * short.len()).map_or(long.len(), |(at, _)| at);
    let long = long.get(..to).unwrap_or("");
    let begins = long.chars().next().is_some_and(|first| short.starts_with(first.to_ascii_uppercase()));
    // Behind a comma or a dash in a sentence anything may follow; only words with its very initials explain it.
    let mut initials = initials_of(long);
    let plainly = plainly.is_some() || before.trim().is_empty();
    begins
        && (plainly && spells(long, short)
            || short.chars().all(|letter| initials.any(|initial| initial.eq_ignore_ascii_case(&letter))))
}

fn initials_of(text: &str) -> impl Iterator<Item = char> {
    text.split(|char: char| !(char.is_alphanumeric() || char == '\'')).filter_map(|word| word.chars().next())
}

/// True where the letters of `short` are found in `long` from its end on, the first of them at the beginning of a word.
fn spells(long: &str, short: &str) -> bool {
    let long: Vec<char> = long.chars().flat_map(char::to_lowercase).collect();
    let mut end = long.len();
    for (rank, letter) in short.to_lowercase().chars().enumerate().collect::<Vec<_>>().into_iter().rev() {
        let begins = |at: usize| at == 0 || long.get(at - 1).is_some_and(|char| !char.is_alphanumeric());
        let fits = |at: &usize| long.get(*at) == Some(&letter) && (rank > 0 || begins(*at));
        let Some(at) = (0..end).rev().find(fits) else { return false };
        end = at;
    }
    // A lone word is no explanation.
    long.iter().skip(end).filter(|char| !char.is_alphanumeric()).count() > 0
}
