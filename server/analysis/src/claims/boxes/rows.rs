//! Rows of a table in which a box has a cell of its own.

use super::{How, Reader, Tick, blank};

impl Reader<'_, '_> {
    /// True for a row of a table where each box has a cell of its own, behind that of its words, and evidence may follow:
    /// "The child has died | ☒ | See section 3".
    pub(super) fn stand_alone(&self, start: usize, end: usize, ticks: &[Tick]) -> bool {
        let mut alone = 0;
        let mut at = start;
        for (column, cell) in self.marks.lower(start, end).split('\t').enumerate() {
            let stop = at + cell.len();
            let own = ticks.iter().filter(|tick| at <= tick.start && tick.end <= stop);
            // "Condition 1: has died | ☒ missed calls logged as done"
            let is_marked = || {
                let label = self.marks.lower(start, at);
                ticks.len() == 1 && !self.marks.asked(start, start + label.trim_end().len()).is_empty()
            };
            let is_own = |tick: &&Tick| {
                blank(self.marks.lower(at, tick.start))
                    && (blank(self.marks.lower(tick.end, stop)) || is_marked())
            };
            alone += own.filter(|tick| column > 0 && is_own(tick)).count();
            at = stop + 1;
        }
        let behind = ticks.last().map_or("", |last| self.marks.lower(last.end, end));
        alone == ticks.len() && !blank(behind)
    }

    /// What stands above the cell in this column of a row of so many: yes or no. Where the first cell of the header is empty,
    /// "| | Yes | No |", its row has one less.
    pub(super) fn headed(&self, column: usize, cells: usize) -> Option<bool> {
        let shift = if self.columns.is_empty() { 0 } else { cells.saturating_sub(self.columns.len()) };
        self.columns.get(column.checked_sub(shift)?).copied().flatten()
    }

    pub(super) fn ticked_row(&mut self, start: usize, end: usize, ticks: &[Tick]) {
        let mut label = None;
        let mut at = start;
        let cells = self.marks.lower(start, end).split('\t').count();
        for (column, cell) in self.marks.lower(start, end).split('\t').enumerate() {
            let stop = at + cell.len();
            let tick = ticks.iter().find(|tick| at <= tick.start && tick.end <= stop);
            match (tick, label) {
                (Some(tick), Some((from, to))) if tick.ticked => match self.headed(column, cells) {
                    Some(false) => self.answered(from, to, Some(false), from, stop, How::Ticked),
                    _ => self.pieces(&[(from, to, true)], None),
                },
                (None, None) if !blank(cell) => label = Some((at, stop)),
                _ => {}
            }
            at = stop + 1;
        }
    }
}
