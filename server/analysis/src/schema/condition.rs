//! When a section or field is required, a question asked, or a route spoken against, as data: `{ field = "…", is = "…" }`.
//!
//! Only the shape is here. Whether a condition holds is asked of a subject, in `subject`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A condition on one document.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Condition {
    /// Id of the field spoken of.
    #[schemars(extend("x-id-of" = ["field"]))]
    pub field: Option<String>,
    /// Id of the section spoken of.
    #[schemars(extend("x-id-of" = ["section"]))]
    pub section: Option<String>,
    /// Id of the route that is chosen.
    #[schemars(extend("x-id-of" = ["route"]))]
    pub route: Option<String>,
    /// The field's value, one of its choices or their aliases.
    pub is: Option<String>,
    /// True: it is there and not blank. False: it is not.
    pub is_present: Option<bool>,
    /// The field's date lies within so many months before another's, however either is read.
    pub within: Option<Within>,
    /// What the text tells of whether the one referred lives.
    pub told: Option<Life>,
    /// Each of these holds.
    pub all: Vec<Condition>,
    /// At least one of these holds.
    pub any: Vec<Condition>,
    /// This does not hold.
    pub not: Option<Box<Condition>>,
}

impl Condition {
    /// The ids of the fields it asks for; what it denies is left out.
    pub(crate) fn fields(&self) -> Vec<&str> {
        let parts = self.all.iter().chain(&self.any).flat_map(Condition::fields);
        let before = self.within.iter().map(|within| within.before.as_str());
        self.field.as_deref().into_iter().chain(before).chain(parts).collect()
    }
}

/// Whether somebody lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Life {
    /// They live, and nothing speaks of a death.
    Alive,
    /// They died.
    Dead,
}

/// A stretch of time before a date.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Within {
    /// Id of the date field it ends with.
    #[schemars(extend("x-id-of" = ["date"]))]
    pub before: String,
    /// Its length in calendar months.
    #[schemars(range(min = 1))]
    pub months: u16,
}
