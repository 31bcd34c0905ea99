#![doc = include_str!("mistaken_reference.md")]

use std::collections::BTreeSet;

use super::{Check, Rule};
use crate::document::LineId;
use crate::finding::{Finding, Fix, Severity};
use crate::place::Piece;
use crate::schema::{Correction, Meaning};
use crate::subject::Subject;
use crate::voice::is_quoted;

pub(super) const RULE: Rule = Rule {
    code: "mistaken-reference",
    page: include_str!("mistaken_reference.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mistaken = named(subject);
    let mut findings = Vec::new();
    for (piece, index) in &mistaken {
        let Some(correction) = subject.schema.corrections.get(usize::from(*index)) else { continue };
        let is_part = mistaken.iter().any(|(other, _)| other != piece && other.contains(*piece));
        let is_said =
            mistaken.iter().take_while(|(_, other)| other != index).any(|(other, _)| other == piece);
        let typed = subject.document.text(*piece);
        if is_part || is_said || exists(subject, *piece, correction) || is_quoted(subject, *piece) {
            continue;
        }
        let place = subject.document.place(*piece);
        let right: Vec<String> = correction.right.iter().map(|right| format!("\"{right}\"")).collect();
        let message = format!("there is no \"{typed}\"; {} may be meant", right.join(" or "));
        let mut fixes: Vec<Fix> = Vec::new();
        for right in &correction.right {
            fixes.push(Fix::replacing(format!("Change to \"{right}\""), place, right));
        }
        let mut finding = RULE.at(place, message).with_note(&correction.why).with_fix(fixes);
        if !correction.confirmed {
            finding = finding.weighing(Severity::Information);
        }
        findings.push(finding);
    }
    findings
}

/// Every slip of the schema's list, in order, in headings and labels as well: a form that names a law that does not exist
/// is copied.
fn named(subject: &Subject<'_>) -> Vec<(Piece, u16)> {
    let index = |meaning: Meaning| match meaning {
        Meaning::Correction(index) => Some(index),
        _ => None,
    };
    let told = subject.mentions.iter().filter_map(|mention| Some((mention.piece, index(mention.meaning)?)));
    let mut found: Vec<(Piece, u16)> = told.collect();
    let outline = &subject.outline;
    let is_for_board = |line: &LineId| outline.out_of_scope.iter().any(|part| part.contains(line));
    let sections = outline.sections.iter().filter(|section| !is_for_board(&section.lines.start));
    let labels = sections.map(|section| section.label).chain(outline.unrecognised.iter().copied());
    // "Legal basis (Care Act 2014). Tick one" has its label and more.
    let blocks: BTreeSet<u32> = labels.map(|label| label.block).collect();
    for block in blocks {
        let hits = subject.facts.get(block as usize).into_iter().flat_map(|facts| &facts.phrases);
        found.extend(hits.filter_map(|hit| Some((Piece::new(block, hit.range), index(hit.meaning)?))));
    }
    found.sort_unstable_by_key(|(piece, index)| (piece.block, piece.end, piece.start, *index));
    found.dedup();
    found.into_iter().map(|(piece, index)| (with_year(subject, piece), index)).collect()
}

/// The phrase with the digits that go on behind it: "Children Act 19" of "Children Act 1998".
fn with_year(subject: &Subject<'_>, piece: Piece) -> Piece {
    let text = subject.document.block(piece.block).map_or("", |block| block.plain.text());
    let rest = text.get(piece.end as usize..).unwrap_or("");
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    Piece { end: piece.end + digits as u32, ..piece }
}

/// True where `piece`, which a name with any year was found in, is a name that exists, or the end of a longer one:
/// "Health and Care Act 2022".
fn exists(subject: &Subject<'_>, piece: Piece, correction: &Correction) -> bool {
    /// Capitalised words that may stand before the name of an Act and are no part of it.
    const BEFORE: &[&str] = &[
        "The", "Under", "In", "By", "See", "Per", "And", "Our", "No", "A", "Any", "His", "Her", "Of", "For",
        "As",
    ];
    if !correction.wrong.ends_with('*') {
        return false;
    }
    let typed = subject.document.text(piece);
    let names = || correction.right.iter().chain(&correction.besides);
    let year = typed.rsplit(' ').next().unwrap_or("");
    let before = subject.document.text(Piece { start: 0, end: piece.start, ..piece });
    let last = before.split_whitespace().next_back().filter(|_| before.ends_with(' ')).unwrap_or("");
    let is_end = last.starts_with(char::is_uppercase) && !BEFORE.contains(&last)
        || ["and", "&", "of"].contains(&last) && has_capital_before(before, last);
    names().any(|name| name.eq_ignore_ascii_case(typed))
        || year.len() != 4
        || !year.bytes().all(|byte| byte.is_ascii_digit())
        || is_end
}

/// "Protection of", "Health and".
fn has_capital_before(before: &str, last: &str) -> bool {
    let rest = before.trim_end().strip_suffix(last).unwrap_or("");
    let word = rest.split_whitespace().next_back().unwrap_or("");
    word.starts_with(char::is_uppercase) && !word.ends_with(['.', ',', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn the_longest_name_counts_and_each_candidate_is_offered() {
        check_fix(
            &RULE,
            r"
## Circumstances

Under the Care Act 2015 he was an adult at risk.
",
            r#"Change to "Care Act 2014""#,
            r"
## Circumstances

Under the Care Act 2014 he was an adult at risk.
",
        );
    }

    #[test]
    fn a_heading_and_a_label_of_a_form_are_read_as_well() {
        check_rule(
            &RULE,
            r"
## Legal basis (Care Act 2012, section 44)
                ^^^^^^^^^^^^^ warning mistaken-reference

Section 44 of the Care Act 2011, with:
                  ^^^^^^^^^^^^^ warning mistaken-reference

- [ ] condition 1
- [ ] condition 2
",
        );
    }

    #[test]
    fn any_other_year_of_an_act_is_reported_and_a_longer_name_is_not() {
        check_rule(
            &RULE,
            r#"
## Circumstances

The Board was set up under the Children Act 1998, not under the Children Act 1989 or the Children Act 1975.
                               ^^^^^^^^^^^^^^^^^ warning mistaken-reference: there is no "Children Act 1998"; "Children Act 1989" or "Children Act 2004" may be meant
The Care Act 2014 and the Health and Care Act 2022 apply, the Protection of Children Act 1978 does not.
There is no Care Act 2019.
            ^^^^^^^^^^^^^ warning mistaken-reference: there is no "Care Act 2019"; "Care Act 2014" may be meant
Seen under the Mental Health Act 2007, and again under the Mental Capacity Act 2005.
"#,
        );
    }

    #[test]
    fn a_form_whose_answers_stand_in_block_quotes_is_read_and_a_quotation_is_not() {
        let form = "## Circumstances\n\n> He was found alone.\n\n## Basis\n\n> The Care Act 2012 applies.\n";
        let marks =
            format!("{}{} warning mistaken-reference\n", " ".repeat(6), "^".repeat("Care Act 2012".len()));
        check_rule(&RULE, &format!("{form}{marks}"));
        check_rule(
            &RULE,
            "## Circumstances\n\nHe was found alone. The policy says:\n\n> The Care Act 2012 applies.\n",
        );
    }

    #[test]
    fn quotation_marks_of_each_kind_keep_the_words_of_others() {
        check_rule(
            &RULE,
            r#"
## Circumstances

The policy says “under the Mental Health Act 2005”, ‘the child’s rights under the Care Act 2015’ and "Care Act 2015".
The child’s rights under the Care Act 2015 were read to her.
                             ^^^^^^^^^^^^^ warning mistaken-reference
"#,
        );
    }
}
