//! Which kind of referral a document was taken for, and why.
//!
//! Said on the first line and in the front matter; in documents that show no sign of being a referral, nothing is said.

use text_size::{TextRange, TextSize};

use super::{About, Part};
use crate::check::Report;
use crate::document::Document;
use crate::selection::Choice;
use crate::subject::Subject;

/// The choice, where `at` is on the first line or in the front matter.
pub(super) fn at(
    document: &Document,
    choice: &Choice,
    subject: Option<&Subject<'_>>,
    report: &Report,
    at: TextSize,
) -> Option<About> {
    let source = document.source();
    let first_line = source.find(['\n', '\r']).unwrap_or(source.len()) as u32;
    let end = document.front_matter().range().end().max(first_line.into());
    if at > end {
        return None;
    }
    let part = match (choice, subject) {
        (Choice::Referral { why, .. }, Some(subject)) => {
            let schema = subject.schema;
            let mut part = Part::new(schema.title.clone());
            part.say(format!("Read as a referral of the kind \"{}\", because {why}.", schema.id));
            let status = if subject.draft {
                "It is a draft: what is merely not there yet is only hinted at. Without `status: draft` it is judged as ready."
            } else {
                "It is judged as ready for the board. While it is being written, `status: draft` in the front matter turns what is merely not there yet into hints."
            };
            part.say(status);
            let answers = schema.questions.iter().map(|question| {
                let answer = report.questions.iter().find(|answer| answer.question == question.id);
                let word = match answer.and_then(|answer| answer.answered) {
                    Some(true) => "answered",
                    Some(false) => "open",
                    None => "cannot be told yet",
                };
                format!("{}: {word}", question.text)
            });
            part.list(&format!("{} asks", schema.marker.name), answers);
            part
        }
        (Choice::Unknown { .. }, _) => {
            let mut part = Part::new("Unknown kind of referral");
            part.say(format!("{}.", capital(&choice.why())));
            part
        }
        (Choice::NotOurs { .. }, _) if document.front_matter().get("schema").is_some() => {
            let mut part = Part::new("Not checked as a referral");
            part.say(format!("{}.", capital(&choice.why())));
            part
        }
        _ => return None,
    };
    Some((TextRange::up_to(end), part))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
