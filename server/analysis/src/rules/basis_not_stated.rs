#![doc = include_str!("basis_not_stated.md")]

use super::see_attached::points_elsewhere;
use super::unanswered_prompt::options_left;
use super::unknown_criterion::names_an_unknown_criterion;
use super::vague_rationale::is_vague;
use super::wrong_regime_citation::rests_on_another_law;
use super::{Check, Reads, Rule};
use crate::argument;
use crate::claims::{self, Claim, How, Stance, Target};
use crate::finding::{Finding, Fix, Severity};
use crate::fixes;
use crate::outline::{Fill, Section, boxes};
use crate::place::Piece;
use crate::schema::Meaning;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "basis-not-stated",
    question: Some("basis"),
    page: include_str!("basis_not_stated.md"),
    reads: Reads::Arguments,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(spec) = subject.schema.sections.iter().find(|section| section.id == "basis") else {
        return Vec::new();
    };
    // Of a denial with nothing besides `reason-not-given` speaks.
    let is_vague = speaks_only_of_lessons(subject);
    let says = subject.basis.says_something()
        || subject.rationale.says_something() && !is_vague
        || subject.basis.denies_the_criteria() && !claims::denies_twice(subject.basis.passage.text());
    if says || subject.section_fill("basis") != Some(Fill::Text) {
        return Vec::new();
    }
    let says_more = |line: &&Piece| {
        subject.basis.passage.contains(**line) && !is_form_text(subject.document.text(**line))
    };
    let mut lines = subject.outline.filled.iter().filter(says_more).peekable();
    if lines.peek().is_none() {
        return Vec::new();
    }
    // Of these, `see-attached` and `unanswered-prompt` speak.
    if points_elsewhere(subject, spec) || lines.any(|line| options_left(subject, *line).is_some()) {
        return Vec::new();
    }
    let Some(section) = subject.sections("basis").find(|section| section.fill == Fill::Text) else {
        return Vec::new();
    };
    let asked = if argument::has_considerations(subject.schema) {
        "whether the definition is thought to be met, what points to a review"
    } else {
        "which criteria are thought to be met"
    };
    let message = format!("\"{}\" does not say {asked}, or that there is another reason", spec.heading);
    let mut finding =
        RULE.at(subject.heading_place(section), message).about("basis").with_fix(options(subject, section));
    if names_a_criterion(subject) {
        finding =
            finding.weighing(Severity::Hint).with_note("a criterion is named; say that it is met, or may be");
    } else if describes_a_route(subject) {
        finding = finding
            .weighing(Severity::Hint)
            .with_note("the text describes what a criterion asks; name the criterion as well");
    } else if names_an_unknown_criterion(subject) {
        // Of that `unknown-criterion` says more.
        finding = finding.weighing(Severity::Hint).with_note("the part that it names does not exist");
    } else if rests_on_another_law(subject) {
        // Of that `wrong-regime-citation` says more.
        finding = finding
            .weighing(Severity::Hint)
            .with_note("the law it names is that of another kind of referral");
    } else if is_vague || may_say_it(subject) {
        finding = finding
            .weighing(Severity::Information)
            .with_note("if it is said here, it was not understood; one plain sentence is enough");
    }
    vec![finding]
}

/// True where *Rationale* claims nothing but that there are lessons, in words that would fit any case.
fn speaks_only_of_lessons(subject: &Subject<'_>) -> bool {
    let rationale = &subject.rationale;
    let is_of_words = |claim: &Claim| {
        claim.stance == Stance::Yes
            && claim.how == How::Words
            && argument::statutory(subject, claim.target).is_none()
            && claim.target != Target::Criteria
    };
    !rationale.reading.claims.is_empty()
        && rationale.reading.claims.iter().all(is_of_words)
        && is_vague(subject, rationale)
}

/// A label without its answer, or boxes of which none is ticked.
fn is_form_text(line: &str) -> bool {
    let marks = boxes(line);
    line.trim_end().ends_with(':') || !marks.is_empty() && marks.iter().all(|mark| !mark.ticked)
}

/// True where *Basis* cites part of a criterion, with a condition or a doubt, and denies nothing.
fn names_a_criterion(subject: &Subject<'_>) -> bool {
    let reading = &subject.basis.reading;
    let cites = reading.citations.iter().any(|citation| citation.known && !citation.child.is_empty());
    cites && reading.claims.is_empty()
}

/// True where *Basis* speaks of each limb of a statutory route, though it does not name it.
fn describes_a_route(subject: &Subject<'_>) -> bool {
    let speaks = |id: &String| {
        let limb = (0..).zip(&subject.schema.limbs).find(|(_, limb)| limb.id == *id);
        limb.is_some_and(|(index, _)| subject.mentions_in(Meaning::Limb(index), &subject.basis.passage))
    };
    let mut routes =
        subject.schema.routes.iter().filter(|route| route.kind.is_criterion() && !route.limbs.is_empty());
    routes.any(|route| route.limbs.iter().all(speaks))
}

/// True where a box is ticked, criteria are said to be met or not in some way, or something is to be learned.
fn may_say_it(subject: &Subject<'_>) -> bool {
    let passage = &subject.basis.passage;
    let is_understood = !subject.basis.reading.claims.is_empty() && !claims::denies_twice(passage.text());
    // "The first condition does not arise. … The duty, rather than the power, is in play."
    if subject.mentions_in(Meaning::Footing, passage) {
        return true;
    }
    if is_understood {
        return false;
    }
    claims::may_claim(passage.text())
        || speaks_of_a_review(passage.text())
        || boxes(passage.text()).iter().any(|mark| mark.ticked)
        || subject.mentions_in(Meaning::Learning, passage)
}

/// True where a review or the law is spoken of together with a word that weighs it: "in our view it is not an SCR".
fn speaks_of_a_review(text: &str) -> bool {
    const LAW: &[&str] = &[
        "an scr",
        "a sar",
        "an sar",
        "an lcspr",
        "a serious case review",
        "threshold",
        "notifiable",
        "statutory",
        "the act",
        "the law",
        "section 44",
        "s44",
        "section 16c",
        "regulation 5",
        "condition",
        "riteri",
    ];
    const WEIGHING: &[&str] = &[
        "not ",
        "n't",
        "n’t",
        "below",
        "falls",
        "short of",
        "nowhere",
        "no longer",
        "doubt",
        "neither",
        "disagree",
    ];
    let lower = text.to_lowercase();
    claims::sentences(&lower).into_iter().any(|sentence| {
        let said = lower.get(std::ops::Range::<usize>::from(sentence)).unwrap_or("");
        LAW.iter().any(|word| said.contains(word)) && WEIGHING.iter().any(|word| said.contains(word))
    })
}

/// A ticked box for each route.
fn options<'s>(subject: &'s Subject<'_>, section: &'s Section) -> impl Iterator<Item = Fix> + 's {
    subject.schema.routes.iter().filter_map(move |route| {
        let title = format!("State {}", argument::route_name(route));
        fixes::insert_option(subject, section, title, &route.label)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn a_basis_that_names_nothing_is_reported_on_its_heading() {
        check_rule(
            &RULE,
            r#"
## Basis for referral
   ^^^^^^^^^^^^^^^^^^ warning basis-not-stated: "Basis" does not say

The criteria for free school meals were met in 2013. Everyone has passed the parcel.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

The criteria are not met.
"#,
        );
    }

    #[test]
    fn a_basis_that_describes_a_criterion_without_naming_it_is_given_a_hint() {
        check_rule(
            &RULE,
            r#"
## Basis
   ^^^^^ hint basis-not-stated

He is dead and he was starving in a house that social workers visited.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis
   ^^^^^ hint basis-not-stated

It is not clear whether 5(2)(b)(i) is met. We believe it is.
"#,
        );
    }

    #[test]
    fn where_another_rule_says_more_it_is_a_hint() {
        for ground in [
            "I rely on condition 3 of section 44, under which the Board must arrange a review where an adult with care needs has died of neglect in custody.",
            "In my opinion the case satisfies regulation 5(2)(a) and (b)(i) of the Local Safeguarding Children Boards Regulations 2006.",
        ] {
            let marks = "   ^^^^^ hint basis-not-stated";
            check_rule(&RULE, &format!("---\nschema: sar\n---\n\n## Basis\n{marks}\n\n{ground}\n"));
        }
    }

    #[test]
    fn a_footing_in_other_words_is_information() {
        check_rule(
            &RULE,
            r#"
---
schema: sar
---

## Grounds
   ^^^^^^^ information basis-not-stated

I have weighed the matter with our solicitor. The first condition (death) plainly does not arise. The second does: she is living and has suffered serious financial and physical abuse. As to the preliminary requirement in s.44(1)(a)... the reader will see from paragraph 3 that no two of these bodies spoke to each other in fifteen months. We therefore say that the duty, rather than the power, is in play.
"#,
        );
    }

    #[test]
    fn a_basis_that_may_say_it_is_given_information() {
        check_rule(
            &RULE,
            r#"
## Basis
   ^^^^^ information basis-not-stated

The criteria for a serious case review: one would have to say they were met.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis
   ^^^^^ information basis-not-stated

Nobody could say that the criteria were not met, and we do not.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis
   ^^^^^ information basis-not-stated

☒ Referred by the hospital ☐ Referred by the school
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis
   ^^^^^ information basis-not-stated

There are lessons to be learned.
"#,
        );
    }

    #[test]
    fn a_basis_that_leaves_it_to_others_or_leaves_boxes_empty_is_reported() {
        check_rule(
            &RULE,
            r#"
## Basis
   ^^^^^ warning basis-not-stated

Whether the criteria are met is for the panel.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis
   ^^^^^ warning basis-not-stated

We could not choose.

☐ Referred by the hospital ☐ Referred by the school
"#,
        );
    }

    #[test]
    fn any_way_to_name_a_criterion_or_another_reason_will_do() {
        check_rule(
            &RULE,
            r#"
## Basis

Child K died in custody at Eastmoor YOI on 3 March 2015.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Met: (b)(i).

He has died and we suspect neglect.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

☐ Death ☒ Serious harm and concerns about how agencies worked together
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Criteria met? Yes
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

We are not suggesting that the criteria are met, but there is useful learning for the region.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Non-statutory review, please.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

I believe that the statutory criteria may be met.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

See attached report.
"#,
        );
    }

    #[test]
    fn a_heading_that_asks_is_answered_by_a_word() {
        check_rule(
            &RULE,
            r#"
## Are the statutory criteria met?

Yes
"#,
        );
    }

    #[test]
    fn a_rationale_that_names_the_criterion_will_do() {
        check_rule(
            &RULE,
            r#"
## Basis

The death of this child should be looked at.

## Rationale

Regulation 5(2)(b)(i) is met: neglect is suspected.
"#,
        );
    }

    #[test]
    fn a_route_can_be_inserted_as_a_ticked_box() {
        check_fix(
            &RULE,
            "## Basis\n\nPlease look at this.\n",
            "State \"The child died in custody\"",
            "## Basis\n\n- [x] The child died in custody: with the police, on remand or serving a sentence, or in a young \
             offender institution, a secure training centre or a secure children's home\n\nPlease look at this.\n",
        );
    }

    #[test]
    fn a_rationale_of_nothing_but_lessons_leaves_the_basis_open() {
        let lessons =
            "We feel that there are lessons to be learned and that a review would be of benefit to all.";
        let what = "Eastmoor Police saw her on 4 May and the ward let her go on 6 May without asking.";
        for (marks, rationale) in [
            ("   ^^^^^ information basis-not-stated\n", lessons.to_owned()),
            ("", format!("{lessons} {what}")),
        ] {
            check_rule(
                &RULE,
                &format!(
                    "---\nschema: sar\n---\n## Basis\n{marks}\nWe would like the board to look at this one.\n\n## \
                     Rationale\n\n{rationale}\n"
                ),
            );
        }
    }
}
