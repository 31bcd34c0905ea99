//! `textDocument/documentHighlight`, `references`, `prepareRename` and `rename`: where a name stands, and another for it.

use referral_analysis::document::Document;
use referral_analysis::names::{self, Name, Occurrence};
use referral_analysis::rename::{self, RenameError};
use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentHighlightKind, Location, Position, PrepareRenameResponse, Url, WorkspaceEdit,
};

use super::known;
use super::reading::Reading;
use super::store::Snapshot;
use super::workspace::Workspace;
use super::{from_proto, to_proto};

/// Where the name at `position` stands in the document.
pub fn highlights(
    snapshot: &Snapshot,
    reading: &Reading,
    position: Position,
) -> Option<Vec<DocumentHighlight>> {
    let subject = reading.subject(snapshot)?;
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    let (name, _) = names::name_at(&subject, at)?;
    let found = names::occurrences_in(&subject, &name).into_iter().map(|found| DocumentHighlight {
        range: to_proto::range(&snapshot.text, found.at, snapshot.encoding),
        kind: Some(if found.declares { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    });
    Some(found.collect())
}

/// Where the name at `position` stands in all referrals that are known: this one, the others of `open`, and the
/// files of the workspace. Reads files.
pub fn references(
    workspace: &Workspace,
    open: &[Snapshot],
    snapshot: &Snapshot,
    position: Position,
    with_declaration: bool,
) -> Option<Vec<Location>> {
    let reading = workspace.reading(snapshot, &|| false)?;
    let subject = reading.subject(snapshot)?;
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    let (name, _) = names::name_at(&subject, at)?;
    let mut found = locations(snapshot, names::occurrences_in(&subject, &name), with_declaration);
    for other in open.iter().filter(|other| other.uri != snapshot.uri) {
        if let Some(reading) = workspace.reading(other, &|| false).filter(|reading| reading.is_referral()) {
            found.extend(in_another(other, &reading.document, &name));
        }
    }
    for file in known::closed(workspace, open) {
        let Some(other) = known::read(&file, snapshot.encoding) else { continue };
        let reading = workspace.unchecked_reading(&other);
        if reading.is_referral() {
            found.extend(in_another(&other, &reading.document, &name));
        }
    }
    Some(found)
}

fn in_another(snapshot: &Snapshot, document: &Document, name: &Name) -> Vec<Location> {
    locations(snapshot, names::occurrences(document, &[], name), true)
}

fn locations(snapshot: &Snapshot, found: Vec<Occurrence>, with_declaration: bool) -> Vec<Location> {
    let wanted = found.into_iter().filter(|found| with_declaration || !found.declares);
    let range = |found: Occurrence| to_proto::range(&snapshot.text, found.at, snapshot.encoding);
    wanted.map(|found| Location::new(Url::clone(&snapshot.uri), range(found))).collect()
}

/// What would be renamed at `position`; nothing in a document that is no referral.
pub fn prepare_rename(
    snapshot: &Snapshot,
    reading: &Reading,
    position: Position,
) -> Option<Result<PrepareRenameResponse, RenameError>> {
    let subject = reading.subject(snapshot)?;
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    Some(rename::label_at(&subject, at).map(|(range, placeholder)| {
        PrepareRenameResponse::RangeWithPlaceholder {
            range: to_proto::range(&snapshot.text, range, snapshot.encoding),
            placeholder,
        }
    }))
}

/// The edit that renames the person at `position`; nothing in a document that is no referral.
pub fn rename(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
    position: Position,
    new: &str,
) -> Option<Result<WorkspaceEdit, RenameError>> {
    let subject = reading.subject(snapshot)?;
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    let with_version = workspace.client().document_changes;
    Some(
        rename::rename(&subject, at, new)
            .map(|edits| to_proto::workspace_edit(snapshot, &reading.document, &edits, with_version)),
    )
}
