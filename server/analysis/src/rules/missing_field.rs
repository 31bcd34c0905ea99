#![doc = include_str!("missing_field.md")]

use super::{Check, Reads, Rule};
use crate::finding::{Finding, Severity};
use crate::fixes;
use crate::outline::{Field, Fill, is_nobody, is_non_answer};
use crate::schema::{FieldSpec, Required};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "missing-field",
    waits_for_draft: true,
    page: include_str!("missing_field.md"),
    reads: Reads::Arguments,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for spec in &subject.schema.fields {
        let severity = match subject.field_required(spec) {
            Required::No if spec.wanted => {
                findings.extend(left_blank(subject, spec));
                continue;
            }
            Required::No => continue,
            Required::Warning => Severity::Warning,
            Required::Error => Severity::Error,
        };
        let finding = match subject.field_fill(&spec.id) {
            None => Some(absent(subject, spec)),
            Some(Fill::Blank) => blank(subject, spec),
            Some(Fill::Text) if spec.needs_value => without_value(subject, spec),
            // What a template left is for `unanswered-prompt`.
            Some(Fill::Token | Fill::Text) => None,
        };
        findings.extend(
            finding
                .map(|finding| finding.weighing(severity).about(&spec.id).serving(spec.question.as_deref())),
        );
    }
    findings
}

fn absent(subject: &Subject<'_>, spec: &FieldSpec) -> Finding {
    let message = format!("\"{}\" is not given; the board needs it", spec.label);
    RULE.at(subject.title_place(), message).with_fix([fixes::insert_field(subject, spec)])
}

fn blank(subject: &Subject<'_>, spec: &FieldSpec) -> Option<Finding> {
    let field = subject.fields(&spec.id).next()?;
    let message = format!("nothing stands beside \"{}\" yet; the board needs it", spec.label);
    Some(RULE.at(subject.field_place(field), message))
}

/// Where a form asks for what is good to know, and nothing stands beside the label.
fn left_blank(subject: &Subject<'_>, spec: &FieldSpec) -> Option<Finding> {
    if subject.field_fill(&spec.id) != Some(Fill::Blank) {
        return None;
    }
    let field = subject.fields(&spec.id).find(|field| field.label.is_some())?;
    let message =
        format!("nothing stands beside \"{}\" yet; if it is known, the board will want it", spec.label);
    let finding =
        RULE.at(subject.field_place(field), message).weighing(Severity::Information).about(&spec.id);
    Some(finding.serving(spec.question.as_deref()))
}

/// "Not known" is an answer to many questions, but not to who refers and when.
fn without_value(subject: &Subject<'_>, spec: &FieldSpec) -> Option<Finding> {
    let with_text = || subject.fields(&spec.id).filter(|field| field.fill == Fill::Text);
    // Nor is a post: "Ward Manager, Juniper Ward".
    let names_nobody = |field: &Field| spec.id == "referrer-name" && is_nobody(&field.text);
    if with_text().any(|field| !is_non_answer(&field.text) && !names_nobody(field)) {
        return None;
    }
    let field = with_text().next()?;
    let message = format!("the board needs \"{}\", and \"{}\" does not say it", spec.label, field.text);
    Some(RULE.at(subject.field_place(field), message))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn a_blank_label_is_reported_where_it_stands() {
        check_rule(
            &RULE,
            r#"
Name of referrer: J. Example

Date of referral:
^^^^^^^^^^^^^^^^ error missing-field: nothing stands beside "Date of referral" yet
"#,
        );
    }

    #[test]
    fn the_front_matter_takes_the_fix_where_there_is_one() {
        check_fix(
            &RULE,
            r"
---
referrer-name: J. Example
---

# Referral
",
            r#"Insert "Date of referral""#,
            r"
---
referrer-name: J. Example
date-of-referral: 
---

# Referral
",
        );
    }

    #[test]
    fn a_value_in_either_place_will_do() {
        check_rule(
            &RULE,
            r"
---
referrer-name: not known
---

Name of referrer: J. Example

Date of referral: 12 March 2015
",
        );
    }

    #[test]
    fn whoever_writes_may_be_named_without_the_label_that_is_asked_for() {
        let dated = "# Referral\n\nDate of referral: 12 March 2015\n\n";
        check_rule(&RULE, &format!("{dated}Submitted to you by: Jo Example\n"));
        check_rule(&RULE, &format!("{dated}Name and rank: Jo Example\n"));
        check_rule(
            &RULE,
            &format!("{dated}1. Officer submitting\nDI 2217 Jo Example, Eastmoor Constabulary.\n"),
        );
        check_rule(&RULE, &format!("{dated}Prepared by Jo Example\n"));
        check_rule(
            &RULE,
            &format!("{dated}Present: Jo Example (Assistant Head, Eastmoor School; referrer).\n"),
        );
        let post = "I'm the safeguarding lead at Eastmoor Hospital (Jo Example, bleep 12).";
        check_rule(&RULE, &format!("{dated}{post}\n"));
        check_rule(&RULE, &format!("{dated}Manager: Jo Example\n\nEmployer: Eastmoor Council\n"));
    }

    #[test]
    fn a_day_at_the_end_of_who_sent_it_is_the_day_of_referral() {
        let by = |day: &str| format!("# Referral\n\n*Submitted by Jo Example, Eastmoor Trust. {day}*\n");
        check_rule(&RULE, &by("29 January 2020."));
        check_rule(
            &RULE,
            "# Referral\n\nNote to Eastmoor LSCB, 27 November 2013, from Jo Example (project worker)\n",
        );
        let marked = "# Referral\n  ^^^^^^^^ error missing-field: \"Date of referral\" is not given";
        check_rule(
            &RULE,
            &by("His meeting of 29 January 2020 is attached.").replacen("# Referral", marked, 1),
        );
    }

    #[test]
    fn somebody_else_who_is_named_does_not_write() {
        for named in ["Seen by: Jo Example", "Name and age: Jo Example", "Seen by Jo Example"] {
            let text = "# Referral\n  ^^^^^^^^ error missing-field\n\nDate of referral: 12 March 2015\n\n";
            check_rule(&RULE, &format!("{text}{named}\n"));
        }
        check_rule(
            &RULE,
            r#"
# Referral
  ^^^^^^^^ error missing-field: "Name of referrer" is not given

Date of referral: 12 March 2015

Neighbour and witness: Jo Example

Employer: Eastmoor Council
"#,
        );
    }

    #[test]
    fn a_post_or_an_agency_alone_is_no_name_of_whoever_refers() {
        check_rule(
            &RULE,
            r#"
Date of referral: 12 March 2015

Name of referrer: Ward Manager, Juniper Ward
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ error missing-field: the board needs "Name of referrer", and "Ward Manager, Juniper Ward" does not say it
"#,
        );
        check_rule(
            &RULE,
            r#"
From: duty desk, Eastmoor Women's Refuge
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error missing-field: the board needs "Name of referrer", and

Date of referral: 12 March 2015
"#,
        );
        check_rule(
            &RULE,
            r#"
Date of referral: 12 March 2015

Yours faithfully,

Duty desk, Eastmoor Women's Refuge
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error missing-field: the board needs "Name of referrer", and
"#,
        );
    }

    #[test]
    fn a_name_beside_a_post_or_below_one_is_enough() {
        let dated = "Date of referral: 12 March 2015\n\n";
        for text in [
            "Name of referrer: Ward Manager, Jo Example",
            "Name of referrer: Jo Example, Juniper Ward",
            "Name of referrer: Early Years Team\n\nYours faithfully,\n\nJo Example",
            "Child K was harmed.\n\nDr Jo Example, Consultant Paediatrician",
            "Child K was harmed.\n\nDr Jo Example, Consultant Paediatrician and Named Doctor",
        ] {
            check_rule(&RULE, &format!("{dated}{text}\n"));
        }
    }

    #[test]
    fn a_question_with_boxes_names_nobody() {
        check_rule(
            &RULE,
            r#"
# Referral
  ^^^^^^^^ error missing-field: "Name of referrer" is not given

Date of referral: 12 March 2015

## Referrer

Did you know the child? ☒ Yes ☐ No
"#,
        );
        check_rule(
            &RULE,
            "# Referral\n\nDate of referral: 12 March 2015\n\n## Referrer\n\nJo Example, health visitor\n",
        );
    }

    #[test]
    fn a_signature_may_name_nobody() {
        check_rule(
            &RULE,
            r#"
# Referral
  ^^^^^^^^ error missing-field: "Name of referrer" is not given

Date of referral: 12 March 2015

Signed: Ward Manager, Juniper Ward
"#,
        );
        // Below a heading that asks for it, a signature is taken for that of somebody.
        check_rule(
            &RULE,
            "# Referral\n\nDate of referral: 12 March 2015\n\n## Sign-off\n\nSigned: Ward Manager, Juniper Ward\n",
        );
    }

    #[test]
    fn a_blank_label_of_what_is_good_to_know_is_worth_a_word() {
        check_rule(
            &RULE,
            r#"
Name of referrer: J. Example

Agency:
^^^^^^ information missing-field

Date of referral: 3 March 2015
"#,
        );
    }

    #[test]
    fn a_blank_date_is_not_answered_by_the_next_label() {
        check_rule(
            &RULE,
            r#"
From: Jo Example, refuge worker
Date:
^^^^ error missing-field
About: Child K, dob 4 June 2010
"#,
        );
    }

    #[test]
    fn a_blank_name_is_not_answered_by_the_next_strong_label() {
        check_rule(
            &RULE,
            r#"
**Your name:**
  ^^^^^^^^^ error missing-field
**Your job title:** Registered Manager
**Date of referral:** 3 March 2015
"#,
        );
    }

    #[test]
    fn a_shared_mailbox_writes_nothing() {
        check_rule(
            &RULE,
            r#"
From: eh.residential@eastmoor.example
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error missing-field
Sent: 12 March 2015

Residential Team
Environmental Health
"#,
        );
    }

    #[test]
    fn a_name_is_known_in_small_letters_and_where_notes_are_taken_of_a_call() {
        check_rule(&RULE, "Date of referral: 12 March 2015\n\nName of referrer: jo example\n");
        check_rule(
            &RULE,
            "Date of referral: 12 March 2015\n\nCaller: Jo Example, crossing patrol, Eastmoor Primary (Eastmoor Council).\n",
        );
        check_rule(
            &RULE,
            "Date of referral: 12 March 2015\n\n**Who is calling?**\n\nA. Dr Jo Example. I'm the designated doctor for Eastmoor.\n",
        );
        for nobody in ["name withheld", "duty manager", "see above", "school nurse"] {
            let marks = "^".repeat(nobody.len());
            check_rule(
                &RULE,
                &format!(
                    "Date of referral: 12 March 2015\n\nName of referrer: {nobody}\n                  {marks} error missing-field\n"
                ),
            );
        }
    }

    #[test]
    fn a_sentence_that_is_a_name_with_a_post_names_who_refers() {
        check_rule(
            &RULE,
            r"
To Eastmoor LSCB, re Child K, boy. 13/2/18, 18:50

You said put it in writing, so here it is. Dr J. Example, GP partner, The Example Surgery.

Brought into hospital on 8/2 with a fit.
",
        );
    }

    #[test]
    fn capital_labels_below_a_capital_title_are_of_its_section() {
        check_rule(
            &RULE,
            r"
A. ABOUT THE CHILD

NAME: Child K
DATE OF BIRTH: 14/09/2009

B. ABOUT YOU

NAME: Jo Example
POST: Health visitor
COMPLETED ON: 16/03/2015
",
        );
    }
}
