//! What leads on where everything that is needed has been said, and a question of the marker is still not answered.
//!
//! Nothing is judged here: which finding holds a question open has been found already.

use text_size::TextRange;

use super::{Prompt, Standing, prompts};
use crate::check::Report;
use crate::finding::{Finding, Severity};
use crate::rules::rule;
use crate::subject::Subject;

/// What is still to be answered in a referral, given what was found in it. Where nothing else is needed and a question of
/// the marker has no answer, what is asked besides about the same thing is needed; where nothing is, the finding itself
/// is what is left.
pub fn prompts_given(subject: &Subject<'_>, report: &Report) -> Vec<Prompt> {
    let mut prompts = prompts(subject);
    if prompts.iter().any(|prompt| prompt.is_needed) {
        return prompts;
    }
    let unanswered = report.questions.iter().filter(|answer| answer.answered == Some(false));
    for finding in unanswered.filter_map(|answer| holding(report, &answer.question)) {
        let mut is_asked = false;
        for prompt in prompts.iter_mut().filter(|prompt| Some(&prompt.about) == finding.about.as_ref()) {
            prompt.is_needed = true;
            is_asked = true;
        }
        if !is_asked {
            prompts.push(about(subject, finding));
        }
    }
    prompts.sort_by_key(|prompt| (prompt.at.start(), prompt.standing != Standing::Absent));
    prompts
}

/// The first finding for which `question` counts as not answered.
fn holding<'r>(report: &'r Report, question: &str) -> Option<&'r Finding> {
    let weighs = |finding: &&Finding| {
        let is_softened = report.draft && rule(finding.code).is_some_and(|rule| rule.waits_for_draft);
        is_softened || finding.severity >= Severity::Warning
    };
    let own = report.findings.iter().filter(|finding| finding.question.as_deref() == Some(question));
    own.into_iter().find(weighs)
}

/// The answer goes behind what was found, which stays as it is.
fn about(subject: &Subject<'_>, finding: &Finding) -> Prompt {
    let about = finding.about.clone().unwrap_or_default();
    let section = subject.schema.section(&about);
    let name = section.map_or_else(|| subject.schema.title.clone(), |section| section.heading.clone());
    Prompt {
        about,
        name,
        questions: vec![finding.message.clone()],
        guidance: section.map(|section| section.guidance.clone()).unwrap_or_default(),
        at: TextRange::empty(subject.document.trimmed(subject.document.resolve(finding.place)).end()),
        standing: Standing::Found,
        section: None,
        is_needed: true,
        stays: true,
    }
}
