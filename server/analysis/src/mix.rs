//! A quick look-up of words that are our own: a schema's, or those of our lists.
//!
//! It is not for words of a document, with which somebody could make every look-up slow.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxBuildHasher;
/// A quick mixing of bytes.
pub(crate) use rustc_hash::FxHasher as Mix;

/// A table whose keys are our own words, or numbers that stand for them. A text can only look them up.
pub(crate) type OwnWords<K, V> = HashMap<K, V, FxBuildHasher>;

/// The same without values.
pub(crate) type OwnSet<K> = HashSet<K, FxBuildHasher>;
