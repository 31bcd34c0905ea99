//! How a writer speaks of sending what they write, and owns that it comes late.

use super::Sentence;
use super::referral::{THIS_REFERRAL, goes_to_an_agency};
use crate::schema::Meaning;
use crate::subject::Subject;

/// How a writer speaks of sending what they write: "before I could send anything".
const SENDING: &[&str] = &[
    "to write",
    "could send",
    "sending this",
    "sending anything",
    "sent this",
    "send this",
    "writing to you",
    "troubling the board",
    "troubling you",
    "reaches you",
    "reach you",
    "held back",
    "held this back",
    "held it back",
    "kept this back",
    "was held until",
    "this referral",
    "to refer",
    "refer until",
    "referring",
    "this form",
    "this letter",
    "this report",
    "this request",
    "this notification",
    "this e-mail",
    "this email",
    "written before",
    "write before",
    "written sooner",
    "written earlier",
    "sent to the board",
    "be sent",
    "sent to you",
    "ought to let",
    "should let",
    "late because",
    "why late",
    "coming to you",
    "before writing",
    "not write at once",
    "did not write",
    "didn't write",
];

pub(super) fn tells_when_it_was_sent(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    SENDING.iter().any(|words| lower.contains(words))
}

/// How a writer owns that this comes late, without a word on why.
const OWNING_UP: &[&str] = &[
    "this is overdue",
    "well overdue",
    "referral is overdue",
    "overdue referral",
    "letter is overdue",
    "longer in coming",
    "sorry it's been",
    "sorry it has been",
    "sorry this has been",
    "sorry this is",
    "so long after",
    "delay in submission",
    "took a while",
    "taken a while",
    "been a while",
    "taken me a while",
    "taken us a while",
    "taken me so long",
    "taken us so long",
    "taken me this long",
    "taken us this long",
    "taken me some time",
    "taken us some time",
    "we'd have wished",
    "we would have wished",
    "well after the event",
    "kept this from you",
    "had this nearly",
    "had this almost",
    "had this ready",
    "had this nearly",
    "had this almost",
    "had this ready",
    "this ought to have come",
    "this should have come",
    "later than it should",
    "later than it ought",
    "later than i should",
    "later than we should",
    "later than i would",
    "later than we would",
    "mea culpa",
    "no excuse",
    "timely manner",
    "as soon as practicable",
    "as soon as was practicable",
    "exceeds one month",
    "exceeds a month",
    "belated",
    "letter is late",
    "referral is late",
    "form is late",
    "this is late",
    "late, i know",
    "late i know",
    "lateness of this",
    "one of those things",
    "taken longer than",
    "delay is regretted",
    "delay: regretted",
    "submission: regretted",
    "should have written",
    "meant to write",
    "meant to send",
    "meant to refer",
    "before them sooner",
    "before you sooner",
    "with you sooner",
    "reached you sooner",
    "should have sent",
    "should have referred",
    "should have been sent",
    "should have been with you",
    "should have come to you",
    "should have reached you",
    "sorry it's late",
    "sorry it is late",
    "sorry this is late",
    "sorry that this is late",
    "late getting to you",
    "late getting this",
    "so late",
    "apologies for the delay",
    "apologise for the delay",
    "apologies for the late",
    "apologise for the late",
    "sorry for the delay",
    "sorry about the delay",
    "sorry for the late",
    "apologies for my delay",
    "accept my apolog",
    "accept our apolog",
    "i am late",
    "i'm late",
    "we are late",
    "we're late",
    "late in coming",
    "long in coming",
    "tardy",
    "tardiness",
    "time lag",
    "explain why i write",
    "explain why we write",
    "why i write in ",
    "why we write in ",
    "why this is only ",
    "why this was only ",
    "only going now",
    "owe you an account",
    "owe you an explanation",
];

/// True where a text, in small letters, has any of these words.
pub(crate) fn may_own_up(lower: &str) -> bool {
    OWNING_UP.iter().chain(SENDING).any(|words| lower.contains(words))
        || counts_by(lower)
        || speaks_of_its_time(lower)
}

/// True where a sentence of the writer's own says that this comes late, or denies it.
pub(super) fn owns_up(subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    let lower = sentence.text.to_lowercase();
    (speaks_of_its_time(&lower)
        || OWNING_UP.iter().any(|words| lower.contains(words))
        || counts_up(&lower)
        || counts_by(&lower))
        && !goes_to_an_agency(subject, sentence)
        && (speaks_of_itself(&lower)
            || !sentence.mentions.iter().any(|mention| mention.meaning == Meaning::Agency))
}

/// How a writer speaks of what they write, and of whom they write to.
const THIS: &[&str] = &[
    "this referral",
    "our referral",
    "my referral",
    "this letter",
    "this form",
    "this e-mail",
    "this email",
    "this notification",
    "this request",
    "write to you",
    "writing to you",
    "written to you",
    "wrote to you",
    "come to you",
    "coming to you",
    "comes to you",
    "came to you",
    "reach you",
    "reaching you",
    "reached you",
    "with you",
    "in front of you",
    "before you",
    "to the board",
    "to the partnership",
    "to the panel",
    "hear from us",
    "heard from us",
    "hear from me",
    "heard from me",
    "heard about",
    "send this",
    "sent this",
    "sending this",
    "getting this",
    "put this in",
    "put this before",
    "approaching the board",
    "approach the board",
    "the board earlier",
    "you sooner",
    "to you sooner",
    "we first wrote",
    "referral in ",
    "we have been slow to refer",
    "slow to refer",
    "referring sooner",
    "refer sooner",
    "refer earlier",
    "referred sooner",
    "referred earlier",
    "no referral was made",
    "referral was not made",
    "the referral was not sent",
    "go to the partnership",
    "went to the board",
    "this matter to",
    "this case to you",
    "you are only getting",
    "you're only getting",
    "we have known about",
    "we have known of",
    "i have known about",
    "out-of-time referral",
    "kept this from you",
    "this is coming to you",
    "this ought to have come",
    "this should have come",
    "why this is",
    "why i write",
    "why i am only writing",
    "why i'm only writing",
    "why we are only writing",
    "only writing now",
    "why we write",
    "i write only now",
    "why you have",
    "members may wonder",
    "you will see that we knew",
    "as regards timing",
    "as to timing",
    "as to the interval",
    "hence this",
    "i am sending it again",
    "we first wrote",
    "drafted a referral",
    "this form was begun",
    "a prompt notification",
    "otherwise have sent",
];

/// How a writer begs pardon.
const PARDON: &[&str] = &[
    "sorry",
    "apolog",
    "regret",
    "failing on our",
    "fell short",
    "none of us is proud",
    "acknowledge",
    "i know i",
];

/// Words for the time that something took.
const WHEN: &[&str] = &[
    "late",
    "later",
    "delay",
    "sooner",
    "earlier",
    "the gap",
    "interval",
    "lapse",
    "elapsed",
    "only now",
    "only writing",
    "out of time",
    "out-of-time",
    "so long",
    "how long",
    "too long",
    "long before",
    "longer",
    "in march",
    "months",
    "weeks",
    "rather than in ",
    "rather than at ",
    "rather than on ",
    "rather than when",
    "rather than last",
    "rather than straight",
    "rather than then",
    "overdue",
    "last day of",
    "as soon as it could",
    "when it ought",
    "time which has",
    "timescale",
    "this long",
    "since 2 ",
    "timing",
    "only getting",
    "months on",
    "we knew of",
    "known about",
    "known of",
    "first wrote",
    "hence",
    "again",
    "expects a prompt",
    "drafted",
    "begun",
    "otherwise have",
    "in the spring",
    "in the summer",
    "in the autumn",
    "in the winter",
    "before now",
];

/// What came late in the case itself.
const OF_THE_CASE: &[&str] = &[
    "ambulance",
    "was late",
    "arrived late",
    "developmental",
    "without delay",
    "no delay",
    "not delayed",
    "late diagnosis",
    "later found",
    "later died",
    "later that",
    "weeks later",
    "months later",
    "a later",
    "days later",
    "hours later",
    "years later",
    "late for school",
    "too late to save",
    "discharge was delayed",
    "delayed discharge",
    "delay in treatment",
    "delay in diagnosis",
    "delay in calling",
];

/// How a writer speaks of asking for the review, of which something else was to end before.
const ASKING: &[&str] = &[
    "asking for a",
    "asked for a review",
    "asked for a practice review",
    "a review was asked",
    "question of a review",
    "review should be requested",
    "no referral",
    "go to the partnership",
    "go to the board",
    "make the referral",
    "therefore referring",
    "a review and a",
    "sit tight",
    "approaching the board",
    "approaching the partnership",
];

/// True where a sentence speaks of this referral, or begs pardon for it, and of when it comes: "You should have heard from us
/// long before this", "A referral in March would have been right".
pub(super) fn speaks_of_its_time(lower: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(ASKING) && super::is_behind_a_process(lower) || is_of_the_delay(lower) || wishes_it_sooner(lower) {
        return true;
    }
    // "I have known about it since that day" tells when, and owns nothing.
    let is_awareness =
        ["known about it since", "known of it since", "known about this since", "known of this since"]
            .iter()
            .any(|words| lower.contains(words))
            && !has(PARDON)
            && !["late", "delay", "sooner", "earlier"].iter().any(|word| lower.contains(word));
    has(WHEN) && (has(THIS) || has(PARDON)) && !has(OF_THE_CASE) && !is_awareness
}

/// "As to the lapse of time between May and now: …", "The interval is explained by …".
fn is_of_the_delay(sentence: &str) -> bool {
    const LEADING: &[&str] =
        &["as to ", "as for ", "as regards ", "regarding ", "concerning ", "about ", "on ", "turning to "];
    const DELAY: &[&str] = &[
        "the delay ",
        "the lapse of time",
        "the time lapse",
        "the interval ",
        "the gap between",
        "the gap since",
        "the time between",
        "the time since",
        "the time taken",
        "the time it has taken",
        "the time elapsed",
        "the time that has passed",
        "the time which has passed",
        "the time that has gone by",
        "the months between",
        "the months since",
        "the weeks between",
        "the weeks since",
        "the lateness",
        "the length of time",
    ];
    let text = sentence.trim_start_matches(|char: char| !char.is_alphabetic());
    // "6. Delay, it's two months I realise."
    if ["delay,", "delay:", "delay –", "delay -", "timing:", "timeliness:"]
        .iter()
        .any(|begin| text.starts_with(begin))
    {
        return true;
    }
    let own = LEADING.iter().find_map(|leading| text.strip_prefix(leading));
    // "The delay in calling an ambulance" is of the case.
    own.is_some_and(|rest| DELAY.iter().any(|delay| rest.starts_with(delay)))
        && !OF_THE_CASE.iter().any(|words| text.contains(words))
}

/// "I could have written sooner", "we should have put this to you in March".
fn wishes_it_sooner(sentence: &str) -> bool {
    const OUGHT: &[&str] = &["should have ", "could have ", "would have ", "ought to have ", "might have "];
    const SENT: &[&str] = &[
        "written",
        "referred",
        "sent",
        "notified",
        "told you",
        "let you know",
        "come to you",
        "contacted you",
        "raised this",
        "submitted",
        "reported this",
        "brought this",
        "put this",
        "made this",
        "done this",
        "been in touch",
    ];
    const SOONER: &[&str] = &[
        "sooner",
        "earlier",
        "before now",
        "before this",
        "at the time",
        "at once",
        "straight away",
        "promptly",
        "in time",
        "months ago",
        "weeks ago",
        "long ago",
    ];
    /// Words before the verb: "I", "we really".
    const BEFORE: usize = 3;
    OUGHT.iter().any(|ought| {
        let Some((before, behind)) = sentence.split_once(ought) else { return false };
        let mut own = before.split_whitespace().rev().take(BEFORE);
        let verb = SENT.iter().find_map(|sent| behind.split_once(sent).filter(|(gap, _)| gap.len() <= NEAR));
        own.any(|word| matches!(word, "i" | "we"))
            && verb.is_some_and(|(_, rest)| SOONER.iter().any(|sooner| rest.contains(sooner)))
    })
}

/// Bytes between "have" and what was not done: "have [probably] written".
const NEAR: usize = 12;

/// "Our named nurse began this form on 15 September", which is an event in between.
pub(super) fn tells_of_a_draft(sentence: &str) -> bool {
    const BEGUN: &[&str] = &[
        "began",
        "begun",
        "started",
        "drafted",
        "half-written",
        "half written",
        "half-finished",
        "half finished",
    ];
    const FORM: &[&str] = &[
        "this form",
        "this referral",
        "this letter",
        "this report",
        "this notification",
        "her form",
        "his form",
    ];
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    has(BEGUN) && has(FORM)
}

/// "I'm writing eleven weeks after."
fn counts_up(sentence: &str) -> bool {
    const AFTER: &[&str] = &[
        "weeks after",
        "weeks on",
        "weeks later",
        "months after",
        "months on",
        "months later",
        "weeks since",
        "months since",
    ];
    const WRITING: &[&str] = &[
        "i'm writing",
        "i am writing",
        "i write",
        "we write",
        "we are writing",
        "this reaches you",
        "this comes to you",
        "this comes",
        "this is sent",
        "i am sending",
        "we are sending",
        "this is reaching you",
        "you receive this",
    ];
    WRITING.iter().any(|writing| {
        let behind = sentence.split_once(writing).map_or("", |(_, behind)| behind);
        AFTER.iter().any(|after| behind.contains(after))
    })
}

/// "Some fifteen weeks have gone by."
fn counts_by(sentence: &str) -> bool {
    const GONE: &[&str] = &[
        "have gone by",
        "has gone by",
        "have passed",
        "has passed",
        "has elapsed",
        "have gone since",
        "have elapsed",
        "months since then",
        "weeks since then",
        "months since that",
        "weeks since that",
        "months since we",
        "weeks since we",
        "months since i",
        "weeks since i",
    ];
    ["week", "month", "some time", "a long time"].iter().any(|unit| sentence.contains(unit))
        && GONE.iter().any(|gone| sentence.contains(gone))
}

/// True where the writer, or what they write, is spoken of.
fn speaks_of_itself(sentence: &str) -> bool {
    THIS_REFERRAL.iter().any(|phrase| sentence.contains(phrase))
        || sentence
            .split(|char: char| !char.is_alphanumeric())
            .any(|word| matches!(word, "we" | "i" | "us" | "me" | "our" | "my" | "you" | "this"))
}
