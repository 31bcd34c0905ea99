//! The unit in which a client counts the characters of a line.
//!
//! Only its name is here; counting is the work of `from_proto` and `to_proto`.

use serde_json::Value;
use tower_lsp::lsp_types::PositionEncodingKind;

/// What one character of a position stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which the protocol takes for granted when nothing is said.
    #[default]
    Utf16,
    /// Characters of Unicode.
    Utf32,
}

impl Encoding {
    /// The first that we know of those the client offers, in its order.
    pub fn negotiated(offered: &Value) -> Self {
        let offered = offered.as_array().into_iter().flatten().filter_map(Value::as_str);
        let mut known = offered.filter_map(|name| match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        });
        known.next().unwrap_or_default()
    }

    /// How many units `character` is.
    pub fn units_of(self, character: char) -> u32 {
        let units = match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        };
        units as u32
    }
}

impl From<Encoding> for PositionEncodingKind {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => Self::UTF8,
            Encoding::Utf16 => Self::UTF16,
            Encoding::Utf32 => Self::UTF32,
        }
    }
}
