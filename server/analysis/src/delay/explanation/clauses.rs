//! Where a sentence parts.

use text_size::TextRange;

/// The parts of a sentence that can each give a cause.
pub(super) fn clauses(text: &str) -> Vec<TextRange> {
    const BREAKS: &[&str] = &["; ", ": ", " and ", " but ", " – ", " — ", " - ", "—"];
    let mut found = Vec::new();
    let mut start = 0;
    while let Some((at, mark)) = first_break(text, start, BREAKS) {
        found.push(crate::place::range(start, at));
        start = at + mark.len();
    }
    found.push(crate::place::range(start, text.len()));
    found
}

fn first_break<'m>(text: &str, from: usize, marks: &[&'m str]) -> Option<(usize, &'m str)> {
    let rest = text.get(from..)?;
    let found = marks.iter().filter_map(|mark| rest.find(mark).map(|at| (from + at, *mark)));
    found.min_by_key(|(at, _)| *at)
}
