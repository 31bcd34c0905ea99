//! A snippet of LSP taken apart: its text, and the places in it that ask for something.
//!
//! Nothing is put together here, and variables, transformations and places within places are not known.

/// One piece of a snippet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'s> {
    /// Text as it is written, with its escapes.
    Text(&'s str),
    Slot(Slot<'s>),
}

/// A place to fill in: `$1`, `${1:default}`, `${1|one,other|}`, and `${1:default|one|other}`, a form of ours.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slot<'s> {
    /// The whole place as it is written.
    pub written: &'s str,
    /// Its digits; none in `${date}`, which asks for a date all the same.
    pub number: &'s str,
    /// What stands there until something is typed.
    pub default: Option<String>,
    /// With a default what is proposed in its place, without one all there is to choose from.
    pub choices: Vec<String>,
}

/// The pieces of `snippet` in their order. A `$` that begins no place is text.
pub(crate) fn parts(snippet: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = snippet;
    let mut from = 0;
    while let Some(at) = find(rest.get(from..).unwrap_or(""), "$").map(|at| from + at) {
        let (text, found) = rest.split_at(at);
        let Some(slot) = slot(found) else {
            from = at + 1;
            continue;
        };
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        rest = found.strip_prefix(slot.written).unwrap_or("");
        from = 0;
        parts.push(Part::Slot(slot));
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// `snippet` with each of its places as `place` puts it.
pub(crate) fn rewritten(snippet: &str, mut place: impl FnMut(&Slot<'_>) -> String) -> String {
    let mut text = String::with_capacity(snippet.len());
    for part in parts(snippet) {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Slot(slot) => text += &place(&slot),
        }
    }
    text
}

/// The place that `text` begins with.
fn slot(text: &str) -> Option<Slot<'_>> {
    let Some(inner) = text.strip_prefix("${") else {
        let number = digits(text.strip_prefix('$')?);
        let written = text.get(..1 + number.len())?;
        return (!number.is_empty()).then_some(Slot { written, number, default: None, choices: Vec::new() });
    };
    let number = digits(inner);
    let body = inner.strip_prefix(number)?;
    let (default, choices, length) = if let Some(list) = body.strip_prefix('|') {
        let end = find(list, "|}")?;
        let choices = divided(list.get(..end)?, ',').filter(|choice| !choice.is_empty());
        (None, choices.collect(), "|".len() + end + "|}".len())
    } else {
        let end = find(body, "}")?;
        let mut asked = divided(body.get(..end)?.trim_start_matches(':'), '|');
        (asked.next(), asked.collect(), end + "}".len())
    };
    let written = text.get(.."${".len() + number.len() + length)?;
    Some(Slot { written, number, default, choices })
}

fn digits(text: &str) -> &str {
    text.strip_suffix(text.trim_start_matches(|char: char| char.is_ascii_digit())).unwrap_or("")
}

/// Where `mark` stands first in `text` without a backslash that takes its meaning.
fn find(text: &str, mark: &str) -> Option<usize> {
    let mut is_escaped = false;
    let mut places = text.char_indices();
    let found = places.find(|(at, char)| {
        let is_it = !is_escaped && text.get(*at..).is_some_and(|rest| rest.starts_with(mark));
        is_escaped = *char == '\\' && !is_escaped;
        is_it
    });
    found.map(|(at, _)| at)
}

/// `list` divided at each `mark` that is not escaped, without escapes.
fn divided(list: &str, mark: char) -> impl Iterator<Item = String> {
    let mut rest = Some(list);
    std::iter::from_fn(move || {
        let list = rest?;
        let at = find(list, mark.encode_utf8(&mut [0; 4]));
        let (part, after) = list.split_at(at.unwrap_or(list.len()));
        rest = at.and_then(|_| after.strip_prefix(mark));
        Some(plain(part))
    })
}

/// `text` without the backslashes that only say that no place begins or ends.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let escaped = chars.next_if(|next| char == '\\' && matches!(next, '\\' | '$' | '}' | ',' | '|'));
        plain.push(escaped.unwrap_or(char));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Part, Slot, parts, plain};

    fn slot<'s>(written: &'s str, number: &'s str, default: Option<&str>, choices: &[&str]) -> Part<'s> {
        let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
        Part::Slot(Slot { written, number, default: default.map(str::to_owned), choices })
    }

    #[test]
    fn text_and_places_come_in_their_order() {
        assert_eq!(parts("nothing"), [Part::Text("nothing")]);
        assert_eq!(
            parts("On ${1:date|3 May|today}, $2 chose ${3|A,B|}.$0"),
            [
                Part::Text("On "),
                slot("${1:date|3 May|today}", "1", Some("date"), &["3 May", "today"]),
                Part::Text(", "),
                slot("$2", "2", None, &[]),
                Part::Text(" chose "),
                slot("${3|A,B|}", "3", None, &["A", "B"]),
                Part::Text("."),
                slot("$0", "0", None, &[]),
            ]
        );
        assert_eq!(
            parts("${date}${12:}"),
            [slot("${date}", "", Some("date"), &[]), slot("${12:}", "12", Some(""), &[])]
        );
    }

    #[test]
    fn what_is_escaped_begins_divides_and_ends_nothing() {
        assert_eq!(parts(r"\${1:date}"), [Part::Text(r"\${1:date}")]);
        assert_eq!(
            parts(r"${1|(a)\, (b),c\|d}|}"),
            [slot(r"${1|(a)\, (b),c\|d}|}", "1", None, &["(a), (b)", "c|d}"])]
        );
        assert_eq!(parts(r"${1:a\}b|c\|d\\}"), [slot(r"${1:a\}b|c\|d\\}", "1", Some("a}b"), &[r"c|d\"])]);
        assert_eq!(plain(r"C:\files, \$5 \\ \}"), r"C:\files, $5 \ }");
    }

    #[test]
    fn what_begins_like_a_place_and_is_none_is_text() {
        for text in ["$", "5 $ each", "$$", "${1:date", "${1|A,B}", "${"] {
            assert_eq!(parts(text), [Part::Text(text)]);
        }
        assert_eq!(parts("$$1"), [Part::Text("$"), slot("$1", "1", None, &[])]);
    }
}
