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
    DENIALS.iter().find_map(|denial| {
        let at = lower.find(denial)?;
        let end = at + denial.len();
        let (said, rest) = lower.split_at_checked(end)?;
        // Of several boxes in one line only a ticked one says it.
        let box_before = said.rfind(['☐', '☒', '☑']).and_then(|at| said.get(at..));
        let is_unticked = box_before.is_some_and(|text| text.starts_with('☐'));
        let is_otherwise = OTHERWISE.iter().any(|words| said.contains(words)) || said.contains(['"', '“']);
        let is_of_review = is_of_this(said) && !is_of_another_test(rest);
        (!is_unticked && !is_otherwise && (box_before.is_some() || is_of_review)).then(|| range(at, end))
    })
}

/// True where what is outside is the case, and not a need, a service or a review of some other time.
fn is_of_this(said: &str) -> bool {
    const THIS: &[&str] = &[
        "case",
        "referral",
        "matter",
        "this ",
        "hers ",
        "his ",
        "duty",
        "condition is",
        "criteria are",
        "under the ",
        "below the ",
    ];
    THIS.iter().any(|words| said.contains(words)) && !said.contains("review outside")
}

/// "the criteria for CAMHS", "the threshold of the panel"
fn is_of_another_test(rest: &str) -> bool {
    const REVIEWS: &[&str] = &["review", "scr", "sar", "lcspr", "regulation", "section", "the act"];
    let behind = rest.trim_start().split(['.', ',', ';']).next().unwrap_or("");
    ["for ", "of ", "to "].iter().any(|word| behind.starts_with(word))
        && !REVIEWS.iter().any(|review| behind.contains(review))
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
            "His needs fell outside the criteria for CAMHS and the referral was closed.",
            "In 2014 the Board held a learning review outside the criteria.",
        ] {
            assert!(short_denial(text).is_none(), "{text}");
        }
    }
}
