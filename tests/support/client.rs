//! A client for the tests of the wire: it starts a server as a process and speaks to it over pipes.
//!
//! It holds every message of the server against the protocol's types, and never sleeps: it waits for
//! events, and gives up after `PATIENCE`, which is ten times what the server promises.

use std::fmt::Write as _;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::pipes::{Shared, State, read_errors, read_message, read_messages, write_frames};

/// The server promises to act within a second.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// The day by which `referral server` judges.
pub const TODAY: &str = "2015-06-10";
/// The document of most tests.
pub const URI: &str = "file:///cases/child-k.referral.md";

/// The programs to test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Program {
    /// `referral server`.
    Referral,
    /// The server with the analysis of `faulty_server.rs`.
    Faulty,
    /// The same with the input that systems other than Unix use.
    FaultyThreaded,
    /// The same as the child of a process of its own.
    FaultyWithParent,
}

/// A running server and our ends of its pipes. Dropping it kills the server.
pub struct Client {
    child: Child,
    input: Option<Sender<Vec<u8>>>,
    output: Option<ChildStdout>,
    shared: Arc<Shared>,
    last_id: AtomicI64,
    /// The answer to `initialize`, if it was sent.
    pub hello: Value,
}

impl Client {
    /// Starts `referral server` on this day and greets it, with nothing said about the client.
    pub fn start_on(program: Program, today: &str) -> Self {
        let mut client = Self::read_on(Self::spawn_deaf_on(program, today));
        client.hello = client.ask("initialize", json!({"capabilities": {}}));
        client.tell("initialized", json!({}));
        client
    }

    /// Starts a server and greets it, with nothing said about the client.
    pub fn start(program: Program) -> Self {
        Self::start_with(program, json!({"capabilities": {}}))
    }

    /// Starts a server and greets it with these parameters.
    pub fn start_with(program: Program, initialize: Value) -> Self {
        let mut client = Self::spawn(program);
        client.hello = client.ask("initialize", initialize);
        client.tell("initialized", json!({}));
        client
    }

    /// Starts a server and says nothing yet.
    pub fn spawn(program: Program) -> Self {
        Self::read_on(Self::spawn_deaf(program))
    }

    fn read_on(mut client: Self) -> Self {
        let output = client.output.take().unwrap();
        let shared = Arc::clone(&client.shared);
        thread::spawn(move || read_messages(output, &shared));
        client
    }

    /// Starts a server, and does not read what it says: see `break_pipe`.
    pub fn spawn_deaf(program: Program) -> Self {
        Self::spawn_deaf_on(program, TODAY)
    }

    fn spawn_deaf_on(program: Program, today: &str) -> Self {
        let mut command = match program {
            Program::Referral => Command::new(env!("CARGO_BIN_EXE_referral")),
            _ => Command::new(faulty_server()),
        };
        match program {
            Program::Referral => command.args(["server", "--today", today]),
            Program::Faulty => &mut command,
            Program::FaultyThreaded => command.arg("threaded"),
            Program::FaultyWithParent => command.arg("parent"),
        };
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let shared = Arc::<Shared>::default();
        let (input, frames) = channel();
        let mut pipe = child.stdin.take().unwrap();
        let writing = Arc::clone(&shared);
        thread::spawn(move || write_frames(&frames, &mut pipe, &writing));
        let errors = child.stderr.take().unwrap();
        let reading = Arc::clone(&shared);
        thread::spawn(move || read_errors(errors, &reading));
        let output = child.stdout.take();
        Self { child, input: Some(input), output, shared, last_id: AtomicI64::new(0), hello: Value::Null }
    }

    /// The process the client started.
    pub fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&self, bytes: Vec<u8>) {
        self.shared.state.lock().unwrap().unwritten += bytes.len();
        self.input.as_ref().unwrap().send(bytes).unwrap();
    }

    /// Sends a notification.
    pub fn tell(&self, method: &str, params: Value) {
        self.send_bytes(frame(&notification(method, params)));
    }

    /// A request with the next id, and that id; it is not sent.
    pub fn request(&mut self, method: &str, params: Value) -> (i64, Value) {
        self.numbered(method, params)
    }

    fn numbered(&self, method: &str, params: Value) -> (i64, Value) {
        let id = self.last_id.fetch_add(1, SeqCst) + 1;
        self.shared.state.lock().unwrap().asked.insert(id, method.to_owned());
        (id, json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))
    }

    /// Sends a message that was recorded, with its own id.
    pub fn replay(&self, message: &Value) {
        if let (Some(id), Some(method)) = (message["id"].as_i64(), message["method"].as_str()) {
            self.shared.state.lock().unwrap().asked.insert(id, method.to_owned());
        }
        self.send_bytes(frame(message));
    }

    /// Sends a request and returns its id.
    pub fn send(&mut self, method: &str, params: Value) -> i64 {
        let (id, request) = self.request(method, params);
        self.send_bytes(frame(&request));
        id
    }

    /// Sends a request and waits for its result, which must not be an error.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        self.result(id)
    }

    /// The answer to a request, with its result or error.
    pub fn answer(&self, id: i64) -> Value {
        self.wait(&format!("an answer to request {id}"), |message| {
            message["id"] == id && message.get("method").is_none()
        })
    }

    /// The result of a request, which must not be an error.
    pub fn result(&self, id: i64) -> Value {
        let answer = self.answer(id);
        answer.get("result").unwrap_or_else(|| panic!("request {id} was refused: {answer}")).clone()
    }

    /// The code of the error that a request is answered with.
    pub fn error(&self, id: i64) -> i64 {
        self.answer(id)["error"]["code"].as_i64().unwrap_or_else(|| panic!("request {id} was not refused"))
    }

    /// Opens `URI` with this text, as version 1.
    pub fn open(&self, text: &str) {
        self.open_as(URI, text);
    }

    /// Opens a document with this text, as version 1.
    pub fn open_as(&self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces the whole text of `URI`.
    pub fn replace(&self, version: i32, text: &str) {
        self.send_bytes(frame(&change(version, &json!([{"text": text}]))));
    }

    /// Closes `URI`.
    pub fn close(&self) {
        self.tell("textDocument/didClose", document());
    }

    /// Version and text of `URI` as the server has them.
    pub fn text(&mut self) -> (i64, String) {
        let answer = self.ask("test/text", document());
        (answer[0].as_i64().unwrap(), answer[1].as_str().unwrap().to_owned())
    }

    /// The first message, of all that have come or will come, that `is_it`.
    pub fn wait(&self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let mut seen = 0;
        self.wait_until(what, |state| {
            let found = state.messages[seen..].iter().find(|message| is_it(message)).cloned();
            seen = state.messages.len();
            found
        })
    }

    /// The first notification of `method` that `is_it`: its parameters.
    pub fn wait_for(&self, method: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let message = self.wait(method, |message| message["method"] == method && is_it(&message["params"]));
        message["params"].clone()
    }

    /// The diagnostics of `URI` for `version`, the newest there is: those published, or where the server leaves it to the
    /// client to ask, the answer.
    pub fn diagnostics(&self, version: i32) -> Value {
        if self.hello["capabilities"]["diagnosticProvider"].is_object() {
            return self.asked_for(&document())["items"].clone();
        }
        let is_it = |params: &Value| params["uri"] == URI && params["version"] == version;
        self.wait_for("textDocument/publishDiagnostics", is_it)["diagnostics"].clone()
    }

    /// The answer to `textDocument/diagnostic` with these parameters, asked for again where the server says so.
    pub fn asked_for(&self, params: &Value) -> Value {
        loop {
            let (id, request) = self.numbered("textDocument/diagnostic", params.clone());
            self.send_bytes(frame(&request));
            let answer = self.answer(id);
            if answer["error"]["data"]["retriggerRequest"] != true {
                return answer["result"].clone();
            }
        }
    }

    /// Waits until findings were published this often.
    pub fn wait_for_publishes(&self, count: usize) {
        self.wait_until("more publishes", |state| {
            let published = |message: &&Value| message["method"] == "textDocument/publishDiagnostics";
            (state.messages.iter().filter(published).count() >= count).then_some(())
        });
    }

    /// Waits until the server has written this to standard error.
    pub fn wait_for_error(&self, text: &str) {
        self.wait_until(text, |state| state.errors.contains(text).then_some(()));
    }

    /// Waits until the server has taken everything that was sent.
    pub fn wait_until_written(&self) {
        self.wait_until_unwritten_is(0);
    }

    /// Waits until the server has taken all but `limit` bytes of what was sent.
    pub fn wait_until_unwritten_is(&self, limit: usize) {
        self.wait_until("the server to read on", |state| (state.unwritten <= limit).then_some(()));
    }

    /// What the server has written to standard error so far.
    pub fn errors(&self) -> String {
        self.shared.state.lock().unwrap().errors.clone()
    }

    fn wait_until<T>(&self, what: &str, mut look: impl FnMut(&State) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.shared.state.lock().unwrap();
        loop {
            if let Some(fault) = state.fault.clone() {
                drop(state);
                panic!("the server broke the protocol: {fault}");
            }
            if let Some(found) = look(&state) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                let errors = state.errors.clone();
                drop(state); // the threads that read go on
                panic!("waited in vain for {what}; standard error: {errors}");
            }
            state = self.shared.changed.wait_timeout(state, left).unwrap().0;
        }
    }

    /// Every message so far with this method: its parameters.
    pub fn seen(&self, method: &str) -> Vec<Value> {
        let state = self.shared.state.lock().unwrap();
        assert_eq!(state.fault, None, "the server broke the protocol");
        let messages = state.messages.iter().filter(|message| message["method"] == method);
        messages.map(|message| message["params"].clone()).collect()
    }

    /// Every request of the server so far: id and method.
    pub fn asked_of_us(&self) -> Vec<(Value, String)> {
        let state = self.shared.state.lock().unwrap();
        let requests = state.messages.iter().filter(|message| message.get("id").is_some());
        let requests =
            requests.filter_map(|message| Some((&message["id"], message.get("method")?.as_str()?)));
        requests.map(|(id, method)| (id.clone(), method.to_owned())).collect()
    }

    /// Everything a person could find in a log: log messages, and standard error.
    pub fn logged(&self) -> String {
        let mut logged = self.shared.state.lock().unwrap().errors.clone();
        for params in self.seen("window/logMessage").iter().chain(&self.seen("window/showMessage")) {
            write!(logged, "\n{}", params["message"].as_str().unwrap()).unwrap();
        }
        logged
    }

    /// From now on nothing is read, until `listen`.
    pub fn stop_listening(&self) {
        self.shared.state.lock().unwrap().is_paused = true;
    }

    /// Reads again.
    pub fn listen(&self) {
        self.shared.state.lock().unwrap().is_paused = false;
        self.shared.changed.notify_all();
    }

    /// Closes the server's input.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Closes our end of the server's output; only after `spawn_deaf`.
    pub fn break_pipe(&mut self) {
        drop(self.output.take().unwrap());
    }

    /// Waits for one whole message without a thread that reads; only after `spawn_deaf`.
    pub fn read_one(&mut self) -> Value {
        let mut output = self.output.take().unwrap();
        let (sender, read) = channel();
        thread::spawn(move || {
            let message = read_message(&mut BufReader::with_capacity(1, &mut output));
            let _ = sender.send((message, output));
        });
        let (message, output) = read.recv_timeout(PATIENCE).expect("no message came");
        self.output = Some(output);
        message.unwrap().unwrap()
    }

    /// Ends the process the client started, the hard way.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
    }

    /// Waits for the end of the server, and of its parent if it has one: the exit code.
    pub fn exit_code(&mut self) -> Option<i32> {
        self.wait_until("the end of the server", |state| state.has_ended.then_some(()));
        self.child.wait().unwrap().code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The parameters that name `URI`.
pub fn document() -> Value {
    json!({"textDocument": {"uri": URI}})
}

/// The parameters that name a place in `URI`.
pub fn place(line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}})
}

/// A notification, not sent.
pub fn notification(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

/// A `didChange` of `URI`, not sent.
pub fn change(version: i32, changes: &Value) -> Value {
    let document = json!({"uri": URI, "version": version});
    notification("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}))
}

/// A message as it goes over the wire.
pub fn frame(message: &Value) -> Vec<u8> {
    frame_bytes(message.to_string().as_bytes())
}

/// A body as it goes over the wire.
pub fn frame_bytes(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

/// Adler-32 in hexadecimal, as `faulty_server.rs` has it.
pub fn checksum(text: &str) -> String {
    let (mut low, mut high) = (1, 0);
    for byte in text.bytes() {
        low = (low + u32::from(byte)) % 65521;
        high = (high + low) % 65521;
    }
    format!("{:08x}", high << 16 | low)
}

/// The example, built once: a test run for one file alone would not build it.
pub fn faulty_server() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let programs = Path::new(env!("CARGO_BIN_EXE_referral")).parent().unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--example", "faulty-server"]);
        if programs.ends_with("release") {
            build.arg("--release");
        }
        let status = build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap();
        assert!(status.success(), "the faulty server does not build");
        programs.join("examples").join(format!("faulty-server{}", std::env::consts::EXE_SUFFIX))
    })
}
