//! What a document contains in the eyes of one schema: its sections, the fields in each, and what was not recognised.
//!
//! Nothing is judged. A missing section is simply not here; saying so is the work of `rules`.

mod abbreviation;
mod again;
mod awareness;
mod blank;
mod facts;
mod field;
mod glance;
mod label;
mod letter;
mod mail;
mod pair;
mod person;
mod table;
mod token;
mod walk;
mod writer;

pub(crate) use abbreviation::explains;
pub use abbreviation::{Abbreviation, Standing};
pub use blank::{BoxMark, boxes, is_blank, is_non_answer};
pub(crate) use blank::{is_tick, may_have_round_box, round_box};
pub use facts::{BlockFacts, Memory};
pub(crate) use facts::{Changed, Changes};
pub(crate) use glance::Glance;
pub(crate) use label::asks_for_delay;
pub use label::{LabelIndex, Names, one_edit_apart, words};
pub(crate) use label::{is_numbered, without_numbering};
pub(crate) use person::is_nobody;
pub use token::{Token, TokenKind, bare_options, is_date_to_fill_in};

use std::sync::Arc;

use crate::date;
use crate::document::{Document, Heading, LineId};
use crate::place::{Piece, Place};
use crate::schema::{Schema, Vocabulary};

/// The sections and fields of one document.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// Known sections by place.
    pub sections: Vec<Section>,
    /// Fields by place; those in the front matter first.
    pub fields: Vec<Field>,
    /// Headings and labels that name nothing known.
    pub unrecognised: Vec<Piece>,
    /// Texts that a template left for the writer to replace.
    pub tokens: Vec<Token>,
    /// Lines of parts that only the board fills in.
    pub out_of_scope: Vec<std::ops::Range<LineId>>,
    /// Every line of text in scope, headings and code apart, by place.
    pub in_scope: Vec<Piece>,
    /// Those of these lines that hold something: no label without a value, no box that is not ticked.
    pub filled: Vec<Piece>,
    /// Those of these whose nearest heading is not known: a letter, or a form whose headings nobody listed.
    pub loose: Vec<Piece>,
    /// Those in scope that speak of deleting something, as forms do below a list of options.
    pub deletions: Vec<Piece>,
    /// Grid or HTML tables, which are read as text.
    pub text_tables: Vec<Piece>,
    /// True where no label says when the referrer became aware, so that it is looked for in prose.
    pub(crate) guesses_awareness: bool,
}

/// A part of the document that the schema knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Index into `schema.sections`.
    pub spec: u16,
    /// Its heading or label, without markup and punctuation.
    pub label: Piece,
    /// The heading, where it is one and not a label.
    pub heading: Option<Heading>,
    /// True where the heading is one edit away from the name it was taken for.
    pub near: bool,
    /// From its heading to the line after its last.
    pub lines: std::ops::Range<LineId>,
    /// Its text, without that of sections inside it that are themselves required.
    pub body: Vec<Piece>,
    /// How much of it there is.
    pub fill: Fill,
}

/// How much a place holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Fill {
    /// Nothing a board could read.
    #[default]
    Blank,
    /// Only what a template left to be replaced.
    Token,
    /// Something.
    Text,
}

/// A fact found in the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Index into `schema.fields`.
    pub spec: u16,
    /// Whose fact it is: 1 for the first subject.
    pub subject: u16,
    /// Its label; none where it was read from a signature or a section's prose.
    pub label: Option<Place>,
    /// Its value; none where the field is present and unread.
    pub value: Option<Place>,
    /// The value's visible text, trimmed.
    pub text: String,
    /// What the text of a date field says; nothing for other fields.
    pub date: date::Value,
    /// How much there is.
    pub fill: Fill,
    /// True in the front matter.
    pub in_front_matter: bool,
    /// The known section it stands in, as an index into `sections`.
    pub section: Option<usize>,
}

impl Outline {
    /// Reads the outline of `document` as `schema` sees it; `vocabulary` is that schema's.
    pub fn read(document: &Document, schema: &Schema, vocabulary: &Vocabulary) -> Self {
        let (facts, _) = Memory::default().facts(document, vocabulary);
        Self::of(document, schema, vocabulary, &facts)
    }

    /// The same from what each block says.
    pub(crate) fn of(
        document: &Document,
        schema: &Schema,
        vocabulary: &Vocabulary,
        facts: &[Arc<BlockFacts>],
    ) -> Self {
        walk::outline(document, schema, vocabulary, facts)
    }

    /// The known sections of spec number `spec`.
    pub fn sections_of(&self, spec: usize) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| usize::from(section.spec) == spec)
    }

    /// The fields of spec number `spec`.
    pub fn fields_of(&self, spec: usize) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| usize::from(field.spec) == spec)
    }

    /// True where the line belongs to a part that only the board fills in.
    pub fn is_out_of_scope(&self, line: LineId) -> bool {
        self.out_of_scope.iter().any(|part| part.contains(&line))
    }
}
