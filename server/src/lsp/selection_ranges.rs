//! `textDocument/selectionRange`: one chain for each place asked about.

use referral_analysis::widening;
use text_size::TextRange;
use tower_lsp::lsp_types::{Position, SelectionRange};

use super::reading::Reading;
use super::store::Snapshot;
use super::{from_proto, to_proto};

/// The selections around each of `positions`, in their order.
pub fn selection_ranges(
    snapshot: &Snapshot,
    reading: &Reading,
    positions: &[Position],
) -> Option<Vec<SelectionRange>> {
    let places: Vec<_> = positions
        .iter()
        .map(|position| from_proto::offset(&snapshot.text, *position, snapshot.encoding))
        .collect();
    let widenings = widening::widenings(&reading.subject(snapshot)?, &places);
    Some(widenings.iter().filter_map(|steps| chain(snapshot, steps)).collect())
}

/// The steps from the last, which holds all others, to the first.
fn chain(snapshot: &Snapshot, steps: &[TextRange]) -> Option<SelectionRange> {
    steps.iter().rev().fold(None, |parent, step| {
        let range = to_proto::range(&snapshot.text, *step, snapshot.encoding);
        Some(SelectionRange { range, parent: parent.map(Box::new) })
    })
}
