//! Parts of a law that are known by a word and a number, as "condition 2" is, and others of that kind that a text cites.

use text_size::TextRange;

use crate::place::range;

/// Numbers in words, from one on.
const NUMBERS: &[&str] = &["one", "two", "three", "four", "five", "six"];

/// Where `text` cites a part that is none of `parts`, such as "condition 1" and "condition 2".
pub(crate) fn unknown_parts(text: &str, parts: &[String]) -> Vec<TextRange> {
    let known: Vec<(&str, usize)> = parts.iter().filter_map(|part| part_of(part)).collect();
    let Some((word, _)) = known.first().copied() else { return Vec::new() };
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for (start, _) in lower.match_indices(word) {
        let is_word = !lower.get(..start).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let rest = lower.get(start + word.len()..).unwrap_or("");
        let number = rest.trim_start_matches(' ');
        let length = number.find(|char: char| !char.is_alphanumeric()).unwrap_or(number.len());
        let behind = number.get(length..).unwrap_or("");
        let before = lower.get(..start).unwrap_or("");
        let is_cited = is_word && rest.starts_with(' ') && !counts(behind) && !is_of_another(before, behind);
        let cited = number.get(..length).and_then(number_of).filter(|_| is_cited);
        if cited.is_some_and(|cited| !known.iter().any(|(_, known)| *known == cited)) {
            found.push(range(start, start + word.len() + (rest.len() - number.len()) + length));
        }
    }
    found
}

/// True before "days later": "her condition 3 days later".
fn counts(rest: &str) -> bool {
    const UNITS: &[&str] = &["day", "week", "month", "year", "hour", "minute", "time", "hospital"];
    UNITS.iter().any(|unit| rest.trim_start().starts_with(unit))
}

/// True of "s44".
fn is_numbered_section(word: &str) -> bool {
    word.strip_prefix('s').is_some_and(|number| number.starts_with(|char: char| char.is_ascii_digit()))
}

/// True of "condition 3 of his licence", "bail condition 2".
fn is_of_another(before: &str, behind: &str) -> bool {
    /// Words of the name of a law: "the Care Act".
    const LAW: usize = 3;
    const OTHERS: &[&str] =
        &["bail", "licence", "license", "tenancy", "order", "planning", "breach", "breached", "medical"];
    // "of section 44", "of s.44", "of the Act"
    let is_of_law = |rest: &str| {
        let words = rest.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_section = |word: &str| word.starts_with("section") || word == "s" || is_numbered_section(word);
        words.take(LAW).any(|word| is_section(word) || word == "act")
    };
    let of_law = behind.trim_start().strip_prefix("of ").is_none_or(is_of_law);
    let last =
        before.split(|char: char| !char.is_alphanumeric()).rev().filter(|word| !word.is_empty()).take(2);
    !of_law || last.into_iter().any(|word| OTHERS.contains(&word))
}

/// "condition" and 2 of "condition 2".
fn part_of(part: &str) -> Option<(&str, usize)> {
    let (word, number) = part.rsplit_once(' ')?;
    Some((word, number_of(number)?))
}

/// 3 for "3" and "three"; a higher number than 20 counts something else.
fn number_of(text: &str) -> Option<usize> {
    let in_words = NUMBERS.iter().position(|number| *number == text).map(|at| at + 1);
    in_words.or_else(|| text.parse().ok().filter(|number| (1..=20).contains(number)))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_that_is_none_of_the_parts_is_found() {
        let parts = ["condition 1".to_owned(), "condition 2".to_owned()];
        for (text, cited) in [
            ("Under condition 3 of section 44.", vec!["condition 3"]),
            ("Condition three applies, and condition 2.", vec!["Condition three"]),
            ("Condition 1 or condition two is met.", vec![]),
            ("He had breached condition 3 of his licence; bail condition 3.", vec![]),
            (
                "Her condition 30, and 3 days later; her condition 3 days later; conditions 3; in a condition he had; precondition 3.",
                vec![],
            ),
        ] {
            let found = unknown_parts(text, &parts);
            assert_eq!(
                found
                    .iter()
                    .map(|at| &text[usize::from(at.start())..usize::from(at.end())])
                    .collect::<Vec<_>>(),
                cited
            );
        }
        assert_eq!(unknown_parts("condition 3", &[]), Vec::new());
    }
}
