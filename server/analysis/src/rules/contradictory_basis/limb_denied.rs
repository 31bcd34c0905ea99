//! What a chosen criterion asks for, denied by a sentence anywhere: "she was not seriously harmed".

use super::place;
use crate::argument::{self, route_name};
use crate::claims::{self, Claim, Stance, Target};
use crate::finding::Finding;
use crate::outline::Glance;
use crate::place::Piece;
use crate::schema::{Limb, Route};
use crate::subject::Subject;
use crate::told;

/// Where *Basis* rests on serious harm, or on a death that resulted from abuse or neglect, and a sentence says outright that
/// there was none, or that it did not.
pub(super) fn denied_outright(subject: &Subject<'_>) -> Option<Finding> {
    // Beside a word on the criteria it is weighed there: "(b) is not met, he has not been seriously harmed".
    let denied = |glance: &Glance| glance.limb_denied && !glance.denial && !glance.short_denial;
    let mut blocks = (0..).zip(subject.glances.iter()).filter(|(_, glance)| denied(glance)).peekable();
    blocks.peek()?;
    let claims = &subject.basis.reading.claims;
    if claims.iter().any(|claim| claim.stance == Stance::No) {
        return None;
    }
    let of_harm = rests_on(subject, claims, |route| speaks_of(subject, route, Limb::is_harm));
    let of_harm = of_harm.filter(|_| nobody_died(subject));
    let of_cause = rests_on(subject, claims, |route| {
        speaks_of(subject, route, Limb::is_death) && route.asks_for_a_cause()
    });
    blocks.map(|(number, _)| number).find_map(|number| {
        let text = subject.document.block(number)?.plain.text();
        claims::sentences(text).into_iter().find_map(|sentence| {
            let lower = text.get(std::ops::Range::<usize>::from(sentence))?.to_lowercase();
            let met = of_harm.filter(|_| claims::denies_harm(&lower));
            let met = met.or_else(|| of_cause.filter(|_| claims::denies_cause(&lower)))?;
            let piece = Piece::new(number, sentence);
            let in_scope = subject
                .outline
                .in_scope
                .iter()
                .any(|line| line.contains(Piece { end: piece.start, ..piece }));
            (in_scope && claims::is_own_denial(&lower)).then(|| {
                let what = match met.target {
                    Target::Route(index) => subject.schema.routes.get(index).map(route_name),
                    Target::Criteria | Target::OtherReason => None,
                };
                let what = what.map_or_else(|| "the criteria are".to_owned(), |route| format!("{route} is"));
                let message = format!(
                    "{what} said to be met, and this seems to say otherwise; say which is meant, and why"
                );
                let finding = super::RULE.at(subject.document.place(piece), message).about("basis");
                finding.with_related(place(subject, &subject.basis, met), "said to be met here")
            })
        })
    })
}

/// The claim of a route that `wanted` fits, or of the criteria where it fits one of their routes.
fn rests_on<'c>(
    subject: &Subject<'_>,
    claims: &'c [Claim],
    wanted: impl Fn(&Route) -> bool,
) -> Option<&'c Claim> {
    let criteria = || subject.schema.routes.iter().any(|route| route.kind.is_criterion() && wanted(route));
    claims.iter().find(|claim| match claim.target {
        Target::Route(_) => argument::statutory(subject, claim.target).is_some_and(&wanted),
        Target::Criteria => criteria(),
        Target::OtherReason => false,
    })
}

fn speaks_of(subject: &Subject<'_>, route: &Route, is: fn(&Limb) -> bool) -> bool {
    subject.schema.limbs.iter().any(|limb| route.limbs.contains(&limb.id) && is(limb))
}

fn nobody_died(subject: &Subject<'_>) -> bool {
    told::deaths(subject).is_empty() && subject.stated("date-of-death").is_empty()
}
