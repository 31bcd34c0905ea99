//! What is named in a text that could be claimed, and which of it is ours to read.
//!
//! Whether it is claimed or denied is the work of `polarity`.

use std::borrow::Cow;
use std::cell::OnceCell;

use text_size::{TextRange, TextSize};

use super::citation::Citation;
use super::company::{COUNTED, LAY, OF_OTHERS, PREMODIFIERS, REVIEW, SPEECH};
use super::lore::{Lore, telling};
use super::polarity::Walk;
use super::words::{Role, Word, role, words};
use super::{How, Stance, Target};
use crate::bytes::has_byte;
use crate::schema::{Hit, Meaning, RouteKind, Schema, Vocabulary};

/// A claim before the whole text has been seen. Without a target it is about a part of the criteria alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Draft {
    pub target: Option<Target>,
    pub stance: Stance,
    pub hedged: bool,
    pub how: How,
    pub range: TextRange,
    /// Said of an earlier time: "did not meet".
    pub past: bool,
}

impl Draft {
    pub fn claim(self) -> super::Claim {
        let Draft { target, stance, hedged, how, range, .. } = self;
        super::Claim { target: target.unwrap_or(Target::Criteria), stance, hedged, how, range }
    }
}

/// How a text is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A sentence, which claims what it says.
    Prose,
    /// The label of a ticked box, which is claimed by the tick.
    Option,
    /// A question, whose answer is elsewhere: what it asks about, as if claimed.
    Question,
}

/// Something that can be claimed, where it is named.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub targets: Vec<Option<Target>>,
    /// What denying it denies, where that is less than claiming it would claim.
    pub denied: Vec<Option<Target>>,
    /// A claim only with a word such as "met".
    pub weak: bool,
    pub how: How,
    pub start: usize,
    pub end: usize,
}

/// All that is marked in one text, found once.
pub(super) struct Marks<'a> {
    schema: &'a Schema,
    lore: &'a Lore,
    pub text: &'a str,
    lower: &'a str,
    /// All words of the text.
    words: Vec<Word<'a>>,
    mentions: Vec<Mention>,
    /// Phrases that hold a denial of their own, such as "does not meet the criteria but".
    fixed: Vec<Mention>,
    hedges: Vec<(usize, usize)>,
    learning: Vec<(usize, usize)>,
    agencies: Vec<(usize, usize)>,
    denials: Vec<(usize, usize)>,
    claims: Vec<(usize, usize)>,
    quotes: Vec<(usize, usize)>,
}

/// A review is wanted though the criteria are not met.
const IN_SPITE: &[&str] = &[
    "all the same",
    "nevertheless",
    "nonetheless",
    "none the less",
    "even so",
    "in any case",
    "in any event",
    "power to",
    "still ask",
    "still like",
    "still be reviewed",
    "anyway",
];

impl<'a> Marks<'a> {
    pub fn new(
        schema: &'a Schema,
        vocabulary: &'a Vocabulary,
        text: &'a str,
        lower: &'a str,
        hits: &[Hit],
        cited: &[Citation],
    ) -> Self {
        let mut marks = Marks {
            schema,
            lore: &vocabulary.claims,
            text,
            lower,
            words: words(lower, 0, lower.len()),
            mentions: cited_mentions(&vocabulary.claims, cited),
            fixed: Vec::new(),
            hedges: Vec::new(),
            learning: Vec::new(),
            agencies: Vec::new(),
            denials: Vec::new(),
            claims: Vec::new(),
            quotes: quoted(lower),
        };
        let mut phrases: Vec<Mention> = Vec::new();
        for hit in hits {
            let (start, end) = (usize::from(hit.range.start()), word_end(text, usize::from(hit.range.end())));
            match hit.meaning {
                Meaning::Route(_) if counts_something(lower, start, end) => {}
                Meaning::Route(index) | Meaning::RouteLabel(index) => phrases.push(Mention {
                    targets: vec![Some(Target::Route(usize::from(index)))],
                    denied: Vec::new(),
                    weak: false,
                    how: How::Words,
                    start,
                    end,
                }),
                Meaning::Hedge => marks.hedges.push((start, end)),
                Meaning::Learning => marks.learning.push((start, end)),
                Meaning::Agency => marks.agencies.push((start, end)),
                Meaning::Denial => marks.denials.push((start, end)),
                Meaning::Claim => marks.claims.push((start, end)),
                _ => {}
            }
        }
        for list in [
            &mut marks.hedges,
            &mut marks.learning,
            &mut marks.agencies,
            &mut marks.denials,
            &mut marks.claims,
        ] {
            list.sort_unstable_by_key(|(start, end)| (*start, usize::MAX - end));
        }
        marks.leave_own_name_out();
        marks.add_phrases(phrases);
        marks.mentions.sort_by_key(|mention| (mention.start, usize::MAX - mention.end));
        marks.add_claims();
        marks.mentions.sort_by_key(|mention| (mention.start, usize::MAX - mention.end));
        marks
    }

    /// "Learning" is no learning where the review is called a Learning Review.
    fn leave_own_name_out(&mut self) {
        let mut learning = std::mem::take(&mut self.learning);
        learning.retain(|(start, end)| {
            let after = self.words.partition_point(|word| word.start < *end);
            !after.checked_sub(1).is_some_and(|at| {
                self.words.get(at).is_some_and(|word| word.start == *start)
                    && self.is_own_name(&self.words, at)
            })
        });
        self.learning = learning;
    }

    fn add_phrases(&mut self, mut phrases: Vec<Mention>) {
        phrases.sort_by_key(|mention| (mention.start, usize::MAX - mention.end));
        let mut end = 0;
        // Phrases come in order, so citations that end before this one are done with.
        let cited = self.mentions.len();
        let mut behind = 0;
        for phrase in phrases {
            let inside = self.words(phrase.start, phrase.end);
            let denies = (0..inside.len()).any(|at| {
                let (role, _) = role(&inside, at);
                matches!(role, Role::Not | Role::Neither | Role::Contrast | Role::Misses)
            });
            if denies {
                self.fixed.push(phrase);
                continue;
            }
            behind += self
                .mentions
                .get(behind..cited)
                .unwrap_or_default()
                .iter()
                .take_while(|known| known.end <= phrase.start)
                .count();
            let Some((before, after)) = self.mentions.split_at_mut_checked(cited) else { continue };
            let near = before.iter_mut().skip(behind).take_while(|known| known.start < phrase.end);
            let same = near
                .chain(after.last_mut())
                .find(|known| known.start < phrase.end && phrase.start < known.end);
            if let Some(known) = same {
                let routes = known.how == How::Citation
                    && known.targets.iter().any(|t| matches!(t, Some(Target::Route(_))));
                let longer = phrase.start <= known.start && phrase.end >= known.end;
                if longer && (phrase.start, phrase.end) == (known.start, known.end) && !routes {
                    known.targets.extend(phrase.targets);
                } else if longer && !routes {
                    *known = phrase;
                } else {
                    known.start = known.start.min(phrase.start);
                    known.end = known.end.max(phrase.end);
                }
                end = end.max(known.end);
                continue;
            }
            if phrase.start >= end {
                end = phrase.end;
                self.mentions.push(phrase);
            }
        }
    }

    /// Whether the target is a route that is met, and not only weighed.
    pub fn is_criterion(&self, target: Option<Target>) -> bool {
        let Some(Target::Route(index)) = target else { return false };
        self.schema.routes.get(index).is_none_or(|route| route.kind != RouteKind::Consideration)
    }

    /// Whether the target is a reason other than the criteria.
    pub fn is_other(&self, target: Option<Target>) -> bool {
        match target {
            Some(Target::OtherReason) => true,
            Some(Target::Route(index)) => {
                self.schema.routes.get(index).is_some_and(|route| !route.kind.is_of_the_rules())
            }
            _ => false,
        }
    }

    /// Phrases of the schema that claim the criteria without any of the words known here: "SCR is required".
    fn add_claims(&mut self) {
        let mut added = Vec::new();
        for (start, end) in self.claims.iter().copied() {
            let inside = self.words(start, end);
            let known = (0..inside.len()).any(|at| {
                matches!(
                    role(&inside, at).0,
                    Role::Criteria
                        | Role::Met
                        | Role::Meets
                        | Role::Misses
                        | Role::Under
                        | Role::Not
                        | Role::Condition
                )
            });
            let named = self.names_in(start, end);
            if !known && !named {
                added.push(Mention {
                    targets: vec![Some(Target::Criteria)],
                    denied: Vec::new(),
                    weak: false,
                    how: How::Words,
                    start,
                    end,
                });
            }
        }
        self.mentions.extend(added);
    }

    /// Whether a phrase or citation lies across any of this stretch. They are sorted, and hardly overlap.
    fn names_in(&self, start: usize, end: usize) -> bool {
        let before = self.mentions.partition_point(|mention| mention.start < end);
        let near = self.mentions.get(before.saturating_sub(4)..before).unwrap_or_default();
        near.iter().any(|mention| start < mention.end)
    }

    /// The words between two places. One that runs across either end is cut there.
    fn words(&self, start: usize, end: usize) -> Cow<'_, [Word<'a>]> {
        let from = self.words.partition_point(|word| word.end <= start);
        let to = self.words.partition_point(|word| word.start < end);
        let slice = self.words.get(from..to).unwrap_or_default();
        let cut = slice.first().is_some_and(|word| word.start < start)
            || slice.last().is_some_and(|word| word.end > end);
        if cut { Cow::Owned(words(self.lower, start, end)) } else { Cow::Borrowed(slice) }
    }

    /// The target of a reason other than the criteria.
    pub fn other(&self) -> Target {
        self.lore.other()
    }

    /// The lower-cased text between two places.
    pub fn lower(&self, start: usize, end: usize) -> &'a str {
        self.lower.get(start..end).unwrap_or_default()
    }

    /// A rule that leads to a review whatever the criteria say, where a sentence gives it as the ground: "A child who dies
    /// in custody must always be the subject of a serious case review".
    pub fn rule_for(&self, schema: &Schema) -> Option<(Target, TextRange)> {
        self.mentions.iter().find_map(|mention| {
            let target =
                mention.targets.iter().find(|target| is_of_a_rule(schema, **target)).copied().flatten()?;
            let sentences = super::sentences(self.text);
            let own = sentences.into_iter().find(|sentence| {
                usize::from(sentence.start()) <= mention.start && mention.end <= usize::from(sentence.end())
            })?;
            let said = self.lower(own.start().into(), own.end().into());
            let is_rule = ["must always", "must be", "always be", "is always", "are always", "must lead"]
                .iter()
                .any(|rule| said.contains(rule));
            let denies = ["must not", "need not", "not always", "not the case", "not in custody"];
            (is_rule && said.contains("review") && !denies.iter().any(|denial| said.contains(denial)))
                .then(|| (target, crate::place::range(mention.start, mention.end)))
        })
    }

    /// True where something is named that leads to a review whatever the criteria say.
    pub fn names_a_rule(&self, schema: &Schema) -> bool {
        self.mentions.iter().flat_map(|mention| &mention.targets).any(|target| is_of_a_rule(schema, *target))
    }

    /// Where a sentence says what could be learned: any such place after a denial, else one that asks for a review.
    #[allow(clippy::too_many_lines, reason = "one sentence after another, each asked the same questions")]
    pub fn reason(&self, denied: bool) -> Option<TextRange> {
        for sentence in super::sentences(self.text) {
            let (start, end) = (usize::from(sentence.start()), usize::from(sentence.end()));
            let hit = first_in(&self.learning, start, end);
            let found = self.words(start, end);
            let worth = found
                .iter()
                .enumerate()
                .any(|(at, word)| is_worth(word.text) && !self.is_own_name(&found, at));
            if hit.is_none() && !worth && !denied {
                continue;
            }
            let asks = found.iter().any(|word| {
                word.text.starts_with("refer")
                    || word.text.starts_with("review")
                    || self.lore.is_short_name(word.text)
            });
            let place = hit.map_or(start, |(at, _)| at);
            let roles: Vec<Role> = (0..found.len()).map(|at| role(&found, at).0).collect();
            let contrast = roles.contains(&Role::Contrast);
            let clause = (0..found.len()).rev().find(|at| {
                roles.get(*at) == Some(&Role::Contrast)
                    && found.get(*at).is_some_and(|word| word.start < place)
            });
            let without = (clause.unwrap_or(0)..found.len())
                .take_while(|at| {
                    clause.is_none_or(|clause| *at == clause || roles.get(*at) != Some(&Role::Contrast))
                })
                .filter_map(|at| roles.get(at))
                .any(|role| matches!(role, Role::Not | Role::Neither | Role::Deferred | Role::Condition));
            let question = self.lower(start, end).ends_with('?');
            // "As the criteria are not met, it is for the partners to decide whether a review is worth holding."
            let grounded = ["as ", "since ", "because ", "while "]
                .iter()
                .any(|ground| self.lower(start, end).starts_with(ground));
            if question || (without && !(denied && (contrast || grounded))) {
                continue;
            }
            let sentence_text = self.lower(start, end);
            let asks = asks
                || [
                    "this is about",
                    "looked at",
                    "we want",
                    "we believe",
                    "we think",
                    "we would",
                    "we feel",
                    "worth",
                ]
                .iter()
                .any(|ask| sentence_text.contains(ask));
            let learns = hit.is_some_and(|(from, to)| {
                self.lower(from, to).starts_with("learn") || self.lower(from, to).starts_with("what w")
            });
            let wishes =
                ["we'd like", "we would like", "we ask", "we want", "i would like", "i'd like", "i ask"];
            if denied && contrast && wishes.iter().any(|wish| sentence_text.contains(wish)) {
                return Some(sentence);
            }
            // "The Board has power to undertake a review all the same, and this asks that it does."
            let in_spite = IN_SPITE.iter().any(|words| sentence_text.contains(words));
            if denied && in_spite && sentence_text.contains("review") {
                return Some(sentence);
            }
            if denied && (hit.is_some() || worth) || (hit.is_some() && worth || learns) && asks {
                return Some(sentence);
            }
        }
        None
    }

    /// What the text between `start` and `end` claims.
    pub fn read(&self, start: usize, end: usize, mode: Mode) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let Some(slice) = self.text.get(start..end) else { return drafts };
        let mut before: Vec<Mention> = Vec::new();
        for (from, to) in self.stretches(start, slice) {
            if !self.may_claim(from, to, !before.is_empty()) {
                if !before.is_empty() && (self.lower(from, to).ends_with('?') || self.is_law(from, to)) {
                    before.clear();
                }
                continue;
            }
            let tokens = self.tokens(from, to);
            if mode != Mode::Question && (self.lower(from, to).ends_with('?') || self.is_law(from, to)) {
                before = mentioned(&tokens);
                continue;
            }
            let mut walk = Walk::new(self, mode, &before);
            walk.run(&tokens);
            let mut found = walk.done;
            if mode == Mode::Prose {
                let claimed = found.iter().any(|draft| draft.stance == Stance::Yes);
                let told = self.told(from, to);
                found.retain(|draft| !self.is_reported(&told, usize::from(draft.range.start())));
                let first = self.fixed.partition_point(|fixed| fixed.start < from);
                let inside = self.fixed.get(first..).unwrap_or_default().iter();
                for fixed in inside.take_while(|fixed| fixed.start < to).filter(|fixed| fixed.end <= to) {
                    if !claimed && !self.is_reported(&told, fixed.start) {
                        found.extend(drafts_of(fixed, Stance::Yes));
                    }
                }
            }
            let named = mentioned(&tokens);
            if !named.is_empty() {
                before = named;
            }
            drafts.extend(found);
        }
        drafts
    }

    /// Whether a sentence can claim anything: it names something, or says of what was named before that it is met.
    fn may_claim(&self, start: usize, end: usize, named_before: bool) -> bool {
        let fixed = self.fixed.partition_point(|fixed| fixed.start < start);
        if self.names_in(start, end) || self.fixed.get(fixed).is_some_and(|fixed| fixed.start < end) {
            return true;
        }
        let entries = self.words(start, end);
        entries
            .iter()
            .filter_map(|word| word.entry)
            .any(|entry| entry.noun || entry.other || entry.statutory || named_before && entry.verdict)
    }

    /// What is named across this place of the text.
    fn mention_at(&self, at: usize) -> Option<&Mention> {
        let after = self.mentions.partition_point(|mention| mention.start <= at);
        let near = self.mentions.get(after.saturating_sub(4)..after)?;
        near.iter().find(|mention| at < mention.end)
    }

    /// The sentences of a stretch. One beyond any real length is read in pieces, which bounds the time it takes.
    fn stretches(&self, start: usize, slice: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for range in super::sentences(slice) {
            let (mut from, to) = (start + usize::from(range.start()), start + usize::from(range.end()));
            while to - from > LONGEST_SENTENCE {
                let end = from + LONGEST_SENTENCE;
                let space = self
                    .lower
                    .as_bytes()
                    .get(from..end)
                    .and_then(|piece| piece.iter().rposition(|b| *b == b' '));
                let Some(cut) = space.filter(|cut| *cut > 0) else { break };
                found.push((from, from + cut));
                from += cut;
            }
            found.push((from, to));
        }
        found
    }

    /// The words of a stretch, with what is named in it in one piece each.
    fn tokens(&self, start: usize, end: usize) -> Vec<Token<'a>> {
        let all = self.words(start, end);
        let setting = OnceCell::new();
        let mut tokens: Vec<Token<'a>> = Vec::new();
        let mut at = 0;
        while let Some(word) = all.get(at) {
            if let Some(mention) = self.mention_at(word.start).filter(|mention| mention.start >= start) {
                let stop = mention.end.min(end);
                tokens.push(Token {
                    what: What::Named(mention.clone()),
                    text: "",
                    start: word.start,
                    end: stop,
                });
                while all.get(at).is_some_and(|word| word.start < stop) {
                    at += 1;
                }
                continue;
            }
            let (mut role, length) = role(&all, at);
            if (role == Role::Plain || role == Role::Auxiliary)
                && let Some((_, stop)) = first_in(&self.denials, word.start, word.start + 1)
                && !all.iter().skip(at).take_while(|word| word.start < stop).enumerate().any(|(on, _)| {
                    !matches!(
                        super::words::role(&all, at + on).0,
                        Role::Plain | Role::Auxiliary | Role::Under
                    )
                })
            {
                role = Role::Misses;
            }
            let stop = all.get(at + length - 1).map_or(word.end, |word| word.end);
            let mention = |targets: Vec<Option<Target>>, weak: bool| Mention {
                targets,
                denied: Vec::new(),
                weak,
                how: How::Words,
                start: word.start,
                end: stop,
            };
            let what = match role {
                Role::Criteria if self.is_our_noun(&all, at, (start, end), &setting) => {
                    What::Named(mention(vec![Some(Target::Criteria)], true))
                }
                Role::Criteria => What::Role(Role::Plain),
                Role::Other => What::Named(mention(vec![Some(self.lore.other())], false)),
                Role::Statutory => What::Named(mention(vec![Some(Target::Criteria)], false)),
                role => What::Role(role),
            };
            tokens.push(Token { what, text: word.text, start: word.start, end: stop });
            at += length;
        }
        tokens
    }

    /// Whether "criteria" at `at` are those of the review, not a housing department's.
    fn is_our_noun(
        &self,
        all: &[Word<'_>],
        at: usize,
        (start, end): (usize, usize),
        setting: &OnceCell<(bool, bool, bool, bool)>,
    ) -> bool {
        let text = |at: usize| all.get(at).map_or("", |word| word.text);
        let known = |word: &str| {
            REVIEW.contains(&word)
                || word.starts_with("review")
                || self.lore.names.iter().any(|name| name == word)
        };
        let cited = |word: Option<&Word<'_>>| word.is_some_and(|word| self.mention_at(word.start).is_some());
        let mut explicit = false;
        if matches!(text(at + 1), "for" | "of" | "to") {
            let mut on = at + 2;
            let mut ours = text(at + 1) == "to" || self.begins_a_claim(all.get(at), all.get(at + 1));
            while on < at + 8 {
                let word = text(on);
                if word.is_empty()
                    || matches!(
                        word,
                        "," | "." | ";" | "is" | "are" | "was" | "were" | "and" | "met" | "have"
                    )
                {
                    break;
                }
                ours |= known(word) || cited(all.get(on));
                explicit |= matches!(word, "notification" | "notifying");
                on += 1;
            }
            if !ours {
                return false;
            }
        } else if let Some(before) = at.checked_sub(1).and_then(|at| all.get(at)) {
            let word = before.text;
            let mark = !word.starts_with(char::is_alphanumeric);
            let fine = mark
                || known(word)
                || PREMODIFIERS.contains(&word)
                || cited(Some(before))
                || role(all, at - 1).0 != Role::Plain
                || word.ends_with('s') && known(word.trim_end_matches('s').trim_end_matches('\''));
            if !fine {
                return false;
            }
        }
        let (reviewing, agency, past, first) = *setting.get_or_init(|| self.setting(all, start, end));
        let bare =
            text(at).starts_with("threshold") || matches!(text(at), "test" | "conditions" | "requirements");
        reviewing || first || explicit || !(agency && (past || bare) || bare && past)
    }

    /// Whether the word at `at` belongs to the regime's own name, such as "learning" of "Learning Review".
    fn is_own_name(&self, all: &[Word<'_>], at: usize) -> bool {
        let named =
            |at: usize| all.get(at).is_some_and(|word| self.lore.names.iter().any(|name| name == word.text));
        named(at) && named(at + 1)
    }

    /// Whether a phrase by which the schema claims its criteria begins with these two words: "criteria for".
    fn begins_a_claim(&self, first: Option<&Word<'_>>, second: Option<&Word<'_>>) -> bool {
        let (Some(first), Some(second)) = (first, second) else { return false };
        // Of those that begin at one place, the longest comes first.
        let at = self.claims.partition_point(|(start, _)| *start < first.start);
        self.claims.get(at).is_some_and(|(start, end)| *start == first.start && *end >= second.end)
    }

    /// Of a sentence: whether it speaks of a review, names an agency, tells of the past, and speaks for itself.
    fn setting(&self, all: &[Word<'_>], start: usize, end: usize) -> (bool, bool, bool, bool) {
        let reviewing = all.iter().any(|word| {
            word.text.starts_with("review")
                || word.text == "statutory"
                || self.lore.is_short_name(word.text)
                || self.lore.names.iter().any(|name| {
                    name == word.text
                        && name.len() > 2
                        && !matches!(
                            name.as_str(),
                            "serious" | "case" | "safeguarding" | "child" | "children" | "adult" | "adults"
                        )
                })
        });
        let agency = first_in(&self.agencies, start, end).is_some();
        let past = all.iter().any(|word| {
            matches!(
                word.text,
                "was"
                    | "were"
                    | "did"
                    | "had"
                    | "closed"
                    | "declined"
                    | "didn't"
                    | "wasn't"
                    | "weren't"
                    | "stated"
                    | "said"
            )
        });
        let first = all.iter().any(|word| matches!(word.text, "we" | "i" | "our" | "my"));
        (reviewing, agency, past, first)
    }

    /// Whether a sentence tells what the law says: "a serious case is one where …".
    fn is_law(&self, start: usize, end: usize) -> bool {
        let text = self.lower(start, end);
        [
            "case is one where",
            "case is one in which",
            "must always trigger",
            "requires a review where",
            "requires a review if",
            "requires a review when",
            "review is required where",
            "review is required if",
            "review is mandatory where",
            "review is mandatory if",
            "must arrange a review where",
            "must arrange a review if",
            "for the purposes of paragraph",
            "should consider whether",
            "an sab must arrange for",
            "condition 1 is met if",
            "condition 2 is met if",
            "must notify the child safeguarding practice review panel if",
            "criteria to be taken into account",
            "the criteria are:",
            "criteria are as follows",
            "criteria for a serious case review are:",
            "reviews are governed by",
            "reviews are carried out under",
            "reviews are held under",
            "reviews are commissioned under",
            "is governed by regulation",
            "is governed by section",
        ]
        .iter()
        .any(|law| text.contains(law))
    }

    /// Whether what stands at `at` is somebody else's word, or an earlier referral's.
    fn is_reported(&self, told: &[(usize, bool)], at: usize) -> bool {
        let said = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| SPEECH.contains(&word));
        let quote = self.quotes.partition_point(|(open, _)| *open < at).checked_sub(1);
        let quote = quote.and_then(|index| self.quotes.get(index)).filter(|(_, close)| at < *close);
        if let Some((open, close)) = quote {
            let before = self.lower.get(..*open).unwrap_or_default();
            let start = before.char_indices().rev().take(70).take_while(|(_, letter)| *letter != '\n').last();
            let near = start.and_then(|(start, _)| before.get(start..)).unwrap_or_default();
            let after: String = self.lower.get(*close..).unwrap_or_default().chars().take(30).collect();
            let own = near.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "we" | "i"));
            return (said(near) || said(&after)) && !own;
        }
        let before = told.partition_point(|(end, _)| *end <= at);
        before.checked_sub(1).and_then(|index| told.get(index)).is_some_and(|(_, told)| *told)
    }

    /// After each word of a sentence, by where it ends, whether what follows is somebody else's word.
    fn told(&self, from: usize, to: usize) -> Vec<(usize, bool)> {
        let sentence = self.lower(from, to);
        let passive = [
            "was told",
            "were told",
            "been told",
            "was advised that",
            "were advised that",
            "told us",
            "told me",
            "advised us",
            "advised me",
            "informed us",
            "informed me",
            "wrote to us",
            "wrote to me",
            "replied to us",
            "replied to me",
        ];
        let passive =
            passive.iter().filter_map(|told| sentence.find(told).map(|at| from + at + told.len())).min();
        let (mut person, mut earlier, mut said) = (false, false, false);
        let mut found = Vec::new();
        let mut end = from;
        let mut words = sentence.split_inclusive(|c: char| !c.is_alphanumeric()).peekable();
        let bare = |word: &'a str| word.trim_end_matches(|c: char| !c.is_alphanumeric());
        while let Some(piece) = words.next() {
            let word = bare(piece);
            let stop = end + word.len();
            end += piece.len();
            if word.is_empty() {
                continue;
            }
            if matches!(word, "we" | "i" | "but") {
                (person, earlier) = (false, false);
            }
            person |= LAY.contains(&word);
            said |= person && SPEECH.contains(&word);
            let next = words.peek().copied().map(bare).unwrap_or_default();
            earlier |= matches!(word, "previous" | "earlier")
                && matches!(next, "referral" | "case" | "review" | "notification" | "decision")
                || word == "previously";
            found.push((stop, said || earlier || passive.is_some_and(|at| at <= stop)));
        }
        found
    }

    /// Whether "n/a" or "is inapplicable" follows at `at`.
    pub fn is_not_applicable(&self, at: usize) -> bool {
        let rest = self.lower.get(at..).unwrap_or_default();
        let rest = rest.trim_start_matches([' ', ':', '-', '–', '(']);
        ["n/a", "inapplicable", "is inapplicable"].iter().any(|words| rest.starts_with(words))
    }

    pub fn hedged(&self, start: usize, end: usize) -> bool {
        first_in(&self.hedges, start, end).is_some()
    }

    /// Whether the text between two places names anything that can be claimed.
    pub fn names_something(&self, start: usize, end: usize) -> bool {
        !mentioned(&self.tokens(start, end)).is_empty()
    }

    /// The route whose label a ticked label repeats in nearly the same words, if it is one alone: a form may ask for
    /// what several routes have in common, "Abuse or neglect is known or suspected", in a box of its own.
    pub fn likened(&self, start: usize, end: usize) -> Vec<Draft> {
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
    pub fn asked(&self, start: usize, end: usize) -> Vec<Draft> {
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
            if denied && !self.lower(start, end).contains("or not") {
                draft.stance = Stance::No;
            }
        }
        found
    }
}

pub(super) fn drafts_of(mention: &Mention, stance: Stance) -> Vec<Draft> {
    let range = TextRange::new(TextSize::new(mention.start as u32), TextSize::new(mention.end as u32));
    let how = mention.how;
    let less = stance == Stance::No && !mention.denied.is_empty();
    let targets = if less { &mention.denied } else { &mention.targets };
    targets
        .iter()
        .map(|target| Draft { target: *target, stance, hedged: false, how, range, past: false })
        .collect()
}

/// Bytes; some 300 words.
const LONGEST_SENTENCE: usize = 2000;

#[derive(Debug, Clone)]
pub(super) enum What {
    Role(Role),
    Named(Mention),
}

#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub what: What,
    pub text: &'t str,
    pub start: usize,
    pub end: usize,
}

/// True for a route that leads to a review whatever the criteria say.
fn is_of_a_rule(schema: &Schema, target: Option<Target>) -> bool {
    let Some(Target::Route(index)) = target else { return false };
    schema.routes.get(index).is_some_and(|route| route.kind == RouteKind::Guidance)
}

fn mentioned(tokens: &[Token<'_>]) -> Vec<Mention> {
    let named = |token: &Token<'_>| match &token.what {
        What::Named(mention) => Some(mention.clone()),
        What::Role(_) => None,
    };
    tokens.iter().filter_map(named).collect()
}

/// One mention for each list of citations.
fn cited_mentions(lore: &Lore, cited: &[Citation]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for list in cited.chunk_by(|one, next| one.group == next.group) {
        let (Some(first), Some(last)) = (list.first(), list.last()) else { continue };
        let whole = list.iter().all(|citation| citation.child.is_empty());
        if whole && list.iter().any(|citation| citation.other_kind) {
            continue;
        }
        let mut targets: Vec<Option<Target>> = Vec::new();
        for citation in list {
            if let Some(only) = lore.route_of(citation.provision, &citation.child) {
                let target = Some(Target::Route(only));
                if !targets.contains(&target) {
                    targets.push(target);
                }
            }
        }
        let mut denied = Vec::new();
        if targets.is_empty() {
            let unknown = list.iter().any(|citation| !citation.known);
            let entire = list.iter().any(|citation| lore.is_entire(citation.provision, &citation.child));
            targets.push((whole || unknown || entire).then_some(Target::Criteria));
            if whole {
                denied = lore.routes_of(list.iter().filter_map(|citation| citation.provision));
            }
        }
        found.push(Mention {
            targets,
            denied: denied.into_iter().map(|route| Some(Target::Route(route))).collect(),
            weak: false,
            how: How::Citation,
            start: first.range.start().into(),
            end: last.range.end().into(),
        });
    }
    found
}

/// The first of these sorted places that starts in a stretch.
fn first_in(places: &[(usize, usize)], start: usize, end: usize) -> Option<(usize, usize)> {
    let first = places.partition_point(|(at, _)| *at < start);
    places.get(first).copied().filter(|(at, _)| *at < end)
}

/// Whether a word says that a thing is worth looking at: "lessons", "improve".
fn is_worth(word: &str) -> bool {
    let stems: &[&str] = match word.as_bytes().first() {
        Some(b'b') => &["benefit"],
        Some(b'i') => &["improve", "insight"],
        Some(b'l') => &["learn", "lesson"],
        Some(b'p') => &["pattern", "practice"],
        Some(b's') => &["similar"],
        Some(b't') => &["theme", "teach"],
        Some(b'u') => &["useful"],
        Some(b'v') => &["value"],
        _ => &[],
    };
    stems.iter().any(|stem| word.starts_with(stem))
}

/// Stretches between pairs of double quotation marks, line by line.
fn quoted(lower: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if !has_byte(lower, |byte| matches!(byte, b'"' | 0xe2)) {
        return found;
    }
    let mut open: Option<usize> = None;
    for (at, letter) in lower.char_indices() {
        match letter {
            '\n' => open = None,
            '"' | '“' | '”' => match open.take() {
                Some(start) => found.push((start, at)),
                None => open = Some(at),
            },
            _ => {}
        }
    }
    found
}

/// Whether the number that ends a phrase counts what follows, or the phrase names another thing: "a heart condition 2
/// years ago", "bail condition 1".
fn counts_something(lower: &str, start: usize, end: usize) -> bool {
    let phrase = lower.get(start..end).unwrap_or_default();
    if !phrase.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let word = |text: &'_ str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let after = lower.get(end..).and_then(|rest| rest.strip_prefix(' ')).unwrap_or_default();
    let after = word(after.split_whitespace().next().unwrap_or_default());
    let before = lower.get(..start).unwrap_or_default().split('\n').next_back().unwrap_or_default();
    let before = word(before.split_whitespace().next_back().unwrap_or_default());
    COUNTED.contains(&after.as_str()) || OF_OTHERS.contains(&before.as_str())
}

/// The end of the word that `end` may stand inside of.
fn word_end(text: &str, end: usize) -> usize {
    let inside = text.get(..end).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let rest = text.get(end..).unwrap_or_default();
    let more = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    if inside { end + more } else { end }
}
