//! Titles that are no headings: a line of a form whose headings lost their style, the first line of an item or of a
//! paragraph.

use super::super::{LabelIndex, label, person};
use super::SectionLabel;
use crate::document::{Block, BlockKind, Line, LineKind};
use crate::place::range;

/// Bytes that a title without a colon or strong text has at most, in the line that goes on behind it.
pub(super) const LONGEST_RUN_IN: usize = 40;

/// Bytes that a title has at most.
pub(super) const LONGEST_TITLE: usize = 80;

/// A line of a form whose headings lost their style: a paragraph of its own, the first line of one in capitals
/// or numbered as a section is, or the title of a numbered item, that is the name of a section and nothing else.
pub(super) fn plain_title(block: &Block, line: &Line, labels: &LabelIndex) -> Option<SectionLabel> {
    /// Words of a short title, and of one that says that it is one.
    const SHORT: usize = 10;
    const LONG: usize = 18;
    /// Words of one that stands alone and says nothing of the kind.
    const ALONE: usize = 7;
    /// Words of a question that stands alone.
    const ASKING: usize = 20;
    /// Bytes of a question, which may be longer than other titles.
    const LONGEST_QUESTION: usize = 120;
    let whole = block.plain.slice(line.text);
    let text = without_hint(whole);
    let text = if block.lines.len() > 1 { without_full_stop(text) } else { text };
    let asks_for_delay = (line.numbered || label::is_numbered(text)) && asks_for_delay(text);
    let asks = text.trim_end().trim_end_matches([' ', '*']).ends_with('?');
    let longest = if asks { LONGEST_QUESTION } else { LONGEST_TITLE };
    if text.len() > longest || ends_a_sentence(text) && !asks_for_delay {
        return None;
    }
    // "**2. Person referring** Jo Example" is a label with its answer.
    if !line.lead.is_empty() && usize::from(line.lead.len()) < whole.trim_end().len() {
        return None;
    }
    let is_first = block.lines.first().is_some_and(|first| first.text == line.text);
    let is_title = block.kind == BlockKind::Paragraph && line.kind == LineKind::Text && is_first;
    // "2. AGENCIES INVOLVED" was left empty where "3. CRITERIA" is the next item.
    let is_item = is_title_of_item(block, line) || line.numbered && is_in_capitals(text);
    let marked = is_item || is_in_capitals(text) || label::is_numbered(text);
    if !is_item && !is_title || block.lines.len() > 1 && !marked {
        return None;
    }
    // "Q1. Name of person referring: Jo Example" has its answer.
    if let Some((head, tail)) = text.split_once(": ")
        && !tail.trim().is_empty()
        && !labels.find_label(label::without_numbering(head)).fields.is_empty()
    {
        return None;
    }
    // "Dr Jo Example, General Practitioner" signs a letter.
    if !marked && text.split_once(", ").is_some_and(|(name, _)| person::is_all(name)) {
        return None;
    }
    // A numbered question or short title is a form's, in whatever words it asks.
    let of_form = (is_item || label::is_numbered(text) || is_in_capitals(text) && !text.contains(": "))
        && (text.trim_end().ends_with('?')
            || asks_for_delay
            || text
                .split_whitespace()
                .nth(if names_its_part(text) || text.starts_with("==") { LONG } else { SHORT })
                .is_none())
        || is_title
            && block.lines.len() == 1
            && text.split_whitespace().nth(if asks { ASKING } else { ALONE }).is_none()
            && text.starts_with(char::is_alphabetic)
            && !text.contains([':', '|', '>', '\t'])
        || asks_for_delay;
    let names = if of_form { labels.find_heading(text) } else { labels.find(text) };
    let &spec = names.sections.first()?;
    if !labels.find_several(text).is_empty() {
        return None;
    }
    if !names.fields.is_empty() && !marked {
        return None;
    }
    let label = range(0, text.trim_end_matches([':', ' ', '?']).len());
    Some(SectionLabel { spec, label, rest: whole.len(), plain: true })
}

/// "SECTION 5 - CRITERIA (Children Act 2004, section 16C(1)). Tick all that apply"
fn names_its_part(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    matches!(first.as_str(), "section" | "part" | "box" | "question") && label::is_numbered(text)
}

/// "Section C – What took place" above more of the same paragraph.
pub(super) fn is_numbered_title(block: &Block, text: &str) -> bool {
    /// Words of a title.
    const WORDS: usize = 10;
    block.lines.len() > 1
        && label::is_numbered(text)
        && !text.trim_end().ends_with(['.', ',', ';'])
        && text.split_whitespace().nth(WORDS).is_none()
}

/// True for the first line of a numbered item that has more below it than the line wrapped: "6. Agencies" above a list
/// of them. An item of nothing but one line is a title only where the other items have more.
pub(super) fn is_title_of_item(block: &Block, line: &Line) -> bool {
    /// Words of a title, and of one that asks.
    const WORDS: usize = 10;
    const ASKING: usize = 16;
    if !line.numbered {
        return false;
    }
    let text = without_hint(block.plain.slice(line.text));
    let mut below = block.lines.iter().skip_while(|other| other.text.start() <= line.text.start());
    let has_more = match below.next() {
        Some(next) if next.numbered => is_left_empty(block, line),
        // "a. Housing: …"
        Some(next) => {
            let next = block.plain.slice(next.text);
            !next.starts_with(char::is_lowercase) || label::is_numbered(next)
        }
        // "1. INCIDENT" above a paragraph is a list of one.
        None => block.lines.len() == 1 || block.lines.iter().any(|line| !line.numbered),
    };
    let asks = asks_for_delay(text);
    let most = if text.trim_end().ends_with('?') || asks { ASKING } else { WORDS };
    let is_no_title = ends_a_sentence(text) && !asks;
    has_more && !is_no_title && text.split_whitespace().nth(most).is_none()
}

/// "4. Why a review is wanted" right above "5. Criteria", where all other items have their answer below them.
fn is_left_empty(block: &Block, line: &Line) -> bool {
    /// Items with an answer that show how the form is made.
    const ANSWERED: usize = 3;
    let items = || block.lines.iter().enumerate().filter(|(_, other)| other.numbered);
    let has_answer = |at: usize| block.lines.get(at + 1).is_some_and(|next| !next.numbered);
    let answered = items().filter(|(at, _)| has_answer(*at)).count();
    let others_empty = items().filter(|(at, other)| !has_answer(*at) && other.text != line.text).count();
    answered >= ANSWERED && others_empty <= 1
}

fn ends_a_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ',', ';', '!'])
}

/// "Q8 Give your rationale." as "Q8 Give your rationale", above its answer.
fn without_full_stop(text: &str) -> &str {
    const ASKING: &[&str] = &[
        "give",
        "state",
        "explain",
        "describe",
        "tell",
        "set",
        "say",
        "list",
        "name",
        "outline",
        "summarise",
        "please",
    ];
    let asked = label::without_numbering(text).split(' ').next().unwrap_or("").to_lowercase();
    let asks = label::is_numbered(text) && ASKING.contains(&asked.as_str()) && !text.contains(". ");
    text.strip_suffix('.').filter(|_| asks).unwrap_or(text)
}

/// "5. If more than a month has gone by, please say why."
pub(super) fn asks_for_delay(text: &str) -> bool {
    let bare = label::without_numbering(text);
    label::asks_for_delay(bare) && !bare.contains(". ")
}

/// How a hint begins.
const HINTS: &[&str] = &[
    "tick", "please", "choose", "circle", "mark", "say", "delete", "give", "explain", "state", "describe",
    "list", "set out",
];

/// A question without the hint behind it: "Is the duty to review triggered? Tick one."
fn without_hint(text: &str) -> &str {
    /// Words of such a hint.
    const WORDS: usize = 8;
    let begins = |hint: &str| {
        let lower = hint.to_lowercase();
        HINTS.iter().any(|words| lower.starts_with(words))
    };
    // "CRITERIA – tick those which apply (section 16C(1)(a))"
    let aside = [" – ", " — ", " - "].iter().filter_map(|mark| text.split_once(mark));
    if let Some((title, _)) = aside.into_iter().find(|(_, hint)| begins(hint)) {
        return title;
    }
    // "Is the threshold met, and why? (Section 16C(1))"
    if let Some((asked, _)) = text.split_once("? (")
        && text.trim_end().ends_with(')')
    {
        return text.get(..asked.len() + 1).unwrap_or(text);
    }
    let Some((asked, hint)) = text.split_once("? ") else { return text };
    let is_hint = begins(hint) && hint.split_whitespace().nth(WORDS).is_none();
    if is_hint { text.get(..asked.len() + 1).unwrap_or(text) } else { text }
}

/// Also where a hint follows in brackets or behind them: "BASIS FOR REFERRAL (tick one)", "CRITERIA (2014). Tick one".
pub(in super::super) fn is_in_capitals(text: &str) -> bool {
    let text = text.trim_end();
    let hint = text.rsplit_once("). ").map_or("", |(_, hint)| hint).to_lowercase();
    let is_hint = HINTS.iter().any(|words| hint.starts_with(words));
    let text = if text.ends_with(')') || is_hint { text.split(" (").next().unwrap_or(text) } else { text };
    let mut letters = text.chars().filter(|char| char.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}
