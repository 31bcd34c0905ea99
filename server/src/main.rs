//! The program `referral`: reads the command line and starts what it names.
//!
//! No work is done here.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use referral_lsp::cli::{Arguments, Command};
use referral_lsp::lsp::{self, Clock, Io, diagnostics};
use referral_lsp::{check, completions, doctor, explain, fix, man, new, outline, schema, try_it};

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    if !matches!(command, Command::Server { .. }) {
        keep_panics_private();
    }
    match run(command) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            // Whoever stopped reading wants to hear no more.
            if error.downcast_ref::<io::Error>().is_none_or(|error| error.kind() != io::ErrorKind::BrokenPipe)
            {
                anstream::eprintln!("error: {error:#}");
            }
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> anyhow::Result<u8> {
    match command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Fix(arguments) => fix::run(&arguments),
        Command::Outline(arguments) => outline::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(command) => schema::run(&command),
        Command::Try(arguments) => try_it::run(&arguments),
        Command::Completions { shell } => completions::run(shell),
        Command::Man(arguments) => man::run(&arguments),
        Command::Doctor => doctor::run(),
        Command::Server { today, stdio: _ } => {
            lsp::run(Io::stdio()?, Clock::fixed_at(today), diagnostics::analyse, |service| service)?;
            Ok(0)
        }
    }
}

/// What a panic says may quote a document; only its place is shown.
fn keep_panics_private() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        anstream::eprintln!("error: a mistake in this program{place}");
    }));
}
