#![doc = include_str!("mistaken_reference.md")]

use super::{Check, Rule};
use crate::finding::{Finding, Fix};
use crate::place::Piece;
use crate::schema::Meaning;
use crate::subject::Subject;
use crate::voice::is_quoted;

pub(super) const RULE: Rule = Rule {
    code: "mistaken-reference",
    page: include_str!("mistaken_reference.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut mistaken: Vec<(Piece, u16)> = Vec::new();
    for mention in subject.mentions.iter() {
        if let Meaning::Correction(index) = mention.meaning {
            mistaken.push((mention.piece, index));
        }
    }
    let mut findings = Vec::new();
    for (piece, index) in &mistaken {
        let Some(correction) = subject.schema.corrections.get(usize::from(*index)) else { continue };
        let is_part = mistaken.iter().any(|(other, _)| other != piece && other.contains(*piece));
        if is_part || is_quoted(subject, *piece) {
            continue;
        }
        let place = subject.document.place(*piece);
        let typed = subject.document.text(*piece);
        let right: Vec<String> = correction.right.iter().map(|right| format!("\"{right}\"")).collect();
        let message = format!("there is no \"{typed}\"; {} may be meant", right.join(" or "));
        let mut fixes: Vec<Fix> = Vec::new();
        for right in &correction.right {
            fixes.push(Fix::replacing(format!("Change to \"{right}\""), place, right));
        }
        findings.push(RULE.at(place, message).with_note(&correction.why).with_fix(fixes));
    }
    findings
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
