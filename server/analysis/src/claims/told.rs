//! Which sentences are not the writer's own word: the law's, and what somebody else said.

use super::company::{LAY, SPEECH};
use super::marks::Marks;

/// True where the last word of `before` is a number.
fn counts(before: &str) -> bool {
    const NUMBERS: &[&str] = &[
        "five",
        "ten",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "forty-five",
        "fifty",
        "ninety",
        "few",
        "two",
        "three",
        "several",
        "some",
        "many",
    ];
    let last = before.rsplit(' ').next().unwrap_or("");
    last.ends_with(|char: char| char.is_ascii_digit()) || NUMBERS.contains(&last)
}

impl<'a> Marks<'a> {
    /// Whether a sentence tells what the law says: "a serious case is one where …".
    pub(super) fn is_law(&self, start: usize, end: usize) -> bool {
        let text = self.lower(start, end);
        [
            "case is one where",
            "case is one in which",
            "must always trigger",
            "requires a review where",
            "requires a review if",
            "requires a review when",
            "review is required where",
            "review is required if",
            "review is mandatory where",
            "review is mandatory if",
            "must arrange a review where",
            "must arrange a review if",
            "for the purposes of paragraph",
            "should consider whether",
            "an sab must arrange for",
            "condition 1 is met if",
            "condition 2 is met if",
            "must notify the child safeguarding practice review panel if",
            "criteria to be taken into account",
            "the criteria are:",
            "criteria are as follows",
            "criteria for a serious case review are:",
            "reviews are governed by",
            "reviews are carried out under",
            "reviews are held under",
            "reviews are commissioned under",
            "is governed by regulation",
            "is governed by section",
        ]
        .iter()
        .any(|law| text.contains(law))
    }

    /// Whether what stands at `at` is somebody else's word, or an earlier referral's.
    pub(super) fn is_reported(&self, told: &[(usize, bool)], at: usize) -> bool {
        let said = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| SPEECH.contains(&word));
        let quote = self.quotes.partition_point(|(open, _)| *open < at).checked_sub(1);
        let quote = quote.and_then(|index| self.quotes.get(index)).filter(|(_, close)| at < *close);
        if let Some((open, close)) = quote {
            let before = self.lower.get(..*open).unwrap_or_default();
            let start = before.char_indices().rev().take(70).take_while(|(_, letter)| *letter != '\n').last();
            let near = start.and_then(|(start, _)| before.get(start..)).unwrap_or_default();
            let after: String = self.lower.get(*close..).unwrap_or_default().chars().take(30).collect();
            let own = near.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "we" | "i"));
            return (said(near) || said(&after)) && !own;
        }
        let before = told.partition_point(|(end, _)| *end <= at);
        before.checked_sub(1).and_then(|index| told.get(index)).is_some_and(|(_, told)| *told)
    }

    /// After each word of a sentence, by where it ends, whether what follows is somebody else's word.
    pub(super) fn told(&self, from: usize, to: usize) -> Vec<(usize, bool)> {
        let sentence = self.lower(from, to);
        let passive = [
            "was told",
            "were told",
            "been told",
            "was advised that",
            "were advised that",
            "told us",
            "told me",
            "advised us",
            "advised me",
            "informed us",
            "informed me",
            "wrote to us",
            "wrote to me",
            "replied to us",
            "replied to me",
        ];
        let passive =
            passive.iter().filter_map(|told| sentence.find(told).map(|at| from + at + told.len())).min();
        // "The panel took the view that the criteria were not met."
        let others = ["took the view", "was of the view", "came to the view"];
        let is_own = ["we ", "i ", "our ", "my "].iter().any(|own| sentence.contains(own));
        let view =
            others.iter().filter_map(|told| sentence.find(told).map(|at| from + at + told.len())).min();
        let passive = passive.into_iter().chain(view.filter(|_| !is_own)).min();
        let (mut person, mut earlier, mut said) = (false, false, false);
        let mut found = Vec::new();
        let mut end = from;
        let mut words = sentence.split_inclusive(|c: char| !c.is_alphanumeric()).peekable();
        let bare = |word: &'a str| word.trim_end_matches(|c: char| !c.is_alphanumeric());
        while let Some(piece) = words.next() {
            let word = bare(piece);
            let stop = end + word.len();
            end += piece.len();
            if word.is_empty() {
                continue;
            }
            if matches!(word, "we" | "i" | "but") {
                (person, earlier) = (false, false);
            }
            person |= LAY.contains(&word);
            // "Fifty minutes" are no record of what anybody said.
            let is_time =
                word == "minutes" && found.last().is_some_and(|(at, _)| counts(self.lower(from, *at)));
            said |= person && SPEECH.contains(&word) && !is_time;
            let next = words.peek().copied().map(bare).unwrap_or_default();
            earlier |= matches!(word, "previous" | "earlier")
                && matches!(next, "referral" | "case" | "review" | "notification" | "decision")
                || word == "previously";
            found.push((stop, said || earlier || passive.is_some_and(|at| at <= stop)));
        }
        found
    }
}
