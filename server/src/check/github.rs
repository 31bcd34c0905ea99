//! The report as workflow commands, which GitHub Actions shows beside the lines of a pull request.
//!
//! Columns count code points from 1, as in JSON. Answered questions and fixes are not told here.

use std::fmt::Write as _;
use std::io::{self, Write};

use referral_analysis::finding::Severity;

use super::json::{Finding, Output, Span};
use crate::problem::Problem;

/// Writes a workflow command for each finding and each problem.
pub fn write(out: &mut dyn Write, output: &Output) -> io::Result<()> {
    for file in &output.files {
        for finding in &file.findings {
            writeln!(out, "{}", of_finding(&file.path, finding))?;
        }
    }
    output.errors.iter().try_for_each(|problem| writeln!(out, "{}", of_problem(problem)))
}

fn of_finding(path: &str, finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    };
    let place = place(&finding.span);
    format!(
        "::{command} file={},{place},title={}::{}",
        property(path),
        property(finding.code),
        data(&finding.message)
    )
}

/// GitHub refuses columns where the last line is another than the first.
fn place(span: &Span) -> String {
    let Span { line, column, end_line, end_column } = span;
    if line == end_line {
        format!("line={line},col={column},endLine={end_line},endColumn={end_column}")
    } else {
        format!("line={line},endLine={end_line}")
    }
}

fn of_problem(problem: &Problem) -> String {
    let mut command = format!("::error file={}", property(&problem.path));
    for (name, value) in [("line", problem.line), ("col", problem.column)] {
        if let Some(value) = value {
            let _ = write!(command, ",{name}={value}");
        }
    }
    format!("{command},title=cannot check::{}", data(&problem.message))
}

/// Text behind the second `::`, which ends with the line.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    // What a referral says must not command the terminal that shows the log.
    text.replace(|character: char| character.is_control() && character != '\t', "\u{fffd}")
}

/// Text before the second `::`, where commas and colons have a meaning.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
