//! Days that the text tells of the one referred: of a birth, a death, the incident.
//!
//! Only what is told in a few plain shapes counts, and nothing of which it is not clear whose it is: a sibling is born and
//! a neighbour dies in many a referral. Whether two days agree is for the rules.

mod names;

use std::cell::OnceCell;

use names::Names;

use chrono::{Datelike, NaiveDate};
use text_size::TextRange;

use crate::claims;
use crate::date::Year;
use crate::document::{Document, Line, LineId, LineKind};
use crate::outline::Spoken;
use crate::place::{Piece, Place};
use crate::subject::{Dated, Subject};

/// A day that is told of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// The day.
    pub day: NaiveDate,
    /// Where it stands.
    pub piece: Piece,
}

/// Words between a verb and the day: "died [in the ambulance from diabetic ketoacidosis] on".
const BETWEEN: usize = 8;
/// Of whom else a death may be told.
const OTHERS: &[&str] = &[
    "brother",
    "sister",
    "sibling",
    "twin",
    "mother",
    "father",
    "mum",
    "dad",
    "grandmother",
    "grandfather",
    "nan",
    "partner",
    "husband",
    "wife",
    "friend",
    "cousin",
    "aunt",
    "uncle",
    "resident",
    "patient",
    "son",
    "daughter",
    "dog",
];
/// What stands between the name of somebody and the day of their birth.
const BORN: &[&str] = &[
    "born",
    "born on",
    "was born on",
    "who was born on",
    "d.o.b.",
    "d.o.b",
    "dob",
    "dob:",
    "date of birth",
    "date of birth:",
    "b.",
    "born:",
    "'s date of birth was",
    "’s date of birth was",
    "'s date of birth is",
    "’s date of birth is",
    "whose date of birth is",
    "whose date of birth was",
];

/// What a text tells, read when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Tellings {
    names: OnceCell<Names>,
    births: OnceCell<Vec<Told>>,
    deaths: OnceCell<Vec<Told>>,
    incidents: OnceCell<Vec<Told>>,
}

/// The days on which the one referred is said to be born.
pub(crate) fn births<'s>(subject: &'s Subject<'_>) -> &'s [Told] {
    subject.tellings.births.get_or_init(|| read_births(subject))
}

/// The days on which the one referred is said to have died.
pub(crate) fn deaths<'s>(subject: &'s Subject<'_>) -> &'s [Told] {
    subject.tellings.deaths.get_or_init(|| {
        let names = Names::known(subject);
        told(subject, |spoken| spoken.death, |_, around| around.tells_of_death || names.are_dead(around))
    })
}

/// The days that are said to be that of the incident.
pub(crate) fn incidents<'s>(subject: &'s Subject<'_>) -> &'s [Told] {
    subject
        .tellings
        .incidents
        .get_or_init(|| told(subject, |spoken| spoken.incident, |_, around| around.tells_of_incident))
}

fn read_births(subject: &Subject<'_>) -> Vec<Told> {
    let names = Names::known(subject).with_titles();
    // "Mr N, known as Teddy. Date of birth 5 April 1952."
    let first = subject.sections("subject").find_map(|section| section.body.first()).copied();
    let is_first = |date: Piece, around: &Around| {
        first.is_some_and(|line| line.contains(date)) && BORN.contains(&around.lower.trim())
    };
    told(
        subject,
        |spoken| spoken.birth,
        |date, around| names.are_born(around) || is_first(date, around) || is_of_nobody_else(around),
    )
    .into_iter()
    .chain(births_in_rows(subject, &names))
    .collect()
}

/// A row of a table with the name of the one referred in one cell and, in a column headed as dates of birth, the day.
fn births_in_rows(subject: &Subject<'_>, names: &Names) -> Vec<Told> {
    let cell = |line: &Line| match line.kind {
        LineKind::Cell { row, column } => Some((row, column)),
        _ => None,
    };
    let mut found = Vec::new();
    // The columns of the table looked at last that are headed as dates of birth.
    let mut heads: (u32, Vec<u16>) = (u32::MAX, Vec::new());
    for dated in subject.dates.iter() {
        let number = dated.piece.block;
        let Some(block) = subject.document.block(number) else { continue };
        if heads.0 != number {
            let first_row = block.lines.iter().map_while(|line| Some((line, cell(line)?)));
            let first_row = first_row.take_while(|(_, (row, _))| *row == 0);
            let headed = first_row.filter(|(line, _)| heads_births(block.plain.slice(line.text)));
            heads = (number, headed.map(|(_, (_, column))| column).collect());
        }
        if heads.1.is_empty() {
            continue;
        }
        let at = block.lines.partition_point(|line| u32::from(line.text.end()) <= dated.piece.start);
        let Some((row, column)) = block.lines.get(at).and_then(cell) else { continue };
        let of_row = |line: &&Line| cell(line).is_some_and(|(own, _)| own == row);
        let before = block.lines.iter().take(at).rev().take_while(of_row);
        let mut others = before.chain(block.lines.iter().skip(at + 1).take_while(of_row));
        let is_wanted = row > 0 && heads.1.contains(&column);
        if is_wanted && others.any(|line| names.are(block.plain.slice(line.text).trim())) {
            found.extend(dated.reading.day().map(|day| Told { day, piece: dated.piece }));
        }
    }
    found
}

/// "DOB", "Date of birth"
fn heads_births(head: &str) -> bool {
    let head = head.trim().to_lowercase();
    BORN.contains(&head.as_str()) || head.contains("birth") || head == "d.o.b."
}

/// "Male, DOB 3 June 2011", where no name stands.
fn is_of_nobody_else(around: &Around) -> bool {
    const SEX: &[&str] =
        &["male", "female", "boy", "girl", "a boy", "a girl", "man", "woman", "a man", "a woman"];
    let born = BORN.iter().find_map(|born| around.lower.strip_suffix(*born));
    born.is_some_and(|before| SEX.contains(&before.trim().trim_end_matches([',', ';'])))
}

/// The days around which `says` holds, in blocks that have one of the words, as `speaks` tells.
fn told(
    subject: &Subject<'_>,
    speaks: impl Fn(Spoken) -> bool,
    says: impl Fn(Piece, &Around) -> bool,
) -> Vec<Told> {
    let mut found = Vec::new();
    let referred = subject.days("date-of-referral").first().map(|(_, _, last)| *last);
    let mut rest = subject.dates.as_slice();
    while let Some(first) = rest.first() {
        let number = first.piece.block;
        let here = rest.partition_point(|dated| dated.piece.block == number);
        let (dates, later) = rest.split_at(here);
        rest = later;
        let index = number as usize;
        let (Some(block), Some(facts)) = (subject.document.block(number), subject.facts.get(index)) else {
            continue;
        };
        if !speaks(facts.spoken(block)) {
            continue;
        }
        let around = facts.around(|| {
            let sentences = claims::sentences(block.plain.text());
            let pieces = facts.dates.iter().map(|(at, _)| Piece::new(number, *at));
            pieces.map(|date| Around::of(subject.document, &sentences, date)).collect()
        });
        found.extend(dates.iter().filter_map(|dated| {
            let at = around.partition_point(|around| around.start < dated.piece.start);
            let around = around.get(at).filter(|around| around.start == dated.piece.start)?;
            (says(dated.piece, around) && dated.reading.weekday_matches() != Some(false)).then_some(())?;
            Some(Told { day: day_of(dated, referred)?, piece: dated.piece })
        }));
    }
    found
}

/// True where the sentence of a date tells of the past alone: "He was seen by the GP on 6 May". It need not `alone` be
/// sure to: "by", "to" and "from" may lead to a day ahead.
pub(crate) fn is_told_as_past(subject: &Subject<'_>, date: Piece, alone: bool) -> bool {
    const LEADING: &[&str] = &["by", "before", "to", "from"];
    const PAST: &[&str] = &[
        "died",
        "was",
        "were",
        "had",
        "saw",
        "found",
        "collapsed",
        "attended",
        "told",
        "admitted",
        "passed",
        "dead",
        "arrested",
        "happened",
        "stabbed",
        "brought",
        "rang",
        "called",
        "could",
        "took",
        "fell",
        "hit",
        "went",
        "came",
        "got",
        "left",
        "began",
    ];
    const AHEAD: &[&str] = &[
        "will",
        "until",
        "till",
        "due",
        "listed",
        "birthday",
        "expire",
        "expires",
        "release",
        "order",
        "sentence",
        "sentenced",
        "trial",
        "hearing",
        "would",
        "deadline",
        "valid",
        "licence",
        "appointment",
        "update",
        "updated",
        "meeting",
        "conference",
        "inquest",
        "review",
        "adjourned",
        "booked",
        "bail",
        "bailed",
        "arranged",
        "planned",
        "remand",
        "remanded",
        "start",
        "next",
        "postponed",
        "expected",
        "adopted",
        "panel",
    ];
    let Some(block) = subject.document.block(date.block) else { return false };
    let text = block.plain.text();
    let sentences = claims::sentences(text);
    let Some(own) = sentences.iter().find(|sentence| sentence.contains_range(date.range())) else {
        return false;
    };
    let lower = text.get(std::ops::Range::<usize>::from(*own)).unwrap_or("").to_lowercase();
    let has =
        |list: &[&str]| lower.split(|char: char| !char.is_alphanumeric()).any(|word| list.contains(&word));
    let leads_ahead = has(AHEAD) || alone && has(LEADING) || lower.contains("to be ");
    has(PAST) && !leads_ahead
}

/// True where somebody was found dead, which nobody can have known before, in the sentence of a date.
pub(crate) fn is_found_dead(subject: &Subject<'_>, date: Piece) -> bool {
    let Some(block) = subject.document.block(date.block) else { return false };
    let text = block.plain.text();
    claims::sentences(text).into_iter().filter(|sentence| sentence.contains_range(date.range())).any(
        |sentence| {
            let said = text.get(std::ops::Range::<usize>::from(sentence)).unwrap_or("").to_lowercase();
            ["found dead", "found hanged", "found hanging", "dead when", "dead on arrival"]
                .iter()
                .any(|found| said.contains(found))
        },
    )
}

/// True where the sentence around `place` speaks of a death: "I was told on 8 June that he had died".
pub(crate) fn mentions_a_death(subject: &Subject<'_>, place: Place) -> bool {
    const DEATH: &[&str] = &["died", "death", "dead", "killed", "passed"];
    let Some(block) = subject.document.block(place.block) else { return false };
    let text = block.plain.text();
    claims::sentences(text).into_iter().any(|sentence| {
        let own = subject.document.place(Piece::new(place.block, sentence));
        let said = text.get(std::ops::Range::<usize>::from(sentence)).unwrap_or("").to_lowercase();
        own.start <= place.start
            && place.end <= own.end
            && said.split(|char: char| !char.is_alphanumeric()).any(|word| DEATH.contains(&word))
    })
}

/// The day that is meant; of one without a year the last before the referral, as far as that is known.
fn day_of(dated: &Dated, referred: Option<NaiveDate>) -> Option<NaiveDate> {
    if dated.reading.year != Year::Absent {
        return dated.reading.day();
    }
    let referred = referred?;
    let in_year = |year| dated.reading.stated_day_in(year).filter(|day| *day <= referred);
    in_year(referred.year()).or_else(|| in_year(referred.year() - 1))
}

/// The words around a day, in its block alone.
#[derive(Debug)]
pub(crate) struct Around {
    /// Where the day starts, in bytes of its block's visible text.
    start: u32,
    /// The words before it in its sentence, as written.
    before: String,
    /// The same in small letters.
    lower: String,
    /// The sentence before it in its paragraph.
    previous: String,
    /// Those behind it in its line or row, in small letters.
    after: String,
    /// True where it begins a line or row.
    leads: bool,
    /// True where the words tell of a death.
    tells_of_death: bool,
    /// True where they tell of the incident.
    tells_of_incident: bool,
}

impl Around {
    fn of(document: &Document, sentences: &[TextRange], date: Piece) -> Self {
        let next = sentences.partition_point(|sentence| u32::from(sentence.start()) <= date.start);
        let from = |index: usize| {
            let start = sentences.get(index).map_or(0, |own| own.start().into());
            document.text(Piece { start, end: date.start, ..date })
        };
        // "A.N. was born on" is one sentence.
        let own = match next.saturating_sub(1) {
            index if index > 0 && from(index).starts_with(char::is_lowercase) => index - 1,
            index => index,
        };
        let previous = own.checked_sub(1).and_then(|index| sentences.get(index));
        let previous = previous.map_or("", |range| document.text(Piece::new(date.block, *range))).to_owned();
        let line = document
            .line_of(date)
            .and_then(|id| document.line(id))
            .map_or(0, |line| line.text.start().into());
        let said = from(own);
        let skipped = (line.max(date.start - said.len() as u32) - (date.start - said.len() as u32)) as usize;
        let before = said.get(skipped..).unwrap_or(said).trim_end_matches([' ', '\u{a0}']).to_owned();
        let after = Piece { start: date.end, end: end_of_row(document, date), ..date };
        let mut around = Around {
            start: date.start,
            lower: before.to_lowercase(),
            leads: before.trim().is_empty(),
            previous,
            after: document.text(after).trim().to_lowercase(),
            before,
            tells_of_death: false,
            tells_of_incident: false,
        };
        around.tells_of_death = tells_of_death(&around);
        around.tells_of_incident = tells_of_incident(&around);
        around
    }
}

/// Where the line or the table's row of `date` ends, in bytes of the block.
fn end_of_row(document: &Document, date: Piece) -> u32 {
    let Some(LineId { line, .. }) = document.line_of(date) else { return date.end };
    let row = |kind: LineKind| match kind {
        LineKind::Cell { row, .. } => Some(row),
        _ => None,
    };
    let lines = document.block(date.block).map_or(&[][..], |block| &block.lines);
    let rest = lines.get(line as usize..).unwrap_or(&[]);
    let own = rest.first().and_then(|first| row(first.kind));
    let last = rest.iter().take_while(|line| own.is_some() && row(line.kind) == own).last().or(rest.first());
    last.map_or(date.end, |last| u32::from(last.text.end()).max(date.end))
}

/// "Child O died at home of acute asthma on", and a row or sentence that begins with the day.
fn tells_of_death(around: &Around) -> bool {
    /// What begins something else.
    const LINKS: &[&str] = &["and", "after", "who", "but", "was", "until"];
    /// How a row or a sentence goes on behind its day.
    const DIES: &[&str] = &[
        "died",
        "dies",
        "was found dead",
        "was pronounced dead",
        "pronounced dead",
        "was declared dead",
        "declared dead",
        "life pronounced extinct",
        "passed away",
    ];
    /// What stands before the words up to a day.
    const VERBS: &[&str] = &["died ", "found dead ", "pronounced dead ", "declared dead ", "passed away "];
    /// Words behind the day and before that.
    const WHO: usize = 4;
    /// What is joined to "died of hypoglycaemia and aspiration on" where it is another deed.
    const DEEDS: &[&str] = &[
        "was", "were", "is", "had", "has", "found", "reported", "buried", "cremated", "charged", "arrested",
        "told", "the", "his", "her", "their", "he", "she", "they", "we", "i",
    ];
    let has = |text: &str, words: &[&str]| {
        text.split(|char: char| !char.is_alphanumeric()).any(|word| words.contains(&word))
    };
    let before = &around.lower;
    let opens = ["on", "in the early hours of", "on the morning of", "on the evening of", "on the night of"];
    if around.leads || opens.contains(&before.trim()) {
        let entry = around.after.trim_start_matches([' ', ':', '-', '–', '—', '\t', '\n', '|', ',']);
        let head = DIES.iter().filter_map(|dies| entry.find(dies)).min().and_then(|at| entry.get(..at));
        return head.is_some_and(|head| {
            head.split_whitespace().count() <= WHO && !has(head, OTHERS) && !head.contains(['.', ',', ';'])
        });
    }
    let Some((before, behind)) = VERBS.iter().find_map(|verb| before.rsplit_once(verb)) else { return false };
    let words: Vec<&str> = behind.split_whitespace().collect();
    let joins_a_cause = behind.starts_with("of ") && !has(behind, DEEDS);
    let links =
        || if joins_a_cause { has(behind, LINKS.get(1..).unwrap_or(&[])) } else { has(behind, LINKS) };
    words.last() == Some(&"on")
        && words.len() <= BETWEEN + 1
        && !behind.contains(',')
        && !has(before, OTHERS)
        && !links()
        // "The inquest into how he died opened on …"
        && !before.ends_with(" how he ") && !before.ends_with(" how she ") && !before.ends_with(" how they ")
}

/// "The mother says that the incident took place on", "…, the day of the incident".
fn tells_of_incident(around: &Around) -> bool {
    const HAPPENED: &[&str] = &["took place on", "happened on", "occurred on"];
    const WHEN: &[&str] = &[
        "in",
        "on",
        "at",
        "the",
        "early",
        "late",
        "hours",
        "morning",
        "afternoon",
        "evening",
        "night",
        "of",
        "small",
    ];
    const THE_DAY: &[&str] = &["the day of the incident", "the date of the incident"];
    const OTHER: &[&str] = &["earlier", "previous", "first", "second", "another"];
    let after = around.after.trim_start_matches([',', ' ', '(', '–', '-']);
    // "took place in the evening of"
    let timed = ["took place ", "happened ", "occurred "].iter().find_map(|verb| {
        let (before, behind) = around.lower.rsplit_once(verb)?;
        let words = behind.split_whitespace();
        (behind.ends_with(" of")
            && words.clone().count() <= 6
            && words.clone().all(|word| WHEN.contains(&word)))
        .then_some(before)
    });
    let verb = HAPPENED.iter().find_map(|verb| around.lower.strip_suffix(*verb)).or(timed);
    THE_DAY.iter().any(|day| after.starts_with(day))
        || verb.is_some_and(|before| {
            before.contains("the incident") && !OTHER.iter().any(|word| before.contains(word))
        })
}
