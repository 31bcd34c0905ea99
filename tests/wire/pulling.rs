//! Findings for clients that ask for them: what is asked for is not sent as well, and nothing is said twice.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::client::{Client, Program, URI, document, frame, notification};

const REFERRAL: &str = "---\nschema: scr\n---\n# Referral of Child K\n\n## Basis\n\n";
const WITH_BASIS: &str = "---\nschema: scr\n---\n# Referral of Child K\n\n## Basis\n\nShe died.\n";

/// What a client says that asks for findings, and works in `folder`.
fn initialize(folder: Option<&Path>) -> Value {
    let capabilities = json!({
        "textDocument": {"diagnostic": {"dynamicRegistration": true}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let folder =
        folder.map(|folder| json!({"uri": Url::from_directory_path(folder).unwrap(), "name": "cases"}));
    json!({"capabilities": capabilities, "workspaceFolders": folder.into_iter().collect::<Vec<_>>()})
}

fn start(folder: Option<&Path>) -> Client {
    Client::start_with(Program::Referral, initialize(folder))
}

fn codes(report: &Value) -> Vec<&str> {
    report["items"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

/// Asks about `URI` with the id of an earlier result.
fn ask_again(client: &Client, previous: &Value) -> Value {
    let mut params = document();
    params["previousResultId"] = previous.clone();
    client.asked_for(&params)
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    Url::from_file_path(path).unwrap().to_string()
}

/// The workspace's findings, given the reports of an earlier answer.
fn ask_for_all(client: &mut Client, earlier: &[Value]) -> Vec<Value> {
    let previous: Vec<Value> =
        earlier.iter().map(|report| json!({"uri": report["uri"], "value": report["resultId"]})).collect();
    let answer = client.ask("workspace/diagnostic", json!({"previousResultIds": previous}));
    answer["items"].as_array().unwrap().clone()
}

/// Name, kind and number of findings of each report.
fn told(reports: &[Value]) -> Vec<(&str, &str, usize)> {
    reports
        .iter()
        .map(|report| {
            let name = report["uri"].as_str().unwrap().rsplit('/').next().unwrap();
            (name, report["kind"].as_str().unwrap(), report["items"].as_array().map_or(0, Vec::len))
        })
        .collect()
}

#[test]
fn who_asks_is_answered_and_not_told_besides() {
    let client = start(None);
    let provider = &client.hello["capabilities"]["diagnosticProvider"];
    assert_eq!(provider["workspaceDiagnostics"], true);
    assert_eq!(provider["interFileDependencies"], true);
    client.open(REFERRAL);
    let first = client.asked_for(&document());
    assert_eq!(first["kind"], "full");
    assert!(codes(&first).contains(&"empty-section"), "{first}");
    client.replace(2, WITH_BASIS);
    let second = client.asked_for(&document());
    assert!(!codes(&second).contains(&"empty-section"), "{second}");
    client.close();
    assert_eq!(codes(&client.asked_for(&document())), [""; 0], "what is closed has none");
    assert_eq!(client.seen("textDocument/publishDiagnostics"), [json!(null); 0]);
}

#[test]
fn what_has_not_changed_is_not_said_again() {
    let client = start(None);
    client.open(REFERRAL);
    let first = client.asked_for(&document());
    let same = ask_again(&client, &first["resultId"]);
    assert_eq!(same, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    client.replace(2, &format!("{REFERRAL}\n"));
    assert_eq!(
        ask_again(&client, &first["resultId"])["kind"],
        "unchanged",
        "the same findings in another text"
    );
    client.replace(3, &format!("\n{REFERRAL}"));
    let third = ask_again(&client, &first["resultId"]);
    assert_eq!(third["kind"], "full", "they stand elsewhere");
    assert_ne!(third["resultId"], first["resultId"]);
}

#[test]
fn a_document_that_is_no_referral_has_no_findings() {
    let client = start(None);
    client.open("---\nschema: none\n---\n## Basis\n");
    assert_eq!(codes(&client.asked_for(&document())), [""; 0]);
    let params = json!({"textDocument": {"uri": "file:///cases/never-opened.md"}});
    assert_eq!(codes(&client.asked_for(&params)), [""; 0]);
}

#[test]
fn a_text_that_is_replaced_while_it_is_judged_is_asked_about_again() {
    let mut client = Client::start_with(Program::Faulty, initialize(None));
    client.open("BUSY 5000\n");
    let id = client.send("textDocument/diagnostic", document());
    client.wait_for_error("busy with version 1");
    client.replace(2, "TODO\n");
    let answer = client.answer(id);
    assert_eq!(answer["error"]["code"], -32802);
    assert_eq!(answer["error"]["data"], json!({"retriggerRequest": true}));
    assert_eq!(client.asked_for(&document())["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_client_that_cannot_be_told_to_ask_again_is_told_what_is_found() {
    let capabilities = json!({"textDocument": {"diagnostic": {"dynamicRegistration": true}}});
    let client = Client::start_with(Program::Referral, json!({"capabilities": capabilities}));
    assert_eq!(client.hello["capabilities"]["diagnosticProvider"], Value::Null);
    client.open(REFERRAL);
    assert!(!client.diagnostics(1).as_array().unwrap().is_empty());
}

#[test]
fn new_settings_are_asked_about_at_once() {
    let client = start(None);
    client.open(REFERRAL);
    assert!(codes(&client.asked_for(&document())).contains(&"empty-section"));
    client.tell(
        "workspace/didChangeConfiguration",
        json!({"settings": {"referral": {"severities": {"empty-section": "off"}}}}),
    );
    let asked = client.wait("a refresh", |message| message["method"] == "workspace/diagnostic/refresh");
    assert!(asked["id"].is_i64() && asked.get("params").is_none(), "{asked}");
    assert!(!codes(&client.asked_for(&document())).contains(&"empty-section"));
}

#[test]
fn at_midnight_the_client_is_told_to_ask_again() {
    let mut client = Client::start_with(Program::Faulty, initialize(None));
    client.open("TODO\n");
    client.ask("test/midnight", json!({}));
    client.wait("a refresh", |message| message["method"] == "workspace/diagnostic/refresh");
}

#[test]
fn a_schema_that_is_opened_is_asked_about_and_what_was_sent_of_its_file_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let toml = write(folder.path(), "referral.toml", "fail-onn = \"error\"\n");
    let case = write(folder.path(), "k.referral.md", REFERRAL);
    let client = start(Some(folder.path()));
    client.open_as(&case, REFERRAL);
    let of_toml = |params: &Value, count: usize| {
        params["uri"] == toml && params["diagnostics"].as_array().unwrap().len() == count
    };
    client.wait_for("textDocument/publishDiagnostics", |params| of_toml(params, 1));
    client.open_as(&toml, "fail-onn = \"error\"\nfail = 1\n");
    client.wait_for("textDocument/publishDiagnostics", |params| of_toml(params, 0));
    let asked = client.asked_for(&json!({"textDocument": {"uri": toml}}));
    assert_eq!(asked["items"].as_array().unwrap().len(), 2, "{asked}");
}

#[test]
fn the_whole_workspace_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let open = write(folder, "a.referral.md", "on the disk");
    let closed = write(folder, "b/b.referral.md", REFERRAL);
    write(folder, "b/notes.md", "## Basis\n");
    write(folder, ".gitignore", "old/\n");
    write(folder, "old/c.referral.md", REFERRAL);
    fs::write(folder.join("broken.referral.md"), [0xff, 0xfe]).unwrap();
    let mut client = start(Some(folder));
    client.open_as(&open, WITH_BASIS);

    let first = ask_for_all(&mut client, &[]);
    let names: Vec<&Value> = first.iter().map(|report| &report["uri"]).collect();
    assert_eq!(names, [&json!(open), &json!(closed)]);
    assert_eq!((&first[0]["version"], &first[1]["version"]), (&json!(1), &Value::Null));
    assert!(!codes(&first[0]).contains(&"empty-section") && codes(&first[1]).contains(&"empty-section"));

    let second = ask_for_all(&mut client, &first);
    let kinds = [("a.referral.md", "unchanged", 0), ("b.referral.md", "unchanged", 0)];
    assert_eq!(told(&second), kinds);

    write(folder, "b/b.referral.md", WITH_BASIS);
    let third = ask_for_all(&mut client, &second);
    assert_eq!(told(&third)[0], kinds[0]);
    assert!(third[1]["kind"] == "full" && !codes(&third[1]).contains(&"empty-section"));

    fs::remove_file(folder.join("b/b.referral.md")).unwrap();
    let fourth = ask_for_all(&mut client, &third);
    assert_eq!(told(&fourth)[1], ("b.referral.md", "full", 0), "what is gone has no findings");
    assert_eq!(told(&ask_for_all(&mut client, &fourth)), [kinds[0]], "and that is said once");
}

#[test]
fn a_large_workspace_is_answered_in_parts_and_shows_how_far_it_has_got() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..120 {
        write(folder.path(), &format!("{number:03}.referral.md"), REFERRAL);
    }
    let mut client = start(Some(folder.path()));
    let tokens = json!({"previousResultIds": [], "partialResultToken": "part", "workDoneToken": "work"});
    let answer = client.ask("workspace/diagnostic", tokens);
    assert_eq!(answer, json!({"items": []}));
    let (mut files, mut kinds) = (Vec::new(), Vec::new());
    for progress in client.seen("$/progress") {
        let value = &progress["value"];
        if progress["token"] == "part" {
            let items = value["items"].as_array().unwrap().iter();
            files.extend(items.map(|report| report["uri"].as_str().unwrap().to_owned()));
        } else {
            kinds.push((
                value["kind"].as_str().unwrap().to_owned(),
                value["message"].as_str().map(str::to_owned),
            ));
        }
    }
    assert_eq!(files.len(), 120);
    assert!(files.is_sorted(), "in the order of their names, each once");
    let kind = |kind: &str, message: Option<&str>| (kind.to_owned(), message.map(str::to_owned));
    assert_eq!(
        kinds,
        [
            kind("begin", None),
            kind("report", Some("50 of 120")),
            kind("report", Some("100 of 120")),
            kind("end", None)
        ]
    );
}

#[test]
fn a_scan_that_is_cancelled_ends() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..3 {
        write(folder.path(), &format!("{number}.md"), "TODO\nBUSY 3000\n");
    }
    let mut client = Client::start_with(Program::Faulty, initialize(Some(folder.path())));
    let params = json!({"previousResultIds": [], "workDoneToken": "work"});
    let id = client.send("workspace/diagnostic", params);
    client.wait_for_error("busy with version 0");
    client.send_bytes(frame(&notification("$/cancelRequest", json!({"id": id}))));
    assert_eq!(client.error(id), -32800);
    client.wait_for_error("gave version 0 up");
    client.wait_for("$/progress", |params| params["value"]["kind"] == "end");
    client.open("TODO\n");
    assert_eq!(
        client.asked_for(&json!({"textDocument": {"uri": URI}}))["items"].as_array().unwrap().len(),
        1
    );
}
