//! `referral man`: the pages of the manual, made of the same words as `--help`.
//!
//! Nothing is installed; a page goes to the standard output, and all of them into a folder that was named.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use crate::cli::{Arguments, ManArguments};

/// Carries out `referral man`; the answer is the exit code.
///
/// # Errors
/// When there is no such command, or a page cannot be written.
pub fn run(arguments: &ManArguments) -> anyhow::Result<u8> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    if let Some(folder) = &arguments.out {
        write_all(program, folder)?;
        return Ok(0);
    }
    let mut page = Vec::new();
    Man::new(named(program, &arguments.command)?).render(&mut page)?;
    io::stdout().write_all(&page)?;
    Ok(0)
}

fn write_all(program: Command, folder: &Path) -> anyhow::Result<()> {
    let written = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(program, folder));
    written.with_context(|| format!("cannot write the pages into {}", folder.display()))
}

/// The command that `words` lead to.
fn named(program: Command, words: &[String]) -> anyhow::Result<Command> {
    words.iter().try_fold(program, |command, word| {
        let found = command.find_subcommand(word).cloned();
        found.with_context(|| format!("there is no command \"{word}\" of \"{}\"", command.get_name()))
    })
}
