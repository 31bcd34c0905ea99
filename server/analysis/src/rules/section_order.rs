#![doc = include_str!("section_order.md")]

use std::collections::BTreeMap;

use super::{Check, Rule};
use crate::apply;
use crate::document::{Block, Document, LineId};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::outline::Section;
use crate::place::{Place, range};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "section-order",
    severity: Severity::Hint,
    on: false,
    page: include_str!("section_order.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sections in families(subject) {
        let in_order = longest_in_order(&sections);
        for (at, section) in sections.iter().enumerate().filter(|(at, _)| !in_order.contains(at)) {
            let others = || in_order.iter().filter_map(|other| Some((*other, *sections.get(*other)?)));
            let later = others().find(|(other, spec)| *other < at && spec.spec > section.spec);
            let earlier = others().rfind(|(other, spec)| *other > at && spec.spec < section.spec);
            let (other, before) = match (later, earlier) {
                (Some((_, later)), _) => (later, true),
                (None, Some((_, earlier))) => (earlier, false),
                (None, None) => continue,
            };
            let (name, other_name) =
                (subject.document.text(section.label), subject.document.text(other.label));
            let (stands, has) = if before { ("after", "before") } else { ("before", "after") };
            let message =
                format!("\"{name}\" stands {stands} \"{other_name}\"; the usual order has it {has} that");
            let mut finding = RULE.at(subject.heading_place(section), message);
            finding.about = subject.section_spec(section).map(|spec| spec.id.clone());
            let title = format!("Move \"{name}\" {has} \"{other_name}\"");
            findings.push(
                finding
                    .with_related(subject.heading_place(other), "out of order with this")
                    .with_fix(moved(subject, section, other, before, title)),
            );
        }
    }
    findings
}

/// The sections with headings, those that stand side by side together: in the same section, or in none.
fn families<'s>(subject: &'s Subject<'_>) -> Vec<Vec<&'s Section>> {
    let mut families: BTreeMap<Option<usize>, Vec<&Section>> = BTreeMap::new();
    let sections = &subject.outline.sections;
    let headed = sections.iter().enumerate().filter(|(_, section)| section.heading.is_some());
    for (at, section) in headed {
        let around = |other: &&Section| other.heading.is_some() && other.lines.start < section.lines.start;
        let parent = sections
            .get(..at)
            .unwrap_or_default()
            .iter()
            .rposition(|other| around(&other) && section.lines.start < other.lines.end);
        let family = families.entry(parent).or_default();
        // One heading that names two sections is one place.
        if family.last().is_none_or(|last| last.lines.start != section.lines.start) {
            family.push(section);
        }
    }
    families.into_values().collect()
}

/// Indices of as many `sections` as can be that are in the schema's order; of two ways the one that begins first.
fn longest_in_order(sections: &[&Section]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let fits = |chain: &&Vec<usize>| {
            chain.last().and_then(|last| sections.get(*last)).is_some_and(|last| last.spec <= section.spec)
        };
        let longest = best.iter().filter(fits).rev().max_by_key(|chain| chain.len());
        let mut chain = longest.cloned().unwrap_or_default();
        chain.push(at);
        best.push(chain);
    }
    best.into_iter().rev().max_by_key(Vec::len).unwrap_or_default()
}

/// Moves `section` right before or right after `other`, unless that could lose a word or part it from what belongs to it.
fn moved(
    subject: &Subject<'_>,
    section: &Section,
    other: &Section,
    before: bool,
    title: String,
) -> Option<Fix> {
    let document = subject.document;
    let (own, to) = (blocks(document, section)?, blocks(document, other)?);
    let same_level = section.heading?.level == other.heading?.level;
    let between = own.start.min(to.start)..own.end.max(to.end);
    let is_parted = between.clone().any(|index| {
        let heading = document.block(index).and_then(Block::heading);
        heading.is_some_and(|heading| section.heading.is_some_and(|own| heading.level < own.level))
    });
    let is_boards = subject.outline.out_of_scope.iter().any(|part| between.contains(&part.start.block));
    let text = source(document, &own);
    // A comment above a heading belongs to its section, and would be left behind or taken along.
    let around = [own.start.saturating_sub(1)..own.end, to.start.saturating_sub(1)..to.end];
    let is_suppressed = around.iter().any(|blocks| source(document, blocks).contains("referral-ignore"));
    if !same_level || is_parted || is_boards || is_suppressed {
        return None;
    }
    let mut edits: Vec<Edit> = Vec::new();
    for index in own.clone() {
        let length = usize::from(document.extent(index).len());
        edits.push(Edit { place: Place::new(index, range(0, length)), text: String::new() });
    }
    let line_break = document.line_break();
    edits
        .extend((own.end as usize >= document.blocks().len()).then(|| last_blank_lines(document, own.start)));
    let target = if before { to.start } else { to.end };
    let is_end = target as usize >= document.blocks().len();
    let place = if is_end { document.end() } else { Place::point(target, 0) };
    let lead = if is_end && !document.source().ends_with(['\n', '\r']) {
        line_break.repeat(2)
    } else {
        String::new()
    };
    let lead = if is_end && lead.is_empty() { line_break.to_owned() } else { lead };
    let trail = line_break.repeat(if is_end { 1 } else { 2 });
    edits.push(Edit { place, text: format!("{lead}{}{trail}", text.trim_end()) });
    let after = Document::parse(apply::apply(document, &edits)?);
    (texts(document) == texts(&after)).then_some(Fix { title, safe: false, preferred: true, edits })
}

/// Removes the blank lines above block number `index`, which would be left at the end of the document.
fn last_blank_lines(document: &Document, index: u32) -> Edit {
    let above = index.saturating_sub(1);
    let text = source(document, &(above..index));
    let kept = text.trim_end().len();
    let kept = if kept == 0 { text.len() } else { (kept + document.line_break().len()).min(text.len()) };
    Edit { place: Place::new(above, range(kept, text.len())), text: String::new() }
}

/// The blocks of a section whose heading and end are those of blocks.
fn blocks(document: &Document, section: &Section) -> Option<std::ops::Range<u32>> {
    let LineId { block: end, line } = section.lines.end;
    let count = document.blocks().len() as u32;
    let whole = section.lines.start.line == 0 && (line == 0 || end >= count);
    whole.then_some(section.lines.start.block..end.min(count))
}

fn source<'d>(document: &'d Document, blocks: &std::ops::Range<u32>) -> &'d str {
    let (start, end) = (document.extent(blocks.start).start(), document.extent(blocks.end).start());
    document.source().get(usize::from(start)..usize::from(end).max(start.into())).unwrap_or("")
}

/// What the blocks say, in no order: a move that is no more than a move leaves it as it is.
fn texts(document: &Document) -> Vec<&str> {
    let mut texts: Vec<&str> = document.blocks().iter().map(|block| block.plain.text().trim()).collect();
    texts.retain(|text| !text.is_empty());
    texts.sort_unstable();
    texts
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{Setup, applied, compare};
    use super::*;
    use crate::settings::Level;

    fn setup() -> Setup {
        let mut setup = Setup::excerpt(RULE.code);
        setup.settings.severities.insert(RULE.code.into(), Level::Hint);
        setup
    }

    #[track_caller]
    fn check_order(marked: &str) {
        compare(&setup(), marked, |finding| finding.code == RULE.code);
    }

    /// The text after the only fix there is; nothing where there is none.
    fn mended(text: &str) -> Option<String> {
        let document = Document::parse(text.to_owned());
        let report = setup().report(&document);
        let mut fixes =
            report.findings.iter().filter(|finding| finding.code == RULE.code).flat_map(|f| &f.fixes);
        let fix = fixes.next()?;
        assert_eq!(fixes.next(), None);
        Some(applied(&document, &fix.edits))
    }

    #[test]
    fn it_is_silent_unless_the_settings_ask_for_it() {
        super::super::testing::check_rule(&RULE, "## Rationale\n\nText.\n\n## Basis\n\nText.\n");
    }

    #[test]
    fn one_section_out_of_place_is_one_finding() {
        check_order(
            r#"
## Date and signature
   ^^^^^^^^^^^^^^^^^^ hint section-order: "Date and signature" stands before "Basis"; the usual order has it after that
J. Example

## Circumstances
Text.

## Basis
Text.
"#,
        );
        check_order(
            r#"
## Circumstances
Text.

## Basis
Text.

## 3. Agencies involved
   ^^^^^^^^^^^^^^^^^^^^ hint section-order: "3. Agencies involved" stands after "Circumstances"; the usual order has it before that
School.
"#,
        );
    }

    #[test]
    fn a_section_is_moved_with_all_that_is_in_it() {
        let before = "\
# Referral

## Rationale

Why.

### In her words

- one
- two

## Basis

Regulation 5(2).
";
        let after = "\
# Referral

## Basis

Regulation 5(2).

## Rationale

Why.

### In her words

- one
- two
";
        assert_eq!(mended(before).as_deref(), Some(after));
        let before = "## Basis\r\n\r\nMet.\r\n\r\n## Learning sought\r\n\r\nMuch.\r\n\r\n## Agencies involved\r\nSchool.";
        let after = "## Agencies involved\r\nSchool.\r\n\r\n## Basis\r\n\r\nMet.\r\n\r\n## Learning sought\r\n\r\nMuch.\r\n";
        assert_eq!(mended(before).as_deref(), Some(after));
    }

    #[test]
    fn what_could_lose_a_word_or_its_place_is_not_moved() {
        for text in [
            // Levels differ: one would swallow the other.
            "## Rationale\n\nWhy.\n\n# Basis\n\nMet.\n",
            // Another part of the form lies between.
            "# Part 1\n\n## Rationale\n\nWhy.\n\n# Part 3\n\n## Basis\n\nMet.\n",
            // A suppression belongs to the heading below it.
            "## Rationale\n\nWhy.\n\n<!-- referral-ignore vague-rationale: short -->\n\n## Basis\n\nMet.\n",
            // A fence that is never closed would swallow what comes to stand behind it.
            "## Basis\n\nMet.\n\n## Circumstances\n\n```\nlog\n",
            // The board's part is not for the writer to move about in.
            "## Rationale\n\nWhy.\n\n## For office use\n\nNo.\n\n## Basis\n\nMet.\n",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }

    #[test]
    fn what_different_people_write_in_order() {
        for text in [
            "## Child\n\nK\n\n## Circumstances\n\nText.\n\n## Basis\n\nText.\n\n## Rationale\n\nText.\n",
            "# Basis\n\nText.\n\n# Basis\n\nMore.\n\n# Learning sought\n\nText.\n",
            "**Rationale:** because.\n\n**Basis:** 5(2)(a) and (b)(i).\n\n**Referrer:** J. Example\n",
            "## Circumstances\n\nText.\n\n### Child\n\nK\n\n## Basis\n\nText.\n",
            "## Circumstances and rationale\n\nText.\n\n## Chronology\n\n- 3 March 2015: seen\n",
            "## Something else\n\nText.\n\n## Agencies involved\n\nSchool.\n\n## Another thing\n\nText.\n\n## Basis\n\nText.\n",
        ] {
            check_order(text);
        }
    }
}
