//! What a referral argues with: the routes it chooses, the limbs it speaks of, where its rationale stands.
//!
//! Nothing is judged here. What is amiss with an argument is for the rules.

mod dealings;

pub(crate) use dealings::{dealings, dealings_of};

use std::collections::HashSet;

use text_size::{TextRange, TextSize};

use crate::claims::{self, Claim, How, Stance, Target};
use crate::document::Line;
use crate::outline::{Fill, boxes, is_blank};
use crate::passage::Passage;
use crate::place::{Piece, Place};
use crate::schema::{Limb, Meaning, Route, RouteKind, Schema};
use crate::starred;
use crate::subject::{Argument, Subject};

/// A way of qualifying that the referral chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// Which one; the criteria where none is named.
    pub target: Target,
    /// Where it is chosen: its citation, else the words or the box.
    pub place: Place,
    /// Id of the section where it is chosen.
    pub section: &'static str,
}

/// The argument that says by which route the case qualifies: *Basis*, or *Rationale* where that alone says something.
pub(crate) fn deciding<'s>(subject: &'s Subject<'_>) -> (&'static str, &'s Argument) {
    let speaks = subject.basis.says_something() || !subject.rationale.says_something();
    if speaks { ("basis", &subject.basis) } else { ("rationale", &subject.rationale) }
}

/// The routes that are chosen, each once; what is also denied is not chosen.
///
/// A *Basis* that names no route but says that the criteria are met leaves the naming to *Rationale*.
pub(crate) fn chosen(subject: &Subject<'_>) -> Vec<Chosen> {
    let (id, argument) = deciding(subject);
    let mut found = chosen_in(subject, id, argument);
    let names_a_route = found.iter().any(|chosen| matches!(chosen.target, Target::Route(_)));
    if id == "basis" && !names_a_route && !found.is_empty() {
        let more = chosen_in(subject, "rationale", &subject.rationale);
        found.extend(more.into_iter().filter(|chosen| statutory(subject, chosen.target).is_some()));
    }
    found
}

/// True where the route with this id is chosen.
pub(crate) fn chooses(subject: &Subject<'_>, id: &str) -> bool {
    let is_it = |target: Target| match target {
        Target::Route(index) => subject.schema.routes.get(index).is_some_and(|route| route.id == id),
        Target::Criteria | Target::OtherReason => false,
    };
    chosen(subject).iter().any(|chosen| is_it(chosen.target))
}

fn chosen_in(subject: &Subject<'_>, section: &'static str, argument: &Argument) -> Vec<Chosen> {
    let mut found: Vec<Chosen> = Vec::new();
    let mut claims: Vec<&Claim> =
        argument.reading.claims.iter().filter(|claim| claim.stance == Stance::Yes).collect();
    claims.sort_by_key(|claim| (claim.how != How::Citation, claim.range.start()));
    for claim in claims {
        let known = found.iter().any(|chosen| chosen.target == claim.target);
        if known || argument.reading.denies(claim.target) {
            continue;
        }
        found.push(Chosen {
            target: claim.target,
            place: place_in(subject, argument, phrase(subject, argument, claim)),
            section,
        });
    }
    found
}

/// The words of a claim: of "criteria", which is all that a reader of claims needs, the phrase "criteria are met".
fn phrase(subject: &Subject<'_>, argument: &Argument, claim: &Claim) -> TextRange {
    // No phrase of the list is nearly as long as this.
    const REACH: u32 = 200;
    if claim.how != How::Words || claim.target != Target::Criteria {
        return claim.range;
    }
    let text = argument.passage.text();
    let mut from = u32::from(claim.range.start()).saturating_sub(REACH) as usize;
    let mut to = (u32::from(claim.range.end()) + REACH).min(text.len() as u32) as usize;
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let hits = subject.vocabulary.find(text.get(from..to).unwrap_or(""));
    let around = hits
        .filter(|hit| hit.meaning == Meaning::Claim)
        .map(|hit| hit.range + TextSize::new(from as u32))
        .filter(|range| range.contains_range(claim.range));
    around.max_by_key(|range| range.len()).unwrap_or(claim.range)
}

/// Where bytes `at` of an argument stand in the document.
pub(crate) fn place_in(subject: &Subject<'_>, argument: &Argument, at: TextRange) -> Place {
    let piece = argument.passage.piece(at);
    piece.map_or_else(|| subject.title_place(), |piece| subject.document.place(piece))
}

/// The route of the law that `target` names: a criterion, or a consideration that the law has taken into account.
pub(crate) fn statutory<'s>(subject: &Subject<'s>, target: Target) -> Option<&'s Route> {
    let Target::Route(index) = target else { return None };
    subject.schema.routes.get(index).filter(|route| route.kind.is_of_the_rules())
}

/// True where the law asks for two things: that criteria are met, and what to weigh besides.
pub(crate) fn has_considerations(schema: &Schema) -> bool {
    schema.routes.iter().any(|route| route.kind == RouteKind::Consideration)
}

/// How a message names a route: by its citation, else by its label.
pub(crate) fn route_name(route: &Route) -> String {
    route.citation.first().cloned().unwrap_or_else(|| {
        let label = route.label.split(": ").next().unwrap_or(&route.label);
        format!("\"{label}\"")
    })
}

/// The ids of the limbs about which anything is found in the text of the document.
///
/// A limb mentioned to be denied counts; the label of a box left empty does not, for the form says it and not the writer.
/// What is said in passing, "Police attended; no further action", counts where it is said twice, beside an agency each time.
/// How agencies worked together is told, too, by enough of what they did with each other.
pub(crate) fn addressed_limbs<'s>(subject: &Subject<'s>) -> HashSet<&'s str> {
    /// What one mention counts, and what makes a limb addressed.
    const IN_PASSING: u8 = 1;
    const ENOUGH: u8 = 2;
    /// Sentences of what agencies did with each other. Of 131 referrals that say nothing of how they worked together, one
    /// has as many. Source: the referrals labelled by hand in `tests/accuracy`.
    const TOLD_BY_DEALINGS: usize = 3;
    let limbs = &subject.schema.limbs;
    let mut found = vec![0_u8; limbs.len()];
    for mention in subject.mentions.iter() {
        if let Meaning::Limb(index) = mention.meaning
            && let (Some(found), Some(limb)) =
                (found.get_mut(usize::from(index)), limbs.get(usize::from(index)))
            && *found < ENOUGH
        {
            let said = subject.document.text(mention.piece);
            // "Working Together" is the guidance.
            let is_guidance = said.starts_with("Working T");
            if is_guidance
                || is_left_empty(subject, mention.piece)
                || is_of_the_form(subject, limb, mention.piece)
            {
                continue;
            }
            let is_weak = is_in_passing(subject, limb, mention.piece)
                || *found == 0 && is_of_the_law(subject, limb, mention.piece);
            *found += if is_weak { IN_PASSING } else { ENOUGH };
        }
    }
    let is_told = |limb: &Limb, found: u8| {
        found >= ENOUGH
            || limb.is_told_by_dealings() && dealings(subject, TOLD_BY_DEALINGS) == TOLD_BY_DEALINGS
    };
    limbs
        .iter()
        .zip(found)
        .filter(|(limb, found)| is_told(limb, *found))
        .map(|(limb, _)| limb.id.as_str())
        .collect()
}

/// True for a mention in an option that a form prints in the words of the law, "seriously harmed and there is cause for
/// concern as to the way in which …", ticked or not: how the agencies worked together is for the writer to say.
fn is_of_the_form(subject: &Subject<'_>, limb: &Limb, mention: Piece) -> bool {
    /// Words of the law by which its own are known.
    const OPENING: usize = 6;
    if limb.terms_in_passing.is_empty() {
        return false;
    }
    let line = subject.document.line_of(mention).map_or("", |id| subject.document.line_text(id));
    let words: Vec<&str> = limb.wording.split(' ').take(OPENING).collect();
    !boxes(line).is_empty() && line.contains(&words.join(" "))
}

/// True where `limb` is mentioned in the law's own words and nothing but those.
pub(crate) fn is_only_restated(subject: &Subject<'_>, limb: &Limb) -> bool {
    subject.mentions.iter().any(|mention| match mention.meaning {
        Meaning::Limb(index) => {
            subject.schema.limbs.get(usize::from(index)).is_some_and(|other| other.id == limb.id)
                && is_of_the_law(subject, limb, mention.piece)
        }
        _ => false,
    })
}

/// True for a mention in a sentence of nothing but the law's own words: "there is cause for concern as to the way in which the
/// authority, their Board partners or other relevant persons have worked together to safeguard the child".
fn is_of_the_law(subject: &Subject<'_>, limb: &Limb, mention: Piece) -> bool {
    /// "there is", which many a sentence has, and the words of the law behind it by which its own are known.
    const THERE_IS: usize = 2;
    const OPENING: usize = 6;
    if limb.terms_in_passing.is_empty() {
        return false;
    }
    let text = subject.document.block(mention.block).map_or("", |block| block.plain.text());
    let words: Vec<&str> = limb.wording.split(' ').skip(THERE_IS).take(OPENING).collect();
    let words = words.join(" ");
    claims::sentences(text).into_iter().any(|sentence| {
        let said = text.get(std::ops::Range::<usize>::from(sentence)).unwrap_or("");
        u32::from(sentence.start()) <= mention.start
            && mention.end <= sentence.end().into()
            && said.contains(&words)
            && !said.contains('?')
            && claims::loose_overlap(subject.schema, said) >= claims::MOSTLY
    })
}

/// "No further action", of which the schema says so, or what somebody of the family "did not know".
fn is_in_passing(subject: &Subject<'_>, limb: &Limb, mention: Piece) -> bool {
    const FAMILY: &[&str] =
        &["mother", "father", "mum", "dad", "parents", "she", "he", "family", "nan", "grandmother"];
    if limb.terms_in_passing.is_empty() {
        return false;
    }
    let said = subject.document.text(mention).to_lowercase();
    let has = |terms: &[String]| terms.iter().any(|term| starred::is(term, &said));
    let before = subject.document.text(Piece { start: 0, end: mention.start, ..mention }).to_lowercase();
    let of_family = before.split_whitespace().next_back().is_some_and(|word| FAMILY.contains(&word));
    // "They did not call an ambulance."
    let block = subject.document.block(mention.block).map_or("", |block| block.plain.text());
    let after = block.get(mention.end as usize..).unwrap_or("").trim_start();
    let for_help =
        ["an ambulance", "999", "for help", "for an ambulance"].iter().any(|help| after.starts_with(help));
    has(&limb.terms_in_passing) || (of_family || for_help) && has(&limb.terms_beside_agency)
}

/// A limb of a chosen route about which nothing is found.
#[derive(Debug)]
pub(crate) struct Unaddressed<'s> {
    /// Where the route is chosen.
    pub chosen: Chosen,
    /// The route; the nearest one where only the criteria are said to be met.
    pub route: &'s Route,
    /// The limb.
    pub limb: &'s Limb,
}

/// The limbs of the chosen routes of the law about which nothing is found, each once.
pub(crate) fn unaddressed_limbs<'s>(subject: &Subject<'s>) -> Vec<Unaddressed<'s>> {
    let chosen = chosen(subject);
    let mut claimed: Vec<(Chosen, &Route)> =
        chosen.iter().filter_map(|chosen| Some((*chosen, statutory(subject, chosen.target)?))).collect();
    if chosen.is_empty() {
        return Vec::new();
    }
    let mut addressed = addressed_limbs(subject);
    if claimed.is_empty() || claimed.iter().any(|(_, route)| !missing(subject, route, &addressed).is_empty())
    {
        addressed.extend(limbs_in_titles(subject));
    }
    // What is weighed leaves open which criterion is met, if any.
    let weighed = chosen.first().filter(|_| {
        let reading = &deciding(subject).1.reading;
        has_considerations(subject.schema)
            && !claimed.is_empty()
            && reading.claims.iter().all(|claim| claim.stance == Stance::Yes)
    });
    if !claimed.iter().any(|(_, route)| route.kind.is_criterion())
        && let Some(criteria) = chosen.iter().find(|chosen| chosen.target == Target::Criteria).or(weighed)
        && let Some(nearest) = nearest_route(subject, &addressed)
    {
        claimed.push((*criteria, nearest));
    }
    claimed.sort_by_key(|(chosen, _)| chosen.place);
    let mut found = Vec::new();
    let mut named: HashSet<&str> = HashSet::new();
    for (chosen, route) in claimed {
        for limb in missing(subject, route, &addressed) {
            if named.insert(&limb.id) {
                found.push(Unaddressed { chosen, route, limb });
            }
        }
    }
    found
}

/// The limbs of `route` that are not `addressed`.
pub(crate) fn missing<'s>(subject: &Subject<'s>, route: &Route, addressed: &HashSet<&str>) -> Vec<&'s Limb> {
    let limbs = route.limbs.iter().filter(|id| !addressed.contains(id.as_str()));
    limbs.filter_map(|id| subject.schema.limbs.iter().find(|limb| limb.id == *id)).collect()
}

/// The statutory route with the fewest limbs missing, the first on a tie.
fn nearest_route<'s>(subject: &Subject<'s>, addressed: &HashSet<&str>) -> Option<&'s Route> {
    let reading = &deciding(subject).1.reading;
    let routes = subject.schema.routes.iter().enumerate();
    let open =
        routes.filter(|(index, route)| route.kind.is_criterion() && !reading.denies(Target::Route(*index)));
    open.map(|(_, route)| route).min_by_key(|route| missing(subject, route, addressed).len())
}

/// What a writer is asked about a limb.
pub(crate) fn question_about(limb: &Limb) -> String {
    format!("What is known about whether {}?", limb.wording)
}

/// The ids of the limbs named in the front matter, in the labels of fields that are filled, and in headings that are
/// known for nothing else.
pub(crate) fn limbs_in_titles<'s>(subject: &Subject<'s>) -> HashSet<&'s str> {
    let mut found = HashSet::new();
    let mut add = |meaning: Meaning| {
        if let Meaning::Limb(index) = meaning
            && let Some(limb) = subject.schema.limbs.get(usize::from(index))
        {
            found.insert(limb.id.as_str());
        }
    };
    let entries = subject.document.front_matter().entries().iter();
    for entry in entries.filter(|entry| !entry.value.trim().is_empty()) {
        let text = format!("{} {}", entry.key, entry.value);
        subject.vocabulary.find(&text).for_each(|hit| add(hit.meaning));
    }
    let filled = subject.outline.fields.iter().filter(|field| field.fill == Fill::Text);
    for label in filled.filter_map(|field| field.label) {
        subject.vocabulary.find(subject.document.source_at(label)).for_each(|hit| add(hit.meaning));
    }
    // "Working together: …" raises it, whatever is said behind it.
    let filled = subject.outline.sections.iter().filter(|section| section.fill == Fill::Text);
    // "Other agencies" is a list of them.
    let argues = |id: &str| matches!(id, "basis" | "rationale" | "agencies");
    for section in
        filled.filter(|section| subject.section_spec(section).is_some_and(|spec| !argues(&spec.id)))
    {
        subject.vocabulary.find(subject.document.text(section.label)).for_each(|hit| add(hit.meaning));
    }
    let titles = subject.outline.unrecognised.iter().filter(|piece| {
        subject.document.block(piece.block).is_some_and(|block| block.heading().is_some())
            || is_answered_beside(subject, **piece)
    });
    for title in titles {
        subject.vocabulary.find(subject.document.text(*title)).for_each(|hit| add(hit.meaning));
    }
    found
}

/// True for the question in a cell, "Looked after in those six months?", with an answer in the next one.
pub(crate) fn is_answered_beside(subject: &Subject<'_>, piece: Piece) -> bool {
    let cell = |line: &Line| line.kind.cell();
    let Some(block) = subject.document.block(piece.block) else { return false };
    let mut lines = block.lines.iter().skip_while(|line| line.text.end() <= piece.range().start());
    let own = lines.next().and_then(cell);
    let next = lines.next();
    own.is_some_and(|(row, column)| {
        next.is_some_and(|next| {
            cell(next) == Some((row, column + 1)) && !is_blank(block.plain.slice(next.text))
        })
    })
}

/// True where `piece` stands in a line that has boxes, none of them ticked.
fn is_left_empty(subject: &Subject<'_>, piece: Piece) -> bool {
    let Some(block) = subject.document.block(piece.block) else { return false };
    let after = block.lines.partition_point(|line| u32::from(line.text.start()) <= piece.start);
    let Some(line) = after.checked_sub(1).and_then(|index| block.lines.get(index)) else { return false };
    let marks = boxes(block.plain.slice(line.text));
    !marks.is_empty() && marks.iter().all(|mark| !mark.ticked)
}

/// Where the case is argued: *Rationale*, else a *Basis* that serves for it. None where either only points elsewhere.
pub(crate) fn rationale<'s>(subject: &'s Subject<'_>) -> Option<&'s Argument> {
    if subject.section_fill("rationale") == Some(Fill::Text) {
        return Some(&subject.rationale);
    }
    let alone = subject.section_fill("rationale").is_none_or(|fill| fill == Fill::Blank);
    (alone && subject.basis_serves_as_rationale()).then_some(&subject.basis)
}

/// What is underlined of a passage: its first block.
pub(crate) fn first_block(subject: &Subject<'_>, passage: &Passage) -> Place {
    let mut pieces = passage.pieces().filter(|piece| !subject.document.text(*piece).trim().is_empty());
    let Some(mut whole) = pieces.next() else { return subject.title_place() };
    for piece in pieces.take_while(|piece| piece.block == whole.block) {
        whole.end = whole.end.max(piece.end);
    }
    subject.document.place(whole)
}
