//! What a workspace or a person chooses: `referral.toml`, and the same keys in an editor's settings.
//!
//! Nothing here finds the file, and no glob is matched here.

mod error;
mod over;
mod read;

use std::collections::BTreeMap;

pub use error::{SettingsError, SettingsProblem};
pub(crate) use read::shapes;
pub use read::{SettingsFile, from_json, read};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::Division;
use crate::schema::Priority;

/// What a workspace or a person chooses.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Settings {
    /// Id of the schema for a referral that names none; `scr` where absent.
    #[schemars(extend("x-id-of" = ["regime"]))]
    pub default_schema: Option<String>,
    /// Patterns of paths, such as `"lcspr/**/*.md"`, to the id of the schema of the referrals there.
    #[schemars(extend("x-id-of" = ["regime"]))]
    pub globs: BTreeMap<String, String>,
    /// Whose bank holidays count, whatever the schema says.
    pub division: Option<Division>,
    /// Folder with the schema files of boards, from the folder of `referral.toml`.
    pub boards: Option<String>,
    /// Codes of rules to the severity of their findings, or `off`.
    #[schemars(extend("x-keys-of" = ["rule"]))]
    pub severities: BTreeMap<String, Level>,
    /// From which severity on `referral check` ends with code 1.
    pub fail_on: FailOn,
    /// How dates are written by completion and fixes; where absent, as the document writes its dates.
    pub date_style: Option<DateStyle>,
    /// Abbreviations and their expansions, besides the schema's.
    pub glossary: BTreeMap<String, String>,
    /// Local learning priorities; one with the id of a schema's priority takes its place.
    #[serde(rename = "priority")]
    pub priorities: Vec<Priority>,
}

/// How much the findings of a rule weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// Worth knowing.
    Information,
    /// A hint.
    Hint,
    /// The rule does not run.
    Off,
}

/// From which severity on a check fails.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Errors alone.
    Error,
    /// Warnings and errors.
    #[default]
    Warning,
    /// All but hints.
    Information,
    /// Any finding.
    Hint,
    /// None.
    Never,
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DateStyle {
    /// 3 March 2015.
    Long,
    /// 03/03/2015, the day first.
    Numeric,
    /// 2015-03-03.
    Iso,
}

/// The JSON Schema of [`Settings`], derived from the Rust types.
pub fn json_schema() -> schemars::Schema {
    schemars::schema_for!(Settings)
}
