//! What a referral is still asked: where each answer goes, what is asked there, and what comes next.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use referral_analysis::hints;
use referral_analysis::prompts::{self, Prompt, Standing};
use text_size::TextSize;

#[path = "support/referral.rs"]
mod referral;
#[path = "support/schemas.rs"]
mod schemas;

use referral::with;

fn prompts_of(text: &str) -> Vec<Prompt> {
    with(text, prompts::prompts)
}

/// The referral with a mark at each prompt that stands in it: `«needed»`, `‹optional›`. Those at a point are `«»`.
fn shown(text: &str) -> String {
    let mut shown = text.to_owned();
    let prompts = prompts_of(text);
    for prompt in prompts.iter().rev().filter(|prompt| prompt.standing != Standing::Absent) {
        let [open, close] = if prompt.is_needed { ['«', '»'] } else { ['‹', '›'] };
        shown.insert(prompt.at.end().into(), close);
        shown.insert(prompt.at.start().into(), open);
    }
    shown
}

fn names(prompts: &[Prompt], standing: Standing) -> Vec<&str> {
    prompts.iter().filter(|prompt| prompt.standing == standing).map(|prompt| prompt.name.as_str()).collect()
}

fn asked<'p>(prompts: &'p [Prompt], about: &str) -> &'p Prompt {
    prompts.iter().find(|prompt| prompt.about == about).unwrap_or_else(|| panic!("{about} in {prompts:#?}"))
}

#[test]
fn an_empty_section_is_answered_below_its_heading() {
    assert_eq!(
        shown("## Basis\n\n\n\n## Rationale\n\n## Circumstances\n## Agencies involved\n\n"),
        "## Basis\n\n«»\n\n## Rationale\n«»\n## Circumstances«»\n## Agencies involved\n\n«»"
    );
    assert_eq!(shown("Rationale\r\n=========\r\n\r\n\r\n"), "Rationale\r\n=========\r\n\r\n«»\r\n");
    assert_eq!(shown("**Basis:**\n\n**Rationale:** It is.\n"), "**Basis:**«»\n\n**Rationale:** It is.\n");
    assert_eq!(shown("## Basis"), "## Basis«»");
}

#[test]
fn an_empty_field_is_answered_behind_its_label_however_it_is_written() {
    for (text, marked) in [
        ("**Name of referrer:** \n", "**Name of referrer:** «»\n"),
        ("- **Name of referrer:**\n", "- **Name of referrer:**«»\n"),
        ("Name of referrer:\n", "Name of referrer:«»\n"),
        (
            "| Agency | Eastmoor |\n|---|---|\n| Date of referral |  |\n",
            "| Agency | Eastmoor |\n|---|---|\n| Date of referral | «» |\n",
        ),
        ("---\nreferrer-name: \n---\n", "---\nreferrer-name: «»\n---\n"),
        ("**Name of referrer:** <!-- prompt: Who? -->\n", "**Name of referrer:** «<!-- prompt: Who? -->»\n"),
        ("**Name of referrer:** [insert name]\n", "**Name of referrer:** «[insert name]»\n"),
        ("**Name of referrer:** n/a\n", "**Name of referrer:** «n/a»\n"),
        ("**Gender:**\n", "**Gender:**‹›\n"),
    ] {
        let below = |text: &str| {
            if text.starts_with("---") { text.to_owned() } else { format!("## Referrer\n\n{text}") }
        };
        assert_eq!(shown(&below(text)), below(marked));
    }
}

#[test]
fn what_is_answered_is_not_asked() {
    assert_eq!(
        shown(
            "**Name of referrer:** J. Example <!-- prompt: Who? -->\n\n## Basis\n\nThe criteria are met.\n"
        )
        .matches('«')
        .count(),
        2,
        "the parts of the criteria alone"
    );
    let form = "## Child\n\n- **Name or identifier:** Child K\n\n## Basis\n\nThe statutory criteria are met under regulation 5(2)(a) and (b)(i): Child K has died, and physical abuse is suspected because the injuries found on 2 March 2015 were not explained by anyone. The school nurse had seen a bruise on 9 February and wrote to the surgery, which filed her letter; the health visitor had asked the surgery about the same child in January and was told that there was nothing to know. Nobody put the two together until he died.\n\n## Rationale\n\n";
    assert_eq!(shown(form), form, "the box for the basis serves for the rationale");
}

#[test]
fn comments_and_tokens_are_asked_one_by_one() {
    let text = "## Circumstances\n\nOn 2 March she fell.\n<!-- prompt: Who saw it? -->\n\n## Background\n\n<!-- prompt: What before? -->\n<!-- a note -->\n\n## Basis\n\nIt is [insert reason], TBC.\n";
    let marked = shown(text);
    assert!(marked.contains("‹<!-- prompt: Who saw it? -->›"), "something is said there: {marked}");
    assert!(marked.contains("‹<!-- prompt: What before? -->›\n<!-- a note -->"), "{marked}");
    assert!(marked.contains("«[insert reason]», TBC."), "{marked}");
    let prompts = prompts_of(text);
    assert_eq!(asked(&prompts, "background").questions, ["What before?"]);
    assert_eq!(asked(&prompts, "basis").questions, ["What belongs in the place of \"[insert reason]\"?"]);
}

#[test]
fn what_is_nowhere_is_asked_where_it_would_be_inserted() {
    let text = "# Referral\n\n## Circumstances\n\nShe fell.\n\n## Basis\n\n";
    let prompts = prompts_of(text);
    let absent = names(&prompts, Standing::Absent);
    assert_eq!(
        absent,
        [
            "Child",
            "Agencies involved",
            "Name of referrer",
            "Date of referral",
            "Date the referrer became aware",
            "Rationale",
        ]
    );
    let at = |about: &str| usize::from(asked(&prompts, about).at.start());
    assert_eq!(&text[at("agencies")..at("date-aware")], "## Circumstances");
    assert_eq!(at("rationale"), text.len());
}

#[test]
fn a_chosen_route_asks_about_each_of_its_limbs() {
    let text = "## Basis\n\n- [x] 5(2)(a) and (b)(ii)\n\n\n\n## Circumstances\n\nShe fell.\n";
    let prompts = prompts_of(text);
    let limb = asked(&prompts, "seriously-harmed");
    assert_eq!(limb.questions, ["What is known about whether the child has been seriously harmed?"]);
    assert_eq!(usize::from(limb.at.start()), text.find("\n\n## Circ").unwrap());
    let commented = text.replace(
        "\n\n\n\n##",
        "\n\n<!-- prompt: What is known about whether the child has been seriously harmed? -->\n\n##",
    );
    let prompts = prompts_of(&commented);
    assert!(prompts.iter().all(|prompt| prompt.about != "seriously-harmed"), "asked once");
}

#[test]
fn a_delay_is_asked_for_once_the_dates_make_it_due() {
    let dates = |referred: &str| {
        format!(
            "---\ndate-aware: 2015-03-03\ndate-of-referral: {referred}\n---\n# Referral\n\nSeen on 04/03/2015.\n"
        )
    };
    let prompts = prompts_of(&dates("2015-05-14"));
    let delay = asked(&prompts, "reason-for-delay");
    assert!(delay.is_needed && delay.standing == Standing::Absent);
    assert_eq!(
        delay.questions[0],
        "Aware on 03/03/2015, referred on 14/05/2015: 49 working days. What happened in between?"
    );
    let prompts = prompts_of(&dates("2015-03-05"));
    assert!(prompts.iter().all(|prompt| prompt.about != "reason-for-delay"), "in time");

    let below = format!(
        "{}\n## Reason for delay\n\n<!-- prompt: Who decided to wait, if anyone did, and why? -->\n",
        dates("2015-05-14")
    );
    let prompts = prompts_of(&below);
    let own: Vec<&Prompt> = prompts.iter().filter(|prompt| prompt.about == "reason-for-delay").collect();
    assert_eq!(own.len(), 1, "{own:#?}");
    assert_eq!(own[0].questions.len(), 2, "the dates, that no comment has, and the comment: {own:#?}");
    assert!(own[0].questions[0].starts_with("Aware on 03/03/2015, "));
    assert_eq!(&below[std::ops::Range::<usize>::from(own[0].at)][..11], "<!-- prompt", "in its place");
    let shown = with(&below, hints::hints);
    let shown: Vec<&str> =
        shown.iter().map(|hint| hint.text.as_str()).filter(|hint| hint.starts_with("Aware")).collect();
    assert_eq!(shown, [own[0].questions[0].as_str()], "and what the comment asks is in the text");
    assert!(own.iter().all(|prompt| prompt.is_needed));
    let in_time = below.replace("2015-05-14", "2015-03-05");
    assert!(!asked(&prompts_of(&in_time), "reason-for-delay").is_needed);
}

#[test]
fn the_dates_are_asked_for_where_it_cannot_be_told_how_long_it_took() {
    let prompts =
        prompts_of("# Referral\n\n## Circumstances\n\n- **Date the referrer became aware:**\n\nShe fell.\n");
    assert!(asked(&prompts, "date-aware").is_needed);
    assert_eq!(asked(&prompts, "date-of-referral").standing, Standing::Absent);
}

#[test]
fn the_next_prompt_is_the_next_that_the_board_needs() {
    let text = "## Child\n\n- **Name or identifier:**\n- **Gender:**\n\n## Circumstances\n\n\n\n## Basis\n\n";
    let mut prompts = prompts_of(text);
    prompts.retain(|prompt| prompt.standing != Standing::Absent);
    let walk = |from: usize, all| {
        prompts::next(&prompts, Some(TextSize::new(from as u32)), all).unwrap().name.as_str()
    };
    let back = |from: usize, all| {
        prompts::previous(&prompts, Some(TextSize::new(from as u32)), all).unwrap().name.as_str()
    };
    let circumstances = text.find("Circumstances").unwrap();
    assert_eq!(prompts::next(&prompts, None, false).unwrap().name, "Name or identifier");
    assert_eq!(walk(0, false), "Name or identifier");
    assert_eq!(walk(40, false), "Circumstances");
    assert_eq!(walk(40, true), "Gender");
    assert_eq!(walk(circumstances, false), "Circumstances");
    assert_eq!(walk(text.len(), false), "Name or identifier", "round again");
    assert_eq!(back(circumstances, false), "Name or identifier");
    assert_eq!(back(circumstances, true), "Gender");
    assert_eq!(back(0, false), "Basis");
    prompts.retain(|prompt| !prompt.is_needed);
    assert_eq!(
        prompts::next(&prompts, None, false).unwrap().name,
        "Gender",
        "the rest once nothing is needed"
    );
}

#[test]
fn every_place_lies_in_the_text_and_no_board_part_is_asked() {
    for text in referral::all() {
        let prompts = prompts_of(&text);
        for prompt in &prompts {
            assert!(text.get(std::ops::Range::<usize>::from(prompt.at)).is_some(), "{prompt:?}");
            assert!(!prompt.questions.is_empty() && prompt.about != "office-use", "{prompt:?}");
        }
        assert!(prompts.is_sorted_by_key(|prompt| prompt.at.start()));
        let mut positions = text.char_indices().step_by(41).map(|(at, _)| Some(TextSize::new(at as u32)));
        assert!(positions.all(|at| prompts::next(&prompts, at, true).is_none() == prompts.is_empty()));
    }
}

#[test]
fn the_choices_behind_a_field_that_is_filled_ask_nothing() {
    let text = "## Child\n\n- **Gender:** female <!-- prompt: female / male -->\n";
    assert!(
        prompts_of(text).iter().all(|prompt| prompt.about != "gender" && prompt.standing == Standing::Absent)
    );
}

#[test]
fn what_the_writer_has_said_to_be_silent_about_is_not_asked() {
    let text = "# Referral\n\n## Basis\n";
    let asks = |text: &str, about: &str| prompts_of(text).iter().any(|prompt| prompt.about == about);
    assert!(asks(text, "agencies") && asks(text, "rationale") && asks(text, "date-of-referral"));
    let silenced = format!(
        "<!-- referral-ignore-file missing-section(agencies), missing-field, unjudgeable-delay: known to the board -->\n\n{text}"
    );
    assert!(
        !asks(&silenced, "agencies")
            && !asks(&silenced, "date-of-referral")
            && !asks(&silenced, "date-aware")
    );
    assert!(asks(&silenced, "rationale"));
}

#[test]
fn a_date_shows_what_follows_from_it() {
    let shown = |text: &str| {
        with(text, |subject| {
            let hints = hints::hints(subject).into_iter().filter(|hint| hint.text.contains("day"));
            hints.map(|hint| hint.text).collect::<Vec<_>>()
        })
    };
    assert_eq!(
        shown("---\ndate-aware: 2015-03-31\n---\n# Referral\n\nOn 02/03/2015 she fell.\n"),
        ["5 working days: until 09/04/2015 · 1 month: until 30/04/2015"]
    );
    assert_eq!(
        shown(
            "---\ndate-aware: 2015-03-31\ndate-notified: 2015-04-08\ndate-of-referral: 2015-04-09\n---\n# Referral\n"
        ),
        [
            "4 working days after becoming aware · 1 month: until 8 May 2015",
            "5 working days after becoming aware"
        ]
    );
    assert!(shown("---\ndate-aware: March 2015\ndate-of-birth: 2012-01-01\n---\n").is_empty());
}

#[test]
fn what_is_typed_right_behind_a_bold_label_is_its_value() {
    with("## Child\n\n- **Name or identifier:**Child K\n", |subject| {
        assert_eq!(subject.fields("subject-name").next().unwrap().text, "Child K");
    });
}
