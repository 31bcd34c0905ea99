//! The JSON Schema of a schema file, for editors that complete and check TOML by one.
//!
//! It knows keys and types only; references are checked by [`read`](super::read).

use super::Schema;

/// The JSON Schema of [`Schema`], derived from the Rust types.
pub fn json_schema() -> schemars::Schema {
    schemars::schema_for!(Schema)
}
