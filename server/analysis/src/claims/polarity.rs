//! What a sentence claims and denies: one walk over its words, from left to right.
//!
//! Boxes and the answers of forms are not known here; their words come in as sentences.

mod denying;
mod ending;
mod place;

use super::company::APPEARS;
use super::elsewhere::is_subject_of_law;
use super::marks::{Draft, Marks, Mention, Mode, Token, What, drafts_of};
use super::words::{Role, is_weighed};
use super::{How, Stance, Target};

/// Something named that waits for its verb.
struct Waiting {
    mention: Mention,
    denied: bool,
    conditional: bool,
    weighed: bool,
    at: usize,
}

/// A denial still looking for what it denies.
#[derive(Clone, Copy)]
struct Denial {
    at: usize,
    /// Reaches past commas and "and": "do not consider that", "neither".
    wide: bool,
}

/// A verb whose objects follow: "does not meet (b)(i) or (b)(ii)".
#[derive(Clone, Copy)]
struct Verb {
    at: usize,
    yes: bool,
    conditional: bool,
}

pub(super) struct Walk<'w, 'a> {
    marks: &'w Marks<'a>,
    mode: Mode,
    before: &'w [Mention],
    waiting: Vec<Waiting>,
    denial: Option<Denial>,
    verb: Option<Verb>,
    /// Inside "if …" or "whether …", since this token.
    condition: Option<usize>,
    condition_verb: bool,
    clause: Vec<Draft>,
    clause_start: usize,
    pub done: Vec<Draft>,
    pronoun: bool,
    /// The verb reached last is in the past: "was not thought to meet".
    past: bool,
    /// The verb before a reason that was given in between: "comes within (a), because abuse is suspected, and (b)(ii)".
    before_reason: Option<Verb>,
}

/// The words without a question at their end that asks for assent and denies nothing: "…, isn't it?"
fn without_tag<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    const ASKED: &[&str] = &["it", "they", "that", "this", "he", "she", "we", "there"];
    match tokens {
        [rest @ .., verb, asked]
            if (verb.text.ends_with("n't") || verb.text.ends_with("n’t")) && ASKED.contains(&asked.text) =>
        {
            rest
        }
        _ => tokens,
    }
}

/// True where yes or no follows the colon at `at`: "Condition 1: met".
fn is_answered(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|token| {
        matches!(
            token.what,
            What::Role(Role::Met | Role::Meets | Role::Not | Role::Neither | Role::Sure | Role::Auxiliary)
        )
    })
}

/// "Cases outside of the definition" are others.
fn is_of_other_cases(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| token.text == "cases")
}

impl<'w, 'a> Walk<'w, 'a> {
    pub fn new(marks: &'w Marks<'a>, mode: Mode, before: &'w [Mention]) -> Self {
        Walk {
            marks,
            mode,
            before,
            waiting: Vec::new(),
            denial: None,
            verb: None,
            condition: None,
            condition_verb: false,
            clause: Vec::new(),
            clause_start: 0,
            done: Vec::new(),
            pronoun: false,
            past: false,
            before_reason: None,
        }
    }

    pub fn run(&mut self, tokens: &[Token<'a>]) {
        let tokens = without_tag(tokens);
        self.clause_start = tokens.first().map_or(0, |token| token.start);
        let mut start = 0;
        for (at, token) in tokens.iter().enumerate() {
            match &token.what {
                What::Named(mention) => self.named(tokens, at, mention),
                What::Role(Role::Contrast) => {
                    self.end_clause(tokens, start, at, token.start);
                    start = at + 1;
                }
                What::Role(role) => self.word(tokens, at, *role),
            }
        }
        let end = tokens.last().map_or(0, |token| token.end);
        self.end_clause(tokens, start, tokens.len(), end);
    }

    fn named(&mut self, tokens: &[Token<'a>], at: usize, mention: &Mention) {
        /// Words before the one that a sentence begins by naming.
        const TOPIC: usize = 4;
        // "As to the criteria, we do not say that section 44(1) is met": the topic is no claim.
        let is_topic = at <= TOPIC
            && tokens
                .first()
                .is_some_and(|t| matches!(t.text, "as" | "regarding" | "turning" | "concerning"))
            && tokens.get(at + 1).is_some_and(|t| matches!(t.what, What::Role(Role::Comma)));
        if is_topic && mention.targets == [Some(Target::Criteria)] {
            return;
        }
        // "Nine hours without treatment (section 44(3))" denies nothing of the law.
        let is_apart = |denial: Denial| {
            let between = tokens.get(denial.at..at).unwrap_or_default();
            between.first().is_some_and(|token| token.text == "without")
                && between.iter().any(|token| token.text.starts_with('('))
        };
        if self.denial.is_some_and(is_apart) {
            self.denial = None;
        }
        if self.marks.is_not_applicable(mention.end) {
            self.emit(mention, false);
            return;
        }
        let subject = Self::is_subject(tokens, at);
        let other = mention.targets.iter().any(|target| self.marks.is_other(*target));
        if let Some(verb) = self.verb
            && !subject
            && !other
            && at - verb.at <= 12
        {
            let routes = mention.targets.iter().any(|target| matches!(target, Some(Target::Route(_))));
            let joined = tokens
                .get(verb.at..at)
                .unwrap_or_default()
                .iter()
                .any(|t| matches!(t.what, What::Role(Role::And | Role::Comma)));
            if routes
                && !joined
                && self.clause.last().is_some_and(|draft| draft.target == Some(Target::Criteria))
            {
                self.clause.pop();
            }
            let covered = mention.targets == [Some(Target::Criteria)]
                && self.clause.iter().any(|draft| matches!(draft.target, Some(Target::Route(_))));
            let refused = self.denial.is_some_and(|denial| denial.at > verb.at && at - denial.at <= 3);
            if refused {
                self.denial = None;
            }
            if !verb.conditional && !covered {
                self.emit(mention, verb.yes && !refused);
            }
            return;
        }
        if subject {
            self.verb = None;
        }
        let follows_and = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|token| matches!(token.what, What::Role(Role::And)) || token.text == "also");
        if self.before_reason.is_some() && follows_and && !subject && !other && mention.how == How::Citation {
            self.emit(mention, true);
            return;
        }
        // "Not put forward as a mandatory review under section 44(1)"
        let goes_on =
            at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|t| t.text == "under");
        let of_denied = || self.waiting.last().is_some_and(|last| last.denied && at - last.at <= 4);
        let denied =
            self.denial.is_some_and(|denial| denial.wide || at - denial.at <= 6) || goes_on && of_denied();
        let previous = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
        let mut weighed = false;
        for back in 1..=4 {
            let Some(token) = previous(back) else { break };
            match token.what {
                // "we consider that this is …" weighs nothing.
                What::Role(_) if token.text == "that" && back > 1 => break,
                What::Role(Role::Pronoun | Role::Auxiliary | Role::And) | What::Named(_) => {}
                What::Role(Role::Plain)
                    if matches!(token.text, "the" | "of" | "a" | "at" | "with" | "regard" | "our" | "in") => {
                }
                What::Role(Role::Weighed) => weighed = true,
                What::Role(Role::Belief) if is_weighed(token.text) => weighed = true,
                What::Role(_) => break,
            }
        }
        weighed |= self.is_topic(mention);
        // "For the Board to consider at its discretion" weighs a review, and not the reason for one.
        weighed &= !(other && self.marks.lower(mention.start, mention.end).contains("discretion"));
        // "Outside the definition of a serious child safeguarding case": what follows is denied.
        let is_outside = other && self.marks.lower(mention.start, mention.end).starts_with("outside");
        // "That box is for cases outside of the definition" says nothing of this one.
        if is_outside && previous(1).is_some_and(|token| matches!(token.text, "cases" | "those")) {
            return;
        }
        if is_outside {
            self.verb = Some(Verb { at, yes: false, conditional: self.condition.is_some() });
        }
        self.waiting.push(Waiting {
            mention: mention.clone(),
            denied,
            conditional: self.condition.is_some(),
            weighed,
            at,
        });
    }

    fn word(&mut self, tokens: &[Token<'a>], at: usize, role: Role) {
        match role {
            Role::Not | Role::Neither => self.deny(tokens, at, role),
            Role::Met | Role::Meets => self.met(tokens, at, role),
            Role::Misses if is_of_other_cases(tokens, at) => {}
            // "It bears on the learning rather than on the threshold."
            Role::Misses
                if tokens.get(at).is_some_and(|token| token.text == "rather")
                    && tokens.get(at + 1).is_some_and(|token| token.text == "on") => {}
            Role::Misses => {
                let yes = self.denial.take().is_some();
                self.verb = Some(Verb { at, yes, conditional: self.condition.is_some() });
                self.condition_verb = true;
                let comparing =
                    tokens.get(at).is_some_and(|token| matches!(token.text, "rather" | "instead"));
                if comparing || !self.waiting.is_empty() {
                    self.flush(tokens, at);
                }
            }
            Role::Break => {
                self.flush_strong(tokens, at);
                let gives_reason =
                    tokens.get(at).is_some_and(|token| matches!(token.text, "because" | "since" | "as"));
                let verb = self.verb.filter(|verb| verb.yes && !verb.conditional);
                self.before_reason = if gives_reason { verb.or(self.before_reason) } else { None };
                self.denial = None;
                self.verb = None;
                self.condition = None;
                self.pronoun = false;
            }
            Role::Comma | Role::And => self.separate(tokens, at, role),
            Role::Condition => {
                self.flush_strong(tokens, at);
                self.condition = Some(at);
                self.condition_verb = false;
            }
            Role::Plain
                if matches!(tokens.get(at).map(|token| token.text), Some("we" | "i"))
                    && matches!(
                        tokens.get(at + 1).map(|token| token.text),
                        Some("would" | "ask" | "will" | "request")
                    )
                    && self.condition.is_some_and(|condition| at - condition > 1) =>
            {
                // "if the panel does not agree we would ask for …"
                self.flush(tokens, at);
                self.condition = None;
                self.denial = None;
                self.verb = None;
            }
            Role::Pronoun => self.pronoun = true,
            // "… and no way to walk (that's condition 1)": what was denied before the bracket was something else.
            Role::Plain
                if tokens.get(at).is_some_and(|token| token.text == "(")
                    && tokens.get(at + 1).is_some_and(|token| {
                        matches!(token.text, "that's" | "that’s" | "that" | "this" | "which")
                    }) =>
            {
                self.denial = None;
            }
            Role::Plain
                if tokens.get(at).is_some_and(|token| token.text == ":") && !is_answered(tokens, at) =>
            {
                self.flush(tokens, at);
                self.denial = None;
            }
            Role::Law if self.waiting.iter().any(|waiting| is_subject_of_law(tokens, waiting.at, at)) => {
                self.waiting.retain(|waiting| !is_subject_of_law(tokens, waiting.at, at));
                self.condition = Some(at);
                self.condition_verb = false;
            }
            Role::Under => self.under(tokens, at),
            _ => {}
        }
    }

    fn under(&mut self, tokens: &[Token<'a>], at: usize) {
        // "referred under the statutory criteria"
        let statutory = tokens
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .take(3)
            .any(|token| matches!(token.what, What::Named(_)));
        let long = tokens.get(at).is_some_and(|token| token.text != "on");
        if statutory && long && self.verb.is_none() && self.waiting.is_empty() {
            let denied = self.denial.is_some_and(|denial| denial.wide || at - denial.at <= 8);
            let asking = tokens.get(..at).unwrap_or_default().iter().any(|token| {
                token.text.starts_with("refer")
                    || matches!(
                        token.text,
                        "made"
                            | "submitted"
                            | "brought"
                            | "case"
                            | "consideration"
                            | "considered"
                            | "qualifies"
                            | "request"
                            | "requested"
                    )
            });
            // "Under section 16C(1) neglect is suspected, but no child has died": it is weighed.
            let is_weighed = || {
                let behind = tokens.get(at..).unwrap_or_default();
                behind.windows(2).any(|pair| {
                    let [one, next] = pair else { return false };
                    matches!(one.what, What::Role(Role::Contrast))
                        && matches!(next.what, What::Role(Role::Not | Role::Neither))
                })
            };
            if at == 0 && is_weighed() {
                self.condition = Some(at);
                self.condition_verb = false;
            } else if asking || at == 0 {
                self.verb = Some(Verb { at, yes: !denied, conditional: self.condition.is_some() });
                self.denial = None;
            }
        }
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each role that a word can play")]
    fn met(&mut self, tokens: &[Token<'a>], at: usize, role: Role) {
        let text = tokens.get(at).map_or("", |token| token.text);
        let previous = at.checked_sub(1).and_then(|at| tokens.get(at));
        let next = tokens.get(at + 1);
        // "Only the second condition could apply."
        let supposed = matches!(text, "apply" | "arise")
            && previous.is_some_and(|t| matches!(t.text, "could" | "would"));
        if supposed && tokens.get(..at).unwrap_or_default().iter().any(|t| t.text == "only") {
            self.waiting.clear();
            return;
        }
        // "The local authority was not meeting any of his needs"
        let follows = tokens.get(at + 1..).unwrap_or_default();
        if matches!(text, "meeting" | "meet" | "met")
            && follows.iter().take(4).any(|t| t.text.starts_with("need"))
        {
            return;
        }
        // "He had needs for care and support, though no one was meeting them."
        let of_needs = || {
            next.is_some_and(|t| matches!(t.text, "them" | "these" | "those"))
                && tokens
                    .get(..at)
                    .unwrap_or_default()
                    .iter()
                    .rev()
                    .take(12)
                    .any(|t| t.text.starts_with("need"))
        };
        let of_needs = || {
            let being = at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|t| t.text == "being");
            of_needs()
                || being
                    && tokens
                        .get(..at)
                        .unwrap_or_default()
                        .iter()
                        .rev()
                        .take(10)
                        .any(|t| t.text.starts_with("need"))
        };
        // "The protocol was not triggered": that is no law.
        let of_a_protocol = || {
            let before = tokens.get(..at).unwrap_or_default().iter().rev().take(4);
            before.into_iter().any(|t| matches!(t.text, "protocol" | "policy" | "alarm" | "alert"))
        };
        if text == "triggered" && of_a_protocol() {
            return;
        }
        // "That the council was not meeting any of them does not matter."
        let of_council = || {
            let before = tokens.get(..at).unwrap_or_default().iter().rev().take(6);
            let of_needs = next.is_some_and(|t| t.text == "them");
            text == "meeting"
                && before
                    .into_iter()
                    .any(|t| of_needs || matches!(t.text, "council" | "authority" | "nobody" | "anyone"))
        };
        if matches!(text, "meeting" | "meet" | "met") && (of_needs() || of_council()) {
            self.denial = None;
            return;
        }
        // "…, which thankfully does not apply, …": that is of the word before it alone.
        let before = tokens.get(..at).unwrap_or_default();
        let is_relative = before.iter().rev().take(5).any(|t| t.text == "which")
            && before.iter().rev().take(6).any(|t| matches!(t.what, What::Role(Role::Comma)))
            && matches!(text, "apply" | "applies" | "arise" | "arises");
        if is_relative && self.waiting.is_empty() {
            self.denial = None;
            return;
        }
        // "They logged it; it was not passed on."
        if text.starts_with("pass")
            && next.is_some_and(|t| {
                matches!(
                    t.text,
                    "on" | "to"
                        | "over"
                        | "along"
                        | "by"
                        | "between"
                        | "round"
                        | "across"
                        | "back"
                        | "up"
                        | "down"
                )
            })
        {
            return;
        }
        self.condition_verb = true;
        if next.is_some_and(|t| t.text == "/")
            || previous.is_some_and(|t| t.text == "/") && self.waiting.is_empty()
        {
            // "met / not met", nothing struck out
            let open = tokens
                .get(at + 1..)
                .unwrap_or_default()
                .iter()
                .take(4)
                .any(|t| matches!(t.what, What::Role(Role::Met | Role::Meets | Role::Not)));
            if open {
                self.waiting.clear();
                self.denial = None;
                return;
            }
        }
        let modal = previous.is_some_and(|t| matches!(t.text, "to" | "must"));
        let earlier = tokens.get(..at).unwrap_or_default();
        let appears =
            earlier.iter().rev().take(6).any(|t| {
                matches!(t.what, What::Role(Role::Belief | Role::Weighed)) || APPEARS.contains(&t.text)
            });
        self.past = earlier
            .iter()
            .rev()
            .take(6)
            .any(|t| matches!(t.text, "was" | "were" | "did" | "had" | "didn't" | "wasn't" | "weren't"))
            && tokens.iter().any(|t| {
                let year = t.text.len() == 4 && t.text.bytes().all(|b| b.is_ascii_digit());
                year || matches!(
                    t.text,
                    "then" | "initially" | "originally" | "previously" | "earlier" | "thought" | "first"
                )
            });
        let general = previous.is_some_and(|t| matches!(t.text, "that" | "which" | "who"))
            && at.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|t| {
                matches!(t.text, "cases" | "referrals" | "incidents" | "those" | "children" | "any" | "one")
            });
        if (modal && !appears && matches!(role, Role::Meets)) || general {
            self.denial = None;
            self.verb = Some(Verb { at, yes: true, conditional: true });
            return;
        }
        let between = |from: usize| self.denial.is_some_and(|denial| denial.at > from);
        let yes;
        if let Some(last) = self.waiting.last().map(|waiting| waiting.at) {
            let flipped = between(last);
            let same = self.waiting.iter().any(|waiting| waiting.denied)
                && self.denial.is_some_and(|denial| denial.at < last);
            let waiting = std::mem::take(&mut self.waiting);
            let routes = waiting
                .iter()
                .any(|w| w.mention.targets.iter().any(|target| self.marks.is_criterion(*target)));
            let later = tokens
                .get(at..)
                .unwrap_or_default()
                .iter()
                .any(|t| matches!(t.what, What::Role(Role::Condition)));
            let hypothetical = (later || previous.is_some_and(|t| matches!(t.text, "have" | "been")))
                && earlier.iter().any(|t| matches!(t.text, "would" | "could" | "might"))
                && !earlier.iter().any(|t| t.text == "may");
            let first = waiting.first().map(|first| first.at);
            for item in &waiting {
                // "We do not consider that she was harmed, and section 16C(1)(a) is not met" denies once.
                let begins_anew = item.denied
                    && flipped
                    && Some(item.at) == first
                    && item
                        .at
                        .checked_sub(1)
                        .and_then(|at| tokens.get(at))
                        .is_some_and(|t| matches!(t.what, What::Role(Role::And)));
                let criteria = item.mention.targets == [Some(Target::Criteria)];
                // "Section 44(4), conditions 1 and 2 not met": the power before the comma is not what is denied.
                let parted = item.at < last
                    && tokens
                        .get(item.at..last)
                        .unwrap_or_default()
                        .iter()
                        .any(|t| matches!(t.what, What::Role(Role::Comma)));
                let is_other = item.mention.targets.iter().all(|target| self.marks.is_other(*target));
                if is_other && parted && flipped && !item.conditional {
                    self.emit(&item.mention, !item.denied);
                } else if !(item.conditional || hypothetical || criteria && routes) {
                    self.emit(&item.mention, !begins_anew && !(item.denied ^ flipped));
                }
            }
            yes = !(flipped || same);
            let conditional = waiting.iter().all(|w| w.conditional) || hypothetical;
            self.verb = Some(Verb { at, yes, conditional });
        } else {
            yes = self.denial.is_none();
            let hypothetical = previous.is_some_and(|t| t.text == "have")
                && earlier.iter().any(|t| matches!(t.text, "would" | "could" | "might"));
            let passive = previous.is_some_and(|t| {
                matches!(t.text, "is" | "are" | "was" | "were" | "be" | "been" | "not" | "being")
            });
            let gathering = matches!(text, "met" | "meet" | "meeting")
                && next.is_some_and(|t| {
                    matches!(
                        t.text,
                        "to" | "on" | "with" | "at" | "in" | "from" | "until" | "again" | "for" | "when"
                    )
                });
            // "I do not rely on it" is said of what was told, as often as of a criterion.
            // "It does not meet section 44(1)": "it" is the case.
            let has_object = role == Role::Meets && next.is_some_and(|t| matches!(t.what, What::Named(_)));
            if passive
                && !gathering
                && !has_object
                && !text.starts_with("rel")
                // "The pattern is one that does not fit the account."
                && !text.starts_with("fit")
                && (self.pronoun || self.denial.is_some_and(|denial| denial.wide))
                && !self.before.is_empty()
                && self.condition.is_none()
            {
                for mention in self.before {
                    let mut mention = mention.clone();
                    if let (Some(first), Some(last)) = (tokens.first(), tokens.get(at)) {
                        (mention.start, mention.end) = (first.start, last.end);
                    }
                    self.emit(&mention, yes);
                }
            }
            if !gathering {
                self.verb = Some(Verb { at, yes, conditional: self.condition.is_some() || hypothetical });
            }
        }
        self.denial = None;
        self.pronoun = false;
    }

    fn emit(&mut self, mention: &Mention, yes: bool) {
        let stance = if yes { Stance::Yes } else { Stance::No };
        let mut drafts = drafts_of(mention, stance);
        for draft in &mut drafts {
            draft.past = self.past;
        }
        self.clause.extend(drafts);
    }
}
