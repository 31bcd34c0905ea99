#![doc = include_str!("empty_referral.md")]

use super::{Check, Reads, Rule};
use crate::finding::{Finding, Fix, Severity};
use crate::fixes;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "empty-referral",
    severity: Severity::Information,
    alone: true,
    page: include_str!("empty_referral.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let front_matter = subject.document.front_matter();
    let says_more =
        front_matter.entries().iter().any(|entry| !matches!(entry.key.as_str(), "schema" | "status"));
    if says_more || front_matter.error().is_some() || !subject.document.is_blank() {
        return Vec::new();
    }
    let message = "there is nothing in this referral yet; begin with the template, or with a heading such as \"Circumstances\"";
    vec![RULE.at(subject.title_place(), message).with_fix([template(subject)])]
}

/// A title, and every section that the writer is asked something in.
fn template(subject: &Subject<'_>) -> Fix {
    let line_break = subject.document.line_break();
    let asked = subject.schema.sections.iter().filter(|section| !section.prompts.is_empty());
    let sections: String =
        asked.map(|section| fixes::section_edit(subject, section, &[], &section.prompts).text).collect();
    let lead = if subject.document.source().trim().is_empty() { "" } else { line_break };
    let title = &subject.schema.title;
    let text =
        format!("{lead}# {title}{line_break}{line_break}{}", sections.trim_start_matches(['\n', '\r']));
    Fix::replacing("Insert the template", subject.document.end(), text).preferred()
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_marked;

    #[test]
    fn nothing_at_all_is_a_beginning() {
        check_marked("^ information empty-referral: there is nothing in this referral yet\n");
    }

    #[test]
    fn a_fact_in_the_front_matter_is_more_than_nothing() {
        check_marked("---\nsubject-name: Child K\n---\n");
    }
}
