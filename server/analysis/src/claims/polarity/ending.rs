//! What a clause comes to at its end: what still waits is claimed, denied or dropped.

use super::super::How;
use super::super::company::{BARE, LAY};
use super::super::marks::{Mode, Token, What};
use super::super::words::{Role, is_auxiliary, is_weighed};
use super::{Waiting, Walk};

impl<'a> Walk<'_, 'a> {
    /// Ends a clause at a contrast word or the end of the sentence.
    pub(super) fn end_clause(&mut self, tokens: &[Token<'a>], from: usize, to: usize, end: usize) {
        self.flush(tokens, to);
        let said = tokens.get(from..to).unwrap_or_default();
        let deferred = said.iter().position(|t| matches!(t.what, What::Role(Role::Deferred)));
        let mut clause = std::mem::take(&mut self.clause);
        let mut doubted_to = end;
        if let Some(deferred) = deferred.filter(|_| self.mode == Mode::Prose) {
            // "As the criteria are not met, it is for the partners to decide whether …" leaves something else to them.
            let before = said.get(..deferred).unwrap_or_default();
            let parted = before.iter().rposition(|t| matches!(t.what, What::Role(Role::Comma)));
            let from = parted.and_then(|at| before.get(at)).map_or(0, |comma| comma.start);
            // "To sum up: as the criteria are not met, …"
            let begins = said.iter().take(5).position(|t| t.text == ":").map_or(0, |colon| colon + 1);
            let gives_ground =
                said.get(begins).is_some_and(|t| matches!(t.text, "as" | "since" | "because" | "while"));
            if gives_ground {
                doubted_to = from.max(self.clause_start);
            }
            clause.retain(|draft| {
                self.marks.is_other(draft.target) || gives_ground && usize::from(draft.range.end()) <= from
            });
        }
        let hedged = self.marks.hedged(self.clause_start, doubted_to);
        for draft in &mut clause {
            draft.hedged = hedged;
        }
        self.done.extend(clause);
        self.clause_start = end;
        self.denial = None;
        self.verb = None;
        self.condition = None;
        self.condition_verb = false;
        self.pronoun = false;
    }

    /// What waits and claims by itself is claimed, or denied by "not" close by; the rest says nothing.
    pub(super) fn flush(&mut self, tokens: &[Token<'a>], end: usize) {
        let waiting = std::mem::take(&mut self.waiting);
        self.resolve(tokens, end, waiting);
    }

    /// As `flush`, but what needs a verb goes on waiting for it: "Statutory criteria - met".
    pub(super) fn flush_strong(&mut self, tokens: &[Token<'a>], end: usize) {
        let (weak, strong) = std::mem::take(&mut self.waiting).into_iter().partition(|w| w.mention.weak);
        self.waiting = weak;
        self.resolve(tokens, end, strong);
    }

    fn resolve(&mut self, tokens: &[Token<'a>], end: usize, waiting: Vec<Waiting>) {
        for item in waiting {
            let relative = item.mention.how == How::Words
                && (1..=2).any(|back| {
                    item.at
                        .checked_sub(back)
                        .and_then(|at| tokens.get(at))
                        .is_some_and(|t| LAY.contains(&t.text))
                });
            if item.conditional || (item.weighed || relative) && self.mode == Mode::Prose {
                continue;
            }
            if item.mention.weak && self.mode == Mode::Prose {
                let alone = tokens.iter().all(|t| {
                    matches!(t.what, What::Named(_))
                        || matches!(t.text, "statutory" | "the" | "." | ":" | "scr" | "mandatory" | "legal")
                });
                let named = tokens.iter().any(|t| matches!(t.text, "statutory" | "mandatory" | "legal"));
                let only = tokens.iter().filter(|t| matches!(t.what, What::Named(_))).count() == 1;
                if alone && named && only && tokens.last().is_none_or(|t| t.text != ":") {
                    self.emit(&item.mention, !item.denied);
                }
                continue;
            }
            let after = tokens.get(item.at + 1..end).unwrap_or_default();
            // "Only the second condition could apply."
            if let [modal, verb, ..] = after
                && matches!(modal.text, "could" | "can" | "would" | "might")
                && matches!(verb.text, "apply" | "arise" | "be")
            {
                continue;
            }
            if is_weighed_after(after) {
                continue;
            }
            let verb = after.iter().position(|t| !is_auxiliary(t.text));
            let refused = verb.is_some_and(|at| {
                after.get(at).is_some_and(|t| matches!(t.what, What::Role(Role::Not))) && at > 0
            });
            let following = verb.and_then(|at| after.get(at + 1));
            let bare = following.is_none_or(|t| {
                matches!(
                    t.what,
                    What::Role(Role::Break | Role::Comma | Role::Contrast | Role::Pronoun | Role::Belief)
                ) || !t.text.starts_with(char::is_alphanumeric)
                    || BARE.contains(&t.text)
            });
            let is_out = || is_out(self.marks.behind(item.mention.end));
            self.emit(&item.mention, !(item.denied || refused && bare || is_out()));
        }
    }
}

/// How what is named is said to be none that the case rests on: "Condition 1 is out of the question".
const OUT: &[&str] = &[
    " is out of the question",
    " is out,",
    " is out.",
    " is out too",
    " is out as well",
    " are out too",
    " does not come into it",
    " does not come in",
    " doesn't come in",
    " doesn’t come in",
    " doesn't arise",
    " doesn’t arise",
    " is not in play",
    " isn't in play",
    " isn’t in play",
    " is out;",
    " are out,",
    " are out.",
    " are out;",
    " is ruled out",
    " was ruled out",
    " are ruled out",
    " can be ruled out",
    " is excluded",
    " falls away",
    " fall away",
    // "He is alive, so 5(2)(b)(i) isn't."
    " isn't,",
    " isn't.",
    " isn’t,",
    " isn’t.",
];

/// True before " is out of the question", and before " in section 44(2) is ruled out".
fn is_out(behind: &str) -> bool {
    let clause = behind.split_inclusive([',', '.', ';']).next().unwrap_or("");
    let cited = [" in section ", " in regulation "].iter().find_map(|named| clause.strip_prefix(named));
    let said =
        cited.and_then(|cited| cited.split_at_checked(cited.find(' ')?)).map_or(clause, |(_, said)| said);
    OUT.iter().any(|out| said.starts_with(out))
}

/// "Section 16C(1) of the Act was considered by the Head of Service", which says nothing of what came of it.
fn is_weighed_after(after: &[Token<'_>]) -> bool {
    /// Words of "of the Local Safeguarding Children Boards Regulations 2006", and one to spare.
    const OF_AN_ACT: usize = 9;
    let verb = after.iter().take(OF_AN_ACT).position(|t| matches!(t.text, "was" | "were" | "been"));
    let Some([_, weighed, how, ..]) = verb.and_then(|at| after.get(at..)) else { return false };
    is_weighed(weighed.text) && matches!(how.text, "by" | "with" | "at" | "and" | "in" | ".")
}
