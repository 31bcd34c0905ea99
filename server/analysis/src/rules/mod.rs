//! The ways a referral can be wrong: one file and one page each, and the list of them.
//!
//! No rule is known by its code anywhere else: what the shells need to know of a rule is in [`Rule`].

use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::place::Place;
use crate::schema::Catalogue;
use crate::subject::Subject;
use crate::suppression::Suppression;

/// A way to be wrong.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its permanent name; also the name of its file and page, with hyphens for underscores.
    pub code: &'static str,
    /// How much it weighs in a referral that is ready, unless the schema says so place by place.
    pub severity: Severity,
    /// Id of the marker's question it serves, where that does not depend on the section.
    pub question: Option<&'static str>,
    /// True where a draft is merely not there yet, so that it weighs as a hint.
    pub waits_for_draft: bool,
    /// False where it runs only if the settings name it.
    pub on: bool,
    /// Its manual page, in Markdown.
    pub page: &'static str,
    /// True where no other rule speaks of a document of which this one does.
    pub alone: bool,
    /// What it looks at, and so after which edits what it found may still hold.
    pub reads: Reads,
    /// Finds it.
    pub check: Check,
}

/// What a rule looks at in a referral. What it says here is held to by tests that type into whole referrals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// Any text: it looks again after every edit.
    Text,
    /// Facts alone: the front matter, headings, fields with their labels, how full sections are, dates and tokens. No
    /// words of prose and no known phrases.
    Facts,
    /// The same, the sections that argue (*Basis*, *Rationale*) or list the agencies, with their wording, and the limbs that
    /// are spoken of and the sentences in which agencies deal with each other anywhere. Whoever asks which route is chosen, whether one section serves for another, or what is
    /// required, asks an argument.
    Arguments,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// A document in the eyes of its schema.
    Document(fn(&Subject<'_>) -> Vec<Finding>),
    /// A document among other referrals, of which not all may be known.
    Among(fn(&Subject<'_>) -> Vec<Finding>),
    /// A document that asks for a schema, and the schemas there are.
    Selection(fn(&Document, &Catalogue) -> Vec<Finding>),
    /// The suppressions of a document, once they have been applied.
    Suppressions(fn(&Subject<'_>, &[Suppression]) -> Vec<Finding>),
}

impl Rule {
    /// A rule with the commonest choices, to be completed with `..Rule::DEFAULT`.
    pub(crate) const DEFAULT: Rule = Rule {
        code: "",
        severity: Severity::Warning,
        question: None,
        waits_for_draft: false,
        on: true,
        alone: false,
        page: "",
        reads: Reads::Text,
        check: Check::Document(|_| Vec::new()),
    };

    /// What it finds, in a sentence: the first below the title of its page.
    pub fn finds(&self) -> &'static str {
        self.page.lines().skip(1).find(|line| !line.is_empty()).unwrap_or_default()
    }

    /// A finding of this rule at `place`. The message has no full stop.
    pub fn at(&self, place: Place, message: impl Into<String>) -> Finding {
        Finding {
            code: self.code,
            severity: self.severity,
            question: self.question.map(str::to_owned),
            about: None,
            place,
            message: message.into(),
            notes: Vec::new(),
            related: Vec::new(),
            elsewhere: Vec::new(),
            fixes: Vec::new(),
            unnecessary: false,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod pages;
mod reference;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, dead_code)]
pub(crate) mod testing;

pub use reference::{REFERENCE, reference_table};

/// Declares the files of the rules and lists them, by code.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// Every rule, by code.
        pub const RULES: &[Rule] = &[$($name::RULE),*];
    };
}

rules! {
    age_out_of_range,
    ambiguous_date,
    basis_not_stated,
    blame_language,
    conflicting_field,
    contradictory_basis,
    date_order,
    duplicate_referral,
    duplicate_section,
    empty_referral,
    empty_section,
    future_date,
    hindsight_language,
    invalid_date,
    invalid_front_matter,
    invalid_value,
    misnamed_section,
    missing_field,
    missing_section,
    mistaken_reference,
    notification_overdue,
    reason_not_given,
    restated_criteria,
    section_order,
    see_attached,
    superseded_regime,
    thin_delay_reason,
    unaddressed_limb,
    unanswered_prompt,
    undefined_abbreviation,
    unexplained_delay,
    unjudgeable_delay,
    unknown_criterion,
    unknown_key,
    unknown_schema,
    unlinked_priority,
    unnamed_agency,
    unreasoned_suppression,
    unsupported_rationale,
    unused_suppression,
    urgent_risk_unaddressed,
    vague_rationale,
    waiting_reason,
    weekday_mismatch,
    wrong_regime_citation,
}

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// True where a finding says that one of the board's priorities could be named; its fixes name one each.
pub(crate) fn asks_for_priority(finding: &Finding) -> bool {
    finding.code == "unlinked-priority"
}

/// True where a finding says that it cannot be told whether there was a delay.
pub(crate) fn leaves_delay_open(finding: &Finding) -> bool {
    finding.severity < Severity::Warning && matches!(finding.code, "unjudgeable-delay" | "unexplained-delay")
}
