//! Where in its sentence stands what is named: as a topic, as the subject of a verb.

use super::Walk;
use crate::claims::marks::{Mention, Token, What};
use crate::claims::words::Role;

impl<'a> Walk<'_, 'a> {
    /// "As to (b)(ii), the doctor examined all four children", which goes on to weigh it.
    pub(super) fn is_topic(&self, mention: &Mention) -> bool {
        /// Bytes of the longest of them and a blank.
        const REACH: usize = 16;
        const TOPICS: &[&str] = &["as to", "as for", "as regards", "with regard to", "turning to"];
        let before = self.marks.lower(mention.start.saturating_sub(REACH), mention.start).trim_end();
        // "We have looked at chapter 4 and at regulation 5"
        let looked = before.ends_with("and at") && self.marks.lower(0, mention.start).contains("looked at ");
        TOPICS.iter().any(|topic| before.ends_with(topic)) || looked
    }

    /// Whether a verb of its own follows what is named at `at`.
    pub(super) fn is_subject(tokens: &[Token<'a>], at: usize) -> bool {
        let mut on = at + 1;
        while let Some(token) = tokens.get(on) {
            match token.what {
                What::Role(Role::Auxiliary)
                    if matches!(token.text, "also" | "both" | "to" | "clearly" | "now" | "therefore") =>
                {
                    on += 1;
                }
                What::Role(Role::Auxiliary | Role::Met) => return true,
                What::Role(Role::And)
                    if tokens.get(on + 1).is_some_and(|t| matches!(t.what, What::Named(_))) =>
                {
                    on += 2;
                }
                _ => return false,
            }
        }
        false
    }
}
