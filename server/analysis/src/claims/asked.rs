//! What a form asks: the label of a box, and a question whose answer stands elsewhere.

use text_size::{TextRange, TextSize};

use super::lore::telling;
use super::marks::{Draft, Marks, What, drafts_of};
use super::words::{Role, role};
use super::{How, Stance, Target};
use crate::schema::RouteKind;

impl Marks<'_> {
    /// The route whose label a ticked label repeats in nearly the same words, if it is one alone: a form may ask for
    /// what several routes have in common, "Abuse or neglect is known or suspected", in a box of its own.
    pub(super) fn likened(&self, start: usize, end: usize) -> Vec<Draft> {
        let label = telling(self.lower(start, end));
        let mut best: Vec<(usize, usize)> = Vec::new();
        for (index, own) in self.lore.labels.iter().enumerate() {
            let same = label.iter().filter(|word| own.contains(word)).count();
            if same >= 2 && same * 4 >= label.len() * 3 {
                best.push((same, index));
            }
        }
        best.sort_unstable();
        let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
        let Some((most, index)) = best.pop() else { return Vec::new() };
        // "Adult in the Board's area with needs for care and support" is of all of them.
        let is_discretionary =
            self.schema.routes.get(index).is_some_and(|route| route.kind == RouteKind::Discretionary);
        let says_so = ["discretion", "other", "may ", "power"];
        if is_discretionary && !says_so.iter().any(|word| self.lower(start, end).contains(word)) {
            return Vec::new();
        }
        if best.last().is_some_and(|(same, _)| *same == most) {
            return Vec::new();
        }
        vec![Draft {
            target: Some(Target::Route(index)),
            stance: Stance::Yes,
            hedged: false,
            how: How::Ticked,
            range,
            past: false,
        }]
    }

    /// What a form's question asks about.
    pub(super) fn asked(&self, start: usize, end: usize) -> Vec<Draft> {
        let mut found: Vec<Draft> = Vec::new();
        for token in self.tokens(start, end) {
            if let What::Named(mention) = token.what {
                found.extend(drafts_of(&mention, Stance::Yes));
            }
        }
        let named = |draft: &Draft| matches!(draft.target, Some(Target::Route(_) | Target::OtherReason));
        if found.iter().any(named) {
            found.retain(named);
        }
        let all = self.words(start, end);
        if found.is_empty() {
            let has = |stem: &str| all.iter().any(|word| word.text.starts_with(stem));
            let is = |one: &str| all.iter().any(|word| word.text == one);
            let count = all.iter().filter(|word| word.text.starts_with(char::is_alphanumeric)).count();
            let review = all.iter().any(|word| self.lore.is_short_name(word.text)) || has("review");
            let learning = all
                .iter()
                .enumerate()
                .any(|(at, word)| word.text.starts_with("learning") && !self.is_own_name(&all, at));
            let past =
                ["previous", "previously", "before", "already", "been", "ever"].iter().any(|word| is(word));
            let purpose = has("purpose")
                || has("reason")
                || count <= 3
                || has("review")
                || learning && self.lower(start, end).contains("for learning");
            let only = count > 0
                && all.iter().all(|word| {
                    let known = self.lore.names.iter().any(|name| name == word.text);
                    known
                        || !word.text.starts_with(char::is_alphanumeric)
                        || matches!(
                            word.text,
                            "a" | "an" | "for" | "the" | "consideration" | "of" | "as" | "referral"
                        )
                })
                && review;
            let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
            let target = match () {
                () if learning && purpose => Some(self.lore.other()),
                () if only || review && has("consider") && !past => Some(Target::Criteria),
                () => None,
            };
            if let Some(target) = target {
                found.push(Draft {
                    target: Some(target),
                    stance: Stance::Yes,
                    hedged: false,
                    how: How::Answer,
                    range,
                    past: false,
                });
            }
        }
        let denied = (0..all.len()).any(|at| {
            role(&all, at).0 == Role::Not && !matches!(all.get(at + 1).map(|w| w.text), Some("yet"))
        });
        for draft in &mut found {
            // "Does not, other reason": what stands behind the comma is not denied.
            let parted =
                self.is_other(draft.target) && self.lower(start, draft.range.start().into()).contains(", ");
            if denied && !parted && !self.lower(start, end).contains("or not") {
                draft.stance = Stance::No;
            }
        }
        found
    }
}
