//! Days in the wrong order, and what only seems so.

use super::super::testing::check_rule;
use super::RULE;

#[test]
fn each_broken_link_is_reported_on_its_later_date() {
    check_rule(
        &RULE,
        r"
---
date-of-birth: 2016-02-12
date-of-incident: 2016-02-11
                  ^^^^^^^^^^ error date-order: the incident (11 February 2016) comes before the birth (12 February 2016); one of the two dates must be another
date-aware: 2016-02-15
date-of-referral: 2016-02-13
                  ^^^^^^^^^^ error date-order: the referral (13 February 2016) comes before becoming aware (15 February 2016)
---
",
    );
}

#[test]
fn what_was_heard_of_before_it_happened_is_reported_in_prose() {
    check_rule(
        &RULE,
        r"
Dear Board,

On 12 March 2020 Mrs D was taken to hospital with a bleed into the brain. She can't speak. I first heard about it on 6 March 2020, when the ward rang.
                                                                                                                     ^^^^^^^^^^^^ error date-order: becoming aware (6 March 2020) comes before the incident (12 March 2020); one of the two dates must be another
",
    );
    check_rule(
        &RULE,
        r"
Dear Board,

The fall of 12 May was first reported to me, as matron, on 2 May 2017.
                                                           ^^^^^^^^^^ error date-order: becoming aware (2 May 2017) comes before the incident (12 May 2017)
",
    );
    for text in [
        "The fall of 12 May was first reported to me on 22 May 2017.",
        "The fall of 12 May 2016 was first reported to me on 2 May 2017.",
        "The review of 12 May was moved. He was reported to us on 2 May 2017.",
        "She fell on 12 March 2020. I first heard about it on 16 March 2020.",
        "She fell on 12 March 2020. My colleague, who visited on 6 March 2020, had heard of it before.",
        "The inquest was opened on 12 March 2020. I had heard of her at school since 6 March 2020.",
        "She fell on 12 March 2020. Her daughter first heard about it on 6 March 2020.",
        "The first review met on 12 March 2020. I was told of the incident on 6 January 2020.",
    ] {
        check_rule(&RULE, &format!("Dear Board,\n\n{text}\n"));
    }
}

#[test]
fn one_wrong_birth_is_one_finding() {
    check_rule(
        &RULE,
        r"
---
date-of-birth: 2018-02-12
date-of-incident: 2016-02-11
                  ^^^^^^^^^^ error date-order: the incident
date-aware: 2016-02-15
date-of-referral: 2016-02-18
---
",
    );
}

#[test]
fn a_death_comes_after_the_birth_and_may_come_after_anything() {
    check_rule(
        &RULE,
        r"
---
date-of-birth: 2014-02-12
date-of-incident: 2016-02-11
date-of-referral: 2016-02-18
date-of-death: 2016-03-01
---
",
    );
    check_rule(
        &RULE,
        r"
---
date-of-birth: 2014-02-12
date-of-death: 2013-03-01
               ^^^^^^^^^^ error date-order: the death (1 March 2013) comes before the birth (12 February 2014)
---
",
    );
}

#[test]
fn days_that_may_agree_are_in_order() {
    check_rule(
        &RULE,
        r"
---
date-of-birth: 2014
date-of-incident: March 2016
date-aware: on or about 1 March 2016
date-of-referral: 2016-03-01
---
",
    );
}

#[test]
fn where_dates_conflict_each_reading_must_be_at_fault() {
    check_rule(
        &RULE,
        r"
---
date-aware: 2016-03-05
date-of-referral: 2016-03-01
---

## Circumstances

Date aware: 1 March 2016
",
    );
}

#[test]
fn a_child_who_is_expected_is_born_later() {
    check_rule(
        &RULE,
        r"
## Subject

Name: Baby Q
Date of birth/EDD: 12/06/2016

Date of referral: 1 March 2016
",
    );
}

#[test]
fn each_child_is_held_against_the_shared_dates() {
    check_rule(
        &RULE,
        r"
Date of incident: 3 March 2015
                  ^^^^^^^^^^^^ error date-order: the incident (3 March 2015) comes before the birth (4 April 2015)

## Subject details

Name: Child A
Date of birth: 3 March 2011

## Subject details

Name: Child B
Date of birth: 4 April 2015
",
    );
}

#[test]
fn what_different_people_write_in_order() {
    for text in [
        r"DOB: 14/02/98
Date of incident: 3/3/15
Date aware: 3/3/15
Date of referral: 3/3/15",
        r"---
date-of-birth: March 2015
date-of-incident: w/c 2 March 2015
date-aware: overnight 3/4 March 2015
date-of-referral: early March 2015
---",
        r"## Subject

Date of birth: 3 March 2011
Date of death: 9 June 2015

## Circumstances

Date of incident: 2 March 2015

## Sign-off

Signed: J. Example
Date: 4 March 2015",
        r"## Family

| Name | Date of birth |
|---|---|
| Child L | 4 April 2018 |
| Child M | 5 May 2017 |

Date of incident: 3 March 2015",
        r"## Subject

Name: Baby Q
Date of birth: not yet born, expected 12 June 2015

Date of incident: 3 March 2015
Date of referral: TBC",
    ] {
        check_rule(&RULE, text);
    }
}

#[test]
fn what_is_told_as_past_lies_before_the_referral() {
    check_rule(
        &RULE,
        r#"
Date of referral: 19 June 2015

## Circumstances

He was brought to hospital by ambulance on 21 June 2015.
                                           ^^^^^^^^^^^^ error date-order: the referral (19 June 2015) comes before what it tells of (21 June 2015)
"#,
    );
    check_rule(
        &RULE,
        r#"
Date of referral: 19 June 2015

## Circumstances

The inquest was opened and adjourned to 21 July 2015. A review is to be held on 3 July 2015.
"#,
    );
}

#[test]
fn nobody_hears_of_a_death_before_it() {
    check_rule(
        &RULE,
        r#"
Date of referral: 30 June 2015

## Circumstances

K died on 16 June 2015.

I became aware of K's death on 8 June 2015, when the ward rang me.
                               ^^^^^^^^^^^ error date-order: becoming aware (8 June 2015) comes before the death (16 June 2015)
"#,
    );
    check_rule(
        &RULE,
        r#"
Date of referral: 30 June 2015

## Circumstances

K died on 16 June 2015.

I became aware of the bruises on 8 June 2015, when the ward rang me.
"#,
    );
}

#[test]
fn an_account_does_not_begin_after_the_writer_became_aware() {
    check_rule(
        &RULE,
        r#"
Date aware: 6 June 2015
            ^^^^^^^^^^^ error date-order
Date of referral: 30 June 2015

## Circumstances

On 16 June 2015 a carer rang 999.
"#,
    );
    check_rule(
        &RULE,
        r#"
Date aware: 6 June 2015
Date of referral: 30 June 2015

## Circumstances

She fell on 2 June 2015, and on 16 June 2015 a carer rang 999.
"#,
    );
}

#[test]
fn nobody_is_harmed_before_birth_or_dies_before_what_led_to_it() {
    check_rule(
        &RULE,
        r#"
Child's name: Noah V.
Date of birth: 12 April 2015

## Circumstances

On 2 April 2015 Noah was taken to hospital with a skull fracture.
   ^^^^^^^^^^^^ error date-order: the harm (2 April 2015) comes before the birth (12 April 2015); one of the two dates must be another
"#,
    );
    check_rule(
        &RULE,
        r#"
## Circumstances

On 12 February 2015 he put her into scalding water. She was taken to hospital, where she died of the burns on 3 February 2015.
                                                                                                              ^^^^^^^^^^^^^^^ error date-order: the death (3 February 2015) comes before what led to it (12 February 2015); one of the two dates must be another
"#,
    );
    check_rule(
        &RULE,
        r#"
Child's name: Noah V.
Date of birth: 12 April 2015

## Circumstances

On 2 April 2015 his mother was beaten and taken to hospital.

On 12 February 2015 the inquest was opened: she had died of the burns on 3 February 2015.
"#,
    );
}

#[test]
fn what_is_heard_of_by_name_was_before() {
    check_rule(
        &RULE,
        r#"
## Circumstances

On the night of 18 May 2015 she took an overdose of tablets.

I first heard of the overdose on 11 May 2015.
                                 ^^^^^^^^^^^ error date-order: becoming aware (11 May 2015) comes before the incident (18 May 2015); one of the two dates must be another
"#,
    );
    check_rule(
        &RULE,
        r#"
## Circumstances

On the night of 18 May 2015 she took an overdose of tablets.

I first heard of the fall on 11 May 2015.
"#,
    );
}

#[test]
fn a_bare_date_below_the_incident_is_its_day() {
    for number in ["", "4.1 "] {
        let date = format!("{number}Date: 18 March 2015");
        let aware = "Date aware: 9 March 2015";
        let marks = format!(
            "{}{} error date-order",
            " ".repeat("Date aware: ".len()),
            "^".repeat("9 March 2015".len())
        );
        check_rule(&RULE, &format!("**4. Incident**\n{date}\n{aware}\n{marks}\n"));
    }
}

#[test]
fn an_agency_that_learned_of_it_is_read_behind_the_incident() {
    check_rule(
        &RULE,
        r"
Incident: 18 March 2015. College learned of it: 9 March 2015.
                                                ^^^^^^^^^^^^ error date-order
",
    );
}

#[test]
fn harm_after_awareness_is_information_where_nothing_before_it_is_told() {
    check_rule(
        &RULE,
        r"
Date aware: 6 March 2015
            ^^^^^^^^^^^^ information date-order: becoming aware (6 March 2015) comes before the first harm that is told of (12 March 2015); one of the two dates may be another, or something was known before

## Circumstances

Child K lived with both parents and an older sister in a flat above a shop. A health visitor came to the flat each month, and a family support worker saw the parents at the centre. Nobody thought that the home was anything but warm, and the flat was clean whenever it was seen. Child K was found with a fractured skull on 12 March 2015.
",
    );
    // Something before it is told, or the two are too far apart to be of one thing.
    let long = "Child K lived with both parents and an older sister in a flat above a shop. A health visitor came to the flat each month, and a family support worker saw the parents at the centre. Nobody thought that the home was anything but warm, and the flat was clean whenever it was seen.";
    for account in [
        "On 5 March 2015 the school rang about a bruise. Child K was found with a fractured skull on 12 March 2015.",
        "Child K was found with a fractured skull on 12 June 2015.",
        "Child K was found with a fractured skull on 6 March 2015.",
    ] {
        check_rule(&RULE, &format!("Date aware: 6 March 2015\n\n## Circumstances\n\n{long} {account}\n"));
    }
}
