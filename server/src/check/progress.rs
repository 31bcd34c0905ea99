//! A bar that shows how far a long run is, on a terminal and nowhere else.
//!
//! A short run shows none.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run may take before it shows how far it is.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far a run is.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    on_terminal: bool,
}

impl Progress {
    /// A run over `count` documents.
    pub fn new(count: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} documents") {
            bar.set_style(style);
        }
        Progress { bar, started: Instant::now(), on_terminal: std::io::stderr().is_terminal() }
    }

    /// One more document is done.
    pub fn one_more(&self) {
        if self.on_terminal && self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    /// All are done, and the report can be written where the bar was.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
