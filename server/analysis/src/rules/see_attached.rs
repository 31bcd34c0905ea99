#![doc = include_str!("see_attached.md")]

mod words;

use text_size::{TextRange, TextSize};
use words::{DOCUMENTS, OF_A_FORM, POINTING, POINTING_WORDS, SYSTEMS};

use super::{Check, Rule};
use crate::claims;
use crate::document::LineKind;
use crate::finding::Finding;
use crate::outline::{Fill, boxes};
use crate::particulars::{names_a_thing, tells_of_a_deed};
use crate::place::{Piece, Place, range};
use crate::schema::{Hit, Meaning, Required, SectionSpec};
use crate::starred;
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
    let is_outside =
        [".doc", ".pdf", ".xls", ".msg", "embedded", "letter"].iter().any(|outside| text.contains(outside));
    !is_outside && text.split(|char: char| !char.is_alphabetic()).any(|word| HERE.contains(&word))
}

/// A longer text, in bytes, says something if it has no phrase that points.
const LONGEST_WITHOUT: usize = 300;

/// True where the section only names another document.
pub(super) fn points_elsewhere(subject: &Subject<'_>, spec: &SectionSpec) -> bool {
    each_sentence_points(subject, spec) || sends_to_a_document(subject, spec)
}

/// Words up to which a section that speaks of a document may have nothing of its own to say.
const SHORT: usize = 45;

/// The words of a text, "covering-letter" and "child's" among them.
fn words_of(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|char: char| !char.is_alphanumeric() && !matches!(char, '-' | '\''))
        .filter(|word| !word.is_empty())
}

/// True where a short section speaks of a document or of where it lies, and tells nothing of the case itself.
fn sends_to_a_document(subject: &Subject<'_>, spec: &SectionSpec) -> bool {
    let pieces = subject.sections(&spec.id).flat_map(|section| &section.body);
    let words = pieces.flat_map(|piece| subject.document.text(*piece).split_whitespace());
    if words.filter(|word| word.chars().any(char::is_alphanumeric)).nth(SHORT).is_some() {
        return false;
    }
    // A form's "Evidence" may be a list of papers.
    let asks_for_papers = subject.sections(&spec.id).any(|section| {
        let heading = subject.document.text(section.label).to_lowercase();
        ["evidence", "paper", "document", "attach", "enclos"].iter().any(|word| heading.contains(word))
    });
    if asks_for_papers {
        return false;
    }
    let passage = subject.passage(&spec.id);
    let tells = match spec.id.as_str() {
        "agencies" => subject.mentions_in(Meaning::Agency, &passage),
        "basis" => !subject.basis.reading.claims.is_empty() || !subject.basis.reading.citations.is_empty(),
        _ => false,
    };
    if tells {
        return false;
    }
    let text = passage.text();
    let lower = text.to_lowercase();
    // "The form was sent in" points to nothing where the ground is asked for.
    let is_of_form = |word: &str| spec.id == "basis" && OF_A_FORM.contains(&word);
    let words = || words_of(&lower).filter(|word| !is_of_form(word));
    let has = |list: &[&str]| words().any(|word| starred::has(list, word));
    let is_file =
        [".docx", ".doc", ".pdf", ".xlsx", ".xls", ".msg"].iter().any(|ending| lower.contains(ending));
    let is_in_records = words().count() <= 4 && has(SYSTEMS);
    // "Securely attached" names no document. "The referral was sent in. We have kept a file" points nowhere.
    let points = || {
        let in_one = |sentence: TextRange| {
            let said = lower.get(std::ops::Range::<usize>::from(sentence)).unwrap_or("");
            let own = || words_of(said).filter(|word| !is_of_form(word));
            let documents = own().filter(|word| starred::has(DOCUMENTS, word));
            documents
                .into_iter()
                .any(|document| own().any(|word| word != document && starred::has(POINTING, word)))
        };
        claims::sentences(&lower).into_iter().any(in_one)
            || has(DOCUMENTS) && POINTING_WORDS.iter().any(|pointing| lower.contains(pointing))
            || words().count() <= 2 && has(DOCUMENTS) && has(POINTING)
    };
    // Each sentence is about a document.
    let is_of_it = |sentence: TextRange| {
        let said = lower.get(std::ops::Range::<usize>::from(sentence)).unwrap_or("");
        let mut own = words_of(said);
        own.clone().count() <= 4
            || own.any(|word| starred::has(DOCUMENTS, word) || starred::has(POINTING, word))
            || POINTING_WORDS.iter().any(|pointing| said.contains(pointing))
    };
    if !claims::sentences(&lower).into_iter().all(is_of_it) {
        return false;
    }
    if !(is_file || is_in_records || points()) {
        return false;
    }
    claims::citations(subject.schema, text).is_empty() && !names_a_thing(text) && !tells_of_a_deed(text)
}

fn each_sentence_points(subject: &Subject<'_>, spec: &SectionSpec) -> bool {
    let pieces = || subject.sections(&spec.id).flat_map(|section| &section.body);
    // What follows under a title that nobody knows is of something else.
    let is_own = |piece: &Piece| !subject.outline.loose.iter().any(|loose| loose.contains(*piece));
    let has_own = pieces().any(is_own);
    let told = pieces().filter(|piece| !has_own || is_own(piece));
    let mut told = told.flat_map(|piece| without_facts(subject, *piece)).peekable();
    // Nothing but facts is no pointer.
    if told.peek().is_none() && pieces().next().is_some() {
        return false;
    }
    told.all(|piece| {
        let text = subject.document.text(piece);
        let is_pointer = |hit: &Hit| hit.meaning == Meaning::SeeAttached;
        if text.len() > LONGEST_WITHOUT && !subject.phrases_in(piece).any(is_pointer) {
            return false;
        }
        let mut sentences = text.split(['\n', ';', '!']).flat_map(|line| line.split(". "));
        sentences.all(|sentence| {
            let at = sentence.as_ptr() as usize - text.as_ptr() as usize;
            sentence.trim().is_empty()
                || is_plea(sentence)
                || is_spoken_to(sentence)
                || spec.id != "basis" && is_answered_question(sentence)
                || points(subject, piece.part(range(at, at + sentence.len())))
        })
    })
}

/// "Did the child die? No"
fn is_answered_question(sentence: &str) -> bool {
    let answer = sentence.split_once("? ").map_or("", |(_, answer)| answer.trim());
    matches!(answer.trim_end_matches('.').to_lowercase().as_str(), "yes" | "no" | "not known")
}

/// "Please give a full account", which the form says.
fn is_plea(sentence: &str) -> bool {
    const ASKING: &[&str] =
        &["give", "describe", "explain", "outline", "set", "state", "tell", "provide", "say"];
    /// Words of such a sentence.
    const WORDS: usize = 10;
    let mut words = sentence.split_whitespace();
    let is_asked = words.next().is_some_and(|first| first.eq_ignore_ascii_case("please"))
        && words.next().is_some_and(|verb| ASKING.contains(&verb));
    is_asked && words.nth(WORDS - 2).is_none()
}

/// "YE went through it.", in minutes, of the paper that is pointed to.
fn is_spoken_to(sentence: &str) -> bool {
    const SPOKEN: &[&str] =
        &[" went through it", " took us through it", " spoke to it", " presented it", " gave the account"];
    /// Words of such a sentence.
    const WORDS: usize = 6;
    let lower = sentence.trim_end_matches(['.', ' ']).to_lowercase();
    SPOKEN.iter().any(|words| lower.ends_with(words)) && lower.split_whitespace().nth(WORDS).is_none()
}

/// The lines of `piece` that are no facts with their labels, "Date of incident: 12 November 2018"; all of it where none is.
fn without_facts(subject: &Subject<'_>, piece: Piece) -> Vec<Piece> {
    let place = subject.document.place(piece);
    let fields = subject.outline.fields.iter().filter(|field| field.label.is_some());
    let parts = fields.flat_map(|field| field.label.into_iter().chain(field.value));
    let facts: Vec<Place> = parts.filter(|part| part.block == place.block).collect();
    let is_in = |fact: &Place, outer: Place| outer.start <= fact.start && fact.end <= outer.end;
    let lines = subject.document.block(piece.block).map_or(&[][..], |block| &block.lines);
    let own = lines.iter().filter_map(|line| line.text.intersect(piece.range()));
    let own: Vec<Piece> = own.map(|line| Piece::new(piece.block, line)).collect();
    // "- Type: ☐ Death ☒ Serious harm", "- Description of the incident:"
    let is_of_form = |line: &Piece| {
        let text = subject.document.text(*line).trim_end();
        let is_item =
            lines.iter().any(|own| own.kind == LineKind::Item && own.text.contains_range(line.range()));
        is_item && (!boxes(text).is_empty() || text.ends_with(':'))
    };
    let is_fact = |line: &Piece| {
        facts.iter().any(|fact| is_in(fact, subject.document.place(*line))) || is_of_form(line)
    };
    if own.iter().any(is_fact) {
        own.into_iter().filter(|line| !is_fact(line)).collect()
    } else {
        vec![piece]
    }
}

/// True where the first word is one of those by which a sentence without a known phrase can point.
fn begins_as_pointer(sentence: &str) -> bool {
    let first = sentence.split(|char: char| !char.is_alphanumeric()).find(|word| !word.is_empty());
    let is = |word: &str| first.is_some_and(|first| first.eq_ignore_ascii_case(word));
    ["please", "see", "refer", "as"].into_iter().any(is)
}

/// Words of a label before a pointer.
const LABEL: usize = 3;

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
    let whole = subject.document.text(at);
    // "Details: please see attached"
    let label = whole
        .split_once(": ")
        .filter(|(label, rest)| label.split_whitespace().nth(LABEL).is_none() && begins_as_pointer(rest));
    let sentence = label.map_or(whole, |(_, rest)| rest);
    let at = at.part(range(whole.len() - sentence.len(), whole.len()));
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

    #[test]
    fn a_short_section_of_nothing_but_where_to_read_it_points() {
        check_rule(
            &RULE,
            r#"
## Rationale

Covered in my e-mail to the Board Manager.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning see-attached
"#,
        );
        check_rule(
            &RULE,
            r#"
## Circumstances

Chronology to follow by fax.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning see-attached
"#,
        );
        check_rule(
            &RULE,
            r#"
## Circumstances

Chronology to follow by fax. He was found by his mother.
"#,
        );
    }

    #[test]
    fn facts_with_their_labels_are_no_account() {
        check_rule(
            &RULE,
            r"
## Circumstances

Date of incident: 12 November 2018
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning see-attached
Please see the attached chronology.
",
        );
        check_rule(
            &RULE,
            r"
## Circumstances

Date of incident: 12 November 2018
",
        );
    }
}
