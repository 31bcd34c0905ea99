//! A panic costs one answer and one line in the log, and the line never quotes the document.

use serde_json::json;

use crate::client::{Client, Program, document};

const TEXT: &str = "PANIC é Child K of Eastmoor\n";

fn check_log(client: &Client, panics: usize) {
    let logged = client.logged();
    assert!(!logged.contains("Child K") && !logged.contains("PANIC"), "{logged}");
    let lines: Vec<&str> = logged.lines().filter(|line| line.starts_with("internal error at ")).collect();
    assert_eq!(lines.len(), panics, "{logged}");
    for line in lines {
        let (file, number) = line.trim_start_matches("internal error at ").rsplit_once(':').unwrap();
        assert!(file.contains(".rs") && number.parse::<u32>().is_ok(), "{line}");
    }
}

#[test]
fn in_an_analysis() {
    let mut client = Client::start(Program::Faulty);
    client.open(TEXT);
    client.wait_for("window/logMessage", |_| true);
    client.replace(2, "TODO");
    assert_eq!(client.diagnostics(2).as_array().unwrap().len(), 1);
    assert_eq!(client.text(), (2, "TODO".to_owned()));
    check_log(&client, 1);
}

#[test]
fn in_a_handler_at_once_and_later() {
    let mut client = Client::start(Program::Faulty);
    client.open("12345 é Child K\n"); // the handler cuts at byte 7, inside the é
    for later in [false, true] {
        let mut params = document();
        params["later"] = json!(later);
        let id = client.send("test/panic", params);
        assert_eq!(client.error(id), -32603);
    }
    assert_eq!(client.text(), (1, "12345 é Child K\n".to_owned()));
    check_log(&client, 2);
}

#[test]
fn in_a_callback() {
    let mut client = Client::start(Program::Faulty);
    client.ask("test/ask", json!({}));
    let asked = client.asked_of_us();
    let (id, _) = asked.iter().find(|(_, method)| method == "workspace/configuration").unwrap();
    let reply = json!({"jsonrpc": "2.0", "id": id, "result": []});
    client.send_bytes(crate::client::frame(&reply));
    client.wait_for("window/logMessage", |_| true);
    client.open("TODO");
    client.diagnostics(1);
    check_log(&client, 1);
}

#[test]
fn a_refusal_does_not_quote_what_it_could_not_read() {
    let mut client = Client::start(Program::Faulty);
    let unreadable = [
        ("textDocument/hover", json!({"textDocument": "Child K", "position": {"line": 0, "character": 0}})),
        (
            "textDocument/hover",
            json!({"textDocument": {"uri": "Child \"K\" of"}, "position": {"line": 0, "character": 0}}),
        ),
        ("textDocument/hover", json!("Child K")),
        ("test/panic", json!({"textDocument": {"uri": "Child K"}})),
    ];
    for (method, params) in unreadable {
        let id = client.send(method, params);
        let answer = client.answer(id);
        assert_eq!(answer["error"]["code"], -32602);
        assert!(!answer.to_string().contains("Child"), "{answer}");
    }
}
