//! What is found in a referral arrives in the editor: with version and places, for referrals alone, by the settings.

use std::fs;

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, change, document, frame};
use crate::edits::{byte, position};

const REFERRAL: &str = "# Referral 𝄞𝄞 of Child K\n\n## Basis\n\n## Circumstances\n\nChild K was hurt.\n";

fn codes(diagnostics: &Value) -> Vec<String> {
    let diagnostics = diagnostics.as_array().unwrap();
    diagnostics.iter().map(|found| found["code"].as_str().unwrap_or_default().to_owned()).collect()
}

fn open_as(client: &Client, uri: &str, language: &str, text: &str) -> Value {
    let document = json!({"uri": uri, "languageId": language, "version": 7, "text": text});
    client.tell("textDocument/didOpen", json!({"textDocument": document}));
    let is_it = |params: &Value| params["uri"] == uri && params["version"] == 7;
    client.wait_for("textDocument/publishDiagnostics", is_it)["diagnostics"].clone()
}

#[test]
fn a_finding_says_what_and_where_and_which_question_it_serves() {
    let client = Client::start(Program::Referral);
    client.open(REFERRAL);
    let diagnostics = client.diagnostics(1);
    let empty =
        diagnostics.as_array().unwrap().iter().find(|found| found["code"] == "empty-section").unwrap();
    assert_eq!(empty["source"], "referral");
    assert_eq!(empty["severity"], 1);
    assert_eq!(empty["range"]["start"], json!({"line": 2, "character": 3}));
    assert_eq!(empty["range"]["end"], json!({"line": 2, "character": 8}));
    assert_eq!(empty["data"], json!({"code": "empty-section", "question": "basis", "about": "basis"}));
}

#[test]
fn places_are_counted_in_the_unit_agreed_on() {
    for unit in ["utf-8", "utf-16", "utf-32"] {
        let general = json!({"positionEncodings": [unit]});
        let client = Client::start_with(Program::Referral, json!({"capabilities": {"general": general}}));
        client.open(REFERRAL);
        let diagnostics = client.diagnostics(1);
        let missing =
            diagnostics.as_array().unwrap().iter().find(|found| found["code"] == "missing-section").unwrap();
        let at = |end: &str| byte(REFERRAL, &missing["range"][end], unit);
        assert_eq!(&REFERRAL[at("start")..at("end")], "Referral 𝄞𝄞 of Child K", "{unit}");
    }
}

#[test]
fn only_referrals_are_judged() {
    let client = Client::start(Program::Referral);
    let found = |uri: &str, language: &str, text: &str| codes(&open_as(&client, uri, language, text));
    let none: [String; 0] = [];
    assert_eq!(found("file:///cases/minutes.md", "markdown", REFERRAL), none);
    assert_eq!(
        found("file:///cases/a.referral.md", "markdown", &format!("---\nschema: none\n---\n{REFERRAL}")),
        none
    );
    assert_ne!(found("file:///cases/b.referral.md", "markdown", REFERRAL), none);
    assert_ne!(found("file:///cases/c.md", "referral", REFERRAL), none);
    assert_ne!(found("untitled:Untitled-1", "referral", REFERRAL), none);
    assert_ne!(found("file:///cases/d.md", "markdown", &format!("---\nschema: scr\n---\n{REFERRAL}")), none);
}

#[test]
fn the_status_names_the_schema_and_why() {
    let mut client = Client::start(Program::Referral);
    client.open(&format!("---\nschema: scr\nstatus: draft\n---\n{REFERRAL}"));
    let status = client.ask("referral/status", document());
    assert_eq!((&status["schema"], &status["status"]), (&json!("scr"), &json!("draft")));
    assert!(status["why"].as_str().unwrap().contains("`schema: scr`"), "{status}");
    assert_eq!(status["questions"][1]["id"], "basis");
    assert_eq!(status["questions"][1]["answered"], false);
    assert_eq!(status["counts"]["errors"], 0, "in a draft they are hints");
    open_as(&client, "file:///cases/x.md", "markdown", "---\nschema: nonsuch\n---\ntext\n");
    let status = client.ask("referral/status", json!({"textDocument": {"uri": "file:///cases/x.md"}}));
    assert_eq!(status["schema"], Value::Null);
    assert!(status["why"].as_str().unwrap().contains("nonsuch"), "{status}");
}

#[test]
fn a_client_that_cannot_be_asked_tells_its_settings() {
    let client = Client::start(Program::Referral);
    client.open(REFERRAL);
    assert!(codes(&client.diagnostics(1)).contains(&"empty-section".to_owned()));
    let settings = json!({"referral": {"severities": {"empty-section": "off", "missing-section": "hint"}}});
    client.tell("workspace/didChangeConfiguration", json!({"settings": settings}));
    let applied = |params: &Value| {
        params["uri"] == URI && !codes(&params["diagnostics"]).contains(&"empty-section".into())
    };
    let params = client.wait_for("textDocument/publishDiagnostics", applied);
    let diagnostics = params["diagnostics"].as_array().unwrap();
    let missing = diagnostics.iter().filter(|found| found["code"] == "missing-section");
    assert!(missing.clone().count() > 0 && missing.clone().all(|found| found["severity"] == 4), "{params}");
}

#[test]
fn a_client_that_can_be_asked_is_asked() {
    let capabilities = json!({"workspace": {"configuration": true}});
    let client = Client::start_with(Program::Referral, json!({"capabilities": capabilities}));
    client.open(REFERRAL);
    let asked = client.wait("a question", |message| message["method"] == "workspace/configuration");
    assert_eq!(asked["params"]["items"][0]["section"], "referral");
    let reply =
        json!({"jsonrpc": "2.0", "id": asked["id"], "result": [{"severities": {"empty-section": "off"}}]});
    client.send_bytes(frame(&reply));
    let applied = |params: &Value| {
        params["uri"] == URI && !codes(&params["diagnostics"]).contains(&"empty-section".into())
    };
    client.wait_for("textDocument/publishDiagnostics", applied);
}

#[test]
fn a_file_of_settings_applies_when_it_changes_and_its_mistakes_show() {
    let folder = tempfile::tempdir().unwrap();
    let uri = |name: &str| tower_lsp::lsp_types::Url::from_file_path(folder.path().join(name)).unwrap();
    let (referral, settings) = (uri("child-k.md"), uri("referral.toml"));
    let client = Client::start(Program::Referral);
    assert!(codes(&open_as(&client, referral.as_str(), "markdown", REFERRAL)).is_empty());

    let changed = |text: &str, kind: u8| {
        fs::write(folder.path().join("referral.toml"), text).unwrap();
        let changes = json!([{"uri": settings, "type": kind}]);
        client.tell("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    };
    changed(
        "[globs]\n\"*.md\" = \"scr\"\n\n[severities]\nempty-section = \"off\"\nno-such-rule = \"off\"\n",
        1,
    );
    let is_judged =
        |params: &Value| params["uri"] == json!(referral) && !codes(&params["diagnostics"]).is_empty();
    let params = client.wait_for("textDocument/publishDiagnostics", is_judged);
    assert!(!codes(&params["diagnostics"]).contains(&"empty-section".to_owned()));
    let is_wrong = |params: &Value| params["uri"] == json!(settings) && params["diagnostics"] != json!([]);
    let wrong = client.wait_for("textDocument/publishDiagnostics", is_wrong);
    assert_eq!(wrong["diagnostics"][0]["range"]["start"]["line"], 5);
    assert!(wrong["diagnostics"][0]["message"].as_str().unwrap().contains("no-such-rule"));

    changed("", 2);
    let is_clean = |params: &Value| params["uri"] == json!(settings) && params["diagnostics"] == json!([]);
    client.wait_for("textDocument/publishDiagnostics", is_clean);
}

#[test]
fn a_thousand_edits_end_with_the_findings_of_a_fresh_check() {
    let client = Client::start(Program::Referral);
    let pieces = [
        "\n",
        "\n\n## Basis\n\n",
        "## Reason for delay\n",
        "𝄞",
        "Date of referral: 3 March 2015\n",
        "x",
        "| a | b |\n|---|---|\n",
        "- [x] The child has died\n",
        "<!-- prompt: what? -->",
        "---\n",
        "status: draft\n",
        "**Rationale:** because ",
        "é",
    ];
    let mut text = REFERRAL.to_owned();
    client.open(&text);
    let mut random: u64 = 42;
    let mut next = |limit: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % limit
    };
    for version in 2..=1001 {
        let mut start = next(text.len() + 1);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + next(12)).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let end = if version % 3 == 0 { end } else { start };
        let piece = pieces[next(pieces.len())];
        let range = json!({"start": position(&text, start), "end": position(&text, end)});
        client.send_bytes(frame(&change(version, &json!([{"range": range, "text": piece}]))));
        text.replace_range(start..end, piece);
        if version % 100 == 0 {
            client.wait_until_written();
        }
    }
    let last = client.diagnostics(1001);
    let fresh = open_as(&client, "file:///cases/fresh.referral.md", "markdown", &text);
    assert_eq!(last, fresh, "{text}");
}
