#![doc = include_str!("waiting_reason.md")]

use super::{Check, Rule};
use crate::delay::{Explanation, Gap};
use crate::finding::{Finding, Severity};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "waiting-reason",
    severity: Severity::Information,
    question: Some("delay"),
    page: include_str!("waiting_reason.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let delay = subject.delay();
    let (Gap::Late(_) | Gap::Unknown, Explanation::Waiting(place)) = (&delay.gap, delay.explanation) else {
        return Vec::new();
    };
    let message = "waiting for another process is the only reason given; a board can usually be asked without waiting for it";
    let finding = RULE.at(place, message).about("reason-for-delay");
    vec![finding.with_note("some boards do ask for a concluded enquiry first; if yours does, say so")]
}
