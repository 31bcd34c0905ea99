#![doc = include_str!("see_attached.md")]

use text_size::TextSize;

use super::{Check, Rule};
use crate::finding::Finding;
use crate::outline::Fill;
use crate::place::{Piece, range};
use crate::schema::{Hit, Meaning, Required, SectionSpec};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "see-attached",
    question: Some("rationale"),
    waits_for_draft: true,
    page: include_str!("see_attached.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for spec in &subject.schema.sections {
        let wanted = subject.section_required(spec) != Required::No
            && subject.section_fill(&spec.id) == Some(Fill::Text);
        if !wanted || !points_elsewhere(subject, spec) || is_answered_elsewhere(subject, spec) {
            continue;
        }
        let passage = subject.passage(&spec.id);
        let Some(first) = passage.pieces().find(|piece| !subject.document.text(*piece).trim().is_empty())
        else {
            continue;
        };
        let message = format!(
            "\"{}\" only points elsewhere; say the main points here, for what is attached may not travel with the form",
            spec.heading
        );
        findings.push(RULE.at(subject.document.place(first), message).about(&spec.id));
    }
    findings
}

/// True where another box or a field of this referral answers what this section asks. A box answers for one that
/// points to it ("as above"), not for one that points to what may not travel with the form.
fn is_answered_elsewhere(subject: &Subject<'_>, spec: &SectionSpec) -> bool {
    let by_box = match spec.id.as_str() {
        "rationale" => subject.basis_serves_as_rationale() && points_within(subject, spec),
        "basis" => subject.rationale_serves_as_basis() && points_within(subject, spec),
        _ => false,
    };
    let is_text =
        |id: &String| subject.field_fill(id).or_else(|| subject.section_fill(id)) == Some(Fill::Text);
    by_box || spec.satisfied_by.iter().any(is_text)
}

fn points_within(subject: &Subject<'_>, spec: &SectionSpec) -> bool {
    const HERE: &[&str] =
        &["above", "below", "overleaf", "section", "basis", "criteria", "rationale", "reasons", "previous"];
    let text = subject.passage(&spec.id).text().to_lowercase();
    text.split(|char: char| !char.is_alphabetic()).any(|word| HERE.contains(&word))
}

/// A longer text, in bytes, says something if it has no phrase that points.
const LONGEST_WITHOUT: usize = 300;

/// True where each sentence of the section only names another document.
pub(super) fn points_elsewhere(subject: &Subject<'_>, spec: &SectionSpec) -> bool {
    let mut pieces = subject.sections(&spec.id).flat_map(|section| &section.body);
    pieces.all(|piece| {
        let text = subject.document.text(*piece);
        let is_pointer = |hit: &Hit| hit.meaning == Meaning::SeeAttached;
        if text.len() > LONGEST_WITHOUT && !subject.phrases_in(*piece).any(is_pointer) {
            return false;
        }
        let mut sentences = text.split(['\n', ';', '!']).flat_map(|line| line.split(". "));
        sentences.all(|sentence| {
            let at = sentence.as_ptr() as usize - text.as_ptr() as usize;
            sentence.trim().is_empty() || points(subject, piece.part(range(at, at + sentence.len())))
        })
    })
}

/// True where the first word is one of those by which a sentence without a known phrase can point.
fn begins_as_pointer(sentence: &str) -> bool {
    let first = sentence.split(|char: char| !char.is_alphanumeric()).find(|word| !word.is_empty());
    let is = |word: &str| first.is_some_and(|first| first.eq_ignore_ascii_case(word));
    ["please", "see", "refer", "as"].into_iter().any(is)
}

/// Words that a mere pointer may have besides the phrase that makes it one.
const FILLERS: &[&str] = &[
    "a",
    "all",
    "also",
    "an",
    "and",
    "appendix",
    "are",
    "at",
    "be",
    "been",
    "by",
    "chronology",
    "copy",
    "dated",
    "details",
    "document",
    "documents",
    "email",
    "e-mail",
    "enclosed",
    "for",
    "form",
    "from",
    "full",
    "further",
    "has",
    "have",
    "i",
    "in",
    "information",
    "is",
    "it",
    "letter",
    "minutes",
    "more",
    "my",
    "of",
    "on",
    "our",
    "please",
    "refer",
    "report",
    "reports",
    "see",
    "sheet",
    "statement",
    "sent",
    "separately",
    "summary",
    "the",
    "this",
    "to",
    "we",
    "which",
    "will",
    "with",
    "set",
    "out",
    "as",
    "found",
    "can",
    "contained",
    "given",
    "accompanying",
    "attachment",
];

fn points(subject: &Subject<'_>, at: Piece) -> bool {
    let sentence = subject.document.text(at);
    let mut pointers = subject.phrases_in(at).filter(|hit| hit.meaning == Meaning::SeeAttached).peekable();
    // Nearly every sentence begins with another word and has no phrase of the kind.
    if pointers.peek().is_none() && !begins_as_pointer(sentence) {
        return false;
    }
    let count = sentence.split_whitespace().count();
    let opening = sentence.trim_start_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
    let opening = opening.strip_prefix("please ").unwrap_or(&opening);
    // "See the section above for five years of records" points too; "See below: she was found …" does not.
    let says_more = sentence.split_once(": ").is_some_and(|(_, rest)| rest.split_whitespace().count() > 4);
    let has_verb = sentence
        .split_whitespace()
        .any(|word| matches!(word, "who" | "was" | "were" | "had" | "said" | "told"));
    if says_more || has_verb {
        return false;
    }
    // "Please see attached chronology (Appendix 1) and my letter to the Head of Adult Services (Appendix 2)."
    let goes_on =
        sentence.split_whitespace().any(|word| matches!(word, "which" | "that" | "shows" | "because" | "is"));
    let lists = ["see attached", "see the attached", "see enclosed", "see the enclosed", "find attached"];
    if count <= 24 && !goes_on && lists.iter().any(|list| opening.starts_with(list)) {
        return true;
    }
    if count <= 12 && (opening.starts_with("see ") || opening.starts_with("refer to "))
        || count <= 6 && opening.starts_with("as per ")
    {
        return true;
    }
    if pointers.peek().is_none() {
        return false;
    }
    let mut rest = sentence.to_owned();
    for hit in pointers {
        let at = std::ops::Range::<usize>::from(hit.range - TextSize::new(at.start));
        let blanks = " ".repeat(at.len());
        rest.replace_range(at, &blanks);
    }
    let besides = rest
        .split_whitespace()
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase())
        .filter(|word| word.chars().any(char::is_alphabetic) && !FILLERS.contains(&word.as_str()));
    besides.count() == 0
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::*;

    #[test]
    fn pointers_in_several_words_are_pointers() {
        check_rule(
            &RULE,
            r"
## Circumstances

Please see the attached report from Dr Example, dated 3 March 2015.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning see-attached

## Agencies involved

Attached.
^^^^^^^^^ warning see-attached
",
        );
        check_rule(
            &RULE,
            r"
## Circumstances

Please see attached chronology (Appendix 1) and my letter to the Head of Adult Services at the council (Appendix 2).
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning see-attached
",
        );
    }

    #[test]
    fn a_section_that_says_something_may_point() {
        check_rule(
            &RULE,
            r"
## Circumstances

See Dr Example, who saw the bruise and told the police.

## Agencies involved

As above, and the school nurse.
",
        );
    }

    #[test]
    fn words_that_only_look_like_pointers_are_text() {
        check_rule(
            &RULE,
            r"
## Circumstances

He was securely attached.

## Agencies involved

See below: Eastmoor Police, Millbrook Surgery, the health visitor.
",
        );
    }
}
