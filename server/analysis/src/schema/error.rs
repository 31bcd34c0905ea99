//! What can be wrong with a schema file, and where.
//!
//! No place is a line number: lines are counted where they are shown.

use text_size::TextRange;

use crate::toml_file::{KeyProblem, quoted};

/// One mistake in a schema file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct SchemaError {
    /// What is wrong.
    pub problem: SchemaProblem,
    /// Bytes of the file's text to underline.
    pub at: TextRange,
}

/// What is wrong with a schema file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaProblem {
    /// Wrong whatever it means: not TOML, an unknown key, a value of another type.
    #[error(transparent)]
    Key(#[from] KeyProblem),
    /// An id that other files cannot refer to.
    #[error(
        "\"{id}\" cannot be an id; an id is lower-case letters and digits with single hyphens between words"
    )]
    IllFormedId {
        /// What stands there.
        id: String,
    },
    /// Two things with one id.
    #[error("the id \"{id}\" is already that of a {first}; {}", within(.kind))]
    DuplicateId {
        /// The id.
        id: String,
        /// What has it first.
        first: &'static str,
        /// What has it again.
        kind: &'static str,
    },
    /// A reference that leads nowhere.
    #[error("there is no {kind} \"{id}\"{}", perhaps(.near.as_deref()))]
    Dangling {
        /// What is referred to: "source".
        kind: &'static str,
        /// The id that nothing has.
        id: String,
        /// An id much like it.
        near: Option<String>,
    },
    /// A clock or a condition that counts from a field without a date.
    #[error("the field \"{id}\" is not a date; give it `type = \"date\"` or name a field that is one")]
    NotADate {
        /// The field's id.
        id: String,
    },
    /// One name for two sections.
    #[error("the name \"{name}\" already means the section \"{first}\"; a name may mean only one section")]
    AmbiguousName {
        /// The name as it stands.
        name: String,
        /// Id of the section that has it first.
        first: String,
    },
    /// A name that is among the names it is not.
    #[error("\"{name}\" is both a name and under \"not-aliases\"; keep it in one of the two")]
    NameDenied {
        /// The name.
        name: String,
    },
    /// A choice of words that is no part of its own.
    #[error(
        "in \"{name}\" the braces stand beside other words; put \"…\" between them, or the other words into each choice"
    )]
    MisplacedBraces {
        /// The name.
        name: String,
    },
    /// A regime that ended before it began.
    #[error("\"from\" is {from}, after \"until\", which is {until}; the first day comes first")]
    EndsBeforeItBegins {
        /// First day as it stands.
        from: String,
        /// Last day as it stands.
        until: String,
    },
    /// An age range without an age.
    #[error("\"min\" is {min}, above \"max\", which is {max}; the youngest age comes first")]
    NoAge {
        /// Youngest.
        min: i64,
        /// Oldest.
        max: i64,
    },
    /// Older people who are none.
    #[error(
        "the \"max\" of \"wider\" is {older}, not above that of \"age\", which is {max}; it is for who is older"
    )]
    NoOlder {
        /// Oldest of the others.
        max: i64,
        /// Oldest of theirs.
        older: i64,
    },
    /// A question that every regime has.
    #[error(
        "there is no question \"{id}\"; every schema has the questions \"rationale\", \"basis\" and \"delay\""
    )]
    MissingQuestion {
        /// The question's id.
        id: &'static str,
    },
    /// A choice with nothing to choose.
    #[error("the field \"{id}\" is a choice and has no \"choices\" to choose from")]
    NoChoices {
        /// The field's id.
        id: String,
    },
    /// Choices that nothing reads.
    #[error("the field \"{id}\" has \"choices\" and is not one; give it `type = \"choice\"`")]
    IdleChoices {
        /// The field's id.
        id: String,
    },
    /// A condition on a value that the field cannot have.
    #[error("\"{value}\" is not among the choices of \"{field}\", which are {}", quoted(.choices))]
    NoSuchChoice {
        /// What stands there.
        value: String,
        /// The field's id.
        field: String,
        /// The field's choices.
        choices: Vec<String>,
    },
    /// A condition that speaks of nothing.
    #[error(
        "this condition says nothing; name a \"field\", a \"section\" or a \"route\", or use \"all\", \"any\" or \"not\""
    )]
    EmptyCondition,
    /// A condition that asks something without saying of what.
    #[error("\"{key}\" asks about a field; name it with \"field\"")]
    ConditionWithoutField {
        /// What it asks: `is` or `within`.
        key: &'static str,
    },
    /// A number or a quote taken over with a source that does not speak of it.
    #[error("this changes \"{key}\" of the schema it extends and needs a \"source\" of its own")]
    UnsourcedChange {
        /// The key changed.
        key: &'static str,
    },
    /// A file that extends itself, by whatever way round.
    #[error("\"{id}\" extends itself: {}", .way.join(", which extends "))]
    Cycle {
        /// The schema's id.
        id: String,
        /// The way round, ids.
        way: Vec<String>,
    },
    /// Two files with one schema id.
    #[error(
        "the schema \"{id}\" is already in {file}; choose another id, and `extends = \"{id}\"` to build on it"
    )]
    DuplicateSchema {
        /// The id.
        id: String,
        /// The file that has it first.
        file: String,
    },
    /// A mistake that shows only in what two files make together.
    #[error("together with the schema it extends: {problem}")]
    Together {
        /// The mistake.
        problem: Box<SchemaProblem>,
    },
}

impl SchemaProblem {
    /// Id of the field that does not do for what refers to it.
    pub(super) fn field(&self) -> Option<&str> {
        match self {
            SchemaProblem::NotADate { id }
            | SchemaProblem::NoChoices { id }
            | SchemaProblem::IdleChoices { id } => Some(id),
            SchemaProblem::NoSuchChoice { field, .. } => Some(field),
            _ => None,
        }
    }
}

/// ", did you mean …", or nothing.
fn perhaps(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default()
}

/// Among what an id must be unique.
fn within(kind: &str) -> String {
    match kind {
        "section" | "field" | "limb" | "timescale" => {
            "ids are unique across sections, fields, limbs and timescales".into()
        }
        kind => format!("each {kind} has an id of its own"),
    }
}
