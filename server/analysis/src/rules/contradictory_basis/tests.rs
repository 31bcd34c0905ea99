//! What people write that contradicts itself, and what only seems to.

mod life;
mod limbs;

use super::super::testing::check_rule;
use super::*;

#[test]
fn a_no_to_one_criterion_is_no_no_to_all() {
    let text = "## Basis\n\n*Criterion 1 – child died:* no, he's alive.\n\n*Criterion 2 – child seriously harmed, and \
                agencies:* **yes, regulation 5(2)(a) and (b)(ii).** Abuse is known.\n";
    check_rule(&RULE, text);
}

#[test]
fn a_letter_that_says_both_outright_is_reported_and_one_that_tells_of_another_view_is_not() {
    let letter = |denial: &str| {
        format!(
            "Dear Chair,\n\nChild D died on 2 March 2016, and neglect is suspected.\n\nThe criteria in regulation \
             5(2)(a) and (b)(i) are met.\n\n{denial}\n\nYours faithfully,\nJo Example\n"
        )
    };
    let both = "The criteria in regulation 5(2)(a) and (b)(i) are not met.";
    let marks = format!(
        "{}{}",
        " ".repeat("The criteria in ".len()),
        "^".repeat("regulation 5(2)(a) and (b)(i)".len())
    );
    let found = letter(&format!("{both}\n{marks} warning contradictory-basis"));
    check_rule(&RULE, &found);
    for denial in [
        "The Council's view was that the criteria in regulation 5(2)(a) and (b)(i) are not met.",
        "We were told that the criteria are not met.",
        "The criteria were not met in March, when nobody knew of the bruise.",
    ] {
        check_rule(&RULE, &letter(denial));
    }
}

#[test]
fn yes_and_no_to_one_route_are_reported_on_the_later_one() {
    check_rule(
        &RULE,
        r#"
## Basis

5(2)(a) and (b)(i) are met, as K has died and neglect is suspected.

Regulation 5(2)(b)(i) is not met.
^^^^^^^^^^^^^^^^^^^^^ warning contradictory-basis: 5(2)(a) and (b)(i) is said both to be met and not to be met
"#,
    );
    check_rule(
        &RULE,
        r#"
## Basis

The statutory criteria are not met.

5(2)(b)(ii) is met.
^^^^^^^^^^^ warning contradictory-basis: the criteria are said both
"#,
    );
}

#[test]
fn a_route_that_the_facts_given_speak_against_is_reported_where_it_is_chosen() {
    check_rule(
        &RULE,
        r#"
---
schema: eastmoor
---
## Child

Date of incident: 3 March 2015
Date of death: 14 May 2015

## Basis

5(2)(b)(ii) is met.
^^^^^^^^^^^ warning contradictory-basis: the facts given seem to speak against 5(2)(a) and (b)(ii); say which is meant, and why
"#,
    );
    // June may mean a day within the three months, or one after them.
    check_rule(
        &RULE,
        r#"
---
schema: eastmoor
---
## Child

Date of incident: 3 March 2015
Date of death: June 2015

## Basis

5(2)(b)(ii) is met.
"#,
    );
}

#[test]
fn a_conclusion_that_denies_the_criteria_is_held_against_the_basis() {
    check_rule(
        &RULE,
        r#"
## Basis

The statutory criteria are met.

## On the definition

The criteria are not met.
    ^^^^^^^^ warning contradictory-basis: the criteria are said both to be met and not to be met
"#,
    );
}

#[test]
fn of_two_contradictions_the_one_within_the_basis_is_reported() {
    check_rule(
        &RULE,
        r#"
## Basis

The statutory criteria are met.

The criteria are not met.
    ^^^^^^^^ warning contradictory-basis: the criteria are said both to be met and not to be met

## On the definition

The criteria are not met.
"#,
    );
}

#[test]
fn another_part_is_held_against_the_basis_only_where_it_plainly_denies_what_that_claims() {
    // It doubts.
    check_rule(
        &RULE,
        r#"
## Basis

The statutory criteria are met.

## On the definition

We think that the criteria are not met.
"#,
    );
    // It denies one of them.
    check_rule(
        &RULE,
        r#"
## Basis

The statutory criteria are met.

## On the definition

5(2)(b)(i) is not met, as he survived.
"#,
    );
    // It says yes as well.
    check_rule(
        &RULE,
        r#"
## Basis

The statutory criteria are met.

## On the definition

In January the criteria were not met. 5(2)(b)(ii) is met now.
"#,
    );
    // It gives another reason.
    check_rule(
        &RULE,
        r#"
## Basis

The statutory criteria are met.

## On the definition

If the criteria are not met, a review would offer useful learning.
"#,
    );
    // It tells the story.
    check_rule(
        &RULE,
        r#"
## Basis

The statutory criteria are met.

## On the law

The criteria are not met.
"#,
    );
    // It is answered in the *Rationale*.
    check_rule(
        &RULE,
        r#"
## Rationale

The statutory criteria are met.

## On the definition

The criteria are not met.
"#,
    );
    // Nobody was asked for a *Basis*.
    check_rule(
        &RULE,
        r#"
## Saltmarsh Court

The statutory criteria are met.

## On the definition

The criteria are not met.
"#,
    );
    // *Basis* claims nothing of the criteria.
    check_rule(
        &RULE,
        r#"
## Basis

The criteria are not met, but a review would offer useful learning.

## On the definition

The criteria are not met.
"#,
    );
}

#[test]
fn what_can_be_true_together_is_no_contradiction() {
    check_rule(
        &RULE,
        r#"
## Basis

5(2)(b)(i) is not met as she survived; 5(2)(b)(ii) is.
"#,
    );
    check_rule(
        &RULE,
        r#"
## Basis

Is this for SCR consideration? Yes

Is this for learning? Yes
"#,
    );
    check_rule(
        &RULE,
        r#"
## Basis

The case does not meet the statutory criteria but offers useful learning.
"#,
    );
    check_rule(
        &RULE,
        r#"
## Basis

Regulation 5(2) is not met, but Child K died in custody.
"#,
    );
    check_rule(
        &RULE,
        r#"
## Basis

The criteria are not met. The child died while detained under the Mental Health Act 1983, so a review follows.
"#,
    );
    check_rule(
        &RULE,
        r#"
## Basis

The council told us in January that the criteria were not met. We consider that they are met.
"#,
    );
    check_rule(
        &RULE,
        r#"
## Basis

☒ Yes ☐ No
"#,
    );
    check_rule(
        &RULE,
        r#"
## Basis

CAMHS said that its criteria were not met. The criteria for an SCR are met.
"#,
    );
}

/// Checks that the criteria of a *Basis* that claims them are denied by `denial` below another heading, on `marked`.
#[track_caller]
fn check_against(denial: &str, marked: Option<&str>) {
    let underline = marked.map_or_else(String::new, |marked| {
        let before = " ".repeat(denial.find(marked).unwrap());
        format!("\n{before}{} warning contradictory-basis", "^".repeat(marked.len()))
    });
    let text = format!(
        "## Basis\n\nRegulation 5(2)(a) and (b)(i) are met: Child K has died and neglect is suspected.\n\n\
         ## Rationale\n\n{denial}{underline}\n"
    );
    check_rule(&RULE, &text);
}

#[test]
fn a_sentence_in_another_part_that_denies_the_criteria_outright_and_names_the_law_or_the_review_is_reported()
{
    for (denial, marked) in [
        ("The statutory criteria for a serious case review are not met.", "criteria"),
        ("The criteria are not met.", "criteria"),
        ("The criteria in regulation 5(2)(a) and (b)(i) are not met.", "regulation 5(2)(a) and (b)(i)"),
        ("We do not consider that the criteria for a serious case review are met.", "criteria"),
        ("I should add that the criteria are not met in this case.", "criteria"),
        (
            "Having read all this we do not think that the criteria for a mandatory review are met.",
            "criteria",
        ),
        ("Our conclusion is that the criteria in regulation 5(2) are not met.", "criteria"),
        (
            "Our board takes the view that the harm was not serious and that the criteria in regulation 5(2) are not met.",
            "criteria",
        ),
    ] {
        check_against(denial, Some(marked));
    }
    check_rule(
        &RULE,
        r#"
---
schema: lcspr
---

## Basis

Section 16C(1) is met: Child K was seriously harmed, and abuse is known.

## Rationale

This is not a serious child safeguarding case.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning contradictory-basis: the criteria are said both
"#,
    );
}

#[test]
fn another_s_view_a_supposition_and_other_criteria_deny_nothing() {
    for denial in [
        "The council's view is that the criteria in regulation 5(2) are not met.",
        "The police told us that the criteria for a serious case review are not met.",
        "Even if the criteria for a serious case review were not met, there would be much to learn.",
        "The criteria in regulation 5(2) may not be met.",
        "The criteria for early help were not met.",
        "The service's criteria are not met.",
        "CAMHS wrote to her mother. The criteria were not met.",
        "Regulation 5(2)(b)(ii) is not met.",
    ] {
        check_against(denial, None);
    }
}

#[test]
fn a_part_of_a_criterion_a_topic_and_a_supposition_claim_nothing() {
    for basis in [
        "Regulation 5(2)(a) is plainly satisfied. The criteria are not met.",
        "As for (b)(ii), the doctor examined all four children. Regulation 5(2)(b)(ii) is not met.",
        "The criteria are met. Even if the criteria were not met, there would be much to learn.",
        "Regulation 5(2) of the Regulations was considered by the panel. In our view the criteria are not met.",
        "The criteria are not met, so the mandatory route is not open. It is referred for another reason.",
        "Regulation 5(2)(b)(i) is out of the question, and (b)(ii) is ruled out. The criteria are not met.",
        "He is no longer alive, so regulation 5(2)(b)(ii) cannot apply. The criteria are not met.",
        "Condition 1, no, he is alive. Condition 2, no, it was not serious. So the criteria are not met.",
        "There was no neglect, so regulation 5(2)(a) cannot be satisfied and (b)(i) does not arise. The criteria are not met.",
        "I think the criteria for a review are met: N. is alive, and N's mother neglected her.",
    ] {
        check_rule(&RULE, &format!("## Basis\n\n{basis}\n"));
    }
}

#[test]
fn a_letter_s_own_view_counts_as_well() {
    let law = "regulation 5(2)(a) and (b)(i)";
    for (denial, speaks) in [
        ("We consider that the criteria in regulation 5(2)(a) and (b)(i) are not met.", true),
        ("Our conclusion is that the criteria in regulation 5(2)(a) and (b)(i) are not met.", true),
        (
            "Our board takes the view that the harm was not serious and that the criteria in regulation 5(2)(a) and (b)(i) are not met.",
            true,
        ),
        ("The panel takes the view that the criteria in regulation 5(2)(a) and (b)(i) are not met.", false),
        (
            "Even if the criteria in regulation 5(2)(a) and (b)(i) were not met, we would ask for a review.",
            false,
        ),
    ] {
        let marker = if speaks {
            let before = " ".repeat(denial.find(law).unwrap());
            format!("\n{before}{} warning contradictory-basis", "^".repeat(law.len()))
        } else {
            String::new()
        };
        check_rule(
            &RULE,
            &format!(
                "Dear Chair,\n\nChild D died on 2 March 2016, and neglect is suspected.\n\nThe criteria in {law} \
                 are met.\n\n{denial}{marker}\n\nYours faithfully,\nJo Example\n"
            ),
        );
    }
    let both = format!("The criteria in {law} are met, and the criteria in {law} are not met.");
    check_rule(&RULE, &format!("Dear Chair,\n\n{both}\n\nYours faithfully,\nJo Example\n"));
}

#[test]
fn a_row_ticked_under_yes_and_under_no_is_reported() {
    check_rule(
        &RULE,
        r"
## Basis

The criteria for a review: [x] are met  [x] are not met
                           ~~~~~~~~~~~  ^^^^^^^^^^^^^^^ warning contradictory-basis
",
    );
    check_rule(
        &RULE,
        r"
## Basis

The criteria for a review: [x] are met  [ ] are not met
",
    );
    check_rule(
        &RULE,
        r"
## Basis

| Criterion | Yes | No |
| --- | --- | --- |
| The child has died | ☒ | ☒ |
                           ^ warning contradictory-basis: the criteria are said both to be met and not to be met
",
    );
    check_rule(
        &RULE,
        r"
## Basis

| Criterion | Yes | No |
| --- | --- | --- |
| The child has died | ☒ | ☐ |
| He was harmed | ☐ | ☒ |
",
    );
}

#[test]
fn what_one_part_says_another_must_not_deny_outright() {
    check_rule(
        &RULE,
        r"
## Basis

This case does not meet the criteria in regulation 5(2).
                                        ~~~~~~~~~~~~~~~

## Rationale

He was dead on arrival. Since abuse is suspected, regulation 5(2)(a) and (b)(i) are plainly met.
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning contradictory-basis
",
    );
    check_rule(
        &RULE,
        r"
## Basis

To us regulation 5(2)(a) and (b)(i) are met.
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

## Rationale

I do not think, however, that the criteria for a serious case review are met.
                                  ^^^^^^^^ warning contradictory-basis
",
    );
    check_rule(
        &RULE,
        r"
Dear Chair,

I am referring Child K because the criteria for a serious case review in regulation 5(2)(a) and (b)(i) are met.
                                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

She died at home on 3 March 2015. On balance the criteria for a serious case review are not met.
                                                 ^^^^^^^^ warning contradictory-basis

Yours, Jo Example
",
    );
    check_rule(
        &RULE,
        r"
## Basis

The hospital's panel took the view that the criteria were not met. We disagree: 5(2)(a) and (b)(i) are met.

## Rationale

He didnt meet the criteria for a short break.
",
    );
}
