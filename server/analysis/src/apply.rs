//! What a document's text is once edits are made, and which of many fixes can be made together.
//!
//! Nothing is written anywhere, and no fix is judged: which ones are wanted is the caller's choice.

use text_size::TextRange;

use crate::document::Document;
use crate::finding::{Edit, Fix};

/// The text of `document` after `edits`. Nothing where two of them overlap or one is not within the text.
pub fn apply<'e>(document: &Document, edits: impl IntoIterator<Item = &'e Edit>) -> Option<String> {
    let mut changes: Vec<(TextRange, &str)> =
        edits.into_iter().map(|edit| (document.resolve(edit.place), edit.text.as_str())).collect();
    // Stable, so that several insertions at one point keep their order; an insertion goes before what starts there.
    changes.sort_by_key(|(range, _)| (range.start(), range.end()));
    let source = document.source();
    let mut text =
        String::with_capacity(source.len() + changes.iter().map(|(_, new)| new.len()).sum::<usize>());
    let mut at = 0;
    for (range, new) in changes {
        // Going back is an overlap, and the slice then is none.
        text.push_str(source.get(at..range.start().into())?);
        text.push_str(new);
        at = range.end().into();
    }
    text.push_str(source.get(at..)?);
    Some(text)
}

/// Of `fixes` in their order, those that neither touch an earlier one nor overlap within themselves.
///
/// Two insertions at one point touch: which comes first is known only once one of them is made.
pub fn together<'f>(document: &Document, fixes: impl IntoIterator<Item = &'f Fix>) -> Vec<&'f Fix> {
    let mut taken: Vec<TextRange> = Vec::new();
    let mut chosen = Vec::new();
    for fix in fixes {
        let ranges: Vec<TextRange> = fix.edits.iter().map(|edit| document.resolve(edit.place)).collect();
        let is_free = ranges.iter().all(|range| taken.iter().all(|other| range.intersect(*other).is_none()));
        if is_free && apply(document, &fix.edits).is_some() {
            taken.extend(ranges);
            chosen.push(fix);
        }
    }
    chosen
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn edit(document: &Document, what: &str, text: &str) -> Edit {
        let start = document.source().find(what).unwrap() as u32;
        let range = TextRange::at(start.into(), (what.len() as u32).into());
        Edit { place: document.locate(range), text: text.into() }
    }

    fn fix(edits: Vec<Edit>) -> Fix {
        Fix { title: String::new(), safe: true, preferred: false, edits }
    }

    #[test]
    fn edits_in_any_order_are_made() {
        let document = Document::parse("one two\n\nthree\n".into());
        let edits = [edit(&document, "three", "3"), edit(&document, "one", "1")];
        assert_eq!(apply(&document, &edits).as_deref(), Some("1 two\n\n3\n"));
    }

    #[test]
    fn overlapping_edits_are_refused() {
        let document = Document::parse("one two\n".into());
        let edits = [edit(&document, "one two", ""), edit(&document, "two", "2")];
        assert_eq!(apply(&document, &edits), None);
        let twice = [edit(&document, "two", ""), edit(&document, "two", "")];
        assert_eq!(apply(&document, &twice), None);
    }

    #[test]
    fn insertions_at_one_point_keep_their_order() {
        let document = Document::parse("two\n".into());
        let point = document.locate(TextRange::empty(0.into()));
        let edits = ["a ", "b "].map(|text| Edit { place: point, text: text.into() });
        assert_eq!(apply(&document, &edits).as_deref(), Some("a b two\n"));
    }

    #[test]
    fn of_fixes_that_touch_the_first_is_chosen() {
        let document = Document::parse("one two\n".into());
        let fixes = [
            fix(vec![edit(&document, "one", "1")]),
            fix(vec![edit(&document, "two", "2"), edit(&document, "one", "")]),
            fix(vec![edit(&document, "two", "zwei")]),
        ];
        let chosen = together(&document, &fixes);
        assert_eq!(chosen, [&fixes[0], &fixes[2]]);
    }
}
