//! What can be wrong with settings, and where.
//!
//! Whether a schema that they name exists is not known here.

use text_size::TextRange;

use crate::toml_file::KeyProblem;

/// One mistake in settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct SettingsError {
    /// What is wrong.
    pub problem: SettingsProblem,
    /// Bytes of the file's text to underline; empty for an editor's settings, which have no text.
    pub at: TextRange,
}

/// What is wrong with settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsProblem {
    /// Wrong whatever it means: not TOML, an unknown key, a value of another type.
    #[error(transparent)]
    Key(#[from] KeyProblem),
    /// A severity for a rule that does not exist.
    #[error("there is no rule \"{code}\"{}", .near.as_deref().map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default())]
    UnknownCode {
        /// What stands there.
        code: String,
        /// A code much like it.
        near: Option<String>,
    },
    /// Two priorities with one id.
    #[error("the priority \"{id}\" is here twice; each priority has an id of its own")]
    DuplicatePriority {
        /// The id.
        id: String,
    },
}
