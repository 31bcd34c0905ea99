//! What the server says of itself in the answer to `initialize`, held against real referrals: whatever it promises an editor
//! has an answer there, and each editor is promised what it can make use of.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::client::{Client, Program};
use crate::editors::{ALL, VSCODE};
use crate::edits::position_in;

/// A draft that lacks much.
const GAPS: &str = "draft-with-gaps";
/// A letter and form with nearly everything in it.
const FULL: &str = "hospital-nurse-detained-mha";

/// The real referrals of one kind.
fn folder(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/referrals").join(kind)
}

/// The folder of an editor's workspace.
fn workspace() -> Value {
    json!([{"uri": Url::from_directory_path(folder("sar")).unwrap(), "name": "referrals"}])
}

/// An editor at work on real referrals.
struct Desk {
    client: Client,
    unit: String,
}

impl Desk {
    fn new(initialize: &str, change: impl Fn(&mut Value)) -> Self {
        let mut params: Value = serde_json::from_str(initialize).unwrap();
        params["workspaceFolders"] = workspace();
        change(&mut params);
        let client = Client::start_with(Program::Referral, params);
        let unit = client.hello["capabilities"]["positionEncoding"].as_str().unwrap().to_owned();
        Desk { client, unit }
    }

    /// Opens the referral with this name, with something put in behind `mark` if there is anything, and gives the
    /// parameters that name the place behind that.
    fn at(&self, name: &str, mark: &str, typed: &str) -> Value {
        let path = folder("scr").join(format!("{name}.referral.md"));
        let text = fs::read_to_string(&path).unwrap();
        let at = text.find(mark).unwrap_or_else(|| panic!("no {mark} in {name}")) + mark.len();
        let text = format!("{}{typed}{}", &text[..at], &text[at..]);
        let uri = Url::from_file_path(path).unwrap();
        self.client.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        self.client.open_as(uri.as_str(), &text);
        let position = position_in(&text, at + typed.len(), &self.unit);
        json!({"textDocument": {"uri": uri}, "position": position})
    }

    /// The same with all that other requests need as well.
    fn about(&self, name: &str, mark: &str) -> Value {
        let mut params = self.at(name, mark, "");
        let position = params["position"].clone();
        params["range"] = json!({"start": {"line": 0, "character": 0}, "end": position});
        params["positions"] = json!([position]);
        params["context"] = json!({"diagnostics": [], "includeDeclaration": true, "triggerKind": 1});
        params["options"] = json!({"tabSize": 4, "insertSpaces": true});
        params
    }

    /// The answer to a request, which must hold something.
    fn useful(&mut self, method: &str, params: Value) -> Value {
        let answer = self.client.ask(method, params);
        assert!(holds_something(&answer), "{method}: {answer}");
        answer
    }

    fn actions(&mut self, name: &str, mark: &str, kind: &str) -> Vec<Value> {
        let mut params = self.about(name, mark);
        params["range"]["start"] = params["range"]["end"].clone();
        params["context"]["only"] = json!([kind]);
        let actions = self.useful("textDocument/codeAction", params);
        let can_be_done = |action: &&Value| action.get("disabled").is_none();
        let actions: Vec<Value> = actions.as_array().unwrap().iter().filter(can_be_done).cloned().collect();
        assert!(!actions.is_empty(), "{kind}");
        actions
    }

    /// Asks for what is promised under `name`.
    fn try_out(&mut self, name: &str, promised: &Value) {
        let of_document = |desk: &Self| desk.about(FULL, "## Sign-off");
        match name {
            "positionEncoding" => assert!(["utf-8", "utf-16"].contains(&promised.as_str().unwrap())),
            "textDocumentSync" => self.synchronise(promised),
            "completionProvider" => self.complete(promised),
            "hoverProvider" => {
                let params = self.about(FULL, "## Bas");
                self.useful("textDocument/hover", params);
            }
            "codeActionProvider" => self.act(promised),
            "documentSymbolProvider" | "foldingRangeProvider" | "selectionRangeProvider" => {
                let method = name.trim_end_matches("Provider");
                let params = of_document(self);
                self.useful(&format!("textDocument/{method}"), params);
            }
            "codeLensProvider" => {
                let params = of_document(self);
                let lenses = self.useful("textDocument/codeLens", params);
                let has_command = |lens: &Value| lens["command"]["command"].is_string();
                assert_eq!(promised["resolveProvider"], false);
                assert!(lenses.as_array().unwrap().iter().all(has_command), "{lenses}");
            }
            "documentLinkProvider" => {
                let params = self.about("every-section-long", "# ");
                self.useful("textDocument/documentLink", params);
            }
            "inlayHintProvider" => {
                let mut params = self.about(GAPS, "see attached");
                params["range"]["end"] = params["position"].clone();
                self.useful("textDocument/inlayHint", params);
            }
            "documentHighlightProvider" | "referencesProvider" | "definitionProvider" => {
                let method = name.trim_end_matches("Provider");
                let params = self.about(GAPS, "# Child");
                self.useful(&format!("textDocument/{method}"), params);
            }
            "renameProvider" => {
                let mut params = self.about(GAPS, "Name: Child");
                if promised["prepareProvider"] == true {
                    let prepared = self.useful("textDocument/prepareRename", params.clone());
                    assert_eq!(prepared["placeholder"], "Child L");
                }
                params["newName"] = json!("Child M");
                self.useful("textDocument/rename", params);
            }
            "documentFormattingProvider" | "documentRangeFormattingProvider" => {
                let method = if name.contains("Range") { "rangeFormatting" } else { "formatting" };
                let params = of_document(self);
                self.useful(&format!("textDocument/{method}"), params);
            }
            "documentOnTypeFormattingProvider" => {
                assert_eq!(promised, &json!({"firstTriggerCharacter": "\n"}));
                let mut params = self.at(FULL, "- [ ] Other reason", "\n");
                params["ch"] = json!("\n");
                params["options"] = json!({"tabSize": 4, "insertSpaces": true});
                self.useful("textDocument/onTypeFormatting", params);
            }
            "diagnosticProvider" => {
                let params = self.about(GAPS, "# ");
                let found = self.client.asked_for(&params);
                assert!(holds_something(&found["items"]) && found["resultId"].is_string(), "{found}");
                assert_eq!(promised["workspaceDiagnostics"], true);
                let all = self.useful("workspace/diagnostic", json!({"previousResultIds": []}));
                assert!(all["items"].as_array().unwrap().len() > 10);
            }
            "executeCommandProvider" => self.execute(promised),
            "workspaceSymbolProvider" => {
                self.useful("workspace/symbol", json!({"query": "rationale"}));
            }
            "inlineCompletionProvider" => {
                let params = self.at(GAPS, "## Basis\n", "\n");
                let offered = self.useful("textDocument/inlineCompletion", params);
                assert!(holds_something(&offered["items"]), "{offered}");
            }
            "workspace" => self.try_out_workspace(promised),
            _ => panic!("{name} is promised, and nobody has tried it"),
        }
    }

    fn synchronise(&mut self, promised: &Value) {
        assert_eq!(promised, &json!({"openClose": true, "change": 2, "save": {"includeText": false}}));
        let params = self.at(GAPS, "status: draft", "");
        let before = self.useful("referral/status", params.clone());
        let (start, end) = (json!({"line": 2, "character": 8}), json!({"line": 2, "character": 13}));
        let document = json!({"uri": params["textDocument"]["uri"], "version": 2});
        let changes = json!([{"range": {"start": start, "end": end}, "text": "ready"}]);
        self.client
            .tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
        let after = self.useful("referral/status", params);
        assert_eq!((&before["status"], &after["status"]), (&json!("draft"), &json!("ready")));
    }

    fn complete(&mut self, promised: &Value) {
        for key in promised["triggerCharacters"].as_array().unwrap() {
            let params = match key.as_str().unwrap() {
                "#" => self.at(GAPS, "## Basis\n", "\n#"),
                ":" => self.at(GAPS, "status: draft", "\ndate-notified:"),
                "\"" => self.at(GAPS, "status: draft", "\ndate-notified: \""),
                "[" => {
                    let uri = "file:///cases/referral.toml";
                    self.client.open_as(uri, "[");
                    json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}})
                }
                key => panic!("nobody has tried what is offered after {key}"),
            };
            self.useful("textDocument/completion", params);
        }
        let params = self.at(GAPS, "## Basis\n", "\n#");
        let offers = self.useful("textDocument/completion", params);
        if promised["resolveProvider"] == true {
            let resolved = self.useful("completionItem/resolve", offers[0].clone());
            assert!(resolved["documentation"]["value"].is_string(), "{resolved}");
        }
    }

    fn act(&mut self, promised: &Value) {
        for kind in promised["codeActionKinds"].as_array().unwrap() {
            let kind = kind.as_str().unwrap();
            if kind == "source.fixAll.referral" {
                // Of what people wrote nothing goes without a look, so a comment without their words has to be there.
                let comment = "<!-- referral-ignore-file misnamed-section: say why -->\n\n";
                let mut params = self.at(GAPS, "2019-10-04\n---\n\n", comment);
                params["range"] = json!({"start": params["position"], "end": params["position"]});
                params["context"] = json!({"diagnostics": [], "only": [kind]});
                let actions = self.useful("textDocument/codeAction", params);
                assert!(actions[0].get("disabled").is_none(), "{actions}");
                continue;
            }
            let actions = self.actions(GAPS, "## Basis", kind);
            for action in actions {
                assert!(action["kind"].as_str().unwrap().starts_with(kind), "{action}");
                let is_whole = action["edit"].is_object();
                assert_ne!(is_whole, promised["resolveProvider"] == true, "{action}");
                if !is_whole {
                    let resolved = self.useful("codeAction/resolve", action);
                    assert!(resolved["edit"].is_object(), "{resolved}");
                }
            }
        }
    }

    fn execute(&mut self, promised: &Value) {
        for command in promised["commands"].as_array().unwrap() {
            let mut arguments = self.at(GAPS, "# ", "");
            if command == "referral.new" {
                arguments["schema"] = json!("scr");
            }
            let asked = self.client.asked_of_us().len();
            let params = json!({"command": command, "arguments": [arguments]});
            let result = self.client.ask("workspace/executeCommand", params);
            // The edit is in the result, or has been sent.
            assert!(holds_something(&result) || self.client.asked_of_us().len() > asked, "{command}");
        }
    }

    fn try_out_workspace(&mut self, promised: &Value) {
        for (name, promised) in promised.as_object().unwrap() {
            match name.as_str() {
                "workspaceFolders" => {
                    assert_eq!(promised, &json!({"supported": true, "changeNotifications": true}));
                    let change =
                        |added: Value, removed: Value| json!({"event": {"added": added, "removed": removed}});
                    let method = "workspace/didChangeWorkspaceFolders";
                    let symbols = json!({"query": "rationale"});
                    self.client.tell(method, change(json!([]), workspace()));
                    let without = self.client.ask("workspace/symbol", symbols.clone());
                    self.client.tell(method, change(workspace(), json!([])));
                    let with = self.useful("workspace/symbol", symbols);
                    assert!(without.as_array().unwrap().len() < with.as_array().unwrap().len());
                }
                "textDocumentContent" => {
                    assert_eq!(promised, &json!({"schemes": ["referral"]}));
                    let params = self.about("every-section-long", "egulation 5(2)(");
                    let found = self.useful("textDocument/definition", params);
                    let page = json!({"uri": found[0]["targetUri"]});
                    let page = self.useful("workspace/textDocumentContent", page);
                    assert!(page["text"].as_str().unwrap().len() > 100, "{page}");
                }
                _ => panic!("{name} is promised, and nobody has tried it"),
            }
        }
    }
}

fn holds_something(answer: &Value) -> bool {
    match answer {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    }
}

/// Visual Studio Code as it will be: with what the protocol has gained since.
fn newer(params: &mut Value) {
    params["capabilities"]["textDocument"]["inlineCompletion"] = json!({"dynamicRegistration": false});
    params["capabilities"]["workspace"]["textDocumentContent"] = json!({"dynamicRegistration": false});
}

fn try_out_all(mut desk: Desk) {
    let promised = desk.client.hello["capabilities"].clone();
    for (name, promised) in promised.as_object().unwrap() {
        desk.try_out(name, promised);
    }
}

#[test]
fn whatever_is_promised_to_an_editor_has_an_answer_in_a_real_referral() {
    for (_, editor) in ALL {
        try_out_all(Desk::new(editor, |_| {}));
    }
}

#[test]
fn whatever_is_promised_to_a_newer_client_has_an_answer_as_well() {
    try_out_all(Desk::new(VSCODE, newer));
}

#[test]
fn each_editor_is_promised_what_it_can_make_use_of() {
    const TO_ALL: [&str; 18] = [
        "codeActionProvider",
        "completionProvider",
        "definitionProvider",
        "documentFormattingProvider",
        "documentHighlightProvider",
        "documentLinkProvider",
        "documentOnTypeFormattingProvider",
        "documentRangeFormattingProvider",
        "documentSymbolProvider",
        "executeCommandProvider",
        "foldingRangeProvider",
        "hoverProvider",
        "positionEncoding",
        "referencesProvider",
        "renameProvider",
        "selectionRangeProvider",
        "textDocumentSync",
        "workspaceSymbolProvider",
    ];
    let to_some = |name: &str| match name {
        "eglot" => vec![],
        "helix" => vec!["diagnosticProvider", "inlayHintProvider"],
        "neovim" => vec!["codeLensProvider", "inlayHintProvider"],
        "newer" => {
            vec!["codeLensProvider", "diagnosticProvider", "inlayHintProvider", "inlineCompletionProvider"]
        }
        _ => vec!["codeLensProvider", "diagnosticProvider", "inlayHintProvider"],
    };
    let registered = |name: &str| match name {
        "eglot" | "helix" => vec!["workspace/didChangeWatchedFiles"],
        "neovim" => vec![],
        _ => vec!["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"],
    };
    for (name, editor) in ALL.into_iter().chain([("newer", VSCODE)]) {
        let desk = if name == "newer" { Desk::new(editor, newer) } else { Desk::new(editor, |_| {}) };
        let promised = desk.client.hello["capabilities"].as_object().unwrap();
        let mut promised: Vec<&str> = promised.keys().map(String::as_str).collect();
        promised.sort_unstable();
        let mut expected: Vec<&str> = TO_ALL.into_iter().chain(["workspace"]).chain(to_some(name)).collect();
        expected.sort_unstable();
        assert_eq!(promised, expected, "{name}");
        desk.client.wait("a question", |message| message["method"] == "workspace/configuration");
        // What is to be told of is asked for first.
        let asked = desk.client.seen("client/registerCapability");
        let asked = asked.iter().flat_map(|params| params["registrations"].as_array().unwrap());
        let methods: Vec<&Value> = asked.map(|registration| &registration["method"]).collect();
        assert_eq!(methods, registered(name), "{name}");
    }
}
