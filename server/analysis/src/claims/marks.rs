//! What is named in a text that could be claimed, and which of it is ours to read.
//!
//! Whether it is claimed or denied is the work of `polarity`.

use std::borrow::Cow;
use std::cell::OnceCell;

use text_size::{TextRange, TextSize};

use super::citation::Citation;
use super::company::{COUNTED, OF_OTHERS, PREMODIFIERS, REVIEW};
use super::lore::Lore;
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
    pub schema: &'a Schema,
    pub(super) lore: &'a Lore,
    pub text: &'a str,
    pub(super) lower: &'a str,
    /// All words of the text.
    words: Vec<Word<'a>>,
    mentions: Vec<Mention>,
    /// Phrases that hold a denial of their own, such as "does not meet the criteria but".
    fixed: Vec<Mention>,
    hedges: Vec<(usize, usize)>,
    pub(super) learning: Vec<(usize, usize)>,
    agencies: Vec<(usize, usize)>,
    denials: Vec<(usize, usize)>,
    claims: Vec<(usize, usize)>,
    pub(super) quotes: Vec<(usize, usize)>,
}

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
                Meaning::Route(_) if counts_something(lower, start, end) || offers_another(lower, end) => {}
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
    pub(super) fn words(&self, start: usize, end: usize) -> Cow<'_, [Word<'a>]> {
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

    /// The text behind `at` in small letters.
    pub fn behind(&self, at: usize) -> &'a str {
        self.lower.get(at..).unwrap_or_default()
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
    pub(super) fn tokens(&self, start: usize, end: usize) -> Vec<Token<'a>> {
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
            if !(ours || explicit) {
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
    pub(super) fn is_own_name(&self, all: &[Word<'_>], at: usize) -> bool {
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
pub(super) fn first_in(places: &[(usize, usize)], start: usize, end: usize) -> Option<(usize, usize)> {
    let first = places.partition_point(|(at, _)| *at < start);
    places.get(first).copied().filter(|(at, _)| *at < end)
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

/// Whether a phrase is the first of two that a form offers in one: "the child has died or been seriously harmed".
fn offers_another(lower: &str, end: usize) -> bool {
    const OTHERS: &[&str] = &[" or been ", " or has been ", " or was ", " or is ", " or seriously "];
    let rest = lower.get(end..).unwrap_or_default();
    OTHERS.iter().any(|other| rest.starts_with(other))
}

/// The end of the word that `end` may stand inside of.
fn word_end(text: &str, end: usize) -> usize {
    let inside = text.get(..end).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let rest = text.get(end..).unwrap_or_default();
    let more = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    if inside { end + more } else { end }
}
