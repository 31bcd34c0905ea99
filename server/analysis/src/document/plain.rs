//! The text a reader sees, and the way back to the source.
//!
//! White space is folded to single spaces, curly quotes are straight, markup is gone; nothing is lower-cased.

use text_size::TextRange;

use crate::place::range;

/// Visible text with a map to the source bytes it came from.
#[derive(Debug, Clone, Default)]
pub struct Plain {
    text: String,
    /// By place in `text`, without gaps in `text`.
    runs: Vec<Run>,
}

/// A stretch of text. Where both lengths are equal each byte answers to its own; else the stretch answers as a whole.
#[derive(Debug, Clone, Copy)]
struct Run {
    text: u32,
    source: u32,
    text_len: u32,
    source_len: u32,
}

impl Plain {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Bytes `at` of the text, or nothing where they are not whole characters of it.
    pub fn slice(&self, at: TextRange) -> &str {
        self.text.get(std::ops::Range::<usize>::from(at)).unwrap_or("")
    }

    /// Source bytes, from the block's start, of bytes `at` of the text.
    pub fn to_source(&self, at: TextRange) -> TextRange {
        let start = self.start_of(at.start().into());
        if at.is_empty() {
            return range(start, start);
        }
        range(start, self.end_of(at.end().into()))
    }

    /// The byte of the text that shows source byte `at`, counted from the block's start, or the next one shown.
    pub fn from_source(&self, at: u32) -> u32 {
        let index = self.runs.partition_point(|run| run.source + run.source_len <= at);
        match self.runs.get(index) {
            None => self.text.len() as u32,
            Some(run) if run.source >= at => run.text,
            Some(run) if run.text_len == run.source_len => run.text + (at - run.source),
            Some(run) => run.text,
        }
    }

    /// Appends `text` as it stands in the source at `source`, folding white space and quotes.
    pub(super) fn push(&mut self, text: &str, source: usize) {
        let bytes = text.as_bytes();
        let mut from = 0;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let space = byte == b' ' && !self.ends_blank_after(bytes, from, at);
            if byte.is_ascii_graphic() || space {
                at += 1;
                continue;
            }
            self.copy(text.get(from..at).unwrap_or(""), source + from);
            let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let len = char.len_utf8();
            match char {
                '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02bc}' => self.replace("'", source + at, len),
                '\u{201c}' | '\u{201d}' => self.replace("\"", source + at, len),
                '\u{2010}' | '\u{2011}' => self.replace("-", source + at, len),
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
                // A tab parts a label from its value, as a spreadsheet has them.
                '\t' if self.parts_a_value(bytes.get(at + 1..).unwrap_or(&[])) => {
                    self.end_line("\t", source + at);
                }
                _ if char.is_whitespace() => self.space(source + at, len),
                _ => self.replace(text.get(at..at + len).unwrap_or(""), source + at, len),
            }
            at += len;
            from = at;
        }
        self.copy(text.get(from..).unwrap_or(""), source + from);
    }

    /// True where a tab stands between two texts of a line.
    fn parts_a_value(&self, rest: &[u8]) -> bool {
        let begins = |byte: &u8| !byte.is_ascii_whitespace();
        !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) && rest.first().is_some_and(begins)
    }

    /// Appends text whose characters do not stand in the source one by one, such as an entity's.
    pub(super) fn push_whole(&mut self, text: &str, source: usize, source_len: usize) {
        if text.chars().all(char::is_whitespace) {
            self.space(source, source_len);
        } else {
            self.replace(text, source, source_len);
        }
    }

    /// Appends one space for `source_len` bytes of white space or markup, unless one is there already.
    pub(super) fn space(&mut self, source: usize, source_len: usize) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n', '\t']) {
            self.replace(" ", source, source_len);
        }
    }

    /// Ends the line with `mark`, a line break or a tab, in place of a space that stood there.
    pub(super) fn end_line(&mut self, mark: &str, source: usize) {
        self.trim_end();
        self.replace(mark, source, 0);
    }

    /// Takes away spaces at the end.
    pub(super) fn trim_end(&mut self) {
        self.trim(&[' ']);
    }

    /// Takes away spaces and line breaks at the end.
    pub(super) fn trim_lines(&mut self) {
        self.trim(&[' ', '\n']);
    }

    fn trim(&mut self, ends: &[char]) {
        while self.text.ends_with(ends) {
            self.text.pop();
            if let Some(run) = self.runs.last_mut() {
                if run.text_len == run.source_len {
                    run.source_len -= 1;
                }
                run.text_len = run.text_len.saturating_sub(1);
                if run.text_len == 0 {
                    self.runs.pop();
                }
            }
        }
    }

    /// How many bytes of text there are.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Gives back memory that is not needed any more.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.runs.shrink_to_fit();
    }

    /// True where a space at `at` would follow another, be it in `bytes` from `from` on or at the end of the text.
    fn ends_blank_after(&self, bytes: &[u8], from: usize, at: usize) -> bool {
        if at > from {
            return bytes.get(at - 1) == Some(&b' ');
        }
        self.text.is_empty() || self.text.ends_with([' ', '\n', '\t'])
    }

    fn copy(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            self.replace(text, source, text.len());
        }
    }

    fn replace(&mut self, text: &str, source: usize, source_len: usize) {
        let (at, len) = (self.text.len() as u32, text.len() as u32);
        self.text.push_str(text);
        if let Some(last) = self.runs.last_mut() {
            let joins = last.source + last.source_len == source as u32;
            if joins && last.text_len == last.source_len && text.len() == source_len {
                last.text_len += len;
                last.source_len += len;
                return;
            }
        }
        self.runs.push(Run { text: at, source: source as u32, text_len: len, source_len: source_len as u32 });
    }

    fn start_of(&self, at: u32) -> usize {
        let index = self.runs.partition_point(|run| run.text + run.text_len <= at);
        match (self.runs.get(index), self.runs.last()) {
            (Some(run), _) if run.text_len == run.source_len => (run.source + (at - run.text)) as usize,
            (Some(run), _) => run.source as usize,
            (None, Some(last)) => (last.source + last.source_len) as usize,
            (None, None) => 0,
        }
    }

    fn end_of(&self, at: u32) -> usize {
        let index = self.runs.partition_point(|run| run.text + run.text_len < at);
        match (self.runs.get(index), self.runs.last()) {
            (Some(run), _) if run.text_len == run.source_len => (run.source + (at - run.text)) as usize,
            (Some(run), _) | (None, Some(run)) => (run.source + run.source_len) as usize,
            (None, None) => 0,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn folded_text_answers_to_the_source_it_came_from() {
        let source = "the child\u{2019}s   \u{a0} home";
        let mut plain = Plain::default();
        plain.push(source, 10);
        assert_eq!(plain.text(), "the child's home");
        let at = plain.text().find("child's").unwrap();
        let found = plain.to_source(range(at, at + "child's".len()));
        let slice = &source[usize::from(found.start()) - 10..usize::from(found.end()) - 10];
        assert_eq!(slice, "child\u{2019}s");
        let at = plain.text().find("home").unwrap();
        assert_eq!(usize::from(plain.to_source(range(at, at + 4)).end()), 10 + source.len());
    }
}
