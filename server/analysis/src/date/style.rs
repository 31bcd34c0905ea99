//! How a date was written, so that another can be written in its place the same way.
//!
//! Only single days have a style of their own; the others are rendered as "3 March 2015".

use super::words::{MONTHS, NameForm, WEEKDAYS, WELSH_MONTHS, WELSH_WEEKDAYS, ordinal_ending};
use chrono::{Datelike, NaiveDate};
use std::fmt::Write as _;

/// The way one day was written. The default is "3 March 2015".
#[allow(clippy::struct_excessive_bools)] // each is a habit of the writer, independent of the others
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Style {
    pub(super) order: Order,
    pub(super) year: YearForm,
    /// The day, and the month of a numeric date, in two digits: 03/03/2015.
    pub(super) padded: bool,
    pub(super) ordinal: bool,
    /// "3rd of March".
    pub(super) of: bool,
    pub(super) comma_before_year: bool,
    pub(super) month: NameForm,
    pub(super) casing: Casing,
    pub(super) weekday: Option<WeekdayStyle>,
}

/// The order of a date's parts and what stands between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Order {
    /// 2015-03-03.
    YearFirst(char),
    /// 03/03/2015.
    Numeric(char),
    /// 3 March 2015, 03-Mar-2015; nothing between them is a NUL.
    DayMonth(char),
    /// March 3, 2015.
    MonthDay,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum YearForm {
    Four,
    Two,
    /// '15.
    Apostrophe,
    Absent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Casing {
    Title,
    Upper,
    Lower,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct WeekdayStyle {
    pub form: NameForm,
    pub casing: Casing,
    pub dot: bool,
    pub comma: bool,
    /// "Tuesday the 3rd".
    pub the: bool,
}

impl Casing {
    pub(super) fn of(word: &str) -> Casing {
        if word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Casing::Upper
        } else if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            Casing::Lower
        } else {
            Casing::Title
        }
    }

    fn apply(self, name: &str) -> String {
        match self {
            Casing::Title => name.to_owned(),
            Casing::Upper => name.to_ascii_uppercase(),
            Casing::Lower => name.to_ascii_lowercase(),
        }
    }
}

impl Default for Style {
    fn default() -> Self {
        Style {
            order: Order::DayMonth(' '),
            year: YearForm::Four,
            padded: false,
            ordinal: false,
            of: false,
            comma_before_year: false,
            month: NameForm::Full,
            casing: Casing::Title,
            weekday: None,
        }
    }
}

impl Style {
    /// 2015-03-03.
    pub fn iso() -> Style {
        Style { order: Order::YearFirst('-'), padded: true, ..Style::default() }
    }

    /// 03/03/2015, the day first.
    pub fn numeric() -> Style {
        Style { order: Order::Numeric('/'), padded: true, ..Style::default() }
    }

    /// The same without a weekday and with the year in four digits.
    #[must_use]
    pub fn without_weekday(self) -> Style {
        Style { weekday: None, ..self.with_full_year() }
    }

    /// The same with the year in four digits.
    #[must_use]
    pub fn with_full_year(self) -> Style {
        Style { year: YearForm::Four, ..self }
    }

    /// `date` as the writer would have written it. A year that was left out stays out; a weekday that was stated is
    /// the weekday of `date`.
    pub fn render(&self, date: NaiveDate) -> String {
        let mut text = String::with_capacity(24);
        if let Some(weekday) = self.weekday {
            text.push_str(&weekday.render(date));
        }
        let day = self.day(date);
        // Writing to a string cannot fail.
        let _ = match self.order {
            Order::YearFirst(sep) => {
                write!(text, "{:04}{sep}{}{sep}{day}", date.year(), self.number(date.month()))
            }
            Order::Numeric(sep) => {
                write!(text, "{day}{sep}{}{}", self.number(date.month()), self.year(date, sep))
            }
            Order::DayMonth(sep) => {
                let of = if self.of { " of " } else { "" };
                let before = if self.of || sep == '\0' { String::new() } else { sep.to_string() };
                let year_sep = if sep == '\0' && !self.of { '\0' } else { sep };
                write!(text, "{day}{of}{before}{}{}", self.month_name(date), self.year(date, year_sep))
            }
            Order::MonthDay => write!(text, "{} {day}{}", self.month_name(date), self.year(date, ' ')),
        };
        text
    }

    fn day(&self, date: NaiveDate) -> String {
        let day = date.day();
        let ending = match u8::try_from(day) {
            Ok(day) if self.ordinal => ordinal_ending(day),
            _ => "",
        };
        format!("{}{ending}", self.number(day))
    }

    fn number(&self, number: u32) -> String {
        if self.padded { format!("{number:02}") } else { number.to_string() }
    }

    fn year(&self, date: NaiveDate, sep: char) -> String {
        let comma = if self.comma_before_year { "," } else { "" };
        let sep = if sep == '\0' { String::new() } else { sep.to_string() };
        match self.year {
            YearForm::Four => format!("{comma}{sep}{:04}", date.year()),
            YearForm::Two => format!("{comma}{sep}{:02}", date.year().rem_euclid(100)),
            YearForm::Apostrophe => format!("{comma}{sep}'{:02}", date.year().rem_euclid(100)),
            YearForm::Absent => String::new(),
        }
    }

    fn month_name(&self, date: NaiveDate) -> String {
        let index = date.month0() as usize;
        let full = MONTHS.get(index).copied().unwrap_or_default();
        let name = match self.month {
            NameForm::Full => full,
            NameForm::Welsh => WELSH_MONTHS.get(index).copied().unwrap_or_default(),
            NameForm::Longer if index == 8 => "Sept",
            NameForm::Longer | NameForm::Short => full.get(..3).unwrap_or(full),
        };
        self.casing.apply(name)
    }
}

impl WeekdayStyle {
    fn render(self, date: NaiveDate) -> String {
        let index = date.weekday().num_days_from_monday() as usize;
        let full = WEEKDAYS.get(index).copied().unwrap_or_default();
        let letters = match (self.form, index) {
            (NameForm::Full, _) => full.len(),
            (NameForm::Longer, 1 | 2) => 4,
            (NameForm::Longer, 3) => 5,
            _ => 3,
        };
        let name = match (self.form, index) {
            (NameForm::Longer, 2) => "Weds",
            (NameForm::Welsh, _) => WELSH_WEEKDAYS.get(index).copied().unwrap_or_default(),
            _ => full.get(..letters).unwrap_or(full),
        };
        let dot = if self.dot { "." } else { "" };
        let comma = if self.comma { "," } else { "" };
        let the = if self.the { "the " } else { "" };
        format!("{}{dot}{comma} {the}", self.casing.apply(name))
    }
}
