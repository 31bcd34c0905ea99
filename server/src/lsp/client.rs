//! What the client said about itself in `initialize`.
//!
//! It is read leniently, member by member: what is absent, null or of another type than expected counts
//! as not said. Nothing is decided from a client's name.

use serde_json::Value;
use tower_lsp::lsp_types::Url;

use super::encoding::Encoding;

/// The client: what it can do, as far as we make use of it, and where it works.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one answer of the client to a question of its own")]
pub struct Client {
    /// The process to leave with.
    pub process_id: Option<u32>,
    /// The folders worked in; none in many single-file set-ups. `rootUri` and `rootPath` count if there is no list.
    pub folders: Vec<Url>,
    /// `initializationOptions`, null if there are none.
    pub options: Value,
    /// The unit of positions.
    pub encoding: Encoding,
    /// Hovers may be Markdown.
    pub markdown_hover: bool,
    /// The documentation of completions may be Markdown.
    pub markdown_completion: bool,
    /// Completions may hold places to jump to.
    pub snippets: bool,
    /// Completions may come with an edit for the typed and one for the following text.
    pub insert_replace: bool,
    /// The documentation of a completion may be asked for later.
    pub completion_resolve: bool,
    /// Completions may have a few words beside their label.
    pub label_details: bool,
    /// Code actions may be more than commands.
    pub code_action_literals: bool,
    /// The edit of a code action may be asked for later.
    pub code_action_resolve: bool,
    /// Code actions keep `data` between the list and the question.
    pub code_action_data: bool,
    /// Code actions may be shown with a reason why they are not available.
    pub code_action_disabled: bool,
    /// One code action of several may be marked as the likeliest.
    pub code_action_preferred: bool,
    /// Edits may name the version they are made for.
    pub document_changes: bool,
    /// Edits may create files.
    pub create_files: bool,
    /// Edits may be sent for the client to apply.
    pub apply_edit: bool,
    /// Diagnostics are asked for, and must not be pushed as well. Only of a client that can be told to ask again:
    /// others would not see what new settings or a new day change.
    pub pull_diagnostics: bool,
    /// Diagnostics may point to other places.
    pub related_information: bool,
    /// Diagnostics may be shown faded.
    pub diagnostic_tags: bool,
    /// Diagnostics keep `data` until a code action is asked for.
    pub diagnostic_data: bool,
    /// Diagnostics may link to the page of their rule.
    pub code_description: bool,
    /// Symbols may be nested.
    pub nested_symbols: bool,
    /// Folding is by whole lines only.
    pub line_folding_only: bool,
    /// How many folds it takes.
    pub folding_limit: Option<usize>,
    /// Links may say where they lead.
    pub link_tooltips: bool,
    /// A definition may say what it is the definition of.
    pub definition_links: bool,
    /// Pages that exist nowhere as files are asked for.
    pub text_document_content: bool,
    /// Hints are shown in the text.
    pub inlay_hints: bool,
    /// The client may be told to ask for inlay hints again.
    pub inlay_hint_refresh: bool,
    /// Lenses are shown above lines.
    pub code_lenses: bool,
    /// The client may be told to ask for lenses again.
    pub code_lens_refresh: bool,
    /// Inline completions are asked for.
    pub inline_completion: bool,
    /// A rename asks first what may be renamed.
    pub rename_prepare: bool,
    /// A document may be shown, with a selection.
    pub show_document: bool,
    /// Settings may be asked for.
    pub configuration: bool,
    /// It can be asked to tell of changed settings.
    pub configuration_registration: bool,
    /// It can be asked to watch files.
    pub watched_files_registration: bool,
    /// It wants to be told when the status of a document changes.
    pub status_notifications: bool,
    /// Progress may be shown.
    pub work_done_progress: bool,
    /// Folders may come and go.
    pub workspace_folders: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn read(params: &Value) -> Self {
        let is = |path: &str| capability(params, path) == Some(&Value::Bool(true));
        let has = |path: &str| capability(params, path).is_some_and(|value| !value.is_null());
        let lists = |path: &str, item: &str| {
            let list = capability(params, path).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|value| value == item))
        };
        Self {
            process_id: params.get("processId").and_then(Value::as_u64).and_then(|id| id.try_into().ok()),
            folders: folders(params),
            options: params.get("initializationOptions").cloned().unwrap_or_default(),
            encoding: Encoding::negotiated(
                capability(params, "general/positionEncodings").unwrap_or(&Value::Null),
            ),
            markdown_hover: lists("textDocument/hover/contentFormat", "markdown"),
            markdown_completion: lists(
                "textDocument/completion/completionItem/documentationFormat",
                "markdown",
            ),
            snippets: is("textDocument/completion/completionItem/snippetSupport"),
            insert_replace: is("textDocument/completion/completionItem/insertReplaceSupport"),
            completion_resolve: lists(
                "textDocument/completion/completionItem/resolveSupport/properties",
                "documentation",
            ),
            label_details: is("textDocument/completion/completionItem/labelDetailsSupport"),
            code_action_literals: has("textDocument/codeAction/codeActionLiteralSupport"),
            code_action_resolve: lists("textDocument/codeAction/resolveSupport/properties", "edit"),
            code_action_data: is("textDocument/codeAction/dataSupport"),
            code_action_disabled: is("textDocument/codeAction/disabledSupport"),
            code_action_preferred: is("textDocument/codeAction/isPreferredSupport"),
            document_changes: is("workspace/workspaceEdit/documentChanges"),
            create_files: lists("workspace/workspaceEdit/resourceOperations", "create"),
            apply_edit: is("workspace/applyEdit"),
            // The protocol's text and its machine-readable form disagree about the second name.
            pull_diagnostics: has("textDocument/diagnostic")
                && (is("workspace/diagnostics/refreshSupport") || is("workspace/diagnostic/refreshSupport")),
            related_information: is("textDocument/publishDiagnostics/relatedInformation"),
            diagnostic_tags: has("textDocument/publishDiagnostics/tagSupport"),
            diagnostic_data: is("textDocument/publishDiagnostics/dataSupport"),
            code_description: is("textDocument/publishDiagnostics/codeDescriptionSupport"),
            nested_symbols: is("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            line_folding_only: is("textDocument/foldingRange/lineFoldingOnly"),
            folding_limit: capability(params, "textDocument/foldingRange/rangeLimit")
                .and_then(Value::as_u64)
                .map(|limit| limit as usize),
            link_tooltips: is("textDocument/documentLink/tooltipSupport"),
            definition_links: is("textDocument/definition/linkSupport"),
            text_document_content: has("workspace/textDocumentContent"),
            inlay_hints: has("textDocument/inlayHint"),
            inlay_hint_refresh: is("workspace/inlayHint/refreshSupport"),
            code_lenses: has("textDocument/codeLens"),
            code_lens_refresh: is("workspace/codeLens/refreshSupport"),
            inline_completion: has("textDocument/inlineCompletion"),
            rename_prepare: is("textDocument/rename/prepareSupport"),
            show_document: is("window/showDocument/support"),
            configuration: is("workspace/configuration"),
            configuration_registration: is("workspace/didChangeConfiguration/dynamicRegistration"),
            watched_files_registration: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
            status_notifications: is("experimental/referralStatus"),
            work_done_progress: is("window/workDoneProgress"),
            workspace_folders: is("workspace/workspaceFolders"),
        }
    }
}

/// The member of `capabilities` at `path`, whose parts are divided by `/`.
fn capability<'a>(params: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('/').try_fold(params.get("capabilities")?, |value, name| value.get(name))
}

fn folders(params: &Value) -> Vec<Url> {
    let read = |value: &Value| value.as_str().and_then(|uri| Url::parse(uri).ok());
    let list =
        params.get("workspaceFolders").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let folders: Vec<Url> = list.iter().filter_map(|folder| read(folder.get("uri")?)).collect();
    if !folders.is_empty() {
        return folders;
    }
    if let Some(root) = params.get("rootUri").and_then(read) {
        return vec![root];
    }
    let path = params.get("rootPath").and_then(Value::as_str);
    path.and_then(|path| Url::from_directory_path(path).ok()).into_iter().collect()
}
