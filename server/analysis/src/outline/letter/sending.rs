//! Whether a sentence with a date tells when this referral was written or sent.

/// How a writer says, wherever it stands, that this is being written.
const WRITING: &[&str] = &[
    "i submit",
    "we submit",
    "i now ",
    "as of ",
    "on this day",
    "i am writing",
    "i'm writing",
    "i am sending",
    "i'm sending",
    "this referral is made",
];

/// Words of a sentence that tells of another day than that of the referral.
const OF_ANOTHER: &[&str] = &[
    "born",
    "dob",
    "d.o.b",
    "died",
    "death",
    "birth",
    "learned",
    "aware",
    "happened",
    "report dated",
    "letter dated",
];

/// "I'm writing on", "I am sending this on".
pub(super) fn is_writing(sentence: &str) -> bool {
    const MAKING: &[&str] =
        &["make this referral", "make this report", "make this request", "make this notification"];
    let lower = sentence.to_lowercase().replace('’', "'");
    !ends_in_a_clause_of_its_own(&lower) && WRITING.iter().chain(MAKING).any(|words| lower.contains(words))
}

/// True for "I am sending you the case of a boy, who was brought to us on": the day is that of the clause.
fn ends_in_a_clause_of_its_own(lower: &str) -> bool {
    [" who ", " whose ", " whom ", " which ", " where "]
        .iter()
        .any(|opens| lower.rsplit_once(opens).is_some_and(|(_, clause)| !clause.contains(',')))
}

/// True where a line says when somebody was born or died: "Mr A. Example, b. 9 September 1953".
pub(super) fn tells_of_a_life(text: &str) -> bool {
    let lower = text.to_lowercase();
    [" b. ", " born ", "(born ", " date of birth", " d.o.b", " dob", " died "]
        .iter()
        .any(|word| lower.contains(word))
}

/// True where a day of birth or death follows: "Re: Mr T, d.o.b. 3 May 1951".
pub(in super::super) fn is_of_a_life(before: &str) -> bool {
    const ENDS: &[&str] = &["d.o.b.", "d.o.b", "dob", "born", "born on", " b.", "died", "died on", "aged"];
    let lower = before.trim_end().to_lowercase();
    ENDS.iter().any(|end| lower.ends_with(end))
}

/// Whether `sentence`, up to a date, says when this referral was written or sent. What is "dated" and "made" further on
/// in a referral is as often another paper.
pub(super) fn tells_of_sending(sentence: &str, at_head: bool) -> bool {
    const ANYWHERE: &[&str] = &[
        "this referral is dated",
        "this form is dated",
        "this letter is dated",
        "it is made on",
        "referral made",
        "referral sent",
        "i am making this referral",
        "i make this referral",
        "we make this referral",
        "i make this report",
        "i make this request",
        "i make this notification",
        "referral of",
        "is dated",
        "i refer",
        "this e-mail of",
        "this email of",
        "this letter of",
        "i write on ",
        "we write on ",
        "write this on ",
        "writing this on ",
        "writing on ",
        "hereby refer",
        "the date is",
        "today is",
        "it is now",
        "it's now",
        "dated this",
    ];
    const AT_HEAD: &[&str] = &[
        "dated",
        "sent",
        "completed",
        "prepared",
        "written",
        "submitted",
        "signed",
        "referral",
        "made",
        "this request",
        "this form",
        "of transfer",
        "sending",
        "notification",
        "today",
        "typed",
        "drafted",
        "drawn up",
        "done by",
        "transcript",
        "incoming call",
        "recorded call",
        "call taken",
        "call note",
        "note of a call",
        "note of call",
        "note of telephone",
        "taken by telephone",
        "taken down",
    ];
    /// With what a sentence begins or all that it has before the day.
    const BEGINNING: &[&str] =
        &["referred on ", "referred by ", "referral dated ", "request dated ", "this referral dated "];
    const ALONE: &[&str] = &["it's", "it is", "it's the", "it is the"];
    let lower = sentence.to_lowercase().replace('’', "'");
    let begun = lower.trim_start();
    !OF_ANOTHER.iter().any(|word| lower.contains(word))
        && !ends_in_a_clause_of_its_own(&lower)
        && (ALONE.contains(&begun.trim_end())
            || BEGINNING.iter().any(|words| begun.starts_with(words))
            || ANYWHERE.iter().chain(WRITING).any(|words| lower.contains(words))
            || at_head && AT_HEAD.iter().any(|words| has_whole(&lower, words)))
}

/// True where `words` stand in a text as words of their own: "sentenced on" tells of no sending.
fn has_whole(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + words.len()..).unwrap_or(""));
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

/// Whether `sentence`, up to a date, tells of another day than that of the referral.
pub(super) fn tells_of_another(sentence: &str) -> bool {
    const OTHERS: &[&str] = &[
        "b.",
        "learnt",
        "agreed",
        "discussed",
        "incident",
        "since",
        "heard",
        "told",
        "rang",
        "phoned",
        "knew",
    ];
    let lower = sentence.to_lowercase();
    OF_ANOTHER.iter().chain(OTHERS).any(|word| lower.contains(word))
}

/// True where a time of day follows a date: ", 14:05", ", 9.34 am".
pub(super) fn has_time(after: &str) -> bool {
    let rest = after.trim_start_matches([',', ' ']).trim_start_matches("at ");
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(digits..).unwrap_or("");
    let is_clock = behind.starts_with([':', '.'])
        && behind.get(1..3).is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_digit()));
    let is_hour = ["am", "pm", " am", " pm"].iter().any(|half| behind.starts_with(half));
    after.starts_with([',', ' ']) && (1..=2).contains(&digits) && (is_clock || is_hour)
}

/// What stands behind the last full stop of `text`; that of "d.o.b. " ends no sentence.
pub(super) fn last_sentence(text: &str) -> &str {
    const SHORT: &[&str] = &["b", "d", "o.b", "aged", "no", "ref", "stn", "rd", "st", "dept", "tel", "ext"];
    let ends = text.match_indices(". ").filter(|(at, _)| {
        let before = text.get(..*at).unwrap_or("");
        // "J. Example"
        let initial = before.rsplit(' ').next().unwrap_or("");
        let is_initial = initial.len() == 1 && initial.starts_with(char::is_uppercase);
        let before = before.to_lowercase();
        !is_initial
            && !SHORT.iter().any(|short| {
                before.strip_suffix(short).is_some_and(|head| !head.ends_with(char::is_alphanumeric))
            })
    });
    let start = ends.last().map_or(0, |(at, stop)| at + stop.len());
    text.get(start..).unwrap_or("")
}
