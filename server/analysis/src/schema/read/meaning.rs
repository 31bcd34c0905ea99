//! Mistakes of meaning: ids, references, clocks, ages and conditions.
//!
//! Keys and types are not judged here; a value of the wrong type is passed over.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Problem;
use crate::schema::SchemaProblem;
use crate::toml_file::{Node, Place, Value, near};

/// What has ids of its own, and among what they are unique.
const KINDS: [(&str, &str); 9] = [
    ("section", "document"),
    ("field", "document"),
    ("route", "route"),
    ("limb", "document"),
    ("timescale", "document"),
    ("source", "source"),
    ("question", "question"),
    ("body", "body"),
    ("priority", "priority"),
];

/// Tables that say where what they hold comes from.
const SOURCED_TABLES: [&str; 3] = ["in-force", "age", "marker"];

/// Lists of tables that do.
const SOURCED_LISTS: [&str; 5] = ["limb", "route", "provision", "timescale", "correction"];

/// Adds what is wrong with `root`. What may stand in the file it extends is asked for only if `whole`.
pub(super) fn check(root: &Node, whole: bool, problems: &mut Vec<Problem>) {
    let mut check = Check { root, whole, ids: BTreeMap::new(), unsure: Vec::new(), problems };
    check.ids();
    check.keys_of_a_whole_file();
    check.sources();
    check.sections_and_fields();
    check.routes_and_clocks();
    check.spans();
    check.successor();
}

struct Check<'n, 'p> {
    root: &'n Node,
    whole: bool,
    /// Kind to ids, in the order of the file.
    ids: BTreeMap<&'static str, Vec<&'n str>>,
    /// Kinds of which one has no id that can be read, so that a reference to it cannot be judged.
    unsure: Vec<&'static str>,
    problems: &'p mut Vec<Problem>,
}

impl<'n> Check<'n, '_> {
    fn problem(&mut self, problem: SchemaProblem, at: Place) {
        self.problems.push((problem, at));
    }

    fn ids(&mut self) {
        let mut seen: BTreeMap<(&str, &str), &'static str> = BTreeMap::new();
        let root = self.root;
        for (kind, space) in KINDS {
            for item in root.list(kind) {
                let Some((id, at)) = item.text_at("id") else {
                    self.unsure.push(kind);
                    continue;
                };
                self.well_formed(id, at);
                match seen.get(&(space, id)) {
                    Some(first) => {
                        self.problem(SchemaProblem::DuplicateId { id: id.into(), first, kind }, at);
                    }
                    None => {
                        seen.insert((space, id), kind);
                    }
                }
                self.ids.entry(kind).or_default().push(id);
            }
        }
        if let Some((id, at)) = root.text_at("id") {
            self.well_formed(id, at);
        }
    }

    fn well_formed(&mut self, id: &str, at: Place) {
        let is_word = |word: &str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if !id.split('-').all(is_word) {
            self.problem(SchemaProblem::IllFormedId { id: id.into() }, at);
        }
    }

    fn keys_of_a_whole_file(&mut self) {
        if !self.whole {
            return;
        }
        for key in ["title", "marker"] {
            if self.root.get(key).is_none() {
                let problem =
                    crate::toml_file::KeyProblem::MissingKey { key: key.into(), table: "this file".into() };
                self.problem(problem.into(), self.root.at);
            }
        }
        for id in ["rationale", "basis", "delay"] {
            if !self.ids.get("question").is_some_and(|ids| ids.contains(&id)) {
                self.problem(SchemaProblem::MissingQuestion { id }, self.root.at);
            }
        }
    }

    /// Reports a reference to what none of `kinds` has. What an extending file refers to may be in the other.
    fn refer(&mut self, kinds: &[&'static str], reference: Option<(&str, Place)>) {
        let Some((id, at)) = reference.filter(|_| self.whole) else { return };
        let known = || kinds.iter().filter_map(|kind| self.ids.get(kind)).flatten().copied();
        if known().any(|known| known == id) || kinds.iter().any(|kind| self.unsure.contains(kind)) {
            return;
        }
        let kind = match kinds {
            [kind] => kind,
            _ => "field or section",
        };
        let near = near(id, known());
        self.problem(SchemaProblem::Dangling { kind, id: id.into(), near }, at);
    }

    /// Reports a reference to what is no field, or no date.
    fn refer_to_date(&mut self, reference: Option<(&str, Place)>) {
        self.refer(&["field"], reference);
        let Some((id, at)) = reference else { return };
        let Some(field) = self.field(id) else { return };
        let is_date = field.text_at("type").is_some_and(|(kind, _)| kind == "date");
        if !is_date {
            self.problem(SchemaProblem::NotADate { id: id.into() }, at);
        }
    }

    fn field(&self, id: &str) -> Option<&'n Node> {
        self.root.list("field").iter().find(|field| field.text_at("id").is_some_and(|(known, _)| known == id))
    }

    fn sources(&mut self) {
        let root = self.root;
        let tables = SOURCED_TABLES.iter().filter_map(|key| root.get(key));
        for table in tables.chain(SOURCED_LISTS.iter().flat_map(|key| root.list(key))) {
            self.refer(&["source"], table.text_at("source"));
        }
        self.refer(&["source"], root.get("in-force").and_then(|table| table.text_at("until-source")));
        let wider = root.get("age").and_then(|age| age.get("wider"));
        self.refer(&["source"], wider.and_then(|wider| wider.text_at("source")));
    }

    fn sections_and_fields(&mut self) {
        let root = self.root;
        for question in root.list("question") {
            if let Some(condition) = question.get("asked-when") {
                self.condition(condition);
            }
        }
        for section in root.list("section") {
            self.refer(&["question"], section.text_at("question"));
            self.refer(&["section"], section.text_at("after"));
            for reference in section.texts("satisfied-by") {
                self.refer(&["field", "section"], Some(reference));
            }
            self.required_when(section);
        }
        for field in root.list("field") {
            self.refer(&["question"], field.text_at("question"));
            self.refer(&["field"], field.text_at("after"));
            for reference in field.texts("home") {
                self.refer(&["section"], Some(reference));
            }
            self.required_when(field);
            self.choices(field);
        }
    }

    fn choices(&mut self, field: &Node) {
        let Some((id, at)) = field.text_at("id") else { return };
        let kind = field.text_at("type").map_or("text", |(kind, _)| kind);
        let choices = field.get("choices").filter(|choices| !choices.items().is_empty());
        match (kind, choices) {
            ("choice", None) if self.whole => {
                self.problem(SchemaProblem::NoChoices { id: id.into() }, at);
            }
            ("text" | "date" | "nhs-number", Some(choices)) if self.whole || field.get("type").is_some() => {
                self.problem(SchemaProblem::IdleChoices { id: id.into() }, choices.at);
            }
            _ => {}
        }
    }

    fn required_when(&mut self, spec: &Node) {
        if let Some(condition) = spec.get("required-when") {
            self.condition(condition);
        }
    }

    fn condition(&mut self, condition: &Node) {
        let Value::Table(entries) = &condition.value else { return };
        self.refer(&["field"], condition.text_at("field"));
        self.refer(&["section"], condition.text_at("section"));
        self.refer(&["route"], condition.text_at("route"));
        if let Some(within) = condition.get("within") {
            self.refer_to_date(condition.text_at("field"));
            self.refer_to_date(within.text_at("before"));
        }
        for key in ["is", "within"] {
            if let Some(node) = condition.get(key).filter(|_| condition.get("field").is_none()) {
                self.problem(SchemaProblem::ConditionWithoutField { key }, node.at);
            }
        }
        if let (Some((field, _)), Some((value, at))) = (condition.text_at("field"), condition.text_at("is")) {
            self.choice(field, value, at);
        }
        let parts: Vec<&Node> = ["all", "any"].iter().flat_map(|key| condition.list(key)).collect();
        let speaks = ["field", "section", "route", "not", "is", "within", "told"]
            .iter()
            .any(|key| condition.get(key).is_some());
        let only_strangers =
            !entries.is_empty() && entries.iter().all(|entry| !CONDITION.contains(&&*entry.key));
        if !speaks && parts.is_empty() && !only_strangers {
            self.problem(SchemaProblem::EmptyCondition, condition.at);
        }
        for part in parts.into_iter().chain(condition.get("not")) {
            self.condition(part);
        }
    }

    fn choice(&mut self, field: &str, value: &str, at: Place) {
        let Some(spec) = self.field(field) else { return };
        let choices = spec.list("choices");
        let names = choices
            .iter()
            .flat_map(|choice| choice.text_at("value").into_iter().chain(choice.texts("aliases")));
        let is_known = names.map(|(name, _)| name.to_lowercase()).any(|name| name == value.to_lowercase());
        if choices.is_empty() || is_known {
            return;
        }
        let choices =
            choices.iter().filter_map(|choice| Some(choice.text_at("value")?.0.to_owned())).collect();
        self.problem(SchemaProblem::NoSuchChoice { value: value.into(), field: field.into(), choices }, at);
    }

    fn routes_and_clocks(&mut self) {
        let root = self.root;
        let limbs = root.list("route").iter().flat_map(|route| route.texts("limbs"));
        for reference in limbs.chain(root.list("limb").iter().flat_map(|limb| limb.texts("terms-of"))) {
            self.refer(&["limb"], Some(reference));
        }
        for condition in root.list("route").iter().filter_map(|route| route.get("unless")) {
            self.condition(condition);
        }
        for timescale in root.list("timescale") {
            self.refer_to_date(timescale.text_at("from"));
            self.refer_to_date(timescale.text_at("to"));
            self.refer(&["body"], timescale.text_at("binds").filter(|(id, _)| *id != "all"));
        }
    }

    fn spans(&mut self) {
        let day = |table: &Node, key| match &table.get(key)?.value {
            Value::Text(text) | Value::Date(text) => text.parse::<NaiveDate>().ok(),
            _ => None,
        };
        if let Some(in_force) = self.root.get("in-force")
            && let (Some(from), Some(until)) = (day(in_force, "from"), day(in_force, "until"))
            && from > until
        {
            let problem =
                SchemaProblem::EndsBeforeItBegins { from: from.to_string(), until: until.to_string() };
            self.problem(problem, in_force.at);
        }
        let whole = |table: &Node, key| match table.get(key)?.value {
            Value::Whole(number) => Some(number),
            _ => None,
        };
        let Some(age) = self.root.get("age") else { return };
        if let (Some(min), Some(max)) = (whole(age, "min"), whole(age, "max"))
            && min > max
        {
            self.problem(SchemaProblem::NoAge { min, max }, age.at);
        }
        if let Some(wider) = age.get("wider")
            && let (Some(max), Some(older)) = (whole(age, "max"), whole(wider, "max"))
            && older <= max
        {
            self.problem(SchemaProblem::NoOlder { max, older }, wider.at);
        }
    }

    fn successor(&mut self) {
        let sections = self.root.get("superseded-by").and_then(|table| table.get("sections"));
        for entry in sections.map_or(&[][..], Node::entries) {
            self.refer(&["section"], Some((&entry.key, entry.key_at)));
        }
    }
}

/// The keys by which a condition says something.
const CONDITION: [&str; 10] =
    ["field", "section", "route", "is", "is-present", "within", "told", "all", "any", "not"];
