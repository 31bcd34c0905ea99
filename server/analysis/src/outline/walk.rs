//! One walk over the lines of a document: which section each belongs to, and which labels stand in it.
//!
//! Whose a shared label is, and which of two readings counts, is decided afterwards in `field`.

mod labelled;
mod numbers;
mod run_in;
mod sheet;

use std::sync::Arc;

use labelled::{asks, cites_in_own_words, has_own_label, is_hint};

use super::facts::{BlockFacts, LineFacts, SectionLabel};
use super::field::{self, RawField};
use super::token::Token;
use super::{Fill, Names, Outline, Section, blank, label, mail};
use crate::document::{Block, BlockKind, Document, Heading, HeadingStyle, Line, LineId, LineKind};
use crate::place::{Piece, range};
use crate::schema::{FieldType, Required, Schema, SectionKind, Vocabulary};

/// The level of a section that a label opens: below every heading.
const LABEL_LEVEL: u8 = 7;
/// The level of a section that a table's row opens: it ends with the table.
const IN_TABLE_LEVEL: u8 = 8;

pub(super) fn outline(
    document: &Document,
    schema: &Schema,
    vocabulary: &Vocabulary,
    facts: &[Arc<BlockFacts>],
) -> Outline {
    let mut walk = Walk {
        document,
        schema,
        vocabulary,
        outline: Outline::default(),
        open: Vec::new(),
        board_only: None,
        title: None,
        pending: None,
        raw: Vec::new(),
    };
    field::front_matter(document, vocabulary.labels(), &mut walk.raw);
    let mail = mail::mail_heads(document, facts);
    for ((index, block), facts) in (0..).zip(document.blocks()).zip(facts) {
        if let Some(table) = &facts.table {
            walk.table(index, block, table, &facts.lines);
            continue;
        }
        for ((number, line), facts) in (0..).zip(&block.lines).zip(&facts.lines) {
            let id = LineId { block: index, line: number };
            let is_mail = mail.iter().any(|part| part.contains(&id));
            walk.line(id, block, line, facts, is_mail);
        }
    }
    walk.finish(facts)
}

/// A section or unknown heading that is open at a line.
#[allow(clippy::struct_excessive_bools, reason = "facts that do not exclude each other")]
struct Open {
    /// Index into `outline.sections`; none for a heading that names nothing known.
    section: Option<usize>,
    level: u8,
    /// Where it begins.
    at: LineId,
    /// True where its label has its answer beside it, or a title that names nothing known came since: what stands
    /// further below may be about something else.
    ends_early: bool,
    /// Opened by a title in capitals or with a number, as another of its like ends it.
    titled: bool,
    /// Opened by a title in italics, so that another one ends it.
    slanted: bool,
    /// Opened by a bold title that its text goes on from, "**Ground.** Section 44 …", so that another one ends it.
    run_in: bool,
    /// Opened by an item of a list that has its answer beside it: the next one is about something else.
    item: bool,
}

impl Open {
    /// One that a heading opens, or anything else that says no more of where it ends.
    fn new(section: Option<usize>, level: u8, at: LineId) -> Self {
        Open {
            section,
            level,
            at,
            ends_early: false,
            titled: false,
            slanted: false,
            run_in: false,
            item: false,
        }
    }
}

struct Walk<'d> {
    document: &'d Document,
    schema: &'d Schema,
    vocabulary: &'d Vocabulary,
    outline: Outline,
    open: Vec<Open>,
    /// Level and first line of the part for the board that is open.
    board_only: Option<(u8, LineId)>,
    /// The last title that names nothing known and is no heading.
    title: Option<LineId>,
    /// A label that stood alone: its value is what comes next.
    pending: Option<Vec<RawField>>,
    raw: Vec<RawField>,
}

impl Walk<'_> {
    fn line(&mut self, id: LineId, block: &Block, line: &Line, facts: &LineFacts, is_mail: bool) {
        // Most lines are prose, and nothing more need be known of their text.
        let text = || block.plain.slice(line.text);
        if let BlockKind::Heading(heading) = block.kind {
            let may_be_text = heading.style == HeadingStyle::Dashes;
            if !may_be_text
                || facts.board_only
                || !facts.names.is_empty()
                || !facts.joint.is_empty()
                || facts.near.is_some()
            {
                return self.heading(id, block, line, heading, facts);
            }
        }
        let whole = Piece::new(id.block, line.text);
        if block.kind == BlockKind::Paragraph && self.is_closing(text()) {
            self.flush_pending();
            self.close(id, 0);
        }
        if self.board_only.is_none() && facts.board_only {
            self.board_only = Some((LABEL_LEVEL, id));
            self.close(id, LABEL_LEVEL);
            self.board_part(whole, None, id);
            self.pending = None;
        }
        if self.board_only.is_some() {
            let required = facts.label.filter(|label| facts.strong && self.is_required(&[label.spec]));
            if required.is_none() || !matches!(self.board_only, Some((LABEL_LEVEL, _))) {
                return;
            }
            self.close_board_only(id);
        }
        if is_mail {
            return self.content(whole, facts, true);
        }
        let next_item = line.numbered || line.kind == LineKind::Item && !line.lead.is_empty();
        if next_item && !self.is_part_of_open(text()) && self.open.last().is_some_and(|open| open.item) {
            self.close(id, LABEL_LEVEL);
        }
        // "4.6 It was asked why …", behind "4.5 Criteria. Agreed that …"
        if block.kind == BlockKind::Paragraph && self.follows_open(text()) {
            self.flush_pending();
            self.close(id, LABEL_LEVEL);
        }
        let label = facts.label.filter(|label| self.opens(label, id));
        if let Some(label) = label.or_else(|| self.goes_on_below_table(id, line, text())) {
            return self.open_label(id, whole, text(), facts, (label, line));
        }
        if let Some(says) = self.closes_at_title(id, block, line, facts) {
            return self.content(whole, facts, says);
        }
        if facts.pairs.is_empty() {
            if facts.title_like || facts.strong && text().trim_end().ends_with('?') {
                self.close_titled(id);
                self.ends_early();
                self.title = Some(id);
            }
            let asks_a_day = self.asks_a_day(id, text(), facts);
            if facts.label_like || asks_a_day.is_some() {
                self.flush_pending();
                if !facts.known {
                    self.ends_early();
                    self.title = Some(id).filter(|_| facts.strong).or(self.title);
                    let shown = text().trim_end_matches([':', ' ']).len();
                    match asks_a_day {
                        Some(names) => {
                            let label = whole.part(range(0, text().trim_end_matches([':', ' ', '?']).len()));
                            self.pending = Some(self.raw_fields(&names, &[], label, id));
                        }
                        None => self.outline.unrecognised.push(whole.part(range(0, shown))),
                    }
                }
            } else if let Some(waiting) = self.pending.take() {
                // "Date:" with "About: Child K" below it was left empty.
                let is_of_another =
                    has_own_label(text()) && (!line.lead.is_empty() || self.ask_for_days(&waiting));
                // ": 4 May 2016", in a definition list
                let mark = text().len() - text().trim_start_matches([':', ' ']).len();
                let value = whole.part(range(mark, text().len()));
                let text = text().get(mark..).unwrap_or("");
                let (value, text) = if is_of_another { (None, "") } else { (Some(value), text) };
                field::give_value(waiting, value, text, &mut self.raw);
            }
            // A label with nothing beside it is the form's; what follows it may be the writer's.
            let is_bare_label =
                (facts.known || facts.label_like && text().ends_with(':')) && !cites_in_own_words(text());
            return self.content(whole, facts, !is_bare_label);
        }
        self.flush_pending();
        // "**6. When did it happen, and when did you learn of it?**" is the next question.
        if facts.strong && facts.title_like && !self.is_about_others() {
            self.close_titled(id);
        }
        let text = text();
        self.close_label_at(id, &facts.pairs, line, text);
        let mut fills = false;
        for found in &facts.pairs {
            let value = text.get(std::ops::Range::<usize>::from(found.value)).unwrap_or("");
            fills |= !blank::is_blank(value);
            let raws = self.raw_fields(&found.names, &found.several, whole.part(found.label), id);
            if value.is_empty() && usize::from(found.value.end()) >= text.trim_end().len() {
                self.pending = Some(raws);
            } else {
                field::give_value(raws, Some(whole.part(found.value)), value, &mut self.raw);
            }
        }
        self.content(whole, facts, fills);
    }

    fn heading(&mut self, id: LineId, block: &Block, line: &Line, heading: Heading, facts: &LineFacts) {
        self.title = None;
        self.flush_pending();
        let text = block.plain.slice(line.text);
        let of_all = Names::default();
        let names = if self.is_title_of_all(id, text) { &of_all } else { &facts.names };
        if let Some((level, _)) = self.board_only {
            if heading.level <= level || level == LABEL_LEVEL {
                self.close_board_only(id);
            } else {
                return;
            }
        }
        let level = heading.level;
        let spec = names.sections.first().or(facts.joint.first()).copied().or(facts.near);
        if facts.board_only && !self.is_required(&names.sections) && !self.holds_required(id, level) {
            self.close(id, level);
            self.board_part(Piece::new(id.block, line.text), Some(heading), id);
            self.board_only = Some((level, id));
            return;
        }
        self.close(id, level);
        let label_end = text.trim_end_matches([':', ' ', '?']).len().max(1);
        let label = Piece::new(id.block, line.text).part(range(0, label_end));
        if let Some(spec) = spec {
            let near = names.sections.is_empty() && facts.joint.is_empty();
            let section = self.new_section(spec, label, Some(heading), near, id);
            self.open.push(Open::new(Some(section), level, id));
            for also in facts.joint.iter().skip(1) {
                let section = self.new_section(*also, label, Some(heading), false, id);
                self.open.push(Open::new(Some(section), level, id));
            }
            // "When we became aware", above the day.
            let asks_day = names.fields.iter().any(|field| self.vocabulary.labels().is_date(*field));
            if asks_day && self.begins_with_date_below(id) {
                self.pending = Some(self.raw_fields(names, &[], label, id));
            }
            return;
        }
        self.open.push(Open::new(None, level, id));
        let pairs = &facts.pairs;
        let by_words =
            if pairs.is_empty() && names.fields.is_empty() { self.asks_a_day(id, text, facts) } else { None };
        if pairs.is_empty() && names.fields.is_empty() && by_words.is_none() {
            self.outline.unrecognised.push(label);
            return;
        }
        if pairs.is_empty() {
            let raws = self.raw_fields(by_words.as_ref().unwrap_or(names), &[], label, id);
            self.pending = Some(raws);
            return;
        }
        let whole = Piece::new(id.block, line.text);
        for found in pairs {
            let value = text.get(std::ops::Range::<usize>::from(found.value)).unwrap_or("");
            let raws = self.raw_fields(&found.names, &found.several, whole.part(found.label), id);
            if value.is_empty() {
                self.pending = Some(raws);
            } else {
                field::give_value(raws, Some(whole.part(found.value)), value, &mut self.raw);
            }
        }
    }

    /// True for "Yours faithfully," in the letter that a form is part of: the name below is no answer to what was asked
    /// last.
    fn is_closing(&self, text: &str) -> bool {
        let said = text.trim().trim_end_matches([',', '.']);
        let of_writer = |open: &Open| {
            let spec = open.section.and_then(|index| self.outline.sections.get(index));
            let spec = spec.and_then(|section| self.schema.sections.get(usize::from(section.spec)));
            spec.is_some_and(|spec| matches!(spec.id.as_str(), "sign-off" | "referrer"))
        };
        self.schema.lexicon.closing.iter().any(|closing| closing.eq_ignore_ascii_case(said))
            && !self.open.iter().any(of_writer)
    }

    /// True for the title above all others: that "Request for a case review" asks why a review is wanted says nothing of
    /// what stands below it.
    fn is_title_of_all(&self, id: LineId, text: &str) -> bool {
        let mut headings = (0..).zip(self.document.blocks()).filter(|(_, block)| block.heading().is_some());
        headings.next().is_some_and(|(first, _)| first == id.block)
            && headings.next().is_some()
            && self.vocabulary.labels().knows_loosely(text)
    }

    /// True where `label` opens a section here: not below a heading that asks for it, and not in one of its own kind.
    fn opens(&self, label: &SectionLabel, id: LineId) -> bool {
        /// Words of whoever signs, with their post and agency.
        const SIGNED: usize = 20;
        // Below a known heading, "Concerns: …" in plain text is a part of what that heading asks for;
        // only "Signed: …" ends a referral wherever it stands.
        let under_heading = self.open.iter().any(|open| open.section.is_some() && open.level < LABEL_LEVEL);
        let spec = self.schema.sections.get(usize::from(label.spec)).map(|spec| spec.id.as_str());
        let signs = spec == Some("sign-off");
        // "1.4 Reason for delay, if over one month: N/A"
        let asks_for_delay = || {
            let text = self.document.line_text(id);
            let named = text.get(std::ops::Range::<usize>::from(label.label)).unwrap_or("");
            spec == Some("reason-for-delay") && label::asks_for_delay(label::without_numbering(named))
        };
        // "**11. Explain your answer to 10**", and "The death: …" right below
        let is_answer = || {
            // "5. Criteria", below "4. Why a review is wanted", is the next part.
            if self.document.line(id).is_some_and(|line| line.numbered) {
                return false;
            }
            let open = self.open.last().filter(|open| open.titled && open.at.block == id.block);
            open.and_then(|open| self.outline.sections.get(open.section?))
                .is_some_and(|section| section.fill == Fill::Blank)
        };
        if label.plain && !signs && !asks_for_delay() && (under_heading || is_answer()) {
            return false;
        }
        // "5. **Submission.** It is submitted that a review is required …" is an argument.
        let behind =
            || self.document.line_text(id).get(label.rest..).unwrap_or("").split_whitespace().nth(SIGNED);
        if signs && behind().is_some() {
            return false;
        }
        // "Evidence: …", below each option that is ticked, where the reasons have a place of their own.
        let is_evidence = || {
            let text = self.document.line_text(id);
            let named = text.get(std::ops::Range::<usize>::from(label.label)).unwrap_or("");
            let in_basis = self.open.iter().filter_map(|open| self.outline.sections.get(open.section?));
            let of = |section: &crate::outline::Section, id: &str| {
                self.schema.sections.get(usize::from(section.spec)).is_some_and(|spec| spec.id == id)
            };
            named.eq_ignore_ascii_case("evidence")
                && in_basis.into_iter().any(|section| of(section, "basis"))
                && self.outline.sections.iter().any(|section| of(section, "rationale"))
        };
        if is_evidence() {
            return false;
        }
        let opened = self.open.iter().rev().find_map(|open| open.section);
        opened.and_then(|open| self.outline.sections.get(open)).is_none_or(|open| open.spec != label.spec)
    }

    fn content(&mut self, whole: Piece, facts: &LineFacts, fills: bool) {
        if facts.text_table {
            self.outline.text_tables.push(whole);
        }
        let is_slanted = |line: &Line| line.slant.end() >= line.text.end() && !line.text.is_empty();
        let is_hint = || {
            let text = self.document.text(whole);
            let line = self.document.line_of(whole).and_then(|id| self.document.line(id));
            is_hint(text) || line.is_some_and(is_slanted) && asks(text.trim_end_matches('.'))
        };
        self.append(whole, facts, fills && !facts.blank && !is_hint());
    }

    /// Adds text to the sections that are open, up to the first that is required for its own sake.
    fn append(&mut self, piece: Piece, facts: &LineFacts, fills: bool) {
        self.outline.in_scope.push(piece);
        if facts.deletes {
            self.outline.deletions.push(piece);
        }
        self.outline
            .tokens
            .extend(facts.tokens.iter().map(|(at, kind)| Token { piece: piece.part(*at), kind: *kind }));
        let fill = match (fills, facts.only_tokens) {
            (false, _) => Fill::Blank,
            (true, true) => Fill::Token,
            (true, false) => Fill::Text,
        };
        if fill == Fill::Text {
            self.outline.filled.push(piece);
            let is_known =
                |open: &Open| open.section.is_some() && !(open.ends_early && open.at.block != piece.block);
            if !self.open.last().is_some_and(is_known) {
                self.outline.loose.push(piece);
            }
        }
        let mut required_at = None;
        for open in self.open.iter().rev() {
            if required_at.is_some_and(|level| open.level < level) {
                break;
            }
            let Some(section) = open.section.and_then(|index| self.outline.sections.get_mut(index)) else {
                continue;
            };
            section.fill = section.fill.max(fill);
            match section.body.last_mut() {
                Some(last) if last.block == piece.block && piece.start.saturating_sub(last.end) <= 1 => {
                    last.end = piece.end;
                }
                _ => section.body.push(piece),
            }
            let spec = self.schema.sections.get(usize::from(section.spec));
            if spec.is_some_and(|spec| spec.required != Required::No || spec.required_when.is_some()) {
                required_at.get_or_insert(open.level);
            }
        }
    }

    fn raw_fields(&self, names: &Names, several: &[Vec<u16>], label: Piece, line: LineId) -> Vec<RawField> {
        let section = self.open.iter().rev().find_map(|open| open.section);
        let under = self.open.last().filter(|open| open.section.is_none()).map(|open| open.at);
        let under = under.max(self.title);
        let candidates = |specs: Vec<u16>| RawField {
            specs,
            label,
            line,
            section,
            under,
            unread: false,
            of_dates: None,
            value: None,
            text: String::new(),
        };
        if several.is_empty() {
            return if names.fields.is_empty() { Vec::new() } else { vec![candidates(names.fields.clone())] };
        }
        let labels = self.vocabulary.labels();
        let asks_a_date = |specs: &&Vec<u16>| specs.first().is_some_and(|spec| labels.is_date(*spec));
        let dates = several.iter().filter(asks_a_date).count();
        let mut before = 0;
        several
            .iter()
            .map(|specs| {
                let of_dates = asks_a_date(&specs).then_some((before, dates));
                before += usize::from(of_dates.is_some());
                RawField { unread: true, of_dates, ..candidates(specs.clone()) }
            })
            .collect()
    }

    fn new_section(
        &mut self,
        spec: u16,
        label: Piece,
        heading: Option<Heading>,
        near: bool,
        id: LineId,
    ) -> usize {
        let end = LineId { block: self.document.blocks().len() as u32, line: 0 };
        self.outline.sections.push(Section {
            spec,
            label,
            heading,
            near,
            lines: id..end,
            body: Vec::new(),
            fill: Fill::Blank,
        });
        self.outline.sections.len() - 1
    }

    /// True below a heading that asks for people or agencies, whatever label stands there.
    fn is_about_others(&self) -> bool {
        let headings = self.open.iter().filter(|open| open.level < LABEL_LEVEL);
        let mut sections = headings.filter_map(|open| self.outline.sections.get(open.section?));
        sections.any(|section| {
            let spec = self.schema.sections.get(usize::from(section.spec));
            spec.is_some_and(|spec| matches!(spec.kind, SectionKind::People | SectionKind::Agencies))
        })
    }

    /// A title like the one that opened the section, which has its text by now, opens another part.
    fn close_titled(&mut self, id: LineId) {
        let Some(open) = self.open.last().filter(|open| open.titled) else { return };
        let Some(section) = open.section.and_then(|index| self.outline.sections.get(index)) else { return };
        let spec = self.schema.sections.get(usize::from(section.spec));
        // "WHICH CRITERION?" and "REASONS FOR YOUR ANSWER" are one question.
        let is_argued = spec.is_some_and(|spec| spec.id == "basis");
        // "B. Agencies" with nothing below, and "C. Account"; "Rationale: why?" and "Have the police been told?".
        let goes_on = || {
            let (own, next) = (self.document.text(section.label), self.document.line_text(id));
            let asks = next.trim_end().ends_with('?') && section.label.block != id.block;
            // "7. CONTACT", right below "6. RATIONALE", in one list
            let are_items =
                [open.at, id].iter().all(|id| self.document.line(*id).is_some_and(|line| line.numbered));
            asks || are_items || label::is_next(own, next)
        };
        if section.fill == Fill::Text && !is_argued || section.fill == Fill::Blank && goes_on() {
            self.close(id, LABEL_LEVEL);
        }
    }

    /// A title that names nothing known: what follows may not be of the section that a label opened.
    fn ends_early(&mut self) {
        for open in self.open.iter_mut().filter(|open| open.level == LABEL_LEVEL) {
            open.ends_early = true;
        }
    }

    /// Notes a part for the board as the section that the schema has for it.
    fn board_part(&mut self, label: Piece, heading: Option<Heading>, id: LineId) {
        if let Some(spec) = self.schema.sections.iter().position(|section| section.id == "office-use") {
            self.new_section(spec as u16, label, heading, false, id);
        }
    }

    /// Closes what is open at `level` and deeper.
    fn close(&mut self, at: LineId, level: u8) {
        while self.open.last().is_some_and(|open| open.level >= level) {
            let closed = self.open.pop().and_then(|open| open.section);
            if let Some(section) = closed.and_then(|index| self.outline.sections.get_mut(index)) {
                section.lines.end = at;
            }
        }
    }

    fn close_board_only(&mut self, at: LineId) {
        if let Some((_, from)) = self.board_only.take() {
            self.outline.out_of_scope.push(from..at);
            if let Some(part) =
                self.outline.sections.iter_mut().rev().find(|section| section.lines.start == from)
            {
                part.lines.end = at;
            }
        }
    }

    fn flush_pending(&mut self) {
        if let Some(waiting) = self.pending.take() {
            field::give_value(waiting, None, "", &mut self.raw);
        }
    }

    /// True where nothing but a date answers `labels`.
    fn ask_for_days(&self, labels: &[RawField]) -> bool {
        let specs = labels.iter().flat_map(|label| &label.specs);
        let mut specs = specs.filter_map(|spec| self.schema.fields.get(usize::from(*spec)));
        specs.all(|spec| spec.kind == FieldType::Date)
    }

    fn is_required(&self, sections: &[u16]) -> bool {
        sections
            .iter()
            .filter_map(|spec| self.schema.sections.get(usize::from(*spec)))
            .any(|spec| spec.required != Required::No)
    }

    /// True where a heading below the one at `id`, up to the next of its level, names a required section.
    fn holds_required(&self, id: LineId, level: u8) -> bool {
        let later = self.document.blocks().iter().skip(id.block as usize + 1);
        let below = later
            .filter_map(|block| block.heading().map(|heading| (heading, block)))
            .take_while(|(heading, _)| heading.level > level);
        below.into_iter().any(|(_, block)| {
            self.is_required(&self.vocabulary.labels().find_heading(block.plain.text()).sections)
        })
    }

    fn finish(mut self, facts: &[Arc<BlockFacts>]) -> Outline {
        self.flush_pending();
        let end = LineId { block: self.document.blocks().len() as u32, line: 0 };
        self.close(end, 0);
        self.close_board_only(end);
        let raw = std::mem::take(&mut self.raw);
        (self.outline.fields, self.outline.guesses_awareness) =
            field::settle(self.document, self.schema, self.vocabulary, &self.outline, facts, raw);
        self.outline
    }
}
