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
        "s44",
        "s.44",
        "s. 44",
    ];
    const DENYING: &[&str] = &[
        "not ",
        "n't ",
        "n’t ",
        "None ",
        "none ",
        "outside",
        "fall short",
        "falls short",
        "lacking",
        "fails",
        "dont ",
        "doesnt ",
        "isnt ",
        "NOT ",
        "neither",
    ];
    LAW.iter().any(|law| text.contains(law)) && DENYING.iter().any(|denial| text.contains(denial))
}

/// True where a text, in small letters, has a word by which criteria are said to be met.
pub(crate) fn may_affirm(lower: &str) -> bool {
    [" met", " meets ", "satisfied"].iter().any(|met| lower.contains(met))
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
        "condition 1 ",
        "condition 2 ",
        "condition one ",
        "condition two ",
        "of the two criteria",
        "of the criteria is",
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

/// How somebody else's view is made the writer's own.
const ADOPTED: &[&str] = &[
    "basis on which",
    "on that basis",
    "and i agree",
    "and we agree",
    "with which i agree",
    "with which we agree",
];

/// Where a clause begins that says it by itself.
const OF_ITS_OWN: &[&str] = &[
    ", and the case ",
    ", and this case ",
    ", so the case ",
    ", so the criteria ",
    ", so the section ",
    ", so section ",
    ", so that ",
    ", so the regulation ",
    ", so regulation ",
    ", so the statutory ",
    ", and the criteria ",
    ", the criteria ",
    ", the definition ",
    ", the case ",
    ", this case ",
];

/// How a sentence begins that goes on to ask for something else.
const GIVEN: &[&str] = &[
    "as ",
    "because ",
    "since ",
    "given that ",
    "seeing that ",
    "although ",
    "though ",
    "while ",
    "whilst ",
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
    "i don't consider",
    "we don't consider",
    "i don’t consider",
    "we don’t consider",
    "i don't believe",
    "we don't believe",
    "i dont think",
    "we dont think",
    "in our submission",
    "in my submission",
    "to be clear",
    "the service does not consider that",
    "this service does not consider that",
    "this agency does not consider that",
    "this team does not consider that",
    "the referrer does not consider that",
    "the writer does not consider that",
    "for the avoidance of doubt",
    "the hub does not consider",
    "the trust does not consider",
    "the school does not consider",
    "the practice does not consider",
    "the hospital does not consider",
    "the charity does not consider",
    "the college does not consider",
    "the team does not consider",
    "the ward does not consider",
    "i should confirm the council's view that",
    "i should record the council's view that",
    "i should confirm that",
    "i should record that",
    "i should add that",
    "i confirm that",
    "i accept that",
    "we accept that",
    "i concede that",
    "we concede that",
    "i acknowledge that",
    "we acknowledge that",
    "we confirm that",
    "i should make plain that",
    "as i read it",
    "does not regard",
    "do not regard",
    "we are not treating",
    "we're not treating",
    "i am of the opinion that",
    "we are of the opinion that",
    "we take the view that",
    "i take the view that",
    "our view is that",
    "it is my view that",
    "it is our view that",
    "it is my opinion that",
    "it is our opinion that",
    "my view is that",
    "our conclusion is that",
    "my conclusion is that",
    "we have come to the view that",
    "i have come to the view that",
    "we came to the view that",
    "i came to the view that",
    "on balance",
    "taking everything together",
    "the conclusion of this service is that",
    "the conclusion of this team is that",
    "the conclusion of this agency is that",
    "the conclusion of this practice is that",
    "the conclusion of this school is that",
    "we are agreed that",
    "my understanding is that",
    "our understanding is that",
    "as i understand it",
    "as we understand it",
    "i do not suggest",
    "i don't suggest",
    "we do not suggest",
    "we don't suggest",
    "we do not say that",
    "i do not say that",
    "i am agreed that",
    "we are all agreed that",
    "it was agreed unanimously that",
    "it was unanimously agreed that",
    "this service's view is that",
    "this agency's view is that",
    "this team's view is that",
    "the view of this service is that",
    "the view of this team is that",
    "the view of this agency is that",
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
    "falls short",
    "fall short",
    "not made out",
    "not engaged",
    "as met",
    "not reached",
    "are reached",
    "is reached",
    "aren't reached",
    "not reach",
    "n't reach",
    "not hit",
    "n't hit",
    "doesnt hit",
    "isn't met",
    "aren't met",
    "isn’t met",
    "aren’t met",
    "not notifiable",
    "not a notifiable",
    "not an scr",
    "not treating this as a serious child safeguarding case",
    "not regard this as a serious child safeguarding case",
    "not a serious child safeguarding case",
    "applies",
    "fails",
    "is lacking",
];

/// The text without "in the Force's view", which is that of whoever refers for it.
fn without_view_of_the_service(text: String) -> String {
    const SERVICES: &[&str] = &[
        "force", "trust", "school", "college", "hospital", "service", "agency", "author", "practice",
        "charity", "referrer",
    ];
    for service in SERVICES {
        let view = format!("in the {service}'s view");
        if text.contains(&view) {
            return text.replace(&view, "");
        }
    }
    text
}

/// True where a sentence says so itself, as of now, and tells of nobody else's view.
pub(crate) fn is_outright(sentence: &str) -> bool {
    let numbered = sentence.trim_start_matches(|char: char| char.is_ascii_digit() || ".) \t".contains(char));
    let mut whole = numbered.to_lowercase();
    for adverb in [" plainly ", " clearly ", " therefore ", " thus ", " both ", " all ", " each ", " fully "]
    {
        whole = whole.replace(adverb, " ");
    }
    // What follows the verdict may tell of whatever it likes, and so may a clause before its own.
    let end = MET.iter().filter_map(|words| whole.find(words).map(|at| at + words.len())).min();
    let Some(said) = end.and_then(|end| whole.get(..end)) else { return false };
    // "Section 44 does not reach his time in custody."
    let reached = end.and_then(|end| whole.get(end..)).filter(|_| said.ends_with("reach")).unwrap_or("");
    if ["his ", "her ", "their ", "people ", "what ", "into "]
        .iter()
        .any(|object| reached.trim_start().starts_with(object))
    {
        return false;
    }
    // What went before is not so; this is.
    let said = said.strip_prefix("however").unwrap_or(said);
    let said = &said.replace(" however,", "").replace(", however", "").replace(" however ", " ");
    // "For the reasons discussed at our panel, we do not consider …"
    let said = said.as_str();
    let said = said
        .strip_prefix("for the reasons ")
        .and_then(|rest| rest.split_once(", "))
        .map_or(said, |(_, own)| own);
    // "As the criteria are not met, we ask …"
    let said = GIVEN.iter().find_map(|given| said.strip_prefix(given)).unwrap_or(said);
    // "Having considered section 44 we do not think that", "Having read the papers, the case is".
    let said = if said.starts_with("having ") {
        let of_own = [" we do", " i do", " we con", " i con", " we are", " i am", " we acc", " i acc"]
            .iter()
            .find_map(|own| said.find(own));
        let at = of_own.or_else(|| said.find(", ").map(|at| at + 1));
        at.and_then(|at| said.get(at + 1..)).unwrap_or(said)
    } else {
        said
    };
    let own = OF_ITS_OWN.iter().filter_map(|words| said.rfind(words)).max().unwrap_or(0);
    let mut text = said.get(own..).unwrap_or(said).to_owned();
    // "For completeness, as your website asks us to say: the criteria are not met."
    if let Some((head, tail)) = said.rsplit_once(": ")
        && !TOLD.iter().any(|told| head.contains(told))
    {
        tail.clone_into(&mut text);
    }
    // "I am advised that the criteria are met, and that is the basis on which I send it."
    let adopts =
        end.and_then(|end| whole.get(end..)).is_some_and(|rest| ADOPTED.iter().any(|own| rest.contains(own)));
    if adopts && let Some((_, tail)) = said.rsplit_once(" that ") {
        tail.clone_into(&mut text);
    }
    // "I am referring her because the criteria are met."
    if let Some((head, tail)) = said.split_once(" because the criteria ")
        && ["refer ", "referring "].iter().any(|refers| head.contains(refers))
        && !TOLD.iter().any(|told| head.contains(told))
        && !head.contains("not ")
    {
        tail.clone_into(&mut text);
    }
    // "Our board takes the view that the harm was not serious and that the criteria are not met."
    let joined = JOINED.iter().filter_map(|words| said.rfind(words)).max();
    if let Some((head, tail)) = joined.and_then(|at| said.split_at_checked(at))
        && ["we ", "our ", "i ", "my "]
            .iter()
            .any(|own| head.starts_with(own) || head.contains(&format!(" {own}")))
        && !TOLD.iter().any(|told| head.contains(told))
    {
        // "I consider that the criteria are met and that the case merits a review."
        let said = if head.ends_with(" met") { head } else { tail };
        said.clone_into(&mut text);
    }
    for own in OWN {
        text = text.replace(own, "");
    }
    text = without_view_of_the_service(text);
    !OTHERS.iter().any(|words| text.contains(words))
}
