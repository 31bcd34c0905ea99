//! `textDocument/documentLink`: to the sources of the schema, and to files that are there.

use std::path::{Component, Path, PathBuf};

use referral_analysis::links::{self, Lead, Target};
use tower_lsp::lsp_types::{DocumentLink, Url};

use super::reading::Reading;
use super::store::Snapshot;
use super::to_proto;
use super::workspace::Workspace;

/// The links of a referral. Asks the disk which files there are.
pub fn document_links(
    workspace: &Workspace,
    snapshot: &Snapshot,
    reading: &Reading,
) -> Option<Vec<DocumentLink>> {
    let folder = snapshot.uri.to_file_path().ok().and_then(|path| path.parent().map(Path::to_owned));
    let with_tooltip = workspace.client().link_tooltips;
    let link = |Lead { at, to }: Lead| {
        let (target, tooltip) = match to {
            Target::Source { address, name } => (Url::parse(&address).ok()?, format!("Open {name}")),
            Target::File(path) => {
                let file = within(folder.as_deref()?, &path);
                let target = file.is_file().then(|| Url::from_file_path(&file).ok())??;
                let name = file.file_name()?.to_string_lossy().into_owned();
                let what = if name.ends_with(".referral.md") { "the referral " } else { "" };
                (target, format!("Open {what}{name}"))
            }
        };
        Some(DocumentLink {
            range: to_proto::range(&snapshot.text, at, snapshot.encoding),
            target: Some(target),
            tooltip: with_tooltip.then_some(tooltip),
            data: None,
        })
    };
    Some(links::links(&reading.subject(snapshot)?).into_iter().filter_map(link).collect())
}

/// `path` from `folder` on, without `.` and `..`.
fn within(folder: &Path, path: &str) -> PathBuf {
    let mut file = folder.to_owned();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir => {
                file.pop();
            }
            Component::Normal(name) => file.push(name),
            _ => {}
        }
    }
    file
}
