//! The editor and the command line find the same things at the same places in the same files.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::client::{Client, Program, TODAY};

/// Code, severity, and both ends counted from 1 in characters.
type Found = (String, String, [u64; 4]);

fn from_command_line(finding: &Value) -> Found {
    let number = |name: &str| finding[name].as_u64().unwrap();
    let text = |name: &str| finding[name].as_str().unwrap().to_owned();
    (
        text("code"),
        text("severity"),
        [number("line"), number("column"), number("end_line"), number("end_column")],
    )
}

fn from_editor(diagnostic: &Value) -> Found {
    let number = |end: &str, name: &str| diagnostic["range"][end][name].as_u64().unwrap() + 1;
    let severity =
        ["", "error", "warning", "information", "hint"][diagnostic["severity"].as_u64().unwrap() as usize];
    let ends = [
        number("start", "line"),
        number("start", "character"),
        number("end", "line"),
        number("end", "character"),
    ];
    (diagnostic["code"].as_str().unwrap().to_owned(), severity.to_owned(), ends)
}

#[test]
fn the_editor_and_the_command_line_agree_on_every_referral() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_referral"));
    command.current_dir(root).args(["check", "--format", "json", "--fail-on", "never", "--today", TODAY]);
    let output = command.arg("tests/referrals").output().unwrap();
    let checked: Value = serde_json::from_slice(&output.stdout).unwrap();
    let capabilities = json!({
        "general": {"positionEncodings": ["utf-32"]},
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let files = checked["files"].as_array().unwrap();
    assert!(files.len() > 50, "the referrals are all there");
    // Some of one kind are about one child, and each is judged beside the others.
    let mut client: Option<(std::path::PathBuf, Client, Value)> = None;
    for file in files {
        let path = root.join(file["path"].as_str().unwrap());
        let uri = Url::from_file_path(&path).unwrap();
        let folder = path.parent().unwrap();
        if client.as_ref().is_none_or(|(of, ..)| of != folder) {
            let folders = json!([{"uri": Url::from_directory_path(folder).unwrap(), "name": "cases"}]);
            let hello = json!({"capabilities": capabilities, "workspaceFolders": folders});
            let mut started = Client::start_with(Program::Referral, hello);
            let shown = started.ask("workspace/diagnostic", json!({"previousResultIds": []}));
            client = Some((folder.to_owned(), started, shown));
        }
        let (_, client, shown) = client.as_ref().unwrap();
        let reports = shown["items"].as_array().unwrap();
        let report = reports.iter().find(|report| report["uri"] == json!(uri)).unwrap();
        let mut in_editor: Vec<Found> = report["items"].as_array().unwrap().iter().map(from_editor).collect();
        let mut in_terminal: Vec<Found> =
            file["findings"].as_array().unwrap().iter().map(from_command_line).collect();
        in_editor.sort();
        in_terminal.sort();
        assert_eq!(in_editor, in_terminal, "{}", path.display());
        // What is open is judged as it is in its file. Editors keep a byte order mark to themselves.
        let text = std::fs::read_to_string(&path).unwrap();
        client.open_as(uri.as_str(), text.trim_start_matches('\u{feff}'));
        let open = client.asked_for(&json!({"textDocument": {"uri": uri}}));
        assert_eq!(open["resultId"], report["resultId"], "{}", path.display());
    }
}
