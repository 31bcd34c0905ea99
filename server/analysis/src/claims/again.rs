//! What a text claims after a letter was typed into a line that claims nothing.
//!
//! Nothing is guessed: where the line could be read with another, there is no answer, and the whole is read again.

use text_size::{TextRange, TextSize};

use super::boxes;
use super::citation::Scanner;
use super::limbs::affirmed;
use super::marks::Marks;
use super::{LONGEST, Reading};
use crate::bytes::{common_end, common_start};
use crate::schema::{Hit, Schema, Vocabulary};

/// Characters at the start of a line that the reading of the line before may look at: it looks at 30 and at one word.
const LOOKED_AT: usize = 40;

/// What `text` claims, which was `before` and claimed what `reading` says; nothing where that has to be read.
pub(super) fn read_again(
    schema: &Schema,
    vocabulary: &Vocabulary,
    before: &str,
    reading: &Reading,
    text: &str,
) -> Option<Reading> {
    if before.len().max(text.len()) > LONGEST {
        return None;
    }
    let same = common_start(before.as_bytes(), text.as_bytes());
    let most = before.len().min(text.len()) - same;
    let tail = common_end(before.as_bytes(), text.as_bytes()).min(most);
    let start = text.as_bytes().get(..same)?.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let rest = text.as_bytes().get(text.len() - tail..)?;
    let rest = tail - rest.iter().position(|byte| *byte == b'\n').unwrap_or(tail);
    let (old_end, end) = (before.len() - rest, text.len() - rest);
    let (old_line, line) = (before.get(start..old_end)?, text.get(start..end)?);
    let (looked_at, _) = line.char_indices().nth(LOOKED_AT)?;
    let is_silent = |line: &str| is_silent(schema, vocabulary, line);
    if same < start + looked_at || !is_silent(old_line) || !is_silent(line) {
        return None;
    }
    let moved = |at: TextSize| {
        let at = usize::from(at);
        TextSize::new(if at < old_end { at } else { at - old_end + end } as u32)
    };
    let moved = |range: TextRange| TextRange::new(moved(range.start()), moved(range.end()));
    let mut reading = reading.clone();
    reading.claims.iter_mut().for_each(|claim| claim.range = moved(claim.range));
    reading.citations.iter_mut().for_each(|citation| citation.range = moved(citation.range));
    Some(reading)
}

/// True for a line of prose that claims, asks, answers and cites nothing, and gives no reason, whatever stands around it.
fn is_silent(schema: &Schema, vocabulary: &Vocabulary, line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    if line.contains(['\n', '\t'])
        || line.trim().is_empty()
        || super::layers::speaks_of_law(&lower)
        || boxes::answer(&lower).is_some()
        || !affirmed(&lower).is_empty()
        || !Scanner::is_silent(&vocabulary.claims.provisions, line)
    {
        return false;
    }
    let hits: Vec<Hit> = vocabulary.find(line).collect();
    let marks = Marks::new(schema, vocabulary, line, &lower, &hits, &[]);
    boxes::claims_nothing(&marks)
        && !marks.names_a_rule(schema)
        && marks.reason(false).is_none()
        && marks.reason(true).is_none()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::super::{read_claims, read_claims_again};
    use super::*;
    use crate::rules::testing::built_in;
    use crate::schema::Catalogue;

    const PROSE: &str = "A strategy meeting on 7 May 2015 was attended by Vale CAMHS and the school, and the housing \
        officer sent no report.";
    const AROUND: &[&str] = &[
        "The criteria in regulation 5(2)(a) and (b)(ii) are met, as agencies did not work together.",
        "His mother said that \"the criteria are not met\"",
        "A child who dies in custody must always be the subject of a review, which is why I refer.",
        "Is the criterion met?",
        "Known or suspected abuse – Y",
        "Serious harm – Y",
        "☒ Another reason",
        "Criteria\tMet\tNot met",
        "5(2)(a)\tx\t",
        "We ask for a review so that lessons can be learned.",
        "This is about paragraph (b)",
        "No",
    ];
    const TYPED: &[&str] =
        &["x", " ", "?", " yes", " (b)(ii)", "\n", " criteria are met ", " we could learn ", "é"];

    /// Without the numbers of lists of citations, of which only the change from one to the next counts.
    fn shown(mut reading: Reading) -> Reading {
        let groups: Vec<usize> = reading.citations.iter().map(|citation| citation.group).collect();
        let mut number = 0;
        for (at, citation) in reading.citations.iter_mut().enumerate() {
            number += usize::from(at > 0 && groups[at] != groups[at - 1]);
            citation.group = number;
        }
        reading
    }

    #[test]
    fn a_rule_that_is_broken_into_is_a_ground_no_longer() {
        let catalogue = Catalogue::new(&built_in());
        let (schema, vocabulary) = (catalogue.get("scr").unwrap(), catalogue.vocabulary("scr").unwrap());
        let before = "**Ground:** a child who dies in custody must always be the subject of a review. I refer on that.";
        let known = read_claims(schema, vocabulary, before);
        assert!(!known.claims.is_empty());
        let text = before.replace("subject", "subject?");
        let again = read_claims_again(schema, vocabulary, (before, &known), &text, vocabulary.find(&text));
        assert_eq!(shown(again), shown(read_claims(schema, vocabulary, &text)));
    }

    #[test]
    fn a_text_after_an_edit_claims_what_it_claims_read_as_a_whole() {
        let catalogue = Catalogue::new(&built_in());
        let (schema, vocabulary) = (catalogue.get("scr").unwrap(), catalogue.vocabulary("scr").unwrap());
        let mut kept = 0;
        for (first, last) in AROUND.iter().zip(AROUND.iter().cycle().skip(1)) {
            let before = format!("{first}\n{PROSE}\n{last}");
            let known = read_claims(schema, vocabulary, &before);
            let starts = (first.len() + 1..=first.len() + 1 + PROSE.len()).step_by(9);
            for (at, typed) in starts.flat_map(|at| TYPED.iter().map(move |typed| (at, typed))) {
                let text = format!("{}{typed}{}", &before[..at], &before[at..]);
                let whole = read_claims(schema, vocabulary, &text);
                for (one, known, other, expected) in
                    [(&before, &known, &text, &whole), (&text, &whole, &before, &known)]
                {
                    kept += usize::from(read_again(schema, vocabulary, one, known, other).is_some());
                    let hits = vocabulary.find(other);
                    let again = read_claims_again(schema, vocabulary, (one, known), other, hits);
                    assert_eq!(shown(again), shown(expected.clone()), "{one} | {other}");
                }
            }
        }
        assert!(kept > 0, "every text was read as a whole");
    }
}
