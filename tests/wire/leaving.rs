//! Four ways to end, each within a second, each with its exit code.

use serde_json::{Value, json};

use crate::client::{Client, Program, document, faulty_server, frame, notification};

const PROGRAMS: [Program; 3] = [Program::Referral, Program::Faulty, Program::FaultyThreaded];

#[test]
fn exit_after_shutdown_is_0_whatever_the_parameters() {
    for params in [None, Some(Value::Null), Some(json!({})), Some(json!([]))] {
        let mut client = Client::start(Program::Referral);
        let (id, mut request) = client.request("shutdown", Value::Null);
        match params {
            None => drop(request.as_object_mut().unwrap().remove("params")),
            Some(params) => request["params"] = params,
        }
        client.send_bytes(frame(&request));
        assert_eq!(client.result(id), Value::Null);
        let refused = client.send("textDocument/hover", crate::client::place(0, 0));
        assert_eq!(client.error(refused), -32600);
        client.tell("exit", Value::Null); // the input stays open
        assert_eq!(client.exit_code(), Some(0));
    }
}

#[test]
fn exit_without_shutdown_is_1() {
    for program in PROGRAMS {
        let mut client = Client::start(program);
        client.tell("exit", Value::Null);
        assert_eq!(client.exit_code(), Some(1));
        let mut client = Client::spawn(program);
        client.tell("exit", Value::Null);
        assert_eq!(client.exit_code(), Some(1), "before initialize");
    }
}

#[test]
fn a_shutdown_that_is_no_request_does_not_count() {
    let mut client = Client::start(Program::Referral);
    client.tell("shutdown", Value::Null);
    client.tell("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn shutdown_and_exit_in_one_write_are_both_heeded() {
    for program in PROGRAMS {
        let mut client = Client::start(program);
        let (id, request) = client.request("shutdown", Value::Null);
        let mut bytes = frame(&request);
        bytes.extend(frame(&notification("exit", Value::Null)));
        client.send_bytes(bytes);
        assert_eq!(client.result(id), Value::Null);
        assert_eq!(client.exit_code(), Some(0));
    }
}

#[test]
fn exit_does_not_wait_for_work() {
    for program in [Program::Faulty, Program::FaultyThreaded] {
        let mut client = Client::start(program);
        client.open("BUSY 60000\n");
        client.wait_for_error("busy with version 1");
        for _ in 0..20 {
            client.send("test/busy", json!({"milliseconds": 60_000}));
        }
        client.ask("shutdown", Value::Null);
        client.tell("exit", Value::Null);
        assert_eq!(client.exit_code(), Some(0));
    }
}

#[test]
fn the_end_of_the_input_is_0_after_shutdown_and_1_without() {
    for program in PROGRAMS {
        for (says_shutdown, code) in [(true, 0), (false, 1)] {
            let mut client = Client::start(program);
            client.open("text");
            if says_shutdown {
                client.ask("shutdown", Value::Null);
            }
            client.close_input();
            assert_eq!(client.exit_code(), Some(code));
        }
    }
}

#[test]
fn what_was_asked_before_the_input_ended_is_answered() {
    for program in [Program::Faulty, Program::FaultyThreaded] {
        let mut client = Client::start(program);
        client.open("TODO");
        let id = client.send("test/stampLater", document());
        client.close_input();
        assert_eq!(client.result(id)[0], 1);
        assert_eq!(client.diagnostics(1).as_array().unwrap().len(), 1);
        assert_eq!(client.exit_code(), Some(1));
    }
}

#[test]
fn the_end_of_the_input_while_nobody_reads_is_heeded() {
    let mut client = Client::start(Program::Faulty);
    client.open(&"a line of a long document\n".repeat(4000));
    client.diagnostics(1);
    client.stop_listening();
    for _ in 0..30 {
        client.send("test/text", document());
    }
    client.close_input();
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn a_broken_output_ends_a_server_that_has_something_to_say() {
    for program in PROGRAMS {
        let mut client = Client::spawn_deaf(program);
        client.send("initialize", json!({"capabilities": {}}));
        client.read_one();
        client.break_pipe();
        client.send("textDocument/hover", crate::client::place(0, 0));
        assert_eq!(client.exit_code(), Some(1));
    }
}

#[cfg(unix)] // elsewhere it is noticed at the next write
#[test]
fn a_broken_output_ends_an_idle_server() {
    for program in PROGRAMS {
        let mut client = Client::spawn_deaf(program);
        client.send("initialize", json!({"capabilities": {}}));
        client.read_one();
        client.break_pipe();
        assert_eq!(client.exit_code(), Some(1));
    }
}

#[cfg(unix)] // elsewhere the end of the input stands in for it
#[test]
fn a_server_ends_with_its_editor_though_the_input_stays_open() {
    let mut client = Client::spawn(Program::FaultyWithParent);
    let parent = client.process_id();
    client.ask("initialize", json!({"capabilities": {}, "processId": parent}));
    client.open("text");
    client.diagnostics(1);
    client.kill();
    client.exit_code(); // ends with the last of the two processes
}

#[cfg(target_os = "linux")] // elsewhere a zombie that is not the parent looks alive
#[test]
fn an_editor_that_stays_behind_as_a_zombie_is_dead() {
    let mut editor = std::process::Command::new(faulty_server());
    let mut editor = editor.arg("wait").stdin(std::process::Stdio::piped()).spawn().unwrap();
    let params = json!({"capabilities": {}, "processId": editor.id()});
    let mut client = Client::start_with(Program::Referral, params);
    client.open("text");
    client.diagnostics(1);
    editor.kill().unwrap(); // and nobody waits for it yet
    assert_eq!(client.exit_code(), Some(1));
    editor.wait().unwrap();
}

#[test]
fn an_editor_that_cannot_be_seen_from_here_is_not_taken_for_dead() {
    for process_id in [json!(4_194_303), json!(0), json!(4_294_967_295_u64), json!(-1), json!("7")] {
        let params = json!({"capabilities": {}, "processId": process_id});
        let mut client = Client::start_with(Program::Referral, params);
        client.open("text");
        client.diagnostics(1);
        client.ask("shutdown", Value::Null);
        client.tell("exit", Value::Null);
        assert_eq!(client.exit_code(), Some(0), "{process_id}");
    }
}
