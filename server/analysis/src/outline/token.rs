//! What a template leaves for the writer to replace: `[insert name]`, `<date>`, `xxxx`, `TBC`, a printed prompt.
//!
//! Whether a token matters is for the rules.

use text_size::TextRange;

use super::LabelIndex;
use crate::place::{Piece, range};

/// A text that was left to be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it is.
    pub piece: Piece,
    /// What it is.
    pub kind: TokenKind,
}

/// Which kind of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `[insert …]`, `[enter …]`, `[delete …]`.
    Bracket,
    /// A prompt or placeholder of the schema, left as it was.
    Prompt,
    /// `<name>`, `xxxx`, `DD/MM/YYYY` or `TBC` as the whole of a line.
    Whole,
}

const VERBS: &[&str] = &["insert", "enter", "delete"];

/// Verbs that are nouns too, "[Type 1 diabetes]", and what follows them where they ask for something.
const OTHER_VERBS: &[&str] = &["add", "choose", "click", "pick", "select", "state", "tick", "type"];
const OBJECTS: &[&str] = &[
    "a", "all", "an", "any", "date", "details", "from", "here", "name", "one", "or", "text", "the", "to",
    "your",
];

/// Verbs that ask for something where all of a line is in brackets: "[List every agency, with a contact name]".
const ASKING: &[&str] = &[
    "complete",
    "describe",
    "detail",
    "explain",
    "give",
    "include",
    "list",
    "name",
    "outline",
    "please",
    "provide",
    "record",
    "set",
    "specify",
    "summarise",
    "tell",
    "write",
];

/// What stands alone in brackets where it was to be replaced: "[date]". "[address]" is more often a thing left out.
const ASKED_FOR: &[&str] = &[
    "bullet",
    "date",
    "details",
    "first name",
    "forename",
    "full name",
    "job title",
    "name",
    "names",
    "number",
    "reason",
    "reasons",
    "ref",
    "signature",
    "surname",
    "text",
    "time",
];
/// How it begins where more is said: "[Name of chair]". What follows may say that it was left out.
const ASKED_FOR_OF: &[&str] = &[
    "date of ",
    "full name of ",
    "give ",
    "name of ",
    "names of ",
    "number of ",
    "quote ",
    "reason for ",
    "your ",
];
const LEFT_OUT: &[&str] = &["redact", "withheld", "remov", "omit", "not known", "unknown", "anonym", "chang"];

/// Pairs of marks that a mail merge or a word processor leaves about the name of a field.
const MARKS: &[(&str, &str)] = &[("{{", "}}"), ("«", "»"), ("$$", "$$"), ("<<", ">>"), ("<", ">")];

/// Tokens in one line of text, in bytes of it.
pub(super) fn tokens_in(text: &str, labels: &LabelIndex) -> Vec<(TextRange, TokenKind)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('[') {
        let Some(inner) = text.get(at + 1..) else { continue };
        let Some(end) = inner.find([']', '[']) else { continue };
        if inner.as_bytes().get(end) != Some(&b']') {
            continue;
        }
        let inner = inner.get(..end).unwrap_or("").trim();
        // "[Describe …]", "Views of the family: [Describe …]"
        let is_last = text.trim_end().len() == at + end + 2;
        let before = text.get(..at).unwrap_or("").trim_end();
        let is_all = is_last && (before.is_empty() || before.ends_with(':'));
        let quoted = text.get(..at).unwrap_or("").matches(['"', '“', '”']).count() % 2 == 1;
        if asks_in_brackets(inner, is_all)
            || is_date_to_fill_in(inner)
            || !quoted && names_what_is_asked_for(inner)
        {
            found.push((range(at, at + end + 2), TokenKind::Bracket));
        }
    }
    for (at, _) in text.match_indices('(') {
        let Some(inner) = text.get(at + 1..).and_then(|inner| inner.split(')').next()) else { continue };
        if asks_in_parentheses(inner.trim()) {
            found.push((range(at, at + inner.len() + 2), TokenKind::Bracket));
        }
    }
    for (open, close) in MARKS {
        let Some(at) = text.find(open) else { continue };
        let Some(end) = text.get(at + open.len()..).and_then(|inner| inner.find(close)) else { continue };
        let inner = text.get(at + open.len()..at + open.len() + end).unwrap_or("");
        let is_name = (1..=40).contains(&inner.len()) && *open != "<" || names_what_is_asked_for(inner);
        if is_name && inner.chars().all(|char| char.is_alphanumeric() || " _.-".contains(char)) {
            found.push((range(at, at + open.len() + end + close.len()), TokenKind::Bracket));
        }
    }
    found.extend(told_in_capitals(text));
    if found.is_empty() {
        let whole = if labels.is_placeholder(text) || is_of_a_control(text) {
            Some(0)
        } else {
            answer_left(text, labels)
        };
        found.extend(whole.map(|from| (range(from, text.len()), TokenKind::Prompt)));
    }
    found
}

/// "[insert name]", "[enter]", "[List every agency]", "[Referrer to state who was told]" where that is all of the line.
fn asks_in_brackets(inner: &str, is_all: bool) -> bool {
    /// What somebody, named in a word or two, is to do.
    const TO_DO: &[&str] = &[
        " to add ",
        " to complete",
        " to confirm ",
        " to enter ",
        " to fill in",
        " to insert ",
        " to provide ",
        " to state ",
    ];
    let told = TO_DO.iter().find_map(|what| inner.split_once(what));
    if is_all && told.is_some_and(|(who, _)| who.split(' ').count() <= 2) {
        return true;
    }
    let verb = inner.split(|char: char| !char.is_alphanumeric()).next().unwrap_or("");
    let alone = is_one_of(VERBS, inner);
    let object = inner.split_whitespace().nth(1).unwrap_or("").trim_end_matches([':', ',']);
    let asks = is_one_of(VERBS, verb)
        || is_one_of(OTHER_VERBS, verb) && is_one_of(OBJECTS, object)
        || is_all && is_one_of(ASKING, verb) && inner.split_whitespace().nth(2).is_some();
    (alone || inner.contains(' ')) && asks
}

/// "[date]", "[Name of LSCB Chair]", "[quote ref here]".
fn names_what_is_asked_for(inner: &str) -> bool {
    let lower = inner.to_lowercase();
    let bare = lower.trim_end_matches(|char: char| char.is_ascii_digit() || char == ' ');
    let of = ASKED_FOR_OF.iter().any(|start| lower.starts_with(start)) && lower.split(' ').nth(6).is_none();
    is_one_of(ASKED_FOR, bare) || of && !LEFT_OUT.iter().any(|word| lower.contains(word))
}

/// "(insert)", "(enter date of discussion)", "(to be inserted by admin)".
fn asks_in_parentheses(inner: &str) -> bool {
    if inner.len() > 60 {
        return false;
    }
    let mut words = inner.split_whitespace();
    let verb = words.next().unwrap_or("");
    let asks = ["insert", "enter"].iter().any(|known| known.eq_ignore_ascii_case(verb));
    asks && words.next().is_none_or(|object| is_one_of(OBJECTS, object))
        || inner.eq_ignore_ascii_case("amend")
        || inner.to_ascii_lowercase().contains("to be inserted")
}

/// "INSERT NAME OF PRACTICE", in a line that is not all in capitals.
fn told_in_capitals(text: &str) -> Option<(TextRange, TokenKind)> {
    let at = ["INSERT ", "ENTER ", "YOUR "].iter().find_map(|verb| text.find(verb))?;
    let own_word = text.get(..at).is_none_or(|before| !before.ends_with(char::is_alphanumeric));
    if !own_word || !text.contains(char::is_lowercase) {
        return None;
    }
    let rest = text.get(at..)?;
    let is_capital = |word: &&str| word.chars().any(char::is_uppercase) && !word.contains(char::is_lowercase);
    let last = rest.split(' ').take_while(is_capital).last().filter(|last| !last.is_empty())?;
    let end =
        last.as_ptr() as usize - rest.as_ptr() as usize + last.trim_end_matches(['.', ',', ']', ')']).len();
    (rest.get(..end)?.contains(' ')).then(|| (range(at, at + end), TokenKind::Bracket))
}

/// Where the answer behind a label starts that is a form's own words: "Level of harm: Select from list".
fn answer_left(text: &str, labels: &LabelIndex) -> Option<usize> {
    // "**Last seen** – xx/xx/2024"
    let dashed = text.rfind(" – ").or_else(|| text.rfind(" - ")).filter(|at| {
        text.get(*at..).is_some_and(|rest| is_date_to_fill_in(rest.trim_start_matches([' ', '–', '-'])))
    });
    let at = match dashed {
        Some(at) => at + text.get(at..)?.len() - text.get(at..)?.trim_start_matches([' ', '–', '-']).len(),
        None => text.rfind([':', '?'])? + 1,
    };
    let answer = text.get(at..)?;
    let from = at + answer.len() - answer.trim_start().len();
    (labels.is_placeholder(answer) || is_date_to_fill_in(answer) || is_of_a_control(answer)).then_some(from)
}

/// "Click here to enter name and job title", as a word processor fills the places of a form.
fn is_of_a_control(text: &str) -> bool {
    const CONTROLS: &[&str] =
        &["click here to ", "click or tap ", "click to ", "tap here to ", "tap to enter "];
    /// Words of such a text.
    const WORDS: usize = 12;
    let lower = text.trim().to_lowercase();
    CONTROLS.iter().any(|begin| lower.starts_with(begin)) && lower.split(' ').nth(WORDS).is_none()
}

/// "DD/MM/YYYY", "xx/xx/2015", "xx/05/2015", "__/__/20__".
pub fn is_date_to_fill_in(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    if text.len() > 16 || !text.contains(['/', '-', '.']) {
        return false;
    }
    let parts: Vec<String> = text.split(['/', '-', '.']).map(|part| part.trim().to_lowercase()).collect();
    let is = |part: &str, letters: &str| !part.is_empty() && part.chars().all(|char| letters.contains(char));
    let [day, month, year] = parts.as_slice() else { return false };
    let open = is(day, "dx_?") || is(month, "mx_?");
    open && is(day, "dx_?0123456789") && is(month, "mx_?0123456789") && is(year, "yx_?0123456789")
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// True where the whole of `text` stands for an answer to come: `<name>`, `xxxx`, `TBC`, `____`.
pub(super) fn is_whole_token(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    let angle = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = angle {
        let starts_word = inner.starts_with(|char: char| char.is_alphabetic());
        return starts_word && !inner.contains(['<', '>', '@', '/', ':']) && inner.len() <= 60;
    }
    let starts = |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    text.eq_ignore_ascii_case("tbc")
        || text.eq_ignore_ascii_case("to be confirmed")
        || is_date_to_fill_in(text)
        || text.len() >= 3 && text.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'))
        || starts("lorem ipsum")
}

/// True for a line that may offer answers of which all but one are to be taken away.
pub(super) fn may_offer_options(text: &str) -> bool {
    ["elete", "ELETE", "trike out", "ross out", "ircle one", "ick one"].iter().any(|word| text.contains(word))
        || bare_options(text).is_some()
}

/// Where "Yes / No" stands, with no more said, behind a question or a label.
pub fn bare_options(text: &str) -> Option<TextRange> {
    let text = text.trim_end();
    let at = text.rfind([':', '?'])? + 1;
    let answer = text.get(at..)?;
    let from = at + answer.len() - answer.trim_start().len();
    let close: String = answer.chars().filter(|char| !char.is_whitespace()).collect();
    let offers = ["yes/no", "y/n", "yes/no/notknown", "yes/no/unknown", "yes/no/n/a", "yes/no/dontknow"];
    offers.iter().any(|offer| offer.eq_ignore_ascii_case(&close)).then(|| range(from, text.len()))
}
