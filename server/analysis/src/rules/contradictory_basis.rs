#![doc = include_str!("contradictory_basis.md")]

mod facts;
mod limb_denied;
mod living;
mod rationale;
mod ticked;

use std::collections::BTreeSet;

use text_size::TextRange;

use super::{Check, Reads, Rule};
use crate::argument;
use crate::claims::{self, Citation, Claim, How, Reading, Stance, Target};
use crate::finding::{Finding, Severity};
use crate::outline::{Glance, boxes};
use crate::place::{Piece, Place, range};
use crate::schema::{Route, RouteKind};
use crate::subject::{Argument, Subject};

pub(super) const RULE: Rule = Rule {
    code: "contradictory-basis",
    question: Some("basis"),
    page: include_str!("contradictory_basis.md"),
    reads: Reads::Text,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (section, argument) = argument::deciding(subject);
    let mut findings = Vec::new();
    for target in argument.reading.contradictions(subject.schema) {
        let Some(mut no) = denied(argument, target) else { continue };
        let is_whole = |yes: &&Claim| !is_a_part(subject, argument, yes) && !is_topic(argument, yes);
        let mut claimed = all_claimed(subject, argument, target).filter(is_whole);
        let Some(mut yes) = claimed.next() else { continue };
        // "16C(1)(b). The criteria are met. Paragraph (a) is not relied on": of the two, it is the other that is met.
        let cites_nothing = cited_in(argument, yes).is_empty();
        let is_of_others = cites_nothing
            && !cited_in(argument, no).is_empty()
            && claimed.clone().any(|other| cite_other_parts(argument, other, no));
        if cite_other_parts(argument, yes, no) || is_of_others {
            // "16C(1)(a) is met, and so is 11(c). … 16C(1)(a) is not met."
            let Some(same) = claimed.find(|other| cite_the_same(argument, other, no)) else { continue };
            yes = same;
        }
        // A rationale tells what happened, and many a "no" in it is about something else.
        // In an account that nobody was asked to argue in, only boxes are sure to be about the criteria, and sentences
        // that say nothing else.
        if subject.argues_freely && !(yes.how.is_an_answer() && no.how.is_an_answer()) {
            match outright(subject, argument, target) {
                Some(pair) => (yes, no) = pair,
                None => continue,
            }
        }
        if is_of_another_review(argument, no)
            || is_supposed(argument, no)
            || is_about_proof(argument, no)
            || is_set_apart(argument, no)
        {
            continue;
        }
        // "Criterion 1: no, he is alive" answers one of them, and leaves the others, and so does "the second limb".
        let answers_one = target == Target::Criteria
            && (no.how == How::Answer && yes.how != How::Answer || is_of_one_limb(argument, no));
        if answers_one {
            continue;
        }
        // "It may well be serious enough for condition 2, but …; I ask the Board to use its discretion."
        if yes.hedged && yes.how == How::Words && asks_for_discretion(subject, argument) {
            continue;
        }
        let is_plain = matches!(no.how, How::Citation | How::Ticked);
        if section == "rationale" && !is_plain || chooses_another(argument, target) {
            continue;
        }
        let yes_place = place(subject, argument, yes);
        let no_place = place(subject, argument, no);
        // "There is learning here" and "nobody else will bring it out" are no contradiction.
        let route = match target {
            Target::Route(index) => subject.schema.routes.get(index),
            Target::Criteria | Target::OtherReason => None,
        };
        if route.is_some_and(|route| route.kind == RouteKind::Other) {
            continue;
        }
        let later_denies = (no_place.block, no_place.end) >= (yes_place.block, yes_place.end);
        let (here, there) = if later_denies { (no_place, yes_place) } else { (yes_place, no_place) };
        findings.push(said_both(route, here, there, later_denies));
    }
    if findings.is_empty() && section == "basis" && !subject.argues_freely {
        let another = against_another_part(subject, argument);
        findings.extend(another.or_else(|| against_a_sentence(subject, argument)));
    }
    // In a letter, where it was said outright that they are met.
    let claims_outright = || {
        let mut claims = argument.reading.claims.iter();
        claims.any(|claim| claim.stance == Stance::Yes && says_outright(argument, claim))
    };
    if findings.is_empty() && section == "basis" && subject.argues_freely && claims_outright() {
        findings.extend(against_a_sentence(subject, argument));
    }
    if findings.is_empty() && !subject.argues_freely {
        findings.extend(affirmed_by_a_sentence(subject, &subject.basis));
    }
    if findings.is_empty() && !subject.argues_freely {
        findings.extend(rationale::taken_back_in_the_rationale(subject));
    }
    if findings.is_empty() {
        findings.extend(denied_in_passing(subject));
    }
    if findings.is_empty() {
        findings.extend(ticked::ticked_both_ways(subject));
    }
    findings
        .extend(argument::chosen(subject).iter().filter_map(|chosen| facts::against_facts(subject, chosen)));
    if findings.is_empty() {
        findings.extend(living::death_ticked_of_the_living(subject));
    }
    if findings.is_empty() {
        findings.extend(living::death_said_of_the_living(subject));
    }
    if findings.is_empty() {
        findings.extend(limb_denied::denied_outright(subject));
    }
    findings
}

/// True where the case is referred for a review that the law allows and does not require.
fn asks_for_discretion(subject: &Subject<'_>, argument: &Argument) -> bool {
    argument.reading.claims.iter().any(|claim| {
        let route = match claim.target {
            Target::Route(index) => subject.schema.routes.get(index),
            Target::Criteria | Target::OtherReason => None,
        };
        claim.stance == Stance::Yes
            && !claim.hedged
            && route.is_some_and(|route| route.kind == RouteKind::Discretionary)
    })
}

/// "Section 16C(1)(b) applies rather than section 16C(1)(a)": which of the two it is, and no denial.
fn is_set_apart(argument: &Argument, no: &Claim) -> bool {
    const APART: &[&str] =
        &["rather than", "instead of", "as opposed to", "and not", "not the more usual", "not the usual"];
    let text = argument.passage.text();
    let own = claims::sentences(text).into_iter().find(|sentence| sentence.contains_range(no.range));
    let before = own.map_or("", |own| argument.passage.slice(TextRange::new(own.start(), no.range.start())));
    let before = before.trim_end().to_lowercase();
    no.how == How::Citation
        && APART.iter().any(|words| before.strip_suffix(" the").unwrap_or(&before).ends_with(words))
}

/// Yes and no said to `route`, or to the criteria as a whole; `denies` where it is no that is said `here`.
fn said_both(route: Option<&Route>, here: Place, there: Place, denies: bool) -> Finding {
    let about = route.map_or("basis", |route| route.id.as_str());
    let what = route
        .map_or_else(|| "the criteria are".to_owned(), |route| format!("{} is", argument::route_name(route)));
    let weighed = route.is_some_and(|route| route.kind == RouteKind::Consideration);
    let (met, unmet) = if weighed { ("to apply", "not to apply") } else { ("to be met", "not to be met") };
    let word = format!("said {} here", if denies { met } else { unmet });
    let message = format!("{what} said both {met} and {unmet}; say which is meant");
    let mut finding = RULE.at(here, message).about(about);
    if route.is_some_and(|route| !route.confirmed) {
        finding = finding.weighing(Severity::Information);
    }
    if here == there { finding } else { finding.with_related(there, &word) }
}

/// Where *Basis* says that the criteria are met and another part that is about the law says, without a doubt, that they
/// are not.
fn against_another_part(subject: &Subject<'_>, basis: &Argument) -> Option<Finding> {
    let met = claimed(subject, basis, Target::Criteria)?;
    let passage = subject.text_on_law();
    let reading = claims::read_claims(subject.schema, subject.vocabulary, passage.text());
    // It may say that a part of the law is met, or give another reason.
    if reading.claims.iter().any(|claim| claim.stance == Stance::Yes) {
        return None;
    }
    let denies = |claim: &&Claim| claim.target == Target::Criteria && !claim.hedged;
    let unmet = reading.claims.iter().find(denies)?;
    let there = place(subject, basis, met);
    let here = subject.document.place(passage.piece(unmet.range)?);
    Some(said_both(None, here, there, true))
}

/// Where *Basis* says that the criteria are met and a sentence in another part says outright, naming the law or the review,
/// that they are not.
fn against_a_sentence(subject: &Subject<'_>, basis: &Argument) -> Option<Finding> {
    if !basis.reading.is_statutory(subject.schema) {
        return None;
    }
    blocks_beside(subject, basis, |glance| glance.denial).find_map(|number| {
        let block = subject.document.block(number)?;
        let text = block.plain.text();
        let mut sentences = claims::sentences(text).into_iter();
        sentences.find_map(|sentence| denied_in(subject, basis, number, text, sentence))
    })
}

/// Where the criteria are said to be met and a word in passing says that the case is none for which a review has to be
/// held: "with the case lying outside the definition".
fn denied_in_passing(subject: &Subject<'_>) -> Option<Finding> {
    let basis = &subject.basis;
    let gives_another = basis.reading.gives_other_reason(subject.schema);
    let met = claimed(subject, basis, Target::Criteria).filter(|met| !met.hedged && !gives_another)?;
    let met_place = place(subject, basis, met);
    let in_scope = |piece: &Piece| subject.outline.in_scope.iter().any(|line| line.contains(*piece));
    let blocks = (0..).zip(subject.glances.iter()).filter(|(_, glance)| glance.short_denial);
    blocks.map(|(number, _)| number).find_map(|number| {
        let text = subject.document.block(number)?.plain.text();
        claims::sentences(text).into_iter().find_map(|sentence| {
            let said = text.get(std::ops::Range::<usize>::from(sentence))?;
            let piece = Piece::new(number, claims::short_denial(said)? + sentence.start());
            let here = subject.document.place(piece);
            let is_elsewhere = subject.argues_freely || !basis.passage.contains(piece);
            (is_elsewhere && in_scope(&piece)).then(|| said_both(None, here, met_place, true))
        })
    })
}

/// Where *Basis* says that the criteria are not met and a sentence in another part says outright, citing the law, that they
/// are.
fn affirmed_by_a_sentence(subject: &Subject<'_>, basis: &Argument) -> Option<Finding> {
    let of_law = |claim: &&Claim| {
        claim.stance == Stance::No
            && !claim.hedged
            && (claim.target == Target::Criteria || argument::statutory(subject, claim.target).is_some())
    };
    let denials: Vec<&Claim> = basis.reading.claims.iter().filter(of_law).collect();
    let unmet = *denials.last()?;
    // What is weighed besides, such as regulation 11, says nothing of the criteria.
    let provisions = |claim: &Claim| -> BTreeSet<_> {
        cited_in(basis, claim).into_iter().map(|(provision, _)| provision).collect()
    };
    let is_of_another = |claim: &Claim| {
        let (own, denied) = (provisions(claim), provisions(unmet));
        !own.is_empty() && !denied.is_empty() && own.is_disjoint(&denied)
    };
    let claims_a_criterion = basis.reading.claims.iter().any(|claim| {
        claim.stance == Stance::Yes
            && !is_of_another(claim)
            && (claim.target == Target::Criteria
                || argument::statutory(subject, claim.target).is_some_and(|route| route.kind.is_criterion()))
    });
    if claims_a_criterion || is_supposed(basis, unmet) {
        return None;
    }
    // "The case meets section 16C(1)(a). … Section 16C(1)(a) is not met."
    let cites_what_is_denied = |reading: &Reading, claim: &Claim| {
        let said = reading.citations.iter().find(|citation| claim.range.contains_range(citation.range));
        said.is_some_and(|said| cited_in(basis, unmet).contains(&(said.provision, said.child.as_str())))
    };
    let is_denied =
        |target: Target| denials.iter().any(|no| no.target == Target::Criteria || no.target == target);
    blocks_beside(subject, basis, |glance| glance.met).find_map(|number| {
        let block = subject.document.block(number)?;
        let text = block.plain.text();
        claims::sentences(text).into_iter().find_map(|sentence| {
            let said = text.get(std::ops::Range::<usize>::from(sentence))?;
            let lower = said.to_lowercase();
            if basis.passage.contains(Piece::new(number, sentence))
                || !claims::may_affirm(&lower)
                || ["not ", "n't ", "if ", "whether"].iter().any(|word| lower.contains(word))
            {
                return None;
            }
            let reading = claims::read_claims(subject.schema, subject.vocabulary, said);
            let is_met = |claim: &Claim| claim.stance == Stance::Yes && claim.target == Target::Criteria;
            // "Criteria: MET", in a box of its own.
            if let Some(met) = reading.claims.iter().find(|claim| is_met(claim) && claim.how == How::Answer) {
                let here = subject.document.place(Piece::new(number, met.range + sentence.start()));
                return Some(said_both(None, here, place(subject, basis, unmet), false));
            }
            if reading.citations.is_empty() || !claims::is_outright(said) {
                return None;
            }
            let met = reading.claims.iter().find(|claim| {
                claim.stance == Stance::Yes
                    && !claim.hedged
                    && claim.how == How::Citation
                    && is_denied(claim.target)
                    && (claim.target == Target::Criteria && cites_what_is_denied(&reading, claim)
                        || argument::statutory(subject, claim.target)
                            .is_some_and(|route| route.kind.is_criterion()))
            })?;
            let here = subject.document.place(Piece::new(number, met.range + sentence.start()));
            Some(said_both(None, here, place(subject, basis, unmet), false))
        })
    })
}

/// The blocks that have text outside *Basis* and say at a glance what is `wanted`.
fn blocks_beside(
    subject: &Subject<'_>,
    basis: &Argument,
    wanted: fn(Glance) -> bool,
) -> impl Iterator<Item = u32> {
    let blocks = (0..).zip(subject.glances.iter()).filter(move |(_, glance)| wanted(**glance));
    blocks.map(|(block, _)| block).filter(|block| {
        let lines = &subject.outline.in_scope;
        let from = lines.partition_point(|line| line.block < *block);
        let mut own = lines.iter().skip(from).take_while(|line| line.block == *block);
        own.any(|line| !basis.passage.contains(*line))
    })
}

/// What one sentence of another part says against *Basis*.
fn denied_in(
    subject: &Subject<'_>,
    basis: &Argument,
    number: u32,
    text: &str,
    sentence: TextRange,
) -> Option<Finding> {
    if basis.passage.contains(Piece::new(number, sentence)) {
        return None;
    }
    let said = text.get(std::ops::Range::<usize>::from(sentence)).filter(|said| claims::may_deny(said))?;
    // "I do not think, however, that the criteria are met": the word parts nothing.
    let said = &said.replace(", however,", &" ".repeat(10)).replace(" however ", &" ".repeat(9));
    // "Having considered section 44, I do not think that …": what was considered claims nothing.
    let start = said.len() - said.trim_start_matches(|char: char| !char.is_alphabetic()).len();
    let considered =
        said.get(start..).filter(|rest| rest.starts_with("Having ")).and_then(|rest| rest.find(", "));
    let considered = considered.filter(|comma| {
        said.get(start..start + comma)
            .is_some_and(|before| !before.contains(" not ") && !before.contains("n't "))
    });
    let said = &match considered {
        Some(comma) => " ".repeat(start + comma + 1) + said.get(start + comma + 1..).unwrap_or(""),
        None => said.clone(),
    };
    let reading = claims::read_claims(subject.schema, subject.vocabulary, said);
    let names_law = !reading.citations.is_empty() || claims::names_a_review(said);
    if !names_law || reading.is_statutory(subject.schema) || !claims::is_outright(said) {
        return None;
    }
    let mut unmet = reading.claims.iter().filter(|claim| claim.stance == Stance::No);
    // Of two routes, one may be met and the other not.
    let (unmet, met) = unmet.find_map(|unmet| {
        let met = claimed(subject, basis, unmet.target)?;
        let is_weighed =
            argument::statutory(subject, unmet.target).is_some_and(|route| !route.kind.is_criterion());
        (!is_weighed).then_some((unmet, met))
    })?;
    let route = match unmet.target {
        Target::Route(index) => subject.schema.routes.get(index),
        Target::Criteria | Target::OtherReason => None,
    };
    let here = subject.document.place(Piece::new(number, unmet.range + sentence.start()));
    Some(said_both(route, here, place(subject, basis, met), true))
}

/// "Regulation 5(2)(a) is plainly satisfied", which is less than that the criteria are.
fn is_a_part(subject: &Subject<'_>, argument: &Argument, claim: &Claim) -> bool {
    let wants_more = |citation: &Citation| {
        let provision = citation.provision.and_then(|index| subject.schema.provisions.get(index));
        let cited = subject.schema.routes.iter().flat_map(|route| &route.citation);
        provision.is_some_and(|provision| {
            cited.into_iter().any(|cited| cited.starts_with(&provision.citation) && cited.contains("(a) and"))
        })
    };
    let cited =
        || argument.reading.citations.iter().filter(|citation| claim.range.contains_range(citation.range));
    // "There is reasonable cause for concern about how members worked together" is one part of what is asked.
    if claim.how == How::Words
        && argument.passage.slice(claim.range).to_lowercase().ends_with("cause for concern")
    {
        return true;
    }
    let is_first = |child: &str| child.ends_with("(a)");
    claim.target == Target::Criteria
        && claim.how == How::Citation
        && cited().next().is_some()
        && cited().all(|citation| {
            let group = argument.reading.citations.iter().filter(|other| other.group == citation.group);
            wants_more(citation) && group.into_iter().all(|other| is_first(&other.child))
        })
}

/// "16C(1)(a) is met. 16C(1)(b) is not": two parts of one provision, each cited.
fn cite_other_parts(argument: &Argument, yes: &Claim, no: &Claim) -> bool {
    let (yes, no) = (cited_in(argument, yes), cited_in(argument, no));
    !yes.is_empty() && !no.is_empty() && !overlap(&yes, &no)
}

/// "16C(1)(a) is met", here and there.
fn cite_the_same(argument: &Argument, yes: &Claim, no: &Claim) -> bool {
    let (yes, no) = (cited_in(argument, yes), cited_in(argument, no));
    yes.iter().any(|yes| no.iter().any(|no| yes.0 == no.0 && yes.1.starts_with(no.1)))
}

/// A provision that is known, and the part of it.
type Cited<'a> = (Option<usize>, &'a str);

/// The parts that a claim cites.
fn cited_in<'a>(argument: &'a Argument, claim: &Claim) -> BTreeSet<Cited<'a>> {
    let inside =
        argument.reading.citations.iter().filter(|citation| claim.range.contains_range(citation.range));
    inside.map(|citation| (citation.provision, citation.child.as_str())).collect()
}

/// True where one part is the other or holds it: "(1)" is the whole of "(1)(a)".
fn overlap(one: &BTreeSet<Cited<'_>>, other: &BTreeSet<Cited<'_>>) -> bool {
    one.iter().any(|one| {
        let is_same = |other: &Cited<'_>| {
            one.0 == other.0 && (one.1.starts_with(other.1) || other.1.starts_with(one.1))
        };
        other.iter().any(is_same)
    })
}

/// "As for (b)(ii), the doctor examined all four children", which goes on to weigh it.
fn is_topic(argument: &Argument, claim: &Claim) -> bool {
    const TOPICS: &[&str] = &["as for", "as to", "as regards", "with regard to", "turning to"];
    let own = sentence(argument, claim).map_or("", |(_, text)| text);
    // "Regulation 5(2) of the LSCB Regulations 2006. (a) is met; (b)(i) is not."
    let is_of_a_name = |word: &str| {
        word.starts_with(|char: char| !char.is_lowercase()) || matches!(word, "of" | "the" | "and" | "for")
    };
    if claim.how == How::Citation && own.contains(" of the ") && own.split_whitespace().all(is_of_a_name) {
        return true;
    }
    let text = own.to_lowercase();
    claim.how == How::Citation && TOPICS.iter().any(|topic| text.starts_with(topic)) && !text.contains(" met")
}

/// "It is not "known", and may never be proved; suspicion is enough."
fn is_about_proof(argument: &Argument, claim: &Claim) -> bool {
    const PROOF: &[&str] = &[
        "not \"known\"",
        "not “known”",
        "not 'known'",
        "be proved",
        "been proved",
        "be proven",
        "standard of proof",
        "not been shown",
        "not shown",
        "may argue",
        "might argue",
        "could argue",
    ];
    sentence(argument, claim).is_some_and(|(_, text)| {
        let lower = text.to_lowercase();
        PROOF.iter().any(|words| lower.contains(words))
    })
}

/// "A national review is not sought", "we don't agree that this takes him outside section 44".
fn is_of_another_review(argument: &Argument, claim: &Claim) -> bool {
    sentence(argument, claim).is_some_and(|(_, text)| {
        let lower = text.to_lowercase();
        ["national review", "mappa", "leder", "'s doubt", "’s doubt", "don't agree that", "do not agree that"]
            .iter()
            .any(|words| lower.contains(words))
    })
}

/// "Second limb does not arise, as A has died."
fn is_of_one_limb(argument: &Argument, claim: &Claim) -> bool {
    const WHICH: &[&str] =
        &["first", "second", "third", "other", "latter", "former", "1st", "2nd", "this", "that", "either"];
    let text = argument.passage.text();
    let before = text.get(..claim.range.start().into()).unwrap_or("").trim_end().to_lowercase();
    let is_part = argument.passage.slice(claim.range).to_lowercase().starts_with("limb");
    is_part && WHICH.iter().any(|word| before.ends_with(word))
}

/// "Even if the criteria were not met, there would be much to learn."
fn is_supposed(argument: &Argument, claim: &Claim) -> bool {
    sentence(argument, claim).is_some_and(|(at, text)| {
        let before = text.get(..usize::from(claim.range.start() - at.start()));
        before.is_some_and(|before| before.to_lowercase().contains("even if "))
    })
}

/// The sentence that a claim stands in, with its place in the argument.
fn sentence<'a>(argument: &'a Argument, claim: &Claim) -> Option<(TextRange, &'a str)> {
    let mut sentences = claims::sentences(argument.passage.text()).into_iter();
    let at = sentences.find(|sentence| sentence.contains_range(claim.range))?;
    Some((at, argument.passage.slice(at)))
}

/// True where the route is named to say that another is meant: "Regulation 17(3), not 17(2)".
fn chooses_another(argument: &Argument, target: Target) -> bool {
    /// Bytes between the two citations.
    const REACH: u32 = 12;
    let cited = || argument.reading.claims.iter().filter(|claim| claim.how == How::Citation);
    cited().filter(|claim| claim.stance == Stance::No && claim.target == target).any(|denied| {
        let start = u32::from(denied.range.start());
        cited().any(|claim| {
            let near = start.checked_sub(claim.range.end().into()).is_some_and(|gap| gap <= REACH);
            near && claim.stance == Stance::Yes && claim.target != target
        })
    })
}

/// A yes and a no to `target` that are each said outright, under one heading.
fn outright<'s>(
    subject: &Subject<'_>,
    argument: &'s Argument,
    target: Target,
) -> Option<(&'s Claim, &'s Claim)> {
    let mut claims = argument.reading.claims.iter().rev();
    let yes = claims.by_ref().find(|claim| {
        claim.stance == Stance::Yes
            && means(subject, argument, claim, target)
            && says_outright(argument, claim)
    })?;
    let mut denials = argument.reading.claims.iter().rev();
    let no = denials.find(|claim| {
        claim.stance == Stance::No && claim.target == target && says_outright(argument, claim)
    })?;
    let both = |sentence: &TextRange| sentence.contains_range(yes.range) && sentence.contains_range(no.range);
    if claims::sentences(argument.passage.text()).iter().any(both) {
        return None;
    }
    // Under another heading "criteria" may be those of a service or a plan.
    let names_the_law = |claim: &Claim| {
        let text = sentence(argument, claim).map_or("", |(_, text)| text);
        claim.how == How::Citation || claims::names_a_review(text)
    };
    let apart = has_heading_between(subject, place(subject, argument, yes), place(subject, argument, no));
    (!apart || names_the_law(no) && (yes.how.is_an_answer() || names_the_law(yes))).then_some((yes, no))
}

/// True where the writer says of the criteria that they are met, or are not, as of now and without a doubt: "the criteria in
/// section 16C(1) are not met".
fn says_outright(argument: &Argument, claim: &Claim) -> bool {
    let Some((_, text)) = sentence(argument, claim) else {
        return false;
    };
    claim.how.is_an_answer()
        || (claims::names_a_review(text)
            || text.to_lowercase().contains("criteri")
            || claim.how == How::Citation)
            && claims::is_outright(text)
}

/// True where one place stands under another heading than the other.
fn has_heading_between(subject: &Subject<'_>, one: Place, other: Place) -> bool {
    let (from, to) = (one.block.min(other.block) as usize, one.block.max(other.block) as usize);
    let between = subject.document.blocks().get(from..=to).unwrap_or(&[]);
    between.iter().any(|block| block.heading().is_some())
}

/// The last claim that says yes to `target`; for the criteria, to any of their routes.
fn claimed<'s>(subject: &Subject<'_>, argument: &'s Argument, target: Target) -> Option<&'s Claim> {
    all_claimed(subject, argument, target).next()
}

/// All such claims, the last one first.
fn all_claimed<'s>(
    subject: &Subject<'_>,
    argument: &'s Argument,
    target: Target,
) -> impl Iterator<Item = &'s Claim> + Clone {
    argument.reading.claims.iter().rev().filter(move |claim| {
        // "That limb is satisfied"
        claim.stance == Stance::Yes
            && means(subject, argument, claim, target)
            && !is_of_one_limb(argument, claim)
    })
}

/// True where a claim is of `target`; of the criteria are all their routes.
fn means(subject: &Subject<'_>, argument: &Argument, claim: &Claim, target: Target) -> bool {
    // A death in custody leads to a review even where regulation 5(2) is not met: saying both is no contradiction.
    let cited = argument::statutory(subject, claim.target).is_some_and(|route| !route.citation.is_empty());
    // "It's hard to say that he experienced serious neglect" has a criterion's words, and says nothing of it.
    let by_number = || argument.passage.slice(claim.range).to_lowercase().contains("condition");
    // "It would have been likely to die but for the nurse" has a route's words.
    let is_of_words = claim.how == How::Words && cited && !by_number();
    claim.target == target && !is_of_words
        || target == Target::Criteria && cited && (claim.how != How::Words || by_number())
}

fn denied(argument: &Argument, target: Target) -> Option<&Claim> {
    argument.reading.claims.iter().rev().find(|claim| claim.stance == Stance::No && claim.target == target)
}

/// Where a claim stands; of a ticked answer, its box and the words beside it.
fn place(subject: &Subject<'_>, argument: &Argument, claim: &Claim) -> Place {
    let text = argument.passage.slice(claim.range);
    let ticked = boxes(text).into_iter().rfind(|found| found.ticked);
    let Some(found) = ticked.filter(|_| claim.how == How::Ticked) else {
        return argument::place_in(subject, argument, claim.range);
    };
    let from = usize::from(claim.range.start()) + usize::from(found.at.start());
    let end = usize::from(claim.range.start()) + text.trim_end().len();
    argument::place_in(subject, argument, range(from, end))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests;
