//! The language server with an analysis that does what the text says: it is slow, panics, or finds something.
//!
//! It is a program of the tests only. Everything but the analysis and the methods `test/…` is the real server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::env;
use std::io;
use std::process::{Command, exit};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use referral_lsp::lsp::backend::off_thread;
use referral_lsp::lsp::platform::{self, ThreadedInput};
use referral_lsp::lsp::{self, Backend, Clock, Io, Snapshot, Workspace, to_proto};
use serde_json::{Value, json};
use text_size::{TextRange, TextSize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::notification::Progress;
use tower_lsp::lsp_types::request::{ApplyWorkspaceEdit, WorkDoneProgressCreate, WorkspaceConfiguration};
use tower_lsp::lsp_types::{
    ApplyWorkspaceEditParams, ConfigurationItem, ConfigurationParams, Diagnostic, DiagnosticSeverity,
    NumberOrString, ProgressParams, ProgressParamsValue, TextDocumentIdentifier, WorkDoneProgress,
    WorkDoneProgressBegin, WorkDoneProgressCreateParams, WorkspaceEdit,
};

/// How often it was midnight.
static MIDNIGHTS: AtomicU32 = AtomicU32::new(0);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2015, 6, 10 + MIDNIGHTS.load(SeqCst)).unwrap()
}

async fn midnight(_: &Backend, _: Value) -> Result<Value> {
    MIDNIGHTS.fetch_add(1, SeqCst);
    Ok(Value::Null)
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let io = match arguments.first().map(String::as_str) {
        // A parent of a server, which passes its own input and output on.
        Some("parent") => {
            let status = Command::new(env::current_exe().unwrap()).spawn().unwrap().wait().unwrap();
            exit(status.code().unwrap_or(1));
        }
        // A process to watch: it stays until its input ends.
        Some("wait") => {
            io::copy(&mut io::stdin(), &mut io::sink()).unwrap();
            return;
        }
        Some("threaded") => {
            let input = Box::new(ThreadedInput::start(io::stdin()).unwrap());
            Io {
                input,
                output: platform::stdout().unwrap(),
                output_at_once: platform::stdout_at_once().unwrap(),
            }
        }
        _ => Io::stdio().unwrap(),
    };
    lsp::run(io, Clock::Told(today, Duration::from_millis(20)), analyse, |service| {
        service
            .custom_method("test/stamp", stamp)
            .custom_method("test/stampLater", stamp_later)
            .custom_method("test/text", text)
            .custom_method("test/busy", busy)
            .custom_method("test/panic", panic)
            .custom_method("test/ask", ask)
            .custom_method("test/askForProgress", ask_for_progress)
            .custom_method("test/again", again)
            .custom_method("test/midnight", midnight)
    })
    .unwrap();
}

/// `TODO` is found. `BUSY 50` takes 50 ms and tells of it on standard error, `STUBBORN 50` does so without
/// asking whether it is still wanted. `PANIC é` is cut in the middle of the `é`.
#[allow(clippy::unnecessary_wraps)]
fn analyse(_: &Workspace, snapshot: &Snapshot, is_stale: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
    let mut found = Vec::new();
    for (index, line) in snapshot.text.lines().enumerate() {
        let line = line.to_string();
        if let Some(milliseconds) = line.strip_prefix("BUSY ") {
            eprintln!("busy with version {}", snapshot.version);
            for _ in 0..milliseconds.trim().parse().unwrap() {
                spin(Duration::from_millis(1));
                if is_stale() {
                    eprintln!("gave version {} up", snapshot.version);
                    return None;
                }
            }
        }
        if let Some(milliseconds) = line.strip_prefix("STUBBORN ") {
            eprintln!("busy with version {}", snapshot.version);
            spin(Duration::from_millis(milliseconds.trim().parse().unwrap()));
        }
        if line.starts_with("PANIC é") {
            let _ = &line[..7];
        }
        if line.starts_with("TODO") {
            let start = TextSize::new(snapshot.text.line_to_byte(index) as u32);
            let range = TextRange::at(start, TextSize::new(4));
            found.push(Diagnostic {
                range: to_proto::range(&snapshot.text, range, snapshot.encoding),
                severity: Some(DiagnosticSeverity::WARNING),
                message: checksum(snapshot),
                ..Diagnostic::default()
            });
        }
    }
    Some(found)
}

/// Work, not sleep: the tests are about a processor that is taken.
fn spin(time: Duration) {
    let started = Instant::now();
    while started.elapsed() < time {}
}

/// Adler-32 of the text, in hexadecimal.
fn checksum(snapshot: &Snapshot) -> String {
    let (mut low, mut high) = (1, 0);
    for byte in snapshot.text.bytes() {
        low = (low + u32::from(byte)) % 65521;
        high = (high + low) % 65521;
    }
    format!("{:08x}", high << 16 | low)
}

fn snapshot(backend: &Backend, params: &Value) -> Result<Option<Snapshot>> {
    let document = serde_json::from_value::<TextDocumentIdentifier>(params["textDocument"].clone());
    let document = document.map_err(|_| Error::invalid_params("textDocument"))?;
    Ok(backend.store.snapshot(&document.uri))
}

fn stamped(snapshot: Option<Snapshot>) -> Value {
    snapshot.map_or(Value::Null, |snapshot| json!([snapshot.version, checksum(&snapshot)]))
}

async fn stamp(backend: &Backend, params: Value) -> Result<Value> {
    Ok(stamped(snapshot(backend, &params)?))
}

/// Takes a little longer for some states than for others, so that answers overtake each other.
async fn stamp_later(backend: &Backend, params: Value) -> Result<Value> {
    let snapshot = snapshot(backend, &params)?;
    off_thread(move || {
        let milliseconds = snapshot.as_ref().map_or(0, |snapshot| snapshot.generation % 3);
        spin(Duration::from_millis(milliseconds));
        stamped(snapshot)
    })
    .await
}

async fn text(backend: &Backend, params: Value) -> Result<Value> {
    let snapshot = snapshot(backend, &params)?;
    Ok(snapshot.map_or(Value::Null, |snapshot| json!([snapshot.version, snapshot.text.to_string()])))
}

async fn busy(_: &Backend, params: Value) -> Result<Value> {
    let milliseconds = params["milliseconds"].as_u64().unwrap();
    off_thread(move || spin(Duration::from_millis(milliseconds))).await?;
    Ok(Value::Null)
}

async fn panic(backend: &Backend, params: Value) -> Result<Value> {
    let text = snapshot(backend, &params)?.unwrap().text.to_string();
    if params["later"] == json!(true) {
        return off_thread(move || json!(&text[..7])).await;
    }
    Ok(json!(&text[..7]))
}

async fn ask(backend: &Backend, _: Value) -> Result<Value> {
    let outbox = Arc::clone(&backend.outbox);
    let edit = ApplyWorkspaceEditParams { label: None, edit: WorkspaceEdit::default() };
    backend.outbox.request::<ApplyWorkspaceEdit>(edit, move |reply| {
        outbox.log(if reply.is_ok() { "applied" } else { "not applied" });
    });
    let item = ConfigurationItem { scope_uri: None, section: Some("referral".into()) };
    let panics = |_| panic!("a callback that fails");
    backend.outbox.request::<WorkspaceConfiguration>(ConfigurationParams { items: vec![item] }, panics);
    Ok(json!("asked"))
}

async fn ask_for_progress(backend: &Backend, _: Value) -> Result<Value> {
    let outbox = Arc::clone(&backend.outbox);
    let token = NumberOrString::String("scan".into());
    let create = WorkDoneProgressCreateParams { token: token.clone() };
    backend.outbox.request::<WorkDoneProgressCreate>(create, move |reply| {
        let begin = WorkDoneProgressBegin { title: "checking".into(), ..WorkDoneProgressBegin::default() };
        let value = ProgressParamsValue::WorkDone(WorkDoneProgress::Begin(begin));
        if reply.is_ok() {
            outbox.notify::<Progress>(ProgressParams { token, value });
        }
    });
    Ok(json!("asked"))
}

async fn again(backend: &Backend, _: Value) -> Result<Value> {
    backend.store.analyse_all_again();
    Ok(Value::Null)
}
