#![doc = include_str!("unreasoned_suppression.md")]

use super::{Check, Rule, unused_suppression};
use crate::finding::Finding;
use crate::subject::Subject;
use crate::suppression::Suppression;

pub(super) const RULE: Rule = Rule {
    code: "unreasoned-suppression",
    page: include_str!("unreasoned_suppression.md"),
    check: Check::Suppressions(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>, suppressions: &[Suppression]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for suppression in suppressions {
        // One that silences nothing is better removed than explained.
        if !suppression.reason.is_empty() || unused_suppression::is_unused(subject, suppression) {
            continue;
        }
        let message = "this comment does not say why; write the reason behind a colon, for the reader who finds it later";
        findings.push(RULE.at(suppression.place, message));
    }
    findings
}
