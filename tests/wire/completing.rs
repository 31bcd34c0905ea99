//! What is offered while a referral is typed, to editors that know snippets and to those that do not.

use serde_json::{Value, json};

use crate::client::{Client, URI, change, frame, place};
use crate::editors::{self, EGLOT, HELIX, NEOVIM, VSCODE, open};
use crate::edits::apply;

const REFERRAL: &str = "---\r\nschema: scr\r\nstatus: draft\r\n---\r\n# Referral of Child K 𝄞\r\n\r\n## Circumstances\r\n\r\nEastmoor Police saw 𝄞 on 2 March 2015.\r\n\r\n## Basis\r\n\r\n\r\n\r\n";

fn without_snippets(editor: &str) -> String {
    let mut params: Value = serde_json::from_str(editor).unwrap();
    params["capabilities"]["textDocument"]["completion"]["completionItem"]["snippetSupport"] = json!(false);
    params.to_string()
}

fn offers(client: &mut Client, line: u32, character: u32) -> Vec<Value> {
    client.ask("textDocument/completion", place(line, character)).as_array().unwrap().clone()
}

fn labelled<'a>(offers: &'a [Value], label: &str) -> &'a Value {
    let found = offers.iter().find(|offer| offer["label"] == label);
    found.unwrap_or_else(|| panic!("no offer {label:?} in {offers:#?}"))
}

/// What an offer means, asked for where it does not come with the offer.
fn documentation(client: &mut Client, offer: &Value) -> String {
    let offer = match offer.get("documentation") {
        Some(_) => offer.clone(),
        None => client.ask("completionItem/resolve", offer.clone()),
    };
    offer["documentation"]["value"].as_str().unwrap_or_default().to_owned()
}

fn taken(text: &str, offer: &Value, unit: &str) -> String {
    apply(text, &json!({"changes": {URI: [offer["textEdit"]]}}), URI, unit)
}

#[test]
fn every_editor_is_offered_the_sections_that_are_not_there() {
    for editor in [EGLOT, HELIX, NEOVIM, VSCODE] {
        let text = format!("{REFERRAL}## Rat");
        let (mut client, unit) = open(editor, &text);
        let found = offers(&mut client, 14, 6);
        assert_eq!(found.len(), 1, "only what begins so: {found:#?}");
        let offer = labelled(&found, "Rationale");
        assert_eq!(offer["filterText"], "## Rationale");
        assert_eq!(offer["sortText"], "0000");
        assert_eq!(offer["detail"], "section, required");
        assert!(documentation(&mut client, offer).len() > 20);
        if editor == EGLOT {
            assert_eq!(offer.get("insertTextFormat"), None, "without yasnippet");
            assert_eq!(taken(&text, offer, &unit), format!("{REFERRAL}## Rationale"));
            continue;
        }
        assert_eq!(offer["insertTextFormat"], 2);
        let text = offer["textEdit"]["newText"].as_str().unwrap();
        assert!(
            text.starts_with("## Rationale\n\nA review is warranted because ${1:[insert reason]}"),
            "{text}"
        );
    }
}

#[test]
fn a_first_sentence_proposes_what_is_known_to_editors_in_which_typing_takes_it_away() {
    for editor in [HELIX, NEOVIM, VSCODE] {
        let text = format!("{REFERRAL}## Rationale\r\n\r\n");
        let (mut client, _) = open(editor, &text);
        let found = offers(&mut client, 16, 0);
        let begun = labelled(&found, "Begin \"Rationale\"")["textEdit"]["newText"].as_str().unwrap();
        if editor == NEOVIM {
            assert!(begun.contains("On ${2:[insert date]}, ${3:[insert agency]}"), "{begun}");
        } else {
            assert!(begun.contains("On ${2|[insert date],") && begun.contains(",2 March 2015|}"), "{begun}");
        }
        let basis = labelled(&offers(&mut client, 12, 0), "Begin \"Basis\"").to_string();
        assert!(basis.contains("${1|[insert "), "what is to be chosen is a choice everywhere: {basis}");
    }
}

#[test]
fn an_editor_without_snippets_gets_plain_text_with_the_breaks_of_the_document() {
    for editor in [EGLOT, NEOVIM] {
        let editor = without_snippets(editor);
        let (mut client, unit) = open(&editor, REFERRAL);
        let found = offers(&mut client, 12, 0);
        assert!(found.iter().all(|offer| offer.get("insertTextFormat").is_none()));
        let after = taken(REFERRAL, labelled(&found, "Begin \"Basis\""), &unit);
        assert!(after.contains("## Basis\r\n\r\nThis case is referred because [insert "), "{after:?}");
        assert!(!after.contains('$'), "{after:?}");
        let route =
            found.iter().find(|offer| offer["documentation"]["value"] == "5(2)(a) and (b)(i)").unwrap();
        let after = taken(REFERRAL, route, &unit);
        assert!(after.contains("## Basis\r\n\r\nThe child has died and abuse or neglect"), "{after:?}");
        let id = client.send("textDocument/completion", place(8, 10));
        assert_eq!(client.result(id), json!([]), "nothing inside what is written");
    }
}

#[test]
fn positions_are_counted_in_the_unit_of_the_client() {
    let row = "| Gender | 𝄞 | Date of referral | 10 J";
    let text =
        format!("# Referral\n\n| What | Answer | What | Answer |\n| --- | --- | --- | --- |\n{row} |\n");
    for editor in [EGLOT, HELIX, NEOVIM, VSCODE] {
        let (mut client, unit) = open(editor, &text);
        let character = match unit.as_str() {
            "utf-8" => row.len(),
            "utf-32" => row.chars().count(),
            _ => row.encode_utf16().count(),
        };
        let found = offers(&mut client, 4, character as u32);
        let after = taken(&text, labelled(&found, "10 June 2015"), &unit);
        assert_eq!(after, text.replace("10 J |", "10 June 2015 |"), "{unit}");
    }
}

#[test]
fn an_empty_markdown_file_is_offered_each_kind_of_referral() {
    for (editor, is_ours) in [(EGLOT, true), (NEOVIM, true), (NEOVIM, false)] {
        let uri = if is_ours { URI } else { "file:///cases/notes.md" };
        let (mut client, _) = open(editor, "");
        client.open_as(uri, "");
        let asked = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
        let found = client.ask("textDocument/completion", asked.clone());
        let found = found.as_array().unwrap();
        let sar = found.iter().find(|offer| offer["detail"] == "sar").unwrap();
        let text = sar["textEdit"]["newText"].as_str().unwrap();
        assert!(text.starts_with("---\nschema: sar\nstatus: draft\n---\n"), "{text}");
        assert!(found.iter().all(|offer| offer["detail"] != "common"), "{found:#?}");
        client.open_as(uri, "Notes of a meeting");
        let none = client.ask("textDocument/completion", asked);
        assert_eq!(none, json!([]), "something is written");
    }
}

#[test]
fn an_offer_right_behind_an_edit_sees_it() {
    let (mut client, _) = open(NEOVIM, REFERRAL);
    let range = json!({"start": {"line": 12, "character": 0}, "end": {"line": 12, "character": 0}});
    client.send_bytes(frame(&change(2, &json!([{"range": range, "text": "# Chron"}]))));
    let found = offers(&mut client, 12, 7);
    assert_eq!(labelled(&found, "Chronology")["filterText"], "# Chronology");
}

#[test]
fn the_long_text_comes_when_it_is_wanted_where_the_client_can_ask_and_else_at_once() {
    for (name, editor) in editors::ALL {
        let (mut client, _) = open(editor, REFERRAL);
        let can_ask = matches!(name, "helix" | "vscode");
        let provider = client.hello["capabilities"]["completionProvider"].clone();
        assert_eq!(provider.get("resolveProvider").is_some(), can_ask, "{name}");
        let found = offers(&mut client, 12, 0);
        let first = labelled(&found, "Begin \"Basis\"");
        assert_eq!(first.get("documentation").is_none(), can_ask, "{name}");
        // Somebody types on, which the list is not asked for again after.
        let range = json!({"start": {"line": 12, "character": 0}, "end": {"line": 12, "character": 0}});
        client.send_bytes(frame(&change(2, &json!([{"range": range, "text": "Th"}]))));
        let text = documentation(&mut client, first);
        assert!(text.starts_with("This case is referred because [insert "), "{name}: {text}");
        assert_eq!(first.get("labelDetails").is_some(), name == "vscode", "{name}");
        if can_ask {
            let odd = json!({"label": "from elsewhere", "data": 7});
            assert_eq!(client.ask("completionItem/resolve", odd.clone()), odd);
        }
    }
}

#[test]
fn a_section_that_belongs_elsewhere_comes_in_there_and_the_cursor_goes_along() {
    let text = REFERRAL.replace("2015.\r\n\r\n", "2015.\r\n\r\n\r\nShe went home.\r\n\r\n");
    for (name, editor) in editors::ALL {
        let (mut client, unit) = open(editor, &text);
        let found = offers(&mut client, 10, 0);
        let offer = labelled(&found, "Chronology");
        assert_eq!(offer["textEdit"]["newText"], "", "{name}");
        let edits = [offer["textEdit"].clone(), offer["additionalTextEdits"][0].clone()];
        let after = apply(&text, &json!({"changes": {URI: edits}}), URI, &unit);
        let expected = "## Basis\r\n\r\n\r\n\r\n## Chronology\r\n\r\n<!-- prompt: ";
        assert!(after.contains(expected), "{name}: {after:?}");
        assert!(after.contains("2015.\r\n\r\n\r\nShe went home.\r\n\r\n## Basis"), "{name}: {after:?}");
        client.replace(2, &after);
        if name == "eglot" {
            assert_eq!(offer.get("command"), None);
            continue;
        }
        let command = &offer["command"];
        let params = json!({"command": command["command"], "arguments": command["arguments"]});
        assert_eq!(client.ask("workspace/executeCommand", params)["about"], "chronology", "{name}");
    }
}
