//! Whether a sentence says more than that there is a reason.

use text_size::TextRange;

use crate::claims::criteria_overlap;
use crate::schema::Meaning;
use crate::subject::Subject;

/// True where a sentence ends with a colon and something follows: "Learning could be had on:".
pub(super) fn opens_a_list(text: &str, sentence: TextRange) -> bool {
    let (from, to) = (usize::from(sentence.start()), usize::from(sentence.end()));
    let said = text.get(from..to).unwrap_or("");
    let items = said.trim_end().split_once(":\n").map(|(_, items)| items);
    let next = said.trim_end().ends_with(':').then(|| text.get(to..)).flatten();
    items.or(next).is_some_and(|what| what.split_whitespace().nth(1).is_some())
}

/// True where a sentence says more than that there is another reason: at least two words besides those
/// of the routes, the criteria and the phrases that name them.
pub(super) fn says_what(subject: &Subject<'_>, sentence: &str) -> bool {
    // "Those are the two lessons I should look for", after they were told.
    let lower = sentence.trim_start().to_lowercase();
    if ["those are", "these are", "that is the", "this is the"]
        .iter()
        .any(|opening| lower.starts_with(opening))
    {
        return true;
    }
    let mut rest = sentence.to_owned();
    for hit in subject.vocabulary.find(sentence) {
        let names = matches!(
            hit.meaning,
            Meaning::Route(_)
                | Meaning::RouteLabel(_)
                | Meaning::Vague
                | Meaning::Denial
                | Meaning::Hedge
                | Meaning::Claim
        );
        let at = std::ops::Range::<usize>::from(hit.range);
        if names {
            let blanks = " ".repeat(at.len());
            rest.replace_range(at, &blanks);
        }
    }
    // "Lessons for the police and for us."
    let names_agency = subject.vocabulary.find(&rest).any(|hit| hit.meaning == Meaning::Agency);
    let own = rest
        .split_whitespace()
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase());
    own.filter(|word| {
        word.chars().filter(|char| char.is_alphabetic()).count() > 1 && !EMPTY.contains(&word.as_str())
    })
    .filter(|word| criteria_overlap(subject.schema, word) == 0.0)
    .count()
        >= 2
        || names_agency
}

/// Words that say nothing of what could be learned.
const EMPTY: &[&str] = &[
    "a",
    "accept",
    "adults",
    "agencies",
    "agree",
    "agreed",
    "agrees",
    "all",
    "also",
    "although",
    "an",
    "and",
    "any",
    "anyway",
    "appropriate",
    "are",
    "as",
    "at",
    "basis",
    "be",
    "been",
    "believe",
    "beneficial",
    "benefit",
    "best",
    "better",
    "board",
    "but",
    "by",
    "can",
    "carry",
    "case",
    "case's",
    "cause",
    "cases",
    "chair",
    "children",
    "come",
    "committee",
    "concern",
    "concerned",
    "concerning",
    "concerns",
    "consider",
    "considered",
    "could",
    "criteria",
    "decide",
    "decision",
    "discretion",
    "discretionary",
    "discuss",
    "do",
    "does",
    "everybody",
    "everyone",
    "feel",
    "felt",
    "find",
    "footing",
    "for",
    "forward",
    "from",
    "future",
    "give",
    "gives",
    "glad",
    "going",
    "good",
    "grateful",
    "great",
    "happy",
    "has",
    "have",
    "he",
    "held",
    "help",
    "helpful",
    "her",
    "here",
    "him",
    "hold",
    "i",
    "if",
    "important",
    "improve",
    "improved",
    "improvement",
    "improvements",
    "improving",
    "in",
    "interest",
    "invite",
    "involved",
    "is",
    "keep",
    "issue",
    "issues",
    "it",
    "its",
    "know",
    "learn",
    "learned",
    "learnt",
    "lesson",
    "lessons",
    "like",
    "local",
    "look",
    "made",
    "manager",
    "many",
    "matter",
    "matters",
    "may",
    "meet",
    "met",
    "might",
    "miss",
    "more",
    "mr",
    "mrs",
    "ms",
    "much",
    "multi-agency",
    "my",
    "need",
    "needs",
    "nevertheless",
    "no",
    "nonetheless",
    "not",
    "number",
    "of",
    "on",
    "only",
    "opportunity",
    "or",
    "organisations",
    "outcomes",
    "our",
    "out",
    "outside",
    "panel",
    "part",
    "particularly",
    "parties",
    "partners",
    "partnership",
    "people",
    "place",
    "placed",
    "point",
    "points",
    "practice",
    "professionals",
    "raise",
    "raised",
    "raises",
    "reason",
    "reasons",
    "refer",
    "referral",
    "referred",
    "referring",
    "reflect",
    "request",
    "review",
    "reviews",
    "sad",
    "safe",
    "safeguard",
    "safeguarded",
    "safeguarding",
    "safer",
    "section",
    "see",
    "sent",
    "strongly",
    "services",
    "several",
    "she",
    "should",
    "significant",
    "similar",
    "smaller",
    "so",
    "some",
    "something",
    "sub-committee",
    "sub-group",
    "subcommittee",
    "subgroup",
    "such",
    "suitable",
    "support",
    "supports",
    "take",
    "taken",
    "that",
    "the",
    "them",
    "there",
    "therefore",
    "these",
    "they",
    "thing",
    "things",
    "think",
    "this",
    "those",
    "thought",
    "to",
    "together",
    "under",
    "undertake",
    "us",
    "use",
    "useful",
    "valuable",
    "various",
    "very",
    "view",
    "want",
    "wants",
    "was",
    "we",
    "welcome",
    "were",
    "whatever",
    "whether",
    "which",
    "whichever",
    "will",
    "wish",
    "with",
    "work",
    "working",
    "worth",
    "worthwhile",
    "worrying",
    "would",
    "you",
    "your",
];
