//! `referral check`: what is found in many documents, as a report and an exit code.
//!
//! What is a finding and how much it weighs is not decided here.

mod github;
mod json;
mod junit;
mod progress;
mod sarif;
mod text;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use referral_analysis::check::Report;
use referral_analysis::finding::Severity;
use referral_analysis::neighbours::{Neighbour, Neighbours};
use referral_analysis::settings::FailOn;

pub use json::json_schema;

use crate::cli::{CheckArguments, Format, day};
use crate::files::{self, File, Files, Source};
use crate::in_order::in_order;
use crate::problem::Problem;
use crate::read::{self, Opened};
use progress::Progress;

/// What became of one document, and its part of the report.
struct Checked<P> {
    /// Nothing for a file that was found in a folder and is no referral.
    part: Option<P>,
    problem: Option<Problem>,
    /// For a person, beside the report.
    remark: Option<String>,
    fails: bool,
    /// How other referrals about the same people are recognised.
    people: Vec<String>,
}

/// Carries out `referral check`; the answer is the exit code.
///
/// # Errors
/// When the schema asked for does not exist, or the report cannot be written.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<u8> {
    if arguments.watch {
        watch::run(arguments)
    } else {
        once(arguments, files::find(&arguments.documents.asked()))
    }
}

/// Checks the documents that were found, and writes the report.
fn once(arguments: &CheckArguments, found: Files) -> anyhow::Result<u8> {
    let documents = &arguments.documents;
    if let Some(id) = &documents.schema {
        read::require_schema(id, found.files.iter().map(|file| &*file.config))?;
    }
    let progress = Progress::new(found.files.len());
    let run = Run { arguments, today: day(documents.today), progress, several: found.files.len() > 1 };
    for problem in &found.problems {
        say_error(problem);
    }
    match arguments.format {
        Format::Text => run.text(&found.files, &found.problems),
        Format::Json => run.written(&found.files, found.problems, json::write),
        Format::Jsonl => run.written(&found.files, found.problems, json::write_lines),
        Format::Github => run.written(&found.files, found.problems, github::write),
        Format::Sarif => run.written(&found.files, found.problems, sarif::write),
        Format::Junit => run.written(&found.files, found.problems, junit::write),
    }
}

struct Run<'a> {
    arguments: &'a CheckArguments,
    today: chrono::NaiveDate,
    progress: Progress,
    several: bool,
}

impl Run<'_> {
    fn text(&self, files: &[File], problems: &[Problem]) -> anyhow::Result<u8> {
        let mut out = anstream::AutoStream::auto(io::stdout());
        let mut summary = text::Summary::default();
        let (mut fails, mut incomplete) = (false, !problems.is_empty());
        let style = text::Style { several: self.several, verbose: self.arguments.verbose };
        self.all(
            files,
            |file, opened, report| text::part(file, opened, report, &style),
            |checked| {
                fails |= checked.fails;
                incomplete |= checked.problem.is_some();
                say(&checked);
                let Some(part) = checked.part else { return Ok(()) };
                summary.add(&part);
                out.write_all(part.text.as_bytes())
            },
        )?;
        out.write_all(summary.line().as_bytes())?;
        out.flush()?;
        Ok(code(fails, incomplete))
    }

    /// The forms for a program, which all say the same: `write` puts the whole report into one of them.
    fn written(
        &self,
        files: &[File],
        problems: Vec<Problem>,
        write: impl FnOnce(&mut dyn Write, &json::Output) -> io::Result<()>,
    ) -> anyhow::Result<u8> {
        let mut output = json::Output::new(self.today);
        output.errors = problems;
        let mut fails = false;
        let as_ready = self.arguments.ready;
        self.all(
            files,
            |file, opened, report| json::file(file, opened, report, as_ready, self.fail_on(file)),
            |checked| {
                fails |= checked.fails;
                say(&checked);
                output.errors.extend(checked.problem);
                if let Some(file) = checked.part {
                    output.add(file);
                }
                Ok::<(), io::Error>(())
            },
        )?;
        let mut out = io::BufWriter::new(io::stdout().lock());
        write(&mut out, &output)?;
        out.flush()?;
        Ok(code(fails, !output.errors.is_empty()))
    }

    /// Checks every file, and calls `take` with what became of each, in order. Of several all are checked first, for
    /// any may be about the same person as any other.
    fn all<P: Send, E>(
        &self,
        files: &[File],
        part: impl Fn(&File, &Opened, &Report) -> P + Sync,
        mut take: impl FnMut(Checked<P>) -> Result<(), E>,
    ) -> Result<(), E> {
        let alone = Neighbours::default();
        let work = |file: &File| self.checked(file, &alone, |opened, report| part(file, opened, report));
        if !self.several {
            return in_order(files, work, take);
        }
        let mut all = Vec::with_capacity(files.len());
        in_order(files, work, |checked| {
            all.push(checked);
            self.progress.one_more();
            Ok(())
        })?;
        for (index, neighbours) in self.met(files, &all) {
            let (Some(file), Some(checked)) = (files.get(index), all.get_mut(index)) else { continue };
            *checked = self.checked(file, &neighbours, |opened, report| part(file, opened, report));
        }
        self.progress.end();
        all.into_iter().try_for_each(&mut take)
    }

    /// The files that are about somebody whom another is about too, each with what is known of the others.
    fn met<P>(&self, files: &[File], all: &[Checked<P>]) -> Vec<(usize, Neighbours)> {
        let mut by_person: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, checked) in all.iter().enumerate() {
            // What came through the standard input cannot be read again.
            let is_file = files.get(index).is_some_and(|file| file.source != Source::Stdin);
            for person in checked.people.iter().filter(|_| is_file) {
                by_person.entry(person).or_default().push(index);
            }
        }
        by_person.retain(|_, files| files.len() > 1);
        let met: BTreeSet<usize> = by_person.into_values().flatten().collect();
        let schema = self.arguments.documents.schema.as_deref();
        let known = met.iter().filter_map(|index| read::neighbour(files.get(*index)?, schema, self.today));
        let known: Arc<[Arc<Neighbour>]> = known.map(Arc::new).collect();
        let beside =
            |index: usize| Some((index, Neighbours::new(Arc::clone(&known), &files.get(index)?.path)));
        met.into_iter().filter_map(beside).collect()
    }

    /// From which severity on a finding in `file` makes the exit code 1.
    fn fail_on(&self, file: &File) -> FailOn {
        self.arguments.fail_on.map_or(file.config.settings.fail_on, FailOn::from)
    }

    fn checked<P>(
        &self,
        file: &File,
        neighbours: &Neighbours,
        part: impl FnOnce(&Opened, &Report) -> P,
    ) -> Checked<P> {
        let nothing = Checked { part: None, problem: None, remark: None, fails: false, people: Vec::new() };
        let attempt = catch_unwind(AssertUnwindSafe(|| {
            let Some(opened) = read::open(file, self.arguments.documents.schema.as_deref())? else {
                return Ok(None);
            };
            let report = read::judge(&opened, &file.config, neighbours, self.today, self.arguments.ready);
            Ok(Some((opened, report)))
        }));
        let why = "a mistake in this program ended the check of it; please report what stands above";
        let attempt =
            attempt.unwrap_or_else(|_| Err(Problem::about(&file.path, format!("{}: {why}", file.path))));
        match attempt {
            Err(problem) => Checked { problem: Some(problem), ..nothing },
            Ok(None) => nothing,
            Ok(Some((opened, None))) => {
                let remark = || format!("{} is not checked: {}", file.path, opened.choice.why());
                let remark = (file.named || self.arguments.verbose).then(remark);
                let part = file.named.then(|| part(&opened, &Report::default()));
                Checked { part, remark, ..nothing }
            }
            Ok(Some((opened, Some(report)))) => {
                let fail_on = self.fail_on(file);
                let fails = report.findings.iter().any(|finding| is_at_least(finding.severity, fail_on));
                let remark = self
                    .arguments
                    .verbose
                    .then(|| format!("{} is checked: {}", file.path, opened.choice.why()));
                let part = Some(part(&opened, &report));
                Checked { part, remark, fails, people: report.people, ..nothing }
            }
        }
    }
}

/// Whether a finding of this severity makes the exit code 1.
fn is_at_least(severity: Severity, threshold: FailOn) -> bool {
    match threshold {
        FailOn::Error => severity >= Severity::Error,
        FailOn::Warning => severity >= Severity::Warning,
        FailOn::Information => severity >= Severity::Information,
        FailOn::Hint => true,
        FailOn::Never => false,
    }
}

fn say<P>(checked: &Checked<P>) {
    if let Some(problem) = &checked.problem {
        say_error(problem);
    }
    if let Some(remark) = &checked.remark {
        anstream::eprintln!("{remark}");
    }
}

/// Tells a person of a problem, beside the report.
pub fn say_error(problem: &Problem) {
    anstream::eprintln!("error: {problem}");
}

fn code(fails: bool, incomplete: bool) -> u8 {
    match (incomplete, fails) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}
