//! The report for a program: the types of `check --format json`, from which its JSON Schema is derived.
//!
//! The other forms for programs are written from these types, so that all say the same of a document.
//! Once published a key keeps its name and meaning; new ones may come.

use std::io::{self, Write};

use chrono::NaiveDate;
use referral_analysis::Place;
use referral_analysis::check::{Answer, Report};
use referral_analysis::document::Document;
use referral_analysis::finding;
use referral_analysis::finding::Severity;
use referral_analysis::selection::{Choice, is_draft};
use referral_analysis::settings::FailOn;
use schemars::JsonSchema;
use serde::Serialize;

use crate::files::File;
use crate::position::Lines;
use crate::problem::Problem;
use crate::read::Opened;

/// What `referral check --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Check")]
pub struct Output {
    /// The version of this format.
    version: u32,
    /// The day by which the referrals were judged.
    today: NaiveDate,
    /// The documents, in the order given.
    pub(super) files: Vec<FileReport>,
    /// Counts over all documents.
    summary: Summary,
    /// What could not be read or used; not empty if the exit code is 2.
    pub errors: Vec<Problem>,
}

/// What was found in one document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FileReport {
    /// As it was given, with `/` between folders.
    pub(super) path: String,
    /// Id of the schema it was judged by, or the name it asks for if there is no such schema; null if it is no referral.
    pub(super) schema: Option<String>,
    /// What the document says of itself.
    status: Status,
    /// What it was judged as, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    judged: Option<Status>,
    /// The marker's questions.
    questions: Vec<Question>,
    /// What was found, by place, then by code.
    pub(super) findings: Vec<Finding>,
    /// From which severity on the exit code is 1.
    #[serde(skip)]
    pub(super) fail_on: FailOn,
}

/// What a document says of itself.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Status {
    /// It is still being written.
    Draft,
    /// It can go to the board.
    Ready,
}

/// Whether a question of the marker is answered.
#[derive(Debug, Serialize, JsonSchema)]
struct Question {
    /// Its id.
    id: String,
    /// Null if it cannot be told.
    answered: Option<bool>,
}

/// Something that the writer should look at.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Finding {
    /// The rule's code; permanent.
    pub(super) code: &'static str,
    /// How much it weighs.
    pub(super) severity: Severity,
    /// Id of the marker's question it serves.
    pub(super) question: Option<String>,
    /// Id of the section, field, limb, route or timescale concerned.
    pub(super) about: Option<String>,
    /// What is wrong and what would be right.
    pub(super) message: String,
    /// Where it is.
    #[serde(flatten)]
    pub(super) span: Span,
    /// First byte, from 0.
    offset: u32,
    /// Byte after the last.
    end_offset: u32,
    /// Other places that matter.
    pub(super) related: Vec<Related>,
    /// What would mend it.
    fixes: Vec<Fix>,
}

/// A stretch of text; lines and columns from 1, columns in code points, the end exclusive.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Span {
    /// Line of the first character.
    pub(super) line: u32,
    /// Column of the first character.
    pub(super) column: u32,
    /// Line of the end.
    pub(super) end_line: u32,
    /// Column of the end.
    pub(super) end_column: u32,
}

/// Another place that a finding speaks of.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Related {
    /// What it is.
    pub(super) message: String,
    /// The document it is in, as it was given, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<String>,
    /// Where it is.
    #[serde(flatten)]
    pub(super) span: Span,
}

/// What would mend a finding.
#[derive(Debug, Serialize, JsonSchema)]
struct Fix {
    /// What it does.
    title: String,
    /// True if it changes nothing that a person meant; else it needs review.
    safe: bool,
}

/// Counts over all documents.
#[derive(Debug, Default, Serialize, JsonSchema)]
struct Summary {
    /// Documents in `files`.
    files: usize,
    /// Findings of that severity.
    errors: usize,
    /// Findings of that severity.
    warnings: usize,
    /// Findings of that severity.
    informations: usize,
    /// Findings of that severity.
    hints: usize,
}

/// The JSON Schema of `Output`.
pub fn json_schema() -> schemars::Schema {
    schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Output>()
}

impl Output {
    /// A report on nothing yet.
    pub fn new(today: NaiveDate) -> Self {
        Output { version: 1, today, files: Vec::new(), summary: Summary::default(), errors: Vec::new() }
    }

    /// Adds a document.
    pub fn add(&mut self, file: FileReport) {
        self.summary.files += 1;
        for finding in &file.findings {
            *match finding.severity {
                Severity::Error => &mut self.summary.errors,
                Severity::Warning => &mut self.summary.warnings,
                Severity::Information => &mut self.summary.informations,
                Severity::Hint => &mut self.summary.hints,
            } += 1;
        }
        self.files.push(file);
    }
}

/// Writes the report as one object.
pub fn write(out: &mut dyn Write, output: &Output) -> io::Result<()> {
    write_line(out, output)
}

/// One line of `check --format jsonl`.
#[derive(Serialize)]
struct Line<'o, T> {
    version: u32,
    today: NaiveDate,
    #[serde(flatten)]
    what: &'o T,
}

/// What could not be read or used, as a line says it.
#[derive(Serialize)]
struct Error<'o> {
    error: &'o Problem,
}

/// Writes the report as a line for each document, then one for each problem, without a summary.
pub fn write_lines(out: &mut dyn Write, output: &Output) -> io::Result<()> {
    let &Output { version, today, .. } = output;
    for what in &output.files {
        write_line(out, &Line { version, today, what })?;
    }
    for error in &output.errors {
        write_line(out, &Line { version, today, what: &Error { error } })?;
    }
    Ok(())
}

/// Writes a value as one line.
pub(super) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    writeln!(out)
}

/// The report on one document.
pub fn file(file: &File, opened: &Opened, report: &Report, as_ready: bool, fail_on: FailOn) -> FileReport {
    let document = &opened.document;
    let schema = match &opened.choice {
        Choice::Referral { schema, .. } | Choice::Unknown { schema } => Some(schema.clone()),
        Choice::NotOurs { .. } => None,
    };
    let lines = Lines::new(document.source());
    FileReport {
        path: file.path.clone(),
        judged: (as_ready && schema.is_some()).then_some(Status::Ready),
        schema,
        status: if is_draft(document) { Status::Draft } else { Status::Ready },
        questions: report.questions.iter().map(question).collect(),
        findings: report.findings.iter().map(|finding| self::finding(document, &lines, finding)).collect(),
        fail_on,
    }
}

fn question(answer: &Answer) -> Question {
    Question { id: answer.question.clone(), answered: answer.answered }
}

fn finding(document: &Document, lines: &Lines<'_>, finding: &finding::Finding) -> Finding {
    let at = document.resolve(finding.place);
    Finding {
        code: finding.code,
        severity: finding.severity,
        question: finding.question.clone(),
        about: finding.about.clone(),
        message: finding.message.clone(),
        span: span(document, lines, finding.place),
        offset: at.start().into(),
        end_offset: at.end().into(),
        related: finding
            .related
            .iter()
            .map(|related| Related {
                message: related.message.clone(),
                path: None,
                span: span(document, lines, related.place),
            })
            .chain(finding.elsewhere.iter().map(elsewhere))
            .collect(),
        fixes: finding.fixes.iter().map(|fix| Fix { title: fix.title.clone(), safe: fix.safe }).collect(),
    }
}

/// A line of another document.
fn elsewhere(other: &finding::Elsewhere) -> Related {
    let line = other.line + 1;
    let span = Span { line, column: 1, end_line: line, end_column: 1 };
    Related { message: other.message.clone(), path: Some(other.address.clone()), span }
}

fn span(document: &Document, lines: &Lines<'_>, place: Place) -> Span {
    let at = document.resolve(place);
    let (start, end) = (lines.position(at.start()), lines.position(at.end()));
    Span { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
