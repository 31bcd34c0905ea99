//! From TOML or JSON to [`Settings`], with every mistake and its place; the rest still applies.
//!
//! One walk serves both, so that an editor's settings and `referral.toml` cannot differ.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Settings, SettingsError, SettingsProblem};
use crate::toml_file::{KeyProblem, Node, Place, Shapes, fit, near};

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| Shapes::new(super::json_schema().as_value()));

/// The tables and keys of `referral.toml`.
pub(crate) fn shapes() -> &'static Shapes {
    &SHAPES
}

/// Settings as read: what could be understood, and what is wrong.
#[derive(Debug, Clone, Default)]
pub struct SettingsFile {
    /// What could be understood.
    pub settings: Settings,
    /// What is wrong, by place.
    pub errors: Vec<SettingsError>,
}

/// Reads the text of `referral.toml`. `known_codes` are the codes of all rules.
pub fn read(text: &str, known_codes: &[&str]) -> SettingsFile {
    let (root, problems) = Node::from_toml(text, 0);
    judged(&root, problems, known_codes)
}

/// Reads an editor's settings: an object with the same keys. `known_codes` are the codes of all rules.
pub fn from_json(json: &serde_json::Value, known_codes: &[&str]) -> SettingsFile {
    judged(&Node::from_json(json), Vec::new(), known_codes)
}

fn judged(root: &Node, problems: Vec<(KeyProblem, Place)>, known_codes: &[&str]) -> SettingsFile {
    let (table, misfits) = fit(root, &SHAPES, true);
    let mut found: Vec<(SettingsProblem, Place)> =
        problems.into_iter().chain(misfits).map(|(problem, at)| (problem.into(), at)).collect();
    for entry in root.get("severities").map_or(&[][..], Node::entries) {
        let code = entry.key.as_str();
        if !known_codes.contains(&code) {
            let near = near(code, known_codes.iter().copied());
            found.push((SettingsProblem::UnknownCode { code: code.into(), near }, entry.key_at));
        }
    }
    let mut ids = BTreeSet::new();
    for (id, at) in root.list("priority").iter().filter_map(|priority| priority.text_at("id")) {
        if !ids.insert(id) {
            found.push((SettingsProblem::DuplicatePriority { id: id.into() }, at));
        }
    }
    let mut settings = table.try_into().unwrap_or_else(|error: toml::de::Error| {
        // Only a type whose JSON Schema and whose reading disagree can bring this about.
        found.push((KeyProblem::Syntax(error.message().to_owned()).into(), Place::default()));
        Settings::default()
    });
    settings.severities.retain(|code, _| known_codes.contains(&code.as_str()));
    let mut errors: Vec<SettingsError> =
        found.into_iter().map(|(problem, at)| SettingsError { problem, at: at.range() }).collect();
    errors.sort_by_key(|error| (error.at.start(), error.at.end()));
    SettingsFile { settings, errors }
}
