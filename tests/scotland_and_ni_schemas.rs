//! Facts about the schemas of Learning Reviews in Scotland and of Case Management Reviews in Northern Ireland.
//!
//! Not here: what the rules make of referrals; those stand in `tests/referrals/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::sync::Arc;

use referral_analysis::schema::{RouteKind, Schema};

fn schema(id: &str) -> Arc<Schema> {
    Arc::clone(referral_lsp::schemas::catalogue().get(id).unwrap())
}

#[test]
fn the_marker_of_serious_case_reviews_serves_by_analogy() {
    for id in ["lr-child-scotland", "lr-adult-scotland", "cmr-ni"] {
        let schema = schema(id);
        assert!(schema.marker.by_analogy, "{id}");
        let questions: Vec<&str> = schema.questions.iter().map(|question| question.id.as_str()).collect();
        assert_eq!(questions, ["rationale", "basis", "delay"], "{id}");
    }
}

#[test]
fn no_clock_binds_anyone_but_our_own_reading_of_the_marker() {
    for id in ["lr-child-scotland", "lr-adult-scotland", "cmr-ni"] {
        let schema = schema(id);
        let clocks: Vec<&str> = schema.timescales.iter().map(|clock| clock.id.as_str()).collect();
        assert_eq!(clocks, ["referral"], "{id}");
        assert_eq!(schema.timescale("referral").unwrap().source, "marker-reading", "{id}");
    }
}

#[test]
fn the_criteria_of_guidance_are_in_our_own_words_and_what_is_recalled_is_marked() {
    for id in ["lr-child-scotland", "lr-adult-scotland"] {
        let schema = schema(id);
        for route in &schema.routes {
            let kind = if route.id == "learning" { RouteKind::Other } else { RouteKind::Guidance };
            assert_eq!(route.kind, kind, "{id}: {}", route.id);
            for limb in &route.limbs {
                assert!(schema.limb(limb).unwrap().own_words, "{id}: {limb}");
            }
        }
    }
    let child = schema("lr-child-scotland");
    for limb in child.limbs.iter().filter(|limb| limb.source == "lr-criteria") {
        assert!(!limb.confirmed, "{}", limb.id);
    }
}

#[test]
fn positive_learning_needs_no_harm() {
    let schema = schema("cmr-ni");
    let route = schema.route("positive-learning").unwrap();
    assert_eq!(route.kind, RouteKind::Statutory);
    assert_eq!(route.limbs, ["worked-effectively", "positive-learning"]);
    for id in ["abuse-or-neglect", "register", "looked-after"] {
        let limbs = &schema.route(id).unwrap().limbs;
        assert!(limbs.contains(&"died-or-harmed".to_owned()), "{id}");
        assert!(limbs.contains(&"joint-working-concern".to_owned()), "{id}");
    }
}
