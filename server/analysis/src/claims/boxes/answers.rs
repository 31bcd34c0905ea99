//! The words of an answer: yes and no, met and not met, and what denies a criterion.

/// The answer at the start of `text` and where it ends: yes, no, or `None` where both stand there.
pub(in super::super) fn answer(text: &str) -> Option<(Option<bool>, usize)> {
    let mut at = 0;
    let (mut yes, mut no, mut end) = (false, false, None);
    let mut struck = false;
    loop {
        let rest = text.get(at..)?;
        let trimmed = rest.trim_start_matches([' ', '/', '|', '*', '_', '(', ':', '-', '–']);
        let gap = rest.len() - trimmed.len();
        if end.is_some() && gap == 0 && !trimmed.starts_with("~~") && !struck {
            break;
        }
        if end.is_some()
            && !struck
            && !rest.get(..gap).unwrap_or_default().contains(['/', '|'])
            && !trimmed.starts_with("~~")
        {
            break;
        }
        if let Some(after) = trimmed.strip_prefix("~~") {
            struck = !struck;
            at = text.len() - after.len();
            continue;
        }
        // "Condition 1 - not met."
        if end.is_none()
            && let Some((value, length)) = verdict_at_start(trimmed)
        {
            return Some((Some(value), text.len() - trimmed.len() + length));
        }
        let length = trimmed.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let word = trimmed.get(..length).unwrap_or_default();
        let after = trimmed.get(length..).unwrap_or_default();
        let value = match word {
            "yes" => true,
            "no" if struck || ends_answer(after) => false,
            "y" | "n" if is_initial(after) => break,
            "y" if after.is_empty() || !after.starts_with(' ') || struck => true,
            "n" if (after.is_empty() || !after.starts_with(' ') || struck) && !after.starts_with("/a") => {
                false
            }
            _ => break,
        };
        if !struck {
            if value { yes = true } else { no = true }
        }
        at = text.len() - after.len();
        end = Some(at);
    }
    let end = end?;
    let answer = match (yes, no) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    Some((answer, at.max(end)))
}

/// How a criterion that was named is said to be none that the case rests on.
const DENIALS: &[&str] = &[
    "not met",
    "not engaged",
    "not relied on",
    "not made out",
    "does not arise",
    "doesn't arise",
    "does not apply",
    "doesn't apply",
];

/// "Condition 1: she is alive", where that is for a death.
pub(in super::super) fn says_alive(text: &str) -> Option<usize> {
    const ALIVE: &[&str] = &["she is alive", "he is alive", "they are alive", "she's alive", "he's alive"];
    ALIVE.iter().find(|said| text.starts_with(**said)).map(|said| said.len())
}

/// "Met" or "not met" with nothing but the end of a sentence or what shows it behind it, and its length.
fn verdict_at_start(text: &str) -> Option<(bool, usize)> {
    let denials = DENIALS.iter().map(|words| (*words, false));
    denials.chain([("met", true)]).find_map(|(words, value)| {
        let after = text.strip_prefix(words)?;
        let ends = after.is_empty() || after.starts_with('.') || !value && after.starts_with([':', ',', ';']);
        ends.then_some((value, words.len()))
    })
}

/// The length of the citation that ends `asked`, where that is a clause of its own and `said` denies it: "and (b)(i) does not
/// arise".
pub(super) fn cited_at_end(asked: &str, said: &str) -> Option<usize> {
    let cited = asked.rsplit(' ').next()?;
    let denied = DENIALS.iter().any(|words| said.starts_with(words));
    (denied && cited.starts_with('(') && cited.ends_with(')') && asked.contains(',')).then_some(cited.len())
}

/// Whether the letter before `after` is that of a person: "N. is alive", "N's mother".
fn is_initial(after: &str) -> bool {
    let goes_on = |rest: &str| {
        let word = rest.split(|char: char| !char.is_alphanumeric()).next().unwrap_or("");
        ["is", "was", "has", "had", "died", "and", "who", "did", "could", "lived"].contains(&word)
    };
    // "N.K. died"
    let is_first_of_several =
        after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_lowercase()));
    after.starts_with('\'') || is_first_of_several || after.strip_prefix(". ").is_some_and(goes_on)
}

/// Whether "no" is an answer before `after`, and not the beginning of "no concerns".
fn ends_answer(after: &str) -> bool {
    let trimmed = after.trim_start();
    let word: String = trimmed.chars().take_while(|c| c.is_alphanumeric()).collect();
    word.is_empty()
        || after.starts_with([',', '.', ';', ':', ')', '-', '/', '~'])
        || [
            "as", "because", "but", "the", "it", "this", "we", "he", "she", "see", "not", "although",
            "referred", "for",
        ]
        .contains(&word.as_str())
}

/// The length of an answer that ends `text`, with what follows it, if there is one.
pub(super) fn ending_answer(text: &str) -> Option<usize> {
    let trimmed = text.trim_end_matches([' ', ':', '\t', '-', '–']);
    let word = trimmed.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    matches!(word, "yes" | "no" | "y" | "n").then(|| text.len() - trimmed.len() + word.len())
}

/// What a whole cell answers.
pub(super) fn verdict(cell: &str) -> Option<bool> {
    match cell.trim_end_matches('.') {
        "yes" | "y" | "met" | "is met" | "are met" | "criteria met" | "satisfied" | "applies"
        | "criterion met" | "made out" => Some(true),
        "no" | "n" | "not met" | "is not met" | "are not met" | "criteria not met" | "not satisfied"
        | "does not apply" | "does not arise" | "doesn't arise" | "not relied on" | "not relied upon"
        | "not engaged" | "criterion not met" | "not made out" | "no - not met" => Some(false),
        _ => None,
    }
}

/// Places of `text` where a question may end and its answer begin.
pub(in super::super) fn splits(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'?' | b':' | b'-' | b')' | b'=' => found.push(at + 1),
            // "Condition 1. Not engaged: she is living."
            b'.' => {
                let rest = text.get(at + 1..).unwrap_or("").trim_start();
                found.extend(DENIALS.iter().any(|words| rest.starts_with(words)).then_some(at + 1));
            }
            // "Condition 1, no, she is alive."
            b',' => {
                let rest = text.get(at + 1..).unwrap_or("").trim_start();
                found.extend(
                    ["no,", "no:", "yes,", "yes:"]
                        .iter()
                        .any(|said| rest.starts_with(said))
                        .then_some(at + 1),
                );
            }
            0xe2 if text.get(at..).is_some_and(|rest| rest.starts_with(['–', '—'])) => {
                found.push(at + '–'.len_utf8());
            }
            _ => {}
        }
    }
    // "Statutory criteria met Yes"
    for word in [" yes", " no"] {
        if let Some(at) = text.trim_end_matches(['.', ' ']).strip_suffix(word) {
            found.push(at.len());
        }
    }
    found.sort_unstable();
    found
}
