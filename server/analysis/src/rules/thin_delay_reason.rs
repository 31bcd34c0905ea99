#![doc = include_str!("thin_delay_reason.md")]

use super::{Check, Rule};
use crate::delay::{Explanation, Gap};
use crate::finding::{Finding, Severity};
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
    let Explanation::Thin(place) = delay.explanation else { return Vec::new() };
    let message =
        "this gives neither a cause nor an event with its date; say what happened between the two dates";
    let finding = RULE.at(place, message).about("reason-for-delay");
    let mut finding = match &delay.gap {
        Gap::Late(lateness) => finding
            .weighing(lateness.weight)
            .with_related(lateness.from, "counted from here")
            .with_related(lateness.to, "referred here"),
        // No two dates tell of a delay, and the writer says that there was one.
        Gap::Unknown if delay.is_admitted(subject) => finding.weighing(Severity::Information),
        Gap::Unknown | Gap::InTime => return Vec::new(),
    };
    if let Some(spec) = subject.schema.section("reason-for-delay")
        && let Some(section) =
            subject.sections("reason-for-delay").find(|section| section.lines.start.block <= place.block)
    {
        finding = finding.with_fix(fixes::insert_prompts(subject, spec, section));
    }
    vec![finding]
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_fix;
    use super::RULE;

    #[test]
    fn the_fix_adds_the_prompts_and_takes_nothing_away() {
        let before =
            "Date aware: 3 March 2015\nDate of referral: 14 May 2015\n\n## Reason for delay\n\nOversight.\n";
        let after = r"
Date aware: 3 March 2015
Date of referral: 14 May 2015

## Reason for delay

<!-- prompt: When did your agency first see that this case might need referring, and what made it clear? -->
<!-- prompt: What happened between that date and today, with dates? -->
<!-- prompt: Who decided to wait, if anyone did, and why? -->

Oversight.
";
        check_fix(&RULE, before, "Insert the prompts of \"Reason for delay\"", after);
    }
}
