#![doc = include_str!("missing_section.md")]

use super::{Check, Reads, Rule};
use crate::finding::{Finding, Severity};
use crate::fixes;
use crate::schema::Required;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "missing-section",
    waits_for_draft: true,
    page: include_str!("missing_section.md"),
    reads: Reads::Arguments,
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
            continue;
        }
        let message =
            format!("there is no \"{}\" section; the board needs one to consider the case", section.heading);
        findings.push(
            RULE.at(subject.title_place(), message)
                .weighing(severity)
                .about(&section.id)
                .serving(section.question.as_deref())
                .with_fix([fixes::insert_section(subject, section)]),
        );
    }
    findings
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
