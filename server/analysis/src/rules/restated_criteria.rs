#![doc = include_str!("restated_criteria.md")]

use super::see_attached::points_elsewhere;
use super::{Check, Rule};
use crate::argument;
use crate::claims::criteria_overlap;
use crate::finding::Finding;
use crate::subject::{Argument, Subject};

pub(super) const RULE: Rule = Rule {
    code: "restated-criteria",
    question: Some("rationale"),
    page: include_str!("restated_criteria.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// The share of words from which a rationale is taken for the criterion's, 0 to 1. Source: our own reading of referrals.
const MOSTLY: f32 = 0.8;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(argument) = judged_rationale(subject).filter(|argument| only_restates(subject, argument)) else {
        return Vec::new();
    };
    let message = "the rationale has only the words of the criterion; say what in this case shows it";
    vec![RULE.at(argument::first_block(subject, &argument.passage), message).about("rationale")]
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
    let overlap = criteria_overlap(subject.schema, argument.passage.text());
    overlap >= MOSTLY && !argument::has_particulars(subject, &argument.passage)
}
