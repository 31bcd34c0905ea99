#![doc = include_str!("hindsight_language.md")]

use super::{Check, Rule};
use crate::finding::{Finding, Severity};
use crate::schema::Meaning;
use crate::subject::Subject;
use crate::voice;

pub(super) const RULE: Rule = Rule {
    code: "hindsight-language",
    severity: Severity::Hint,
    question: Some("rationale"),
    on: false,
    page: include_str!("hindsight_language.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for piece in voice::own_phrases(subject, Meaning::Hindsight) {
        let typed = subject.document.text(piece);
        let message =
            format!("\"{typed}\" judges from the outcome; say what was known at the time, and to whom");
        findings.push(RULE.at(subject.document.place(piece), message).about("rationale"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_rule, check_rule_turned_on};
    use super::*;

    #[test]
    fn it_is_silent_unless_the_settings_ask_for_it() {
        check_rule(&RULE, "## Rationale\n\nThe school should have known by Easter 2015.\n");
    }

    #[test]
    fn each_look_back_from_the_outcome_is_reported_where_it_stands() {
        check_rule_turned_on(
            &RULE,
            r"
## Rationale

The school should have known by Easter 2015. With hindsight this death was inevitable.
           ^^^^^^^^^^^^^^^^^ hint hindsight-language
                                             ^^^^^^^^^^^^^^ hint hindsight-language
                                                                           ^^^^^^^^^^ hint hindsight-language
",
        );
    }

    #[test]
    fn quotations_and_findings_of_others_are_not_the_writers_words() {
        check_rule_turned_on(
            &RULE,
            r#"
## Circumstances

The coroner concluded that the death was preventable. His aunt says "they must have known, it was obvious".

> It was only a matter of time.

The inquest recorded that the fire was foreseeable. Her sister believes that it could have been prevented.
"#,
        );
    }

    #[test]
    fn a_question_for_the_review_is_not_a_judgement() {
        check_rule_turned_on(
            &RULE,
            r"
## Learning sought

Could this have been avoided? We ask whether the harm was predictable, and if it was foreseeable to any one agency.
It was not obvious to the ward, and nobody could say that it was inevitable.
",
        );
    }

    #[test]
    fn what_writers_see_in_their_own_work_afterwards_is_candour() {
        check_rule_turned_on(
            &RULE,
            r"
## Rationale

With hindsight I would have rung the surgery the same day. In hindsight our letter of 3 March was too cautious.
We should have seen the pattern in the missed appointments.
",
        );
    }

    #[test]
    fn words_of_daily_life_are_not_hindsight() {
        check_rule_turned_on(
            &RULE,
            r"
## Circumstances

She thrived on a predictable routine. He will stay with his grandmother for the foreseeable future.
He was admitted with a vaccine-preventable illness. The bruise was seen on 20 January and written down.
",
        );
    }

    #[test]
    fn what_was_known_at_the_time_is_what_is_wanted() {
        check_rule_turned_on(
            &RULE,
            r"
## Rationale

The nursery knew of the bruise on 20 January and the GP of the fracture on the 22nd; neither knew of the other.
The police held the history of assaults. The social worker asked for it on 12 February and did not receive it.
",
        );
    }
}
