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
        // Another box may say it; that this one was left empty is worth knowing.
        let is_served = blank && subject.is_served(spec);
        if spec.id == "reason-for-delay"
            || !blank
            || is_served && !matches!(spec.id.as_str(), "basis" | "rationale")
        {
            continue;
        }
        let severity = if is_served { Severity::Information } else { severity };
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
    fn the_name_and_post_below_a_letter_are_no_heading() {
        let letter = "Dear Chair,\n\nI ask for a review of Child K.\n\nYours sincerely,\n\n";
        check_rule(&RULE, &format!("{letter}Dr Jo Example, General Practitioner\n"));
    }

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

    #[test]
    fn a_blank_title_with_a_number_is_closed_by_the_next_of_its_kind() {
        check_rule(
            &RULE,
            r"
B. Agencies
^^^^^^^^^^^ warning empty-section

C. Account

Child K was found on 2 March 2015.
",
        );
        check_rule(
            &RULE,
            r"
5. Agencies

5.1 Police

Eastmoor Police knew him.

6. Account

Child K was found on 2 March 2015.
",
        );
    }

    #[test]
    fn a_blank_bold_title_is_closed_by_a_bold_question() {
        check_rule(
            &RULE,
            r"
**Agencies involved**
  ^^^^^^^^^^^^^^^^^ warning empty-section

**Have the police been told?**

Yes.
",
        );
    }

    #[test]
    fn an_instruction_behind_a_label_is_the_form_s() {
        check_rule(
            &RULE,
            r"
Rationale: please explain why a review should be undertaken
^^^^^^^^^ error empty-section

Agencies involved: Eastmoor Police
",
        );
        check_rule(&RULE, "Rationale: two hospitals sent the letter to the wrong surgery three times\n");
    }

    #[test]
    fn a_blank_rationale_is_not_made_up_for_by_other_text() {
        check_rule(
            &RULE,
            r"
## Basis

Regulation 5(2)(b)(i).

## Rationale
   ^^^^^^^^^ error empty-section

## Other matters

Two hospitals sent the discharge letter to the wrong surgery three times, and the health visitor was never told that Child K had gone home, so that we think that both could learn how it went.
",
        );
    }

    #[test]
    fn an_account_that_is_left_blank_is_not_made_up_for_by_the_background() {
        check_rule(
            &RULE,
            r"
## Circumstances
   ^^^^^^^^^^^^^ error empty-section

## Background

Child K was found on 2 March 2015 at the foot of the stairs with a fractured skull. She died in Eastmoor Hospital on 4 March 2015.
",
        );
    }

    #[test]
    fn what_a_form_says_in_brackets_is_blank() {
        check_rule(
            &RULE,
            r"
## Agencies involved
   ^^^^^^^^^^^^^^^^^ warning empty-section

(name each agency and how it was involved)
",
        );
        check_rule(&RULE, "## Agencies involved\n\n(Eastmoor Police only)\n");
    }

    #[test]
    fn a_blank_rationale_is_not_served_by_a_few_words_of_basis() {
        check_rule(
            &RULE,
            r"
## Under what heading do you refer?

Other reason. We accept that J's injuries aren't serious harm.

## Rationale
   ^^^^^^^^^ error empty-section

## Immediate safety

No one is at risk.
",
        );
    }
}
