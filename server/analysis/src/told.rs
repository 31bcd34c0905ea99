//! Days that the text tells of the one referred: of a birth, a death, the incident.
//!
//! Only what is told in a few plain shapes counts, and nothing of which it is not clear whose it is: a sibling is born and
//! a neighbour dies in many a referral. Whether two days agree is for the rules.

use chrono::NaiveDate;
use text_size::TextRange;

use crate::claims;
use crate::document::{LineId, LineKind};
use crate::outline::{Field, Fill, Section};
use crate::place::Piece;
use crate::subject::Subject;

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

/// The days on which the one referred is said to be born.
pub(crate) fn births(subject: &Subject<'_>) -> Vec<Told> {
    let names = Names::of(subject);
    // "Mr N, known as Teddy. Date of birth 5 April 1952."
    let first = subject.sections("subject").find_map(|section| section.body.first()).copied();
    let is_first = |around: &Around| {
        first.is_some_and(|line| line.contains(around.date)) && BORN.contains(&around.lower.trim())
    };
    told(subject, &["born", "birth", "b.", "dob", "d.o.b"], |around| {
        names.are_born(around) || is_first(around) || is_of_nobody_else(around)
    })
}

/// "Male, DOB 3 June 2011", where no name stands.
fn is_of_nobody_else(around: &Around) -> bool {
    const SEX: &[&str] =
        &["male", "female", "boy", "girl", "a boy", "a girl", "man", "woman", "a man", "a woman"];
    let born = BORN.iter().find_map(|born| around.lower.strip_suffix(*born));
    born.is_some_and(|before| SEX.contains(&before.trim().trim_end_matches([',', ';'])))
}

/// The days on which the one referred is said to have died.
pub(crate) fn deaths(subject: &Subject<'_>) -> Vec<Told> {
    let names = Names::of(subject);
    told(subject, &["die", "d.", "dead", "death", "extinct", "passed"], |around| {
        tells_of_death(around) || names.are_dead(around)
    })
}

/// The days that are said to be that of the incident.
pub(crate) fn incidents(subject: &Subject<'_>) -> Vec<Told> {
    told(subject, &["incident"], tells_of_incident)
}

/// The days around which `says` holds, of those with one of `words`, in small letters, in their paragraph or table.
fn told(subject: &Subject<'_>, words: &[&str], says: impl Fn(&Around) -> bool) -> Vec<Told> {
    let mut found = Vec::new();
    let mut rest = subject.dates.as_slice();
    while let Some(first) = rest.first() {
        let number = first.piece.block;
        let here = rest.partition_point(|dated| dated.piece.block == number);
        let (dates, later) = rest.split_at(here);
        rest = later;
        let Some(block) = subject.document.block(number) else { continue };
        let lower = block.plain.text().to_lowercase();
        if !words.iter().any(|word| lower.contains(word)) {
            continue;
        }
        let sentences = claims::sentences(block.plain.text());
        let days = dates.iter().filter(|dated| dated.reading.weekday_matches() != Some(false));
        let days = days.filter_map(|dated| Some(Told { day: dated.reading.day()?, piece: dated.piece }));
        found.extend(days.filter(|told| says(&Around::of(subject, &sentences, told.piece))));
    }
    found
}

/// The words around a day.
struct Around {
    /// Where the day stands.
    date: Piece,
    /// Those before it in its sentence, as written.
    before: String,
    /// The same in small letters.
    lower: String,
    /// The sentence before it in its paragraph.
    previous: String,
    /// Those behind it in its line or row, in small letters.
    after: String,
    /// True where it begins a line or row.
    leads: bool,
}

impl Around {
    fn of(subject: &Subject<'_>, sentences: &[TextRange], date: Piece) -> Self {
        let document = subject.document;
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
        let after = Piece { start: date.end, end: end_of_row(subject, date), ..date };
        Around {
            date,
            lower: before.to_lowercase(),
            leads: before.trim().is_empty(),
            previous,
            after: document.text(after).trim().to_lowercase(),
            before,
        }
    }
}

/// Where the line or the table's row of `date` ends, in bytes of the block.
fn end_of_row(subject: &Subject<'_>, date: Piece) -> u32 {
    let Some(LineId { line, .. }) = subject.document.line_of(date) else { return date.end };
    let row = |kind: LineKind| match kind {
        LineKind::Cell { row, .. } => Some(row),
        _ => None,
    };
    let lines = subject.document.block(date.block).map_or(&[][..], |block| &block.lines);
    let rest = lines.get(line as usize..).unwrap_or(&[]);
    let own = rest.first().and_then(|first| row(first.kind));
    let last = rest.iter().take_while(|line| own.is_some() && row(line.kind) == own).last().or(rest.first());
    last.map_or(date.end, |last| u32::from(last.text.end()).max(date.end))
}

/// By what the one referred is called, as written.
struct Names(Vec<String>);

impl Names {
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
        let text = text.trim_end_matches(['"', '”', '“']);
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
    words.last() == Some(&"on")
        && words.len() <= BETWEEN + 1
        && !behind.contains(',')
        && !has(before, OTHERS)
        && !has(behind, LINKS)
        // "The inquest into how he died opened on …"
        && !before.ends_with(" how he ") && !before.ends_with(" how she ") && !before.ends_with(" how they ")
}

/// "The mother says that the incident took place on", "…, the day of the incident".
fn tells_of_incident(around: &Around) -> bool {
    const HAPPENED: &[&str] = &["took place on", "happened on", "occurred on"];
    const THE_DAY: &[&str] = &["the day of the incident", "the date of the incident"];
    const OTHER: &[&str] = &["earlier", "previous", "first", "second", "another"];
    let after = around.after.trim_start_matches([',', ' ', '(', '–', '-']);
    let verb = HAPPENED.iter().find_map(|verb| around.lower.strip_suffix(*verb));
    THE_DAY.iter().any(|day| after.starts_with(day))
        || verb.is_some_and(|before| {
            before.contains("the incident") && !OTHER.iter().any(|word| before.contains(word))
        })
}
