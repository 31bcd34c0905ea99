//! What a hover says at a place, and what can be done there, over whole referrals and over small ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;

use chrono::NaiveDate;
use referral_analysis::actions::{self, ActionKind};
use referral_analysis::check::{self, Report};
use referral_analysis::document::Document;
use referral_analysis::finding::Edit;
use referral_analysis::hover;
use referral_analysis::neighbours::Neighbours;
use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::selection::{self, Choice, Signs};
use referral_analysis::settings::Settings;
use referral_analysis::skeleton;
use referral_analysis::subject::{Case, Memory, Subject};
use text_size::{TextRange, TextSize};

#[path = "support/referrals.rs"]
mod whole;

#[path = "support/schemas.rs"]
mod schemas;

fn catalogue() -> Catalogue {
    Catalogue::new(
        &schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect::<Vec<_>>(),
    )
}

/// Calls `look` with the document `text` in the eyes of the schema it names, else of `scr`, as a person on 10 June 2015
/// would have it.
fn with<T>(catalogue: &Catalogue, text: &str, look: impl FnOnce(&Subject<'_>, &Report, &Choice) -> T) -> T {
    let document = Document::parse(text.to_owned());
    let (settings, neighbours) = (Settings::default(), Neighbours::default());
    let signs = Signs { file_name: "child-k.referral.md", ..Signs::default() };
    let choice = selection::choose(&document, &signs, &settings, catalogue);
    let schema = match &choice {
        Choice::Referral { schema, .. } => schema.as_str(),
        Choice::Unknown { .. } | Choice::NotOurs { .. } => "scr",
    };
    let case = Case {
        document: &document,
        schema: catalogue.get(schema).unwrap(),
        vocabulary: catalogue.vocabulary(schema).unwrap(),
        catalogue,
        settings: &settings,
        neighbours: &neighbours,
        today: NaiveDate::from_ymd_opt(2015, 6, 10).unwrap(),
        as_ready: false,
    };
    let subject = Subject::new(&case, &mut Memory::default());
    let report = check::report(&subject, &|| false).unwrap();
    look(&subject, &report, &choice)
}

/// The hover at the mark `¦`, as plain text; empty where there is none.
fn hover_at(marked: &str) -> String {
    let at = TextSize::new(marked.find('¦').expect("a mark") as u32);
    with(&catalogue(), &marked.replace('¦', ""), |subject, report, choice| {
        let hover = hover::hover(subject.document, choice, Some(subject), report, at);
        hover.map(|hover| hover::plain(&hover)).unwrap_or_default()
    })
}

fn made(document: &Document, edits: &[Edit]) -> String {
    let mut text = document.source().to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(std::ops::Range::<usize>::from(document.resolve(edit.place)), &edit.text);
    }
    text
}

#[test]
fn a_citation_says_the_criterion_with_its_source() {
    let hover = hover_at(
        "## Basis\n\nThe criteria in regulation 5(2)(a) and ¦(b)(ii) are met, as Child K was seriously harmed.\n",
    );
    assert!(
        hover.contains("Local Safeguarding Children Boards Regulations 2006, regulation 5(2)(b)(ii)"),
        "{hover}"
    );
    assert!(hover.contains("seriously harmed"), "{hover}");
    assert!(hover.contains("Source: "), "{hover}");
    assert!(!hover.contains("is met") && !hover.contains("is not met"), "the board decides: {hover}");
}

#[test]
fn an_empty_section_says_why_it_was_found_and_what_belongs_there() {
    let hover = hover_at("## ¦Basis\n\n## Rationale\n\nBecause.\n");
    let finding = hover.find("[empty-section]").unwrap();
    let guidance = hover.find("Say plainly which statutory criterion").unwrap();
    assert!(finding < guidance, "the finding first: {hover}");
    assert!(hover.contains("the board cannot tell which"), "the rule's own reason: {hover}");
}

#[test]
fn a_deadline_that_could_only_be_recalled_says_so() {
    let hover = hover_at("---\ndate-of-referral: ¦2015-03-16\n---\n## Basis\n");
    assert!(hover.contains("Monday 16 March 2015"), "{hover}");
    assert!(hover.contains("is not confirmed"), "{hover}");
}

#[test]
fn a_field_says_what_is_asked() {
    let hover = hover_at("## Referrer\n\nDate of re¦ferral: 16 March 2015\n");
    assert!(hover.contains("Date of referral"), "{hover}");
}

#[test]
fn a_consideration_is_weighed_and_never_said_to_be_met() {
    let hover = hover_at(
        "---\nschema: lcspr\n---\n## Basis\n\nSection 16C(1)(a), and regulation 11¦(c) points to a local review.\n",
    );
    assert!(hover.contains("regulation 11(c)"), "{hover}");
    assert!(hover.contains("it is weighed, and no test to be met"), "{hover}");
}

#[test]
fn a_condition_of_section_44_says_what_it_asks_of_a_death_as_well() {
    let hover = hover_at("---\nschema: sar\n---\n## Basis\n\nCare Act 2014, section 44¦(2).\n");
    assert!(hover.contains("Care Act 2014, section 44(2)"), "{hover}");
    assert!(hover.contains("worked together to safeguard the adult"), "{hover}");
}

#[test]
fn an_element_that_no_way_to_qualify_asks_about_is_not_shown() {
    let basis = "## Basis\n\nThe agencies did not work toge¦ther.\n";
    let england = hover_at(basis);
    assert!(england.contains("cause for concern as to the way"), "{england}");
    let wales = hover_at(&format!("---\nschema: cpr-wales\n---\n{basis}"));
    assert!(!wales.contains("An element of the criteria"), "Wales has no such test: {wales}");
}

#[test]
fn a_question_in_our_words_is_no_quotation() {
    let hover = hover_at("---\nschema: sar\n---\n## Ba¦sis\n\nCondition 1.\n");
    assert!(hover.contains("In our words: Does the referral say outright"), "{hover}");
}

#[test]
fn an_empty_place_says_what_belongs_there() {
    for marked in ["## Background\n\n¦\n", "## Background\n\n<!-- prompt: What¦ before? -->\n"] {
        let hover = hover_at(marked);
        assert!(hover.contains("What was daily life like for the child"), "{marked}: {hover}");
    }
    let hover = hover_at("## Child\n\n- **Gender:** ¦\n");
    assert!(hover.contains("Gender"), "{hover}");
    let hover = hover_at("## Basis\n\n5(2)(a) and (b)(ii) is met, we say.¦\n");
    assert!(hover.contains("What is known about whether the child has been seriously harmed?"), "{hover}");
    assert_eq!(hover_at("## Background\n\nKnown since May.\n¦\n"), "", "it is said");
}

#[test]
fn ordinary_prose_has_no_hover() {
    assert_eq!(hover_at("## Circumstances\n\nOn a Tuesday the fam¦ily moved.\n"), "");
}

#[test]
fn the_reason_for_delay_is_offered_with_its_dates() {
    let text = "---\ndate-aware: 2015-03-31\ndate-of-referral: 2015-04-09\n---\n## Basis\n\n## Rationale\n\n## Background\n\nKnown since May 2014.\n";
    with(&catalogue(), text, |subject, _, _| {
        let at = TextRange::empty((text.find("Known").unwrap() as u32).into());
        let actions = actions::for_place(subject, at);
        let action = actions.iter().find(|action| action.title.contains("delay")).unwrap();
        let changed = made(subject.document, &action.edits);
        assert!(
            changed
                .contains("<!-- prompt: Aware on 31 March 2015, referred on 9 April 2015: 5 working days."),
            "{changed}"
        );
    });
}

#[test]
fn nothing_panics_at_any_place_of_any_referral_and_silencing_silences() {
    let catalogue = catalogue();
    for path in whole::referrals_in("referrals") {
        let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        with(&catalogue, &text, |subject, report, choice| {
            let document = subject.document;
            for (at, _) in text.char_indices().step_by(7) {
                let at = TextSize::new(at as u32);
                if let Some(hover) = hover::hover(document, choice, Some(subject), report, at) {
                    assert!(hover.at.contains_inclusive(at) && !hover.parts.is_empty());
                    assert!(hover::markdown(&hover).len() > 2);
                }
                actions::for_place(subject, TextRange::empty(at));
                skeleton::skeleton_at(subject, at);
            }
            let all: Vec<usize> = (0..report.findings.len()).collect();
            for action in actions::for_findings(document, report, &all) {
                let finding = &report.findings[action.finding.unwrap()];
                if action.kind != ActionKind::Suppress {
                    continue;
                }
                let changed = made(document, &action.edits);
                with(&catalogue, &changed, |_, after, _| {
                    let count = |report: &Report| {
                        let same = report.findings.iter().filter(|other| {
                            other.code == finding.code
                                && other.about == finding.about
                                && other.message == finding.message
                        });
                        same.count()
                    };
                    assert!(
                        count(after) < count(report),
                        "{}: {} silenced {} in\n{changed}",
                        path.display(),
                        action.title,
                        finding.message,
                    );
                });
            }
        });
    }
}
