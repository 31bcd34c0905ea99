//! Text, schema and today's date in; findings and answers out. No files, clock, network or protocol types.

pub mod date;
