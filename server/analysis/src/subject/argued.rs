//! What one section argues, as far as it can be told without the rest of the referral.

use super::Argument;
use crate::claims::{self, Claim, How, Stance, Target};
use crate::schema::Schema;

impl Argument {
    /// True where it says by which route the case qualifies, or gives another reason.
    pub fn says_something(&self) -> bool {
        self.reading.claims.iter().any(|claim| claim.stance == Stance::Yes)
    }

    /// True where the sentence of a claim leaves no doubt, "in my view they are not met", and is nobody else's view.
    pub fn is_outright(&self, claim: &Claim) -> bool {
        let sentences = claims::sentences(self.passage.text());
        let own = sentences.into_iter().find(|sentence| sentence.contains_range(claim.range));
        own.is_some_and(|own| claims::is_outright(self.passage.slice(own)))
    }

    /// True where it says without a doubt that the criteria are not met.
    pub fn denies_the_criteria(&self) -> bool {
        let plain = |claim: &&Claim| claim.stance == Stance::No && (!claim.hedged || self.is_outright(claim));
        let denials = || self.reading.claims.iter().filter(plain);
        // "(b)(i) no, (b)(ii) no"
        let mut routes: Vec<u16> = denials()
            .filter_map(|claim| match claim.target {
                Target::Route(index) => Some(index as u16),
                Target::Criteria | Target::OtherReason => None,
            })
            .collect();
        routes.sort_unstable();
        routes.dedup();
        denials().any(|claim| claim.target == Target::Criteria) || routes.len() > 1
    }

    /// True where it does so for a reader who was told by no heading that it would: by a citation, a ticked box or the
    /// answer to a form's question, or in a sentence that speaks of criteria or a review. An account of events may well
    /// tell of a death in custody and claim nothing.
    pub(super) fn says_so_plainly(&self, schema: &Schema) -> bool {
        let text = self.passage.text();
        let of_review = |claim: &Claim| {
            let sentences = claims::sentences(text);
            // "She died in custody. There must always be a review, so we refer on that basis."
            let around =
                sentences.iter().skip_while(|sentence| !sentence.contains_range(claim.range)).take(2);
            let words: String = around.map(|around| self.passage.slice(*around).to_lowercase()).collect();
            ["review", "criteri", "condition", "scr", "sar", "ground", "refer"]
                .iter()
                .any(|stem| words.contains(stem))
        };
        let is_plain = |claim: &Claim| match claim.target {
            Target::Criteria | Target::OtherReason => true,
            Target::Route(index) => {
                let is_criterion = schema.routes.get(index).is_none_or(|route| route.kind.is_criterion());
                claim.how != How::Words || !is_criterion || of_review(claim)
            }
        };
        let mut claims = self.reading.claims.iter().filter(|claim| claim.stance == Stance::Yes);
        let cites =
            self.reading.citations.iter().any(|citation| citation.known && !citation.child.is_empty());
        // "The criteria are not reached. I would nevertheless ask …"
        let denies = |claim: &Claim| {
            claim.stance == Stance::No && claim.target == Target::Criteria && self.is_outright(claim)
        };
        claims.any(is_plain)
            || cites && self.reading.claims.is_empty()
            || self.reading.claims.iter().any(denies)
    }
}

/// "I do not think they are", which answers what its heading asks.
pub(super) fn answers_in_short(text: &str) -> bool {
    /// Words of such an answer.
    const WORDS: usize = 9;
    const OPENINGS: &[&str] = &[
        "i do not think",
        "we do not think",
        "i don't think",
        "we don't think",
        "i don’t think",
        "we don’t think",
        "i do not believe",
        "we do not believe",
        "i don't believe",
        "we don't believe",
        "they are not",
        "they aren't",
        "it is not",
        "it does not",
        "not in my",
        "not in our",
        "in my view not",
        "in our view not",
    ];
    let first = text.split(['.', ';', '\n']).next().unwrap_or("").trim().to_lowercase();
    let last = first.rsplit(' ').next().unwrap_or("");
    first.split_whitespace().nth(WORDS).is_none()
        && OPENINGS.iter().any(|opening| first.starts_with(opening))
        && matches!(last, "are" | "is" | "so" | "not" | "does" | "do" | "met" | "it" | "view" | "opinion")
}
