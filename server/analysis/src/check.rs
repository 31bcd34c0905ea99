//! All rules over one document: what is found, and which of the marker's questions are answered.
//!
//! No rule is run twice, and none sees another's findings but those about suppressions.

use crate::finding::{Finding, Severity};
use crate::neighbours;
use crate::rules::{Check, RULES};
use crate::settings::{Level, Settings};
use crate::severity;
use crate::subject::{Case, Memory, Subject};
use crate::suppression;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// By place in the document, then by code.
    pub findings: Vec<Finding>,
    /// The marker's questions in the schema's order.
    pub questions: Vec<Answer>,
    /// True where it is a draft that was judged as one.
    pub draft: bool,
    /// How other referrals about the same people are recognised; see [`neighbours::people`].
    pub people: Vec<String>,
}

/// Whether a question of the marker is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Id of the question.
    pub question: String,
    /// Nothing where it cannot be told.
    pub answered: Option<bool>,
}

/// Checks one document.
pub fn check(case: &Case<'_>) -> Report {
    check_until(case, &|| false).unwrap_or_default()
}

/// Checks one document, and gives up with nothing as soon as `stale` says that the answer is no longer wanted.
pub fn check_until(case: &Case<'_>, stale: &dyn Fn() -> bool) -> Option<Report> {
    check_again(case, &mut Memory::default(), stale)
}

/// The same for a document that was checked before, with what is remembered of that.
pub fn check_again(case: &Case<'_>, memory: &mut Memory, stale: &dyn Fn() -> bool) -> Option<Report> {
    let subject = Subject::new(case, memory);
    if stale() {
        return None;
    }
    report_again(&subject, memory, stale)
}

/// What the rules say of `subject`.
pub fn report(subject: &Subject<'_>, stale: &dyn Fn() -> bool) -> Option<Report> {
    report_again(subject, &mut Memory::default(), stale)
}

/// The same, with the memory that `subject` was made with: a rule whose findings still hold is not asked again.
pub fn report_again(subject: &Subject<'_>, memory: &mut Memory, stale: &dyn Fn() -> bool) -> Option<Report> {
    let runs = |code: &str, on: bool| match subject.settings.severities.get(code) {
        None => on,
        Some(level) => *level != Level::Off,
    };
    let mut findings: Vec<Finding> = Vec::new();
    for alone in [true, false] {
        for (number, rule) in RULES.iter().enumerate().filter(|(_, rule)| rule.alone == alone) {
            if let Some(known) = memory.kept.findings(number) {
                findings.extend_from_slice(known);
                continue;
            }
            let (Check::Document(check) | Check::Among(check)) = rule.check else { continue };
            if !runs(rule.code, rule.on) {
                continue;
            }
            let found = check(subject);
            memory.kept.keep(number, rule, &found);
            findings.extend(found);
            if stale() {
                return None;
            }
        }
        if !findings.is_empty() && alone {
            break;
        }
    }
    let spoke_alone =
        findings.first().and_then(|finding| crate::rules::rule(finding.code)).is_some_and(|rule| rule.alone);
    let suppressions = suppression::suppressions(subject.document);
    suppression::apply(&suppressions, &mut findings);
    if !spoke_alone && !suppressions.is_empty() {
        let mut about: Vec<Finding> = Vec::new();
        for rule in RULES.iter().filter(|rule| runs(rule.code, rule.on)) {
            if let Check::Suppressions(check) = rule.check {
                about.extend(check(subject, &suppressions));
            }
        }
        suppression::apply(&suppressions, &mut about);
        findings.extend(about);
    }
    severity::set(&mut findings, subject.settings);
    let questions = crate::questions::answers(subject, &findings);
    if subject.draft {
        severity::soften_for_draft(&mut findings);
    }
    findings
        .sort_by_key(|finding| (finding.place.block, finding.place.start, finding.code, finding.place.end));
    Some(Report { findings, questions, draft: subject.draft, people: neighbours::people(subject) })
}

/// What is wrong with a document that asks for a schema that does not exist.
pub fn check_selection(
    document: &crate::document::Document,
    catalogue: &crate::schema::Catalogue,
    settings: &Settings,
) -> Report {
    let mut findings = Vec::new();
    for rule in RULES {
        if let Check::Selection(check) = rule.check {
            findings.extend(check(document, catalogue));
        }
    }
    severity::set(&mut findings, settings);
    Report { findings, ..Report::default() }
}

/// How many of `findings` weigh as much as each severity: hints, informations, warnings, errors.
pub fn counts<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> [usize; 4] {
    let mut counts = [0; 4];
    for finding in findings {
        let index = match finding.severity {
            Severity::Hint => 0,
            Severity::Information => 1,
            Severity::Warning => 2,
            Severity::Error => 3,
        };
        if let Some(count) = counts.get_mut(index) {
            *count += 1;
        }
    }
    counts
}
