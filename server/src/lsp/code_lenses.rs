//! `textDocument/codeLens`: how far a referral is, above its title and its open sections.
//!
//! Each lens has its command from the start, so that none has to be resolved.

use referral_analysis::lenses::{self, LeadsTo, Lens};
use serde_json::json;
use tower_lsp::lsp_types::{CodeLens, Command};

use super::commands;
use super::reading::Reading;
use super::store::Snapshot;
use super::to_proto;

/// The lenses of a document; nothing where it is no referral.
pub fn code_lenses(snapshot: &Snapshot, reading: &Reading) -> Option<Vec<CodeLens>> {
    let found = lenses::lenses(&reading.subject(snapshot)?, &reading.report);
    Some(found.into_iter().map(|lens| code_lens(snapshot, lens)).collect())
}

fn code_lens(snapshot: &Snapshot, lens: Lens) -> CodeLens {
    let range = to_proto::range(&snapshot.text, lens.at, snapshot.encoding);
    let document = json!({"uri": snapshot.uri});
    let (command, arguments) = match lens.leads_to {
        LeadsTo::NextNeeded => {
            (commands::NEXT_PROMPT, json!({"textDocument": document, "position": range.start}))
        }
        LeadsTo::Next => (
            commands::NEXT_PROMPT,
            json!({"textDocument": document, "position": range.start, "optional": true}),
        ),
        LeadsTo::InsertMissing => (commands::INSERT_ALL_MISSING, json!({"textDocument": document})),
    };
    let command =
        Command { title: lens.title, command: command.to_owned(), arguments: Some(vec![arguments]) };
    CodeLens { range, command: Some(command), data: None }
}
