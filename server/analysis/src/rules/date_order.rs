#![doc = include_str!("date_order.md")]

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::{Check, Reads, Rule};
use crate::date::Year;
use crate::finding::{Finding, Severity};
use crate::outline::Field;
use crate::place::{Piece, Place};
use crate::stated::{BySubject, Stated, in_words, of};
use crate::subject::{Dated, Subject};
use crate::told;

pub(super) const RULE: Rule = Rule {
    code: "date-order",
    severity: Severity::Error,
    page: include_str!("date_order.md"),
    reads: Reads::Text,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// What follows on what, with the words for each.
const CHAIN: [(&str, &str); 4] = [
    ("date-of-birth", "the birth"),
    ("date-of-incident", "the incident"),
    ("date-aware", "becoming aware"),
    ("date-of-referral", "the referral"),
];

/// A death may come after anything but not before the birth.
const LIFE: [(&str, &str); 2] = [("date-of-birth", "the birth"), ("date-of-death", "the death")];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut reported = BTreeSet::new();
    for chain in [CHAIN.as_slice(), LIFE.as_slice()] {
        let links: Vec<BySubject<'_>> = chain.iter().map(|(id, _)| readings(subject, id)).collect();
        for number in 1..=subject.last_subject() {
            for finding in broken(subject, chain, &links, number) {
                // What is said of all subjects is reported once.
                let places: Vec<Place> = finding.related.iter().map(|related| related.place).collect();
                if reported.insert((finding.place, places)) {
                    findings.push(finding);
                }
            }
        }
    }
    if findings.is_empty() {
        findings.extend(heard_before_it_happened(subject));
    }
    if findings.is_empty() {
        let told = told_after_the_referral(subject).or_else(|| death_heard_of_before(subject));
        let told = told.or_else(|| account_begins_after_awareness(subject));
        let told = told.or_else(|| harmed_before_birth(subject));
        findings.extend(told.or_else(|| died_before_the_harm(subject)));
    }
    if findings.is_empty() {
        findings.extend(harm_after_awareness(subject));
    }
    findings
}

/// What is said of two days, each with what it is the day of, of which the first comes before the other and cannot.
fn in_wrong_order((first, first_day): (&str, String), (then, then_day): (&str, String)) -> String {
    format!("{first} ({first_day}) comes before {then} ({then_day}); one of the two dates must be another")
}

/// The day on which the writer became aware, where it is told once and as one day.
fn aware_on_one_day<'s>(subject: &'s Subject<'_>) -> Option<Stated<'s>> {
    let aware = subject.stated("date-aware");
    let [aware] = <[Stated<'_>; 1]>::try_from(aware).ok()?;
    (aware.first == aware.last).then_some(aware)
}

/// An account of what happened that begins on a day after that on which, by its label, the writer became aware.
fn account_begins_after_awareness(subject: &Subject<'_>) -> Option<Finding> {
    /// Bytes at the beginning of the account in which that day stands.
    const BEGINNING: usize = 250;
    /// Days between the two, where a label gives the one, and where a sentence does.
    const NEAR: i64 = 366;
    const NEAR_UNLABELLED: i64 = 14;
    let aware = aware_on_one_day(subject)?;
    // "Date of the incident and date your agency knew of it" gives both.
    let label = aware.field.label.map_or("", |label| subject.document.source_at(label)).to_lowercase();
    let asks_for_both = label.contains(" and ") || label.contains(['/', '&']);
    if asks_for_both && ["incident", "death", "event"].iter().any(|word| label.contains(word)) {
        return None;
    }
    let given = ["date-of-incident", "date-of-death"].iter().any(|id| !subject.stated(id).is_empty());
    // In a letter it may be an earlier harm that was known.
    let near = if aware.field.label.is_some() { NEAR } else { NEAR_UNLABELLED };
    if given {
        return None;
    }
    let account = subject.passage("circumstances");
    let mut told: Vec<&Dated> = subject.dates.iter().filter(|dated| account.contains(dated.piece)).collect();
    told.sort_by_key(|dated| (dated.piece.block, dated.piece.start));
    let first = told.first()?;
    let start = account.pieces().next()?;
    let is_near = first.piece.block == start.block && (first.piece.start - start.start) as usize <= BEGINNING;
    let day = first.reading.day().filter(|_| first.reading.year != Year::Absent)?;
    let is_first = told.iter().all(|dated| dated.reading.earliest().is_some_and(|other| other >= day));
    let gap = (day - aware.last).num_days();
    if !is_near || !is_first || !(1..=near).contains(&gap) || !told::is_told_as_past(subject, first.piece) {
        return None;
    }
    let message = in_wrong_order(("becoming aware", aware.in_words()), ("what happened", in_words(day)));
    let finding = RULE.at(subject.field_place(aware.field), message).about("date-aware");
    Some(finding.with_related(subject.document.place(first.piece), "what happened here"))
}

/// Harm, the first that is told of, on a day after that on which the writer became aware, where nothing is told of a day
/// before. It may be that something was known that the referral does not say.
fn harm_after_awareness(subject: &Subject<'_>) -> Option<Finding> {
    /// Days between the two; further apart, they are of two things. Source: our own reading of referrals.
    const NEAR: i64 = 31;
    const CLOSE: i64 = 10;
    let aware = aware_on_one_day(subject)?;
    // The cheaper question first: most accounts tell of a day before.
    let is_before = |dated: &Dated| {
        let reading = &dated.reading;
        let day = reading.earliest().or_else(|| reading.stated_day_in(aware.last.year()));
        day.is_some_and(|day| day <= aware.last)
    };
    let own = subject.field_place(aware.field);
    // In a sentence, "I became aware of the bruises on 8 June", it is a part of the account.
    let is_labelled = aware.field.label.zip(aware.field.value).is_some_and(|(label, value)| {
        let between = Place { start: label.end, end: value.start.max(label.end), ..label };
        label.block != value.block || !subject.document.source_at(between).contains(char::is_alphabetic)
    });
    let is_own = |dated: &Dated| {
        let place = subject.document.place(dated.piece);
        is_labelled && place.block == own.block && own.start <= place.start && place.end <= own.end
    };
    // Days before may be of anything; of a death by its label, which the writer knew of a few days too soon, they are no sign.
    let is_close = |death: &Stated<'_>| (1..=CLOSE).contains(&(death.first - aware.last).num_days());
    let dies_close = subject.stated("date-of-incident").is_empty()
        && subject.stated("date-of-death").iter().any(is_close)
        && told::harms(subject).iter().all(|harm| harm.day > aware.last);
    let is_told = || subject.dates_in("circumstances").any(|dated| is_before(dated) && !is_own(dated));
    if !dies_close && is_told() {
        return None;
    }
    let stated: Vec<Stated<'_>> =
        ["date-of-incident", "date-of-death"].iter().flat_map(|id| subject.stated(id)).collect();
    let stated = stated.iter().map(|day| (day.first, subject.field_place(day.field)));
    let told = told::deaths(subject).iter().chain(told::incidents(subject)).chain(told::harms(subject));
    let told = told.map(|told| (told.day, subject.document.place(told.piece)));
    // Where nothing that was told is known for harm, the account begins with it.
    let of_account = || {
        let days = subject
            .dates_in("circumstances")
            .filter(|dated| dated.reading.year != Year::Absent && !is_own(dated));
        let days = days.filter_map(|dated| Some((dated.reading.day()?, subject.document.place(dated.piece))));
        days.min_by_key(|(day, _)| *day)
    };
    let (day, place) = stated.chain(told).min_by_key(|(day, _)| *day).or_else(of_account)?;
    if !(1..=NEAR).contains(&(day - aware.last).num_days()) {
        return None;
    }
    let message = format!(
        "becoming aware ({}) comes before the first harm that is told of ({}); one of the two dates may be another, or \
         something was known before",
        aware.in_words(),
        in_words(day)
    );
    let finding = RULE.at(subject.field_place(aware.field), message).about("date-aware");
    Some(finding.weighing(Severity::Information).with_related(place, "the harm here"))
}

/// Harm to a child, who is named, on a day before that on which it was born: "Born 12 April … On 2 April Noah was taken to
/// hospital".
fn harmed_before_birth(subject: &Subject<'_>) -> Option<Finding> {
    /// Days between the two; further apart, the year of one is wrong, which is for the age to show.
    const NEAR: i64 = 366;
    let stated = subject.stated("date-of-birth");
    if stated.iter().any(|birth| is_expected(subject, birth.field)) {
        return None;
    }
    let stated = stated.iter().map(|birth| (birth.first, subject.field_place(birth.field)));
    let told =
        told::births_of_somebody(subject).iter().map(|told| (told.day, subject.document.place(told.piece)));
    let births: Vec<(NaiveDate, Place)> = stated.chain(told).collect();
    let first = births.iter().min_by_key(|(day, _)| *day)?;
    let is_early = |day: NaiveDate| (1..=NEAR).contains(&(first.0 - day).num_days());
    let incidents = subject.stated("date-of-incident");
    // With a label for both days there has been no need to look here.
    let stated = incidents
        .iter()
        .filter(|day| day.first == day.last)
        .map(|day| (day.last, subject.field_place(day.field)));
    let harms = told::harms(subject)
        .iter()
        .filter(|harm| is_early(harm.day) && told::names_the_one(subject, harm.piece));
    let told = told::incidents(subject).iter().chain(harms);
    let told = told.map(|told| (told.day, subject.document.place(told.piece)));
    let harm = stated.chain(told).find(|(day, _)| is_early(*day))?;
    let message = in_wrong_order(("the harm", in_words(harm.0)), ("the birth", in_words(first.0)));
    let finding = RULE.at(harm.1, message).about("date-of-birth");
    Some(finding.with_related(first.1, "the birth here"))
}

/// A death that is told of as the end of what went before in its paragraph, and by its day came before that: "On 12 February
/// he put her into scalding water. … She was taken to hospital, where she died of the burns on 3 February."
fn died_before_the_harm(subject: &Subject<'_>) -> Option<Finding> {
    /// Days between the two; further apart, they are of two things.
    const NEAR: i64 = 62;
    /// Bytes of a paragraph before its first day.
    const BEGINNING: u32 = 20;
    let mut deaths = told::deaths(subject).iter().filter(|death| told::dies_of_it(subject, death.piece));
    deaths.find_map(|death| {
        // The account of what led to it begins with its day.
        let is_above =
            |dated: &&Dated| dated.piece.block == death.piece.block && dated.piece.start < death.piece.start;
        let first = subject.dates.iter().find(is_above)?;
        let day = first.reading.day().filter(|_| first.reading.year != Year::Absent)?;
        let is_after = (1..=NEAR).contains(&(day - death.day).num_days());
        let begins = first.piece.start <= BEGINNING;
        if !is_after
            || !begins
            || !told::is_told_as_past(subject, first.piece)
            || told::hears(subject, first.piece)
        {
            return None;
        }
        let message = in_wrong_order(("the death", in_words(death.day)), ("what led to it", in_words(day)));
        let finding = RULE.at(subject.document.place(death.piece), message).about("date-of-death");
        Some(finding.with_related(subject.document.place(first.piece), "what led to it here"))
    })
}

/// "We were told on 8 June that he had died", of somebody of whose death on 16 June the text tells.
fn death_heard_of_before(subject: &Subject<'_>) -> Option<Finding> {
    /// Days between the two; further apart, they are of two people.
    const NEAR: i64 = 62;
    let aware = aware_on_one_day(subject)?;
    let mut deaths = told::deaths(subject).to_vec();
    // By a label it may be the harm that was known, and the death came later.
    let label = aware.field.label.map_or("", |label| subject.document.source_at(label)).to_lowercase();
    // A label is read with its value alone: the line above may be the date of death.
    // "I became aware of Ms Example's death on 11 September" is a sentence.
    let is_apart = aware.field.label.zip(aware.field.value).is_some_and(|(label, value)| {
        let between = Place { start: label.end, end: value.start, ..label };
        label.block == value.block
            && label.end < value.start
            && subject.document.source_at(between).contains(char::is_alphabetic)
    });
    let speaks_of_it = || match aware.field.label {
        Some(_) if !is_apart => told::speaks_of_a_death(&aware.field.text.to_lowercase()),
        _ => told::mentions_a_death(subject, subject.field_place(aware.field)),
    };
    if !label.contains("death") && !speaks_of_it() {
        deaths.retain(|told| told::is_found_dead(subject, told.piece));
        if deaths.is_empty() {
            return None;
        }
    }
    let stated = subject.stated("date-of-death");
    let death = deaths.iter().map(|told| (told.day, subject.document.place(told.piece)));
    let stated = stated.iter().map(|death| (death.first, subject.field_place(death.field)));
    let mut later =
        death.chain(stated).filter(|(day, _)| (1..=NEAR).contains(&(*day - aware.last).num_days()));
    let (day, place) = later.next()?;
    let message = in_wrong_order(("becoming aware", aware.in_words()), ("the death", in_words(day)));
    let finding = RULE.at(subject.field_place(aware.field), message).about("date-aware");
    Some(finding.with_related(place, "the death here"))
}

/// Something that the text tells of as past, on a day after that of the referral: a letter of 19 June in which "he died on
/// 21 June 2015".
fn told_after_the_referral(subject: &Subject<'_>) -> Option<Finding> {
    /// Days after the referral up to which it is a slip of the order; a day further ahead is one of the year.
    const NEAR: i64 = 366;
    if subject.draft {
        return None;
    }
    let stated = subject.stated("date-of-referral");
    let referred = stated.first().filter(|_| {
        stated
            .iter()
            .all(|day| day.first == day.last && Some(day.last) == stated.first().map(|first| first.last))
    })?;
    let last = referred.last;
    // What lies ahead of today is for `future-date`.
    let is_after = |day: NaiveDate| (1..=NEAR).contains(&(day - last).num_days()) && day <= subject.today;
    let death =
        told::deaths(subject).iter().find(|told| is_after(told.day)).map(|told| (told.day, told.piece));
    let other = || {
        subject.dates_where(|glance| glance.last_day.is_some_and(|day| day > last)).flatten().find_map(
            |dated| {
                let day = dated.reading.day().filter(|day| is_after(*day))?;
                told::is_told_as_past(subject, dated.piece).then_some((day, dated.piece))
            },
        )
    };
    let (day, piece) = death.or_else(other)?;
    let message = in_wrong_order(("the referral", referred.in_words()), ("what it tells of", in_words(day)));
    let finding = RULE.at(subject.document.place(piece), message).about("date-of-referral");
    Some(finding.with_related(subject.field_place(referred.field), "the referral here"))
}

/// Where the writer heard "about it", in a sentence of its own, before the day on which the sentence above says that it
/// happened: "On 12 March she fell. I first heard about it on 6 March."
fn heard_before_it_happened(subject: &Subject<'_>) -> Option<Finding> {
    /// Sentences between the two.
    const SENTENCES: usize = 6;
    /// Days by which the two may be apart: further apart, they are of two things. Source: our own reading of referrals.
    const NEAR: i64 = 31;
    let whole = |dated: &&Dated| dated.reading.year != Year::Absent;
    let all: Vec<&Dated> = subject.dates_where(|glance| glance.hearing).flatten().collect();
    let reported = all.windows(2).find_map(|pair| reported_before(subject, pair));
    if reported.is_some() {
        return reported;
    }
    let dates: Vec<&Dated> = all.into_iter().filter(whole).collect();
    // "I became aware of the incident on 3 May" may be a paragraph of its own.
    for heard in dates.iter().copied().filter(|heard| hears_of_the_incident(subject, heard)) {
        let above = heard.piece.block.checked_sub(1);
        let mut told = subject.dates.iter().filter(|dated| Some(dated.piece.block) == above);
        let (Some(happened), None) = (told.next(), told.next()) else { continue };
        let (Some(early), Some(late)) = (heard.reading.day(), happened.reading.day()) else { continue };
        if whole(&happened) && (1..=NEAR).contains(&(late - early).num_days()) {
            return Some(heard_too_early(subject, (happened, late), (heard, early)));
        }
    }
    let by_name = dates.iter().find_map(|heard| heard_of_by_name(subject, heard));
    if by_name.is_some() {
        return by_name;
    }
    for pair in dates.windows(2) {
        let &[happened, heard] = pair else { continue };
        let (Some(early), Some(late)) = (heard.reading.day(), happened.reading.day()) else { continue };
        let gap = (late - early).num_days();
        if !(1..=NEAR).contains(&gap) || happened.piece.block != heard.piece.block {
            continue;
        }
        let between =
            subject.document.text(Piece { start: happened.piece.end, end: heard.piece.start, ..heard.piece });
        let Some((before, after)) = between.rsplit_once(". ") else { continue };
        let lower = after.to_lowercase();
        let is_own =
            ["i ", "we ", "my ", "our "].iter().any(|word| lower.starts_with(word)) || becomes_aware(&lower);
        // Whatever else was told in between may be what "it" is.
        let behind = subject.document.block(heard.piece.block).map_or("", |block| block.plain.text());
        let behind = behind.get(heard.piece.end as usize..).unwrap_or("");
        if !told::may_hear(&lower)
            || !is_own
            || before.matches(". ").count() > SENTENCES
            || told::hears_of_more(&lower, behind)
        {
            continue;
        }
        return Some(heard_too_early(subject, (happened, late), (heard, early)));
    }
    None
}

/// "On 18 May she took an overdose. … I first heard of the overdose on 11 May", however far apart.
fn heard_of_by_name(subject: &Subject<'_>, heard: &Dated) -> Option<Finding> {
    /// Days by which the two may be apart.
    const NEAR: i64 = 31;
    let before =
        subject.document.text(Piece { start: 0, end: heard.piece.start, ..heard.piece }).to_lowercase();
    let own = before.rsplit(". ").next().unwrap_or("");
    let is_own = ["i ", "we ", "my ", "our "].iter().any(|word| own.trim_start().starts_with(word));
    let event = told::event_heard_of(own).filter(|_| is_own)?;
    let early = heard.reading.day()?;
    let harm = told::harms(subject).iter().find(|harm| {
        harm.piece.block < heard.piece.block
            && (1..=NEAR).contains(&(harm.day - early).num_days())
            && told::has_word(subject, harm.piece, if event == "fall" { "fell" } else { event })
    })?;
    let message = in_wrong_order(("becoming aware", in_words(early)), ("the incident", in_words(harm.day)));
    let finding = RULE.at(subject.document.place(heard.piece), message).about("date-aware");
    Some(finding.with_related(subject.document.place(harm.piece), "the incident here"))
}

/// "I became aware of the incident on 3 May", at the beginning of a paragraph.
fn hears_of_the_incident(subject: &Subject<'_>, heard: &Dated) -> bool {
    const OF_IT: &[&str] = &[
        "aware of the incident",
        "aware of this",
        "found out about this",
        "found out about it",
        "heard about this",
        "heard of this",
        "told of this",
        "told about this",
        "learned of this",
        "learnt of this",
    ];
    let before = subject.document.text(Piece { start: 0, end: heard.piece.start, ..heard.piece });
    let before = before.trim_end().to_lowercase();
    let opens = ["i ", "we ", "my ", "our "].iter().any(|own| before.starts_with(own));
    opens && !before.contains(". ") && OF_IT.iter().any(|words| before.contains(words))
}

/// "The service became aware", "this agency was made aware".
fn becomes_aware(sentence: &str) -> bool {
    /// Words of whoever became aware.
    const WHO: usize = 5;
    let aware = [" became aware", " was made aware", " were made aware"].iter();
    let at = aware.filter_map(|aware| sentence.find(aware)).min();
    let who = at.and_then(|at| sentence.get(..at)).unwrap_or("");
    (who.starts_with("the ") || who.starts_with("this ")) && who.split_whitespace().count() <= WHO
}

/// "The fall of 12 May was first reported to me on 2 May 2017."
fn reported_before(subject: &Subject<'_>, pair: &[&Dated]) -> Option<Finding> {
    /// Days by which the two may be apart.
    const NEAR: i64 = 31;
    let &[happened, heard] = pair else { return None };
    if happened.piece.block != heard.piece.block || heard.reading.year == Year::Absent {
        return None;
    }
    let day = heard.reading.day()?;
    let late = match happened.reading.year {
        Year::Absent => happened.reading.stated_day_in(day.year())?,
        _ => happened.reading.day()?,
    };
    let between =
        subject.document.text(Piece { start: happened.piece.end, end: heard.piece.start, ..heard.piece });
    let before = subject.document.text(Piece { start: 0, end: happened.piece.start, ..heard.piece });
    let is_reported = before.trim_end().ends_with(" of")
        && between.trim_start().starts_with("was ")
        && !between.contains(". ")
        && told::may_hear(&between.to_lowercase());
    let is_before = (1..=NEAR).contains(&(late - day).num_days());
    (is_reported && is_before).then(|| heard_too_early(subject, (happened, late), (heard, day)))
}

/// What is said of a day on which the writer heard of what happened on a later one.
fn heard_too_early(
    subject: &Subject<'_>,
    (happened, late): (&Dated, NaiveDate),
    (heard, early): (&Dated, NaiveDate),
) -> Finding {
    let message = in_wrong_order(("becoming aware", in_words(early)), ("the incident", in_words(late)));
    let finding = RULE.at(subject.document.place(heard.piece), message).about("date-aware");
    finding.with_related(subject.document.place(happened.piece), "the incident here")
}

/// The links of one chain that are broken for subject number `number`, each on the later date. A date is held against
/// the nearest before it that it breaks with, and not at all where one in between is already found to be wrong.
fn broken(
    subject: &Subject<'_>,
    chain: &[(&str, &str)],
    links: &[BySubject<'_>],
    number: u16,
) -> Vec<Finding> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut findings = Vec::new();
    for (later, late) in links.iter().map(|link| of(link, number)).enumerate() {
        for (earlier, early) in links.iter().map(|link| of(link, number)).enumerate().take(later).rev() {
            let (Some(before), Some(after)) = (early.first(), late.first()) else { continue };
            let explained = found.iter().any(|(from, to)| *from == earlier && *to < later);
            // At every reading of both: the last day of the one lies before the first day of the other.
            let first = early.iter().map(|stated| stated.first).min();
            let last = late.iter().map(|stated| stated.last).max();
            if last >= first || explained {
                continue;
            }
            found.push((earlier, later));
            let (_, early_name) = chain.get(earlier).copied().unwrap_or_default();
            let (id, late_name) = chain.get(later).copied().unwrap_or_default();
            let message = in_wrong_order((late_name, after.in_words()), (early_name, before.in_words()));
            let finding = RULE.at(subject.field_place(after.field), message).about(id);
            findings
                .push(finding.with_related(subject.field_place(before.field), &format!("{early_name} here")));
            break;
        }
    }
    findings
}

/// The readings of a date; "Date of birth/EDD" may hold a day on which a child was expected, which is none.
fn readings<'s>(subject: &'s Subject<'_>, id: &str) -> BySubject<'s> {
    let mut readings = subject.stated_by_subject(id);
    // "I was told on …" may be about something else.
    let is_guess = |stated: &Stated<'_>| id == "date-aware" && stated.field.label.is_none();
    readings.retain(|_, stated| !stated.iter().any(is_guess));
    if id == "date-of-birth" {
        readings.retain(|_, stated| !stated.iter().any(|stated| is_expected(subject, stated.field)));
    }
    readings
}

/// True where a field may hold the day on which a birth is expected.
pub(super) fn is_expected(subject: &Subject<'_>, field: &Field) -> bool {
    let label = field.label.map_or("", |label| subject.document.source_at(label)).to_lowercase();
    let is_word = |text: &str, wanted: &str| {
        text.split(|char: char| !char.is_alphanumeric()).any(|word| word == wanted)
    };
    let value = field.text.to_lowercase();
    ["edd", "due", "expected", "unborn"].iter().any(|word| is_word(&label, word) || is_word(&value, word))
}

#[cfg(test)]
mod tests;
