//! Names with "…" in them.

use std::hash::Hasher;

use super::folding::fold;
use crate::mix::Mix;

/// A name with "…" for any words, or none: "Why…", "Date…became aware".
#[derive(Debug)]
pub(super) struct Pattern {
    /// The words in between, in order; of each part, the words of which any will do: "{agencies|services}".
    parts: Vec<Vec<String>>,
    /// Bits for all of these words that have no others in their place.
    bits: u64,
    /// True where other words may stand before them.
    pub(super) begins_anywhere: bool,
    /// True where other words may stand behind them.
    ends_anywhere: bool,
}

impl Pattern {
    /// `name` if it has "…" in it, and words.
    pub(super) fn new(name: &str) -> Option<Self> {
        let alternatives = |part: &str| -> Vec<String> {
            let inner = part.trim().strip_prefix('{').and_then(|part| part.strip_suffix('}')).unwrap_or(part);
            inner.split('|').map(fold).filter(|words| !words.is_empty()).collect()
        };
        let parts: Vec<Vec<String>> =
            name.split('…').map(alternatives).filter(|part| !part.is_empty()).collect();
        let is_pattern = name.contains('…') && !parts.is_empty();
        let bits = parts.iter().fold(0, |bits, part| match part.as_slice() {
            [only] => bits | word_bits(only),
            _ => bits,
        });
        is_pattern.then(|| Pattern {
            bits,
            parts,
            begins_anywhere: name.starts_with('…'),
            ends_anywhere: name.ends_with('…'),
        })
    }

    /// How much it asks for at least.
    pub(super) fn letters(&self) -> usize {
        let shortest = |part: &Vec<String>| part.iter().map(String::len).min().unwrap_or(0);
        self.parts.iter().map(shortest).sum()
    }

    /// True where `label` has it; `bits` are those of its words.
    pub(super) fn is_in(&self, label: &str, bits: u64) -> bool {
        if self.bits & !bits != 0 {
            return false;
        }
        let mut rest = label;
        for (number, part) in self.parts.iter().enumerate() {
            let places =
                part.iter().flat_map(|words| rest.match_indices(words.as_str())).filter(|(at, found)| {
                    let before = rest.get(..*at).unwrap_or("");
                    let after = rest.get(at + found.len()..).unwrap_or("");
                    (before.is_empty() || before.ends_with(' '))
                        && (after.is_empty() || after.starts_with(' '))
                });
            let ends = places.map(|(at, found)| (at, at + found.len()));
            let is_last = number + 1 == self.parts.len();
            let place =
                if is_last && !self.ends_anywhere { ends.max_by_key(|(_, end)| *end) } else { ends.min() };
            let Some((at, end)) = place else { return false };
            if number == 0 && !self.begins_anywhere && at > 0 {
                return false;
            }
            rest = rest.get(end..).unwrap_or("");
        }
        self.ends_anywhere || rest.is_empty()
    }
}

/// A bit for each of these words, which others may share: a label without the bits of a pattern does not have its words.
pub(super) fn word_bits(words: &str) -> u64 {
    words.split(' ').fold(0, |bits, word| {
        let mut mix = Mix::default();
        mix.write(word.as_bytes());
        bits | 1 << (mix.finish() >> 58)
    })
}
