//! Law that asks for more than one thing: a duty and a power in one section, a definition and what to weigh besides.
//!
//! No Act is known here; what is a power and what a consideration is said by the schema.

use super::marks::Draft;
use super::{Citation, How, Stance, Target};
use crate::schema::{RouteKind, Schema};

/// Where the law has both a duty and a power, citing it as a whole says nothing beside the power; and where it asks for
/// two things, a definition and what to weigh, yes to one and no to the other contradict nothing.
pub(super) fn leave_open(schema: &Schema, text: &str, citations: &[Citation], claims: &mut Vec<Draft>) {
    let yes = |draft: &Draft| draft.stance == Stance::Yes;
    let of = |kind: RouteKind| {
        move |draft: &Draft| match draft.target {
            Some(Target::Route(index)) => schema.routes.get(index).is_some_and(|route| route.kind == kind),
            _ => false,
        }
    };
    let criteria = |draft: &Draft| draft.target == Some(Target::Criteria);
    if claims.iter().any(|draft| yes(draft) && of(RouteKind::Discretionary)(draft))
        && !claims.iter().any(|draft| yes(draft) && of(RouteKind::Statutory)(draft))
    {
        let is_whole = |citation: &Citation| {
            let provision = citation.provision.and_then(|index| schema.provisions.get(index));
            citation.child.is_empty() && provision.is_some_and(|provision| !provision.citation.contains('('))
        };
        let cites_whole = |draft: &Draft| {
            citations.iter().any(|citation| is_whole(citation) && draft.range.contains_range(citation.range))
        };
        claims.retain(|draft| !(criteria(draft) && draft.how == How::Citation && cites_whole(draft)));
    }
    let has_two = schema.routes.iter().any(|route| route.kind == RouteKind::Consideration);
    if has_two
        && speaks_of_both(text, citations)
        && claims.iter().any(|draft| yes(draft) && !of(RouteKind::Other)(draft))
    {
        let cited = |draft: &Draft| {
            let citation = citations.iter().find(|citation| draft.range.contains_range(citation.range));
            citation.and_then(|citation| citation.provision).filter(|_| draft.how == How::Citation)
        };
        // Yes and no to one and the same of the two stay, and so do those to the definition by its name.
        let names_it = |draft: &Draft| {
            let said =
                text.get(std::ops::Range::<usize>::from(draft.range)).unwrap_or("").to_ascii_lowercase();
            FIRST.iter().any(|name| said.contains(name))
        };
        let affirms_definition = claims.iter().any(|draft| yes(draft) && criteria(draft) && names_it(draft));
        let affirmed: Vec<usize> = claims.iter().filter(|draft| yes(draft)).filter_map(cited).collect();
        // "Regulation 11(c) is in point. Section 16C(1)(a) is not met": no contradiction, and a denial all the same.
        let weighed: Vec<usize> =
            claims.iter().filter(|draft| of(RouteKind::Consideration)(draft)).filter_map(cited).collect();
        let weighs = |draft: &Draft| {
            let provision = cited(draft);
            of(RouteKind::Consideration)(draft) && provision.is_some()
                || criteria(draft) && provision.is_some_and(|provision| weighed.contains(&provision))
        };
        let weighs_alone =
            claims.iter().filter(|draft| yes(draft) && !of(RouteKind::Other)(draft)).all(weighs);
        claims.retain(|draft| {
            let denies = criteria(draft) && draft.stance == Stance::No && !draft.how.is_an_answer();
            !denies
                || affirms_definition && names_it(draft)
                || cited(draft).is_some_and(|provision| weighs_alone || affirmed.contains(&provision))
        });
    }
}

/// Whether a text cites two provisions, or speaks of a definition and of criteria besides.
fn speaks_of_both(text: &str, citations: &[Citation]) -> bool {
    let mut cited: Vec<usize> = citations.iter().filter_map(|citation| citation.provision).collect();
    cited.sort_unstable();
    cited.dedup();
    let lower = text.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    cited.len() > 1 || has(DEFINITION) && has(CONSIDERATION) || has(NOTIFICATION) && has(PRACTICE_REVIEW)
}

/// Whether a text in small letters has a word by which it may speak of both.
pub(super) fn speaks_of_law(lower: &str) -> bool {
    let words = [DEFINITION, CONSIDERATION, NOTIFICATION, PRACTICE_REVIEW];
    words.into_iter().flatten().any(|word| lower.contains(word))
}

/// How the first of the two is named.
const FIRST: &[&str] = &["definition", "serious child safeguarding case"];
const DEFINITION: &[&str] = &["definition"];
const CONSIDERATION: &[&str] = &["criteri", "threshold", "consideration"];
const NOTIFICATION: &[&str] = &["notif", "rapid review"];
const PRACTICE_REVIEW: &[&str] = &["practice review", "local review"];
