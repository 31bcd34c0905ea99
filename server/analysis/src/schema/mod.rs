//! What one kind of referral needs, as data: sections, fields, routes, timescales, prompts and their sources.
//!
//! Every type here is a value already checked by [`read`]: ids are unique and references resolve.
//! Nothing here judges a document; that is the work of `rules`.

mod catalogue;
mod condition;
mod error;
mod json;
mod phrases;
mod read;
mod title_words;
mod types;
mod vocabulary;

pub use catalogue::{BuiltIn, Catalogue, NamedFile};
pub use condition::{Condition, Life};
pub use error::{SchemaError, SchemaProblem};
pub use json::json_schema;
pub(crate) use read::shapes;
pub use read::{SchemaFile, id_of, read};
pub(crate) use title_words::{TitleWord, TitleWords};
pub use types::*;
pub use vocabulary::{Hit, Meaning, Vocabulary};
