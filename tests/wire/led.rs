//! From an empty file to a referral that answers the marker's questions, led from prompt to prompt.

use serde_json::{Value, json};

use crate::client::{Client, URI, document};
use crate::editors::{self, HELIX, NEOVIM, VSCODE, edit_of, titled};
use crate::edits::{apply, byte};

/// Keys and commands, prose set aside, that may lie between an empty file and the answers.
const MOST_KEYS: usize = 40;

/// What it takes in one editor, in keys and commands, each key of a sequence by itself.
struct Keys {
    initialize: &'static str,
    /// To begin: a command and a kind, or in insert mode the list, a choice, Enter and the way out.
    begin: usize,
    /// From one prompt to the next: `Ctrl+F8`, or `]` and `r`.
    next: usize,
    /// Into the text and out of it, where there are modes.
    write: usize,
    /// To take a code action: the list, the choice and Enter.
    act: usize,
    /// Whether the client says where the cursor is; a bare `:lsp-workspace-command` does not.
    says_where: bool,
}

const EDITORS: [Keys; 3] = [
    Keys { initialize: HELIX, begin: 5, next: 2, write: 2, act: 4, says_where: false },
    Keys { initialize: NEOVIM, begin: 2, next: 2, write: 2, act: 5, says_where: true },
    Keys { initialize: VSCODE, begin: 2, next: 1, write: 0, act: 3, says_where: true },
];

/// What a person writes about each thing the first time it is asked.
fn prose(about: &str) -> &'static str {
    match about {
        "subject-name" => "Child K",
        "referrer-name" => "J. Example",
        "date-of-referral" => "12 March 2015",
        "date-aware" => "3 March 2015",
        "agencies" => "Eastmoor Police and Moorfield Surgery.",
        "circumstances" => {
            "On 2 March 2015 Child K died in hospital, with bruises that nobody could explain. Physical abuse is suspected."
        }
        "rationale" => {
            "Moorfield Surgery recorded a bruise on 20 January 2015 and did not tell Eastmoor Police, who knew of an assault at home in 2013."
        }
        "reason-for-delay" => {
            "The police asked us on 10 March 2015 to wait for the post-mortem report of 30 April 2015."
        }
        "child-died" | "abuse-or-neglect" | "basis" => {
            "The pathologist found that the bruises were inflicted."
        }
        _ => "Not known.",
    }
}

/// Somebody who writes, and the text as it is.
struct Writer {
    client: Client,
    unit: String,
    says_where: bool,
    text: String,
    version: i32,
    position: Value,
    /// Each question so far, with the text that was there for the answer.
    asked: Vec<String>,
}

impl Writer {
    fn begin(keys: &Keys) -> Self {
        let (mut client, unit) = editors::open(keys.initialize, "");
        let mut arguments = document();
        arguments["schema"] = json!("scr");
        client.ask("workspace/executeCommand", json!({"command": "referral.new", "arguments": [arguments]}));
        let edit = client.wait_for("workspace/applyEdit", |_| true)["edit"].clone();
        let position = json!({"line": 0, "character": 0});
        let says_where = keys.says_where;
        let mut writer =
            Writer { client, unit, says_where, text: String::new(), version: 1, position, asked: Vec::new() };
        writer.make(&edit);
        writer
    }

    fn make(&mut self, edit: &Value) {
        self.text = apply(&self.text, edit, URI, &self.unit);
        assert!(self.text.is_ascii());
        self.version += 1;
        self.client.replace(self.version, &self.text);
    }

    /// Where the next prompt leads, if anything is left.
    fn next(&mut self) -> Option<Value> {
        let mut arguments = document();
        if self.says_where {
            arguments["position"] = self.position.clone();
        }
        let command = json!({"command": "referral.nextPrompt", "arguments": [arguments]});
        let next = self.client.ask("workspace/executeCommand", command);
        if next.is_null() {
            return None;
        }
        // The keys of an editor with modes take what is there for the answer: a line, or the place at its end.
        let at = |end: &str| byte(&self.text, &next["range"][end], &self.unit);
        let (start, end) = (at("start"), at("end"));
        assert!(self.text[end..].starts_with('\n'), "{next}");
        assert!(start == end || self.text[..start].ends_with('\n'), "{next}");
        let question = next["prompt"].as_str().unwrap().to_owned();
        assert!(!self.asked.contains(&question), "asked twice: {question}");
        self.asked.push(question);
        self.position = next["range"]["start"].clone();
        Some(next)
    }

    fn answer(&mut self, next: &Value, prose: &str) {
        // Nobody has to know Markdown.
        assert!(!prose.contains(['#', '*', '|', '[', '<', '_']), "{prose}");
        let start = byte(&self.text, &next["range"]["start"], &self.unit) + prose.len();
        self.make(&json!({"changes": {URI: [{"range": next["range"], "newText": prose}]}}));
        let before = &self.text[..start];
        let line = before.rfind('\n').map_or(0, |line_break| line_break + 1);
        self.position = json!({"line": before.matches('\n').count(), "character": start - line});
    }

    fn choose(&mut self, next: &Value, route: &str) {
        let (start, end) = (next["range"]["start"].clone(), next["range"]["end"].clone());
        let actions = editors::actions(&mut self.client, URI, start, end, &[]);
        let edit = edit_of(&mut self.client, titled(&actions, &format!("Choose the basis: {route}")));
        self.make(&edit);
    }

    fn is_answered(&mut self) -> bool {
        let status = self.client.ask("referral/status", document());
        status["questions"].as_array().unwrap().iter().all(|question| question["answered"] == true)
    }
}

#[test]
fn every_editor_leads_from_an_empty_file_to_three_answers_in_few_keys() {
    for keys in &EDITORS {
        let mut writer = Writer::begin(keys);
        let mut count = keys.begin;
        let mut about: Vec<String> = Vec::new();
        while !writer.is_answered() {
            let next = writer.next().unwrap();
            about.push(next["about"].as_str().unwrap().to_owned());
            count += keys.next;
            assert_eq!(next["needed"], true, "{next}");
            if next["about"] == "basis" {
                writer.choose(&next, "The child has died and abuse or neglect");
                count += keys.act;
            } else {
                writer.answer(&next, prose(next["about"].as_str().unwrap()));
                count += keys.write;
            }
        }
        assert!(count < MOST_KEYS, "{count} keys in {about:?}");
        assert_eq!(
            about,
            [
                "subject-name",
                "referrer-name",
                "date-of-referral",
                "agencies",
                "date-aware",
                "circumstances",
                "basis",
                "rationale"
            ],
            "each once, from the top to the bottom"
        );
        assert!(writer.text.contains("- **Name or identifier:** Child K\n"), "{}", writer.text);
        assert!(writer.text.starts_with("---\nschema: scr\nstatus: draft\n---\n"), "{}", writer.text);
    }
}

#[test]
fn what_is_asked_besides_comes_then_and_nothing_is_asked_twice() {
    for keys in &EDITORS {
        let mut writer = Writer::begin(keys);
        let mut besides = 0;
        while let Some(next) = writer.next() {
            let is_needed = next["needed"] == true;
            assert!(is_needed || writer.is_answered(), "{next}");
            besides += usize::from(!is_needed);
            if next["about"] == "basis" && is_needed {
                writer.choose(&next, "The child has died and abuse or neglect");
            } else {
                writer.answer(&next, prose(next["about"].as_str().unwrap()));
            }
        }
        assert!(besides > 20, "{besides}");
        let said = writer.client.seen("window/showMessage");
        let said: Vec<&str> = said.iter().map(|params| params["message"].as_str().unwrap()).collect();
        assert_eq!(
            said,
            [
                "What the board needs is here. The questions that follow are optional.",
                "Nothing is left to answer: every prompt here has its answer."
            ]
        );
    }
}

#[test]
fn a_delay_is_asked_about_as_soon_as_the_dates_make_it_one() {
    let mut writer = Writer::begin(&EDITORS[1]);
    let mut asked = Vec::new();
    while !writer.is_answered() {
        let next = writer.next().unwrap();
        let about = next["about"].as_str().unwrap().to_owned();
        match about.as_str() {
            "basis" => writer.choose(&next, "The child has died and abuse or neglect"),
            "date-of-referral" => writer.answer(&next, "14 May 2015"),
            about => writer.answer(&next, prose(about)),
        }
        asked.push((about, next["prompt"].as_str().unwrap().to_owned()));
    }
    let (about, question) = asked.last().unwrap();
    assert_eq!(about, "reason-for-delay");
    let section = &writer.text[writer.text.find("## Reason for delay").unwrap()..];
    assert!(section.starts_with("## Reason for delay\n\nThe police asked us"), "{section}");
    assert_eq!(
        question,
        "Aware on 3 March 2015, referred on 14 May 2015: 49 working days. What happened in between?"
    );
}

#[test]
fn a_chosen_route_leads_through_what_it_asks() {
    let mut writer = Writer::begin(&EDITORS[2]);
    // As somebody does who begins in the middle.
    let line = writer.text[..writer.text.find("## Basis").unwrap()].matches('\n').count();
    writer.position = json!({"line": line, "character": 0});
    let next = writer.next().unwrap();
    assert_eq!(next["about"], "basis");
    writer.choose(&next, "The child has been seriously harmed");
    writer.position = json!({"line": line, "character": 0});
    let mut asked = Vec::new();
    for _ in 0..3 {
        let next = writer.next().unwrap();
        assert_eq!((&next["about"], &next["needed"]), (&json!("basis"), &json!(true)), "{next}");
        asked.push(next["prompt"].as_str().unwrap().to_owned());
        writer.answer(&next, "It is.");
    }
    assert!(asked.iter().all(|question| question.starts_with("What is known about whether ")), "{asked:?}");
    let next = writer.next().unwrap();
    assert_ne!(next["about"], "basis", "the questions that led to the choice have done so");
}

#[test]
fn where_what_is_said_does_not_answer_a_question_the_way_leads_there() {
    let text = "---\nschema: scr\nsubject-name: Child K\nreferrer-name: J. Example\ndate-aware: 2015-03-03\ndate-of-referral: 2015-03-12\n---\n# Referral of Child K\n\n## Agencies involved\n\nEastmoor Police.\n\n## Circumstances\n\nOn 2 March 2015 Child K died. Neglect is suspected.\n\n## Basis\n\nRegulation 5(2)(a) and (b)(i).\n\n## Rationale\n\nWe are very worried.\n\n## Background\n\n";
    for editor in [HELIX, NEOVIM, VSCODE] {
        let (mut client, unit) = editors::open(editor, text);
        let command = json!({"command": "referral.nextPrompt", "arguments": [document()]});
        let next = client.ask("workspace/executeCommand", command.clone());
        assert_eq!((&next["about"], &next["needed"]), (&json!("rationale"), &json!(true)), "{next}");
        let at = byte(text, &next["range"]["start"], &unit);
        assert_eq!(next["range"]["start"], next["range"]["end"], "what is typed stays");
        assert!(text[..at].ends_with("We are very worried."), "{next}");
        assert_eq!(client.ask("referral/status", document())["promptsLeft"]["needed"], 1);
        let found = client.diagnostics(1);
        let messages: Vec<&Value> = found.as_array().unwrap().iter().map(|found| &found["message"]).collect();
        assert!(messages.contains(&&next["prompt"]), "it is a finding's sentence: {messages:?}");
        client.replace(2, &text.replace("We are very worried.", prose("rationale")));
        let next = client.ask("workspace/executeCommand", command);
        assert_eq!((&next["about"], &next["needed"]), (&json!("background"), &json!(false)), "{next}");
    }
}

#[test]
fn who_has_written_and_is_not_understood_is_led_on_all_the_same() {
    let text = "---\nschema: scr\nsubject-name: Child K\nreferrer-name: J. Example\ndate-aware: 2015-03-03\ndate-of-referral: 2015-03-12\n---\n# Referral of Child K\n\n## Agencies involved\n\nEastmoor Police.\n\n## Circumstances\n\nOn 2 March 2015 Child K died. Neglect is suspected.\n\n## Basis\n\nRegulation 5(2)(a) and (b)(i).\n\n## Rationale\n\nWe are very worried.\n\n## Background\n\n";
    let (mut client, _) = editors::open(NEOVIM, text);
    let command = json!({"command": "referral.nextPrompt", "arguments": [document()]});
    let mut next = || client.ask("workspace/executeCommand", command.clone());
    assert_eq!(next()["about"], "rationale");
    assert_eq!(next()["about"], "rationale", "who has not written there is asked again");
    client.replace(2, &text.replace("worried.", "worried, and so is everybody."));
    let next = client.ask("workspace/executeCommand", command.clone());
    assert_eq!(next["about"], "background", "{next}");
    client.wait_for("window/showMessage", |params| {
        params["message"].as_str().unwrap().starts_with("Not all that the board needs was found yet")
    });
    let again = client.ask("workspace/executeCommand", command);
    assert_eq!(
        (&again["about"], &again["needed"]),
        (&json!("rationale"), &json!(true)),
        "it is not forgotten"
    );
}
