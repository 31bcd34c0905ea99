//! Sentences that deny what a criterion asks for, in the writer's own words: "she was not seriously harmed", "neglect
//! played no part in his death".

/// How serious harm is denied.
const NO_HARM: &[&str] = &[
    "not seriously harmed",
    "n't seriously harmed",
    "not been seriously harmed",
    "n't been seriously harmed",
    "no serious harm",
    "not serious harm",
    "not suffer serious harm",
    "not suffered serious harm",
    "n't suffer serious harm",
    "not come to serious harm",
    "not cause serious harm",
    "not caused serious harm",
    "not amount to serious harm",
    "without serious harm",
    "short of serious harm",
    "harm was not serious",
    "harm wasn't serious",
    "harm is not serious",
    "harm isn't serious",
    "injuries were not serious",
    "injury was not serious",
];

/// How it is denied that one thing led to another.
const NO_CAUSE: &[&str] = &[
    "no part in",
    "nothing to do with",
    "not contribute to",
    "n't contribute to",
    "not contributed to",
    "not a factor in",
    "not result from",
    "n't result from",
    "not resulted from",
    "not the result of",
    "not caused by",
    "n't caused by",
    "not cause",
    "not due to",
    "unconnected with",
    "not connected with",
    "no connection with",
    "unrelated to",
    "not related to",
];

/// Words of a sentence that is of another time, of somebody else, of another's view, or of what may be.
const ELSEWHERE: &[&str] = &[
    "if ",
    "unless",
    "whether",
    "may ",
    "might",
    "could",
    "would",
    "seem",
    "appear",
    "thought",
    "believ",
    "said",
    "says",
    " say ",
    "colleague",
    "told",
    "wrote",
    "record",
    "report",
    "noted",
    "assess",
    "at first",
    "initial",
    "before ",
    "previous",
    "earlier",
    "at the time",
    "until",
    "claim",
    "argue",
    "suggest",
    "question",
    "brother",
    "sister",
    "sibling",
    "twin",
    "other child",
    "mother was",
    "father was",
    "police view",
    "'s view",
    "their view",
    "coroner",
    "pathologist",
    "decided",
    "decision",
    "council",
    "refused",
    "declined",
    "closed",
    "not that ",
    "not because",
    "only because",
];

/// How a view of somebody else is made the writer's own.
const SHARED: &[&str] =
    &["i concur", "we concur", "i agree", "we agree", "and i share", "and we share", "nor do we", "nor do i"];

/// True where a text in small letters may say that somebody was not seriously harmed.
pub(crate) fn denies_harm(lower: &str) -> bool {
    lower.contains("serious") && NO_HARM.iter().any(|words| lower.contains(words))
}

/// True where a text in small letters may say that abuse or neglect did not lead to a death.
pub(crate) fn denies_cause(lower: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let denied = || has(NO_CAUSE) || nobody_suspects(lower);
    has(&["neglect", "abuse"]) && has(&["death", "died", "dying"]) && denied()
}

/// "No one here suspects that neglect contributed to it", and not that nobody doubts it.
fn nobody_suspects(lower: &str) -> bool {
    /// Words before the verb among which the one stands that denies it.
    const NEAR: usize = 6;
    const VERBS: &[&str] = &["suspect", "believe", "think", "consider"];
    const DENYING: &[&str] = &["nobody", "neither", "nor", "not", "don't", "doesn't", "one"];
    const LED_TO: &[&str] =
        &["any part in", "a part in", "contributed to", "contributing to", "brought about", "led to"];
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = words.get(at.saturating_sub(NEAR)..at).unwrap_or(&[]);
        let is_denied = before.iter().enumerate().any(|(on, other)| {
            let is_no_one = *other != "one" || on > 0 && before.get(on - 1) == Some(&"no");
            DENYING.contains(other) && is_no_one
        });
        let behind = words.get(at..).unwrap_or(&[]).join(" ");
        VERBS.iter().any(|verb| word.starts_with(verb))
            && is_denied
            && LED_TO.iter().any(|led| behind.contains(led))
    })
}

/// True where a sentence in small letters says it of this case, as of now, and as the writer's own view.
pub(crate) fn is_own_denial(lower: &str) -> bool {
    let said = lower.trim_end();
    let is_shared = SHARED.iter().any(|words| said.contains(words));
    let of_others = |words: &&&str| {
        said.contains(**words) && !(is_shared && matches!(**words, "believ" | "thought" | "said"))
    };
    !said.ends_with('?') && ELSEWHERE.iter().find(of_others).is_none()
}
