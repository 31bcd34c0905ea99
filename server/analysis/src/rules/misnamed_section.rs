#![doc = include_str!("misnamed_section.md")]

use super::{Check, Reads, Rule};
use crate::finding::{Finding, Fix, Severity};
use crate::outline::{one_edit_apart, words};
use crate::schema::SectionSpec;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "misnamed-section",
    severity: Severity::Information,
    page: include_str!("misnamed_section.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for section in subject.outline.sections.iter().filter(|section| section.near) {
        let Some(spec) = subject.section_spec(section) else { continue };
        let typed = subject.document.text(section.label);
        let Some(name) = name_meant(spec, typed) else { continue };
        let place = subject.heading_place(section);
        let meant = with_word_of(typed, name);
        let fix = Fix::replacing(format!("Rename to \"{meant}\""), place, meant.clone()).preferred();
        let message =
            format!("\"{typed}\" is taken as \"{meant}\"; a reader may not find it under this name");
        findings
            .push(RULE.at(place, message).about(&spec.id).serving(spec.question.as_deref()).with_fix([fix]));
    }
    findings
}

/// The name of the section that `typed` misses by one edit.
fn name_meant<'s>(spec: &'s SectionSpec, typed: &str) -> Option<&'s str> {
    let typed = words(typed);
    let mut names = std::iter::once(&spec.heading).chain(&spec.aliases).map(String::as_str);
    names.find(|name| one_edit_apart(&typed, &words(name)))
}

/// `typed` with its one mistyped word spelled as in `name`, so that its numbering and other words stay.
fn with_word_of(typed: &str, name: &str) -> String {
    let letters = |char: char| !char.is_alphanumeric();
    let known: Vec<&str> = name.split(letters).filter(|word| !word.is_empty()).collect();
    for word in typed.split(letters).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        if known.iter().any(|known| known.to_lowercase() == lower) {
            continue;
        }
        let Some(right) = known.iter().find(|known| one_edit_apart(&lower, &known.to_lowercase())) else {
            continue;
        };
        return typed.replacen(word, &in_case_of(right, word), 1);
    }
    name.to_owned()
}

fn in_case_of(right: &str, typed: &str) -> String {
    let mut chars = right.chars();
    let first = chars.next().into_iter();
    if typed.len() > 1 && typed.chars().all(char::is_uppercase) {
        right.to_uppercase()
    } else if typed.starts_with(char::is_uppercase) {
        first.flat_map(char::to_uppercase).chain(chars).collect()
    } else {
        right.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn the_fix_keeps_numbering_case_and_other_words() {
        check_fix(
            &RULE,
            r"
## 4) AGENCIES INVOLVDE
",
            r#"Rename to "4) AGENCIES INVOLVED""#,
            r"
## 4) AGENCIES INVOLVED
",
        );
    }

    #[test]
    fn ordinary_words_and_short_words_are_not_taken_for_a_section() {
        check_rule(
            &RULE,
            r"
## Basil

He grew it.

## Season

Spring.
",
        );
    }
}
