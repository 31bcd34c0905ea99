#![doc = include_str!("vague_rationale.md")]

use super::restated_criteria::{judged_rationale, only_restates};
use super::{Check, Rule};
use crate::argument;
use crate::finding::Finding;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "vague-rationale",
    question: Some("rationale"),
    page: include_str!("vague_rationale.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Words up to which a rationale needs something particular to hold on to; a longer one is left to its readers.
const SHORT: usize = 60;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(argument) = judged_rationale(subject) else { return Vec::new() };
    let long = argument.passage.word_count() > SHORT;
    if long || !argument.reading.citations.is_empty() || argument::has_particulars(subject, &argument.passage) {
        return Vec::new();
    }
    if only_restates(subject, argument) {
        return Vec::new();
    }
    let message = "the rationale names no date, number, agency or place yet, so it could be of any case; \
                   say what happened, when, and who was involved";
    vec![RULE.at(argument::first_block(subject, &argument.passage), message).about("rationale")]
}
