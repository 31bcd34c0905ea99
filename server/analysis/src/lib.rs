//! Text, schema and today's date in; findings and answers out.
//!
//! Nothing here reads a file, a clock, the environment or a network, and nothing knows a protocol.

pub mod date;
pub mod document;
pub mod outline;
mod place;
pub mod schema;
mod toml_file;

pub use place::{Piece, Place};
