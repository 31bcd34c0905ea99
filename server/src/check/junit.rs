//! The report as `JUnit` XML, which build servers show as tests: a suite for each document, a case for each finding.
//!
//! A finding that does not make the exit code 1 is a case that passes, with its words as output. Fixes are not told here.

use std::fmt::Write as _;
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::is_at_least;
use super::json::{FileReport, Finding, Output, Span};
use crate::problem::Problem;

/// What the report is called, and the suite of what belongs to no document.
const NAME: &str = "referral";

/// Writes the report as one document of XML.
pub fn write(out: &mut dyn Write, output: &Output) -> io::Result<()> {
    let mut report = Report::new(NAME);
    report.add_test_suites(output.files.iter().map(suite));
    if !output.errors.is_empty() {
        let mut suite = TestSuite::new(NAME);
        suite.add_test_cases(output.errors.iter().map(of_problem));
        report.add_test_suite(suite);
    }
    report.serialize(out).map_err(io::Error::other)
}

fn suite(file: &FileReport) -> TestSuite {
    let mut suite = TestSuite::new(&file.path);
    suite.add_test_cases(file.findings.iter().map(|finding| of_finding(file, finding)));
    if file.schema.is_none() {
        let mut status = TestCaseStatus::skipped();
        status.set_message("this is no referral");
        suite.add_test_case(TestCase::new("not checked", status));
    } else if file.findings.is_empty() {
        // A suite without a case reads like one that did not run.
        suite.add_test_case(TestCase::new("nothing to look at", TestCaseStatus::success()));
    }
    for case in &mut suite.test_cases {
        case.set_classname(&file.path);
    }
    suite
}

fn of_finding(file: &FileReport, finding: &Finding) -> TestCase {
    let words = words(&file.path, finding);
    let about = finding.about.as_ref().map(|about| format!(" ({about})")).unwrap_or_default();
    let name = format!("{}{about} at {}", finding.code, place(&finding.span));
    if !is_at_least(finding.severity, file.fail_on) {
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_system_out(words);
        return case;
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(finding.severity.name()).set_message(&finding.message).set_description(words);
    TestCase::new(name, status)
}

/// "a.referral.md:6:4: error[empty-section]: …", then a line for each other place.
fn words(path: &str, finding: &Finding) -> String {
    let Finding { code, severity, message, span, related, .. } = finding;
    let mut words = format!("{path}:{}: {}[{code}]: {message}", place(span), severity.name());
    for related in related {
        let path = related.path.as_deref().unwrap_or(path);
        let _ = write!(words, "\n{path}:{}: {}", place(&related.span), related.message);
    }
    words
}

fn place(span: &Span) -> String {
    format!("{}:{}", span.line, span.column)
}

fn of_problem(problem: &Problem) -> TestCase {
    let Problem { path, line, column, message } = problem;
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("cannot check").set_message(message).set_description(problem.to_string());
    let name = match (line, column) {
        (Some(line), Some(column)) => format!("cannot check, at {line}:{column}"),
        _ => "cannot check".to_owned(),
    };
    let mut case = TestCase::new(name, status);
    case.set_classname(path);
    case
}
