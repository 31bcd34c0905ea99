//! What ships the program says the same of it everywhere, and names only what there is.
//!
//! Whether packages can be installed is tested by `server/packaging/test`, which `.ci/run` runs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::Path;

use clap::Parser;
use referral_lsp::cli::Arguments;
use serde_json::Value;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn text(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap()
}

fn yaml(path: &str) -> Value {
    serde_saphyr::from_str(&text(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

fn targets() -> Vec<Value> {
    json("server/packaging/targets.json").as_array().unwrap().clone()
}

/// What stands behind each `start` in a text, up to white space or a quotation mark.
fn behind<'t>(text: &'t str, start: &str) -> Vec<&'t str> {
    let pieces = text.split(start).skip(1);
    pieces.map(|piece| piece.split([' ', '\n', '\r', '\'', '"', '`']).next().unwrap()).collect()
}

#[test]
fn the_version_is_the_same_everywhere() {
    assert_eq!(json("editors/vscode/package.json")["version"], VERSION);
    let lock = json("editors/vscode/package-lock.json");
    assert_eq!((&lock["version"], &lock["packages"][""]["version"]), (&VERSION.into(), &VERSION.into()));
    assert_eq!(yaml("action.yml")["inputs"]["version"]["default"], format!("v{VERSION}"));
    let mason = yaml("server/packaging/mason/package.yaml");
    assert_eq!(mason["source"]["id"], format!("pkg:npm/referral-lsp@{VERSION}"));
    for page in ["README.md", "server/packaging/README.md"] {
        let page = text(page);
        for version in behind(&page, "rev: v").into_iter().chain(behind(&page, "/referral@v")) {
            assert_eq!(version, VERSION);
        }
    }
}

#[test]
fn every_action_is_pinned_to_a_commit() {
    for path in [".github/workflows/ci.yml", ".github/workflows/release.yml", "action.yml"] {
        yaml(path);
        let text = text(path);
        let used = behind(&text, "uses: ");
        assert!(!used.is_empty(), "{path}");
        for action in used {
            let commit = action.split_once('@').map_or("", |(_, commit)| commit);
            let is_commit = commit.len() == 40 && commit.chars().all(|digit| digit.is_ascii_hexdigit());
            assert!(is_commit, "{path}: {action}");
        }
    }
}

#[test]
fn hooks_run_commands_that_there_are() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().unwrap();
    assert_eq!(hooks.len(), 2);
    for hook in hooks {
        let words = hook["entry"].as_str().unwrap().split(' ').chain(["a.referral.md"]);
        Arguments::try_parse_from(words).unwrap();
        assert_eq!(hook["types"], serde_json::json!(["markdown"]));
    }
}

#[test]
fn the_action_takes_archives_that_a_release_has() {
    let install = text("server/packaging/action/install.sh");
    let mut named = behind(&install, "archive=");
    let mut made: Vec<String> = Vec::new();
    for target in targets() {
        let triple = target["triple"].as_str().unwrap();
        let ending = if triple.contains("windows") { "zip" } else { "tar.gz" };
        made.push(format!("referral-{triple}.{ending}"));
    }
    named.sort_unstable();
    made.sort();
    assert_eq!(named, made);
}

#[test]
fn the_names_of_computers_agree_with_their_triples() {
    for target in targets() {
        let triple = target["triple"].as_str().unwrap();
        let (processor, wheel) = if triple.starts_with("x86_64") {
            ("x64", ["x86_64", "amd64"])
        } else {
            ("arm64", ["aarch64", "arm64"])
        };
        let system = match triple {
            _ if triple.contains("linux-musl") => "linux",
            _ if triple.contains("darwin") => "darwin",
            _ => "win32",
        };
        let name = format!("{system}-{processor}");
        assert_eq!(target["npm"], name, "{triple}");
        let said = target["wheel"].as_str().unwrap();
        assert!(said.split('.').all(|tag| wheel.iter().any(|processor| tag.ends_with(processor))), "{said}");
        let editions = target["vscode"].as_array().unwrap();
        assert!(editions.contains(&name.into()), "{triple}");
        assert!(editions.iter().all(|edition| edition.as_str().unwrap().ends_with(processor)), "{triple}");
    }
}
