//! HTML inside Markdown: what of it is a comment, what a tag, and what a reader sees.
//!
//! Nothing is parsed as a tree; a tag is known by its name.

use pulldown_cmark::{Event, Parser};
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
    /// A tag that begins a row of a table.
    Row,
    /// A tag that begins a cell, and over how many columns it runs.
    Cell(TextRange, u16),
    /// A tag that ends a cell.
    CellEnd,
    /// Any other tag of a known element.
    Tag,
}

/// True for a table and nothing else, or a part of one that blank lines set apart.
pub(super) fn is_table(html: &str) -> bool {
    const OPENING: &[&str] = &["table", "thead", "tbody", "tr"];
    let begins = tag(html.trim_start()).is_some_and(|(_, name)| OPENING.contains(&name.as_str()));
    // Several paragraphs in a cell, as a word processor leaves its titles and their answers, are lines of their own.
    let has_paragraphs = html
        .match_indices("</p>")
        .any(|(at, end)| html.get(at + end.len()..).is_some_and(|rest| rest.trim_start().starts_with("<p")));
    begins && !has_paragraphs && html.trim_end().ends_with('>') && html.matches("<table").count() <= 1
}

/// The parts of a table in order: rows and cells besides what [`parts`] has.
pub(super) fn table_parts(html: &str) -> Vec<Part> {
    all_parts(html, true)
}

/// The parts of `html` in order.
pub(super) fn parts(html: &str) -> Vec<Part> {
    all_parts(html, false)
}

fn all_parts(html: &str, of_table: bool) -> Vec<Part> {
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
            let at = range(start, start + len);
            let part = match (name.as_str(), of_table, rest.starts_with("</")) {
                ("td" | "th", true, false) => Part::Cell(at, columns(rest.get(..len).unwrap_or(""))),
                ("td" | "th", true, true) => Part::CellEnd,
                ("tr", true, false) => Part::Row,
                ("tr", true, true) => Part::Tag,
                ("br" | "hr" | "p" | "div" | "tr" | "li" | "td" | "th", ..) => Part::Break(at),
                _ => Part::Tag,
            };
            (len, part)
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

/// Over how many columns a cell runs, by its tag: `<td colspan="3">`.
fn columns(tag: &str) -> u16 {
    /// Columns of the widest form.
    const MOST: u16 = 24;
    let told = tag.split_once("colspan").map_or("", |(_, rest)| rest);
    let digits = told.trim_start_matches(['=', '"', '\'', ' ']);
    let number = digits.split(|char: char| !char.is_ascii_digit()).next().unwrap_or("");
    number.parse().unwrap_or(1).clamp(1, MOST)
}

/// The characters that `text` has for its first entity, and where that stands: "&amp;", "&#9744;".
pub(super) fn entity(text: &str) -> Option<(TextRange, String)> {
    /// Bytes of the longest name.
    const LONGEST: usize = 32;
    text.match_indices('&').find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let len = rest.find(';').filter(|len| *len <= LONGEST)? + 1;
        let shown: String = Parser::new(rest.get(..len)?)
            .filter_map(|event| match event {
                Event::Text(text) => Some(text.to_string()),
                _ => None,
            })
            .collect();
        (!shown.starts_with('&') || shown == "&").then(|| (range(at, at + len), shown))
    })
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

    #[test]
    fn a_cell_knows_how_many_columns_it_runs_over() {
        let parts = table_parts("<table><tr><td colspan=\"3\">x</td></tr></table>");
        assert!(parts.contains(&Part::Cell(range(11, 27), 3)), "{parts:?}");
        assert_eq!(columns("<td>"), 1);
        assert_eq!(columns("<td colspan='900'>"), 24);
        assert_eq!(columns("<td colspan=0>"), 1);
    }

    #[test]
    fn only_one_table_by_itself_is_read_by_its_cells() {
        assert!(is_table("<table>\n<tr><td>x</td></tr>\n</table>\n"));
        assert!(is_table("<tr><td>x</td></tr>"));
        assert!(!is_table("<table><tr><td>x</td></tr></table> and more"));
        assert!(!is_table("<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>"));
        assert!(!is_table("<table><tr><td><p>x</p><p>y</p></td></tr></table>"));
        assert!(!is_table("<p>x</p>"));
    }

    #[test]
    fn an_entity_is_the_characters_that_it_stands_for() {
        let (at, shown) = entity("Smith &amp; Sons").unwrap_or_default();
        assert_eq!((at, shown.as_str()), (range(6, 11), "&"));
        assert_eq!(entity("&#9744;").map(|(_, shown)| shown), Some("\u{2610}".to_owned()));
        assert_eq!(entity("R&D; and &nosuchthing;"), None);
    }
}
