//! `textDocument/hover`: the engine's answer in the format that the client reads.

use referral_analysis::{hover, toml_help};
use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::reading::Reading;
use super::store::Snapshot;
use super::toml_reading::TomlReading;
use super::workspace::Workspace;
use super::{from_proto, to_proto};

/// What there is to know at `position`.
pub fn hover(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
    position: Position,
) -> Option<Hover> {
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    let subject = reading.subject(snapshot);
    let hover = hover::hover(&reading.document, &reading.choice, subject.as_ref(), &reading.report, at)?;
    Some(told(workspace, snapshot, &hover))
}

/// What there is to know at `position` of a schema file or `referral.toml`.
pub fn toml_hover(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &TomlReading,
    position: Position,
) -> Option<Hover> {
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    toml_help::hover(&reading.file(), at).map(|hover| told(workspace, snapshot, &hover))
}

fn told(workspace: &Workspace, snapshot: &Snapshot, hover: &hover::Hover) -> Hover {
    let contents = if workspace.client().markdown_hover {
        MarkupContent { kind: MarkupKind::Markdown, value: hover::markdown(hover) }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: hover::plain(hover) }
    };
    let range = to_proto::range(&snapshot.text, hover.at, snapshot.encoding);
    Hover { contents: HoverContents::Markup(contents), range: Some(range) }
}
