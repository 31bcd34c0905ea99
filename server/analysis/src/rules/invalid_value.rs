#![doc = include_str!("invalid_value.md")]

use super::{Check, Reads, Rule};
use crate::finding::{Finding, Fix, Severity};
use crate::outline::{Field, Fill, is_non_answer};
use crate::schema::{FieldSpec, FieldType};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "invalid-value",
    severity: Severity::Error,
    page: include_str!("invalid_value.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Words of a value at most for it to be judged; what is longer explains itself.
const WORDS: usize = 3;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for field in
        subject.outline.fields.iter().filter(|field| field.fill == Fill::Text && field.value.is_some())
    {
        let Some(spec) = subject.field_spec(field) else { continue };
        let finding = match spec.kind {
            FieldType::Choice => not_a_choice(subject, spec, field),
            FieldType::NhsNumber => not_an_nhs_number(subject, field),
            FieldType::Text | FieldType::Date => None,
        };
        findings.extend(finding.map(|finding| finding.about(&spec.id).serving(spec.question.as_deref())));
    }
    findings
}

fn not_a_choice(subject: &Subject<'_>, spec: &FieldSpec, field: &Field) -> Option<Finding> {
    let words = words_of(&field.text);
    let mut names =
        spec.choices.iter().flat_map(|choice| std::iter::once(&choice.value).chain(&choice.aliases));
    let fits = names.any(|name| {
        let name = words_of(name);
        !name.is_empty() && words.windows(name.len()).any(|part| part == name.as_slice())
    });
    if fits
        || words.is_empty()
        || words.len() > WORDS
        || spec.choices.is_empty()
        || is_non_answer(&field.text)
    {
        return None;
    }
    let values: Vec<&str> = spec.choices.iter().map(|choice| choice.value.as_str()).collect();
    let message = format!(
        "\"{}\" is not an answer to \"{}\"; write one of: {}",
        field.text,
        spec.label,
        values.join(", ")
    );
    let place = subject.field_place(field);
    let fixes = values.iter().map(|value| Fix::replacing(format!("Change to \"{value}\""), place, *value));
    Some(RULE.at(place, message).with_fix(fixes))
}

fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn not_an_nhs_number(subject: &Subject<'_>, field: &Field) -> Option<Finding> {
    let digits = ten_digits(&field.text)?;
    if has_check_digit(digits) {
        return None;
    }
    let message = format!(
        "\"{}\" cannot be an NHS number, for its last digit does not fit the others; compare it with the record",
        field.text
    );
    Some(RULE.at(subject.field_place(field), message))
}

/// The digits of `text`, if it is ten digits in groups or not.
fn ten_digits(text: &str) -> Option<[u32; 10]> {
    let mut digits = Vec::new();
    for char in text.trim().chars() {
        match char.to_digit(10) {
            Some(digit) => digits.push(digit),
            None if matches!(char, ' ' | '-' | '\u{a0}') => {}
            None => return None,
        }
    }
    digits.try_into().ok()
}

/// The tenth digit makes the sum of the digits, weighted 10 to 1, a multiple of 11.
/// Source: NHS Data Model and Dictionary, "NHS NUMBER", Modulus 11.
fn has_check_digit(digits: [u32; 10]) -> bool {
    let sum: u32 = (1..=10).rev().zip(digits).map(|(weight, digit): (u32, u32)| weight * digit).sum();
    sum.is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn a_number_in_groups_is_judged_and_another_number_is_not() {
        check_rule(
            &RULE,
            r"
NHS number: 943-476-5919

## Child

NHS number: 9434765918
            ^^^^^^^^^^ error invalid-value
",
        );
    }

    #[test]
    fn what_is_no_number_of_ten_digits_is_left_alone() {
        check_rule(
            &RULE,
            r"
NHS number: not known to us, hospital number 12345
",
        );
    }

    #[test]
    fn each_choice_is_offered() {
        check_fix(
            &RULE,
            r"
---
schema: eastmoor
---

Gender: Gril
",
            r#"Change to "Girl""#,
            r"
---
schema: eastmoor
---

Gender: Girl
",
        );
    }

    #[test]
    fn longer_values_explain_themselves() {
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
---

Gender: prefers not to say so
",
        );
    }
}
