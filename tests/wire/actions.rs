//! Code actions as different editors ask for them: each edit is made, and what it was for is mended.

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, document, place};
use crate::editors::{self, EGLOT, HELIX, NEOVIM, VSCODE, edit_of, start, titled};
use crate::edits::apply;

const REFERRAL: &str =
    "# Referral of Child K 𝄞\r\n\r\n## Basis\r\n\r\n## Circumstances\r\n\r\nChild K was hurt.\r\n";

fn ask(client: &mut Client, range: Value, context: Value) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
    client.ask("textDocument/codeAction", params).as_array().unwrap().clone()
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({"start": {"line": start.0, "character": start.1}, "end": {"line": end.0, "character": end.1}})
}

fn is_among(diagnostics: &Value, code: &str, about: &str) -> bool {
    let diagnostics = diagnostics.as_array().unwrap();
    diagnostics.iter().any(|found| found["code"] == code && found["data"]["about"] == about)
}

#[test]
fn every_editor_can_insert_a_missing_section() {
    for editor in [EGLOT, HELIX, NEOVIM, VSCODE] {
        let (mut client, unit) = start(editor);
        client.open(REFERRAL);
        let sent = client.diagnostics(1);
        let finding =
            sent.as_array().unwrap().iter().find(|found| found["data"]["about"] == "rationale").unwrap();
        let mut finding = finding.clone();
        finding.as_object_mut().unwrap().remove("data"); // as a client without dataSupport sends it back
        let context = json!({"diagnostics": [finding], "only": ["quickfix"]});
        let actions = ask(&mut client, range((6, 0), (6, 0)), context);
        let action = titled(&actions, "Insert \"Rationale\"");
        assert_eq!(action["isPreferred"], true);
        assert_eq!(action["diagnostics"][0]["data"]["about"], "rationale");
        let has_versions = edit_of(&mut client, action).get("documentChanges").is_some();
        assert_eq!(has_versions, editor != NEOVIM, "only to those who take them");
        let changed = apply(REFERRAL, &edit_of(&mut client, action), URI, &unit);
        assert!(changed.contains("## Rationale\r\n\r\n<!-- prompt: "), "{changed:?}");
        assert!(
            !changed.replace("\r\n", "").contains(['\r', '\n']),
            "line ends stay as they are: {changed:?}"
        );
        client.replace(2, &changed);
        let left = client.diagnostics(2);
        assert!(!is_among(&left, "missing-section", "rationale"));
        assert!(is_among(&left, "empty-section", "rationale"), "there, and still to be written");
    }
}

#[test]
fn prompts_go_in_once() {
    let (mut client, unit) = start(HELIX);
    client.open(REFERRAL);
    let no_context = || json!({"diagnostics": []});
    let actions = ask(&mut client, range((2, 4), (2, 5)), no_context());
    let changed = apply(
        REFERRAL,
        &edit_of(&mut client, titled(&actions, "Answer the prompts in this section")),
        URI,
        &unit,
    );
    assert!(changed.contains("## Basis\r\n\r\n<!-- prompt: "), "{changed:?}");
    client.replace(2, &changed);
    let actions = ask(&mut client, range((2, 4), (2, 5)), no_context());
    assert!(actions.iter().all(|action| action["title"] != "Answer the prompts in this section"));
}

#[test]
fn a_cursor_beside_a_finding_is_not_on_it() {
    let (mut client, _) = start(VSCODE);
    client.open(REFERRAL);
    let fixes = |client: &mut Client, line: u32| {
        ask(client, range((line, 0), (line, 0)), json!({"diagnostics": [], "only": ["quickfix"]})).len()
    };
    assert_ne!(fixes(&mut client, 2), 0, "anywhere on the heading's line");
    assert_eq!(fixes(&mut client, 6), 0);
}

#[test]
fn all_missing_sections_come_at_once() {
    let (mut client, unit) = start(NEOVIM);
    client.open(REFERRAL);
    let context = json!({"diagnostics": [], "only": ["source"]});
    let actions = ask(&mut client, range((0, 0), (0, 0)), context);
    let changed = apply(
        REFERRAL,
        &edit_of(&mut client, titled(&actions, "Insert all missing sections and fields")),
        URI,
        &unit,
    );
    client.replace(2, &changed);
    let left = client.diagnostics(2);
    assert!(
        left.as_array().unwrap().iter().all(|found| found["code"] != "missing-section"),
        "{left}\n{changed}"
    );
    assert!(changed.contains("Child K was hurt."));
}

#[test]
fn a_finding_can_be_silenced_with_a_reason() {
    let (mut client, unit) = start(EGLOT);
    client.open(REFERRAL);
    client.diagnostics(1);
    let actions = ask(&mut client, range((2, 0), (2, 8)), json!({"diagnostics": []}));
    let here = titled(&actions, "Ignore empty-section here, with a reason");
    let changed = apply(REFERRAL, &edit_of(&mut client, here), URI, &unit);
    assert!(changed.contains("<!-- referral-ignore empty-section: say why -->\r\n## Basis"), "{changed:?}");
    client.replace(2, &changed);
    assert!(!is_among(&client.diagnostics(2), "empty-section", "basis"));

    let actions = ask(&mut client, range((0, 3), (0, 3)), json!({"diagnostics": []}));
    let in_file = titled(&actions, "Ignore missing-section(rationale) in this file, with a reason");
    let changed = apply(&changed, &edit_of(&mut client, in_file), URI, &unit);
    assert!(
        changed.starts_with(
            "<!-- referral-ignore-file missing-section(rationale): say why -->\r\n\r\n# Referral"
        )
    );
    client.replace(3, &changed);
    let left = client.diagnostics(3);
    assert!(!is_among(&left, "missing-section", "rationale"));
    assert!(is_among(&left, "missing-section", "agencies"), "of the others nothing was said");
}

#[test]
fn what_cannot_be_done_is_said_to_whoever_asks_for_it_and_can_show_why() {
    for (editor, shows) in [(VSCODE, true), (HELIX, true), (NEOVIM, false), (EGLOT, false)] {
        let (mut client, _) = start(editor);
        client.open(REFERRAL);
        let all =
            ask(&mut client, range((0, 0), (0, 0)), json!({"diagnostics": [], "only": ["source.fixAll"]}));
        assert_eq!(all.len(), usize::from(shows), "{all:#?}");
        if shows {
            assert!(all[0]["disabled"]["reason"].is_string() && all[0].get("edit").is_none());
        }
        let only_fixes =
            ask(&mut client, range((0, 0), (0, 3)), json!({"diagnostics": [], "only": ["quickfix"]}));
        assert!(only_fixes.iter().all(|action| action["kind"] == "quickfix"), "{only_fixes:#?}");
    }
}

#[test]
fn an_optional_section_can_be_inserted_where_it_belongs() {
    let (mut client, unit) = start(VSCODE);
    client.open(REFERRAL);
    let actions = ask(&mut client, range((6, 3), (6, 3)), json!({"diagnostics": [], "only": ["refactor"]}));
    let changed =
        apply(REFERRAL, &edit_of(&mut client, titled(&actions, "Insert \"Chronology\"")), URI, &unit);
    assert!(changed.find("Child K was hurt.") < changed.find("## Chronology"), "{changed}");
}

#[test]
fn a_document_that_is_no_referral_has_no_actions() {
    let mut client = Client::start_with(Program::Referral, serde_json::from_str(VSCODE).unwrap());
    client.open(&format!("---\nschema: none\n---\n{REFERRAL}"));
    assert!(ask(&mut client, range((0, 0), (9, 0)), json!({"diagnostics": []})).is_empty());
}

#[test]
fn an_empty_section_can_be_begun_with_its_skeleton() {
    let (mut client, _) = start(VSCODE);
    client.open(REFERRAL);
    let items = |client: &mut Client, line, character| {
        client.ask("textDocument/inlineCompletion", place(line, character))
    };
    let below = items(&mut client, 3, 0);
    let text = below["items"][0]["insertText"].as_str().unwrap();
    assert!(text.starts_with("This case is referred because [insert "), "{text}");
    let beside = items(&mut client, 2, 8);
    assert!(beside["items"][0]["insertText"].as_str().unwrap().starts_with("\r\n\r\nThis case"));
    assert_eq!(items(&mut client, 6, 3)["items"], json!([]), "there is text");
    assert_eq!(client.ask("referral/status", document())["schema"], "scr");
}

#[test]
fn a_schema_that_does_not_exist_can_be_changed_to_one_that_does() {
    let (mut client, unit) = start(NEOVIM);
    let text = "---\nschema: scrr\n---\n# Referral of Child K\n";
    client.open(text);
    let found = client.diagnostics(1);
    assert_eq!(found.as_array().unwrap().len(), 1, "nothing else is judged: {found}");
    assert_eq!(found[0]["code"], "unknown-schema");
    let actions = ask(&mut client, range((1, 9), (1, 9)), json!({"diagnostics": []}));
    let changed = apply(text, &edit_of(&mut client, titled(&actions, "Change to \"scr\"")), URI, &unit);
    assert_eq!(changed, text.replace("scrr", "scr"));
    client.replace(2, &changed);
    let left = client.diagnostics(2);
    assert!(left.as_array().unwrap().iter().all(|found| found["code"] != "unknown-schema"), "{left}");
}

#[test]
fn what_is_done_in_one_way_is_offered_once() {
    for (_, editor) in editors::ALL {
        let (mut client, unit) = start(editor);
        let text = format!("{REFERRAL}\r\n## Reason for delay\r\n");
        client.open(&text);
        for line in [0, 2, 8] {
            let actions = ask(&mut client, range((line, 4), (line, 4)), json!({"diagnostics": []}));
            let mut edits: Vec<String> = actions
                .iter()
                .map(|action| apply(&text, &edit_of(&mut client, action), URI, &unit))
                .collect();
            let count = edits.len();
            edits.sort();
            edits.dedup();
            assert_eq!(edits.len(), count, "{actions:#?}");
        }
        let actions = ask(&mut client, range((2, 4), (2, 4)), json!({"diagnostics": []}));
        let answer = titled(&actions, "Answer the prompts in this section");
        assert_eq!(answer["diagnostics"][0]["code"], "empty-section", "it is the fix of the finding as well");
        assert_eq!((&answer["kind"], &answer["isPreferred"]), (&json!("quickfix"), &json!(true)));
    }
}

#[test]
fn an_edit_comes_when_it_is_wanted_where_the_client_can_ask_and_else_at_once() {
    for (name, editor) in editors::ALL {
        let (mut client, unit) = start(editor);
        client.open(REFERRAL);
        let can_ask = name != "eglot";
        let provider = &client.hello["capabilities"]["codeActionProvider"];
        assert_eq!(provider.get("resolveProvider").is_some(), can_ask, "{name}");
        let actions = ask(&mut client, range((2, 4), (2, 4)), json!({"diagnostics": []}));
        for action in &actions {
            assert_eq!(action.get("edit").is_none(), can_ask, "{name}: {action}");
            assert_eq!(action.get("data").is_some(), can_ask, "{name}: {action}");
        }
        if can_ask {
            let resolved = client.ask("codeAction/resolve", actions[0].clone());
            assert_eq!((&resolved["title"], &resolved["kind"]), (&actions[0]["title"], &actions[0]["kind"]));
            assert_ne!(apply(REFERRAL, &resolved["edit"], URI, &unit), REFERRAL);
            client.replace(2, &format!("{REFERRAL}More.\r\n"));
            let late = client.send("codeAction/resolve", actions[0].clone());
            assert_eq!(client.error(late), -32801, "{name}: the text it was for is another now");
        }
    }
}
