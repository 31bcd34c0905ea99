//! What can be done to a referral at one place: fixes of findings, suppressions, and sections to insert.
//!
//! Actions are values with edits; which of them a client shows, and how, is for the shell.

mod basis;
mod dates;
mod kind;
mod priorities;
mod values;

use text_size::{TextRange, TextSize};

use crate::apply;
use crate::check::Report;
use crate::delay;
use crate::document::Document;
use crate::finding::{Edit, Finding, Fix};
use crate::fixes;
use crate::missing::Missing;
use crate::outline::{Fill, Section};
use crate::place::Place;
use crate::schema::{Required, SectionSpec};
use crate::subject::Subject;
use crate::suppression::REASON_PROMPT;
use crate::template::is_writers;

pub use kind::mark;

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does, as a command: `Insert "Basis"`.
    pub title: String,
    /// What sort of thing it is.
    pub kind: ActionKind,
    /// Its edits, by place; none overlap. None where it cannot be done now.
    pub edits: Vec<Edit>,
    /// True where it is the likeliest one.
    pub preferred: bool,
    /// The finding it mends or silences, as an index into the report.
    pub finding: Option<usize>,
    /// Why it cannot be done now.
    pub disabled: Option<&'static str>,
}

impl Action {
    /// True where `other` makes the same edits, or inserts the same section; what is done in one way need not be offered
    /// twice.
    pub fn does_the_same_as(&self, other: &Action) -> bool {
        let is_same_section = other.kind == ActionKind::Insert && self.title == other.title;
        !self.edits.is_empty() && self.edits == other.edits || is_same_section
    }

    /// Where `other`, which does the same, says better what for: its title.
    pub fn take_title_of(&mut self, other: Action) {
        if other.kind == ActionKind::Ask {
            self.title = other.title;
        }
    }
}

/// What sort of thing an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// Mends a finding.
    Fix,
    /// Silences a finding, with a reason to be written.
    Suppress,
    /// Inserts a section that may be there.
    Insert,
    /// Inserts the questions of a section that is empty.
    Ask,
    /// Says by which route the case qualifies, or which value a field has.
    Choose,
    /// Names one of the board's priorities.
    Link,
    /// Says what a date means.
    Read,
    /// Says which kind of referral it is.
    Kind,
    /// Inserts every required section that is not there.
    InsertMissing,
    /// Makes every safe fix.
    FixAll,
}

/// Sections that may be there offered at one place; more would hide the fixes.
const MOST_INSERTS: usize = 3;

/// The findings that `at` touches, as indices into the report. An empty range is a cursor. A finding on a heading is
/// touched anywhere on the heading's lines.
pub fn findings_at(document: &Document, report: &Report, at: TextRange) -> Vec<usize> {
    let touches = |finding: &Finding| {
        let mut range = document.resolve(finding.place);
        let block = document.block(finding.place.block);
        if block.is_some_and(|block| block.heading().is_some()) {
            let extent = document.extent(finding.place.block);
            let heading =
                document.source().get(std::ops::Range::<usize>::from(extent)).unwrap_or("").trim_end();
            range = range.cover(TextRange::at(extent.start(), (heading.len() as u32).into()));
        }
        range.intersect(at).is_some()
    };
    let findings = report.findings.iter().enumerate();
    findings.filter(|(_, finding)| touches(finding)).map(|(index, _)| index).collect()
}

/// What mends or silences the findings with these indices: every fix, then every suppression.
pub fn for_findings(document: &Document, report: &Report, chosen: &[usize]) -> Vec<Action> {
    let findings =
        || chosen.iter().filter_map(|index| report.findings.get(*index).map(|finding| (*index, finding)));
    let mut actions: Vec<Action> = Vec::new();
    for (index, finding) in findings() {
        for fix in &finding.fixes {
            actions.push(Action {
                title: fix.title.clone(),
                kind: ActionKind::Fix,
                edits: sorted(fix.edits.clone()),
                preferred: fix.preferred,
                finding: Some(index),
                disabled: None,
            });
        }
    }
    for (index, finding) in findings() {
        actions.push(suppress(document, index, finding));
    }
    actions
}

/// Silences one finding: before its block, or for the whole file where it is about the document as a whole.
fn suppress(document: &Document, index: usize, finding: &Finding) -> Action {
    let line_break = document.line_break();
    let about = finding.about.as_deref().map(|about| format!("({about})")).unwrap_or_default();
    let first_heading = (0..).zip(document.blocks()).find(|(_, block)| block.heading().is_some());
    let is_about_all = finding.place.block == 0
        || first_heading.is_some_and(|(block, heading)| {
            block == finding.place.block && heading.heading().is_some_and(|heading| heading.level == 1)
        });
    let (title, edit) = if is_about_all {
        let place = if document.blocks().len() > 1 { Place::point(1, 0) } else { document.end() };
        let lead = if place.block == 0
            && !document.source().ends_with(['\n', '\r'])
            && !document.source().is_empty()
        {
            line_break
        } else {
            ""
        };
        let comment = format!("<!-- referral-ignore-file {}{about}: {REASON_PROMPT} -->", finding.code);
        let edit = Edit { place, text: format!("{lead}{comment}{line_break}{line_break}") };
        (format!("Ignore {}{about} in this file, with a reason", finding.code), edit)
    } else {
        let comment = format!("<!-- referral-ignore {}: {REASON_PROMPT} -->", finding.code);
        let edit =
            Edit { place: Place::point(finding.place.block, 0), text: format!("{comment}{line_break}") };
        (format!("Ignore {} here, with a reason", finding.code), edit)
    };
    Action {
        title,
        kind: ActionKind::Suppress,
        edits: vec![edit],
        preferred: false,
        finding: Some(index),
        disabled: None,
    }
}

/// What can be done to the document as a whole.
pub fn for_document(subject: &Subject<'_>, report: &Report) -> Vec<Action> {
    let edits = Missing::of(subject).edits(subject);
    let insert = Action {
        title: "Insert all missing sections and fields".to_owned(),
        kind: ActionKind::InsertMissing,
        disabled: edits.is_empty().then_some("every section and field that the board needs is here"),
        edits,
        preferred: false,
        finding: None,
    };
    let edits = safe_edits(subject.document, report);
    let fix = Action {
        title: "Make all safe fixes".to_owned(),
        kind: ActionKind::FixAll,
        disabled: edits.is_empty().then_some("nothing found here has a fix that is safe without a look"),
        edits,
        preferred: false,
        finding: None,
    };
    vec![insert, fix]
}

/// The edits of all safe fixes that can be made together, by place.
pub fn safe_edits(document: &Document, report: &Report) -> Vec<Edit> {
    let chosen = apply::together(document, report.findings.iter().filter_map(safe_fix));
    sorted(chosen.into_iter().flat_map(|fix| fix.edits.iter().cloned()).collect())
}

/// The safe fix of a finding: the likeliest one, or the only one. Where a person must choose there is none.
fn safe_fix(finding: &Finding) -> Option<&Fix> {
    let mut safe = finding.fixes.iter().filter(|fix| fix.safe);
    let preferred = safe.clone().find(|fix| fix.preferred);
    preferred.or_else(|| safe.next().filter(|_| safe.next().is_none()))
}

/// What helps to write the section in which `at` begins: its questions where it is empty, and in *Basis* the routes.
pub fn for_section(subject: &Subject<'_>, at: TextRange) -> Vec<Action> {
    let mut actions: Vec<Action> = questions(subject, at).into_iter().collect();
    actions.extend(basis::choices(subject, at));
    actions
}

/// What leaves a choice to the writer at `at`: which value a field has, what a date means, which priority is meant, which kind of review it is for.
/// What there is no choice about comes with the reason.
pub fn for_choices(subject: &Subject<'_>, report: &Report, at: TextRange) -> Vec<Action> {
    let mut actions = values::choices(subject, at);
    actions.extend(dates::readings(subject, at));
    actions.extend(priorities::links(subject, report, at));
    actions.extend(kind::switches(subject, at));
    actions
}

/// The questions of the empty section in which `at` begins, to be overwritten.
fn questions(subject: &Subject<'_>, at: TextRange) -> Option<Action> {
    let (section, spec) = section_at(subject, at.start())?;
    if section.fill == Fill::Text {
        return None;
    }
    let questions = delay::questions(subject, spec);
    let fix = fixes::insert_prompts_with(subject, &spec.heading, &questions, section)?;
    Some(Action {
        title: "Answer the prompts in this section".to_owned(),
        kind: ActionKind::Ask,
        edits: sorted(fix.edits),
        preferred: false,
        finding: None,
        disabled: None,
    })
}

/// The innermost section of the writer's that holds byte `at`.
fn section_at<'s>(subject: &'s Subject<'_>, at: TextSize) -> Option<(&'s Section, &'s SectionSpec)> {
    let document = subject.document;
    let holds = |section: &&Section| {
        let (start, end) = (document.start_of(section.lines.start), document.start_of(section.lines.end));
        let is_last = usize::from(end) == document.source().len();
        start <= at && (at < end || is_last && at == end)
    };
    let section = subject.outline.sections.iter().rev().find(holds)?;
    let spec = subject.section_spec(section)?;
    let is_writers =
        is_writers(subject.schema, spec) && !subject.outline.is_out_of_scope(section.lines.start);
    is_writers.then_some((section, spec))
}

/// The optional sections that may follow where `at` begins: those that the schema has between the last of the sections
/// begun by then and the next one that the document has.
pub fn for_place(subject: &Subject<'_>, at: TextRange) -> Vec<Action> {
    let block = subject.document.locate(TextRange::empty(at.start())).block;
    let begun = subject.outline.sections.iter().filter(|section| section.lines.start.block <= block);
    let first = begun.map(|section| usize::from(section.spec) + 1).max().unwrap_or(0);
    let mut actions = Vec::new();
    for spec in subject.schema.sections.iter().skip(first) {
        if subject.section_fill(&spec.id).is_some() || actions.len() == MOST_INSERTS {
            break;
        }
        // What is required has its own fix, wherever its finding stands.
        if subject.section_required(spec) != Required::No {
            continue;
        }
        let fix = fixes::insert_section_with(subject, spec, &delay::questions(subject, spec));
        actions.push(Action {
            title: fix.title,
            kind: ActionKind::Insert,
            edits: sorted(fix.edits),
            preferred: false,
            finding: None,
            disabled: None,
        });
    }
    actions
}

fn sorted(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.place);
    edits
}
