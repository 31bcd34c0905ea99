//! `referral doctor`: what this program finds where it is run, and how each editor that is there can be set up.
//!
//! Nothing is changed, no document is read, and of the editors only Neovim is started, for its version.

mod editors;

use std::env;
use std::io::{self, Write};

use referral_analysis::settings::Settings;

use crate::config::{Config, FILE_NAME};
use crate::{files, problem, schemas};

/// Carries out `referral doctor`; the answer is the exit code, 1 if there is a mistake in settings or schemas.
///
/// # Errors
/// When the current folder is gone, or the standard output cannot be written.
pub fn run() -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    let config = Config::find(Some(&env::current_dir()?), &Settings::default());
    write_program(&mut out)?;
    write_kinds(&mut out, &config)?;
    let is_well = write_settings(&mut out, &config)?;
    editors::write(&mut out)?;
    Ok(u8::from(!is_well))
}

fn write_program(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "referral {} for {} on {}", env!("CARGO_PKG_VERSION"), env::consts::OS, env::consts::ARCH)?;
    let own = env::current_exe().and_then(|path| path.canonicalize()).ok();
    if let Some(own) = &own {
        writeln!(out, "  this program is {}", own.display())?;
    }
    match editors::on_the_path("referral") {
        None => {
            writeln!(
                out,
                "  no \"referral\" is on the path; editors need it there, or the whole path of this one"
            )
        }
        Some(found) if found.canonicalize().ok() == own => {
            writeln!(out, "  it is the \"referral\" on the path, which is the one that editors start")
        }
        Some(found) => {
            writeln!(
                out,
                "  the \"referral\" on the path, which editors start, is another: {}",
                found.display()
            )
        }
    }
}

fn write_kinds(out: &mut impl Write, config: &Config) -> io::Result<()> {
    let built_in: Vec<String> = schemas::embedded().into_iter().map(|file| file.name).collect();
    let is_built_in =
        |id: &&str| config.catalogue.file(id).is_some_and(|file| built_in.iter().any(|known| known == file));
    let (own, boards): (Vec<&str>, Vec<&str>) = config.catalogue.ids().partition(is_built_in);
    writeln!(out, "\nkinds of referral")?;
    writeln!(out, "  with the program: {}", own.join(", "))?;
    if !boards.is_empty() {
        writeln!(out, "  of boards: {}", boards.join(", "))?;
    }
    Ok(())
}

/// The answer is whether all is well.
fn write_settings(out: &mut impl Write, config: &Config) -> io::Result<bool> {
    writeln!(out, "\nsettings")?;
    let settings =
        config.files.iter().find(|file| file.path.file_name().is_some_and(|name| name == FILE_NAME));
    match settings {
        None => writeln!(out, "  no {FILE_NAME} is in this folder or above it: all is as the program comes")?,
        Some(file) => writeln!(out, "  {} holds here", files::shown(&file.path))?,
    }
    for file in config.board_files() {
        writeln!(out, "  {} is a board's schema", files::shown(&file.path))?;
    }
    let problems = problem::of_config(config);
    for problem in &problems {
        writeln!(out, "  mistake: {problem}")?;
    }
    Ok(problems.is_empty())
}
