//! What a sentence claims and denies: one walk over its words, from left to right.
//!
//! Boxes and the answers of forms are not known here; their words come in as sentences.

use text_size::{TextRange, TextSize};

use super::citation::Citation;
use super::words::{Role, Word, is_auxiliary, is_noun, is_weighed, role, words};
use super::{How, Stance, Target, citation};
use crate::schema::{Meaning, RouteKind, Schema, Vocabulary};

/// A claim before the whole text has been seen. Without a target it is about a part of the criteria alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Draft {
    pub target: Option<Target>,
    pub stance: Stance,
    pub hedged: bool,
    pub how: How,
    pub range: TextRange,
}

impl Draft {
    pub fn claim(self) -> super::Claim {
        let Draft { target, stance, hedged, how, range } = self;
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
struct Mention {
    targets: Vec<Option<Target>>,
    /// A claim only with a word such as "met".
    weak: bool,
    how: How,
    start: usize,
    end: usize,
}

/// All that is marked in one text, found once.
pub(super) struct Marks<'a> {
    schema: &'a Schema,
    pub text: &'a str,
    lower: &'a str,
    mentions: Vec<Mention>,
    /// Phrases that hold a denial of their own, such as "does not meet the criteria but".
    fixed: Vec<Mention>,
    hedges: Vec<(usize, usize)>,
    learning: Vec<(usize, usize)>,
    agencies: Vec<(usize, usize)>,
    denials: Vec<(usize, usize)>,
    claims: Vec<(usize, usize)>,
    quotes: Vec<(usize, usize)>,
    names: Vec<String>,
    other: Target,
}

impl<'a> Marks<'a> {
    pub fn new(schema: &'a Schema, vocabulary: &Vocabulary, text: &'a str, lower: &'a str, cited: &[Citation]) -> Self {
        let mut marks = Marks {
            schema,
            text,
            lower,
            mentions: cited_mentions(schema, cited),
            fixed: Vec::new(),
            hedges: Vec::new(),
            learning: Vec::new(),
            agencies: Vec::new(),
            denials: Vec::new(),
            claims: Vec::new(),
            quotes: quoted(lower),
            names: names(schema),
            other: other_target(schema),
        };
        let mut phrases: Vec<Mention> = Vec::new();
        for hit in vocabulary.find(text) {
            let (start, end) = (usize::from(hit.range.start()), word_end(text, usize::from(hit.range.end())));
            match hit.meaning {
                Meaning::Route(index) | Meaning::RouteLabel(index) => phrases.push(Mention {
                    targets: vec![Some(Target::Route(usize::from(index)))],
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
        marks.add_phrases(phrases);
        marks.add_claims();
        marks.mentions.sort_by_key(|mention| (mention.start, usize::MAX - mention.end));
        marks
    }

    fn add_phrases(&mut self, mut phrases: Vec<Mention>) {
        phrases.sort_by_key(|mention| (mention.start, usize::MAX - mention.end));
        let mut end = 0;
        for phrase in phrases {
            let inside = words(self.lower, phrase.start, phrase.end);
            let denies = (0..inside.len()).any(|at| {
                let (role, _) = role(&inside, at);
                matches!(role, Role::Not | Role::Neither | Role::Contrast | Role::Misses)
            });
            if denies {
                self.fixed.push(phrase);
                continue;
            }
            let same = self.mentions.iter_mut().find(|known| known.start < phrase.end && phrase.start < known.end);
            if let Some(known) = same {
                let cites = known.how == How::Citation && known.targets.iter().any(|t| matches!(t, Some(Target::Route(_))));
                let longer = phrase.start <= known.start && phrase.end >= known.end;
                if longer && (phrase.start, phrase.end) == (known.start, known.end) && !cites {
                    known.targets.extend(phrase.targets);
                } else if longer && !cites {
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

    /// Phrases of the schema that claim the criteria without any of the words known here: "SCR is required".
    fn add_claims(&mut self) {
        for (start, end) in self.claims.clone() {
            let inside = words(self.lower, start, end);
            let known = (0..inside.len()).any(|at| {
                matches!(role(&inside, at).0, Role::Criteria | Role::Met | Role::Meets | Role::Misses | Role::Under | Role::Not | Role::Condition)
            });
            let named = self.mentions.iter().any(|mention| mention.start < end && start < mention.end);
            if !known && !named {
                self.mentions.push(Mention { targets: vec![Some(Target::Criteria)], weak: false, how: How::Words, start, end });
            }
        }
    }

    /// The target of a reason other than the criteria.
    pub fn other(&self) -> Target {
        self.other
    }

    /// The lower-cased text between two places.
    pub fn lower(&self, start: usize, end: usize) -> &'a str {
        self.lower.get(start..end).unwrap_or_default()
    }

    /// Where a sentence says what could be learned: any such place after a denial, else one that asks for a review.
    pub fn reason(&self, denied: bool) -> Option<TextRange> {
        for sentence in super::sentences(self.text) {
            let (start, end) = (usize::from(sentence.start()), usize::from(sentence.end()));
            let hit = self.learning.iter().find(|(at, _)| *at >= start && *at < end);
            let found = words(self.lower, start, end);
            let asks = found.iter().any(|word| {
                word.text.starts_with("refer") || word.text.starts_with("review") || word.text == "scr"
            });
            let worth = found.iter().any(|word| {
                ["learn", "lesson", "benefit", "useful", "theme", "pattern", "improve", "value", "insight", "practice", "similar", "teach", "pattern"].iter().any(|stem| word.text.starts_with(stem))
            });
            let place = hit.map_or(start, |(at, _)| *at);
            let contrast = (0..found.len()).any(|at| role(&found, at).0 == Role::Contrast);
            let clause = (0..found.len()).rev().find(|at| {
                role(&found, *at).0 == Role::Contrast && found.get(*at).is_some_and(|word| word.start < place)
            });
            let without = (clause.unwrap_or(0)..found.len())
                .take_while(|at| clause.is_none_or(|clause| *at == clause || role(&found, *at).0 != Role::Contrast))
                .any(|at| matches!(role(&found, at).0, Role::Not | Role::Neither | Role::Deferred | Role::Condition));
            let question = self.lower(start, end).ends_with('?');
            if question || (without && !(denied && contrast)) {
                continue;
            }
            let sentence_text = self.lower(start, end);
            let asks = asks || ["this is about", "looked at", "we want", "we believe", "we think", "we would", "we feel", "worth"].iter().any(|ask| sentence_text.contains(ask));
            let learns = hit.is_some_and(|(from, to)| self.lower(*from, *to).starts_with("learn") || self.lower(*from, *to).starts_with("what w"));
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
        for range in super::sentences(slice) {
            let (from, to) = (start + usize::from(range.start()), start + usize::from(range.end()));
            let tokens = self.tokens(from, to);
            if mode != Mode::Question && (self.lower(from, to).ends_with('?') || self.is_law(from, to)) {
                before = mentioned(&tokens);
                continue;
            }
            let mut walk = Walk::new(self, mode, &before);
            walk.run(&tokens);
            let mut found = walk.done;
            if mode == Mode::Prose {
                let read = found.clone();
                found.retain(|draft| !self.is_reported(from, usize::from(draft.range.start())));
                for fixed in self.fixed.iter().filter(|fixed| fixed.start >= from && fixed.end <= to) {
                    if !self.is_reported(from, fixed.start) && !read.iter().any(|draft| draft.stance == Stance::Yes) {
                        found.extend(self.drafts(fixed, Stance::Yes));
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

    /// The words of a stretch, with what is named in it in one piece each.
    fn tokens(&self, start: usize, end: usize) -> Vec<Token<'a>> {
        let all = words(self.lower, start, end);
        let mut tokens: Vec<Token<'a>> = Vec::new();
        let mut at = 0;
        while let Some(word) = all.get(at) {
            if let Some(mention) = self.mentions.iter().find(|m| m.start <= word.start && word.start < m.end && m.start >= start) {
                let stop = mention.end.min(end);
                tokens.push(Token { what: What::Named(mention.clone()), text: "", start: word.start, end: stop });
                while all.get(at).is_some_and(|word| word.start < stop) {
                    at += 1;
                }
                continue;
            }
            let (mut role, length) = role(&all, at);
            if role == Role::Plain || role == Role::Auxiliary {
                let within = |list: &[(usize, usize)]| list.iter().find(|(from, _)| *from == word.start).copied();
                if let Some((_, stop)) = within(&self.denials)
                    && !all.iter().skip(at).take_while(|word| word.start < stop).enumerate().any(|(on, _)| {
                        !matches!(super::words::role(&all, at + on).0, Role::Plain | Role::Auxiliary | Role::Under)
                    })
                {
                    role = Role::Misses;
                }
            }
            let stop = all.get(at + length - 1).map_or(word.end, |word| word.end);
            let mention = |targets: Vec<Option<Target>>, weak: bool| Mention { targets, weak, how: How::Words, start: word.start, end: stop };
            let what = match role {
                Role::Criteria if self.is_our_noun(&all, at, start, end) => What::Named(mention(vec![Some(Target::Criteria)], true)),
                Role::Criteria => What::Role(Role::Plain),
                Role::Other => What::Named(mention(vec![Some(self.other)], false)),
                Role::Statutory => What::Named(mention(vec![Some(Target::Criteria)], false)),
                role => What::Role(role),
            };
            tokens.push(Token { what, text: word.text, start: word.start, end: stop });
            at += length;
        }
        tokens
    }

    /// Whether "criteria" at `at` are those of the review, not a housing department's.
    fn is_our_noun(&self, all: &[Word<'_>], at: usize, start: usize, end: usize) -> bool {
        let text = |at: usize| all.get(at).map_or("", |word| word.text);
        let known = |word: &str| {
            REVIEW.contains(&word) || word.starts_with("review") || self.names.iter().any(|name| name == word)
        };
        let cited = |word: Option<&Word<'_>>| {
            word.is_some_and(|word| self.mentions.iter().any(|m| m.start <= word.start && word.start < m.end))
        };
        if matches!(text(at + 1), "for" | "of" | "to") {
            let mut on = at + 2;
            let mut ours = text(at + 1) == "to";
            while on < at + 8 {
                let word = text(on);
                if word.is_empty() || matches!(word, "," | "." | ";" | "is" | "are" | "was" | "were" | "and" | "met" | "have") {
                    break;
                }
                ours |= known(word) || cited(all.get(on));
                on += 1;
            }
            if !ours {
                return false;
            }
        } else if let Some(before) = at.checked_sub(1).and_then(|at| all.get(at)) {
            let word = before.text;
            let mark = !word.starts_with(char::is_alphanumeric);
            let fine = mark || known(word) || PREMODIFIERS.contains(&word) || cited(Some(before)) || role(all, at - 1).0 != Role::Plain || word.ends_with('s') && known(word.trim_end_matches('s').trim_end_matches('\''));
            if !fine {
                return false;
            }
        }
        let reviewing = all.iter().any(|word| word.text.starts_with("review") || matches!(word.text, "scr" | "statutory") || self.names.iter().any(|name| name == word.text && name.len() > 2 && !matches!(name.as_str(), "serious" | "case" | "safeguarding" | "child" | "children" | "adult" | "adults")));
        let agency = self.agencies.iter().any(|(from, _)| *from >= start && *from < end);
        let past = all.iter().any(|word| matches!(word.text, "was" | "were" | "did" | "had" | "closed" | "declined" | "didn't" | "wasn't" | "weren't" | "stated" | "said"));
        let first = all.iter().any(|word| matches!(word.text, "we" | "i" | "our" | "my"));
        let bare = text(at).starts_with("threshold") || matches!(text(at), "test" | "conditions" | "requirements");
        !(agency && (past || bare) && !reviewing && !first) && !(bare && past && !reviewing && !first)
    }

    /// Whether a sentence tells what the law says: "a serious case is one where …".
    fn is_law(&self, start: usize, end: usize) -> bool {
        let text = self.lower(start, end);
        ["case is one where", "case is one in which", "must always trigger", "for the purposes of paragraph", "should consider whether", "the criteria are:", "criteria are as follows", "criteria for a serious case review are:"]
            .iter()
            .any(|law| text.contains(law))
    }

    /// Whether what stands at `at` is somebody else's word, or an earlier referral's.
    fn is_reported(&self, sentence: usize, at: usize) -> bool {
        let said = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric()).any(|word| SPEECH.contains(&word))
        };
        let before = self.lower(sentence, at);
        if let Some((open, close)) = self.quotes.iter().find(|(open, close)| *open < at && at < *close) {
            let line = self.lower.get(..*open).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
            let near: String = line.chars().rev().take(70).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = self.lower.get(*close..).unwrap_or_default().chars().take(30).collect();
            let own = near.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "we" | "i"));
            return (said(&near) || said(&after)) && !own;
        }
        let mut words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
        let mut person = false;
        let mut earlier = false;
        while let Some(word) = words.next() {
            if matches!(word, "we" | "i" | "but") {
                (person, earlier) = (false, false);
            }
            person |= LAY.contains(&word);
            if person && SPEECH.contains(&word) {
                return true;
            }
            let next = words.peek().copied().unwrap_or_default();
            earlier |= matches!(word, "previous" | "earlier" | "previously") && (matches!(next, "referral" | "case" | "review" | "notification" | "decision") || word == "previously");
        }
        earlier || ["was told", "were told", "been told", "was advised that", "were advised that"].iter().any(|told| before.contains(told))
    }

    fn drafts(&self, mention: &Mention, stance: Stance) -> Vec<Draft> {
        let range = TextRange::new(TextSize::new(mention.start as u32), TextSize::new(mention.end as u32));
        let draft = |target: &Option<Target>| Draft { target: *target, stance, hedged: false, how: mention.how, range };
        mention.targets.iter().map(draft).collect()
    }

    fn hedged(&self, start: usize, end: usize) -> bool {
        self.hedges.iter().any(|(from, _)| *from >= start && *from < end)
    }

    /// Whether the text between two places names anything that can be claimed.
    pub fn names_something(&self, start: usize, end: usize) -> bool {
        !mentioned(&self.tokens(start, end)).is_empty()
    }

    /// The route whose label a ticked label repeats in nearly the same words, if it is one alone.
    pub fn likened(&self, start: usize, end: usize) -> Vec<Draft> {
        let label = telling(self.lower(start, end));
        let mut best: Vec<(usize, usize)> = Vec::new();
        for (index, route) in self.schema.routes.iter().enumerate() {
            let own = telling(&route.label);
            let same = label.iter().filter(|word| own.contains(word)).count();
            if same >= 2 && same * 4 >= label.len() * 3 {
                best.push((same * 1000 / label.len().max(1) + 200 * same / own.len().max(1), index));
            }
        }
        best.sort_unstable();
        let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
        let Some((_, index)) = best.pop() else { return Vec::new() };
        vec![Draft { target: Some(Target::Route(index)), stance: Stance::Yes, hedged: false, how: How::Ticked, range }]
    }

    /// What a form's question asks about.
    pub fn asked(&self, start: usize, end: usize) -> Vec<Draft> {
        let mut found: Vec<Draft> = Vec::new();
        for token in self.tokens(start, end) {
            if let What::Named(mention) = token.what {
                found.extend(self.drafts(&mention, Stance::Yes));
            }
        }
        let named = |draft: &Draft| matches!(draft.target, Some(Target::Route(_) | Target::OtherReason));
        if found.iter().any(named) {
            found.retain(named);
        }
        let all = words(self.lower, start, end);
        if found.is_empty() {
            let has = |stem: &str| all.iter().any(|word| word.text.starts_with(stem));
            let is = |one: &str| all.iter().any(|word| word.text == one);
            let count = all.iter().filter(|word| word.text.starts_with(char::is_alphanumeric)).count();
            let review = is(&self.schema.id) || has("review");
            let past = ["previous", "previously", "before", "already", "been", "ever"].iter().any(|word| is(word));
            let purpose = has("purpose") || has("reason") || count <= 3 || has("review") || self.lower(start, end).contains("for learning");
            let only = count > 0
                && all.iter().all(|word| {
                    let known = self.names.iter().any(|name| name == word.text);
                    known || !word.text.starts_with(char::is_alphanumeric) || matches!(word.text, "a" | "an" | "for" | "the" | "consideration" | "of" | "as" | "referral")
                })
                && review;
            let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
            let target = match () {
                () if has("learning") && purpose => Some(self.other),
                () if only || review && has("consider") && !past => Some(Target::Criteria),
                () => None,
            };
            if let Some(target) = target {
                found.push(Draft { target: Some(target), stance: Stance::Yes, hedged: false, how: How::Answer, range });
            }
        }
        let denied = (0..all.len()).any(|at| role(&all, at).0 == Role::Not && !matches!(all.get(at + 1).map(|w| w.text), Some("yet")));
        for draft in &mut found {
            if denied && !self.lower(start, end).contains("or not") {
                draft.stance = Stance::No;
            }
        }
        found
    }
}

/// Words that tell one label from another.
fn telling(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let all = words(&lower, 0, lower.len());
    let long = all.iter().filter(|word| word.text.len() > 3 && word.text.starts_with(char::is_alphanumeric));
    long.map(|word| word.text.chars().take(4).collect()).collect()
}

const REVIEW: &[&str] = &[
    "scr", "consideration", "referral", "notification", "regulation", "regulations", "learning", "statutory", "death", "commissioning", "serious",
    "seriously", "section", "panel", "this", "lscb", "holding", "undertaking", "conducting", "mandatory", "working", "notifiable", "act",
];
const PREMODIFIERS: &[&str] = &[
    "the", "a", "an", "all", "these", "those", "this", "that", "of", "legal", "regulatory", "relevant", "necessary", "following", "two", "three",
    "board's", "board", "guidance", "national", "above", "any", "required", "formal", "strict", "full", "in", "which", "its", "first", "second", "third",
    "such", "same", "together", "2015", "2013", "harm", "basis", "whether", "believe", "think", "consider", "both", "either", "every", "each", "above-mentioned", "said", "set", "main", "key", "stated", "case", "his", "her", "their", "two-limb", "for", "with", "on", "has", "case's", "reg", "wt2015", "published", "regulation", "definite", "usual", "mandatory", "4",
];
const SPEECH: &[&str] = &[
    "said", "says", "told", "wrote", "writes", "commented", "asked", "replied", "noted", "argued", "argues", "emailed", "alleges", "alleged",
    "claims", "feels", "believes", "thinks", "quoted", "quotes", "email", "stated", "states", "wants", "complains", "insists", "demands", "reports", "recorded", "records", "minutes", "reads", "headline",
];
const LAY: &[&str] = &[
    "mother", "father", "family", "grandmother", "grandfather", "grandparents", "parents", "parent", "neighbour", "solicitor", "aunt", "uncle",
    "sister", "brother", "carer", "carers", "press", "media", "newspaper", "mp", "stepfather", "mum", "dad", "relatives", "son", "daughter", "partner",
];

#[derive(Debug, Clone)]
enum What {
    Role(Role),
    Named(Mention),
}

#[derive(Debug, Clone)]
struct Token<'t> {
    what: What,
    text: &'t str,
    start: usize,
    end: usize,
}

fn mentioned(tokens: &[Token<'_>]) -> Vec<Mention> {
    let named = |token: &Token<'_>| match &token.what {
        What::Named(mention) => Some(mention.clone()),
        What::Role(_) => None,
    };
    tokens.iter().filter_map(named).collect()
}

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

struct Walk<'w, 'a> {
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
    done: Vec<Draft>,
    pronoun: bool,
}

impl<'w, 'a> Walk<'w, 'a> {
    fn new(marks: &'w Marks<'a>, mode: Mode, before: &'w [Mention]) -> Self {
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
        }
    }

    fn run(&mut self, tokens: &[Token<'a>]) {
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
        let subject = self.is_subject(tokens, at);
        if let Some(verb) = self.verb
            && !subject
            && at - verb.at <= 12
        {
            let routes = mention.targets.iter().any(|target| matches!(target, Some(Target::Route(_))));
            if routes && self.clause.last().is_some_and(|draft| draft.target == Some(Target::Criteria)) {
                self.clause.pop();
            }
            let covered = mention.targets == [Some(Target::Criteria)] && self.clause.iter().any(|draft| matches!(draft.target, Some(Target::Route(_))));
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
        let denied = self.denial.is_some_and(|denial| denial.wide || at - denial.at <= 6);
        let previous = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
        let mut weighed = false;
        for back in 1..=3 {
            let Some(token) = previous(back) else { break };
            match token.what {
                What::Role(Role::Pronoun | Role::Auxiliary | Role::And) | What::Named(_) => {}
                What::Role(Role::Plain) if matches!(token.text, "the" | "of" | "a" | "at" | "with" | "regard" | "our") => {}
                What::Role(Role::Weighed) => weighed = true,
                What::Role(Role::Belief) if is_weighed(token.text) => weighed = true,
                _ => break,
            }
        }
        self.waiting.push(Waiting { mention: mention.clone(), denied, conditional: self.condition.is_some(), weighed, at });
    }

    /// Whether a verb of its own follows what is named at `at`.
    fn is_subject(&self, tokens: &[Token<'a>], at: usize) -> bool {
        let mut on = at + 1;
        while let Some(token) = tokens.get(on) {
            match token.what {
                What::Role(Role::Auxiliary) if matches!(token.text, "also" | "both" | "to" | "clearly" | "now" | "therefore") => on += 1,
                What::Role(Role::Auxiliary | Role::Met) => return true,
                What::Role(Role::And) if tokens.get(on + 1).is_some_and(|t| matches!(t.what, What::Named(_))) => on += 2,
                _ => return false,
            }
        }
        false
    }

    fn word(&mut self, tokens: &[Token<'a>], at: usize, role: Role) {
        match role {
            Role::Not | Role::Neither => self.deny(tokens, at, role),
            Role::Met | Role::Meets => self.met(tokens, at, role),
            Role::Misses => {
                let yes = self.denial.take().is_some();
                self.verb = Some(Verb { at, yes, conditional: self.condition.is_some() });
                self.condition_verb = true;
                let comparing = tokens.get(at).is_some_and(|token| matches!(token.text, "rather" | "instead"));
                if comparing || !self.waiting.is_empty() {
                    self.flush(tokens, at);
                }
            }
            Role::Break => {
                self.flush_strong(tokens, at);
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
            Role::Pronoun => self.pronoun = true,
            Role::Plain if tokens.get(at).is_some_and(|token| token.text == ":") => {
                let answered = tokens.get(at + 1).is_some_and(|token| {
                    matches!(token.what, What::Role(Role::Met | Role::Meets | Role::Not | Role::Neither | Role::Sure | Role::Auxiliary))
                });
                if !answered {
                    self.flush(tokens, at);
                    self.denial = None;
                }
            }
            Role::Law => {
                if self.waiting.iter().any(|waiting| at - waiting.at <= 2) {
                    self.waiting.retain(|waiting| at - waiting.at > 2);
                    self.condition = Some(at);
                    self.condition_verb = false;
                }
            }
            Role::Under => {
                // "referred under the statutory criteria"
                let statutory = tokens.get(at + 1..).unwrap_or_default().iter().take(3).any(|token| matches!(token.what, What::Named(_)));
                let long = tokens.get(at).is_some_and(|token| token.text != "on");
                if statutory && long && self.verb.is_none() && self.waiting.is_empty() {
                    let denied = self.denial.is_some_and(|denial| denial.wide || at - denial.at <= 8);
                    let asking = tokens.get(..at).unwrap_or_default().iter().any(|token| token.text.starts_with("refer") || matches!(token.text, "made" | "submitted" | "brought" | "case" | "consideration" | "considered" | "qualifies" | "request" | "requested"));
                    if asking || at == 0 {
                        self.verb = Some(Verb { at, yes: !denied, conditional: self.condition.is_some() });
                        self.denial = None;
                    }
                }
            }
            _ => {}
        }
    }

    fn deny(&mut self, tokens: &[Token<'a>], at: usize, role: Role) {
        let next = |on: usize| tokens.get(at + on);
        let belief = (1..=7).any(|on| next(on).is_some_and(|token| matches!(token.what, What::Role(Role::Belief))));
        let wide = role == Role::Neither || belief;
        if tokens.get(at).is_some_and(|token| token.text == "nor") && self.denial.is_some() {
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

    fn met(&mut self, tokens: &[Token<'a>], at: usize, role: Role) {
        self.condition_verb = true;
        let text = tokens.get(at).map_or("", |token| token.text);
        let previous = at.checked_sub(1).and_then(|at| tokens.get(at));
        let next = tokens.get(at + 1);
        if next.is_some_and(|t| t.text == "/") || previous.is_some_and(|t| t.text == "/") && self.waiting.is_empty() {
            // "met / not met", nothing struck out
            let open = tokens.get(at + 1..).unwrap_or_default().iter().take(4).any(|t| matches!(t.what, What::Role(Role::Met | Role::Meets | Role::Not)));
            if open {
                self.waiting.clear();
                self.denial = None;
                return;
            }
        }
        let modal = previous.is_some_and(|t| matches!(t.text, "to" | "must"));
        let earlier = tokens.get(..at).unwrap_or_default();
        let appears = earlier.iter().rev().take(6).any(|t| matches!(t.what, What::Role(Role::Belief | Role::Weighed)) || ["considered", "likely", "judged", "felt", "thought", "said", "found", "understood", "deemed", "assessed", "continues", "believed", "appears", "seems", "known", "ought", "used", "taken", "shown", "held", "reckoned", "clearly", "reported"].contains(&t.text));
        let general = previous.is_some_and(|t| matches!(t.text, "that" | "which" | "who"))
            && at.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|t| matches!(t.text, "cases" | "referrals" | "incidents" | "those" | "children" | "any" | "one"));
        if (modal && !appears && matches!(role, Role::Meets)) || general {
            self.denial = None;
            self.verb = Some(Verb { at, yes: true, conditional: true });
            return;
        }
        let between = |from: usize| self.denial.is_some_and(|denial| denial.at > from);
        let yes;
        if let Some(last) = self.waiting.last().map(|waiting| waiting.at) {
            let flipped = between(last);
            let same = self.waiting.iter().any(|waiting| waiting.denied) && self.denial.is_some_and(|denial| denial.at < last);
            let waiting = std::mem::take(&mut self.waiting);
            let routes = waiting.iter().any(|w| w.mention.targets.iter().any(|t| matches!(t, Some(Target::Route(_)))));
            let later = tokens.get(at..).unwrap_or_default().iter().any(|t| matches!(t.what, What::Role(Role::Condition)));
            let hypothetical = (later || previous.is_some_and(|t| matches!(t.text, "have" | "been"))) && earlier.iter().any(|t| matches!(t.text, "would" | "could" | "might")) && !earlier.iter().any(|t| t.text == "may");
            for item in &waiting {
                let criteria = item.mention.targets == [Some(Target::Criteria)];
                if !item.conditional && !hypothetical && !(criteria && routes) {
                    self.emit(&item.mention, !(item.denied ^ flipped));
                }
            }
            yes = !(flipped || same);
            let conditional = waiting.iter().all(|w| w.conditional) || hypothetical;
            self.verb = Some(Verb { at, yes, conditional });
        } else {
            yes = self.denial.is_none();
            let hypothetical = previous.is_some_and(|t| t.text == "have") && earlier.iter().any(|t| matches!(t.text, "would" | "could" | "might"));
            let passive = previous.is_some_and(|t| matches!(t.text, "is" | "are" | "was" | "were" | "be" | "been" | "not" | "being"));
            let gathering = matches!(text, "met" | "meet" | "meeting") && next.is_some_and(|t| matches!(t.text, "to" | "on" | "with" | "at" | "in"));
            if passive && (self.pronoun || self.denial.is_some_and(|denial| denial.wide)) && !self.before.is_empty() && self.condition.is_none() {
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

    fn separate(&mut self, tokens: &[Token<'a>], at: usize, role: Role) {
        let next = |on: usize| tokens.get(at + on);
        let listed = next(1).is_some_and(|t| matches!(t.what, What::Named(_) | What::Role(Role::And | Role::Not)))
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
            let parenthesis = role == Role::Comma && at - denial.at <= 6 && (at == denial.at + 1 || tokens.get(denial.at + 1).is_some_and(|t| t.text == ","));
            let kept = denial.wide && (self.waiting.iter().any(|w| w.at > denial.at) || listed);
            let object = self.waiting.iter().any(|w| w.at > denial.at) && role == Role::And;
            let belief = denial.wide && at - denial.at > 8;
            if !parenthesis && !object && (!kept || belief) {
                self.denial = None;
            }
        }
        if role == Role::Comma && !listed {
            let subject = next(1).is_some_and(|t| matches!(t.text, "we" | "i" | "the" | "this" | "and" | "there"));
            if subject && self.verb.is_some() {
                self.verb = None;
            }
        }
    }

    /// Ends a clause at a contrast word or the end of the sentence.
    fn end_clause(&mut self, tokens: &[Token<'a>], from: usize, to: usize, end: usize) {
        self.flush(tokens, to);
        let deferred = tokens.get(from..to).unwrap_or_default().iter().any(|t| matches!(t.what, What::Role(Role::Deferred)));
        let mut clause = std::mem::take(&mut self.clause);
        let hedged = self.marks.hedged(self.clause_start, end);
        if deferred && self.mode == Mode::Prose {
            clause.clear();
        }
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
    fn flush(&mut self, tokens: &[Token<'a>], end: usize) {
        let waiting = std::mem::take(&mut self.waiting);
        self.resolve(tokens, end, waiting);
    }

    /// As `flush`, but what needs a verb goes on waiting for it: "Statutory criteria - met".
    fn flush_strong(&mut self, tokens: &[Token<'a>], end: usize) {
        let (weak, strong) = std::mem::take(&mut self.waiting).into_iter().partition(|w| w.mention.weak);
        self.waiting = weak;
        self.resolve(tokens, end, strong);
    }

    fn resolve(&mut self, tokens: &[Token<'a>], end: usize, waiting: Vec<Waiting>) {
        for item in waiting {
            let relative = item.mention.how == How::Words
                && (1..=2).any(|back| item.at.checked_sub(back).and_then(|at| tokens.get(at)).is_some_and(|t| LAY.contains(&t.text)));
            if item.conditional || (item.weighed || relative) && self.mode == Mode::Prose {
                continue;
            }
            if item.mention.weak && self.mode == Mode::Prose {
                let alone = tokens.iter().all(|t| matches!(t.what, What::Named(_)) || matches!(t.text, "statutory" | "the" | "." | ":" | "scr" | "mandatory" | "legal"));
                let named = tokens.iter().any(|t| matches!(t.text, "statutory" | "mandatory" | "legal"));
                let only = tokens.iter().filter(|t| matches!(t.what, What::Named(_))).count() == 1;
                if alone && named && only && !tokens.last().is_some_and(|t| t.text == ":") {
                    self.emit(&item.mention, !item.denied);
                }
                continue;
            }
            let after = tokens.get(item.at + 1..end).unwrap_or_default();
            let verb = after.iter().position(|t| !is_auxiliary(t.text));
            let refused = verb.is_some_and(|at| after.get(at).is_some_and(|t| matches!(t.what, What::Role(Role::Not))) && at > 0);
            let following = verb.and_then(|at| after.get(at + 1));
            let bare = following.is_none_or(|t| matches!(t.what, What::Role(Role::Break | Role::Comma | Role::Contrast | Role::Pronoun | Role::Belief)) || !t.text.starts_with(char::is_alphanumeric) || matches!(t.text, "claimed" | "made" | "relied" | "as" | "here" | "argued" | "in" | "the" | "because" | "considered" | "felt" | "thought" | "being" | "put" | "arise" | "arises" | "pursued" | "needed" | "run" | "advanced" | "asserted" | "rely" | "suggested" | "at"));
            self.emit(&item.mention, !(item.denied || refused && bare));
        }
    }

    fn emit(&mut self, mention: &Mention, yes: bool) {
        let stance = if yes { Stance::Yes } else { Stance::No };
        self.clause.extend(self.marks.drafts(mention, stance));
    }
}

/// One mention for each list of citations.
fn cited_mentions(schema: &Schema, cited: &[Citation]) -> Vec<Mention> {
    let routes = route_children(schema);
    let mut found: Vec<Mention> = Vec::new();
    for list in cited.chunk_by(|one, next| one.group == next.group) {
        let (Some(first), Some(last)) = (list.first(), list.last()) else { continue };
        let whole = list.iter().all(|citation| citation.child.is_empty());
        if whole && list.iter().any(|citation| citation.other_kind) {
            continue;
        }
        let mut targets: Vec<Option<Target>> = Vec::new();
        for citation in list {
            let part = (citation.provision, citation.child.clone());
            let of: Vec<usize> = routes.iter().filter(|(_, parts)| parts.contains(&part)).map(|(route, _)| *route).collect();
            if let [only] = of.as_slice() {
                let target = match schema.routes.get(*only) {
                    Some(_) => Some(Target::Route(*only)),
                    None => None,
                };
                if !targets.contains(&target) {
                    targets.push(target);
                }
            }
        }
        if targets.is_empty() {
            let unknown = list.iter().any(|citation| !citation.known);
            targets.push((whole || unknown).then_some(Target::Criteria));
        }
        found.push(Mention {
            targets,
            weak: false,
            how: How::Citation,
            start: first.range.start().into(),
            end: last.range.end().into(),
        });
    }
    found
}

/// The parts of provisions that each route's citation names; parts that several routes share tell nothing.
fn route_children(schema: &Schema) -> Vec<(usize, Vec<(Option<usize>, String)>)> {
    let mut found = Vec::new();
    for (index, route) in schema.routes.iter().enumerate() {
        let parts = route
            .citation
            .iter()
            .flat_map(|text| citation::citations(schema, text))
            .map(|citation| (citation.provision, citation.child))
            .filter(|(_, child)| !child.is_empty())
            .collect();
        found.push((index, parts));
    }
    found
}

fn other_target(schema: &Schema) -> Target {
    let mut others = schema.routes.iter().enumerate().filter(|(_, route)| route.kind != RouteKind::Statutory);
    match (others.next(), others.next()) {
        (Some((index, _)), None) => Target::Route(index),
        _ => Target::OtherReason,
    }
}

/// The words of the regime's own name: "serious", "case", "review".
fn names(schema: &Schema) -> Vec<String> {
    let common = ["referral", "for", "of", "the", "a", "an", "consideration", "to", "and"];
    let mut found = vec![schema.id.to_lowercase()];
    for word in schema.title.split(|c: char| !c.is_alphanumeric()) {
        let word = word.to_lowercase();
        if !word.is_empty() && !common.contains(&word.as_str()) && !is_noun(&word) {
            found.push(word);
        }
    }
    found
}

/// Stretches between pairs of double quotation marks, line by line.
fn quoted(lower: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
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

/// The end of the word that `end` may stand inside of.
fn word_end(text: &str, end: usize) -> usize {
    let inside = text.get(..end).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let rest = text.get(end..).unwrap_or_default();
    let more = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    if inside { end + more } else { end }
}
