//! `textDocument/definition`, and `workspace/textDocumentContent` for the pages it leads to.
//!
//! The page of a criterion exists nowhere but in the answer to the second, so only a client that asks it is sent there.

use referral_analysis::definition;
use referral_analysis::links::decoded;
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{GotoDefinitionResponse, Location, LocationLink, Position, Range, Url};

use super::reading::Reading;
use super::store::Snapshot;
use super::workspace::Workspace;
use super::{from_proto, to_proto};

/// The scheme of the addresses of our pages.
pub const SCHEME: &str = "referral";

/// What the thing at `position` stands for: an abbreviation's words, a criterion's page, or where a name is introduced.
pub fn definition(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
    position: Position,
) -> Option<GotoDefinitionResponse> {
    let client = workspace.client();
    let subject = reading.subject(snapshot)?;
    let at = from_proto::offset(&snapshot.text, position, snapshot.encoding);
    let range = |at| to_proto::range(&snapshot.text, at, snapshot.encoding);
    let cited = || client.text_document_content.then(|| definition::citation(&subject, at)).flatten();
    let (uri, target, origin) = if let Some((long, short)) = definition::expansion(&subject, at) {
        (snapshot.uri.clone(), range(long), range(short))
    } else if let Some(cited) = cited() {
        let uri = format!("{SCHEME}:/{}/{}.md", subject.schema.id, cited.page);
        (Url::parse(&uri).ok()?, Range::default(), range(cited.at))
    } else {
        let (introduced, name) = definition::introduction(&subject, at)?;
        (snapshot.uri.clone(), range(introduced), range(name))
    };
    if !client.definition_links {
        return Some(GotoDefinitionResponse::Scalar(Location::new(uri, target)));
    }
    Some(GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: Some(origin),
        target_uri: uri,
        target_range: target,
        target_selection_range: target,
    }]))
}

/// Which page is asked for. lsp-types 0.94.1 does not know the method.
#[derive(Debug, Deserialize)]
pub struct TextDocumentContentParams {
    /// Its address.
    pub uri: Url,
}

/// A page.
#[derive(Debug, Serialize)]
pub struct TextDocumentContentResult {
    /// Its text.
    pub text: String,
}

/// The page at `uri`, an address that [`definition`] gave. May read files.
pub fn text_document_content(workspace: &Workspace, uri: &Url) -> Option<TextDocumentContentResult> {
    let path = decoded(uri.path());
    let (schema, page) = path.trim_start_matches('/').strip_suffix(".md")?.split_once('/')?;
    let config = workspace.config(uri);
    let catalogue = &config.catalogue;
    let text = definition::criterion_page(catalogue.get(schema)?, catalogue.vocabulary(schema)?, page)?;
    Some(TextDocumentContentResult { text })
}
