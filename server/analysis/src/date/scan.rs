//! Finds the dates in a text: stops at each digit and tries what a date could be around it.
//!
//! Every date read here has a digit in it, so nothing is done for text without one. "Yesterday" and "in March" are not
//! read: they say nothing without knowing when they were written.

use super::cursor::Cursor;
use super::fault::Fault;
use super::reading::{DateReading, Year};
use super::shape::Shape;
use super::style::Style;
use super::words::weekday_named;
use text_size::{TextRange, TextSize};

/// All dates in `text`, in order, none overlapping another.
///
/// `text` is one block's visible text with spaces folded and its paragraphs or cells on lines of their own: no date
/// runs over a line end. Texts over 4 GiB have none.
pub fn find_dates(text: &str) -> Vec<DateReading> {
    Scanner { cursor: Cursor { text }, floor: 0, is_value: false }.run()
}

/// The dates in a text that is the whole value of a date field, where a bare "3/4" is a day and a month.
pub(super) fn dates_in_value(text: &str) -> Vec<DateReading> {
    Scanner { cursor: Cursor { text }, floor: 0, is_value: true }.run()
}

pub(super) struct Scanner<'t> {
    pub cursor: Cursor<'t>,
    /// Where the last reading ends: nothing before it belongs to the next.
    pub floor: usize,
    pub is_value: bool,
}

/// A date without what stands around it.
pub(super) struct Core {
    pub start: usize,
    pub end: usize,
    pub shape: Shape,
    pub year: Year,
    pub fault: Option<Fault>,
    pub style: Style,
    /// "3rd" in "3rd and 5th March": a day that takes its month and year from what follows.
    pub before: Option<(usize, usize, u8)>,
}

/// What stands to the left of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Free,
    /// A word and a hyphen.
    Hyphen,
    /// The number is part of something else.
    Attached,
}

impl Scanner<'_> {
    fn run(mut self) -> Vec<DateReading> {
        let mut found = Vec::new();
        if u32::try_from(self.cursor.text.len()).is_err() {
            return found;
        }
        let mut at = 0;
        while let Some(digit) = self.cursor.next_digit(at) {
            at = self.cursor.digits_end(digit);
            let Some(core) = self.core_at(digit, at) else { continue };
            self.push(core, &mut found);
            at = at.max(self.floor);
        }
        found
    }

    fn push(&mut self, mut core: Core, found: &mut Vec<DateReading>) {
        if let (Some((start, end, day)), Shape::Day { month, .. }) = (core.before.take(), core.shape) {
            let shape = Shape::Day { day, month };
            let year = match core.year {
                Year::Full(year) => Some(year),
                _ => None,
            };
            let fault = Fault::in_date(day, month, year);
            let style = Style::default();
            let first = Core { start, end, shape, year: core.year, fault, style, before: None };
            let mut reading = self.dressed(&first);
            reading.plain = false;
            self.floor = usize::from(reading.range.end());
            found.push(reading);
        }
        let reading = self.dressed(&core);
        self.floor = usize::from(reading.range.end());
        match found.last().and_then(|last| self.joined(last, &reading)) {
            Some(joined) => {
                found.pop();
                found.push(joined);
            }
            None => found.push(reading),
        }
    }

    fn core_at(&self, start: usize, end: usize) -> Option<Core> {
        let edge = self.left_edge(start);
        match (edge, end - start) {
            (Edge::Free, 1 | 2) => self
                .numeric(start)
                .or_else(|| self.day_and_month(start))
                .or_else(|| self.month_and_day(start, end))
                .or_else(|| self.month_number(start))
                .or_else(|| self.day_and_month_number(start))
                .or_else(|| self.day_alone(start)),
            (Edge::Hyphen, 1 | 2) => {
                let core = self.numeric(start).or_else(|| self.day_and_month(start))?;
                matches!(core.year, Year::Full(_)).then_some(core)
            }
            (Edge::Free, 4) => self.year_first(start).or_else(|| self.year_after_name(start, end)),
            (Edge::Hyphen, 4) => self.year_after_name(start, end).or_else(|| self.year_first(start)),
            _ => None,
        }
    }

    fn left_edge(&self, start: usize) -> Edge {
        let Some(before) = self.cursor.char_before(start) else { return Edge::Free };
        let further = self.cursor.char_before(start - before.len_utf8());
        let after_digit = further.is_some_and(char::is_numeric);
        if before == '-' && self.floor > 0 && start == self.floor + 1 {
            return Edge::Free; // the other end of a range
        }
        let attaches = |before: char| match before {
            '-' | ',' | ':' => after_digit,
            '.' => after_digit || self.is_cited(start) || self.after_short_word(start - 1),
            _ => before.is_alphanumeric() || "_/\\£$€#@%+=&".contains(before),
        };
        match before {
            '-' if further.is_some_and(char::is_alphabetic) => Edge::Hyphen,
            before if attaches(before) => Edge::Attached,
            _ => Edge::Free,
        }
    }

    /// Whether the word that ends at `at`, before a full stop, is an abbreviation that numbers follow: "v.1".
    fn after_short_word(&self, at: usize) -> bool {
        let word = self.cursor.word_before(at);
        let dated = weekday_named(word).is_some() || ["c", "ca", "approx"].contains(&word);
        !dated && word.len() <= 3 && self.cursor.char_before(at).is_some_and(char::is_alphabetic)
    }

    /// Whether what ends at `end` goes on into something else: a reference, a decimal, a time, a longer word.
    pub(super) fn goes_on(&self, end: usize) -> bool {
        let Some(next) = self.cursor.char_at(end) else { return false };
        let further = self.cursor.byte(end + 1);
        match next {
            '-' => further.is_ascii_digit() && !self.looks_numeric(end + 1),
            '/' | '\\' => further.is_ascii_alphanumeric(),
            '.' | ':' => further.is_ascii_digit(),
            next => next.is_alphanumeric() || matches!(next, '_' | '%'),
        }
    }
}

/// A range of a text that is known to be shorter than 4 GiB.
pub(super) fn text_range(start: usize, end: usize) -> TextRange {
    let size = |at: usize| TextSize::from(u32::try_from(at).unwrap_or(u32::MAX));
    TextRange::new(size(start.min(end)), size(end))
}
