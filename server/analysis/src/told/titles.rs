//! Births in titles: the name of the one referred and a day behind it, at the head of a letter.

use super::{Told, of_birth};
use crate::place::Piece;
use crate::subject::Subject;

/// "Reece Example, 02/02/1998", in bold at the head of a letter: the day is long before the referral.
pub(super) fn births(subject: &Subject<'_>) -> Vec<Told> {
    /// Lines at the head, and words of a name.
    const LINES: usize = 14;
    const NAME: usize = 4;
    /// Days before the referral.
    const LONG: i64 = 366;
    let referred = subject.days("date-of-referral").first().map(|(_, _, last)| *last);
    let head = subject
        .document
        .lines()
        .take(LINES)
        .filter(|(_, block, line)| block.heading().is_some() || line.is_all_strong());
    let found = head.filter_map(|(id, _, line)| {
        let own = Piece::new(id.block, line.text);
        let mut inside = subject.dates_of(id.block).iter().filter(|dated| own.contains(dated.piece));
        let (Some(dated), None) = (inside.next(), inside.next()) else { return None };
        let before = subject.document.text(Piece { end: dated.piece.start, ..own });
        let behind = subject.document.text(Piece { start: dated.piece.end, ..own });
        let name = before.trim_end().strip_suffix([',', '(', '–', '-'])?.trim();
        let name = name.rsplit(": ").next().unwrap_or(name);
        let is_name = (2..=NAME).contains(&name.split_whitespace().count())
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && name.chars().all(|char| char.is_alphabetic() || matches!(char, ' ' | '.' | '-' | '\''));
        let is_last = behind.trim_matches([')', '.', ' ']).is_empty();
        let day = dated.reading.resolve_for(of_birth(subject))?.earliest;
        let is_long_ago = referred.is_some_and(|referred| (referred - day).num_days() > LONG);
        (is_name && is_last && is_long_ago && dated.reading.day().is_some())
            .then_some(Told { day, piece: dated.piece })
    });
    found.collect()
}
