//! What stands before the Markdown: a byte order mark, and YAML between `---` and `---` or `...`.
//!
//! Values are taken as they are typed, line by line; the YAML parser only says whether the whole is YAML.

use text_size::TextRange;

use crate::place::range;

/// Bytes of front matter at most; what is longer is a ruler and text.
const LIMIT: usize = 64 * 1024;

/// The front matter of a document, empty where there is none.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    range: TextRange,
    entries: Vec<Entry>,
    error: Option<YamlError>,
    open: bool,
}

/// A `key: value` line. Places are bytes of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key as typed.
    pub key: String,
    /// Where the key stands.
    pub key_at: TextRange,
    /// The value without quotes; its lines joined by spaces where it has several.
    pub value: String,
    /// Where the value stands, quotes included; empty, behind the colon, where there is none.
    pub value_at: TextRange,
}

/// Why the front matter is not YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// What the parser says, without its own picture of the place.
    pub message: String,
    /// Where, in bytes of the document.
    pub at: TextRange,
}

impl FrontMatter {
    /// Reads the front matter at the start of `source`.
    pub(super) fn read(source: &str) -> Self {
        let bom = if source.starts_with('\u{feff}') { 3 } else { 0 };
        let none = FrontMatter { range: range(0, bom), ..FrontMatter::default() };
        let mut lines = Lines { source, at: bom };
        match lines.next() {
            Some((first, _)) if first.trim_end() == "---" => {}
            _ => return none,
        }
        let inner_start = lines.at;
        while let Some((line, line_at)) = lines.next() {
            if lines.at - bom > LIMIT {
                return none;
            }
            if matches!(line.trim_end(), "---" | "...") {
                return Self::closed(source, range(inner_start, line_at), lines.at);
            }
        }
        Self::unclosed(source, inner_start, none)
    }

    /// Bytes of the document before its Markdown.
    pub fn range(&self) -> TextRange {
        self.range
    }

    /// Its `key: value` lines, in order, those too that stand in front matter that is not YAML as a whole.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Why it is not YAML.
    pub fn error(&self) -> Option<&YamlError> {
        self.error.as_ref()
    }

    /// True where keys follow an opening `---` and no closing one does.
    pub fn is_unclosed(&self) -> bool {
        self.open
    }

    fn closed(source: &str, inner: TextRange, end: usize) -> Self {
        let text = source.get(std::ops::Range::<usize>::from(inner)).unwrap_or("");
        let entries = entries(source, inner);
        let error = yaml_error(text, inner.start().into());
        FrontMatter { range: range(0, end), entries, error, open: false }
    }

    /// An opening `---` without an end is front matter left open if the next line that is not blank is `key:`.
    fn unclosed(source: &str, inner_start: usize, none: Self) -> Self {
        let lines = Lines { source, at: inner_start };
        let mut end = inner_start;
        let mut first = true;
        for (line, line_at) in lines {
            if line.trim().is_empty() {
                if !first {
                    break;
                }
                continue;
            }
            if key_of(line).is_none() {
                if first {
                    return none;
                }
                break;
            }
            first = false;
            end = line_at + line.len();
        }
        if first {
            return none;
        }
        let inner = range(inner_start, end);
        let message = "the part between the rulers at the top is not closed".to_owned();
        let opening = usize::from(none.range.end());
        FrontMatter {
            range: range(0, end),
            entries: entries(source, inner),
            error: Some(YamlError { message, at: range(opening, opening + 3) }),
            open: true,
        }
    }
}

/// The `key: value` lines at the left margin of `inner`.
fn entries(source: &str, inner: TextRange) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let end = usize::from(inner.end());
    let lines = Lines { source: source.get(..end).unwrap_or(source), at: inner.start().into() };
    for (line, at) in lines {
        if let Some(key_len) = key_of(line) {
            let key = line.get(..key_len).unwrap_or("").trim_end();
            let rest = line.get(key_len + 1..).unwrap_or("");
            let (value, inner) = scalar(rest);
            let value_start = at + key_len + 1 + usize::from(inner.start());
            found.push(Entry {
                key: key.trim_matches(['"', '\'']).to_owned(),
                key_at: range(at, at + key.len()),
                value,
                value_at: range(value_start, value_start + usize::from(inner.len())),
            });
            continue;
        }
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') || !line.starts_with([' ', '\t', '-']) {
            continue;
        }
        if let Some(entry) = found.last_mut() {
            let start = at + (line.len() - line.trim_start().len());
            if matches!(entry.value.as_str(), "" | "|" | ">" | "|-" | ">-") {
                entry.value.clear();
                entry.value_at = range(start, start);
            } else {
                entry.value.push(' ');
            }
            entry.value.push_str(text.trim_start_matches("- "));
            entry.value_at = range(entry.value_at.start().into(), start + text.len());
        }
    }
    found
}

/// Length of the key of a `key: value` line, up to its colon.
fn key_of(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let key = line.get(..colon)?;
    let after = line.get(colon + 1..)?;
    let named = key.starts_with(|char: char| char.is_alphanumeric() || char == '"' || char == '\'');
    let plain = key.chars().all(|char| char.is_alphanumeric() || " -_/'\"()".contains(char));
    let ends = after.is_empty() || after.starts_with([' ', '\t']);
    (named && plain && ends).then_some(colon)
}

/// The value in what follows a colon, and where it stands there, quotes included.
fn scalar(rest: &str) -> (String, TextRange) {
    let lead = rest.len() - rest.trim_start().len();
    let text = rest.trim_start();
    for quote in ['"', '\''] {
        let Some(inner) = text.strip_prefix(quote) else { continue };
        if let Some(end) = inner.find(quote) {
            return (inner.get(..end).unwrap_or("").to_owned(), range(lead, lead + end + 2));
        }
    }
    let end = if text.starts_with('#') { 0 } else { text.find(" #").unwrap_or(text.len()) };
    let value = text.get(..end).unwrap_or("").trim_end();
    (value.to_owned(), range(lead, lead + value.len()))
}

/// What the parser finds wrong. The commonest lines are known to be YAML without asking it.
fn yaml_error(text: &str, base: usize) -> Option<YamlError> {
    if text.lines().all(is_plain_line) && !has_double_key(text) {
        return None;
    }
    let error = serde_saphyr::from_str::<Option<serde::de::IgnoredAny>>(text)
        .map(|_| ())
        .and_then(|()| serde_saphyr::from_str::<Option<Mapping>>(text).map(|_| ()))
        .err()?;
    if let Some(at) = open_quote(text) {
        let message = "a quotation mark is opened here and not closed".to_owned();
        return Some(YamlError { message, at: range(base + at.start, base + at.end) });
    }
    let span = error.location().map(|location| location.span());
    let start = span.and_then(|span| span.byte_offset()).map_or(0, |at| at as usize).min(text.len());
    let line_end =
        text.get(start..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |len| start + len);
    let message = error.without_snippet().to_string();
    let message = message.lines().next().unwrap_or("").to_owned();
    Some(YamlError { message, at: range(base + start, base + line_end) })
}

/// The first value that opens a quotation mark and does not close it before the next key.
fn open_quote(text: &str) -> Option<std::ops::Range<usize>> {
    let mut open: Option<(char, std::ops::Range<usize>)> = None;
    let lines = Lines { source: text, at: 0 };
    for (line, at) in lines {
        let key = key_of(line);
        if let (Some(_), Some((_, place))) = (key, &open) {
            return Some(place.clone());
        }
        let from = key.map_or(0, |key| key + 1);
        let rest = line.get(from..).unwrap_or("");
        let value = rest.trim();
        if let (Some(_), Some(quote)) = (key, value.chars().next().filter(|char| matches!(char, '"' | '\'')))
        {
            let start = at + from + (rest.len() - rest.trim_start().len());
            open = Some((quote, start..start + value.len()));
            if value.matches(quote).count() > 1 {
                open = None;
            }
        } else if open.as_ref().is_some_and(|(quote, _)| line.contains(*quote)) {
            open = None;
        }
    }
    open.map(|(_, place)| place)
}

/// Any YAML mapping; what is in it is read elsewhere.
#[derive(serde::Deserialize)]
#[serde(transparent)]
#[allow(clippy::zero_sized_map_values, reason = "only that it is a mapping matters")]
struct Mapping(#[allow(dead_code)] std::collections::BTreeMap<String, serde::de::IgnoredAny>);

/// A `key: words` line in which no character has a meaning of its own.
fn is_plain_line(line: &str) -> bool {
    if line.trim().is_empty() {
        return true;
    }
    let Some(colon) = key_of(line) else { return false };
    let (key, value) = (line.get(..colon).unwrap_or(""), line.get(colon + 1..).unwrap_or("").trim());
    key.chars().all(|char| char.is_alphanumeric() || char == '-' || char == '_')
        && value.chars().all(|char| char.is_alphanumeric() || " -_./(),;'".contains(char))
        && !value.starts_with(|char: char| char.is_ascii_punctuation())
        && !value.ends_with(':')
}

fn has_double_key(text: &str) -> bool {
    let mut keys: Vec<&str> = text.lines().filter_map(|line| line.get(..key_of(line)?)).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
}

/// Lines with where they start, whatever ends them.
struct Lines<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Iterator for Lines<'s> {
    type Item = (&'s str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.source.get(start..).filter(|rest| !rest.is_empty())?;
        let len = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = rest.get(..len)?;
        let ending = match rest.get(len..) {
            Some(ending) if ending.starts_with("\r\n") => 2,
            Some("") | None => 0,
            Some(_) => 1,
        };
        self.at = start + len + ending;
        Some((line, start))
    }
}
