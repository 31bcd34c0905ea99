//! What is found in all referrals of the workspace, open or not.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::client::{Client, Program};

fn started(folder: &Path) -> Client {
    let folder = json!({"uri": Url::from_directory_path(folder).unwrap(), "name": "cases"});
    Client::start_with(Program::Referral, json!({"capabilities": {}, "workspaceFolders": [folder]}))
}

fn file(folder: &Path, name: &str, text: &str) -> Url {
    fs::write(folder.join(name), text).unwrap();
    Url::from_file_path(folder.join(name)).unwrap()
}

/// Name and file of each symbol.
fn symbols(client: &mut Client, query: &str) -> Vec<(String, String)> {
    let found = client.ask("workspace/symbol", json!({"query": query}));
    let shown = |symbol: &Value| {
        let uri = symbol["location"]["uri"].as_str().unwrap();
        (symbol["name"].as_str().unwrap().to_owned(), uri.rsplit('/').next().unwrap().to_owned())
    };
    found.as_array().unwrap().iter().map(shown).collect()
}

fn pair(name: &str, file: &str) -> (String, String) {
    (name.to_owned(), file.to_owned())
}

#[test]
fn subjects_and_sections_of_open_and_closed_referrals_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    file(folder, "a.referral.md", "---\nsubject-name: Child S\n---\n## Basis\n\nText.\n");
    file(folder, "notes.md", "## Basis\n\nOf nothing.\n");
    fs::write(folder.join("broken.referral.md"), [0xff, 0xfe]).unwrap();
    let open = file(folder, "k.referral.md", "on the disk");
    let mut client = started(folder);
    client.open_as(open.as_str(), "---\nsubject-name: Child K\n---\n## Rationale\n\nText.\n");
    assert_eq!(
        symbols(&mut client, "chi"),
        [pair("Child K", "k.referral.md"), pair("Child S", "a.referral.md")]
    );
    assert_eq!(symbols(&mut client, "BASIS"), [pair("Basis", "a.referral.md")]);
    assert_eq!(symbols(&mut client, "").len(), 4);

    let found = client.ask("workspace/symbol", json!({"query": "rationale"}));
    assert_eq!(found[0]["containerName"], "Child K, k.referral.md");

    file(folder, "b.referral.md", "## Basis\n\nNew.\n");
    assert_eq!(
        symbols(&mut client, "basis"),
        [pair("Basis", "a.referral.md"), pair("Basis", "b.referral.md")]
    );
    fs::remove_file(folder.join("a.referral.md")).unwrap();
    assert_eq!(symbols(&mut client, "basis"), [pair("Basis", "b.referral.md")]);
}

#[test]
fn references_are_found_in_open_and_closed_referrals() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    file(folder, "a.referral.md", "# Referral\n\nEastmoor Police knew; Eastmoor Policewomen did not.\n");
    file(folder, "notes.md", "Eastmoor Police.\n");
    let open = file(folder, "k.referral.md", "");
    let other = file(folder, "l.referral.md", "");
    let mut client = started(folder);
    client.open_as(open.as_str(), "## Rationale\n\nEastmoor Police called.\n");
    client.open_as(other.as_str(), "Text about Eastmoor\nPolice.\n");
    let params = json!({
        "textDocument": {"uri": open}, "position": {"line": 2, "character": 10}, "context": {"includeDeclaration": true}
    });
    let found = client.ask("textDocument/references", params);
    let found: Vec<(&str, &Value)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            (found["uri"].as_str().unwrap().rsplit('/').next().unwrap(), &found["range"]["start"]["line"])
        })
        .collect();
    assert_eq!(
        found,
        [("k.referral.md", &json!(2)), ("l.referral.md", &json!(0)), ("a.referral.md", &json!(2))]
    );
}

#[test]
fn without_a_folder_the_open_documents_are_all_there_is() {
    let mut client = Client::start(Program::Referral);
    client.open("## Basis\n\nText.\n");
    assert_eq!(symbols(&mut client, "basis"), [pair("Basis", "child-k.referral.md")]);
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut client = started(file.path());
    assert_eq!(symbols(&mut client, ""), []);
}

const CHILD: &str =
    "---\nsubject-name: Child K\ndate-of-birth: 2009-03-04\ndate-of-incident: 2015-03-02\n---\n";

/// What is said of `uri` about other referrals: the file that each points to. Waits until that is `expected`.
fn wait_for_duplicates(client: &Client, uri: &Url, expected: &[&str]) {
    client.wait_for("textDocument/publishDiagnostics", |params| {
        let found = params["diagnostics"].as_array().unwrap().iter();
        let found = found.filter(|found| found["code"] == "duplicate-referral");
        let files = found.flat_map(|found| found["relatedInformation"].as_array().unwrap());
        let files =
            files.map(|related| related["location"]["uri"].as_str().unwrap().rsplit('/').next().unwrap());
        params["uri"] == uri.as_str() && files.eq(expected.iter().copied())
    });
}

#[test]
fn a_second_referral_about_one_incident_is_found_in_files_and_in_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    file(
        folder,
        "a.referral.md",
        &format!("# Referral\n\n{}", CHILD.replace("---\n", "").replace('\n', "\n\n")),
    );
    let own = file(folder, "own.referral.md", "");
    let capabilities = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
    let folders = json!([{"uri": Url::from_directory_path(folder).unwrap(), "name": "cases"}]);
    let hello = json!({"capabilities": capabilities, "workspaceFolders": folders});
    let client = Client::start_with(Program::Referral, hello);
    client.open_as(own.as_str(), CHILD);
    wait_for_duplicates(&client, &own, &["a.referral.md"]);

    fs::rename(folder.join("a.referral.md"), folder.join("b b.referral.md")).unwrap();
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": own, "type": 3}]}));
    wait_for_duplicates(&client, &own, &["b%20b.referral.md"]);

    let other = Url::parse("untitled:Untitled-1.referral.md").unwrap();
    client.open_as(other.as_str(), CHILD);
    wait_for_duplicates(&client, &own, &["untitled:Untitled-1.referral.md", "b%20b.referral.md"]);
    wait_for_duplicates(&client, &other, &["own.referral.md", "b%20b.referral.md"]);
}
