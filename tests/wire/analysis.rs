//! Slow analysis: nothing waits for it, the newest version wins, and steady typing still gets findings.

use std::time::Instant;

use serde_json::{Value, json};

use crate::client::{Client, PATIENCE, Program, URI, change, checksum, document, frame};

/// Puts `typed` at the very start of the document.
fn type_at_start(client: &Client, version: i32, typed: &str) {
    let start = json!({"line": 0, "character": 0});
    let changes = json!([{"range": {"start": start, "end": start}, "text": typed}]);
    client.send_bytes(frame(&change(version, &changes)));
}

fn versions_published(client: &Client) -> Vec<i64> {
    let published = client.seen("textDocument/publishDiagnostics");
    published.iter().map(|params| params["version"].as_i64().unwrap()).collect()
}

#[test]
fn requests_are_answered_while_an_analysis_runs() {
    for program in [Program::Faulty, Program::FaultyThreaded] {
        let mut client = Client::start(program);
        client.open("BUSY 60000\n");
        client.wait_for_error("busy with version 1");
        for _ in 0..20 {
            assert!(client.ask("test/stamp", document()).is_array());
        }
        assert!(versions_published(&client).is_empty());
        client.replace(2, "TODO");
        assert_eq!(client.diagnostics(2)[0]["message"], checksum("TODO"));
        client.wait_for_error("gave version 1 up");
        assert_eq!(versions_published(&client), [2]);
    }
}

#[test]
fn a_burst_is_analysed_as_a_whole() {
    let client = Client::start(Program::Faulty);
    let text = "TODO\nBUSY 50\n";
    client.open(text);
    client.diagnostics(1);
    let start = json!({"line": 1, "character": 0});
    let typed = json!([{"range": {"start": start, "end": start}, "text": "y\n"}]);
    client.send_bytes((2..=201).flat_map(|version| frame(&change(version, &typed))).collect());
    let expected = text.replace("BUSY", &("y\n".repeat(200) + "BUSY"));
    assert_eq!(client.diagnostics(201)[0]["message"], checksum(&expected));
    let started = client.errors().matches("busy with").count();
    assert!(started <= 3, "{started} analyses of one burst");
    let versions = versions_published(&client);
    assert!(versions.is_sorted(), "{versions:?}");
}

#[test]
fn findings_of_a_closed_document_never_show_when_it_is_reopened_with_the_same_version() {
    let mut client = Client::start(Program::Faulty);
    client.open("TODO\nSTUBBORN 1500\nthe old text\n"); // longer than findings may be late
    client.wait_for_error("busy with version 1");
    client.close();
    client.open("TODO\nthe new text\n");
    let found = |params: &Value| params["diagnostics"].as_array().is_some_and(|found| !found.is_empty());
    client.wait_for("textDocument/publishDiagnostics", found);
    client.ask("test/again", json!({}));
    client.ask("test/stamp", document());
    client.close();
    let is_last = |params: &Value| params["uri"] == URI && !found(params);
    client.wait_for("textDocument/publishDiagnostics", is_last);
    let expected = checksum("TODO\nthe new text\n");
    for params in client.seen("textDocument/publishDiagnostics") {
        for diagnostic in params["diagnostics"].as_array().unwrap() {
            assert_eq!(diagnostic["message"], expected);
        }
    }
}

#[test]
fn closing_a_document_takes_its_findings_away() {
    let mut client = Client::start(Program::Faulty);
    client.open("TODO\n");
    assert_eq!(client.diagnostics(1).as_array().unwrap().len(), 1);
    client.close();
    let is_empty = |params: &Value| params["diagnostics"] == json!([]);
    assert_eq!(client.wait_for("textDocument/publishDiagnostics", is_empty)["version"], 1);
    assert_eq!(client.ask("test/text", document()), Value::Null);
    client.close(); // once more: nothing to take away
    client.replace(2, "nowhere");
    assert_eq!(client.ask("test/text", document()), Value::Null);
    assert_eq!(versions_published(&client), [1, 1]);
}

#[test]
fn endless_typing_gets_findings_though_an_analysis_takes_longer_than_a_keystroke() {
    let mut client = Client::start(Program::Faulty);
    client.open("TODO\nBUSY 100\n");
    client.diagnostics(1);
    let (mut version, mut published, mut last) = (1, 1, Instant::now());
    while published < 4 {
        version += 1;
        type_at_start(&client, version, "TODO\n");
        // The answer paces the typing: one edit and one question at a time.
        client.ask("test/stamp", document());
        let now = versions_published(&client).len();
        if now > published {
            (published, last) = (now, Instant::now());
        }
        assert!(last.elapsed() < PATIENCE, "nothing published for a long time");
    }
    client.diagnostics(version);
    let versions = versions_published(&client);
    assert!(versions.is_sorted(), "{versions:?}");
}

#[test]
fn input_that_never_pauses_gets_findings() {
    let client = Client::start(Program::Faulty);
    client.open("TODO\n");
    let started = Instant::now();
    let mut version = 1;
    while versions_published(&client).len() < 5 {
        let typed = json!([{"text": "TODO\n"}]);
        let burst = version + 1..=version + 1000;
        client.send_bytes(burst.flat_map(|version| frame(&change(version, &typed))).collect());
        version += 1000;
        client.wait_until_unwritten_is(200_000); // so that there is always more to read
        assert!(started.elapsed() < PATIENCE, "nothing published while input comes");
    }
}

#[test]
fn every_open_document_gets_its_turn() {
    let mut client = Client::start(Program::Faulty);
    client.open("BUSY 20\n");
    client.diagnostics(1);
    let others: Vec<String> = (0..10).map(|number| format!("file:///cases/z{number}.md")).collect();
    let started = Instant::now();
    for version in 2.. {
        type_at_start(&client, version, "x\n");
        client.ask("test/stamp", document());
        if version == 20 {
            for uri in &others {
                client.open_as(uri, "TODO\nBUSY 5\n");
            }
        }
        let published = client.seen("textDocument/publishDiagnostics");
        if others.iter().all(|uri| published.iter().any(|params| params["uri"] == *uri)) {
            break;
        }
        assert!(started.elapsed() < PATIENCE, "the document typed in keeps the others waiting");
    }
}

#[test]
fn documents_are_analysed_again_when_something_else_has_changed() {
    let mut client = Client::start(Program::Faulty);
    client.open("TODO\n");
    client.diagnostics(1);
    client.ask("test/again", json!({}));
    client.wait_for_publishes(2);
    assert_eq!(versions_published(&client), [1, 1]);
}

#[test]
fn at_midnight_everything_is_analysed_again() {
    let mut client = Client::start(Program::Faulty);
    client.open("TODO\n");
    client.open_as("file:///cases/other.md", "TODO\n");
    client.wait_for_publishes(2);
    client.ask("test/midnight", json!({}));
    client.wait_for_publishes(4);
    let others = client.seen("textDocument/publishDiagnostics");
    assert_eq!(others.iter().filter(|params| params["uri"] == "file:///cases/other.md").count(), 2);
}
