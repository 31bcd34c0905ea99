//! Facts that are given twice and differ, and what only seems to.

use super::super::testing::check_rule;
use super::RULE;

mod told;

#[test]
fn dates_of_one_field_that_differ_are_reported_on_the_later() {
    check_rule(
        &RULE,
        r#"
---
date-of-incident: 3 March 2015
---

## Circumstances

Date of incident: 4 March 2015
                  ^^^^^^^^^^^^ warning conflicting-field: "Date of incident" is "4 March 2015" here and "3 March 2015" in another place; keep the one that is right
"#,
    );
}

#[test]
fn a_death_told_of_another_day_than_the_one_given_is_reported() {
    check_rule(
        &RULE,
        r#"
Date of death: 3 September 2021

## Circumstances

Child O died on 5 September 2021, after being breathless since the Friday.
                ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of death" is "5 September 2021" here and "3 September 2021" in another place; keep the one that is right
"#,
    );
    check_rule(
        &RULE,
        r#"
Date of incident: 19 November 2019

## Circumstances

The mother says that the incident in which she left him took place on 21 November 2019.
                                                                      ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of incident" is "21 November 2019" here and "19 November 2019"
"#,
    );
    for text in [
        "Child O died on 3 September 2021.",
        "His brother died on 5 September 2021.",
        "His uncle, whom he was close to, died on 20 August 2021.",
        "Nobody died on 5 September 2019.",
        "The inquest into how he died opened on 5 September 2021.",
        "He died in September 2021.",
    ] {
        check_rule(&RULE, &format!("Date of death: 3 September 2021\n\n## Circumstances\n\n{text}\n"));
    }
}

#[test]
fn a_birth_in_brackets_behind_the_name_of_the_one_referred_is_held_against_the_field() {
    check_rule(
        &RULE,
        r#"
## Subject

Name: Child S
Date of birth: 12 April 2009

## Circumstances

Child S (d.o.b. 21 April 2009) was found in a box room. Her brother (born 21 April 2010) was not.
                ^^^^^^^^^^^^^ warning conflicting-field: "Date of birth" is "21 April 2009" here and "12 April 2009"
"#,
    );
}

#[test]
fn another_nhs_number_in_the_text_is_reported() {
    check_rule(
        &RULE,
        r#"
NHS number: 943 476 5919

## Circumstances

I traced her under 943 476 5870, her NHS number, and read of nine missed clinics.
                   ^^^^^^^^^^^^ warning conflicting-field: "NHS number" is "943 476 5870" here and "943 476 5919" in another place
"#,
    );
    for text in [
        "Her mother's NHS number is 943 476 5870.",
        "NHS Northshire, our reference 2018004417.",
        "Known under NHS number 943 476 5919 and hospital number 1000234567.",
        "Her NHS number is 943-476-5919, and the ward is on 01632 960 001.",
    ] {
        check_rule(&RULE, &format!("NHS number: 943 476 5919\n\n## Circumstances\n\n{text}\n"));
    }
}

#[test]
fn a_date_behind_its_name_alone_may_be_of_what_was_asked_above_it() {
    check_rule(
        &RULE,
        r"
Date sent: 12 August 2022

Did the young person die?

Date: 3 June 2022
",
    );
}

#[test]
fn two_spellings_two_precisions_and_a_time_of_day_are_no_conflict() {
    check_rule(
        &RULE,
        r"
---
date-of-incident: 2015-03-03
date-aware: March 2015
---

Date of incident: 3.3.15 at 14:30
Date aware: 9 March 2015
",
    );
}

#[test]
fn each_of_several_children_has_a_date_of_birth() {
    check_rule(
        &RULE,
        r"
## Subject details

Name: Child A
Date of birth: 3 March 2011

## Subject details

Name: Child B
Date of birth: 4 April 2013
",
    );
}

#[test]
fn a_sibling_s_date_of_birth_is_another_fact() {
    check_rule(
        &RULE,
        r"
## Subject

Name: Child A
Date of birth: 3 March 2011

## Family

| Name | Relationship | Date of birth |
|---|---|---|
| Child B | brother | 4 April 2013 |
| Child C | sister | 5 May 2014 |
",
    );
}

#[test]
fn a_choice_given_twice_differently_is_reported() {
    check_rule(
        &RULE,
        r#"
---
schema: eastmoor
gender: F
---

## Subject

Gender: Boy
        ^^^ warning conflicting-field: "Gender" is "Boy" here and "F" in another place
"#,
    );
}

#[test]
fn a_choice_and_its_alias_agree() {
    check_rule(
        &RULE,
        r"
---
schema: eastmoor
gender: F
---

## Subject

Gender: girl
",
    );
}

#[test]
fn what_different_people_write_without_a_conflict() {
    for text in [
        r"---
date-of-referral: 14 May 2015
---

## Sign-off

Signed: J. Example

Date of referral: 14/05/15",
        r"| Name of child | Child K | DOB | 3.3.11 |
|---|---|---|---|
| Date of incident | Tues 3 March 2015 | Date aware | 03/03/2015 |

## Circumstances

Date of incident: 3 March 2015, about 2.30pm",
        r"## Subject

Date of birth: 14/02/98

## Background

Date of birth: 14/02/1998 (confirmed by the hospital)",
        r"## Circumstances

Date of incident: 3 March 2015

## Family

Date of incident: 4 June 2009, when her brother was hurt",
        r"## Subject

Date of death: 3 March 2015

Date of incident: between 1 and 3 March 2015

## Circumstances

Date of incident: between 2 and 3 March 2015

## Sign-off

Date: 14 May 2015",
    ] {
        check_rule(&RULE, text);
    }
}

/// Checks what is said of `told` beside *Subject* with this name and day of birth, whose day is `marked` if it conflicts.
#[track_caller]
fn check_birth(name: &str, born: &str, told: &str, marked: Option<&str>) {
    let underline = marked.map_or_else(String::new, |day| {
        let before = " ".repeat(told.find(day).unwrap_or(0));
        format!(
            "{before}{} warning conflicting-field: \"Date of birth\" is \"{day}\" here and \"{born}\" in another place\n",
            "^".repeat(day.len())
        )
    });
    let text = format!(
        "## Subject\n\nName: {name}\nDate of birth: {born}\n\n## Circumstances\n\n{told}\n{underline}"
    );
    check_rule(&RULE, &text);
}

#[test]
fn a_birth_told_of_the_one_referred_is_held_against_the_field_in_whatever_shape() {
    for (name, told) in [
        ("Child K", "Child K (born 21 April 2009) was found at home."),
        ("Child K", "Child K was born at Eastmoor Hospital on 21 April 2009."),
        ("Child K", "Child K's date of birth was 21 April 2009."),
        ("Child K", "K, whose date of birth is 21 April 2009, was found at home."),
        ("Child M", "Child M (girl), born 21 April 2009, was found at home."),
        ("C.W.", "C.W. was born on 21 April 2009."),
        ("C.W.", "C was born on 21 April 2009."),
        ("Child K, known as Teddy", "Teddy was born on 21 April 2009."),
        ("Mr Stanley H", "Mr H was born on 21 April 2009."),
        ("Albert", "Albert W, born 21 April 2009, was found at home."),
    ] {
        check_birth(name, "12 April 2009", told, Some("21 April 2009"));
    }
}

#[test]
fn a_birth_of_somebody_else_or_without_a_day_is_no_conflict() {
    for told in [
        "Child K's brother was born on 21 April 2009.",
        "Her brother, Child L, was born on 21 April 2009.",
        "The mother of Child K was born on 21 April 2009.",
        "Child K L, born 21 April 2009, is her cousin.",
        "Mrs K was born on 21 April 2009.",
        "Child K was born in 2010.",
        "Child K was born on 21 April.",
    ] {
        check_birth("Child K", "12 April 2009", told, None);
    }
}

#[test]
fn a_birth_of_the_same_day_in_a_year_near_by_is_a_slip_and_in_one_further_away_another_person_s() {
    check_birth("Mr Stanley H", "12 April 1946", "Mr H was born on 12 April 1948.", Some("12 April 1948"));
    check_birth("Mr Stanley H", "12 April 1946", "Mr H was born on 12 April 1961.", Some("12 April 1961"));
    check_birth("Mr Stanley H", "12 April 1946", "Mr H was born on 12 April 1962.", None);
    check_birth("Mr Stanley H", "12 April 1946", "Mr H was born on 13 April 1948.", None);
}

#[test]
fn a_row_or_a_sentence_may_begin_with_the_day_of_a_death() {
    for text in [
        "On 5 September 2021 Child K died at home.",
        "On 5 September 2021 Child K was found dead at home.",
        "- 5 September 2021: died at Eastmoor Hospital",
        "- 5 September 2021 – Child K was found dead",
        "| 5 September 2021 | Child K died in hospital |",
    ] {
        let day = "5 September 2021";
        let table = if text.starts_with('|') { "| Day | Event |\n| --- | --- |\n" } else { "" };
        let marker = format!("{}{}", " ".repeat(text.find(day).unwrap_or(0)), "^".repeat(day.len()));
        check_rule(
            &RULE,
            &format!(
                "Date of death: 3 September 2021\n\n## Circumstances\n\n{table}{text}\n{marker} warning \
                 conflicting-field: \"Date of death\" is \"5 September 2021\" here and \"3 September 2021\"\n"
            ),
        );
    }
    for text in [
        "On 5 September 2021 his brother died.",
        "On 5 September 2021 the inquest into how he died opened.",
        "The inquest opened on 5 September 2021.",
        "We learned of his death on 5 September 2021.",
        // Who died is not said in the row.
        "| 5 September 2021 | Found dead at home |\n| --- | --- |",
        "He died on 5 September.",
    ] {
        check_rule(&RULE, &format!("Date of death: 3 September 2021\n\n## Circumstances\n\n{text}\n"));
    }
}

#[test]
fn what_the_text_tells_twice_is_held_against_itself_where_there_is_no_field() {
    check_rule(
        &RULE,
        r#"
## Circumstances

Child K died on 3 September 2021.

## Rationale

Child K died on 5 September 2021, which nobody foresaw.
                ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of death" is "5 September 2021" here and "3 September 2021"
"#,
    );
    check_rule(
        &RULE,
        r#"
Dear Chair,

Re: Child F, born 9 August 2016

Child F was born on 19 August 2016.
                    ^^^^^^^^^^^^^^ warning conflicting-field: "Date of birth" is "19 August 2016" here and "9 August 2016"

Yours faithfully,

Jo Example
"#,
    );
    check_rule(
        &RULE,
        r#"
# Referral report

This report asks for a review about Ollie, a boy born on 14 September 2020, who died at home.

Ollie (date of birth 24 September 2020) lived with his mother.
                     ^^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of birth" is "24 September 2020" here
"#,
    );
}

#[test]
fn the_day_of_the_incident_may_be_called_so() {
    check_rule(
        &RULE,
        r#"
Date of incident: 3 September 2021

## Circumstances

On 5 September 2021, the day of the incident, she was at home.
   ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of incident" is "5 September 2021" here and "3 September 2021"
"#,
    );
}

#[test]
fn the_birth_of_a_relative_is_another_day() {
    check_rule(
        &RULE,
        r#"
Child: K

DOB: 12/01/14

Mother DOB: 30/11/93

Dad - date of birth: 14 February 1991

Partner, DOB: 3/3/90
"#,
    );
}

#[test]
fn a_title_before_the_last_name_is_of_the_same_person() {
    check_rule(
        &RULE,
        r#"
Name: Agnes Mary Example

Date of birth: 14 February 1929

## Circumstances

Mrs Example (d.o.b. 14 December 1929) was found by her milkman.
                    ^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of birth" is "14 December 1929" here
"#,
    );
}

#[test]
fn a_birth_of_somebody_within_a_month_is_that_of_the_one_referred() {
    check_birth(
        "Mrs Olive T",
        "12 May 1947",
        "The son rang. She was born 21 May 1947 and lives alone.",
        Some("21 May 1947"),
    );
    check_birth("Mrs Olive T", "12 May 1947", "The aunt rang. She was born 21 July 1947.", None);
}

#[test]
fn a_death_that_day_is_on_the_day_told_of_before() {
    check_rule(
        &RULE,
        r#"
Date of death: 11 August 2013

## Circumstances

On 14 August 2013 she rang 999 as she could not rouse him. He was pronounced dead at 7.52 that day.
   ^^^^^^^^^^^^^^ warning conflicting-field: "Date of death" is "14 August 2013" here and "11 August 2013" in another place
"#,
    );
    check_rule(
        &RULE,
        r#"
Date of death: 19 August 2018

## Circumstances

The paramedics pronounced life extinct on 17 August 2018.
                                          ^^^^^^^^^^^^^^ warning conflicting-field: "Date of death" is "17 August 2018" here and "19 August 2018" in another place
"#,
    );
    for text in [
        "On 14 August 2013 his brother died that day.",
        "On 14 August 2013 the panel met. It heard that he died at home.",
    ] {
        check_rule(&RULE, &format!("Date of death: 11 August 2013\n\n## Circumstances\n\n{text}\n"));
    }
}

#[test]
fn a_birth_is_known_by_title_and_initials() {
    check_rule(
        &RULE,
        r#"
---
schema: sar
---

Initials: R.J.E.
Date of birth: 11/06/1951

## Background

Mr E was born on 6 November 1951 and lived at Eastmoor House.
                 ^^^^^^^^^^^^^^^ warning conflicting-field
"#,
    );
    check_rule(
        &RULE,
        r#"
---
schema: sar
---

Re: Mrs Edith Example, d.o.b. 17 March 1941, of Kiln Cottage

## Background

For your records, Mrs Example is female, was born on 17 March 1944 and lived alone.
                                                     ^^^^^^^^^^^^^ warning conflicting-field

Her neighbour, Mr Sample, was born on 17 March 1942.
"#,
    );
}

#[test]
fn a_sex_that_the_whole_text_speaks_against_is_reported() {
    check_rule(
        &RULE,
        r#"
Name: A.K.
Sex: Female
     ^^^^^^ warning conflicting-field: "Female" is given here, and the text speaks of a boy and has no "she"; keep the one that is right

## Circumstances

İpek's notes describe a quiet little boy who flinched when his father reached for his coat.
"#,
    );
    for text in [
        "The notes describe a quiet girl. A boy at school pushed her.",
        "The police spoke to the boys next door.",
        "A.K. was seen at home.",
    ] {
        check_rule(&RULE, &format!("Name: A.K.\nSex: Female\n\n## Circumstances\n\n{text}\n"));
    }
}

#[test]
fn a_titled_name_has_one_birth_where_nobody_shares_it() {
    check_rule(
        &RULE,
        r#"
---
schema: sar
---
Name: Desmond Example
Date of birth: 4 April 1949

## Circumstances

Mr Example (d.o.b. 14 March 1952) lived in one of our flats.
                   ^^^^^^^^^^^^^ warning conflicting-field: "Date of birth" is "14 March 1952" here and "4 April 1949" in another place; keep the one that is right
"#,
    );
    check_rule(
        &RULE,
        r#"
---
schema: sar
---
Name: Mrs Ivy Example
Date of birth: 4 April 1949

## Circumstances

Mr Example (born 14 March 1952) was the husband of Mrs Example, born 4 April 1949.
"#,
    );
}
