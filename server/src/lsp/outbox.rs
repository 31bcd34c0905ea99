//! Everything that goes to the client: whole frames, one behind the other.
//!
//! A frame is written where it is made as far as the system takes it without waiting, which spares waking another
//! thread; what is left over goes through a queue to one thread that waits until it is read.
//! Nobody else waits here, so any thread may send at any time, with or without a lock held. It takes the
//! place of `tower_lsp::Client`, whose channel has room for one message and whose table of replies
//! panics, quoting the reply, when one comes late.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::process;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde::Serialize;
use tower_lsp::jsonrpc::{Id, Response, Result};
use tower_lsp::lsp_types::notification::{LogMessage, Notification};
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{LogMessageParams, MessageType};

/// Requests of ours that may wait for a reply. Beyond it the oldest is forgotten, so that a client that
/// never answers does not make the table grow for ever.
const MAX_WAITING: usize = 256;
/// Bytes that may wait to be written before one more message ends the process: the client has stopped reading for good.
pub const MAX_QUEUED: usize = 64 << 20;
/// Frames are joined up to this many bytes into one write.
const JOINED: usize = 64 << 10;
/// How long the last messages may take to be written when we leave.
const LAST_WORDS: Duration = Duration::from_millis(300);

type OnReply = Box<dyn FnOnce(Result<serde_json::Value>) + Send>;

enum Parcel {
    Frame(Vec<u8>),
    /// Everything queued before it is written, then the process ends.
    End,
}

/// The way to the client.
pub struct Outbox {
    queue: Sender<Parcel>,
    /// Bytes in the queue, and in the hands of the thread that writes them.
    queued: AtomicUsize,
    /// Says `WouldBlock` for what it would have to wait for. Whoever holds it decides what comes next in the output.
    at_once: Mutex<Box<dyn Write + Send>>,
    waiting: Mutex<Waiting>,
    was_shut_down: AtomicBool,
}

#[derive(Default)]
struct Waiting {
    last_id: i64,
    replies: BTreeMap<i64, OnReply>,
}

#[derive(Serialize)]
struct Outgoing<'a, P> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    method: &'a str,
    #[serde(skip_serializing_if = "is_nothing")]
    params: P,
}

/// True for the parameters of a message that has none.
fn is_nothing<P>(_: &P) -> bool {
    size_of::<P>() == 0
}

impl Outbox {
    /// Starts the thread that writes to `output`. It ends the process when nobody reads there any more. `at_once` writes
    /// to the same place and never waits.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn start(output: Box<dyn Write + Send>, at_once: Box<dyn Write + Send>) -> io::Result<Arc<Self>> {
        let (queue, parcels) = channel();
        let outbox = Arc::new(Self {
            queue,
            queued: AtomicUsize::new(0),
            at_once: Mutex::new(at_once),
            waiting: Mutex::default(),
            was_shut_down: AtomicBool::new(false),
        });
        let writer = Arc::clone(&outbox);
        thread::Builder::new().name("stdout".into()).spawn(move || writer.write_all(&parcels, output))?;
        Ok(outbox)
    }

    fn write_all(&self, parcels: &Receiver<Parcel>, mut output: Box<dyn Write + Send>) {
        while let Ok(Parcel::Frame(mut frames)) = parcels.recv() {
            let mut is_last = false;
            while frames.len() < JOINED && !is_last {
                match parcels.try_recv() {
                    Ok(Parcel::Frame(frame)) => frames.extend_from_slice(&frame),
                    Ok(Parcel::End) => is_last = true,
                    Err(_) => break,
                }
            }
            if output.write_all(&frames).and_then(|()| output.flush()).is_err() || is_last {
                break;
            }
            self.queued.fetch_sub(frames.len(), SeqCst);
        }
        process::exit(self.exit_code())
    }

    /// Sends a response, or anything else that is a whole message.
    pub fn send(&self, message: &impl Serialize) {
        let Ok(body) = serde_json::to_vec(message) else { return };
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend_from_slice(&body);
        let mut at_once = self.at_once.lock().unwrap_or_else(PoisonError::into_inner);
        let queued = self.queued.load(SeqCst);
        if queued > MAX_QUEUED {
            drop(at_once);
            self.leave();
        }
        let mut rest = frame.as_slice();
        while queued == 0 && !rest.is_empty() {
            let Ok(length @ 1..) = at_once.write(rest) else { break };
            rest = rest.get(length..).unwrap_or_default();
        }
        if !rest.is_empty() {
            self.queued.fetch_add(rest.len(), SeqCst);
            let _ = self.queue.send(Parcel::Frame(rest.to_vec()));
        }
    }

    /// Sends a notification.
    pub fn notify<N: Notification>(&self, params: N::Params) {
        self.send(&Outgoing { jsonrpc: "2.0", id: None, method: N::METHOD, params });
    }

    /// Sends a line for the client's log. It must never hold text of a document.
    pub fn log(&self, message: impl Into<String>) {
        self.notify::<LogMessage>(LogMessageParams { typ: MessageType::WARNING, message: message.into() });
    }

    /// Sends a request to the client. Nobody waits for the reply: `then` is called when one comes, on the
    /// thread that reads, and must be brief; a client that never answers never calls it.
    pub fn request<R: Request>(
        &self,
        params: R::Params,
        then: impl FnOnce(Result<R::Result>) + Send + 'static,
    ) {
        let read = |value| {
            serde_json::from_value(value).map_err(|_| tower_lsp::jsonrpc::Error::invalid_params("result"))
        };
        let on_reply = Box::new(move |reply: Result<_>| then(reply.and_then(read)));
        let id = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.last_id += 1;
            let id = waiting.last_id;
            waiting.replies.insert(id, on_reply);
            if waiting.replies.len() > MAX_WAITING {
                waiting.replies.pop_first();
            }
            id
        };
        self.send(&Outgoing { jsonrpc: "2.0", id: Some(id), method: R::METHOD, params });
    }

    /// Takes a reply from the client. One that is late, comes twice or was never asked for is dropped.
    pub fn take_reply(&self, reply: Response) {
        let (id, result) = reply.into_parts();
        let Id::Number(id) = id else { return };
        let on_reply = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).replies.remove(&id);
        if let Some(on_reply) = on_reply {
            // A panic in it has been logged by the hook, and concerns nobody else.
            let _ = catch_unwind(AssertUnwindSafe(|| on_reply(result)));
        }
    }

    /// Every panic of the process is logged with its place and never with its message: those of slices
    /// quote the text. Nothing is printed either: `eprintln!` panics when standard error is closed.
    pub fn log_panics(self: &Arc<Self>) {
        let outbox = Arc::clone(self);
        panic::set_hook(Box::new(move |panic| {
            let place = panic.location().map(|place| format!(" at {}:{}", place.file(), place.line()));
            outbox.log(format!("internal error{}", place.unwrap_or_default()));
        }));
    }

    /// Notes that the client asked for the end in the proper way: the exit code will be 0.
    pub fn note_shutdown(&self) {
        self.was_shut_down.store(true, SeqCst);
    }

    fn exit_code(&self) -> i32 {
        i32::from(!self.was_shut_down.load(SeqCst))
    }

    /// Ends the process once all that is queued is written, or after 300 ms if the client does not read it.
    pub fn leave(&self) -> ! {
        let _ = self.queue.send(Parcel::End);
        thread::sleep(LAST_WORDS);
        process::exit(self.exit_code())
    }
}
