#![doc = include_str!("thin_delay_reason.md")]

use super::{Check, Rule};
use crate::delay::{Explanation, Gap};
use crate::finding::Finding;
use crate::fixes;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "thin-delay-reason",
    question: Some("delay"),
    page: include_str!("thin_delay_reason.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let delay = subject.delay();
    let (Gap::Late(lateness), Explanation::Thin(place)) = (&delay.gap, delay.explanation) else { return Vec::new() };
    let message = "this gives neither a cause nor an event with its date; say what happened between the two dates";
    let mut finding = RULE
        .at(place, message)
        .weighing(lateness.weight)
        .about("reason-for-delay")
        .with_related(lateness.from, "counted from here")
        .with_related(lateness.to, "referred here");
    if let Some(spec) = subject.schema.section("reason-for-delay")
        && let Some(section) = subject.sections("reason-for-delay").find(|section| section.lines.start.block <= place.block)
    {
        finding = finding.with_fix(fixes::insert_prompts(subject, spec, section));
    }
    vec![finding]
}
