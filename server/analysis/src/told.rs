//! Days that the text tells of the one referred: of a birth, a death, the incident.
//!
//! Only what is told in a few plain shapes counts, and nothing of which it is not clear whose it is: a sibling is born and
//! a neighbour dies in many a referral. Whether two days agree is for the rules.

mod around;
mod births;
mod harm;
mod life;
mod names;
mod past;
mod titles;

use std::cell::{LazyCell, OnceCell};

use chrono::{Datelike, NaiveDate};
use text_size::TextRange;

pub(crate) use around::Around;
pub(crate) use births::{births_of_anybody, births_of_somebody, births_of_the_named};
pub(crate) use harm::may_tell_of_harm;
pub(crate) use life::{ToldLife, tells_how_they_are};
use names::Names;
pub(crate) use past::is_told_as_past;

use crate::claims;
use crate::date::{Role, Year};
use crate::document::Line;
use crate::outline::Glance;
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
pub(crate) const OTHERS: &[&str] = &[
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
    "guest",
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
    "date of birth is",
    "date of birth was",
    "b.",
    "born:",
    "'s date of birth was",
    "’s date of birth was",
    "'s date of birth is",
    "’s date of birth is",
    "whose date of birth is",
    "whose date of birth was",
];

/// What can only be of what was told before.
const HEARD: &[&str] = &[
    "heard about it",
    "found out about it",
    "found out about this",
    "heard about this",
    "heard of this",
    "heard about all this",
    "told about this",
    "told of this",
    "told about all this",
    "told of all this",
    "informed of this",
    "aware of this",
    "aware of that",
    "heard of that",
    "told of that",
    "heard of it",
    "told about it",
    "told of it",
    "aware of it",
    "informed of it",
    "learned of it",
    "learnt of it",
    "heard of her death",
    "heard of his death",
    "heard of their death",
    "told of her death",
    "told of his death",
    "told of their death",
    "informed of her death",
    "informed of his death",
    "told of the death",
    "heard of the death",
    "informed of the death",
    "aware of the death",
    "aware of her death",
    "aware of his death",
    "aware of their death",
    "told of the incident",
    "aware of the incident",
    "informed of the incident",
    "heard of the incident",
    "told what had happened",
    "heard what had happened",
    "learned what had happened",
    "learnt what had happened",
    "what he had done to",
    "what she had done to",
    "what they had done to",
    "what had been done to",
    "reported to me",
    "reported to us",
    "notified to me",
    "notified to us",
    "to my attention",
    "to our attention",
];

/// What a text tells, read when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Tellings {
    names: OnceCell<Names>,
    births: OnceCell<Vec<Told>>,
    births_of_somebody: OnceCell<Vec<Told>>,
    deaths: OnceCell<Vec<Told>>,
    incidents: OnceCell<Vec<Told>>,
    harms: OnceCell<Vec<Told>>,
    life: OnceCell<Option<ToldLife>>,
}

/// The days on which the one referred is said to be born.
pub(crate) fn births<'s>(subject: &'s Subject<'_>) -> &'s [Told] {
    subject.tellings.births.get_or_init(|| read_births(subject))
}

/// The days on which the one referred is said to have died.
pub(crate) fn deaths<'s>(subject: &'s Subject<'_>) -> &'s [Told] {
    subject.tellings.deaths.get_or_init(|| {
        let is_theirs = |around: &Around| around.tells_of_death || Names::known(subject).are_dead(around);
        told(subject, |glance| glance.death, Role::Event, |_, around| is_theirs(around))
    })
}

/// The days that are said to be that of the incident.
pub(crate) fn incidents<'s>(subject: &'s Subject<'_>) -> &'s [Told] {
    subject.tellings.incidents.get_or_init(|| {
        told(subject, |glance| glance.incident, Role::Event, |_, around| around.tells_of_incident)
    })
}

/// How a writer says when they first knew, in small letters.
const FIRST_KNOWN: &[&str] = &[
    "the first i heard",
    "the first we heard",
    "the first i knew",
    "the first we knew",
    "i first heard of",
    "we first heard of",
    "i first heard about",
    "we first heard about",
    "i first knew",
    "we first knew",
    "i first learned",
    "we first learned",
    "i first learnt",
    "we first learnt",
    "i was first told",
    "we were first told",
    "our service was first told",
    "our team was first told",
    "our agency was first told",
    "i first became aware",
    "we first became aware",
];

/// The days on which the writer says that they first knew: "The first I heard of any of this was on Monday 3 February 2020".
pub(crate) fn first_known(subject: &Subject<'_>) -> Vec<Told> {
    let dates = subject.dates_where(|glance| glance.hearing).flatten();
    let known = dates.filter_map(|dated| {
        let (before, _) = sentence_of(subject, dated.piece)?;
        let lower = before.to_lowercase().replace('’', "'");
        let says =
            FIRST_KNOWN.iter().any(|first| lower.contains(first)) && dated.reading.year != Year::Absent;
        says.then(|| dated.reading.day()).flatten().map(|day| Told { day, piece: dated.piece })
    });
    known.collect()
}

/// The days on which somebody is said to have come to harm, where nobody calls it the incident.
pub(crate) fn harms<'s>(subject: &'s Subject<'_>) -> &'s [Told] {
    subject.tellings.harms.get_or_init(|| harm::read(subject))
}

/// True where the sentence of a date names the one referred.
pub(crate) fn names_the_one(subject: &Subject<'_>, date: Piece) -> bool {
    let names = Names::known(subject).with_titles();
    sentence_of(subject, date).is_some_and(|(before, after)| names.stand_in(&format!(" {before}{after} ")))
}

/// True where the sentence of a date tells of hearing, or of a process: "the post-mortem on", "I was told on".
pub(crate) fn hears(subject: &Subject<'_>, date: Piece) -> bool {
    const OTHERWISE: &[&str] = &[
        "told",
        "heard",
        "informed",
        "aware",
        "learned",
        "learnt",
        "notified",
        "rang me",
        "post-mortem",
        "post mortem",
        "inquest",
        "meeting",
        "conference",
        "trial",
        "hearing",
    ];
    sentence_of(subject, date).is_none_or(|(before, after)| {
        let said = format!("{before} {after}").to_lowercase();
        OTHERWISE.iter().any(|words| said.contains(words))
    })
}

/// True where the sentence of a date tells of a death as the end of what was told before: "where she died of the burns on",
/// "he died two days later, on".
pub(crate) fn dies_of_it(subject: &Subject<'_>, date: Piece) -> bool {
    const ENDING: &[&str] = &[
        "where she died",
        "where he died",
        "where they died",
        "and she died",
        "and he died",
        "and died",
        "later died",
        "then died",
        "died later",
        "died there",
        "died of the",
        "died of her",
        "died of his",
        "died of these",
        "died of those",
        "died from the",
        "died from her",
        "died from his",
        "days later",
        "never regained",
        "did not regain",
        "without regaining",
        "succumbed",
    ];
    sentence_of(subject, date).is_some_and(|(before, _)| {
        let before = before.to_lowercase();
        !before.contains("had died") && ENDING.iter().any(|words| before.contains(words))
    })
}

/// Whether the one referred lives.
pub(crate) fn life(subject: &Subject<'_>) -> Option<ToldLife> {
    *subject.tellings.life.get_or_init(|| life::read(subject))
}

fn read_births(subject: &Subject<'_>) -> Vec<Told> {
    let names = LazyCell::new(|| Names::known(subject).with_titles());
    // "Mr N, known as Teddy. Date of birth 5 April 1952."
    let first = subject.sections("subject").find_map(|section| section.body.first()).copied();
    let is_first = |date: Piece, around: &Around| {
        let own = around.lower.trim();
        let is_theirs =
            || BORN.iter().any(|born| own.ends_with(born)) && !OTHERS.iter().any(|other| own.contains(other));
        first.is_some_and(|line| line.contains(date)) && (BORN.contains(&own) || is_theirs())
    };
    told(
        subject,
        |glance| glance.birth,
        of_birth(subject),
        |date, around| {
            names.are_born(around)
                || names.are_told_of(around)
                || is_first(date, around)
                || is_of_nobody_else(around)
        },
    )
    .into_iter()
    .chain(births_in_rows(subject, &names))
    .chain(titles::births(subject))
    .collect()
}

/// A row of a table with the name of the one referred in one cell and, in a column headed as dates of birth, the day.
fn births_in_rows(subject: &Subject<'_>, names: &LazyCell<Names, impl FnOnce() -> Names>) -> Vec<Told> {
    /// What stands in the row of the one referred, in a table of the family, beside or in place of a name.
    const THEMSELVES: &[&str] =
        &["subject", "the subject", "self", "subject child", "index child", "subject of referral"];
    let cell = |line: &Line| line.kind.cell();
    let mut found = Vec::new();
    // The columns of the table looked at last that are headed as dates of birth.
    let mut heads: (u32, Vec<u16>) = (u32::MAX, Vec::new());
    for dated in subject.dates_where(|glance| glance.birth).flatten() {
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
        // "N | subject | 17 August 2007", in a table of the family
        let is_theirs = |text: &str| names.are(text) || THEMSELVES.contains(&text.to_lowercase().as_str());
        if is_wanted && others.any(|line| is_theirs(block.plain.slice(line.text).trim())) {
            found.extend(dated.reading.day().map(|day| Told { day, piece: dated.piece }));
        }
    }
    found
}

/// "DOB", "Date of birth"
pub(crate) fn heads_births(head: &str) -> bool {
    let head = head.trim().to_lowercase();
    BORN.contains(&head.as_str()) || head.contains("birth") || head == "d.o.b."
}

/// "Male, DOB 3 June 2011", where no name stands.
fn is_of_nobody_else(around: &Around) -> bool {
    const SEX: &[&str] =
        &["male", "female", "boy", "girl", "a boy", "a girl", "man", "woman", "a man", "a woman"];
    let born = BORN.iter().find_map(|born| around.lower.strip_suffix(*born));
    born.is_some_and(|before| {
        // "Meeting about K.S. (boy, DOB"
        let before = before.rsplit('(').next().unwrap_or(before);
        let before = before.trim().trim_end_matches([',', ';']);
        // "71M", as a ward writes it.
        let age = before.rsplit([' ', '"', '“']).next().unwrap_or("").strip_suffix(['m', 'f']);
        SEX.contains(&before)
            || age.is_some_and(|age| {
                (1..=3).contains(&age.len()) && age.bytes().all(|byte| byte.is_ascii_digit())
            })
    })
}

/// How a year of two digits is read of a birth: it lies before the referral.
fn of_birth(subject: &Subject<'_>) -> Role {
    subject.role("date-of-birth")
}

/// The days around which `says` holds, in blocks of which a glance says that they may tell of it.
fn told(
    subject: &Subject<'_>,
    may_tell: fn(Glance) -> bool,
    role: Role,
    says: impl Fn(Piece, &Around) -> bool,
) -> Vec<Told> {
    let mut found = Vec::new();
    let referred = subject.days("date-of-referral").first().map(|(_, _, last)| *last);
    for dates in subject.dates_where(may_tell) {
        let Some(number) = dates.first().map(|dated| dated.piece.block) else { continue };
        let around = subject.facts.get(number as usize).map_or(&[][..], |facts| &facts.around);
        found.extend(dates.iter().filter_map(|dated| {
            let at = around.partition_point(|around| around.start < dated.piece.start);
            let around = around.get(at).filter(|around| around.start == dated.piece.start)?;
            (says(dated.piece, around) && dated.reading.weekday_matches() != Some(false)).then_some(())?;
            Some(Told { day: day_of(dated, role, referred)?, piece: dated.piece })
        }));
    }
    found
}

/// True where somebody was found dead, which nobody can have known before, in the sentence of a date.
pub(crate) fn is_found_dead(subject: &Subject<'_>, date: Piece) -> bool {
    const FOUND: &[&str] = &["found dead", "found hanged", "found hanging", "dead when", "dead on arrival"];
    sentence_of(subject, date).is_some_and(|(before, after)| {
        let said = format!("{before}{after}").to_lowercase();
        FOUND.iter().any(|found| said.contains(found))
    })
}

/// The sentence of a date: what stands before it, and behind it.
fn sentence_of<'s>(subject: &'s Subject<'_>, date: Piece) -> Option<(&'s str, &'s str)> {
    let block = subject.document.block(date.block)?;
    let sentences = claims::sentences(block.plain.text());
    let own = sentences.into_iter().find(|sentence| sentence.contains_range(date.range()))?;
    let before = block.plain.slice(TextRange::new(own.start(), date.range().start()));
    Some((before, block.plain.slice(TextRange::new(date.range().end(), own.end()))))
}

/// True where the sentence around `place` speaks of a death: "I was told on 8 June that he had died".
pub(crate) fn mentions_a_death(subject: &Subject<'_>, place: Place) -> bool {
    let Some(block) = subject.document.block(place.block) else { return false };
    let text = block.plain.text();
    claims::sentences(text).into_iter().any(|sentence| {
        let own = subject.document.place(Piece::new(place.block, sentence));
        let said = text.get(std::ops::Range::<usize>::from(sentence)).unwrap_or("").to_lowercase();
        own.start <= place.start && place.end <= own.end && speaks_of_a_death(&said)
    })
}

/// True where a text, in small letters, has a word of somebody's death.
pub(crate) fn speaks_of_a_death(lower: &str) -> bool {
    const DEATH: &[&str] = &["died", "death", "dead", "killed"];
    // A message is passed on.
    lower.split(|char: char| !char.is_alphanumeric()).any(|word| DEATH.contains(&word))
        || lower.contains("passed away")
}

/// How somebody says that they became aware, without of what, before the day.
const AWARE: &[&str] =
    &["became aware on", "was made aware on", "were made aware on", "first knew on", "first heard on"];

/// True where a text, in small letters, says that something was heard of that was told before.
pub(crate) fn may_hear(lower: &str) -> bool {
    HEARD.iter().chain(AWARE).chain(FIRST_KNOWN).any(|words| lower.contains(words))
        || event_heard_of(lower).is_some()
}

/// What was heard of, by how its name begins: "overdose", where somebody "first heard of the overdose".
pub(crate) fn event_heard_of(lower: &str) -> Option<&'static str> {
    const HEARING: &[&str] =
        &["heard ", "told ", "informed ", "notified ", "aware ", "learned ", "learnt ", "knew "];
    const WHOSE: &[&str] = &["the ", "this ", "her ", "his ", "their "];
    const EVENTS: &[&str] = &[
        "accident",
        "admission",
        "assault",
        "attack",
        "burns",
        "collapse",
        "death",
        "drowning",
        "event",
        "fall",
        "fire",
        "hanging",
        "incident",
        "injur",
        "overdose",
        "scald",
        "shooting",
        "stabbing",
    ];
    HEARING.iter().find_map(|hearing| {
        let behind = lower.split(hearing).skip(1);
        let whose = behind.filter_map(|rest| {
            let rest = rest.strip_prefix("of ").or_else(|| rest.strip_prefix("about "))?;
            WHOSE.iter().find_map(|whose| rest.strip_prefix(whose))
        });
        whose.into_iter().find_map(|what| EVENTS.iter().copied().find(|event| what.starts_with(event)))
    })
}

/// True where the sentence of a date has this word.
pub(crate) fn has_word(subject: &Subject<'_>, date: Piece, word: &str) -> bool {
    sentence_of(subject, date)
        .is_some_and(|(before, after)| format!("{before} {after}").to_lowercase().contains(word))
}

/// True where of what is said behind the day alone: "I became aware on 4 May that the school was worried".
pub(crate) fn hears_of_more(before: &str, after: &str) -> bool {
    let is_bare = AWARE.iter().any(|words| before.trim_end().ends_with(words));
    is_bare
        && [" that ", " of ", " from ", " about ", " how "]
            .iter()
            .any(|of| after.to_lowercase().starts_with(of))
}

/// The day that is meant; of one without a year the last before the referral, as far as that is known.
fn day_of(dated: &Dated, role: Role, referred: Option<NaiveDate>) -> Option<NaiveDate> {
    if dated.reading.year != Year::Absent {
        let is_day = dated.reading.day().is_some();
        return dated.reading.resolve_for(role).map(|span| span.earliest).filter(|_| is_day);
    }
    let referred = referred?;
    let in_year = |year| dated.reading.stated_day_in(year).filter(|day| *day <= referred);
    in_year(referred.year()).or_else(|| in_year(referred.year() - 1))
}
