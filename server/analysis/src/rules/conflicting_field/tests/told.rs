//! Days of harm, of a birth and of a death that an account tells otherwise than the fields do.

use super::*;

#[test]
fn an_account_that_begins_with_harm_on_a_day_near_the_incidents_is_information() {
    check_rule(
        &RULE,
        r#"
Date of incident: 12 March 2015

## Circumstances

On 14 March 2015 Child K was seriously injured at home.
   ^^^^^^^^^^^^^ information conflicting-field: "Date of incident" is "14 March 2015" here and "12 March 2015" in another place; keep the one that is right
"#,
    );
    for account in [
        "On 12 March 2015 Child K was seriously injured at home.",
        "On 14 March 2015 Child K was seriously injured at home. Two days before, on 12 March 2015, she had been seen.",
        "On 14 February 2015 Child K was seriously injured at home.",
        "On 14 March 2015 a nurse came to the house.",
    ] {
        check_rule(&RULE, &format!("Date of incident: 12 March 2015\n\n## Circumstances\n\n{account}\n"));
    }
}

#[test]
fn the_birth_of_somebody_called_by_the_whole_name_is_held_against_the_field() {
    for (birth, text) in [
        ("Pauline R, born 4 May 1951, lived alone.", "4 May 1951"),
        ("Pauline Redfearn, who was born on 4 May 1951, lived alone.", "4 May 1951"),
    ] {
        let at = birth.find(text).unwrap_or(0);
        let marks = format!(
            "{}{} warning conflicting-field: \"Date of birth\" is \"{text}\" here and \"4 May 1961\" in another place",
            " ".repeat(at),
            "^".repeat(text.len())
        );
        check_rule(
            &RULE,
            &format!(
                "Name: Pauline Redfearn\n\nDate of birth: 4 May 1961\n\n## Circumstances\n\n{birth}\n{marks}\n"
            ),
        );
    }
    for birth in
        ["Her sister Pauline Marsh, born 4 May 1951, lived alone.", "Her son, born 4 May 1981, lived there."]
    {
        check_rule(
            &RULE,
            &format!("Name: Pauline Redfearn\n\nDate of birth: 4 May 1961\n\n## Circumstances\n\n{birth}\n"),
        );
    }
}

#[test]
fn a_day_in_words_is_a_day() {
    check_rule(
        &RULE,
        r#"
Date of death: 3 September 2021

## Circumstances

Child O died on the fifth of September 2021, after being breathless since the Friday.
                    ^^^^^^^^^^^^^^^^^^^^^^^ warning conflicting-field: "Date of death" is "fifth of September 2021" here
"#,
    );
    for day in ["the third of September 2021", "this 3rd day of September 2021", "3 September 2021"] {
        check_rule(
            &RULE,
            &format!("Date of death: 3 September 2021\n\n## Circumstances\n\nChild O died on {day}.\n"),
        );
    }
}
