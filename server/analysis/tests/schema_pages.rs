//! The page on schema files and the JSON Schemas say what the Rust types say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};

use referral_analysis::{schema, settings};
use serde_json::Value as Json;

const PAGE: &str = include_str!("../../../schemas/README.md");

#[track_caller]
fn check_json(schema: &schemars::Schema, committed: &str, name: &str) {
    let derived = serde_json::to_string_pretty(schema).unwrap() + "\n";
    let committed = committed.replace("\r\n", "\n");
    assert!(
        derived == committed,
        "schemas/{name}.schema.json is not what the types say; run `referral schema json {name} > schemas/{name}.schema.json`"
    );
}

#[test]
fn the_json_schema_of_schema_files_is_that_of_the_types() {
    check_json(&schema::json_schema(), include_str!("../../../schemas/schema.schema.json"), "schema");
}

#[test]
fn the_json_schema_of_settings_is_that_of_the_types() {
    check_json(&settings::json_schema(), include_str!("../../../schemas/config.schema.json"), "config");
}

#[test]
fn a_date_is_a_string_in_the_json_schema() {
    let json = schema::json_schema();
    let from = json.pointer("/$defs/InForce/properties/from").unwrap();
    assert_eq!(from["type"][0], "string");
    assert_eq!(from["format"], "date");
}

/// Each key of a table, and whether it is required.
type Keys = BTreeMap<String, bool>;

/// The keys of every table of the types, under the key that holds such a table.
fn tables_of_the_types() -> BTreeMap<String, Keys> {
    let root = schema::json_schema().to_value();
    let mut tables = BTreeMap::from([("The file itself".to_owned(), keys(&root))]);
    let definitions = root["$defs"].as_object().unwrap();
    let all = definitions.values().chain([&root]);
    for (key, property) in all.filter_map(|table| table.get("properties")?.as_object()).flatten() {
        let held = [property, &property["items"], &property["anyOf"][0]];
        let Some(name) = held.iter().find_map(|json| json.get("$ref")?.as_str()?.rsplit('/').next()) else {
            continue;
        };
        let keys = keys(&definitions[name]);
        // A condition is documented once.
        if !keys.is_empty() && !["all", "any", "not", "asked-when", "unless"].contains(&key.as_str()) {
            tables.insert(key.clone(), keys);
        }
    }
    tables
}

fn keys(table: &Json) -> Keys {
    if let Some(choices) = table.get("oneOf").and_then(Json::as_array) {
        let members = choices.iter().filter_map(|choice| choice.get("properties")?.as_object());
        return members.flatten().map(|(key, _)| (key.clone(), false)).collect();
    }
    let required: BTreeSet<&str> = table
        .get("required")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .collect();
    let properties = table.get("properties").and_then(Json::as_object).into_iter().flatten();
    properties.map(|(key, _)| (key.clone(), required.contains(key.as_str()))).collect()
}

/// The keys of every table of the page, under its heading.
fn tables_of_the_page() -> BTreeMap<String, Keys> {
    let mut tables: BTreeMap<String, Keys> = BTreeMap::new();
    let mut heading = "";
    for line in PAGE.lines() {
        if let Some(text) = line.strip_prefix("## ") {
            heading = text.trim_matches(['`', '[', ']']);
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let Some(key) = cells.get(1).and_then(|cell| cell.strip_prefix('`')?.strip_suffix('`')) else {
            continue;
        };
        assert!(["yes", "no"].contains(&cells[3]), "{line}");
        assert!(!cells[4].is_empty(), "{key} is not explained");
        let twice = tables.entry(heading.to_owned()).or_default().insert(key.to_owned(), cells[3] == "yes");
        assert_eq!(twice, None, "{key} stands twice under {heading}");
    }
    tables
}

#[test]
fn every_key_is_documented_and_nothing_else_is() {
    assert_eq!(tables_of_the_page(), tables_of_the_types());
}

#[test]
fn the_example_of_the_page_is_read_without_a_mistake() {
    let example = PAGE.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(schema::read(example).errors, []);
}
