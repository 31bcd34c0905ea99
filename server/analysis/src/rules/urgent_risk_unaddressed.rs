#![doc = include_str!("urgent_risk_unaddressed.md")]

use super::{Check, Rule};
use crate::argument;
use crate::claims::Target;
use crate::finding::{Finding, Severity};
use crate::fixes;
use crate::outline::Fill;
use crate::schema::{Limb, Meaning};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "urgent-risk-unaddressed",
    severity: Severity::Information,
    page: include_str!("urgent_risk_unaddressed.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(spec) = subject.schema.sections.iter().find(|section| section.id == "immediate-safety") else {
        return Vec::new();
    };
    let fill = subject.section_fill("immediate-safety");
    let said = subject.mentions_of(Meaning::Safety).next().is_some();
    // Before anything is told there is nobody to ask about.
    let mut told = ["circumstances", "rationale", "basis"].iter().filter_map(|id| subject.schema.section(id));
    let tells = told.any(|section| subject.is_served(section));
    if !tells || said || matches!(fill, Some(Fill::Text | Fill::Token)) || is_said_above(subject) {
        return Vec::new();
    }
    let who = match (has_died(subject), names_another_child(subject)) {
        (true, false) => return Vec::new(),
        (false, _) if !speaks_of_harm(subject) => return Vec::new(),
        (_, true) => "other children are named",
        (false, false) => "nobody is said to have died",
    };
    let message =
        format!("{who}, and nothing is found about whether anyone is at risk now; a sentence is enough");
    let finding = RULE
        .at(subject.title_place(), message)
        .about(&spec.id)
        .with_note("a referral for a review protects nobody by itself: if someone is at risk, the usual safeguarding route comes first");
    vec![match subject.sections("immediate-safety").next() {
        None => finding.with_fix([fixes::insert_section(subject, spec)]),
        Some(section) => {
            let place = subject.heading_place(section);
            Finding { place, ..finding }.with_fix(fixes::insert_prompts(subject, spec, section))
        }
    }]
}

/// True where the front matter speaks of safety: `immediate-concerns: none`.
fn is_said_above(subject: &Subject<'_>) -> bool {
    const KEYS: &[&str] = &["safe", "risk", "immediate", "urgent"];
    let entries = subject.document.front_matter().entries().iter();
    entries.filter(|entry| !entry.value.trim().is_empty()).any(|entry| {
        let key = entry.key.to_lowercase();
        let mut hits = subject.vocabulary.find(&entry.value);
        KEYS.iter().any(|word| key.contains(word)) || hits.any(|hit| hit.meaning == Meaning::Safety)
    })
}

/// True where a date of death, the route that is chosen or any word of the text says that the subject, or anyone, has died.
fn has_died(subject: &Subject<'_>) -> bool {
    let dies = |id: &String| subject.schema.limb(id).is_some_and(Limb::is_death) || id == "in-custody";
    let limbs: Vec<usize> = subject
        .schema
        .limbs
        .iter()
        .enumerate()
        .filter(|(_, limb)| dies(&limb.id))
        .map(|(index, _)| index)
        .collect();
    let chosen = argument::chosen(subject);
    let by_route = chosen.iter().any(|chosen| match chosen.target {
        Target::Route(index) => {
            subject.schema.routes.get(index).is_some_and(|route| route.limbs.iter().any(dies))
        }
        _ => false,
    });
    let by_word = |meaning| matches!(meaning, Meaning::Limb(index) if limbs.contains(&usize::from(index)));
    by_route
        || !subject.days("date-of-death").is_empty()
        || subject.mentions.iter().any(|mention| by_word(mention.meaning))
        || !argument::limbs_in_titles(subject).is_disjoint(&limb_ids(subject, &limbs))
}

/// True where the criteria are chosen, or a statutory route that asks for harm; with nothing chosen, where harm is spoken
/// of. A case that is put forward for what went well leaves nobody to ask about.
fn speaks_of_harm(subject: &Subject<'_>) -> bool {
    let is_harm = |id: &str| ["harm", "abuse", "neglect"].iter().any(|word| id.contains(word));
    let chosen = argument::chosen(subject);
    if !chosen.is_empty() {
        return chosen.iter().any(|chosen| {
            let route = argument::statutory(subject, chosen.target);
            chosen.target == Target::Criteria
                || route.is_some_and(|route| route.limbs.iter().any(|id| is_harm(id)))
        });
    }
    subject.mentions.iter().any(|mention| match mention.meaning {
        Meaning::Limb(index) => {
            subject.schema.limbs.get(usize::from(index)).is_some_and(|limb| is_harm(&limb.id))
        }
        _ => false,
    })
}

fn limb_ids<'s>(subject: &Subject<'s>, limbs: &[usize]) -> std::collections::HashSet<&'s str> {
    limbs.iter().filter_map(|index| subject.schema.limbs.get(*index)).map(|limb| limb.id.as_str()).collect()
}

/// Words for other children of the family or household.
const CHILDREN: &[&str] =
    &["sibling", "siblings", "brother", "brothers", "sister", "sisters", "twin", "twins"];

/// True where a line names brothers, sisters or other children, who are not said to be someone else's or dead.
fn names_another_child(subject: &Subject<'_>) -> bool {
    const PHRASES: &[&str] =
        &["other children", "other child ", "surviving child", "younger child", "older child"];
    subject.outline.filled.iter().any(|line| {
        let lower = subject.document.text(*line).to_lowercase();
        let mut before = "";
        let named = lower.split(|char: char| !(char.is_alphanumeric() || char == '\'')).any(|word| {
            // "Her mother's sister", "the ward sister"
            let others = matches!(
                before,
                "mother's" | "father's" | "ward" | "no" | "adult" | "parent's" | "partner's"
            );
            let is_child = CHILDREN.contains(&word) && !others;
            before = word;
            is_child
        });
        named || PHRASES.iter().any(|phrase| lower.contains(phrase))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn a_child_who_is_alive_is_asked_about_at_the_title() {
        check_rule(
            &RULE,
            r"
# Child K
  ^^^^^^^ information urgent-risk-unaddressed: nobody is said to have died, and nothing is found about whether anyone is at risk now

## Circumstances

K was brought to hospital on 3 March with three broken ribs.
",
        );
    }

    #[test]
    fn brothers_and_sisters_of_a_child_who_died_are_asked_about() {
        check_rule(
            &RULE,
            r"
# Child K
  ^^^^^^^ information urgent-risk-unaddressed: other children are named

## Circumstances

K died on 3 March. Her twin was at nursery.
",
        );
        check_rule(
            &RULE,
            r"
# Child K

## Circumstances

K died on 3 March. He had one brother, aged five.

## Immediate safety
   ^^^^^^^^^^^^^^^^ information urgent-risk-unaddressed
",
        );
    }

    #[test]
    fn whoever_died_alone_needs_no_safety() {
        check_rule(
            &RULE,
            r"
# Child K

## Circumstances

K died in custody at Eastmoor YOI on 3 March 2015.
",
        );
        check_rule(
            &RULE,
            r"
---
date-of-death: 2015-03-03
---
## Circumstances

Found in the bath by her mother's sister, a ward sister at Eastmoor General.
",
        );
        check_rule(
            &RULE,
            r"
# Death of Child K

## Circumstances

Found in the bath. No siblings.
",
        );
    }

    #[test]
    fn any_word_on_present_safety_is_an_answer() {
        for said in [
            "She is in foster care and he is with his grandmother.",
            "Her stepfather is on bail with conditions not to contact her.",
            "No other children live in the home.",
            "K remains in hospital.",
            "A strategy meeting on 4 March agreed a safety plan for her sisters.",
        ] {
            let text = format!(
                "# Child K\n\n## Circumstances\n\nK was scalded on 3 March; her sister saw it. {said}\n"
            );
            check_rule(&RULE, &text);
        }
    }

    #[test]
    fn an_answer_in_the_forms_own_place_counts_whatever_it_says() {
        check_rule(
            &RULE,
            r"
# Child K

## Circumstances

K was scalded on 3 March.

**Are there any immediate concerns?** No.
",
        );
        check_rule(
            &RULE,
            r"
| Question | Answer |
| --- | --- |
| Circumstances | K was scalded on 3 March. |
| Are there any immediate concerns | None known |
",
        );
        check_rule(
            &RULE,
            r"
---
immediate-concerns: none
---
## Circumstances

K was scalded on 3 March.
",
        );
    }

    #[test]
    fn a_case_that_went_well_leaves_nobody_to_ask_about() {
        check_rule(
            &RULE,
            r"
# Child K

## Circumstances

K set light to a bin on 3 March. Nobody was hurt; his mother had hidden the lighters.

## Basis

Good practice.
",
        );
        check_rule(
            &RULE,
            r"
# The children of Family D

## Circumstances

Nothing bad, for once: the eldest girl was met at the gate, and her brother was at football.

## Basis

The criteria are not met. For learning purposes: nobody had been neglected, because everybody rang everybody.
",
        );
    }

    #[test]
    fn before_anything_is_told_nobody_is_asked_about() {
        check_rule(
            &RULE,
            r"
# Child K

## Circumstances

## Basis
",
        );
    }

    #[test]
    fn the_section_is_inserted_with_its_prompts() {
        check_fix(
            &RULE,
            "# Child K\n\n## Circumstances\n\nK was scalded.\n",
            "Insert \"Immediate safety\"",
            "# Child K\n\n## Circumstances\n\nK was scalded.\n\n## Immediate safety\n\n\
             <!-- prompt: Is the child, or any other child or adult, at risk today? -->\n\
             <!-- prompt: What has been done to keep them safe, by whom and when? -->\n\
             <!-- prompt: Is there a problem elsewhere, such as in a setting, that needs putting right at once? -->\n",
        );
    }
}
