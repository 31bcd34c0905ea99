#![doc = include_str!("unknown_criterion.md")]

use text_size::TextRange;

use super::{Check, Reads, Rule};
use crate::argument;
use crate::claims::{self, Citation};
use crate::finding::{Finding, Fix, Severity};
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

/// True where a part that does not exist is named as the ground.
pub(super) fn names_an_unknown_criterion(subject: &Subject<'_>) -> bool {
    !check(subject).is_empty()
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for argument in [&subject.basis, &subject.rationale] {
        for citation in argument.reading.citations.iter().filter(|citation| !citation.known) {
            if claims::is_of_another_law(argument.passage.text(), &argument.reading.citations, citation) {
                continue;
            }
            let provision = citation.provision.and_then(|index| subject.schema.provisions.get(index));
            findings.extend(provision.map(|provision| finding(subject, argument, citation, provision)));
        }
        for provision in &subject.schema.provisions {
            let text = argument.passage.text();
            let unknown = claims::unknown_parts(text, &provision.named_parts).into_iter();
            findings.extend(unknown.map(|at| unknown_part(subject, argument, at, provision)));
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
    let (name, number, child) = (kind(provision), &provision.citation, &citation.child);
    let children = list(&provision.children);
    let message = if provision.confirmed {
        format!("{name} {number} has no {child}; it has {children}")
    } else {
        format!(
            "{name} {number} is known here with {children}, and not with {child}; compare it with the Act"
        )
    };
    let mut finding = RULE.at(place, message).about("basis").with_note(provision.instrument.clone());
    // What is meant by "11(2)(c)" of a regulation without paragraphs is plain, and so is its "11(2)".
    let is_paragraph = citation.child.trim_matches(['(', ')']).bytes().all(|byte| byte.is_ascii_digit())
        && provision.children.iter().all(|child| !has_digit(child));
    if is_paragraph
        || !provision.confirmed
        || provision.children.iter().any(|child| citation.child.ends_with(child.as_str()))
    {
        finding = finding.weighing(Severity::Information);
    }
    for child in &citation.suggestions {
        let text = replacement(written, provision, child);
        if !finding.fixes.iter().any(|fix| fix.title.ends_with(&format!("\"{text}\""))) {
            let title = format!("Replace \"{written}\" by \"{text}\"");
            finding = finding.with_fix([Fix::replacing(title, place, text)]);
        }
    }
    finding
}

/// What is said of "condition 3" where there are two.
fn unknown_part(subject: &Subject<'_>, argument: &Argument, at: TextRange, provision: &Provision) -> Finding {
    let message = format!(
        "{} {} has no {}; it has {}",
        kind(provision),
        provision.citation,
        argument.passage.slice(at).to_lowercase(),
        list(&provision.named_parts)
    );
    let place = argument::place_in(subject, argument, at);
    RULE.at(place, message).about("basis").with_note(provision.instrument.clone())
}

fn has_digit(child: &str) -> bool {
    child.contains(|char: char| char.is_ascii_digit())
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
    fn a_condition_that_does_not_exist_is_reported() {
        check_rule(
            &RULE,
            r#"
---
schema: sar
---

## Basis

This is made under condition 3 of section 44 of the Care Act 2014. Her condition 3 days later was poor.
                   ^^^^^^^^^^^ warning unknown-criterion: section 44(1) has no condition 3; it has condition 1 and condition 2
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
    fn a_part_that_exists_behind_a_paragraph_too_many_is_information() {
        check_rule(
            &RULE,
            r#"
---
schema: lcspr
---
## Basis

A review is asked for under regulation 11(2)(c), and under regulation 11(2)(f).
                            ^^^^^^^^^^^^^^^^^^^ information unknown-criterion: regulation 11 has no (2)(c); it has
                                                           ^^^^^^^^^^^^^^^^^^^ warning unknown-criterion: regulation 11 has no (2)(f); it has
"#,
        );
    }

    #[test]
    fn a_part_of_another_law_is_left_to_another_rule() {
        let text = "---\nschema: lcspr\n---\n\n## Basis\n\nRegulation 5(2) of the Local Safeguarding Children Boards \
                    Regulations 2006: (a) abuse is suspected; (b)(ii) he has been seriously harmed.\n";
        check_rule(&RULE, text);
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

    #[test]
    fn an_act_that_ends_a_sentence_is_not_that_of_the_next() {
        check_rule(
            &RULE,
            r"
---
schema: lcspr
---
## Basis

The case comes under the Children Act 2004. Section 16C(1)(e) is met.
                                            ^^^^^^^^^^^^^^^^^ warning unknown-criterion
",
        );
    }

    #[test]
    fn a_letter_that_goes_on_behind_one_that_applies_is_of_the_same_regulation() {
        check_rule(
            &RULE,
            r"
---
schema: lcspr
---
## Basis

As to regulation 11 of the 2018 Regulations, (a) applies, because it shows an improvement that is needed, and also (e), because the setting acknowledges its failings.
                                                                                                                   ^^^ warning unknown-criterion
",
        );
    }
}
