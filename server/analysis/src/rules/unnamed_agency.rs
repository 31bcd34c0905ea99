#![doc = include_str!("unnamed_agency.md")]

use super::restated_criteria::judged_rationale;
use super::{Check, Rule};
use crate::argument;
use crate::finding::{Finding, Severity};
use crate::particulars::{agency_names, has_particulars};
use crate::place::Piece;
use crate::schema::Meaning;
use crate::subject::Subject;
use crate::voice;

pub(super) const RULE: Rule = Rule {
    code: "unnamed-agency",
    severity: Severity::Hint,
    question: Some("rationale"),
    page: include_str!("unnamed_agency.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    // The cheapest question first: nearly every referral names a kind of agency.
    if subject.mentions_of(Meaning::Agency).next().is_some() {
        return Vec::new();
    }
    let Some(concern) = concern(subject) else { return Vec::new() };
    // A rationale with nothing particular in it is for the rules that speak of that.
    let is_bare = judged_rationale(subject).is_some_and(|argument| {
        argument.passage.contains(concern) && !has_particulars(subject, &argument.passage)
    });
    if is_bare || names_an_agency(subject) {
        return Vec::new();
    }
    let message = "the concern is about how agencies worked together, and no agency is named here; \
                   say which ones, as far as you know";
    vec![RULE.at(subject.document.place(concern), message).about("rationale")]
}

/// The first words of concern about joint working.
fn concern(subject: &Subject<'_>) -> Option<Piece> {
    let own = subject.passage("joint-working");
    let argued = argument::rationale(subject).map(|argument| &argument.passage);
    subject.mentions_of(Meaning::JointWorking).find(|mention| {
        let is_concern = own.contains(*mention)
            || argued.is_some_and(|passage| passage.contains(*mention))
                && is_of_agencies(subject.document.text(*mention));
        is_concern && voice::is_said(subject, *mention)
    })
}

/// True of a phrase that can only be about agencies. "Communication" may be a child's, "threshold" the criteria's,
/// and "Working Together" is the guidance.
fn is_of_agencies(phrase: &str) -> bool {
    const OTHERS: &[&str] =
        &["communicat", "threshold", "escalat", "in isolation", "no reply", "no response", "step"];
    let lower = phrase.to_lowercase();
    !phrase.starts_with("Working T") && !OTHERS.iter().any(|other| lower.starts_with(other))
}

/// True where any text has a name that may be an agency's, or the writer speaks of what their own did.
fn names_an_agency(subject: &Subject<'_>) -> bool {
    let local = agency_names(subject);
    let abbreviation = |word: &str| {
        let known =
            subject.settings.glossary.contains_key(word) || subject.schema.glossary.contains_key(word);
        known && word.len() >= 3 && word.chars().all(char::is_uppercase)
    };
    subject.outline.filled.iter().any(|line| {
        let text = subject.document.text(*line);
        let mut before = "";
        text.split(|char: char| !char.is_alphanumeric() && char != '\'').any(|word| {
            let is_local = local.contains(&word.to_lowercase()) && word.starts_with(char::is_uppercase);
            let is_own = matches!(before.to_lowercase().as_str(), "our" | "my") && !OPINIONS.contains(&word);
            before = word;
            is_local || is_own || matches!(word, "us" | "me") || abbreviation(word)
        })
    })
}

/// What follows "our" where the writer's agency does nothing: "in our view".
const OPINIONS: &[&str] = &[
    "view",
    "opinion",
    "concern",
    "concerns",
    "belief",
    "judgement",
    "judgment",
    "understanding",
    "reason",
    "reasons",
    "referral",
    "worry",
    "worries",
    "experience",
    "knowledge",
];

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::*;

    #[test]
    fn concerns_about_nobody_in_particular_are_reported_on_their_first_words() {
        check_rule(
            &RULE,
            r"
## Rationale

Between January and March 2015 information was not shared, and nobody followed the bruise up.
                                               ^^^^^^^^^^ hint unnamed-agency: the concern is about how agencies worked together
",
        );
        check_rule(
            &RULE,
            r"
## How agencies worked together

On 3 March the meeting was cancelled. Communication broke down after that.
                                      ^^^^^^^^^^^^^^^^^^^ hint unnamed-agency
",
        );
    }

    #[test]
    fn one_agency_is_enough_wherever_it_is_named() {
        check_rule(
            &RULE,
            r"
## Agencies involved

Marsh Lane Surgery, Eastmoor General, the health visitor.

## Rationale

In January 2015 information was not shared.
",
        );
        check_rule(
            &RULE,
            r"
## Rationale

In January 2015 information about the bruise was not shared.

## Circumstances

The nursery saw a bruise on 20 January.
",
        );
        check_rule(
            &RULE,
            r"
## Agencies involved

Lantern House

## Rationale

On 3 March Lantern House and others met, and what was agreed was not passed on.
",
        );
    }

    #[test]
    fn the_writers_own_agency_is_one() {
        check_rule(
            &RULE,
            r"
## Rationale

On 20 January 2015 a note of the bruise was not shared with us.
",
        );
        check_rule(
            &RULE,
            r"
## Rationale

Our letter of 20 January 2015 was not acted on.
",
        );
    }

    #[test]
    fn an_abbreviation_that_is_known_names_an_agency() {
        check_rule(
            &RULE,
            r"
## Rationale

On 20 January 2015 the information was not shared with the CAIT.
",
        );
    }

    #[test]
    fn other_meanings_of_the_words_are_no_concern_about_joint_working() {
        check_rule(
            &RULE,
            r"
## Basis

Working Together 2015, chapter 4: the threshold is met. K died on 3 March 2015.

## Rationale

K, aged four, has difficulties with communication, and lived in isolation from 2013 on.
There is no concern about information sharing.
",
        );
    }

    #[test]
    fn a_rationale_with_nothing_particular_is_left_to_other_rules() {
        check_rule(
            &RULE,
            r"
## Rationale

Information was not shared and lessons need to be learned.
",
        );
    }
}
