//! The outline, folds, growing selections and links, in the form that each client takes.

use std::fs;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::client::{Client, Program, document};
use crate::editors;
use crate::edits::byte;

const REFERRAL: &str = "---\nschema: scr\n---\n# Referral of Child K\n\n## Basis\n\n<!-- prompt: One? -->\n<!-- prompt: 𝄞? -->\n\n## Circumstances\n\nOn 3 March she fell. Nobody saw it.\n\n| When | What |\n|---|---|\n| 3 March | She fell |\n";

/// A client that can do this under `textDocument`.
fn able(capabilities: Value) -> Client {
    Client::start_with(Program::Referral, json!({"capabilities": {"textDocument": capabilities}}))
}

#[test]
fn the_outline_is_nested_where_the_client_nests() {
    let mut client = able(json!({"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}));
    client.open(REFERRAL);
    let symbols = client.ask("textDocument/documentSymbol", document());
    let title = &symbols[1];
    assert_eq!(title["name"], "Referral of Child K");
    assert_eq!(title["children"][0]["name"], "Basis");
    assert_eq!(title["children"][0]["detail"], "2 prompts left");
    assert_eq!(
        title["children"][0]["range"],
        json!({"start": {"line": 5, "character": 0}, "end": {"line": 8, "character": 20}})
    );
    assert_eq!(title["children"][0]["selectionRange"]["start"], json!({"line": 5, "character": 3}));
    assert_eq!(title["children"][1]["name"], "Circumstances");
}

#[test]
fn the_outline_is_flat_where_it_does_not_and_says_as_much() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    let symbols = client.ask("textDocument/documentSymbol", document());
    let lines: Vec<(&str, &str)> = symbols
        .as_array()
        .unwrap()
        .iter()
        .map(|symbol| {
            (symbol["name"].as_str().unwrap(), symbol["containerName"].as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("Front matter: scr", ""),
            ("Referral of Child K: Referral for Serious Case Review consideration", ""),
            ("Basis: 2 prompts left", "Referral of Child K"),
            ("Circumstances: 14 words", "Referral of Child K"),
        ]
    );
}

#[test]
fn folds_are_whole_lines_where_the_client_wants_that_and_no_more_than_it_takes() {
    let mut by_line = able(json!({"foldingRange": {"lineFoldingOnly": true}}));
    by_line.open(REFERRAL);
    let folds = by_line.ask("textDocument/foldingRange", document());
    let lines: Vec<(u64, u64, Value)> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|fold| {
            (fold["startLine"].as_u64().unwrap(), fold["endLine"].as_u64().unwrap(), fold["kind"].clone())
        })
        .collect();
    let comment = json!("comment");
    assert_eq!(
        lines,
        [
            (0, 2, Value::Null),
            (3, 16, Value::Null),
            (5, 8, Value::Null),
            (7, 8, comment),
            (10, 16, Value::Null),
            (14, 16, Value::Null)
        ]
    );
    assert!(folds[0].get("startCharacter").is_none(), "{folds}");

    let mut few = able(json!({"foldingRange": {"rangeLimit": 3}}));
    few.open(REFERRAL);
    let folds = few.ask("textDocument/foldingRange", document());
    let starts: Vec<&Value> = folds.as_array().unwrap().iter().map(|fold| &fold["startLine"]).collect();
    assert_eq!(starts, [3, 5, 10], "the sections");
    assert_eq!((&folds[1]["startCharacter"], &folds[1]["endCharacter"]), (&json!(8), &json!(20)));
}

#[test]
fn selections_grow_around_several_places_at_once() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    let mut params = document();
    params["positions"] =
        json!([{"line": 12, "character": 29}, {"line": 16, "character": 12}, {"line": 99, "character": 0}]);
    let chains = client.ask("textDocument/selectionRange", params);
    let chain = |index: usize| {
        let (mut texts, mut step) = (Vec::new(), &chains[index]);
        while step.is_object() {
            let at = |end: &str| byte(REFERRAL, &step["range"][end], "utf-16");
            texts.push(&REFERRAL[at("start")..at("end")]);
            step = &step["parent"];
        }
        texts
    };
    assert_eq!(chain(0)[..3], ["saw", "Nobody saw it.", "On 3 March she fell. Nobody saw it."]);
    assert!(chain(0)[4].starts_with("## Circumstances"));
    assert_eq!(chain(0).last(), Some(&REFERRAL));
    assert_eq!(chain(1)[..2], ["She", "She fell"]);
    assert_eq!(chain(2), [REFERRAL]);
}

#[test]
fn links_lead_to_sources_and_to_files_that_are_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("child-s.referral.md"), "# Referral of Child S\n").unwrap();
    let uri = Url::from_file_path(folder.path().join("child-k.referral.md")).unwrap();
    let text = "## Parallel processes\n\nSee [Child S](child-s.referral.md) and [gone](gone.referral.md), as Quality Marker 1 asks.\n";
    for tooltips in [true, false] {
        let mut client = able(json!({"documentLink": {"tooltipSupport": tooltips}}));
        client.open_as(uri.as_str(), text);
        let links = client.ask("textDocument/documentLink", json!({"textDocument": {"uri": uri}}));
        let links = links.as_array().unwrap();
        assert_eq!(links.len(), 2, "{links:?}");
        assert!(links[0]["target"].as_str().unwrap().ends_with("/child-s.referral.md"), "{links:?}");
        assert!(links[1]["target"].as_str().unwrap().starts_with("https://www.scie.org.uk/"), "{links:?}");
        if tooltips {
            assert_eq!(links[0]["tooltip"], "Open the referral child-s.referral.md");
        } else {
            assert!(links.iter().all(|link| link.get("tooltip").is_none()), "{links:?}");
        }
    }
}

#[test]
fn a_document_that_is_no_referral_has_none_of_it() {
    let mut client = Client::start(Program::Referral);
    let uri = "file:///cases/notes.md";
    client.open_as(uri, "# Basis \nText of Child K, with |a| table \n");
    let about = json!({"textDocument": {"uri": uri}});
    let mut at = about.clone();
    at["position"] = json!({"line": 1, "character": 9});
    at["newName"] = json!("Child M");
    at["ch"] = json!("\n");
    at["options"] = json!({"tabSize": 4, "insertSpaces": true});
    at["context"] = json!({"includeDeclaration": true});
    at["positions"] = json!([{"line": 0, "character": 0}]);
    at["range"] = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    for method in [
        "documentSymbol",
        "foldingRange",
        "selectionRange",
        "documentLink",
        "documentHighlight",
        "references",
        "definition",
        "prepareRename",
        "rename",
        "formatting",
        "rangeFormatting",
        "onTypeFormatting",
    ] {
        assert_eq!(client.ask(&format!("textDocument/{method}"), at.clone()), Value::Null, "{method}");
    }
}

#[test]
fn the_editors_people_use_get_what_they_can_show() {
    for (name, initialize) in editors::ALL {
        let (mut client, _) = editors::start(initialize);
        let is_nested = name != "helix";
        let can = client.hello["capabilities"].clone();
        for provider in [
            "documentSymbolProvider",
            "foldingRangeProvider",
            "selectionRangeProvider",
            "documentHighlightProvider",
            "referencesProvider",
            "definitionProvider",
            "documentFormattingProvider",
            "documentRangeFormattingProvider",
            "workspaceSymbolProvider",
        ] {
            assert_eq!(can[provider], true, "{name} {provider}");
        }
        let prepares = if name == "eglot" { json!(true) } else { json!({"prepareProvider": true}) };
        assert_eq!(can["renameProvider"], prepares, "{name}");
        assert_eq!(can["documentOnTypeFormattingProvider"]["firstTriggerCharacter"], "\n", "{name}");
        assert!(can["workspace"].get("textDocumentContent").is_none(), "{name} cannot ask for pages");

        client.open(REFERRAL);
        let symbols = client.ask("textDocument/documentSymbol", document());
        assert_eq!(symbols[1].get("children").is_some(), is_nested, "{name}");
        let folds = client.ask("textDocument/foldingRange", document());
        let is_by_line = matches!(name, "neovim" | "vscode");
        assert_eq!(folds[0].get("startCharacter").is_none(), is_by_line, "{name}");
    }
}

#[test]
fn what_is_asked_right_behind_an_edit_sees_it() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    for version in 2..20_u8 {
        let text =
            format!("{}{REFERRAL}", "\n".repeat(version.into())).replace("---\nschema: scr\n---\n", "");
        client.replace(version.into(), &text);
        let symbols = client.ask("textDocument/documentSymbol", document());
        assert_eq!(symbols[0]["location"]["range"]["start"]["line"], version);
    }
}
