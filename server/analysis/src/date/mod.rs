//! Dates.

mod holidays;
mod working_days;

pub use holidays::{Division, Holiday, bank_holidays, is_verified_year};
pub use working_days::{
    Deadline, Limit, add_months, add_working_days, deadline, holidays_between, is_working_day,
    next_working_day, working_days_between,
};
