//! The tables of a schema file, one Rust type each, with the keys of the TOML.
//!
//! The key names are the field names in kebab-case. Reading, with places for mistakes, is in `read`.

use std::num::NonZeroU16;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Condition;
use crate::date::{Division, Limit};

/// One regime: everything a referral of this kind is asked for.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(extend("required" = ["id"]))]
pub struct Schema {
    /// The name a document uses in `schema: <id>`; the file's name without `.toml`.
    pub id: String,
    /// The schema this one takes over and overrides by id. A board's file has one.
    #[schemars(extend("x-id-of" = ["schema"]))]
    pub extends: Option<String>,
    /// True for a schema that only others build on; no document names it.
    #[serde(rename = "abstract")]
    pub is_abstract: bool,
    /// What this kind of referral is called, for a reader.
    pub title: String,
    /// Where the regime applies, for a reader: "England".
    pub territory: String,
    /// Whose bank holidays count, unless the settings say otherwise.
    pub division: Division,
    /// Who receives the referral, for a reader.
    pub receiver: String,
    /// When the regime was in force. An absent end is open.
    pub in_force: Option<InForce>,
    /// The schema that replaced this one.
    pub superseded_by: Option<SupersededBy>,
    /// Whole years of age of the subject at the incident.
    pub age: Option<AgeRange>,
    /// Words that may follow a label without changing its meaning: "details", "of the child".
    pub label_tails: Vec<String>,
    /// Words one edit away from a label that are ordinary words: "basic", "referred".
    pub ordinary_words: Vec<String>,
    /// Texts that a template leaves for the writer to replace, without brackets: "insert name".
    pub placeholders: Vec<String>,
    /// Headings of parts that only the board fills in, numbering kept.
    pub board_only: Vec<String>,
    /// The published quality marker.
    pub marker: Marker,
    /// Where numbers, quotes and criteria come from.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    /// The marker's questions.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    /// Parts of a referral, in the order a template shows them.
    #[serde(rename = "section")]
    pub sections: Vec<SectionSpec>,
    /// Facts with a type, in the order a template shows them.
    #[serde(rename = "field")]
    pub fields: Vec<FieldSpec>,
    /// Elements of the criteria.
    #[serde(rename = "limb")]
    pub limbs: Vec<Limb>,
    /// Ways a case can qualify.
    #[serde(rename = "route")]
    pub routes: Vec<Route>,
    /// Provisions whose parts a citation may name.
    #[serde(rename = "provision")]
    pub provisions: Vec<Provision>,
    /// Clocks.
    #[serde(rename = "timescale")]
    pub timescales: Vec<Timescale>,
    /// Bodies that a clock can bind.
    #[serde(rename = "body")]
    pub bodies: Vec<Body>,
    /// Local learning priorities, normally a board's.
    #[serde(rename = "priority")]
    pub priorities: Vec<Priority>,
    /// References that are often mistaken.
    #[serde(rename = "correction")]
    pub corrections: Vec<Correction>,
    /// Abbreviations and their expansions.
    pub glossary: std::collections::BTreeMap<String, String>,
    /// Word lists the rules read.
    pub lexicon: Lexicon,
}

/// When a regime was in force, both ends included.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct InForce {
    /// First day.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<NaiveDate>,
    /// Id of a source.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub source: String,
    /// Id of the source of the last day, where that is another.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub until_source: Option<String>,
    /// False where the dates could only be recalled.
    #[serde(default = "yes")]
    pub confirmed: bool,
}

/// What replaced a regime, and where its sections go.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SupersededBy {
    /// Id of the schema that took over.
    #[schemars(extend("x-id-of" = ["schema"]))]
    pub schema: String,
    /// Section ids here to section ids there, where they differ.
    #[serde(default)]
    #[schemars(extend("x-keys-of" = ["section"]))]
    pub sections: std::collections::BTreeMap<String, String>,
}

/// Ages in whole years, both ends included.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AgeRange {
    /// Youngest age; absent means none.
    pub min: Option<u8>,
    /// Oldest age; absent means none.
    pub max: Option<u8>,
    /// Whom it takes in who is older, see below.
    pub wider: Option<WiderAge>,
    /// Id of a source.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub source: String,
    /// False where the ages could only be recalled.
    #[serde(default = "yes")]
    pub confirmed: bool,
}

/// Older people whom a kind of review takes in as well.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WiderAge {
    /// Who they are, for a reader: "a care leaver".
    pub who: String,
    /// Their oldest age in whole years, above that of the others.
    pub max: u8,
    /// Words and phrases by which a referral speaks of them. Where it has one anywhere, their oldest age holds.
    pub terms: Vec<String>,
    /// Id of a source.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub source: String,
}

/// The published quality marker, quoted.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Marker {
    /// Its name: "SCR Quality Marker 1: Referral".
    pub name: String,
    /// Its statement, word for word.
    pub statement: String,
    /// Id of a source.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub source: String,
    /// True where the marker was published for another regime and serves here by analogy.
    #[serde(default)]
    pub by_analogy: bool,
}

/// A document that a number, quote or criterion comes from.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Source {
    /// How the rest of the schema names it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    #[serde(default)]
    pub publisher: String,
    /// When, as the document says it.
    #[serde(default)]
    pub date: String,
    /// Its public web address; empty where it has none.
    #[serde(default)]
    pub address: String,
}

/// One question of the marker.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Question {
    /// `rationale`, `basis` or `delay`; more where a marker asks more.
    pub id: String,
    /// Word for word, or in words of our own where `paraphrase` says so.
    pub text: String,
    /// True where the words are not the marker's own.
    #[serde(default)]
    pub paraphrase: bool,
    /// When the marker asks it, where not of every referral.
    #[serde(default)]
    pub asked_when: Option<Condition>,
}

/// How much a required place weighs when it is empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Required {
    /// Missing is an error.
    Error,
    /// Missing is a warning.
    Warning,
    /// May be missing.
    #[default]
    No,
}

/// What a section holds, which decides whose the names and dates in it are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// Text.
    #[default]
    Prose,
    /// Other people, whose names and dates are not the subject's.
    People,
    /// Agencies and their workers.
    Agencies,
    /// Dated events.
    Events,
    /// Boxes to tick.
    Options,
}

/// A part of a referral with a meaning.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SectionSpec {
    /// Unique in the schema, and the same in every regime where the thing is the same.
    pub id: String,
    /// What a template calls it.
    pub heading: String,
    /// Id of the section it comes after in a template; last where absent.
    #[serde(default)]
    #[schemars(extend("x-id-of" = ["section"]))]
    pub after: Option<String>,
    /// What real forms call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Labels that look like one of these names and are not.
    #[serde(default)]
    pub not_aliases: Vec<String>,
    /// How much it weighs when missing.
    #[serde(default)]
    pub required: Required,
    /// When it is required, where not always.
    #[serde(default)]
    pub required_when: Option<Condition>,
    /// Id of the marker's question it serves.
    #[serde(default)]
    #[schemars(extend("x-id-of" = ["question"]))]
    pub question: Option<String>,
    /// What it holds.
    #[serde(default)]
    pub kind: SectionKind,
    /// Ids of fields or sections any one of which makes it present.
    #[serde(default)]
    #[schemars(extend("x-id-of" = ["field", "section"]))]
    pub satisfied_by: Vec<String>,
    /// What belongs here, in plain words.
    #[serde(default)]
    pub guidance: String,
    /// Questions to the writer.
    #[serde(default)]
    pub prompts: Vec<String>,
    /// A beginning to complete, in LSP snippet syntax. A place such as `${1:relationship|mother|father}` proposes what may
    /// stand there; days and agencies of the document are proposed where `date`, `day month year` or `agency` is asked for.
    #[serde(default)]
    pub skeleton: String,
    /// An invented example that serves the reader well.
    #[serde(default)]
    pub good: String,
    /// An invented example that does not.
    #[serde(default)]
    pub poor: String,
}

/// The type of a field's value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// Anything.
    #[default]
    Text,
    /// A date.
    Date,
    /// One of `choices`.
    Choice,
    /// Ten digits with a check digit.
    NhsNumber,
}

/// One allowed value of a choice.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Choice {
    /// The value as a template offers it.
    pub value: String,
    /// Other ways to write it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// One fact with a type.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FieldSpec {
    /// Unique in the schema; also its key in the front matter.
    pub id: String,
    /// What a template calls it.
    pub label: String,
    /// Id of the field it comes after in a template; last where absent.
    #[serde(default)]
    #[schemars(extend("x-id-of" = ["field"]))]
    pub after: Option<String>,
    /// What real forms call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Labels that look like one of these names and are not.
    #[serde(default)]
    pub not_aliases: Vec<String>,
    /// Ids of the sections it belongs in; front matter and text outside known sections are home besides.
    #[serde(default)]
    #[schemars(extend("x-id-of" = ["section"]))]
    pub home: Vec<String>,
    /// The type of its value.
    #[serde(default, rename = "type")]
    pub kind: FieldType,
    /// The allowed values of a choice.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Words that show a short answer to belong to another question.
    #[serde(default)]
    pub misfits: Vec<String>,
    /// Words that answers have; a short one with none of them is asked about. None where any word may do.
    #[serde(default)]
    pub words: Vec<String>,
    /// Id of the marker's question it serves.
    #[serde(default)]
    #[schemars(extend("x-id-of" = ["question"]))]
    pub question: Option<String>,
    /// How much it weighs when missing.
    #[serde(default)]
    pub required: Required,
    /// When it is required, where not always.
    #[serde(default)]
    pub required_when: Option<Condition>,
    /// True where "N/A" or "not known" is no answer.
    #[serde(default)]
    pub needs_value: bool,
    /// True where a label with nothing beside it is worth a word, though the fact is not required.
    #[serde(default)]
    pub wanted: bool,
    /// A question to the writer.
    #[serde(default)]
    pub prompt: String,
    /// A beginning to complete, in LSP snippet syntax.
    #[serde(default)]
    pub skeleton: String,
}

/// One element of a criterion.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Limb {
    /// Unique in the schema.
    pub id: String,
    /// The element in the words of its source, as it reads after "nothing found about whether".
    pub wording: String,
    /// True where the wording is the schema's own and no quotation.
    #[serde(default)]
    pub own_words: bool,
    /// Id of a source.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub source: String,
    /// False where the wording could only be recalled.
    #[serde(default = "yes")]
    pub confirmed: bool,
    /// Words and phrases by which people speak of it; a final `*` stands for any ending.
    #[serde(default)]
    pub terms: Vec<String>,
    /// The same, of such as speak of it only in a sentence that names an agency: "did not know".
    #[serde(default)]
    pub terms_beside_agency: Vec<String>,
    /// The same, of such as may be said in passing, "no further action", and speak of it only where they come twice.
    #[serde(default)]
    pub terms_in_passing: Vec<String>,
    /// Ids of limbs whose terms speak of this one as well.
    #[serde(default)]
    pub terms_of: Vec<String>,
}

impl Limb {
    /// True where it is that somebody has died: in every schema such an id ends with `-died`.
    pub fn is_death(&self) -> bool {
        self.id.ends_with("-died")
    }

    /// True where it is how agencies worked together, of which what they did with each other tells.
    pub fn is_told_by_dealings(&self) -> bool {
        !self.terms_beside_agency.is_empty()
    }

    /// True where it is that somebody was harmed: in every schema such an id ends with `harmed`.
    pub fn is_harm(&self) -> bool {
        self.id.ends_with("harmed")
    }
}

/// What kind of way to a review a route is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RouteKind {
    /// The criteria are met.
    #[default]
    Statutory,
    /// The criteria of guidance are met.
    Guidance,
    /// The law has it taken into account; it is weighed, and never met.
    Consideration,
    /// A review may be held though they are not.
    Discretionary,
    /// Another reason.
    Other,
}

impl RouteKind {
    /// Whether the route is one of the criteria, be they a statute's or a guidance's.
    pub fn is_criterion(self) -> bool {
        matches!(self, RouteKind::Statutory | RouteKind::Guidance)
    }

    /// True for what the law or guidance says of when to review: a criterion, or a consideration; no other reason.
    pub fn is_of_the_rules(self) -> bool {
        self.is_criterion() || self == RouteKind::Consideration
    }
}

/// One way a case can qualify.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Route {
    /// Unique in the schema.
    pub id: String,
    /// What kind of way it is.
    pub kind: RouteKind,
    /// The text of its box.
    pub label: String,
    /// How it is cited: "5(2)(a) and (b)(ii)".
    #[serde(default)]
    pub citation: Vec<String>,
    /// Ids of the limbs that must all be addressed.
    #[serde(default)]
    #[schemars(extend("x-id-of" = ["limb"]))]
    pub limbs: Vec<String>,
    /// How people claim it; negation is handled in code. A final `*` stands for any ending.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// When the facts given speak against it, whatever the text says.
    pub unless: Option<Condition>,
    /// Id of a source.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub source: String,
    /// False where the route could only be recalled.
    #[serde(default = "yes")]
    pub confirmed: bool,
}

impl Route {
    /// True where a death must have come of abuse or neglect: then the label says that it resulted from it.
    pub fn asks_for_a_cause(&self) -> bool {
        self.label.contains("resulted from")
    }
}

/// What a provision is called in a citation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProvisionKind {
    /// "regulation 5".
    #[default]
    Regulation,
    /// "section 44".
    Section,
    /// "paragraph 3".
    Paragraph,
}

/// A provision whose parts a citation may name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Provision {
    /// The Act or regulations.
    pub instrument: String,
    /// Other names of it.
    #[serde(default)]
    pub instrument_aliases: Vec<String>,
    /// What the provision is called.
    #[serde(default)]
    pub kind: ProvisionKind,
    /// Its number: "5(2)".
    pub citation: String,
    /// True where `children` names all there are, so that another is a mistake. Without it another is one only of a part
    /// of which `children` names parts: of "(1)" where it has "(1)(a)".
    #[serde(default)]
    pub complete: bool,
    /// Its parts, each as it follows the number: "(b)(ii)".
    #[serde(default)]
    pub children: Vec<String>,
    /// False where that these are all could only be recalled: then another is worth a word, and no warning.
    #[serde(default = "yes")]
    pub confirmed: bool,
    /// All its parts that are known by a word and a number, so that another number is a mistake: "condition 1".
    #[serde(default)]
    pub named_parts: Vec<String>,
    /// Id of a source.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub source: String,
}

/// How long a clock runs: one unit and a whole number above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LimitSpec {
    /// Monday to Friday but bank holidays; the first day is day 0.
    WorkingDays(#[schemars(range(min = 1))] u16),
    /// Every day.
    CalendarDays(#[schemars(range(min = 1))] u16),
    /// Seven days each.
    Weeks(#[schemars(range(min = 1))] u16),
    /// Calendar months by the corresponding date, or the last day of a shorter month.
    Months(#[schemars(range(min = 1))] u16),
    /// Clock hours; without times of day, 24 are a calendar day.
    Hours(#[schemars(range(min = 1))] u16),
}

impl LimitSpec {
    /// How long it is; nothing for a limit of zero, which reading refuses.
    pub fn limit(self) -> Option<Limit> {
        let number = |number: u16| NonZeroU16::new(number);
        match self {
            LimitSpec::WorkingDays(days) => number(days).map(Limit::WorkingDays),
            LimitSpec::CalendarDays(days) => number(days).map(Limit::CalendarDays),
            LimitSpec::Weeks(weeks) => number(weeks).map(Limit::Weeks),
            LimitSpec::Months(months) => number(months).map(Limit::Months),
            LimitSpec::Hours(hours) => number(hours).map(Limit::Hours),
        }
    }
}

/// A clock.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Timescale {
    /// Unique in the schema.
    pub id: String,
    /// Id of the date field it starts from.
    #[schemars(extend("x-id-of" = ["date"]))]
    pub from: String,
    /// Id of the date field it ends with; absent where there is only a deadline to show.
    #[serde(default)]
    #[schemars(extend("x-id-of" = ["date"]))]
    pub to: Option<String>,
    /// How long it runs.
    pub limit: LimitSpec,
    /// Id of the body it binds, or "all".
    #[serde(default = "all")]
    #[schemars(extend("x-id-of" = ["body"]))]
    pub binds: String,
    /// What it is, for a reader: "the local authority notifies Ofsted and the board".
    #[serde(default)]
    pub label: String,
    /// Id of a source.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub source: String,
    /// False where the number could only be recalled.
    #[serde(default = "yes")]
    pub confirmed: bool,
}

/// A body that a clock can bind.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Body {
    /// Unique among bodies.
    pub id: String,
    /// What it is called, for a reader.
    #[serde(default)]
    pub name: String,
    /// How a referrer's agency names it.
    pub terms: Vec<String>,
    /// Names that contain a term and are another body.
    #[serde(default)]
    pub not_terms: Vec<String>,
}

/// A local learning priority.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Priority {
    /// Unique among priorities.
    pub id: String,
    /// What the board calls it.
    pub title: String,
    /// Other ways to name it.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A reference that is often mistaken.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Correction {
    /// The mistaken reference. With a final `*`, any year that begins so, but for those of `right` and `besides`.
    pub wrong: String,
    /// What may be meant, likeliest first.
    pub right: Vec<String>,
    /// Other names that exist.
    #[serde(default)]
    pub besides: Vec<String>,
    /// Why it is a mistake, in a sentence.
    pub why: String,
    /// Id of a source.
    #[schemars(extend("x-id-of" = ["source"]))]
    pub source: String,
    /// False where that could only be recalled.
    #[serde(default = "yes")]
    pub confirmed: bool,
}

/// Word lists the rules read. A final `*` of an entry stands for any ending.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Lexicon {
    /// Speaks of a delay: "delay*", "late referral".
    pub delay: Vec<String>,
    /// Gives a cause: "because", "due to".
    pub cause: Vec<String>,
    /// The cause is another process: "advised to wait".
    pub waiting: Vec<String>,
    /// Waits for what is named a few words on: "awaiting", "until".
    pub waits_for: Vec<String>,
    /// What is waited for, if such words stand before it: "inquest".
    pub awaited: Vec<String>,
    /// Stands where a reason should and is none: "oversight", "N/A".
    pub no_reason: Vec<String>,
    /// Tells that somebody lives: "is recovering", "was discharged home".
    pub alive: Vec<String>,
    /// Says in words of every day on what footing a case is referred: "that ticks both", "below the line".
    pub footing: Vec<String>,
    /// Says what could be learned or why a review is wanted.
    pub learning: Vec<String>,
    /// Claims that criteria are met: "criteria are met".
    pub claim: Vec<String>,
    /// Denies it: "does not meet".
    pub denial: Vec<String>,
    /// Makes a claim less than certain: "may", "we believe".
    pub hedge: Vec<String>,
    /// Kinds of agency: "police", "health visitor".
    pub agencies: Vec<String>,
    /// Speaks of agencies working together.
    pub joint_working: Vec<String>,
    /// Says nothing in particular: "lessons to be learned".
    pub vague: Vec<String>,
    /// Says how it ended for the subject.
    pub outcome: Vec<String>,
    /// Speaks of safety now.
    pub safety: Vec<String>,
    /// Blames.
    pub blame: Vec<String>,
    /// Judges by hindsight.
    pub hindsight: Vec<String>,
    /// Only points elsewhere: "see attached".
    pub see_attached: Vec<String>,
    /// Ends a letter, above the writer's name: "Yours faithfully".
    pub closing: Vec<String>,
    /// Stands before somebody's date of birth in a sentence: "born on".
    pub born: Vec<String>,
    /// Says in a sentence that somebody came to know of the case: "became aware".
    pub aware: Vec<String>,
    /// Says so where the writer or their agency is spoken of: "we were told".
    pub told: Vec<String>,
    /// Says so in words that may be of something else, and counts soon after a death or an incident: "rang me".
    pub heard: Vec<String>,
    /// In a title, asks about the law: "criteri*", "ground*".
    pub asks_law: Vec<String>,
    /// In a title, asks what happened, so that it is not about the law alone: "reason*".
    pub asks_story: Vec<String>,
    /// In a label, beside "name" or "by", asks who writes: "complet*", "your".
    pub asks_writer: Vec<String>,
    /// In a label, beside "name", asks for the post of whoever writes: "rank".
    pub asks_post: Vec<String>,
    /// Is the label of whoever writes, or its end: "notifier", "who are you".
    pub writer: Vec<String>,
    /// Stands before "by" and the name of whoever writes: "prepared".
    pub written: Vec<String>,
    /// In a label before a name, says that it is somebody else's than the writer's: "patient", "sibling".
    pub others: Vec<String>,
}

/// A TOML date (`2006-04-01`) or the same in quotes.
fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Day {
        Toml(toml::value::Datetime),
        Text(String),
    }
    let text = match Day::deserialize(deserializer)? {
        Day::Toml(date) => date.to_string(),
        Day::Text(text) => text,
    };
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

fn yes() -> bool {
    true
}

fn all() -> String {
    "all".into()
}

impl Schema {
    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&SectionSpec> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&FieldSpec> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The limb with this id.
    pub fn limb(&self, id: &str) -> Option<&Limb> {
        self.limbs.iter().find(|limb| limb.id == id)
    }

    /// The route with this id.
    pub fn route(&self, id: &str) -> Option<&Route> {
        self.routes.iter().find(|route| route.id == id)
    }

    /// The clock with this id.
    pub fn timescale(&self, id: &str) -> Option<&Timescale> {
        self.timescales.iter().find(|timescale| timescale.id == id)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }
}
