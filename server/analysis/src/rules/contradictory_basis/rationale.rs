//! What *Rationale* says of the criteria, held against *Basis*.

use super::{place, said_both, sentence};
use crate::argument;
use crate::claims::{Claim, Stance, Target};
use crate::finding::Finding;
use crate::subject::{Argument, Subject};

/// Words that say of the criteria how it is now.
const NOW: &[&str] = &[
    "are not",
    "aren't",
    "is not",
    "isn't",
    "does not",
    "doesn't",
    "not met",
    "cannot",
    "can't",
    "not within",
    "not reached",
    "hasn't",
    "has not",
    "no duty",
    "unsatisfied",
    "unfulfilled",
    "not made out",
    "falls short",
    "falling short",
    "fails",
    "none of this",
    "are met",
    "is met",
    "are fulfilled",
    "is fulfilled",
    "are satisfied",
    "it's met",
    "over the threshold",
    "no legal basis",
    "otherwise",
];

/// Words of a sentence about another time, another view, another case or another law.
const ELSEWHERE: &[&str] = &[
    "if ",
    "unless",
    "until",
    "was ",
    "were ",
    "had ",
    "would",
    "could",
    "might",
    "may ",
    "they say",
    "he says",
    "she says",
    "said",
    "told",
    "thought",
    "parents",
    "panel",
    "policy",
    "easy to say",
    "suggest",
    "in 19",
    "in 20",
    "whether",
    "argue",
    "national",
    "section 47",
    "s47",
    "s.47",
    "twin",
    "brother",
    "sister",
    "sibling",
    "for her",
    "for him",
    "service",
    "assessment",
    "referral was",
    "of the plan",
    "eligib",
    "continuing healthcare",
    "care act assessment",
    "advis",
    "wonder",
    "some ",
    "others",
    "another",
    "first limb",
    "second limb",
    "limb",
    "does not say",
    "don't say",
    "do not say",
    "not that ",
    "mind",
    "appear",
    "seem",
    "council",
    "'s view",
    "their view",
    "the view of",
];

/// Where *Basis* says one thing of the criteria and a sentence of *Rationale* says the other, as of now and as the writer's
/// own view.
pub(super) fn taken_back_in_the_rationale(subject: &Subject<'_>) -> Option<Finding> {
    let (basis, rationale) = (&subject.basis, &subject.rationale);
    let same = |one: Target, other: Target| {
        let of_law = |target: Target| target == Target::Criteria || is_criterion(subject, target);
        one == other || (one == Target::Criteria || other == Target::Criteria) && of_law(one) && of_law(other)
    };
    let of_law = |claim: &&Claim| claim.target == Target::Criteria || is_criterion(subject, claim.target);
    let plain = |argument: &Argument, claim: &Claim| !claim.hedged || is_an_opinion(argument, claim);
    let said: Vec<&Claim> =
        basis.reading.claims.iter().filter(of_law).filter(|claim| plain(basis, claim)).collect();
    // One who says both in one box has been heard already.
    let is_one_sided = |stance: Stance| {
        said.iter().any(|claim| claim.stance == stance) && said.iter().all(|claim| claim.stance == stance)
    };
    let claims = rationale.reading.claims.iter().filter(of_law).filter(|claim| plain(rationale, claim));
    claims.into_iter().find_map(|claim| {
        let against = if claim.stance == Stance::Yes { Stance::No } else { Stance::Yes };
        if !is_one_sided(against) || !is_of_now(rationale, claim) {
            return None;
        }
        let other = said.iter().find(|other| same(other.target, claim.target))?;
        // "The criteria are not met; yet he died of neglect" has a criterion's words.
        if claim.stance == Stance::Yes && claim.target != Target::Criteria {
            return None;
        }
        let route = match claim.target {
            Target::Route(index) => subject.schema.routes.get(index),
            Target::Criteria | Target::OtherReason => None,
        };
        let (here, there) = (place(subject, rationale, claim), place(subject, basis, other));
        Some(said_both(route, here, there, claim.stance == Stance::No))
    })
}

/// "We consider that they are met", and not "they may be met".
fn is_an_opinion(argument: &Argument, claim: &Claim) -> bool {
    let Some((_, text)) = sentence(argument, claim) else { return false };
    let lower = text.to_lowercase();
    ["consider", "believe", "think", "view", "opinion", "judg"].iter().any(|word| lower.contains(word))
        && !["may ", "might", "could", "possib", "appear", "seem", "unsure", "not sure", "likely"]
            .iter()
            .any(|word| lower.contains(word))
}

fn is_criterion(subject: &Subject<'_>, target: Target) -> bool {
    argument::statutory(subject, target).is_some_and(|route| route.kind.is_criterion())
}

/// True where the sentence of a claim tells of the present, of this case, and of nobody else's view.
fn is_of_now(argument: &Argument, claim: &Claim) -> bool {
    let Some((at, text)) = sentence(argument, claim) else { return false };
    let lower = text.to_lowercase().replace('’', "'");
    let next = argument.passage.text().get(at.end().into()..).unwrap_or("").trim_start().to_lowercase();
    let is_taken_back =
        ["we disagree", "i disagree", "we don't", "we do not", "i don't", "that is wrong", "not so"]
            .iter()
            .any(|words| next.starts_with(words));
    NOW.iter().any(|words| lower.contains(words))
        && !ELSEWHERE.iter().any(|words| lower.contains(words))
        && !lower.trim_end().ends_with('?')
        && !is_taken_back
}
