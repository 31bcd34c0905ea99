//! Text, schema and today's date in; findings and answers out.
//!
//! Nothing here reads a file, a clock, the environment or a network, and nothing knows a protocol.

// The examples on the rules' pages say their day in the fence: `markdown today=2015-06-10`.
#![allow(rustdoc::invalid_codeblock_attributes)]

pub mod actions;
pub mod apply;
mod argument;
mod bytes;
pub mod check;
pub mod claims;
pub mod completion;
pub mod date;
pub mod deadlines;
pub mod definition;
mod delay;
pub mod document;
pub mod finding;
pub mod fixes;
pub mod folds;
mod glances;
pub mod hints;
pub mod hover;
mod kept;
pub mod lenses;
pub mod likeness;
pub mod links;
pub mod missing;
mod mix;
pub mod names;
pub mod neighbours;
pub mod outline;
mod particulars;
mod parts;
mod passage;
mod place;
pub mod prompts;
mod questions;
pub mod rename;
pub mod rules;
pub mod schema;
pub mod selection;
mod serving;
pub mod settings;
mod severity;
pub mod skeleton;
mod snippet;
mod starred;
mod stated;
pub mod subject;
pub mod suppression;
pub mod symbols;
pub mod template;
pub mod tidy;
mod told;
mod toml_file;
pub mod toml_help;
pub mod typing;
mod voice;
pub mod widening;

pub use passage::Passage;
pub use place::{Piece, Place};
pub use toml_file::KeyProblem;
