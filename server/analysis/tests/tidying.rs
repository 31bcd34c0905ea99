//! What tidying changes, and the laws that it keeps over whole referrals and over any text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use referral_analysis::tidy::{self, Change};
use referral_analysis::typing;
use text_size::{TextRange, TextSize};

#[path = "support/referral.rs"]
mod referral;
#[path = "support/schemas.rs"]
mod schemas;

use referral::with;

fn changed(text: &str, changes: &[Change]) -> String {
    let mut after = text.to_owned();
    let mut last = text.len();
    for change in changes.iter().rev() {
        assert!(usize::from(change.at.end()) <= last, "changes overlap or are out of order: {changes:?}");
        last = change.at.start().into();
        after.replace_range(std::ops::Range::<usize>::from(change.at), &change.text);
    }
    after
}

fn tidied(text: &str) -> String {
    with(text, |subject| changed(text, &tidy::tidy(subject)))
}

#[test]
fn headings_get_one_space_and_one_blank_line_on_each_side() {
    assert_eq!(
        tidied(
            "---\nschema: scr\n---\n#   Title  \n## Basis\nText.\n\n\n\n  ## Rationale\n\n\nText.\n##Circumstances\nText.\n"
        ),
        "---\nschema: scr\n---\n\n# Title\n\n## Basis\n\nText.\n\n## Rationale\n\nText.\n\n## Circumstances\n\nText.\n"
    );
}

#[test]
fn a_comment_above_a_heading_stays_with_it() {
    let text = "Text.\n\n<!-- referral-ignore empty-section: to come -->\n## Basis\n\nText.\n";
    assert_eq!(tidied(text), text);
}

#[test]
fn a_hash_that_heads_nothing_known_is_text() {
    for text in ["#1 concern is sleep.\n", "##whatever\n", "# Title\n\nText ##Basis\n"] {
        assert_eq!(tidied(text), text);
    }
}

#[test]
fn white_space_at_ends_goes_unless_it_breaks_a_line() {
    assert_eq!(
        tidied("One \nbroken  \nhere\t\n  \n- item \n- item\n\n```\ncode  \n```\n"),
        "One\nbroken  \nhere\n\n- item\n- item\n\n```\ncode  \n```\n"
    );
}

#[test]
fn line_breaks_of_windows_stay() {
    assert_eq!(tidied("# Title \r\nText. \r\n"), "# Title\r\n\r\nText.\r\n");
}

#[test]
fn tables_are_aligned() {
    assert_eq!(
        tidied("|Name|Relationship|\n|:-|-:|\n| Sibling S | brother\n|Adult A||\n"),
        "| Name      | Relationship |\n| :-------- | -----------: |\n| Sibling S |      brother |\n| Adult A   |              |\n"
    );
    assert_eq!(
        tidied("| | |\n|-|-|\n|Name|Child K|\n"),
        "|      |         |\n| ---- | ------- |\n| Name | Child K |\n"
    );
}

#[test]
fn a_wide_table_is_not_padded() {
    let prose = "word ".repeat(30);
    let prose = prose.trim();
    assert_eq!(
        tidied(&format!("|Date|Event|\n|---|---|\n|3 March|{prose}|\n")),
        format!("| Date | Event |\n|---|---|\n| 3 March | {prose} |\n")
    );
}

#[test]
fn a_table_that_could_be_read_in_two_ways_is_left() {
    for text in ["|a|b|\n|-|-|\n|`x|y`|z|\n", "|a|b|\n|-|-|\n|x\\\\|y|\n"] {
        assert_eq!(tidied(text), text);
    }
    assert_eq!(tidied("|a|b|\n|-|-|\n|x\\|y|z|\n"), "| a    | b   |\n| ---- | --- |\n| x\\|y | z   |\n");
}

#[test]
fn a_line_is_changed_at_most_once_and_only_where_it_differs() {
    let text = "#  Title\nText.\n|a|b|\n";
    with(text, |subject| {
        let lines: Vec<usize> = tidy::tidy(subject)
            .iter()
            .map(|change| text[..usize::from(change.at.start())].matches('\n').count())
            .collect();
        assert_eq!(lines, [0, 1]);
        let changes = tidy::tidy(subject);
        assert_eq!(changes[0].at, TextRange::new(2.into(), 3.into()));
        assert_eq!(changes[1].at, TextRange::empty(9.into()));
    });
}

#[test]
fn a_range_is_tidied_by_whole_lines() {
    let text = "One \nTwo \nThree \n";
    with(text, |subject| {
        let within = TextRange::new(6.into(), 7.into());
        assert_eq!(changed(text, &tidy::tidy_within(subject, within)), "One \nTwo\nThree \n");
    });
}

/// What is read as words: all but white space, bars, dashes and hashes.
fn words(text: &str) -> Vec<&str> {
    text.split([' ', '\t', '\n', '\r', '|', '-', '#']).filter(|word| !word.is_empty()).collect()
}

fn keeps_its_laws(text: &str) {
    let once = tidied(text);
    assert_eq!(words(&once), words(text), "a word changed");
    let kept = |text: &str| {
        text.chars().filter(|char| !matches!(char, ' ' | '\t' | '\n' | '\r' | '|' | '-')).collect::<String>()
    };
    assert_eq!(kept(&once), kept(text), "something else than white space and padding changed");
    assert_eq!(tidied(&once), once, "tidying twice is not tidying once, of {text:?}");
}

#[test]
fn whole_referrals_keep_their_words_and_are_tidy_after_once() {
    for text in referral::all() {
        keeps_its_laws(&text);
    }
}

#[test]
fn a_tidy_referral_has_the_same_sections_and_fields() {
    let read = |text: &str| {
        with(text, |subject| {
            let outline = &subject.outline;
            let sections: Vec<_> =
                outline.sections.iter().map(|section| (section.spec, section.fill)).collect();
            let fields: Vec<_> =
                outline.fields.iter().map(|field| (field.spec, field.text.clone())).collect();
            (sections, fields)
        })
    };
    for text in referral::all() {
        assert_eq!(read(&tidied(&text)), read(&text), "{text}");
    }
}

/// Bits of Markdown that meet in odd ways.
fn bits() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "# ",
        "#",
        "##Basis",
        "## Basis",
        "Basis",
        "Text",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "|",
        "|-|-|",
        "---",
        "===",
        "- ",
        "1. ",
        "> ",
        "```",
        "~~~",
        "<!-- x -->",
        "<div>",
        "\\",
        "`",
        ":",
        "[a]: b",
        "é",
        "\u{a0}",
        "| a | b |\n|---|---|\n",
    ]);
    prop::collection::vec(bits, 0..24).prop_map(|bits| bits.concat())
}

proptest! {
    #[test]
    fn any_text_keeps_its_words_and_is_tidy_after_once(text in bits()) {
        keeps_its_laws(&text);
    }
}

/// The text after Enter was typed at the mark, the editor having kept the indent that stands there.
fn entered(marked: &str) -> Option<String> {
    let at = marked.find('¦').unwrap();
    let text = marked.replace('¦', "");
    let change = typing::on_enter(&text, TextSize::new(at as u32))?;
    Some(changed(&text, &[change]))
}

#[test]
fn enter_in_a_list_of_options_brings_the_next_box() {
    assert_eq!(entered("- [x] 5(2)(a)\n¦\n").as_deref(), Some("- [x] 5(2)(a)\n- [ ] \n"));
    assert_eq!(entered("☒ The child has died\n¦").as_deref(), Some("☒ The child has died\n☐ "));
    assert_eq!(entered("  1. ☐ One\r\n  ¦\r\n").as_deref(), Some("  1. ☐ One\r\n  2. ☐ \r\n"));
}

#[test]
fn enter_on_an_empty_option_ends_the_list() {
    assert_eq!(entered("- [ ] One\n- [ ] \n¦\nText\n").as_deref(), Some("- [ ] One\n\nText\n"));
}

#[test]
fn enter_elsewhere_is_the_editors_own() {
    for text in
        ["- item\n¦", "Text\n¦", "☐ Yes ☐ No\n¦", "- [ ] One\n- [ ] ¦two", "Is she safe? ☐\n¦", "¦", "\n¦"]
    {
        assert_eq!(entered(text), None, "{text:?}");
    }
}
