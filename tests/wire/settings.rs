//! Settings of the editor and of files: they apply at once, and a mistake in them is said once.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::client::{Client, Program, URI};

const REFERRAL: &str = "---\nschema: scr\n---\n# Referral of Child K\n\n## Basis\n";

fn severity(of: &str) -> Value {
    json!({"severities": {"empty-section": of}})
}

/// Waits until `code` is found in `uri`, or is not.
fn wait_until_found(client: &Client, uri: &str, code: &str, is_found: bool) {
    let found =
        |params: &Value| params["diagnostics"].as_array().unwrap().iter().any(|found| found["code"] == code);
    client.wait_for("textDocument/publishDiagnostics", |params| {
        params["uri"] == uri && found(params) == is_found
    });
}

fn messages(client: &Client) -> Vec<String> {
    let shown = client.seen("window/showMessage");
    shown.iter().map(|params| params["message"].as_str().unwrap().to_owned()).collect()
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    Url::from_file_path(path).unwrap().to_string()
}

#[test]
fn a_mistake_in_the_editors_settings_is_said_once_and_the_rest_applies() {
    let options = json!({"severities": {"empty-section": "off", "emty-section": "off"}});
    let hello = json!({"capabilities": {}, "initializationOptions": options});
    let mut client = Client::start_with(Program::Referral, hello);
    client.open(REFERRAL);
    wait_until_found(&client, URI, "empty-section", false);
    let said = messages(&client);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("there is no rule \"emty-section\"; did you mean \"empty-section\"?"),
        "{said:?}"
    );

    let change = |settings: &Value| {
        client.tell("workspace/didChangeConfiguration", json!({"settings": {"referral": settings}}));
    };
    let still = json!({"severities": {"empty-section": "hint", "emty-section": "off"}});
    change(&still);
    wait_until_found(&client, URI, "empty-section", true);
    change(&severity("off"));
    change(&still);
    client.ask("referral/status", json!({"textDocument": {"uri": URI}}));
    assert_eq!(messages(&client).len(), 2, "once more after it was mended");
}

#[test]
fn a_schema_that_the_editors_settings_name_and_nobody_has_is_said_once() {
    let hello = json!({"capabilities": {}, "initializationOptions": {"default-schema": "scrr"}});
    let client = Client::start_with(Program::Referral, hello);
    client.open("# Referral of Child K\n\n## Basis\n");
    wait_until_found(&client, URI, "empty-section", true);
    client.open_as("file:///elsewhere/child-l.referral.md", "## Basis\n");
    wait_until_found(&client, "file:///elsewhere/child-l.referral.md", "empty-section", true);
    let said = messages(&client);
    assert!(
        said.len() == 1 && said[0].contains("there is no schema \"scrr\"; did you mean \"scr\"?"),
        "{said:?}"
    );
}

#[test]
fn each_folder_of_several_has_settings_of_its_own_that_apply_at_once() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let in_one = file(one.path(), "a.referral.md", "");
    let in_other = file(other.path(), "deep/b.referral.md", "");
    file(other.path(), "referral.toml", "[severities]\nempty-section = \"off\"\n");
    let folder = |folder: &Path| json!({"uri": Url::from_directory_path(folder).unwrap(), "name": "cases"});
    let hello = json!({"capabilities": {}, "workspaceFolders": [folder(one.path()), folder(other.path())]});
    let client = Client::start_with(Program::Referral, hello);
    client.open_as(&in_one, REFERRAL);
    client.open_as(&in_other, REFERRAL);
    wait_until_found(&client, &in_one, "empty-section", true);
    wait_until_found(&client, &in_other, "empty-section", false);

    let settings = file(one.path(), "referral.toml", "[severities]\nempty-section = \"off\"\n");
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": settings, "type": 1}]}));
    wait_until_found(&client, &in_one, "empty-section", false);
}

#[test]
fn a_boards_schema_applies_to_what_is_open_as_soon_as_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "referral.toml", "boards = \"boards\"\n");
    let schema = "id = \"eastmoor\"\nextends = \"scr\"\ntitle = \"Referral to Eastmoor\"\n";
    let board = file(folder.path(), "boards/eastmoor.toml", schema);
    let referral = file(folder.path(), "k.referral.md", "");
    let client = Client::start(Program::Referral);
    client.open_as(&referral, &REFERRAL.replace("scr", "eastmoor"));
    wait_until_found(&client, &referral, "empty-section", true);
    let optional = format!("{schema}\n[[section]]\nid = \"basis\"\nrequired = \"no\"\n");
    file(folder.path(), "boards/eastmoor.toml", &optional);
    client.tell("textDocument/didSave", json!({"textDocument": {"uri": board}}));
    wait_until_found(&client, &referral, "empty-section", false);
}

#[test]
fn a_document_that_was_never_saved_is_judged_by_the_first_folder_or_by_no_file() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "referral.toml", "[severities]\nempty-section = \"off\"\n");
    let untitled = "untitled:Untitled-1";
    let root = Url::from_directory_path(folder.path()).unwrap();
    for (root, is_found) in [(json!(root), false), (Value::Null, true)] {
        let client = Client::start_with(Program::Referral, json!({"capabilities": {}, "rootUri": root}));
        client.open_as(untitled, REFERRAL);
        wait_until_found(&client, untitled, "empty-section", is_found);
    }
}

#[test]
fn whoever_can_be_asked_to_watch_files_watches_settings_schemas_and_referrals() {
    let workspace = json!({
        "didChangeWatchedFiles": {"dynamicRegistration": true},
        "didChangeConfiguration": {"dynamicRegistration": true},
    });
    let client = Client::start_with(Program::Referral, json!({"capabilities": {"workspace": workspace}}));
    let asked = client.wait("a registration", |message| message["method"] == "client/registerCapability");
    let registrations = asked["params"]["registrations"].as_array().unwrap();
    let methods: Vec<&Value> = registrations.iter().map(|registration| &registration["method"]).collect();
    assert_eq!(methods, ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]);
    let watchers = registrations[0]["registerOptions"]["watchers"].as_array().unwrap();
    let patterns: Vec<&Value> = watchers.iter().map(|watcher| &watcher["globPattern"]).collect();
    assert_eq!(patterns, ["**/*.toml", "**/*.{md,markdown}"]);
}
