//! Being led: questions in the empty places, the way from one to the next, and how far a referral is.

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, document};
use crate::editors::{EGLOT, HELIX, NEOVIM, VSCODE, actions, edit_of, open, titled};
use crate::edits::{apply, byte};

const REFERRAL: &str = "---\r\nschema: scr\r\nstatus: draft\r\n---\r\n# Referral of Child K 𝄞\r\n\r\n## Child\r\n\r\n- **Name or identifier:** Child K\r\n- **Gender:**\r\n\r\n## Circumstances\r\n\r\n\r\n\r\n## Basis\r\n\r\n<!-- prompt: Which? -->\r\n<!-- prompt: Why? -->\r\n";

const ANSWERED: &str = "---\nschema: scr\nsubject-name: Child K\nreferrer-name: J. Example\ndate-aware: 2015-03-03\ndate-of-referral: 2015-03-12\n---\n# Referral of Child K\n\n## Agencies involved\n\nEastmoor Police.\n\n## Circumstances\n\nOn 2 March 2015 Child K died.\n\n## Basis\n\nRegulation 5(2)(a) and (b)(i): Child K has died and neglect is suspected.\n\n## Rationale\n\nThe police saw on 1 March 2015 that there was no food.\n";

fn hints(client: &mut Client, from: u32, to: u32) -> Vec<Value> {
    let mut params = document();
    params["range"] = json!({"start": {"line": from, "character": 0}, "end": {"line": to, "character": 0}});
    client.ask("textDocument/inlayHint", params).as_array().unwrap().clone()
}

fn execute(client: &mut Client, command: &str, arguments: Value) -> Value {
    client.ask("workspace/executeCommand", json!({"command": command, "arguments": [arguments]}))
}

fn walk(client: &mut Client, command: &str, line: u32, character: u32) -> Value {
    let mut arguments = document();
    arguments["position"] = json!({"line": line, "character": character});
    execute(client, command, arguments)
}

/// The text at the range of a result, and the line it begins on.
fn shown<'t>(text: &'t str, unit: &str, result: &Value) -> (&'t str, u64) {
    let at = |end: &str| byte(text, &result["range"][end], unit);
    (&text[at("start")..at("end")], result["range"]["start"]["line"].as_u64().unwrap())
}

#[test]
fn an_empty_place_asks_its_question_until_something_is_typed_there() {
    for editor in [HELIX, NEOVIM, VSCODE] {
        let (mut client, _) = open(editor, REFERRAL);
        assert_eq!(client.hello["capabilities"]["inlayHintProvider"], true);
        let found = hints(&mut client, 0, 99);
        assert_eq!(found.len(), 2, "what comments ask is in the text: {found:#?}");
        assert_eq!(found[0]["position"], json!({"line": 9, "character": 13}));
        assert_eq!(found[0]["paddingLeft"], true, "right behind a mark");
        assert_eq!(found[1]["position"], json!({"line": 13, "character": 0}));
        assert_eq!(found[1]["label"], "What happened to the child, when and where? (and 3 more)");
        let more = found[1]["tooltip"].as_str().unwrap();
        assert!(more.contains("- What is known for certain"), "{more}");
        client.replace(2, &REFERRAL.replace("Circumstances\r\n\r\n", "Circumstances\r\n\r\nShe"));
        assert_eq!(hints(&mut client, 0, 99).len(), 1, "gone");
    }
}

#[test]
fn only_what_is_on_the_screen_is_asked() {
    let (mut client, _) = open(VSCODE, REFERRAL);
    assert_eq!(hints(&mut client, 12, 15).len(), 1);
    assert_eq!(hints(&mut client, 0, 5).len(), 0);
}

#[test]
fn editors_without_hints_or_lenses_are_promised_none() {
    let (client, _) = open(EGLOT, REFERRAL);
    let can = &client.hello["capabilities"];
    assert!(can.get("inlayHintProvider").is_none() && can.get("codeLensProvider").is_none(), "{can}");
    let (client, _) = open(HELIX, REFERRAL);
    assert!(client.hello["capabilities"].get("codeLensProvider").is_none());
    for editor in [NEOVIM, VSCODE] {
        let (client, _) = open(editor, REFERRAL);
        assert_eq!(client.hello["capabilities"]["codeLensProvider"], json!({"resolveProvider": false}));
    }
}

#[test]
fn a_delay_is_asked_about_with_its_dates() {
    let text = "---\nschema: scr\ndate-aware: 2015-03-03\ndate-of-referral: 2015-05-14\n---\n# Referral\n\n## Reason for delay\n\n";
    let (mut client, _) = open(NEOVIM, text);
    let found = hints(&mut client, 0, 99);
    let referred = found.iter().find(|hint| hint["position"]["line"] == 3).unwrap();
    assert!(
        referred["label"].as_str().unwrap().starts_with("49 working days after becoming aware"),
        "{referred}"
    );
    let delay = found.iter().find(|hint| hint["position"]["line"] == 9).unwrap();
    assert_eq!(
        delay["label"],
        "Aware on 3 March 2015, referred on 14 May 2015: 49 working days. What happened in between? (and 3 more)"
    );
}

#[test]
fn hints_and_lenses_are_asked_for_again_when_something_else_than_the_text_has_changed() {
    for (editor, refreshes) in [(VSCODE, true), (NEOVIM, true), (HELIX, false)] {
        let (client, _) = open(editor, REFERRAL);
        client.diagnostics(1);
        let asks = |method: &str| client.asked_of_us().iter().filter(|(_, asked)| asked == method).count();
        client.replace(2, REFERRAL);
        client.diagnostics(2);
        assert_eq!(asks("workspace/inlayHint/refresh"), 0, "the text alone has changed");
        client.tell(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": "file:///cases/referral.toml", "type": 2}]}),
        );
        if refreshes {
            client.wait("a refresh", |message| message["method"] == "workspace/inlayHint/refresh");
        }
        client.diagnostics(2);
        assert_eq!(asks("workspace/inlayHint/refresh"), usize::from(refreshes));
        assert_eq!(asks("workspace/codeLens/refresh"), usize::from(editor == VSCODE));
    }
}

#[test]
fn the_cursor_goes_to_the_next_prompt_and_round_again() {
    for editor in [EGLOT, HELIX, NEOVIM, VSCODE] {
        let (mut client, unit) = open(editor, REFERRAL);
        let result = walk(&mut client, "referral.nextPrompt", 11, 0);
        assert_eq!(shown(REFERRAL, &unit, &result), ("", 13));
        assert_eq!(result["uri"], URI);
        assert_eq!(result["prompt"], "What happened to the child, when and where?");
        assert_eq!(result["about"], "circumstances");
        if editor != EGLOT {
            let show = client.wait_for("window/showDocument", |_| true);
            assert_eq!((&show["uri"], &show["selection"]), (&json!(URI), &result["range"]));
        }
        let result = walk(&mut client, "referral.nextPrompt", 13, 0);
        assert_eq!(shown(REFERRAL, &unit, &result), ("<!-- prompt: Which? -->", 17), "to be overwritten");
        let result = walk(&mut client, "referral.previousPrompt", 17, 0);
        assert_eq!(result["about"], "circumstances");
        let on = execute(&mut client, "referral.nextPrompt", document());
        assert_eq!(
            on["about"], "basis",
            "on from where it led last, for who does not say where the cursor is"
        );
        let first = walk(&mut client, "referral.nextPrompt", 0, 0);
        assert_eq!(walk(&mut client, "referral.nextPrompt", 99, 0), first, "round again");
        if editor == EGLOT {
            assert!(client.asked_of_us().iter().all(|(_, method)| method != "window/showDocument"));
        }
    }
}

#[test]
fn an_editor_that_can_only_tell_the_line_goes_on_from_there() {
    let (mut client, unit) = open(HELIX, REFERRAL);
    let mut step = |command: &str, line: u32| {
        let mut arguments = document();
        arguments["line"] = json!(line);
        shown(REFERRAL, &unit, &execute(&mut client, command, arguments)).1 + 1
    };
    assert_eq!(step("referral.nextPrompt", 12), 14);
    assert_eq!(step("referral.nextPrompt", 14), 18, "what is on the line does not come again");
    assert_eq!(step("referral.previousPrompt", 18), 14);
    assert!(step("referral.nextPrompt", 99) < 14, "round again");
}

#[test]
fn an_editor_that_does_not_say_that_it_shows_places_can_say_so_with_the_command() {
    let (mut client, _) = open(EGLOT, REFERRAL);
    let mut arguments = document();
    arguments["show"] = json!(true);
    let result = execute(&mut client, "referral.nextPrompt", arguments);
    let show = client.wait_for("window/showDocument", |_| true);
    assert_eq!(show["selection"], result["range"]);
}

#[cfg(unix)] // the addresses are of Unix
#[test]
fn of_several_open_referrals_the_end_of_a_path_says_which_is_meant() {
    let (mut client, _) = open(HELIX, REFERRAL);
    let other = "file:///elsewhere/two%20words/child-m.referral.md";
    client.open_as(other, REFERRAL);
    let command = "referral.nextPrompt";
    for (file, uri) in [
        ("child-k.referral.md", URI),
        ("../cases/child-k.referral.md", URI),
        ("~/two words/child-m.referral.md", other),
    ] {
        assert_eq!(execute(&mut client, command, json!({"file": file}))["uri"], uri, "{file}");
    }
    for unclear in
        [json!({}), json!({"file": "~"}), json!({"file": "k.referral.md"}), json!({"file": "[scratch]"})]
    {
        let id = client.send("workspace/executeCommand", json!({"command": command, "arguments": [unclear]}));
        assert_eq!(client.error(id), -32602, "{unclear}");
    }
}

#[test]
fn a_step_right_behind_an_edit_sees_it() {
    let (mut client, unit) = open(NEOVIM, REFERRAL);
    let text = REFERRAL.replace("Circumstances\r\n\r\n", "Circumstances\r\n\r\nShe fell.");
    client.replace(2, &text);
    let result = walk(&mut client, "referral.nextPrompt", 11, 0);
    assert_eq!(shown(&text, &unit, &result).0, "<!-- prompt: Which? -->");
}

#[test]
fn when_nothing_is_left_that_is_said() {
    let (mut client, _) = open(VSCODE, "---\nschema: none\n---\n# Notes\n");
    assert_eq!(execute(&mut client, "referral.nextPrompt", document()), Value::Null);
    let said = client.wait_for("window/showMessage", |_| true);
    assert!(said["message"].as_str().unwrap().starts_with("There are no prompts here: "), "{said}");
    client.replace(2, ANSWERED);
    assert_eq!(execute(&mut client, "referral.nextPrompt", document()), Value::Null);
    client.wait_for("window/showMessage", |params| {
        params["message"].as_str().unwrap().starts_with("Nothing is left to answer")
    });
}

#[test]
fn commands_are_told_apart_from_what_is_none() {
    let (mut client, _) = open(VSCODE, REFERRAL);
    assert_eq!(
        client.hello["capabilities"]["executeCommandProvider"]["commands"],
        json!([
            "referral.nextPrompt",
            "referral.previousPrompt",
            "referral.insertAllMissing",
            "referral.new"
        ])
    );
    let without = client.ask("workspace/executeCommand", json!({"command": "referral.nextPrompt"}));
    assert_eq!(without["uri"], URI, "the one document that is open");
    for wrong in [
        json!({"command": "referral.fly", "arguments": []}),
        json!({"command": "referral.nextPrompt", "arguments": ["Child K"]}),
    ] {
        let id = client.send("workspace/executeCommand", wrong);
        assert_eq!(client.error(id), -32602);
    }
}

#[test]
fn the_lenses_say_how_far_the_referral_is_and_lead_on() {
    let (mut client, _) = open(VSCODE, REFERRAL);
    let found = client.ask("textDocument/codeLens", document());
    let found = found.as_array().unwrap();
    let titles: Vec<(&str, u64)> = found
        .iter()
        .map(|lens| {
            (lens["command"]["title"].as_str().unwrap(), lens["range"]["start"]["line"].as_u64().unwrap())
        })
        .collect();
    assert!(titles[0].0.starts_with("0 of 3 questions answered · "), "{titles:?}");
    assert_eq!(titles[1].1, 4);
    assert_eq!(
        titles[2..],
        [("1 optional prompt left: next", 6), ("4 prompts left: next", 11), ("2 prompts left: next", 15)]
    );
    for (lens, about) in [(0, "circumstances"), (2, "gender"), (3, "circumstances"), (4, "basis")] {
        let command = &found[lens]["command"];
        let result =
            execute(&mut client, command["command"].as_str().unwrap(), command["arguments"][0].clone());
        if lens > 0 {
            assert_eq!(result["about"], about, "{}", command["title"]);
        }
    }
}

#[test]
fn all_that_is_missing_is_inserted_at_once() {
    for editor in [EGLOT, HELIX, NEOVIM, VSCODE] {
        let (mut client, unit) = open(editor, REFERRAL);
        assert_eq!(execute(&mut client, "referral.insertAllMissing", document()), Value::Null);
        let edit = client.wait_for("workspace/applyEdit", |_| true)["edit"].clone();
        let changed = apply(REFERRAL, &edit, URI, &unit);
        for part in ["date-of-referral: ", "## Rationale\r\n\r\n<!-- prompt: ", "## Agencies involved"] {
            assert!(changed.contains(part), "{part} in {changed}");
        }
        client.replace(2, &changed);
        assert_eq!(execute(&mut client, "referral.insertAllMissing", document()), Value::Null);
        client.wait_for("window/showMessage", |params| {
            params["message"].as_str().unwrap().starts_with("Nothing to insert")
        });
    }
    let mut bare = Client::start(Program::Referral);
    bare.open(REFERRAL);
    let result = execute(&mut bare, "referral.insertAllMissing", document());
    assert!(apply(REFERRAL, &result["edit"], URI, "utf-16").contains("## Rationale"));
}

#[test]
fn a_referral_is_begun_in_a_new_file_of_the_workspace() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("new.referral.md"), "mine").unwrap();
    let mut initialize: Value = serde_json::from_str(NEOVIM).unwrap();
    let root = tower_lsp::lsp_types::Url::from_directory_path(folder.path()).unwrap();
    initialize["workspaceFolders"] = json!([{"uri": root, "name": "cases"}]);
    let mut client = Client::start_with(Program::Referral, initialize);
    let result = execute(&mut client, "referral.new", json!({"schema": "sar"}));
    assert!(result["uri"].as_str().unwrap().ends_with("/new-2.referral.md"), "{result}");
    let edit = client.wait_for("workspace/applyEdit", |_| true)["edit"].clone();
    assert_eq!(edit["documentChanges"][0]["kind"], "create");
    assert_eq!(edit["documentChanges"][0]["options"], json!({"overwrite": false, "ignoreIfExists": false}));
    let text = edit["documentChanges"][1]["edits"][0]["newText"].as_str().unwrap();
    assert!(text.starts_with("---\nschema: sar\nstatus: draft\n---\n"), "{text}");
    let (id, _) =
        client.asked_of_us().into_iter().find(|(_, method)| method == "workspace/applyEdit").unwrap();
    client
        .send_bytes(crate::client::frame(&json!({"jsonrpc": "2.0", "id": id, "result": {"applied": true}})));
    let show = client.wait_for("window/showDocument", |_| true);
    assert_eq!(show["uri"], result["uri"]);
}

#[test]
fn without_a_kind_the_person_is_asked() {
    let (mut client, unit) = open(VSCODE, "\r\n");
    assert_eq!(execute(&mut client, "referral.new", document()), Value::Null);
    let asked = client.wait("a question", |message| message["method"] == "window/showMessageRequest");
    let actions = asked["params"]["actions"].as_array().unwrap();
    let scr = actions.iter().find(|action| action["title"].as_str().unwrap().ends_with("(scr)")).unwrap();
    let answer = json!({"jsonrpc": "2.0", "id": asked["id"], "result": scr});
    client.send_bytes(crate::client::frame(&answer));
    let edit = client.wait_for("workspace/applyEdit", |_| true)["edit"].clone();
    let changed = apply("\r\n", &edit, URI, &unit);
    assert!(changed.starts_with("---\nschema: scr\n"), "in the empty document: {changed}");
}

#[test]
fn who_cannot_be_asked_gets_the_kinds_and_the_text() {
    let mut client = Client::start(Program::Referral);
    let kinds = client.ask("workspace/executeCommand", json!({"command": "referral.new"}));
    let kinds = kinds["schemas"].as_array().unwrap();
    assert!(kinds.iter().any(|kind| kind["id"] == "scr" && kind["title"].is_string()), "{kinds:?}");
    let result = execute(&mut client, "referral.new", json!({"schema": "scr"}));
    assert!(result["text"].as_str().unwrap().starts_with("---\nschema: scr\nstatus: draft\n"));
    assert_eq!(execute(&mut client, "referral.new", json!({"schema": "src"})), Value::Null);
    client.wait_for("window/showMessage", |params| params["message"].as_str().unwrap().contains("\"src\""));
}

#[test]
fn every_editor_can_have_the_questions_put_in_and_the_basis_chosen() {
    for editor in [EGLOT, HELIX, NEOVIM, VSCODE] {
        let (mut client, unit) = open(editor, REFERRAL);
        let made = |client: &mut Client, line, title: &str| {
            let at = json!({"line": line, "character": 0});
            let found = actions(client, URI, at.clone(), at, &["refactor"]);
            apply(REFERRAL, &edit_of(client, titled(&found, title)), URI, &unit)
        };
        let asked = made(&mut client, 13, "Answer the prompts in this section");
        assert!(asked.contains("## Circumstances\r\n\r\n<!-- prompt: What happened"), "{asked}");
        let chosen = made(&mut client, 18, "Choose the basis: The child died in custody");
        assert!(chosen.contains("## Basis\r\n\r\n- [x] The child died in custody: "), "{chosen}");
        assert!(
            chosen.contains("<!-- prompt: What is known about whether the child has died? -->"),
            "{chosen}"
        );
        client.replace(2, &chosen);
        let questions = client.ask("referral/status", document())["questions"].clone();
        assert_eq!(questions[1]["id"], "basis", "{questions}");
    }
}
