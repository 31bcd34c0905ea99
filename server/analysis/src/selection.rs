//! Whether a file is a referral, and of which kind: the first of the contract's signs that fits.
//!
//! Patterns of paths are matched outside and come in as their answer.

use crate::document::Document;
use crate::schema::Catalogue;
use crate::settings::Settings;

/// What is known of a file besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signs<'a> {
    /// The schema that the command line forces.
    pub forced: Option<&'a str>,
    /// The schema that a pattern of `referral.toml` gives to its path.
    pub by_glob: Option<&'a str>,
    /// The file's name without its folders.
    pub file_name: &'a str,
    /// The language id that the client gave it.
    pub language_id: Option<&'a str>,
}

/// Which schema a document is checked by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A referral of this kind.
    Referral {
        /// Id of the schema.
        schema: String,
        /// Why, as a sentence without a full stop.
        why: String,
    },
    /// It asks for a schema that does not exist.
    Unknown {
        /// The name it asks for.
        schema: String,
    },
    /// Not a referral.
    NotOurs {
        /// Why, as a sentence without a full stop.
        why: String,
    },
}

impl Choice {
    /// The schema's id, where it is a referral.
    pub fn schema(&self) -> Option<&str> {
        match self {
            Choice::Referral { schema, .. } => Some(schema),
            _ => None,
        }
    }

    /// Why it was chosen, for a person.
    pub fn why(&self) -> String {
        match self {
            Choice::Referral { why, .. } | Choice::NotOurs { why } => why.clone(),
            Choice::Unknown { schema } => {
                format!("the front matter says `schema: {schema}`, and there is no such schema")
            }
        }
    }
}

/// The schema of a file that nothing else gives one.
pub const FALLBACK: &str = "scr";

/// Which schema `document` is checked by.
pub fn choose(document: &Document, signs: &Signs<'_>, settings: &Settings, catalogue: &Catalogue) -> Choice {
    let referral = |schema: &str, why: String| {
        if catalogue.get(schema).is_some() {
            Choice::Referral { schema: schema.to_owned(), why }
        } else {
            Choice::Unknown { schema: schema.to_owned() }
        }
    };
    if let Some(schema) = signs.forced {
        return referral(schema, format!("`--schema {schema}` was given"));
    }
    if let Some(entry) = document.front_matter().get("schema") {
        return match entry.value.trim() {
            "none" => Choice::NotOurs { why: "the front matter says `schema: none`".into() },
            "" => Choice::Unknown { schema: String::new() },
            schema => referral(schema, format!("the front matter says `schema: {schema}`")),
        };
    }
    if let Some(schema) = signs.by_glob {
        return referral(schema, "a pattern in referral.toml gives this file its schema".into());
    }
    let default = settings.default_schema.as_deref().unwrap_or(FALLBACK);
    let name = signs.file_name.to_lowercase();
    if name.ends_with(".referral.md") || name.ends_with(".referral.markdown") {
        return referral(
            default,
            format!("the file's name ends with \".referral.md\", and \"{default}\" is the default"),
        );
    }
    if signs.language_id == Some("referral") {
        return referral(
            default,
            format!("the editor calls it a referral, and \"{default}\" is the default"),
        );
    }
    Choice::NotOurs {
        why: "its front matter names no schema, its name does not end with \".referral.md\" and no pattern fits it".into(),
    }
}

/// True where the document says of itself that it is a draft.
pub fn is_draft(document: &Document) -> bool {
    document
        .front_matter()
        .get("status")
        .is_some_and(|entry| entry.value.trim().eq_ignore_ascii_case("draft"))
}
