#![doc = include_str!("unexplained_delay.md")]

use super::{Check, Rule};
use crate::delay::{Explanation, Gap, Lateness, Since};
use crate::finding::Finding;
use crate::fixes;
use crate::outline::Fill;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "unexplained-delay",
    question: Some("delay"),
    waits_for_draft: true,
    page: include_str!("unexplained_delay.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let delay = subject.delay();
    let (Gap::Late(lateness), Explanation::None) = (&delay.gap, delay.explanation) else { return Vec::new() };
    let blank = subject.sections("reason-for-delay").find(|section| section.fill != Fill::Text);
    let heading = blank.map(|section| subject.heading_place(section));
    let (reason, when) = match lateness.since {
        Since::Aware => ("says why", "aware here"),
        Since::Incident => ("says when the case was recognised, or why", "incident here"),
    };
    let message = format!("{} passed {}, and nothing found here {reason}", passed(lateness), between(lateness));
    let mut finding = RULE
        .at(heading.unwrap_or(lateness.to), message)
        .weighing(lateness.weight)
        .about("reason-for-delay")
        .with_related(lateness.from, when)
        .with_note("a later referral can still be timely; say when the case was recognised and what happened in between");
    if heading.is_some() {
        return vec![finding.with_related(lateness.to, "referred here")];
    }
    if let Some(spec) = subject.schema.section("reason-for-delay")
        && subject.section_fill("reason-for-delay").is_none()
    {
        let mut prompts = vec![dates(lateness)];
        prompts.extend(spec.prompts.iter().cloned());
        finding = finding.with_fix([fixes::insert_section_with(subject, spec, &prompts)]);
    }
    vec![finding]
}

/// "49 working days", or the fewest that any reading gives.
fn passed(lateness: &Lateness) -> String {
    let days = lateness.working_days;
    let unit = if days == 1 { "working day" } else { "working days" };
    if lateness.exact { format!("{days} {unit}") } else { format!("at least {days} {unit}") }
}

fn between(lateness: &Lateness) -> &'static str {
    match lateness.since {
        Since::Aware => "between becoming aware and this referral",
        Since::Incident => "between the incident and this referral",
    }
}

/// What the writer has to go by, as a prompt: the tool's own words explain nothing.
fn dates(lateness: &Lateness) -> String {
    let (from, to) = &lateness.days;
    let since = match lateness.since {
        Since::Aware => "aware",
        Since::Incident => "incident",
    };
    format!("{since} {from}, referred {to}: {}", passed(lateness))
}
