//! Text, schema and today's date in; findings and answers out.
//!
//! Nothing here reads a file, a clock, the environment or a network, and nothing knows a protocol.

pub mod claims;
pub mod date;
pub mod schema;
