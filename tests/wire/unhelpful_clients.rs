//! Clients that do not answer, do not read, or answer what nobody asked.

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, change, checksum, document, frame};

#[test]
fn a_client_that_never_answers_is_served_all_the_same() {
    let mut client = Client::start(Program::Faulty);
    client.open("start\n");
    let (mut bytes, mut ids) = (Vec::new(), Vec::new());
    for round in 0..400_i32 {
        let (id, request) =
            client.request(if round % 2 == 0 { "test/ask" } else { "test/askForProgress" }, json!({}));
        ids.push(id);
        bytes.extend(frame(&request));
        bytes.extend(frame(&change(round + 2, &json!([{"text": format!("round {round}\n")}]))));
    }
    client.send_bytes(bytes);
    for id in ids {
        assert_eq!(client.result(id), "asked");
    }
    assert_eq!(client.text(), (401, "round 399\n".to_owned()));
    client.diagnostics(401);
    let mut methods: Vec<String> = client.asked_of_us().into_iter().map(|(_, method)| method).collect();
    assert_eq!(methods.len(), 600);
    methods.sort();
    methods.dedup();
    assert_eq!(methods, ["window/workDoneProgress/create", "workspace/applyEdit", "workspace/configuration"]);
}

#[test]
fn a_client_that_stops_reading_loses_nothing() {
    for program in [Program::Faulty, Program::FaultyThreaded] {
        let mut client = Client::start(program);
        let long = "a line of a long document\n".repeat(4000);
        client.open(&long);
        client.diagnostics(1);
        client.stop_listening();
        // 30 answers of 100 KB each fill the pipe many times over.
        let ids: Vec<i64> = (0..30).map(|_| client.send("test/text", document())).collect();
        for version in 2..=1001 {
            client.send_bytes(frame(&change(version, &json!([{"text": format!("TODO {version}")}]))));
        }
        let last = client.send("test/stamp", document());
        client.wait_until_written();
        client.listen();
        for id in ids {
            assert_eq!(client.result(id), json!([1, long]));
        }
        assert_eq!(client.result(last), json!([1001, checksum("TODO 1001")]));
        assert_eq!(client.diagnostics(1001)[0]["message"], checksum("TODO 1001"));
    }
}

#[test]
fn a_client_that_never_reads_again_is_left_before_the_queue_fills_the_memory() {
    let mut client = Client::start(Program::Faulty);
    client.open(&"a line of a long document\n".repeat(80_000));
    client.diagnostics(1);
    client.stop_listening();
    for _ in 0..60 {
        client.send("test/text", document()); // 2 MB each, 64 MiB are kept
    }
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn replies_that_are_late_double_or_unknown_are_dropped() {
    let mut client = Client::start(Program::Faulty);
    client.open("a");
    client.ask("test/ask", json!({}));
    client.ask("test/askForProgress", json!({}));
    let asked = client.asked_of_us();
    let ids = asked.iter().map(|(id, _)| id.clone());
    let reply = |id: &Value, outcome: (&str, Value)| {
        let mut reply = json!({"jsonrpc": "2.0", "id": id});
        reply[outcome.0] = outcome.1;
        frame(&reply)
    };
    for id in ids.clone().chain(ids).chain([json!(9999), json!("a name"), json!(null), json!(-1)]) {
        client.send_bytes(reply(&id, ("result", json!({"applied": true}))));
        client.send_bytes(reply(&id, ("error", json!({"code": 1, "message": "no"}))));
        client.send_bytes(reply(&id, ("error", json!("no object"))));
        client.send_bytes(reply(&id, ("result", json!(null))));
    }
    client.tell("$/cancelRequest", json!({"id": 424_242}));
    client.tell("$/cancelRequest", json!({"id": asked[0].0}));
    assert_eq!(client.text(), (1, "a".to_owned()));
    client.wait_for("window/logMessage", |params| params["message"] == "applied");

    // A proper reply still finds the one who asked.
    client.ask("test/askForProgress", json!({}));
    let (id, _) = client.asked_of_us().pop().unwrap();
    client.send_bytes(reply(&id, ("result", json!(null))));
    client.wait_for("$/progress", |params| params["value"]["kind"] == "begin");
}

#[test]
fn a_request_can_be_cancelled_while_it_runs() {
    let mut client = Client::start(Program::Faulty);
    client.open("a");
    let id = client.send("test/busy", json!({"milliseconds": 3000}));
    client.tell("$/cancelRequest", json!({"id": id}));
    assert_eq!(client.error(id), -32800);
    // Everything else is answered while the cancelled work runs out.
    assert_eq!(client.text(), (1, "a".to_owned()));
    assert!(client.ask("textDocument/hover", crate::client::place(0, 0)).is_object());
    client.close();
    client.wait_for("textDocument/publishDiagnostics", |params| params["uri"] == URI);
}
