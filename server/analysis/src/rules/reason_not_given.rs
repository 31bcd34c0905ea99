#![doc = include_str!("reason_not_given.md")]

mod saying;
mod wishes;

use super::{Check, Rule};
use crate::argument::{self, Chosen};
use crate::claims::{Claim, How, Stance, Target, sentences};
use crate::finding::{Finding, Fix, Severity};
use crate::fixes;
use crate::outline::{Section, boxes};
use crate::passage::Passage;
use crate::place::{Piece, holds};
use crate::schema::RouteKind;
use crate::subject::Subject;
use saying::{opens_a_list, says_what};
use wishes::{NONE, REASON, failing, weight};

pub(super) const RULE: Rule = Rule {
    code: "reason-not-given",
    question: Some("basis"),
    waits_for_draft: true,
    page: include_str!("reason_not_given.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let chosen = argument::chosen(subject);
    let statutory = |chosen: &&Chosen| {
        chosen.target == Target::Criteria || argument::statutory(subject, chosen.target).is_some()
    };
    let named = chosen.first().filter(|_| !chosen.iter().any(|chosen| statutory(&chosen))).copied();
    let Some(other) = named.or_else(|| denied_alone(subject)) else {
        return Vec::new();
    };
    let other = &other;
    if gives_a_reason(subject) {
        return Vec::new();
    }
    let message =
        "referred for another reason, and nothing found says what could be learned or why a review is wanted";
    let finding = RULE.at(other.place, message).about("basis").with_fix(prompt(subject, other));
    // Who only says that the criteria are not met, or tells a story, may give the reason in words that nobody listed.
    let is_sure = named.is_some() && is_confirmed(subject, other.target) && !tells_a_story(subject);
    vec![if is_sure { finding } else { finding.weighing(Severity::Information) }]
}

/// Where *Basis* says that the criteria are not met, and claims nothing: who refers all the same has a reason besides.
fn denied_alone(subject: &Subject<'_>) -> Option<Chosen> {
    let claims = &subject.basis.reading.claims;
    let is_statutory =
        |target: Target| target == Target::Criteria || argument::statutory(subject, target).is_some();
    let denies_all = subject.basis.denies_the_criteria();
    // In a letter it may be what the council said.
    let is_plain =
        |claim: &Claim| subject.basis.is_outright(claim) || !claim.hedged && !subject.argues_freely;
    let denies = |claim: &&Claim| {
        claim.stance == Stance::No && denies_all && is_statutory(claim.target) && is_plain(claim)
    };
    let denial = claims.iter().find(denies)?;
    // "I have read section 44, and I do not believe that the criteria are met" claims nothing by the section.
    let text = subject.basis.passage.text();
    let own = sentences(text).into_iter().find(|sentence| sentence.contains_range(denial.range));
    let is_weighed =
        |claim: &Claim| claim.how == How::Citation && own.is_some_and(|own| own.contains_range(claim.range));
    let says_no = |claim: &Claim| claim.stance == Stance::No;
    let claims_nothing = claims.iter().all(|claim| says_no(claim) || is_weighed(claim))
        && subject.rationale.reading.claims.iter().all(says_no);
    let place = argument::place_in(subject, &subject.basis, denial.range);
    claims_nothing.then_some(Chosen { target: Target::OtherReason, place, section: "basis" })
}

/// True where enough is told besides the facts and *Basis* that a reason may be in it.
fn tells_a_story(subject: &Subject<'_>) -> bool {
    /// Words of such a story. Source: our own reading of referrals.
    const WORDS: usize = 80;
    let facts = ["subject", "referrer", "agencies", "basis"].map(|id| subject.passage(id));
    let lines = subject.outline.in_scope.iter().copied();
    let lines = lines.filter(|line| {
        !facts.iter().any(|facts| facts.contains(*line)) || holds(&subject.outline.loose, *line)
    });
    Passage::new(subject.document, lines).has_words(WORDS)
}

/// True where a source says that a review may be held for what `target` names: the route, or any other reason there is.
fn is_confirmed(subject: &Subject<'_>, target: Target) -> bool {
    let routes = &subject.schema.routes;
    match target {
        Target::Route(index) => routes.get(index).is_some_and(|route| route.confirmed),
        Target::Criteria | Target::OtherReason => routes.iter().any(|route| {
            route.confirmed && matches!(route.kind, RouteKind::Discretionary | RouteKind::Other)
        }),
    }
}

/// True where a sentence anywhere says what could be learned, what is of concern or why a review is wanted.
fn gives_a_reason(subject: &Subject<'_>) -> bool {
    /// Words below "What could be learned" that are more than "to be decided".
    const WORDS: usize = 10;
    // "That the board arranges a discretionary review", below "Recommendation", says no more than that.
    let learning = subject.passage("learning");
    let says_more = |sentence| says_what(subject, learning.slice(sentence));
    if learning.has_words(WORDS) && sentences(learning.text()).into_iter().any(says_more) {
        return true;
    }
    // A list of who was involved is no reason, whatever they are called.
    let agencies = subject.passage("agencies");
    let lines = subject.outline.in_scope.iter().copied();
    // "Notification to the Learning and Review Group" is a title.
    let is_title = |line: &Piece| {
        let text = subject.document.text(*line).trim();
        subject.outline.unrecognised.contains(line)
            || subject
                .outline
                .sections
                .iter()
                .any(|section| line.contains(section.label) && is_bare(section, *line))
            || text.chars().any(char::is_alphabetic) && !text.contains(char::is_lowercase)
            || is_of_letterhead(subject, *line, text)
    };
    let lines = lines.filter(|line| !is_title(line));
    let lines = lines.filter(|line| !agencies.contains(*line) || holds(&subject.outline.loose, *line));
    // Nor are the facts of the one referred.
    let facts = subject.passage("subject");
    let lines = lines.filter(|line| !facts.contains(*line) || holds(&subject.outline.loose, *line));
    let text = Passage::new(subject.document, lines);
    let whole = text.text().to_lowercase();
    // "We have no concern about how they acted": what is told of their work is praise.
    let is_praised = NONE.iter().any(|none| {
        let behind = whole.split_once(none).map_or("", |(_, behind)| behind);
        let clause = behind.split(['.', ';']).next().unwrap_or("");
        ["agenc", "worked together", "acted", "work together"].iter().any(|word| clause.contains(word))
    });
    let reasons = subject.passage("rationale");
    let weigh = |sentence| {
        let said = text.slice(sentence);
        let left_empty = boxes(said).first().is_some_and(|_| boxes(said).iter().all(|mark| !mark.ticked));
        if said.ends_with('?') || left_empty {
            return 0;
        }
        let is_own = || text.piece(sentence).is_some_and(|piece| reasons.contains(piece));
        let failing = if is_own() { failing(said) } else { 0 };
        let wanted = weight(subject, said, is_praised);
        let says_more = || says_what(subject, said) || opens_a_list(text.text(), sentence);
        if wanted > failing && says_more() { wanted } else { failing }
    };
    sentences(text.text()).into_iter().map(weigh).sum::<u32>() >= REASON
}

/// True where a line has the label of a section and next to nothing else: "Others concerned".
fn is_bare(section: &Section, line: Piece) -> bool {
    /// Bytes of markup and punctuation.
    const BESIDE: u32 = 6;
    (line.end - line.start).saturating_sub(section.label.end - section.label.start) <= BESIDE
}

/// "Prevention and Protection", a line of a few words at the head of all, which is whose paper it is.
fn is_of_letterhead(subject: &Subject<'_>, line: Piece, text: &str) -> bool {
    /// Lines of such a head, and words of each.
    const HEAD: usize = 6;
    const WORDS: usize = 6;
    let mut head = subject.document.lines().take(HEAD);
    text.split_whitespace().nth(WORDS).is_none()
        && !text.ends_with(['.', '?', ':'])
        && head.any(|(id, _, _)| subject.document.line_of(line) == Some(id))
}

/// Asks what could be learned, below the heading of the section that chooses the route.
fn prompt(subject: &Subject<'_>, chosen: &Chosen) -> Option<Fix> {
    let section = subject.sections(chosen.section).next()?;
    let prompts = ["What could be learned from this case, and who could use it?".to_owned()];
    let fix = fixes::insert_prompts_with(subject, "", &prompts, section)?;
    Some(Fix { title: "Insert a prompt about what could be learned".to_owned(), ..fix })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::check_rule;
    use super::*;

    #[test]
    fn a_reason_that_is_only_named_is_reported() {
        check_rule(
            &RULE,
            r#"
## Basis

Discretionary.
^^^^^^^^^^^^^ warning reason-not-given

## Circumstances

K moved into the hostel on 13 June. He has learning difficulties. We sent a concern to Eastmoor Council. He is well.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

☒ Other reason
  ^^^^^^^^^^^^ warning reason-not-given
"#,
        );
    }

    #[test]
    fn a_reason_that_no_source_confirms_is_information() {
        check_rule(
            &RULE,
            r#"
---
schema: dhr
---
## Basis

☒ Other reason
  ^^^^^^^^^^^^ information reason-not-given
"#,
        );
    }

    #[test]
    fn a_sentence_that_says_why_is_enough() {
        check_rule(
            &RULE,
            r#"
## Basis

Discretionary.

## Why it would be worth doing

Learning could be had on:

1. who confirms with the provider that a worker is going that evening;
2. why the store holds other addresses.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Good practice.

## Rationale

Housing and the school met each week in the school office. Others could copy it.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Other reason: near miss.

## Rationale

A review could look at why discharge depends on who picks up the phone.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

The criteria are not met, but we are worried that the same landlord has housed four such families.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

Discretionary.

## Learning sought

How two counties pass on missing episodes.

This happened to three other children: the pattern is the same.
"#,
        );
        check_rule(
            &RULE,
            r#"
## Basis

For learning purposes and under 5(2)(b)(i): the child has died of neglect.
"#,
        );
    }

    #[test]
    fn a_denied_concern_a_meeting_an_opening_and_a_wish_give_no_reason() {
        for text in [
            "I have no concern about how the agencies dealt with each other.",
            "There is no complaint about how agencies worked together.",
            "A child protection conference is to take place in May.",
            "This concerns R, a boy of 15.",
            "We ask the Board to consider a discretionary review.",
        ] {
            check_rule(
                &RULE,
                &format!(
                    "## Basis\n\nDiscretionary.\n^^^^^^^^^^^^^ warning reason-not-given\n\n## Circumstances\n\n{text}\n"
                ),
            );
        }
        check_rule(
            &RULE,
            "## Basis\n\nDiscretionary.\n\n## Circumstances\n\nWe are concerned that one landlord housed four such families.\n",
        );
    }

    #[test]
    fn forms_idioms_names_and_wishes_to_refer_give_no_reason() {
        for text in [
            "The council logged it as a safeguarding concern.",
            "So far as the statutory test is concerned, nothing more is asked.",
            "Concerning: K, a boy of fifteen who lives in Eastmoor.",
            "I'd like to refer the case below to the partners.",
            "She goes to the Eastmoor Learning Trust on Mondays.",
            "His account fitted the splash pattern of the scald.",
            "He collapsed during a basketball lesson.",
            "This is written from what was said at the provider concerns meeting.",
            "Nor was there anything amiss in how people worked together.",
            "The group saw nothing of concern: the home rang the nurses the same day.",
        ] {
            check_rule(
                &RULE,
                &format!(
                    "## Basis\n\nDiscretionary.\n^^^^^^^^^^^^^ warning reason-not-given\n\n## Circumstances\n\n{text}\n"
                ),
            );
        }
    }

    #[test]
    fn a_letter_that_only_denies_is_given_information() {
        check_rule(
            &RULE,
            r"
---
schema: lcspr
---
In my view the criteria in section 16C(1) of the Act are not met.
               ^^^^^^^^ information reason-not-given

His burn was superficial and he did not need a graft.
",
        );
    }

    #[test]
    fn what_could_be_learned_is_a_reason_once_it_is_written() {
        check_rule(
            &RULE,
            r"
## Basis

Discretionary.

## Learning sought

What two counties do when a family moves between them in the middle of the year.
",
        );
        check_rule(
            &RULE,
            r"
## Basis

Discretionary.
^^^^^^^^^^^^^ warning reason-not-given

## Learning sought

To be decided.
",
        );
    }

    #[test]
    fn one_word_of_what_was_amiss_may_belong_to_any_account() {
        let referral = |text: &str| format!("## Basis\n\nDiscretionary.\n\n## Circumstances\n\n{text}\n");
        // One such word tells what happened; two, or one of learning or of concern, say why a review is wanted.
        for account in [
            "K was found in the yard at six. Nobody had the key.",
            "I want to apologise for the handwriting.",
            "The concern was logged the same day and closed.",
            "Those concerned were spoken to at the school.",
            "There isn't a concern about the ward.",
            "He was seen at home by the learning disability team.",
        ] {
            let text = referral(account).replacen(
                "Discretionary.\n",
                "Discretionary.\n^^^^^^^^^^^^^ warning reason-not-given\n",
                1,
            );
            check_rule(&RULE, &text);
        }
        for account in [
            "Nobody had the key. The two services saw him in the same week and no one told the other.",
            "A review could ask who holds the key.",
            "I am concerned that the ward let him go at night.",
        ] {
            check_rule(&RULE, &referral(account));
        }
    }
}
