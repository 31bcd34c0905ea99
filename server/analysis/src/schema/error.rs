//! What can be wrong with a schema file, and where.
//!
//! No place is a line number: lines are counted where they are shown.

use text_size::TextRange;

/// One mistake in a schema file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct SchemaError {
    /// What is wrong.
    pub problem: SchemaProblem,
    /// Bytes of the file's text to underline.
    pub at: TextRange,
}

/// What is wrong with a schema file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaProblem {
    /// Not TOML.
    #[error("{0}")]
    Syntax(String),
}
