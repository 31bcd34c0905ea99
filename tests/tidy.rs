//! What holds for the project as a whole: who may use what, what each file says of itself, what lies where.
//!
//! Nothing here runs the program. A rule that has an exception names it, so that a new one is a decision.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use referral_analysis::rules::RULES;

/// Lines that a file of code may have.
const LONGEST: usize = 600;
/// Files that are longer: tables of data, of cases and of keys, which are read one row at a time.
const LONGER: &[&str] = &[
    "server/analysis/src/claims/marks.rs",
    "server/analysis/src/schema/types.rs",
    "server/analysis/tests/schema_mistakes.rs",
];

/// What stands at the root. Files whose names begin with a dot may stand there besides.
const AT_THE_ROOT: &[&str] = &[
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "PRIVACY.md",
    "README.md",
    "SECURITY.md",
    "action.yml",
    "clippy.toml",
    "deny.toml",
    "editors",
    "flake.lock",
    "flake.nix",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "schemas",
    "server",
    "target",
    "tests",
];

/// What the engine may not reach, in its sources: files, clocks, the environment, other programs, threads, a protocol.
const OUT_OF_THE_ENGINES_REACH: &[&str] = &[
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::path::PathBuf",
    "std::time",
    "chrono::Local",
    "chrono::Utc",
    "chrono::offset",
    "tokio",
    "futures_util",
    "tower_lsp",
    "lsp_types",
    "referral_lsp",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files under `folder` with this ending, each as its path from the root and its text, in order.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && name != "node_modules" && name != ".git" {
                folders.push(path);
            } else if path.is_file() && name.ends_with(ending) {
                let from_root = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                files.push((from_root, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// The code of a file without its comments and without the tests at its end.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Every path that the `use` lines of `code` name, with the braces written out.
fn used(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for piece in code.split("use ").skip(1) {
        let tree: String = piece.split(';').next().unwrap_or_default().split_whitespace().collect();
        write_out("", &tree, &mut paths);
    }
    paths
}

fn write_out(before: &str, tree: &str, paths: &mut Vec<String>) {
    let Some(open) = tree.find('{') else {
        paths.push(format!("{before}{tree}"));
        return;
    };
    let before = format!("{before}{}", &tree[..open]);
    let inner = tree[open + 1..].trim_end_matches('}');
    let (mut depth, mut start) = (0, 0);
    for (at, character) in inner.char_indices().chain([(inner.len(), ',')]) {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 || at == inner.len() => {
                write_out(&before, &inner[start..at], paths);
                start = (at + 1).min(inner.len());
            }
            _ => {}
        }
    }
}

fn is_under(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// True if `code` reaches `module`, by a `use` or where it stands.
fn reaches(code: &str, module: &str) -> bool {
    let stands = format!("{module}::");
    let here = code.match_indices(&stands).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|before| before.is_alphanumeric() || before == '_' || before == ':')
    });
    here || used(code).iter().any(|path| is_under(path, module))
}

fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn uses_are_read_with_their_braces() {
    let code = "use std::{fs, io::{self, Read}};\nuse crate::lsp;\n";
    assert_eq!(used(code), ["std::fs", "std::io::self", "std::io::Read", "crate::lsp"]);
    assert!(reaches(code, "std::fs") && reaches(code, "std::io") && !reaches(code, "std::f"));
    assert!(
        reaches("let now = chrono::Local::now();", "chrono::Local")
            && !reaches("my_std::fs::read()", "std::fs")
    );
}

#[test]
fn the_engine_reaches_no_file_clock_environment_thread_or_protocol() {
    let mut found = Vec::new();
    for (path, text) in files("server/analysis/src", ".rs") {
        let code = code(&text);
        for module in OUT_OF_THE_ENGINES_REACH {
            if reaches(&code, module) {
                found.push(format!("{path} uses {module}"));
            }
        }
    }
    assert_none("the engine takes values and returns values", &found);
}

#[test]
fn the_server_and_the_check_never_use_each_other() {
    let mut found = Vec::new();
    for (path, text) in files("server/src", ".rs") {
        let code = code(&text);
        let forbidden: &[&str] = if path.starts_with("server/src/lsp") {
            &[
                "crate::check",
                "crate::fix",
                "crate::cli",
                "crate::outline",
                "crate::explain",
                "clap",
                "anstream",
            ]
        } else if path == "server/src/main.rs" {
            &["tower_lsp"]
        } else {
            &["crate::lsp", "tower_lsp", "tokio", "futures_util", "ropey"]
        };
        for module in forbidden {
            if reaches(&code, module) {
                found.push(format!("{path} uses {module}"));
            }
        }
    }
    assert_none("both ask the engine, and neither the other", &found);
}

#[test]
fn no_rule_is_known_by_its_code_outside_the_engine() {
    let mut found = Vec::new();
    for (path, text) in files("server/src", ".rs") {
        let code = code(&text);
        for rule in RULES {
            if code.contains(&format!("\"{}\"", rule.code)) {
                found.push(format!("{path} names \"{}\"", rule.code));
            }
        }
    }
    assert_none("what the shells need to know of a rule is in the rule", &found);
}

#[test]
fn every_rule_has_its_page_under_its_own_name() {
    for rule in RULES {
        let name = rule.code.replace('-', "_");
        let page = root().join("server/analysis/src/rules").join(format!("{name}.md"));
        let page = fs::read_to_string(&page).unwrap_or_else(|_| panic!("there is no {}", page.display()));
        assert_eq!(rule.page, page, "the page of {} is another file", rule.code);
        let title = page.lines().next().unwrap_or_default();
        assert_eq!(title, format!("# {}", rule.code), "the page of {} has another title", rule.code);
    }
}

#[test]
fn every_file_of_code_says_what_it_is() {
    let mut found = Vec::new();
    for folder in ["server", "tests"] {
        for (path, text) in files(folder, ".rs") {
            let is_said = text.starts_with("//! ") || text.starts_with("#![doc = include_str!(");
            if !is_said {
                found.push(path);
            }
        }
    }
    assert_none("these begin without a `//!`", &found);
}

#[test]
fn no_file_of_code_is_too_long() {
    let mut found = Vec::new();
    for folder in ["server", "tests", "editors"] {
        for (path, text) in [".rs", ".lua", ".ts", ".mjs"].iter().flat_map(|ending| files(folder, ending)) {
            let lines = text.lines().count();
            let may_be_longer = LONGER.contains(&path.as_str());
            if lines > LONGEST && !may_be_longer {
                found.push(format!(
                    "{path} has {lines} lines, and {LONGEST} are enough: split it by its ideas"
                ));
            }
            if lines <= LONGEST && may_be_longer {
                found.push(format!("{path} needs no exception any more"));
            }
        }
    }
    assert_none("one idea to a file", &found);
}

#[test]
fn nothing_lies_about_at_the_root() {
    let mut found = Vec::new();
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !AT_THE_ROOT.contains(&name.as_str()) {
            found.push(name);
        }
    }
    assert_none("these belong into a folder", &found);
}

#[test]
fn contributing_says_why_each_dependency_is_there() {
    let contributing = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let mut found = Vec::new();
    for manifest in ["Cargo.toml", "server/analysis/Cargo.toml"] {
        let manifest: toml::Table = fs::read_to_string(root().join(manifest)).unwrap().parse().unwrap();
        let mut tables = vec![manifest.get("dependencies"), manifest.get("dev-dependencies")];
        if let Some(toml::Value::Table(systems)) = manifest.get("target") {
            tables.extend(systems.values().map(|system| system.get("dependencies")));
        }
        for table in tables.into_iter().flatten() {
            for name in table.as_table().unwrap().keys() {
                if name != "referral-analysis" && !contributing.contains(&format!("| `{name}` |")) {
                    found.push(name.clone());
                }
            }
        }
    }
    assert_none("CONTRIBUTING.md does not name these", &found);
}

/// What the links of a page lead to, as written.
fn links(page: &str) -> Vec<&str> {
    let mut links = Vec::new();
    for piece in page.split("](").skip(1) {
        links.extend(piece.split([')', ' ']).next());
    }
    links
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut found = Vec::new();
    let mut pages = Vec::new();
    for entry in fs::read_dir(root()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pages.push((
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(path).unwrap(),
            ));
        }
    }
    for folder in ["editors", "schemas", "server", "tests"] {
        pages.extend(files(folder, "README.md"));
    }
    for (path, text) in pages {
        let folder = root().join(&path).parent().unwrap().to_owned();
        for link in links(&text) {
            let file = link.split('#').next().unwrap_or_default();
            if !link.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                found.push(format!("{path}: {link}"));
            }
        }
    }
    assert_none("these lead nowhere", &found);
}
