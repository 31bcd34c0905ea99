#![doc = include_str!("vague_rationale.md")]

use super::restated_criteria::{judged_rationale, only_restates};
use super::{Check, Reads, Rule};
use crate::argument;
use crate::document::LineId;
use crate::finding::Finding;
use crate::outline::{Fill, Section};
use crate::particulars::{has_particulars, names_a_thing};
use crate::passage::Passage;
use crate::place::{Piece, holds};
use crate::schema::Meaning;
use crate::subject::{Argument, Subject};

pub(super) const RULE: Rule = Rule {
    code: "vague-rationale",
    question: Some("rationale"),
    page: include_str!("vague_rationale.md"),
    reads: Reads::Arguments,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Words up to which a rationale needs something particular to hold on to; a longer one is left to its readers.
const SHORT: usize = 90;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(argument) = judged_rationale(subject) else { return Vec::new() };
    if !is_vague(subject, argument)
        || only_restates(subject, argument)
        || is_argued_elsewhere(subject, argument)
    {
        return Vec::new();
    }
    let message = "the rationale names no date, number, agency or place yet, so it could be of any case; \
                   say what happened, when, and who was involved";
    vec![RULE.at(argument::first_block(subject, &argument.passage), message).about("rationale")]
}

/// True where the case is argued in another place besides: a form's "Evidence" may be a list of papers, and what the law
/// asks may stand in one box and how agencies worked together in the next.
pub(super) fn is_argued_elsewhere(subject: &Subject<'_>, argument: &Argument) -> bool {
    let lists_papers = subject.sections("rationale").any(|section| {
        let heading = subject.document.text(section.label).to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        has(&["evidence", "paper", "document", "attach"]) && !has(&["reason", "rationale", "why", "view"])
    });
    if std::ptr::eq(argument, &raw const subject.basis) {
        subject.section_fill("joint-working") == Some(Fill::Text)
            || has_particulars(subject, &subject.passage("learning"))
            || subject.loose_text_argues()
    } else {
        let in_basis =
            || subject.basis_serves_as_rationale() && has_particulars(subject, &subject.basis.passage);
        // "I ask for a discretionary review", and what could be learned in the next box.
        let asks_for_learning = || {
            subject.basis.reading.gives_other_reason(subject.schema)
                && has_particulars(subject, &subject.passage("learning"))
        };
        goes_on_with_joint_working(subject)
            || asks_for_learning()
            || is_numbered_paragraph(subject) && subject.loose_text_argues()
            || lists_papers && in_basis()
    }
}

/// True where a line of text in *Rationale*, "How agencies worked together:", opens a part of its own right behind it.
fn goes_on_with_joint_working(subject: &Subject<'_>) -> bool {
    let is_plain = |section: &Section| {
        let line = subject.document.line(section.lines.start);
        section.heading.is_none() && line.is_some_and(|line| line.lead.is_empty())
    };
    subject.sections("joint-working").any(|next| {
        is_plain(next)
            && next.fill == Fill::Text
            && subject.sections("rationale").any(|section| section.lines.end == next.lines.start)
    })
}

/// True where *Rationale* is one of several numbered paragraphs, with its title before the text: the next may go on with
/// it, unless that is another section.
fn is_numbered_paragraph(subject: &Subject<'_>) -> bool {
    let asks = |at: LineId| {
        let title = subject.document.line(at).map_or(0, |line| line.slant.len().max(line.lead.len()).into());
        let text = subject.document.line_text(at);
        // "8) Is the family aware?"
        text.get(..title).unwrap_or("").trim_end().ends_with('?') || text.trim_end().ends_with('?')
    };
    let goes_on = |at: LineId| subject.document.line(at).is_some_and(|line| line.numbered);
    let opens_another = |at: LineId| {
        !goes_on(at) || asks(at) || subject.outline.sections.iter().any(|next| next.lines.start == at)
    };
    subject.sections("rationale").all(|section| {
        let line = subject.document.line(section.lines.start);
        section.heading.is_none()
            && line.is_some_and(|line| line.numbered)
            && !opens_another(section.lines.end)
    })
}

/// True where it is short and nothing in it belongs to one case.
pub(super) fn is_vague(subject: &Subject<'_>, argument: &Argument) -> bool {
    let passage = without_closing(subject, &argument.passage);
    let long = passage.has_words(SHORT + 1);
    !(long
        || !argument.reading.citations.is_empty()
        || names_a_thing(passage.text())
        || has_particulars(subject, &passage))
}

/// "I would be glad to come and speak to you", at the end of a letter.
fn offers_more(lower: &str) -> bool {
    let offers = ["glad to ", "happy to ", "pleased to ", "willing to ", "available to "];
    let own = ["i ", "we ", "i'd ", "i'm ", "we'd ", "we're "];
    own.iter().any(|own| lower.starts_with(own)) && offers.iter().any(|offer| lower.contains(offer))
}

/// Words of a label.
const LABEL: usize = 4;
/// Bytes of a paragraph that says who knows of the letter.
const CLOSING: usize = 200;
/// Words of a name.
const NAME: usize = 4;
/// Bytes of a closing with the name below it.
const SIGNATURE: usize = 60;

/// `passage` without what stands below it and is no part of it: the end of a letter, how to reach the writer, facts with
/// their labels.
pub(super) fn without_closing(subject: &Subject<'_>, passage: &Passage) -> Passage {
    let first = passage.pieces().next().map_or(0, |piece| piece.block);
    // "01632 960525", and no list of dates.
    let is_number = |part: &str| part.bytes().filter(u8::is_ascii_digit).count() >= 10;
    let closes = |piece: &Piece| {
        let text = subject.document.text(*piece);
        let has_number = text.split(|char: char| !(char.is_ascii_digit() || char == ' ')).any(is_number);
        let ends = || subject.phrases_in(*piece).any(|hit| hit.meaning == Meaning::Closing);
        // "Family informed: Yes", below a rationale that has its text beside its name
        let is_labelled = || {
            let label = text.split_once(": ").map_or("", |(label, _)| label);
            (1..=LABEL).contains(&label.split_whitespace().count()) && holds(&subject.outline.loose, *piece)
        };
        // "HAS THE ADULT AGREED? Yes, on 5 September"
        let is_asked = || {
            let asked = text.split_once("? ").map_or("", |(asked, _)| asked);
            asked.contains(' ') && !asked.contains(char::is_lowercase)
        };
        // "J. Example", below all.
        let of_writer = || {
            let line = subject.document.line_of(*piece).map_or("", |id| subject.document.line_text(id));
            let text = if line.len() < text.len() { line } else { text };
            let name = text.trim().trim_end_matches(['.', ',']).rsplit(' ').next().unwrap_or("");
            let mut referrers = subject.fields("referrer-name");
            text.split_whitespace().count() <= NAME
                && name.starts_with(char::is_uppercase)
                && referrers.any(|field| field.text.split([' ', ',']).any(|word| word == name))
        };
        // "S. Ll.-A."
        let is_initials = || {
            let mut parts = text.split(|char: char| !char.is_alphanumeric()).filter(|part| !part.is_empty());
            text.ends_with('.') && parts.all(|part| part.len() <= 2 && part.starts_with(char::is_uppercase))
        };
        // "His mother knows of this referral."
        let lower = text.to_lowercase();
        let of_sending = ["i'm writing", "i am writing", "this referral", "of the referral", "this letter"]
            .iter()
            .any(|words| lower.contains(words));
        let of_letter = || {
            // "End of submission PRR-23-0417"
            let ends_form = ["end of ", "thank you", "please "].iter().any(|end| lower.starts_with(end));
            (of_sending || ends_form || offers_more(&lower)) && text.len() < CLOSING
                || has_number
                || text.contains('@')
                || text.len() < SIGNATURE && ends()
        };
        piece.block != first && (is_labelled() || is_asked() || of_letter() || of_writer() || is_initials())
    };
    Passage::new(subject.document, passage.pieces().take_while(|piece| !closes(piece)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::check_rule;
    use super::*;

    #[test]
    fn a_rationale_that_fits_any_case_is_reported_on_its_words() {
        check_rule(
            &RULE,
            r#"
## Rationale

We feel that there were various issues and that Child K's case warrants review.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning vague-rationale
"#,
        );
    }

    #[test]
    fn the_name_of_the_writer_below_is_no_particular() {
        check_rule(
            &RULE,
            r#"
Referrer: Jo Example, Community Nurse

## Rationale

We feel that there were various issues and that this case warrants review.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning vague-rationale

J. Example
"#,
        );
    }

    #[test]
    fn one_particular_is_enough() {
        check_rule(
            &RULE,
            r#"
## Rationale

Seen twice with the same bruise, sent home twice.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

The GP never wrote back.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

She told her grandmother in Eastmoor, and nobody asked her again.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

Nobody rang us on Monday, or in the week that followed.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

This meets (b)(i), as set out above.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

See the attached report.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

He was 14.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Rationale

He was found alone in the flat, filthy, by neighbours.
"#,
        );
    }

    #[test]
    fn a_box_for_the_grounds_may_leave_the_case_to_the_next() {
        check_rule(
            &RULE,
            r#"
## Grounds on which the criteria have been met

We feel that the criteria are met and that lessons need to be learned.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning vague-rationale
"#,
        );
        check_rule(
            &RULE,
            r#"
## Grounds on which the criteria have been met

We feel that the criteria are met and that lessons need to be learned.

## Joint working

Eastmoor CAMHS never rang the school.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Grounds on which the criteria have been met

We feel that the criteria are met and that lessons need to be learned.

## Saltmarsh Court

On 3 March 2015 Child K was found alone in the flat by neighbours who had heard nothing of him for days. He had been seriously harmed, and the hospital found old injuries. The health visitor and the school had each known of bruises, and neither had told the other of them.
"#,
        );
    }

    #[test]
    fn a_list_of_papers_is_no_rationale_where_the_basis_argues_the_case() {
        let basis = "## Basis\n\nThe criteria are met: on 3 March 2015 Child K was found alone in the flat by neighbours, and \
                     neither the hospital nor the school had told anybody of the bruises that they had seen.\n\n";
        let papers = "The report and the letter.\n";
        let marked = "^^^^^^^^^^^^^^^^^^^^^^^^^^ warning vague-rationale\n";
        check_rule(&RULE, &format!("{basis}## Evidence\n\n{papers}"));
        check_rule(&RULE, &format!("{basis}## Justification\n\n{papers}{marked}"));
        check_rule(&RULE, &format!("{basis}## Rationale and evidence\n\n{papers}{marked}"));
        let short = "## Basis\n\nThe criteria are met: he was found alone on 3 March 2015.\n\n";
        check_rule(&RULE, &format!("{short}## Evidence\n\n{papers}{marked}"));
        let vague = "## Basis\n\nThe criteria are met and we feel that there were various issues and that lessons need to be \
                     learned by all of us, so that this does not happen again.\n\n";
        check_rule(&RULE, &format!("{vague}## Evidence\n\n{papers}{marked}"));
    }

    #[test]
    fn a_numbered_line_that_asks_for_it_is_its_title() {
        check_rule(
            &RULE,
            r#"
Q8 Give your rationale.
There are concerns about this case and lessons to be learned by all.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning vague-rationale
"#,
        );
    }

    #[test]
    fn a_question_in_capitals_with_its_answer_is_no_part_of_it() {
        check_rule(
            &RULE,
            r#"
RATIONALE
There are concerns about this case and lessons to be learned by all.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning vague-rationale

HAS THE FAMILY AGREED? Yes, on 5 September 2015.
"#,
        );
    }

    #[test]
    fn of_one_fault_only_one_rule_speaks() {
        check_rule(
            &RULE,
            r#"
## Rationale

The child has died and abuse or neglect is known or suspected.
"#,
        );
    }
}
