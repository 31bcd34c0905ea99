//! What an editor shows in the text of a referral: questions in its empty places, and what follows from its dates.
//!
//! A question that a comment or a template asks already is in the text, and no hint.

use text_size::TextSize;

use crate::document::Document;
use crate::hover;
use crate::outline::Field;
use crate::prompts::{Prompt, Standing, prompts};
use crate::subject::Subject;

/// A question at the place where its answer goes, or a few words behind a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where, in bytes of the document.
    pub at: TextSize,
    /// The question, and how many more there are; or what follows from the date.
    pub text: String,
    /// What belongs there, and all questions, or all there is to know of the date, as plain text.
    pub more: String,
    /// True where it stands right behind a word or a mark.
    pub follows_text: bool,
}

/// The hints of a referral, by place; one at each.
pub fn hints(subject: &Subject<'_>) -> Vec<Hint> {
    let all = prompts(subject);
    let mut hints: Vec<Hint> = Vec::new();
    let mut shown: Vec<&Prompt> = all.iter().filter(|prompt| is_shown(subject, prompt)).collect();
    while let Some(first) = shown.first() {
        let at = first.at.start();
        let here = shown.iter().take_while(|prompt| prompt.at.start() == at).count();
        let together: Vec<&Prompt> = shown.drain(..here).collect();
        hints.push(hint(subject.document, at, &together));
    }
    hints.extend(subject.outline.fields.iter().filter_map(|field| beside_date(subject, field)));
    hints.sort_by_key(|hint| hint.at);
    hints
}

/// What follows from a date, behind it.
fn beside_date(subject: &Subject<'_>, field: &Field) -> Option<Hint> {
    let at = subject.document.trimmed(subject.document.resolve(field.value?)).end();
    let (text, more) = hover::beside_date(subject, field)?;
    Some(Hint { at, text, more, follows_text: true })
}

fn is_shown(subject: &Subject<'_>, prompt: &Prompt) -> bool {
    match prompt.standing {
        Standing::Empty => true,
        // The comment behind the label of a field names the choices there are, and asks for nothing else; one below a
        // heading does not ask what the dates of this referral ask.
        Standing::Comment => {
            !prompt.questions.iter().all(|question| asks(subject.document, prompt, question))
        }
        Standing::Token | Standing::Absent | Standing::Found => false,
    }
}

/// True where the text at the place of `prompt` asks `question`.
fn asks(document: &Document, prompt: &Prompt, question: &str) -> bool {
    let text = document.source().get(std::ops::Range::<usize>::from(prompt.at)).unwrap_or("");
    text.contains(question)
}

fn hint(document: &Document, at: TextSize, prompts: &[&Prompt]) -> Hint {
    let mut questions: Vec<&str> = Vec::new();
    for prompt in prompts {
        let asked = prompt.questions.iter().filter(|question| !asks(document, prompt, question));
        questions.extend(asked.map(String::as_str));
    }
    let first = questions.first().copied().unwrap_or_default();
    let text = match questions.len().saturating_sub(1) {
        0 => first.to_owned(),
        more => format!("{first} (and {more} more)"),
    };
    let mut lines: Vec<String> = Vec::new();
    for prompt in prompts {
        if !prompt.guidance.is_empty() && !lines.contains(&prompt.guidance) {
            lines.push(prompt.guidance.clone());
        }
    }
    if questions.len() > 1 {
        let points: Vec<String> = questions.iter().map(|question| format!("- {question}")).collect();
        lines.push(points.join("\n"));
    } else if lines.is_empty() {
        lines.push(first.to_owned());
    }
    let before = document.source().get(..usize::from(at)).unwrap_or("");
    let follows_text = before.chars().next_back().is_some_and(|character| !character.is_whitespace());
    Hint { at, text, more: lines.join("\n\n"), follows_text }
}
