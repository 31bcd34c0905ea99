//! Requests about what is not there: documents never opened, places outside the text, unknown methods.

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, change, document, frame, place};

#[test]
fn about_a_document_that_was_never_opened_is_nothing() {
    let mut client = Client::start(Program::Referral);
    for uri in [URI, "untitled:Untitled-1", "git:/a.md?x", "file:///%00"] {
        let mut params = place(0, 0);
        params["textDocument"]["uri"] = json!(uri);
        assert_eq!(client.ask("textDocument/hover", params), Value::Null);
    }
    client.replace(2, "an edit of nothing");
    client.close();
    client.open("text");
    client.diagnostics(1);
    assert_eq!(client.seen("textDocument/publishDiagnostics").len(), 1);
}

#[test]
fn at_a_place_outside_the_text_is_answered() {
    let mut client = Client::start(Program::Referral);
    client.open("text");
    let at_end = client.ask("textDocument/hover", place(0, 4));
    for (line, character) in [(0, 99), (99, 0), (u32::MAX, u32::MAX)] {
        assert_eq!(client.ask("textDocument/hover", place(line, character)), at_end);
    }
    for far in [json!(-1), json!(1e300), json!(2.5), json!(u64::MAX)] {
        let mut params = place(0, 0);
        params["position"]["character"] = far;
        assert_ne!(client.ask("textDocument/hover", params), Value::Null);
    }
}

#[test]
fn an_edit_outside_the_text_is_made_at_its_nearest_place() {
    let mut client = Client::start(Program::Faulty);
    client.open("one\ntwo\n");
    let mut version = 1;
    let mut edit = |start: Value, end: Value, text: &str| {
        version += 1;
        client.send_bytes(frame(&change(
            version,
            &json!([{"range": {"start": start, "end": end}, "text": text}]),
        )));
        client.text().1
    };
    let at = |line: Value, character: Value| json!({"line": line, "character": character});
    assert_eq!(edit(at(json!(0), json!(99)), at(json!(0), json!(1e300)), "!"), "one!\ntwo\n");
    assert_eq!(edit(at(json!(99), json!(0)), at(json!(99), json!(9)), "end"), "one!\ntwo\nend");
    assert_eq!(edit(at(json!(0), json!(-1)), at(json!(0), json!(0)), ">"), ">one!\ntwo\nend");
    assert_eq!(
        edit(at(json!(1), json!(0)), at(json!(0), json!(5)), ""),
        ">one!two\nend",
        "ends in the wrong order"
    );
}

#[test]
fn an_unknown_method_is_refused_and_an_unknown_notification_ignored() {
    let mut client = Client::start(Program::Referral);
    client.tell("workspace/whatever", json!({"a": 1}));
    client.tell("$/setTrace", json!({"value": "verbose"}));
    let id = client.send("textDocument/whatever", json!({}));
    assert_eq!(client.error(id), -32601);
    let id = client.send("textDocument/hover", json!([1, 2]));
    assert_eq!(client.error(id), -32602);
}

#[test]
fn a_document_opened_twice_has_the_second_text() {
    let mut client = Client::start(Program::Faulty);
    client.open("first");
    client.open("second");
    assert_eq!(client.text(), (1, "second".to_owned()));
}

#[test]
fn names_of_documents_are_taken_as_they_come() {
    let mut client = Client::start(Program::Faulty);
    for uri in ["untitled:Untitled-1", "file:///c%3A/F%C3%A4lle/Kind%20K.md", "vscode-remote://x/a.md"] {
        client.open_as(uri, "TODO");
        let params = client.wait_for("textDocument/publishDiagnostics", |params| params["uri"] == uri);
        assert_eq!(params["version"], 1);
        assert_eq!(client.ask("test/text", json!({"textDocument": {"uri": uri}}))[1], "TODO");
    }
    assert_eq!(client.ask("test/text", document()), Value::Null);
}
