//! The editors people use, by what they really say in `initialize`.
//!
//! Nothing is asserted here.

use serde_json::{Value, json};

use crate::client::{Client, Program};

pub const EGLOT: &str = include_str!("../support/initialize/eglot.json");
pub const HELIX: &str = include_str!("../support/initialize/helix.json");
pub const NEOVIM: &str = include_str!("../support/initialize/neovim.json");
pub const VSCODE: &str = include_str!("../support/initialize/vscode.json");

/// Each of them with its name.
pub const ALL: [(&str, &str); 4] =
    [("eglot", EGLOT), ("helix", HELIX), ("neovim", NEOVIM), ("vscode", VSCODE)];

/// A client that greets the server as this editor does, and the unit in which it counts.
pub fn start(editor: &str) -> (Client, String) {
    start_saying(serde_json::from_str(editor).unwrap())
}

/// The same with what it says changed.
pub fn start_saying(initialize: Value) -> (Client, String) {
    let client = Client::start_with(Program::Referral, initialize);
    let unit = client.hello["capabilities"]["positionEncoding"].as_str().unwrap().to_owned();
    (client, unit)
}

/// The same with `text` open.
pub fn open(editor: &str, text: &str) -> (Client, String) {
    let (client, unit) = start(editor);
    client.open(text);
    (client, unit)
}

/// What a code action would change. An edit that does not come with its action is asked for, as
/// the client would when somebody takes it.
pub fn edit_of(client: &mut Client, action: &Value) -> Value {
    if action.get("edit").is_some() {
        return action["edit"].clone();
    }
    client.ask("codeAction/resolve", action.clone())["edit"].clone()
}

/// The code actions from `start` to `end`, each a line and a character; of the kinds `only`, if there are any.
pub fn actions(client: &mut Client, uri: &str, start: Value, end: Value, only: &[&str]) -> Vec<Value> {
    let mut context = json!({"diagnostics": []});
    if !only.is_empty() {
        context["only"] = json!(only);
    }
    let range = json!({"start": start, "end": end});
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    client.ask("textDocument/codeAction", params).as_array().unwrap().clone()
}

/// The one of `actions` with a title that begins so.
pub fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with(title));
    found.unwrap_or_else(|| panic!("no action {title:?} in {actions:#?}"))
}
