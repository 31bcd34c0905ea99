//! Text, schema and today's date in; findings and answers out.
//!
//! Nothing here reads a file, a clock, the environment or a network, and nothing knows a protocol.

pub mod date;
pub mod schema;
pub mod settings;
mod toml_file;

pub use toml_file::KeyProblem;
