#![doc = include_str!("unexplained_delay.md")]

use super::{Check, Rule};
use crate::delay::{self, Explanation, Gap, Lateness, Since};
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
    let message = format!(
        "{} passed {}, and nothing found here {reason}",
        lateness.passed(),
        between(subject, lateness)
    );
    let mut finding = RULE
        .at(heading.unwrap_or(lateness.to), message)
        .weighing(lateness.weight)
        .about("reason-for-delay")
        .with_related(lateness.from, when)
        .with_note("a later referral can still be timely; say when the case was recognised and what happened in between");
    if let Some(clock) = clock(subject) {
        finding = finding.with_note(clock);
    }
    if heading.is_some() {
        return vec![finding.with_related(lateness.to, "referred here")];
    }
    if let Some(spec) = subject.schema.section("reason-for-delay")
        && subject.section_fill("reason-for-delay").is_none()
    {
        let questions = delay::questions(subject, spec);
        finding = finding.with_fix([fixes::insert_section_with(subject, spec, &questions)]);
    }
    vec![finding]
}

/// After how long an explanation is asked for, and who says so.
fn clock(subject: &Subject<'_>) -> Option<String> {
    let timescale = subject.schema.timescale("referral")?;
    let source = subject.schema.source(&timescale.source)?;
    Some(format!(
        "an explanation is asked for after {}; source: {}",
        timescale.limit.limit()?.in_words(),
        source.title
    ))
}

fn between(subject: &Subject<'_>, lateness: &Lateness) -> String {
    let from = subject.schema.timescale("referral").map(|timescale| timescale.from.as_str());
    // A board's clock may start with another date.
    let label = from.filter(|id| *id != "date-aware").and_then(|id| subject.schema.field(id));
    match (lateness.since, label) {
        (Since::Aware, None) => "between becoming aware and this referral".into(),
        (Since::Aware, Some(field)) => format!("between \"{}\" and this referral", field.label),
        (Since::Incident, _) => "between the incident and this referral".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::RULE;

    #[test]
    fn the_fix_inserts_the_section_with_the_dates_in_a_prompt() {
        let before = r"
---
date-aware: 2015-03-03
date-of-referral: 2015-05-14
---

# Child K
";
        let after = r"
---
date-aware: 2015-03-03
date-of-referral: 2015-05-14
---

# Child K

## Reason for delay

<!-- prompt: Aware on 3 March 2015, referred on 14 May 2015: 49 working days. What happened in between? -->
<!-- prompt: When did your agency first see that this case might need referring, and what made it clear? -->
<!-- prompt: What happened between that date and today, with dates? -->
<!-- prompt: Who decided to wait, if anyone did, and why? -->
";
        check_fix(&RULE, before, "Insert \"Reason for delay\"", after);
    }

    #[test]
    fn it_stands_on_label_and_value_and_on_the_heading_while_that_is_blank() {
        check_rule(
            &RULE,
            r"
# Child K

Date aware: 3 March 2015
**Date of referral:** 14 May 2015
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unexplained-delay: 49 working days passed
",
        );
        check_rule(
            &RULE,
            r"
Date aware: 3 March 2015

Date of referral: 14 May 2015

## Reason for delay
   ^^^^^^^^^^^^^^^^ warning unexplained-delay

<!-- prompt: aware 3 March 2015, referred 14 May 2015 because of what? -->

## Sign-off
",
        );
    }

    #[test]
    fn what_different_people_write_in_time_or_with_a_reason() {
        for text in [
            r"| Date aware | 3/3/15 |
|---|---|
| Date of notification | 2/4/15 |",
            r"Date aware: Tuesday 3rd March 2015
Date of referral: 20 July 2015

**Timeliness**

I was only asked in June whether anybody had referred; nobody had, as each agency thought that another would.",
            r"---
date-aware: on or about 3 March 2015
date-of-referral: 2015-04-10
---",
            r"Date of incident: 3 March 2015
Date of referral: 20 July 2015

We are referring now because the criminal court's findings of 2 July 2015 showed for the first time that he was harmed.",
            r"# SCR referral

Date aware: 3 March 2015
Date of referral: 14 May 2015

## Rationale

K's mother told three workers.

## Any other comments

Sorry this form is late - the safeguarding lead had left and her emails were not read until 11 May.",
        ] {
            check_rule(&RULE, text);
        }
    }
}
