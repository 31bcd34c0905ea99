//! `textDocument/foldingRange`: by whole lines or to the character, and no more than the client takes.

use referral_analysis::folds::{self, Fold, FoldKind};
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind};

use super::reading::Reading;
use super::store::Snapshot;
use super::to_proto;
use super::workspace::Workspace;

/// What may be folded in a referral.
pub fn folding_ranges(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
) -> Option<Vec<FoldingRange>> {
    let client = workspace.client();
    let lines = |fold: &Fold| {
        let range = to_proto::range(&snapshot.text, fold.at, snapshot.encoding);
        (range.start.line, range.end.line)
    };
    let mut folds = folds::folds(&reading.subject(snapshot)?);
    folds.retain(|fold| lines(fold).0 < lines(fold).1);
    // A client takes one fold for each line it begins on: the outer one.
    folds.dedup_by_key(|fold| lines(fold).0);
    if let Some(most) = client.folding_limit {
        folds = folds::at_most(folds, most);
    }
    let range = |fold: Fold| {
        let range = to_proto::range(&snapshot.text, fold.at, snapshot.encoding);
        let first_line = to_proto::line_end(&snapshot.text, range.start.line, snapshot.encoding);
        FoldingRange {
            start_line: range.start.line,
            start_character: (!client.line_folding_only).then_some(first_line.character),
            end_line: range.end.line,
            end_character: (!client.line_folding_only).then_some(range.end.character),
            kind: (fold.kind == FoldKind::Comment).then_some(FoldingRangeKind::Comment),
            collapsed_text: None,
        }
    };
    Some(folds.into_iter().map(range).collect())
}
