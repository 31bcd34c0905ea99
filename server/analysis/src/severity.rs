//! How much a finding weighs in the end: settings, then the document's status. The only place that says so.
//!
//! Rules say what they weigh in a referral that is ready.

use crate::finding::{Finding, Severity};
use crate::rules::rule;
use crate::settings::{Level, Settings};

/// Applies the settings to findings of a referral judged as ready; those of rules that are off go.
pub(crate) fn set(findings: &mut Vec<Finding>, settings: &Settings) {
    findings.retain_mut(|finding| {
        let level = settings.severities.get(finding.code);
        finding.severity = match level {
            None => return true,
            Some(Level::Off) => return false,
            Some(Level::Error) => Severity::Error,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Information) => Severity::Information,
            Some(Level::Hint) => Severity::Hint,
        };
        true
    });
}

/// In a draft, what is merely not there yet weighs as a hint.
pub(crate) fn soften_for_draft(findings: &mut [Finding]) {
    for finding in findings {
        if rule(finding.code).is_some_and(|rule| rule.waits_for_draft) {
            finding.severity = Severity::Hint;
        }
    }
}
