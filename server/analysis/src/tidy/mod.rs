//! A referral's text made tidy: white space, headings and tables, line by line. Not a word of prose is touched.
//!
//! Code, HTML, front matter and comments stay as they are. Nothing is moved.

mod rows;
mod table;

use text_size::TextRange;

use crate::document::Document;
use crate::subject::Subject;

use rows::{Kind, Row};

/// One replacement, in bytes of the document. An empty range is an insertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What goes.
    pub at: TextRange,
    /// What comes instead, with the document's line breaks.
    pub text: String,
}

/// What makes a referral tidy, by place: at most one change to a line, and none that overlap.
pub fn tidy(subject: &Subject<'_>) -> Vec<Change> {
    let document = subject.document;
    let rows = rows::rows(subject);
    let mut texts: Vec<Option<String>> = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        texts.push(tidied(document, row, rows.get(number + 1)));
    }
    align_tables(document, &rows, &mut texts);
    let blanks = blanks(document, &rows);
    let mut changes = Vec::new();
    for ((row, text), blank) in rows.iter().zip(texts).zip(blanks) {
        let old = slice(document, row.at);
        let new = text.as_deref().unwrap_or(old);
        match blank {
            Blank::Keep if new == old => {}
            Blank::Keep => changes.push(smallest(row.at, old, new)),
            Blank::Before => {
                let mut change = smallest(row.at, old, new);
                let line_break = document.line_break();
                if change.at.is_empty() && change.text.is_empty() {
                    change = Change { at: TextRange::empty(row.at.start()), text: line_break.to_owned() };
                } else {
                    // One change to a line: all of it from its start.
                    let kept = TextRange::new(row.at.start(), change.at.start());
                    let text = format!("{line_break}{}{}", slice(document, kept), change.text);
                    change = Change { at: TextRange::new(row.at.start(), change.at.end()), text };
                }
                changes.push(change);
            }
            Blank::Remove => {
                changes.push(Change { at: TextRange::new(row.at.start(), row.end), text: String::new() });
            }
        }
    }
    changes
}

/// The changes of [`tidy`] to the lines that `within` touches.
pub fn tidy_within(subject: &Subject<'_>, within: TextRange) -> Vec<Change> {
    let source = subject.document.source();
    let line_start = |at: TextRange| {
        let before = source.get(..usize::from(at.start())).unwrap_or("");
        before.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1)
    };
    let (first, last) = (line_start(within), usize::from(within.end()));
    let mut changes = tidy(subject);
    changes.retain(|change| (first..=last).contains(&line_start(change.at)));
    changes
}

/// What a row should say; nothing where it is to stay.
fn tidied(document: &Document, row: &Row, next: Option<&Row>) -> Option<String> {
    let text = slice(document, row.at);
    match row.kind {
        Kind::Verbatim | Kind::Table { .. } => None,
        Kind::Blank => Some(String::new()),
        Kind::Underlined => Some(without_end(text)),
        Kind::Heading => {
            let text = text.trim_start_matches([' ', '\t']);
            let rest = text.trim_start_matches('#');
            let hashes = text.get(..text.len() - rest.len()).unwrap_or("");
            Some(format!("{hashes} {}", rest.trim_matches([' ', '\t'])).trim_end_matches(' ').to_owned())
        }
        Kind::Prose { block } => {
            let goes_on = next.is_some_and(|next| next.kind == Kind::Prose { block });
            let breaks = goes_on && text.ends_with("  ");
            (!breaks).then(|| without_end(text))
        }
    }
}

/// `text` without spaces and tabs at its end; as it is where a backslash would then break the line.
fn without_end(text: &str) -> String {
    let trimmed = text.trim_end_matches([' ', '\t']);
    if trimmed.ends_with('\\') { text.to_owned() } else { trimmed.to_owned() }
}

fn align_tables(document: &Document, rows: &[Row], texts: &mut [Option<String>]) {
    let mut from = 0;
    while let Some(row) = rows.get(from) {
        let Kind::Table { block } = row.kind else {
            from += 1;
            continue;
        };
        let count = rows.iter().skip(from).take_while(|row| row.kind == Kind::Table { block }).count();
        let lines: Vec<&str> =
            rows.iter().skip(from).take(count).map(|row| slice(document, row.at)).collect();
        let aligned = table::aligned(&lines);
        for (text, aligned) in texts.iter_mut().skip(from).zip(aligned) {
            *text = aligned;
        }
        from += count;
    }
}

/// What becomes of the blank lines around a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blank {
    Keep,
    /// A blank line is put before it.
    Before,
    /// It is a blank line too many.
    Remove,
}

/// One blank line above and one below each heading.
fn blanks(document: &Document, rows: &[Row]) -> Vec<Blank> {
    let mut blanks = vec![Blank::Keep; rows.len()];
    let is_heading = |row: &Row| matches!(row.kind, Kind::Heading | Kind::Underlined);
    let has_front_matter = !document.front_matter().range().is_empty()
        && slice(document, document.front_matter().range()).ends_with(['\n', '\r']);
    // The last row with something in it.
    let mut last: Option<usize> = None;
    for (number, row) in rows.iter().enumerate() {
        if row.kind == Kind::Blank {
            continue;
        }
        let first_blank = last.map_or(0, |last| last + 1);
        let between = number - first_blank;
        let above = last.and_then(|last| rows.get(last));
        let (is_apart, is_beginning) = match above {
            // The line that underlines a heading.
            Some(above) if row.heading.is_some() && above.heading == row.heading => (false, false),
            Some(above) => (is_heading(above) || is_heading(row), false),
            None => (is_heading(row), true),
        };
        // A comment just above a heading is about it.
        let is_about_it = above.is_some_and(|above| {
            above.kind == Kind::Verbatim && slice(document, above.at).trim_end().ends_with("-->")
        });
        if is_apart
            && between == 0
            && !is_about_it
            && (!is_beginning || has_front_matter)
            && let Some(blank) = blanks.get_mut(number)
        {
            *blank = Blank::Before;
        }
        if is_apart && (!is_beginning || has_front_matter) {
            for blank in blanks.iter_mut().take(number).skip(first_blank + 1) {
                *blank = Blank::Remove;
            }
        }
        last = Some(number);
    }
    blanks
}

/// The smallest change that makes `new` of `old`, which stands at `at`.
fn smallest(at: TextRange, old: &str, new: &str) -> Change {
    let before: usize = old
        .chars()
        .zip(new.chars())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let (old_rest, new_rest) = (old.get(before..).unwrap_or(""), new.get(before..).unwrap_or(""));
    let after: usize = old_rest
        .chars()
        .rev()
        .zip(new_rest.chars().rev())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let start = at.start() + text_size::TextSize::new(before as u32);
    let end = at.end() - text_size::TextSize::new(after as u32);
    let text = new_rest.get(..new_rest.len() - after).unwrap_or("").to_owned();
    Change { at: TextRange::new(start, end), text }
}

fn slice(document: &Document, at: TextRange) -> &str {
    document.source().get(std::ops::Range::<usize>::from(at)).unwrap_or("")
}
