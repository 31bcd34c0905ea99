//! `textDocument/documentSymbol`: the outline, nested or flat as the client shows it.

use referral_analysis::symbols::{self, Symbol};
use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use super::reading::Reading;
use super::store::Snapshot;
use super::to_proto;
use super::workspace::Workspace;

/// The outline of a referral.
pub fn document_symbols(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
) -> Option<DocumentSymbolResponse> {
    let symbols = symbols::symbols(&reading.subject(snapshot)?);
    if workspace.client().nested_symbols {
        let nested = symbols.into_iter().map(|symbol| nested(snapshot, symbol)).collect();
        return Some(DocumentSymbolResponse::Nested(nested));
    }
    let mut flat = Vec::new();
    flatten(snapshot, &symbols, None, &mut flat);
    Some(DocumentSymbolResponse::Flat(flat))
}

#[allow(deprecated, reason = "the type has a member that nobody may use")]
fn nested(snapshot: &Snapshot, symbol: Symbol) -> DocumentSymbol {
    let Symbol { name, detail, kind, at, label, children } = symbol;
    let children: Vec<DocumentSymbol> = children.into_iter().map(|child| nested(snapshot, child)).collect();
    DocumentSymbol {
        name,
        detail: Some(detail),
        kind: symbol_kind(kind),
        tags: None,
        deprecated: None,
        range: to_proto::range(&snapshot.text, at, snapshot.encoding),
        selection_range: to_proto::range(&snapshot.text, label, snapshot.encoding),
        children: (!children.is_empty()).then_some(children),
    }
}

fn flatten(snapshot: &Snapshot, symbols: &[Symbol], outer: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    for symbol in symbols {
        let range = to_proto::range(&snapshot.text, symbol.at, snapshot.encoding);
        // There is no place for the detail but the name.
        let name = format!("{}: {}", symbol.name, symbol.detail);
        let location = Location::new(snapshot.uri.clone(), range);
        flat.push(information(name, symbol_kind(symbol.kind), location, outer.map(str::to_owned)));
        flatten(snapshot, &symbol.children, Some(&symbol.name), flat);
    }
}

/// A symbol by itself.
#[allow(deprecated, reason = "the type has a member that nobody may use")]
pub fn information(
    name: String,
    kind: SymbolKind,
    location: Location,
    container_name: Option<String>,
) -> SymbolInformation {
    SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name }
}

/// Every client knows these kinds.
pub fn symbol_kind(kind: symbols::SymbolKind) -> SymbolKind {
    match kind {
        symbols::SymbolKind::FrontMatter => SymbolKind::NAMESPACE,
        symbols::SymbolKind::Section => SymbolKind::MODULE,
        symbols::SymbolKind::Heading => SymbolKind::STRING,
        symbols::SymbolKind::Field => SymbolKind::FIELD,
    }
}
