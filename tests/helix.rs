//! The files for Helix: every key in them is one that Helix knows, and every name leads somewhere.
//!
//! Helix passes over a key that it does not know in a `[language-server]`, so a slip there would never be seen.
//! The keys are those of Helix's book, `languages.md` and `editor.md`, and of its types in
//! `helix-core/src/syntax/config.rs`, as release 25.07.1 of 2025-07-18 has them and the newest state looked at,
//! commit 079a789e of 2026-07-23, still has. What the real Helix sends is replayed by `wire/helix.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::Command;

use globset::Glob;
use serde_json::Value as Json;
use toml::{Table, Value};

/// `[[language]]`.
const LANGUAGE: &[&str] = &[
    "name",
    "language-id",
    "scope",
    "injection-regex",
    "file-types",
    "shebangs",
    "roots",
    "auto-format",
    "diagnostic-severity",
    "comment-tokens",
    "comment-token",
    "block-comment-tokens",
    "indent",
    "language-servers",
    "grammar",
    "formatter",
    "soft-wrap",
    "text-width",
    "rulers",
    "path-completion",
    "workspace-lsp-roots",
    "persistent-diagnostic-sources",
];
/// `[language-server.NAME]`.
const LANGUAGE_SERVER: &[&str] =
    &["command", "args", "config", "timeout", "environment", "required-root-patterns"];
/// A server that a language uses for some features only.
const USED_SERVER: &[&str] = &["name", "only-features", "except-features"];
/// The features.
const FEATURES: &[&str] = &[
    "format",
    "goto-declaration",
    "goto-definition",
    "goto-type-definition",
    "goto-reference",
    "goto-implementation",
    "signature-help",
    "hover",
    "document-highlight",
    "completion",
    "code-action",
    "workspace-command",
    "document-symbols",
    "workspace-symbols",
    "diagnostics",
    "rename-symbol",
    "inlay-hints",
    "document-colors",
];
/// Languages that Helix has, with the servers that it defines for them and that our files name.
const BUILT_IN: &[(&str, &[&str])] =
    &[("markdown", &["marksman", "markdown-oxide"]), ("toml", &["taplo", "tombi"])];
/// What our `config.toml` sets, of all that can be set.
const SETTINGS: &[&str] = &[
    "editor.end-of-line-diagnostics",
    "editor.inline-diagnostics.cursor-line",
    "editor.lsp.display-inlay-hints",
    "editor.soft-wrap.enable",
];
/// What a command line can be told of the place of the cursor: a file's name with its folders, and the line from 1.
const EXPANSIONS: &[(&str, &str)] =
    &[("%{buffer_name}", "cases/child-k.referral.md"), ("%{cursor_line}", "12")];

const FILES: [&str; 2] = ["languages.toml", "referral-language.toml"];

fn read(name: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/helix").join(name);
    fs::read_to_string(path).unwrap().parse().unwrap_or_else(|mistake| panic!("{name}: {mistake}"))
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

/// What is wrong with a `languages.toml`, in the order of the file.
fn mistakes(languages: &Table) -> Vec<String> {
    let mut mistakes = Vec::new();
    let mut hold = |place: &str, table: &Table, known: &[&str]| {
        let strange = table.keys().filter(|key| !known.contains(&key.as_str()));
        mistakes.extend(strange.map(|key| format!("{place} has no `{key}`")));
    };
    hold("the file", languages, &["language", "language-server"]);
    let servers = languages["language-server"].as_table().unwrap();
    for (name, server) in servers {
        hold(name, server.as_table().unwrap(), LANGUAGE_SERVER);
    }
    let mut others = Vec::new();
    for language in languages["language"].as_array().unwrap() {
        let language = language.as_table().unwrap();
        let name = language["name"].as_str().unwrap();
        hold(name, language, LANGUAGE);
        let built_in = BUILT_IN.iter().find(|(known, _)| *known == name);
        if built_in.is_none() && !(language.contains_key("scope") && language.contains_key("file-types")) {
            others.push(format!("{name} is new, and needs `scope` and `file-types`"));
        }
        for used in language["language-servers"].as_array().unwrap() {
            let server = match used {
                Value::String(server) => server,
                used => {
                    let used = used.as_table().unwrap();
                    hold("a server in use", used, USED_SERVER);
                    for features in
                        ["only-features", "except-features"].iter().filter_map(|key| used.get(*key))
                    {
                        let strange =
                            strings(features).into_iter().filter(|feature| !FEATURES.contains(feature));
                        others.extend(strange.map(|feature| format!("there is no feature `{feature}`")));
                    }
                    used["name"].as_str().unwrap()
                }
            };
            let is_built_in = built_in.is_some_and(|(_, known)| known.contains(&server));
            if !is_built_in && !servers.contains_key(server) {
                others.push(format!("{name} names a server `{server}` that nobody defines"));
            }
        }
    }
    mistakes.extend(others);
    mistakes
}

/// Every key of `table` that is no table, with the tables it is in.
fn paths(table: &Table, before: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in table {
        match value {
            Value::Table(inner) => found.extend(paths(inner, &format!("{before}{key}."))),
            _ => found.push(format!("{before}{key}")),
        }
    }
    found
}

#[test]
fn helix_knows_every_key_and_every_server_is_defined() {
    for name in FILES {
        assert_eq!(mistakes(&read(name)), [""; 0], "{name}");
    }
}

#[test]
fn a_slip_that_helix_passes_over_is_found() {
    let mut languages = read("languages.toml");
    let server = languages["language-server"]["referral"].as_table_mut().unwrap();
    let command = server.remove("command").unwrap();
    server.insert("comand".to_owned(), command);
    let toml = languages["language"].as_array_mut().unwrap().last_mut().unwrap();
    toml["language-servers"] = Value::from(vec!["taplo", "referal-toml"]);
    assert_eq!(
        mistakes(&languages),
        ["referral has no `comand`", "toml names a server `referal-toml` that nobody defines"]
    );
}

#[test]
fn the_command_is_the_one_that_is_installed() {
    for name in FILES {
        for server in read(name)["language-server"].as_table().unwrap().values() {
            assert_eq!(server["command"].as_str(), Some("referral"), "{name}");
            let mut command = Command::new(env!("CARGO_BIN_EXE_referral"));
            let output = command.args(strings(&server["args"])).arg("--help").output().unwrap();
            assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn the_language_of_its_own_takes_referrals_and_no_other_file() {
    let languages = read("referral-language.toml");
    let globs = languages["language"][0]["file-types"].as_array().unwrap();
    // Helix looks at the whole path, and puts this before a glob that does not begin so.
    let globs = globs.iter().map(|glob| format!("*/{}", glob["glob"].as_str().unwrap()));
    let globs: Vec<_> = globs.map(|glob| Glob::new(&glob).unwrap().compile_matcher()).collect();
    let takes = |path: &str| globs.iter().any(|glob| glob.is_match(path));
    assert!(takes("/home/example/cases/child-k.referral.md"));
    assert!(!takes("/home/example/referral.md") && !takes("/home/example/notes.md"));
}

#[test]
fn the_settings_are_settings_of_helix() {
    let config = read("config.toml");
    let found = paths(&config, "");
    let found: Vec<&str> =
        found.iter().map(String::as_str).filter(|path| !path.starts_with("keys.")).collect();
    assert_eq!(found, SETTINGS);
    for severity in ["/end-of-line-diagnostics", "/inline-diagnostics/cursor-line"] {
        let config: Json = serde_json::to_value(&config["editor"]).unwrap();
        assert_eq!(config.pointer(severity).unwrap(), "hint");
    }
}

#[test]
fn the_keys_run_commands_with_arguments_that_can_be_read() {
    let config = read("config.toml");
    let mut commands = Vec::new();
    for before in config["keys"]["normal"].as_table().unwrap().values() {
        for line in before.as_table().unwrap().values() {
            let line = line.as_str().unwrap().strip_prefix(":lsp-workspace-command ").unwrap();
            let (command, arguments) = line.split_once(' ').unwrap();
            let expand = |text: String, (name, value): &(&str, &str)| text.replace(name, value);
            let arguments = EXPANSIONS.iter().fold(arguments.to_owned(), expand);
            assert!(!arguments.contains('%'), "{arguments}");
            let arguments: Json = serde_json::from_str(&arguments).unwrap();
            assert_eq!(
                arguments,
                serde_json::json!({"file": "cases/child-k.referral.md", "line": 12, "show": true})
            );
            commands.push(command.to_owned());
        }
    }
    commands.sort();
    assert_eq!(commands, ["referral.nextPrompt", "referral.previousPrompt"]);
}
