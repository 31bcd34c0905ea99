//! Every word and phrase of a schema in one automaton, so that a text is searched once for all of them.
//!
//! What a hit means is for its reader: nothing is counted or judged here.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use text_size::{TextRange, TextSize};

use super::Schema;
use crate::outline::LabelIndex;

/// What a phrase of the schema stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// A word that addresses `schema.limbs[i]`.
    Limb(u16),
    /// A phrase that claims `schema.routes[i]`.
    Route(u16),
    /// The label of the box of `schema.routes[i]`.
    RouteLabel(u16),
    /// A mistaken reference, `schema.corrections[i]`.
    Correction(u16),
    /// A name of `schema.priorities[i]`.
    Priority(u16),
    /// `lexicon.delay`.
    Delay,
    /// `lexicon.cause`.
    Cause,
    /// `lexicon.waiting`.
    Waiting,
    /// `lexicon.no-reason`.
    NoReason,
    /// `lexicon.learning`.
    Learning,
    /// `lexicon.claim`.
    Claim,
    /// `lexicon.denial`.
    Denial,
    /// `lexicon.hedge`.
    Hedge,
    /// `lexicon.agencies`.
    Agency,
    /// `lexicon.joint-working`.
    JointWorking,
    /// `lexicon.vague`.
    Vague,
    /// `lexicon.outcome`.
    Outcome,
    /// `lexicon.safety`.
    Safety,
    /// `lexicon.blame`.
    Blame,
    /// `lexicon.hindsight`.
    Hindsight,
    /// `lexicon.see-attached`.
    SeeAttached,
}

/// One phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the text searched.
    pub range: TextRange,
    /// What the phrase stands for.
    pub meaning: Meaning,
}

/// The phrases of one schema, ready to be searched for.
#[derive(Debug)]
pub struct Vocabulary {
    automaton: Option<AhoCorasick>,
    phrases: Vec<Phrase>,
    labels: LabelIndex,
}

#[derive(Debug)]
struct Phrase {
    meaning: Meaning,
    /// Ends with `*` in the schema: any ending will do.
    open: bool,
}

impl Vocabulary {
    /// All phrases of `schema`. Matching ignores ASCII case and takes whole words only.
    pub fn new(schema: &Schema) -> Self {
        let mut texts = Vec::new();
        let mut phrases = Vec::new();
        let mut add = |entries: &[String], meaning: Meaning| {
            for entry in entries {
                let text = entry.trim_end_matches('*');
                if text.is_empty() {
                    continue;
                }
                texts.push(text.to_lowercase());
                phrases.push(Phrase { meaning, open: entry.ends_with('*') });
            }
        };
        for (index, limb) in (0..).zip(&schema.limbs) {
            add(&limb.terms, Meaning::Limb(index));
        }
        for (index, route) in (0..).zip(&schema.routes) {
            add(&route.phrases, Meaning::Route(index));
            add(std::slice::from_ref(&route.label), Meaning::RouteLabel(index));
        }
        for (index, correction) in (0..).zip(&schema.corrections) {
            add(std::slice::from_ref(&correction.wrong), Meaning::Correction(index));
        }
        for (index, priority) in (0..).zip(&schema.priorities) {
            add(std::slice::from_ref(&priority.title), Meaning::Priority(index));
            add(&priority.aliases, Meaning::Priority(index));
        }
        let lexicon = &schema.lexicon;
        for (entries, meaning) in [
            (&lexicon.delay, Meaning::Delay),
            (&lexicon.cause, Meaning::Cause),
            (&lexicon.waiting, Meaning::Waiting),
            (&lexicon.no_reason, Meaning::NoReason),
            (&lexicon.learning, Meaning::Learning),
            (&lexicon.claim, Meaning::Claim),
            (&lexicon.denial, Meaning::Denial),
            (&lexicon.hedge, Meaning::Hedge),
            (&lexicon.agencies, Meaning::Agency),
            (&lexicon.joint_working, Meaning::JointWorking),
            (&lexicon.vague, Meaning::Vague),
            (&lexicon.outcome, Meaning::Outcome),
            (&lexicon.safety, Meaning::Safety),
            (&lexicon.blame, Meaning::Blame),
            (&lexicon.hindsight, Meaning::Hindsight),
            (&lexicon.see_attached, Meaning::SeeAttached),
        ] {
            add(entries, meaning);
        }
        let automaton = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&texts)
            .ok();
        Vocabulary { automaton, phrases, labels: LabelIndex::new(schema) }
    }

    /// The names of the schema's sections and fields.
    pub fn labels(&self) -> &LabelIndex {
        &self.labels
    }

    /// Every phrase in `text`, overlapping ones too, in the order in which they end.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit> + 't {
        self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(text)).filter_map(
            move |found| {
                let phrase = self.phrases.get(found.pattern().as_usize())?;
                let whole = is_edge(text, found.start()) && (phrase.open || is_edge(text, found.end()));
                whole.then(|| Hit {
                    range: TextRange::new(
                        TextSize::new(found.start() as u32),
                        TextSize::new(found.end() as u32),
                    ),
                    meaning: phrase.meaning,
                })
            },
        )
    }
}

/// True where no word runs across this byte offset of `text`.
fn is_edge(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().next());
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}
