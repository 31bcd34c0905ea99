//! Reads a message from the body of a frame, and mends what real clients get wrong.
//!
//! Text is never refused for its encoding: what is no character becomes U+FFFD, one UTF-16 unit for
//! one, so that the positions sent after it still fit. Methods are no concern of this file.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// What a client can send.
pub enum Message {
    /// A request or a notification.
    Request(Request),
    /// The answer to a request of ours. `None` if it carries no answer that could be read.
    Reply(Option<Response>),
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    jsonrpc: Value,
    id: Option<Id>,
    method: Option<Cow<'static, str>>,
    params: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    error: Option<Value>,
}

/// A null that is there is not the same as nothing.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// The message in `body`. `params: null` is read as no parameters.
///
/// # Errors
/// The answer that the client must get: `-32700` for what is no JSON, `-32600` for what is no message.
pub fn read_message(body: &[u8]) -> Result<Message, Response> {
    let text = mend_utf8(body);
    let fields = match serde_json::from_str::<Fields>(&text) {
        Err(error) if error.is_syntax() => serde_json::from_str(&mend_surrogates(&text)),
        read => read,
    };
    match fields {
        Ok(fields) => fields.into_message(),
        Err(error) if error.is_data() => Err(Response::from_error(id_in(&text), Error::invalid_request())),
        Err(_) => Err(Response::from_error(Id::Null, Error::parse_error())),
    }
}

impl Fields {
    fn into_message(self) -> Result<Message, Response> {
        let Some(method) = self.method.filter(|_| self.jsonrpc == "2.0") else {
            return match (self.id, self.result, self.error) {
                (id, None, None) => {
                    Err(Response::from_error(id.unwrap_or_default(), Error::invalid_request()))
                }
                (Some(id), _, Some(error)) => {
                    let error = serde_json::from_value(error);
                    Ok(Message::Reply(error.ok().map(|error| Response::from_error(id, error))))
                }
                (Some(id), Some(result), None) => Ok(Message::Reply(Some(Response::from_ok(id, result)))),
                (None, ..) => Ok(Message::Reply(None)),
            };
        };
        let mut request = Request::build(method);
        if let Some(id) = self.id {
            request = request.id(id);
        }
        if let Some(mut params) = self.params {
            clamp_positions(&mut params);
            request = request.params(params);
        }
        Ok(Message::Request(request.finish()))
    }
}

/// The id of something that is JSON but no message, so that the client does not wait for ever.
fn id_in(text: &str) -> Id {
    let id = serde_json::from_str::<Value>(text).ok().and_then(|value| value.get("id").cloned());
    id.and_then(|id| serde_json::from_value(id).ok()).unwrap_or_default()
}

/// Lines and characters outside 0 to 2^31 - 1, such as -1 or `Number.MAX_VALUE` for "the end of the line",
/// would make the whole message unreadable, and an edit that is lost leaves a wrong text for good.
fn clamp_positions(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(clamp_positions),
        Value::Object(members) => {
            let is_position = members.contains_key("line") && members.contains_key("character");
            for (name, member) in members.iter_mut() {
                match member {
                    Value::Number(number) if is_position && (name == "line" || name == "character") => {
                        if number.as_u64().is_none_or(|number| number > i32::MAX as u64) {
                            let is_high = number.as_f64().is_some_and(|number| number >= 0.0);
                            *member = Value::from(if is_high { i32::MAX } else { 0 });
                        }
                    }
                    _ => clamp_positions(member),
                }
            }
        }
        _ => {}
    }
}

/// The body as text. Bytes that are no UTF-8 become U+FFFD; a surrogate written as if it were a
/// character (three bytes, as some languages write half an emoji) becomes one, and a pair of them its character.
fn mend_utf8(mut body: &[u8]) -> Cow<'_, str> {
    let mut mended = String::new();
    loop {
        let error = match std::str::from_utf8(body) {
            Ok(text) if mended.is_empty() => return Cow::Borrowed(text),
            Ok(text) => return Cow::Owned(mended + text),
            Err(error) => error,
        };
        let (valid, rest) = body.split_at(error.valid_up_to());
        mended.push_str(std::str::from_utf8(valid).unwrap_or_default());
        let (character, length) = match (surrogate(rest), surrogate(rest.get(3..).unwrap_or_default())) {
            (Some(high), Some(low)) => match char::decode_utf16([high, low]).next() {
                Some(Ok(character)) => (character, 6),
                _ => (char::REPLACEMENT_CHARACTER, 3),
            },
            (Some(_), None) => (char::REPLACEMENT_CHARACTER, 3),
            (None, _) => (char::REPLACEMENT_CHARACTER, error.error_len().unwrap_or(rest.len()).max(1)),
        };
        mended.push(character);
        body = rest.get(length..).unwrap_or_default();
    }
}

/// The surrogate that `bytes` begin with, written in three bytes.
fn surrogate(bytes: &[u8]) -> Option<u16> {
    match bytes {
        [0xED, middle @ 0xA0..=0xBF, last @ 0x80..=0xBF, ..] => {
            Some(0xD000 | (u16::from(*middle & 0x3F) << 6) | u16::from(*last & 0x3F))
        }
        _ => None,
    }
}

/// `text` with every escaped half of a pair, such as `\ud83d` alone, replaced by `\ufffd`.
/// Editors do send them, and `serde_json` refuses the whole message.
fn mend_surrogates(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let length = match (escaped_unit(escape), escaped_unit(escape.get(6..).unwrap_or_default())) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                mended.push_str("\\ufffd");
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            _ => escape.char_indices().nth(2).map_or(escape.len(), |(end, _)| end),
        };
        let (kept, after) = escape.split_at(length);
        mended.push_str(kept);
        rest = after;
    }
    mended + rest
}

/// The UTF-16 unit that `text` begins with, escaped as `\uXXXX`.
fn escaped_unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn half_a_pair_becomes_one_unit_and_whole_pairs_stay() {
        let text = r#"["\ud83d","\ud83d\ude00","\\ud83d","\ude00\ud83d\ude00"]"#;
        let read: Vec<String> = serde_json::from_str(&mend_surrogates(text)).unwrap();
        assert_eq!(read, ["\u{FFFD}", "😀", "\\ud83d", "\u{FFFD}😀"]);
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced_and_the_rest_is_kept() {
        assert_eq!(mend_utf8(b"a\xFFb"), "a\u{FFFD}b");
        assert_eq!(mend_utf8(b"a\xED\xA0\xBDb"), "a\u{FFFD}b");
        assert_eq!(mend_utf8(b"a\xED\xA0\xBD\xED\xB8\x80b"), "a😀b");
        assert_eq!(mend_utf8(b"\xE2\x82"), "\u{FFFD}");
        assert_eq!(mend_utf8(b"\xED\xA0\xBD\xED\xA0\xBD"), "\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn a_position_outside_the_numbers_of_the_protocol_is_clamped() {
        let mut params = serde_json::json!({"range": {
            "start": {"line": -1, "character": 0.5},
            "end": {"line": 3, "character": 1.797e308}}, "text": "x", "other": {"line": -1}});
        clamp_positions(&mut params);
        let expected = serde_json::json!({"range": {
            "start": {"line": 0, "character": i32::MAX},
            "end": {"line": 3, "character": i32::MAX}}, "text": "x", "other": {"line": -1}});
        assert_eq!(params, expected);
    }
}
