//! Schema files and `referral.toml` in the editor: what is wrong with them as they are typed, what a key means, what could be typed.
//!
//! Which mistakes there are is tested where the files are read.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::{Client, Program};
use crate::edits::{byte, position};

const BOARD: &str = r#"id = "eastmoor"
extends = "scr"
title = "Referral to the Eastmoor board"

[[source]]
id = "protocol"
title = "Eastmoor Learning Protocol"

[[timescale]]
id = "referral"
limit = { weeks = 2 }
source = "protocol"
"#;

/// A workspace of a board, with the server beside it.
struct Workspace {
    folder: TempDir,
    client: Client,
}

impl Workspace {
    fn new(board: &str) -> Self {
        Self::with(board, Client::start(Program::Referral))
    }

    fn with(board: &str, client: Client) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("boards")).unwrap();
        let workspace = Self { folder, client };
        workspace.save("referral.toml", "boards = \"boards\"\n");
        workspace.save("boards/eastmoor.toml", board);
        workspace
    }

    fn uri(&self, name: &str) -> String {
        tower_lsp::lsp_types::Url::from_file_path(self.folder.path().join(name)).unwrap().into()
    }

    fn save(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn open(&self, name: &str, version: i32, text: &str) {
        let language = if name.contains(".referral.") { "markdown" } else { "toml" };
        let document =
            json!({"uri": self.uri(name), "languageId": language, "version": version, "text": text});
        self.client.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    fn change(&self, name: &str, version: i32, text: &str) {
        let document = json!({"uri": self.uri(name), "version": version});
        let changes = json!([{"text": text}]);
        self.client
            .tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    fn close(&self, name: &str) {
        self.client.tell("textDocument/didClose", json!({"textDocument": {"uri": self.uri(name)}}));
    }

    /// What is found in this version, each as the text underlined and the message.
    fn found(&self, name: &str, version: impl Into<Value>, text: &str) -> Vec<(String, String)> {
        let (uri, version) = (self.uri(name), version.into());
        let is_it = |params: &Value| params["uri"] == uri && params["version"] == version;
        let params = self.client.wait_for("textDocument/publishDiagnostics", is_it);
        let found = params["diagnostics"].as_array().unwrap().iter().map(|found| {
            assert_eq!((&found["severity"], &found["source"]), (&json!(1), &json!("referral")));
            let at = |end: &str| byte(text, &found["range"][end], "utf-16");
            (text[at("start")..at("end")].to_owned(), found["message"].as_str().unwrap().to_owned())
        });
        found.collect()
    }

    /// The parameters that name the place of `|` in `marked`, and the text without it.
    fn place(&self, name: &str, marked: &str) -> (Value, String) {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        (json!({"textDocument": {"uri": self.uri(name)}, "position": position(&text, offset)}), text)
    }

    /// The hover at `|` of a text that is opened.
    fn hover(&mut self, name: &str, marked: &str) -> String {
        let (place, text) = self.place(name, marked);
        self.open(name, 1, &text);
        let answer = self.client.ask("textDocument/hover", place);
        answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// The text with each offer made at `|`, by its label.
    fn offers(&mut self, name: &str, marked: &str) -> Vec<(String, String)> {
        let (place, text) = self.place(name, marked);
        self.open(name, 1, &text);
        let offers = self.client.ask("textDocument/completion", place);
        let offers = offers.as_array().unwrap().iter().map(|offer| {
            let edit = &offer["textEdit"];
            let at = |end: &str| byte(&text, &edit["range"][end], "utf-16");
            let mut after = text.clone();
            after.replace_range(at("start")..at("end"), edit["newText"].as_str().unwrap());
            (offer["label"].as_str().unwrap().to_owned(), after)
        });
        offers.collect()
    }

    fn labels(&mut self, name: &str, marked: &str) -> Vec<String> {
        self.offers(name, marked).into_iter().map(|(label, _)| label).collect()
    }
}

fn one(at: &str, message: &str) -> Vec<(String, String)> {
    vec![(at.to_owned(), message.to_owned())]
}

#[test]
fn a_boards_schema_is_judged_as_it_is_typed_with_what_it_extends() {
    let workspace = Workspace::new(BOARD);
    workspace.open("boards/eastmoor.toml", 1, BOARD);
    assert_eq!(workspace.found("boards/eastmoor.toml", 1, BOARD), []);

    let unsourced = BOARD.replace("source = \"protocol\"\n", "");
    workspace.change("boards/eastmoor.toml", 2, &unsourced);
    assert_eq!(
        workspace.found("boards/eastmoor.toml", 2, &unsourced),
        one("limit", "this changes \"limit\" of the schema it extends and needs a \"source\" of its own")
    );

    let together = format!("{BOARD}\n[[field]]\nid = \"date-aware\"\ntype = \"text\"\n");
    workspace.change("boards/eastmoor.toml", 3, &together);
    let found = workspace.found("boards/eastmoor.toml", 3, &together);
    assert!(!found.is_empty());
    for (at, message) in found {
        assert_eq!(at, "\"date-aware\"");
        assert!(
            message.starts_with("together with the schema it extends: the field \"date-aware\""),
            "{message}"
        );
    }

    let dangling = format!("{BOARD}\n[[section]]\nid = \"basis\"\nquestion = \"bases\"\naliases = 3\n");
    workspace.change("boards/eastmoor.toml", 4, &dangling);
    assert_eq!(
        workspace.found("boards/eastmoor.toml", 4, &dangling),
        [
            one("\"bases\"", "there is no question \"bases\"; did you mean \"basis\"?"),
            one("3", "\"aliases\" should be a list of texts, and this is a whole number"),
        ]
        .concat()
    );
}

#[test]
fn a_schema_half_typed_is_judged_for_the_rest() {
    let workspace = Workspace::new(BOARD);
    let text = format!("{BOARD}\n[[section]]\nid =\n\n[[section]]\nid = \"local\"\nheadin = \"Local\"\n");
    workspace.open("boards/eastmoor.toml", 1, &text);
    let messages: Vec<String> =
        workspace.found("boards/eastmoor.toml", 1, &text).into_iter().map(|(_, message)| message).collect();
    assert!(messages.iter().any(|message| message.starts_with("nothing stands behind")), "{messages:?}");
    assert!(messages.iter().any(|message| message.contains("did you mean \"heading\"?")), "{messages:?}");
}

#[test]
fn settings_are_judged_as_they_are_typed() {
    let workspace = Workspace::new(BOARD);
    let text = "boards = \"boards\"\ndefault-schema = \"eastmor\"\n[severities]\nempty-secton = \"hint\"\n";
    workspace.open("referral.toml", 3, text);
    let found = workspace.found("referral.toml", 3, text);
    let places: Vec<&str> = found.iter().map(|(at, _)| at.as_str()).collect();
    assert_eq!(places, ["empty-secton", "eastmor"], "{found:?}");
    assert!(found[1].1.contains("did you mean \"eastmoor\"?"), "{found:?}");

    let text = "boards = \"bords\"\n";
    workspace.change("referral.toml", 4, text);
    let found = workspace.found("referral.toml", 4, text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "bords");
    assert!(
        found[0].1.starts_with("the folder \"bords\", for the schemas of boards, cannot be read"),
        "{found:?}"
    );
}

#[test]
fn what_is_closed_is_judged_as_it_is_saved() {
    let saved = BOARD.replacen("title", "tilte", 1);
    let workspace = Workspace::new(&saved);
    workspace.open("boards/eastmoor.toml", 1, BOARD);
    assert_eq!(workspace.found("boards/eastmoor.toml", 1, BOARD), []);
    workspace.open("child-k.referral.md", 1, "# Child K\n");
    let referral = workspace.uri("child-k.referral.md");
    workspace.client.wait_for("textDocument/publishDiagnostics", |params| params["uri"] == referral);
    let of_saved = |params: &Value| params["version"].is_null();
    assert!(
        !workspace.client.seen("textDocument/publishDiagnostics").iter().any(of_saved),
        "what is open is judged by the text in the editor alone"
    );

    workspace.close("boards/eastmoor.toml");
    let found = workspace.found("boards/eastmoor.toml", Value::Null, &saved);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "tilte");
    let published = workspace.client.seen("textDocument/publishDiagnostics");
    let of_board: Vec<&Value> =
        published.iter().filter(|params| params["uri"] == workspace.uri("boards/eastmoor.toml")).collect();
    assert_eq!(of_board.len(), 3, "the text's own, none, those of the saved file");
    assert_eq!((&of_board[1]["diagnostics"], &of_board[1]["version"]), (&json!([]), &json!(1)));
}

#[test]
fn what_is_opened_again_is_judged_by_its_text() {
    let saved = BOARD.replacen("title", "tilte", 1);
    let workspace = Workspace::new(&saved);
    workspace.open("child-k.referral.md", 1, "# Child K\n");
    assert_eq!(workspace.found("boards/eastmoor.toml", Value::Null, &saved).len(), 1);
    workspace.open("boards/eastmoor.toml", 5, &saved);
    assert_eq!(workspace.found("boards/eastmoor.toml", 5, &saved).len(), 1);
    workspace.change("boards/eastmoor.toml", 6, BOARD);
    assert_eq!(workspace.found("boards/eastmoor.toml", 6, BOARD), []);
}

#[test]
fn toml_that_is_plainly_a_schema_is_judged_wherever_it_is() {
    let workspace = Workspace::new(BOARD);
    let elsewhere = "id = \"hill\"\nextends = \"scr\"\ncolour = \"red\"\n";
    workspace.open("drafts/hill.toml", 1, elsewhere);
    assert_eq!(workspace.found("drafts/hill.toml", 1, elsewhere)[0].0, "colour");
    let on_another = "id = \"hill\"\nextends = \"eastmoor\"\ncolour = \"red\"\n";
    workspace.open("hill.toml", 1, on_another);
    assert_eq!(workspace.found("hill.toml", 1, on_another)[0].0, "colour");

    let unsaved = "untitled:Untitled-1";
    let document = json!({"uri": unsaved, "languageId": "toml", "version": 1, "text": elsewhere});
    workspace.client.tell("textDocument/didOpen", json!({"textDocument": document}));
    let is_it = |params: &Value| params["uri"] == unsaved;
    let params = workspace.client.wait_for("textDocument/publishDiagnostics", is_it);
    assert_eq!(params["diagnostics"].as_array().unwrap().len(), 1);
}

#[test]
fn other_toml_is_left_alone() {
    let mut workspace = Workspace::new(BOARD);
    for (name, text) in [
        ("Cargo.toml", "[package]\nname = \"eastmoor\"\n[dependencies]\nserde = \"1\"\n"),
        ("pyproject.toml", "[tool.ruff]\nextend = \"scr\"\n"),
        ("site.toml", "id = \"site\"\nextends = \"theme\"\n[[section]]\nname = \"x\"\n"),
        ("boards/deeper/notes.toml", "colour = \"red\"\n"),
    ] {
        workspace.open(name, 1, text);
        assert_eq!(workspace.found(name, 1, text), [], "{name}");
        assert_eq!(workspace.hover(name, &format!("|{text}")), "");
        assert_eq!(workspace.labels(name, &format!("{text}|")), [""; 0]);
    }
}

#[test]
fn a_hover_says_what_a_key_means_and_what_an_id_leads_to() {
    let mut workspace = Workspace::new(BOARD);
    let mut hover = |marked: &str| workspace.hover("boards/eastmoor.toml", marked);
    let key = hover(&BOARD.replace("limit", "li|mit"));
    assert!(key.contains("How long it runs."), "{key}");
    assert!(key.contains("working-days: Monday to Friday but bank holidays"), "{key}");
    let unit = hover(&BOARD.replace("weeks", "|weeks"));
    assert!(unit.contains("Seven days each."), "{unit}");
    let head = hover(&BOARD.replace("[[timescale]]", "[[time|scale]]"));
    assert!(head.contains("Clocks.") && head.contains("under [[timescale]]"), "{head}");
    let base = hover(&BOARD.replace("\"scr\"", "\"|scr\""));
    assert!(base.contains("Referral for Serious Case Review consideration"), "{base}");
    let source = hover(&BOARD.replace("source = \"protocol\"", "source = \"proto|col\""));
    assert!(source.contains("Eastmoor Learning Protocol"), "{source}");
    let changed = hover(&BOARD.replace("id = \"referral\"", "id = \"|referral\""));
    assert!(changed.contains("This changes what \"scr\" has under this id"), "{changed}");
    assert!(changed.contains("1 month"), "{changed}");
    let home = hover(&format!("{BOARD}\n[[field]]\nid = \"x\"\nhome = [\"sub|ject\"]\n"));
    assert!(home.contains("Questions to the writer"), "{home}");
    assert_eq!(hover(&BOARD.replace("Referral to", "Ref|erral to")), "", "a text is the writer's own");

    let settings = "[severities]\nempty-section = \"hint\"\n";
    let mut hover = |marked: &str| workspace.hover("referral.toml", marked);
    let rule = hover(&settings.replace("empty-", "|empty-"));
    assert!(rule.contains("The heading of a required section is there"), "{rule}");
    assert!(hover(&settings.replace("\"hint", "\"|hint")).contains("A hint."));
    assert!(hover(&settings.replace("severities", "sev|erities")).contains("Codes of rules"));
}

#[test]
fn keys_and_ids_are_offered_where_they_may_stand() {
    let mut workspace = Workspace::new(BOARD);
    let mut offers = |marked: &str| workspace.offers("boards/eastmoor.toml", marked);
    let has = |offers: &[(String, String)], label: &str| offers.iter().any(|(known, _)| known == label);

    let keys = offers(&format!("{BOARD}\n[[field]]\nid = \"area\"\n|\n"));
    assert!(has(&keys, "label") && has(&keys, "type") && has(&keys, "[[section]]"), "{keys:?}");
    assert!(!has(&keys, "id"), "it is there already");
    let (_, after) = keys.iter().find(|(label, _)| label == "label").unwrap();
    assert!(after.ends_with("id = \"area\"\nlabel = \n"), "{after}");

    assert!(has(&offers("extends = \"|\"\n"), "scr") && has(&offers("extends = \"|\"\n"), "common"));
    let bare = offers("id = \"x\"\nextends = sc|\n");
    assert!(bare.contains(&("scr".into(), "id = \"x\"\nextends = \"scr\"\n".into())), "{bare:?}");
    let home = offers(&format!("{BOARD}\n[[field]]\nid = \"area\"\nhome = [\"subject\", \"cir|\"]\n"));
    assert!(has(&home, "circumstances") && !has(&home, "date-aware"), "{home:?}");
    let (_, after) = home.iter().find(|(label, _)| label == "circumstances").unwrap();
    assert!(after.ends_with("home = [\"subject\", \"circumstances\"]\n"), "{after}");
    let from = offers(&BOARD.replace("limit =", "from = \"|\"\nlimit ="));
    assert!(has(&from, "date-aware") && !has(&from, "referrer-name"), "only dates: {from:?}");
    assert!(has(&offers(&BOARD.replace("source = \"protocol\"", "source = \"|\"")), "protocol"));
    assert!(has(&offers(&BOARD.replace("id = \"referral\"", "id = \"|\"")), "la-notification"));
    assert!(has(&offers(&format!("{BOARD}[[section]]\nid = \"x\"\nquestion = |\n")), "delay"));
    assert!(has(&offers(&format!("{BOARD}[[section]]\nid = \"x\"\nafter = \"|\"\n")), "basis"));
    assert!(has(&offers(&format!("{BOARD}[[route]]\nid = \"x\"\nlimbs = [\"|\"]\n")), "child-died"));
    assert!(has(&offers(&format!("{BOARD}binds = \"|\"\n")), "local-authority"));
    let required = offers(&format!("{BOARD}[[section]]\nid = \"x\"\nrequired = \"|\"\n"));
    assert_eq!(
        required.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>(),
        ["error", "warning", "no"]
    );
    let units = offers(&BOARD.replace("{ weeks = 2 }", "{ | }"));
    assert!(has(&units, "working-days") && !has(&units, "id"), "{units:?}");
    assert_eq!(offers(&BOARD.replace("{ weeks = 2 }", "{ weeks = 2, | }")), [], "exactly one");
    let head = offers(&format!("{BOARD}\n[[sec|\n"));
    assert!(
        head.iter().any(|(label, after)| label == "[[section]]" && after.ends_with("\n[[section]]\n")),
        "{head:?}"
    );
    assert_eq!(offers(&BOARD.replace("Referral to", "Ref|erral to")), [], "a text is the writer's own");
    assert_eq!(offers(&format!("{BOARD}# a com|ment\n")), []);

    let mut labels = |marked: &str| workspace.labels("referral.toml", marked);
    assert!(labels("[severities]\n|\n").contains(&"empty-section".to_owned()));
    assert_eq!(
        labels("[severities]\nempty-section = \"|\"\n"),
        ["error", "warning", "information", "hint", "off"]
    );
    assert!(labels("boards = \"boards\"\ndefault-schema = \"|\"\n").contains(&"eastmoor".to_owned()));
    assert!(!labels("default-schema = \"|\"\n").contains(&"common".to_owned()), "no document names it");
    assert!(labels("|").contains(&"[severities]".to_owned()));
}

#[test]
fn places_to_fill_in_are_for_editors_that_know_them() {
    let item = json!({"snippetSupport": true, "documentationFormat": ["markdown"]});
    let capabilities = json!({"textDocument": {"completion": {"completionItem": item}}});
    let client = Client::start_with(Program::Referral, json!({"capabilities": capabilities}));
    assert_eq!(
        client.hello["capabilities"]["completionProvider"]["triggerCharacters"],
        json!(["\"", "[", "#", ":"])
    );
    let mut workspace = Workspace::with(BOARD, client);
    let (place, text) = workspace.place("boards/eastmoor.toml", &format!("{BOARD}\n[[field]]\nlab|\n"));
    workspace.open("boards/eastmoor.toml", 1, &text);
    let offers = workspace.client.ask("textDocument/completion", place);
    let label = offers.as_array().unwrap().iter().find(|offer| offer["label"] == "label").unwrap();
    assert_eq!(label["textEdit"]["newText"], "label = \"$1\"");
    assert_eq!(label["insertTextFormat"], 2);
    assert_eq!(label["documentation"], json!({"kind": "markdown", "value": "What a template calls it."}));
    let head = offers.as_array().unwrap().iter().find(|offer| offer["label"] == "[[section]]").unwrap();
    assert_eq!(head["textEdit"]["newText"], "[[section]]\nid = \"$1\"");
    assert_eq!(head["filterText"], "section");
}

#[test]
fn a_completion_right_behind_an_edit_sees_it() {
    let mut workspace = Workspace::new(BOARD);
    workspace.open("boards/eastmoor.toml", 1, BOARD);
    for version in 2..20 {
        let field = format!("{BOARD}\n[[section]]\nid = \"local-{version}\"\nheading = \"L{version}\"\n");
        let (place, text) = workspace
            .place("boards/eastmoor.toml", &format!("{field}[[field]]\nid = \"x\"\nhome = [\"|\"]\n"));
        workspace.change("boards/eastmoor.toml", version, &text);
        let offers = workspace.client.ask("textDocument/completion", place);
        let is_new = |offer: &Value| offer["label"] == format!("local-{version}");
        assert!(offers.as_array().unwrap().iter().any(is_new), "{version}");
    }
}
