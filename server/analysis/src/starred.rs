//! Lists of words in which a star stands for any ending: "bruis*".

/// True where `word`, in small letters, is in `list`.
pub(crate) fn has(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| match known.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == *known,
    })
}
