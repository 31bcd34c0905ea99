//! Bold titles that their text goes on from in the same line: "**Ground.** Section 44 …".

/// Words of such a title.
const WORDS: usize = 6;
/// Words of what goes on behind it.
const LEAST: usize = 4;

/// True where `title`, the bold beginning of `text`, is one.
pub(super) fn is_run_in(title: &str, text: &str) -> bool {
    let rest = text.get(title.len()..).unwrap_or("");
    let shown = title.trim_end();
    let is_marked = shown.ends_with(['.', ':', '?']) || rest.trim_start().starts_with(':');
    is_marked && shown.split_whitespace().count() <= WORDS && rest.split_whitespace().nth(LEAST - 1).is_some()
}

/// True where such a title is of a part of what it stands in: "**Condition 1.** The board knows …".
pub(super) fn names_a_part(title: &str) -> bool {
    const PARTS: &[&str] = &["(", "condition", "criterion", "first", "limb", "second", "test", "third"];
    let lower = title.trim_start().to_lowercase();
    PARTS.iter().any(|part| lower.starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::{is_run_in, names_a_part};

    #[test]
    fn a_title_is_short_and_has_text_behind_it() {
        assert!(is_run_in("Continuing risk.", "Continuing risk. Mr V was suspended on 8 September."));
        assert!(is_run_in("Ground", "Ground: section 44 of the Care Act 2014."));
        assert!(!is_run_in("Ground.", "Ground."));
        assert!(!is_run_in("He", "He was found dead on 8 September."));
    }

    #[test]
    fn a_part_of_a_test_does_not_end_it() {
        assert!(names_a_part("Condition 1."));
        assert!(names_a_part("(b) Working together:"));
        assert!(!names_a_part("Continuing risk."));
    }
}
