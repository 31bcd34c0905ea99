#![doc = include_str!("restated_criteria.md")]

use super::see_attached::points_elsewhere;
use super::vague_rationale::{is_argued_elsewhere, without_closing};
use super::{Check, Reads, Rule};
use crate::argument;
use crate::claims::{MOSTLY, confirmed_overlap, loose_overlap, speaks_of_the_criterion};
use crate::finding::{Finding, Severity};
use crate::particulars::{has_particulars, names_a_thing};
use crate::subject::{Argument, Subject};

pub(super) const RULE: Rule = Rule {
    code: "restated-criteria",
    question: Some("rationale"),
    page: include_str!("restated_criteria.md"),
    reads: Reads::Arguments,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(argument) = judged_rationale(subject)
        .filter(|argument| only_restates(subject, argument) && !is_argued_elsewhere(subject, argument))
    else {
        return Vec::new();
    };
    let message = "the rationale has only the words of the criterion; say what in this case shows it";
    let finding = RULE.at(argument::first_block(subject, &argument.passage), message).about("rationale");
    // Words of a criterion that could only be recalled are no ground for a warning.
    let has_source = subject.schema.limbs.iter().any(|limb| limb.confirmed);
    let is_confirmed = has_source && confirmed_overlap(subject.schema, argument.passage.text()) >= MOSTLY;
    vec![if is_confirmed { finding } else { finding.weighing(Severity::Information) }]
}

/// The rationale, unless it only points elsewhere, of which `see-attached` speaks.
pub(super) fn judged_rationale<'s>(subject: &'s Subject<'_>) -> Option<&'s Argument> {
    let points = |id: &str| {
        let spec = subject.schema.sections.iter().find(|section| section.id == id);
        spec.is_some_and(|spec| points_elsewhere(subject, spec))
    };
    let argument = argument::rationale(subject)?;
    let id = if std::ptr::eq(argument, &raw const subject.rationale) { "rationale" } else { "basis" };
    if !points(id) {
        return Some(argument);
    }
    let other = id == "rationale" && subject.basis_serves_as_rationale() && !points("basis");
    other.then_some(&subject.basis)
}

/// True where nothing but the criterion's words and the law is there.
pub(super) fn only_restates(subject: &Subject<'_>, argument: &Argument) -> bool {
    // The cheaper question first: nearly every rationale has a particular of the case.
    let passage = without_closing(subject, &argument.passage);
    let text = passage.text();
    !has_particulars(subject, &passage)
        && speaks_of_the_criterion(text)
        && !names_a_thing(text)
        && loose_overlap(subject.schema, text) >= MOSTLY
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::check_rule;
    use super::*;

    #[test]
    fn a_basis_that_serves_as_the_rationale_is_judged_like_one() {
        check_rule(
            &RULE,
            r#"
## Grounds on which the criteria have been met

Regulation 5(2)(a) and (b)(i): abuse or neglect of a child is known or suspected and the child has died.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning restated-criteria
"#,
        );
    }

    #[test]
    fn the_criterion_in_one_numbered_paragraph_and_what_shows_it_in_the_next() {
        check_rule(
            &RULE,
            r#"
1. **Criterion.** Section 44(1)(a) and (b), Care Act 2014: the adult is alive and has experienced serious abuse or neglect.

2. **Joint working.** Three ambulance attendances in 2020 were each passed to Ferry Road Surgery by fax, and none was read.
"#,
        );
    }

    #[test]
    fn the_next_numbered_paragraph_may_be_about_something_else() {
        check_rule(
            &RULE,
            r#"
1. **Date of referral.** 3 December 2021

2. **Ground for referral.** The criteria are considered to be met.

3. **Rationale.** Abuse or neglect of a child is known or suspected and the child has been seriously harmed.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning restated-criteria

4. **Safety now.** D has moved to another home.

5. **Further notes**

The police came twice in March 2021 and told nobody at the school what they had seen, as the form had no box for it.
"#,
        );
    }

    #[test]
    fn initials_below_it_are_of_whoever_signs() {
        check_rule(
            &RULE,
            r#"
## Rationale

Abuse or neglect of a child is known or suspected and the child has been seriously harmed.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning restated-criteria

J. Ex.-A.
"#,
        );
    }

    #[test]
    fn anything_of_the_case_is_more_than_the_criterion() {
        check_rule(
            &RULE,
            r#"
## Rationale

Child K has died in custody: Eastmoor YOI, 3 March 2015.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

The child has died and neglect is suspected. The kitchen had no food in it and the neighbours had been feeding him.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

Seriously harmed; the police and the school did not work together.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

Please see e-mail.
"#,
        );
    }

    #[test]
    fn the_criterion_in_the_words_of_every_day_is_still_the_criterion() {
        check_rule(
            &RULE,
            r#"
## Rationale

We have looked at the definition and feel that it fits. Suspected abuse, and a child who has died.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning restated-criteria
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

We have looked at the definition and feel that it fits: suspected abuse, a child who has died, bruises on both arms.
"#,
        );
    }
}
