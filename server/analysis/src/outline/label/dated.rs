//! What a label that nobody listed asks for, where a date is its answer: told by its words, in whatever order they come.
//!
//! "What date did it happen?", "If the child has died, when?", "Known to your agency on".

/// The ids of the fields that are answered so.
const BIRTH: &str = "date-of-birth";
const DEATH: &str = "date-of-death";
const INCIDENT: &str = "date-of-incident";
const AWARE: &str = "date-aware";
const REFERRAL: &str = "date-of-referral";

/// Words of such a label.
const WORDS: usize = 14;

/// Whose day or what else's it is, which is none of these.
const OF_OTHERS: &[&str] = &[
    "mother",
    "father",
    "mum",
    "dad",
    "parent",
    "parents",
    "sibling",
    "siblings",
    "brother",
    "sister",
    "partner",
    "husband",
    "wife",
    "family",
    "carer",
    "carers",
    "son",
    "daughter",
    "grandmother",
    "grandfather",
    "perpetrator",
    "suspect",
    "panel",
    "ofsted",
    "cqc",
    "coroner",
    "board",
    "partnership",
    "chair",
    "police",
    "inquest",
    "hearing",
    "trial",
    "court",
    "conference",
    "placement",
    "meeting",
    "discharge",
    "discharged",
    "admission",
    "admitted",
    "charged",
    "arrest",
    "arrested",
    "convicted",
    "next",
    "last",
    "seen",
    "visit",
    "decision",
    "plan",
    "started",
    "ended",
    "review",
    "due",
    "expected",
    "certificate",
    "registered",
    "funeral",
    "post",
    "contact",
    "period",
    "pre",
    "from",
    "until",
    "between",
];

/// What a question of the date of a form is made of.
const OF_A_FORM: &[&str] = &[
    "what",
    "is",
    "the",
    "s",
    "date",
    "day",
    "when",
    "on",
    "which",
    "are",
    "you",
    "your",
    "i",
    "we",
    "in",
    "out",
    "this",
    "referral",
    "request",
    "form",
    "questionnaire",
    "q1",
    "q2",
    "q3",
    "q4",
    "notification",
    "report",
    "letter",
    "of",
    "did",
    "do",
    "was",
    "it",
    "to",
    "us",
    "q",
    "today",
    "a",
    "you're",
    "have",
    "been",
    "being",
    "at",
    "sheet",
    "document",
    "for",
    "forward",
];

/// What is done with a form.
const SENDING: &[&str] = &[
    "today",
    "sending",
    "sent",
    "send",
    "submitted",
    "submitting",
    "submit",
    "completing",
    "completed",
    "complete",
    "completion",
    "writing",
    "written",
    "write",
    "filling",
    "filled",
    "fill",
    "made",
    "making",
    "make",
    "signed",
    "signing",
    "nominated",
    "nomination",
    "proposed",
    "put",
    "referring",
    "referred",
];

/// The writer, or whom the writer works for.
const OWN: &[&str] = &[
    "ccg",
    "icb",
    "council",
    "force",
    "yjs",
    "yos",
    "yot",
    "cafcass",
    "we",
    "i",
    "you",
    "your",
    "us",
    "me",
    "my",
    "our",
    "referrer",
    "referring",
    "agency",
    "organisation",
    "organization",
    "author",
    "writer",
    "notifier",
    "caller",
    "college",
    "school",
    "hospital",
    "ward",
    "nursery",
    "practice",
    "surgery",
    "charity",
    "team",
    "authority",
    "trust",
    "department",
    "service",
];

/// How something comes to be known.
const KNOWING: &[&str] = &[
    "aware",
    "learn",
    "learned",
    "learnt",
    "know",
    "knew",
    "known",
    "told",
    "informed",
    "hear",
    "heard",
    "alerted",
    "find",
    "found",
    "discover",
    "discovered",
    "recognise",
    "recognised",
    "notice",
    "noticed",
    "attention",
];

/// The id of the date field that `label` asks for.
pub(super) fn asks_for(label: &str) -> Option<&'static str> {
    let lower = label.to_lowercase().replace('’', "'").replace("d.o.b", "dob").replace("'s ", " ");
    let words: Vec<&str> = lower
        .split(|char: char| !(char.is_alphanumeric() || char == '\''))
        .filter(|word| word.contains(char::is_alphabetic))
        .collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    if words.is_empty() || words.len() > WORDS || has(OF_OTHERS) {
        return None;
    }
    // "INCIDENT", above a day
    if let [only] = words.as_slice() {
        match *only {
            "incident" | "injury" | "harm" | "assault" | "collapse" => return Some(INCIDENT),
            "death" | "died" => return Some(DEATH),
            _ => {}
        }
    }
    // "1. Which organisation is telling us? 2. On what date?"
    if words == ["on", "what", "date"] {
        return Some(REFERRAL);
    }
    let asks_day = has(&["when", "date", "day", "on"]);
    // "When did it reach you?"
    let reaches = ["reach you", "reached you", "reach us", "reached us", "reach your", "reached your"];
    if asks_day && reaches.iter().any(|reach| lower.contains(reach)) && !has(SENDING) {
        return Some(AWARE);
    }
    let knows = has(KNOWING);
    let is_birth = has(&["birth", "born", "dob", "birthday"]);
    let is_death = has(&["died", "death", "die", "dies", "deceased"]);
    let is_incident = has(&[
        "incident", "happen", "happened", "harm", "harmed", "injury", "injured", "occur", "occurred",
        "offence",
    ]);
    match () {
        () if is_birth => (!knows && !is_death && !is_incident).then_some(BIRTH),
        // "Knew about it on", "First heard"
        () if knows
            && (has(OWN)
                || words
                    .iter()
                    .find(|word| **word != "first")
                    .is_some_and(|word| KNOWING.contains(word))) =>
        {
            Some(AWARE)
        }
        // "Child died: 12 February 2025"
        () if is_death && !knows && words.len() <= 3 => Some(DEATH),
        // "Seriously harmed: 20 June 2024"
        () if is_incident && !knows && words.len() <= 2 && has(&["harmed", "injured"]) => Some(INCIDENT),
        () if knows || !asks_day && !has(SENDING) => None,
        () if is_death => (!has(SENDING)).then_some(DEATH),
        () if is_incident => (!has(SENDING)
            && !has(&[
                "report",
                "reported",
                "form",
                "after",
                "before",
                "notification",
                "notified",
                "referral",
                "log",
                "logged",
            ]))
        .then_some(INCIDENT),
        () => {
            let is_of_form = words.iter().all(|word| OF_A_FORM.contains(word) || SENDING.contains(word));
            (is_of_form && has(SENDING)).then_some(REFERRAL)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::asks_for;

    #[test]
    fn a_label_asks_for_the_day_that_its_words_tell_of() {
        for (label, field) in [
            ("What date did it happen", "date-of-incident"),
            ("Date of offence", "date-of-incident"),
            ("4. If the child has died, when", "date-of-death"),
            ("On what date did you learn of the death", "date-aware"),
            ("Known to referrer on", "date-aware"),
            ("When you knew", "date-aware"),
            ("Patient DOB", "date-of-birth"),
            ("Student's date of birth", "date-of-birth"),
            ("Q2. On what date are you completing this", "date-of-referral"),
            ("Form sent on", "date-of-referral"),
            ("What is today's date", "date-of-referral"),
        ] {
            assert_eq!(asks_for(label), Some(field), "{label}");
        }
    }

    #[test]
    fn the_days_of_others_and_of_other_things_are_left_alone() {
        for label in [
            "Mother's date of birth",
            "Police first aware",
            "Incident form completed",
            "Letter to the GP sent",
            "Strategy meeting held",
            "Ofsted told",
            "Placement ended",
            "When",
            "GP informed",
        ] {
            assert_eq!(asks_for(label), None, "{label}");
        }
    }
}
