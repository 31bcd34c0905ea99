#![doc = include_str!("age_out_of_range.md")]

use chrono::NaiveDate;

use super::date_order::is_expected;
use super::{Check, Rule};
use crate::argument;
use crate::claims::Target;
use crate::date::{Role, Year};
use crate::finding::{Finding, Severity};
use crate::outline::Fill;
use crate::passage::Passage;
use crate::place::{Place, holds};
use crate::schema::AgeRange;
use crate::stated::{self, Stated, of};
use crate::subject::{Dated, Subject};
use crate::told;

pub(super) const RULE: Rule = Rule {
    code: "age-out-of-range",
    page: include_str!("age_out_of_range.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(range) = &subject.schema.age else { return Vec::new() };
    let births = subject.stated_by_subject("date-of-birth");
    let incidents = subject.stated_by_subject("date-of-incident");
    let mut findings: Vec<Finding> = Vec::new();
    for number in 1..=subject.last_subject() {
        let finding = judged(subject, range, of(&births, number), of(&incidents, number));
        // What is said of all subjects is reported once.
        findings.extend(finding.filter(|finding| findings.iter().all(|other| other.place != finding.place)));
    }
    if findings.is_empty() && subject.last_subject() == 1 && (incidents.is_empty() || births.is_empty()) {
        findings.extend(judged_by_what_is_told(subject, range));
    }
    findings
}

/// Days before the referral within which harm that is told of is what is referred. Source: our own reading of referrals.
const RECENT: i64 = 366;

/// The age at the death or the incident that the text tells of, where no date of an incident is given; and for a kind with
/// a least age, at the referral.
fn judged_by_what_is_told(subject: &Subject<'_>, range: &AgeRange) -> Option<Finding> {
    let stated = subject.stated("date-of-birth");
    if stated.iter().any(|birth| is_expected(subject, birth.field)) {
        return None;
    }
    // A year of two digits may be of the century before: that makes nobody younger.
    let is_short = |dated: &Dated| matches!(dated.reading.year, Year::TwoDigit(_));
    let told = told::births(subject).iter();
    let told_short =
        told.flat_map(|told| subject.dates.iter().filter(|dated| dated.piece == told.piece)).any(is_short);
    let may_be_older = stated.iter().any(may_be_older) || stated.is_empty() && told_short;
    let mut births: Vec<(NaiveDate, Place)> = match stated.first() {
        Some(first) if first.first == first.last => vec![(first.first, subject.field_place(first.field))],
        Some(_) => Vec::new(),
        None => {
            let own = told::births(subject);
            // "Her date of birth is …", where nobody else's is given.
            let told = if own.is_empty() { told::births_of_somebody(subject) } else { own }.iter();
            told.map(|told| (told.day, subject.document.place(told.piece))).collect()
        }
    };
    births.dedup_by_key(|(day, _)| *day);
    let [(birth, place)] = births.as_slice() else { return None };
    let told = told::deaths(subject).iter().chain(told::incidents(subject));
    let account = subject.passage("circumstances");
    // In a letter all is the account.
    let has_account = subject.section_fill("circumstances").is_some();
    let is_told = |piece| account.contains(piece) || !has_account && holds(&subject.outline.loose, piece);
    let in_account = subject.dates.iter().filter(|dated| is_told(dated.piece));
    let in_account = in_account.filter_map(|dated| {
        let day = dated.reading.resolve_for(Role::Event)?.earliest;
        (day > *birth).then(|| (day, subject.document.place(dated.piece), "the first date of what happened"))
    });
    let first_told = in_account.min_by_key(|(day, ..)| *day);
    let mut events: Vec<(NaiveDate, Place, &str)> = told
        .map(|told| (told.day, subject.document.place(told.piece), "what happened"))
        .chain(
            subject
                .stated("date-of-death")
                .iter()
                .map(|death| (death.last, subject.field_place(death.field), "the death")),
        )
        .chain(
            subject
                .stated("date-of-incident")
                .iter()
                .map(|incident| (incident.last, subject.field_place(incident.field), "the incident")),
        )
        .filter(|(day, ..)| *day <= subject.today)
        .collect();
    events.sort_by_key(|(day, ..)| *day);
    let harms = told::harms(subject).iter().filter(|_| events.is_empty());
    let harms: Vec<(NaiveDate, Place, &str)> =
        harms.map(|told| (told.day, subject.document.place(told.piece), "what happened")).collect();
    let first = events.first().or(harms.iter().min_by_key(|(day, ..)| *day)).copied().or(first_told);
    // Where nothing is dated, what was heard of may have been before.
    let aware = subject
        .stated("date-aware")
        .first()
        .map(|aware| (aware.first, subject.field_place(aware.field), "becoming aware"));
    let is_of_awareness = first.is_none() && aware.is_some();
    let first = first.or(aware);
    let referred = subject
        .stated("date-of-referral")
        .first()
        .map(|stated| (stated.last, subject.field_place(stated.field), "the referral"));
    let is_outside = |day: NaiveDate, old: bool| {
        let age = day.years_since(*birth)?;
        let outside = if old {
            is_too_old(subject, range, age)
        } else {
            range.min.is_some_and(|min| age < u32::from(min))
        };
        outside.then_some(age)
    };
    let too_old = first.and_then(|event| Some((event, is_outside(event.0, true)?)));
    let too_young = || {
        if may_be_older {
            return None;
        }
        // An old injury may have been in childhood.
        let recent = harms.iter().max_by_key(|(day, ..)| *day).copied().filter(|(day, ..)| {
            referred.is_some_and(|(referred, ..)| (referred - *day).num_days() <= RECENT)
        });
        let last = events.last().copied().or(recent).or(referred)?;
        Some((last, is_outside(last.0, false)?))
    };
    let ((day, at, name), age) = too_old.or_else(too_young)?;
    let event = format!("{name} ({})", stated::in_words(day));
    let finding = at_birth(range, *place, &stated::in_words(*birth), &age.to_string(), &event);
    let finding = weighed(subject, range, age, finding).with_related(at, name);
    Some(if is_of_awareness { finding.weighing(Severity::Information) } else { finding })
}

/// What is said of one subject's birth where at every reading of both dates the age lies outside `range`.
fn judged(
    subject: &Subject<'_>,
    range: &AgeRange,
    births: &[Stated<'_>],
    incidents: &[Stated<'_>],
) -> Option<Finding> {
    let birth = births.first()?;
    if births.iter().any(|birth| is_expected(subject, birth.field)) {
        return None;
    }
    let Some(incident) = incidents.first() else { return judged_by_account(subject, range, births) };
    // Years are whole ones. Where the incident may come before the birth there is no youngest age, and where it must,
    // no age at all: the order of the dates has a rule of its own.
    let oldest =
        incidents.iter().map(|day| day.last).max()?.years_since(births.iter().map(|day| day.first).min()?)?;
    let first = incidents.iter().map(|day| day.first).min()?;
    let youngest = first.years_since(births.iter().map(|day| day.last).max()?);
    let too_young =
        range.min.is_some_and(|min| oldest < u32::from(min)) && !births.iter().any(|day| may_be_older(day));
    let too_old = youngest.is_some_and(|youngest| is_too_old(subject, range, youngest));
    if !too_young && !too_old {
        return None;
    }
    let age = match youngest {
        Some(youngest) if youngest < oldest => format!("{youngest} to {oldest}"),
        _ => oldest.to_string(),
    };
    let at = format!("the incident ({})", incident.in_words());
    let finding = finding(subject, range, birth, &age, &at);
    let finding = weighed(subject, range, oldest, finding);
    Some(finding.with_related(subject.field_place(incident.field), "the incident here"))
}

/// The same where no date of an incident is given: too old already on the first day of which *Circumstances* tells.
fn judged_by_account(subject: &Subject<'_>, range: &AgeRange, births: &[Stated<'_>]) -> Option<Finding> {
    let account = subject.passage("circumstances");
    let told = subject.dates.iter().filter(|dated| account.contains(dated.piece));
    let days = told.filter_map(|dated| Some((dated.reading.resolve_for(Role::Event)?.earliest, dated.piece)));
    let (first, piece) = days.min()?;
    let age = first.years_since(births.iter().map(|day| day.last).max()?)?;
    if !is_too_old(subject, range, age) {
        return None;
    }
    let at = format!("the first date of what happened ({})", stated::in_words(first));
    let finding = finding(subject, range, births.first()?, &age.to_string(), &at);
    Some(
        weighed(subject, range, age, finding)
            .with_related(subject.document.place(piece), "the first date here"),
    )
}

/// True where `age` is above the oldest, and, if the text speaks of older people, above theirs or beside a criterion that is
/// not for them, or beside a basis that says neither that nor another reason.
fn is_too_old(subject: &Subject<'_>, range: &AgeRange, age: u32) -> bool {
    if range.max.is_none_or(|max| age <= u32::from(max)) {
        return false;
    }
    let of_wider = range.wider.as_ref().is_some_and(|wider| age <= u32::from(wider.max));
    let rests_on_criterion = || {
        let is_criterion = |target: Target| {
            target == Target::Criteria
                || argument::statutory(subject, target).is_some_and(|route| route.kind.is_criterion())
        };
        argument::chosen(subject).iter().any(|chosen| is_criterion(chosen.target))
    };
    // Nor is it said there that it is for another reason.
    let says_nothing = || {
        /// Words of a referral that is more than begun. Source: our own reading of referrals.
        const WHOLE: usize = 150;
        let whole = Passage::new(subject.document, subject.outline.in_scope.iter().copied());
        subject.basis.reading.claims.is_empty()
            && subject.rationale.reading.claims.is_empty()
            && (subject.section_fill("basis") == Some(Fill::Text) || whole.has_words(WHOLE))
    };
    !of_wider || !names_wider_age(subject) || rests_on_criterion() || says_nothing()
}

/// The same as information, where the text speaks of older people of this `age`: what is notified of them may be meant,
/// though the criterion is for others.
fn weighed(subject: &Subject<'_>, range: &AgeRange, age: u32, finding: Finding) -> Finding {
    let wider = range.wider.as_ref().filter(|wider| age <= u32::from(wider.max));
    let Some(wider) = wider.filter(|_| names_wider_age(subject)) else { return finding };
    let note = format!(
        "{} aged {} or younger may be notified; the criteria are for {}",
        wider.who,
        wider.max,
        ages_in_words(range)
    );
    finding.weighing(Severity::Information).with_note(note)
}

/// True where anything in the document, a label or a front matter value included, speaks of the older people.
fn names_wider_age(subject: &Subject<'_>) -> bool {
    let text = Passage::new(subject.document, subject.outline.in_scope.iter().copied());
    let mut values = subject.document.front_matter().entries().iter().map(|entry| entry.value.as_str());
    subject.vocabulary.names_wider_age(text.text())
        || values.any(|value| subject.vocabulary.names_wider_age(value))
}

fn finding(subject: &Subject<'_>, range: &AgeRange, birth: &Stated<'_>, age: &str, at: &str) -> Finding {
    at_birth(range, subject.field_place(birth.field), &birth.in_words(), age, at)
}

fn at_birth(range: &AgeRange, place: Place, birth: &str, age: &str, at: &str) -> Finding {
    let message = format!(
        "born on {birth} and so aged {age} at {at}; this kind of referral is for {}; one of the dates may be another, or \
         another kind of review may be meant",
        in_words(range)
    );
    let severity = if range.confirmed { Severity::Warning } else { Severity::Information };
    RULE.at(place, message).about("date-of-birth").weighing(severity)
}

/// True where a year of two digits was read in this century, and the birth may lie in the one before.
fn may_be_older(birth: &Stated<'_>) -> bool {
    birth.field.date.readings().iter().any(|reading| matches!(reading.year, Year::TwoDigit(_)))
}

/// "someone aged 17 or younger, or a care leaver aged 24 or younger"
fn in_words(range: &AgeRange) -> String {
    let wider = range.wider.as_ref();
    let wider = wider.map(|wider| format!(", or {} aged {} or younger", wider.who, wider.max));
    ages_in_words(range) + wider.as_deref().unwrap_or("")
}

fn ages_in_words(range: &AgeRange) -> String {
    match (range.min.filter(|min| *min > 0), range.max) {
        (Some(min), Some(max)) => format!("someone aged {min} to {max}"),
        (Some(min), None) => format!("someone aged {min} or older"),
        (None, Some(max)) => format!("someone aged {max} or younger"),
        (None, None) => "someone of any age".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::RULE;

    #[test]
    fn an_age_outside_the_range_is_reported_on_the_birth() {
        check_rule(
            &RULE,
            r"
DOB: 14/02/90
     ^^^^^^^^ warning age-out-of-range: born on 14 February 1990 and so aged 25 at the incident (3 March 2015); this kind of referral is for someone aged 17 or younger
Date of incident: 3/3/15
",
        );
    }

    #[test]
    fn a_span_of_ages_is_named_with_both_ends() {
        check_rule(
            &RULE,
            r"
Date of birth: March 1990
               ^^^^^^^^^^ warning age-out-of-range: born on 1 March 1990 to 31 March 1990 and so aged 24 to 25 at the incident (15 March 2015)
Date of incident: 15 March 2015
",
        );
    }

    #[test]
    fn without_an_incident_the_first_date_of_what_happened_counts() {
        check_rule(
            &RULE,
            r"
Date of birth: 17 August 1994. White British. Came to us in January.
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning age-out-of-range: born on 17 August 1994 and so aged 20 at the first date of what happened (14 November 2014)
## Circumstances
She was found on 14 November 2014, and died on 17 November 2014.
",
        );
        check_rule(
            &RULE,
            r"
Date of birth: 17 August 1997
## Circumstances
She was hurt on 14 November 2014, and told us in May 2017.
",
        );
    }

    #[test]
    fn each_of_several_subjects_is_judged() {
        check_rule(
            &RULE,
            r"
Date of incident: 3 March 2015

## Subject details

Name: Child A
Date of birth: 3 March 2011

## Subject details

Name: Child B
Date of birth: 4 April 1994
               ^^^^^^^^^^^^ warning age-out-of-range: born on 4 April 1994 and so aged 20 at the incident (3 March 2015)
",
        );
    }

    #[test]
    fn an_adult_board_asks_for_adults_and_may_only_recall_the_age() {
        check_rule(
            &RULE,
            r"
---
schema: harbour
date-of-birth: 2001-03-03
               ^^^^^^^^^^ information age-out-of-range: born on 3 March 2001 and so aged 14 at the incident (4 March 2015); this kind of referral is for someone aged 18 or older
date-of-incident: 2015-03-04
---
",
        );
        check_rule(
            &RULE,
            r"
---
schema: harbour
date-of-birth: 3/3/15
date-of-incident: 2018-03-04
---
",
        );
    }

    #[test]
    fn older_people_are_taken_in_where_the_text_speaks_of_them() {
        check_rule(
            &RULE,
            r"
---
schema: lcspr
date-of-birth: 2000-03-04
               ^^^^^^^^^^ warning age-out-of-range: born on 4 March 2000 and so aged 19 at the incident (5 March 2019); this kind of referral is for someone aged 17 or younger, or a care leaver aged 24 or younger; one
date-of-incident: 2019-03-05
---
## Circumstances
She lived with her aunt.
",
        );
        for text in [
            "Care leaver: yes",
            "She was a care-leaver and had a flat of her own.",
            "He had been looked after by the council until 2018.",
        ] {
            check_rule(
                &RULE,
                &format!(
                    "---\nschema: lcspr\ndate-of-birth: 2000-03-04\ndate-of-incident: 2019-03-05\n---\n## Circumstances\n{text}\n"
                ),
            );
        }
        check_rule(
            &RULE,
            r"
---
schema: lcspr
date-of-birth: 1990-03-04
               ^^^^^^^^^^ warning age-out-of-range
date-of-incident: 2019-03-05
---
## Circumstances
She was a care leaver.
",
        );
    }

    #[test]
    fn a_birth_after_the_incident_is_a_matter_of_order() {
        check_rule(
            &RULE,
            r"
---
schema: harbour
date-of-birth: 2018-03-03
date-of-incident: 2015-03-04
---
",
        );
    }

    #[test]
    fn what_different_people_write_of_people_of_the_right_age() {
        for text in [
            r"---
date-of-birth: 1997-03-03
date-of-incident: 2015-03-02
---",
            r"DOB: 14/02/98
Date of incident: on or about 14 February 2016",
            r"Date of birth: 1997-03-03
Date of incident: 4 March 2015

## Circumstances

Date of incident: 1 March 2015",
            r"## Subject

Name: Baby Q
Date of birth/EDD: 12/06/2015

Date of incident: 3 March 2015",
            r"## Subject

Name: Child K
Date of birth: 3 March 2015
Date of incident: 3 March 2015",
            r"## Family

| Name | Relationship | Date of birth |
|---|---|---|
| A. Example | mother | 4 April 1985 |

## Subject

Date of birth: 3 March 2011

## Circumstances

Date of incident: between March 2014 and 3 March 2015",
            r"Date of birth: not known, thought to be 40
Date of incident: 3 March 2015",
        ] {
            check_rule(&RULE, text);
        }
    }

    #[test]
    fn the_age_is_taken_at_the_death_that_is_told_of() {
        check_rule(
            &RULE,
            r#"
Name of child: Child K

## Circumstances

Child K, born 14 March 1990, lived in Eastmoor. Child K died on 6 June 2015.
              ^^^^^^^^^^^^^ warning age-out-of-range: born on 14 March 1990 and so aged 25 at what happened (6 June 2015)
"#,
        );
    }

    #[test]
    fn where_nothing_is_dated_the_day_it_was_heard_of_is_information() {
        check_rule(
            &RULE,
            r"
Date of birth: 14 February 1990
               ^^^^^^^^^^^^^^^^ information age-out-of-range: born on 14 February 1990 and so aged 25 at becoming aware (3 March 2015)
Date aware: 3 March 2015

## Circumstances

Jo was hurt at home.
",
        );
    }
}
