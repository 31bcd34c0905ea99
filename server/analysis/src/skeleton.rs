//! The sentence a writer may begin an empty section with, from the schema.
//!
//! It says nothing about the case: what is to be put in stands in brackets, and is reported until it is replaced.

use text_size::{TextRange, TextSize};

use crate::outline::Fill;
use crate::subject::Subject;

/// The skeleton of the empty section at byte `at`: on a blank line of it, or at the end of its heading.
pub fn skeleton_at(subject: &Subject<'_>, at: TextSize) -> Option<String> {
    let document = subject.document;
    let section = subject.outline.sections.iter().rev().find(|section| {
        let start = document.extent(section.lines.start.block).start();
        let end = document.extent(section.lines.end.block.max(section.lines.start.block + 1)).start();
        TextRange::new(start, end.max(start)).contains_inclusive(at)
    })?;
    if section.fill != Fill::Blank {
        return None;
    }
    let spec = subject.section_spec(section).filter(|spec| !spec.skeleton.is_empty())?;
    let source = document.source();
    let (before, after) = source.split_at_checked(usize::from(at))?;
    let line_start = before.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
    let is_at_line_end = after.is_empty() || after.starts_with(['\n', '\r']);
    let typed = before.get(line_start..)?;
    let line_break = document.line_break();
    let text = in_brackets(&spec.skeleton).replace('\n', line_break);
    let heading_end = document.resolve(subject.heading_place(section)).end();
    match () {
        () if !is_at_line_end => None,
        () if typed.trim().is_empty() && at > heading_end => Some(text),
        () if section.heading.is_some()
            && source
                .get(usize::from(heading_end)..usize::from(at))
                .is_some_and(|rest| rest.trim().is_empty()) =>
        {
            Some(format!("{line_break}{line_break}{text}"))
        }
        () => None,
    }
}

/// A snippet as plain text: `${1:date}` becomes `[insert date]`, the end mark `$0` nothing.
pub fn in_brackets(snippet: &str) -> String {
    let mut text = String::with_capacity(snippet.len());
    let mut rest = snippet;
    while let Some(at) = rest.find('$') {
        let (before, found) = rest.split_at(at);
        text.push_str(before);
        let inner = found.strip_prefix("${").and_then(|inner| inner.split_once('}'));
        if let Some((inner, after)) = inner {
            let label = inner.trim_start_matches(|digit: char| digit.is_ascii_digit());
            let label = label.trim_start_matches([':', '|']).trim_end_matches('|');
            let label = if inner.contains('|') { label.replace(',', " or ") } else { label.to_owned() };
            if !label.is_empty() {
                text.push_str("[insert ");
                text.push_str(&label);
                text.push(']');
            }
            rest = after;
        } else {
            rest = found.trim_start_matches('$').trim_start_matches(|digit: char| digit.is_ascii_digit());
        }
    }
    text.push_str(rest);
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::in_brackets;

    #[test]
    fn places_to_fill_in_stand_in_brackets() {
        assert_eq!(in_brackets("On ${1:date}, ${2|A,B|} did.$0"), "On [insert date], [insert A or B] did.");
        assert_eq!(in_brackets("nothing"), "nothing");
    }
}
