//! What the ids in our files lead to.
//!
//! Which key holds an id of what is said in the Rust types, with `x-id-of` and `x-keys-of`.

use super::Place;
use crate::hover::{Item, Kind, Part};
use crate::rules::{RULES, Rule, rule};
use crate::schema::{FieldType, Schema};

/// An id and what it is called.
pub(super) type Named = (String, String);

impl Place<'_> {
    /// The ids of what the types call `kind`.
    pub fn ids(&self, kind: &str) -> Vec<Named> {
        let schemas = |ids: Vec<&str>| {
            ids.into_iter().map(|id| (id.to_owned(), self.title(id))).collect::<Vec<Named>>()
        };
        match kind {
            "schema" => schemas(self.file.catalogue.all_ids().collect()),
            "regime" => schemas(self.file.catalogue.ids().collect()),
            "rule" => RULES.iter().map(|rule| (rule.code.to_owned(), rule.finds().to_owned())).collect(),
            "date" => {
                let fields = self.schema.iter().flat_map(|schema| &schema.fields);
                let dates = fields.filter(|field| field.kind == FieldType::Date);
                dates.map(|field| (field.id.clone(), field.label.clone())).collect()
            }
            _ => {
                let mut ids = of_kind(self.schema, kind);
                if kind == "body" {
                    ids.push(("all".to_owned(), "everybody".to_owned()));
                }
                ids
            }
        }
    }

    /// The ids of the schema that this file extends of what the head `[[kind]]` begins.
    pub fn base_ids(&self, kind: &str) -> Vec<Named> {
        of_kind(self.base, kind)
    }

    /// What the id of `kind` leads to.
    pub fn leads_to(&self, kind: &str, id: &str) -> Option<Part> {
        match kind {
            "schema" | "regime" => self.of_schema(id),
            "rule" => rule(id).map(of_rule),
            "date" => Kind::Field.part(self.schema?, id),
            "body" if id == "all" => Some(text("Everybody", "The clock binds whoever refers.")),
            _ => self::kind(kind)?.part(self.schema?, id),
        }
    }

    /// What the file does to the thing of `kind` with this id, which stands under the head `[[kind]]`.
    pub fn defines(&self, kind: &str, id: &str) -> Option<Part> {
        let kind = self::kind(kind)?;
        let Some(base) = self.base else { return kind.part(self.schema?, id) };
        let Some(mut part) = kind.part(base, id) else {
            let what = "Nothing has this id in the schema that this file extends, so it adds something new.";
            return Some(text(id, what));
        };
        let what = format!(
            "This changes what \"{}\" has under this id; a key that is not here stays as it is.",
            base.id
        );
        part.body.insert(0, Item::Text(what));
        Some(part)
    }

    fn title(&self, id: &str) -> String {
        let catalogue = self.file.catalogue;
        let inherited = || catalogue.any(id).map(|schema| schema.title.as_str());
        catalogue.title(id).or_else(inherited).unwrap_or_default().to_owned()
    }

    fn of_schema(&self, id: &str) -> Option<Part> {
        let schema = self.file.catalogue.any(id)?;
        let mut part = text(&self.title(id), &format!("The schema \"{id}\"."));
        if let Some(base) = &schema.extends {
            part.body.push(Item::Text(format!("It extends \"{base}\".")));
        }
        if !schema.territory.is_empty() {
            part.body.push(Item::Text(format!("For {}.", schema.territory)));
        }
        Some(part)
    }
}

fn of_rule(rule: &Rule) -> Part {
    let mut part = text(rule.code, rule.finds());
    let usually = if rule.on { "" } else { "It is off unless it is given a severity here. " };
    part.body.push(Item::Text(format!("{usually}Its page says more: `referral explain {}`.", rule.code)));
    part
}

fn of_kind(schema: Option<&Schema>, kind: &str) -> Vec<Named> {
    let (Some(schema), Some(kind)) = (schema, self::kind(kind)) else { return Vec::new() };
    kind.ids(schema).into_iter().map(|(id, called)| (id.to_owned(), called.to_owned())).collect()
}

/// The kind with this name in schema files.
fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name)
}

fn text(title: &str, text: &str) -> Part {
    Part { title: title.to_owned(), body: vec![Item::Text(text.to_owned())] }
}
