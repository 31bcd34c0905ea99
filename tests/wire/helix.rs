//! What the real Helix sent while a referral was written in it, sent again in its order: each answer must serve it.
//!
//! `support/helix-25.07.jsonl` has what the release 25.07.1 sent when `editors/helix/test/drive.py` ran it on the sample of
//! `referral try`, and `support/helix.jsonl` what its newest state sent, commit 079a789e: "Basis" inserted, the next prompt
//! overwritten, a hover, the outline, a heading completed, the text tidied, a person looked up, saved and left.
//! Their folder has another name here; nothing else differs.

use serde_json::Value;

use crate::client::{Client, Program};

/// Sends all of it, waits for each answer, and leaves as Helix does: the answers, with the method each is for.
fn replayed(client: &mut Client, recorded: &str) -> Vec<(String, Value)> {
    let recorded: Vec<Value> = recorded.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (last, messages) = recorded.split_last().unwrap();
    let (shutdown, messages) = messages.split_last().unwrap();
    let newest =
        messages.iter().rev().find_map(|message| message["params"]["textDocument"]["version"].as_i64());
    let newest = newest.expect("a change");
    let mut answers = Vec::new();
    for message in messages {
        client.replay(message);
        if let (Some(method), Some(id)) = (message["method"].as_str(), message["id"].as_i64()) {
            answers.push((method.to_owned(), client.result(id)));
        }
        // Nobody types as fast as this: one who is told reads what is found before the first key, and after the last.
        let is_told =
            answers.first().is_some_and(|(_, hello)| hello["capabilities"]["diagnosticProvider"].is_null());
        let version = &message["params"]["textDocument"]["version"];
        if is_told && (message["method"] == "textDocument/didOpen" || *version == newest) {
            client.wait_for("textDocument/publishDiagnostics", |told| told["version"] == *version);
        }
    }
    // Helix leaves without waiting for the answer.
    assert_eq!((shutdown["method"].as_str(), last["method"].as_str()), (Some("shutdown"), Some("exit")));
    client.replay(shutdown);
    client.replay(last);
    assert_eq!(client.exit_code(), Some(0));
    answers
}

/// Holds what is the same in all of Helix, and gives the answers to `textDocument/diagnostic` and what was published.
fn assert_served(recorded: &str) -> (Vec<Value>, Vec<Value>) {
    let mut client = Client::spawn(Program::Referral);
    let answers = replayed(&mut client, recorded);
    let of = |method: &'static str| {
        answers.iter().filter(move |(asked, _)| asked == method).map(|(_, answer)| answer)
    };
    let last = |method| of(method).next_back().unwrap_or_else(|| panic!("{method} was not asked"));

    // Its first request has the id 0, and the document the version 0; it names UTF-8 first.
    assert_eq!(last("initialize")["capabilities"]["positionEncoding"], "utf-8");

    let actions = last("textDocument/codeAction").as_array().unwrap();
    assert_eq!(actions.first().unwrap()["title"], "Insert \"Basis\"");
    let edit = last("codeAction/resolve")["edit"].to_string();
    assert!(edit.contains("## Basis\\n\\n<!-- prompt: "), "{edit}");

    let next = last("workspace/executeCommand");
    assert_eq!((&next["name"], &next["range"]["start"]["line"]), (&"Basis".into(), &33.into()));
    let shown = client.seen("window/showDocument");
    assert_eq!(shown.last().unwrap()["selection"], next["range"], "and the cursor is asked to go there");

    let hover = last("textDocument/hover").to_string();
    assert!(hover.contains("with an appropriate rationale and in a timely manner"), "{hover}");

    let symbols = last("textDocument/documentSymbol").as_array().unwrap();
    assert!(symbols.iter().all(|symbol| symbol["location"]["range"].is_object()), "flat: {symbols:#?}");
    let named = |name: &str| symbols.iter().any(|symbol| symbol["name"].as_str().unwrap().starts_with(name));
    assert!(named("Basis: ") && named("Rationale: "), "{symbols:#?}");

    let offers = last("textDocument/completion");
    let offers = offers.get("items").unwrap_or(offers).as_array().unwrap();
    assert!(offers.iter().any(|offer| offer["label"] == "Reason for delay"), "{offers:#?}");
    assert!(last("completionItem/resolve")["documentation"].is_object(), "what belongs in the section");

    assert!(of("textDocument/inlayHint").all(|hints| !hints.as_array().unwrap().is_empty()));
    assert!(!last("textDocument/formatting").as_array().unwrap().is_empty());
    assert!(!last("textDocument/references").as_array().unwrap().is_empty());

    let reports = of("textDocument/diagnostic").cloned().collect();
    (reports, client.seen("textDocument/publishDiagnostics"))
}

/// Whether "Basis" is missing at first, and no more from then on.
fn assert_mended(reports: &[Value]) {
    let missing = |report: &Value| report.to_string().contains("there is no \\\"Basis\\\" section");
    assert!(missing(reports.first().unwrap()), "{reports:#?}");
    assert!(reports.len() > 1 && !reports.iter().skip(1).any(missing), "{reports:#?}");
}

#[test]
fn the_release_of_helix_is_told_what_is_found_and_answered_whatever_it_asks() {
    let (asked, told) = assert_served(include_str!("../support/helix-25.07.jsonl"));
    assert!(asked.is_empty());
    assert_mended(&told);
}

#[test]
fn the_newest_helix_asks_for_what_is_found_and_is_answered() {
    let (asked, told) = assert_served(include_str!("../support/helix.jsonl"));
    assert!(told.is_empty(), "it asks, and is not told besides");
    assert_mended(&asked);
}
