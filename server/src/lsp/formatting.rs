//! `textDocument/formatting`, `rangeFormatting` and `onTypeFormatting`.

use referral_analysis::{tidy, typing};
use tower_lsp::lsp_types::{Position, Range, TextEdit};

use super::reading::Reading;
use super::store::Snapshot;
use super::{from_proto, to_proto};

/// The keys after which the client asks for `onTypeFormatting`.
pub const FIRST_KEY: &str = "\n";

/// What makes a referral tidy.
pub fn formatting(snapshot: &Snapshot, reading: &Reading) -> Option<Vec<TextEdit>> {
    let changes = tidy::tidy(&reading.subject(snapshot)?);
    Some(to_proto::text_edits(snapshot, changes))
}

/// What makes the lines that `range` touches tidy.
pub fn range_formatting(snapshot: &Snapshot, reading: &Reading, range: Range) -> Option<Vec<TextEdit>> {
    let within = from_proto::text_range(&snapshot.text, range, snapshot.encoding);
    let changes = tidy::tidy_within(&reading.subject(snapshot)?, within);
    Some(to_proto::text_edits(snapshot, changes))
}

/// What Enter adds, the cursor being at `position`.
pub fn on_enter(snapshot: &Snapshot, reading: &Reading, position: Position) -> Option<Vec<TextEdit>> {
    if !reading.is_referral() {
        return None;
    }
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    let change = typing::on_enter(reading.document.source(), at)?;
    Some(to_proto::text_edits(snapshot, vec![change]))
}
