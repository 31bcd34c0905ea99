//! One walk over the lines of a document: which section each belongs to, and which labels stand in it.
//!
//! Whose a shared label is, and which of two readings counts, is decided afterwards in `field`.

use text_size::TextRange;

use super::field::{self, RawField};
use super::pair::{self, Pair};
use super::table::{self, Cell, Reading};
use super::{Fill, LabelIndex, Names, Outline, Section, blank, token};
use crate::document::{Block, BlockKind, Document, Heading, HeadingStyle, Line, LineId, LineKind};
use crate::place::{Piece, range};
use crate::schema::{FieldType, Required, Schema, SectionKind};

/// The level of a section that a label opens: below every heading.
const LABEL_LEVEL: u8 = 7;
/// The level of a section that a table's row opens: it ends with the table.
const IN_TABLE_LEVEL: u8 = 8;

pub(super) fn outline(document: &Document, schema: &Schema, labels: &LabelIndex) -> Outline {
    let mut walk = Walk {
        document,
        schema,
        labels,
        outline: Outline::default(),
        open: Vec::new(),
        board_only: None,
        pending: None,
        raw: Vec::new(),
    };
    field::front_matter(document, labels, &mut walk.raw);
    let mail = mail_headers(document);
    for (index, block) in (0..).zip(document.blocks()) {
        match block.kind {
            BlockKind::Code | BlockKind::FrontMatter | BlockKind::Other => {}
            BlockKind::Table => walk.table(index, block),
            _ => {
                for (number, line) in (0..).zip(&block.lines) {
                    let id = LineId { block: index, line: number };
                    let is_mail = mail.iter().any(|part| part.contains(&id));
                    walk.line(id, block, line, is_mail);
                }
            }
        }
    }
    walk.finish()
}

/// A section or unknown heading that is open at a line.
struct Open {
    /// Index into `outline.sections`; none for a heading that names nothing known.
    section: Option<usize>,
    level: u8,
}

struct Walk<'d> {
    document: &'d Document,
    schema: &'d Schema,
    labels: &'d LabelIndex,
    outline: Outline,
    open: Vec<Open>,
    /// Level and first line of the part for the board that is open.
    board_only: Option<(u8, LineId)>,
    /// A label that stood alone: its value is what comes next.
    pending: Option<Vec<RawField>>,
    raw: Vec<RawField>,
}

impl Walk<'_> {
    fn line(&mut self, id: LineId, block: &Block, line: &Line, is_mail: bool) {
        let text = block.plain.slice(line.text);
        if let BlockKind::Heading(heading) = block.kind {
            let names = self.labels.find_heading(text);
            let dashes = heading.style == HeadingStyle::Dashes;
            let near = if names.sections.is_empty() { self.labels.find_near(text) } else { None };
            let board = self.labels.is_board_only(text);
            if !dashes || board || !names.is_empty() || near.is_some() {
                return self.heading(id, block, line, heading, &names, near);
            }
        }
        let strong = line.is_all_strong() || strong_but_colon(block, line);
        if self.board_only.is_none() && (strong || block.lines.len() == 1) && self.labels.is_board_only(text) {
            self.board_only = Some((LABEL_LEVEL, id));
            self.close(id, LABEL_LEVEL);
            self.board_part(Piece::new(id.block, line.text), None, id);
            self.pending = None;
        }
        if self.board_only.is_some() {
            let known = strong.then(|| self.labels.find(text)).filter(|names| self.is_required(&names.sections));
            if known.is_none() || !matches!(self.board_only, Some((LABEL_LEVEL, _))) {
                return;
            }
            self.close_board_only(id);
        }
        if is_mail {
            return self.content(id, block, line, text, true);
        }
        if let Some(section) = self.section_label(line, text, strong) {
            return self.open_label(id, block, line, section);
        }
        let lead = u32::from(line.lead.len()) as usize;
        let pairs = self.pairs(text, lead, strong);
        if pairs.is_empty() {
            let piece = Piece::new(id.block, line.text);
            let label_like = strong || text.ends_with(':') && text.split_whitespace().count() <= 12;
            if label_like {
                self.flush_pending();
                let shown = text.trim_end_matches([':', ' ']).len();
                if self.labels.find(text).is_empty() {
                    self.outline.unrecognised.push(piece.part(range(0, shown)));
                }
            } else if let Some(waiting) = self.pending.take() {
                field::give_value(waiting, Some(piece), text, &mut self.raw);
            }
            return self.content(id, block, line, text, true);
        }
        self.flush_pending();
        self.close_label_at(id, &pairs, line);
        let mut fills = false;
        for found in pairs {
            let piece = Piece::new(id.block, line.text);
            let value = text.get(std::ops::Range::<usize>::from(found.value)).unwrap_or("");
            let blank = blank::is_blank(value);
            fills |= !blank;
            let alone = blank && usize::from(found.value.end()) >= text.trim_end().len();
            let raws = self.raw_fields(&found.names, &found.several, piece.part(found.label), id);
            if alone && value.is_empty() {
                self.pending = Some(raws);
            } else {
                let value_piece = piece.part(found.value);
                field::give_value(raws, Some(value_piece), value, &mut self.raw);
            }
        }
        self.content(id, block, line, text, fills);
    }

    fn heading(&mut self, id: LineId, block: &Block, line: &Line, heading: Heading, names: &Names, near: Option<u16>) {
        self.flush_pending();
        let text = block.plain.slice(line.text);
        if let Some((level, _)) = self.board_only {
            if heading.level <= level || level == LABEL_LEVEL {
                self.close_board_only(id);
            } else {
                return;
            }
        }
        let level = heading.level;
        let spec = names.sections.first().copied().or(near);
        if self.labels.is_board_only(text) && !self.is_required(&names.sections) && !self.holds_required(id, level) {
            self.close(id, level);
            self.board_part(Piece::new(id.block, line.text), Some(heading), id);
            self.board_only = Some((level, id));
            return;
        }
        self.close(id, level);
        let label_end = text.trim_end_matches([':', ' ', '?']).len().max(1);
        let label = Piece::new(id.block, line.text).part(range(0, label_end));
        if let Some(spec) = spec {
            let section = self.new_section(spec, label, Some(heading), names.sections.is_empty(), id);
            self.open.push(Open { section: Some(section), level });
            return;
        }
        self.open.push(Open { section: None, level });
        let pairs = pair::pairs(text, 0, self.labels);
        if pairs.is_empty() && names.fields.is_empty() {
            self.outline.unrecognised.push(label);
            return;
        }
        if pairs.is_empty() {
            let raws = self.raw_fields(names, &[], label, id);
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

    /// The section that a line's label opens, with the label's bytes of the line.
    fn section_label(&self, line: &Line, text: &str, strong: bool) -> Option<(u16, TextRange, usize)> {
        if matches!(line.kind, LineKind::Quote | LineKind::Cell { .. }) {
            return None;
        }
        let lead = u32::from(line.lead.len()) as usize;
        let (label, rest) = if strong {
            (text.trim_end_matches([':', ' ', '?']), text.len())
        } else if lead > 0 {
            let head = text.get(..lead).unwrap_or("");
            let tail = text.get(lead..).unwrap_or("");
            let colon = head.trim_end().ends_with([':', '?']) || tail.trim_start().starts_with(':');
            if !colon {
                return None;
            }
            let rest = lead + (tail.len() - tail.trim_start_matches([':', ' ']).len());
            (head.trim_end_matches([':', ' ', '?']), rest)
        } else {
            let at = text.find([':', '?']).filter(|at| *at <= 120)?;
            let rest = text.get(at + 1..).unwrap_or("");
            if !(rest.is_empty() || rest.starts_with(' ')) {
                return None;
            }
            (text.get(..at).unwrap_or(""), at + 1 + (rest.len() - rest.trim_start().len()))
        };
        let names = self.labels.find(label);
        let &spec = names.sections.first()?;
        let inline = rest < text.len();
        if inline && (line.kind == LineKind::Item || !names.fields.is_empty()) {
            return None;
        }
        // Below a known heading, "Concerns: …" in plain text is a part of what that heading asks for.
        let under_heading = self.open.iter().any(|open| open.section.is_some() && open.level < LABEL_LEVEL);
        if inline && lead == 0 && under_heading {
            return None;
        }
        // A field's name alone is the field's, unless its answer can only be a section's.
        if !names.fields.is_empty() && !strong {
            return None;
        }
        let opened = self.open.iter().rev().find_map(|open| open.section);
        if opened.and_then(|open| self.outline.sections.get(open)).is_some_and(|open| open.spec == spec) {
            return None;
        }
        Some((spec, range(0, label.len()), rest))
    }

    fn open_label(&mut self, id: LineId, block: &Block, line: &Line, (spec, label, rest): (u16, TextRange, usize)) {
        self.flush_pending();
        self.close(id, LABEL_LEVEL);
        let whole = Piece::new(id.block, line.text);
        let section = self.new_section(spec, whole.part(label), None, false, id);
        self.open.push(Open { section: Some(section), level: LABEL_LEVEL });
        let text = block.plain.slice(line.text);
        if let Some(rest_text) = text.get(rest..).filter(|rest| !rest.is_empty()) {
            let piece = whole.part(range(rest, text.len()));
            let fills = !blank::is_blank(rest_text);
            self.append(piece, rest_text, fills);
        }
    }

    fn table(&mut self, index: u32, block: &Block) {
        if self.board_only.is_some() {
            return;
        }
        let (rows, reading) = table::read(block, self.labels);
        for (number, row) in rows.iter().enumerate() {
            match reading {
                Reading::Rows => self.row(index, block, row),
                Reading::Columns if number == 0 => {}
                Reading::Columns => self.columns(index, block, rows.first(), row),
                Reading::Data => {
                    for cell in row {
                        self.cell(index, block, cell, number > 0 && !cell.blank);
                    }
                }
            }
        }
        self.flush_pending();
        self.close(LineId { block: index + 1, line: 0 }, IN_TABLE_LEVEL);
    }

    /// A row of a form: labels, each with the cell behind it.
    fn row(&mut self, index: u32, block: &Block, row: &[Cell<'_>]) {
        let Some(first) = row.first() else { return };
        let others_blank = row.iter().skip(1).all(|cell| cell.blank);
        let id = LineId { block: index, line: first.line };
        let mut at = 0;
        if let Some(spec) = first.names.sections.first().copied().filter(|_| first.names.fields.is_empty() || others_blank) {
            self.flush_pending();
            self.close(id, IN_TABLE_LEVEL);
            let label = Piece::new(index, first.at.text);
            let section = self.new_section(spec, label, None, false, id);
            self.open.push(Open { section: Some(section), level: IN_TABLE_LEVEL });
            // Its answer is in the cells up to the next label; where there is none, in the rows below.
            at = 1;
            while let Some(cell) = row.get(at).filter(|cell| !cell.is_label()) {
                self.cell(index, block, cell, !cell.blank);
                at += 1;
            }
            if !others_blank {
                let after = LineId { block: index, line: first.line + at as u32 };
                self.close(after, IN_TABLE_LEVEL);
            }
        }
        while let Some(cell) = row.get(at) {
            let text = block.plain.slice(cell.at.text);
            let id = LineId { block: index, line: cell.line };
            if cell.is_label() {
                // "Child" is the name of a section and may be a child's last name: behind a label it is a value.
                let value = row.get(at + 1).filter(|next| next.names.fields.is_empty() && next.several.is_empty());
                let label_len = text.trim_end_matches([':', ' ', '?']).len();
                let label = Piece::new(index, cell.at.text).part(range(0, label_len));
                let raws = self.raw_fields(&cell.names, &cell.several, label, id);
                let value_text = value.map_or("", |value| block.plain.slice(value.at.text));
                let piece = value.map(|value| Piece::new(index, value.at.text));
                field::give_value(raws, piece, value_text, &mut self.raw);
                self.cell(index, block, cell, false);
                if let Some(value) = value {
                    self.cell(index, block, value, !value.blank);
                }
                at += 1 + usize::from(value.is_some());
                continue;
            }
            let pairs = pair::pairs(text, 0, self.labels);
            let piece = Piece::new(index, cell.at.text);
            let unknown_label = pairs.is_empty() && !cell.blank && at % 2 == 0 && row.len() > 1 && row.len() > at + 1;
            let mut fills = pairs.is_empty() && !cell.blank && !unknown_label;
            for found in pairs {
                let value = text.get(std::ops::Range::<usize>::from(found.value)).unwrap_or("");
                fills |= !blank::is_blank(value);
                let raws = self.raw_fields(&found.names, &found.several, piece.part(found.label), id);
                field::give_value(raws, Some(piece.part(found.value)), value, &mut self.raw);
            }
            if unknown_label {
                self.outline.unrecognised.push(piece);
            }
            self.cell(index, block, cell, fills);
            at += 1;
        }
    }

    fn columns(&mut self, index: u32, block: &Block, header: Option<&Vec<Cell<'_>>>, row: &[Cell<'_>]) {
        for (label, value) in header.into_iter().flatten().zip(row) {
            let id = LineId { block: index, line: label.line };
            let text = block.plain.slice(label.at.text);
            let label_len = text.trim_end_matches([':', ' ', '?']).len();
            let piece = Piece::new(index, label.at.text).part(range(0, label_len));
            let raws = self.raw_fields(&label.names, &label.several, piece, id);
            let value_text = block.plain.slice(value.at.text);
            field::give_value(raws, Some(Piece::new(index, value.at.text)), value_text, &mut self.raw);
            self.cell(index, block, value, !value.blank);
        }
    }

    fn cell(&mut self, index: u32, block: &Block, cell: &Cell<'_>, fills: bool) {
        let text = block.plain.slice(cell.at.text);
        if !text.is_empty() {
            self.append(Piece::new(index, cell.at.text), text, fills);
        }
    }

    fn content(&mut self, id: LineId, block: &Block, line: &Line, text: &str, fills: bool) {
        if block.kind == BlockKind::Html && text.trim_start().starts_with('<') || text.starts_with("+--") {
            self.outline.text_tables.push(Piece::new(id.block, line.text));
        }
        let fills = fills && !blank::is_blank(text);
        self.append(Piece::new(id.block, line.text), text, fills);
    }

    /// Adds text to the sections that are open, up to the first that is required for its own sake.
    fn append(&mut self, piece: Piece, text: &str, fills: bool) {
        self.outline.in_scope.push(piece);
        let tokens = token::tokens_in(piece, text, self.labels);
        let whole = fills && token::is_whole_token(text);
        let covered: u32 = tokens.iter().map(|token| token.piece.end - token.piece.start).sum();
        let only_tokens = whole || fills && covered > 0 && covered as usize + 2 >= text.trim().len();
        if whole && tokens.is_empty() {
            self.outline.tokens.push(token::Token { piece, kind: token::TokenKind::Whole });
        }
        self.outline.tokens.extend(tokens);
        let fill = match (fills, only_tokens) {
            (false, _) => Fill::Blank,
            (true, true) => Fill::Token,
            (true, false) => Fill::Text,
        };
        for open in self.open.iter().rev() {
            let Some(section) = open.section.and_then(|index| self.outline.sections.get_mut(index)) else { continue };
            section.fill = section.fill.max(fill);
            match section.body.last_mut() {
                Some(last) if last.block == piece.block && piece.start.saturating_sub(last.end) <= 1 => {
                    last.end = piece.end;
                }
                _ => section.body.push(piece),
            }
            let spec = self.schema.sections.get(usize::from(section.spec));
            if spec.is_some_and(|spec| spec.required != Required::No || spec.required_when.is_some()) {
                break;
            }
        }
    }

    fn pairs(&self, text: &str, lead: usize, strong: bool) -> Vec<Pair> {
        if strong {
            let label = text.trim_end_matches([':', ' ', '?']);
            let found = pair::known(label, 0, self.labels).filter(|pair| !pair.names.fields.is_empty() || !pair.several.is_empty());
            if let Some(found) = found {
                return vec![Pair { value: range(text.len(), text.len()), ..found }];
            }
        }
        pair::pairs(text, lead, self.labels)
            .into_iter()
            .filter(|pair| !pair.names.fields.is_empty() || !pair.several.is_empty())
            .collect()
    }

    fn raw_fields(&self, names: &Names, several: &[Vec<u16>], label: Piece, line: LineId) -> Vec<RawField> {
        let section = self.open.iter().rev().find_map(|open| open.section);
        let candidates = |specs: Vec<u16>| RawField { specs, label, line, section, unread: false, value: None, text: String::new() };
        if several.is_empty() {
            if names.fields.is_empty() { Vec::new() } else { vec![candidates(names.fields.clone())] }
        } else {
            several.iter().map(|specs| RawField { unread: true, ..candidates(specs.clone()) }).collect()
        }
    }

    /// A field label at the margin whose home is another section ends the section that a label opened.
    fn close_label_at(&mut self, id: LineId, pairs: &[Pair], line: &Line) {
        if line.kind != LineKind::Text {
            return;
        }
        let Some(open) = self.open.last().filter(|open| open.level == LABEL_LEVEL) else { return };
        let Some(section) = open.section.and_then(|index| self.outline.sections.get(index)) else { return };
        let Some(spec) = self.schema.sections.get(usize::from(section.spec)) else { return };
        let fields = pairs.first().map_or(&[][..], |pair| pair.names.fields.as_slice());
        let others = matches!(spec.kind, SectionKind::People | SectionKind::Agencies);
        let elsewhere = fields.iter().filter_map(|field| self.schema.fields.get(usize::from(*field))).all(|field| {
            let describes_someone = field.kind != FieldType::Date || matches!(field.id.as_str(), "date-of-birth" | "date-of-death");
            !field.home.is_empty() && !field.home.contains(&spec.id) && !(others && describes_someone)
        });
        if !fields.is_empty() && elsewhere {
            self.close(id, LABEL_LEVEL);
        }
    }

    fn new_section(&mut self, spec: u16, label: Piece, heading: Option<Heading>, near: bool, id: LineId) -> usize {
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
            if let Some(part) = self.outline.sections.iter_mut().rev().find(|section| section.lines.start == from) {
                part.lines.end = at;
            }
        }
    }

    fn flush_pending(&mut self) {
        if let Some(waiting) = self.pending.take() {
            field::give_value(waiting, None, "", &mut self.raw);
        }
    }

    fn is_required(&self, sections: &[u16]) -> bool {
        sections.iter().filter_map(|spec| self.schema.sections.get(usize::from(*spec))).any(|spec| spec.required != Required::No)
    }

    /// True where a heading below the one at `id`, up to the next of its level, names a required section.
    fn holds_required(&self, id: LineId, level: u8) -> bool {
        let later = self.document.blocks().iter().skip(id.block as usize + 1);
        let below = later
            .filter_map(|block| block.heading().map(|heading| (heading, block)))
            .take_while(|(heading, _)| heading.level > level);
        below.into_iter().any(|(_, block)| self.is_required(&self.labels.find_heading(block.plain.text()).sections))
    }

    fn finish(mut self) -> Outline {
        self.flush_pending();
        let end = LineId { block: self.document.blocks().len() as u32, line: 0 };
        self.close(end, 0);
        self.close_board_only(end);
        let raw = std::mem::take(&mut self.raw);
        self.outline.fields = field::settle(self.document, self.schema, self.labels, &self.outline, raw);
        self.outline
    }
}

/// `**Basis**:` — strong text with a colon behind it.
fn strong_but_colon(block: &Block, line: &Line) -> bool {
    if line.lead.is_empty() {
        return false;
    }
    let rest = range(line.lead.end().into(), line.text.end().into());
    block.plain.slice(rest).trim().trim_matches([':', '?']).is_empty()
}

/// Lines of a pasted e-mail's head: at least three of From, To, Sent or Date, Subject, Cc together.
fn mail_headers(document: &Document) -> Vec<std::ops::RangeInclusive<LineId>> {
    const HEADS: &[&str] = &["from:", "to:", "sent:", "date:", "subject:", "cc:", "bcc:"];
    let mut found = Vec::new();
    let mut run: Option<(LineId, LineId, u8, bool)> = None;
    for (id, block, line) in document.lines() {
        let text = block.plain.slice(line.text);
        let head = text.get(..text.len().min(9)).unwrap_or("").to_ascii_lowercase();
        let is_head = HEADS.iter().any(|name| head.starts_with(name));
        let is_from = head.starts_with("from:");
        run = match (run, is_head) {
            (Some((first, _, count, from)), true) => Some((first, id, count.saturating_add(1), from || is_from)),
            (None, true) => Some((id, id, 1, is_from)),
            (Some((first, last, count, from)), false) => {
                if count >= 3 && from {
                    found.push(first..=last);
                }
                None
            }
            (None, false) => None,
        };
    }
    if let Some((first, last, count, true)) = run {
        if count >= 3 {
            found.push(first..=last);
        }
    }
    found
}
