//! What could be learned from a case that is referred for another reason than the criteria.

use text_size::TextRange;

use super::marks::{Marks, first_in};
use super::words::{Role, role};

/// A review is wanted though the criteria are not met.
const IN_SPITE: &[&str] = &[
    "all the same",
    "nevertheless",
    "nonetheless",
    "none the less",
    "even so",
    "in any case",
    "in any event",
    "power to",
    "still ask",
    "still like",
    "still be reviewed",
    "anyway",
];

impl Marks<'_> {
    /// Where a sentence says what could be learned: any such place after a denial, else one that asks for a review.
    #[allow(clippy::too_many_lines, reason = "one sentence after another, each asked the same questions")]
    pub(super) fn reason(&self, denied: bool) -> Option<TextRange> {
        for sentence in super::sentences(self.text) {
            let (start, end) = (usize::from(sentence.start()), usize::from(sentence.end()));
            let hit = first_in(&self.learning, start, end);
            let found = self.words(start, end);
            let worth = found
                .iter()
                .enumerate()
                .any(|(at, word)| is_worth(word.text) && !self.is_own_name(&found, at));
            if hit.is_none() && !worth && !denied {
                continue;
            }
            let asks = found.iter().any(|word| {
                word.text.starts_with("refer")
                    || word.text.starts_with("review")
                    || self.lore.is_short_name(word.text)
            });
            let place = hit.map_or(start, |(at, _)| at);
            let roles: Vec<Role> = (0..found.len()).map(|at| role(&found, at).0).collect();
            let contrast = roles.contains(&Role::Contrast);
            let clause = (0..found.len()).rev().find(|at| {
                roles.get(*at) == Some(&Role::Contrast)
                    && found.get(*at).is_some_and(|word| word.start < place)
            });
            let without = (clause.unwrap_or(0)..found.len())
                .take_while(|at| {
                    clause.is_none_or(|clause| *at == clause || roles.get(*at) != Some(&Role::Contrast))
                })
                .filter_map(|at| roles.get(at))
                .any(|role| matches!(role, Role::Not | Role::Neither | Role::Deferred | Role::Condition));
            let question = self.lower(start, end).ends_with('?');
            // "As the criteria are not met, it is for the partners to decide whether a review is worth holding."
            let grounded = ["as ", "since ", "because ", "while "]
                .iter()
                .any(|ground| self.lower(start, end).starts_with(ground));
            if question || (without && !(denied && (contrast || grounded))) {
                continue;
            }
            let sentence_text = self.lower(start, end);
            let asks = asks
                || [
                    "this is about",
                    "looked at",
                    "we want",
                    "we believe",
                    "we think",
                    "we would",
                    "we feel",
                    "worth",
                ]
                .iter()
                .any(|ask| sentence_text.contains(ask));
            let learns = hit.is_some_and(|(from, to)| {
                self.lower(from, to).starts_with("learn") || self.lower(from, to).starts_with("what w")
            });
            let wishes =
                ["we'd like", "we would like", "we ask", "we want", "i would like", "i'd like", "i ask"];
            if denied && contrast && wishes.iter().any(|wish| sentence_text.contains(wish)) {
                return Some(sentence);
            }
            // "The Board has power to undertake a review all the same, and this asks that it does."
            let in_spite = IN_SPITE.iter().any(|words| sentence_text.contains(words));
            if denied && in_spite && sentence_text.contains("review") {
                return Some(sentence);
            }
            if denied && (hit.is_some() || worth) || (hit.is_some() && worth || learns) && asks {
                return Some(sentence);
            }
        }
        None
    }
}

/// Whether a word says that a thing is worth looking at: "lessons", "improve".
fn is_worth(word: &str) -> bool {
    let stems: &[&str] = match word.as_bytes().first() {
        Some(b'b') => &["benefit"],
        Some(b'i') => &["improve", "insight"],
        Some(b'l') => &["learn", "lesson"],
        Some(b'p') => &["pattern", "practice"],
        Some(b's') => &["similar"],
        Some(b't') => &["theme", "teach"],
        Some(b'u') => &["useful"],
        Some(b'v') => &["value"],
        _ => &[],
    };
    stems.iter().any(|stem| word.starts_with(stem))
}
