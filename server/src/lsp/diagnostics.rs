//! What was found in a document, as the client shows it.
//!
//! Nothing is judged here: findings come from the engine with their severities and places.

use referral_analysis::finding::{Finding, Severity};
use ropey::Rope;
use serde_json::json;
use text_size::TextRange;
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString,
    Position, PublishDiagnosticsParams, Range, Url,
};

use super::client::Client;
use super::encoding::Encoding;
use super::reading::Reading;
use super::store::Snapshot;
use super::to_proto;
use super::workspace::Workspace;
use crate::config::ConfigFile;

/// How diagnostics are signed.
const SOURCE: &str = "referral";

/// What is found in a document; gives up with nothing once `is_stale`.
pub fn analyse(
    workspace: &Workspace,
    snapshot: &Snapshot,
    is_stale: &dyn Fn() -> bool,
) -> Option<Vec<Diagnostic>> {
    if snapshot.is_toml() {
        let mistakes = workspace.toml_reading(snapshot).map(|reading| reading.mistakes.as_slice());
        return Some(of_mistakes(&snapshot.text, mistakes.unwrap_or_default(), snapshot.encoding));
    }
    let reading = workspace.reading(snapshot, is_stale)?;
    let findings = reading.report.findings.iter();
    Some(findings.map(|finding| diagnostic(finding, reading, snapshot, workspace.client())).collect())
}

/// One finding.
pub fn diagnostic(finding: &Finding, reading: &Reading, snapshot: &Snapshot, client: &Client) -> Diagnostic {
    let range = |place| to_proto::range(&snapshot.text, reading.document.resolve(place), snapshot.encoding);
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location::new(snapshot.uri.clone(), range(related.place)),
        message: related.message.clone(),
    });
    let elsewhere = finding.elsewhere.iter().filter_map(|other| {
        let start = Position::new(other.line, 0);
        let location = Location::new(Url::parse(&other.address).ok()?, Range::new(start, start));
        Some(DiagnosticRelatedInformation { location, message: other.message.clone() })
    });
    let related: Vec<DiagnosticRelatedInformation> = related.chain(elsewhere).collect();
    let is_faded = finding.unnecessary && client.diagnostic_tags;
    Diagnostic {
        range: range(finding.place),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: Some(related)
            .filter(|related| client.related_information && !related.is_empty()),
        tags: is_faded.then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: Some(json!({"code": finding.code, "question": finding.question, "about": finding.about})),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// What is wrong with a file of settings or a schema, which is not open and has no version.
pub fn of_config(file: &ConfigFile, encoding: Encoding) -> Option<PublishDiagnosticsParams> {
    let uri = Url::from_file_path(&file.path).ok()?;
    let diagnostics = of_mistakes(&Rope::from_str(&file.text), &file.mistakes, encoding);
    Some(PublishDiagnosticsParams { uri, diagnostics, version: None })
}

/// What is wrong with settings or a schema, each with the bytes to underline.
fn of_mistakes(text: &Rope, mistakes: &[(TextRange, String)], encoding: Encoding) -> Vec<Diagnostic> {
    let diagnostic = |(at, message): &(TextRange, String)| Diagnostic {
        range: to_proto::range(text, *at, encoding),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: message.clone(),
        ..Diagnostic::default()
    };
    mistakes.iter().map(diagnostic).collect()
}
