#![doc = include_str!("empty_section.md")]

use super::{Check, Rule};
use crate::finding::{Finding, Severity};
use crate::fixes;
use crate::outline::Fill;
use crate::schema::Required;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "empty-section",
    waits_for_draft: true,
    page: include_str!("empty_section.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for spec in &subject.schema.sections {
        let severity = match subject.section_required(spec) {
            Required::No => continue,
            Required::Warning => Severity::Warning,
            Required::Error => Severity::Error,
        };
        let blank = subject.section_fill(&spec.id) == Some(Fill::Blank);
        if spec.id == "reason-for-delay" || !blank || subject.is_served(spec) {
            continue;
        }
        let Some(section) = subject.sections(&spec.id).next() else { continue };
        let message = format!("\"{}\" has no text yet; the board needs an answer here", spec.heading);
        findings.push(
            RULE.at(subject.heading_place(section), message)
                .weighing(severity)
                .about(&spec.id)
                .serving(spec.question.as_deref())
                .with_fix(fixes::insert_prompts(subject, spec, section)),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn prompts_come_below_the_heading() {
        check_fix(
            &RULE,
            r"
## Agencies involved

## Background

Text.
",
            r#"Insert the prompts of "Agencies involved""#,
            r"
## Agencies involved

<!-- prompt: Which agencies were working with the child, and which with the adults in the home? -->
<!-- prompt: Who is the contact in each, and are they still involved? -->
<!-- prompt: Is there any agency you would expect to have been involved and was not? -->

## Background

Text.
",
        );
    }

    #[test]
    fn unticked_boxes_and_rulers_are_blank_and_none_is_an_answer() {
        check_rule(
            &RULE,
            r"
## Circumstances
   ^^^^^^^^^^^^^ error empty-section

☐ Death ☐ Serious harm

---

## Agencies involved

None
",
        );
    }

    #[test]
    fn what_is_missing_in_a_draft_is_a_hint() {
        check_rule(
            &RULE,
            r"
---
status: draft
---

## Circumstances
   ^^^^^^^^^^^^^ hint empty-section
",
        );
    }

    #[test]
    fn a_section_named_above_the_columns_of_a_table_holds_its_rows() {
        check_rule(
            &RULE,
            r"
| Section C: Agencies involved | |
| --- | --- |
| Eastmoor Police | Yes |
| Housing | No |

| Section D: Circumstances | |
  ^^^^^^^^^^^^^^^^^^^^^^^^ error empty-section
| --- | --- |
| | |
",
        );
    }
}
