//! `textDocument/inlayHint`: the questions in the empty places of a referral.
//!
//! What is asked where is for the engine to say.

use referral_analysis::hints::{self, Hint};
use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use super::reading::Reading;
use super::store::Snapshot;
use super::{from_proto, to_proto};

/// The hints in `range`; nothing in a document that is no referral.
pub fn inlay_hints(snapshot: &Snapshot, reading: &Reading, range: Range) -> Option<Vec<InlayHint>> {
    let wanted = from_proto::text_range(&snapshot.text, range, snapshot.encoding);
    let found = hints::hints(&reading.subject(snapshot)?);
    let found = found.into_iter().filter(|hint| wanted.contains_inclusive(hint.at));
    Some(found.map(|hint| inlay_hint(snapshot, hint)).collect())
}

fn inlay_hint(snapshot: &Snapshot, hint: Hint) -> InlayHint {
    InlayHint {
        position: to_proto::position(&snapshot.text, hint.at, snapshot.encoding),
        label: InlayHintLabel::String(hint.text),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(hint.more)),
        padding_left: hint.follows_text.then_some(true),
        padding_right: None,
        data: None,
    }
}
