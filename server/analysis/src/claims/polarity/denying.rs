//! How far a denial reaches.

use super::{Denial, Walk};
use crate::claims::marks::{Token, What};
use crate::claims::words::Role;

impl<'a> Walk<'_, 'a> {
    pub(super) fn deny(&mut self, tokens: &[Token<'a>], at: usize, role: Role) {
        let next = |on: usize| tokens.get(at + on);
        let belief =
            (1..=7).any(|on| next(on).is_some_and(|token| matches!(token.what, What::Role(Role::Belief))));
        let wide = role == Role::Neither || belief;
        // "Concern about joint working is not needed for (b)(i)."
        if role == Role::Not
            && next(1).is_some_and(|token| matches!(token.text, "needed" | "required" | "necessary"))
        {
            return;
        }
        if tokens.get(at).is_some_and(|token| token.text == "nor") && self.denial.is_some() {
            return;
        }
        // "As he is no longer alive, condition 2 cannot apply."
        if next(1).is_some_and(|token| token.text == "longer")
            && next(2).is_some_and(|token| matches!(token.text, "alive" | "living" | "with"))
        {
            return;
        }
        if role == Role::Neither && next(1).is_some_and(|token| token.text == "," || token.start == 0) {
            return;
        }
        if tokens.get(at).is_some_and(|token| token.text == "nor") && self.waiting.is_empty() {
            self.verb = None;
        }
        // "We do not, at this stage, consider"
        self.denial = Some(Denial { at, wide });
        let object = next(1).is_some_and(|token| matches!(token.what, What::Named(_)));
        if !object && self.verb.is_some_and(|verb| at - verb.at > 1) {
            self.verb = None;
        }
    }

    pub(super) fn separate(&mut self, tokens: &[Token<'a>], at: usize, role: Role) {
        let next = |on: usize| tokens.get(at + on);
        let listed = next(1)
            .is_some_and(|t| matches!(t.what, What::Named(_) | What::Role(Role::And | Role::Not)))
            || next(2).is_some_and(|t| matches!(t.what, What::Named(_)));
        if self.condition.is_some() && role == Role::Comma {
            let named = self.waiting.iter().any(|waiting| waiting.conditional);
            if self.condition_verb || !named || !listed {
                self.flush(tokens, at);
                self.condition = None;
                self.verb = None;
            }
        }
        if let Some(denial) = self.denial {
            // "We do not, at this stage, consider"; "neither (b)(i) nor, we think, (b)(ii)"
            let parenthesis = role == Role::Comma
                && at - denial.at <= 6
                && (at == denial.at + 1 || tokens.get(denial.at + 1).is_some_and(|t| t.text == ","));
            let kept = denial.wide && (self.waiting.iter().any(|w| w.at > denial.at) || listed);
            let object = self.waiting.iter().any(|w| w.at > denial.at) && role == Role::And;
            let belief = denial.wide && at - denial.at > 8;
            if !parenthesis && !object && (!kept || belief) {
                self.denial = None;
            }
        }
        if role == Role::Comma && !listed {
            let subject =
                next(1).is_some_and(|t| matches!(t.text, "we" | "i" | "the" | "this" | "and" | "there"));
            if subject && self.verb.is_some() {
                self.verb = None;
            }
        }
    }
}
