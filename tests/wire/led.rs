//! From an empty file to a referral that answers the marker's questions, led from prompt to prompt.

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, document};
use crate::edits::{apply, byte};

/// Keys and commands, prose set aside, that may lie between an empty file and the answers.
const MOST_STEPS: usize = 40;

/// What a person writes about each thing the first time it is asked.
fn prose(about: &str) -> &'static str {
    match about {
        "subject-name" => "Child K",
        "referrer-name" => "J. Example",
        "date-of-referral" => "12 March 2015",
        "date-aware" => "3 March 2015",
        "agencies" => "Eastmoor Police and Moorfield Surgery.",
        "circumstances" => {
            "On 2 March 2015 Child K died in hospital, with bruises that nobody could explain."
        }
        "basis" => {
            "The criteria are met under regulation 5(2)(a) and (b)(i): Child K has died, and physical abuse is suspected because of the bruises found on 2 March 2015."
        }
        "rationale" => {
            "Moorfield Surgery recorded a bruise on 20 January 2015 and did not tell Eastmoor Police, who knew of an assault at home in 2013."
        }
        other => panic!("{other} is not needed"),
    }
}

/// The cursor behind byte `offset`; every text here is ASCII.
fn cursor(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.rfind('\n').map_or(0, |line_break| line_break + 1);
    json!({"line": before.matches('\n').count(), "character": offset - line})
}

fn answered(client: &mut Client) -> bool {
    let status = client.ask("referral/status", document());
    status["questions"].as_array().unwrap().iter().all(|question| question["answered"] == true)
}

#[test]
fn every_editor_leads_from_an_empty_file_to_three_answers_in_few_steps() {
    for editor in [
        include_str!("../support/initialize/helix.json"),
        include_str!("../support/initialize/neovim.json"),
        include_str!("../support/initialize/vscode.json"),
    ] {
        let mut client = Client::start_with(Program::Referral, serde_json::from_str(editor).unwrap());
        let unit = client.hello["capabilities"]["positionEncoding"].as_str().unwrap().to_owned();
        client.open("");
        let mut arguments = document();
        arguments["schema"] = json!("scr");
        client.ask("workspace/executeCommand", json!({"command": "referral.new", "arguments": [arguments]}));
        let edit = client.wait_for("workspace/applyEdit", |_| true)["edit"].clone();
        let mut text = apply("", &edit, URI, &unit);
        assert!(text.is_ascii());
        client.replace(2, &text);

        // The command, and the kind.
        let mut steps = 2;
        let mut version = 2;
        let mut position = json!({"line": 0, "character": 0});
        let mut told: Vec<String> = Vec::new();
        while !answered(&mut client) {
            let mut arguments = document();
            arguments["position"] = position;
            let command = json!({"command": "referral.nextPrompt", "arguments": [arguments]});
            let next = client.ask("workspace/executeCommand", command);
            steps += 1;
            assert!(steps < MOST_STEPS, "still at {next} in\n{text}");
            let about = next["about"].as_str().unwrap().to_owned();
            let start = byte(&text, &next["range"]["start"], &unit);
            let new = if told.contains(&about) { "Nothing more is known." } else { prose(&about) };
            let edit = json!({"changes": {URI: [{"range": next["range"], "newText": new}]}});
            text = apply(&text, &edit, URI, &unit);
            told.push(about);
            position = cursor(&text, start + new.len());
            version += 1;
            client.replace(version, &text);
        }
        assert!(text.contains("- **Name or identifier:** Child K\n"), "{text}");
        assert!(text.starts_with("---\nschema: scr\nstatus: draft\n---\n"), "{text}");
    }
}
