#![doc = include_str!("duplicate_section.md")]

use super::{Check, Reads, Rule};
use crate::document::BlockKind;
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::outline::{Fill, Section};
use crate::place::{Place, range};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-section",
    severity: Severity::Hint,
    page: include_str!("duplicate_section.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // The first with text of each kind; a form may repeat its headings any number of times.
    let mut with_text: Vec<Option<&Section>> = vec![None; subject.schema.sections.len()];
    for section in &subject.outline.sections {
        if section.heading.is_some()
            && section.fill != Fill::Blank
            && let Some(first) = with_text.get_mut(usize::from(section.spec))
        {
            first.get_or_insert(section);
        }
    }
    for blank in subject.outline.sections.iter().filter(|section| section.fill == Fill::Blank) {
        let Some(spec) = subject.section_spec(blank) else { continue };
        let Some(Some(filled)) = with_text.get(usize::from(blank.spec)) else { continue };
        if blank.heading.is_none() || holds_headings(subject, blank) {
            continue;
        }
        let other = subject.document.text(filled.label);
        let message = format!(
            "nothing stands below this heading, and \"{other}\" has the text; one of the two will do"
        );
        let mut finding = RULE
            .at(subject.heading_place(blank), message)
            .about(&spec.id)
            .serving(spec.question.as_deref())
            .with_related(subject.heading_place(filled), "the one with text")
            .with_fix(removal(subject, blank));
        finding.unnecessary = true;
        findings.push(finding);
    }
    findings
}

/// A heading above others is blank because they hold the text.
fn holds_headings(subject: &Subject<'_>, section: &Section) -> bool {
    let inside = section.lines.start.block + 1..section.lines.end.block;
    inside
        .into_iter()
        .any(|index| subject.document.block(index).is_some_and(|block| block.heading().is_some()))
}

/// Removes the heading and what is below it, unless that has labels or boxes that somebody typed.
fn removal(subject: &Subject<'_>, section: &Section) -> Option<Fix> {
    let first = section.lines.start.block;
    let mut edits = Vec::new();
    for index in first..section.lines.end.block.max(first + 1) {
        let block = subject.document.block(index)?;
        let typed = !block.plain.text().trim().is_empty() && index > first;
        if typed || block.kind == BlockKind::Code {
            return None;
        }
        let length = usize::from(subject.document.extent(index).len());
        edits.push(Edit { place: Place::new(index, range(0, length)), text: String::new() });
    }
    let title = format!("Remove the blank \"{}\"", subject.document.text(section.label));
    Some(Fix { title, safe: false, preferred: true, edits })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn the_fix_removes_the_heading_and_its_prompts() {
        check_fix(
            &RULE,
            r"
## Circumstances

<!-- prompt: What happened? -->

## What happened

Child K died on 2 March 2015.
",
            r#"Remove the blank "Circumstances""#,
            r"
## What happened

Child K died on 2 March 2015.
",
        );
    }

    #[test]
    fn a_heading_above_others_is_not_blank() {
        check_rule(
            &RULE,
            r"
# Case summary

## Circumstances

Child K died on 2 March 2015.
",
        );
    }

    #[test]
    fn two_blank_headings_are_left_to_empty_section() {
        check_rule(
            &RULE,
            r"
## Circumstances

## Circumstances
",
        );
    }
}
