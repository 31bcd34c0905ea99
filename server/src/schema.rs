//! `referral schema`: which kinds of referral are known, what their files say and what is wrong with them.
//!
//! What is a mistake in a schema is not known here.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use referral_analysis::schema::{self, Catalogue, NamedFile};
use referral_analysis::settings::{self, Settings};

use crate::check::{self, say_error};
use crate::cli::{JsonSchemaOf, SchemaCommand};
use crate::config::{Config, with_files};
use crate::files::{plain_io, slashed};
use crate::problem::{self, Problem};
use crate::read::no_such_schema;
use crate::schemas;

/// Carries out `referral schema`; the answer is the exit code.
///
/// # Errors
/// When there is no such schema, or the standard output cannot be written.
pub fn run(command: &SchemaCommand) -> anyhow::Result<u8> {
    let config = || -> anyhow::Result<Config> {
        Ok(Config::find(Some(&std::env::current_dir()?), &Settings::default()))
    };
    match command {
        SchemaCommand::List => list(&config()?),
        SchemaCommand::Show { id } => show(&config()?, id),
        SchemaCommand::Check { files } if files.is_empty() => check_in_use(&config()?),
        SchemaCommand::Check { files } => check_files(files),
        SchemaCommand::Json { of } => {
            let schema = match of {
                JsonSchemaOf::Schema => schema::json_schema(),
                JsonSchemaOf::Check => check::json_schema(),
                JsonSchemaOf::Config => settings::json_schema(),
            };
            let text = serde_json::to_string_pretty(&schema)?;
            writeln!(io::stdout(), "{text}")?;
            Ok(0)
        }
    }
}

fn list(config: &Config) -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    for schema in config.catalogue.schemas() {
        let territory =
            if schema.territory.is_empty() { String::new() } else { format!(", {}", schema.territory) };
        writeln!(out, "{}: {}{territory}", schema.id, schema.title)?;
    }
    Ok(0)
}

fn show(config: &Config, id: &str) -> anyhow::Result<u8> {
    let Some(name) = config.catalogue.file(id) else { return Err(no_such_schema(id, config)) };
    let built_in = schemas::embedded().into_iter().find(|file| file.name == name).map(|file| file.text);
    let boards = || {
        config.files.iter().find(|file| file.path.display().to_string() == name).map(|file| file.text.clone())
    };
    let text = built_in.or_else(boards).unwrap_or_default();
    io::stdout().write_all(text.as_bytes())?;
    Ok(0)
}

fn check_in_use(config: &Config) -> anyhow::Result<u8> {
    let mut problems = problem::of_config(config);
    // Read as if nothing were known of them, so that they are judged as any other.
    let built_in: Vec<NamedFile> =
        schemas::embedded().into_iter().map(|file| NamedFile::new(file.name, file.text)).collect();
    let catalogue = Catalogue::new(&built_in);
    for file in &built_in {
        problems.extend(mistakes(&catalogue, file));
    }
    report(&problems, config.catalogue.ids().count())
}

/// Files are judged with the schemas that the program brings and those of the boards around them, so that they can extend those.
fn check_files(paths: &[PathBuf]) -> anyhow::Result<u8> {
    let mut files = Vec::new();
    let mut unread = false;
    for path in paths {
        match read(path) {
            Ok(file) => files.push((std::path::absolute(path)?, file)),
            Err(problem) => {
                say_error(&problem);
                unread = true;
            }
        }
    }
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    let configs: Vec<Config> =
        folders.into_iter().map(|folder| Config::find(Some(folder), &Settings::default())).collect();
    let catalogue = Catalogue::new(&with_files(&files, first_of_each_folder(&configs)));
    let problems: Vec<Problem> = files.iter().flat_map(|(_, file)| mistakes(&catalogue, file)).collect();
    let code = report(&problems, files.len())?;
    Ok(if unread { 2 } else { code })
}

/// The settings, each once, however many folders they hold for.
fn first_of_each_folder(configs: &[Config]) -> impl Iterator<Item = &Config> {
    let mut seen = BTreeSet::new();
    configs.iter().filter(move |config| seen.insert(config.boards()))
}

fn read(path: &Path) -> Result<NamedFile, Problem> {
    let name = slashed(path);
    let bytes = std::fs::read(path).map_err(|error| Problem::unreadable(&name, plain_io(&error)))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(NamedFile::new(name, text)),
        Err(error) => {
            let byte = error.utf8_error().valid_up_to() + 1;
            let why = format!("it is not UTF-8 text (byte {byte}); save it as UTF-8 and try again");
            Err(Problem::unreadable(&name, why))
        }
    }
}

fn mistakes(catalogue: &Catalogue, file: &NamedFile) -> Vec<Problem> {
    let errors = catalogue.errors().get(&file.name).map(Vec::as_slice).unwrap_or_default();
    errors
        .iter()
        .map(|error| Problem::at(&file.name, &file.text, error.at, error.problem.to_string()))
        .collect()
}

fn report(problems: &[Problem], schemas: usize) -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    for problem in problems {
        writeln!(out, "{problem}")?;
    }
    let schemas = if schemas == 1 { "1 schema".to_owned() } else { format!("{schemas} schemas") };
    match problems.len() {
        0 => writeln!(out, "{schemas}, no mistakes")?,
        1 => writeln!(out, "{schemas}, 1 mistake")?,
        many => writeln!(out, "{schemas}, {many} mistakes")?,
    }
    Ok(u8::from(!problems.is_empty()))
}
