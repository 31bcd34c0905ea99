//! Holds a message of the server against JSON-RPC and the types of the language server protocol.
//!
//! It does not know what a right answer is, only what an answer looks like.

use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::lsp_types as lsp;

/// What is wrong with a message of the server. `asked` gives the method of a request of ours.
pub fn fault(message: &Value, asked: impl Fn(i64) -> Option<String>) -> Option<String> {
    let Some(members) = message.as_object() else { return Some(format!("no object: {message}")) };
    let known = ["jsonrpc", "id", "method", "params", "result", "error"];
    let unknown = members.keys().find(|name| !known.contains(&name.as_str()));
    let outcome = if message["jsonrpc"] != "2.0" {
        Err("not version 2.0".into())
    } else if let Some(unknown) = unknown {
        Err(format!("unknown member {unknown}"))
    } else if let Some(method) = message.get("method") {
        sent(method.as_str().unwrap_or_default(), &message["params"], message.get("id"))
    } else {
        answered(message, asked)
    };
    outcome.err().map(|what| format!("{what} in {message}"))
}

fn sent(method: &str, params: &Value, id: Option<&Value>) -> Result<(), String> {
    let is_request = match method {
        "textDocument/publishDiagnostics" => {
            fits::<lsp::PublishDiagnosticsParams>(params)?;
            // Files of settings are not open, and have no version.
            let is_settings =
                params["uri"].as_str().is_some_and(|uri| uri.rsplit('.').next() == Some("toml"));
            if !is_settings && !params["version"].is_i64() {
                return Err("diagnostics without a version".into());
            }
            false
        }
        "window/logMessage" => fits::<lsp::LogMessageParams>(params).map(|()| false)?,
        "window/showMessage" => fits::<lsp::ShowMessageParams>(params).map(|()| false)?,
        "$/progress" if params["value"].get("kind").is_none() => {
            fits::<lsp::WorkspaceDiagnosticReportPartialResult>(&params["value"]).map(|()| false)?
        }
        "$/progress" => fits::<lsp::ProgressParams>(params).map(|()| false)?,
        "workspace/applyEdit" => fits::<lsp::ApplyWorkspaceEditParams>(params).map(|()| true)?,
        "workspace/configuration" => fits::<lsp::ConfigurationParams>(params).map(|()| true)?,
        "window/workDoneProgress/create" => {
            fits::<lsp::WorkDoneProgressCreateParams>(params).map(|()| true)?
        }
        "window/showMessageRequest" => fits::<lsp::ShowMessageRequestParams>(params).map(|()| true)?,
        "window/showDocument" => fits::<lsp::ShowDocumentParams>(params).map(|()| true)?,
        "client/registerCapability" => fits::<lsp::RegistrationParams>(params).map(|()| true)?,
        "client/unregisterCapability" => fits::<lsp::UnregistrationParams>(params).map(|()| true)?,
        "workspace/inlayHint/refresh" | "workspace/diagnostic/refresh" | "workspace/codeLens/refresh" => true,
        "referral/status" => false,
        _ => return Err("a method no client knows".into()),
    };
    match (is_request, id) {
        (true, None) => Err("a request without an id".into()),
        (false, Some(_)) => Err("a notification with an id".into()),
        _ => Ok(()),
    }
}

fn answered(message: &Value, asked: impl Fn(i64) -> Option<String>) -> Result<(), String> {
    let id = message.get("id").ok_or("neither a method nor an id")?;
    match (message.get("result"), message.get("error")) {
        (Some(result), None) => {
            let method = id.as_i64().and_then(asked).ok_or("an answer to nothing that was asked")?;
            result_fits(&method, result)
        }
        (None, Some(error)) => match (error["code"].as_i64(), error["message"].as_str()) {
            (Some(_), Some(_)) => Ok(()),
            _ => Err("an error without code or message".into()),
        },
        _ => Err("not one of result and error".into()),
    }
}

fn result_fits(method: &str, result: &Value) -> Result<(), String> {
    match method {
        "initialize" => fits::<lsp::InitializeResult>(result),
        "shutdown" => fits::<()>(result),
        "textDocument/hover" => fits::<Option<lsp::Hover>>(result),
        "textDocument/completion" => fits::<Option<lsp::CompletionResponse>>(result),
        "completionItem/resolve" => fits::<lsp::CompletionItem>(result),
        "textDocument/codeAction" => fits::<Option<lsp::CodeActionResponse>>(result),
        "codeAction/resolve" => fits::<lsp::CodeAction>(result),
        "textDocument/codeLens" => fits::<Option<Vec<lsp::CodeLens>>>(result),
        "textDocument/documentSymbol" => fits::<Option<lsp::DocumentSymbolResponse>>(result),
        "textDocument/foldingRange" => fits::<Option<Vec<lsp::FoldingRange>>>(result),
        "textDocument/selectionRange" => fits::<Option<Vec<lsp::SelectionRange>>>(result),
        "textDocument/documentLink" => fits::<Option<Vec<lsp::DocumentLink>>>(result),
        "textDocument/inlayHint" => fits::<Option<Vec<lsp::InlayHint>>>(result),
        "textDocument/definition" => fits::<Option<lsp::GotoDefinitionResponse>>(result),
        "textDocument/references" => fits::<Option<Vec<lsp::Location>>>(result),
        "textDocument/documentHighlight" => fits::<Option<Vec<lsp::DocumentHighlight>>>(result),
        "textDocument/rename" => fits::<Option<lsp::WorkspaceEdit>>(result),
        "textDocument/prepareRename" => fits::<Option<lsp::PrepareRenameResponse>>(result),
        "textDocument/formatting" | "textDocument/rangeFormatting" | "textDocument/onTypeFormatting" => {
            fits::<Option<Vec<lsp::TextEdit>>>(result)
        }
        "textDocument/diagnostic" => fits::<lsp::DocumentDiagnosticReportResult>(result),
        "workspace/diagnostic" => fits::<lsp::WorkspaceDiagnosticReportResult>(result),
        "workspace/symbol" => fits::<Option<Vec<lsp::SymbolInformation>>>(result),
        _ => Ok(()),
    }
}

fn fits<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
    serde_json::from_value::<T>(value.clone()).map(drop).map_err(|error| error.to_string())
}
