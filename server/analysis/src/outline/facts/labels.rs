//! The label that a line begins with, of a section or of fields.

use text_size::TextSize;

use super::super::pair::{self, Pair};
use super::super::{LabelIndex, boxes, label};
use super::titles::{LONGEST_RUN_IN, asks_for_delay, is_in_capitals};
use super::{SectionLabel, is_strong_but_hint, named_in_full};
use crate::document::{Line, LineKind};
use crate::place::range;

pub(super) fn section_label(
    line: &Line,
    text: &str,
    strong: bool,
    lead: usize,
    labels: &LabelIndex,
    opens_a_paragraph: bool,
) -> Option<SectionLabel> {
    /// Words of a label that stands above its answer.
    const LABEL: usize = 10;
    // "What happened? (max. 4000 characters)"
    let whole = text.len();
    let text = without_measure(text);
    // "[x] Criteria met: …" is an option.
    let is_option = || boxes(text).first().is_some_and(|mark| mark.at.start() == TextSize::new(0));
    // A form's bold question may stand in a block quote.
    let is_quoted = line.kind == LineKind::Quote && !strong && lead == 0;
    if is_quoted || matches!(line.kind, LineKind::Cell { .. }) || is_option() {
        return None;
    }
    let (label, rest) = if is_strong_but_hint(line, text) {
        (text.get(..lead).unwrap_or("").trim_end_matches([':', ' ', '?']), text.len())
    } else if let Some(at) = strong.then(|| named_in_full(text, labels)).flatten() {
        (text.get(..at).unwrap_or(""), at + 2)
    } else if strong {
        (text.trim_end_matches([':', ' ', '?', '*']), text.len())
    } else if lead > 0 {
        let head = text.get(..lead).unwrap_or("");
        let tail = text.get(lead..).unwrap_or("");
        // "**Circumstances:** …", "**Circumstances.** …" and "**Circumstances** – …" alike.
        // "**Why a review is needed** There are …"
        let runs_on = || {
            head.ends_with(' ') != tail.starts_with(' ')
                && tail.trim_start().starts_with(|char: char| char.is_uppercase() || char.is_ascii_digit())
                && head.split_whitespace().nth(1).is_some()
                && !labels.find_heading(head.trim()).sections.is_empty()
        };
        let parted = head.trim_end().ends_with([':', '?', '.', '–', '-'])
            || tail.trim_start().starts_with([':', '.', '–', '—', '>', '›', '»', '→'])
            || tail.starts_with(" - ")
            || runs_on();
        if !parted {
            return None;
        }
        let rest = lead
            + (tail.len()
                - tail.trim_start_matches([':', ' ', '.', '–', '—', '-', '>', '›', '»', '→']).len());
        (head.trim_end_matches([':', ' ', '?', '.', '–', '-']), rest)
    } else {
        match plain_label(line, text, labels)? {
            Plain::Whole(found) => return Some(found),
            Plain::Parts(label, rest) => (label, rest),
        }
    };
    // "Whether the criteria are thought to be met:", above the answer in one paragraph
    let is_above = || {
        rest >= text.len()
            && opens_a_paragraph
            && label.starts_with(char::is_uppercase)
            && label.split_whitespace().nth(LABEL).is_none()
    };
    let asked = label.trim_start_matches("Q. ");
    let names = if lead > 0
        || strong
        || asks_for_delay(asked)
        || is_above()
        || capital_label(text) == Some(label.len())
    {
        labels.find_heading(label)
    } else {
        labels.find(label)
    };
    // "**4.5 Reason for referral / criteria.** The group felt …"
    let joint = || if lead > 0 || strong { labels.find_joint(label) } else { Vec::new() };
    let joint = || {
        let joint = joint();
        joint.iter().find(|spec| labels.is_of_basis(**spec)).or(joint.first()).copied()
    };
    let spec = names.sections.first().copied().or_else(joint)?;
    // "Your role and organisation" asks for facts, and "The child's name, sex and date of birth".
    if !labels.find_several(label).is_empty() || !labels.find_several(text).is_empty() {
        return None;
    }
    let inline = rest < text.len();
    // "Date of what happened: 14 March 2026" asks for a day.
    let is_dated = || pair::begins_with_a_date(text.get(rest..).unwrap_or(""));
    if inline && is_dated() && !labels.find_dated(label).is_empty() {
        return None;
    }
    let names_field = names
        .fields
        .iter()
        .any(|field| !labels.is_date(*field) || text.get(rest..).is_some_and(pair::is_a_date));
    // "6. **Basis.** Section 44 …" is a paragraph with a number; "- Basis: …" is one of a list of facts, and may be a
    // word for anything where it does not stand out.
    let in_list = line.kind == LineKind::Item;
    if inline && (in_list && !line.numbered && lead == 0 || names_field) {
        return None;
    }
    // A field's name alone is the field's, unless its answer can only be a section's.
    if !inline && !names.fields.is_empty() && !strong {
        return None;
    }
    Some(SectionLabel {
        spec,
        label: range(0, label.len()),
        rest: if inline { rest } else { whole },
        plain: inline && (in_list && !line.numbered || lead == 0),
    })
}

/// A question without what a web form says of its answer: "(max. 4000 characters)", "(up to 500 words)".
fn without_measure(text: &str) -> &str {
    let Some((asked, hint)) = text.rsplit_once(" (") else { return text };
    let hint = hint.to_lowercase();
    let measures = ["character", "words)", "max"].iter().any(|word| hint.contains(word));
    let counts = hint.contains(|char: char| char.is_ascii_digit());
    if measures && counts && hint.ends_with(')') && asked.ends_with(['?', ':']) { asked } else { text }
}

/// "Basis – section 44(1) …", in plain text.
fn dashed(line: &Line, text: &str, labels: &LabelIndex) -> Option<SectionLabel> {
    /// Bytes of such a label.
    const LONGEST: usize = 60;
    let at = [" – ", " — "].iter().filter_map(|mark| text.find(mark)).min().filter(|at| *at < LONGEST)?;
    let label = text.get(..at).filter(|label| label.starts_with(char::is_uppercase))?;
    let is_known = !labels.find(label).sections.is_empty() || asks_for_delay(label);
    if line.kind != LineKind::Text || !is_known {
        return None;
    }
    let names = labels.find_heading(label);
    let behind = text.get(at..)?;
    let rest = at + behind.len() - behind.trim_start_matches([' ', '–', '—']).len();
    let spec = *names.sections.first().filter(|_| names.fields.is_empty() && rest < text.len())?;
    Some(SectionLabel { spec, label: range(0, label.len()), rest, plain: true })
}

/// How long the label in capitals is that a line begins with: "WHO ELSE WAS INVOLVED: the ward", "WHY A REVIEW. No one …".
pub(in super::super) fn capital_label(text: &str) -> Option<usize> {
    /// Letters and words of such a label.
    const LETTERS: usize = 4;
    const WORDS: usize = 6;
    // Where all is in capitals, a sentence is no title.
    let titled =
        || text.split_once(". ").filter(|(label, rest)| label.contains(' ') && !is_in_capitals(rest));
    let (label, _) = text.split_once(": ").filter(|(label, _)| is_in_capitals(label)).or_else(titled)?;
    let is_one = label.chars().filter(|char| char.is_alphabetic()).nth(LETTERS - 1).is_some()
        && is_in_capitals(label)
        && label.split_whitespace().nth(WORDS).is_none();
    is_one.then_some(label.len())
}

pub(super) fn field_pairs(text: &str, lead: usize, strong: bool, labels: &LabelIndex) -> Vec<Pair> {
    let is_field = |pair: &Pair| !pair.names.fields.is_empty() || !pair.several.is_empty();
    if strong {
        let label = text.trim_end_matches([':', ' ', '?', '*']);
        // "Date of incident: 9 September 2021. Date I became aware: …" is no label as a whole.
        let is_bare = |found: &Pair| !label.contains(": ") || !found.several.is_empty();
        if let Some(found) = pair::known(label, 0, labels).filter(|found| is_field(found) && is_bare(found)) {
            return vec![Pair { value: range(text.len(), text.len()), ..found }];
        }
    }
    pair::pairs(text, lead, labels).into_iter().filter(is_field).collect()
}

/// A label that nothing makes stand out.
enum Plain<'t> {
    /// One that is sure.
    Whole(SectionLabel),
    /// What may be one, and where its answer begins.
    Parts(&'t str, usize),
}

/// The words before a colon, a question mark, a bar or the stop behind a numbered title.
fn plain_label<'t>(line: &Line, text: &'t str, labels: &LabelIndex) -> Option<Plain<'t>> {
    // "Circumstances | He was found …"
    let bar = text.find(['|', '\t']).filter(|bar| *bar < 120);
    let is_section = |label: &str| !labels.find(label).sections.is_empty() || asks_for_delay(label);
    let bar = bar.filter(|bar| is_section(text.get(..*bar).unwrap_or("").trim()));
    if let Some(found) = dashed(line, text, labels).filter(|_| bar.is_none()) {
        return Some(Plain::Whole(found));
    }
    let at = bar.or_else(|| text.bytes().take(120).position(|byte| matches!(byte, b':' | b'?')));
    // "Q. If you found out more than a month ago please tell us the reason for the delay."
    let asked = || text.strip_prefix("Q. ").and_then(|rest| rest.strip_suffix('.')).map(|_| text.len() - 1);
    let at = at.or_else(asked);
    // "If late, say why ........ The form came back."
    let dots = || text.find(" ...").filter(|at| *at < 120);
    let at = at.or_else(dots);
    // "2. Basis. A child who dies in custody …", "3. Incident. At 21:50 …", and "8. Criteria." above its paragraphs
    let is_numbered = line.numbered || label::is_numbered(text);
    let bare = text.len() - label::without_numbering(text).len();
    let stop = || {
        let end = (bare + LONGEST_RUN_IN).min(text.len());
        let end = (0..=end).rev().find(|end| text.is_char_boundary(*end))?;
        let inside = text.get(bare..end)?.find(". ").map(|stop| bare + stop);
        let is_alone = || text.ends_with('.') && text.len() <= bare + LONGEST_RUN_IN;
        inside.or_else(|| is_alone().then(|| text.len() - 1))
    };
    let stop = if is_numbered && bar.is_none() { stop() } else { None };
    let at = stop.filter(|stop| at.is_none_or(|at| *stop < at)).or(at);
    let at = capital_label(text).or(at)?;
    let rest = text.get(at + 1..).unwrap_or("").trim_start_matches('.');
    if !(rest.is_empty() || rest.starts_with(' ') || bar.is_some()) {
        return None;
    }
    // "RATIONALE: WHY DO YOU CONSIDER THAT THE CRITERIA ARE MET?"
    // "14. Rationale: why should the Board review this case?"
    let asks_on = || {
        is_numbered
            && ["why ", "what ", "which ", "how ", "who "]
                .iter()
                .any(|word| rest.trim_start().starts_with(word))
    };
    let is_title = text.trim_end().ends_with('?') && (is_in_capitals(text) || asks_on());
    let rest = if is_title { text.len() } else { text.len() - rest.trim_start().len() };
    Some(Plain::Parts(text.get(..at).unwrap_or("").trim_end(), rest))
}
