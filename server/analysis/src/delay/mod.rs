//! Whether a referral came later than asked after its writer became aware, and what it says about that.
//!
//! Lateness is no fault, and nothing is reported here: what is left unsaid is the business of the delay rules.

mod explanation;
mod gap;

pub(crate) use explanation::Explanation;
pub(crate) use gap::{Gap, Lateness, Since, is_past};

use crate::subject::Subject;

/// The facts that all delay rules share.
#[derive(Debug)]
pub(crate) struct Delay {
    /// How the dates stand to each other.
    pub gap: Gap,
    /// What is said about a delay.
    pub explanation: Explanation,
}

impl Delay {
    /// Reads the dates, and the words where the dates do not settle the matter.
    pub fn read(subject: &Subject<'_>) -> Self {
        let gap = gap::gap(subject);
        let explanation = match &gap {
            Gap::InTime => Explanation::None,
            Gap::Unknown => explanation::explanation(subject, None),
            Gap::Late(lateness) => explanation::explanation(subject, Some(lateness.window)),
        };
        Delay { gap, explanation }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests;
