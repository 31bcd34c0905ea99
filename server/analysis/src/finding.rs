//! One instance of a way to be wrong, and the edits that mend it.
//!
//! A finding does not know its final severity's reasons, nor lines and columns: see `severity`, and the shells.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::place::Place;

/// How much a finding weighs. Ordered: an error is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A suggestion.
    Hint,
    /// Worth knowing.
    Information,
    /// The board will miss it.
    Warning,
    /// The referral cannot be taken as it is.
    Error,
}

impl Severity {
    /// Its name in messages, TOML and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Something about a referral that its writer should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's code.
    pub code: &'static str,
    /// How much it weighs, once `severity` has spoken.
    pub severity: Severity,
    /// Id of the marker's question it serves.
    pub question: Option<String>,
    /// Id of the section, field, limb, route or timescale concerned.
    pub about: Option<String>,
    /// What is to be underlined.
    pub place: Place,
    /// What is wrong and what would be right, in a sentence without a full stop.
    pub message: String,
    /// More to know, a sentence each; shown below the message in a terminal and in the hover.
    pub notes: Vec<String>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// Places in other documents that matter.
    pub elsewhere: Vec<Elsewhere>,
    /// What would mend it.
    pub fixes: Vec<Fix>,
    /// True where the place holds text that nobody needs, for an editor to fade.
    pub unnecessary: bool,
}

/// Another place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What it is, in two or three words: "aware here".
    pub message: String,
}

/// A place in another document that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The address by which that document was made known; see [`crate::neighbours::Neighbour`].
    pub address: String,
    /// Its line, from 0.
    pub line: u32,
    /// What it is, in two or three words.
    pub message: String,
}

/// A set of edits that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command: `Insert "Basis"`.
    pub title: String,
    /// True where it changes nothing that a person meant; else it needs review.
    pub safe: bool,
    /// True where it is the likeliest of the finding's fixes.
    pub preferred: bool,
    /// Its edits; none overlap.
    pub edits: Vec<Edit>,
}

/// One replacement. An empty place is an insertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub place: Place,
    /// What comes instead, with the document's line breaks.
    pub text: String,
}

impl Finding {
    /// Says what it is about: the id of a section, field, limb, route or timescale.
    #[must_use]
    pub fn about(mut self, id: &str) -> Self {
        self.about = Some(id.to_owned());
        self
    }

    /// Says which of the marker's questions it serves.
    #[must_use]
    pub fn serving(mut self, question: Option<&str>) -> Self {
        self.question = question.map(str::to_owned);
        self
    }

    /// Gives it another severity than its rule's.
    #[must_use]
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn with_related(mut self, place: Place, message: &str) -> Self {
        self.related.push(Related { place, message: message.to_owned() });
        self
    }

    /// Adds a place in another document.
    #[must_use]
    pub fn with_elsewhere(mut self, address: &str, line: u32, message: &str) -> Self {
        self.elsewhere.push(Elsewhere { address: address.to_owned(), line, message: message.to_owned() });
        self
    }

    /// Adds a sentence to know.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds a fix, where there is one.
    #[must_use]
    pub fn with_fix(mut self, fix: impl IntoIterator<Item = Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }
}

impl Fix {
    /// A fix that needs review, with one edit.
    pub fn replacing(title: impl Into<String>, place: Place, text: impl Into<String>) -> Self {
        Fix {
            title: title.into(),
            safe: false,
            preferred: false,
            edits: vec![Edit { place, text: text.into() }],
        }
    }

    /// Makes it the likeliest one.
    #[must_use]
    pub fn preferred(mut self) -> Self {
        self.preferred = true;
        self
    }
}
