//! What a referral says about the time it took, wherever it says so.
//!
//! A cause alone explains nothing: it counts under *Reason for delay*, or beside words that speak of this referral being
//! late. Whether an explanation is a good one is for the board.

mod causes;
mod clauses;
mod facts;
mod no_reason;
mod owning;
mod referral;

use chrono::{Datelike, NaiveDate};
use text_size::{TextRange, TextSize};

use crate::claims::sentences;
use crate::date::{DateReading, Precision, Role, Year};
use crate::document::{LineId, LineKind};
use crate::outline::{self, Fill};
use crate::place::{Piece, Place};
use crate::schema::Meaning;
use crate::subject::{Mention, Subject, starts_in};

use no_reason::is_no_reason;
pub(crate) use owning::may_own_up;
use owning::{owns_up, speaks_of_its_time, tells_of_a_draft, tells_when_it_was_sent};
use referral::{goes_to_an_agency, speaks_of_this_referral, tells_of_recognition};

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
    let mut section = section_lines(subject);
    let blocks = blocks_of(&subject.outline.in_scope);
    // "**Q.** Why is it coming to us now?", and what is said right below it
    let pairs = blocks.iter().zip(blocks.iter().skip(1));
    let answers = pairs.filter(|(asked, _)| asks_for_the_delay(subject.document.text(**asked)));
    section.extend(answers.map(|(_, answer)| *answer));
    section.sort_unstable();
    for block in blocks {
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

/// True for a paragraph that ends with a question about the delay.
fn asks_for_the_delay(text: &str) -> bool {
    let asked =
        sentences(text).pop().map_or("", |last| text.get(std::ops::Range::<usize>::from(last)).unwrap_or(""));
    asked.ends_with('?') && outline::asks_for_delay(asked)
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

/// Words of a day and who told it.
const WHEN_WORDS: usize = 16;

/// The lines of *Reason for delay* that are no labelled facts.
fn section_lines(subject: &Subject<'_>) -> Vec<Piece> {
    let document = subject.document;
    // "When we knew", above the day and who told it, asks for no reason.
    let labels = subject.vocabulary.labels();
    let asks_when = |section: &outline::Section| {
        let asked = document.text(section.label);
        let words = section.body.iter().flat_map(|piece| document.text(*piece).split_whitespace());
        !outline::asks_for_delay(outline::without_numbering(asked))
            && !labels.find_dated(asked).is_empty()
            && words.count() <= WHEN_WORDS
    };
    let filled = subject.sections("reason-for-delay").filter(|section| section.fill == Fill::Text);
    let filled = filled.filter(|section| !asks_when(section));
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

/// What is told under *Date of referral* or beside the referrer's name, where it is more than that: "Sent on 4 May, to an
/// address that was closed. …"
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
    let fields = ["date-of-referral", "referrer-name"].into_iter().flat_map(|id| subject.fields(id));
    let long = fields.filter(|field| field.text.split_whitespace().count() > WORDS);
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
        let about_this =
            in_section || tells_when_it_was_sent(words) || speaks_of_its_time(&words.to_lowercase());
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
        // "From September to February" may end before the day in February on which the writer became aware.
        let is_after = if exact { span.latest > from } else { span.earliest > from };
        is_after && span.earliest < to || on_last && from < to
    })
}

/// What may be a cause, or an event in between.
struct Weak {
    /// Its words, in small letters.
    text: String,
    /// False where it may be no more than that something else had to end first: "after the trial", "until it was heard".
    own: bool,
}

/// Words of an event that is the writer's own, or that of those who were to refer.
const OWN: &[&str] = &[
    " i ",
    " we ",
    " our ",
    " us ",
    " my ",
    "form",
    "referral",
    "letter",
    "manager",
    "team",
    "service",
    "staff",
    "colleague",
    "mail",
    " post",
    "office",
    "nurse",
    "doctor",
    "social worker",
    "ward",
    "school",
    "practice",
    "system",
    "ill",
    "sick",
    "leave",
    "away",
    "disclos",
    "told",
    "learn",
    "found",
    "came to light",
    "emerge",
    "record",
];

impl Weak {
    /// An event with its date.
    fn event(sentence: &Sentence<'_>) -> Self {
        let text = sentence.text.to_lowercase();
        // "We were waiting for the trial. She was made the subject of an order on 13 May." ends it, and tells of nobody here.
        let lower = format!(" {text}");
        let is_own = OWN.iter().any(|word| lower.contains(word));
        let is_theirs =
            ["they ", "it ", "that ", "this "].iter().any(|word| text.trim_start().starts_with(word));
        Weak { own: !names_a_process(&text) && is_own && !is_theirs, text }
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
            if sentence.events && sentence.waits.is_empty() && tells_of_a_draft(sentence.text) {
                self.weak.push(Weak::event(sentence));
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
        self.weak.extend(causes::causes(subject, sentence, nearness));
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
