//! Drives tower-lsp's `LspService` with one message at a time, in the order of the stream.
//!
//! tower-lsp's own `Server` is not used: its loop ends at the first frame it cannot decode, never ends
//! on `exit`, and lets handlers overtake each other. Routing, types, life cycle and `$/cancelRequest` stay its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use futures_util::future::FutureExt;
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::{ExitedError, LspService};
use tower_service::Service;

use super::backend::Backend;
use super::capabilities;
use super::client::Client;
use super::outbox::Outbox;

type Outcome = Result<Option<Response>, ExitedError>;

/// Whether there is more to read.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Read on.
    Read,
    /// The client said `exit`.
    Leave,
}

/// The way from messages to handlers.
pub struct Gate {
    service: LspService<Backend>,
    outbox: Arc<Outbox>,
    runtime: Handle,
    running: Arc<Running>,
}

impl Gate {
    /// Requests that are not finished at once go on on `runtime`.
    pub fn new(service: LspService<Backend>, outbox: Arc<Outbox>, runtime: Handle) -> Self {
        Self { service, outbox, runtime, running: Arc::default() }
    }

    /// Hands `request` to its handler, and polls the handler once, here and now: whatever it does before its
    /// first wait happens in the order of the stream. Most handlers are finished by that, and answered at once.
    pub fn admit(&mut self, request: Request) -> Next {
        let id = request.id().cloned();
        let request = match request.method() {
            // The service would note it and stay.
            "exit" => return Next::Leave,
            // As a notification it is no request to anyone.
            "initialize" | "shutdown" if id.is_none() => return Next::Read,
            "initialize" => self.meet_client(request),
            // The service refuses parameters here, even `null` or `{}`.
            "shutdown" => without_params(request),
            _ => request,
        };
        let method = Method::of(&request, self.service.inner().client());
        let answer = Answer { id, method, outbox: Arc::clone(&self.outbox) };
        let mut context = Context::from_waker(Waker::noop());
        if !matches!(self.service.poll_ready(&mut context), Poll::Ready(Ok(()))) {
            return Next::Read;
        }
        let Ok(handler) = catch_unwind(AssertUnwindSafe(|| self.service.call(request))) else {
            answer.give_up();
            return Next::Read;
        };
        let mut handler = AssertUnwindSafe(handler).catch_unwind();
        match handler.poll_unpin(&mut context) {
            Poll::Ready(outcome) => answer.give(outcome),
            Poll::Pending => {
                let running = Running::enter(&self.running);
                self.runtime.spawn(async move {
                    answer.give(handler.await);
                    drop(running);
                });
            }
        }
        Next::Read
    }

    /// Notes what the client says about itself. Our own reading of it never fails, while one member that
    /// lsp-types does not know how to read would cost the writer the whole server.
    fn meet_client(&self, request: Request) -> Request {
        let (method, id, params) = request.into_parts();
        self.service.inner().workspace.meet(Client::read(&params.unwrap_or_default()));
        let request = Request::build(method).params(json!({"capabilities": {}}));
        request.id(id.unwrap_or_default()).finish()
    }

    /// Waits for the requests that are still running, at most for `limit`.
    pub fn settle(&self, limit: Duration) {
        self.running.settle(limit);
    }
}

fn without_params(request: Request) -> Request {
    let (method, id, _) = request.into_parts();
    Request::build(method).id(id.unwrap_or_default()).finish()
}

/// The methods whose answers we change or note.
enum Method {
    /// With what is added to its answer.
    Initialize(Value),
    Shutdown,
    Other,
}

impl Method {
    fn of(request: &Request, client: &Client) -> Self {
        match request.method() {
            "initialize" => Self::Initialize(capabilities::newer(client)),
            "shutdown" => Self::Shutdown,
            _ => Self::Other,
        }
    }
}

/// Where the outcome of one message goes. A notification has no id, and no answer.
struct Answer {
    id: Option<Id>,
    method: Method,
    outbox: Arc<Outbox>,
}

impl Answer {
    fn give(self, outcome: thread::Result<Outcome>) {
        match outcome {
            Ok(Ok(Some(response))) => {
                let (id, result) = response.into_parts();
                let result = match (self.method, result) {
                    (Method::Initialize(newer), Ok(mut result)) => {
                        if let Some(capabilities) = result.get_mut("capabilities") {
                            add(capabilities, newer);
                        }
                        Ok(result)
                    }
                    (Method::Shutdown, Ok(result)) => {
                        self.outbox.note_shutdown();
                        Ok(result)
                    }
                    (_, Err(error)) => Err(without_quotes(error)),
                    (_, Ok(result)) => Ok(result),
                };
                self.outbox.send(&Response::from_parts(id, result));
            }
            Ok(_) => {}
            Err(_) => self.give_up(),
        }
    }

    /// The handler panicked. The place has been logged; the message, which may quote the text, is not shown.
    fn give_up(self) {
        if let Some(id) = self.id {
            self.outbox.send(&Response::from_error(id, Error::internal_error()));
        }
    }
}

/// Adds `newer`, for which lsp-types 0.94.1 has no names, to what the server says of itself, member by member.
fn add(capabilities: &mut Value, newer: Value) {
    match (capabilities, newer) {
        (Value::Object(own), Value::Object(newer)) => {
            for (name, value) in newer {
                add(own.entry(name).or_insert(Value::Null), value);
            }
        }
        (own, newer) => *own = newer,
    }
}

/// A refusal of parameters quotes what it could not read, which may be text of a document, and clients log it.
fn without_quotes(mut error: Error) -> Error {
    if error.code == ErrorCode::InvalidParams {
        for quote in ['"', '`'] {
            let quoted = error.message.find(quote).zip(error.message.rfind(quote));
            if let Some((start, end)) = quoted {
                let parts = (error.message.get(..start), error.message.get(end..));
                error.message =
                    format!("{}{quote}…{}", parts.0.unwrap_or_default(), parts.1.unwrap_or_default()).into();
            }
        }
    }
    error
}

/// How many requests are running.
#[derive(Default)]
struct Running {
    count: Mutex<usize>,
    is_none: Condvar,
}

impl Running {
    fn enter(running: &Arc<Self>) -> RunningGuard {
        *running.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        RunningGuard(Arc::clone(running))
    }

    fn settle(&self, limit: Duration) {
        let count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self.is_none.wait_timeout_while(count, limit, |count| *count > 0);
    }
}

struct RunningGuard(Arc<Running>);

impl Drop for RunningGuard {
    fn drop(&mut self) {
        let mut count = self.0.count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = count.saturating_sub(1);
        self.0.is_none.notify_all();
    }
}
