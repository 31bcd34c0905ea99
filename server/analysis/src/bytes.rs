//! Looking through a text many bytes at once, for what is seldom there.
//!
//! Nothing here knows characters: what is looked for are bytes of ASCII, or the first ones of others.

/// Bytes that are compared at once; slices of this length are compared by machine words.
const STRIDE: usize = 256;

/// True where `text` has a byte that is `wanted`; that should take no branches.
pub(crate) fn has_byte(text: &str, wanted: impl Fn(u8) -> bool) -> bool {
    let (whole, rest) = text.as_bytes().as_chunks::<32>();
    whole.iter().any(|chunk| chunk.iter().fold(false, |any, byte| any | wanted(*byte)))
        || rest.iter().any(|byte| wanted(*byte))
}

/// True where two bytes side by side are both `wanted`; that should take no branches.
pub(crate) fn has_pair(text: &str, wanted: impl Fn(u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let ones = bytes.chunks(32).zip(bytes.get(1..).unwrap_or_default().chunks(32));
    let both = |any: bool, (one, next): (&u8, &u8)| any | (wanted(*one) & wanted(*next));
    ones.into_iter().any(|(one, next)| one.iter().zip(next).fold(false, both))
}

/// How many bytes two texts have in common at the start.
pub(crate) fn common_start(one: &[u8], other: &[u8]) -> usize {
    let strides = one.chunks_exact(STRIDE).zip(other.chunks_exact(STRIDE));
    let whole = strides.take_while(|(one, other)| one == other).count() * STRIDE;
    let rest = one.iter().skip(whole).zip(other.iter().skip(whole));
    whole + rest.take_while(|(one, other)| one == other).count()
}

/// How many bytes two texts have in common at the end.
pub(crate) fn common_end(one: &[u8], other: &[u8]) -> usize {
    let strides = one.rchunks_exact(STRIDE).zip(other.rchunks_exact(STRIDE));
    let whole = strides.take_while(|(one, other)| one == other).count() * STRIDE;
    let rest = one.iter().rev().skip(whole).zip(other.iter().rev().skip(whole));
    whole + rest.take_while(|(one, other)| one == other).count()
}
