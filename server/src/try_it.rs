//! `referral try`: an invented referral with faults to mend, in an editor that is set up for this one run.
//!
//! Everything lies in a folder of its own that is removed at the end; nothing of the person's is read or written.
//! Where no editor is named, and there is no Neovim or nobody at a terminal, what it would show is printed instead.

mod editors;

use std::env;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::Command;

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

pub(crate) use editors::is_recent;

use crate::cli::{self, Editor, TryArguments};
use crate::schemas;

/// The referral that is shown. All in it is invented.
pub const SAMPLE: &str = include_str!("sample.referral.md");
/// Its name, which makes it a referral.
const SAMPLE_NAME: &str = "child-k.referral.md";
/// The heading on which the printed hover is.
const HOVERED: &str = "## Rationale";

/// Carries out `referral try`; the answer is the exit code.
///
/// # Errors
/// When the folder cannot be made, the editor that was named cannot be had, or a program that was found does not start.
pub fn run(arguments: &TryArguments) -> anyhow::Result<u8> {
    let folder = TempDir::with_prefix("referral-try-").context("cannot make a folder for the sample")?;
    write(folder.path(), SAMPLE_NAME, SAMPLE)?;
    let is_seen = io::stdin().is_terminal() && io::stdout().is_terminal();
    let editor = arguments.editor.or_else(|| (is_seen && editors::has_neovim()).then_some(Editor::Nvim));
    match editor {
        Some(editor) => editors::open(editor, arguments, &folder),
        None => print_report(&folder, is_seen),
    }
}

fn write(folder: &Path, name: &str, text: &str) -> anyhow::Result<()> {
    let path = folder.join(name);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(&path, text))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn print_report(folder: &TempDir, is_seen: bool) -> anyhow::Result<u8> {
    let mut out = anstream::stdout();
    if is_seen {
        writeln!(
            out,
            "There is no Neovim 0.11 or later on the path, so here is what it would show.\n--editor names another editor: code, hx or emacs.\n"
        )?;
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
