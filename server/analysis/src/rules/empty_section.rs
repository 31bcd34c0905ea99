#![doc = include_str!("empty_section.md")]

use super::{Check, Rule};
use crate::finding::{Finding, Severity};
use crate::fixes;
use crate::outline::Fill;
use crate::schema::Required;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "empty-section",
    waits_for_draft: true,
    page: include_str!("empty_section.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for spec in &subject.schema.sections {
        let severity = match subject.section_required(spec) {
            Required::No => continue,
            Required::Warning => Severity::Warning,
            Required::Error => Severity::Error,
        };
        let blank = subject.section_fill(&spec.id) == Some(Fill::Blank);
        if spec.id == "reason-for-delay" || !blank || subject.is_served(spec) {
            continue;
        }
        let Some(section) = subject.sections(&spec.id).next() else { continue };
        let message = format!("\"{}\" has no text yet; the board needs an answer here", spec.heading);
        findings.push(
            RULE.at(subject.heading_place(section), message)
                .weighing(severity)
                .about(&spec.id)
                .serving(spec.question.as_deref())
                .with_fix(fixes::insert_prompts(subject, spec, section)),
        );
    }
    findings
}
