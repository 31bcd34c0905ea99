//! What is told and what dates say against the route that is chosen.

use std::collections::BTreeSet;

use super::{RULE, living};
use crate::argument::{self, Chosen};
use crate::claims::{Claim, Stance};
use crate::finding::{Finding, Severity};
use crate::outline::Fill;
use crate::schema::Life;
use crate::subject::Subject;
use crate::told;

/// Where a route is chosen though the facts given speak against it, as its schema says.
pub(super) fn against_facts(subject: &Subject<'_>, chosen: &Chosen) -> Option<Finding> {
    let route = argument::statutory(subject, chosen.target)?;
    let unless = route.unless.as_ref().filter(|unless| subject.holds(unless))?;
    let life = told::life(subject).filter(|_| unless.told.is_some());
    // Of several routes the one that fits is meant.
    // A death that is ticked of somebody who lives is one box too many, whatever else is ticked.
    let is_said = life.is_some_and(|life| life.life == Life::Alive && life.place.is_some());
    // So is "the adult is still alive" of the dead.
    let is_of_the_living =
        || life.is_some_and(|life| life.life == Life::Dead) && living::is_ticked(subject, chosen.target);
    let is_too_many = is_ticked(subject, chosen) && (is_said || is_of_the_living());
    if life.is_some() && !is_too_many && !is_chosen_alone(subject, chosen) {
        return None;
    }
    // Only of a box that was ticked is it sure that the death should be told of; else it may be, in words that nobody listed.
    let is_untold = life.is_some_and(|life| life.place.is_none()) && !is_ticked(subject, chosen);
    let message = format!(
        "the facts given seem to speak against {}; say which is meant, and why",
        argument::route_name(route)
    );
    let mut finding = RULE.at(chosen.place, message).about(&route.id);
    if !route.confirmed || is_untold {
        finding = finding.weighing(Severity::Information);
    }
    if let Some(place) = life.and_then(|life| life.place) {
        finding = finding.with_related(place, "told here");
    }
    let mut named = BTreeSet::new();
    for id in unless.fields().into_iter().filter(|id| named.insert(*id)) {
        if let Some(field) = subject.fields(id).find(|field| field.fill == Fill::Text) {
            finding = finding.with_related(subject.whole_field_place(field), "given here");
        }
    }
    Some(finding)
}

/// True where no other criterion is chosen besides, or the form's box for this one is ticked and that for no other.
fn is_chosen_alone(subject: &Subject<'_>, chosen: &Chosen) -> bool {
    let claims = || {
        let both = [&subject.basis, &subject.rationale].into_iter();
        both.flat_map(|argument| &argument.reading.claims).filter(|claim| claim.stance == Stance::Yes)
    };
    let is_other = |claim: &&Claim| {
        claim.target != chosen.target
            && argument::statutory(subject, claim.target).is_some_and(|route| route.kind.is_criterion())
    };
    let is_ticked = is_ticked(subject, chosen);
    !claims().filter(is_other).any(|claim| claim.how.is_an_answer() || !is_ticked)
}

/// True where a form's box or question is answered with it.
fn is_ticked(subject: &Subject<'_>, chosen: &Chosen) -> bool {
    let both = [&subject.basis, &subject.rationale].into_iter();
    let mut claims = both.flat_map(|argument| &argument.reading.claims);
    claims
        .any(|claim| claim.stance == Stance::Yes && claim.target == chosen.target && claim.how.is_an_answer())
}
