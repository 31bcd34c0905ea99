//! What a criterion asks for, denied in a sentence elsewhere.

use super::super::super::testing::check_rule;
use super::super::RULE;

#[test]
fn serious_harm_claimed_and_denied_is_reported() {
    check_rule(
        &RULE,
        r#"
---
schema: lcspr
---
## Basis

The criteria in section 16C(1)(a) are met: he has been abused and seriously harmed.

## Medical findings

Her opinion, in which I concur, is that he was not seriously harmed.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning contradictory-basis: the criteria are said to be met, and this seems to say otherwise
"#,
    );
}

#[test]
fn a_death_from_neglect_claimed_and_denied_is_reported() {
    check_rule(
        &RULE,
        r#"
---
schema: sar
---
## Basis

Section 44(1) and (2) of the Care Act 2014 is met: he has died.

## Cause of death

Neither we nor any other agency suspect that neglect played any part in his death.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning contradictory-basis: section 44(1) and (2) is said to be met, and this seems to say otherwise
"#,
    );
}

#[test]
fn what_others_thought_what_may_be_and_another_death_contradict_nothing() {
    for text in [
        "The ward recorded that he was not seriously harmed, and sent him home.",
        "Some colleagues say that he was not seriously harmed.",
        "If he was not seriously harmed, it was luck.",
        "His brother was not seriously harmed.",
        "Was he not seriously harmed?",
        "Nobody doubts that neglect contributed to the death of his sister.",
    ] {
        let basis = "The criteria in section 16C(1)(a) are met: he has been abused and seriously harmed.";
        check_rule(&RULE, &format!("---\nschema: lcspr\n---\n## Basis\n\n{basis}\n\n## Account\n\n{text}\n"));
    }
}
