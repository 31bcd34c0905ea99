//! The walk over a table: rows that give labels with their values, columns, and lists of things or people.

use super::super::Fill;
use super::super::facts::LineFacts;
use super::super::table::{self, Cell, Reading, Table};
use super::super::{blank, field, pair};
use super::{IN_TABLE_LEVEL, Open, Walk};
use crate::document::{Block, LineId};
use crate::place::{Piece, range};
use crate::schema::SectionKind;

/// A table being walked over.
struct Sheet<'d> {
    index: u32,
    block: &'d Block,
    facts: &'d [LineFacts],
}

/// "Criterion | Yes | No", above the options of a form.
fn heads_answers(block: &Block, row: &[Cell]) -> bool {
    let says = |cell: &Cell, answer: &str| block.plain.slice(cell.text).trim().eq_ignore_ascii_case(answer);
    row.len() > 2 && ["yes", "no"].iter().all(|answer| row.iter().any(|cell| says(cell, answer)))
}

/// "Criterion | Tick | Evidence", "Section 44 | Met? | Because": the title of a section above columns, and not its answer.
fn heads_columns(sheet: &Sheet<'_>, rows: &[Vec<Cell>]) -> bool {
    /// Words of the head of a column.
    const WORDS: usize = 3;
    /// Rows below such a head.
    const ROWS: usize = 2;
    let Some((header, data)) = rows.split_first() else { return false };
    let Some((first, others)) = header.split_first() else { return false };
    let is_head = |cell: &Cell| {
        !cell.blank && sheet.block.plain.slice(cell.text).split_whitespace().nth(WORDS).is_none()
    };
    !first.names.sections.is_empty()
        && others.len() >= 2
        && others.iter().all(is_head)
        && data.len() >= ROWS
        && data.iter().all(|row| row.len() == header.len())
}

impl Walk<'_> {
    pub(super) fn table(&mut self, index: u32, block: &Block, table: &Table, facts: &[LineFacts]) {
        if self.board_only.is_some() {
            return;
        }
        let Table { rows, reading } = table;
        let sheet = Sheet { index, block, facts };
        let is_below = |number: usize| number > 0 && answers_below(rows, number - 1);
        for (number, row) in rows.iter().enumerate() {
            match reading {
                // "A1 | Name | Role" has its answers in the row below.
                Reading::Rows | Reading::Data if answers_below(rows, number) => {}
                Reading::Rows | Reading::Data if is_below(number) => {
                    self.answers(&sheet, rows.get(number - 1), row);
                }
                Reading::Rows if number == 0 && self.heads_a_name(&sheet, rows) => {
                    self.title_row(&sheet, row.first());
                }
                Reading::Rows | Reading::Data if number == 0 && heads_columns(&sheet, rows) => {
                    self.title_row(&sheet, row.first());
                }
                Reading::Rows => self.row(&sheet, row),
                Reading::Columns if number == 0 => {}
                Reading::Columns => self.columns(&sheet, rows.first(), row),
                // "Section C: Agencies involved" above the columns is the heading of what follows.
                Reading::Data if number == 0 && table::is_title(row) => self.row(&sheet, row),
                Reading::Data => {
                    for cell in row {
                        self.cell(&sheet, cell, number > 0 && !cell.blank);
                    }
                }
            }
        }
        self.flush_pending();
        self.close(LineId { block: index + 1, line: 0 }, IN_TABLE_LEVEL);
    }

    /// True where the first row is the name of a person alone, and the next asks for it: "Referring person" above "Name".
    fn heads_a_name(&self, sheet: &Sheet<'_>, rows: &[Vec<Cell>]) -> bool {
        const NAME: &[&str] = &["name", "full name", "your name"];
        let said = |row: usize| {
            let cell = rows.get(row)?.first()?;
            Some(sheet.block.plain.slice(cell.text).trim_matches([':', ' ', '?']).to_lowercase())
        };
        let (title, label) = (said(0).unwrap_or_default(), said(1).unwrap_or_default());
        let alone = rows.first().is_some_and(|row| row.iter().skip(1).all(|cell| cell.blank));
        let names_a_field = rows.first().and_then(|row| row.first()).is_some_and(|cell| {
            cell.names.sections.is_empty() && self.asked_for(cell).is_some() && !cell.blank
        });
        alone && names_a_field && !title.contains("name") && NAME.contains(&label.as_str())
    }

    /// Opens the section that the title of a table asks for.
    fn title_row(&mut self, sheet: &Sheet<'_>, title: Option<&Cell>) {
        let Some((title, spec)) = title.and_then(|title| Some((title, self.asked_for(title)?))) else {
            return;
        };
        let id = LineId { block: sheet.index, line: title.line };
        self.flush_pending();
        self.close(id, IN_TABLE_LEVEL);
        let section = self.new_section(spec, Piece::new(sheet.index, title.text), None, false, id);
        self.open.push(Open::new(Some(section), IN_TABLE_LEVEL, id));
        self.cell(sheet, title, false);
    }

    /// A row of a form: labels, each with the cell behind it.
    fn row(&mut self, sheet: &Sheet<'_>, row: &[Cell]) {
        let Sheet { index, block, .. } = *sheet;
        let Some(first) = row.first() else { return };
        let others_blank = row.iter().skip(1).all(|cell| cell.blank);
        let id = LineId { block: index, line: first.line };
        // Over all columns, below the title of a section, stands its answer, whatever words are in it.
        let said = block.plain.slice(first.text).trim_end();
        if others_blank && self.is_open_and_blank() && !said.ends_with(['?', ':']) && is_told(said) {
            for cell in row {
                self.cell(sheet, cell, !cell.blank);
            }
            return;
        }
        let mut at = 0;
        if let Some(spec) =
            first.names.sections.first().copied().filter(|_| first.names.fields.is_empty() || others_blank)
            && !self.is_option(spec, block, row)
            && !heads_answers(block, row)
        {
            self.flush_pending();
            self.close(id, IN_TABLE_LEVEL);
            let label = Piece::new(index, first.text);
            let section = self.new_section(spec, label, None, false, id);
            self.open.push(Open::new(Some(section), IN_TABLE_LEVEL, id));
            // Its answer is in the cells up to the next label; where there is none, in the rows below.
            at = 1;
            // Of four cells and more, the third is the next label, known or not.
            let last = if row.len() >= 4 { 2 } else { row.len() };
            while let Some(cell) = row.get(at).filter(|cell| at < last && !cell.is_label()) {
                self.cell(sheet, cell, !cell.blank);
                at += 1;
            }
            if !others_blank {
                let after = LineId { block: index, line: first.line + at as u32 };
                self.close(after, IN_TABLE_LEVEL);
            }
        }
        while let Some(cell) = row.get(at) {
            let text = block.plain.slice(cell.text);
            let id = LineId { block: index, line: cell.line };
            // "Part A | Person sending this form", above the rows of that part, is a title.
            let alone = row.len() == 2 || row.iter().skip(2).all(|cell| cell.blank);
            let is_title = cell.row == 0 && at == 1 && alone && !first.is_label();
            if is_title && self.asked_for(cell).is_some() {
                self.title_row(sheet, Some(cell));
                at += 1;
                continue;
            }
            // "What | Who | By", above a list of things to do, asks for nothing.
            let heads_alone = cell.row == 0
                && at + 1 == row.len()
                && row.iter().take(at).filter(|before| !before.blank && !before.is_label()).count() == at;
            if cell.is_label() && !is_title && !(heads_alone && at > 0) {
                // "Child" is the name of a section and may be a child's last name: behind a label it is a value.
                let value =
                    row.get(at + 1).filter(|next| next.names.fields.is_empty() && next.several.is_empty());
                let label_len = text.trim_end_matches([':', ' ', '?']).len();
                let label = Piece::new(index, cell.text).part(range(0, label_len));
                let raws = self.raw_fields(&cell.names, &cell.several, label, id);
                let value_text = value.map_or("", |value| block.plain.slice(value.text));
                let piece = value.map(|value| Piece::new(index, value.text));
                field::give_value(raws, piece, value_text, &mut self.raw);
                self.cell(sheet, cell, false);
                if let Some(value) = value {
                    self.cell(sheet, value, !value.blank);
                }
                at += 1 + usize::from(value.is_some());
                continue;
            }
            let pairs = pair::pairs(text, 0, self.vocabulary.labels());
            let piece = Piece::new(index, cell.text);
            let unknown_label =
                pairs.is_empty() && !cell.blank && at % 2 == 0 && row.len() > 1 && row.len() > at + 1;
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
            self.cell(sheet, cell, fills);
            at += 1;
        }
    }

    /// True below the title of a section in a table, where nothing stands below it yet.
    fn is_open_and_blank(&self) -> bool {
        let open = self.open.last().filter(|open| open.level == IN_TABLE_LEVEL);
        let section = open.and_then(|open| self.outline.sections.get(open.section?));
        section.is_some_and(|section| section.fill == Fill::Blank)
    }

    /// "Reg 5(2)(b)(i) The child has died | X", below "Criteria (mark X)", is one of its options and no part of its own; so is
    /// any row below it that has a mark under "Yes" and under "No".
    fn is_option(&self, spec: u16, block: &Block, row: &[Cell]) -> bool {
        let kind = |spec: u16| self.schema.sections.get(usize::from(spec)).map(|section| section.kind);
        let is_mark = |cell: &Cell| {
            let text = block.plain.slice(cell.text).trim_start();
            cell.blank || blank::is_tick(text) || text.starts_with(['☐', '☑', '☒'])
        };
        let Some((_, marks)) = row.split_first() else { return false };
        let mut open = self.open.iter().filter_map(|open| self.outline.sections.get(open.section?));
        !marks.is_empty()
            && marks.iter().all(is_mark)
            && match kind(spec) {
                Some(SectionKind::Options) => open.any(|section| section.spec == spec),
                _ => {
                    marks.len() > 1
                        && !marks.iter().all(|cell| cell.text.is_empty())
                        && open.any(|section| kind(section.spec) == Some(SectionKind::Options))
                }
            }
    }

    /// The section that a title of a table asks for: the one it names, or that of the field it names.
    fn asked_for(&self, title: &Cell) -> Option<u16> {
        let of_field = || {
            let field = self.schema.fields.get(usize::from(*title.names.fields.first()?))?;
            let home = field.home.first()?;
            (0..).zip(&self.schema.sections).find(|(_, section)| section.id == *home).map(|(spec, _)| spec)
        };
        title.names.sections.first().copied().or_else(of_field)
    }

    fn columns(&mut self, sheet: &Sheet<'_>, header: Option<&Vec<Cell>>, row: &[Cell]) {
        let Sheet { index, block, .. } = *sheet;
        for (label, value) in header.into_iter().flatten().zip(row) {
            let id = LineId { block: index, line: label.line };
            let text = block.plain.slice(label.text);
            let label_len = text.trim_end_matches([':', ' ', '?']).len();
            let piece = Piece::new(index, label.text).part(range(0, label_len));
            let raws = self.raw_fields(&label.names, &label.several, piece, id);
            let value_text = block.plain.slice(value.text);
            field::give_value(raws, Some(Piece::new(index, value.text)), value_text, &mut self.raw);
            self.cell(sheet, value, !value.blank);
        }
    }

    /// A row of answers below the row that asks for them.
    fn answers(&mut self, sheet: &Sheet<'_>, asked: Option<&Vec<Cell>>, row: &[Cell]) {
        for (label, value) in asked.into_iter().flatten().zip(row) {
            let section = label.names.sections.first().copied().filter(|_| label.names.fields.is_empty());
            if let Some(spec) = section {
                let id = LineId { block: sheet.index, line: label.line };
                self.flush_pending();
                self.close(id, IN_TABLE_LEVEL);
                let section = self.new_section(spec, Piece::new(sheet.index, label.text), None, false, id);
                self.open.push(Open::new(Some(section), IN_TABLE_LEVEL, id));
                self.cell(sheet, value, !value.blank);
                self.close(LineId { line: value.line + 1, ..id }, IN_TABLE_LEVEL);
            }
        }
        self.columns(sheet, asked, row);
    }

    fn cell(&mut self, sheet: &Sheet<'_>, cell: &Cell, fills: bool) {
        let piece = Piece::new(sheet.index, cell.text);
        if cell.text.is_empty() {
            self.stretch(piece);
        } else if let Some(facts) = sheet.facts.get(cell.line as usize) {
            self.append(piece, facts, fills);
        }
    }

    /// Lets the text of the open sections go on to an empty cell: a row of options in which nothing is ticked says so.
    fn stretch(&mut self, piece: Piece) {
        for section in self.open.iter().filter_map(|open| open.section) {
            let last = self.outline.sections.get_mut(section).and_then(|section| section.body.last_mut());
            if let Some(last) =
                last.filter(|last| last.block == piece.block && piece.start.saturating_sub(last.end) <= 1)
            {
                last.end = piece.end;
            }
        }
    }
}

/// True for text that no label is: more words than one has, or a sentence, or a list.
fn is_told(text: &str) -> bool {
    /// Words of the longest label, and of one that ends with a full stop.
    const WORDS: usize = 10;
    const SHORT: usize = 2;
    let is_over = |most: usize| text.split_whitespace().nth(most).is_some();
    // "Tel No." is a label.
    text.contains(';') || text.ends_with('.') && is_over(SHORT) || is_over(WORDS)
}

/// True where a row has labels behind its number, and the next has their answers with no number before them.
fn answers_below(rows: &[Vec<Cell>], number: usize) -> bool {
    let (Some(asked), Some(answers)) = (rows.get(number), rows.get(number + 1)) else { return false };
    let (Some((first, labels)), Some((blank, told))) = (asked.split_first(), answers.split_first()) else {
        return false;
    };
    !first.blank
        && !first.is_label()
        && first.text.len() <= 4.into()
        && !labels.is_empty()
        && labels.iter().all(|label| label.is_label() || label.blank)
        && labels.first().is_some_and(Cell::is_label)
        && blank.blank
        && told.len() == labels.len()
        && told.iter().any(|cell| !cell.blank)
}
