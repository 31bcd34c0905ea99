//! The report for a person: each finding under its line, then what the marker asks for and is not answered.
//!
//! Colours are always written; the stream takes them out where nobody sees them.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use referral_analysis::check::{Report, counts};
use referral_analysis::document::Document;
use referral_analysis::finding::{Finding, Severity};
use referral_analysis::schema::Schema;
use referral_analysis::selection::Choice;
use text_size::TextRange;

use crate::files::File;
use crate::position::{Lines, floor};
use crate::read::Opened;

/// Fixes that a person is shown for one finding; the editor offers all.
const FIXES_SHOWN: usize = 4;

/// How the report is written.
pub struct Style {
    /// True where more than one document is reported on, so that each line needs a name.
    pub several: bool,
    /// True where documents in which nothing was found are to be named as well.
    pub verbose: bool,
}

/// The report on one document.
pub struct Part {
    /// What is shown.
    pub text: String,
    is_referral: bool,
    counts: [usize; 4],
}

/// The report on one document.
pub fn part(file: &File, opened: &Opened, report: &Report, style: &Style) -> Part {
    let document = &opened.document;
    let schema = opened.choice.schema().and_then(|id| file.config.catalogue.get(id));
    let mut text = String::new();
    let lines = Lines::new(document.source());
    for finding in &report.findings {
        text.push_str(&shown(&file.path, document, &lines, schema.map(AsRef::as_ref), finding));
        text.push_str("\n\n");
    }
    let all_answered = report.questions.iter().all(|answer| answer.answered == Some(true));
    let is_quiet = style.several && !style.verbose && all_answered && report.findings.is_empty();
    if let Some(schema) = schema.filter(|_| !is_quiet) {
        let name = if style.several { format!("{}: ", file.path) } else { String::new() };
        if let Some(marker) = marker_line(schema, report) {
            let _ = writeln!(text, "{name}{marker}");
        }
    }
    let is_referral = !matches!(opened.choice, Choice::NotOurs { .. });
    Part { text, is_referral, counts: counts(&report.findings) }
}

/// "SCR Quality Marker 1: 2 of 3 questions answered; open: delay"; nothing where no question was asked.
fn marker_line(schema: &Schema, report: &Report) -> Option<String> {
    let all = report.questions.len();
    if all == 0 {
        return None;
    }
    let with = |answered: Option<bool>| {
        let questions = report.questions.iter().filter(move |answer| answer.answered == answered);
        questions.map(|answer| answer.question.as_str()).collect::<Vec<_>>()
    };
    let name = schema.marker.name.split(": ").next().unwrap_or_default();
    let answered = with(Some(true)).len();
    let mut line = format!("{name}: {answered} of {all} questions answered");
    for (what, questions) in [("open", with(Some(false))), ("cannot be told", with(None))] {
        if !questions.is_empty() {
            let _ = write!(line, "; {what}: {}", questions.join(", "));
        }
    }
    if report.draft {
        line.push_str(" (a draft: what is not there yet is a hint)");
    }
    Some(line)
}

/// One finding under its line.
fn shown(
    path: &str,
    document: &Document,
    lines: &Lines<'_>,
    schema: Option<&Schema>,
    finding: &Finding,
) -> String {
    let at = document.resolve(finding.place);
    let related: Vec<(TextRange, &str)> = finding
        .related
        .iter()
        .map(|related| (document.resolve(related.place), related.message.as_str()))
        .collect();
    let all = related.iter().fold(at, |all, (range, _)| all.cover(*range));
    let around = lines.around(all.start(), all.end());
    let source = one_break_a_line(document.source().get(around.clone()).unwrap_or(""));
    let inside = |range: TextRange| -> Range<usize> {
        let from = |offset: usize| floor(&source, offset.saturating_sub(around.start));
        from(range.start().into())..from(range.end().into())
    };
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name(Severity::Information.name()),
        Severity::Hint => Level::HELP.with_name(Severity::Hint.name()),
    };
    let mut snippet = Snippet::source(source.as_str())
        .path(path)
        .line_start(lines.line(all.start()) as usize)
        .annotation(AnnotationKind::Primary.span(inside(at)));
    for (range, message) in &related {
        snippet = snippet.annotation(AnnotationKind::Context.span(inside(*range)).label(*message));
    }
    let mut group: Group<'_> =
        level.primary_title(finding.message.as_str()).id(finding.code).element(snippet);
    for note in notes(schema, finding) {
        group = group.element(Level::NOTE.no_name().message(note));
    }
    Renderer::styled().render(&[group])
}

/// What is said below a finding.
fn notes(schema: Option<&Schema>, finding: &Finding) -> Vec<String> {
    let mut notes = Vec::new();
    let questions = schema.map_or(&[][..], |schema| schema.questions.as_slice());
    if let Some(question) = questions.iter().find(|question| Some(&question.id) == finding.question.as_ref())
    {
        let words = if question.paraphrase { ", in our words" } else { "" };
        notes.push(format!("the marker asks{words}: {}", question.text));
    }
    notes.extend(finding.notes.iter().cloned());
    let elsewhere = finding.elsewhere.iter();
    notes.extend(elsewhere.map(|other| format!("{}: {}:{}", other.message, other.address, other.line + 1)));
    notes.extend(finding.fixes.iter().take(FIXES_SHOWN).map(|fix| format!("fix: {}", fix.title)));
    if finding.fixes.len() > FIXES_SHOWN {
        notes.push(format!("and {} more in the editor", finding.fixes.len() - FIXES_SHOWN));
    }
    notes
}

/// The text with every CR that ends a line by itself as LF, for a printer that knows no other; no byte moves.
fn one_break_a_line(text: &str) -> String {
    let mut rest = text;
    let mut mended = String::with_capacity(text.len());
    while let Some((line, after)) = rest.split_once('\r') {
        mended.push_str(line);
        mended.push(if after.starts_with('\n') { '\r' } else { '\n' });
        rest = after;
    }
    mended.push_str(rest);
    mended
}

/// Counts over all documents.
#[derive(Debug, Default)]
pub struct Summary {
    referrals: usize,
    counts: [usize; 4],
}

impl Summary {
    /// Adds a document.
    pub fn add(&mut self, part: &Part) {
        self.referrals += usize::from(part.is_referral);
        for (sum, count) in self.counts.iter_mut().zip(part.counts) {
            *sum += count;
        }
    }

    /// "1 referral, 1 warning", with a line break.
    pub fn line(&self) -> String {
        if self.referrals == 0 {
            return "no referrals were checked\n".into();
        }
        let mut parts = vec![counted(self.referrals, "referral")];
        let [hints, informations, warnings, errors] = self.counts;
        for (count, name) in
            [(errors, "error"), (warnings, "warning"), (informations, "information"), (hints, "hint")]
        {
            if count > 0 {
                parts.push(counted(count, name));
            }
        }
        if parts.len() == 1 {
            parts.push("nothing to look at".into());
        }
        format!("{}\n", parts.join(", "))
    }
}

/// "1 hint", "2 hints".
fn counted(count: usize, name: &str) -> String {
    if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") }
}
