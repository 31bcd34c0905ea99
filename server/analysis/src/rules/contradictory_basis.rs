#![doc = include_str!("contradictory_basis.md")]

use super::{Check, Rule};
use crate::argument;
use crate::claims::{Claim, How, Stance, Target};
use crate::finding::Finding;
use crate::outline::boxes;
use crate::place::{Place, range};
use crate::subject::{Argument, Subject};

pub(super) const RULE: Rule = Rule {
    code: "contradictory-basis",
    question: Some("basis"),
    page: include_str!("contradictory_basis.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (_, argument) = argument::deciding(subject);
    let mut findings = Vec::new();
    for target in argument.reading.contradictions(subject.schema) {
        let (Some(yes), Some(no)) = (claimed(subject, argument, target), denied(argument, target)) else { continue };
        let yes_place = place(subject, argument, yes);
        let no_place = place(subject, argument, no);
        let later_denies = (no_place.block, no_place.end) >= (yes_place.block, yes_place.end);
        let (here, there, word) =
            if later_denies { (no_place, yes_place, "said to be met here") } else { (yes_place, no_place, "said not to be met here") };
        let route = match target {
            Target::Route(index) => subject.schema.routes.get(index),
            Target::Criteria | Target::OtherReason => None,
        };
        let about = route.map_or("basis", |route| route.id.as_str());
        let what = route.map_or_else(|| "the criteria are".to_owned(), |route| format!("{} is", argument::route_name(route)));
        let message = format!("{what} said both to be met and not to be met; say which is meant");
        let finding = RULE.at(here, message).about(about);
        findings.push(if here == there { finding } else { finding.with_related(there, word) });
    }
    findings
}

/// The last claim that says yes to `target`; for the criteria, to any of their routes.
fn claimed<'s>(subject: &Subject<'_>, argument: &'s Argument, target: Target) -> Option<&'s Claim> {
    let means = |claim: &Claim| {
        // A death in custody leads to a review even where regulation 5(2) is not met: saying both is no contradiction.
        let cited = argument::statutory(subject, claim.target).is_some_and(|route| !route.citation.is_empty());
        claim.target == target || target == Target::Criteria && cited
    };
    argument.reading.claims.iter().rev().find(|claim| claim.stance == Stance::Yes && means(claim))
}

fn denied(argument: &Argument, target: Target) -> Option<&Claim> {
    argument.reading.claims.iter().rev().find(|claim| claim.stance == Stance::No && claim.target == target)
}

/// Where a claim stands; of a ticked answer, its box and the words beside it.
fn place(subject: &Subject<'_>, argument: &Argument, claim: &Claim) -> Place {
    let text = argument.passage.slice(claim.range);
    let ticked = boxes(text).into_iter().rfind(|found| found.ticked);
    let Some(found) = ticked.filter(|_| claim.how == How::Ticked) else {
        return argument::place_in(subject, argument, claim.range);
    };
    let from = usize::from(claim.range.start()) + usize::from(found.at.start());
    let end = usize::from(claim.range.start()) + text.trim_end().len();
    argument::place_in(subject, argument, range(from, end))
}
