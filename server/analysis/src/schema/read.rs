//! From TOML to a [`Schema`], with every mistake and its place.
//!
//! One mistake hides no other, and none is fatal to another file.

use super::{Schema, SchemaError, SchemaProblem};

/// A schema file as read: what could be understood, and what is wrong.
#[derive(Debug, Clone, Default)]
pub struct SchemaFile {
    /// What could be understood.
    pub schema: Schema,
    /// What is wrong, by place.
    pub errors: Vec<SchemaError>,
}

/// Reads the text of one schema file.
pub fn read(text: &str) -> SchemaFile {
    match toml::from_str(text) {
        Ok(schema) => SchemaFile { schema, errors: Vec::new() },
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let at = text_size::TextRange::new((span.start as u32).into(), (span.end as u32).into());
            let problem = SchemaProblem::Syntax(error.message().to_owned());
            SchemaFile { schema: Schema::default(), errors: vec![SchemaError { problem, at }] }
        }
    }
}
