//! `referral outline`: what was recognised in a document and what was not, so that a person can see why.
//!
//! Nothing is judged.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use anyhow::bail;
use referral_analysis::document::Document;
use referral_analysis::outline::{Field, Fill, Outline, Section};
use referral_analysis::schema::Schema;
use referral_analysis::{Piece, Place};
use serde::Serialize;
use text_size::TextSize;

use crate::check::say_error;
use crate::cli::{OutlineArguments, OutlineFormat};
use crate::files::{self, Asked};
use crate::position::Lines;
use crate::read;

/// What was recognised in a document.
#[derive(Debug, Serialize)]
struct Shown {
    /// Id of the schema; null where the document is no referral.
    schema: Option<String>,
    /// Why that schema, or none.
    why: String,
    sections: Vec<ShownSection>,
    fields: Vec<ShownField>,
    /// Labels that name nothing known.
    unrecognised: Vec<Label>,
    /// Grid and HTML tables, which are read as text.
    text_tables: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct ShownSection {
    id: String,
    heading: String,
    line: u32,
    /// The last line of it, included.
    end_line: u32,
    blank: bool,
}

#[derive(Debug, Serialize)]
struct ShownField {
    id: String,
    label: Option<String>,
    /// As typed; empty where it is blank, null where it is present and unread.
    value: Option<String>,
    line: u32,
    /// Whose: 1 for the first subject.
    subject: u16,
}

#[derive(Debug, Serialize)]
struct Label {
    label: String,
    line: u32,
}

#[derive(Debug, Serialize)]
struct Line {
    line: u32,
}

/// Carries out `referral outline`; the answer is the exit code.
///
/// # Errors
/// When the document cannot be read, or the schema asked for does not exist.
pub fn run(arguments: &OutlineArguments) -> anyhow::Result<u8> {
    if arguments.file.is_dir() {
        bail!("{} is a folder; an outline is of one document", files::slashed(&arguments.file));
    }
    let found = files::find(&Asked {
        paths: std::slice::from_ref(&arguments.file),
        files_from: None,
        stdin_filename: arguments.stdin_filename.as_deref(),
        config: arguments.config.as_deref(),
    });
    found.problems.iter().for_each(say_error);
    let Some(file) = found.files.first() else { return Ok(2) };
    let forced = arguments.schema.as_deref();
    if let Some(id) = forced {
        read::require_schema(id, [&*file.config])?;
    }
    let opened = match read::open(file, forced) {
        Ok(Some(opened)) => opened,
        Ok(None) => return Ok(0),
        Err(problem) => {
            say_error(&problem);
            return Ok(2);
        }
    };
    let mut shown = Shown {
        schema: opened.choice.schema().map(str::to_owned),
        why: opened.choice.why(),
        sections: Vec::new(),
        fields: Vec::new(),
        unrecognised: Vec::new(),
        text_tables: Vec::new(),
    };
    if let Some(id) = opened.choice.schema()
        && let (Some(schema), Some(vocabulary)) =
            (file.config.catalogue.get(id), file.config.catalogue.vocabulary(id))
    {
        let outline = Outline::read(&opened.document, schema, vocabulary);
        shown.fill(&opened.document, schema, &outline);
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        OutlineFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &shown).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        OutlineFormat::Text => out.write_all(shown.text().as_bytes())?,
    }
    out.flush()?;
    Ok(if found.problems.is_empty() { 0 } else { 2 })
}

impl Shown {
    fn fill(&mut self, document: &Document, schema: &Schema, outline: &Outline) {
        let lines = Lines::new(document.source());
        let line_of = |piece: Piece| lines.line(document.resolve(document.place(piece)).start());
        for section in &outline.sections {
            let Some(spec) = schema.sections.get(usize::from(section.spec)) else { continue };
            let line = line_of(section.label);
            self.sections.push(ShownSection {
                id: spec.id.clone(),
                heading: without_colon(document.text(section.label)),
                line,
                end_line: last_line(document, &lines, section).max(line),
                blank: section.fill == Fill::Blank,
            });
        }
        for field in &outline.fields {
            let Some(spec) = schema.fields.get(usize::from(field.spec)) else { continue };
            let at = field.label.or(field.value).unwrap_or(Place::point(0, 0));
            self.fields.push(ShownField {
                id: spec.id.clone(),
                label: field.label.map(|label| without_colon(document.source_at(label))),
                value: value(field),
                line: lines.line(document.resolve(at).start()),
                subject: field.subject,
            });
        }
        for piece in &outline.unrecognised {
            self.unrecognised
                .push(Label { label: without_colon(document.text(*piece)), line: line_of(*piece) });
        }
        self.text_tables = outline.text_tables.iter().map(|table| Line { line: line_of(*table) }).collect();
    }

    /// For a person.
    fn text(&self) -> String {
        let mut text = match &self.schema {
            Some(schema) => format!("schema: {schema} ({})\n", self.why),
            None => return format!("not a referral: {}\n", self.why),
        };
        text.push_str("\nsections\n");
        for ShownSection { id, heading, line, end_line, blank } in &self.sections {
            let note = if *blank { ", nothing in it yet" } else { "" };
            let _ = writeln!(text, "  {id}: \"{heading}\", lines {line} to {end_line}{note}");
        }
        text.push_str("\nfields\n");
        let several = self.fields.iter().any(|field| field.subject > 1);
        for ShownField { id, label, value, line, subject } in &self.fields {
            let label = label.as_deref().map(|label| format!(", from \"{label}\"")).unwrap_or_default();
            let value = match value.as_deref() {
                None => "there, but not read as a value".to_owned(),
                Some("") => "nothing in it yet".to_owned(),
                Some(value) => format!("\"{value}\""),
            };
            let whose = if several { format!(" (subject {subject})") } else { String::new() };
            let _ = writeln!(text, "  {id}{whose}: {value}, line {line}{label}");
        }
        text.push_str("\nnot recognised\n");
        for Label { label, line } in &self.unrecognised {
            let _ = writeln!(text, "  \"{label}\", line {line}");
        }
        for Line { line } in &self.text_tables {
            let _ = writeln!(text, "  a table on line {line} that is read as text, not as labels and values");
        }
        text
    }
}

/// A label as typed but for the colon at its end.
fn without_colon(label: &str) -> String {
    let label = label.trim();
    label.strip_suffix(':').unwrap_or(label).trim_end().to_owned()
}

/// What stands in a field: nothing where it is present and unread.
fn value(field: &Field) -> Option<String> {
    match (field.fill, field.value) {
        (Fill::Blank, _) => Some(String::new()),
        (_, None) => None,
        _ => Some(field.text.clone()),
    }
}

/// The last line of a section that is not blank.
fn last_line(document: &Document, lines: &Lines<'_>, section: &Section) -> u32 {
    let end = section.lines.end;
    let end = match document.line(end) {
        Some(line) if end.line > 0 => {
            document.resolve(document.place(Piece::new(end.block, line.text))).start()
        }
        _ => document.extent(end.block).start(),
    };
    let before = document.source().get(..usize::from(end)).unwrap_or("").trim_end();
    lines.line(TextSize::new(before.len().saturating_sub(1) as u32))
}
