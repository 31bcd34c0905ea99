//! The sentence a writer may begin an empty section with, from the schema.
//!
//! It says nothing about the case: what is to be put in stands in brackets, and is reported until it is replaced.

use std::collections::BTreeSet;

use text_size::{TextRange, TextSize};

use crate::completion::date_style;
use crate::date::DateReading;
use crate::delay;
use crate::names::{self, NameKind};
use crate::outline::Fill;
use crate::schema::SectionSpec;
use crate::snippet::{self, Part, Slot};
use crate::subject::Subject;

/// The skeleton of the empty section at byte `at`: on a blank line of it, or at the end of its heading.
pub fn skeleton_at(subject: &Subject<'_>, at: TextSize) -> Option<String> {
    let document = subject.document;
    let section = subject.outline.sections.iter().rev().find(|section| {
        let start = document.extent(section.lines.start.block).start();
        let end = document.extent(section.lines.end.block.max(section.lines.start.block + 1)).start();
        TextRange::new(start, end.max(start)).contains_inclusive(at)
    })?;
    if section.fill != Fill::Blank {
        return None;
    }
    let spec = subject.section_spec(section).filter(|spec| !spec.skeleton.is_empty())?;
    let source = document.source();
    let (before, after) = source.split_at_checked(usize::from(at))?;
    let line_start = before.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
    let is_at_line_end = after.is_empty() || after.starts_with(['\n', '\r']);
    let typed = before.get(line_start..)?;
    let line_break = document.line_break();
    let text = in_brackets(&skeleton_of(subject, spec)).replace('\n', line_break);
    let heading_end = document.resolve(subject.heading_place(section)).end();
    match () {
        () if !is_at_line_end => None,
        () if typed.trim().is_empty() && at > heading_end => Some(text),
        () if section.heading.is_some()
            && source
                .get(usize::from(heading_end)..usize::from(at))
                .is_some_and(|rest| rest.trim().is_empty()) =>
        {
            Some(format!("{line_break}{line_break}{text}"))
        }
        () => None,
    }
}

/// The sentence a section may begin with, in LSP snippet syntax: the schema's, with what the document says already.
/// Where a day or an agency is asked for, those of the document stand behind it to choose from: `${1:date|3 March 2015}`.
pub(crate) fn skeleton_of(subject: &Subject<'_>, spec: &SectionSpec) -> String {
    let snippet = if spec.id == "reason-for-delay" {
        delay::with_days(subject, &spec.skeleton)
    } else {
        spec.skeleton.clone()
    };
    let mut text = String::with_capacity(snippet.len());
    for part in snippet::parts(&snippet) {
        let slot = match part {
            Part::Text(words) => {
                text.push_str(words);
                continue;
            }
            Part::Slot(slot) => slot,
        };
        // Nobody is born or dies on the days of the story.
        let is_of_life = text.ends_with("birth: ") || text.ends_with("death: ");
        let named = match slot.default.as_deref().filter(|_| slot.choices.is_empty()) {
            Some("date" | "day month year") if !is_of_life => days(subject),
            Some("agency" | "Agency" | "Other agency") => agencies(subject),
            _ => Vec::new(),
        };
        let open = slot.written.trim_end_matches('}');
        text.push_str(open);
        for choice in named {
            text.push('|');
            text.push_str(&choice);
        }
        text.push_str(slot.written.strip_prefix(open).unwrap_or(""));
    }
    text
}

/// Choices that are offered for one place.
const MOST_CHOICES: usize = 6;

/// Today, and the days that the document names, as it writes them.
fn days(subject: &Subject<'_>) -> Vec<String> {
    let style = date_style(subject);
    let front = subject.outline.fields.iter().filter(|field| field.in_front_matter);
    let front = front.flat_map(|field| field.date.readings()).filter_map(DateReading::day);
    let body = subject.dates.iter().filter_map(|dated| dated.reading.day());
    let mut found: Vec<String> = Vec::new();
    for day in [subject.today].into_iter().chain(front).chain(body).map(|day| style.render(day)) {
        if found.len() < MOST_CHOICES && !found.contains(&day) {
            found.push(day);
        }
    }
    found
}

/// The agencies that the document names, in alphabetical order.
fn agencies(subject: &Subject<'_>) -> Vec<String> {
    let named = names::names(subject).into_iter().filter(|name| name.kind == NameKind::Institution);
    let texts = named.map(|name| name.text).filter(|text| !text.contains(['|', '}', '$', '\\']));
    let all: BTreeSet<String> = texts.collect();
    all.into_iter().take(MOST_CHOICES).collect()
}

/// A snippet as plain text: `${1:date}` becomes `[insert date]`, the end mark `$0` nothing.
pub fn in_brackets(snippet: &str) -> String {
    let mut text = String::with_capacity(snippet.len());
    for part in snippet::parts(snippet) {
        text += &match part {
            Part::Text(words) => snippet::plain(words),
            Part::Slot(slot) => bracketed(&slot),
        };
    }
    text.truncate(text.trim_end().len());
    text
}

/// The same as a snippet whose places to fill in hold `[insert date]`: what is left of it is reported. Of several to choose
/// from that is the first, so that a choice that was never made is not claimed.
pub fn as_snippet(snippet: &str) -> String {
    snippet::rewritten(snippet, |slot| {
        let first = bracketed(slot);
        match slot.number {
            number if number == "0" || first.is_empty() => format!("${number}"),
            number if slot.choices.is_empty() => format!("${{{number}:{}}}", escaped(&first)),
            number => {
                let all = [&first].into_iter().chain(&slot.choices);
                let all: Vec<String> = all.map(|choice| escaped_choice(choice)).collect();
                format!("${{{number}|{}|}}", all.join(","))
            }
        }
    })
}

/// A snippet of [`as_snippet`] without what is only proposed: `${1|[insert date],3 March 2015|}` asks for a day and leaves
/// open which; where something else is typed, not every editor takes the proposal away. What is to be chosen from a list
/// that is closed stays.
pub fn without_proposals(snippet: &str) -> String {
    snippet::rewritten(snippet, |slot| {
        let Some((first, rest)) = slot.choices.split_first().filter(|_| slot.default.is_none()) else {
            return slot.written.to_owned();
        };
        if *first == format!("[insert {}]", rest.join(" or ")) {
            return slot.written.to_owned();
        }
        format!("${{{}:{}}}", slot.number, escaped(first))
    })
}

/// What is to be put in, in brackets; nothing where nothing is said of it.
fn bracketed(slot: &Slot<'_>) -> String {
    let asked = slot.default.clone().unwrap_or_else(|| slot.choices.join(" or "));
    if asked.is_empty() { asked } else { format!("[insert {asked}]") }
}

/// `text` as a snippet that means just that.
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// `text` as one of several to choose from.
fn escaped_choice(text: &str) -> String {
    text.replace('\\', "\\\\").replace(',', "\\,").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::{as_snippet, in_brackets, without_proposals};

    #[test]
    fn what_is_proposed_can_be_left_out_and_what_is_to_be_chosen_cannot() {
        let snippet = as_snippet("On ${1:date|3 May 2015|today}, ${2:agency} chose ${3|A,B|}.$0");
        assert_eq!(
            snippet,
            "On ${1|[insert date],3 May 2015,today|}, ${2:[insert agency]} chose ${3|[insert A or B],A,B|}.$0"
        );
        assert_eq!(
            without_proposals(&snippet),
            "On ${1:[insert date]}, ${2:[insert agency]} chose ${3|[insert A or B],A,B|}.$0"
        );
        assert_eq!(in_brackets("On ${1:date|3 May 2015|today}"), "On [insert date]");
    }

    #[test]
    fn places_to_fill_in_stand_in_brackets() {
        assert_eq!(in_brackets("On ${1:date}, ${2|A,B|} did.$0"), "On [insert date], [insert A or B] did.");
        assert_eq!(in_brackets("nothing"), "nothing");
        assert_eq!(in_brackets("${1|5(2)(a)\\, (b)(i),other|}"), "[insert 5(2)(a), (b)(i) or other]");
    }

    #[test]
    fn a_place_that_was_passed_over_still_says_that_something_is_to_be_put_in() {
        assert_eq!(
            as_snippet("On ${1:date}, ${2|A,B|} did.\n$0"),
            "On ${1:[insert date]}, ${2|[insert A or B],A,B|} did.\n$0"
        );
        assert_eq!(as_snippet("$1 nothing"), "$1 nothing");
        assert_eq!(
            as_snippet("${1|(a)\\, (b),other|}"),
            "${1|[insert (a)\\, (b) or other],(a)\\, (b),other|}",
            "a comma inside a choice divides none"
        );
    }
}
