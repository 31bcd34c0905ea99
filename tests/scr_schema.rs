//! Facts about the schema of Serious Case Review referrals, read as the program reads it.
//!
//! Not here: what the rules make of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::sync::Arc;

use referral_analysis::schema::{LimitSpec, Meaning, Required, Schema, Vocabulary};

fn scr() -> Arc<Schema> {
    Arc::clone(referral_lsp::schemas::catalogue().get("scr").unwrap())
}

#[test]
fn required_places_are_those_the_marker_needs() {
    let schema = scr();
    let sections = |weight| {
        schema.sections.iter().filter(move |s| s.required == weight).map(|s| s.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(sections(Required::Error), ["circumstances", "basis", "rationale"]);
    assert_eq!(sections(Required::Warning), ["subject", "agencies"]);
    let fields: Vec<_> = schema.fields.iter().filter(|f| f.required == Required::Error).collect();
    assert!(fields.iter().all(|field| field.needs_value));
    assert_eq!(
        fields.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(),
        ["referrer-name", "date-of-referral"]
    );
}

#[test]
fn every_reference_leads_somewhere() {
    let schema = scr();
    let sourced = schema.limbs.iter().map(|limb| &limb.source);
    let sourced = sourced.chain(schema.routes.iter().map(|route| &route.source));
    let sourced = sourced.chain(schema.provisions.iter().map(|provision| &provision.source));
    let sourced = sourced.chain(schema.timescales.iter().map(|timescale| &timescale.source));
    let sourced = sourced.chain(schema.corrections.iter().map(|correction| &correction.source));
    for id in sourced.chain([&schema.marker.source]) {
        assert!(schema.source(id).is_some(), "no source {id}");
    }
    for limb in schema.routes.iter().flat_map(|route| &route.limbs) {
        assert!(schema.limb(limb).is_some(), "no limb {limb}");
    }
    for field in &schema.fields {
        assert!(field.home.iter().all(|id| schema.section(id).is_some()), "home of {}", field.id);
    }
    for clock in &schema.timescales {
        for id in [Some(&clock.from), clock.to.as_ref()].into_iter().flatten() {
            assert!(schema.field(id).is_some(), "no field {id}");
        }
    }
}

#[test]
fn clocks_say_what_is_only_recalled() {
    let schema = scr();
    assert_eq!(schema.timescale("referral").unwrap().limit, LimitSpec::Months(1));
    assert_eq!(schema.timescale("la-notification").unwrap().limit, LimitSpec::WorkingDays(5));
    assert_eq!(schema.timescale("la-notification").unwrap().binds, "local-authority");
    let decision = schema.timescale("board-decision").unwrap();
    assert_eq!((decision.from.as_str(), decision.binds.as_str()), ("date-notified", "safeguarding-board"));
    assert!(!schema.timescale("completion").unwrap().confirmed);
    assert!(!schema.route("deprivation-of-liberty").unwrap().confirmed);
}

#[test]
fn no_section_or_field_shares_a_label_with_its_like_unless_homes_part_them() {
    let schema = scr();
    let mut owner = std::collections::HashMap::new();
    for section in &schema.sections {
        for label in section.aliases.iter().chain([&section.heading]) {
            let before = owner.insert(label.to_lowercase(), &section.id);
            assert!(before.is_none(), "{label} names {} and {}", before.unwrap(), section.id);
            assert!(!section.not_aliases.contains(label), "{label} is and is not {}", section.id);
        }
    }
    for (index, field) in schema.fields.iter().enumerate() {
        for label in field.aliases.iter().chain([&field.label]) {
            assert!(!field.not_aliases.contains(label), "{label} is and is not {}", field.id);
            for other in &schema.fields[index + 1..] {
                if other.aliases.contains(label) || other.label == *label {
                    assert_ne!(field.home, other.home.as_slice(), "{label}: {} {}", field.id, other.id);
                }
            }
        }
    }
}

#[test]
fn no_entry_is_empty_or_blank_at_an_end() {
    let schema = scr();
    let entries = schema.limbs.iter().flat_map(|limb| &limb.terms);
    let entries = entries.chain(schema.routes.iter().flat_map(|route| &route.phrases));
    let lexicon = &schema.lexicon;
    let entries = entries.chain(&lexicon.waiting).chain(&lexicon.learning).chain(&lexicon.agencies);
    for entry in entries {
        assert!(!entry.trim_end_matches('*').is_empty() && entry.trim() == entry, "{entry:?}");
    }
}

/// What the vocabulary hears in a text.
fn heard(schema: &Schema, text: &str) -> Vec<Meaning> {
    Vocabulary::new(schema).find(text).map(|hit| hit.meaning).collect()
}

fn limb(schema: &Schema, id: &str) -> Meaning {
    let at = schema.limbs.iter().position(|limb| limb.id == id).unwrap();
    Meaning::Limb(u16::try_from(at).unwrap())
}

fn route(schema: &Schema, id: &str) -> Meaning {
    let at = schema.routes.iter().position(|route| route.id == id).unwrap();
    Meaning::Route(u16::try_from(at).unwrap())
}

#[test]
fn good_examples_speak_of_the_limbs_they_claim() {
    let schema = scr();
    let basis = heard(&schema, &schema.section("basis").unwrap().good);
    for meaning in [route(&schema, "death"), limb(&schema, "child-died"), limb(&schema, "abuse-or-neglect")] {
        assert!(basis.contains(&meaning), "{meaning:?}");
    }
    let rationale = heard(&schema, &schema.section("rationale").unwrap().good);
    for meaning in [limb(&schema, "joint-working-concern"), Meaning::Agency] {
        assert!(rationale.contains(&meaning), "{meaning:?}");
    }
    assert!(heard(&schema, &schema.section("learning").unwrap().good).contains(&Meaning::Learning));
    let delay = heard(&schema, &schema.section("reason-for-delay").unwrap().good);
    assert!(!delay.contains(&Meaning::Waiting));
    let waiting = heard(&schema, "We are awaiting the inquest.");
    assert!(waiting.contains(&Meaning::WaitsFor) && waiting.contains(&Meaning::Awaited));
}

#[test]
fn ordinary_words_are_heard_as_nothing_more() {
    let schema = scr();
    let deadline = heard(&schema, "The deadline on 3 May 2015 was met.");
    assert!(!deadline.contains(&limb(&schema, "child-died")), "{deadline:?}");
    assert!(!deadline.contains(&Meaning::Hedge));
    let trust = heard(&schema, "She did not trust him and lived in Eastmoor.");
    assert!(!trust.contains(&Meaning::Agency), "{trust:?}");
    let years = heard(&schema, "Working Together 2017 and the update of 2020, Mental Capacity Act 2005.");
    let is_slip = |meaning: &Meaning| match meaning {
        // Which years of an Act are wrong is for the rule.
        Meaning::Correction(index) => !schema.corrections[usize::from(*index)].wrong.ends_with('*'),
        _ => false,
    };
    assert!(!years.iter().any(is_slip), "{years:?}");
}

#[test]
fn each_route_hears_its_own_box() {
    let schema = scr();
    let vocabulary = Vocabulary::new(&schema);
    for (index, route) in (0..).zip(&schema.routes) {
        let labels: Vec<_> = vocabulary
            .find(&route.label)
            .filter_map(|hit| match hit.meaning {
                Meaning::RouteLabel(at) | Meaning::Route(at) => Some(at),
                _ => None,
            })
            .collect();
        assert!(labels.iter().all(|at| *at == index), "{}: {labels:?}", route.id);
    }
}

#[test]
fn the_words_that_boards_print_for_a_route_are_heard_as_it() {
    let schema = scr();
    for (id, printed) in [
        (
            "custody",
            "The child died in custody: police custody, on remand or following sentencing, or in a young offender \
             institution, secure training centre or secure children's home",
        ),
        (
            "deprivation-of-liberty",
            "The child was aged 16 or 17 and was the subject of a deprivation of liberty order under the Mental \
             Capacity Act 2005",
        ),
    ] {
        let route = schema.routes.iter().position(|route| route.id == id).unwrap();
        let whole = Vocabulary::new(&schema).find(printed).any(|hit| {
            usize::from(hit.range.len()) == printed.len()
                && matches!(hit.meaning, Meaning::Route(at) if usize::from(at) == route)
        });
        assert!(whole, "{id}");
    }
}
