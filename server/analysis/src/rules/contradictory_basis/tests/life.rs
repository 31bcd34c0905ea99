//! A choice that is held against whether the text tells of a life or of a death.

use super::*;
use crate::document::Document;
use crate::rules::testing::Setup;

/// A referral in which a box is ticked for a death or for serious harm, after an account.
fn ticked(account: &str, death: &str, harm: &str) -> String {
    format!(
        "## Circumstances\n\n{account}\n\n## Basis\n\n{death} 5(2)(a) and (b)(i): the child has died\n{harm} 5(2)(a) \
         and (b)(ii): the child was seriously harmed\n"
    )
}

#[track_caller]
fn speaks_against(text: &str, route: &str) {
    let findings = Setup::whole().report(&Document::parse(text.to_owned())).findings;
    let found = findings.iter().filter(|finding| finding.code == RULE.code);
    let found: Vec<_> = found.map(|finding| finding.about.as_deref().unwrap_or("")).collect();
    let expected: Vec<&str> = if route.is_empty() { Vec::new() } else { vec![route] };
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_box_is_held_against_whether_the_text_tells_of_a_life() {
    let lives =
        "Child K, whose neglect was known, is recovering at home. The police did not share what they knew.";
    let died =
        "Child K died on 3 March 2015. Her neglect was known, and the police did not share what they knew.";
    for (on, off) in [("- [x]", "- [ ]"), ("☒", "☐"), ("(X)", "( )")] {
        speaks_against(&ticked(lives, on, off), "death");
        speaks_against(&ticked(lives, off, on), "");
        speaks_against(&ticked(died, on, off), "");
        speaks_against(&ticked(died, off, on), "serious-harm");
    }
}

#[test]
fn a_death_that_is_ticked_of_the_living_is_one_box_too_many() {
    speaks_against(&ticked("Child K is recovering at home. Neglect is suspected.", "☒", "☒"), "death");
    // Somebody who died may have been seriously harmed before.
    speaks_against(&ticked("Child K died on 3 March 2015. Neglect is suspected.", "☒", "☒"), "");
}

#[test]
fn what_is_near_a_death_or_sounds_like_one_is_none() {
    for account in [
        "Child K nearly died and is recovering at home.",
        "There were dead flies in the room. Child K is recovering at home.",
        "A concern had been passed on by the ward. Child K is recovering at home.",
        "Child K had been low since her grandfather's death, and was offered a bereavement group. She is recovering at home.",
        "She would have died without the neighbour. She is recovering at home.",
    ] {
        speaks_against(&ticked(account, "☒", "☐"), "death");
        speaks_against(&ticked(account, "☐", "☒"), "");
    }
}

#[test]
fn the_death_of_a_relative_is_not_that_of_the_one_referred() {
    speaks_against(&ticked("Her brother died in 2012. Child K is recovering at home.", "☒", "☐"), "death");
    speaks_against(&ticked("Somebody died in 2012. Child K is recovering at home.", "☒", "☐"), "");
}

#[test]
fn an_account_in_which_nobody_dies_speaks_only_where_it_is_whole() {
    let line = "On the ward she was weighed, seen by the dietitian and asked how school had been. ";
    speaks_against(&ticked(line, "☒", "☐"), "");
    speaks_against(&ticked(&line.repeat(8), "☒", "☐"), "death");
}

#[test]
fn a_cell_marked_beside_an_option_ticks_it() {
    let table = |death: &str, harm: &str| {
        format!(
            "## Circumstances\n\nChild K, whose neglect was known, is recovering at home. The police did not share what they \
             knew.\n\n**Criteria (mark X)**\n\n| | |\n|---|---|\n| Reg 5(2)(a) Abuse or neglect known or suspected | X |\n\
             | Reg 5(2)(b)(i) The child has died | {death} |\n\
             | Reg 5(2)(b)(ii) Seriously harmed, and cause for concern as to how agencies worked together | {harm} |\n"
        )
    };
    speaks_against(&table("X", ""), "death");
    speaks_against(&table("", "X"), "");
}

#[test]
fn what_a_form_says_of_life_is_believed() {
    let form = |fact: &str, death: &str, harm: &str| {
        format!("{fact}\n\n{}", ticked("Neglect is suspected.", death, harm))
    };
    speaks_against(&form("Living or deceased: Living", "☒", "☐"), "death");
    speaks_against(&form("Living or deceased: Living", "☐", "☒"), "");
    speaks_against(&form("Living or deceased: Deceased", "☒", "☐"), "");
    speaks_against(&form("Living or deceased: Deceased", "☐", "☒"), "serious-harm");
    // No day of death is no death.
    speaks_against(&form("Date of death (if applicable): Not applicable", "☐", "☒"), "");
}

#[test]
fn the_death_of_a_mother_in_a_few_words_is_hers() {
    speaks_against(&ticked("Mother died 23/12/2012. Child K is recovering at home.", "☐", "☒"), "");
    speaks_against(&ticked("Mother died 23/12/2012. Child K is recovering at home.", "☒", "☐"), "death");
}

#[test]
fn what_is_chosen_rather_than_another_is_no_denial() {
    for apart in ["rather than", "as opposed to", "and not"] {
        speaks_against(
            &format!(
                "## Basis\n\nRegulation 5(2)(b)(ii) applies {apart} 5(2)(b)(i). The criteria in regulation 5(2)(a) and (b)(ii) are met.\n"
            ),
            "",
        );
    }
    speaks_against(
        "## Basis\n\nRegulation 5(2)(a) and (b)(ii) are met. Regulation 5(2)(a) and (b)(ii) are not met.\n",
        "serious-harm",
    );
}

#[test]
fn a_box_for_the_living_that_is_ticked_of_the_dead_is_reported_whatever_else_is_ticked() {
    speaks_against(
        "---\nschema: sar\n---\n\n## Circumstances\n\nMr V, who needed care, died in hospital on 8 October 2017 after \
         neglect.\n\n## Basis\n\n☒ Condition 1: the adult has died, and the death is suspected to result from neglect\n☒ \
         Condition 2: the adult is still alive and has experienced serious neglect\n",
        "serious-abuse-or-neglect",
    );
}

#[test]
fn the_criterion_s_words_are_no_death_that_is_relied_on() {
    for basis in [
        "Regulation 5(2)(a) and (b)(ii) are met. (b)(i) the child has died, no, thank God.",
        "Regulation 5(2)(a) and (b)(ii) are met: it is not so that the child has died.",
        "The criteria are those of neglect where the child has died or been seriously harmed, and they are met.",
    ] {
        check_rule(
            &RULE,
            &format!(
                "## Circumstances\n\nChild K was found under the ice and is recovering at home with her \
                 aunt.\n\n## Basis\n\n{basis}\n"
            ),
        );
    }
}
