//! Why something was found: the rule's reason, the finding's notes, and the question it serves.
//!
//! The message itself is shown by the client already; it is the title here.

use text_size::TextSize;

use super::{About, Part, touches};
use crate::check::Report;
use crate::document::Document;
use crate::rules::rule;
use crate::schema::Schema;

/// Findings a hover may speak of; more would fill a screen.
const MOST: usize = 3;

/// The findings at byte `at`.
pub(super) fn at(document: &Document, schema: Option<&Schema>, report: &Report, at: TextSize) -> Vec<About> {
    let mut found = Vec::new();
    for finding in &report.findings {
        let range = document.resolve(finding.place);
        if !touches(range, at) {
            continue;
        }
        let mut part =
            Part::new(format!("{}[{}]: {}", finding.severity.name(), finding.code, finding.message));
        for note in &finding.notes {
            part.say(sentence(note));
        }
        part.say(rule(finding.code).map(|rule| why(rule.page)).unwrap_or_default());
        if let Some(schema) = schema {
            part.quote_question(schema, finding.question.as_deref());
        }
        part.list("It can be mended", finding.fixes.iter().map(|fix| fix.title.clone()));
        found.push((range, part));
    }
    found.truncate(MOST);
    found
}

/// The text below the heading "Why" of a rule's page, as one paragraph.
fn why(page: &str) -> String {
    let mut lines = page.lines().skip_while(|line| {
        let heading = line.trim_start_matches('#').trim();
        !(line.starts_with("##") && heading.to_lowercase().starts_with("why"))
    });
    lines.next();
    let text: Vec<&str> = lines
        .take_while(|line| !line.starts_with('#'))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    text.join(" ")
}

fn sentence(note: &str) -> String {
    let mut chars = note.chars();
    let Some(first) = chars.next() else { return String::new() };
    let text = first.to_uppercase().collect::<String>() + chars.as_str();
    if text.ends_with(['.', '?', '!']) { text } else { text + "." }
}

#[cfg(test)]
mod tests {
    use super::why;

    #[test]
    fn the_reason_is_the_section_headed_why() {
        let page = "# a-rule\n\nFinds it.\n\n## Why it matters\n\nBecause a board\nneeds it.\n\n## Guard\n\nNever.\n";
        assert_eq!(why(page), "Because a board needs it.");
        assert_eq!(why("# a-rule\n"), "");
    }
}
