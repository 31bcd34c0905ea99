//! The words with which people say what concerns them or what they wish to know.

use crate::schema::{Hit, Meaning};
use crate::subject::Subject;

/// Words of concern and wish that people give as a reason without speaking of learning.
const WANTING: &[&str] = &[
    "concern",
    "worries me",
    "worries us",
    "worries about",
    "what worries",
    "worry about",
    "i am worried",
    "i'm worried",
    "we are worried",
    "we're worried",
    "our worr",
    "my worr",
    "worrying",
    "worry is",
    "is a worry",
    "worried that",
    "worried about how",
    "i worry",
    "we worry",
    "we want",
    "i want",
    "we would like",
    "i would like",
    "we'd like",
    "i'd like",
    "we ask ",
    "we ask:",
    "we hope",
    "i hope",
    "the question",
    "that question",
    "no one could tell",
    "nobody could tell",
    ", namely ",
    "what it says about",
    "the way in which",
    "reason, which is",
    "no way for",
    "want to know",
    "need to know",
    "in common",
    "the same thing",
    "could happen",
    "gap",
    "weakness",
    "no one system",
    "nobody's job",
    "no one's job",
    "no one owns",
    "nobody owns",
    "review could",
    "review might",
    "review may",
    "review would",
    "review can",
    "deserves study",
    "teach something",
    "teach us",
    "no agreed",
    "share what",
    "wonder how many",
    "how many other",
    "bothers me",
    "bothers us",
    "bother me",
    "heads knock",
    "is owed",
    "are owed",
    "not the only",
    "could so easily",
    "can someone",
    "somebody should",
    "someone should",
    "everyone should",
    "others could",
    "others might",
    "went well",
    "board could",
    "partnership could",
    "panel could",
    "it could find",
    "could tell us",
    "would tell us",
    "could show",
    "would show",
];
/// Words of what was amiss, which an account may have that gives no reason.
const HINTING: &[&str] = &[
    "nobody knew",
    "no one knew",
    "nobody had",
    "no one had",
    "nobody told",
    "no one told",
    "nobody asked",
    "no one asked",
    "nobody put",
    "no one put",
    "nobody saw that",
    "nobody was",
    "no one was",
    "nobody spoke",
    "no one spoke",
];

/// "This concerns R, a boy of 15", which says whom it is about.
fn is_opening(sentence: &str) -> bool {
    ["this", "this referral", "this case", "the case", "the referral", "it", "this letter", "this report"]
        .iter()
        .any(|about| {
            sentence
                .trim_start_matches(|char: char| !char.is_alphabetic())
                .starts_with(&format!("{about} concerns "))
        })
}

/// How concern is denied: "I have no concern about how the agencies dealt with each other".
pub(super) const NONE: &[&str] = &[
    "no concern",
    "no cause for concern",
    "not a concern",
    "neither a concern",
    "nothing of concern",
    "nothing to concern",
    "nor do we think",
    "nor do i think",
    "nor is there",
    "nor was there",
    "anything amiss",
    "nothing amiss",
    "nor can i say",
    "nor can we say",
    "nor do i say",
    "nor do we say",
    "nor have i any",
    "nor have we any",
    "nor do i have any",
    "nor do we have any",
    "nor had i any",
    "nor had we any",
    "can't fault",
    "cannot fault",
    "gives me no cause",
    "gives us no cause",
    "n't have any concern",
    "not have any concern",
    "n't have a concern",
    "not have a concern",
    "no particular concern",
    "no specific concern",
    "not concerned",
    "no worries",
    "no gap",
    "no weakness",
    "nobody is suspected",
    "no one is suspected",
    "no suspicion",
    "no complaint",
    "no criticism",
    "no issue",
    "no question about how",
    "no doubt about how",
    "no reason for concern",
];

/// How a notice to another agency is told of, in which a concern is a form: "they logged it as a safeguarding concern".
const NOTICES: &[&str] = &[
    "logged",
    "made",
    "make",
    "passed",
    "put",
    "raise",
    "raised",
    "raising",
    "received",
    "recorded",
    "reported",
    "send",
    "sent",
    "submit",
    "submitted",
    "filed",
    "closed",
    "treated",
    "triaged",
    "screened",
    "completed",
];
/// What is done with such a form behind its name: "the concern was closed".
const HANDLED: &[&str] = &[
    "form",
    "forms",
    "meeting",
    "was raised",
    "was acted",
    "was accepted",
    "was answered",
    "was followed up",
    "was made",
    "was sent",
    "was logged",
    "was reported",
    "was closed",
    "was received",
    "was submitted",
    "were raised",
    "were made",
    "were sent",
    "were closed",
    "about him to",
    "about her to",
];

/// A sentence in small letters without the concerns that are forms.
fn without_notices(sentence: &str) -> String {
    /// Words between what was done and the concern: "[logged] it as a safeguarding".
    const NEAR: usize = 5;
    let mut rest = sentence.to_owned();
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find("concern")).map(|at| at + from) {
        let (before, behind) = (rest.get(..at).unwrap_or(""), rest.get(at..).unwrap_or(""));
        let end = behind.find(|char: char| !char.is_alphabetic()).unwrap_or(behind.len());
        let after = behind.get(end..).unwrap_or("").trim_start();
        let mut near = before
            .split(|char: char| !char.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .rev()
            .take(NEAR);
        // "So far as the statutory test is concerned", "those concerned were"
        let is_idiom = behind.starts_with("concerned")
            && (before.contains("far as")
                || ["those", "everyone", "everybody", "all"].iter().any(|who| before.trim_end().ends_with(who)))
            // "This is a concerning case."
            || behind.starts_with("concerning case");
        // "Concerning: Toby W."
        let is_of = behind.starts_with("concerning")
            && ![
                "is",
                "are",
                "was",
                "very",
                "deeply",
                "most",
                "more",
                "particularly",
                "especially",
                "a",
                "so",
            ]
            .iter()
            .any(|word| before.split_whitespace().next_back() == Some(word));
        let clause = before.rsplit([',', ';', ':']).next().unwrap_or("");
        let clause = format!(" {}", clause.rsplit(" but ").next().unwrap_or(""));
        // "Nor do I see any cause for concern", "there isn't a concern there"
        let is_denied = [" nor ", " no ", " not ", "n't ", " without ", " never "]
            .iter()
            .any(|none| clause.contains(none))
            && !clause.contains("not only");
        let is_safeguarding = before.trim_end().ends_with("safeguarding")
            && !after.starts_with("is ")
            && !after.starts_with("about ");
        let is_form = is_idiom
            || is_denied
            || is_safeguarding
            || is_of
            || near.any(|word| NOTICES.contains(&word))
            || HANDLED.iter().any(|handled| after.starts_with(handled));
        from = at + end;
        if is_form {
            rest.replace_range(at..at + end, &" ".repeat(end));
        }
    }
    rest
}

/// How a wish begins that is for the review alone: "I'd like to refer the case below".
const REFERRING: &[&str] = &[
    "to refer",
    "to apologise",
    "to say sorry",
    "to thank",
    "to make",
    "to submit",
    "to request",
    "to ask",
    "to put",
    "to bring",
    "to notify",
    "to report",
    "to send",
    "to tell you",
    "to let you",
    "to draw",
    "to write",
    "you to consider",
    "the board to consider",
    "the partnership to consider",
    "this case to be considered",
    "it to be considered",
    "that the group will",
    "that the board will",
    "that the panel will",
    "that the partnership will",
    "the group will",
    "the board will",
    "the panel will",
    "you will",
];

/// What stands before "lesson" where it is one at school or of a sport.
const TAUGHT: &[&str] = &[
    "in",
    "her",
    "his",
    "their",
    "miss",
    "missed",
    "art",
    "basketball",
    "biology",
    "boxing",
    "chemistry",
    "cookery",
    "cricket",
    "dance",
    "drama",
    "driving",
    "english",
    "football",
    "french",
    "games",
    "geography",
    "guitar",
    "gym",
    "gymnastics",
    "history",
    "hockey",
    "karate",
    "maths",
    "music",
    "netball",
    "p.e",
    "pe",
    "piano",
    "riding",
    "rugby",
    "sailing",
    "science",
    "spanish",
    "swimming",
    "tennis",
    "violin",
];

/// How work together is praised, among the next few words.
const PRAISE: &[&str] =
    &["well", "promptly", "properly", "appropriately", "effectively", "closely", "quickly", "admirably"];
/// Words behind "worked together" of which one praises it.
const NEAR: usize = 3;
/// Words in the names of what agencies do together.
const MEETINGS: &[&str] = &[
    "stepped down",
    "step down",
    "stepped-down",
    "safeguarding hub",
    "mash",
    "multi-agency safeguarding",
    "conference",
    "core group",
    "discussion",
    "lead professional",
    "liaison",
    "meeting",
    "planning",
];

/// What a sentence weighs that may belong to any account: "it was not passed on", "nobody had the key".
pub(super) const HINT: u32 = 1;
/// What a sentence weighs that says why a review is wanted; as many hints say so too.
pub(super) const REASON: u32 = 2;

/// What a sentence weighs as a reason: it has words of learning, of concern or of a wish, and does not only name or deny them.
pub(super) fn weight(subject: &Subject<'_>, sentence: &str, is_praised: bool) -> u32 {
    let meant = |meaning| matches!(meaning, Meaning::Learning | Meaning::JointWorking);
    let lower = sentence.to_lowercase();
    let denies = NONE.iter().any(|none| lower.contains(none));
    let needs = ["learning disab", "learning diff", "learning need", "learning support", "learning mentor"];
    let of_need = needs.iter().any(|need| lower.contains(need));
    // "A child protection conference is to take place" names a meeting, and no concern.
    let is_meeting = |hit: &Hit| {
        let words = lower.get(std::ops::Range::<usize>::from(hit.range)).unwrap_or("");
        // So does "Working Together to Safeguard Children", the guidance.
        let is_guidance = sentence
            .get(std::ops::Range::<usize>::from(hit.range))
            .is_some_and(|said| said.starts_with("Working T"));
        // "The threshold is not reached" is of the criteria.
        let is_threshold = words.starts_with("threshold") && lower.contains(" not ");
        is_guidance
            || is_threshold
            || hit.meaning == Meaning::JointWorking && MEETINGS.iter().any(|meeting| words.contains(meeting))
    };
    // "I learned of it on 21 April."
    let hears = |hit: &Hit| {
        const OF: &[&str] = &["of", "on", "that", "this", "from", "about", "it", "what"];
        let at = std::ops::Range::<usize>::from(hit.range);
        let next = lower.get(at.end..).and_then(|rest| rest.split_whitespace().next()).unwrap_or("");
        let before = lower.get(..at.start).and_then(|head| head.split_whitespace().next_back()).unwrap_or("");
        matches!(lower.get(at), Some("learned" | "learnt"))
            && OF.contains(&next)
            && (next == "of" && before != "be"
                || matches!(before, "i" | "we" | "you" | "she" | "he" | "they" | "had" | "first" | "only"))
    };
    // "The Eastmoor Learning Trust", "the splash pattern" of a scald
    let is_no_learning = |hit: &Hit| {
        const ILLS: &[&str] =
            &["fall", "infection", "seizure", "chest", "urin", "uti", "pneumonia", "depress", "overdose"];
        const JOBS: &[&str] = &["officer", "team", "manager", "lead", "service", "directorate", "department"];
        const PATTERNS: &[&str] =
            &["splash", "burn", "scald", "bruising", "bruise", "injury", "fracture", "wear", "sleep"];
        let at = std::ops::Range::<usize>::from(hit.range);
        let said = sentence.get(at.clone()).unwrap_or("");
        let before = lower.get(..at.start).and_then(|head| head.split_whitespace().next_back()).unwrap_or("");
        // "Head of Supported Learning", "the safeguarding lead for Prevention", "a prevention officer"
        let is_name = said.starts_with(char::is_uppercase) && !before.is_empty();
        // Some of what is looked for is the beginning of a word.
        let behind = lower.get(at.end..).unwrap_or("").trim_start_matches(char::is_alphabetic);
        let next = behind.split_whitespace().next().unwrap_or("");
        let is_ill = said.starts_with("recurrent") && ILLS.iter().any(|ill| next.starts_with(ill));
        let is_mark = said.starts_with("pattern") && PATTERNS.contains(&before);
        // "Attendance improved": it did, and nobody asks that it should.
        let is_told = lower.get(at.start..).is_some_and(|rest| rest.starts_with("improved"))
            && !matches!(before, "be" | "been" | "to" | "being" | "an" | "the");
        let is_job = JOBS.contains(&next.trim_end_matches([',', '.', ';']));
        hit.meaning == Meaning::Learning && (is_name || is_mark || is_ill || is_job || is_told)
    };
    // "She is back in lessons", "during a basketball lesson"
    let is_school = |hit: &Hit| {
        let at = std::ops::Range::<usize>::from(hit.range);
        let before = lower.get(..at.start).and_then(|head| head.split_whitespace().next_back()).unwrap_or("");
        lower.get(at.start..).is_some_and(|rest| rest.starts_with("lesson")) && TAUGHT.contains(&before)
    };
    // "The agencies worked together promptly and properly."
    let praises = |hit: &Hit| {
        let behind = lower.get(usize::from(hit.range.end())..).unwrap_or("");
        behind.split_whitespace().take(NEAR).any(|word| PRAISE.contains(&word.trim_matches([',', '.', ';'])))
    };
    let says = |hit: Hit| {
        let is_denied = (denies || is_praised || praises(&hit)) && hit.meaning != Meaning::Learning;
        meant(hit.meaning)
            && !hears(&hit)
            && !is_no_learning(&hit)
            && !is_school(&hit)
            && !is_meeting(&hit)
            && !is_denied
    };
    let said = subject.vocabulary.find(sentence).filter(|hit| !of_need && says(*hit));
    let said = said.map(|hit| if hit.meaning == Meaning::Learning { REASON } else { HINT }).max();
    let wanted = if denies || is_opening(&lower) { 0 } else { wants(&lower) };
    wanted.max(said.unwrap_or(0))
}

/// How it is said that what happened was nobody's to see or prevent.
const BLAMELESS: &[&str] =
    &["natural causes", "any ground to", "no ground to", "could have foreseen", "could have known"];

/// What a sentence of the reasons weighs that tells of what went wrong, or would elsewhere: "that is rather the point", "nobody
/// put the two together".
pub(super) fn failing(sentence: &str) -> u32 {
    const POINTS: &[&str] = &[
        "happening to others",
        "ought to hear",
        "should know",
        "ought to know",
        "could matter",
        "should not be put through",
        "work to be done",
        "the point",
        "is the supervision",
        "good practice",
        "how they did it",
        "how often",
        "before anyone",
    ];
    const FAILING: &[&str] = &[
        "nobody ",
        "no one ",
        "none of them",
        "none of us",
        "not known to",
        "had no idea",
        "isn't working",
        "is not working",
        "do not reconcile",
        "was not told",
        "wasn't told",
        "were not told",
        "weren't told",
        "not passed on",
        "never passed",
        "invisible",
        "and told no one",
        "was not reported",
        "wasn't reported",
        "not reported",
        "handed between",
        "passed between",
        "disputed",
        "misquoted",
        "out of date",
        "unable to see",
        "did not share",
        "didn't share",
        "each held",
    ];
    let lower = sentence.to_lowercase();
    let is_denied =
        NONE.iter().any(|none| lower.contains(none)) || BLAMELESS.iter().any(|words| lower.contains(words));
    let is_harmless = [
        "nobody came to harm",
        "nobody would call",
        "no one would call",
        "nobody would say",
        "no one would say",
        "nobody suggests",
        "no one suggests",
        "nobody thinks",
        "no one thinks",
        "disputes it",
        "nobody disputes",
        "nobody says",
        "no one says",
        "had seen a mark",
        "had seen anything",
        "no one disputes",
        "no one was",
        "nobody was",
        "no one came to harm",
        "nobody suspects",
        "no one suspects",
        "no one has",
        "nobody has",
    ]
    .iter()
    .any(|words| lower.contains(words));
    let has = |list: &[&str]| !is_denied && !is_harmless && list.iter().any(|words| lower.contains(words));
    if has(POINTS) {
        REASON
    } else if has(FAILING) {
        HINT
    } else {
        0
    }
}

/// What a sentence in small letters weighs by its words of concern and wish, where they are not only in a notice.
fn wants(sentence: &str) -> u32 {
    if BLAMELESS.iter().any(|words| sentence.contains(words)) {
        return 0;
    }
    let rest = without_notices(sentence);
    let goes_on =
        ["because", "so that", "whether", "how ", "why ", "what "].iter().any(|word| rest.contains(word));
    let is_for_the_review = |behind: &str| {
        !goes_on && REFERRING.iter().any(|words| behind.trim_start_matches([' ', ':']).starts_with(words))
    };
    // "You will want to know where this stands in law."
    let rest =
        rest.replace("you will want to", "").replace("you may want to", "").replace("you will need to", "");
    let has = |words: &[&str]| {
        words.iter().any(|word| {
            let mut found = rest.match_indices(word);
            found.any(|(at, _)| !is_for_the_review(rest.get(at + word.len()..).unwrap_or("")))
        })
    };
    if has(WANTING) {
        REASON
    } else if has(HINTING) {
        HINT
    } else {
        0
    }
}
