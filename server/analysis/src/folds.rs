//! What a reader may fold away: parts, front matter, tables and comments.
//!
//! Lines are not known here. What lies on one line is left out where positions are made.

use std::cmp::Reverse;

use text_size::TextRange;

use crate::document::BlockKind;
use crate::parts::parts;
use crate::subject::Subject;

/// What may be folded away below its first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// From the start of its first line to the end of its last, in bytes of the document.
    pub at: TextRange,
    /// What it is.
    pub kind: FoldKind,
}

/// What may be folded. Ordered: the first matter most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoldKind {
    /// A section or another heading with what stands below it, for the board or not.
    Part,
    /// What stands between the rulers at the top.
    FrontMatter,
    /// A table.
    Table,
    /// Comments that follow each other: prompts, guidance, suppressions.
    Comment,
}

/// What may be folded in a referral, by place, the outer before the inner; no two are equal.
pub fn folds(subject: &Subject<'_>) -> Vec<Fold> {
    let document = subject.document;
    let mut folds: Vec<Fold> =
        parts(subject).into_iter().map(|part| Fold { at: part.at, kind: FoldKind::Part }).collect();
    if !document.front_matter().entries().is_empty() {
        let at = document.trimmed(document.front_matter().range());
        folds.push(Fold { at, kind: FoldKind::FrontMatter });
    }
    for (index, block) in (0..).zip(document.blocks()) {
        if block.kind == BlockKind::Table {
            let at = document.trimmed(document.extent(index));
            folds.push(Fold { at, kind: FoldKind::Table });
        }
    }
    folds.extend(comments(subject).into_iter().map(|at| Fold { at, kind: FoldKind::Comment }));
    folds.sort_by_key(|fold| (fold.at.start(), Reverse(fold.at.end()), fold.kind));
    folds.dedup_by_key(|fold| fold.at);
    folds
}

/// The `most` that matter most, still by place.
pub fn at_most(mut folds: Vec<Fold>, most: usize) -> Vec<Fold> {
    if folds.len() > most {
        folds.sort_by_key(|fold| fold.kind);
        folds.truncate(most);
        folds.sort_by_key(|fold| (fold.at.start(), Reverse(fold.at.end())));
    }
    folds
}

/// Comments, those together that only white space divides.
fn comments(subject: &Subject<'_>) -> Vec<TextRange> {
    let document = subject.document;
    let mut found: Vec<TextRange> = Vec::new();
    for (index, block) in (0..).zip(document.blocks()) {
        let base = document.extent(index).start();
        for comment in block.comments.iter().map(|comment| *comment + base) {
            if let Some(last) = found.last_mut() {
                let between = document.source().get(usize::from(last.end())..usize::from(comment.start()));
                if between.is_some_and(|between| between.trim().is_empty()) {
                    *last = last.cover(comment);
                    continue;
                }
            }
            found.push(comment);
        }
    }
    found
}
