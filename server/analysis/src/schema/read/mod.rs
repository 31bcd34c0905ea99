//! From TOML to a [`Schema`], with every mistake and its place.
//!
//! One mistake hides no other, and none is fatal to another file. No key is listed here: the types have them.

mod meaning;
mod names;
mod overlay;

use std::sync::LazyLock;

use super::{Schema, SchemaError, SchemaProblem};
use crate::toml_file::{Node, Place, Shapes, Value, fit};

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| Shapes::new(super::json_schema().as_value()));

/// The tables and keys of a schema file.
pub(crate) fn shapes() -> &'static Shapes {
    &SHAPES
}

/// A schema file as read: what could be understood, and what is wrong.
#[derive(Debug, Clone, Default)]
pub struct SchemaFile {
    /// What could be understood.
    pub schema: Schema,
    /// What is wrong, by place.
    pub errors: Vec<SchemaError>,
}

/// Reads the text of one schema file.
///
/// Of a file that extends another only what it says itself is here; [`Catalogue`](super::Catalogue) puts the two together.
pub fn read(text: &str) -> SchemaFile {
    let file = Parsed::new(text, 0);
    let Judged { schema, problems } = file.judged();
    let mut errors: Vec<SchemaError> =
        problems.into_iter().map(|(problem, at)| SchemaError { problem, at: at.range() }).collect();
    sort(&mut errors);
    SchemaFile { schema, errors }
}

/// The id that the text of a schema file gives.
pub fn id_of(text: &str) -> Option<String> {
    Parsed::new(text, 0).id().map(|(id, _)| id.to_owned())
}

/// By place, then as found.
pub(super) fn sort(errors: &mut [SchemaError]) {
    errors.sort_by_key(|error| (error.at.start(), error.at.end()));
}

/// A mistake and its place in one of several files.
pub(super) type Problem = (SchemaProblem, Place);

/// One file, or one laid over another, before it is judged.
#[derive(Debug, Clone)]
pub(super) struct Parsed {
    root: Node,
    /// What is wrong with the text, and with the way one file was laid over the other.
    problems: Vec<Problem>,
    /// False for a file that gives only what differs from another.
    whole: bool,
}

/// What a file says, and what is wrong with it.
pub(super) struct Judged {
    pub schema: Schema,
    pub problems: Vec<Problem>,
}

impl Parsed {
    /// The text of the file with this number.
    pub fn new(text: &str, file: u32) -> Self {
        let (root, problems) = Node::from_toml(text, file);
        let problems = problems.into_iter().map(|(problem, at)| (problem.into(), at)).collect();
        let whole = root.get("extends").is_none();
        Parsed { root, problems, whole }
    }

    /// The schema's id and its place.
    pub fn id(&self) -> Option<(&str, Place)> {
        self.root.text_at("id").filter(|(id, _)| !id.is_empty())
    }

    /// What it says it is called.
    pub fn title(&self) -> Option<&str> {
        self.root.text_at("title").map(|(title, _)| title)
    }

    /// True for one that others build on and no document names.
    pub fn is_abstract(&self) -> bool {
        self.root.get("abstract").is_some_and(|node| matches!(node.value, Value::Flag(true)))
    }

    /// The schema it extends and the place where it says so.
    pub fn extends(&self) -> Option<(&str, Place)> {
        self.root.text_at("extends")
    }

    /// What replaced it: the schema, and the sections there that take over from sections here.
    pub fn superseded_by(&self) -> Option<(&str, Place, impl Iterator<Item = (&str, Place)>)> {
        let table = self.root.get("superseded-by")?;
        let (schema, at) = table.text_at("schema")?;
        let sections = table.get("sections").map_or(&[][..], Node::entries);
        Some((schema, at, sections.iter().filter_map(|entry| Some((entry.node.text()?, entry.node.at)))))
    }

    /// Where it says something about the field with this id.
    pub fn field_at(&self, id: &str) -> Option<Place> {
        let ids = self.root.list("field").iter().filter_map(|field| field.text_at("id"));
        ids.into_iter().find(|(known, _)| *known == id).map(|(_, at)| at)
    }

    /// Ids of the sections it has itself.
    pub fn section_ids(&self) -> Vec<&str> {
        self.root.list("section").iter().filter_map(|section| Some(section.text_at("id")?.0)).collect()
    }

    /// This file laid over `base`, item by item. What builds on an abstract schema is not itself abstract.
    pub fn over(&self, base: Parsed) -> Parsed {
        let mut problems = self.problems.clone();
        let mut below = base.root;
        if let Value::Table(entries) = &mut below.value {
            entries.retain(|entry| entry.key != "abstract");
        }
        let mut root = overlay::laid_over(&self.root, below, &mut problems);
        overlay::move_names(&mut root, &self.root);
        Parsed { root, problems, whole: base.whole }
    }

    /// What it says, of a file that is known to have no mistake; else of a type that does not fit nothing is left.
    pub fn trusted(self) -> Schema {
        self.root.into_toml().try_into().unwrap_or_default()
    }

    /// Held against the types, then against itself.
    pub fn judged(&self) -> Judged {
        let (table, misfits) = fit(&self.root, &SHAPES, self.whole);
        let mut problems = self.problems.clone();
        problems.extend(misfits.into_iter().map(|(problem, at)| (problem.into(), at)));
        meaning::check(&self.root, self.whole, &mut problems);
        names::check(&self.root, &mut problems);
        let schema = match table.try_into() {
            Ok(schema) => schema,
            // Only a type whose JSON Schema and whose reading disagree can bring this about.
            Err(error) => {
                let error: toml::de::Error = error;
                let problem = crate::toml_file::KeyProblem::Syntax(error.message().to_owned());
                problems.push((problem.into(), Place::default()));
                Schema::default()
            }
        };
        Judged { schema, problems }
    }
}
