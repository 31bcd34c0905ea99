//! The wording of a criterion that the document cites or claims.
//!
//! Whether it is met is not said, here or anywhere.

use text_size::TextSize;

use super::{About, Part, source_of, touches};
use crate::claims::Citation;
use crate::schema::{Limb, Meaning, Route, RouteKind, Schema, Vocabulary};
use crate::subject::{Argument, Subject};

/// The criteria cited or claimed at byte `at`.
pub(super) fn at(subject: &Subject<'_>, at: TextSize) -> Vec<About> {
    let mut found = Vec::new();
    for argument in [&subject.basis, &subject.rationale] {
        for citation in &argument.reading.citations {
            let Some(piece) = argument.passage.piece(citation.range) else { continue };
            let range = subject.document.resolve(subject.document.place(piece));
            if touches(range, at) {
                found.extend(cited(subject, citation).map(|part| (range, part)));
            }
        }
    }
    if !found.is_empty() {
        return found;
    }
    for mention in subject.mentions.iter() {
        let range = subject.document.resolve(subject.document.place(mention.piece));
        if !touches(range, at) {
            continue;
        }
        let argues = |argument: &Argument| argument.passage.contains(mention.piece);
        match mention.meaning {
            Meaning::Route(index) | Meaning::RouteLabel(index) => {
                let route = subject.schema.routes.get(usize::from(index));
                found.extend(route.map(|route| (range, of_route(subject.schema, route))));
            }
            Meaning::Limb(index) if argues(&subject.basis) || argues(&subject.rationale) => {
                let limb = subject.schema.limbs.get(usize::from(index));
                let asked = limb.filter(|limb| is_asked(subject.schema, limb));
                found.extend(asked.map(|limb| (range, of_limb(subject.schema, limb))));
            }
            _ => {}
        }
    }
    // One phrase may claim a route and address its limbs: the longest says it all.
    let longest = found.iter().map(|(range, _)| range.len()).max();
    found.retain(|(range, _)| Some(range.len()) == longest);
    found.truncate(2);
    found
}

/// Whether a route asks about `limb`: a limb can come from the schema that this one builds on, and no route here ask about it.
fn is_asked(schema: &Schema, limb: &Limb) -> bool {
    schema.routes.iter().any(|route| route.limbs.contains(&limb.id))
}

fn cited(subject: &Subject<'_>, citation: &Citation) -> Option<Part> {
    of_provision(subject.schema, subject.vocabulary, citation.provision?, &citation.child, citation.known)
}

/// What a schema says of the part `child` of provision number `index`.
pub(super) fn of_provision(
    schema: &Schema,
    vocabulary: &Vocabulary,
    index: usize,
    child: &str,
    known: bool,
) -> Option<Part> {
    let provision = schema.provisions.get(index)?;
    let kind = match provision.kind {
        crate::schema::ProvisionKind::Regulation => "regulation",
        crate::schema::ProvisionKind::Section => "section",
        crate::schema::ProvisionKind::Paragraph => "paragraph",
    };
    let number = format!("{}{child}", provision.citation);
    let mut part = Part::new(format!("{}, {kind} {number}", provision.instrument));
    if !known {
        part.say(format!("There is no {number}; its parts are {}.", provision.children.join(", ")));
        return Some(part);
    }
    let citing = vocabulary.claims.routes_citing(index, child);
    let routes: Vec<&Route> = citing.into_iter().filter_map(|index| schema.routes.get(index)).collect();
    if let [route] = routes.as_slice() {
        part.body.extend(of_route(schema, route).body);
    } else {
        part.list("It is part of", routes.iter().map(|route| route.label.clone()));
        let source = source_of(schema, &provision.source);
        part.say(format!("Source: {}", source.name));
    }
    Some(part)
}

/// What a schema says of a route.
pub(super) fn of_route(schema: &Schema, route: &Route) -> Part {
    let mut part = Part::new(route.label.clone());
    let kind = match route.kind {
        RouteKind::Statutory => {
            "A way the statutory criteria can be met. The referral should say something about each of these:"
        }
        RouteKind::Guidance => {
            "A way the criteria of the guidance can be met. The referral should say something about each of these:"
        }
        RouteKind::Consideration => {
            "Taken into account when it is decided whether to hold a review; it is weighed, and no test to be met. The referral should say something about each of these:"
        }
        RouteKind::Discretionary => "A review may be held though the criteria are not met.",
        RouteKind::Other => "A reason other than the criteria.",
    };
    let limbs = route.limbs.iter().filter_map(|id| schema.limb(id));
    let limbs: Vec<String> = limbs.map(|limb| limb.wording.clone()).collect();
    if limbs.is_empty() {
        part.say(kind);
    } else {
        part.list(kind, limbs);
    }
    let source = source_of(schema, &route.source);
    part.say(format!("Source: {}", source.name));
    part.say(unconfirmed(route.confirmed));
    part
}

/// What a schema says of a limb.
pub(super) fn of_limb(schema: &Schema, limb: &Limb) -> Part {
    let mut part = Part::new("An element of the criteria");
    if limb.own_words || !limb.confirmed {
        part.say(format!("In our own words: {}.", limb.wording));
        part.say(format!("Source: {}", source_of(schema, &limb.source).name));
    } else {
        part.quote(&limb.wording, schema, &limb.source);
    }
    part.say(unconfirmed(limb.confirmed));
    part
}

fn unconfirmed(confirmed: bool) -> &'static str {
    if confirmed {
        ""
    } else {
        "These words could only be recalled; compare them with the source before you rely on them."
    }
}
