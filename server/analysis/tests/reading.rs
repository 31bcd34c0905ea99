//! What a reader sees of a referral besides its text: outline, folds, growing selections and links.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fmt::Write as _;

use referral_analysis::folds::{self, FoldKind};
use referral_analysis::links::{self, Target};
use referral_analysis::symbols::{self, Symbol};
use referral_analysis::widening;
use text_size::{TextRange, TextSize};

#[path = "support/referral.rs"]
mod referral;
#[path = "support/schemas.rs"]
mod schemas;

use referral::{slice, with, with_mark};

const REFERRAL: &str = "\
---
schema: scr
date-aware: 2015-03-31
---
# Referral of Child K

## Child

| Name | Child K |
|---|---|
| Gender | |

## Criteria for a Serious Case Review

<!-- prompt: Which criteria are met? -->

## Circumstances

On 3 March she was seen.
[insert what happened next]

### What the ward saw

A bruise.

## Part 2: to be completed by the Chair of the LSCB

### Decision

Yes.
";

/// The outline, indented, each line with its detail.
fn outline(text: &str) -> String {
    fn write(symbols: &[Symbol], depth: usize, shown: &mut String) {
        for symbol in symbols {
            writeln!(shown, "{}{}: {}", "  ".repeat(depth), symbol.name, symbol.detail).unwrap();
            write(&symbol.children, depth + 1, shown);
        }
    }
    let mut shown = String::new();
    with(text, |subject| write(&symbols::symbols(subject), 0, &mut shown));
    shown
}

#[test]
fn the_outline_speaks_the_words_of_the_schema_and_says_how_far_each_section_is() {
    assert_eq!(
        outline(REFERRAL),
        "\
Front matter: scr
  Date the referrer became aware: 2015-03-31
Referral of Child K: Referral for Serious Case Review consideration
  Child: 4 words
    Name or identifier: Child K
    Gender: empty
  Basis: 1 prompt left (\"Criteria for a Serious Case Review\")
  Circumstances: 12 words, 1 prompt left
    What the ward saw: not in the schema
  For board use: for the board (\"Part 2: to be completed by the Chair of the LSCB\")
    Decision: for the board
"
    );
}

#[test]
fn labels_without_headings_are_sections_too() {
    let shown = outline("Name of child: T.W.\n\nCircumstances:\n\nT was found at home.\n\nBasis:\n\n");
    assert_eq!(shown, "Name or identifier: T.W.\nCircumstances: 5 words\nBasis: empty\n");
}

#[test]
fn an_item_with_its_title_before_the_text_is_a_section_up_to_the_next_item() {
    for text in [
        "5. **Circumstances.** K was found at home.\n6. **Basis.** The criteria are met.\n7. **Housing.** A flat.\n",
        "5. Circumstances. K was found at home.\n6. Basis. The criteria are met.\n7. The flat was cold.\n",
        "- **Circumstances:** K was found at home.\n- **Basis:** The criteria are met.\n- **Housing:** A flat.\n",
    ] {
        assert_eq!(outline(text), "Circumstances: 5 words\nBasis: 4 words\n", "{text}");
    }
    // A list of facts, and a paragraph about anything.
    assert_eq!(outline("- Circumstances: he was found at home\n- Basis: none\n"), "");
    assert_eq!(outline("1. Housing. K was found at home.\n2. The criteria are met.\n"), "");
}

#[test]
fn a_title_in_italics_is_one_where_it_names_a_section() {
    let text =
        "*Circumstances.* K was found at home.\n\n*Basis*\n\nThe criteria are met.\n\n*She was* unhurt.\n";
    assert_eq!(outline(text), "Circumstances: 5 words\nBasis: 7 words\n");
}

#[test]
fn a_title_in_capitals_may_be_a_list_of_one() {
    let text = "1. INCIDENT\n\nK was found at home.\n\n2. AGENCIES INVOLVED\n\nEastmoor Police.\n";
    let expected = "Circumstances: 5 words (\"INCIDENT\")\nAgencies involved: 2 words\n";
    assert_eq!(outline(text), expected);
}

#[test]
fn a_numbered_question_asks_for_what_its_words_say() {
    let text = "1) What happened?\n\nK was found at home.\n\n2) Which of the criteria applies and why do you say so?\n\n\
                The first.\n";
    let expected = "Circumstances: 5 words (\"What happened\")\n\
                    Basis: 2 words (\"Which of the criteria applies and why do you say so\")\n";
    assert_eq!(outline(text), expected);
}

#[test]
fn a_heading_that_names_two_sections_is_one_line() {
    let shown = outline("## Basis and rationale\n\nBoth here.\n");
    assert_eq!(shown.lines().count(), 1, "{shown}");
    assert!(shown.starts_with("Basis and Rationale: 2 words"), "{shown}");
}

#[test]
fn every_label_lies_in_its_range_and_every_child_in_its_parent() {
    fn check(symbols: &[Symbol], outer: TextRange) {
        for symbol in symbols {
            assert!(!symbol.name.trim().is_empty());
            assert!(outer.contains_range(symbol.at), "{symbol:?} is not in {outer:?}");
            assert!(symbol.at.contains_range(symbol.label), "{symbol:?}");
            check(&symbol.children, symbol.at);
        }
    }
    for text in referral::all() {
        with(&text, |subject| {
            check(&symbols::symbols(subject), TextRange::up_to(TextSize::of(text.as_str())));
        });
    }
}

/// The first and last words of each fold, and its kind.
fn folded(text: &str) -> Vec<(FoldKind, String)> {
    with(text, |subject| {
        let ends = |at| {
            let text = slice(subject, at);
            format!("{} … {}", text.lines().next().unwrap(), text.lines().next_back().unwrap())
        };
        folds::folds(subject).into_iter().map(|fold| (fold.kind, ends(fold.at))).collect()
    })
}

#[test]
fn sections_parts_for_the_board_front_matter_tables_and_comments_fold() {
    let comments = "## Basis\n\n<!-- prompt: One? -->\n<!-- prompt: Two? -->\n\n<!-- three\nlines -->\n";
    assert_eq!(
        folded(comments),
        [
            (FoldKind::Part, "## Basis … lines -->".to_owned()),
            (FoldKind::Comment, "<!-- prompt: One? --> … lines -->".to_owned()),
        ]
    );
    let folded = folded(REFERRAL);
    for expected in [
        (FoldKind::FrontMatter, "--- … ---"),
        (FoldKind::Part, "# Referral of Child K … Yes."),
        (FoldKind::Part, "## Child … | Gender | |"),
        (FoldKind::Table, "| Name | Child K | … | Gender | |"),
        (FoldKind::Part, "## Part 2: to be completed by the Chair of the LSCB … Yes."),
    ] {
        let expected = (expected.0, expected.1.to_owned());
        assert!(folded.contains(&expected), "{expected:?} is not in {folded:#?}");
    }
}

#[test]
fn of_too_many_folds_the_sections_stay() {
    with(REFERRAL, |subject| {
        let few = folds::at_most(folds::folds(subject), 7);
        assert!(few.iter().all(|fold| fold.kind == FoldKind::Part), "{few:?}");
        assert!(few.windows(2).all(|pair| pair[0].at.start() <= pair[1].at.start()));
        assert_eq!(folds::at_most(folds::folds(subject), 0), []);
    });
}

fn steps(marked: &str) -> Vec<String> {
    with_mark(marked, |subject, at| {
        let widenings = widening::widenings(subject, &[at]);
        widenings[0].iter().map(|at| slice(subject, *at).to_owned()).collect()
    })
}

#[test]
fn a_selection_grows_from_word_to_sentence_paragraph_section_and_document() {
    let text =
        "# Title\n\n## Basis\n\nDr. Roe was told.\nShe did no¦t act.\n\nMore.\n\n## Rationale\n\nText.\n";
    assert_eq!(
        steps(text),
        [
            "not",
            "She did not act.",
            "Dr. Roe was told.\nShe did not act.",
            "Dr. Roe was told.\nShe did not act.\n\nMore.",
            "## Basis\n\nDr. Roe was told.\nShe did not act.\n\nMore.",
            "## Basis\n\nDr. Roe was told.\nShe did not act.\n\nMore.\n\n## Rationale\n\nText.",
            "# Title\n\n## Basis\n\nDr. Roe was told.\nShe did not act.\n\nMore.\n\n## Rationale\n\nText.",
            "# Title\n\n## Basis\n\nDr. Roe was told.\nShe did not act.\n\nMore.\n\n## Rationale\n\nText.\n",
        ]
    );
}

#[test]
fn a_selection_grows_through_cells_items_and_front_matter() {
    assert_eq!(steps("| Name | Child ¦K |\n|---|---|\n| Age | 5 |\n")[..2], ["K", "Child K"]);
    assert_eq!(steps("- One thing.\n- An¦other thing.\n")[..2], ["Another", "Another thing."]);
    assert_eq!(
        steps("---\ndate-aware: 2015-03-¦31\nschema: scr\n---\n")[..3],
        ["2015-03-31", "date-aware: 2015-03-31", "---\ndate-aware: 2015-03-31\nschema: scr\n---"]
    );
}

#[test]
fn every_step_holds_the_place_and_the_step_before() {
    for text in referral::all() {
        with(&text, |subject| {
            let places: Vec<TextSize> =
                text.char_indices().step_by(37).map(|(at, _)| TextSize::new(at as u32)).collect();
            for (at, steps) in places.iter().zip(widening::widenings(subject, &places)) {
                assert_eq!(steps.last(), Some(&TextRange::up_to(TextSize::of(text.as_str()))));
                assert!(steps.iter().all(|step| step.contains_inclusive(*at)));
                assert!(steps.windows(2).all(|pair| pair[1].contains_range(pair[0]) && pair[0] != pair[1]));
            }
        });
    }
}

fn leads(text: &str) -> Vec<(String, String)> {
    with(text, |subject| {
        let shown = |to: Target| match to {
            Target::Source { address, .. } => address,
            Target::File(path) => path,
        };
        links::links(subject)
            .into_iter()
            .map(|lead| (slice(subject, lead.at).to_owned(), shown(lead.to)))
            .collect()
    })
}

#[test]
fn a_source_of_the_schema_that_the_text_names_leads_to_its_address() {
    let text = "## Basis\n\nUnder the *Local Safeguarding Children\nBoards Regulations 2006* and Quality Marker 1.\n";
    let found = leads(text);
    assert_eq!(found[0].0, "Local Safeguarding Children\nBoards Regulations 2006");
    assert_eq!(found[0].1, "http://www.legislation.gov.uk/uksi/2006/90/body/made");
    assert_eq!(found[1].0, "Quality Marker 1");
    assert!(found[1].1.starts_with("https://www.scie.org.uk/"), "{found:?}");
    assert_eq!(found.len(), 2);
}

#[test]
fn another_edition_a_longer_word_and_a_link_of_the_writers_own_lead_nowhere_new() {
    assert_eq!(leads("Working Together to Safeguard Children 2018 and Quality Marker 12.\n"), []);
    assert_eq!(leads("See [Quality Marker 1](https://example.org/marker).\n"), []);
}

#[test]
fn links_to_files_are_paths_from_the_document() {
    let text = "See [child K](../k/child%20k.referral.md#basis), [here](#basis), [web](https://example.org/a.md),\n[mail](mailto:a@example.org) and [root](/etc/hosts).\n";
    assert_eq!(
        leads(text),
        [("../k/child%20k.referral.md#basis".to_owned(), "../k/child k.referral.md".to_owned())]
    );
}
