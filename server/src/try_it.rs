//! `referral try`: an invented referral with faults to mend, in an editor that is set up for this one run.
//!
//! Everything lies in a folder of its own that is removed at the end; nothing of the person's is read or written.
//! Where there is no editor, or nobody at a terminal, what it would show is printed instead.

use std::env;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context;
use chrono::NaiveDate;
use referral_analysis::check::Report;
use referral_analysis::document::Document;
use referral_analysis::hover;
use referral_analysis::neighbours::Neighbours;
use referral_analysis::selection::{self, Signs};
use referral_analysis::settings::Settings;
use referral_analysis::subject::{Case, Memory, Subject};
use tempfile::TempDir;

use crate::{cli, schemas};

/// The referral that is shown. All in it is invented.
pub const SAMPLE: &str = include_str!("sample.referral.md");
/// Its name, which makes it a referral.
const SAMPLE_NAME: &str = "child-k.referral.md";
/// The heading on which the printed hover is.
const HOVERED: &str = "## Rationale";

/// What Neovim is given, by its place in the folder.
const NEOVIM: &[(&str, &str)] = &[
    ("init.lua", include_str!("try_it/init.lua")),
    ("nvim/lsp/referral.lua", include_str!("../../editors/nvim/lsp/referral.lua")),
    ("nvim/plugin/referral.lua", include_str!("../../editors/nvim/plugin/referral.lua")),
    ("nvim/lua/referral/init.lua", include_str!("../../editors/nvim/lua/referral/init.lua")),
    ("nvim/lua/referral/command.lua", include_str!("../../editors/nvim/lua/referral/command.lua")),
    ("nvim/lua/referral/health.lua", include_str!("../../editors/nvim/lua/referral/health.lua")),
];

/// Carries out `referral try`; the answer is the exit code.
///
/// # Errors
/// When the folder cannot be made, or a program that was found does not start.
pub fn run() -> anyhow::Result<u8> {
    let folder = TempDir::with_prefix("referral-try-").context("cannot make a folder for the sample")?;
    write(&folder, SAMPLE_NAME, SAMPLE)?;
    let is_seen = io::stdin().is_terminal() && io::stdout().is_terminal();
    if is_seen && has_neovim() { open_in_neovim(&folder) } else { print_report(&folder, is_seen) }
}

fn write(folder: &TempDir, name: &str, text: &str) -> anyhow::Result<()> {
    let path = folder.path().join(name);
    let parent = path.parent().unwrap_or(folder.path());
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(&path, text))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Whether the path has a Neovim that the plugin works in: 0.11 or later.
fn has_neovim() -> bool {
    let output = Command::new("nvim").arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output();
    output.is_ok_and(|output| is_recent(&String::from_utf8_lossy(&output.stdout)))
}

/// Whether `version`, as `nvim --version` prints it, is 0.11 or later.
pub(crate) fn is_recent(version: &str) -> bool {
    let Some(number) = version.strip_prefix("NVIM v") else { return false };
    let mut parts = number.split(|separator: char| !separator.is_ascii_digit());
    let mut next = || parts.next().and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    (next(), next()) >= (0, 11)
}

fn open_in_neovim(folder: &TempDir) -> anyhow::Result<u8> {
    for (name, text) in NEOVIM {
        write(folder, name, text)?;
    }
    let program = env::current_exe().context("cannot tell where this program is")?;
    let mut neovim = Command::new("nvim");
    neovim.args(["--clean", "-n", "-i", "NONE", "-u", "init.lua", SAMPLE_NAME]).current_dir(folder.path());
    neovim.env("REFERRAL_TRY_FOLDER", folder.path()).env("REFERRAL_TRY_PROGRAM", program);
    for (name, own) in [
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
    ] {
        neovim.env(name, folder.path().join(own));
    }
    // Neovim leaves an empty folder where it keeps its temporary files.
    neovim.env("TMPDIR", folder.path());
    // What would set up another Neovim, or point into one that this runs in.
    for name in ["VIMINIT", "EXINIT", "NVIM_APPNAME", "NVIM", "NVIM_LISTEN_ADDRESS", "NVIM_LOG_FILE"] {
        neovim.env_remove(name);
    }
    let status = neovim.status().context("cannot start nvim")?;
    Ok(u8::from(!status.success()))
}

fn print_report(folder: &TempDir, is_seen: bool) -> anyhow::Result<u8> {
    let mut out = anstream::stdout();
    if is_seen {
        writeln!(out, "There is no Neovim 0.11 or later on the path, so here is what it would show.\n")?;
    }
    writeln!(out, "What is found in a referral that is invented from beginning to end:\n")?;
    out.flush()?;
    check(folder.path())?;
    if let Some(hover) = hover(HOVERED, cli::day(None)) {
        writeln!(out, "\nWhat the editor says where the cursor is on \"{HOVERED}\":\n")?;
        for line in hover.lines() {
            writeln!(out, "{}", format!("    {line}").trim_end())?;
        }
    }
    out.flush()?;
    Ok(0)
}

/// Runs this program's own `check`, as a person would run it beside the file.
fn check(folder: &Path) -> anyhow::Result<()> {
    let program = env::current_exe().context("cannot tell where this program is")?;
    let mut check = Command::new(program);
    check.args(["check", "--fail-on", "never", SAMPLE_NAME]).current_dir(folder);
    check.status().context("cannot start this program again")?;
    Ok(())
}

/// What there is to know at the first place of the sample that is `text`.
fn hover(text: &str, today: NaiveDate) -> Option<String> {
    let document = &Document::parse(SAMPLE.to_owned());
    let (catalogue, settings, neighbours) =
        (&*schemas::catalogue(), &Settings::default(), &Neighbours::default());
    let signs = Signs { forced: None, by_glob: None, file_name: SAMPLE_NAME, language_id: None };
    let choice = selection::choose(document, &signs, settings, catalogue);
    let id = choice.schema()?;
    let (schema, vocabulary) = (catalogue.get(id)?, catalogue.vocabulary(id)?);
    let case = Case { document, schema, vocabulary, catalogue, settings, neighbours, today, as_ready: false };
    let subject = Subject::new(&case, &mut Memory::default());
    let at = u32::try_from(SAMPLE.find(text)?).ok()? + 3;
    let hover = hover::hover(document, &choice, Some(&subject), &Report::default(), at.into())?;
    Some(hover::plain(&hover))
}

#[cfg(test)]
mod tests {
    use super::is_recent;

    #[test]
    fn a_neovim_without_what_the_plugin_needs_is_not_opened() {
        assert!(is_recent("NVIM v0.11.4\nBuild type: Release\n"));
        assert!(is_recent("NVIM v0.12.0-dev-1+g0\n"));
        assert!(is_recent("NVIM v1.0.0\n"));
        assert!(!is_recent("NVIM v0.7.2\n"));
        assert!(!is_recent("VIM - Vi IMproved 9.1\n"));
        assert!(!is_recent(""));
    }
}
