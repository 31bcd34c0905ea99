//! The language server: from bytes on the standard input to bytes on the standard output.
//!
//! ```text
//! input -> frames -> message -> gate -> backend -> outbox -> output        one thread, in message order
//!                                          |          ^
//!                                          v          |
//!                                        store -> analyser                 one thread, the newest state only
//! ```
//!
//! What is analysed in less time than it takes to wake the second thread, the first does itself.
//!
//! Nothing that handles a message waits for the client, and no rule is known here.

pub mod analyser;
pub mod backend;
mod capabilities;
pub mod client;
pub mod clock;
mod code_actions;
mod code_lenses;
mod commands;
mod completion;
mod definitions;
pub mod diagnostics;
mod document_links;
mod document_symbols;
pub mod encoding;
mod folding;
mod formatting;
mod frames;
pub mod from_proto;
mod gate;
mod hover;
mod inlay_hints;
mod known;
mod long_texts;
mod message;
mod naming;
mod neighbourhood;
pub mod outbox;
pub mod platform;
mod pull;
pub mod reading;
mod selection_ranges;
mod status;
pub mod store;
pub mod to_proto;
pub mod toml_reading;
pub mod workspace;
mod workspace_symbols;

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use tower_lsp::jsonrpc::{Error, Id, Response};
use tower_lsp::{LspService, LspServiceBuilder};

pub use analyser::{Analyse, Analyser};
pub use backend::Backend;
pub use clock::Clock;
pub use store::Snapshot;
pub use workspace::Workspace;

use frames::{Frame, Frames};
use gate::{Gate, Next};
use message::{Message, read_message};
use neighbourhood::Neighbourhood;
use outbox::Outbox;
use platform::Input;
use store::Store;

/// How long requests and analyses that are under way may go on once the input has ended.
const LAST_WORK: Duration = Duration::from_millis(200);

/// Where messages come from and go to.
pub struct Io {
    /// What the client sends.
    pub input: Box<dyn Input>,
    /// What the client reads.
    pub output: Box<dyn Write + Send>,
    /// The same output, written as far as it takes bytes without waiting.
    pub output_at_once: Box<dyn Write + Send>,
}

impl Io {
    /// The standard input and output, read and written in the way that suits the system best.
    ///
    /// # Errors
    /// When the system has no room for one more file or thread.
    pub fn stdio() -> io::Result<Self> {
        Ok(Self {
            input: platform::stdin()?,
            output: platform::stdout()?,
            output_at_once: platform::stdout_at_once()?,
        })
    }
}

/// Serves one client until it leaves, then ends the process: with code 0 if it asked for that in the proper
/// way, with 1 if it broke off. `extend` may add methods to those of the protocol.
///
/// # Errors
/// When the system refuses a thread.
pub fn run<Extend>(io: Io, clock: Clock, analyse: Analyse, extend: Extend) -> anyhow::Result<()>
where
    Extend: FnOnce(LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend>,
{
    let outbox = Outbox::start(io.output, io.output_at_once)?;
    outbox.log_panics();
    let leaving = Arc::clone(&outbox);
    platform::watch_output(move || leaving.leave());

    let store = Arc::new(Store::new(Arc::clone(&outbox)));
    let workspace = Arc::new(Workspace::new(Arc::clone(&outbox), clock));
    Neighbourhood::start(&workspace, &store)?;
    let analyser = Analyser::start(Arc::clone(&store), Arc::clone(&workspace), analyse)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).max_blocking_threads(2).build()?;
    let _entered = runtime.enter();
    // The socket is the way to the client that we do not use; nothing is ever put into it.
    let backend = Backend {
        store: Arc::clone(&store),
        outbox: Arc::clone(&outbox),
        workspace,
        symbols: Arc::default(),
        results: Arc::default(),
        walks: commands::Walks::default(),
        analyse,
    };
    let service = LspService::build(|_| backend)
        .custom_method("textDocument/inlineCompletion", Backend::inline_completion)
        .custom_method("workspace/textDocumentContent", Backend::text_document_content)
        .custom_method("referral/status", Backend::status);
    let (service, _socket) = extend(service).finish();
    let mut gate = Gate::new(service, Arc::clone(&outbox), runtime.handle().clone());

    let mut frames = Frames::new(io.input);
    loop {
        match frames.next(|| analyser.input_is_idle()) {
            Frame::Body(body) => match read_message(body) {
                Ok(Message::Request(request)) => match gate.admit(request) {
                    Next::Read => {}
                    Next::Leave => break,
                },
                Ok(Message::Reply(reply)) => reply.into_iter().for_each(|reply| outbox.take_reply(reply)),
                Err(refusal) => outbox.send(&refusal),
            },
            Frame::TooLong => outbox.send(&too_long()),
            Frame::Broken => {
                outbox.send(&Response::from_error(Id::Null, Error::parse_error()));
                outbox.log("the input is no stream of messages with a Content-Length each, so nothing more can be read");
                break;
            }
            Frame::End => {
                store.input_is_idle();
                gate.settle(LAST_WORK);
                store.settle(LAST_WORK);
                break;
            }
        }
    }
    outbox.leave()
}

fn too_long() -> Response {
    let mut error = Error::invalid_request();
    error.message = format!("a message may be at most {} MiB long", frames::MAX_BODY >> 20).into();
    Response::from_error(Id::Null, error)
}
