//! What can be done to go on with a referral: its questions, its basis, and all that is missing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use referral_analysis::actions::{self, Action};
use referral_analysis::apply;
use referral_analysis::missing::Missing;
use text_size::{TextRange, TextSize};

#[path = "support/referral.rs"]
mod referral;
#[path = "support/schemas.rs"]
mod schemas;

use referral::{with, with_mark};

/// The actions at the mark `¦`, each with the text after it.
fn actions(marked: &str) -> Vec<(String, String)> {
    with_mark(marked, |subject, at| {
        let made = |action: &Action| {
            apply::apply(subject.document, &action.edits).expect("edits that do not overlap")
        };
        let found = actions::for_section(subject, TextRange::empty(at));
        found.iter().map(|action| (action.title.clone(), made(action))).collect()
    })
}

fn after(marked: &str, title: &str) -> String {
    let found = actions(marked);
    let titles: Vec<&String> = found.iter().map(|(title, _)| title).collect();
    let action = found.iter().find(|(found, _)| found == title);
    action.unwrap_or_else(|| panic!("{title} in {titles:#?}")).1.clone()
}

const HARM: &str = "Choose the basis: The child has been seriously harmed, abuse or neglect is known or suspected, and there is cause for concern about how agencies worked together";

#[test]
fn an_empty_section_is_given_its_questions() {
    assert_eq!(
        after("## Background\n¦\n## Basis\n", "Answer the prompts in this section"),
        "## Background\n\n<!-- prompt: What earlier concerns were there, when, and what was done? -->\n<!-- prompt: What was daily life like for the child, and what did the child say? -->\n<!-- prompt: What in the family's history, culture or situation helps to understand the case? -->\n\n## Basis\n"
    );
    let given = after("## Background\n¦\n", "Answer the prompts in this section");
    assert!(actions(&format!("¦{given}")).is_empty(), "once");
    assert!(actions("## Background\n\nKnown¦ since May.\n").is_empty(), "it has text");
    assert!(actions("# Refer¦ral\n").is_empty());
}

#[test]
fn a_late_referral_is_asked_about_its_delay_with_the_dates() {
    let text = "---\ndate-aware: 2015-03-03\ndate-of-referral: 2015-05-14\n---\n## Reason for delay\n¦\n";
    let asked = after(text, "Answer the prompts in this section");
    let dates = "<!-- prompt: Aware on 3 March 2015, referred on 14 May 2015: 49 working days. What happened in between? -->";
    assert!(asked.contains(dates), "{asked}");
}

#[test]
fn a_route_that_is_chosen_is_ticked_and_asks_about_its_limbs() {
    let chosen = after("## Basis\n\n¦\n\n## Circumstances\n\nThe child was neglected.\n", HARM);
    assert_eq!(
        chosen,
        "## Basis\n\n- [x] The child has been seriously harmed, abuse or neglect is known or suspected, and there is cause for concern about how agencies worked together: regulation 5(2)(a) and (b)(ii)\n\n<!-- prompt: What is known about whether the child has been seriously harmed? -->\n<!-- prompt: What is known about whether there is cause for concern as to the way in which the authority, their Board partners or other relevant persons have worked together to safeguard the child? -->\n\n\n\n## Circumstances\n\nThe child was neglected.\n",
        "what is spoken of elsewhere is not asked"
    );
    let again = chosen.replace("## Basis\n", "## Basis\n¦");
    assert!(actions(&again).iter().all(|(title, _)| title != HARM), "chosen already");
    assert!(actions("## Ration¦ale\n").iter().all(|(title, _)| !title.starts_with("Choose")));
}

#[test]
fn a_box_that_is_there_is_ticked_in_its_own_style() {
    let death = "Choose the basis: The child has died and abuse or neglect is known or suspected";
    for (text, ticked) in [
        ("☐ 5(2)(a) and (b)(i) ☐ 5(2)(a) and (b)(ii)", "☒ 5(2)(a) and (b)(i) ☐ 5(2)(a) and (b)(ii)"),
        (
            "- [ ] regulation 5(2)(a) and (b)(i)\n- [ ] regulation 5(2)(a) and (b)(ii)",
            "- [x] regulation 5(2)(a) and (b)(i)\n- [ ] regulation 5(2)(a) and (b)(ii)",
        ),
    ] {
        let chosen = after(&format!("## Basis¦\n\n{text}\n"), death);
        assert!(chosen.starts_with(&format!("## Basis\n\n{ticked}\n\n<!-- prompt: ")), "{chosen}");
    }
    let none = after("## Basis¦\n\n☐ 5(2)(a) and (b)(i)\n", "Choose the basis: Another reason");
    assert!(none.contains("☐ 5(2)(a) and (b)(i)") && none.contains("- [x] Another reason"), "{none}");
}

#[test]
fn all_that_is_missing_comes_in_one_go_and_is_not_missing_then() {
    let mut texts = referral::all();
    texts.extend(
        ["", "# Referral\n", "---\nschema: scr\n---\n# Referral\n", "## Basis\r\n\r\nMet.\r\n"]
            .map(str::to_owned),
    );
    for text in texts {
        let changed = with(&text, |subject| {
            let edits = Missing::of(subject).edits(subject);
            for edit in &edits {
                assert!(edit.place.is_empty(), "nothing typed goes: {edit:?}");
            }
            apply::apply(subject.document, &edits).expect("edits that do not overlap")
        });
        with(&changed, |subject| {
            let missing = Missing::of(subject);
            assert_eq!(missing.count(), 0, "{missing:#?} in\n{changed}");
        });
    }
}

#[test]
fn a_field_comes_below_the_heading_it_belongs_to() {
    let changed = with("# Referral\n\n## Basis\n\nMet.\n", |subject| {
        let edits = Missing::of(subject).edits(subject);
        apply::apply(subject.document, &edits).unwrap()
    });
    assert!(
        changed.contains(
            "\n## Referrer\n\n- **Name of referrer:** <!-- prompt: Who is making this referral? -->\n- **Date of referral:** <!-- prompt: On what date is this referral made? -->\n\n## Agencies involved\n\n<!-- prompt:"
        ),
        "{changed}"
    );
}

#[test]
fn choosing_changes_no_word_at_any_place_of_any_referral() {
    let letters = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    for text in referral::all() {
        with(&text, |subject| {
            for (at, _) in text.char_indices().step_by(97) {
                for action in actions::for_section(subject, TextRange::empty(TextSize::new(at as u32))) {
                    for edit in &action.edits {
                        let goes = letters(subject.document.source_at(edit.place));
                        assert!(goes.is_empty(), "{}: {goes}", action.title);
                    }
                }
            }
        });
    }
}
