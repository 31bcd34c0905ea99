//! The causes that a sentence gives.

use super::clauses::clauses;
use super::{Nearness, Sentence, Weak, names_a_process};
use crate::place::Piece;
use crate::schema::Meaning;
use crate::subject::{Mention, Subject};

/// Causes clear enough to count in the sentence beside the one that speaks of the delay.
const CLEAR_CAUSES: &[&str] =
    &["because", "due to", "owing", "reason", "result", "consequen", "caused", "explain", "attribut"];

/// Causes that only join what happened: beside a process that was waited for they tell no more than its end.
const CONNECTING: &[&str] = &[
    "following",
    "until",
    "till",
    "after",
    "when",
    "once",
    "since",
    "in order to",
    "so that",
    "as soon as",
    "on receipt of",
    "on receiving",
    "upon",
    "therefore",
    "consequently",
    "wanted to",
    "at first",
    "needed to",
    "had to",
    "said they'd",
    "said they would",
    "asked us not to",
    "told us not to",
    "told me not to",
    "asked me not to",
    "prompted by",
    "triggered by",
];

/// Bytes between "due to" and "oversight".
const NEAR: u32 = 16;

/// Days from which a time is counted: "since then".
const DAYS: &[&str] =
    &["the day", "that day", "then", "the night", "the morning", "it happened", "the outset", "the start"];

/// What may stand behind such a day.
const GOES_ON: &[&str] = &[" it ", " he ", " she ", " they ", " of "];

/// How a sentence names the moment at which it became known.
const WHEN: &[&str] = &["when", "after", "following", "once", "upon", "on receipt of", "on receiving"];

/// Words that measure a time: "more than a month after".
const UNITS: &[&str] = &[
    "passed", "gone by", "elapsed", "month", "months", "week", "weeks", "day", "days", "year", "time", "long",
];

/// What ought to have been: "when it ought to".
const OUGHT: &[&str] =
    &["it ought", "it should", "i should", "we should", "i ought", "we ought", "it was due"];

/// The moment from which a delay is counted: "later than it ought to have been after we were told".
const LEARNT: &[&str] = &[
    "we were told",
    "i was told",
    "we became aware",
    "i became aware",
    "we learned of it",
    "i learned of it",
    "we heard of it",
    "i heard of it",
    "we knew of it",
    "i knew of it",
];

/// A clause with what was found in it.
struct Clause<'s> {
    subject: &'s Subject<'s>,
    sentence: &'s Sentence<'s>,
    piece: Piece,
    mentions: Vec<&'s Mention>,
}

/// The clauses of `sentence` that give a cause, unless that is what was waited for.
pub(super) fn causes(subject: &Subject<'_>, sentence: &Sentence<'_>, nearness: Nearness) -> Vec<Weak> {
    let pieces = clauses(sentence.text).into_iter().map(|clause| sentence.piece.part(clause));
    let own = pieces.filter(|piece| !sentence.waits.iter().any(|waits| piece.contains(*waits)));
    own.filter_map(|piece| {
        let within = sentence.mentions.iter().filter(|mention| piece.contains(mention.piece));
        Clause { subject, sentence, piece, mentions: within.collect() }.cause(nearness)
    })
    .collect()
}

impl Clause<'_> {
    fn cause(&self, nearness: Nearness) -> Option<Weak> {
        let causes = self.mentions.iter().filter(|mention| mention.meaning == Meaning::Cause);
        let words: Vec<String> = causes
            .filter(|cause| {
                !self.gives_none(cause) && !self.is_of_time(cause) && !self.is_of_awareness(cause)
            })
            .map(|cause| self.subject.document.text(cause.piece).to_lowercase())
            .collect();
        let is_clear = |word: &String| CLEAR_CAUSES.iter().any(|clear| word.contains(clear));
        let counts = match nearness {
            Nearness::Same => !words.is_empty(),
            Nearness::Beside => words.iter().any(is_clear),
        };
        let joins = |word: &String| CONNECTING.contains(&word.as_str());
        counts.then(|| {
            let text = self.subject.document.text(self.piece).to_lowercase();
            Weak { own: !names_a_process(&text) && !words.iter().all(joins), text }
        })
    }

    fn before(&self, cause: &Mention) -> String {
        let before = Piece { start: self.piece.start, end: cause.piece.start, ..self.piece };
        self.subject.document.text(before).trim_end().to_lowercase()
    }

    fn behind(&self, cause: &Mention) -> String {
        let behind = Piece { start: cause.piece.end, end: self.piece.end, ..self.piece };
        self.subject.document.text(behind).trim_start().to_lowercase()
    }

    /// True for words that only join something else to the sentence.
    fn gives_none(&self, cause: &Mention) -> bool {
        // The "due to" of "due to an administrative oversight" gives none.
        let is_no_reason = self.mentions.iter().any(|mention| {
            let gap = mention.piece.start.checked_sub(cause.piece.end);
            let follows = gap.is_some_and(|gap| gap <= NEAR);
            mention.meaning == Meaning::NoReason && (follows || mention.piece.contains(cause.piece))
        });
        let (before, behind) = (self.before(cause), self.behind(cause));
        // "Apologies for any inconvenience caused by its lateness", "more than a month after we became aware".
        is_no_reason
            || before.ends_with("inconvenience")
            || UNITS.iter().any(|unit| before.ends_with(unit))
            // "This is coming to you well after the event."
            || before.ends_with(" well") && behind.starts_with("the ")
            // "You have not heard from me until now", "not made when it ought to have been".
            || behind.starts_with("now")
            || OUGHT.iter().any(|ought| behind.starts_with(ought))
            || LEARNT.iter().any(|learnt| behind.trim_end_matches(['.', ',', ' ']) == *learnt)
    }

    /// "I have known of it since the day", "since 18 November".
    fn is_of_time(&self, cause: &Mention) -> bool {
        let of_date = || {
            self.subject.dates.iter().any(|dated| {
                dated.piece.block == cause.piece.block
                    && dated.piece.start.checked_sub(cause.piece.end).is_some_and(|gap| gap <= 2)
            })
        };
        let behind = self.behind(cause);
        let ends = |rest: &str| {
            rest.is_empty()
                || rest.starts_with(['.', ',', ';', ')', '?', '!'])
                || GOES_ON.iter().any(|goes_on| rest.starts_with(goes_on))
        };
        self.subject.document.text(cause.piece).eq_ignore_ascii_case("since")
            && (DAYS.iter().find_map(|day| behind.strip_prefix(day)).is_some_and(ends) || of_date())
    }

    /// "I came to know of this case when I read the file on 9 January 2018."
    fn is_of_awareness(&self, cause: &Mention) -> bool {
        let document = self.subject.document;
        let place = document.place(self.sentence.piece);
        let mut aware = self.subject.fields("date-aware").filter_map(|field| field.value);
        WHEN.contains(&document.text(cause.piece).to_lowercase().as_str())
            && aware.any(|value| {
                place.block == value.block && place.start <= value.start && value.end <= place.end
            })
    }
}
