//! Days that the text tells of the one referred: of a birth, a death, the incident.
//!
//! Only what is told in a few plain shapes counts, and nothing of which it is not clear whose it is: a sibling is born and
//! a neighbour dies in many a referral. Whether two days agree is for the rules.

use std::cell::OnceCell;

use chrono::{Datelike, NaiveDate};
use text_size::TextRange;

use crate::claims;
use crate::date::Year;
use crate::document::{Document, Line, LineId, LineKind};
use crate::outline::{Field, Fill, Section, Spoken};
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

/// Lines at the beginning among which a letter says whom it is about.
const HEAD_LINES: usize = 20;
/// Words between a verb and the day: "died [in the ambulance from diabetic ketoacidosis] on".
const BETWEEN: usize = 8;
/// What asks for a name, in small letters.
const NAMED: &[&str] = &["name", "initial", "identif", "pseudonym", "adult", "child", "person", "subject"];
/// Lines below *Subject* among which a name is looked for.
const MOST_LINES: usize = 12;
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

/// By what the one referred is called, as written.
#[derive(Debug)]
struct Names(Vec<String>);

impl Names {
    fn known<'s>(subject: &'s Subject<'_>) -> &'s Self {
        subject.tellings.names.get_or_init(|| Names::of(subject))
    }

    fn of(subject: &Subject<'_>) -> Self {
        let fields = ["subject-name", "subject-initials"].into_iter().flat_map(|id| subject.fields(id));
        let fields = fields.filter(|field: &&Field| field.fill == Fill::Text);
        let below = subject.sections("subject").flat_map(|section| named_in(subject, section));
        let mut given: Vec<String> = fields.map(|field| field.text.clone()).chain(below).collect();
        if given.iter().all(|text| text.trim().is_empty()) {
            given = named_at_the_head(subject);
        }
        let mut called = Vec::new();
        for text in given {
            let known = text.split_once("known as ").map(|(_, name)| name.to_owned());
            for text in [Some(text), known].into_iter().flatten() {
                called.extend(names_in(&text));
            }
        }
        Names(called)
    }

    /// With "Mrs Example" for "Agnes Mary Example". What else is told of a Mr Example may be her husband's.
    fn with_titles(&self) -> Self {
        let last = |name: &String| Some(name.rsplit_once(' ')?.1.to_owned()).filter(|last| last.len() > 2);
        let lasts: Vec<String> = self.0.iter().filter_map(last).collect();
        let with = |title| lasts.iter().map(move |last| format!("{title} {last}"));
        let titled = ["Mr", "Mrs", "Ms", "Miss"].into_iter().flat_map(with);
        Names(self.0.iter().cloned().chain(titled).collect())
    }

    /// True where `text` is one of the names and nothing else, of two words at least.
    fn are(&self, text: &str) -> bool {
        let is_known = |word: &str| {
            self.0.iter().any(|name| {
                let same =
                    |part: &str| part.trim_end_matches('.').eq_ignore_ascii_case(word.trim_end_matches('.'));
                name.split(' ').any(same)
            })
        };
        text.contains(' ') && text.split_whitespace().all(is_known)
    }

    /// "Child S (d.o.b.", "Child S was born on", "Child S was born at Eastmoor Hospital on".
    fn are_born(&self, around: &Around) -> bool {
        let before = around.before.as_str();
        let short = |born: &&str| {
            let at = around.lower.strip_suffix(*born)?.len();
            before
                .get(..at)?
                .strip_suffix([' ', '('])
                .or_else(|| before.get(..at).filter(|_| born.starts_with(['\'', '’'])))
                .map(|name| name.trim_end_matches([' ', ',', '.', '(', '-', '–', '—']))
        };
        let long = || {
            let (head, tail) = before.rsplit_once(" was born ")?;
            let is_near = tail.ends_with(" on")
                && !tail.contains(',')
                && tail.split_whitespace().count() <= BETWEEN + 1;
            is_near.then_some(head)
        };
        // "V, a boy who was born at 27 weeks on"
        let is_relative = |called: &str| {
            let head = called.strip_suffix(" who").unwrap_or("");
            let named = head.split_once(',').map_or("", |(name, _)| name);
            !named.is_empty() && self.end(named) && !OTHERS.iter().any(|other| head.contains(other))
        };
        let mut called = BORN.iter().filter_map(short).chain(long());
        // "Child M (girl), born", "Child S, a boy of three, born"
        let without_aside = |called: &str| {
            let open = called.rfind('(').filter(|_| called.ends_with(')') || !called.contains(')'));
            let cut = open.or_else(|| called.rfind(','));
            let (name, aside) = called.split_at_checked(cut?)?;
            let is_short =
                aside.split_whitespace().count() <= 5 && !OTHERS.iter().any(|other| aside.contains(other));
            is_short.then(|| name.trim_end().to_owned())
        };
        // "V was the only child of Ms F. She was born on"
        let pronoun = ["she was born ", "he was born ", "they were born "]
            .iter()
            .any(|words| around.lower.starts_with(words));
        let goes_on = pronoun
            && around.lower.ends_with(" on")
            && !around.lower.contains(',')
            && self.begin(&around.previous);
        goes_on
            || called.any(|called| {
                self.end(called)
                    || is_relative(called)
                    || without_aside(called).is_some_and(|name| self.end(&name))
            })
    }

    /// "Child S, born 3 May 2001, died"
    fn are_dead(&self, around: &Around) -> bool {
        // "K's death on", not "we learned of K's death on".
        let of_death =
            ["'s death on", "’s death on"].iter().find_map(|death| around.lower.strip_suffix(death));
        let is_told = |head: &str| {
            ["learn", "told", "heard", "aware", "inform", "notif", "inquest"]
                .iter()
                .any(|told| head.contains(told))
        };
        if let Some(named) =
            of_death.filter(|head| !is_told(head)).and_then(|head| around.before.get(..head.len()))
        {
            return self.end(named);
        }
        let dead = ["died", "died on", "d."].iter().find_map(|dead| around.lower.strip_suffix(*dead));
        let Some(before) = dead.and_then(|dead| around.before.get(..dead.len())) else { return false };
        let lower = before.to_lowercase();
        let born = BORN.iter().find_map(|born| lower.find(&format!("{born} ")));
        let named = born.and_then(|at| before.get(..at));
        named.is_some_and(|named| self.end(named.trim_end_matches([' ', ',', '(', '-', '–', '—'])))
    }

    /// True where `text` begins with a name.
    fn begin(&self, text: &str) -> bool {
        let text = text.trim_start();
        self.0
            .iter()
            .any(|name| text.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with([' ', ','])))
    }

    /// True where `text` ends with a name, and not with that of somebody else who shares a part of it.
    fn end(&self, text: &str) -> bool {
        let text = text.trim_end_matches(['"', '”', '“', '.']);
        // "Albert W", who is called Albert.
        let is_initial = |word: &str| word.len() == 1 && word.starts_with(char::is_uppercase);
        let first =
            text.rsplit_once(' ').filter(|(_, word)| is_initial(word)).map_or(text, |(first, _)| first);
        self.0.iter().any(|name| {
            let is_called = name.rsplit(' ').next().is_some_and(|last| last.len() > 2);
            let text = if is_called && !text.ends_with(name.as_str()) { first } else { text };
            let at = text.len().checked_sub(name.len());
            let Some((head, tail)) = at.and_then(|at| text.split_at_checked(at)) else { return false };
            let is_same = if name.len() > 2 { tail.eq_ignore_ascii_case(name) } else { tail == name };
            let word = head.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
            let is_whole = head.is_empty() || head.ends_with([' ', '(', '"', '“']);
            let is_titled = TITLES.contains(&word.trim_matches(|char: char| !char.is_alphanumeric()))
                || OTHERS.contains(&word.as_str())
                || word == "of";
            // "Child: Child M"
            is_same && is_whole && (!is_titled || word.ends_with(':'))
        })
    }
}

/// Words before a name or a letter that make it somebody's.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "child", "baby", "adult", "twin", "young", "person", "pupil",
    "patient", "the", "ys", "master",
];

/// The name that `text` begins with, and what is short for it: of "Miss Edith W, aged 86" those are "Miss Edith W",
/// "Edith W", "Edith" and "W".
fn names_in(text: &str) -> Vec<String> {
    /// Words of a name.
    const WORDS: usize = 4;
    let name = text.split(['(', ',', ';', '–', '—', '\n']).next().unwrap_or("");
    let name = name.split(" - ").next().unwrap_or("").split(". ").next().unwrap_or("");
    let name = name.trim().trim_end_matches('.').trim_matches(['"', '“', '”']);
    let is_title = |word: &str| TITLES.contains(&word.to_lowercase().trim_end_matches('.'));
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() || words.len() > WORDS || words.iter().all(|word| is_title(word)) {
        return Vec::new();
    }
    let own: Vec<&str> = words.iter().copied().skip_while(|word| is_title(word)).collect();
    let mut names = vec![name.to_owned(), own.join(" ")];
    // "Mr H", of Mr Stanley H.
    if let (Some(title), Some(last)) = (words.first().filter(|word| is_title(word)), own.last()) {
        names.push(format!("{title} {last}"));
    }
    for part in [own.first(), own.last()].into_iter().flatten() {
        let is_name = part.starts_with(char::is_uppercase);
        names.extend(Some((*part).to_owned()).filter(|_| is_name));
    }
    // "C.W." is "C" for short.
    let initials =
        name.len() <= 8 && name.contains('.') && name.chars().all(|char| char.is_uppercase() || char == '.');
    names.extend(name.chars().next().filter(|_| initials).map(String::from));
    names.sort();
    names.dedup();
    names
}

/// What *Subject* gives as a name: behind a label or in the cell beside one, or the first line below its heading.
fn named_in(subject: &Subject<'_>, section: &Section) -> Vec<String> {
    /// Words of a label that asks for a name.
    const WORDS: usize = 6;
    let document = subject.document;
    let lines = document.lines_from(section.lines.start).take_while(|(id, _, _)| section.lines.contains(id));
    let lines: Vec<(&str, LineKind, bool)> = lines
        .take(MOST_LINES)
        .map(|(id, block, line)| {
            let is_label = id == section.lines.start && section.label.range() == line.text;
            (document.line_text(id), line.kind, is_label || block.heading().is_some())
        })
        .collect();
    let asks = |label: &str| {
        let lower = label.to_lowercase();
        label.split_whitespace().nth(WORDS).is_none() && NAMED.iter().any(|named| lower.contains(named))
    };
    let mut found = Vec::new();
    for (index, (text, kind, is_heading)) in lines.iter().enumerate() {
        let next = || lines.get(index + 1).map(|(next, _, _)| (*next).to_owned());
        match (kind, text.split_once(':')) {
            (LineKind::Cell { .. }, _) if *is_heading => found.extend(next()),
            _ if *is_heading => {}
            (LineKind::Cell { column, .. }, _) => {
                found.extend(next().filter(|_| column % 2 == 0 && asks(text)));
            }
            (_, Some((label, value))) if asks(label) => found.push(value.trim().to_owned()),
            // "Ellis, male. Date of birth: 3 April 2019."
            (_, Some((label, _))) if found.is_empty() && label.contains(['.', ',']) => {
                found.push((*text).to_owned());
            }
            (_, Some(_)) => {}
            _ => found.extend((found.is_empty()).then(|| (*text).to_owned())),
        }
    }
    found
}

/// "Re: Child F, born 9 August 2016", "Mr Stanley H, of Rowan Court. Date of birth: …": whom the letter is about.
fn named_at_the_head(subject: &Subject<'_>) -> Vec<String> {
    let lines = subject.document.lines().map(|(id, _, _)| subject.document.line_text(id)).take(HEAD_LINES);
    let named = lines.into_iter().find_map(|line| {
        let lower = line.to_lowercase();
        let at = BORN.iter().filter_map(|born| lower.find(&format!("{born} "))).min()?;
        let before = line.get(..at)?.trim_end_matches([' ', ',', '(', '-', '–', '—']);
        let before = before.rsplit([':', ';']).next()?.split('(').next()?.trim();
        // "a review about Ollie, a boy"
        let before = before.rsplit_once(", a ").map_or(before, |(name, _)| name);
        (!before.is_empty()).then_some(before)
    });
    let Some(named) = named else { return Vec::new() };
    // "I'd like to refer Child P"
    let label = named.rsplit_once(' ').map_or(0, |(head, _)| head.rfind(' ').map_or(0, |at| at + 1));
    let ends = [named.split([',', '.']).next(), named.rsplit([',', '.']).next(), named.get(label..)];
    ends.into_iter().flatten().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
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
