//! Dates as people write them in referrals, and the working days between them.
//!
//! Reading never corrects and never fails: an impossible date is a reading with a [`Fault`]. Today is not known here;
//! what a date is the date of ([`Role`]) is for the caller to say.

mod context;
mod cursor;
mod fault;
mod holidays;
mod named;
mod numeric;
mod periods;
mod reading;
mod scan;
mod shape;
mod style;
mod value;
mod words;
mod working_days;

pub use fault::Fault;
pub use holidays::{Division, Holiday, bank_holidays, is_verified_year};
pub use reading::{APPROXIMATE_DAYS, DateReading, Precision, Role, Span, Year};
pub use scan::find_dates;
pub use style::Style;
pub use value::{Value, read_value};
pub use words::weekday_called;
pub use working_days::{
    Deadline, Limit, add_months, add_working_days, deadline, holidays_between, is_working_day,
    next_working_day, working_days_between,
};
