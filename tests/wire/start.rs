//! What happens before and during the first exchange, and with clients of every kind.

use referral_lsp::lsp::client::Client as Understood;
use serde_json::{Value, json};

use crate::client::{Client, Program, document, frame, notification, place};
use crate::editors;

#[test]
fn messages_sent_together_with_initialize_are_not_lost() {
    for program in [Program::Faulty, Program::FaultyThreaded] {
        let mut client = Client::spawn(program);
        let (id, hello) = client.request("initialize", json!({"capabilities": {}}));
        let item = json!({"uri": document()["textDocument"]["uri"], "languageId": "markdown", "version": 1, "text": "abc"});
        let (later, question) = client.request("test/text", document());
        let mut bytes = frame(&hello);
        bytes.extend(frame(&notification("initialized", json!({}))));
        bytes.extend(frame(&notification("textDocument/didOpen", json!({"textDocument": item}))));
        bytes.extend(frame(&question));
        client.send_bytes(bytes);
        client.result(id);
        assert_eq!(client.result(later), json!([1, "abc"]));
    }
}

#[test]
fn a_document_can_be_opened_by_a_client_that_never_says_initialized() {
    let mut client = Client::spawn(Program::Faulty);
    client.ask("initialize", json!({"capabilities": {}}));
    client.open("TODO");
    assert_eq!(client.diagnostics(1).as_array().unwrap().len(), 1);
    assert_eq!(client.text(), (1, "TODO".to_owned()));
}

#[test]
fn a_request_before_initialize_is_refused_and_a_notification_dropped() {
    let mut client = Client::spawn(Program::Faulty);
    client.open("too early");
    let id = client.send("test/text", document());
    assert_eq!(client.error(id), -32002);
    client.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(client.ask("test/text", document()), Value::Null);
    let again = client.send("initialize", json!({"capabilities": {}}));
    assert_eq!(client.error(again), -32600);
}

#[test]
fn the_clients_first_known_encoding_is_taken() {
    let offers = [
        (json!(null), "utf-16"),
        (json!([]), "utf-16"),
        (json!(["utf-16"]), "utf-16"),
        (json!(["utf-8", "utf-32", "utf-16"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-32"),
        (json!(["utf-7", "utf-16"]), "utf-16"),
        (json!("utf-8"), "utf-16"),
    ];
    for (offer, expected) in offers {
        let params = json!({"capabilities": {"general": {"positionEncodings": offer}}});
        let client = Client::start_with(Program::Referral, params);
        assert_eq!(client.hello["capabilities"]["positionEncoding"], expected);
    }
}

#[test]
fn methods_newer_than_lsp_types_are_announced_and_answered() {
    let without = Client::start(Program::Referral);
    assert_eq!(without.hello["capabilities"].get("inlineCompletionProvider"), None, "nobody asked");
    let able =
        json!({"capabilities": {"textDocument": {"inlineCompletion": {"dynamicRegistration": false}}}});
    let mut client = Client::start_with(Program::Referral, able);
    assert_eq!(client.hello["capabilities"]["inlineCompletionProvider"], true);
    client.open("# Basis\n");
    let mut params = place(0, 3);
    params["context"] = json!({"triggerKind": 1});
    let id = client.send("textDocument/inlineCompletion", params);
    assert!(client.result(id)["items"].is_array());
}

#[test]
fn no_folder_null_folders_and_strange_values_are_no_reason_to_refuse_a_client() {
    let odd = [
        json!({"capabilities": {}, "rootUri": null, "workspaceFolders": null, "processId": null}),
        json!({"capabilities": {}, "rootUri": "", "rootPath": "", "workspaceFolders": []}),
        json!({"capabilities": {}, "rootUri": "no uri", "processId": -1, "trace": "compact"}),
        json!({"capabilities": {}, "workspaceFolders": [{"uri": "file:///cases/a.md", "name": null}]}),
        json!({"capabilities": null}),
        json!({"capabilities": {"workspace": {"workspaceEdit": {"resourceOperations": ["paint"], "failureHandling": 7}}}}),
        json!({"capabilities": {"textDocument": {"hover": {"contentFormat": ["html"]}, "codeAction": null}}}),
        json!({}),
        json!(null),
    ];
    for params in odd {
        let client = Client::start_with(Program::Referral, params.clone());
        assert!(client.hello["capabilities"].is_object(), "{params}");
        assert_eq!(client.hello["serverInfo"]["name"], "referral");
    }
}

#[test]
fn the_editors_people_use_are_understood() {
    for (editor, initialize) in editors::ALL {
        let encoding = if matches!(editor, "helix" | "neovim") { "utf-8" } else { "utf-16" };
        let params: Value = serde_json::from_str(initialize).unwrap();
        let understood = Understood::read(&params);
        assert!(
            understood.markdown_hover && understood.code_action_literals && understood.configuration,
            "{editor}"
        );
        assert_eq!(understood.snippets, editor != "eglot", "{editor}");
        assert_eq!(understood.nested_symbols, editor != "helix", "{editor}");
        assert_eq!(understood.pull_diagnostics, matches!(editor, "helix" | "vscode"), "{editor}");
        assert_eq!(understood.related_information, matches!(editor, "neovim" | "vscode"), "{editor}");
        assert_eq!(understood.document_changes, editor != "neovim", "{editor}");
        assert_eq!(understood.code_action_disabled, matches!(editor, "helix" | "vscode"), "{editor}");
        assert_eq!(understood.watched_files_registration, editor != "neovim", "{editor}");
        assert_eq!(understood.folders.len(), 1, "{editor}");

        let client = Client::start_with(Program::Referral, params);
        assert_eq!(client.hello["capabilities"]["positionEncoding"], encoding, "{editor}");
        client.open("text");
        client.diagnostics(1);
    }
}
