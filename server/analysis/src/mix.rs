//! A quick look-up of words that are our own: a schema's, or those of our lists.
//!
//! It is not for words of a document, with which somebody could make every look-up slow.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A table whose keys are our own words, or numbers that stand for them. A text can only look them up.
pub(crate) type OwnWords<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// The same without values.
pub(crate) type OwnSet<K> = HashSet<K, BuildHasherDefault<Mix>>;

/// A quick mixing of bytes.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks::<8>();
        for chunk in whole {
            self.write_u64(u64::from_le_bytes(*chunk));
        }
        let rest = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        self.write_u64(rest);
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(u64::from(byte));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}
