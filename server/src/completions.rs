//! `referral completions`: what a shell needs to complete the command line.
//!
//! Nothing is installed; the script goes to the standard output.

use std::io::{self, Write as _};

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::Arguments;

/// Carries out `referral completions`; the answer is the exit code.
///
/// # Errors
/// When the script cannot be written.
pub fn run(shell: Shell) -> anyhow::Result<u8> {
    // The generator panics where it cannot write, as when a pipe has been closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "referral", &mut script);
    io::stdout().write_all(&script)?;
    Ok(0)
}
