//! What a table holds: pairs by row, facts by column, or data that belongs to nobody in particular.
//!
//! Cells keep their place; nothing is copied.

use text_size::TextRange;

use super::{LabelIndex, Names, pair};
use crate::document::{Block, LineKind};

/// How a table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Each header cell is a label for the cell below.
    Columns,
    /// In each row a label stands before its value; the header row is a row like the others.
    Rows,
    /// A list of things or people under a header.
    Data,
}

/// A table's cells by row, and how they are read.
#[derive(Debug)]
pub(super) struct Table {
    /// Its rows, the header first.
    pub rows: Vec<Vec<Cell>>,
    /// How they are read.
    pub reading: Reading,
}

/// One cell: its line in the block and what its text stands for.
#[derive(Debug)]
pub(super) struct Cell {
    /// Index of its line in the block.
    pub line: u32,
    /// Its text, in bytes of the block's visible text.
    pub text: TextRange,
    /// Row, from 0.
    pub row: u16,
    /// What its text names.
    pub names: Names,
    /// Fields its text names together.
    pub several: Vec<Vec<u16>>,
    /// True where nothing is in it.
    pub blank: bool,
}

impl Cell {
    /// True where its text is a label that the schema knows.
    pub fn is_label(&self) -> bool {
        !self.names.is_empty() || !self.several.is_empty()
    }
}

/// The cells of a table by row, and how it is read.
pub(super) fn read(block: &Block, labels: &LabelIndex) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let is_numbered = is_numbered(block);
    for (index, line) in (0..).zip(&block.lines) {
        let LineKind::Cell { row, column } = line.kind else { continue };
        let Some(column) = column.checked_sub(u16::from(is_numbered)) else { continue };
        let text = block.plain.slice(line.text);
        let label = text.trim_end_matches([':', ' ']);
        let several = labels.find_several(label);
        let names = if is_told(label) {
            Names::default()
        } else {
            match (several.is_empty(), row == 0 || column % 2 == 0) {
                (true, true) => labels.find_heading(label),
                // What stands beside a label is an answer, in which any words may come.
                (true, false) => labels.find(label),
                (false, _) => Names::default(),
            }
        };
        let cell = Cell { line: index, text: line.text, row, names, several, blank: super::is_blank(text) };
        match rows.last_mut() {
            Some(last) if last.last().is_some_and(|before| before.row == row) => last.push(cell),
            _ => rows.push(vec![cell]),
        }
    }
    // A heading over merged cells comes out of a word processor once for each of them.
    for row in &mut rows {
        let said = |cell: &Cell| block.plain.slice(cell.text).trim();
        let Some((first, others)) = row.split_first_mut() else { continue };
        if others.is_empty() || first.blank || others.iter().any(|cell| said(cell) != said(first)) {
            continue;
        }
        for cell in others {
            cell.blank = true;
            cell.names = Names::default();
            cell.several.clear();
        }
    }
    // "Incident" asks for a day where one stands beside it, and else for an account.
    for row in &mut rows {
        for number in 0..row.len() {
            let answer = row.get(number + 1).map_or("", |cell| block.plain.slice(cell.text));
            let is_alone = row.len() == 2;
            if let Some(cell) = row.get_mut(number).filter(|cell| is_alone && !cell.is_label())
                && pair::begins_with_a_date(answer)
            {
                cell.names = labels.find_dated(block.plain.slice(cell.text));
            }
            let Some(cell) = row.get_mut(number).filter(|cell| !cell.names.sections.is_empty()) else {
                continue;
            };
            if pair::is_a_date(answer) {
                if cell.names.fields.iter().any(|field| labels.is_date(*field)) {
                    cell.names.sections.clear();
                }
            } else {
                cell.names.fields.retain(|field| !labels.is_date(*field));
            }
        }
    }
    let reading = reading(&rows);
    Table { rows, reading }
}

/// True for a cell of more than one sentence, which asks for nothing: "Three agencies saw her. The first …".
fn is_told(text: &str) -> bool {
    /// Words of two sentences of a form.
    const WORDS: usize = 20;
    let asks = text.contains('?') || text.to_lowercase().contains("please");
    text.split_whitespace().nth(WORDS).is_some() && text.contains(". ") && !asks
}

/// True where the first column has nothing but the numbers of a form's questions.
fn is_numbered(block: &Block) -> bool {
    /// Questions that a form numbers.
    const LEAST: usize = 3;
    let first = block.lines.iter().filter_map(|line| match line.kind {
        LineKind::Cell { row, column: 0 } if row > 0 => Some(block.plain.slice(line.text).trim()),
        _ => None,
    });
    // "A1", "12.", "1.4"
    let is_number = |text: &str| {
        let digits = text.trim_end_matches(['.', ')']);
        let digits = digits.strip_prefix(|char: char| char.is_ascii_uppercase()).unwrap_or(digits);
        let of_part =
            |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.split_once('.').map_or_else(|| of_part(digits), |(part, own)| of_part(part) && of_part(own))
    };
    // "A", "B" … "AA", as a spreadsheet calls its columns
    let is_letter =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let letters = || {
        first
            .clone()
            .zip(first.clone().skip(1))
            .all(|(one, next)| is_letter(one) && is_letter(next) && (one.len(), one) < (next.len(), next))
    };
    first.clone().count() >= LEAST && (first.clone().all(is_number) || letters())
}

fn reading(rows: &[Vec<Cell>]) -> Reading {
    let Some((header, data)) = rows.split_first() else { return Reading::Rows };
    let named = header.iter().filter(|cell| !cell.blank).count();
    let all_known = named > 0 && header.iter().all(Cell::is_label);
    let first_is_label = data.iter().filter_map(|row| row.first()).any(Cell::is_label);
    if first_is_label || header.len() < 2 {
        return Reading::Rows;
    }
    // "Surname | Forename | Date of birth | Status", of which one is not known, and "Name | D.O.B. | Area | Carer", where what
    // would answer the first is a label itself
    let known = header.iter().filter(|cell| cell.is_label()).count();
    let leads = header.iter().take_while(|cell| cell.is_label()).count();
    let nearly_known = header.len() > 2
        && (known + 1 == header.len() || leads > 1)
        && data.iter().all(|row| row.len() == header.len() && !row.iter().any(Cell::is_label));
    if (all_known || nearly_known) && data.len() == 1 {
        return Reading::Columns;
    }
    // "Yes" or a name beside the first label of a form is a value; under a list's header there are only headings.
    let header_is_pair =
        header.first().is_some_and(Cell::is_label) && header.get(1).is_some_and(|cell| !cell.is_label());
    if header_is_pair && header.len() == 2 && data.is_empty() {
        return Reading::Rows;
    }
    if data.len() > 1 || all_known || data.is_empty() {
        return Reading::Data;
    }
    Reading::Rows
}

/// True where the first cell names a section and the others are blank.
pub(super) fn is_title(row: &[Cell]) -> bool {
    let Some((first, others)) = row.split_first() else { return false };
    !first.names.sections.is_empty() && !others.is_empty() && others.iter().all(|cell| cell.blank)
}
