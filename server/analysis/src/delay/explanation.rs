//! What a referral says about the time it took, wherever it says so.
//!
//! A cause alone explains nothing: it counts under *Reason for delay*, or beside words that speak of this referral being
//! late. Whether an explanation is a good one is for the board.

mod clauses;
mod facts;
mod no_reason;
mod owning;

use chrono::{Datelike, NaiveDate};
use text_size::{TextRange, TextSize};

use crate::claims::sentences;
use crate::date::{DateReading, Precision, Role, Year};
use crate::document::{LineId, LineKind};
use crate::outline::{self, Fill};
use crate::place::{Piece, Place};
use crate::schema::Meaning;
use crate::subject::{Mention, Subject, starts_in};

use clauses::clauses;
use no_reason::is_no_reason;
pub(crate) use owning::may_own_up;
use owning::{owns_up, tells_when_it_was_sent};

use super::waits::{ENDS, is_behind_a_process, names_a_process, waits_in};

/// What is said about a delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Explanation {
    /// Nothing.
    None,
    /// Something under *Reason for delay* with neither a cause nor a dated event.
    Thin(Place),
    /// Every cause given is waiting for another process.
    Waiting(Place),
    /// A cause, or an event in between with its date.
    Given,
}

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

/// Words by which a sentence shows that it is about this referral and not one of those that it tells of.
const THIS_REFERRAL: &[&str] = &[
    "this referral",
    "our referral",
    "my referral",
    "the present referral",
    "referral is late",
    "referral is made",
    "referral is being made",
    "referral was not made",
    "referral could not be made",
    "this notification",
    "this is coming",
    "this comes",
    "this reaches",
    "this to you",
    "this in late",
    "this late",
    "referred before now",
    "held on to this",
    "hung on to this",
    "sat on this",
    "kept this back",
    "this report",
    "it is made later",
    "this email",
    "this e-mail",
    "this letter",
    "this request",
    "this form",
    "being referred",
    "to the board",
    "to the panel",
    "to you",
    "lscb",
    "safeguarding board",
    "serious case review",
    "for review",
    "for a review",
    "the case was not referred",
    "the case was referred",
    "for the delay",
    "for this delay",
    "for any delay",
    "heard from me",
    "heard from us",
    "hearing from",
    "hear from me",
    "hear from us",
    "you may ask",
    "you may wonder",
    "you will wonder",
];

/// Words with which a sentence about this referral begins.
const OPENINGS: &[&str] = &[
    "the delay ",
    "the referral was delayed",
    "the referral was held",
    "the referral is late",
    "the reason for the delay",
    "the time between",
    "the time since",
    "the gap between",
    "the interval",
    "why now",
    "why not sooner",
    "why not earlier",
    "why not before",
];

/// Phrases that speak of a delay to say that there is none.
const DENIALS: &[&str] = &["no delay", "without delay"];

/// Phrases that speak of when a case was recognised; they explain something only with a date in between.
const RECOGNITION: &[&str] = &[
    "light",
    "aware",
    "became",
    "emerged",
    "attention",
    "identified",
    "recognised",
    "known",
    "suspected",
    "apparent",
    "clear",
];

/// Bytes between "due to" and "oversight".
const NEAR: u32 = 16;

/// A stretch of text with what was found in it.
struct Sentence<'s> {
    text: &'s str,
    piece: Piece,
    mentions: Vec<Mention>,
    /// Where it says that something is waited for, from the words that say so to what that is.
    waits: Vec<Piece>,
    events: bool,
    in_section: bool,
}

/// What is said about a delay; `window` holds the days between which an event counts, or nothing if no two are known.
pub(super) fn explanation(subject: &Subject<'_>, window: Option<(NaiveDate, NaiveDate)>) -> Explanation {
    let mut found = Found::default();
    let section = section_lines(subject);
    for block in blocks_of(&subject.outline.in_scope) {
        if facts::is_question(subject.document.text(block)) {
            continue;
        }
        let mentions = mentions_in(subject, block);
        let next = section.partition_point(|line| (line.block, line.start) < (block.block, block.start));
        let of_section = section.get(next).is_some_and(|line| block.contains(*line));
        let speaks = |meaning| {
            matches!(meaning, Meaning::Delay | Meaning::Waiting | Meaning::WaitsFor | Meaning::Awaited)
        };
        let owns_up = || subject.glance(block.block).sending;
        if of_section || owns_up() || mentions.iter().any(|mention| speaks(mention.meaning)) {
            let sentences = sentences_of(subject, block, &section, window);
            found.read(subject, &sentences);
        }
    }
    found.verdict()
}

/// The lines of a document gathered to one piece a block, so that phrases across line breaks are found.
fn blocks_of(lines: &[Piece]) -> Vec<Piece> {
    let mut blocks: Vec<Piece> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(last) if last.block == line.block && line.start.saturating_sub(last.end) <= 1 => {
                last.end = last.end.max(line.end);
            }
            _ => blocks.push(*line),
        }
    }
    blocks
}

/// Bytes that may stand beside a fact and tell nothing: ", by telephone".
const ASIDE: usize = 24;

/// The lines of *Reason for delay* that are no labelled facts.
fn section_lines(subject: &Subject<'_>) -> Vec<Piece> {
    let document = subject.document;
    let filled = subject.sections("reason-for-delay").filter(|section| section.fill == Fill::Text);
    let mut lines: Vec<Piece> = filled.flat_map(|section| section.body.iter().copied()).collect();
    if lines.is_empty() {
        return told_with_the_date(subject);
    }
    let labelled = subject.outline.fields.iter().filter_map(|field| Some((field.label?, field.value?)));
    let mut pairs: Vec<Place> = labelled
        .filter(|(label, value)| label.block == value.block && label.start <= value.start)
        .map(|(label, value)| Place { end: value.end, ..label })
        .collect();
    pairs.sort_unstable();
    // "I became aware on 19 February, when …" is a fact, and goes on to tell.
    let is_fact = |place: Place, pair: Place| {
        let whole = subject.document.source_at(place);
        let said = whole.len().min((pair.end - pair.start) as usize);
        pair.block == place.block
            && place.start <= pair.start
            && pair.end <= place.end
            && whole.len() - said < ASIDE
    };
    lines.retain(|line| !facts::is_question(document.text(*line)));
    lines.retain(|line| {
        let place = document.place(*line);
        let next = pairs.partition_point(|pair| (pair.block, pair.start) < (place.block, place.start));
        !pairs.get(next).is_some_and(|pair| is_fact(place, *pair))
    });
    lines.sort_unstable();
    let last_own = lines.iter().take_while(|line| !subject.outline.loose.contains(line)).count();
    let own = lines.get(..last_own).unwrap_or(&[]);
    // What follows under a title that nobody knows is of something else.
    if !own.is_empty() {
        lines.truncate(last_own);
    }
    lines
}

/// What is told under *Date of referral*, where it is more than a date: "Sent on 4 May, to an address that was closed. …"
fn told_with_the_date(subject: &Subject<'_>) -> Vec<Piece> {
    /// Words beyond which a date has a story.
    const WORDS: usize = 20;
    let is_in = |piece: Piece, value: &Place| {
        let place = subject.document.place(piece);
        value.block == place.block && value.start <= place.start && place.end <= value.end
    };
    let referral = subject.stated("date-of-referral").iter().map(|stated| stated.last).max();
    // Of an earlier day, that is; the day itself explains nothing.
    let tells = |value: &Place| {
        let mut inside = subject.dates.iter().filter(|dated| is_in(dated.piece, value));
        inside.any(|dated| dated.reading.latest() < referral)
    };
    let long =
        subject.fields("date-of-referral").filter(|field| field.text.split_whitespace().count() > WORDS);
    let values: Vec<Place> = long.filter_map(|field| field.value).filter(tells).collect();
    if values.is_empty() {
        return Vec::new();
    }
    let in_scope = subject.outline.in_scope.iter().copied();
    in_scope.filter(|line| values.iter().any(|value| is_in(*line, value))).collect()
}

/// The known phrases that end in a stretch of text; all are in the order in which they end.
fn mentions_in<'s>(subject: &'s Subject<'_>, block: Piece) -> &'s [Mention] {
    let before = |mention: &Mention, end: u32| (mention.piece.block, mention.piece.end) <= (block.block, end);
    let from = subject.mentions.partition_point(|mention| before(mention, block.start));
    let to = subject.mentions.partition_point(|mention| before(mention, block.end));
    subject.mentions.get(from..to).unwrap_or(&[])
}

fn sentences_of<'s>(
    subject: &'s Subject<'_>,
    block: Piece,
    section: &[Piece],
    window: Option<(NaiveDate, NaiveDate)>,
) -> Vec<Sentence<'s>> {
    let text = subject.document.text(block);
    let mut found = Vec::new();
    for range in sentences(text).into_iter().flat_map(|range| facts::parted(subject, block, range)) {
        let whole = text.get(std::ops::Range::<usize>::from(range)).unwrap_or("");
        // A form may ask it among its dates.
        let asked = facts::length_of_question(whole);
        let is_asked = asked > 0 && outline::asks_for_delay(whole.get(..asked).unwrap_or(""));
        let question = if is_asked || starts_in(section, block.part(range)) { asked } else { 0 };
        let range = TextRange::new(range.start() + TextSize::new(question as u32), range.end());
        let piece = block.part(range);
        let words = whole.get(question..).unwrap_or("");
        let from = subject
            .dates
            .partition_point(|date| (date.piece.block, date.piece.start) < (piece.block, piece.start));
        let dates = subject.dates.get(from..).unwrap_or(&[]);
        let mut own = dates.iter().take_while(|date| piece.contains(date.piece));
        let within = mentions_in(subject, piece).iter().filter(|mention| piece.contains(mention.piece));
        let mentions: Vec<Mention> = within.copied().collect();
        let events = own.any(|date| is_between(&date.reading, window, words));
        let in_section = is_asked || starts_in(section, piece);
        let mut waits = waits_in(subject, words, &mentions);
        let about_this = in_section || tells_when_it_was_sent(words);
        if waits.is_empty() && (!events || in_section) && about_this && is_behind_a_process(words) {
            waits.push(piece);
        }
        found.push(Sentence { text: words, piece, mentions, waits, events, in_section });
    }
    found
}

/// True where a date lies in the window. On the window's last day something else than the referral must be told of.
fn is_between(reading: &DateReading, window: Option<(NaiveDate, NaiveDate)>, sentence: &str) -> bool {
    if reading.fault.is_some() {
        return false;
    }
    let Some((from, to)) = window else { return true };
    let spans = match reading.year {
        Year::Absent => (from.year()..=to.year()).filter_map(|year| reading.in_year(year)).collect(),
        _ => Vec::from_iter(reading.resolve_for(Role::Event)),
    };
    let exact = reading.precision <= Precision::Day;
    let tells_of_referral = ["refer", "request", "submit", "notif", "form"]
        .iter()
        .any(|word| sentence.to_lowercase().contains(word));
    spans.iter().any(|span| {
        let on_last = exact && span.earliest == to && !tells_of_referral;
        span.latest > from && span.earliest < to || on_last && from < to
    })
}

/// What may be a cause, or an event in between.
struct Weak {
    /// Its words, in small letters.
    text: String,
    /// False where it may be no more than that something else had to end first: "after the trial", "until it was heard".
    own: bool,
}

impl Weak {
    /// An event with its date.
    fn event(sentence: &Sentence<'_>) -> Self {
        let text = sentence.text.to_lowercase();
        Weak { own: !names_a_process(&text), text }
    }
}

/// What was found so far.
#[derive(Default)]
struct Found {
    given: bool,
    waiting: Option<Place>,
    /// The text under *Reason for delay*, as far as it stands in its first block.
    thin: Option<Place>,
    /// Causes and events that stand with what was waited for, such as "once the inquest was over".
    awaited: Vec<String>,
    weak: Vec<Weak>,
}

impl Found {
    fn read(&mut self, subject: &Subject<'_>, sentences: &[Sentence<'_>]) {
        for (index, sentence) in sentences.iter().enumerate() {
            // "Why wasn't this referred at the time? We were waiting for the inquest."
            let before = index.checked_sub(1).and_then(|before| sentences.get(before));
            let is_asked = before.is_some_and(|before| {
                before.text.trim_end().ends_with('?') && outline::asks_for_delay(before.text.trim())
            });
            if sentence.in_section || is_asked {
                self.widen(subject.document.place(sentence.piece));
                self.weigh(subject, sentence, Nearness::Same);
                continue;
            }
            if waits_to_refer(subject, sentence) {
                self.weigh(subject, sentence, Nearness::Same);
                continue;
            }
            let of_delay = sentence.mentions.iter().any(|mention| mention.meaning == Meaning::Delay);
            if owns_up(subject, sentence) {
                self.widen(subject.document.place(sentence.piece));
                self.weigh(subject, sentence, Nearness::Same);
                // What follows in the paragraph goes on about it, and so may the sentence before.
                let around = sentences.iter().enumerate().filter(|(at, _)| *at > index || at + 1 == index);
                for (_, other) in around.filter(|(_, other)| !are_two_items(subject, sentence, other)) {
                    if other.waits.is_empty() && is_behind_a_process(other.text) {
                        self.waiting = self.waiting.or(Some(subject.document.place(other.piece)));
                    }
                }
                if let Some(next) =
                    sentences.get(index + 1).filter(|next| !are_two_items(subject, sentence, next))
                {
                    // A paragraph that begins so goes on to tell why.
                    let nearness = if index == 0 { Nearness::Same } else { Nearness::Beside };
                    self.weigh(subject, next, nearness);
                }
                // A paragraph that begins so goes on to tell of that time: "… The phone was opened on 20 October".
                if index == 0 {
                    let later = sentences.iter().skip(1).filter(|later| {
                        later.events && later.waits.is_empty() && !are_two_items(subject, sentence, later)
                    });
                    self.weak.extend(later.map(Weak::event));
                }
            }
            if of_delay {
                if speaks_of_this_referral(subject, sentence) {
                    // "Made later than it ought to have been, due to an oversight."
                    if sentence.mentions.iter().any(|mention| mention.meaning == Meaning::NoReason) {
                        self.widen(subject.document.place(sentence.piece));
                    }
                    // "I know that this comes late. That was an oversight."
                    if let Some(next) = sentences.get(index + 1).filter(|next| is_no_reason(next)) {
                        self.widen(subject.document.place(next.piece));
                    }
                    self.weigh(subject, sentence, Nearness::Same);
                    let before = index.checked_sub(1).and_then(|before| sentences.get(before));
                    let beside = before.into_iter().chain(sentences.get(index + 1));
                    for beside in beside.filter(|beside| !are_two_items(subject, sentence, beside)) {
                        self.weigh(subject, beside, Nearness::Beside);
                    }
                } else if sentence.events && tells_of_recognition(subject, sentence) {
                    self.given = true;
                }
            }
        }
    }

    fn widen(&mut self, place: Place) {
        self.thin = Some(match self.thin {
            Some(thin) if thin.block == place.block => Place { end: thin.end.max(place.end), ..thin },
            Some(thin) => thin,
            None => place,
        });
    }

    fn weigh(&mut self, subject: &Subject<'_>, sentence: &Sentence<'_>, nearness: Nearness) {
        for waits in &sentence.waits {
            let words = subject.document.text(*waits).to_lowercase();
            self.awaited.extend(words.split(' ').next_back().map(str::to_owned));
        }
        if !sentence.waits.is_empty() {
            self.waiting = self.waiting.or(Some(subject.document.place(sentence.piece)));
        } else if sentence.events {
            self.weak.push(Weak::event(sentence));
        }
        if nearness == Nearness::Same && is_no_reason(sentence) {
            return;
        }
        for clause in clauses(sentence.text) {
            let piece = sentence.piece.part(clause);
            let own: Vec<&Mention> =
                sentence.mentions.iter().filter(|mention| piece.contains(mention.piece)).collect();
            if sentence.waits.iter().any(|waits| piece.contains(*waits)) {
                continue;
            }
            // The "due to" of "due to an oversight" gives none.
            let is_none = |cause: &Mention| {
                own.iter().any(|mention| {
                    // "due to an administrative oversight"
                    let gap = mention.piece.start.checked_sub(cause.piece.end);
                    let follows = gap.is_some_and(|gap| gap <= NEAR);
                    mention.meaning == Meaning::NoReason && (follows || mention.piece.contains(cause.piece))
                })
            };
            // "You have not heard from me until now."
            let is_until_now = |cause: &Mention| {
                let after = Piece { start: cause.piece.end, end: piece.end, ..piece };
                subject.document.text(after).trim_start().starts_with("now")
            };
            // "I have known of it since the day."
            let is_of_time = |cause: &Mention| {
                const DAYS: &[&str] = &[
                    "the day",
                    "that day",
                    "then",
                    "the night",
                    "the morning",
                    "it happened",
                    "the outset",
                    "the start",
                ];
                let after = Piece { start: cause.piece.end, end: piece.end, ..piece };
                let after = subject.document.text(after).trim_start().to_lowercase();
                // "We have known of it since 18 November."
                let of_date = subject.dates.iter().any(|dated| {
                    dated.piece.block == cause.piece.block
                        && dated.piece.start.checked_sub(cause.piece.end).is_some_and(|gap| gap <= 2)
                });
                let is_since = subject.document.text(cause.piece).eq_ignore_ascii_case("since");
                let rest = DAYS.iter().find_map(|day| after.strip_prefix(day));
                let ends = |rest: &str| {
                    rest.is_empty()
                        || rest.starts_with(['.', ',', ';', ')', '?', '!'])
                        || [" it ", " he ", " she ", " they ", " of "]
                            .iter()
                            .any(|goes_on| rest.starts_with(goes_on))
                };
                is_since && (of_date || rest.is_some_and(ends))
            };
            // "I came to know of this case when I read the file on 9 January 2018."
            let is_of_awareness = |cause: &Mention| {
                const WHEN: &[&str] =
                    &["when", "after", "following", "once", "upon", "on receipt of", "on receiving"];
                let of_day = subject.fields("date-aware").filter_map(|field| field.value).any(|value| {
                    let place = subject.document.place(sentence.piece);
                    place.block == value.block && place.start <= value.start && value.end <= place.end
                });
                of_day && WHEN.contains(&subject.document.text(cause.piece).to_lowercase().as_str())
            };
            // "More than a month after we became aware" counts, and tells no cause.
            let counts_from = |cause: &Mention| {
                let before = Piece { start: piece.start, end: cause.piece.start, ..piece };
                let before = subject.document.text(before).trim_end().to_lowercase();
                [
                    "passed", "gone by", "elapsed", "month", "months", "week", "weeks", "day", "days",
                    "year", "time", "long",
                ]
                .iter()
                .any(|unit| before.ends_with(unit))
            };
            // "Apologies for any inconvenience caused by its lateness."
            let is_of_trouble = |cause: &Mention| {
                let before = Piece { start: piece.start, end: cause.piece.start, ..piece };
                subject.document.text(before).trim_end().ends_with("inconvenience")
            };
            // "It was not made when it ought to have been."
            let is_of_ought = |cause: &Mention| {
                let after = Piece { start: cause.piece.end, end: piece.end, ..piece };
                let after = subject.document.text(after).trim_start().to_lowercase();
                ["it ought", "it should", "i should", "we should", "i ought", "we ought", "it was due"]
                    .iter()
                    .any(|ought| after.starts_with(ought))
            };
            let causes = own.iter().filter(|mention| {
                mention.meaning == Meaning::Cause
                    && !is_of_trouble(mention)
                    && !is_of_ought(mention)
                    && !is_none(mention)
                    && !counts_from(mention)
                    && !is_until_now(mention)
                    && !is_of_time(mention)
                    && !is_of_awareness(mention)
            });
            let words = causes.map(|mention| subject.document.text(mention.piece).to_lowercase());
            let words_of_cause: Vec<String> = words.collect();
            let is_clear = |word: &String| CLEAR_CAUSES.iter().any(|clear| word.contains(clear));
            let counts = match nearness {
                Nearness::Same => !words_of_cause.is_empty(),
                Nearness::Beside => words_of_cause.iter().any(is_clear),
            };
            if counts {
                let text = subject.document.text(piece).to_lowercase();
                let joins = |word: &str| CONNECTING.contains(&word);
                let own = !names_a_process(&text) && !words_of_cause.iter().all(|word| joins(word));
                self.weak.push(Weak { text, own });
            }
        }
    }

    fn verdict(mut self) -> Explanation {
        // What was waited for, or its end.
        let ends = |text: &str| ENDS.iter().any(|end| text.contains(end));
        let of_waiting = |weak: &Weak| {
            self.awaited.iter().any(|awaited| weak.text.contains(awaited.as_str()) || ends(&weak.text))
        };
        let waits = self.waiting.is_some();
        self.given = self.given || self.weak.iter().any(|weak| !of_waiting(weak) && (weak.own || !waits));
        match (self.given, self.waiting, self.thin) {
            (true, _, _) => Explanation::Given,
            (_, Some(place), _) => Explanation::Waiting(place),
            (_, _, Some(place)) => Explanation::Thin(place),
            _ => Explanation::None,
        }
    }
}

/// True where two sentences stand in two items of a list, which may be about two things.
fn are_two_items(subject: &Subject<'_>, one: &Sentence<'_>, other: &Sentence<'_>) -> bool {
    let line = |sentence: &Sentence<'_>| subject.document.line_of(sentence.piece);
    let is_item = |id: LineId| subject.document.line(id).is_some_and(|line| line.kind == LineKind::Item);
    line(one) != line(other) && line(one).is_some_and(is_item)
}

/// Where a sentence stands to the one that speaks of the delay.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nearness {
    Same,
    Beside,
}

/// "The police asked us not to refer while the trial was pending."
fn waits_to_refer(subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    let lower = sentence.text.to_lowercase();
    let refers =
        ["this referral", "the referral", "to refer", "before referring", "referring", "we refer", "i refer"];
    !sentence.waits.is_empty()
        && (refers.iter().any(|words| lower.contains(words)) || tells_when_it_was_sent(&lower))
        && !goes_to_an_agency(subject, sentence)
}

/// True for a sentence on this referral's own delay, not on somebody's referral to an agency.
fn speaks_of_this_referral(subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    if goes_to_an_agency(subject, sentence) {
        return false;
    }
    let lower = sentence.text.to_lowercase();
    let opens =
        |words: &&str| lower.trim_start_matches(|char: char| !char.is_alphabetic()).starts_with(*words);
    let about_this = THIS_REFERRAL.iter().any(|phrase| lower.contains(phrase)) || OPENINGS.iter().any(opens);
    let first_person = lower
        .split(|char: char| !char.is_alphanumeric())
        .any(|word| matches!(word, "we" | "i" | "us" | "me" | "our" | "my"));
    let mut delays = sentence.mentions.iter().filter(|mention| mention.meaning == Meaning::Delay);
    delays.any(|delay| {
        let words = subject.document.text(delay.piece).to_lowercase();
        if DENIALS.contains(&words.as_str()) {
            return false;
        }
        // "The ward made a referral to us on Monday, which is when we became aware."
        let is_recognition = RECOGNITION.iter().any(|stem| words.contains(stem));
        about_this || !is_recognition && first_person && of_referring(&lower)
    })
}

/// True where the act of referring is named at all.
fn of_referring(sentence: &str) -> bool {
    [
        "refer",
        "submit",
        "notif",
        "this form",
        "the delay",
        "any delay",
        "a delay",
        "this is late",
        "sorry",
        "apolog",
    ]
    .iter()
    .any(|stem| sentence.contains(stem))
}

/// True where a referral to an agency other than a board is told of: "did not refer her to children's social care".
fn goes_to_an_agency(subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    let mut agencies = sentence.mentions.iter().filter(|mention| mention.meaning == Meaning::Agency);
    agencies.any(|agency| {
        let name = subject.document.text(agency.piece).to_lowercase();
        let start = agency.piece.start.saturating_sub(sentence.piece.start) as usize;
        let before = sentence.text.get(..start).unwrap_or("").to_lowercase();
        let Some(referring) = before.rfind("refer").and_then(|at| before.get(at..)) else { return false };
        let words: Vec<&str> = referring.split_whitespace().collect();
        // "referral of the child to the …": at most three words before "to" and one behind it.
        let to = words.iter().rposition(|word| *word == "to");
        let near = to.is_some_and(|to| to <= 4 && words.len() <= to + 2);
        near && !name.contains("board") && name != "lscb"
    })
}

fn tells_of_recognition(subject: &Subject<'_>, sentence: &Sentence<'_>) -> bool {
    let mut delays = sentence.mentions.iter().filter(|mention| mention.meaning == Meaning::Delay);
    delays.any(|delay| {
        let words = subject.document.text(delay.piece).to_lowercase();
        RECOGNITION.iter().any(|stem| words.contains(stem))
    })
}
