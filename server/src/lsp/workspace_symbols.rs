//! `workspace/symbol`: the subjects and sections of every referral that is known.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use referral_analysis::outline::Fill;
use referral_analysis::symbols::{self, Symbol, SymbolKind};
use tower_lsp::lsp_types::{self as lsp, Location, SymbolInformation};

use super::document_symbols::{information, symbol_kind};
use super::known;
use super::reading::Reading;
use super::store::Snapshot;
use super::to_proto;
use super::workspace::Workspace;

/// Symbols in one answer; a person looking for one types another letter.
const MOST: usize = 500;

/// What was found in files that have not changed since.
#[derive(Default)]
pub struct Remembered(Mutex<HashMap<PathBuf, InFile>>);

/// What was found in one file, and when that was last changed.
struct InFile {
    modified: Option<SystemTime>,
    symbols: Arc<[SymbolInformation]>,
}

/// The subjects and sections whose names have the letters of `query`, in that order. Reads files.
pub fn workspace_symbols(
    workspace: &Workspace,
    remembered: &Remembered,
    open: &[Snapshot],
    query: &str,
) -> Vec<SymbolInformation> {
    let mut found = Vec::new();
    for snapshot in open {
        if let Some(reading) = workspace.reading(snapshot, &|| false) {
            found.extend(of_referral(snapshot, reading));
        }
    }
    let files: BTreeSet<PathBuf> = known::closed(workspace, open).into_iter().collect();
    let mut known = remembered.0.lock().unwrap_or_else(PoisonError::into_inner);
    known.retain(|path, _| files.contains(path));
    for path in files {
        let modified = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
        if let Some(file) = known.get(&path)
            && file.modified.is_some()
            && file.modified == modified
        {
            found.extend(file.symbols.iter().cloned());
            continue;
        }
        let Some(snapshot) = known::read(&path, workspace.client().encoding) else { continue };
        let symbols = of_referral(&snapshot, &workspace.unchecked_reading(&snapshot));
        found.extend(symbols.iter().cloned());
        known.insert(path, InFile { modified, symbols: symbols.into() });
    }
    found.retain(|symbol| has_letters(&symbol.name, query));
    found.truncate(MOST);
    found
}

fn of_referral(snapshot: &Snapshot, reading: &Reading) -> Vec<SymbolInformation> {
    let Some(subject) = reading.subject(snapshot) else { return Vec::new() };
    let file = snapshot.file_name();
    let location =
        |at| Location::new(snapshot.uri.clone(), to_proto::range(&snapshot.text, at, snapshot.encoding));
    let mut found = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for field in subject.fields("subject-name").filter(|field| field.fill == Fill::Text) {
        let Some(value) = field.value.filter(|_| !names.contains(&field.text.as_str())) else { continue };
        names.push(&field.text);
        let at = location(subject.document.resolve(value));
        found.push(information(field.text.clone(), lsp::SymbolKind::CLASS, at, Some(file.clone())));
    }
    let container = if names.is_empty() { file.clone() } else { format!("{}, {file}", names.join(", ")) };
    let mut waiting: Vec<Symbol> = symbols::symbols(&subject);
    while !waiting.is_empty() {
        let mut inner = Vec::new();
        for symbol in waiting {
            if symbol.kind == SymbolKind::Section {
                let kind = symbol_kind(symbol.kind);
                found.push(information(symbol.name, kind, location(symbol.label), Some(container.clone())));
            }
            inner.extend(symbol.children);
        }
        waiting = inner;
    }
    found
}

/// True where the letters of `query` stand in `name` in their order; case and spaces do not count.
fn has_letters(name: &str, query: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    let wanted = query.chars().flat_map(char::to_lowercase).filter(|char| !char.is_whitespace());
    wanted.into_iter().all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::has_letters;

    #[test]
    fn letters_are_found_in_their_order() {
        assert!(has_letters("Reason for delay", "") && has_letters("Reason for delay", "rfd"));
        assert!(has_letters("Child K", "child k") && !has_letters("Child K", "kc"));
    }
}
