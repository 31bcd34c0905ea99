//! Small steps over a text: numbers, words and spaces from a place forwards or backwards.
//!
//! Places are byte offsets; a step never leaves a character boundary, because it passes only ASCII and no-break spaces.

/// A text to step over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub text: &'t str,
}

impl<'t> Cursor<'t> {
    /// The byte at `at`, or NUL outside the text.
    pub fn byte(self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    pub fn byte_before(self, at: usize) -> u8 {
        at.checked_sub(1).map_or(0, |before| self.byte(before))
    }

    pub fn slice(self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }

    pub fn char_before(self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    pub fn char_at(self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The first digit at or after `from`. Most text is letters: whole blocks without a digit are passed at once.
    pub fn next_digit(self, from: usize) -> Option<usize> {
        const BLOCK: usize = 32;
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(block) = bytes.get(at..at + BLOCK) {
            if block.iter().fold(false, |any, byte| any | byte.is_ascii_digit()) {
                break;
            }
            at += BLOCK;
        }
        let rest = bytes.get(at..)?;
        rest.iter().position(u8::is_ascii_digit).map(|offset| at + offset)
    }

    pub fn digits_end(self, at: usize) -> usize {
        let mut end = at;
        while self.byte(end).is_ascii_digit() {
            end += 1;
        }
        end
    }

    /// A number of `least` to `most` digits at `at`, and its end.
    pub fn number(self, at: usize, least: usize, most: usize) -> Option<(u16, usize)> {
        let end = self.digits_end(at);
        if !(least..=most).contains(&(end - at)) {
            return None;
        }
        Some((self.slice(at, end).parse().ok()?, end))
    }

    /// A number of one or two digits.
    pub fn small(self, at: usize) -> Option<(u8, usize)> {
        let (number, end) = self.number(at, 1, 2)?;
        Some((u8::try_from(number).ok()?, end))
    }

    /// The ASCII letters at `at`.
    pub fn word(self, at: usize) -> &'t str {
        let mut end = at;
        while self.byte(end).is_ascii_alphabetic() {
            end += 1;
        }
        self.slice(at, end)
    }

    /// The ASCII letters that end at `at`; empty if a digit or another letter stands before them.
    pub fn word_before(self, at: usize) -> &'t str {
        let mut start = at;
        while self.byte_before(start).is_ascii_alphabetic() {
            start -= 1;
        }
        let joined = self.char_before(start).is_some_and(|before| before.is_alphanumeric() || before == '_');
        if joined { "" } else { self.slice(start, at) }
    }

    /// Past spaces on this line.
    pub fn skip_spaces(self, at: usize) -> usize {
        let mut end = at;
        loop {
            match (self.byte(end), self.byte(end + 1)) {
                (b' ' | b'\t', _) => end += 1,
                (0xC2, 0xA0) => end += 2,
                _ => return end,
            }
        }
    }

    pub fn skip_spaces_back(self, at: usize) -> usize {
        let mut start = at;
        loop {
            match self.char_before(start) {
                Some(' ' | '\t') => start -= 1,
                Some('\u{a0}') => start -= 2,
                _ => return start,
            }
        }
    }

    /// The start of `phrase` if it ends at `at`, in any case, after a word boundary.
    #[inline]
    pub fn phrase_before(self, at: usize, phrase: &str) -> Option<usize> {
        // Nearly every phrase asked for ends otherwise.
        if !phrase.as_bytes().last()?.eq_ignore_ascii_case(&self.byte_before(at)) {
            return None;
        }
        self.whole_phrase_before(at, phrase)
    }

    fn whole_phrase_before(self, at: usize, phrase: &str) -> Option<usize> {
        let start = at.checked_sub(phrase.len())?;
        let matches = self.text.get(start..at)?.eq_ignore_ascii_case(phrase);
        let inside = self.char_before(start).is_some_and(char::is_alphanumeric)
            && phrase.starts_with(|first: char| first.is_ascii_alphanumeric());
        (matches && !inside).then_some(start)
    }

    /// Whether a sentence, phrase or line ends at `at`.
    pub fn ends_here(self, at: usize) -> bool {
        match self.char_at(self.skip_spaces(at)) {
            None | Some('\n' | ')' | ',' | ';' | ':' | ']' | '"') => true,
            Some('.' | '!' | '?') => !self.byte(at + 1).is_ascii_alphanumeric(),
            Some(_) => false,
        }
    }
}
