//! The one thread that analyses documents.
//!
//! What an analysis looks for is not decided here: it is handed in as a value.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use tower_lsp::lsp_types::Diagnostic;

use super::store::{Snapshot, Store};

/// From a document to its findings. The second argument says whether the result is still wanted; a long run
/// asks now and then, and returns `None` once it is not. A panic is logged by its place and costs this run only.
pub type Analyse = Arc<dyn Fn(&Snapshot, &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> + Send + Sync>;

/// Starts the thread. It lives as long as the process.
///
/// # Errors
/// When the system refuses a thread.
pub fn start_analyser(store: Arc<Store>, analyse: Analyse) -> io::Result<()> {
    let analyse_for_ever = move || {
        loop {
            let snapshot = store.next_to_analyse();
            let started = Instant::now();
            let is_stale = || store.is_stale(&snapshot);
            let found = catch_unwind(AssertUnwindSafe(|| analyse(&snapshot, &is_stale))).unwrap_or_default();
            store.finish(&snapshot, found, started.elapsed());
        }
    };
    thread::Builder::new().name("analyser".into()).spawn(analyse_for_ever)?;
    Ok(())
}
