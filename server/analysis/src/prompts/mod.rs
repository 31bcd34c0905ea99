//! What a referral is still asked: every prompt without an answer, with the place where the answer goes.
//!
//! Nothing is judged: what must be there is for the rules, and how a prompt is shown is for the shell.

mod places;
mod standstill;
mod walk;

use std::collections::HashSet;

use text_size::{TextRange, TextSize};

use crate::argument::{self, question_about};
use crate::delay;
use crate::fixes;
use crate::missing::{self, Missing};
use crate::outline::{Field, Fill, Section, TokenKind, is_blank, is_non_answer};
use crate::place::{Piece, Place};
use crate::schema::{FieldSpec, Required, SectionSpec};
use crate::subject::Subject;
use crate::template::is_writers;

pub use standstill::prompts_given;
pub use walk::{next, previous};

/// One thing that the writer is still asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Id of the section, field or limb it is about.
    pub about: String,
    /// What the schema calls that, such as "Basis"; of a limb the name of the section that chose its route.
    pub name: String,
    /// What is asked, the first thing first; never empty.
    pub questions: Vec<String>,
    /// What belongs there, in plain words; may be empty.
    pub guidance: String,
    /// Where the answer goes, in bytes of the document: a point, or what the answer replaces.
    pub at: TextRange,
    /// How it stands in the document.
    pub standing: Standing,
    /// The section it stands in, as an index into the outline's.
    pub section: Option<usize>,
    /// True where the board needs the answer.
    pub is_needed: bool,
    /// True where it stays as long as nothing is found that answers it, whatever is typed there.
    pub stays: bool,
}

/// How a prompt stands in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its heading or label is there, and nothing below or behind it.
    Empty,
    /// A comment asks it.
    Comment,
    /// What a template left to be replaced is there.
    Token,
    /// It is nowhere; the answer goes where its heading or label would be inserted.
    Absent,
    /// What is said keeps a question of the marker from being answered; the answer goes behind it.
    Found,
}

impl Prompt {
    /// How many answers it asks for.
    pub fn count(&self) -> usize {
        self.questions.len()
    }
}

/// What is still to be answered in a referral, by place, and at one place in the schema's order.
pub fn prompts(subject: &Subject<'_>) -> Vec<Prompt> {
    let mut asked = Asked { subject, prompts: Vec::new(), beside_fields: Vec::new() };
    asked.fields();
    asked.comments();
    asked.tokens();
    asked.limbs();
    asked.sections();
    asked.absent();
    let mut prompts = asked.prompts;
    prompts.sort_by_key(|prompt| (prompt.at.start(), prompt.standing != Standing::Absent));
    prompts
}

/// Where the value of a labelled field stands, or would.
pub(crate) fn value_place(subject: &Subject<'_>, field: &Field) -> Option<TextSize> {
    Some(places::behind(subject, field.label?, field.in_front_matter).at)
}

/// How many answers the board needs, and how many it is asked to take besides.
pub fn left(prompts: &[Prompt]) -> (usize, usize) {
    let count =
        |needed: bool| prompts.iter().filter(|prompt| prompt.is_needed == needed).map(Prompt::count).sum();
    (count(true), count(false))
}

struct Asked<'a, 's> {
    subject: &'a Subject<'s>,
    prompts: Vec<Prompt>,
    /// Comments that stand beside a field, answered or not.
    beside_fields: Vec<TextRange>,
}

impl Asked<'_, '_> {
    /// Labels with nothing behind them, and those of which a template's text is the value.
    fn fields(&mut self) {
        let subject = self.subject;
        let mut seen: Vec<(u16, u16)> = Vec::new();
        for field in &subject.outline.fields {
            let Some(spec) = subject.field_spec(field) else { continue };
            let Some(anchor) = field.label.or(field.value) else { continue };
            if self.is_boards(anchor.block) {
                continue;
            }
            let behind = places::behind(subject, field.label.unwrap_or(anchor), field.in_front_matter);
            self.beside_fields.extend(behind.comment);
            let whose = (field.spec, field.subject);
            let is_answered = subject.outline.fields.iter().any(|other| {
                (other.spec, other.subject) == whose && other.fill == Fill::Text && answers(spec, &other.text)
            });
            if is_answered || seen.contains(&whose) {
                continue;
            }
            seen.push(whose);
            let (at, standing) = match (field.fill, field.value, behind.comment) {
                (Fill::Blank, _, Some(comment)) => (comment, Standing::Comment),
                (Fill::Blank, _, None) | (_, None, _) => (TextRange::empty(behind.at), Standing::Empty),
                (Fill::Token | Fill::Text, Some(value), _) => {
                    (subject.document.trimmed(subject.document.resolve(value)), Standing::Token)
                }
            };
            let is_needed = self.is_field_needed(spec);
            let section = field.section;
            self.prompts.push(Prompt { at, standing, section, is_needed, ..of_field(spec) });
        }
    }

    /// True where the board needs this field: by itself, to tell how long the referral took, or for the section that it
    /// is the first to stand for.
    fn is_field_needed(&self, field: &FieldSpec) -> bool {
        let subject = self.subject;
        let stands_for = |section: &SectionSpec| {
            subject.section_required(section) != Required::No
                && !subject.is_served(section)
                && section.satisfied_by.iter().find(|id| subject.field_fill(id).is_some()) == Some(&field.id)
        };
        subject.field_required(field) != Required::No
            || delay::dates_wanted(subject).contains(&field.id.as_str())
            || subject.schema.sections.iter().any(stands_for)
    }

    /// Questions in comments that were inserted, and not yet overwritten.
    fn comments(&mut self) {
        let subject = self.subject;
        let document = subject.document;
        for (index, block) in (0..).zip(document.blocks()) {
            if block.comments.is_empty() || self.is_boards(index) {
                continue;
            }
            for comment in &block.comments {
                let place = Place::new(index, *comment);
                let (at, text) = (document.resolve(place), document.source_at(place));
                if !fixes::is_prompt(text) || self.beside_fields.contains(&at) {
                    continue;
                }
                let question = fixes::prompt_in(text).to_owned();
                let section = self.section_at(at.start());
                if self.is_asked_elsewhere(section, &question) {
                    continue;
                }
                self.push_in_section(section, vec![question], at, Standing::Comment);
            }
        }
    }

    /// True where a label asks the same, and in a *Basis* that claims something for the questions that lead to a claim.
    fn is_asked_elsewhere(&self, section: Option<usize>, question: &str) -> bool {
        let subject = self.subject;
        let asks = |field: &FieldSpec| field.prompt == question && subject.field_fill(&field.id).is_some();
        let section = section.and_then(|index| subject.outline.sections.get(index));
        let spec = section.and_then(|section| subject.section_spec(section));
        let has_led = |spec: &SectionSpec| {
            spec.id == "basis"
                && subject.basis.says_something()
                && spec.prompts.iter().any(|own| own == question)
        };
        spec.is_some_and(has_led) || subject.schema.fields.iter().any(asks)
    }

    /// Texts that a template left to be replaced, but the values of fields.
    fn tokens(&mut self) {
        let subject = self.subject;
        let document = subject.document;
        for token in &subject.outline.tokens {
            let at = document.resolve(document.place(token.piece));
            let section = self.section_at(at.start());
            let fill = section.and_then(|index| subject.outline.sections.get(index)).map(|found| found.fill);
            // `TBC` beside other text is an answer.
            let is_answer = token.kind == TokenKind::Whole && fill != Some(Fill::Token);
            if is_answer
                || self
                    .prompts
                    .iter()
                    .any(|prompt| prompt.at.intersect(at).is_some_and(|both| !both.is_empty()))
            {
                continue;
            }
            let text = document.text(token.piece).trim();
            let question = match token.kind {
                TokenKind::Prompt => text.to_owned(),
                TokenKind::Bracket | TokenKind::Whole => format!("What belongs in the place of \"{text}\"?"),
            };
            self.push_in_section(section, vec![question], at, Standing::Token);
        }
    }

    /// What the chosen routes ask that nothing speaks of yet.
    fn limbs(&mut self) {
        let subject = self.subject;
        for open in argument::unaddressed_limbs(subject) {
            let question = question_about(open.limb);
            let is_needed = open.route.kind.is_criterion() && open.route.confirmed && open.limb.confirmed;
            let asked = self.prompts.iter_mut().find(|prompt| prompt.questions.contains(&question));
            if let Some(asked) = asked {
                asked.is_needed |= is_needed;
                continue;
            }
            let spec = subject.schema.sections.iter().position(|spec| spec.id == open.chosen.section);
            let mut sections = subject.outline.sections.iter().enumerate();
            let found = sections.find(|(_, section)| Some(usize::from(section.spec)) == spec);
            let Some((index, section)) = found else { continue };
            self.prompts.push(Prompt {
                about: open.limb.id.clone(),
                questions: vec![question],
                at: TextRange::empty(places::behind_text(subject, section)),
                standing: Standing::Empty,
                section: Some(index),
                is_needed,
                stays: true,
                ..self.of_section(Some(index))
            });
        }
    }

    /// Headings and labels of sections with nothing below them.
    fn sections(&mut self) {
        let subject = self.subject;
        let mut seen: Vec<u16> = Vec::new();
        for (index, section) in subject.outline.sections.iter().enumerate() {
            let Some(spec) = subject.section_spec(section) else { continue };
            let is_open = subject.section_fill(&spec.id) == Some(Fill::Blank) && !subject.is_served(spec);
            let is_boards = self.is_boards(section.lines.start.block) || !is_writers(subject.schema, spec);
            if !is_open || is_boards || seen.contains(&section.spec) {
                continue;
            }
            seen.push(section.spec);
            let is_asked_below = |prompt: &&Prompt| prompt.section == Some(index);
            let mut questions = delay::questions(subject, spec);
            if self.prompts.iter().any(|prompt| is_asked_below(&prompt)) {
                // What stands there is as the schema has it; the dates of a delay are not.
                questions.retain(|question| !spec.prompts.contains(question));
                questions.retain(|question| {
                    let asked = self.prompts.iter().filter(is_asked_below);
                    delay::is_unexplained(subject)
                        && !asked.into_iter().any(|one| one.questions.contains(question))
                });
                // The answer goes where the first of the comments is, for it is of the same thing.
                if let Some(first) = self.prompts.iter_mut().find(|prompt| prompt.section == Some(index)) {
                    first.questions.splice(0..0, questions);
                }
                continue;
            }
            if questions.is_empty() {
                questions.push(question_of(spec));
            }
            let at = places::below_label(subject, section);
            self.push_in_section(Some(index), questions, at, Standing::Empty);
        }
    }

    /// What is required and nowhere in the document.
    fn absent(&mut self) {
        let subject = self.subject;
        let missing = Missing::of(subject);
        for spec in missing.sections {
            let mut questions = delay::questions(subject, spec);
            if questions.is_empty() {
                questions.push(question_of(spec));
            }
            let (place, _) = fixes::section_place(subject, spec);
            self.prompts.push(Prompt {
                about: spec.id.clone(),
                name: spec.heading.clone(),
                questions,
                guidance: spec.guidance.clone(),
                at: TextRange::empty(subject.document.resolve(place).start()),
                standing: Standing::Absent,
                section: None,
                is_needed: true,
                stays: false,
            });
        }
        for spec in missing.fields {
            let at = TextRange::empty(subject.document.resolve(missing::place_of(subject, spec)).start());
            self.prompts.push(Prompt { at, standing: Standing::Absent, ..of_field(spec) });
        }
    }

    fn push_in_section(
        &mut self,
        section: Option<usize>,
        questions: Vec<String>,
        at: TextRange,
        standing: Standing,
    ) {
        // Once something is said in a section, the questions that are left there are asked besides.
        let is_left_over = standing == Standing::Comment && self.says_something(section);
        let is_of_a_choice = || questions.iter().any(|question| self.asks_about_choice(question));
        let is_needed = self.is_section_needed(section) && (!is_left_over || is_of_a_choice());
        self.prompts.push(Prompt { questions, at, standing, section, is_needed, ..self.of_section(section) });
    }

    /// True where a section holds more than labels with what stands behind them.
    fn says_something(&self, section: Option<usize>) -> bool {
        let subject = self.subject;
        let Some(index) = section else { return false };
        let Some(section) = subject.outline.sections.get(index) else { return false };
        let labels = || subject.outline.fields.iter().filter_map(|field| field.label);
        let has_label = |piece: &Piece| {
            let place = subject.document.place(*piece);
            labels()
                .any(|label| label.block == place.block && label.range().intersect(place.range()).is_some())
        };
        let is_said = |piece: &&Piece| {
            let text = subject.document.text(**piece);
            !is_blank(text) && !has_label(piece)
        };
        section.fill == Fill::Text && section.body.iter().any(|piece| is_said(&piece))
    }

    /// True where `question` is about what a route that is chosen asks.
    fn asks_about_choice(&self, question: &str) -> bool {
        let subject = self.subject;
        let chosen = argument::chosen(subject);
        let routes = chosen.iter().filter_map(|chosen| argument::statutory(subject, chosen.target));
        let none = HashSet::new();
        let mut limbs = routes.flat_map(|route| argument::missing(subject, route, &none));
        limbs.any(|limb| question_about(limb) == question)
    }

    fn of_section(&self, section: Option<usize>) -> Prompt {
        let found = section.and_then(|index| self.subject.outline.sections.get(index));
        let spec = found.and_then(|found| self.subject.section_spec(found));
        Prompt {
            about: spec.map(|spec| spec.id.clone()).unwrap_or_default(),
            name: spec.map_or_else(|| self.subject.schema.title.clone(), |spec| spec.heading.clone()),
            questions: Vec::new(),
            guidance: spec.map(|spec| spec.guidance.clone()).unwrap_or_default(),
            at: TextRange::default(),
            standing: Standing::Empty,
            section,
            is_needed: false,
            stays: false,
        }
    }

    /// True where the board needs what stands in this section, and nothing else serves for it.
    fn is_section_needed(&self, section: Option<usize>) -> bool {
        let subject = self.subject;
        let Some(section) = section.and_then(|index| subject.outline.sections.get(index)) else {
            return false;
        };
        let Some(spec) = subject.section_spec(section) else { return false };
        if spec.id == "reason-for-delay" {
            return delay::is_unexplained(subject) || section.fill == Fill::Token;
        }
        // Where labelled facts will do, their labels ask.
        let by_fields = spec.satisfied_by.iter().any(|id| subject.field_fill(id).is_some());
        let is_open = section.fill == Fill::Text || !subject.is_served(spec);
        subject.section_required(spec) != Required::No && is_open && !by_fields
    }

    /// The innermost section that holds byte `at`.
    fn section_at(&self, at: TextSize) -> Option<usize> {
        let subject = self.subject;
        let holds = |section: &Section| {
            let start = subject.document.start_of(section.lines.start);
            start <= at && at < subject.document.start_of(section.lines.end)
        };
        subject.outline.sections.iter().rposition(holds)
    }

    fn is_boards(&self, block: u32) -> bool {
        self.subject.outline.is_out_of_scope(crate::document::LineId { block, line: 0 })
    }
}

fn of_field(spec: &FieldSpec) -> Prompt {
    let asked = if spec.prompt.is_empty() { question(&spec.label) } else { spec.prompt.clone() };
    Prompt {
        about: spec.id.clone(),
        name: spec.label.clone(),
        questions: vec![asked],
        guidance: String::new(),
        at: TextRange::default(),
        standing: Standing::Empty,
        section: None,
        is_needed: true,
        stays: false,
    }
}

/// What is asked of a section for which its schema has no question.
fn question_of(spec: &SectionSpec) -> String {
    question(&spec.heading)
}

fn question(name: &str) -> String {
    format!("What is to be said under \"{name}\"?")
}

/// True where `text` tells what the field is for.
fn answers(spec: &FieldSpec, text: &str) -> bool {
    !(spec.needs_value && is_non_answer(text))
}
