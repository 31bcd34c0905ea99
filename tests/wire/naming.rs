//! Names in a referral: where they stand, what they mean, and another name for a person.

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, place};
use crate::edits::apply;

const REFERRAL: &str = "---\nschema: scr\nsubject-name: Child K\n---\n# Referral of Child K\n\n## Basis\n\nRegulation 5(2)(a) and (b)(ii): the multi-agency safeguarding hub (MASH) was told. 𝄞 Child K's arm; Child Kay.\n\nMASH closed it.\n";

/// A client that can do all this.
fn able() -> Client {
    let text_document = json!({"rename": {"prepareSupport": true}, "definition": {"linkSupport": true}});
    let workspace = json!({"workspaceEdit": {"documentChanges": true}, "textDocumentContent": {}});
    Client::start_with(
        Program::Referral,
        json!({"capabilities": {"textDocument": text_document, "workspace": workspace}}),
    )
}

fn starts(places: &Value) -> Vec<(u64, u64)> {
    let range = |place: &Value| place["range"]["start"].clone();
    let starts = places.as_array().unwrap().iter().map(range);
    starts.map(|start| (start["line"].as_u64().unwrap(), start["character"].as_u64().unwrap())).collect()
}

#[test]
fn a_persons_label_is_highlighted_and_its_declaration_told_apart() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    let found = client.ask("textDocument/documentHighlight", place(4, 14));
    assert_eq!(starts(&found), [(2, 14), (4, 14), (8, 86)]);
    let kinds: Vec<&Value> = found.as_array().unwrap().iter().map(|found| &found["kind"]).collect();
    assert_eq!(kinds, [3, 2, 2]);
    assert_eq!(client.ask("textDocument/documentHighlight", place(8, 3)), Value::Null);
}

#[test]
fn references_may_leave_the_declaration_out() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    for (with_declaration, expected) in [(true, 3), (false, 2)] {
        let mut params = place(4, 14);
        params["context"] = json!({"includeDeclaration": with_declaration});
        assert_eq!(starts(&client.ask("textDocument/references", params)).len(), expected);
    }
}

#[test]
fn a_rename_is_prepared_made_and_versioned() {
    let mut client = able();
    client.open(REFERRAL);
    let prepared = client.ask("textDocument/prepareRename", place(8, 88));
    assert_eq!(prepared["placeholder"], "Child K");
    assert_eq!(prepared["range"]["start"], json!({"line": 8, "character": 86}));
    let mut params = place(8, 88);
    params["newName"] = json!("Child M");
    let edit = client.ask("textDocument/rename", params);
    let expected = REFERRAL.replace("Child K's", "Child M's").replace("Child K\n", "Child M\n");
    assert_eq!(apply(REFERRAL, &edit, URI, "utf-16"), expected);
}

#[test]
fn a_rename_that_cannot_be_says_why_and_quotes_nothing() {
    let mut client = able();
    client.open(REFERRAL);
    let id = client.send("textDocument/prepareRename", place(10, 8));
    let answer = client.answer(id);
    assert_eq!(answer["error"]["code"], -32803);
    assert_eq!(
        answer["error"]["message"],
        "there is no person's label here; put the cursor on one, such as \"Child K\""
    );
    let mut params = place(4, 14);
    params["newName"] = json!("a|b");
    let id = client.send("textDocument/rename", params);
    assert_eq!(client.error(id), -32803);
}

#[test]
fn an_abbreviation_leads_to_its_words() {
    for (mut client, links) in [(able(), true), (Client::start(Program::Referral), false)] {
        client.open(REFERRAL);
        let found = client.ask("textDocument/definition", place(10, 2));
        let start = json!({"line": 8, "character": 36});
        if links {
            assert_eq!(found[0]["targetRange"]["start"], start);
            assert_eq!(found[0]["originSelectionRange"]["end"], json!({"line": 10, "character": 4}));
        } else {
            assert_eq!(found["range"]["start"], start);
        }
    }
}

#[test]
fn a_citation_leads_to_a_page_where_the_client_can_ask_for_one() {
    let mut client = able();
    let schemes = &client.hello["capabilities"]["workspace"]["textDocumentContent"]["schemes"];
    assert_eq!(schemes, &json!(["referral"]));
    assert_eq!(client.hello["capabilities"]["workspace"]["workspaceFolders"]["supported"], true, "kept");
    client.open(REFERRAL);
    let found = client.ask("textDocument/definition", place(8, 27));
    let uri = found[0]["targetUri"].as_str().unwrap().to_owned();
    assert_eq!(uri, "referral:/scr/regulation%205(2)(b)(ii).md");
    for uri in [uri.clone(), uri.replace('(', "%28").replace(')', "%29")] {
        let page = client.ask("workspace/textDocumentContent", json!({"uri": uri}));
        assert!(page["text"].as_str().unwrap().contains("regulation 5(2)(b)(ii)"), "{page}");
    }
    for uri in
        ["referral:/scr/regulation%205(2)(z).md", "referral:/none/x.md", "referral:", "file:///etc/hosts"]
    {
        let id = client.send("workspace/textDocumentContent", json!({"uri": uri}));
        assert_eq!(client.error(id), -32602, "{uri}");
    }

    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    assert_eq!(client.ask("textDocument/definition", place(8, 27)), Value::Null, "a hover says it");
}

#[test]
fn a_name_leads_to_where_the_referral_says_whose_it_is() {
    for (mut client, links) in [(able(), true), (Client::start(Program::Referral), false)] {
        client.open(&format!("{REFERRAL}\nEastmoor Police came. Child K is safe. Eastmoor Police left.\n"));
        let place_of = |found: &Value| {
            let range = if links { &found[0]["targetRange"] } else { &found["range"] };
            (range["start"]["line"].as_u64(), range["start"]["character"].as_u64())
        };
        let child = client.ask("textDocument/definition", place(12, 24));
        assert_eq!(place_of(&child), (Some(2), Some(14)), "the field that names the child");
        let police = client.ask("textDocument/definition", place(12, 45));
        assert_eq!(place_of(&police), (Some(12), Some(0)), "where it is named first");
        for (line, character) in [(2, 16), (12, 3), (10, 8)] {
            assert_eq!(client.ask("textDocument/definition", place(line, character)), Value::Null);
        }
    }
}
