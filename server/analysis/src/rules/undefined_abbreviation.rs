#![doc = include_str!("undefined_abbreviation.md")]

use std::collections::HashSet;

use super::{Check, Rule};
use crate::finding::{Finding, Fix, Severity};
use crate::fixes;
use crate::outline::{Standing, explains};
use crate::place::Piece;
use crate::schema::SectionKind;
use crate::subject::{Subject, starts_in};

pub(super) const RULE: Rule = Rule {
    code: "undefined-abbreviation",
    severity: Severity::Hint,
    page: include_str!("undefined_abbreviation.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let used = first_uses(subject);
    if used.is_empty() {
        return Vec::new();
    }
    let people = initials_of_people(subject);
    let mut findings = Vec::new();
    for (short, piece) in used {
        let own = |initials: &str| initials.contains(short);
        let blocks = subject.facts.iter().zip(subject.document.blocks());
        let is_name = blocks.flat_map(|(facts, block)| facts.initials(block)).any(|initials| own(initials));
        if is_name || people.contains(short) || is_explained_above(subject, short) || is_code(subject, piece)
        {
            continue;
        }
        let message = format!(
            "\"{short}\" is not written out anywhere here; not every reader on a panel will know what it stands for"
        );
        findings.push(RULE.at(subject.document.place(piece), message).with_fix(room(subject, piece, short)));
    }
    findings
}

/// Where each abbreviation that nothing explains is first used, by place.
fn first_uses<'s>(subject: &'s Subject<'_>) -> Vec<(&'s str, Piece)> {
    let all = || {
        (0..).zip(subject.facts.iter()).flat_map(|(block, facts)| {
            facts.abbreviations.iter().map(move |found| (Piece::new(block, found.range), found.standing))
        })
    };
    let explained: HashSet<&str> = all()
        .filter(|(_, standing)| *standing == Standing::Explained)
        .map(|(piece, _)| subject.document.text(piece))
        .collect();
    let mut seen = explained;
    let mut uses = Vec::new();
    for (piece, standing) in all() {
        let short = subject.document.text(piece);
        let is_use = standing == Standing::Used && starts_in(&subject.outline.filled, piece);
        let in_settings = || subject.settings.glossary.keys().any(|known| known.eq_ignore_ascii_case(short));
        if is_use && !is_labelled(subject, piece) && seen.insert(short) && !in_settings() {
            uses.push((short, piece));
        }
    }
    uses
}

/// True in a label, known or not.
fn is_labelled(subject: &Subject<'_>, piece: Piece) -> bool {
    let place = subject.document.place(piece);
    let mut labels = subject.outline.fields.iter().filter_map(|field| field.label);
    labels.any(|label| label.block == place.block && label.start <= place.start && place.end <= label.end)
        || subject.outline.unrecognised.iter().any(|label| label.contains(piece))
}

/// The words in capitals in the names and initials of people.
fn initials_of_people<'s>(subject: &'s Subject<'_>) -> HashSet<&'s str> {
    const NAMES: &[&str] = &["subject-name", "subject-initials", "referrer-name", "lead-name"];
    let fields = NAMES.iter().flat_map(|id| subject.fields(id)).map(|field| field.text.as_str());
    let sections =
        subject.outline.sections.iter().filter(|section| {
            subject.section_spec(section).is_some_and(|spec| spec.kind == SectionKind::People)
        });
    let listed = sections.flat_map(|section| &section.body).map(|piece| subject.document.text(*piece));
    let words = fields.chain(listed).flat_map(|text| text.split(|char: char| !char.is_alphanumeric()));
    words.filter(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())).collect()
}

/// True where the front matter says what it stands for.
fn is_explained_above(subject: &Subject<'_>, short: &str) -> bool {
    subject.document.front_matter().entries().iter().any(|entry| explains(&entry.value, short))
}

/// True between backquotes, or in a link's address that is shown.
fn is_code(subject: &Subject<'_>, piece: Piece) -> bool {
    let at = subject.document.place(piece);
    let source = subject.document.source_at(crate::Place { start: 0, ..at });
    let line = source.rfind('\n').map_or(source, |line_break| source.get(line_break..).unwrap_or(""));
    line.matches('`').count() % 2 == 1
}

/// Room to write it out behind it; the words are the writer's.
fn room(subject: &Subject<'_>, piece: Piece, short: &str) -> Option<Fix> {
    let prompt =
        fixes::prompt_comment(&format!("What does {short} stand for? Write it out here, in brackets."));
    if subject.document.source().contains(prompt.as_str()) {
        return None;
    }
    let mut at = subject.document.place(piece).last_point();
    let rest =
        subject.document.source().get(usize::from(subject.document.resolve(at).start())..).unwrap_or("");
    at.start += u32::from(rest.starts_with('s'));
    at.end = at.start;
    Some(Fix::replacing(format!("Insert room to write out \"{short}\""), at, format!(" {prompt}")))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn each_abbreviation_is_reported_once_where_it_is_first_used() {
        check_rule(
            &RULE,
            r"
## Circumstances

The QZT visited on 3 March. The QZT closed the case, and two QZTs in the next area reopened it.
    ^^^ hint undefined-abbreviation
QXPs were not asked.
^^^ hint undefined-abbreviation
",
        );
    }

    #[test]
    fn an_abbreviation_written_out_beside_it_is_explained() {
        check_rule(
            &RULE,
            r#"
---
referrer-agency: Eastmoor Nursing and Care Trust ("ENCT")
---
## Circumstances

The quick zonal team (QZT) visited. The QXP (quality expert panel) did not. ENCT was told. So was the
family intervention and resettlement service, known as FIRS. FIRS closed the case.
"#,
        );
        check_rule(
            &RULE,
            r"
## Circumstances

QZT saw him. QXP saw her.

## Abbreviations used

- QZT: quick zonal team
- QXP – quality expert panel
",
        );
        check_rule(
            &RULE,
            r"
## Circumstances

QZT saw him. EFIP saw her. NQF did not.

| Short | Long |
| --- | --- |
| QZT | quick zonal team |

## Eastmoor Family Intervention Project

The family was open to the project, and to the NQF (Northshire Quayside Foundation).
",
        );
    }

    #[test]
    fn the_glossary_and_the_settings_explain_the_rest() {
        check_rule(
            &RULE,
            r"
## Circumstances

The IRO chaired the ICPC; CAMHS, the SENCO and two IDVAs came. MARAC heard the case and DfE guidance was followed.
",
        );
    }

    #[test]
    fn people_are_not_abbreviations() {
        check_rule(
            &RULE,
            r"
## Child

Initials: KAB

## Family and household

| Name | Relationship |
| --- | --- |
| JMB | Mother |

## Circumstances

KAB lived with JMB and with Adult QRS. Child XYZ and Dr ABC saw him. JOHN BLOGGS was arrested. Tara Ulla Vane rang;
TUV did not say why.
",
        );
    }

    #[test]
    fn capitals_for_stress_and_lines_in_capitals_are_words() {
        check_rule(
            &RULE,
            r"
## Circumstances

He was NOT seen. She was NEVER asked. This is URGENT. DO NOT COPY OR SHARE THIS WITH THE QZT.

PRIVATE AND CONFIDENTIAL
",
        );
    }

    #[test]
    fn numbers_units_references_codes_and_quotations_are_left_alone() {
        check_rule(
            &RULE,
            r#"
## Circumstances

Crime no. QZT/123/15 and QXP-7, house EM1 2QZ, 400 MGS, chapter VII, `QZT_ID`, QZT 4711, tqz@QZT.example.
The note says "QZT closed".

> QXP to ring back.

```
QZT
```
"#,
        );
    }

    #[test]
    fn labels_of_a_form_are_the_forms() {
        check_rule(
            &RULE,
            r"
## QZT form

QZT number: 12
Seen by QZT? No

- [x] QXP involved

| QXT | Date |
| --- | --- |
| yes | 3 March 2015 |
| no | 4 March 2015 |
",
        );
    }

    #[test]
    fn room_is_made_to_write_it_out() {
        check_fix(
            &RULE,
            "## Circumstances\n\nTwo QZTs visited.\n",
            "Insert room to write out \"QZT\"",
            "## Circumstances\n\nTwo QZTs <!-- prompt: What does QZT stand for? Write it out here, in brackets. --> visited.\n",
        );
    }
}
