//! What a rule sees: one document in the eyes of one schema on one day, with what is known around it.
//!
//! Facts that several rules need are worked out here once; what they mean is for the rules.

mod argued;

use std::cell::OnceCell;
use std::sync::Arc;

use argued::answers_in_short;
use chrono::NaiveDate;
use text_size::{TextRange, TextSize};

use crate::argument;
use crate::claims::{self, How, Reading};
use crate::date::{self, DateReading, Division, Role, Value};
use crate::delay::Delay;
use crate::document::{Document, LineKind};
use crate::kept::Kept;
use crate::neighbours::Neighbours;
use crate::outline::{self, BlockFacts, Changed, Changes, Field, Fill, Glance, Outline, Section};
use crate::passage::Passage;
use crate::place::{Piece, Place, holds};
use crate::schema::{
    Catalogue, Condition, FieldSpec, Hit, Meaning, Priority, Required, Schema, SectionSpec, Vocabulary,
};
use crate::settings::Settings;
use crate::told::{self, Tellings};

/// What a check is given. Every member is a value, the day too.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The referral.
    pub document: &'a Document,
    /// What this kind of referral needs.
    pub schema: &'a Schema,
    /// The words of that schema.
    pub vocabulary: &'a Vocabulary,
    /// Every kind there is.
    pub catalogue: &'a Catalogue,
    /// The settings that hold for it.
    pub settings: &'a Settings,
    /// Other referrals.
    pub neighbours: &'a Neighbours,
    /// The day of the check, where the writer is.
    pub today: NaiveDate,
    /// True where a draft is to be judged as if it were ready.
    pub as_ready: bool,
}

/// What was read at the last check of a document and need not be read again. One for each document, schema and settings.
#[derive(Debug, Default)]
pub struct Memory {
    blocks: outline::Memory,
    basis: (String, Reading),
    rationale: (String, Reading),
    elsewhere: (String, Reading),
    last: Option<Recognised>,
    pub(crate) kept: Kept,
}

/// What was recognised in a document. A clone costs next to nothing.
#[derive(Debug, Clone)]
struct Recognised {
    /// The text of the front matter.
    front_matter: Arc<str>,
    outline: Arc<Outline>,
    mentions: Arc<Vec<Mention>>,
    dates: Arc<Vec<Dated>>,
}

impl Recognised {
    /// The same after what has `changed`; nothing where all has to be read again.
    fn again(self, case: &Case<'_>, changed: &Changes) -> Option<Self> {
        if *self.front_matter != *front_matter_of(case.document) {
            return None;
        }
        match changed {
            Changes::None => Some(self),
            Changes::One(changed) => self.with_changed(case, changed),
            Changes::More => None,
        }
    }

    fn with_changed(self, case: &Case<'_>, changed: &Changed) -> Option<Self> {
        // Nobody else holds them by now, as a rule: then nothing is copied.
        let outline = Arc::unwrap_or_clone(self.outline).again(case.schema, case.vocabulary, changed)?;
        let mut mentions = Arc::unwrap_or_clone(self.mentions);
        let mut dates = Arc::unwrap_or_clone(self.dates);
        let (block, (_, facts)) = (changed.block, &changed.new);
        let holds = |lines: &[Piece]| lines.binary_search_by(|line| line.block.cmp(&block)).is_ok();
        let from = mentions.partition_point(|mention| mention.piece.block < block);
        let to = mentions.partition_point(|mention| mention.piece.block <= block);
        let found =
            if holds(&outline.filled) { mentions_in(case.document, block, facts) } else { Vec::new() };
        mentions.splice(from..to, found);
        let from = dates.partition_point(|dated| dated.piece.block < block);
        let to = dates.partition_point(|dated| dated.piece.block <= block);
        let found = facts.dates.iter().filter(|_| holds(&outline.in_scope));
        let found =
            found.map(|(at, reading)| Dated { piece: Piece::new(block, *at), reading: reading.clone() });
        dates.splice(from..to, found);
        let front_matter = self.front_matter;
        Some(Recognised {
            front_matter,
            outline: outline.into(),
            mentions: mentions.into(),
            dates: dates.into(),
        })
    }

    fn read(case: &Case<'_>, facts: &[Arc<BlockFacts>]) -> Self {
        let Case { document, schema, vocabulary, .. } = *case;
        let outline = Outline::of(document, schema, vocabulary, facts);
        let mut mentions = Vec::new();
        let mut dates = Vec::new();
        let (mut filled, mut in_scope) = (outline.filled.as_slice(), outline.in_scope.as_slice());
        for (block, facts) in (0..).zip(facts) {
            let lines = split_off_block(&mut filled, block);
            if !lines.is_empty() {
                let found = mentions_in(document, block, facts);
                mentions.extend(found.into_iter().filter(|mention| starts_in(lines, mention.piece)));
            }
            let lines = split_off_block(&mut in_scope, block);
            for (at, reading) in &facts.dates {
                let piece = Piece::new(block, *at);
                if starts_in(lines, piece) {
                    dates.push(Dated { piece, reading: reading.clone() });
                }
            }
        }
        Recognised {
            front_matter: front_matter_of(document).into(),
            outline: outline.into(),
            mentions: mentions.into(),
            dates: dates.into(),
        }
    }
}

fn mentions_in(document: &Document, block: u32, facts: &BlockFacts) -> Vec<Mention> {
    let text = document.block(block).map_or("", |block| block.plain.text());
    let said = meanings(text, facts).into_iter();
    said.map(|(at, meaning)| Mention { piece: Piece::new(block, at), meaning }).collect()
}

/// The known phrases of a block with this `text`. What speaks of a limb only beside an agency does so where its sentence
/// names one.
pub(crate) fn meanings(text: &str, facts: &BlockFacts) -> Vec<(TextRange, Meaning)> {
    let mut sentences = None;
    let mut names_agency = |at: TextRange| {
        let sentences = sentences.get_or_insert_with(|| claims::sentences(text));
        let own = sentences.iter().find(|sentence| sentence.contains_range(at));
        let mut agencies = facts.phrases.iter().filter(|hit| hit.meaning == Meaning::Agency);
        own.is_some_and(|own| agencies.any(|agency| own.contains_range(agency.range)))
    };
    // "Put together by Jo Example" tells who wrote.
    let is_byline = |hit: &Hit| {
        let at = std::ops::Range::<usize>::from(hit.range);
        text.get(at.end..).is_some_and(|rest| rest.starts_with(" by "))
            && text.get(at).is_some_and(|said| said.eq_ignore_ascii_case("put together"))
    };
    let mean = |hit: &Hit| match hit.meaning {
        Meaning::Limb(_) | Meaning::LimbBesideAgency(_) if is_byline(hit) => None,
        Meaning::LimbBesideAgency(limb) => {
            names_agency(hit.range).then_some((hit.range, Meaning::Limb(limb)))
        }
        meaning => Some((hit.range, meaning)),
    };
    facts.phrases.iter().filter_map(mean).collect()
}

fn front_matter_of(document: &Document) -> &str {
    document.source().get(std::ops::Range::<usize>::from(document.front_matter().range())).unwrap_or("")
}

/// One document in the eyes of one schema.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The referral.
    pub document: &'a Document,
    /// What this kind of referral needs.
    pub schema: &'a Schema,
    /// The words of that schema.
    pub vocabulary: &'a Vocabulary,
    /// Every kind there is.
    pub catalogue: &'a Catalogue,
    /// The settings that hold for it.
    pub settings: &'a Settings,
    /// Other referrals.
    pub neighbours: &'a Neighbours,
    /// The day of the check.
    pub today: NaiveDate,
    /// True where it is not yet said to be ready, and is not judged as such.
    pub draft: bool,
    /// Its sections and fields.
    pub outline: Arc<Outline>,
    /// Every known phrase in scope, by place.
    pub mentions: Arc<Vec<Mention>>,
    /// Every date in scope but those of the front matter, by place.
    pub dates: Arc<Vec<Dated>>,
    /// What the *Basis* section holds, or the one box of a form that asks for all; empty where there is neither.
    pub basis: Argument,
    /// What the *Rationale* section holds; empty where there is none.
    pub rationale: Argument,
    /// True where that is not a section of its own, but the account of the case or what stands under no known heading.
    pub argues_freely: bool,
    pub(crate) loose: OnceCell<Passage>,
    /// What each block says by itself.
    pub(crate) facts: Arc<Vec<Arc<BlockFacts>>>,
    /// One for each block.
    pub(crate) glances: Arc<Vec<Glance>>,
    delay: OnceCell<Delay>,
    pub(crate) tellings: Tellings,
}

/// A known phrase of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub piece: Piece,
    /// What it stands for.
    pub meaning: Meaning,
}

/// A date of the document.
#[derive(Debug, Clone)]
pub struct Dated {
    /// Where.
    pub piece: Piece,
    /// What it says; its own range counts from the line it was found in.
    pub reading: DateReading,
}

/// A section that argues, and what it claims.
#[derive(Debug, Default)]
pub struct Argument {
    /// Its text.
    pub passage: Passage,
    /// What it claims.
    pub reading: Reading,
}

impl<'a> Subject<'a> {
    /// Reads the document of `case` once for all rules.
    pub fn new(case: &Case<'a>, memory: &mut Memory) -> Self {
        let Case { document, schema, vocabulary, .. } = *case;
        let (facts, changed) = memory.blocks.facts(document, vocabulary);
        let again = memory.last.take().and_then(|last| last.again(case, &changed));
        let edit = again.is_some().then_some(&changed);
        let recognised = again.unwrap_or_else(|| Recognised::read(case, &facts));
        memory.last = Some(recognised.clone());
        let Recognised { outline, mentions, dates, .. } = recognised;
        let status = document.front_matter().get("status").map(|entry| entry.value.trim().to_lowercase());
        let draft = status.as_deref() == Some("draft") && !case.as_ready;
        let mut subject = Subject {
            document,
            schema,
            vocabulary,
            catalogue: case.catalogue,
            settings: case.settings,
            neighbours: case.neighbours,
            today: case.today,
            draft,
            outline,
            facts,
            glances: memory.blocks.glances(),
            mentions,
            dates,
            basis: Argument::default(),
            rationale: Argument::default(),
            argues_freely: false,
            loose: OnceCell::new(),
            delay: OnceCell::new(),
            tellings: Tellings::default(),
        };
        memory.kept.follow(&subject, edit);
        let has = |id| subject.section_fill(id).is_some();
        let (basis, rationale) = (has("basis"), has("rationale"));
        let kept = &mut memory.kept;
        if basis || rationale {
            subject.basis = subject.argument(subject.argued("basis"), &mut memory.basis, kept);
            subject.rationale = subject.argument(subject.argued("rationale"), &mut memory.rationale, kept);
        }
        if !basis && rationale {
            let ticked = subject.argument(subject.ticked_below_no_heading(), &mut memory.elsewhere, kept);
            if ticked.reading.claims.iter().any(|claim| claim.how == How::Ticked) {
                subject.basis = ticked;
                subject.argues_freely = true;
            }
        }
        let says = |argument: &Argument| argument.says_something() || argument.denies_the_criteria();
        if !says(&subject.basis) && !says(&subject.rationale) {
            // A recommendation says on what it rests.
            let boxes: &[&str] =
                if basis || rationale { &["learning"] } else { &["circumstances", "learning", "background"] };
            let elsewhere = subject.argument(subject.free_text(boxes), &mut memory.elsewhere, kept);
            if elsewhere.says_so_plainly(schema) {
                subject.basis = elsewhere;
                subject.argues_freely = true;
            }
        }
        subject
    }

    /// What stands below no known heading, where a box is ticked in it: "Part Three: Tick the route that applies".
    fn ticked_below_no_heading(&self) -> Passage {
        let is_ticked =
            |line: &Piece| outline::boxes(self.document.text(*line)).iter().any(|mark| mark.ticked);
        let loose = self.outline.loose.as_slice();
        let lines = if loose.iter().any(is_ticked) { loose } else { &[] };
        Passage::new(self.document, lines.iter().copied())
    }

    fn argument(&self, passage: Passage, memory: &mut (String, Reading), kept: &mut Kept) -> Argument {
        if memory.0 != passage.text() {
            kept.forget_arguments();
            let reading = claims::read_claims_again(
                self.schema,
                self.vocabulary,
                (&memory.0, &memory.1),
                passage.text(),
                self.phrases_of(&passage),
            );
            *memory = (passage.text().to_owned(), reading);
        }
        Argument { passage, reading: memory.1.clone() }
    }

    /// Whether the referral came late, and what it says about that; read when it is first asked for.
    pub(crate) fn delay(&self) -> &Delay {
        self.delay.get_or_init(|| Delay::read(self))
    }

    /// The text of all sections with this id; a section that answers its own heading ("Criteria met? Yes") with that question.
    fn argued(&self, id: &str) -> Passage {
        let mut passage = Passage::default();
        for section in self.sections(id) {
            let first = section.body.first().map_or("", |piece| self.document.text(*piece));
            let mut words =
                first.split_whitespace().map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()));
            let word = words.find(|word| !word.is_empty()).unwrap_or("");
            let is_answer = ["yes", "no", "met", "y", "n", "x"].contains(&word.to_lowercase().as_str());
            if id == "basis" && (is_answer || answers_in_short(first)) {
                passage.push_question(self.document, section.label);
            }
            for piece in section.body.iter().flat_map(|piece| self.parted_at_boxes(*piece)) {
                passage.push(self.document, piece);
            }
        }
        passage
    }

    /// `piece` with each line that begins with a box for itself: what follows "☒ No" on the next line is no part of it.
    fn parted_at_boxes(&self, piece: Piece) -> Vec<Piece> {
        let Some(block) = self.document.block(piece.block) else { return vec![piece] };
        let begins = |text: &str| {
            text.trim_start().starts_with(['☐', '☑', '☒'])
                || text.trim_start().starts_with("[ ]")
                || text.trim_start().starts_with("[x]")
                || outline::round_box(text.trim_start(), 0).is_some()
        };
        let lines = block
            .lines
            .iter()
            .map(|line| (line.kind, Piece::new(piece.block, line.text)))
            .filter(|(_, line)| piece.contains(*line));
        let mut parts: Vec<Piece> = Vec::new();
        let mut after_box = true;
        for (kind, line) in lines {
            let is_box = begins(self.document.text(line));
            // A box in a cell of its own goes with its row.
            let goes_on = matches!(kind, LineKind::Cell { column, .. } if column > 0);
            match parts.last_mut() {
                Some(last) if goes_on || !is_box && !after_box => last.end = line.end,
                _ => parts.push(line),
            }
            after_box = is_box;
        }
        if parts.len() > 1 { parts } else { vec![piece] }
    }

    /// Whose bank holidays count: the settings' choice, else the schema's.
    pub fn division(&self) -> Division {
        self.settings.division.unwrap_or(self.schema.division)
    }

    /// The schema's learning priorities, or those that the settings put in their place, and then the settings' own.
    pub fn priorities(&self) -> Vec<&'a Priority> {
        let set = &self.settings.priorities;
        let schema = self.schema.priorities.iter();
        let kept = schema.filter(|priority| !set.iter().any(|other| other.id == priority.id));
        kept.chain(set).collect()
    }

    /// The sections with this id, by place.
    pub fn sections<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Section> {
        let spec = self.schema.sections.iter().position(|section| section.id == id);
        self.outline.sections.iter().filter(move |section| Some(usize::from(section.spec)) == spec)
    }

    /// How much the fullest section with this id holds; nothing where there is no such section.
    pub fn section_fill(&self, id: &str) -> Option<Fill> {
        self.sections(id).map(|section| section.fill).max()
    }

    /// The days in the sections with this id, by place.
    pub(crate) fn dates_in<'s>(&'s self, id: &'s str) -> impl Iterator<Item = &'s Dated> {
        let bodies =
            self.sections(id).flat_map(|section| section.body.chunk_by(|one, next| one.block == next.block));
        bodies.flat_map(|lines| {
            let dates = lines.first().map_or(&[][..], |line| self.dates_of(line.block));
            dates.iter().filter(|dated| holds(lines, dated.piece))
        })
    }

    /// The text of all sections with this id.
    pub fn passage(&self, id: &str) -> Passage {
        Passage::new(self.document, self.sections(id).flat_map(|section| section.body.iter().copied()))
    }

    /// The fields with this id: those of the front matter, then by place.
    pub fn fields<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Field> {
        let spec = self.schema.fields.iter().position(|field| field.id == id);
        self.outline.fields.iter().filter(move |field| Some(usize::from(field.spec)) == spec)
    }

    /// How much the fullest field with this id holds; nothing where there is no such field.
    pub fn field_fill(&self, id: &str) -> Option<Fill> {
        self.fields(id).map(|field| field.fill).max()
    }

    /// The spec of a field.
    pub fn field_spec(&self, field: &Field) -> Option<&'a FieldSpec> {
        self.schema.fields.get(usize::from(field.spec))
    }

    /// The spec of a section.
    pub fn section_spec(&self, section: &Section) -> Option<&'a SectionSpec> {
        self.schema.sections.get(usize::from(section.spec))
    }

    /// How much `section` weighs in this document when it is empty.
    pub fn section_required(&self, section: &SectionSpec) -> Required {
        self.required(section.required, section.required_when.as_ref())
    }

    /// How much `field` weighs in this document when it is empty.
    pub fn field_required(&self, field: &FieldSpec) -> Required {
        self.required(field.required, field.required_when.as_ref())
    }

    /// With a condition, the place is required only where that holds; then as an error unless a lesser weight is given.
    fn required(&self, required: Required, when: Option<&Condition>) -> Required {
        match when {
            None => required,
            Some(condition) if self.holds(condition) && required == Required::No => Required::Error,
            Some(condition) if self.holds(condition) => required,
            Some(_) => Required::No,
        }
    }

    /// True where `condition` holds in this document.
    pub fn holds(&self, condition: &Condition) -> bool {
        let fill = match (&condition.field, &condition.section) {
            (Some(id), _) => self.field_fill(id),
            (None, Some(id)) => self.section_fill(id),
            (None, None) => Some(Fill::Text),
        };
        let present = fill.is_some_and(|fill| fill != Fill::Blank);
        let is = condition.is.as_ref().is_none_or(|wanted| {
            let id = condition.field.as_deref().unwrap_or("");
            self.fields(id).any(|field| self.is_choice(field, wanted))
        });
        let within = condition.within.as_ref().is_none_or(|within| {
            let id = condition.field.as_deref().unwrap_or("");
            self.days(id).iter().any(|(_, from, to)| {
                self.days(&within.before)
                    .iter()
                    .any(|(_, first, last)| *to <= *first && date::add_months(*from, within.months) >= *last)
            })
        });
        let route = condition.route.as_ref().is_none_or(|wanted| argument::chooses(self, wanted));
        let told = condition.told.is_none_or(|life| told::life(self).is_some_and(|told| told.life == life));
        condition.is_present.is_none_or(|wanted| wanted == present)
            && route
            && told
            && is
            && within
            && condition.all.iter().all(|condition| self.holds(condition))
            && (condition.any.is_empty() || condition.any.iter().any(|condition| self.holds(condition)))
            && condition.not.as_ref().is_none_or(|condition| !self.holds(condition))
    }

    fn is_choice(&self, field: &Field, wanted: &str) -> bool {
        let text = field.text.trim();
        let choices = self.field_spec(field).map_or(&[][..], |spec| spec.choices.as_slice());
        let aliases = choices
            .iter()
            .filter(|choice| choice.value.eq_ignore_ascii_case(wanted))
            .flat_map(|choice| &choice.aliases);
        text.eq_ignore_ascii_case(wanted) || aliases.into_iter().any(|alias| text.eq_ignore_ascii_case(alias))
    }

    /// The readings of a date field: the field, and the first and last day it can mean. Readings without a day are left out.
    pub fn days(&self, id: &str) -> Vec<(&Field, NaiveDate, NaiveDate)> {
        let mut days = Vec::new();
        let role = self.role(id);
        for field in self.fields(id).filter(|field| field.fill == Fill::Text) {
            let Value::One(reading) = &field.date else { continue };
            if let Some(span) = reading.resolve_for(role) {
                days.push((field, span.earliest, span.latest));
            } else if let Some(day) = self.day_named_elsewhere(id, reading) {
                days.push((field, day, day));
            }
        }
        days
    }

    /// How a two-digit year of this field is read: a birth lies before the referral, anything else in this century.
    pub fn role(&self, id: &str) -> Role {
        if id != "date-of-birth" {
            return Role::Event;
        }
        let referral = self.fields("date-of-referral").find_map(|field| match &field.date {
            Value::One(reading) => reading.resolve_for(Role::Event),
            _ => None,
        });
        Role::Birth { not_after: referral.map_or(self.today, |span| span.latest.min(self.today)) }
    }

    /// The phrases with this meaning, by place.
    pub fn mentions_of(&self, meaning: Meaning) -> impl Iterator<Item = Piece> {
        self.mentions.iter().filter(move |mention| mention.meaning == meaning).map(|mention| mention.piece)
    }

    /// The phrases in `piece`, in scope or not, with ranges in bytes of the block's visible text.
    pub(crate) fn phrases_in(&self, piece: Piece) -> impl Iterator<Item = &Hit> {
        let facts = self.facts.get(piece.block as usize);
        facts.into_iter().flat_map(move |facts| facts.phrases_in(piece.range()))
    }

    /// The phrases in `passage`, with ranges in bytes of its text.
    pub(crate) fn phrases_of(&self, passage: &Passage) -> impl Iterator<Item = Hit> {
        passage.places().flat_map(|(start, piece)| {
            let in_passage = move |at: TextSize| at - TextSize::new(piece.start) + TextSize::new(start);
            self.phrases_in(piece).map(move |hit| Hit {
                range: TextRange::new(in_passage(hit.range.start()), in_passage(hit.range.end())),
                ..*hit
            })
        })
    }

    /// True where `passage` holds a phrase with this meaning.
    pub fn mentions_in(&self, meaning: Meaning, passage: &Passage) -> bool {
        self.mentions_of(meaning).any(|piece| passage.contains(piece))
    }

    /// Where findings about the document as a whole stand: its first heading, else its first byte with no width.
    pub fn title_place(&self) -> Place {
        let blocks = (0..).zip(self.document.blocks());
        let heading = blocks
            .into_iter()
            .find_map(|(index, block)| block.heading().and(block.lines.first()).map(|line| (index, line)));
        heading.map_or(Place::point(0, 0), |(index, line)| self.document.place(Piece::new(index, line.text)))
    }

    /// Where the heading or label of `section` stands.
    pub fn heading_place(&self, section: &Section) -> Place {
        self.document.place(section.label)
    }

    /// Where a field stands for a reader: its value, else its label, else the title.
    pub fn field_place(&self, field: &Field) -> Place {
        field.value.or(field.label).unwrap_or_else(|| self.title_place())
    }
}

/// True where `piece` starts in one of `lines`, which are sorted by place.
pub(crate) fn starts_in(lines: &[Piece], piece: Piece) -> bool {
    let index = lines.partition_point(|line| (line.block, line.start) <= (piece.block, piece.start));
    let line = index.checked_sub(1).and_then(|index| lines.get(index));
    line.is_some_and(|line| line.block == piece.block && piece.start < line.end)
}

/// Takes the lines of `block` from `lines`, which are sorted by place and start with it or a later block.
fn split_off_block<'p>(lines: &mut &'p [Piece], block: u32) -> &'p [Piece] {
    let count = lines.iter().take_while(|line| line.block == block).count();
    let (own, later) = lines.split_at_checked(count).unwrap_or((*lines, &[]));
    *lines = later;
    own
}
