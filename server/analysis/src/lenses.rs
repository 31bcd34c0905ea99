//! What stands above the title and the open sections of a referral: how far it is, and what is left to answer.
//!
//! How a lens leads to the next prompt is for the shell.

use text_size::TextRange;

use crate::check::Report;
use crate::missing::Missing;
use crate::prompts::{Prompt, left, prompts_given};
use crate::subject::Subject;

/// A line above a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The heading or label it stands above, in bytes of the document.
    pub at: TextRange,
    /// What it says.
    pub title: String,
    /// What it is for.
    pub leads_to: LeadsTo,
}

/// What a lens is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadsTo {
    /// The first prompt behind its place that the board needs.
    NextNeeded,
    /// The first prompt behind its place.
    Next,
    /// Inserting what is missing altogether.
    InsertMissing,
}

/// The lenses of a referral, by place.
pub fn lenses(subject: &Subject<'_>, report: &Report) -> Vec<Lens> {
    let prompts = prompts_given(subject, report);
    let title = subject.document.resolve(subject.title_place());
    let lens = |at, title, leads_to| Lens { at, title, leads_to };
    let mut lenses = vec![lens(title, score(report, &prompts), LeadsTo::NextNeeded)];
    let missing = Missing::of(subject);
    if missing.count() > 0 {
        let things = if missing.count() == 1 {
            "the 1 thing".to_owned()
        } else {
            format!("the {} things", missing.count())
        };
        let title_of_all = format!("insert {things} not here yet");
        lenses.push(lens(title, title_of_all, LeadsTo::InsertMissing));
    }
    for (index, section) in subject.outline.sections.iter().enumerate() {
        let own: Vec<Prompt> =
            prompts.iter().filter(|prompt| prompt.section == Some(index)).cloned().collect();
        let Some(left) = in_words(&own) else { continue };
        let at = subject.document.resolve(subject.heading_place(section));
        lenses.push(lens(at, format!("{left}: next"), LeadsTo::Next));
    }
    lenses
}

/// "2 of 3 questions answered · 4 prompts left".
fn score(report: &Report, prompts: &[Prompt]) -> String {
    let answered = report.questions.iter().filter(|question| question.answered == Some(true)).count();
    let all = report.questions.len();
    let unit = if all == 1 { "question" } else { "questions" };
    let left = in_words(prompts).unwrap_or_else(|| "no prompts left".to_owned());
    format!("{answered} of {all} {unit} answered · {left}")
}

/// "4 prompts left": those that the board needs, or if there are none the others; nothing where none is left.
fn in_words(prompts: &[Prompt]) -> Option<String> {
    let counted = |count: usize, kind: &str| {
        let unit = if count == 1 { "prompt" } else { "prompts" };
        format!("{count} {kind}{unit} left")
    };
    match left(prompts) {
        (0, 0) => None,
        (0, optional) => Some(counted(optional, "optional ")),
        (needed, _) => Some(counted(needed, "")),
    }
}
