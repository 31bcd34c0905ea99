#![doc = include_str!("unanswered_prompt.md")]

use super::{Check, Reads, Rule};
use crate::argument;
use crate::finding::{Finding, Severity};
use crate::outline::{self, Field, Fill, Section, Token, TokenKind};
use crate::place::{Piece, Place, range};
use crate::schema::Required;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "unanswered-prompt",
    severity: Severity::Error,
    waits_for_draft: true,
    page: include_str!("unanswered_prompt.md"),
    reads: Reads::Arguments,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut spoken_of: Vec<Place> = Vec::new();
    for field in subject.outline.fields.iter().filter(|field| field.fill == Fill::Token) {
        spoken_of.extend(field.value);
        findings.extend(in_field(subject, field));
    }
    let mut wholly: Vec<Piece> = Vec::new();
    for token in &subject.outline.tokens {
        let place = subject.document.place(token.piece);
        if spoken_of
            .iter()
            .any(|taken| taken.block == place.block && taken.start < place.end && place.start < taken.end)
        {
            continue;
        }
        if token.kind == TokenKind::Prompt && is_label_of_a_row(subject, token.piece) {
            continue;
        }
        let section = innermost(subject, token.piece);
        if let Some(section) = section.filter(|section| section.fill == Fill::Token) {
            // Nothing else is there: one report will do for all of it.
            if wholly.contains(&section.label) {
                continue;
            }
            wholly.push(section.label);
        }
        findings.extend(in_section(subject, token, section));
    }
    for line in &subject.outline.deletions {
        if let Some(at) = options_left(subject, *line) {
            let message = "every option is still there; keep the one that applies and delete the others";
            findings.push(weighed(subject, RULE.at(subject.document.place(at), message), at));
        }
    }
    findings
}

/// True for what stands before something in a row of a table, and is its label, though other forms print it in an empty box:
/// "Your name | Jo Example".
fn is_label_of_a_row(subject: &Subject<'_>, piece: Piece) -> bool {
    let line = subject.document.line_of(piece).and_then(|id| subject.document.line(id));
    let is_first = line.and_then(|line| line.kind.cell()).is_some_and(|(_, column)| column == 0);
    is_first && argument::is_answered_beside(subject, piece)
}

fn in_field(subject: &Subject<'_>, field: &Field) -> Option<Finding> {
    let spec = subject.field_spec(field)?;
    let required = subject.field_required(spec) != Required::No;
    let answered = subject.field_fill(&spec.id) == Some(Fill::Text);
    // `TBC` is an answer where nothing is required; a form's own words are never one.
    let own_words = field.text.contains(['[', '<', '«', '{'])
        || outline::is_date_to_fill_in(&field.text)
        || subject.vocabulary.labels().is_placeholder(&field.text);
    if !own_words && (answered || !required) {
        return None;
    }
    let message = format!(
        "\"{}\" stands where \"{}\" should be; write the answer in its place",
        field.text, spec.label
    );
    let severity = if required && !answered { Severity::Error } else { Severity::Information };
    let finding = RULE.at(subject.field_place(field), message).weighing(severity).about(&spec.id);
    Some(finding.serving(spec.question.as_deref()))
}

fn in_section(subject: &Subject<'_>, token: &Token, section: Option<&Section>) -> Option<Finding> {
    let text = subject.document.text(token.piece).trim();
    if token.kind == TokenKind::Whole {
        let section = section?;
        let required = subject.section_required(subject.section_spec(section)?) != Required::No;
        if !required || section.fill != Fill::Token && !is_whole_block(subject, token.piece) {
            return None;
        }
    }
    let message = match section.and_then(|section| subject.section_spec(section)) {
        Some(spec) => format!(
            "\"{text}\" stands where \"{}\" should be answered; write the answer in its place",
            spec.heading
        ),
        None => format!("\"{text}\" is still the form's own text; write the answer in its place"),
    };
    Some(weighed(subject, RULE.at(subject.document.place(token.piece), message), token.piece))
}

fn is_whole_block(subject: &Subject<'_>, piece: Piece) -> bool {
    let block = subject.document.block(piece.block);
    block.is_some_and(|block| block.plain.text().trim() == subject.document.text(piece).trim())
}

/// The last section to begin that holds this text.
fn innermost<'s>(subject: &'s Subject<'_>, piece: Piece) -> Option<&'s Section> {
    subject.outline.sections.iter().rev().find(|section| section.body.iter().any(|body| body.contains(piece)))
}

/// An error in a required place, information elsewhere.
fn weighed(subject: &Subject<'_>, finding: Finding, piece: Piece) -> Finding {
    let place = subject.document.place(piece);
    let field = subject.outline.fields.iter().find(|field| {
        field.value.is_some_and(|value| {
            value.block == place.block && value.start <= place.start && place.end <= value.end
        })
    });
    let (required, about, question) = if let Some(spec) = field.and_then(|field| subject.field_spec(field)) {
        (subject.field_required(spec), &spec.id, &spec.question)
    } else if let Some(spec) = innermost(subject, piece).and_then(|section| subject.section_spec(section)) {
        (subject.section_required(spec), &spec.id, &spec.question)
    } else {
        return finding.weighing(Severity::Information);
    };
    let severity = if required == Required::No { Severity::Information } else { Severity::Error };
    finding.weighing(severity).about(about).serving(question.as_deref())
}

/// What a form says beside its options. The one that stands first in a text is read.
const INSTRUCTIONS: &[&str] = &[
    "delete as appropriate",
    "delete as applicable",
    "delete as necessary",
    "delete where not applicable",
    "delete one",
    "delete those that do not apply",
    "delete whichever",
    "strike out",
    "cross out",
    "circle one",
    "tick one",
];

/// Where a line says "delete as appropriate" and nothing was deleted or marked, or a question has its two answers behind
/// it: "Is anyone else at risk? Yes / No".
pub(super) fn options_left(subject: &Subject<'_>, line: Piece) -> Option<Piece> {
    let text = subject.document.text(line);
    let lower = text.to_ascii_lowercase();
    let source = subject.document.source_at(subject.document.place(line));
    let marked = ["~~", "<s>", "<del>", "<strike>"].iter().any(|mark| source.contains(mark))
        || is_partly_strong(source);
    if marked || outline::boxes(text).iter().any(|found| found.ticked) {
        return None;
    }
    let said = INSTRUCTIONS.iter().find_map(|instruction| Some((lower.find(instruction)?, instruction)));
    let Some((at, instruction)) = said else {
        return outline::bare_options(text).map(|at| line.part(at));
    };
    let after = text.get(at + instruction.len()..)?;
    let answered = after.trim_start_matches([')', ' ', '*']).starts_with(':');
    let after = after.trim_matches(|char: char| !char.is_alphanumeric());
    let before = text.get(..at)?;
    let before = before.rsplit([':', '?']).next().unwrap_or(before);
    let boxes = outline::boxes(before).len() > 1;
    let answered = answered && !after.is_empty();
    let left = boxes || !answered && offers_options(before) || offers_options(after);
    left.then(|| line.part(range(at, at + instruction.len())))
}

fn is_partly_strong(source: &str) -> bool {
    let source = source.trim();
    source.contains("**")
        && !(source.starts_with("**") && source.ends_with("**") && source.matches("**").count() == 2)
}

/// "met / not met", "Yes/No", "is or is not"; "and/or" and "he/she" are no options.
fn offers_options(text: &str) -> bool {
    const PAIRS: &[&str] = &["and/or", "he/she", "his/her", "him/her", "child/young", "parent/carer", "s/he"];
    let mut text = text.to_ascii_lowercase();
    for pair in PAIRS {
        text = text.replace(pair, "");
    }
    let has_words = |part: &str| part.chars().any(char::is_alphabetic);
    let slash = text.split_once('/').is_some_and(|(one, other)| has_words(one) && has_words(other));
    slash
        || [" is or is not ", " met or not met", "yes or no", " has or has not ", " does or does not "]
            .iter()
            .any(|pair| text.contains(pair))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::*;

    #[test]
    fn a_line_in_brackets_that_asks_is_a_prompt_and_a_note_in_brackets_is_text() {
        check_rule(
            &RULE,
            r"
## Agencies involved

[List every agency known to be working with the family, with a contact name]
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error unanswered-prompt
",
        );
        check_rule(
            &RULE,
            r"
## Agencies involved

[List B of the panel's minutes names them all: Eastmoor Police, Millbrook Surgery.] See also the chronology.

[names withheld]
",
        );
    }

    #[test]
    fn a_line_to_write_on_is_a_token_in_a_required_place_and_blank_in_a_sign_off() {
        check_rule(
            &RULE,
            r#"
Name of referrer: ____
                  ^^^^ error unanswered-prompt: "____" stands where "Name of referrer" should be
Role: ____

## Declaration

Signed: ____
"#,
        );
    }

    #[test]
    fn a_place_with_nothing_but_tokens_is_reported_once() {
        check_rule(
            &RULE,
            r"
## Circumstances

[insert date]
^^^^^^^^^^^^^ error unanswered-prompt

[insert what happened]

## Agencies involved

Eastmoor Police, [enter name] and [enter name]
                 ^^^^^^^^^^^^ error unanswered-prompt
                                  ^^^^^^^^^^^^ error unanswered-prompt
",
        );
    }

    #[test]
    fn a_placeholder_in_angle_brackets_is_no_tag_and_an_address_is_no_placeholder() {
        check_rule(
            &RULE,
            r#"
Name of referrer: <name>
                  ^^^^^^ error unanswered-prompt: "<name>" stands where

## Circumstances

<date>
^^^^^^ error unanswered-prompt

## Agencies involved

<b>Eastmoor Police</b>, <j.example@eastmoor.example>, records of <5 years
"#,
        );
    }

    #[test]
    fn tbc_beside_other_text_is_an_answer() {
        check_rule(
            &RULE,
            r"
## Agencies involved

| Agency | Contact |
| --- | --- |
| Eastmoor Police | TBC |

## Background

TBC

## Circumstances

Child K died on 2 March 2015.

- cause: TBC
",
        );
    }

    #[test]
    fn words_in_brackets_are_no_prompts_unless_they_ask_for_something() {
        check_rule(
            &RULE,
            r"
## Circumstances

He had diabetes [Type 1 diabetes, since 2012] and went to [State School No. 4] with [Child L] [sic] [1].

[type here]
^^^^^^^^^^^ error unanswered-prompt
",
        );
    }

    #[test]
    fn a_front_matter_value_can_be_a_token() {
        check_rule(
            &RULE,
            r#"
---
referrer-name: "[insert name]"
               ^^^^^^^^^^^^^^^ error unanswered-prompt
date-of-referral: TBC
                  ^^^ error unanswered-prompt
gender: TBC
---
"#,
        );
    }

    #[test]
    fn options_are_answered_by_deleting_striking_out_bold_a_tick_or_an_answer() {
        check_rule(
            &RULE,
            r"
Gender: Male / Female (delete as appropriate)
                       ^^^^^^^^^^^^^^^^^^^^^ information unanswered-prompt

Consent: ~~yes~~ / no (delete as appropriate)

Consent: **yes** / no (delete as appropriate)

Consent: ☒ yes / ☐ no (delete as appropriate)

Consent: yes / no (delete as appropriate): yes

Mother/father told: yes (delete as appropriate)

The mother and/or the father were told (delete as appropriate)
",
        );
    }

    #[test]
    fn a_forms_own_words_are_found_wherever_they_stand() {
        check_rule(
            &RULE,
            r#"
Date of referral: DD/MM/YYYY
                  ^^^^^^^^^^ error unanswered-prompt

## Circumstances

He was last seen on [date] by {{worker}}, at INSERT NAME OF SURGERY.
                    ^^^^^^ error unanswered-prompt
                              ^^^^^^^^^^ error unanswered-prompt
                                             ^^^^^^^^^^^^^^^^^^^^^^ error unanswered-prompt

She told the nurse that "[name] did it", and he was born in [a town withheld].
"#,
        );
    }

    #[test]
    fn what_a_word_processor_and_a_form_say_of_who_is_to_write_are_prompts() {
        for prompt in [
            "[Referrer to state who was told and when]",
            "Click here to enter text",
            "Click or tap here to enter name and job title.",
            "[select one: met / not met]",
        ] {
            let marks = "^".repeat(prompt.len());
            check_rule(
                &RULE,
                &format!("## Agencies involved\n\n{prompt}\n{marks} error unanswered-prompt\n"),
            );
        }
        for text in [
            "[The mother asked the school to state who was told, and the head wrote it down]",
            "The site says \u{201c}click here to enter\u{201d}, and Eastmoor Police did.",
        ] {
            check_rule(&RULE, &format!("## Agencies involved\n\n{text}\n"));
        }
    }
}
