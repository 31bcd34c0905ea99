//! A law over all referrals and forms of the tests: nothing that is offered deletes or rewrites a word that somebody has
//! typed, unless its title says so.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::client::{Client, Program, URI};
use crate::edits::{apply, byte, position_in};

/// Titles of what puts something else in the place of a word, as whoever takes it asks for.
const ASKED_FOR: [&str; 6] = ["Change ", "Remove ", "Rename ", "Replace ", "Switch ", "Write "];
/// Places that are tried in each document.
const PLACES: usize = 6;

/// Every Markdown file below a folder of `tests`, by path.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("README.md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The words of `text` in small letters. The cross in a box is none.
fn words(text: &str) -> Vec<String> {
    let text = text.replace("[x]", "").replace("[X]", "");
    let words = text.split(|char: char| !char.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// True where every word of `old` is in `new`, in the same order. What was typed of a word last may go on.
fn are_kept(old: &[String], new: &[String]) -> bool {
    let mut new = new.iter();
    old.iter().enumerate().all(|(index, word)| {
        let is_last = index + 1 == old.len();
        new.any(|found| found == word || is_last && found.starts_with(word.as_str()))
    })
}

/// What edits of `text` take away, and what they bring.
fn taken_and_brought(text: &str, edits: &[Value]) -> (Vec<String>, Vec<String>) {
    let (mut taken, mut brought) = (Vec::new(), Vec::new());
    for edit in edits {
        let at = |end: &str| byte(text, &edit["range"][end], "utf-8");
        taken.extend(words(&text[at("start")..at("end")]));
        brought.extend(words(edit["newText"].as_str().unwrap()));
    }
    (taken, brought)
}

/// A place at, behind or below the part of the text that comes as number `index` of all.
fn place(text: &str, index: usize) -> usize {
    let mut at = text.len() * index / PLACES;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let rest = &text[at..];
    let line_end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let below = rest.find("\n\n").map(|blank| blank + 1).or(rest.find("\r\n\r\n").map(|blank| blank + 2));
    match index % 3 {
        0 => at + line_end,
        1 => at + below.unwrap_or(line_end),
        _ => at,
    }
}

/// A client that can do all this and gets every edit at once.
fn able() -> Client {
    let text_document = json!({
        "codeAction": {"codeActionLiteralSupport": {}},
        "completion": {"completionItem": {"snippetSupport": true}},
        "inlineCompletion": {},
    });
    let general = json!({"positionEncodings": ["utf-8"]});
    let capabilities = json!({"general": general, "textDocument": text_document});
    Client::start_with(Program::Referral, json!({"capabilities": capabilities}))
}

fn edits_of(action: &Value) -> Vec<Value> {
    action["edit"]["changes"][URI].as_array().unwrap().clone()
}

/// Asks for all that is offered in `text`, and says what of it takes a word away.
fn broken_in(client: &mut Client, text: &str) -> Vec<String> {
    let mut broken = Vec::new();
    let mut check = |what: &str, edits: &[Value]| {
        let (taken, brought) = taken_and_brought(text, edits);
        if !are_kept(&taken, &brought) && !ASKED_FOR.iter().any(|verb| what.starts_with(verb)) {
            broken.push(format!("\"{what}\" takes {taken:?}"));
        }
    };
    let document = json!({"uri": URI});
    let options = json!({"tabSize": 4, "insertSpaces": true});
    let no_findings = json!({"diagnostics": []});
    let end = position_in(text, text.len(), "utf-8");
    let whole = json!({"start": {"line": 0, "character": 0}, "end": end});
    let mut ranges = vec![whole];
    let mut offers = Vec::new();
    for index in 0..PLACES {
        let at = position_in(text, place(text, index), "utf-8");
        ranges.push(json!({"start": at, "end": at}));
        for method in ["completion", "inlineCompletion", "onTypeFormatting"] {
            let params = json!({"textDocument": document, "position": at, "ch": "\n", "options": options});
            offers.push((method, at.clone(), client.send(&format!("textDocument/{method}"), params)));
        }
    }
    let actions: Vec<i64> = ranges
        .into_iter()
        .map(|range| {
            let params = json!({"textDocument": document, "range": range, "context": no_findings});
            client.send("textDocument/codeAction", params)
        })
        .collect();
    let tidy = client.send("textDocument/formatting", json!({"textDocument": document, "options": options}));
    for (method, at, id) in offers {
        let answer = client.result(id);
        match method {
            "completion" => {
                for item in answer.as_array().unwrap() {
                    let more = item["additionalTextEdits"].as_array().cloned().unwrap_or_default();
                    let edits: Vec<Value> = [item["textEdit"].clone()].into_iter().chain(more).collect();
                    check(item["label"].as_str().unwrap(), &edits);
                }
            }
            "inlineCompletion" => {
                for item in answer["items"].as_array().unwrap() {
                    let range = item.get("range").cloned().unwrap_or(json!({"start": at, "end": at}));
                    check("inline", &[json!({"range": range, "newText": item["insertText"]})]);
                }
            }
            _ => check("Enter", answer.as_array().map_or(&[], Vec::as_slice)),
        }
    }
    for id in &actions {
        for action in client.result(*id).as_array().unwrap() {
            check(action["title"].as_str().unwrap(), &edits_of(action));
        }
    }
    check("tidying", client.result(tidy).as_array().map_or(&[], Vec::as_slice));
    // Nor does an insertion cut a word in two; each action once is enough for that.
    let mut tried: Vec<Value> = Vec::new();
    let before = words(text);
    for id in actions {
        for action in client.result(id).as_array().unwrap() {
            let title = action["title"].as_str().unwrap();
            if tried.contains(&action["edit"]) || ASKED_FOR.iter().any(|verb| title.starts_with(verb)) {
                continue;
            }
            tried.push(action["edit"].clone());
            let after = words(&apply(text, &action["edit"], URI, "utf-8"));
            if !are_kept(&before, &after) {
                broken.push(format!("\"{title}\" cuts a word"));
            }
        }
    }
    broken
}

/// Documents of one run of the server: a client looks for each answer among all that it was ever sent.
const RUN: usize = 100;

/// Looks at one in `every` of the documents of `folder`: of thousands, a part will do.
fn holds_in(folder: &str, at_least: usize, every: usize) {
    let mut broken = Vec::new();
    let files: Vec<PathBuf> = files(folder).into_iter().step_by(every).collect();
    assert!(files.len() >= at_least, "{} documents in {folder}", files.len());
    for run in files.chunks(RUN) {
        let mut client = able();
        for path in run {
            let text = fs::read_to_string(path).unwrap();
            let text = text.trim_start_matches('\u{feff}');
            client.open(text);
            for what in broken_in(&mut client, text) {
                broken.push(format!("{}: {what}", path.display()));
            }
            client.close();
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn nothing_offered_takes_a_word_from_any_referral() {
    holds_in("referrals", 150, 1);
}

#[test]
fn nothing_offered_takes_a_word_from_any_labelled_referral() {
    holds_in("accuracy", 1000, 5);
}

#[test]
fn nothing_offered_takes_a_word_from_any_form() {
    holds_in("forms", 15, 1);
}
