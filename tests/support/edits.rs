//! Makes the edits of a code action to a text, as a client would.
//!
//! Counted apart from the server's own code, so that a mistake there is not made here again.

use serde_json::Value;

/// `text` after the edits of a `WorkspaceEdit` to `uri`. `unit` is the encoding of positions.
pub fn apply(text: &str, edit: &Value, uri: &str, unit: &str) -> String {
    let edits = match edit.get("documentChanges") {
        Some(changes) => {
            assert_eq!(changes[0]["textDocument"]["uri"], uri);
            assert!(changes[0]["textDocument"]["version"].is_i64());
            changes[0]["edits"].clone()
        }
        None => edit["changes"][uri].clone(),
    };
    let mut edits: Vec<(usize, usize, String)> = edits
        .as_array()
        .expect("edits of the document")
        .iter()
        .map(|edit| {
            let at = |end: &str| byte(text, &edit["range"][end], unit);
            (at("start"), at("end"), edit["newText"].as_str().unwrap().to_owned())
        })
        .collect();
    edits.sort();
    assert!(edits.windows(2).all(|pair| pair[0].1 <= pair[1].0), "edits overlap: {edits:?}");
    let mut changed = text.to_owned();
    for (start, end, new) in edits.iter().rev() {
        changed.replace_range(start..end, new);
    }
    changed
}

/// The byte of a position.
pub fn byte(text: &str, position: &Value, unit: &str) -> usize {
    let (line, column) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
    let mut start = 0;
    for _ in 0..line {
        let rest = &text[start..];
        let end = rest.find(['\n', '\r']).expect("a line of the text");
        start += end + if rest[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let mut left = column as usize;
    for (offset, character) in text[start..].char_indices() {
        if left == 0 {
            return start + offset;
        }
        assert!(!matches!(character, '\n' | '\r'), "a column beyond the line's end");
        left -= match unit {
            "utf-8" => character.len_utf8(),
            "utf-32" => 1,
            _ => character.len_utf16(),
        };
    }
    assert_eq!(left, 0, "a column beyond the text's end");
    text.len()
}

/// The position of a byte, in UTF-16.
pub fn position(text: &str, byte: usize) -> Value {
    position_in(text, byte, "utf-16")
}

/// The position of a byte. `unit` is the encoding of positions.
pub fn position_in(text: &str, byte: usize, unit: &str) -> Value {
    let before = &text[..byte];
    let mut line = 0;
    let mut start = 0;
    for (at, character) in before.char_indices() {
        let is_first_half = character == '\r' && text[at..].starts_with("\r\n");
        if character == '\n' || character == '\r' && !is_first_half {
            line += 1;
            start = at + 1;
        }
    }
    let typed = &before[start..];
    let character = match unit {
        "utf-8" => typed.len(),
        "utf-32" => typed.chars().count(),
        _ => typed.encode_utf16().count(),
    };
    serde_json::json!({"line": line, "character": character})
}
