//! What can be wrong with a key or a value whatever it means, in words for the person who wrote it.
//!
//! Mistakes of meaning, such as a reference that leads nowhere, belong to the reader of each file.

/// What is wrong with a key or its value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyProblem {
    /// Not TOML; the parser's own words.
    #[error("this is not TOML: {0}")]
    Syntax(String),
    /// A key with `=` and nothing behind it.
    #[error("nothing stands behind \"=\"; give a value, a text in quotes")]
    NoValue,
    /// A key that the table does not have.
    #[error("{table} has no key \"{key}\"{}", right_one(.near.as_deref(), "its keys are", .known))]
    UnknownKey {
        /// The key.
        key: String,
        /// The table, named as in "`in-force`".
        table: String,
        /// A known key much like it.
        near: Option<String>,
        /// Every key the table has.
        known: Vec<String>,
    },
    /// A key that the table needs.
    #[error("{table} needs the key \"{key}\"")]
    MissingKey {
        /// The key.
        key: String,
        /// The table, with its id where it has one.
        table: String,
    },
    /// A value of another type.
    #[error("\"{key}\" should be {wanted}, and this is {found}")]
    WrongType {
        /// The key whose value it is.
        key: String,
        /// What it should be: "a text".
        wanted: String,
        /// What it is.
        found: &'static str,
    },
    /// A word that is not among those allowed.
    #[error("\"{key}\" cannot be \"{word}\"{}", right_one(.near.as_deref(), "it is one of", .allowed))]
    UnknownWord {
        /// The key whose value it is.
        key: String,
        /// The word.
        word: String,
        /// An allowed word much like it.
        near: Option<String>,
        /// Every word allowed.
        allowed: Vec<String>,
    },
    /// A number outside the bounds of its key.
    #[error("\"{key}\" is a whole number from {min} to {max}")]
    OutOfBounds {
        /// The key.
        key: String,
        /// Smallest allowed.
        min: i64,
        /// Largest allowed.
        max: i64,
    },
    /// A text that is no date.
    #[error("\"{key}\" should be a day such as 2006-04-01, and \"{text}\" is none")]
    NoDay {
        /// The key.
        key: String,
        /// What stands there.
        text: String,
    },
    /// A table that takes exactly one key and has none or several.
    #[error("\"{key}\" takes exactly one of {}", quoted(.allowed))]
    NotOne {
        /// The key whose value it is.
        key: String,
        /// The keys to choose from.
        allowed: Vec<String>,
    },
}

/// "; did you mean …" where one is close, else all there are.
fn right_one(near: Option<&str>, all_are: &str, all: &[String]) -> String {
    match near {
        Some(near) => format!("; did you mean \"{near}\"?"),
        None if all.is_empty() => String::new(),
        None => format!("; {all_are} {}", quoted(all)),
    }
}

/// Each in quotes, with commas between.
pub(crate) fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    words.join(", ")
}

/// The one of `known` that `word` is most likely meant to be: at most a third of its letters apart.
pub(crate) fn near<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    if word.len() > 64 {
        return None;
    }
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|known| (strsim::osa_distance(&word, &known.to_lowercase()), known))
        .filter(|(distance, known)| *distance <= (known.chars().count() / 3).clamp(1, 3))
        .min()
        .map(|(_, known)| known.to_owned())
}
