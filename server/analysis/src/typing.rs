//! What the Enter key adds in a list of options: the next box, or the end of the list.
//!
//! Other lists are every editor's own business.

use text_size::{TextRange, TextSize};

use crate::outline::boxes;
use crate::place::range;
use crate::tidy::Change;

/// What to change in `source` when Enter was just typed and byte `at` is where the new line begins or its text goes on.
pub fn on_enter(source: &str, at: TextSize) -> Option<Change> {
    let (before, after) = source.split_at_checked(usize::from(at))?;
    let start = before.rfind(['\n', '\r'])? + 1;
    let rest = after.split(['\n', '\r']).next().unwrap_or("");
    let typed = before.get(start..)?;
    // Only on a line that is still empty: an editor may have continued the list itself.
    if !typed.trim().is_empty() || !rest.trim().is_empty() {
        return None;
    }
    let break_length = if source.get(..start)?.ends_with("\r\n") { 2 } else { 1 };
    let above_end = start.checked_sub(break_length)?;
    let above_start = source.get(..above_end)?.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
    let above = source.get(above_start..above_end)?;
    let option = BoxedLine::read(above)?;
    if option.label.trim().is_empty() {
        // Enter on an option without words ends the list: the box goes, and so does the new line.
        let end = start + typed.len() + rest.len();
        return Some(Change { at: range(above_start, end), text: String::new() });
    }
    let text = format!("{}{}{} ", option.indent, option.next_marker(), option.blank_box);
    let at =
        TextRange::new(TextSize::new(start as u32), TextSize::new((start + typed.len() + rest.len()) as u32));
    Some(Change { at, text })
}

/// A line with one box, at its beginning.
struct BoxedLine<'s> {
    indent: &'s str,
    /// `- ` or `2. `; empty where the line begins with its box.
    marker: &'s str,
    /// The box in the same style, not ticked.
    blank_box: &'static str,
    label: &'s str,
}

impl<'s> BoxedLine<'s> {
    fn read(line: &'s str) -> Option<Self> {
        let text = line.trim_start_matches([' ', '\t']);
        let indent = line.get(..line.len() - text.len())?;
        let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
        let sign = if digits > 0 {
            text.get(digits..)?.strip_prefix(['.', ')'])
        } else {
            text.strip_prefix(['-', '*', '+'])
        };
        let after = sign.map_or(text, |after| after.trim_start_matches(' '));
        let marker = text.get(..text.len() - after.len())?;
        let [found] = boxes(after)[..] else { return None };
        if found.at.start() != TextSize::new(0) {
            return None;
        }
        let drawn = after.get(std::ops::Range::<usize>::from(found.at))?;
        let blank_box = if drawn.starts_with('[') { "[ ]" } else { "☐" };
        Some(BoxedLine { indent, marker, blank_box, label: after.get(drawn.len()..)? })
    }

    fn next_marker(&self) -> String {
        let digits =
            self.marker.len() - self.marker.trim_start_matches(|char: char| char.is_ascii_digit()).len();
        let number = self.marker.get(..digits).and_then(|number| number.parse::<u32>().ok());
        match number {
            Some(number) => {
                format!("{}{}", number.saturating_add(1), self.marker.get(digits..).unwrap_or(""))
            }
            None => self.marker.to_owned(),
        }
    }
}
