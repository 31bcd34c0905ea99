//! `referral check`: what is found in many documents, as a report and an exit code.
//!
//! What is a finding and how much it weighs is not decided here.

mod json;
mod progress;
mod text;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use referral_analysis::check::Report;
use referral_analysis::finding::Severity;
use referral_analysis::settings::FailOn;

pub use json::json_schema;

use crate::cli::{CheckArguments, Format, day};
use crate::files::{self, Asked, File};
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
}

/// Carries out `referral check`; the answer is the exit code.
///
/// # Errors
/// When the schema asked for does not exist, or the report cannot be written.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<u8> {
    let documents = &arguments.documents;
    let found = files::find(&Asked {
        paths: &documents.paths,
        stdin_filename: documents.stdin_filename.as_deref(),
        config: documents.config.as_deref(),
    });
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
        Format::Json => run.json(&found.files, found.problems),
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
        let work =
            |file: &File| self.checked(file, |opened, report| text::part(file, opened, report, &style));
        in_order(files, work, |checked| {
            fails |= checked.fails;
            incomplete |= checked.problem.is_some();
            self.progress.aside(|| -> io::Result<()> {
                say(&checked);
                let Some(part) = checked.part else { return Ok(()) };
                summary.add(&part);
                out.write_all(part.text.as_bytes())
            })
        })?;
        self.progress.end();
        out.write_all(summary.line().as_bytes())?;
        out.flush()?;
        Ok(code(fails, incomplete))
    }

    fn json(&self, files: &[File], problems: Vec<Problem>) -> anyhow::Result<u8> {
        let mut output = json::Output::new(self.today);
        output.errors = problems;
        let mut fails = false;
        let as_ready = self.arguments.ready;
        let work =
            |file: &File| self.checked(file, |opened, report| json::file(file, opened, report, as_ready));
        in_order(files, work, |checked| {
            fails |= checked.fails;
            self.progress.aside(|| say(&checked));
            output.errors.extend(checked.problem);
            if let Some(file) = checked.part {
                output.add(file);
            }
            Ok::<(), io::Error>(())
        })?;
        self.progress.end();
        let mut out = io::BufWriter::new(io::stdout().lock());
        serde_json::to_writer(&mut out, &output).map_err(io::Error::from)?;
        writeln!(out)?;
        out.flush()?;
        Ok(code(fails, !output.errors.is_empty()))
    }

    fn checked<P>(&self, file: &File, part: impl FnOnce(&Opened, &Report) -> P) -> Checked<P> {
        let nothing = Checked { part: None, problem: None, remark: None, fails: false };
        let attempt = catch_unwind(AssertUnwindSafe(|| {
            let Some(opened) = read::open(file, self.arguments.documents.schema.as_deref())? else {
                return Ok(None);
            };
            let report = read::judge(&opened, &file.config, self.today, self.arguments.ready);
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
                let threshold = self.arguments.fail_on.map_or(file.config.settings.fail_on, FailOn::from);
                let fails = report.findings.iter().any(|finding| is_at_least(finding.severity, threshold));
                let remark = self
                    .arguments
                    .verbose
                    .then(|| format!("{} is checked: {}", file.path, opened.choice.why()));
                Checked { part: Some(part(&opened, &report)), remark, fails, ..nothing }
            }
        }
    }
}

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
