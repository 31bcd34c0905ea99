//! What the blocks of a document say at a glance, and the dates in those that say what is wanted.

use crate::outline::Glance;
use crate::subject::{Dated, Subject};

impl Subject<'_> {
    /// What the block that is `number` says at a glance.
    pub(crate) fn glance(&self, number: u32) -> Glance {
        self.glances.get(number as usize).copied().unwrap_or_default()
    }

    /// The dates in the blocks that say at a glance what is `wanted`, one list for each block that has any.
    pub(crate) fn dates_where(&self, wanted: impl Fn(Glance) -> bool) -> impl Iterator<Item = &[Dated]> {
        let blocks = (0..).zip(self.glances.iter()).filter(move |(_, glance)| wanted(**glance));
        blocks.map(|(block, _)| self.dates_of(block)).filter(|dates| !dates.is_empty())
    }

    /// The dates in one block, in order.
    pub(crate) fn dates_of(&self, block: u32) -> &[Dated] {
        let from = self.dates.partition_point(|dated| dated.piece.block < block);
        let rest = self.dates.get(from..).unwrap_or(&[]);
        rest.get(..rest.partition_point(|dated| dated.piece.block == block)).unwrap_or(&[])
    }
}
