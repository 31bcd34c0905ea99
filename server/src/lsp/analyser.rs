//! Who analyses documents, and when.
//!
//! What an analysis looks for is not decided here: it is handed in as a value.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use tower_lsp::lsp_types::Diagnostic;

use super::store::{Snapshot, Store};
use super::workspace::Workspace;
use crate::schemas;

/// Before a run has taken this long nobody asks whether it is still wanted: it is over as soon as that is known.
const SELDOM_STALE: Duration = Duration::from_millis(1);

/// From a document and what holds around it to its findings. The last argument says whether the result is still wanted; a long run
/// asks now and then, and returns `None` once it is not. A panic is logged by its place and costs this run only.
pub type Analyse = fn(&Workspace, &Snapshot, &dyn Fn() -> bool) -> Option<Vec<Diagnostic>>;

/// Analyses documents: on a thread of its own, or where the input is read.
pub struct Analyser {
    store: Arc<Store>,
    workspace: Arc<Workspace>,
    analyse: Analyse,
}

impl Analyser {
    /// Starts the thread. At midnight it analyses everything again. It lives as long as the process.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn start(store: Arc<Store>, workspace: Arc<Workspace>, analyse: Analyse) -> io::Result<Arc<Self>> {
        let analyser = Arc::new(Self { store, workspace, analyse });
        let own = Arc::clone(&analyser);
        // The day by which the first messages are judged, which the thread may be late to ask for.
        let day = analyser.workspace.clock.today();
        thread::Builder::new().name("analyser".into()).spawn(move || own.analyse_for_ever(day))?;
        Ok(analyser)
    }

    /// No more input waits. What can be analysed faster than another thread can be woken for it is analysed here.
    pub fn input_is_idle(&self) {
        match self.store.take_brief() {
            Some(snapshot) => self.run(&snapshot),
            None => self.store.input_is_idle(),
        }
    }

    fn analyse_for_ever(&self, mut day: NaiveDate) {
        // While the client still says hello.
        schemas::prepare();
        let clock = &self.workspace.clock;
        loop {
            let next = self.store.next_to_analyse(clock.until_tomorrow());
            let today = clock.today();
            if today != day {
                // What was found yesterday may not hold today. The snapshot just taken is among them.
                day = today;
                self.store.analyse_all_again();
                self.store.input_is_idle();
            }
            if let Some(snapshot) = next {
                self.run(&snapshot);
            }
        }
    }

    fn run(&self, snapshot: &Snapshot) {
        let started = Instant::now();
        let is_stale = || started.elapsed() > SELDOM_STALE && self.store.is_stale(snapshot);
        let analyse = || (self.analyse)(&self.workspace, snapshot, &is_stale);
        let found = catch_unwind(AssertUnwindSafe(analyse)).unwrap_or_default();
        self.store.finish(snapshot, found, started.elapsed());
        if let Some(reading) = snapshot.reading.get() {
            self.workspace.neighbourhood.note(&snapshot.uri, &reading.report.people);
            if self.workspace.client().status_notifications {
                let tell =
                    || self.workspace.told.tell(&self.workspace.outbox, &self.store, snapshot, reading);
                // A panic has been logged, and costs one notification.
                let _ = catch_unwind(AssertUnwindSafe(tell));
            }
        }
    }
}
