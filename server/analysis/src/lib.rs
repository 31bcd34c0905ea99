//! Text, schema and today's date in; findings and answers out.
//!
//! Nothing here reads a file, a clock, the environment or a network, and nothing knows a protocol.

pub mod actions;
pub mod apply;
mod argument;
pub mod check;
pub mod claims;
pub mod date;
mod delay;
pub mod document;
pub mod finding;
pub mod fixes;
pub mod hover;
pub mod outline;
mod particulars;
mod passage;
mod place;
mod questions;
pub mod rules;
pub mod schema;
pub mod selection;
pub mod settings;
mod severity;
pub mod skeleton;
mod stated;
pub mod subject;
pub mod suppression;
pub mod template;
mod toml_file;

pub use passage::Passage;
pub use place::{Piece, Place};
pub use toml_file::KeyProblem;
