//! What a status bar shows of a document: when it is asked for, and when it is told.

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, document};

/// Someone became aware on 2 June 2015; it is the tenth.
const REFERRAL: &str = "---\nschema: scr\nstatus: draft\ndate-aware: 2015-06-02\n---\n# Referral\n\n## Basis\n\n## Circumstances\n\nChild K was hurt.\n";

#[test]
fn the_status_says_what_is_left_and_what_is_due_next() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    let status = client.ask("referral/status", document());
    assert_eq!((&status["schema"], &status["status"]), (&json!("scr"), &json!("draft")));
    assert!(status["why"].as_str().unwrap().contains("front matter"), "{status}");
    let questions: Vec<&Value> =
        status["questions"].as_array().unwrap().iter().map(|question| &question["id"]).collect();
    assert_eq!(questions, ["rationale", "basis", "delay"]);
    let left = status["promptsLeft"]["needed"].as_u64().unwrap();
    assert!(left > 0 && status["promptsLeft"]["besides"].is_u64(), "{status}");
    // Five working days from 2 June have passed by the tenth; a month has not.
    assert_eq!(status["nextDeadline"]["date"], "2015-07-02");
    let basis = status["nextDeadline"]["basis"].as_str().unwrap();
    assert!(basis.contains("one calendar month") && basis.contains("2 June 2015"), "{basis}");
    assert_eq!(status["nextDeadline"]["timescale"], "referral");

    client.replace(2, &REFERRAL.replace("---\n# ", "date-of-referral: 2015-06-09\n---\n# "));
    let status = client.ask("referral/status", document());
    assert_ne!(status["nextDeadline"]["timescale"], "referral", "it was made");
    assert!(status["promptsLeft"]["needed"].as_u64().unwrap() < left);
}

#[test]
fn a_document_that_is_no_referral_says_why() {
    let mut client = Client::start(Program::Referral);
    client.open("---\nschema: none\n---\n");
    let status = client.ask("referral/status", document());
    assert_eq!((&status["schema"], &status["nextDeadline"]), (&Value::Null, &Value::Null));
    assert_eq!(status["promptsLeft"], json!({"needed": 0, "besides": 0}));
    assert!(!status["why"].as_str().unwrap().is_empty());
    let nowhere = json!({"textDocument": {"uri": "file:///cases/never.md"}});
    assert_eq!(client.ask("referral/status", nowhere), Value::Null);
}

#[test]
fn who_wants_it_is_told_when_it_changes_and_only_then() {
    let capabilities = json!({"experimental": {"referralStatus": true}});
    let mut client = Client::start_with(Program::Referral, json!({"capabilities": capabilities}));
    client.open(REFERRAL);
    let of = |version: i32| {
        move |params: &Value| params["textDocument"] == json!({"uri": URI, "version": version})
    };
    let first = client.wait_for("referral/status", of(1));
    let mut asked = client.ask("referral/status", document());
    asked["textDocument"] = first["textDocument"].clone();
    assert_eq!(first, asked);

    client.replace(2, &REFERRAL.replace("hurt.", "hurt!"));
    client.diagnostics(2);
    client.replace(3, &REFERRAL.replace("## Basis\n", "## Basis\n\nRegulation 5(2)(b)(ii) is met.\n"));
    client.wait_for("referral/status", of(3));
    assert_eq!(client.seen("referral/status").len(), 2, "nothing was said of the second text");

    client.close();
    client.open(REFERRAL);
    client.wait("the status of what is opened again", |message| message["method"] == "referral/status");
}

#[test]
fn others_are_not_told() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    client.diagnostics(1);
    client.ask("referral/status", document());
    assert_eq!(client.seen("referral/status"), [Value::Null; 0]);
}
