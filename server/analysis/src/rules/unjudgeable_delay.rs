#![doc = include_str!("unjudgeable_delay.md")]

use super::{Check, Rule};
use crate::delay::{self, Explanation, Gap};
use crate::finding::{Finding, Severity};
use crate::fixes;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "unjudgeable-delay",
    severity: Severity::Information,
    question: Some("delay"),
    waits_for_draft: true,
    page: include_str!("unjudgeable_delay.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let delay = subject.delay();
    let (Gap::Unknown, Explanation::None | Explanation::Thin(_)) = (&delay.gap, delay.explanation) else {
        return Vec::new();
    };
    // Then `thin-delay-reason` asks.
    if delay.is_admitted(subject) {
        return Vec::new();
    }
    let [from, to] = delay::ends(subject);
    let message = match (subject.stated(from).is_empty(), subject.stated(to).is_empty()) {
        (true, false) => {
            "nothing found here says when the case was recognised; give that date, or say what led to the referral now"
        }
        (false, true) => {
            "no date of referral could be read, so it cannot be told how long the referral took; give that date"
        }
        _ => {
            "no dates were found by which to tell how long the referral took; say when you became aware and when you refer"
        }
    };
    let mut finding = RULE.at(subject.title_place(), message).about("reason-for-delay");
    for id in [from, to] {
        if let Some(field) = subject.schema.field(id)
            && subject.fields(id).next().is_none()
        {
            finding = finding.with_fix([fixes::insert_field(subject, field)]);
        }
    }
    vec![finding]
}
