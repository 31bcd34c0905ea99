//! What a *Basis* claims: which routes, said to be met or not, and which provisions it cites.
//!
//! Nothing here decides whether a criterion is met, or whether a claim is well founded.

mod again;
mod announced;
mod asked;
mod boxes;
mod citation;
mod company;
mod elsewhere;
mod foreign;
mod layers;
mod lexicon;
mod limb_denied;
mod limbs;
mod lore;
mod marks;
mod numbered;
mod outright;
mod overlap;
mod part;
mod polarity;
mod reason;
mod sentence;
mod short_denial;
mod told;
mod words;

use text_size::TextRange;

pub use citation::{Citation, citations};
pub(crate) use foreign::{Foreign, foreign, is_of_another_law};
pub(crate) use limb_denied::{denies_cause, denies_harm, is_own_denial};
pub(crate) use lore::Lore;
pub(crate) use numbered::unknown_parts;
pub(crate) use outright::{is_outright, may_affirm, may_deny, names_a_review};
pub use overlap::{MOSTLY, confirmed_overlap, criteria_overlap, loose_overlap, speaks_of_the_criterion};
pub use sentence::sentences;
pub(crate) use short_denial::{may_deny_in_short, short_denial};

use crate::schema::{Hit, RouteKind, Schema, Vocabulary};

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// `schema.routes[i]`.
    Route(usize),
    /// The criteria, with no route named.
    Criteria,
    /// A reason other than the criteria, where the schema has no route for it or several.
    /// Where it has exactly one that is not statutory, the target is that route.
    OtherReason,
}

/// Whether it is said to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// It is claimed.
    Yes,
    /// It is denied.
    No,
}

/// By what means a claim is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum How {
    /// In a sentence.
    Words,
    /// By citing the part of the provision that sets the route apart.
    Citation,
    /// By a ticked box.
    Ticked,
    /// By the answer to a form's question.
    Answer,
}

impl How {
    /// Whether a form was answered.
    pub(crate) fn is_an_answer(self) -> bool {
        matches!(self, How::Ticked | How::Answer)
    }
}

/// One thing claimed or denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// What it is about.
    pub target: Target,
    /// Claimed or denied.
    pub stance: Stance,
    /// True where a word such as "may" or "we believe" makes it less than certain.
    pub hedged: bool,
    /// By what means.
    pub how: How,
    /// Bytes of the text read.
    pub range: TextRange,
}

/// What a text claims, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Claims and denials.
    pub claims: Vec<Claim>,
    /// Citations, claimed or not.
    pub citations: Vec<Citation>,
}

impl Reading {
    /// Whether `target` is claimed.
    pub fn claims(&self, target: Target) -> bool {
        self.has(target, Stance::Yes)
    }

    /// Whether `target` is denied.
    pub fn denies(&self, target: Target) -> bool {
        self.has(target, Stance::No)
    }

    /// Whether the criteria or a statutory route is claimed.
    pub fn is_statutory(&self, schema: &Schema) -> bool {
        self.claims.iter().any(|claim| claim.stance == Stance::Yes && is_statutory(schema, claim.target))
    }

    /// Whether a reason other than the criteria is given.
    pub fn gives_other_reason(&self, schema: &Schema) -> bool {
        self.claims.iter().any(|claim| claim.stance == Stance::Yes && !is_statutory(schema, claim.target))
    }

    /// What is both claimed and denied, each once: a route, or the criteria with no route named.
    ///
    /// Criteria denied as a whole while a statutory route is claimed count as the criteria.
    pub fn contradictions(&self, schema: &Schema) -> Vec<Target> {
        let mut denied: Vec<Target> = Vec::new();
        for claim in self.claims.iter().filter(|claim| claim.stance == Stance::No) {
            if !denied.contains(&claim.target) {
                denied.push(claim.target);
            }
        }
        let mut found: Vec<Target> = Vec::new();
        for claim in self.claims.iter().filter(|claim| claim.stance == Stance::Yes) {
            let whole = is_statutory(schema, claim.target)
                && denied.contains(&Target::Criteria)
                && !self.weighs_what_is_not_denied(schema, claim);
            let target = match claim.target {
                target if denied.contains(&target) => target,
                _ if whole => Target::Criteria,
                _ => continue,
            };
            if !found.contains(&target) {
                found.push(target);
            }
        }
        found
    }

    /// True where `claim` cites what the law asks to weigh, and each denial of the criteria another provision.
    fn weighs_what_is_not_denied(&self, schema: &Schema, claim: &Claim) -> bool {
        let Target::Route(index) = claim.target else { return false };
        let is_weighed = schema.routes.get(index).is_some_and(|route| route.kind == RouteKind::Consideration);
        let cited = |claim: &Claim| {
            let citation = self.citations.iter().find(|citation| claim.range.contains_range(citation.range));
            citation.and_then(|citation| citation.provision)
        };
        let denials = || {
            let of_criteria = |other: &&Claim| other.target == Target::Criteria && other.stance == Stance::No;
            self.claims.iter().filter(of_criteria)
        };
        is_weighed
            && cited(claim)
                .is_some_and(|own| denials().all(|denial| cited(denial).is_some_and(|other| other != own)))
    }

    fn has(&self, target: Target, stance: Stance) -> bool {
        self.claims.iter().any(|claim| claim.target == target && claim.stance == stance)
    }
}

fn is_statutory(schema: &Schema, target: Target) -> bool {
    match target {
        Target::Route(index) => schema.routes.get(index).is_some_and(|route| route.kind.is_of_the_rules()),
        Target::Criteria => true,
        Target::OtherReason => false,
    }
}

/// True where a sentence has a word for the criteria and one that says of them that they are met, or not, however the two
/// hang together, and nothing leaves that to others: what is read as no claim may still be one.
pub(crate) fn may_claim(text: &str) -> bool {
    const REVIEWS: &[&str] =
        &["a", "an", "the", "this", "review", "serious", "scr", "sar", "lcspr", "notification", "referral"];
    let lower = text.to_lowercase();
    let says = |range: &text_size::TextRange| {
        let all = words::words(&lower, range.start().into(), range.end().into());
        // Not "the criteria for free school meals".
        let is_ours = |at: usize| {
            let is =
                |on: usize, wanted: &[&str]| all.get(at + on).is_some_and(|word| wanted.contains(&word.text));
            !is(1, &["for"]) || is(2, REVIEWS)
        };
        let mut nouns = (0..).zip(&all).filter(|(_, word)| word.entry.is_some_and(|entry| entry.noun));
        nouns.any(|(at, _)| is_ours(at))
            && all.iter().any(|word| word.entry.is_some_and(|entry| entry.verdict))
    };
    sentences(&lower).iter().any(says) && !lexicon::DEFERRED.iter().any(|phrase| lower.contains(phrase))
}

/// True where a sentence denies twice, which may be to affirm: "I can't see how the criteria could not be met".
pub(crate) fn denies_twice(text: &str) -> bool {
    const DENYING: &[&str] = &["not", "cannot", "never", "no", "wrong", "unmet", "fails", "surprised"];
    let denies = |word: &str| DENYING.contains(&word) || word.ends_with("n't") || word.ends_with("n’t");
    let lower = text.to_lowercase();
    sentences(&lower).iter().any(|range| {
        let all = words::words(&lower, range.start().into(), range.end().into());
        all.iter().filter(|word| denies(word.text)).nth(1).is_some()
    })
}

/// Reads what `text` claims: the visible text of one section, its blocks on lines of their own, the cells of
/// a table row parted by tabs, boxes left in, emphasis removed. Only the first 32 KB are read.
pub fn read_claims(schema: &Schema, vocabulary: &Vocabulary, text: &str) -> Reading {
    let text = as_far_as_is_read(text);
    let hits: Vec<Hit> = vocabulary.find(text).collect();
    read_claims_of(schema, vocabulary, text, &hits)
}

/// The same for a text of which every phrase is known, `hits` by place, and that was another before, with what that one
/// claimed.
pub(crate) fn read_claims_again(
    schema: &Schema,
    vocabulary: &Vocabulary,
    (before, reading): (&str, &Reading),
    text: &str,
    hits: impl Iterator<Item = Hit>,
) -> Reading {
    if let Some(reading) = again::read_again(schema, vocabulary, before, reading, text) {
        return reading;
    }
    let text = as_far_as_is_read(text);
    let hits: Vec<Hit> = hits.take_while(|hit| usize::from(hit.range.end()) <= text.len()).collect();
    read_claims_of(schema, vocabulary, text, &hits)
}

fn read_claims_of(schema: &Schema, vocabulary: &Vocabulary, text: &str, hits: &[Hit]) -> Reading {
    let lower = text.to_ascii_lowercase();
    let citations = citation::citations_of(&vocabulary.claims.provisions, text);
    let marks = marks::Marks::new(schema, vocabulary, text, &lower, hits, &citations);
    let mut claims = boxes::claims(&marks);
    if claims.is_empty() {
        claims = limbs::answered(schema, vocabulary, text, &lower);
    }
    settle(schema, &marks, &citations, &mut claims);
    let mut claims: Vec<Claim> = claims.into_iter().map(marks::Draft::claim).collect();
    claims.sort_by_key(|claim| (claim.range.start(), claim.range.end(), claim.target, claim.stance));
    claims.dedup();
    Reading { claims, citations }
}

fn as_far_as_is_read(text: &str) -> &str {
    let longest = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..longest.unwrap_or_default()).unwrap_or_default()
}

/// Bytes of a section that are read. Far above any real *Basis*; it bounds the time a hostile one can take.
const LONGEST: usize = 32 * 1024;

/// What only the whole text can tell: a part of a criterion cited alone, and a reason given beside a denial.
fn settle(schema: &Schema, marks: &marks::Marks<'_>, citations: &[Citation], claims: &mut Vec<marks::Draft>) {
    let statutory = |draft: &marks::Draft| {
        draft.stance == Stance::Yes && draft.target.is_some_and(|target| is_statutory(schema, target))
    };
    // "(a) and (b)(i) are met. (a) is not": what is denied is a part of what is claimed.
    let is_sure = |draft: &&marks::Draft| statutory(draft) && draft.how != How::Words && !draft.hedged;
    let claimed_route = claims.iter().find(is_sure).and_then(|draft| draft.target);
    for draft in claims.iter_mut().filter(|draft| draft.target.is_none() && draft.stance == Stance::No) {
        let said = marks.text.get(std::ops::Range::<usize>::from(draft.range)).unwrap_or_default();
        if draft.how == How::Citation && !draft.past && said.ends_with("(a)") {
            draft.target = claimed_route;
        }
    }
    if claims.iter().any(|draft| draft.target.is_some()) {
        claims.retain(|draft| draft.target.is_some());
    }
    // What was said of an earlier time gives way to what is said now.
    if claims.iter().any(|draft| statutory(draft) && !draft.past) {
        claims.retain(|draft| {
            !(draft.past && draft.stance == Stance::No && draft.target == Some(Target::Criteria))
        });
    }
    if claims.is_empty()
        && let Some((target, range)) = marks.rule_for(schema)
    {
        let how = How::Words;
        let (target, stance) = (Some(target), Stance::Yes);
        claims.push(marks::Draft { target, stance, hedged: false, how, range, past: false });
    }
    layers::leave_open(schema, marks.text, citations, claims);
    let claimed = claims.iter().any(statutory);
    let other = claims.iter().any(|draft| {
        draft.stance == Stance::Yes && draft.target.is_some_and(|target| !is_statutory(schema, target))
    });
    let refused = claims.iter().any(|draft| {
        draft.stance == Stance::No && draft.target.is_some_and(|target| !is_statutory(schema, target))
    });
    if claimed || other || refused {
        return;
    }
    let denied = claims.iter().any(|draft| draft.stance == Stance::No);
    if let Some(range) = marks.reason(denied) {
        claims.push(marks::Draft {
            target: Some(marks.other()),
            stance: Stance::Yes,
            hedged: false,
            how: How::Words,
            range,
            past: false,
        });
    }
}
