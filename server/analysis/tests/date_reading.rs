//! What is read as a date, and how. One table of strings, then what a table cannot say.
//!
//! Holidays and deadlines are tested in `date_holidays.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use chrono::NaiveDate;
use proptest::prelude::*;
use referral_analysis::date::{DateReading, Precision, Role, Value, Year, find_dates, read_value};
use std::fmt::Write as _;

/// One reading in a line: the days it may be (`????` for a year that is not written), what is special about it, and the
/// fault with what may have been meant instead.
fn described(reading: &DateReading) -> String {
    let mut line = match (reading.year, reading.in_year(2016)) {
        (_, None) if reading.fault.is_some() => String::new(),
        (Year::Absent, None) => "????".to_owned(),
        (Year::Absent, Some(span)) if span.earliest == span.latest => {
            span.earliest.format("????-%m-%d").to_string()
        }
        (Year::Absent, Some(span)) => {
            format!("{}..{}", span.earliest.format("????-%m-%d"), span.latest.format("%m-%d"))
        }
        _ => match (reading.earliest().unwrap(), reading.latest().unwrap()) {
            (earliest, latest) if earliest == latest => earliest.to_string(),
            (earliest, latest) => format!("{earliest}..{latest}"),
        },
    };
    match reading.precision {
        Precision::Minute => write!(line, " {}", reading.time.unwrap().format("%H:%M")).unwrap(),
        Precision::Day => {}
        other => line += &format!(" {other:?}").to_lowercase(),
    }
    if let Year::TwoDigit(_) = reading.year {
        line += " yy";
    }
    if let Some(fault) = reading.fault {
        let suggestions: Vec<String> =
            reading.suggestions().iter().map(|date| reading.style.render(*date)).collect();
        write!(line, " {fault}: {}", suggestions.join(", ")).unwrap();
    }
    if reading.weekday_matches() == Some(false) {
        let corrections: Vec<String> =
            reading.weekday_corrections().iter().map(|date| reading.style.render(*date)).collect();
        write!(line, " weekday: {}", corrections.join(", ")).unwrap();
    }
    line.trim().to_owned()
}

/// A text, with the dates in it marked by braces, and what each is, separated by bars.
const TABLE: &str = r#"
== days
{3 March 2015} => 2015-03-03
{3rd March 2015} => 2015-03-03
{3 Mar 2015} => 2015-03-03
{3 MARCH 2015} => 2015-03-03
{3 march 2015} => 2015-03-03
{March 3, 2015} => 2015-03-03
{March 3rd, 2015} => 2015-03-03
{March 3 2015} => 2015-03-03
{Tues 3rd March 2015} => 2015-03-03
{Tuesday, 3 March 2015} => 2015-03-03
{Tuesday the 3rd of March 2015} => 2015-03-03
On the {3rd of March 2015} she was seen. => 2015-03-03
{03/03/2015} => 2015-03-03
{3/3/15} => 2015-03-03 yy
{03.03.15} => 2015-03-03 yy
{03-03-2015} => 2015-03-03
{3.3.2015} => 2015-03-03
{03 / 03 / 2015} => 2015-03-03
{2015-03-03} => 2015-03-03
{2015/03/03} => 2015-03-03
{04/03/2015} => 2015-03-04
{3 Sept 2015} => 2015-09-03
{3 Sep. 2015} => 2015-09-03
{Thurs 3 Sept. 2015} => 2015-09-03
{03-Mar-2015} => 2015-03-03
{03-Mar-15} => 2015-03-03 yy
{3Mar2015} => 2015-03-03
{3March 2015} => 2015-03-03
{3 March '15} => 2015-03-03 yy
{3 Mar 15} => 2015-03-03 yy
Seen {3 March 15}. => 2015-03-03 yy
DOB {14/02/98} => 2098-02-14 yy
dob: {14.2.98} => 2098-02-14 yy
EDD {12/06/15} => 2015-06-12 yy
({3 March 2015}) => 2015-03-03
"{3 March 2015}" => 2015-03-03
He died on {3 March 2015}. => 2015-03-03
{29/02/2016} => 2016-02-29
DOB-{03/03/2015} => 2015-03-03
Born {3 May 2012}, died {4 May 2015}. => 2012-05-03 | 2015-05-04
{03/03/2015}, {04/03/2015} => 2015-03-03 | 2015-03-04
{3 March 2015} and {5 April 2015} => 2015-03-03 | 2015-04-05
the {3rd} and {24th March 2015} => 2015-03-03 | 2015-03-24
Children 2 and {3 March 2015} => 2015-03-03
{Christmas Day 2014} => 2014-12-25
{Boxing Day 2014} => 2014-12-26
{Good Friday 2015} => 2015-04-03
{Easter Monday 2015} => 2015-04-06
== Welsh
{3 Mawrth 2015} => 2015-03-03
{3ydd o Fawrth 2015} => 2015-03-03
{12 Mai 2015} => 2015-05-12
{1 Medi 2014} => 2014-09-01
3 Mai attended => 
Mai 2015 => 
Medi was seen twice => 
{Mehefin 2019} => 2019-06-01..2019-06-30 month
dydd {Llun 2 Mawrth 2015} => 2015-03-02
Dydd {Mawrth, 3ydd o Fawrth 2015} => 2015-03-03
Dydd {Mercher 4 Mawrth 2015} => 2015-03-04
ddydd {Iau 05/03/2015} => 2015-03-05
Dydd {Gwener 6 Mawrth 2015} => 2015-03-06
Dydd {Sadwrn 7fed o Fawrth 2015} => 2015-03-07
Dydd {Sul 8fed o Fawrth 2015} => 2015-03-08
Gwener {6 Mawrth 2015} => 2015-03-06
Llun {3/3/2015} => 2015-03-03
The Sul family, {3 March 2015} => 2015-03-03
== no year
{3 March} => ????-03-03
{3rd March} => ????-03-03
On {3 March} she was seen. => ????-03-03
{03/03} => ????-03-03
{Tues 3/3} => ????-03-03
seen {March 3rd} at home => ????-03-03
seen on {March 3} at home => ????-03-03
She was seen on the {3rd}. => ????
{3rd may} => ????-05-03
{29 February} => ????-02-29
== months
{March 2015} => 2015-03-01..2015-03-31 month
{Mar 2015} => 2015-03-01..2015-03-31 month
{03/2015} => 2015-03-01..2015-03-31 month
{February 2016} => 2016-02-01..2016-02-29 month
In {March of 2015} he moved. => 2015-03-01..2015-03-31 month
{Mar-2015} => 2015-03-01..2015-03-31 month
== weeks
{w/c 2 March 2015} => 2015-03-02..2015-03-08 week
{w/c 3 March 2015} => 2015-03-03..2015-03-09 week
{week commencing 02/03/15} => 2015-03-02..2015-03-08 week yy
{wk ending 6/3/15} => 2015-02-28..2015-03-06 week yy
{Week commencing Monday 2nd March 2015} => 2015-03-02..2015-03-08 week
{week of the 2nd of March 2015} => 2015-03-02..2015-03-08 week
== ranges
{3-5 March 2015} => 2015-03-03..2015-03-05 range
{3–5 March 2015} => 2015-03-03..2015-03-05 range
{3 - 5 March 2015} => 2015-03-03..2015-03-05 range
{3rd to 5th March 2015} => 2015-03-03..2015-03-05 range
{overnight 3/4 March 2015} => 2015-03-03..2015-03-04 range
{between 3rd and 5th March 2015} => 2015-03-03..2015-03-05 range
{between the 3rd and 5th of March 2015} => 2015-03-03..2015-03-05 range
{between 3 March 2015 and 5 April 2015} => 2015-03-03..2015-04-05 range
{from 3 March 2015 to 5 April 2015} => 2015-03-03..2015-04-05 range
{30 December - 3 January 2015} => 2014-12-30..2015-01-03 range
{30 December 2014 - 3 January 2015} => 2014-12-30..2015-01-03 range
{01/03/2015-05/03/2015} => 2015-03-01..2015-03-05 range
{01/03/15 - 05/03/15} => 2015-03-01..2015-03-05 range yy
{3-5 March} => ????-03-03..03-05 range
== fuzzy
{early March 2015} => 2015-03-01..2015-03-10 fuzzy
{mid-March 2015} => 2015-03-10..2015-03-21 fuzzy
{late February 2015} => 2015-02-20..2015-02-28 fuzzy
{end of March 2015} => 2015-03-20..2015-03-31 fuzzy
{spring 2015} => 2015-03-01..2015-05-31 fuzzy
In the {summer of 2014} => 2014-06-01..2014-08-31 fuzzy
{autumn term 2014} => 2014-09-01..2014-12-31 fuzzy
{winter 2014} => 2013-12-01..2015-02-28 fuzzy
{Christmas 2014} => 2014-12-18..2015-01-04 fuzzy
{Easter 2015} => 2015-03-26..2015-04-15 fuzzy
{early 2015} => 2015-01-01..2015-04-30 fuzzy
{c. 3 March 2015} => 2015-02-24..2015-03-10 fuzzy
{circa 3 March 2015} => 2015-02-24..2015-03-10 fuzzy
{approx. 3 March 2015} => 2015-02-24..2015-03-10 fuzzy
{on or about 3 March 2015} => 2015-02-24..2015-03-10 fuzzy
{on or about the 3rd March 2015} => 2015-02-24..2015-03-10 fuzzy
{? 03/03/15} => 2015-02-24..2015-03-10 fuzzy yy
== times
{14:30 on 03/03/15} => 2015-03-03 14:30 yy
{1430hrs on 3 March 2015} => 2015-03-03 14:30
{2.30pm on 3/3/15} => 2015-03-03 14:30 yy
{3 March 2015 at 2.30 pm} => 2015-03-03 14:30
{03/03/2015 14:30} => 2015-03-03 14:30
{3 March 2015, 09:05} => 2015-03-03 09:05
{2015-03-03T14:30:00}Z => 2015-03-03 14:30
{3 March 2015 at 1430 hrs} => 2015-03-03 14:30
at {12.15am on Tuesday 3 March 2015} => 2015-03-03 00:15
== no such date
{31/04/2015} => April has 30 days: 30/04/2015, 01/05/2015, 31/03/2015, 31/05/2015
{29/02/2015} => February has 28 days in that year: 28/02/2015, 01/03/2015, 29/01/2015, 29/03/2015, 29/02/2016
{03/15/2015} => there is no month 15; a date is read day first: 15/03/2015
{00/03/15} => yy there is no day 0:
{32/03/2015} => March has 31 days: 23/03/2015, 31/03/2015
{Feb 30th 2015} => February has 28 days: Feb 28th 2015, Mar 1st 2015, Jan 30th 2015, Mar 30th 2015
{3th March 2015} => 2015-03-03 the ending that goes with 3 is "rd": 3rd March 2015, 13th March 2015
{3th March} => ????-03-03 the ending that goes with 3 is "rd": 3rd March, 13th March
{31 April} => April has 30 days: 30 April, 1 May, 31 March, 31 May
{31st of June 2015} => June has 30 days: 30th of June 2015, 1st of July 2015, 31st of May 2015, 31st of July 2015
{2015-02-30} => February has 28 days: 2015-02-28, 2015-03-01, 2015-01-30, 2015-03-30
{2015-15-03} => there is no month 15; a date is read day first: 2015-03-15
{31/04/15} => yy April has 30 days: 30/04/15, 01/05/15, 31/03/15, 31/05/15
== weekdays
{Monday 3 March 2015} => 2015-03-03 weekday: Tuesday 3 March 2015, Monday 2 March 2015, Monday 3 March 2014
{Fri 03/03/2015} => 2015-03-03 weekday: Tue 03/03/2015, Fri 06/03/2015
{Tues. 4th March 2015} => 2015-03-04 weekday: Weds. 4th March 2015, Tues. 3rd March 2015, Tues. 4th March 2014
{w/c Mon 3 March 2015} => 2015-03-03..2015-03-09 week weekday: Tue 3 March 2015, Mon 2 March 2015, Mon 3 March 2014
== among other words
{12 March} and {14 March 2015} => ????-03-12 | 2015-03-14
{2 April}, {3 April} and {4 April 2015} => ????-04-02 | ????-04-03 | 2015-04-04
{1 or 2 May 2015} => 2015-05-01..2015-05-02 range
the early hours of {3 March 2015} => 2015-03-03
She left.{3 March 2015} => 2015-03-03
since {3 March 2015} => 2015-03-03
He was 14. {3 March 2015} was his birthday. => 2015-03-03
She (b. {03/03/2012}) is 3. => 2012-03-03
Sibling 2 ({4/5/2010}) => 2010-05-04
{Wed 4 March 2015 - Fri 6 March 2015} => 2015-03-04..2015-03-06 range
{3.5.2015 - 4.5.2015} => 2015-05-03..2015-05-04 range
{01/03/15-05/03/15} => 2015-03-01..2015-03-05 range yy
{08/2014} - {03/2015} => 2014-08-01..2014-08-31 month | 2015-03-01..2015-03-31 month
in 2014-15 and on {3 March 2015} => 2015-03-03
{Thursday 31 April 2015} => April has 30 days: Thursday 30 April 2015, Friday 1 May 2015, Tuesday 31 March 2015, Sunday 31 May 2015
log 4400 {03/03/2015} => 2015-03-03
== not dates
2014/15 => 
2014-15 => 
the 2014/15 annual report => 
2014/2015 => 
March 2014-15 => 
SCRRF.v1/2010 => 
14/0032 => 
Ref 14/0032/2015 => 
case 12/2015 => 
regulation 5(2) => 
5(2)(a) and (b)(ii) => 
8.12 => 
s44 => 
section 8.12.15 => 
para 4.2.10 => 
943 476 5919 => 
9434765919 => 
0117 496 0123 => 
020 7946 0018 => 
+44 117 496 0123 => 
4400 3/3/15 => 
URN 4400 3/3/15 => 
v1.2.3 => 
version 1.2.15 => 
3/4 => 
3/4 of the sessions => 
scored 7/10 => 
24/7 care => 
seen at 3.15 => 
at 14:30 => 
pages 73-74 => 
pp. 73-74 => 
10.12.20.1 => 
£3.03.15 => 
A/03/03/2015 => 
12345-03/03/2015 => 
45/67/2015 => 
03/03/20155 => 
aged 4 months => 
15 y 3 m => 
6 weeks old => 
2015 => 
in 2015 he => 
3 may attend => 
2-3 may be => 
Room 3 March House => 
aged 3-5 => 
6-8 weeks => 
open Mon-Fri 9-5 => 
6/12 review => 
KS2 3/4 => 
20-30-15 => 
3 - 4 children => 
03.03 => 
1st => 
ABC/12/03/2015 => 
12/03/2015/AB => 
March 45 2015 => 
the 12 march past => 
March past the 3 houses => 
on the 3rd floor => 
the 3rd occasion => 
Child 3 May attend school => 
"#;

#[test]
fn every_string_of_the_table_is_read_as_it_says() {
    let mut wrong = Vec::new();
    let lines: Vec<&str> = TABLE.lines().filter(|line| line.contains("=>")).collect();
    assert!(lines.len() >= 120);
    for line in lines {
        let (marked, expected) = line.split_once(" =>").unwrap();
        let text = marked.replace(['{', '}'], "");
        let mut found = text.clone();
        let readings = find_dates(&text);
        for reading in readings.iter().rev() {
            found.insert(usize::from(reading.range.end()), '}');
            found.insert(usize::from(reading.range.start()), '{');
        }
        let described: Vec<String> = readings.iter().map(described).collect();
        let got = format!("{found} => {}", described.join(" | "));
        if got.trim() != format!("{marked} => {}", expected.trim()).trim() {
            wrong.push(format!("want {line}\n got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn only(text: &str) -> DateReading {
    let mut readings = find_dates(text);
    assert_eq!(readings.len(), 1, "{text}");
    readings.remove(0)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_day_is_written_back_as_it_was_read() {
    for text in [
        "3 March 2015",
        "03 March 2015",
        "3rd March 2015",
        "3rd of March 2015",
        "3 Mar 2015",
        "3 MARCH 2015",
        "12 Sept 2015",
        "March 3, 2015",
        "March 3rd, 2015",
        "Mar 3 2015",
        "03/03/2015",
        "3/3/15",
        "3.3.2015",
        "03-03-2015",
        "2015-03-03",
        "2015/03/03",
        "03-Mar-2015",
        "3-Mar-15",
        "3Mar2015",
        "3 March '15",
        "3 March, 2015",
        "Tuesday 3 March 2015",
        "Tues 3rd March 2015",
        "Tue. 3 March 2015",
        "Tuesday, 3 March 2015",
        "Tues 03/03/15",
        "Tuesday the 3rd of March 2015",
        "Thurs 5 March 2015",
        "Weds 4 March 2015",
        "3 Mawrth 2015",
        "03/03",
        "3 March",
        "3 march 2015",
        "TUESDAY 3 MARCH 2015",
    ] {
        let reading = only(text);
        let day = reading.in_year(2015).unwrap().earliest;
        assert_eq!(reading.style.render(day), text);
    }
}

#[test]
fn another_day_takes_the_style_of_the_first() {
    for (text, other) in [
        ("Tuesday the 3rd of March 2015", "Saturday the 21st of November 2026"),
        ("3/3/15", "21/11/26"),
        ("03.03.15", "21.11.26"),
        ("w/c 2nd Sept 2014", "21st Nov 2026"),
        ("spring 2015", "21 November 2026"),
        ("3 March", "21 November"),
        ("Dydd Mawrth 3 Mawrth 2015", "Sadwrn 21 Tachwedd 2026"),
    ] {
        assert_eq!(only(text).style.render(day("2026-11-21")), other);
    }
}

#[test]
fn what_is_replaced_leaves_words_and_times_around_it() {
    let text = "seen at 14:30 on Tues 3 March 2015 and w/c 9 March 2015";
    let replaced: Vec<&str> = find_dates(text).iter().map(|reading| &text[reading.date_range]).collect();
    assert_eq!(replaced, ["Tues 3 March 2015", "9 March 2015"]);
}

#[test]
fn a_welsh_weekday_is_held_against_its_date() {
    assert_eq!(only("Dydd Mawrth 3 Mawrth 2015").weekday_matches(), Some(true));
    assert_eq!(only("ddydd Llun, 3 Mawrth 2015").weekday_matches(), Some(false));
    assert_eq!(only("Llun 3 Mawrth 2015").weekday_matches(), None);
}

#[test]
fn two_digits_of_a_year_are_read_by_role() {
    let born = Role::Birth { not_after: day("2015-06-10") };
    for (text, born_on, happened_on) in [
        ("14/02/98", "1998-02-14", "2098-02-14"),
        ("14/02/15", "2015-02-14", "2015-02-14"),
        ("11/06/15", "1915-06-11", "2015-06-11"),
        ("10/06/15", "2015-06-10", "2015-06-10"),
        ("01/01/1998", "1998-01-01", "1998-01-01"),
    ] {
        assert_eq!(only(text).resolve_for(born).unwrap().earliest, day(born_on), "{text}");
        assert_eq!(only(text).resolve_for(Role::Event).unwrap().earliest, day(happened_on), "{text}");
    }
    assert_eq!(only("3 March").resolve_for(Role::Event), None);
    for year in [i32::MIN, 0, 10_000, i32::MAX] {
        assert_eq!(only("winter 2014").in_year(year), None);
    }
}

#[test]
fn prose_speaks_only_of_plain_dates() {
    for (text, plain) in [
        ("on 31/04/2015 she", true),
        ("31 April 2015", true),
        ("(31/04/2015).", true),
        ("31/04/15", false),
        ("31 April", true),
        ("29 February", false),
        ("30 April", false),
        ("DOB-31/04/2015", false),
        ("3April2015", true),
        ("31/04/2015-", false),
        ("31/04/2015/", false),
    ] {
        assert_eq!(only(text).is_plain_in_prose(), plain, "{text}");
    }
}

#[test]
fn a_week_commences_on_a_monday() {
    assert_eq!(only("w/c 2 March 2015").week_commences_on_monday(), Some(true));
    assert_eq!(only("w/c 3 March 2015").week_commences_on_monday(), Some(false));
    assert_eq!(only("3 March 2015").week_commences_on_monday(), None);
    assert_eq!(only("3 March 2015").day(), Some(day("2015-03-03")));
    assert_eq!(only("w/c 2 March 2015").day(), None);
}

#[test]
fn a_value_is_one_date_several_unknown_or_nothing() {
    for unknown in [
        "TBC",
        "tbc.",
        "n/k",
        "N/K",
        "not known",
        "Not known at present",
        "N/A",
        "unknown",
        "Unknown - to follow",
        "To be confirmed",
        "(not known)",
        "?",
        "??",
        "nk",
        "n/a",
        "None",
        "TBC by GP",
    ] {
        assert_eq!(read_value(unknown), Value::Unknown, "{unknown}");
    }
    for nothing in
        ["", "  ", "see attached", "3.15", "2014/15", "Nadia", "none of the above was seen", "4400 3/3/15"]
    {
        assert_eq!(read_value(nothing), Value::Nothing, "{nothing}");
    }
    let value = read_value("  3 March 2015 ");
    assert!(matches!(value, Value::One(_)));
    assert_eq!(usize::from(value.readings()[0].range.start()), 2);
    assert_eq!(described(&read_value("3/4").readings()[0]), "????-04-03");
    assert_eq!(described(&read_value("03/03/2015?").readings()[0]), "2015-02-24..2015-03-10 fuzzy");
    assert_eq!(
        described(&read_value("not known, c. 3 March 2015").readings()[0]),
        "2015-02-24..2015-03-10 fuzzy"
    );
    assert!(
        matches!(read_value("3 March 2015 and 9 April 2015"), Value::Several(readings) if readings.len() == 2)
    );
}

#[test]
fn a_date_does_not_run_over_a_line_end() {
    let text = "on 3\nMarch 2015\nTuesday\n4 March 2015";
    let lines: Vec<&str> = find_dates(text).iter().map(|reading| &text[reading.range]).collect();
    assert_eq!(lines, ["March 2015", "4 March 2015"]);
}

/// Pieces of dates and of what is none, so that random texts come close to dates.
const PIECES: [&str; 44] = [
    "3",
    "03",
    "31",
    "15",
    "2015",
    "98",
    "14:30",
    "1430hrs",
    "/",
    "-",
    ".",
    ",",
    " ",
    "  ",
    "\n",
    "March",
    "may",
    "Sept.",
    "Mawrth",
    "Tues",
    "Monday",
    "the ",
    " of ",
    "st",
    "rd",
    "th",
    " to ",
    " and ",
    "between ",
    "w/c ",
    "week ending ",
    "c. ",
    "early ",
    "mid-",
    "spring ",
    "Easter ",
    "overnight ",
    "on the ",
    "pm",
    "\u{a0}",
    "\u{2013}",
    "é",
    "'",
    "?",
];

fn is_well_formed(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for reading in find_dates(text) {
        let (from, to) = (usize::from(reading.range.start()), usize::from(reading.range.end()));
        prop_assert!(end <= from && from < to, "sorted, apart, not empty");
        prop_assert!(text.is_char_boundary(from) && text.is_char_boundary(to));
        prop_assert!(reading.range.contains_range(reading.date_range));
        prop_assert!(text.get(std::ops::Range::<usize>::from(reading.date_range)).is_some());
        prop_assert!(reading.earliest() <= reading.latest());
        let born = Role::Birth { not_after: day("2015-06-10") };
        let _ = (reading.resolve_for(born), reading.suggestions(), reading.weekday_corrections());
        prop_assert!(!reading.style.render(day("2015-06-10")).is_empty());
        end = to;
    }
    read_value(text);
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>()) {
        is_well_formed(&text)?;
    }

    #[test]
    fn pieces_of_dates_are_read_without_a_panic(pieces in prop::collection::vec(0..PIECES.len(), 0..24)) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        is_well_formed(&text)?;
    }

    #[test]
    fn every_day_is_read_as_itself(days in 0u64..90_000, style in 0usize..6) {
        let date = day("1900-01-01") + chrono::Days::new(days);
        let texts = ["%-d %B %Y", "%d/%m/%Y", "%Y-%m-%d", "%A %-d %B %Y", "%b %-d, %Y", "%-d.%-m.%Y"];
        let text = date.format(texts[style]).to_string();
        let reading = only(&text);
        prop_assert_eq!(reading.day(), Some(date));
        prop_assert_eq!(reading.weekday_matches().unwrap_or(true), true);
        prop_assert_eq!(usize::from(reading.range.len()), text.len());
    }
}
