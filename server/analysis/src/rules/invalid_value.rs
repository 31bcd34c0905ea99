#![doc = include_str!("invalid_value.md")]

mod printed;

use super::{Check, Reads, Rule};
use crate::finding::{Finding, Fix, Severity};
use crate::outline::{Field, Fill, is_non_answer};
use crate::place::{Piece, Place, range};
use crate::schema::{FieldSpec, FieldType};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "invalid-value",
    severity: Severity::Error,
    page: include_str!("invalid_value.md"),
    reads: Reads::Text,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Words of a value at most for it to be judged; what is longer explains itself.
const WORDS: usize = 3;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for field in subject.outline.fields.iter().filter(|field| field.fill == Fill::Text) {
        let Some(spec) = subject.field_spec(field) else { continue };
        // Of several facts in one answer, a number is told from the others.
        if field.value.is_none() && spec.kind != FieldType::NhsNumber {
            continue;
        }
        let finding = match spec.kind {
            FieldType::Choice => not_a_choice(subject, spec, field),
            FieldType::NhsNumber => not_an_nhs_number(subject, field),
            FieldType::Text => belongs_elsewhere(subject, spec, field),
            FieldType::Date => None,
        };
        findings.extend(finding.map(|finding| finding.about(&spec.id).serving(spec.question.as_deref())));
    }
    if findings.is_empty() {
        findings.extend(nhs_number_in_text(subject));
    }
    let mut printed = printed::findings(subject);
    // A field whose answers the schema knows has been judged, and so has what was found.
    let of_choice: Vec<Place> = subject
        .outline
        .fields
        .iter()
        .filter(|field| subject.field_spec(field).is_some_and(|spec| spec.kind == FieldType::Choice))
        .filter_map(|field| field.value)
        .collect();
    printed.retain(|printed| !of_choice.contains(&printed.place));
    // What the form prints says more than that an answer seems to be another's.
    for printed in printed {
        match findings.iter_mut().find(|finding| finding.place == printed.place) {
            Some(same) => (same.message, same.severity) = (printed.message, printed.severity),
            None => findings.push(printed),
        }
    }
    findings
}

/// "Re: Amira H., NHS number 703 561 2849", where no field gives one.
fn nhs_number_in_text(subject: &Subject<'_>) -> Option<Finding> {
    /// Bytes of a number in groups.
    const LONGEST: usize = 12;
    let labels = ["NHS number", "NHS no.", "NHS No.", "NHS no", "NHS No", "NHS:", "NHS "];
    let speaks = |piece: &&Piece| subject.glance(piece.block).nhs_number;
    subject.outline.in_scope.iter().filter(speaks).find_map(|piece| {
        let text = subject.document.text(*piece);
        let (at, label) = labels.iter().find_map(|label| Some((text.find(label)?, label)))?;
        let rest = text.get(at + label.len()..)?;
        let number = rest.trim_start_matches([':', ' ', '.', '-']);
        let from = at + label.len() + (rest.len() - number.len());
        let whole = number.len()
            - number
                .trim_start_matches(|char: char| char.is_ascii_digit() || matches!(char, ' ' | '-'))
                .len();
        let number = number.get(..whole)?.trim_end();
        let digits = ten_digits(number).filter(|_| number.len() <= LONGEST)?;
        let place = subject.document.place(piece.part(range(from, from + number.len())));
        let is_field = subject.outline.fields.iter().any(|field| {
            field.value.is_some_and(|value| {
                value.block == place.block && value.start <= place.start && place.end <= value.end
            }) && subject.field_spec(field).is_some_and(|spec| spec.kind == FieldType::NhsNumber)
        });
        (!is_field && !has_check_digit(digits)).then(|| not_its_number(number, place).about("nhs-number"))
    })
}

fn not_its_number(number: &str, place: Place) -> Finding {
    let message = format!(
        "\"{number}\" cannot be an NHS number, for its last digit does not fit the others; compare it with the record"
    );
    RULE.at(place, message)
}

fn not_a_choice(subject: &Subject<'_>, spec: &FieldSpec, field: &Field) -> Option<Finding> {
    // "Living or dead? (living / dead): Yes"
    let offered = field.text.strip_prefix('(').and_then(|rest| rest.split_once("): "));
    let words = words_of(offered.map_or(field.text.as_str(), |(_, answer)| answer));
    let label = field.label.filter(|_| !field.in_front_matter);
    let label = label.map_or("", |label| subject.document.source_at(label));
    let leaves_open = leaves_open(spec, label, &words);
    let mut names =
        spec.choices.iter().flat_map(|choice| std::iter::once(&choice.value).chain(&choice.aliases));
    let fits = names.any(|name| {
        let name = words_of(name);
        !name.is_empty() && !leaves_open && words.windows(name.len()).any(|part| part == name.as_slice())
    });
    if fits
        || words.is_empty()
        || words.len() > WORDS
        || spec.choices.is_empty()
        || (is_non_answer(&field.text) || matches!(words.as_slice(), [word] if word == "y" || word == "n"))
            && !leaves_open
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

/// "Living / deceased: yes" says neither.
fn leaves_open(spec: &FieldSpec, label: &str, answer: &[String]) -> bool {
    // "Is the adult alive (living / deceased)? Yes"
    let asked = label.split('(').next().unwrap_or("").to_lowercase();
    let offers_two = |label: &str| label.contains('/') || label.contains(" or ");
    let asks_plainly = !offers_two(&asked)
        && ["alive", "living", "dead", "deceased"].iter().any(|word| asked.contains(word));
    let offers_two = !asks_plainly && offers_two(label);
    let is_offered = || spec.choices.iter().any(|choice| choice.value.eq_ignore_ascii_case("yes"));
    offers_two && matches!(answer, [word] if word == "yes" || word == "no") && !is_offered()
}

/// "White British" as a gender, and anything without a letter.
fn belongs_elsewhere(subject: &Subject<'_>, spec: &FieldSpec, field: &Field) -> Option<Finding> {
    // "(Male / Female / Other) White British": what the form offers stands before the answer.
    let offered = field.text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let answer = offered.map_or(field.text.as_str(), |(_, answer)| answer.trim());
    let words = words_of(answer);
    // "Yes" and "no" answer another question than one for words of a kind.
    let is_yes =
        !spec.words.is_empty() && matches!(words.as_slice(), [word] if word == "yes" || word == "no");
    if spec.misfits.is_empty() || is_non_answer(answer) && !is_yes || answer.contains(['(', '/', '[']) {
        return None;
    }
    let is_misfit = |word: &String| spec.misfits.iter().any(|misfit| misfit == word);
    let has_letters = words.iter().any(|word| word.chars().any(char::is_alphabetic));
    let own = |word: &String| spec.words.contains(word);
    // "White British and Portuguese" is longer, and has no word of its own kind.
    let is_own = words.iter().any(own) && !words.iter().any(is_misfit);
    let is_long = words.len() > WORDS && (spec.words.is_empty() || is_own || words.len() > 2 * WORDS);
    if words.is_empty() || is_long {
        return None;
    }
    let fits = spec.words.is_empty() || words.iter().any(own);
    let is_count = || !fits && words.iter().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let plainly_elsewhere = !has_letters || is_yes || words.iter().any(is_misfit) || is_count();
    if !plainly_elsewhere && fits {
        return None;
    }
    let message = format!(
        "\"{answer}\" does not seem to answer \"{}\"; it may belong in another place of the form",
        spec.label
    );
    let finding = RULE.at(subject.field_place(field), message);
    // How people describe themselves is theirs to say, and no list of words for it is ever whole.
    if words.len() > WORDS && !plainly_elsewhere {
        return None;
    }
    Some(if plainly_elsewhere { finding } else { finding.weighing(Severity::Information) })
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
    Some(not_its_number(&field.text, subject.field_place(field)))
}

/// The digits of `text`, if it is ten digits in groups or not.
pub(super) fn ten_digits(text: &str) -> Option<[u32; 10]> {
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

    #[test]
    fn an_answer_to_another_question_is_none() {
        check_rule(
            &RULE,
            r#"
## Child

Gender: White British
        ^^^^^^^^^^^^^ error invalid-value: "White British" does not seem to answer "Gender"

Living or deceased: nursing home
                    ^^^^^^^^^^^^ error invalid-value: "nursing home" is not an answer to "Living or deceased"
"#,
        );
        check_rule(
            &RULE,
            r#"
## Child

Gender: agender

Ethnicity: Mixed

Living or deceased: died in hospital
"#,
        );
    }

    #[test]
    fn a_number_in_the_text_is_judged_where_no_field_gives_one() {
        check_rule(
            &RULE,
            r#"
Re: Amira H., NHS number 703 561 2849, who lives in Eastmoor
                         ^^^^^^^^^^^^ error invalid-value: "703 561 2849" cannot be an NHS number
"#,
        );
    }

    #[test]
    fn yes_does_not_tell_which_of_two() {
        check_rule(
            &RULE,
            r"
Living / deceased: Yes
                   ^^^ error invalid-value
",
        );
        check_rule(&RULE, "Is the child alive: Yes\n");
    }
    #[test]
    fn gender_is_whatever_people_call_it_and_neither_yes_nor_a_number() {
        check_rule(
            &RULE,
            r"
## Child

Gender: yes
        ^^^ error invalid-value
",
        );
        check_rule(
            &RULE,
            r"
## Child

Gender: 14
        ^^ error invalid-value
",
        );
        for gender in
            ["F", "trans girl", "Non-binary", "Not stated", "assigned male at birth, lives as a girl"]
        {
            check_rule(&RULE, &format!("## Child\n\nGender: {gender}\n"));
        }
    }
}
