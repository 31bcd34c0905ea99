//! Sentences that say outright, as of now and as the writer's own view, that the criteria of a review are met or are not.
//!
//! "The criteria in regulation 5(2) are not met" does; "the council told us that they were not" does not.

/// True where a text has a word for the criteria and one that denies something.
pub(crate) fn may_deny(text: &str) -> bool {
    const LAW: &[&str] = &[
        "riteri",
        "efinition",
        "ondition",
        "andatory",
        "tatutory",
        "duty to",
        "serious child",
        "hreshold",
        "egulation",
        "ection",
    ];
    const DENYING: &[&str] = &["not ", "n't ", "n’t ", "None ", "none ", "outside"];
    LAW.iter().any(|law| text.contains(law)) && DENYING.iter().any(|denial| text.contains(denial))
}

/// True where the criteria spoken of are those of a review, and not of a service or a plan.
pub(crate) fn names_a_review(sentence: &str) -> bool {
    const REVIEWS: &[&str] = &[
        "serious child safeguarding case",
        "statutory criteri",
        "criteria for a review",
        "criteria for a serious case review",
        "criteria for an scr",
        "criteria for a scr",
        "criteria for a safeguarding adult",
        "criteria for an sar",
        "criteria for a sar",
        "criteria for a mandatory",
        "case for a mandatory review",
        "duty to review",
        "conditions in section",
        "criteria for a local child",
        "criteria for an lcspr",
        "criteria for a rapid review",
        "threshold for a review",
        "threshold for a serious case review",
        "threshold for a safeguarding adult",
        "threshold for a local child",
        "criteria are not met in this case",
        "in this case the criteria",
    ];
    let lower = sentence.to_lowercase();
    REVIEWS.iter().any(|review| lower.contains(review))
}

/// How a second view is joined to the first.
const JOINED: &[&str] =
    &[" and that the criteria ", " and that the definition ", " and that the case ", " and that this case "];

/// How a view is told of that is somebody else's.
const TOLD: &[&str] =
    &["advis", "told", "said", "says", "wrote", "informed", "panel", "meeting", "council", "at first"];

/// Where a clause begins that says it by itself.
const OF_ITS_OWN: &[&str] = &[
    ", and the case ",
    ", and this case ",
    ", so the case ",
    ", so the criteria ",
    ", and the criteria ",
    ", the criteria ",
    ", the definition ",
    ", the case ",
    ", this case ",
];

/// How a view is said to be the writer's own.
const OWN: &[&str] = &[
    "in my view",
    "in our view",
    "in my opinion",
    "in our opinion",
    "i believe",
    "we believe",
    "i consider",
    "we consider",
    "i think",
    "we think",
    "it should be said that",
    "it must be said that",
    "we do not consider",
    "i do not consider",
    "we do not think",
    "i do not think",
    "we do not believe",
    "i do not believe",
    "we don't think",
    "i don't think",
    "i am of the opinion that",
    "we are of the opinion that",
    "we take the view that",
    "i take the view that",
    "our view is that",
    "my view is that",
    "our conclusion is that",
];

/// What makes a view somebody else's, of another time, or doubtful.
const OTHERS: &[&str] = &[
    "advis",
    "agreed",
    "asked",
    "at first",
    "because",
    "believ",
    "consider",
    "decid",
    "decision",
    "earlier",
    "even",
    "felt",
    "however",
    "if ",
    "may ",
    "meeting",
    "might",
    "panel",
    "previous",
    "said",
    "says",
    "thought",
    "told",
    "unless",
    " view",
    "was ",
    "were ",
    "when",
    "where ",
    "whether",
    "would",
    "although",
    "though",
    "until",
    "could",
    "possibl",
    "perhaps",
    "probabl",
    "appear",
    "seem",
    "likely",
    "arguabl",
    "unclear",
    "not sure",
    "not clear",
];

/// What is said of criteria.
const MET: &[&str] = &[
    "is met",
    "not met",
    "are met",
    "are both met",
    "is not met",
    "are not met",
    "not satisfied",
    "satisfied",
    "is not a serious child safeguarding case",
    "does not arise",
    "not a case for",
    "not been met",
    "not fulfilled",
    "falls outside",
    "fall outside",
    "is outside",
    "meets",
    "does not meet",
    "do not meet",
];

/// True where a sentence says so itself, as of now, and tells of nobody else's view.
pub(crate) fn is_outright(sentence: &str) -> bool {
    let whole = sentence.to_lowercase();
    // What follows the verdict may tell of whatever it likes, and so may a clause before its own.
    let end = MET.iter().filter_map(|words| whole.find(words).map(|at| at + words.len())).min();
    let Some(said) = end.and_then(|end| whole.get(..end)) else { return false };
    // What went before is not so; this is.
    let said = said.strip_prefix("however").unwrap_or(said);
    // "Having considered section 44 we do not think that", "Having read the papers, the case is".
    let said = if said.starts_with("having ") {
        let of_own = [" we do", " i do", " we con", " i con"].iter().find_map(|own| said.find(own));
        let at = of_own.or_else(|| said.find(", ").map(|at| at + 1));
        at.and_then(|at| said.get(at + 1..)).unwrap_or(said)
    } else {
        said
    };
    let own = OF_ITS_OWN.iter().filter_map(|words| said.rfind(words)).max().unwrap_or(0);
    let mut text = said.get(own..).unwrap_or(said).to_owned();
    // "Our board takes the view that the harm was not serious and that the criteria are not met."
    let joined = JOINED.iter().filter_map(|words| said.rfind(words)).max();
    if let Some((head, tail)) = joined.and_then(|at| said.split_at_checked(at))
        && ["we ", "our ", "i ", "my "]
            .iter()
            .any(|own| head.starts_with(own) || head.contains(&format!(" {own}")))
        && !TOLD.iter().any(|told| head.contains(told))
    {
        tail.clone_into(&mut text);
    }
    for own in OWN {
        text = text.replace(own, "");
    }
    !OTHERS.iter().any(|words| text.contains(words))
}
