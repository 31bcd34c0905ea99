//! Whether a label asks why there was a delay.

/// Words of a question about the time that a referral took.
const OF_DELAY: &[&str] = &[
    "account for the time",
    "delay",
    " late",
    "month",
    "weeks",
    " days",
    "n't this refer",
    "not refer",
    "sooner",
    "earlier",
    "at the time",
    "before now",
    "until now",
    "why now",
    " gap",
    "interval",
    "only now",
    "so long",
    "kept you",
    "held you",
    "held it",
    "held this",
    "form is coming",
    "letter is coming",
    "referral is coming",
    "coming to us today",
    "coming to us now",
    "coming to the board now",
    "time has gone by",
    "time has passed",
    "time has elapsed",
];

/// How a label begins that asks for the time itself: "Time between incident and referral".
const OF_TIME: &[&str] = &[
    "time since ",
    "time from ",
    "time between ",
    "time taken",
    "time elapsed",
    "time that has passed",
    "the time that has passed",
    "the time that has gone",
    "the time that passed",
    "the time between ",
    "the time since ",
    "the interval since ",
    "the interval from ",
    "interval between ",
    "interval from ",
    "interval since ",
    "the interval between ",
    "lapse of time",
    "the lapse of time",
    "passage of time",
    "the passage of time",
];

/// "If over 1 month ago, why the delay", which only a form asks, in whatever words.
pub(crate) fn asks_for_delay(label: &str) -> bool {
    const ASKING: &[&str] = &[
        "if ",
        "why ",
        "reason",
        "explain",
        "has it been ",
        "asked why",
        "more than a month",
        "more than one month",
        "over a month",
        "gap of more than ",
        "was there a gap",
        "is there a gap",
        "any gap",
        "has more than ",
        "have more than ",
        "is this more than ",
        "is it more than ",
        "was there a delay",
        "is there a delay",
        "has there been a",
        "what kept",
        "what has kept",
        "what held",
        "what delayed",
    ];
    let lower = label.to_lowercase();
    // "Why a review, and why now?" asks for the rationale first.
    if ["and why now", ", why now"].iter().any(|now| lower.trim_end_matches(['?', ' ']).ends_with(now)) {
        return false;
    }
    // "Was there a delay in sending this? If so, why?"
    let begins_with = |words: &[&str]| words.iter().any(|begin| lower.starts_with(begin));
    let because =
        lower.trim_end_matches([':', '.', ' ', '*']).ends_with("because") && lower.contains("month");
    because
        || begins_with(OF_TIME)
        || (begins_with(ASKING) || lower.contains("? if so"))
            && OF_DELAY.iter().any(|word| lower.contains(word))
}
