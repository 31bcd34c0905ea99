//! What a form prints beside an explanation: labels with their values, one below the other, and its question.

use text_size::{TextRange, TextSize};

use crate::outline::is_numbered;
use crate::place::{Piece, Place};
use crate::subject::Subject;

/// A sentence of `block`, at `range` of its text, line by line where it is a list of facts: "Date of request: 4 May" and
/// "In care since 2012" explain nothing together.
pub(super) fn parted(subject: &Subject<'_>, block: Piece, range: TextRange) -> Vec<TextRange> {
    let piece = block.part(range);
    let place = subject.document.place(piece);
    let is_in =
        |label: &Place| label.block == place.block && place.start <= label.start && label.end <= place.end;
    let labels = subject.outline.fields.iter().filter_map(|field| field.label);
    let lines = subject.document.block(block.block).map_or(&[][..], |block| &block.lines);
    if labels.filter(is_in).nth(1).is_none() {
        return vec![range];
    }
    let start = TextSize::new(block.start);
    let own = lines.iter().filter_map(|line| line.text.intersect(piece.range()));
    own.filter(|line| !line.is_empty()).map(|line| line - start).collect()
}

/// True for a line that is a form's question alone: "3.1 Referrals are expected within a month. If this is later, give the
/// reason.", and without a number where it ends as a question does.
pub(super) fn is_question(line: &str) -> bool {
    /// Words of such a question.
    const WORDS: usize = 30;
    const OPENING: &[&str] = &["if ", "please ", "give ", "explain ", "state ", "say "];
    let asks = is_numbered(line) || line.trim_end().ends_with([':', '?']);
    if !asks || line.split_whitespace().nth(WORDS).is_some() {
        return false;
    }
    let lower = line.to_lowercase();
    let last = lower.rsplit(". ").next().unwrap_or("");
    OPENING.iter().any(|word| last.starts_with(word))
        && ["reason", "why", "explain"].iter().any(|word| last.contains(word))
        && last.trim_end().ends_with(['.', '?', ':'])
}

/// Bytes of a form's question before its answer: "If over one month since becoming aware, give the reason:".
pub(super) fn length_of_question(sentence: &str) -> usize {
    /// Words of such a question.
    const WORDS: usize = 20;
    let Some((question, _)) = sentence.split_once(": ") else { return 0 };
    let lower = question.to_lowercase();
    let asks =
        ["if ", "please ", "give ", "reason", "why", "explain"].iter().any(|word| lower.starts_with(word))
            && ["reason", "why", "explain"].iter().any(|word| lower.contains(word));
    if asks && question.split_whitespace().count() <= WORDS { question.len() + 2 } else { 0 }
}
