//! The line that is being typed in, cut at the cursor.
//!
//! What the line is of, front matter or a heading, is not known here.

use text_size::{TextRange, TextSize};

use crate::place::range;

/// The line that is being typed in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'s> {
    /// Where it starts in the document.
    pub start: usize,
    /// Where the cursor is.
    pub at: usize,
    /// Its text before the cursor.
    pub before: &'s str,
    /// Its text after the cursor, without the break.
    pub after: &'s str,
    /// The line above; empty at the start of the document.
    pub above: &'s str,
}

impl<'s> Line<'s> {
    /// The line of byte `at`; nothing where that is in the middle of a character.
    pub fn at(source: &'s str, at: TextSize) -> Option<Self> {
        let at = usize::from(at);
        let (before, after) = source.split_at_checked(at)?;
        let start = before.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
        let start = if start == 0 && before.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start };
        let earlier = source.get(..start)?;
        let earlier = earlier.strip_suffix("\r\n").or(earlier.strip_suffix(['\n', '\r'])).unwrap_or(earlier);
        Some(Line {
            start,
            at,
            before: before.get(start..)?,
            after: after.split(['\n', '\r']).next().unwrap_or(""),
            above: earlier.rsplit(['\n', '\r']).next().unwrap_or(""),
        })
    }

    /// The bytes from `from`, counted from the start of the line, to the cursor.
    pub fn typed_at(&self, from: usize) -> TextRange {
        range((self.start + from).min(self.at), self.at)
    }

    /// What is typed on it before the cursor, without the white space it begins with.
    pub fn typed(&self) -> &'s str {
        self.before.trim_start()
    }
}
