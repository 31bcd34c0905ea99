#![doc = include_str!("missing_section.md")]

use super::{Check, Rule};
use crate::finding::{Finding, Severity};
use crate::fixes;
use crate::schema::{Required, SectionSpec};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "missing-section",
    waits_for_draft: true,
    page: include_str!("missing_section.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for section in &subject.schema.sections {
        let severity = match subject.section_required(section) {
            Required::No => continue,
            Required::Warning => Severity::Warning,
            Required::Error => Severity::Error,
        };
        if !subject.lacks(section) {
            findings.extend(scattered_agencies(subject, section));
            continue;
        }
        let message =
            format!("there is no \"{}\" section; the board needs one to consider the case", section.heading);
        let mut finding = RULE
            .at(subject.title_place(), message)
            .weighing(severity)
            .about(&section.id)
            .serving(section.question.as_deref())
            .with_fix([fixes::insert_section(subject, section)]);
        if matches!(section.id.as_str(), "basis" | "rationale") && subject.speaks_of_a_criterion() {
            finding = finding
                .weighing(Severity::Information)
                .with_note("the text speaks of what a criterion asks; name the criterion, and say that it is met or may be");
        }
        findings.push(finding);
    }
    findings
}

/// Where agencies are named throughout the text and never together.
fn scattered_agencies(subject: &Subject<'_>, section: &SectionSpec) -> Option<Finding> {
    let is_absent = subject.section_fill(&section.id).is_none();
    if section.id != "agencies" || !is_absent || subject.names_agencies_together() {
        return None;
    }
    let message = format!(
        "agencies are named here and there; a list of all of them under \"{}\" helps the board to ask each",
        section.heading
    );
    let finding = RULE.at(subject.title_place(), message).weighing(Severity::Hint).about(&section.id);
    Some(finding.with_fix([fixes::insert_section(subject, section)]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_fix;
    use super::*;

    #[test]
    fn the_section_comes_in_its_place_in_the_style_of_the_document() {
        check_fix(
            &RULE,
            r"
# Referral

### Agencies involved

Eastmoor Police.

### Basis

The criteria are met.
",
            r#"Insert "Circumstances""#,
            r"
# Referral

### Agencies involved

Eastmoor Police.

### Circumstances

<!-- prompt: What happened to the child, when and where? -->
<!-- prompt: What is known for certain, what is suspected, and how do you know? -->
<!-- prompt: What was each agency doing with the family in the weeks and months before? -->
<!-- prompt: What has happened since: investigations, medical findings, placements? -->

### Basis

The criteria are met.
",
        );
    }
}
