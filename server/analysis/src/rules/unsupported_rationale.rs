#![doc = include_str!("unsupported_rationale.md")]

use super::restated_criteria::{judged_rationale, only_restates};
use super::see_attached::points_elsewhere;
use super::vague_rationale::is_vague;
use super::{Check, Rule};
use crate::argument;
use crate::finding::{Finding, Severity};
use crate::outline::Fill;
use crate::particulars::has_particulars;
use crate::passage::Passage;
use crate::schema::{Meaning, SectionKind};
use crate::subject::{Argument, Subject};

pub(super) const RULE: Rule = Rule {
    code: "unsupported-rationale",
    severity: Severity::Information,
    question: Some("rationale"),
    page: include_str!("unsupported_rationale.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Sections that say who is who and who refers, and nothing of what happened.
const NO_ACCOUNT: &[&str] = &["subject", "referrer", "sign-off", "office-use"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(argument) = judged_rationale(subject) else { return Vec::new() };
    // The cheapest question first: nearly every rationale has a particular of the case.
    if has_particulars(subject, &argument.passage) || !claims_something(subject, argument) {
        return Vec::new();
    }
    // Of these, other rules speak.
    if is_vague(subject, argument) || only_restates(subject, argument) {
        return Vec::new();
    }
    // Where the circumstances are missing or empty, that is what is reported.
    if subject.section_fill("circumstances") != Some(Fill::Text) {
        return Vec::new();
    }
    if has_account(subject) || account_is_elsewhere(subject) {
        return Vec::new();
    }
    let message = "the rationale makes a claim, and nothing found in it, in the circumstances or in a chronology says \
                   what happened in this case; give an event or two that it rests on, with a date or a name";
    vec![RULE.at(argument::first_block(subject, &argument.passage), message).about("rationale")]
}

/// True where the referral chooses a route, or its rationale speaks of what a criterion asks or of how agencies worked.
fn claims_something(subject: &Subject<'_>, argument: &Argument) -> bool {
    let is_claim = |meaning| matches!(meaning, Meaning::Limb(_) | Meaning::JointWorking | Meaning::Claim);
    let mut mentions = subject.mentions.iter();
    argument.says_something()
        || mentions.any(|mention| is_claim(mention.meaning) && argument.passage.contains(mention.piece))
        || !argument::chosen(subject).is_empty()
}

/// True where any part of the referral that can give an account of the case has a particular of it.
fn has_account(subject: &Subject<'_>) -> bool {
    let tells = |section: &&crate::outline::Section| {
        subject.section_spec(section).is_some_and(|spec| {
            let lists = matches!(spec.kind, SectionKind::People | SectionKind::Agencies);
            !lists && !NO_ACCOUNT.contains(&spec.id.as_str())
        })
    };
    let sections = subject.outline.sections.iter();
    let in_sections = sections.clone().filter(tells).flat_map(|section| section.body.iter().copied());
    if has_particulars(subject, &Passage::new(subject.document, in_sections)) {
        return true;
    }
    // An account may stand under a heading of the writer's own; a labelled value is not one.
    let known: Vec<_> = sections.flat_map(|section| section.body.iter().copied()).collect();
    let is_field = |line: crate::Piece| {
        let place = subject.document.place(line);
        let values = subject.outline.fields.iter().filter_map(|field| field.value.or(field.label));
        let mut inside = values.into_iter().filter(|value| value.block == place.block);
        inside.any(|value| place.start <= value.start && value.end <= place.end)
    };
    let outside = subject.outline.filled.iter().copied();
    let outside = outside.filter(|line| !known.iter().any(|body| body.contains(*line)) && !is_field(*line));
    has_particulars(subject, &Passage::new(subject.document, outside))
}

/// True where the account is in another document: `see-attached` asks for its main points.
fn account_is_elsewhere(subject: &Subject<'_>) -> bool {
    let mut sections = subject.schema.sections.iter();
    sections.any(|spec| {
        let account =
            matches!(spec.id.as_str(), "circumstances" | "chronology" | "background" | "joint-working");
        account && subject.section_fill(&spec.id) == Some(Fill::Text) && points_elsewhere(subject, spec)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::*;

    #[test]
    fn a_claim_with_nothing_to_rest_on_is_reported_on_its_words() {
        check_rule(
            &RULE,
            r"
## Circumstances

The family has been known for some time and things came to a head.

## Basis

5(2)(a) and (b)(ii)

## Rationale

Under (b)(ii) we say that the household was cruel beyond words, and that nothing but luck had kept worse away.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information unsupported-rationale
",
        );
    }

    #[test]
    fn an_account_anywhere_is_something_to_rest_on() {
        check_rule(
            &RULE,
            r"
## Circumstances

K was brought to hospital on 3 March with three broken ribs.

## Rationale

This meets (b)(ii), as set out above: the harm is serious and abuse is suspected.
",
        );
        check_rule(
            &RULE,
            r"
## Circumstances

Things came to a head.

## Rationale

This meets (b)(ii): the harm is serious and abuse is suspected.

## Chronology

| Date | Event |
| --- | --- |
| 20 January | Bruise seen at nursery |
",
        );
        check_rule(
            &RULE,
            r"
## Circumstances

Things came to a head.

## Rationale

This meets (b)(i), in that death followed upon what must be called neglect of a needless kind.

## Medical findings

He weighed 9 kg, and the paediatrician found three healing fractures.
",
        );
        check_rule(
            &RULE,
            r"
## Circumstances

Things came to a head.

## Basis

Regulation 5(2)(b)(i) is met: she died in the bath on 3 March.

## Rationale

As claimed above, (b)(i) is met because of the neglect that led to the death.
",
        );
    }

    #[test]
    fn an_event_in_the_rationale_is_enough() {
        check_rule(
            &RULE,
            r"
## Circumstances

Things came to a head.

## Rationale

(b)(ii) is met. The nursery wrote down a bruise and the social worker closed the contact.
",
        );
        check_rule(
            &RULE,
            r"
## Circumstances

Things came to a head.

## Rationale

The criteria are met, in my view. On Friday he told his teacher that he slept in the car.
",
        );
    }

    #[test]
    fn of_one_fault_only_one_rule_speaks() {
        check_rule(
            &RULE,
            r"
## Circumstances

Things came to a head.

## Rationale

There was poor communication and lessons need to be learned.
",
        );
        check_rule(
            &RULE,
            r"
## Circumstances

Things came to a head.

## Rationale

The child has died and abuse or neglect is known or suspected.
",
        );
        check_rule(
            &RULE,
            r"
## Circumstances

Please see the attached report.

## Rationale

This meets (b)(ii): the harm is serious and abuse is suspected.
",
        );
        check_rule(
            &RULE,
            r"
## Rationale

This meets (b)(ii), in that the harm was serious and abuse had been suspected all along.
",
        );
    }

    #[test]
    fn who_is_who_is_no_account_of_what_happened() {
        check_rule(
            &RULE,
            r"
## Child

Name: Child K
Date of birth: 14 February 2014

## Referrer

Name: J. Example
Agency: Eastmoor Police

## Circumstances

Things came to a head at home.

## Rationale

This meets (b)(i), for the ending was tragic, and squalor had been whispered about all along in that household.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information unsupported-rationale
",
        );
    }
}
