//! What belongs in a place that is still to be answered: for editors that show no hints there.
//!
//! Said only where nothing else is to be said.

use text_size::TextSize;

use super::{About, Part, field, section, touches};
use crate::prompts::{Prompt, Standing, prompts};
use crate::subject::Subject;

/// What is asked at byte `at`: below an empty heading, behind an empty label, or in a comment that asks.
pub(super) fn at(subject: &Subject<'_>, at: TextSize) -> Option<About> {
    if !may_be_asked(subject, at) {
        return None;
    }
    let prompts = prompts(subject);
    let is_here = |prompt: &&Prompt| prompt.standing != Standing::Absent && touches(prompt.at, at);
    let here: Vec<&Prompt> = prompts.iter().filter(is_here).collect();
    let prompt = here.first()?;
    let part = match (subject.schema.section(&prompt.about), subject.schema.field(&prompt.about)) {
        (Some(spec), _) => section::part(subject.schema, spec),
        (None, Some(spec)) => field::part(subject.schema, spec, subject.field_required(spec)),
        (None, None) => {
            let mut part = Part::new(prompt.name.clone());
            here.iter().flat_map(|prompt| &prompt.questions).for_each(|question| part.say(question));
            part
        }
    };
    Some((prompt.at, part))
}

/// True at the end of a line and in a comment: nowhere else is anything asked, and most places are in the midst of prose.
fn may_be_asked(subject: &Subject<'_>, at: TextSize) -> bool {
    let (before, after) = subject.document.source().split_at_checked(at.into()).unwrap_or_default();
    let line = after.split(['\n', '\r']).next().unwrap_or("");
    let is_in_comment = before.rfind("<!--") > before.rfind("-->") || line.starts_with("<!--");
    line.trim().is_empty() || is_in_comment || line.trim_start().starts_with('|')
}
