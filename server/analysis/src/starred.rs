//! Lists of words in which a star stands for any ending: "bruis*".

/// True where `word`, in small letters, is in `list`.
pub(crate) fn has(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| is(known, word))
}

/// True where `known` is `word`, both in small letters but for names in `known`.
pub(crate) fn is(known: &str, word: &str) -> bool {
    let begins = |stem: &str| word.get(..stem.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(stem));
    match known.strip_suffix('*') {
        Some(stem) => begins(stem),
        None => word.len() == known.len() && begins(known),
    }
}
