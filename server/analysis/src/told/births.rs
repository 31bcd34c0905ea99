//! Births that a text tells of, whoever they are of.

use std::cell::LazyCell;

use super::names::{self, Names};
use super::{Around, BORN, OTHERS, Told, births, of_birth, told};
use crate::subject::Subject;

/// The days on which "she was born", or of "his date of birth", whoever that is; nobody else is likely to be born within a
/// month of the one referred, or on the same day of another year.
pub(crate) fn births_of_somebody<'s>(subject: &'s Subject<'_>) -> &'s [Told] {
    subject.tellings.births_of_somebody.get_or_init(|| {
        const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr"];
        const SOMEBODY: &[&str] = &["she was born", "he was born", "she was born on", "he was born on"];
        const THEIRS: &[&str] =
            &["date of birth is", "date of birth was", "date of birth", "dob is", "dob was", "dob", "d.o.b."];
        let names = LazyCell::new(|| Names::known(subject).with_titles());
        let is_born = |around: &Around| {
            let before = around.lower.trim();
            let theirs = THEIRS.iter().find_map(|words| before.strip_suffix(*words));
            let is_theirs = theirs.is_some_and(|before| {
                ["her", "his", "their"].iter().any(|whose| before.trim_end().ends_with(whose))
                    && !OTHERS.iter().any(|other| before.contains(other))
            });
            // "Born at term at Eastmoor Hospital on", as a report begins.
            let begins = before.starts_with("born ") && before.ends_with(" on") && !before.contains(',');
            // "Mrs Example is female and Methodist, was born on"
            let titles = || before.split_whitespace().filter(|word| TITLES.contains(word)).count();
            let goes_on = ["was born on", "the date of birth", "a date of birth of"]
                .iter()
                .any(|born| before.ends_with(born))
                && !OTHERS.iter().any(|other| before.contains(other))
                && match titles() {
                    0 => true,
                    // "For your records, Mrs Example is female, was born on"
                    1 => names.begin(&around.before) || names.are_in(&around.before),
                    _ => names.begin(&around.before),
                };
            // "telephoned for his records (d.o.b."
            let in_brackets = ["(d.o.b.", "(dob", "(born", "(date of birth"]
                .iter()
                .any(|open| before.trim_end_matches(':').ends_with(open))
                && !OTHERS.iter().any(|other| before.contains(other));
            // "A boy like K that cannot speak, born …", and not "…, born …, is her cousin".
            let rest = around.after.split('.').next().unwrap_or("");
            let of_another = |text: &str| {
                let mut words = text.split(|char: char| !char.is_alphanumeric());
                words.any(|word| OTHERS.contains(&word) || TITLES.contains(&word))
            };
            let anywhere =
                BORN.iter().any(|born| before.ends_with(born)) && !of_another(before) && !of_another(rest);
            // "Patient: Miss N. B. Female, D.o.B."
            let is_headed = ["patient", "re:", "subject", "client", "resident", "tenant", "pt:"]
                .iter()
                .any(|head| before.starts_with(head));
            let headed = is_headed && BORN.iter().any(|born| before.ends_with(born)) && titles() < 2;
            anywhere
                || headed
                || SOMEBODY.contains(&before)
                || in_brackets
                || goes_on
                || is_theirs
                || begins && !OTHERS.iter().any(|other| before.contains(other))
        };
        let mut found = births(subject).to_vec();
        found.extend(told(subject, |glance| glance.birth, of_birth(subject), |_, around| is_born(around)));
        found
    })
}

/// The days on which anybody is said to be born who is not said to be a relative. Two of them with the same day and month,
/// or with the same year and month, are hardly of two people.
pub(crate) fn births_of_anybody(subject: &Subject<'_>) -> Vec<Told> {
    /// Words between "born" and the day, and before "born".
    const BEHIND: usize = 5;
    const BEFORE: usize = 8;
    const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr"];
    let is_born = |around: &Around| {
        let words: Vec<&str> = around
            .lower
            .split(|char: char| !char.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let at = words.iter().rposition(|word| *word == "born");
        at.is_some_and(|at| {
            let near = words.get(at.saturating_sub(BEFORE)..).unwrap_or_default();
            let is_day = words.last().is_some_and(|last| matches!(*last, "born" | "on"));
            // "…, born 21 April 2009, is her cousin"
            let rest = around.after.split('.').next().unwrap_or("");
            let is_relative =
                || rest.split(|char: char| !char.is_alphanumeric()).any(|word| OTHERS.contains(&word));
            // Of "Mrs Example" the name says whether it is she.
            let is_titled = || near.iter().any(|word| TITLES.contains(word));
            words.len() - at <= BEHIND
                && is_day
                && !near.iter().any(|word| OTHERS.contains(word))
                && !is_relative()
                && !is_titled()
        })
    };
    told(subject, |glance| glance.birth, of_birth(subject), |_, around| is_born(around))
}

/// The days on which the one referred is said to be born, called by both names, or "Mr Example", where nobody of another
/// title has the same name.
pub(crate) fn births_of_the_named(subject: &Subject<'_>) -> Vec<Told> {
    // Most referrals tell of nobody's birth so.
    let names = LazyCell::new(|| Names::known(subject));
    let lasts = LazyCell::new(|| names.lasts());
    let called = |around: &Around| {
        let born = BORN.iter().find_map(|born| around.lower.strip_suffix(*born))?;
        let called = around.before.get(..born.len())?;
        Some(called.trim_end_matches([' ', ',', '(', '-', '–', '—']).to_owned())
    };
    let titled = |before: &str| {
        let (head, last) = before.rsplit_once(' ')?;
        let title = head.rsplit(' ').next().filter(|title| names::PLAIN_TITLES.contains(title))?;
        lasts.iter().any(|own| own == last).then(|| (title.to_owned(), last.to_owned()))
    };
    let is_alone = |(title, last): &(String, String)| {
        let others = names::PLAIN_TITLES.iter().filter(|other| *other != title);
        let others: Vec<String> = others.map(|other| format!("{other} {last}")).collect();
        subject
            .document
            .blocks()
            .iter()
            .all(|block| !others.iter().any(|other| block.plain.text().contains(other)))
    };
    told(
        subject,
        |glance| glance.birth,
        of_birth(subject),
        |_, around| {
            called(around).is_some_and(|called| {
                names.end_whole(&called) || titled(&called).is_some_and(|name| is_alone(&name))
            })
        },
    )
}
