//! Phrases of whole words, found in a text in one pass.
//!
//! A phrase begins and ends where words do, so the text is walked word by word through a tree of words; there is no
//! automaton over letters, which takes far longer to build. What a phrase means is for whoever asks.

use std::hash::Hasher;

use crate::bytes::{common_end, common_start};
use crate::mix::{Mix, OwnWords};

/// Phrases, each with what it stands for.
#[derive(Debug)]
pub(super) struct PhraseIndex<M> {
    /// The number of each word of any phrase; a mark of ASCII is its own number.
    words: OwnWords<Box<str>, u32>,
    /// From a node by a word to a node. The root is 0.
    next: OwnWords<u64, u32>,
    nodes: Vec<Node<M>>,
    /// What phrases start with: most words of a text start none, and are told so from these few bytes.
    starts: Starts,
    /// Phrases that end with the beginning of a word ("recurrent theme*"), by the node before it and its letters.
    open: OwnWords<u64, Beginnings<M>>,
    /// Words and marks of the longest phrase.
    longest: usize,
}

/// Letters that a word may begin with, and what they then stand for.
type Beginnings<M> = Vec<(Box<str>, M)>;

#[derive(Debug)]
struct Node<M> {
    /// Phrases that end here.
    here: Vec<M>,
    /// Whether phrases go on from here with the beginning of a word.
    opens: bool,
    /// Whether any word leads on.
    leads: bool,
}

/// A phrase in a text: bytes, half-open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<M> {
    pub start: usize,
    pub end: usize,
    pub meaning: M,
}

/// Words are numbered from here on.
const FIRST_WORD: u32 = 128;

impl<M> Default for PhraseIndex<M> {
    fn default() -> Self {
        let root = Node { here: Vec::new(), opens: false, leads: false };
        PhraseIndex {
            words: OwnWords::default(),
            next: OwnWords::default(),
            nodes: vec![root],
            starts: Starts::default(),
            open: OwnWords::default(),
            longest: 0,
        }
    }
}

impl<M: Copy> PhraseIndex<M> {
    /// Takes in a phrase; one that ends with `*` may have any ending. Case does not count.
    pub fn add(&mut self, phrase: &str, meaning: M) {
        let text = phrase.trim_end_matches('*');
        let open = phrase.len() > text.len();
        let lower = text.to_lowercase();
        let mut at = 0;
        let mut node = 0;
        let mut length = 0;
        while let Some((end, is_word)) = piece(&lower, at) {
            length += 1;
            self.longest = self.longest.max(length);
            let Some(part) = lower.get(at..end) else { return };
            if open && is_word && end == lower.len() {
                if let Some(node) = self.nodes.get_mut(node as usize) {
                    node.opens = true;
                }
                let Some(letters) = beginnings(part).into_iter().flatten().next() else { return };
                if node == 0 {
                    self.starts.note_letters(letters);
                }
                self.open.entry(key(node, letters)).or_default().push((part.into(), meaning));
                return;
            }
            if node == 0 {
                self.starts.note_word(part);
            }
            let number = self.number(part);
            node = self.step(node, number);
            at = end;
        }
        if let Some(node) = self.nodes.get_mut(node as usize).filter(|_| at > 0) {
            node.here.push(meaning);
        }
    }

    fn number(&mut self, part: &str) -> u32 {
        if let Some(mark) = mark(part) {
            return mark;
        }
        let fresh = FIRST_WORD + self.words.len() as u32;
        match self.words.get(part) {
            Some(number) => *number,
            None => *self.words.entry(part.into()).or_insert(fresh),
        }
    }

    fn step(&mut self, node: u32, number: u32) -> u32 {
        let fresh = self.nodes.len() as u32;
        let target = *self.next.entry(key(node, number)).or_insert(fresh);
        if target == fresh {
            self.nodes.push(Node { here: Vec::new(), opens: false, leads: false });
            if let Some(node) = self.nodes.get_mut(node as usize) {
                node.leads = true;
            }
        }
        target
    }

    /// Every phrase in `text`, overlapping ones too, in the order in which they end; of two that end together the
    /// longer first. ASCII case does not count.
    pub fn find(&self, text: &str) -> Vec<Found<M>> {
        let lower = text.to_ascii_lowercase();
        let mut found = self.find_starting(&lower, 0, text.len());
        found.sort_by_key(|found| (found.end, found.start));
        found
    }

    /// The same for a text that was another before, of which every phrase is known: only what could have changed is
    /// looked for again.
    pub fn find_again(&self, before: &str, known: &[Found<M>], text: &str) -> Vec<Found<M>> {
        let (start, old_end, new_end) = changed_words(before, text);
        let shift = |at: usize| at + new_end - old_end;
        let mut found: Vec<Found<M>> = known.iter().filter(|known| known.end <= start).copied().collect();
        let lower = text.to_ascii_lowercase();
        // The longest phrase that reaches to what has changed begins so far before it.
        let again = self.find_starting(&lower, before_pieces(&lower, start, self.longest), new_end);
        found.extend(again.into_iter().filter(|again| again.end > start));
        let after = known.iter().filter(|known| known.start >= old_end && known.end > start);
        found.extend(after.map(|known| Found { start: shift(known.start), end: shift(known.end), ..*known }));
        found.sort_by_key(|found| (found.end, found.start));
        found
    }

    /// Every phrase that starts from byte `from` on, where a piece does, and before byte `to`.
    fn find_starting(&self, lower: &str, from: usize, to: usize) -> Vec<Found<M>> {
        let mut found = Vec::new();
        let mut at = from;
        while let Some(byte) = lower.as_bytes().get(at).filter(|_| at < to) {
            if self.starts.is_idle_mark(*byte) {
                at += 1;
                continue;
            }
            let Some((end, is_word)) = piece(lower, at) else { break };
            let part = lower.get(at..end).unwrap_or_default();
            let opens = is_word && self.starts.may_open(part);
            if opens || self.starts.may_lead(part) {
                self.find_from(lower, at, opens, &mut found);
            }
            at = end;
        }
        found
    }

    /// Every phrase that starts at byte `start`; what stands there `opens` one where that may go on in any way.
    fn find_from(&self, lower: &str, start: usize, opens: bool, found: &mut Vec<Found<M>>) {
        let mut node = 0;
        let mut at = start;
        while let (Some((end, is_word)), Some(here)) = (piece(lower, at), self.nodes.get(node as usize)) {
            let part = lower.get(at..end).unwrap_or_default();
            if is_word && here.opens && (opens || node > 0) {
                for letters in beginnings(part).into_iter().flatten() {
                    for (beginning, meaning) in self.open.get(&key(node, letters)).into_iter().flatten() {
                        if part.starts_with(&**beginning) {
                            found.push(Found { start, end: at + beginning.len(), meaning: *meaning });
                        }
                    }
                }
            }
            if !here.leads {
                break;
            }
            let number = mark(part).or_else(|| self.words.get(part).copied());
            let Some(next) = number.and_then(|number| self.next.get(&key(node, number))) else { break };
            node = *next;
            let here = self.nodes.get(node as usize).map(|node| node.here.as_slice()).unwrap_or_default();
            found.extend(here.iter().map(|meaning| Found { start, end, meaning: *meaning }));
            at = end;
        }
    }
}

/// Where two texts differ, in whole words: where that starts in both, and where it ends in each.
fn changed_words(before: &str, text: &str) -> (usize, usize, usize) {
    let same = common_start(before.as_bytes(), text.as_bytes());
    let most = before.len().min(text.len()) - same;
    let tail = common_end(before.as_bytes(), text.as_bytes()).min(most);
    // Not in the middle of a character, nor of a word: a letter typed behind a word makes another word of it.
    let start =
        (0..=same).rev().find(|at| before.is_char_boundary(*at) && text.is_char_boundary(*at)).unwrap_or(0);
    let start = text.get(..start).unwrap_or_default().trim_end_matches(char::is_alphanumeric).len();
    let tail = (0..=tail).rev().find(|at| text.is_char_boundary(text.len() - at)).unwrap_or(0);
    let tail =
        text.get(text.len() - tail..).unwrap_or_default().trim_start_matches(char::is_alphanumeric).len();
    (start, before.len() - tail, text.len() - tail)
}

/// Where the word that starts at `start` ends, or the one character there that is no part of a word.
fn piece(text: &str, start: usize) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let mut end = start;
    while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        end += 1;
    }
    if bytes.get(end).is_none_or(u8::is_ascii) {
        return if end > start { Some((end, true)) } else { bytes.get(end).map(|_| (end + 1, false)) };
    }
    let rest = text.get(start..)?;
    let length = rest.find(|char: char| !char.is_alphanumeric()).unwrap_or(rest.len());
    let first = rest.chars().next()?;
    Some(if length > 0 { (start + length, true) } else { (start + first.len_utf8(), false) })
}

/// Where the word that ends at `end` starts, or the one character before it that is no part of a word.
fn piece_before(text: &str, end: usize) -> Option<(usize, bool)> {
    let bytes = text.as_bytes().get(..end)?;
    let letters = bytes.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let start = end - letters;
    if bytes.get(..start)?.last().is_none_or(u8::is_ascii) {
        return if letters > 0 { Some((start, true)) } else { Some((end.checked_sub(1)?, false)) };
    }
    let before = text.get(..end)?;
    let word = before.trim_end_matches(char::is_alphanumeric).len();
    let last = before.chars().next_back()?;
    Some(if word < end { (word, true) } else { (end - last.len_utf8(), false) })
}

/// Where the words and marks start of which `count` stand before byte `at`, or as many as there are.
fn before_pieces(text: &str, at: usize, count: usize) -> usize {
    let mut start = at;
    for _ in 0..count {
        let Some((before, _)) = piece_before(text, start) else { break };
        start = before;
    }
    start
}

/// The number of a mark or digit of ASCII.
fn mark(part: &str) -> Option<u32> {
    match part.as_bytes() {
        [byte] if byte.is_ascii() => Some(u32::from(*byte)),
        _ => None,
    }
}

/// A word's first three bytes, then its first alone, each as a number.
fn beginnings(word: &str) -> [Option<u32>; 2] {
    let three = match word.as_bytes() {
        [one, two, three, ..] => Some(u32::from_le_bytes([*one, *two, *three, 1])),
        _ => None,
    };
    [three, word.bytes().next().map(u32::from)]
}

fn key(node: u32, number: u32) -> u64 {
    u64::from(node) << 32 | u64::from(number)
}

/// The first words of all phrases and the letters that open ones start with, as bits that may stand for others too.
#[derive(Debug)]
struct Starts {
    words: [u64; 256],
    /// The marks and single letters that phrases start with, of ASCII.
    marks: u128,
    /// What open phrases start with.
    letters: [u64; 16],
}

impl Default for Starts {
    fn default() -> Self {
        Starts { words: [0; 256], marks: 0, letters: [0; 16] }
    }
}

impl Starts {
    fn note_word(&mut self, part: &str) {
        if let Some(mark) = mark(part) {
            self.marks |= 1 << mark;
        }
        let (index, bit) = place_of_word(part);
        if let Some(bits) = self.words.get_mut(index) {
            *bits |= bit;
        }
    }

    fn note_letters(&mut self, letters: u32) {
        let (index, bit) = place_of_letters(letters);
        if let Some(bits) = self.letters.get_mut(index) {
            *bits |= bit;
        }
    }

    /// True for a mark of ASCII that no phrase starts with.
    fn is_idle_mark(&self, byte: u8) -> bool {
        byte.is_ascii() && !byte.is_ascii_alphanumeric() && self.marks >> byte & 1 == 0
    }

    /// False where no phrase has this part of a text as its first.
    fn may_lead(&self, part: &str) -> bool {
        if let Some(mark) = mark(part) {
            return self.marks >> mark & 1 == 1;
        }
        let (index, bit) = place_of_word(part);
        self.words.get(index).is_some_and(|bits| bits & bit != 0)
    }

    /// False where no phrase is the beginning of this word.
    fn may_open(&self, word: &str) -> bool {
        beginnings(word).into_iter().flatten().any(|letters| {
            let (index, bit) = place_of_letters(letters);
            self.letters.get(index).is_some_and(|bits| bits & bit != 0)
        })
    }
}

/// The number of the bits in which a word is noted, and its bit. Of 64 bits the uppermost 14 are mixed best: 8 for the
/// number, 6 for the bit in it.
fn place_of_word(part: &str) -> (usize, u64) {
    let mut mix = Mix::default();
    mix.write(part.as_bytes());
    let mixed = mix.finish();
    ((mixed >> 56) as usize, 1 << (mixed >> 50 & 63))
}

/// The same for letters: 4 bits for the number, 6 for the bit in it.
fn place_of_letters(letters: u32) -> (usize, u64) {
    let mut mix = Mix::default();
    mix.write_u64(u64::from(letters));
    let mixed = mix.finish();
    ((mixed >> 60) as usize, 1 << (mixed >> 54 & 63))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index() -> PhraseIndex<usize> {
        let mut index = PhraseIndex::default();
        let phrases = [
            "no reply",
            "reply*",
            "abuse or neglect",
            "neglect",
            "5(2)(b)",
            "died in custody",
            "é la",
            "die*",
        ];
        phrases.iter().enumerate().for_each(|(meaning, phrase)| index.add(phrase, meaning));
        index
    }

    fn shown(found: &[Found<usize>]) -> Vec<(usize, usize, usize)> {
        found.iter().map(|found| (found.start, found.end, found.meaning)).collect()
    }

    proptest! {
        #[test]
        fn an_edited_text_has_the_phrases_of_a_new_one(
            words in prop::collection::vec(prop::sample::select(vec![
                "no", "reply", "replies", "abuse", "or", "neglect", "5(2)(b)", "died", "in", "custody", "é", "la", ",", "x",
            ]), 0..40),
            at in any::<prop::sample::Index>(),
            removed in 0usize..9,
            typed in prop::sample::select(vec!["", "x", " ", "é", "ed", "reply ", " neglect", "(b)", "no reply no reply"]),
        ) {
            let before = words.join(" ");
            let places: Vec<usize> = before.char_indices().map(|(at, _)| at).chain([before.len()]).collect();
            let start = at.index(places.len());
            let end = (start + removed).min(places.len() - 1);
            let (from, to) = (places.get(start).copied().unwrap_or(0), places.get(end).copied().unwrap_or(0));
            let mut text = before.clone();
            text.replace_range(from..to, typed);
            let index = index();
            let again = index.find_again(&before, &index.find(&before), &text);
            prop_assert_eq!(shown(&again), shown(&index.find(&text)));
        }
    }
}
