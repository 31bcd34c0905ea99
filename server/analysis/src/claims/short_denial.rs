//! A word in passing that a case is none for which a review has to be held: "with the case lying outside the definition".

use text_size::TextRange;

use crate::place::range;

/// Words that say so by themselves, in small letters.
const DENIALS: &[&str] = &[
    "outside the definition",
    "outside the criteria",
    "outside the statutory criteria",
    "outside regulation 5",
    "outside section 44",
    "outside section 16c",
    "short of the definition",
    "short of the criteria",
    "short of regulation 5",
    "short of section 44",
    "below the definition",
    "below the statutory threshold",
    "under the scr threshold",
    "below the scr threshold",
    "below the threshold for a serious case review",
    "below the threshold for a mandatory review",
    "below the threshold for a safeguarding adults review",
    "duty to notify does not arise",
    "duty to arrange a review does not arise",
    "condition is not fulfilled",
    "condition is not made out",
    "criteria are unmet",
    "not, on the wording, a serious case",
    "not within the definition",
    "not within the criteria",
    "not within regulation 5",
    "not within section 44",
    "not a serious child safeguarding case",
];
/// What makes it somebody else's view, one of another time, of another paper, or no denial.
const OTHERWISE: &[&str] = &[
    "advis",
    "told",
    "said",
    "says",
    "wrote",
    "informed",
    "panel",
    "at first",
    "if ",
    "whether",
    "unless",
    "may ",
    "might",
    "could",
    "was ",
    "were ",
    "would",
    "had ",
    "nor ",
    "not outside",
    "not below",
    "not short",
    "not under",
    "even ",
    "no longer",
    "decided",
    "decision",
    "thought",
    "believed",
    "does not fall",
    "do not fall",
    "considered",
];

/// True where a text, in small letters, has such words.
pub(crate) fn may_deny_in_short(lower: &str) -> bool {
    DENIALS.iter().any(|denial| lower.contains(denial))
}

/// Where `sentence` says so as the writer's own word.
pub(crate) fn short_denial(sentence: &str) -> Option<TextRange> {
    let lower = sentence.to_ascii_lowercase();
    let (at, denial) = DENIALS.iter().find_map(|denial| Some((lower.find(denial)?, denial)))?;
    let said = lower.get(..at + denial.len())?;
    // Of several boxes in one line only a ticked one says it.
    let box_before = said.rfind(['☐', '☒', '☑']).and_then(|at| said.get(at..));
    let is_unticked = box_before.is_some_and(|text| text.starts_with('☐'));
    let is_otherwise = OTHERWISE.iter().any(|words| said.contains(words)) || said.contains(['"', '“']);
    (!is_unticked && !is_otherwise).then(|| range(at, at + denial.len()))
}

#[cfg(test)]
mod tests {
    use super::short_denial;

    #[test]
    fn a_word_in_passing_denies_and_somebody_else_s_does_not() {
        for text in [
            "With the case lying outside the definition, a rapid review would be by goodwill only.",
            "☐ Serious case  ☒ Falls short of regulation 5, multi-agency audit only",
            "Since hers is not, on the wording, a serious case, I can only hope.",
        ] {
            assert!(short_denial(text).is_some(), "{text}");
        }
        for text in [
            "The council told us that it fell outside the definition.",
            "It is not outside the definition.",
            "☐ Falls short of regulation 5 ☒ Serious case",
            "If it lies outside the criteria, please say so.",
            "His \"case is outside the criteria\" was the reply of CAMHS.",
            "He was on call outside the hospital.",
        ] {
            assert!(short_denial(text).is_none(), "{text}");
        }
    }
}
