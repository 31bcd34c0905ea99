#![doc = include_str!("wrong_regime_citation.md")]

use std::borrow::Cow;

use super::{Check, Reads, Rule};
use crate::argument::{self, route_name};
use crate::claims::{self, Citation, Foreign, How, Reading, Stance, Target};
use crate::finding::{Finding, Severity};
use crate::passage::Passage;
use crate::schema::{Provision, RouteKind, Schema};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "wrong-regime-citation",
    severity: Severity::Information,
    question: Some("basis"),
    page: include_str!("wrong_regime_citation.md"),
    reads: Reads::Text,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Acts that are named in many a *Basis* and hold no regime's test: no other schema is read for their sake.
const EVERYDAY: &[&str] =
    &["Children Act 1989", "Mental Health Act 1983", "Mental Health Act", "Mental Capacity Act 2005"];
/// Words of a sentence that speaks of a second process beside this referral.
const BESIDE: &[&str] = &[
    "also",
    "alongside",
    "separate",
    "separately",
    "parallel",
    "joint",
    "jointly",
    "both",
    "another",
    "too",
];
/// What follows "both" where it speaks of two things that one test asks for.
const OF_ONE_TEST: &[&str] = &["as", "parts", "limbs", "conditions", "elements", "paragraphs", "halves"];
/// Words of a sentence that says what a law is about, or what another would be.
const EXPLAINING: &[&str] = &[
    "covers", "cover", "concerns", "governs", "provides", "requires", "defines", "means", "replaced", "only",
    "would", "unless", "rather", "instead",
];
/// People who are not the subject of a child's referral.
const ADULTS: &[&str] = &[
    "adult",
    "mother",
    "mum",
    "father",
    "dad",
    "parent",
    "parents",
    "carer",
    "partner",
    "stepfather",
    "stepmother",
    "grandmother",
    "grandfather",
    "grandparent",
    "grandparents",
    "aunt",
    "uncle",
    "brother",
    "sister",
    "sibling",
];
/// People who are not the subject of an adult's referral.
const CHILDREN: &[&str] = &[
    "child",
    "children",
    "baby",
    "infant",
    "toddler",
    "son",
    "daughter",
    "grandchild",
    "grandson",
    "granddaughter",
    "sibling",
];
/// Words that make the one before them part of a name: "child safeguarding practice review", "Children Boards".
const NAMING: &[&str] = &[
    "safeguarding",
    "protection",
    "practice",
    "social",
    "services",
    "care",
    "review",
    "death",
    "board",
    "boards",
    "act",
];

/// True where *Basis* rests on the test of another kind of review, and on none of this kind's own.
pub(super) fn rests_on_another_law(subject: &Subject<'_>) -> bool {
    !check(subject).is_empty()
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if rests_on_its_own_test(subject) {
        return Vec::new();
    }
    // A letter says it anywhere.
    let free = || subject.free_text(&["circumstances", "learning", "background", "rationale"]);
    let is_free = subject.section_fill("basis").is_none() && !subject.argues_freely;
    let passage = if is_free { Cow::Owned(free()) } else { Cow::Borrowed(&subject.basis.passage) };
    let text = passage.text();
    let citations = if is_free {
        Cow::Owned(claims::citations(subject.schema, text))
    } else {
        Cow::Borrowed(&subject.basis.reading.citations)
    };
    let mut foreign = claims::foreign(text, &citations);
    foreign.retain(|foreign| {
        may_be_a_test(subject, text, foreign) && is_about_the_subject(subject, text, foreign)
    });
    if foreign.is_empty() {
        return Vec::new();
    }
    // Only now are the other schemas read, one after the other.
    let others = subject.catalogue.schemas().filter(|other| is_another_regime(subject, other));
    let mut found = others.filter_map(|other| judged(subject, other, &passage, &foreign));
    found.next().into_iter().collect()
}

/// True where the Act is named, or the number may do without it; of the law that this schema rests on nothing is foreign.
fn may_be_a_test(subject: &Subject<'_>, text: &str, foreign: &Foreign<'_>) -> bool {
    let Some(named) = foreign.instrument else {
        let digits = |number: &str| number.bytes().take_while(u8::is_ascii_digit).count();
        let number = foreign.number.get(..digits(foreign.number));
        let is_own = |citation: &str| citation.get(..digits(citation)) == number;
        let parted = text.get(foreign.range.end().into()..).is_some_and(|rest| rest.starts_with('('));
        return (is_lettered(foreign) || parted)
            && !subject.schema.provisions.iter().any(|provision| is_own(&provision.citation));
    };
    let is_own = subject.schema.provisions.iter().any(|provision| foreign.names(provision));
    !is_own && !EVERYDAY.iter().any(|act| named.ends_with(act))
}

/// "16C"
fn is_lettered(foreign: &Foreign<'_>) -> bool {
    foreign.number.ends_with(|char: char| char.is_ascii_uppercase())
}

/// What is said of the first citation by which `other`'s test is claimed.
fn judged(
    subject: &Subject<'_>,
    other: &Schema,
    passage: &Passage,
    foreign: &[Foreign<'_>],
) -> Option<Finding> {
    let is_its = |foreign: &Foreign<'_>| other.provisions.iter().any(|provision| foreign.may_be(provision));
    if !foreign.iter().any(is_its) {
        return None;
    }
    let reading = claims::read_claims(other, subject.catalogue.vocabulary(&other.id)?, passage.text());
    for citation in reading.citations.iter().filter(|citation| citation.known && !citation.other_kind) {
        let mut marks = foreign.iter().filter(|foreign| citation.range.contains_range(foreign.range));
        let Some(foreign) = marks.next() else { continue };
        // A section cited as a whole is none of its parts, and has their number.
        let provision = citation.provision.and_then(|index| other.provisions.get(index));
        let whole = || other.provisions.iter().find(|provision| foreign.may_be(provision));
        let Some(provision) = provision.or_else(whole) else { continue };
        let list: Vec<&Citation> =
            reading.citations.iter().filter(|also| also.group == citation.group).collect();
        if !is_meant(passage.text(), provision, &list, foreign) {
            continue;
        }
        if !is_claimed(other, &reading, foreign) {
            continue;
        }
        let range = list.iter().fold(citation.range, |range, also| range.cover(also.range));
        let own = subject.schema.routes.iter().find(|route| route.kind == RouteKind::Statutory);
        let own = own.map(|route| format!(", such as {}", route_name(route))).unwrap_or_default();
        let message = format!(
            "\"{}\" of the {} is the test for another kind of referral, \"{}\"; say which criterion of this kind is \
             thought to be met{own}",
            passage.slice(range),
            provision.instrument,
            other.title
        );
        let place =
            passage.piece(range).map_or_else(|| subject.title_place(), |piece| subject.document.place(piece));
        return Some(RULE.at(place, message).about("basis"));
    }
    None
}

/// True where the referral rests on its own regime's test as well: joint cases cite two.
fn rests_on_its_own_test(subject: &Subject<'_>) -> bool {
    [&subject.basis, &subject.rationale].into_iter().any(|argument| {
        let (text, citations) = (argument.passage.text(), &argument.reading.citations);
        let cites = |citation: &Citation| {
            citation.known
                && !citation.other_kind
                && citation.provision.is_some()
                && !claims::is_of_another_law(text, citations, citation)
        };
        citations.iter().any(cites)
            || argument.reading.claims.iter().any(|claim| {
                let chosen = matches!(claim.how, How::Ticked | How::Answer);
                chosen && claim.stance == Stance::Yes && argument::statutory(subject, claim.target).is_some()
            })
    })
}

/// True where the sentence speaks of the subject's own case, of no second process, and not of the law as such.
fn is_about_the_subject(subject: &Subject<'_>, text: &str, foreign: &Foreign<'_>) -> bool {
    let sentence = text.get(std::ops::Range::<usize>::from(foreign.sentence)).unwrap_or("").to_lowercase();
    let age = subject.schema.age.as_ref();
    let is_child = age.and_then(|age| age.max).is_some_and(|max| max < 18);
    let is_adult = age.and_then(|age| age.min).is_some_and(|min| min >= 18);
    let parts = sentence.split(|char: char| !char.is_alphanumeric() && !"'’".contains(char));
    let mut words = parts.filter(|word| !word.is_empty()).peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        // "It highlights concerns regarding two agencies" explains nothing.
        let is_noun = word == "concerns"
            && ["highlight", "raise", "have", "has", "are", "being", "is", "were"]
                .iter()
                .any(|verb| before.starts_with(verb));
        before = word;
        if is_noun {
            continue;
        }
        // "mother's"
        let word = word.split(['\'', '’']).next().unwrap_or("");
        let others = is_child && ADULTS.contains(&word) || is_adult && CHILDREN.contains(&word);
        let is_name = words.peek().is_some_and(|next| NAMING.contains(next));
        // "both as regards section 44(1)(a) and as regards section 44(3)", "both limbs", "concern about joint working"
        let is_of_two = word == "both" && words.peek().is_some_and(|next| OF_ONE_TEST.contains(next));
        let is_of_work = word == "joint" && words.peek().is_some_and(|next| next.starts_with("work"));
        if is_of_two || is_of_work {
            continue;
        }
        if BESIDE.contains(&word) || EXPLAINING.contains(&word) || others && !is_name {
            return false;
        }
    }
    true
}

/// A board's schema has its regime's test, and a schema that shares it has no other.
fn is_another_regime(subject: &Subject<'_>, other: &Schema) -> bool {
    let builds_on_another = other.extends.as_ref().is_some_and(|base| subject.catalogue.get(base).is_some());
    let shared = other.provisions.iter().any(|provision| {
        subject
            .schema
            .provisions
            .iter()
            .any(|own| own.instrument == provision.instrument && own.citation == provision.citation)
    });
    other.id != subject.schema.id && !builds_on_another && !shared
}

/// True where the citation can be of no other law: its instrument is named, or its number or parts are like no other's.
fn is_meant(text: &str, provision: &Provision, list: &[&Citation], foreign: &Foreign<'_>) -> bool {
    let parts = |text: &str| text.matches('(').count();
    let deep = || list.iter().any(|citation| parts(&citation.child) + parts(&provision.citation) > 2);
    let sentence = text.get(std::ops::Range::<usize>::from(foreign.sentence)).unwrap_or("").to_lowercase();
    // "DVCVA 2004" has no word by which an Act is known.
    let named = || provision.instrument_aliases.iter().any(|name| sentence.contains(&name.to_lowercase()));
    foreign.may_be(provision) && (foreign.instrument.is_some() || is_lettered(foreign) || deep() || named())
}

/// True where the sentence says that the test is met, and nothing denies it.
fn is_claimed(other: &Schema, reading: &Reading, foreign: &Foreign<'_>) -> bool {
    let claims = || reading.claims.iter().filter(|claim| foreign.sentence.contains_range(claim.range));
    let is_test = |target: Target| match target {
        Target::Route(index) => other.routes.get(index).is_some_and(|route| route.kind != RouteKind::Other),
        Target::Criteria => true,
        Target::OtherReason => false,
    };
    claims().any(|claim| claim.stance == Stance::Yes && is_test(claim.target))
        && claims().all(|claim| claim.stance == Stance::Yes)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::RULE;

    /// Checks that nothing is said of each of these texts of a *Basis*, in a referral of this kind.
    #[track_caller]
    fn check_silent(schema: &str, texts: &[&str]) {
        for text in texts {
            check_rule(&RULE, &format!("---\nschema: {schema}\n---\n\n## Basis\n\n{text}\n"));
        }
    }

    #[test]
    fn a_test_of_another_kind_of_referral_is_shown_where_it_is_claimed() {
        check_rule(
            &RULE,
            r#"
## Basis

The case meets section 44(1) and (2) of the Care Act 2014: neglect is suspected and she has died.
               ^^^^^^^^^^^^^^^^^^^^^ information wrong-regime-citation: "section 44(1) and (2)" of the Care Act 2014 is the test for another kind of referral, "Referral for Safeguarding Adults Review consideration"; say which criterion of this kind is thought to be met, such as 5(2)(a) and (b)(i)
"#,
        );
        check_rule(
            &RULE,
            r#"
---
schema: sar
---

## Basis

Regulation 5(2)(a) and (b)(i) are met.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information wrong-regime-citation: "Regulation 5(2)(a) and (b)(i)" of the Local Safeguarding Children Boards Regulations 2006 is the test for another kind of referral, "Referral for Serious Case Review consideration"; say which criterion of this kind is thought to be met, such as section 44(1) and (2)
"#,
        );
    }

    #[test]
    fn both_parts_of_one_test_are_no_second_process() {
        check_rule(
            &RULE,
            r#"
---
schema: sar
---

## Basis

It is referred under regulation 5(1)(e) of the Local Safeguarding Children Boards Regulations 2006.

Both parts of regulation 5(2) are satisfied: (a), abuse is known, and (b)(i), the death.
              ^^^^^^^^^^^^^^^ information wrong-regime-citation: "regulation 5(2)" of the Local Safeguarding Children Boards Regulations 2006
"#,
        );
    }

    #[test]
    fn parts_of_another_provision_are_not_taken_for_its_own() {
        check_rule(
            &RULE,
            r#"
---
schema: cmr-ni
---

## Basis

Regulation 5(2)(a) and (b)(ii) are met.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information wrong-regime-citation: "Regulation 5(2)(a) and (b)(ii)" of the Local Safeguarding Children Boards Regulations 2006
"#,
        );
    }

    #[test]
    fn a_number_like_no_other_needs_no_act_and_an_act_may_stand_above_its_sections() {
        check_rule(
            &RULE,
            r#"
## Basis

The section 16C criteria are met.
    ^^^^^^^^^^^ information wrong-regime-citation: "section 16C" of the Children Act 2004
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Care Act 2014:

- s44(2)
  ^^^^^^ information wrong-regime-citation: "s44(2)" of the Care Act 2014
"#,
        );
    }

    #[test]
    fn a_section_may_be_cited_as_a_whole_and_an_act_by_its_initials() {
        check_rule(
            &RULE,
            r#"
## Basis

The criteria in section 9 of the Domestic Violence, Crime and Victims Act 2004 are met.
                ^^^^^^^^^ information wrong-regime-citation: "section 9" of the Domestic Violence, Crime and Victims Act 2004
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Section 9(1)(a) DVCVA 2004 is met.
^^^^^^^^^^^^^^^ information wrong-regime-citation: "Section 9(1)(a)" of the Domestic Violence, Crime and Victims Act 2004
"#,
        );
    }

    #[test]
    fn cases_that_rest_on_their_own_test_as_well_are_left_alone() {
        check_silent(
            "scr",
            &[
                "Regulation 5(2)(a) and (b)(i). Section 44 of the Care Act 2014 is met.",
                "- [x] The child has died and abuse or neglect is known or suspected\n\nSection 44 of the Care Act 2014 is met.",
                "The child has died and neglect is suspected. His mother's case meets section 44 of the Care Act 2014.",
                "We ask for a joint review: the criteria for both boards are met, ours and section 44 of the Care Act 2014.",
                "A separate referral under section 44 of the Care Act 2014 has gone to Eastmoor Safeguarding Adults Board.",
                "The criteria are met. Her sibling, now 19, meets section 44 of the Care Act 2014.",
            ],
        );
        check_rule(
            &RULE,
            "## Basis\n\nSection 44 of the Care Act 2014 is met.\n\n## Rationale\n\nRegulation 5(2)(b)(i): she died on 3 March 2015.\n",
        );
    }

    #[test]
    fn what_is_denied_or_explained_is_no_claim() {
        check_silent(
            "scr",
            &[
                "Section 44 of the Care Act 2014 is not met, as she is not yet 18.",
                "Section 44 of the Care Act 2014 covers people over 18.",
                "It is not clear whether section 44 of the Care Act 2014 is met.",
                "We considered section 44 of the Care Act 2014 with the board's manager.",
                "If she were 18, section 44 of the Care Act 2014 would be met.",
            ],
        );
    }

    #[test]
    fn sections_of_other_acts_are_other_sections() {
        check_silent(
            "scr",
            &[
                "The criteria are met: an emergency protection order under section 44 was made on 3 March 2015.",
                "The criteria are met. An EPO under s44 Children Act 1989 was made, and the Care Act 2014 did not apply.",
                "The criteria are met after a section 47 enquiry, section 17 support and proceedings under section 31.",
                "She died while detained under section 3 of the Mental Health Act 1983; the criteria are met.",
                "A section 42 enquiry under the Care Act 2014 met its purpose.",
            ],
        );
        check_silent(
            "sar",
            &[
                "Section 44(1) and (2) of the Care Act 2014 are met.",
                "A section 42 enquiry under the Care Act 2014 met its purpose.",
                "Regulation 5 of the Health and Social Care Act 2008 (Regulated Activities) Regulations 2014 was not met.",
                "The statutory criteria are met; regulation 5 is met by the provider.",
                "His children were harmed: regulation 5(2)(b)(ii) of the LSCB Regulations is met.",
            ],
        );
    }

    #[test]
    fn concerns_that_a_case_highlights_explain_nothing() {
        check_rule(
            &RULE,
            r#"
## Basis

Section 44 of the Care Act 2014 is met: it highlights concerns regarding two agencies.
^^^^^^^^^^ information wrong-regime-citation: "Section 44" of the Care Act 2014
"#,
        );
    }
}
