//! The report as SARIF 2.1.0, which code hosts and editors read: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>.
//!
//! What a rule is about comes from its page. No fix is written, for the edits of one need a person's eye.

use std::fmt::Write as _;
use std::io::{self, Write};

use referral_analysis::finding::Severity;
use referral_analysis::rules::{RULES, Rule};
use serde::Serialize;

use super::json::{self, Finding, Output, Related};
use crate::problem::Problem;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'o> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'o>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'o> {
    tool: Tool,
    invocations: [Invocation<'o>; 1],
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    results: Vec<Outcome<'o>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Descriptor>,
}

/// What SARIF calls a reporting descriptor.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text<'static>,
    full_description: Text<'static>,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Text<'o> {
    text: &'o str,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'o> {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification<'o>>,
}

#[derive(Serialize)]
struct Notification<'o> {
    level: &'static str,
    message: Text<'o>,
    locations: [Location<'o>; 1],
}

/// What SARIF calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'o> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<'o>,
    locations: [Location<'o>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'o>>,
    properties: Properties<'o>,
}

/// What SARIF has no words for.
#[derive(Serialize)]
struct Properties<'o> {
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'o str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'o> {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'o>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// Lines and columns from 1, columns in code points as the run says, the end exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

/// Writes the report as one log with one run.
pub fn write(out: &mut dyn Write, output: &Output) -> io::Result<()> {
    let findings =
        output.files.iter().flat_map(|file| file.findings.iter().map(|finding| outcome(&file.path, finding)));
    let run = Run {
        tool: Tool { driver: driver() },
        invocations: [Invocation {
            execution_successful: output.errors.is_empty(),
            tool_execution_notifications: output.errors.iter().map(notification).collect(),
        }],
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        results: findings.collect(),
    };
    json::write_line(out, &Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn driver() -> Driver {
    Driver {
        name: "referral",
        version: env!("CARGO_PKG_VERSION"),
        rules: RULES.iter().map(descriptor).collect(),
    }
}

fn descriptor(rule: &Rule) -> Descriptor {
    Descriptor {
        id: rule.code,
        short_description: Text { text: rule.finds() },
        full_description: Text { text: rule.finds() },
        help: Help { text: rule.page, markdown: rule.page },
        default_configuration: Configuration { enabled: rule.on, level: level(rule.severity) },
    }
}

/// SARIF knows nothing below a note; the severity itself is among the properties.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn outcome<'o>(path: &'o str, finding: &'o Finding) -> Outcome<'o> {
    Outcome {
        rule_id: finding.code,
        rule_index: RULES.iter().position(|rule| rule.code == finding.code),
        level: level(finding.severity),
        message: Text { text: &finding.message },
        locations: [Location { physical_location: physical(path, &finding.span), message: None }],
        related_locations: finding.related.iter().map(|related| elsewhere(path, related)).collect(),
        properties: Properties {
            severity: finding.severity,
            question: finding.question.as_deref(),
            about: finding.about.as_deref(),
        },
    }
}

fn elsewhere<'o>(path: &'o str, related: &'o Related) -> Location<'o> {
    let path = related.path.as_deref().unwrap_or(path);
    Location {
        physical_location: physical(path, &related.span),
        message: Some(Text { text: &related.message }),
    }
}

fn physical(path: &str, span: &json::Span) -> Physical {
    let region = Region {
        start_line: span.line,
        start_column: Some(span.column),
        end_line: Some(span.end_line),
        end_column: Some(span.end_column),
    };
    Physical { artifact_location: Artifact { uri: uri(path) }, region: Some(region) }
}

fn notification(problem: &Problem) -> Notification<'_> {
    let region = problem.line.map(|start_line| Region {
        start_line,
        start_column: problem.column,
        end_line: None,
        end_column: None,
    });
    let place = Physical { artifact_location: Artifact { uri: uri(&problem.path) }, region };
    Notification {
        level: "error",
        message: Text { text: &problem.message },
        locations: [Location { physical_location: place, message: None }],
    }
}

/// A path as a reference: relative where the path is, so that whoever reads it resolves it against the repository.
fn uri(path: &str) -> String {
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
    let mut uri = match path {
        _ if path.starts_with("//") => "file:".to_owned(),
        _ if path.starts_with('/') => "file://".to_owned(),
        _ if is_drive => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in path.strip_prefix("./").unwrap_or(path).bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_uri(path: &str, expected: &str) {
        assert_eq!(uri(path), expected);
    }

    #[test]
    fn a_path_is_a_reference() {
        check_uri("cases/a.referral.md", "cases/a.referral.md");
        check_uri("./a b%é:1.md", "a%20b%25%C3%A9%3A1.md");
        check_uri("../a.md", "../a.md");
    }

    #[test]
    fn a_whole_path_is_a_whole_reference() {
        check_uri("/home/a b.md", "file:///home/a%20b.md");
        check_uri("//server/cases/a.md", "file://server/cases/a.md");
        check_uri("C:/cases/a.md", "file:///C%3A/cases/a.md");
    }
}
