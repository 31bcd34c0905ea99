//! HTML inside Markdown: what of it is a comment, what a tag, and what a reader sees.
//!
//! Nothing is parsed as a tree; a tag is known by its name.

use text_size::TextRange;

use crate::place::range;

/// Names of elements that count as markup. `<name>` or `<date>` are none: a template's placeholder stays visible.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "mark",
    "meta",
    "o:p",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "u",
    "ul",
];

/// A part of a stretch of HTML, in bytes of that stretch.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What a reader sees.
    Text(TextRange),
    /// A comment with its marks.
    Comment(TextRange),
    /// A tag that ends a line, such as `<br>`.
    Break(TextRange),
    /// Any other tag of a known element.
    Tag,
}

/// The parts of `html` in order.
pub(super) fn parts(html: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let rest = html.get(start..).unwrap_or("");
        let (len, part) = if rest.starts_with("<!--") {
            let len = rest.find("-->").map_or(rest.len(), |end| end + 3);
            (len, Part::Comment(range(start, start + len)))
        } else if let Some((len, name)) = tag(rest) {
            let ends_line = matches!(name.as_str(), "br" | "hr" | "p" | "div" | "tr" | "li" | "td" | "th");
            (len, if ends_line { Part::Break(range(start, start + len)) } else { Part::Tag })
        } else {
            at = start + 1;
            continue;
        };
        if start > from {
            parts.push(Part::Text(range(from, start)));
        }
        parts.push(part);
        at = start + len;
        from = at;
    }
    if from < html.len() {
        parts.push(Part::Text(range(from, html.len())));
    }
    parts
}

/// Length and lower-case name of the tag that `text` begins with, if its element is known.
fn tag(text: &str) -> Option<(usize, String)> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name_len = inner.find(|char: char| !char.is_ascii_alphanumeric() && char != ':')?;
    let name = inner.get(..name_len)?.to_ascii_lowercase();
    let end = text.find('>')? + 1;
    ELEMENTS.binary_search(&name.as_str()).is_ok().then_some((end, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elements_are_sorted_for_the_search() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn a_placeholder_in_angle_brackets_is_visible() {
        assert_eq!(parts("<name>"), [Part::Text(range(0, 6))]);
        assert_eq!(parts("<b>x</b>"), [Part::Tag, Part::Text(range(3, 4)), Part::Tag]);
    }
}
