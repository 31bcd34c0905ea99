//! The parts of a provision as they are written in a citation: "(b)", "b", "ii".
//!
//! Whether a provision has such a part is not known here.

/// One part at the start of `text` and its length in bytes. `last` is the part before it, if any.
pub(super) fn part_of(text: &str, last: Option<&str>, number_first: bool) -> Option<(String, usize)> {
    let token = |text: &str| text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let fits = |part: &str| {
        let digits = part.bytes().all(|b| b.is_ascii_digit()) && part.len() <= 3;
        digits || part.len() == 1 || is_roman(part)
    };
    if let Some(inner) = text.strip_prefix('(') {
        let lead = inner.len() - inner.trim_start_matches(' ').len();
        let inner = inner.get(lead..)?;
        let length = token(inner);
        let tail = inner.get(length..)?;
        let gap = tail.len() - tail.trim_start_matches(' ').len();
        let part = inner.get(..length)?.to_ascii_lowercase();
        let closed = tail.get(gap..)?.starts_with(')');
        return (length > 0 && lead <= 1 && gap <= 1 && closed && fits(&part))
            .then(|| (part, 1 + lead + length + gap + 1));
    }
    match last {
        None => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 {
                return (number_first && digits <= 3)
                    .then(|| (text.get(..digits).unwrap_or_default().to_owned(), digits));
            }
            // "b(ii)": a single letter before a bracket.
            let letter = text.chars().next().filter(char::is_ascii_alphabetic)?;
            let after = text.get(1..)?.chars().next();
            (after == Some('(')).then(|| (letter.to_ascii_lowercase().to_string(), 1))
        }
        Some(last) => {
            let (dot, rest) = match text.strip_prefix('.') {
                Some(rest) => (1, rest),
                None => (0, text),
            };
            let length = token(rest);
            let part = rest.get(..length)?.to_ascii_lowercase();
            if length == 0 {
                return None;
            }
            if part.bytes().all(|b| b.is_ascii_digit()) {
                return (dot == 1 && length <= 2 && last.bytes().all(|b| b.is_ascii_digit()))
                    .then_some((part, 1 + length));
            }
            let roman = is_roman(&part) && last.bytes().all(|b| b.is_ascii_alphabetic());
            let letter = part.len() == 1 && (dot == 1 || last.bytes().all(|b| b.is_ascii_digit()));
            if roman || letter {
                return Some((part, dot + length));
            }
            // "5(2)bii": the letter, and the numeral in the next round.
            let numeral = part.get(1..).is_some_and(is_roman) && last.bytes().all(|b| b.is_ascii_digit());
            numeral.then(|| (part.get(..1).unwrap_or_default().to_owned(), dot + 1))
        }
    }
}

/// How many parts of `base` stay when a list goes on with `first`.
pub(super) fn level_for(base: &[String], first: &str) -> usize {
    let kind = |part: &str| match part {
        part if part.bytes().all(|b| b.is_ascii_digit()) => 0,
        part if is_roman(part) => 2,
        _ => 1,
    };
    let wanted = kind(first);
    let place = base.iter().enumerate().skip(1).rev().find(|(_, part)| kind(part) == wanted);
    match place {
        Some((level, _)) => level,
        None => {
            base.iter().skip(1).position(|part| kind(part) > wanted).map_or(base.len(), |level| level + 1)
        }
    }
}

pub(super) fn is_roman(part: &str) -> bool {
    !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// The path of a provision: "5(2)" as "5", "2", and "16C(1)" as "16", "c", "1", which is how it is read in a text.
pub(super) fn path(citation: &str) -> Vec<String> {
    let mut parts = split(citation);
    let first = parts.first().cloned().unwrap_or_default();
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    if let Some((number, letters)) =
        first.split_at_checked(digits).filter(|(number, rest)| !number.is_empty() && !rest.is_empty())
    {
        parts.splice(..1, [number.to_owned(), letters.to_owned()]);
    }
    parts
}

/// "(b)(ii)" as its parts: "b", "ii".
pub(super) fn split(citation: &str) -> Vec<String> {
    citation
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}

pub(super) fn join(parts: &[String]) -> String {
    parts.iter().flat_map(|part| ["(", part, ")"]).collect()
}

pub(super) fn normal(child: &str) -> String {
    join(&split(child))
}
