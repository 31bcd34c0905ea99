//! Help with a schema file or `referral.toml` that is being written: what is said of a place, and what could be typed there.
//!
//! What is wrong with the file is for its reader to say, `schema` or `settings`.

mod complete;
mod hover;
mod names;

use text_size::TextSize;

use crate::completion::Offer;
use crate::hover::Hover;
use crate::schema::{Catalogue, Schema};
use crate::toml_file::{Node, Shapes, Spot, spot};
use crate::{schema, settings};

/// Which of our files it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TomlKind {
    /// A schema.
    Schema,
    /// `referral.toml`.
    Settings,
}

/// A file of ours that is being written.
#[derive(Debug, Clone, Copy)]
pub struct TomlFile<'a> {
    /// Which it is.
    pub kind: TomlKind,
    /// Its text as it is now.
    pub text: &'a str,
    /// Every schema at hand, this one among them.
    pub catalogue: &'a Catalogue,
}

/// What there is to know about byte `at`.
pub fn hover(file: &TomlFile<'_>, at: TextSize) -> Option<Hover> {
    let spot = spot(file.text, at)?;
    hover::hover(&Place::new(file, &spot))
}

/// What could be typed at byte `at`.
pub fn complete(file: &TomlFile<'_>, at: TextSize) -> Vec<Offer> {
    spot(file.text, at).map(|spot| complete::offers(&Place::new(file, &spot))).unwrap_or_default()
}

/// True where a TOML text can only be meant for a schema: it has an `id`, and builds on a schema at hand or has tables that
/// only schemas have.
pub fn is_schema(text: &str, catalogue: &Catalogue) -> bool {
    let (root, _) = Node::from_toml(text, 0);
    if root.text_at("id").is_none() {
        return false;
    }
    let extends = root.text_at("extends").is_some_and(|(id, _)| catalogue.file(id).is_some());
    let own = ["section", "field", "question", "route", "limb", "timescale"];
    let has_items = |key: &str| root.list(key).iter().any(|item| !item.entries().is_empty());
    extends || own.into_iter().filter(|key| has_items(key)).count() > 1
}

/// A place in a file, with all that is known around it.
struct Place<'a> {
    file: TomlFile<'a>,
    spot: &'a Spot,
    shapes: &'static Shapes,
    /// The schema that the file is, together with what it extends.
    schema: Option<&'a Schema>,
    /// The schema that it extends.
    base: Option<&'a Schema>,
}

impl<'a> Place<'a> {
    fn new(file: &TomlFile<'a>, spot: &'a Spot) -> Self {
        let (mut schema, mut base) = (None, None);
        if file.kind == TomlKind::Schema {
            let (root, _) = Node::from_toml(file.text, 0);
            let named = |key: &str| file.catalogue.any(root.text_at(key)?.0);
            base = named("extends").map(AsRef::as_ref);
            schema = named("id").map(AsRef::as_ref).or(base);
        }
        let shapes = match file.kind {
            TomlKind::Schema => schema::shapes(),
            TomlKind::Settings => settings::shapes(),
        };
        Place { file: *file, spot, shapes, schema, base }
    }
}
