#![doc = include_str!("unlinked_priority.md")]

use super::{Check, Rule};
use crate::argument::{self, Chosen};
use crate::claims::Target;
use crate::finding::{Finding, Fix, Severity};
use crate::fixes;
use crate::outline::Fill;
use crate::schema::Priority;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "unlinked-priority",
    severity: Severity::Information,
    question: Some("basis"),
    page: include_str!("unlinked_priority.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Fixes offered at most, one for each priority: more than fit a menu help nobody to choose.
const OFFERED: usize = 12;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let priorities = subject.priorities();
    if priorities.is_empty() {
        return Vec::new();
    }
    let chosen = argument::chosen(subject);
    let statutory = |chosen: &&Chosen| {
        chosen.target == Target::Criteria || argument::statutory(subject, chosen.target).is_some()
    };
    let Some(other) = chosen.first().filter(|_| !chosen.iter().any(|chosen| statutory(&chosen))) else {
        return Vec::new();
    };
    if names_one(subject, &priorities) {
        return Vec::new();
    }
    let message = "referred for another reason, and none of the board's learning priorities is named; \
                   if one of them fits, name it";
    let finding = RULE
        .at(other.place, message)
        .about("basis")
        .with_note("if none of them fits, a sentence that says so is an answer too");
    let offered = priorities.iter().take(OFFERED);
    vec![finding.with_fix(offered.filter_map(|priority| name_it(subject, other, priority)))]
}

/// True where a line or a heading has the words of a priority, or speaks of the board's priorities in words of its own.
fn names_one(subject: &Subject<'_>, priorities: &[&Priority]) -> bool {
    let names: Vec<Vec<String>> = priorities
        .iter()
        .flat_map(|priority| std::iter::once(&priority.title).chain(&priority.aliases))
        .map(|name| stems(name))
        .filter(|stems| !stems.is_empty())
        .collect();
    let names_any = |text: &str| {
        let found = stems(text);
        names.iter().any(|name| name.iter().all(|stem| found.contains(stem))) || speaks_of_priorities(text)
    };
    let heading = |section: &crate::outline::Section| {
        section.fill == Fill::Text && subject.document.text(section.label).to_lowercase().contains("priorit")
    };
    let entries = subject.document.front_matter().entries();
    subject
        .outline
        .filled
        .iter()
        .chain(&subject.outline.unrecognised)
        .any(|line| names_any(subject.document.text(*line)))
        || subject.outline.sections.iter().any(heading)
        || entries.iter().any(|entry| names_any(&entry.value))
}

/// The words of a name that carry it, each by its beginning, so that "neglected" is "neglect".
fn stems(text: &str) -> Vec<String> {
    /// Letters by which two words are taken for one.
    const LETTERS: usize = 5;
    const SMALL: &[&str] = &[
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "its", "of", "on", "or",
        "our", "that", "the", "their", "to", "was", "were", "who", "with", "are", "be", "been", "not",
    ];
    let lower = text.to_lowercase();
    let words = lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !SMALL.contains(word)).map(|word| word.chars().take(LETTERS).collect()).collect()
}

/// "It links to the board's priorities": which of them is for its readers. "We made it a priority" is not of the board.
fn speaks_of_priorities(text: &str) -> bool {
    const WHOSE: &[&str] =
        &["board", "lscb", "partnership", "local", "learning", "strategic", "annual", "business plan"];
    let lower = text.to_lowercase();
    lower.contains("priorit") && WHOSE.iter().any(|word| lower.contains(word))
}

/// Names `priority` below *Learning sought*, else where the route is chosen, with room to say how the case touches it.
fn name_it(subject: &Subject<'_>, chosen: &Chosen, priority: &Priority) -> Option<Fix> {
    let section = subject.sections("learning").next().or_else(|| subject.sections(chosen.section).next())?;
    let title = format!("Name the priority \"{}\"", priority.title);
    let prompt = fixes::prompt_comment("What does this case show about it?");
    let text = format!("It touches the local learning priority \"{}\". {prompt}", priority.title);
    fixes::insert_text(subject, section, title, &text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn another_reason_with_no_priority_is_reported_where_it_is_given() {
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
---
## Basis

The criteria are not met, but there is useful learning about how two hospitals share letters.
                                       ^^^^^^^^^^^^^^^ information unlinked-priority: referred for another reason
",
        );
    }

    #[test]
    fn a_priority_is_named_by_its_title_its_alias_or_its_words() {
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
---
## Basis

Referred for learning purposes. It touches the priority on men who are not seen.
",
        );
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
---
## Basis

Other reason: good practice with unseen men.
",
        );
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
---
## Basis

Near miss; the criteria are not met.

## Rationale

Housing saw the neglect of both children long before health did.
",
        );
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
---
# Hidden men: a near miss at Millbrook

## Basis

Near miss; the criteria are not met.
",
        );
    }

    #[test]
    fn speaking_of_the_boards_priorities_is_enough() {
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
---
## Basis

Discretionary: it does not fall under any of the board's priorities, but nothing like it has been reviewed before.
",
        );
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
---
## Basis

Outside the criteria; referred for learning purposes.

## Link to local priorities

Number 2.
",
        );
    }

    #[test]
    fn a_statutory_basis_needs_no_priority() {
        check_rule(
            &RULE,
            r"
---
schema: eastmoor
---
## Basis

5(2)(b)(i): the child has died and there is useful learning besides.
",
        );
    }

    #[test]
    fn without_priorities_there_is_nothing_to_name() {
        check_rule(
            &RULE,
            r"
## Basis

Discretionary: there is useful learning about how two hospitals share letters.
",
        );
    }

    #[test]
    fn the_chosen_priority_is_named_with_room_to_say_why() {
        check_fix(
            &RULE,
            "---\nschema: eastmoor\n---\n## Basis\n\nFor learning purposes.\n\n## Learning sought\n\nHow letters go astray.\n",
            "Name the priority \"Men who are not seen\"",
            "---\nschema: eastmoor\n---\n## Basis\n\nFor learning purposes.\n\n## Learning sought\n\nIt touches the local \
             learning priority \"Men who are not seen\". <!-- prompt: What does this case show about it? -->\n\nHow letters go astray.\n",
        );
    }
}
