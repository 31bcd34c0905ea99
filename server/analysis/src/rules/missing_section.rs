#![doc = include_str!("missing_section.md")]

use std::cell::LazyCell;

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
    let speaks_of_a_criterion = LazyCell::new(|| subject.speaks_of_a_criterion());
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
        if matches!(section.id.as_str(), "basis" | "rationale") && *speaks_of_a_criterion {
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
    use super::super::testing::{check_fix, check_rule};
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

    #[test]
    fn options_that_a_form_prints_do_not_make_the_basis_serve_as_rationale() {
        let others = "## Child\n\nChild K.\n\n## Agencies involved\n\nEastmoor Police.\n\n## Circumstances\n\nFound at home.\n";
        let option = "The child has died and abuse or neglect is known or suspected, which is the first of the two \
                      criteria in regulation 5(2) of the Regulations that govern the boards of this country";
        check_rule(
            &RULE,
            &format!(
                "## Basis\n   ^^^^^ information missing-section: there is no \"Rationale\" section\n\n- ☒ {option}\n- ☐ None\n\n{others}"
            ),
        );
        check_rule(&RULE, &format!("## Basis\n\n{option}.\n\n{others}"));
    }

    #[test]
    fn a_background_that_tells_what_happened_serves_as_the_account() {
        let others = "## Child\n\nChild K.\n\n## Basis\n\nRegulation 5(2)(b)(i).\n\n## Rationale\n\nShe died of neglect.\n\n\
                      ## Agencies involved\n\nEastmoor Police.\n";
        let story = "Child K was found on 2 March 2015 at the foot of the stairs with a fractured skull. She was taken to \
                     Eastmoor Hospital, where she died on 4 March 2015. Her mother had told the health visitor that her \
                     partner was violent.";
        check_rule(&RULE, &format!("{others}\n## Background\n\n{story}\n"));
        let marked = others.replacen(
            "## Child\n",
            "## Child\n   ^^^^^ error missing-section: there is no \"Circumstances\" section\n",
            1,
        );
        check_rule(&RULE, &format!("{marked}\n## Background\n\nShe lived with her mother.\n"));
    }
}
