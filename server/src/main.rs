//! The program `referral`: reads the command line and starts what it names.
//!
//! No work is done here.

use std::sync::Arc;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use referral_lsp::lsp::{self, Analyse, Io};

/// Checks safeguarding review referrals written in Markdown.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Speaks the language server protocol over standard input and output.
    Server {
        /// The date to judge by, as YYYY-MM-DD, in place of today.
        #[arg(long, value_name = "DATE")]
        today: Option<NaiveDate>,
        /// Accepted because some clients pass it; there is no other transport.
        #[arg(long, hide = true)]
        stdio: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Server { today: _, stdio: _ } => {
            let analyse: Analyse = Arc::new(|_snapshot, _is_stale| Some(Vec::new()));
            lsp::run(Io::stdio()?, analyse, |service| service)
        }
    }
}
