//! Whether a line says who writes: by an introduction, behind a label, in a byline, beside a telephone number.
//!
//! Lines are looked at one by one; where they stand is known to `letter`.

use super::person;
use crate::schema::{TitleWord, TitleWords};

/// True where `text` may say who writes.
pub(super) fn may_name_writer(titles: &TitleWords, text: &str) -> bool {
    introduces(text)
        || person::begins(text)
        || has_contact(text)
        || has_byline(titles, text)
        || names_behind_label(titles, text)
        || names_somebody(titles, text)
}

/// "I am Jo Example", "My name is Jo Example".
pub(super) fn introduces(text: &str) -> bool {
    const INTRODUCTIONS: &[&str] = &[
        "I am ",
        "I'm ",
        "I’m ",
        "y name is ",
        "y name's ",
        "y name’s ",
        "This is ",
        "I present myself: ",
        "I, ",
        "It's ",
        "It’s ",
        " it's ",
        " it’s ",
        " it is ",
        "by me, ",
        "from me, ",
        "from me: ",
        "that is me, ",
        "that's me, ",
        "that’s me, ",
        "Author ",
        "Caller was ",
        "Caller is ",
        "caller was ",
        "caller is ",
        "The referrer, ",
        "the referrer, ",
        "(it's ",
        "(it’s ",
        "(writes ",
        "writes ",
        "by me (",
        "by me, ",
        "behalf of ",
        "undersigned, ",
        "Referrer ",
        "Referrer – ",
        "Referrer - ",
        "Referred by ",
        "referral from ",
        "referral by ",
    ];
    // "Watch Manager Jo Example here, of Eastmoor Fire and Rescue"
    let is_here = text.split_once(" here").is_some_and(|(name, rest)| {
        let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
        rest.starts_with([',', '.', ' ', ':'])
            && !name.contains(['.', ',', ';'])
            && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
            && starts.into_iter().any(|at| person::is_all(name.get(at..).unwrap_or("")))
    });
    // "Jo Example wrote this and refers."
    let signs_off = ["wrote this", "writes this", "wrote it", "is referring", "makes this referral"]
        .iter()
        .any(|says| text.split_once(says).is_some_and(|(name, _)| person::is_all(name)));
    // "Station Manager Jo Example (referrer for the Service) reported.", "Jo Example (Assistant Principal; referrer)"
    let mark = text.match_indices(" (").find(|(at, _)| {
        let inside = text.get(at + 2..).and_then(|rest| rest.split(')').next()).unwrap_or("");
        inside.starts_with("referr")
            || inside.split(['.', ',', ';', '(']).map(str::trim).any(|part| {
                // "(Service Manager, chair, and referring on behalf of the Council)"
                let part = part.strip_prefix("and ").unwrap_or(part);
                part.starts_with("referrer")
                    || matches!(part, "referring" | "referring officer")
                    || part.starts_with("referring on")
            })
            || [
                "who makes the referral",
                "who makes this referral",
                "making the referral",
                "making this referral",
            ]
            .iter()
            .any(|makes| inside.contains(makes))
            || inside.ends_with("referrer")
    });
    let is_marked = mark.and_then(|(at, _)| text.get(..at)).is_some_and(ends_with_name);
    if is_here || signs_off || is_marked || is_marked_behind(text) || brings(text) {
        return true;
    }
    INTRODUCTIONS.iter().any(|words| {
        text.match_indices(words).any(|(at, _)| {
            let is_quoted = text.get(..at).unwrap_or("").matches(['"', '“', '”']).count() % 2 == 1;
            let rest = text.get(at + words.len()..).unwrap_or("");
            // "Sent on behalf of Harbour Example" names a house as likely as a person.
            if *words == "behalf of " && !person::has_post(rest) && !has_title(rest) {
                return false;
            }
            // "I'm Leo's health visitor, Carys Example, and"
            let behind_post = || {
                let of_own =
                    words.starts_with("I am ") || words.starts_with("I'm ") || words.starts_with("I’m ");
                // "I'm the safeguarding lead at Eastmoor Hospital (Jo Example, bleep 12)."
                let parts = [", ", " ("].into_iter().filter_map(|mark| rest.split_once(mark));
                let mut parts = parts.filter(|(post, _)| of_own && person::names_a_job(post));
                parts.any(|(post, name)| !post.contains(". ") && person::begins(name))
            };
            !is_quoted && (person::begins(rest) || person::begins_behind_post(rest) || behind_post())
        })
    })
}

/// "Dr Jo Example"
fn has_title(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or("").trim_end_matches('.');
    matches!(first, "Dr" | "Mr" | "Mrs" | "Ms" | "Miss" | "Prof" | "Professor" | "Rev" | "Revd" | "Sister")
}

/// "Dr Example introduced the referral, which she makes on behalf of the Trust."
fn brings(text: &str) -> bool {
    BRINGING.iter().any(|says| {
        let mut before = text.match_indices(says).filter_map(|(at, _)| text.get(..at));
        // "Jo Example (Head of Service, Eastmoor Council) presented the referral."
        let behind_post = |text: &str| {
            text.ends_with(')') && text.rsplit_once(" (").is_some_and(|(name, _)| ends_with_name(name))
        };
        before.any(|text| ends_with_name(text) || behind_post(text))
    })
}

/// "Jo Example, Designated Nurse, Eastmoor ICB (JE, referring)"
fn is_marked_behind(text: &str) -> bool {
    let parted = text.replace("(chair; ", "(chair, ");
    parted.split([';', '\n']).any(|part| {
        // "Dr Jo Example, consultant (chair and referrer, Eastmoor Trust)"
        let is_referrer = |text: &str| {
            let inside = text.split(')').next().unwrap_or("");
            inside.split([' ', ',']).any(|word| word == "referrer") || inside.contains("referring officer")
        };
        let refers = [", referring)", "(referring)"].iter().any(|mark| part.contains(mark))
            || part.split('(').skip(1).any(is_referrer);
        let named = part.rsplit_once(": ").map_or(part, |(_, named)| named);
        refers && (person::begins(named.trim_start()) || person::is_in(named))
    })
}

/// How minutes tell of whoever refers, behind the name.
const BRINGING: &[&str] = &[
    " introduced the referral",
    " presented the referral",
    " brought the referral",
    " made the referral in person",
    " made the referral on behalf",
    " made this referral",
    " makes this referral",
    " makes the referral",
    " refer the case to the ",
    " refers the case to the ",
    ", as referrer",
];

/// "Present: Jo Example (chair; Head of Community Safety), …"
pub(super) fn names_the_chair(text: &str) -> bool {
    text.match_indices(" (chair").any(|(at, _)| text.get(..at).is_some_and(ends_with_name))
}

/// True where the last two or three words are a name.
fn ends_with_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    (2..=3).any(|count| {
        let own = words.len().checked_sub(count).and_then(|from| words.get(from..));
        own.is_some_and(|name| person::is_all(&name.join(" ")))
    })
}

/// "Referral 24 June 2015, Ruth Example, Team Manager": a name with a post behind it, somewhere in a line that is no
/// address.
pub(super) fn has_name_with_post(text: &str) -> bool {
    const TO_OTHERS: &[&str] = &["to", "dear", "cc", "fao", "attn", "copy", "re", "for"];
    let first = text.split(|char: char| !char.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    // A list of agencies is no byline.
    if TO_OTHERS.iter().any(|other| first.eq_ignore_ascii_case(other)) || text.matches(';').count() > 2 {
        return false;
    }
    let parts = text.split([',', '|', '–', '—', '•', '·', ';']).flat_map(|part| part.split("//"));
    let parts: Vec<&str> = parts.map(str::trim).collect();
    parts.windows(2).any(|pair| {
        let [name, post] = pair else { return false };
        let name = name.rsplit([':', '.']).next().unwrap_or(name).trim();
        let name = if name.is_empty() { pair.first().copied().unwrap_or("") } else { name };
        // "J. Example" has a full stop of its own.
        let is_name = person::is_all(name) || pair.first().is_some_and(|whole| person::is_all(whole));
        is_name && person::names_a_job(post)
    })
}

/// "Name and position of person completing: Jo Example", "Name: Dr Jo Example".
pub(super) fn names_behind_label(titles: &TitleWords, text: &str) -> bool {
    let marks = [": ", "? ", " – ", " — ", " - ", " = "];
    let asked = marks.iter().filter_map(|mark| text.split_once(mark)).min_by_key(|(label, _)| label.len());
    asked.is_some_and(|(label, value)| {
        asks_who_writes(titles, label) && names_a_person(value) && !person::is_nobody(value)
    })
}

/// "Manager: Jo Example", "Name: Jo Example"; not the name of the one referred, of a relative, or of who is written to.
pub(super) fn names_somebody(titles: &TitleWords, text: &str) -> bool {
    const ADDRESSED: &[&str] = &["attention", "attn", "cc", "to"];
    text.split_once(": ").is_some_and(|(label, value)| {
        let mut words = label.split(|char: char| !char.is_alphanumeric());
        label.split_whitespace().nth(6).is_none()
            && !words.any(|word| ADDRESSED.iter().any(|addressed| word.eq_ignore_ascii_case(addressed)))
            && !titles.tell(label, TitleWord::Other)
            && person::is_in(value)
            && !person::is_nobody(value)
    })
}

/// True where a name stands anywhere in `value`, or behind a post at its beginning.
fn names_a_person(value: &str) -> bool {
    person::is_in(value) || person::begins_behind_post(value)
}

/// "Name of notifier", "Your name", "Sent by"
pub(super) fn asks_who_writes(titles: &TitleWords, label: &str) -> bool {
    if label.split_whitespace().nth(12).is_some() {
        return false;
    }
    let lower = label.to_lowercase();
    let named = lower.contains("name");
    if lower.contains("your name") {
        return true;
    }
    named && titles.tell(label, TitleWord::AsksPost)
        || (named || lower.contains("by")) && titles.tell(label, TitleWord::AsksWriter)
        || titles.end(label, TitleWord::Writer)
        || !titles.tell(label, TitleWord::Other)
            && !["agency", "organisation", "department", "service", "team", "trust", "body"]
                .iter()
                .any(|of| lower.contains(of))
            && (lower.ends_with("referring")
                || lower.starts_with("referring ")
                || lower.contains("for this referral"))
        || lower.starts_with("completed")
        || lower.trim() == "by"
}

/// "Prepared by Jo Example", "Memo from Jo Example".
pub(super) fn has_byline(titles: &TitleWords, text: &str) -> bool {
    /// Words of a line up to "by", and of one that says from whom it is.
    const BEFORE: usize = 12;
    const LINE: usize = 24;
    let is_named = |at: usize| person::begins_behind_post(text.get(at..).unwrap_or(""));
    // "Prepared by", "Prepared 30 September 2021 by".
    let is_done = |before: &str| {
        let before = before.trim_end();
        let first = before.split(' ').next().unwrap_or("");
        let is_dated = before.ends_with(|char: char| char.is_ascii_digit());
        // "Sent on behalf of the Eastmoor Schools Federation by"
        // "Sent 03.05.18 to the board, SAR subgroup, by"
        let is_for = before.contains(" behalf of ") || before.contains(" to ");
        titles.end(before, TitleWord::Written)
            || (is_dated || is_for)
                && before.split(' ').nth(BEFORE).is_none()
                && titles.end(first, TitleWord::Written)
    };
    let by = text
        .match_indices("by ")
        .any(|(at, by)| is_named(at + by.len()) && is_done(text.get(..at).unwrap_or("")));
    // "She gets two calls a day from Comfort Care …" tells of somebody.
    let is_short = text.split_whitespace().nth(LINE).is_none();
    by || is_short && text.match_indices("rom ").any(|(at, from)| is_named(at + from.len()))
}

/// An address of e-mail, or a telephone number: ten digits with nothing but blanks between them.
pub(super) fn has_contact(text: &str) -> bool {
    let mut digits = 0;
    // An NHS number has as many digits.
    text.contains('@')
        || !text.contains("NHS")
            && text.bytes().any(|byte| {
                match byte {
                    b'0'..=b'9' => digits += 1,
                    b' ' => {}
                    _ => digits = 0,
                }
                digits >= 10
            })
}

/// What stands behind a closing or a note of signing in the same line: "Yours, Jo Example", "[signed] J. Example".
pub(super) fn signed(text: &str) -> Option<&str> {
    const CLOSINGS: &[&str] =
        &["yours", "regards", "kind regards", "best wishes", "thanks", "thank you", "sincerely"];
    const SIGNED: &[&str] = &["[signed]", "(signed)", "signed", "sgd", "signature"];
    let text = text.trim_start_matches(['*', '_']);
    let lower = text.to_lowercase();
    let marked = SIGNED.iter().find_map(|mark| text.get(mark.len()..).filter(|_| lower.starts_with(mark)));
    let closed = || {
        let (closing, name) = text.split_once(", ")?;
        let closing = closing.to_lowercase();
        let is_closing = closing.split_whitespace().count() <= 3
            && CLOSINGS.iter().any(|words| closing.starts_with(words));
        is_closing.then_some(name)
    };
    // "Signed as a true note: *J. Example, Principal*"
    let behind_words = marked.and_then(|rest| rest.split_once(": ")).map(|(_, name)| name);
    behind_words.or(marked).or_else(closed).map(|name| name.trim_start_matches([':', ' ', '.']))
}
