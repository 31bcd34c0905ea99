#![doc = include_str!("unaddressed_limb.md")]

use super::restated_criteria::{judged_rationale, only_restates};
use super::{Check, Reads, Rule};
use crate::argument::{self, Chosen};
use crate::claims::{Stance, Target};
use crate::finding::{Finding, Fix, Severity};
use crate::fixes;
use crate::outline::Fill;
use crate::schema::{Life, Limb, Meaning, Route};
use crate::subject::Subject;
use crate::told;

pub(super) const RULE: Rule = Rule {
    code: "unaddressed-limb",
    question: Some("basis"),
    waits_for_draft: true,
    page: include_str!("unaddressed_limb.md"),
    reads: Reads::Arguments,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Words of a basis from which on it says more than which criterion it is.
const BARE: usize = 12;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let open = argument::unaddressed_limbs(subject);
    // Where a death is claimed of somebody who is said to live, `contradictory-basis` says so.
    let lives = || told::life(subject).is_some_and(|told| told.life == Life::Alive && told.place.is_some());
    // Of a rationale that is the criterion's words and no more, below a basis that only cites it, `restated-criteria` says so.
    let is_restated = |limb: &Limb| {
        !subject.basis.passage.has_words(BARE)
            && argument::is_only_restated(subject, limb)
            && judged_rationale(subject).is_some_and(|argument| only_restates(subject, argument))
    };
    let open = open.into_iter().filter(|open| !(open.limb.is_death() && lives() || is_restated(open.limb)));
    open.map(|open| finding(subject, &open.chosen, open.route, open.limb)).collect()
}

fn finding(subject: &Subject<'_>, chosen: &Chosen, route: &Route, limb: &Limb) -> Finding {
    let message = format!(
        "nothing found about whether {}, of which {} speaks",
        limb.wording,
        argument::route_name(route)
    );
    let finding = RULE
        .at(chosen.place, message)
        .about(&limb.id)
        .with_note("it need only be raised, not proved: say what is known, even if it is little")
        .with_fix(prompt(subject, chosen, limb));
    // What is weighed is never met, and what could only be recalled is no ground for a warning.
    let is_criterion = route.kind.is_criterion();
    // What one agency did with another may say it in words that nobody listed.
    let is_touched = || {
        argument::is_only_restated(subject, limb)
            || limb.is_told_by_dealings()
                && (argument::dealings(subject, 1) > 0 || is_asked_for(subject, limb))
    };
    if is_criterion && limb.confirmed && route.confirmed && is_sure(subject) && !is_touched() {
        finding
    } else {
        finding.weighing(Severity::Information)
    }
}

/// True where the heading of a part that is answered asks for it: "Reasons, and any concern about how agencies worked together".
fn is_asked_for(subject: &Subject<'_>, limb: &Limb) -> bool {
    let filled = subject.outline.sections.iter().filter(|section| section.fill == Fill::Text);
    filled.into_iter().any(|section| {
        subject.vocabulary.find(subject.document.text(section.label)).any(|hit| match hit.meaning {
            Meaning::Limb(index) => {
                subject.schema.limbs.get(usize::from(index)).is_some_and(|other| other.id == limb.id)
            }
            _ => false,
        })
    })
}

/// False where the route is read from a text that nobody was asked to argue in, or is named beside another reason to say
/// that it is not met.
fn is_sure(subject: &Subject<'_>) -> bool {
    let reading = &argument::deciding(subject).1.reading;
    let denies = reading.claims.iter().any(|claim| {
        claim.stance == Stance::No
            && (claim.target == Target::Criteria || argument::statutory(subject, claim.target).is_some())
    });
    let names_a_route = reading.claims.iter().any(|claim| {
        claim.stance == Stance::Yes
            && argument::statutory(subject, claim.target).is_some_and(|route| route.kind.is_criterion())
    });
    let prefers_another = reading.gives_other_reason(subject.schema) && (denies || !names_a_route);
    !subject.argues_freely && !prefers_another
}

/// Asks about `limb` below the heading of the section that chooses the route.
fn prompt(subject: &Subject<'_>, chosen: &Chosen, limb: &Limb) -> Option<Fix> {
    let section = subject.sections(chosen.section).next()?;
    let prompt = argument::question_about(limb);
    let fix = fixes::insert_prompts_with(subject, "", &[prompt], section)?;
    Some(Fix { title: format!("Insert a prompt about whether {}", limb.wording), ..fix })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn each_part_of_which_nothing_is_said_is_reported_once() {
        check_rule(
            &RULE,
            r#"
## Basis

5(2)(b)(ii)
^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether abuse or neglect of a child is known or suspected
^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether the child has been seriously harmed
^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether there is cause for concern as to the way
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

We believe that the criteria are met.
                    ^^^^^^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether abuse or neglect of a child

## Circumstances

K died in a house fire.
"#,
        );
    }

    #[test]
    fn what_agencies_did_with_each_other_tells_how_they_worked_together() {
        let referral = |marks: &str, text: &str| {
            format!(
                "## Basis\n\n5(2)(a) and (b)(ii)\n{marks}\n## Circumstances\n\nK has been abused and seriously harmed. {text}\n"
            )
        };
        let dealings = [
            "The surgery wrote to the hospital about her weight.",
            "The hospital asked the school whether she ate.",
            "We rang the council about it.",
        ];
        check_rule(&RULE, &referral("", &dealings.join(" ")));
        check_rule(
            &RULE,
            &referral(
                "^^^^^^^^^^^^^^^^^^^ information unaddressed-limb: nothing found about whether there is cause\n",
                dealings[0],
            ),
        );
        check_rule(
            &RULE,
            &referral(
                "^^^^^^^^^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether there is cause\n",
                "The police came.",
            ),
        );
    }

    #[test]
    fn a_part_is_addressed_anywhere_and_by_its_denial() {
        check_rule(
            &RULE,
            r#"
---
date-of-death: 2015-03-02
---
## Circumstances

There is no evidence of neglect so far.

## Basis

5(2)(b)(i)
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Criteria met: serious harm, abuse, and we have concerns about how agencies worked together.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

The criteria are met.

## Circumstances

K was found hanged in his cell while on remand.
"#,
        );
        check_rule(
            &RULE,
            r#"
# Death of Child K

## Basis

5(2)(b)(i), neglect suspected.
"#,
        );
    }

    #[test]
    fn the_label_of_an_empty_box_addresses_nothing() {
        check_rule(
            &RULE,
            r#"
## Basis

- [ ] The child has been seriously harmed
- [x] 5(2)(b)(i)
      ^^^^^^^^^^ warning unaddressed-limb: nothing found about whether the child has died

## Circumstances

Neglect is suspected.
"#,
        );
    }

    #[test]
    fn the_label_of_a_filled_field_addresses_a_part_and_that_of_a_blank_one_does_not() {
        check_rule(
            &RULE,
            r#"
## Child

| | |
|---|---|
| Date of death | 2 March 2015 |

## Basis

5(2)(b)(i), neglect suspected.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Child

| | |
|---|---|
| Date of death | |

- Date of death:

## Basis

5(2)(b)(i), neglect suspected.
^^^^^^^^^^ warning unaddressed-limb: nothing found about whether the child has died
"#,
        );
    }

    #[test]
    fn another_reason_has_no_parts() {
        check_rule(
            &RULE,
            r#"
## Basis

For learning purposes. The criteria are not met.
"#,
        );
    }

    #[test]
    fn a_prompt_is_inserted_below_the_heading() {
        check_fix(
            &RULE,
            "## Basis\n\nNeglect: 5(2)(b)(i)\n",
            "Insert a prompt about whether the child has died",
            "## Basis\n\n<!-- prompt: What is known about whether the child has died? -->\n\nNeglect: 5(2)(b)(i)\n",
        );
    }

    #[test]
    fn what_people_did_not_know_is_about_joint_working_only_beside_an_agency() {
        check_rule(
            &RULE,
            r#"
## Circumstances

Child K has a brain injury. Her father has been charged with assault.
Her aunt did not know. The health visitor saw her in March.

## Basis

Regulation 5(2)(a) and (b)(ii).
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether there is cause for concern as to the way
"#,
        );
        check_rule(
            &RULE,
            r"
## Circumstances

Child K has a brain injury. Her father has been charged with assault.
The health visitor did not know that she had been in hospital.

## Basis

Regulation 5(2)(a) and (b)(ii).
",
        );
    }

    #[test]
    fn what_is_only_weighed_leaves_the_parts_of_the_nearest_criterion_to_be_spoken_of() {
        check_rule(
            &RULE,
            r#"
---
schema: lcspr
---

## Basis

Regulation 11(2)(a) applies.
^^^^^^^^^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether it is known or suspected that the child has been abused

## Circumstances

Child K died. The school and the police did not share what they knew.
"#,
        );
        check_rule(
            &RULE,
            r"
---
schema: lcspr
---

## Basis

Regulation 11(2)(a) applies.

## Circumstances

Child K was neglected and died. The school and the police did not share what they knew.
",
        );
    }
    #[test]
    fn what_is_said_in_passing_counts_where_it_comes_twice() {
        let told = |more: &str| {
            format!(
                "## Circumstances\n\nChild K has a brain injury. Her father has been charged with assault. The police \
                 attended in March; no further action.{more}\n\n## Basis\n\n"
            )
        };
        let cited = "Regulation 5(2)(a) and (b)(ii).\n";
        let marks = format!("{} warning unaddressed-limb\n", "^".repeat(cited.len() - 2));
        check_rule(&RULE, &format!("{}{cited}{marks}", told("")));
        check_rule(&RULE, &format!("{}{cited}", told(" In May children's social care closed the case.")));
    }
}
