//! What a block says by itself, wherever it stands: labels, tokens, dates and phrases.
//!
//! This is most of the work of a check, and an edit leaves it true for every block but the one edited:
//! [`Memory`] keeps it from one check to the next. No fact here depends on another block.

mod labels;
mod titles;

use std::sync::{Arc, OnceLock};

use text_size::TextRange;

pub(super) use labels::capital_label;
use labels::{field_pairs, section_label};
pub(super) use titles::is_in_capitals;
use titles::{LONGEST_TITLE, is_numbered_title, is_title_of_item, plain_title};

use super::abbreviation::{self, Abbreviation};
use super::glance::Glance;
use super::mail::{MailHead, mail_head};
use super::pair::{self, Pair};
use super::table::{self, Table};
use super::token::{self, TokenKind};
use super::{LabelIndex, Names, blank, label};
use crate::date::{self, DateReading};
use crate::document::{Block, BlockKind, Document, Line, LineKind};
use crate::place::range;
use crate::schema::{Hit, Vocabulary};
use crate::told::Around;

/// What a block says by itself.
#[derive(Debug, Default)]
pub struct BlockFacts {
    /// One for each line of the block.
    pub(super) lines: Vec<LineFacts>,
    /// How a table is read.
    pub(super) table: Option<Table>,
    /// Every date, in order; ranges count bytes of the block's visible text.
    pub dates: Vec<(TextRange, DateReading)>,
    /// Every known phrase in bytes of the block's visible text, in the order in which they end.
    pub phrases: Vec<Hit>,
    /// Every abbreviation in capitals that the schema's glossary does not have.
    pub abbreviations: Vec<Abbreviation>,
    /// Read when they are first asked for.
    initials: OnceLock<Vec<Box<str>>>,
    glance: Glance,
    /// Around each of the dates, in a block that may tell of a birth, a death or the incident; else none.
    pub(crate) around: Vec<Around>,
}

/// What a line says by itself. Ranges count bytes of the line.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "facts that do not exclude each other")]
pub(super) struct LineFacts {
    /// Strong as a whole, but for a colon behind it.
    pub strong: bool,
    /// Empty for a reader.
    pub blank: bool,
    /// What it names as a heading; only for headings.
    pub names: Names,
    /// The sections that it names together, where it names none alone; only for headings.
    pub joint: Vec<u16>,
    /// The section it misses by one edit; only for headings.
    pub near: Option<u16>,
    /// A short line of its own in italics, as a title of a letter may be.
    pub slanted: bool,
    /// Names a part for the board.
    pub board_only: bool,
    /// A label that can open a section.
    pub label: Option<SectionLabel>,
    /// The known fields in it.
    pub pairs: Vec<Pair>,
    /// Looks like a label, known or not.
    pub label_like: bool,
    /// A short line that begins a paragraph or an item as titles do: in capitals, or numbered.
    pub title_like: bool,
    /// Its words are the name of something known.
    pub known: bool,
    /// What a template left in it.
    pub tokens: Vec<(TextRange, TokenKind)>,
    /// Nothing but tokens.
    pub only_tokens: bool,
    /// May offer answers of which all but one are to be taken away.
    pub deletes: bool,
    /// Starts a grid or HTML table, which is read as text.
    pub text_table: bool,
    /// Which of the lines at the head of an e-mail it is.
    pub mail_head: Option<MailHead>,
}

/// A label that can open a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct SectionLabel {
    /// Index into `schema.sections`.
    pub spec: u16,
    /// The label without its colon.
    pub label: TextRange,
    /// Where what follows it in the line starts.
    pub rest: usize,
    /// In plain text: below a heading that asks for it, a part of that section.
    pub plain: bool,
}

/// What was said by the blocks of the last check, so that only what changed is read again.
#[derive(Debug, Default)]
pub struct Memory {
    blocks: Vec<Arc<Block>>,
    /// One for each block.
    facts: Arc<Vec<Arc<BlockFacts>>>,
    /// The same.
    glances: Arc<Vec<Glance>>,
}

/// What differs from the document of the last check, down to the markup.
pub(crate) enum Changes {
    /// Nothing.
    None,
    /// One block.
    One(Changed),
    /// More than that.
    More,
}

/// The one block that is not as it was at the last check: what it was, and what it is.
pub(crate) struct Changed {
    pub block: u32,
    pub old: (Arc<Block>, Arc<BlockFacts>),
    pub new: (Arc<Block>, Arc<BlockFacts>),
}

impl Memory {
    /// What each block of `document` says. Blocks that are equal to those of the last call, at the start and at the end
    /// of the document, are not read again. The vocabulary must be the same at every call.
    ///
    /// What has changed is said too, where that is one block at most.
    pub(crate) fn facts(
        &mut self,
        document: &Document,
        vocabulary: &Vocabulary,
    ) -> (Arc<Vec<Arc<BlockFacts>>>, Changes) {
        let blocks = document.blocks();
        let old = &self.blocks;
        let before = old.iter().zip(blocks).take_while(|(old, block)| is(old, block)).count();
        let most = old.len().min(blocks.len()) - before;
        let back = old.iter().rev().zip(blocks.iter().rev()).take(most);
        let after = back.take_while(|(old, block)| is(old, block)).count();
        let changed = blocks.get(before..blocks.len() - after).unwrap_or(&[]);
        let replaced = old.get(before..old.len() - after).unwrap_or(&[]);
        let read: Vec<Arc<BlockFacts>> = match (replaced, self.facts.get(before), changed) {
            ([was], Some(said), [block]) => {
                vec![Arc::new(BlockFacts::read_again(was, said, block, vocabulary))]
            }
            _ => changed.iter().map(|block| Arc::new(BlockFacts::read(block, vocabulary))).collect(),
        };
        let difference = self.changes(blocks, before, &read);
        self.remember(blocks);
        let glances = Arc::make_mut(&mut self.glances);
        glances.splice(before..glances.len() - after, read.iter().map(|facts| facts.glance));
        let facts = Arc::make_mut(&mut self.facts);
        facts.splice(before..facts.len() - after, read);
        (Arc::clone(&self.facts), difference)
    }

    /// Only what is new is touched: most blocks are the very same, and lie where nothing else needs to look.
    fn remember(&mut self, blocks: &[Arc<Block>]) {
        self.blocks.truncate(blocks.len());
        for (old, block) in self.blocks.iter_mut().zip(blocks).filter(|(old, block)| !Arc::ptr_eq(old, block))
        {
            *old = Arc::clone(block);
        }
        let known = self.blocks.len();
        self.blocks.extend(blocks.iter().skip(known).cloned());
    }

    /// What each block says at a glance, of the document last read.
    pub(crate) fn glances(&self) -> Arc<Vec<Glance>> {
        Arc::clone(&self.glances)
    }

    /// What has changed, where the blocks that are `read` again start at `at`.
    fn changes(&self, blocks: &[Arc<Block>], at: usize, read: &[Arc<BlockFacts>]) -> Changes {
        let same = |(old, block): (&Arc<Block>, &Arc<Block>)| Arc::ptr_eq(old, block);
        let all_same = |from, count| self.blocks.iter().zip(blocks).skip(from).take(count).all(same);
        if self.blocks.len() != blocks.len() || !all_same(0, at) || !all_same(at + read.len(), usize::MAX) {
            return Changes::More;
        }
        let was = self.blocks.get(at).zip(self.facts.get(at));
        match (read, was, blocks.get(at)) {
            ([], ..) => Changes::None,
            ([said], Some((old, old_said)), Some(new)) => Changes::One(Changed {
                block: at as u32,
                old: (Arc::clone(old), Arc::clone(old_said)),
                new: (Arc::clone(new), Arc::clone(said)),
            }),
            _ => Changes::More,
        }
    }
}

/// True where `block` says what `old` said, whatever its markup.
fn is(old: &Arc<Block>, block: &Arc<Block>) -> bool {
    Arc::ptr_eq(old, block)
        || old.kind == block.kind && old.plain.text() == block.plain.text() && old.lines == block.lines
}

impl BlockFacts {
    /// The phrases in bytes `at` of the block's visible text, in the order in which they end.
    pub fn phrases_in(&self, at: TextRange) -> impl Iterator<Item = &Hit> {
        let before = self.phrases.partition_point(|hit| hit.range.end() <= at.start());
        let inside = self.phrases.iter().skip(before).take_while(move |hit| hit.range.end() <= at.end());
        inside.filter(move |hit| hit.range.start() >= at.start())
    }

    /// The dates in bytes `at` of the block's visible text, in order.
    pub fn dates_in(&self, at: TextRange) -> impl Iterator<Item = &(TextRange, DateReading)> {
        let before = self.dates.partition_point(|(date, _)| date.start() < at.start());
        self.dates.iter().skip(before).take_while(move |(date, _)| date.end() <= at.end())
    }

    /// The initials of names of three words and more in `block`, which these facts are of: "EFS" of "Eastmoor Family Service".
    pub fn initials(&self, block: &Block) -> &[Box<str>] {
        self.initials.get_or_init(|| {
            if speaks(block) { abbreviation::initials(block.plain.text()) } else { Vec::new() }
        })
    }

    fn read(block: &Block, vocabulary: &Vocabulary) -> Self {
        let find = || vocabulary.find(block.plain.text()).collect();
        if speaks(block) { Self::read_with(find(), block, vocabulary) } else { BlockFacts::default() }
    }

    /// The same for a block that was `was` and said `said`: phrases far from what was edited are still there.
    fn read_again(was: &Block, said: &BlockFacts, block: &Block, vocabulary: &Vocabulary) -> Self {
        if !speaks(was) || !speaks(block) {
            return Self::read(block, vocabulary);
        }
        let phrases = vocabulary.find_again(was.plain.text(), &said.phrases, block.plain.text());
        Self::read_with(phrases, block, vocabulary)
    }

    fn read_with(phrases: Vec<Hit>, block: &Block, vocabulary: &Vocabulary) -> Self {
        let labels = vocabulary.labels();
        let is_cell = |line: &Line| matches!(line.kind, LineKind::Cell { .. });
        let is_table = block.kind == BlockKind::Table
            || block.kind == BlockKind::Html && block.lines.iter().all(is_cell);
        let table = is_table.then(|| table::read(block, labels));
        let mut dates = Vec::new();
        for line in &block.lines {
            let line_text = block.plain.slice(line.text);
            dates.extend(
                date::find_dates(line_text)
                    .into_iter()
                    .map(|reading| (reading.range + line.text.start(), reading)),
            );
        }
        let (glance, around) = Glance::read(block, &dates);
        BlockFacts {
            lines: block.lines.iter().map(|line| LineFacts::read(block, line, labels)).collect(),
            table,
            dates,
            phrases,
            abbreviations: abbreviation::read(block, &|short| vocabulary.abbreviates(short)),
            initials: OnceLock::new(),
            glance,
            around,
        }
    }
}

/// True where a block has text that may say something.
fn speaks(block: &Block) -> bool {
    let is_prose = !matches!(block.kind, BlockKind::Code | BlockKind::FrontMatter | BlockKind::Other);
    is_prose && !block.plain.text().is_empty()
}

impl LineFacts {
    fn read(block: &Block, line: &Line, labels: &LabelIndex) -> Self {
        let text = block.plain.slice(line.text);
        let blank = blank::is_blank(text);
        let found = token::tokens_in(text, labels);
        let covered: usize = found.iter().map(|(at, _)| usize::from(at.len())).sum();
        let mut facts = LineFacts {
            blank,
            only_tokens: covered > 0 && covered + 2 >= text.trim().len(),
            text_table: block.kind == BlockKind::Html && text.starts_with('<') || text.starts_with("+--"),
            deletes: token::may_offer_options(text),
            ..Self::default()
        };
        facts.tokens = found;
        if facts.tokens.is_empty() && !blank && token::is_whole_token(text) {
            facts.tokens.push((range(0, text.len()), TokenKind::Whole));
            facts.only_tokens = true;
        }
        if let LineKind::Cell { .. } = line.kind {
            return facts;
        }
        if let BlockKind::Heading(_) = block.kind {
            facts.names = labels.find_heading(text);
            facts.joint = if facts.names.is_empty() { labels.find_joint(text) } else { Vec::new() };
            // A name with one letter wrong says more than words that may stand anywhere in one.
            if facts.joint.is_empty() && (facts.names.sections.is_empty() || labels.find(text).is_empty()) {
                facts.near = labels.find_near(text);
                if facts.near.is_some() {
                    facts.names.sections.clear();
                }
            }
            facts.board_only = labels.is_board_only(text);
            facts.pairs = pair::pairs(text, 0, labels);
            // Underlined with dashes and naming nothing, it is a line of text above a ruler.
        }
        facts.slanted = is_slanted(block, line, text);
        let slant = slanted_title(line, text, labels);
        let set_above = heads_a_definition(block, line)
            || is_quoted_question(block, text, labels)
            || heads_a_fact(block, line, text, labels)
            || is_numbered_fact(block, text, labels)
            || is_fact_of_item(block, line, text, labels);
        facts.strong = line.is_all_strong()
            || strong_but_colon(block, line)
            || is_strong_but_hint(line, text)
            || slant.is_some_and(|slant| slant == text.trim_end().len())
            || set_above;
        if facts.strong || block.lines.len() == 1 {
            facts.board_only = labels.is_board_only(text);
        }
        let lead = slant.unwrap_or(usize::from(line.lead.len()));
        let opens_a_paragraph = block.kind == BlockKind::Paragraph
            && block.lines.len() > 1
            && block.lines.first().is_some_and(|first| first.text == line.text);
        // "- Why should there be a review?", a list of one above its answer
        let is_alone =
            line.kind == LineKind::Item && block.lines.len() == 1 && text.trim_end().ends_with('?');
        let opens_a_paragraph = opens_a_paragraph || is_alone;
        facts.label = section_label(line, text, facts.strong, lead, labels, opens_a_paragraph)
            .or_else(|| plain_title(block, line, labels));
        // "Name of referrer" asks for a fact, whatever else it may be the title of.
        if set_above && !labels.find(text.trim_end_matches(['.', ':', '?', ' '])).fields.is_empty() {
            facts.label = None;
        }
        if block.heading().is_none() {
            facts.pairs = field_pairs(text, lead, facts.strong || heads_a_date(block, line, text), labels);
        }
        facts.label_like = facts.strong || text.ends_with(':') && text.split_whitespace().nth(12).is_none();
        let begins_paragraph = block.kind == BlockKind::Paragraph
            && block.lines.first().is_some_and(|first| first.text == line.text);
        facts.title_like = text.len() <= LONGEST_TITLE
            && (facts.strong && label::is_numbered(text)
                || begins_paragraph && (is_in_capitals(text) || is_numbered_title(block, text))
                || is_title_of_item(block, line));
        facts.known = facts.label_like && !labels.find_heading(text).is_empty();
        facts.mail_head = mail_head(text);
        facts
    }
}

/// "5 DATE ON WHICH REFERRER BECAME AWARE", above a line that is a date.
fn heads_a_date(block: &Block, line: &Line, text: &str) -> bool {
    let mut below = block.lines.iter().skip_while(|other| other.text.start() <= line.text.start());
    is_in_capitals(text)
        && text.to_lowercase().contains("date")
        && below.next().is_some_and(|next| !next.numbered && pair::is_a_date(block.plain.slice(next.text)))
}

/// "NAME OF REFERRER" or "**Organisation**", above a name and nothing else.
fn heads_a_fact(block: &Block, line: &Line, text: &str, labels: &LabelIndex) -> bool {
    /// Words of a name or a post.
    const WORDS: usize = 8;
    let [first, answer] = block.lines.as_slice() else { return false };
    let answer = block.plain.slice(answer.text);
    let is_first = block.kind == BlockKind::Paragraph && first.text == line.text;
    // "Q3. The young person: initials, sex, date of birth"
    let name = label::without_numbering(text).trim_end_matches(['?', ':', ' ']);
    if is_first && label::is_numbered(text) && !labels.find_several(name).is_empty() {
        return answer.split_whitespace().nth(2 * WORDS).is_none();
    }
    is_first
        && (is_in_capitals(text) && !answer.contains(char::is_numeric)
            || line.is_all_strong()
            || is_plain_label(text) && !answer.contains(": "))
        && !labels.find(text.trim_end_matches([' ', '*'])).fields.is_empty()
        && answer.split_whitespace().nth(WORDS).is_none()
        && !answer.ends_with('.')
}

/// "NHS number", as a web form prints it above its answer.
fn is_plain_label(text: &str) -> bool {
    /// Words of such a label.
    const WORDS: usize = 6;
    text.starts_with(char::is_uppercase)
        && text.split_whitespace().nth(WORDS).is_none()
        && text.chars().all(|char| char.is_alphabetic() || matches!(char, ' ' | '-' | '\'' | '’' | '*' | '/'))
}

/// "Q4. Date of referral", a paragraph of its own above its answer.
fn is_numbered_fact(block: &Block, text: &str, labels: &LabelIndex) -> bool {
    let is_alone = block.kind == BlockKind::Paragraph && block.lines.len() == 1;
    let name = label::without_numbering(text).trim_end_matches([':', '?', ' ']);
    is_alone
        && label::is_numbered(text)
        && !name.contains(": ")
        && labels.find_heading(name).sections.is_empty()
        && (!labels.find(name).fields.is_empty() || !labels.find_several(name).is_empty())
}

/// "6. NHS number", the first line of a numbered item, above its answer.
fn is_fact_of_item(block: &Block, line: &Line, text: &str, labels: &LabelIndex) -> bool {
    /// Words of an answer.
    const WORDS: usize = 16;
    let below = block.lines.iter().skip_while(|other| other.text.start() <= line.text.start());
    let mut below = below.map(|other| (other.numbered, block.plain.slice(other.text)));
    let is_answered = below.next().is_some_and(|(numbered, answer)| {
        !numbered && !answer.contains(": ") && answer.split_whitespace().nth(WORDS).is_none()
    });
    // What goes on below tells of more than a fact.
    let is_all = below.next().is_none_or(|(numbered, _)| numbered);
    let name = text.trim_end_matches([':', '?', ' ']);
    line.numbered
        && is_answered
        && is_all
        && !name.contains(": ")
        && (!labels.find(name).fields.is_empty() || !labels.find_several(name).is_empty())
}

/// True for the first line of a paragraph, where it is a few words that are all in italics and no sentence.
fn is_slanted(block: &Block, line: &Line, text: &str) -> bool {
    /// Words of such a title.
    const WORDS: usize = 8;
    let shown = text.trim_end();
    block.kind == BlockKind::Paragraph
        && u32::from(line.text.start()) == 0
        && usize::from(line.slant.len()) == shown.len()
        && !shown.ends_with('.')
        && shown.split_whitespace().nth(WORDS).is_none()
}

/// How much of a line is a title in italics that names a section or field: "*Basis.* Section 44 …", or all of "*Basis*".
fn slanted_title(line: &Line, text: &str, labels: &LabelIndex) -> Option<usize> {
    /// Words of a title in italics.
    const SLANTED: usize = 12;
    let title = text
        .get(..usize::from(line.slant.len()))
        .filter(|title| line.lead.is_empty() && !title.is_empty())?;
    // "*Regulation 5. Please say which you consider met, and the evidence for it.*" is the form's word, and no title.
    if title.contains(". ") && title.split_whitespace().nth(SLANTED).is_some() {
        return None;
    }
    let whole = title.len() == text.trim_end().len();
    let name = title.trim_end().trim_end_matches([':', '.', '?']);
    // "*Basis* > Section 44 …", as a web form prints it
    let is_marked = text.get(title.len()..).is_some_and(|rest| rest.trim_start().starts_with('>'));
    let is_title = whole || is_marked || name.len() < title.trim_end().len();
    let is_known = || !labels.find_heading(name).is_empty() || !labels.find_several(name).is_empty();
    (is_title && is_known()).then_some(title.len())
}

/// Where the colon stands in "**Subject: death of Child H, born 19 June 2018**", whose text is bold as a whole.
fn named_in_full(text: &str, labels: &LabelIndex) -> Option<usize> {
    /// Words of such a label.
    const WORDS: usize = 2;
    let (head, tail) = text.split_once(": ")?;
    let is_label = head.split_whitespace().count() <= WORDS && !labels.find(head).sections.is_empty();
    let is_told = tail.contains(|char: char| char.is_ascii_digit()) && !text.trim_end().ends_with('?');
    (is_label && is_told && labels.find(text).is_empty()).then_some(head.len())
}

/// "Date of referral" above ": 4 May 2016", as a definition list has it.
fn heads_a_definition(block: &Block, line: &Line) -> bool {
    /// Bytes of such a term.
    const LENGTH: u32 = 120;
    let next = || {
        let after = block.lines.partition_point(|other| other.text.start() <= line.text.start());
        block.lines.get(after).map_or("", |next| block.plain.slice(next.text))
    };
    block.kind == BlockKind::Paragraph && u32::from(line.text.len()) <= LENGTH && next().starts_with(": ")
}

/// "> Which agencies were involved?", a question of the form in a block quote of its own.
fn is_quoted_question(block: &Block, text: &str, labels: &LabelIndex) -> bool {
    /// Words of such a question.
    const WORDS: usize = 16;
    // "> Regulation 5(2)(a) …" is an answer.
    let has_number = text.contains(|char: char| char.is_ascii_digit()) && !text.trim_end().ends_with('?');
    let is_one = !text.contains(". ") && text.split_whitespace().nth(WORDS).is_none();
    let is_alone = block.kind == BlockKind::Quote && block.lines.len() == 1 && !has_number && is_one;
    let asked = text.trim_end_matches(['.', ':', '?', ' ']);
    is_alone && (!labels.find_heading(asked).is_empty() || !labels.find_several(asked).is_empty())
}

/// "**Basis** (which criteria are met, or what other reason there is)": strong text with a hint of the form behind it.
fn is_strong_but_hint(line: &Line, text: &str) -> bool {
    let rest = text.get(line.lead.len().into()..).unwrap_or("").trim();
    !line.lead.is_empty() && rest.len() > 2 && rest.starts_with('(') && rest.ends_with(')')
}

/// `**Basis**:` — strong text with a colon behind it.
fn strong_but_colon(block: &Block, line: &Line) -> bool {
    if line.lead.is_empty() {
        return false;
    }
    let rest = range(line.lead.end().into(), line.text.end().into());
    // "**Date of birth** *", which has to be answered
    block.plain.slice(rest).trim().trim_matches([':', '?', '*']).is_empty()
}
