//! The worked example of a board, `tests/boards/`, in an editor: the findings are those of the command line.
//!
//! The same referrals are checked by `tests/cli/boards.rs`.

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::boards_folder::{TODAY, expected, folder, line, read};
use crate::client::{Client, Program};
use crate::edits::{byte, position};

fn uri(name: &str) -> String {
    Url::from_file_path(folder().join(name)).unwrap().into()
}

/// A server that judges by the day of the example, with one of its files open.
fn client(name: &str) -> Client {
    let client = Client::start_on(Program::Referral, TODAY);
    let language = if name.contains(".referral.") { "markdown" } else { "toml" };
    let document = json!({"uri": uri(name), "languageId": language, "version": 1, "text": read(name)});
    client.tell("textDocument/didOpen", json!({"textDocument": document}));
    client
}

fn diagnostics(client: &Client, name: &str) -> Vec<Value> {
    let uri = uri(name);
    let is_it = |params: &Value| params["uri"] == uri && params["version"] == 1;
    client.wait_for("textDocument/publishDiagnostics", is_it)["diagnostics"].as_array().unwrap().clone()
}

#[test]
fn findings_follow_the_board_in_an_editor_as_well() {
    for name in ["child-m.referral.md", "child-n.referral.md", "child-p.referral.md"] {
        let text = read(name);
        let client = client(name);
        let found = diagnostics(&client, name);
        let mut found: Vec<String> = found
            .iter()
            .map(|found| {
                let at = |end: &str| byte(&text, &found["range"][end], "utf-16");
                let severity = found["severity"].as_u64().unwrap() as usize;
                let severity = ["error", "warning", "information", "hint"][severity - 1];
                let code = found["code"].as_str().unwrap();
                line(&text, at("start")..at("end"), severity, code, found["data"]["about"].as_str())
            })
            .collect();
        found.sort();
        assert_eq!(found, expected(name), "{name}");
    }
}

#[test]
fn the_boards_files_have_no_mistakes() {
    for name in ["referral.toml", "schemas/eastmoor.toml"] {
        let client = client(name);
        assert_eq!(diagnostics(&client, name), [json!(null); 0], "{name}");
    }
}

#[test]
fn a_date_shows_the_clocks_that_the_board_starts_with_it() {
    let name = "child-n.referral.md";
    let mut client = client(name);
    let text = read(name);
    let at = position(&text, text.find("2018-05-15").unwrap() + 2);
    let params = json!({"textDocument": {"uri": uri(name)}, "position": at});
    let hover = client.ask("textDocument/hover", params);
    let hover = hover["contents"]["value"].as_str().unwrap();
    assert!(hover.contains("10 working days"), "{hover}");
    assert!(hover.contains("the case review sub-group looks at the referral"), "{hover}");
    // Fifteen days on, as Monday 28 May was a bank holiday.
    assert!(hover.contains("until Wednesday 30 May 2018"), "{hover}");
}
