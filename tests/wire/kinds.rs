//! What kind of referral a document is, and what a date means: actions that leave the choice to the writer.

use serde_json::{Value, json};

use crate::client::{Client, URI};
use crate::editors::{self, VSCODE, edit_of, start, start_saying, titled};
use crate::edits::apply;

const FORM: &str = "# Serious Case Review referral\n\nName of child: Child K\n\nDate of birth: 4 March 2009\n\n## Agencies involved\n\nEastmoor Police.\n";
const FORM_URI: &str = "file:///cases/form.md";

/// The refactorings at a place, those that cannot be made as well.
fn actions(client: &mut Client, uri: &str, line: u32, character: u32) -> Vec<Value> {
    let place = json!({"line": line, "character": character});
    editors::actions(client, uri, place.clone(), place, &["refactor"])
}

#[test]
fn a_form_that_nobody_calls_a_referral_can_be_marked_as_one() {
    let (mut client, unit) = start(VSCODE);
    client.open_as(FORM_URI, FORM);
    let offered = actions(&mut client, FORM_URI, 2, 0);
    assert_eq!(offered.len(), 1, "{offered:#?}");
    let mark = titled(&offered, "Mark this as a referral (scr): it asks for \"Name of child\", ");
    assert_eq!(
        apply(FORM, &edit_of(&mut client, mark), FORM_URI, &unit),
        format!("---\nschema: scr\n---\n\n{FORM}")
    );

    for (form, title) in [
        (include_str!("../forms/f4.md"), "SCR Referral Form"),
        (include_str!("../forms/f5.md"), "SCR referral"),
        (include_str!("../forms/f7.md"), "Case Review Referral"),
    ] {
        let uri = "file:///cases/opening.md";
        client.open_as(uri, form);
        let mark = &actions(&mut client, uri, 2, 0)[0];
        assert_eq!(mark["title"], format!("Mark this as a referral (scr): it is called \"{title}\""));
        let marked = apply(form, &edit_of(&mut client, mark), uri, &unit);
        assert_eq!(marked, format!("---\nschema: scr\n---\n\n{form}"));
    }

    client.open_as("file:///cases/notes.md", "# Notes\n\nBuy stamps.\n");
    assert_eq!(actions(&mut client, "file:///cases/notes.md", 0, 0), [Value::Null; 0]);
    let reply = include_str!("../forms/replies/f14.md");
    client.open_as("file:///cases/reply.md", reply);
    assert_eq!(actions(&mut client, "file:///cases/reply.md", 0, 0), [Value::Null; 0]);
}

#[test]
fn a_date_that_could_have_its_month_first_is_read_in_both_ways() {
    let (mut client, unit) = start(VSCODE);
    let text = "---\nschema: scr\ndate-of-birth: 03/04/09\n---\n\n## Background\n\nSeen on 5/3/2015 and on 13/3/2015.\n";
    client.open(text);
    let offered = actions(&mut client, URI, 2, 18);
    let day = titled(&offered, "Write \"03/04/09\" as 3 April 2009, with the day first");
    assert_eq!(apply(text, &edit_of(&mut client, day), URI, &unit), text.replace("03/04/09", "3 April 2009"));
    titled(&offered, "Write \"03/04/09\" as 4 March 2009, with the month first");
    let offered = actions(&mut client, URI, 7, 10);
    let month = titled(&offered, "Write \"5/3/2015\" as 3 May 2015, with the month first");
    assert_eq!(apply(text, &edit_of(&mut client, month), URI, &unit), text.replace("5/3/2015", "3 May 2015"));
    let offered = actions(&mut client, URI, 7, 28);
    let none = titled(&offered, "Write the date with its month in words");
    assert!(none["disabled"]["reason"].is_string() && none.get("edit").is_none(), "{none}");
}

#[test]
fn the_kind_of_review_can_be_switched_where_it_is_named() {
    let (mut client, unit) = start(VSCODE);
    let text = "---\nschema: scr\n---\n\n# Referral\n";
    client.open(text);
    let offered = actions(&mut client, URI, 1, 9);
    let switch = titled(&offered, "Switch to \"lcspr\": Referral for a rapid review");
    assert_eq!(apply(text, &edit_of(&mut client, switch), URI, &unit), text.replace("scr", "lcspr"));
    assert!(offered.iter().all(|action| !action["title"].as_str().unwrap().starts_with("Switch to \"scr\"")));
    let elsewhere = actions(&mut client, URI, 4, 0);
    let none = titled(&elsewhere, "Switch to another kind of review");
    assert!(none["disabled"]["reason"].as_str().unwrap().contains("front matter"), "{none}");
}

#[test]
fn a_priority_of_the_board_can_be_linked_from_anywhere_in_the_basis() {
    let mut hello: Value = serde_json::from_str(VSCODE).unwrap();
    let priorities = json!([{"id": "men", "title": "Men who are not seen"}]);
    hello["initializationOptions"] = json!({"priority": priorities});
    let (mut client, unit) = start_saying(hello);
    // As the client answers when it is asked for its settings.
    let asked = client.wait("a question", |message| message["method"] == "workspace/configuration");
    let reply = json!({"jsonrpc": "2.0", "id": asked["id"], "result": [{"priority": priorities}]});
    client.send_bytes(crate::client::frame(&reply));
    let text = "---\nschema: scr\n---\n\n## Basis\n\nThe criteria are not met. We refer for learning purposes: a letter went to the wrong surgery three times.\n\nThe family know.\n";
    client.open(text);
    let offered = actions(&mut client, URI, 8, 2);
    let link = titled(&offered, "Link a learning priority: ");
    assert!(apply(text, &edit_of(&mut client, link), URI, &unit).contains("Men who are not seen"));
    let elsewhere = actions(&mut client, URI, 1, 0);
    let none = titled(&elsewhere, "Link a learning priority");
    assert!(none["disabled"]["reason"].is_string(), "{none}");
}

#[test]
fn an_empty_field_can_be_answered_with_any_of_its_values() {
    let folder = tempfile::tempdir().unwrap();
    let boards = folder.path().join("boards");
    std::fs::create_dir(&boards).unwrap();
    std::fs::write(folder.path().join("referral.toml"), "boards = \"boards\"\n").unwrap();
    let field = "[[field]]\nid = \"eastmoor-area\"\nlabel = \"Area\"\nhome = [\"subject\"]\ntype = \"choice\"\nchoices = [{ value = \"North\" }, { value = \"South\" }]\nprompt = \"Which area?\"\n";
    let schema = format!("id = \"eastmoor\"\nextends = \"scr\"\ntitle = \"Referral to Eastmoor\"\n\n{field}");
    std::fs::write(boards.join("eastmoor.toml"), schema).unwrap();
    let uri = tower_lsp::lsp_types::Url::from_file_path(folder.path().join("k.referral.md")).unwrap();
    let (mut client, unit) = start(VSCODE);
    for (line, answered) in [
        ("- **Area:**", "- **Area:** South"),
        ("- **Area:** ", "- **Area:** South"),
        ("- **Area:** <!-- prompt: North / South -->", "- **Area:** South <!-- prompt: North / South -->"),
        ("| Area | |\n|---|---|", "| Area | South |\n|---|---|"),
    ] {
        let text = format!("---\nschema: eastmoor\n---\n\n## Child\n\n{line}\n");
        client.open_as(uri.as_str(), &text);
        let offered = actions(&mut client, uri.as_str(), 6, 3);
        titled(&offered, "Answer \"Area\" with \"North\"");
        let edit = edit_of(&mut client, titled(&offered, "Answer \"Area\" with \"South\""));
        assert_eq!(apply(&text, &edit, uri.as_str(), &unit), text.replace(line, answered));
    }
    client.open_as(uri.as_str(), "---\nschema: eastmoor\n---\n\n## Child\n\n- **Area:** North\n");
    let offered = actions(&mut client, uri.as_str(), 6, 3);
    let none = titled(&offered, "Answer with one of the values there are");
    assert!(none["disabled"]["reason"].is_string(), "{none}");
}
