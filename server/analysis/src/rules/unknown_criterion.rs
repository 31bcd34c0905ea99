#![doc = include_str!("unknown_criterion.md")]

use super::{Check, Reads, Rule};
use crate::argument;
use crate::claims::Citation;
use crate::finding::{Finding, Fix};
use crate::schema::{Provision, ProvisionKind};
use crate::subject::{Argument, Subject};

pub(super) const RULE: Rule = Rule {
    code: "unknown-criterion",
    question: Some("basis"),
    page: include_str!("unknown_criterion.md"),
    reads: Reads::Arguments,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for argument in [&subject.basis, &subject.rationale] {
        for citation in argument.reading.citations.iter().filter(|citation| !citation.known) {
            let provision = citation.provision.and_then(|index| subject.schema.provisions.get(index));
            findings.extend(provision.map(|provision| finding(subject, argument, citation, provision)));
        }
    }
    findings
}

fn finding(
    subject: &Subject<'_>,
    argument: &Argument,
    citation: &Citation,
    provision: &Provision,
) -> Finding {
    let place = argument::place_in(subject, argument, citation.range);
    let written = argument.passage.slice(citation.range);
    let message = format!(
        "{} {} has no {}; it has {}",
        kind(provision),
        provision.citation,
        citation.child,
        list(&provision.children)
    );
    let mut finding = RULE.at(place, message).about("basis").with_note(provision.instrument.clone());
    for child in &citation.suggestions {
        let text = replacement(written, provision, child);
        if !finding.fixes.iter().any(|fix| fix.title.ends_with(&format!("\"{text}\""))) {
            let title = format!("Replace \"{written}\" by \"{text}\"");
            finding = finding.with_fix([Fix::replacing(title, place, text)]);
        }
    }
    finding
}

fn kind(provision: &Provision) -> &'static str {
    match provision.kind {
        ProvisionKind::Regulation => "regulation",
        ProvisionKind::Section => "section",
        ProvisionKind::Paragraph => "paragraph",
    }
}

/// `written` with another part of the provision, in the same form: with the provision's number or without it.
fn replacement(written: &str, provision: &Provision, child: &str) -> String {
    let number = written.find(|char: char| char.is_ascii_digit());
    match (number, written.find('(')) {
        (Some(at), _) => format!("{}{}{child}", written.get(..at).unwrap_or(""), provision.citation),
        (None, Some(at)) => format!(
            "{}{child}",
            written.get(..at).unwrap_or("").trim_end_matches(|char: char| char.is_alphanumeric())
        ),
        (None, None) => child.to_owned(),
    }
}

/// "(a), (b) and (c)"
fn list(children: &[String]) -> String {
    match children {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn a_part_that_does_not_exist_is_reported_where_it_is_cited() {
        check_rule(
            &RULE,
            r#"
## Basis

5(2)(a) and (b)(iii) are met.
            ^^^^^^^^ warning unknown-criterion: regulation 5(2) has no (b)(iii); it has (a), (b), (b)(i) and (b)(ii)
"#,
        );
    }

    #[test]
    fn parts_that_exist_and_other_provisions_are_left_alone() {
        check_rule(
            &RULE,
            r#"
## Basis

Reg. 5 (2) (b) (ii), 5.2(a), limb (b)(i).
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

5(1)(e) of the same regulations.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

She was held under section 5(4) of the Mental Health Act 1983.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Regulation 9(2)(a), (b)(iii) and (c) of other regulations.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Child Z, 5 (2 older brothers), (c) 2009.
"#,
        );
    }

    #[test]
    fn the_likeliest_part_takes_its_place() {
        check_fix(
            &RULE,
            "## Basis\n\nRegulation 5(2)(b)(iii) is met.\n",
            "Replace \"Regulation 5(2)(b)(iii)\" by \"Regulation 5(2)(b)(ii)\"",
            "## Basis\n\nRegulation 5(2)(b)(ii) is met.\n",
        );
    }
}
