//! The threads behind a test client: one that writes, one that reads messages, one that reads standard error.
//!
//! They never fail a test themselves; what is wrong is noted in the shared state, where the test sees it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::ChildStdout;
use std::sync::mpsc::Receiver;
use std::sync::{Condvar, Mutex};

use serde_json::Value;

use crate::protocol;

/// What the threads of a client share.
#[derive(Default)]
pub struct Shared {
    pub state: Mutex<State>,
    pub changed: Condvar,
}

/// What has happened so far.
#[derive(Default)]
pub struct State {
    pub messages: Vec<Value>,
    /// Methods of the requests sent, by id.
    pub asked: HashMap<i64, String>,
    /// What was wrong with a message of the server.
    pub fault: Option<String>,
    pub errors: String,
    pub is_paused: bool,
    pub has_ended: bool,
    pub unwritten: usize,
}

/// Writes until there is nothing more to come, then closes the pipe.
pub fn write_frames(frames: &Receiver<Vec<u8>>, pipe: &mut impl Write, shared: &Shared) {
    for frame in frames {
        // A server that has left does not read: a test that minds will wait in vain for its answer.
        let _ = pipe.write_all(&frame);
        shared.state.lock().unwrap().unwritten -= frame.len();
        shared.changed.notify_all();
    }
}

/// Reads standard error to its end, which is also the end of the server.
pub fn read_errors(mut errors: impl Read, shared: &Shared) {
    let mut chunk = [0; 4096];
    while let Ok(length @ 1..) = errors.read(&mut chunk) {
        shared.state.lock().unwrap().errors += &String::from_utf8_lossy(&chunk[..length]);
        shared.changed.notify_all();
    }
    shared.state.lock().unwrap().has_ended = true;
    shared.changed.notify_all();
}

/// Reads messages to the end of the output.
pub fn read_messages(output: ChildStdout, shared: &Shared) {
    let mut output = BufReader::with_capacity(1 << 16, output);
    loop {
        let state = shared.state.lock().unwrap();
        drop(shared.changed.wait_while(state, |state| state.is_paused).unwrap());
        let read = read_message(&mut output);
        let mut state = shared.state.lock().unwrap();
        match read {
            Ok(None) => return,
            Ok(Some(message)) => {
                let fault = protocol::fault(&message, |id| state.asked.get(&id).cloned());
                state.fault = state.fault.take().or(fault);
                state.messages.push(message);
            }
            Err(fault) => state.fault = Some(fault),
        }
        drop(state);
        shared.changed.notify_all();
    }
}

/// One message; `None` at the end of the output.
pub fn read_message(output: &mut impl BufRead) -> Result<Option<Value>, String> {
    let mut header = String::new();
    let mut length = None;
    loop {
        header.clear();
        if output.read_line(&mut header).unwrap_or(0) == 0 {
            return Ok(None);
        }
        if header == "\r\n" {
            break;
        }
        let value = header.strip_prefix("Content-Length: ").and_then(|value| value.strip_suffix("\r\n"));
        length = Some(value.and_then(|value| value.parse().ok()).ok_or(format!("no header: {header:?}"))?);
    }
    let mut body = vec![0; length.ok_or("no Content-Length")?];
    if output.read_exact(&mut body).is_err() {
        return Ok(None); // the server was killed while it wrote
    }
    serde_json::from_slice(&body).map(Some).map_err(|error| error.to_string())
}
