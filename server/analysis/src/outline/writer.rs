//! Whether a line says who writes: by an introduction, behind a label, in a byline, beside a telephone number.
//!
//! Lines are looked at one by one; where they stand is known to `letter`.

use super::person;

/// True where `text` may say who writes.
pub(super) fn may_name_writer(text: &str) -> bool {
    introduces(text)
        || has_contact(text)
        || has_byline(text)
        || names_behind_label(text)
        || names_somebody(text)
}

/// "I am Jo Example", "My name is Jo Example".
pub(super) fn introduces(text: &str) -> bool {
    const INTRODUCTIONS: &[&str] =
        &["I am ", "I'm ", "I’m ", "y name is ", "y name's ", "y name’s ", "This is ", "I present myself: "];
    INTRODUCTIONS.iter().any(|words| {
        text.match_indices(words).any(|(at, _)| {
            let is_quoted = text.get(..at).unwrap_or("").matches(['"', '“', '”']).count() % 2 == 1;
            !is_quoted && person::begins(text.get(at + words.len()..).unwrap_or(""))
        })
    })
}

/// "Name and position of person completing: Jo Example", "Name: Dr Jo Example".
pub(super) fn names_behind_label(text: &str) -> bool {
    let asked = text.split_once(": ").or_else(|| text.split_once("? "));
    asked.is_some_and(|(label, value)| asks_who_writes(label) && person::is_in(value))
}

/// "Manager: Jo Example", "Name: Jo Example"; not the name of the one referred, or of a relative.
pub(super) fn names_somebody(text: &str) -> bool {
    const OTHERS: &[&str] = &[
        "adult",
        "attention",
        "attn",
        "baby",
        "carer",
        "cc",
        "child",
        "deceased",
        "family",
        "father",
        "gp",
        "kin",
        "mother",
        "parent",
        "partner",
        "patient",
        "pupil",
        "resident",
        "sibling",
        "subject",
        "to",
        "victim",
        "witness",
        "young",
    ];
    text.split_once(": ").is_some_and(|(label, value)| {
        let label = label.to_lowercase();
        let mut words = label.split(|char: char| !char.is_alphanumeric());
        label.split_whitespace().count() <= 6
            && !words.any(|word| OTHERS.contains(&word))
            && person::is_in(value)
    })
}

/// "Name of notifier", "Your name", "Sent by"
pub(super) fn asks_who_writes(label: &str) -> bool {
    const WRITERS: &[&str] = &[
        "author", "complet", "making", "notif", "prepared", "referr", "report", "sent", "submit", "writ",
        "your",
    ];
    const POSTS: &[&str] = &["job", "role", "post", "rank", "position", "designation", "title"];
    let lower = label.to_lowercase();
    let with_post = lower.contains("name") && POSTS.iter().any(|post| lower.contains(post));
    let of_writer = with_post
        || WRITERS.iter().any(|stem| lower.contains(stem))
            && (lower.contains("name") || lower.contains("by"));
    lower.split_whitespace().count() <= 10
        && (of_writer
            || [
                "who are you",
                "notifier",
                "author",
                "writer",
                "requester",
                "notifying officer",
                "referring officer",
            ]
            .iter()
            .any(|who| lower.ends_with(who)))
}

/// "Prepared by Jo Example", "Memo from Jo Example".
pub(super) fn has_byline(text: &str) -> bool {
    const DONE: &[&str] = &[
        "author",
        "compiled",
        "completed",
        "drafted",
        "from",
        "made",
        "prepared",
        "raised",
        "referral",
        "referred",
        "sent",
        "settled",
        "submitted",
        "written",
    ];
    let is_named = |at: usize| person::begins(text.get(at..).unwrap_or(""));
    let is_done = |before: &str| DONE.iter().any(|done| before.trim_end().to_lowercase().ends_with(done));
    let by = text
        .match_indices("by ")
        .any(|(at, by)| is_done(text.get(..at).unwrap_or("")) && is_named(at + by.len()));
    by || text.match_indices("rom ").any(|(at, from)| is_named(at + from.len()))
}

/// An address of e-mail, or a telephone number: ten digits with nothing but blanks between them.
pub(super) fn has_contact(text: &str) -> bool {
    let mut digits = 0;
    text.contains('@')
        || text.bytes().any(|byte| {
            match byte {
                b'0'..=b'9' => digits += 1,
                b' ' => {}
                _ => digits = 0,
            }
            digits >= 10
        })
}
