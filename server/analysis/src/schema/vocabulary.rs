//! Every word and phrase of a schema in one index, so that a text is searched once for all of them.
//!
//! What a hit means is for its reader: nothing is counted or judged here.

use std::collections::HashSet;

use text_size::TextRange;

use super::phrases::{Found, PhraseIndex};
use super::{Schema, TitleWords};
use crate::claims::Lore;
use crate::outline::LabelIndex;
use crate::place::range;

/// What a phrase of the schema stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// A word that addresses `schema.limbs[i]`.
    Limb(u16),
    /// What speaks of `schema.limbs[i]` in a sentence that names an agency.
    LimbBesideAgency(u16),
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
    /// `lexicon.waits-for`.
    WaitsFor,
    /// `lexicon.awaited`.
    Awaited,
    /// `lexicon.no-reason`.
    NoReason,
    /// `lexicon.alive`.
    Alive,
    /// `lexicon.footing`.
    Footing,
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
    /// `lexicon.closing`.
    Closing,
    /// `lexicon.born`.
    Born,
    /// `lexicon.aware`.
    Aware,
    /// `lexicon.told`.
    Told,
    /// Says so in words that may as well be of something else: "rang me".
    Heard,
}

/// One phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the text searched.
    pub range: TextRange,
    /// What the phrase stands for.
    pub meaning: Meaning,
}

impl From<Found<Meaning>> for Hit {
    fn from(found: Found<Meaning>) -> Self {
        Hit { range: range(found.start, found.end), meaning: found.meaning }
    }
}

/// The phrases of one schema, ready to be searched for.
#[derive(Debug)]
pub struct Vocabulary {
    phrases: PhraseIndex<Meaning>,
    bodies: PhraseIndex<BodyName>,
    /// What speaks of the older people whom the schema takes in.
    wider: PhraseIndex<()>,
    labels: LabelIndex,
    titles: TitleWords,
    /// The abbreviations of the glossary, in capitals.
    abbreviations: HashSet<Box<str>>,
    pub(crate) claims: Lore,
}

/// A term of `schema.bodies[body]`, or one of its `not-terms`.
#[derive(Debug, Clone, Copy)]
struct BodyName {
    body: usize,
    is_another: bool,
}

impl Vocabulary {
    /// All phrases of `schema`. Matching ignores ASCII case and takes whole words only.
    pub fn new(schema: &Schema) -> Self {
        let mut phrases = PhraseIndex::default();
        let mut add = |entries: &[String], meaning: Meaning| {
            for entry in entries {
                phrases.add(entry, meaning);
            }
        };
        for (index, limb) in (0..).zip(&schema.limbs) {
            let shared = limb.terms_of.iter().filter_map(|id| schema.limb(id));
            for limb in std::iter::once(limb).chain(shared) {
                add(&limb.terms, Meaning::Limb(index));
                add(&limb.terms_beside_agency, Meaning::LimbBesideAgency(index));
                add(&limb.terms_in_passing, Meaning::LimbBesideAgency(index));
            }
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
            (&lexicon.waits_for, Meaning::WaitsFor),
            (&lexicon.awaited, Meaning::Awaited),
            (&lexicon.no_reason, Meaning::NoReason),
            (&lexicon.alive, Meaning::Alive),
            (&lexicon.footing, Meaning::Footing),
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
            (&lexicon.closing, Meaning::Closing),
            (&lexicon.born, Meaning::Born),
            (&lexicon.aware, Meaning::Aware),
            (&lexicon.told, Meaning::Told),
            (&lexicon.heard, Meaning::Heard),
        ] {
            add(entries, meaning);
        }
        let mut bodies = PhraseIndex::default();
        for (index, body) in schema.bodies.iter().enumerate() {
            for (terms, is_another) in [(&body.terms, false), (&body.not_terms, true)] {
                for term in terms {
                    bodies.add(term, BodyName { body: index, is_another });
                }
            }
        }
        let mut wider = PhraseIndex::default();
        for term in schema.age.iter().flat_map(|age| &age.wider).flat_map(|wider| &wider.terms) {
            wider.add(term, ());
        }
        let abbreviations = schema.glossary.keys().map(|short| short.to_uppercase().into()).collect();
        let (labels, claims) = (LabelIndex::new(schema), Lore::new(schema));
        let titles = TitleWords::new(lexicon);
        Vocabulary { phrases, bodies, wider, labels, titles, abbreviations, claims }
    }

    /// The names of the schema's sections and fields.
    pub fn labels(&self) -> &LabelIndex {
        &self.labels
    }

    /// What words tell in titles and labels.
    pub(crate) fn titles(&self) -> &TitleWords {
        &self.titles
    }

    /// True where `agency` holds a name of `schema.bodies[body]` that is not part of another body's.
    pub fn names_body(&self, body: usize, agency: &str) -> bool {
        let found = self.bodies.find(agency);
        let of_body = || found.iter().filter(|found| found.meaning.body == body);
        let is_part_of_another = |start: usize, end: usize| {
            of_body().any(|other| other.meaning.is_another && other.start <= start && end <= other.end)
        };
        of_body().any(|name| !name.meaning.is_another && !is_part_of_another(name.start, name.end))
    }

    /// True where `text` speaks of the older people whom the schema takes in.
    pub(crate) fn names_wider_age(&self, text: &str) -> bool {
        !self.wider.find(text).is_empty()
    }

    /// True where the glossary has `short`, which is in capitals.
    pub(crate) fn abbreviates(&self, short: &str) -> bool {
        self.abbreviations.contains(short)
    }

    /// The phrases of `text`, which was `before`, whose phrases were `known`.
    pub(crate) fn find_again(&self, before: &str, known: &[Hit], text: &str) -> Vec<Hit> {
        let known: Vec<Found<Meaning>> = (known.iter())
            .map(|hit| Found {
                start: hit.range.start().into(),
                end: hit.range.end().into(),
                meaning: hit.meaning,
            })
            .collect();
        self.phrases.find_again(before, &known, text).into_iter().map(Hit::from).collect()
    }

    /// Every phrase in `text`, overlapping ones too, in the order in which they end.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Hit> + 't {
        self.phrases.find(text).into_iter().map(Hit::from)
    }
}
