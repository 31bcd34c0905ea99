//! The one thread that analyses documents.
//!
//! What an analysis looks for is not decided here: it is handed in as a value.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tower_lsp::lsp_types::Diagnostic;

use super::store::{Snapshot, Store};
use super::workspace::Workspace;
use crate::schemas;

/// Before a run has taken this long nobody asks whether it is still wanted: it is over as soon as that is known.
const SELDOM_STALE: Duration = Duration::from_millis(1);

/// From a document and what holds around it to its findings. The last argument says whether the result is still wanted; a long run
/// asks now and then, and returns `None` once it is not. A panic is logged by its place and costs this run only.
pub type Analyse = fn(&Workspace, &Snapshot, &dyn Fn() -> bool) -> Option<Vec<Diagnostic>>;

/// Starts the thread. At midnight it analyses everything again. It lives as long as the process.
///
/// # Errors
/// When the system refuses a thread.
pub fn start_analyser(store: Arc<Store>, workspace: Arc<Workspace>, analyse: Analyse) -> io::Result<()> {
    let analyse_for_ever = move || {
        // While the client still says hello.
        schemas::prepare();
        let mut day = workspace.clock.today();
        loop {
            let next = store.next_to_analyse(workspace.clock.until_tomorrow());
            let today = workspace.clock.today();
            if today != day {
                // What was found yesterday may not hold today. The snapshot just taken is among them.
                day = today;
                store.analyse_all_again();
                store.input_is_idle();
            }
            let Some(snapshot) = next else { continue };
            let started = Instant::now();
            let is_stale = || started.elapsed() > SELDOM_STALE && store.is_stale(&snapshot);
            let found = catch_unwind(AssertUnwindSafe(|| analyse(&workspace, &snapshot, &is_stale)))
                .unwrap_or_default();
            store.finish(&snapshot, found, started.elapsed());
        }
    };
    thread::Builder::new().name("analyser".into()).spawn(analyse_for_ever)?;
    Ok(())
}
