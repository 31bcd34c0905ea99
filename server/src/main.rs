//! The program `referral`: reads the command line and starts what it names.
//!
//! No work is done here.

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use referral_lsp::lsp::{self, Clock, Io, diagnostics};

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
        Command::Server { today, stdio: _ } => {
            lsp::run(Io::stdio()?, Clock::fixed_at(today), diagnostics::analyse, |service| service)
        }
    }
}
