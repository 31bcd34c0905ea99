#![doc = include_str!("unaddressed_limb.md")]

use std::collections::HashSet;

use super::{Check, Rule};
use crate::argument::{self, Chosen};
use crate::claims::Target;
use crate::finding::{Finding, Fix, Severity};
use crate::fixes;
use crate::schema::{Limb, Route};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "unaddressed-limb",
    question: Some("basis"),
    waits_for_draft: true,
    page: include_str!("unaddressed_limb.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let chosen = argument::chosen(subject);
    let mut claimed: Vec<(&Chosen, &Route)> = chosen
        .iter()
        .filter_map(|chosen| Some((chosen, argument::statutory(subject, chosen.target)?)))
        .collect();
    if chosen.is_empty() {
        return Vec::new();
    }
    let mut addressed = argument::addressed_limbs(subject);
    if claimed.is_empty() || claimed.iter().any(|(_, route)| !missing(subject, route, &addressed).is_empty())
    {
        addressed.extend(argument::limbs_in_titles(subject));
    }
    if claimed.is_empty()
        && let Some(criteria) = chosen.iter().find(|chosen| chosen.target == Target::Criteria)
        && let Some(nearest) = nearest_route(subject, &addressed)
    {
        claimed.push((criteria, nearest));
    }
    claimed.sort_by_key(|(chosen, _)| chosen.place);
    let mut findings = Vec::new();
    let mut named: HashSet<&str> = HashSet::new();
    for (chosen, route) in claimed {
        for limb in missing(subject, route, &addressed) {
            if named.insert(&limb.id) {
                findings.push(finding(subject, chosen, route, limb));
            }
        }
    }
    findings
}

/// The limbs of `route` about which nothing is found.
fn missing<'s>(subject: &Subject<'s>, route: &'s Route, addressed: &HashSet<&str>) -> Vec<&'s Limb> {
    let limbs = route.limbs.iter().filter(|id| !addressed.contains(id.as_str()));
    limbs.filter_map(|id| subject.schema.limbs.iter().find(|limb| limb.id == *id)).collect()
}

/// The statutory route with the fewest limbs missing, the first on a tie.
fn nearest_route<'s>(subject: &Subject<'s>, addressed: &HashSet<&str>) -> Option<&'s Route> {
    let routes = subject.schema.routes.iter().filter(|route| route.kind.is_criterion());
    routes.min_by_key(|route| missing(subject, route, addressed).len())
}

fn finding(subject: &Subject<'_>, chosen: &Chosen, route: &Route, limb: &Limb) -> Finding {
    let message = format!(
        "nothing found about whether {}, of which {} speaks",
        limb.wording,
        argument::route_name(route)
    );
    let finding = RULE
        .at(chosen.place, message)
        .about(&limb.id)
        .with_note("it need only be raised, not proved: say what is known, even if it is little")
        .with_fix(prompt(subject, chosen, limb));
    // What is weighed is never met, and what could only be recalled is no ground for a warning.
    let is_criterion = route.kind.is_criterion();
    if is_criterion && limb.confirmed && route.confirmed {
        finding
    } else {
        finding.weighing(Severity::Information)
    }
}

/// Asks about `limb` below the heading of the section that chooses the route.
fn prompt(subject: &Subject<'_>, chosen: &Chosen, limb: &Limb) -> Option<Fix> {
    let section = subject.sections(chosen.section).next()?;
    let prompt = format!("What is known about whether {}?", limb.wording);
    let fix = fixes::insert_prompts_with(subject, "", &[prompt], section)?;
    Some(Fix { title: format!("Insert a prompt about whether {}", limb.wording), ..fix })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn each_part_of_which_nothing_is_said_is_reported_once() {
        check_rule(
            &RULE,
            r#"
## Basis

5(2)(b)(ii)
^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether abuse or neglect of a child is known or suspected
^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether the child has been seriously harmed
^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether there is cause for concern as to the way
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

We believe that the criteria are met.
                    ^^^^^^^^^^^^^^^^ warning unaddressed-limb: nothing found about whether abuse or neglect of a child

## Circumstances

K died in a house fire.
"#,
        );
    }

    #[test]
    fn a_part_is_addressed_anywhere_and_by_its_denial() {
        check_rule(
            &RULE,
            r#"
---
date-of-death: 2015-03-02
---
## Circumstances

There is no evidence of neglect so far.

## Basis

5(2)(b)(i)
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Criteria met: serious harm, abuse, and we have concerns about how agencies worked together.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

The criteria are met.

## Circumstances

K was found hanged in his cell while on remand.
"#,
        );
        check_rule(
            &RULE,
            r#"
# Death of Child K

## Basis

5(2)(b)(i), neglect suspected.
"#,
        );
    }

    #[test]
    fn the_label_of_an_empty_box_addresses_nothing() {
        check_rule(
            &RULE,
            r#"
## Basis

- [ ] The child has been seriously harmed
- [x] 5(2)(b)(i)
      ^^^^^^^^^^ warning unaddressed-limb: nothing found about whether the child has died

## Circumstances

Neglect is suspected.
"#,
        );
    }

    #[test]
    fn the_label_of_a_filled_field_addresses_a_part_and_that_of_a_blank_one_does_not() {
        check_rule(
            &RULE,
            r#"
## Child

| | |
|---|---|
| Date of death | 2 March 2015 |

## Basis

5(2)(b)(i), neglect suspected.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Child

| | |
|---|---|
| Date of death | |

- Date of death:

## Basis

5(2)(b)(i), neglect suspected.
^^^^^^^^^^ warning unaddressed-limb: nothing found about whether the child has died
"#,
        );
    }

    #[test]
    fn another_reason_has_no_parts() {
        check_rule(
            &RULE,
            r#"
## Basis

For learning purposes. The criteria are not met.
"#,
        );
    }

    #[test]
    fn a_prompt_is_inserted_below_the_heading() {
        check_fix(
            &RULE,
            "## Basis\n\nNeglect: 5(2)(b)(i)\n",
            "Insert a prompt about whether the child has died",
            "## Basis\n\n<!-- prompt: What is known about whether the child has died? -->\n\nNeglect: 5(2)(b)(i)\n",
        );
    }
}
