//! What statements of basis claim, over a labelled table of invented ones.
//!
//! Figures are printed, and may not fall below what is reached; no single statement is asserted here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
// A test may print its figures and take the time.
#![allow(clippy::disallowed_macros, clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use referral_analysis::claims::{Stance, Target, criteria_overlap, read_claims, sentences};
use referral_analysis::schema::{Catalogue, NamedFile, Schema, Vocabulary, read};

#[path = "support/schemas.rs"]
mod schemas;

const SCHEMA: &str = r#"
id = "scr"
title = "Referral for Serious Case Review consideration"

[[limb]]
id = "abuse-or-neglect"
wording = "abuse or neglect of a child is known or suspected"
source = "regs"
terms = ["abuse", "neglect"]

[[limb]]
id = "child-died"
wording = "the child has died"
source = "regs"
terms = ["died", "death"]

[[limb]]
id = "seriously-harmed"
wording = "the child has been seriously harmed"
source = "regs"
terms = ["seriously harmed", "serious harm"]

[[limb]]
id = "joint-working-concern"
wording = "there is cause for concern as to the way in which the authority, their Board partners or other relevant persons have worked together to safeguard the child"
source = "regs"
terms = ["worked together", "working together"]

[[route]]
id = "death"
kind = "statutory"
label = "Abuse or neglect of a child is known or suspected and the child has died"
citation = ["5(2)(a) and (b)(i)"]
limbs = ["abuse-or-neglect", "child-died"]
phrases = ["abuse or neglect is known or suspected and the child has died", "death criterion", "death criteria", "child death criterion"]
source = "regs"

[[route]]
id = "serious-harm"
kind = "statutory"
label = "Abuse or neglect of a child is known or suspected, the child has been seriously harmed and there is cause for concern as to how agencies worked together"
citation = ["5(2)(a) and (b)(ii)"]
limbs = ["abuse-or-neglect", "seriously-harmed", "joint-working-concern"]
phrases = ["serious harm criterion", "serious harm criteria", "seriously harmed and there is cause for concern"]
source = "regs"

[[route]]
id = "custody"
kind = "statutory"
label = "The child died in custody"
phrases = ["death in custody criterion"]
source = "guidance"

[[route]]
id = "learning"
kind = "other"
label = "Another reason: the case is likely to produce useful learning"
phrases = ["for learning", "purpose of learning", "purposes of learning", "near miss", "good practice", "learning review", "for its learning", "learning purposes"]
source = "guidance"

[[provision]]
instrument = "Local Safeguarding Children Boards Regulations 2006"
instrument-aliases = ["LSCB Regulations", "LSCBs Regulations 2006"]
kind = "regulation"
citation = "5(2)"
complete = true
children = ["(a)", "(b)", "(b)(i)", "(b)(ii)"]
source = "regs"

[lexicon]
learning = ["useful learning", "learning from", "learn about", "lessons", "learning about", "could be learned", "could learn", "learning for"]
claim = ["criteria are met", "criteria met", "meets the criteria"]
denial = ["does not meet", "not met", "below threshold"]
hedge = ["may", "might", "appears", "appear", "we believe", "possibly", "likely", "we think", "seems"]
agencies = ["camhs", "police", "children's social care", "housing", "school", "health visitor"]
"#;

/// Label, routes, statement.
type Statement = (String, BTreeSet<String>, String);

fn table(text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    for line in text.lines().skip(1).filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let mut columns = line.splitn(3, '\t');
        let label = columns.next().unwrap().to_owned();
        let routes = columns.next().unwrap().split(',').map(|route| route.trim().to_owned()).collect();
        let statement = columns.next().unwrap().replace("\\n", "\n").replace("\\t", "\t");
        found.push((label, routes, statement));
    }
    found
}

/// How a statement is sorted, and the routes it speaks of.
fn sorted(schema: &Schema, vocabulary: &Vocabulary, statement: &str) -> (&'static str, BTreeSet<String>) {
    let reading = read_claims(schema, vocabulary, statement);
    let name = |target: Target| match target {
        Target::Route(index) => schema.routes[index].id.clone(),
        Target::Criteria => "any".to_owned(),
        Target::OtherReason => {
            let other = schema.routes.iter().find(|route| !route.kind.is_of_the_rules());
            other.map_or("other".to_owned(), |route| route.id.clone())
        }
    };
    let contradictions = reading.contradictions(schema);
    if !contradictions.is_empty() {
        return ("contradictory", contradictions.into_iter().map(name).collect());
    }
    let mut routes: BTreeSet<String> = reading
        .claims
        .iter()
        .filter(|claim| claim.stance == Stance::Yes)
        .map(|claim| name(claim.target))
        .collect();
    // A named route says all that "the criteria" says.
    let statutory = |id: &String| schema.route(id).is_some_and(|route| route.kind.is_of_the_rules());
    if routes.iter().any(statutory) {
        routes.remove("any");
    }
    let label = match (reading.is_statutory(schema), reading.gives_other_reason(schema)) {
        (true, true) => "both",
        (true, false) => "statutory",
        (false, true) => "other",
        (false, false) => {
            routes.insert("-".to_owned());
            "none"
        }
    };
    (label, routes)
}

/// Prints precision and recall of each label, and returns the lowest of them and the share of right routes.
fn figures(schema: &Schema, statements: &[Statement]) -> (f64, f64) {
    let vocabulary = Vocabulary::new(schema);
    let mut counts: BTreeMap<&str, (u32, u32, u32)> = BTreeMap::new();
    let mut exact = 0;
    for (label, routes, statement) in statements {
        let (found, named) = sorted(schema, &vocabulary, statement);
        let right = found == label;
        if right && named == *routes {
            exact += 1;
        } else {
            println!("{label} {routes:?} read as {found} {named:?}: {statement:?}");
        }
        counts.entry(label).or_default().2 += 1;
        counts.entry(found).or_default().1 += 1;
        if right {
            counts.entry(label).or_default().0 += 1;
        }
    }
    let mut lowest = 1.0_f64;
    for (label, (right, read, there)) in &counts {
        let precision = f64::from(*right) / f64::from((*read).max(1));
        let recall = f64::from(*right) / f64::from((*there).max(1));
        lowest = lowest.min(precision).min(recall);
        println!("{label:>14}: precision {precision:.3}, recall {recall:.3} of {there}");
    }
    let share = f64::from(exact) / f64::from(u32::try_from(statements.len()).unwrap());
    println!("label and routes right: {share:.3} of {}", statements.len());
    (lowest, share)
}

fn schema() -> Schema {
    let file = read(SCHEMA);
    assert!(file.schema.routes.len() == 4, "{:?}", file.errors);
    file.schema
}

#[test]
fn our_own_statements_are_read_right() {
    let statements = table(include_str!("data/statements_own.tsv"));
    assert!(statements.len() >= 150);
    let (lowest, share) = figures(&schema(), &statements);
    assert!(lowest >= 0.97 && share >= 0.97, "lowest {lowest:.3}, exact {share:.3}");
}

/// The tables of `scr`: ours, one labelled by another hand, and one written last; then one for each other regime.
#[test]
fn all_tables_are_read_right_with_the_real_schemas() {
    let files: Vec<_> = schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect();
    let catalogue = Catalogue::new(&files);
    for (schema, name, statements, lowest, share) in [
        ("scr", "own", include_str!("data/statements_own.tsv"), 0.97, 0.97),
        ("scr", "second", include_str!("../../../tests/data/statements.tsv"), 0.92, 0.94),
        ("scr", "third", include_str!("../../../tests/data/statements_third.tsv"), 0.66, 0.85),
        ("sar", "sar", include_str!("../../../tests/data/statements_sar.tsv"), 0.97, 0.97),
        ("lcspr", "lcspr", include_str!("../../../tests/data/statements_lcspr.tsv"), 0.97, 0.97),
        ("sar", "sar, second", include_str!("../../../tests/data/statements_sar_second.tsv"), 0.93, 0.95),
        (
            "lcspr",
            "lcspr, second",
            include_str!("../../../tests/data/statements_lcspr_second.tsv"),
            0.93,
            0.95,
        ),
    ] {
        println!("-- {name}");
        let reached = figures(catalogue.get(schema).unwrap(), &table(statements));
        assert!(reached.0 >= lowest && reached.1 >= share, "{name}: {reached:?}");
    }
}

/// Each kind of review with a table of its own, and the lowest figures it may fall to.
const REGIMES: &[(&str, &str, f64, f64)] = &[
    ("cmr-ni", include_str!("../../../tests/data/statements_cmr_ni.tsv"), 0.97, 0.97),
    ("lr-child-scotland", include_str!("../../../tests/data/statements_lr_child_scotland.tsv"), 0.97, 0.97),
    ("lr-adult-scotland", include_str!("../../../tests/data/statements_lr_adult_scotland.tsv"), 0.91, 0.97),
    ("cpr-wales", include_str!("../../../tests/data/statements_cpr_wales.tsv"), 0.97, 0.97),
    ("apr-wales", include_str!("../../../tests/data/statements_apr_wales.tsv"), 0.97, 0.97),
    ("susr-wales", include_str!("../../../tests/data/statements_susr_wales.tsv"), 0.97, 0.97),
    ("dhr", include_str!("../../../tests/data/statements_dhr.tsv"), 0.97, 0.97),
];

#[test]
fn the_statements_of_every_kind_of_review_are_read_right() {
    let files: Vec<_> = schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect();
    let catalogue = Catalogue::new(&files);
    for (id, text, lowest, share) in REGIMES.iter().copied() {
        println!("-- {id}");
        let statements = table(text);
        assert!(statements.len() >= 30, "{id}: only {}", statements.len());
        let reached = figures(catalogue.get(id).unwrap(), &statements);
        assert!(reached.0 >= lowest && reached.1 >= share, "{id}: {reached:?}");
    }
}

#[test]
fn citations_are_read_in_every_spelling() {
    let schema = schema();
    let vocabulary = Vocabulary::new(&schema);
    for (text, expected) in [
        ("5(2)(b)(ii)", vec!["(b)(ii)"]),
        ("5 (2) (b) (ii)", vec!["(b)(ii)"]),
        ("reg. 5(2)(b)(ii)", vec!["(b)(ii)"]),
        ("Regulation 5.2(b)ii", vec!["(b)(ii)"]),
        ("Regulation 5.2.b.ii", vec!["(b)(ii)"]),
        ("5(2)b(ii)", vec!["(b)(ii)"]),
        ("5(2)bii", vec!["(b)(ii)"]),
        ("Reg 5(2)(a) & (b)(i)", vec!["(a)", "(b)(i)"]),
        ("5(2)(a), (b)(i) and (b)(ii)", vec!["(a)", "(b)(i)", "(b)(ii)"]),
        ("5(2)(a) and (b)(i) and (ii)", vec!["(a)", "(b)(i)", "(b)(ii)"]),
        ("Regulation 5(1)(e) and (2)(b)(i)", vec!["", "(b)(i)"]),
        ("paragraph (b)(ii)", vec!["(b)(ii)"]),
        ("(b)(ii)", vec!["(b)(ii)"]),
        ("b(ii)", vec!["(b)(ii)"]),
        ("limb (ii)", vec!["(b)(ii)"]),
        ("5(2)(c)", vec!["(c)"]),
        ("section 5(2)", vec![""]),
        ("a) The child died.", vec![]),
        ("(1) The child died.", vec![]),
        ("See p. 72 and section 3.2 of the chronology, 5.2.2015.", vec![]),
        ("detained under section 5(2) of the Mental Health Act 1983", vec![]),
        ("the child(s) and brother(s)", vec![]),
    ] {
        let found: Vec<String> = read_claims(&schema, &vocabulary, text)
            .citations
            .into_iter()
            .map(|citation| citation.child)
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_part_that_does_not_exist_is_unknown_and_has_near_ones() {
    let schema = schema();
    let vocabulary = Vocabulary::new(&schema);
    let reading = read_claims(&schema, &vocabulary, "This referral is made under 5(2)(b)(iii).");
    let unknown = reading.citations.iter().find(|citation| !citation.known).unwrap();
    assert_eq!(unknown.child, "(b)(iii)");
    assert_eq!(unknown.suggestions[0], "(b)(ii)");
}

#[test]
fn abbreviations_do_not_end_sentences() {
    let text = "Dr. Ames of No. 4 Hill St. wrote to us, e.g. about reg. 5(2). It was late.\nChild K. The end";
    let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(
        found,
        [
            "Dr. Ames of No. 4 Hill St. wrote to us, e.g. about reg. 5(2).",
            "It was late.",
            "Child K.",
            "The end"
        ]
    );
}

#[test]
fn the_criterion_alone_overlaps_wholly_and_a_story_hardly() {
    let schema = schema();
    let own = criteria_overlap(
        &schema,
        "Criteria 5(2)(a) and (b)(i): abuse or neglect is known or suspected and the child has died.",
    );
    let story = criteria_overlap(
        &schema,
        "On 3 March the health visitor found no heating, and two calls to the duty desk went unanswered.",
    );
    assert!(own > 0.9 && story < 0.3, "{own} {story}");
}

#[test]
fn a_long_hostile_text_ends() {
    let schema = schema();
    let vocabulary = Vocabulary::new(&schema);
    for piece in [
        "(b)(i) ",
        "not met, ",
        "criteria ",
        "☒ Yes ",
        "5(2)(a) and ",
        "\"said ",
        "Yes: ",
        "if criteria met or ",
        "for learning ",
        "[x] ",
    ] {
        let start = std::time::Instant::now();
        let reading = read_claims(&schema, &vocabulary, &piece.repeat(8_000 / piece.len()));
        println!("{piece:?}: {} claims in {:?}", reading.claims.len(), start.elapsed());
        assert!(reading.claims.iter().all(|claim| usize::from(claim.range.end()) <= 8_000));
    }
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in r"(\PC|[ \n\t]|5\(2\)\(b\)\(i{1,3}\)|not|met|criteria|☒|\[x\]|Yes|No|~~|\(a\)| and | but |, |[.]|:|\?|whether){0,40}") {
        let schema = schema();
        let vocabulary = Vocabulary::new(&schema);
        let reading = read_claims(&schema, &vocabulary, &text);
        let ranges = reading.claims.iter().map(|claim| claim.range).chain(reading.citations.iter().map(|citation| citation.range));
        for range in ranges.chain(sentences(&text)) {
            prop_assert!(text.get(usize::from(range.start())..usize::from(range.end())).is_some());
        }
    }
}
