//! What a referral argues with: the routes it chooses, the limbs it speaks of, where its rationale stands.
//!
//! Nothing is judged here. What is amiss with an argument is for the rules.

use std::collections::HashSet;

use text_size::TextRange;

use crate::claims::{Claim, How, Stance, Target, sentences};
use crate::outline::{Fill, boxes};
use crate::passage::Passage;
use crate::place::{Piece, Place};
use crate::schema::{Meaning, Route, RouteKind};
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
    let hits = subject.vocabulary.find(argument.passage.text()).filter(|hit| hit.meaning == Meaning::Claim);
    let around = hits.filter(|hit| hit.range.contains_range(claim.range));
    let of_words = around.filter(|_| claim.how == How::Words && claim.target == Target::Criteria);
    of_words.map(|hit| hit.range).max_by_key(|range| range.len()).unwrap_or(claim.range)
}

/// Where bytes `at` of an argument stand in the document.
pub(crate) fn place_in(subject: &Subject<'_>, argument: &Argument, at: TextRange) -> Place {
    let piece = argument.passage.piece(at);
    piece.map_or_else(|| subject.title_place(), |piece| subject.document.place(piece))
}

/// The statutory route that `target` names.
pub(crate) fn statutory<'s>(subject: &Subject<'s>, target: Target) -> Option<&'s Route> {
    let Target::Route(index) = target else { return None };
    subject.schema.routes.get(index).filter(|route| route.kind == RouteKind::Statutory)
}

/// How a message names a route: by its citation, else by its label.
pub(crate) fn route_name(route: &Route) -> String {
    route.citation.first().cloned().unwrap_or_else(|| {
        let label = route.label.split(": ").next().unwrap_or(&route.label);
        format!("\"{label}\"")
    })
}

/// The ids of the limbs about which anything is found, anywhere in the document.
///
/// A limb mentioned to be denied counts; the label of a box left empty does not, for the form says it and not the writer.
pub(crate) fn addressed_limbs<'s>(subject: &Subject<'s>) -> HashSet<&'s str> {
    let mut found = HashSet::new();
    let mut add = |meaning: Meaning| {
        if let Meaning::Limb(index) = meaning
            && let Some(limb) = subject.schema.limbs.get(usize::from(index))
        {
            found.insert(limb.id.as_str());
        }
    };
    for mention in &subject.mentions {
        if !is_left_empty(subject, mention.piece) {
            add(mention.meaning);
        }
    }
    let entries = subject.document.front_matter().entries().iter();
    for entry in entries.filter(|entry| !entry.value.trim().is_empty()) {
        let text = format!("{} {}", entry.key, entry.value);
        subject.vocabulary.find(&text).for_each(|hit| add(hit.meaning));
    }
    let titles =
        subject.outline.unrecognised.iter().filter(|piece| {
            subject.document.block(piece.block).is_some_and(|block| block.heading().is_some())
        });
    for title in titles {
        subject.vocabulary.find(subject.document.text(*title)).for_each(|hit| add(hit.meaning));
    }
    found
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

/// Numbers in words. "One" is too often an article.
const NUMBERS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "hundred",
    "dozen",
    "twice",
    "thrice",
    "fourth",
    "fifth",
    "sixth",
    "half",
];
/// People whose acts make an account particular, though they have no name.
const PEOPLE: &[&str] = &[
    "mother",
    "mum",
    "mother's",
    "mum's",
    "father",
    "dad",
    "stepfather",
    "step-father",
    "stepmother",
    "step-mother",
    "partner",
    "boyfriend",
    "girlfriend",
    "grandmother",
    "grandfather",
    "grandparents",
    "aunt",
    "uncle",
    "sister",
    "brother",
    "sibling",
    "siblings",
    "cousin",
    "neighbour",
    "neighbours",
    "landlord",
    "carer",
    "foster-carer",
    "friend",
];
/// Times that are not dates: "the next day", "in the summer".
const TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
    "christmas",
    "easter",
    "ramadan",
    "yesterday",
    "tonight",
    "overnight",
    "midnight",
    "weekend",
    "fortnight",
    "fortnightly",
    "weekly",
    "nightly",
    "birthday",
    "half-term",
    "morning",
    "afternoon",
    "evening",
];
/// Capitalised words that are of the process and not of the case.
const PROCESS: &[&str] = &[
    "boards",
    "serious",
    "case",
    "cases",
    "review",
    "reviews",
    "board",
    "safeguarding",
    "child",
    "children",
    "children's",
    "young",
    "person",
    "adult",
    "baby",
    "infant",
    "subject",
    "local",
    "working",
    "together",
    "regulation",
    "regulations",
    "reg",
    "act",
    "section",
    "panel",
    "chair",
    "partners",
    "partnership",
    "criteria",
    "criterion",
    "statutory",
    "authority",
    "quality",
    "marker",
    "yes",
    "no",
    "not",
    "multi-agency",
    "multiagency",
    "inter-agency",
    "agencies",
    "agency",
    "the",
    "referral",
    "rationale",
    "basis",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "i'm",
    "i've",
    "i'd",
    "scr",
    "scrs",
    "lscb",
    "lscbs",
    "safeguarding's",
    "guidance",
    "government",
    "and",
    "of",
    "for",
    "a",
    "an",
    "in",
    "part",
    "limb",
    "other",
    "none",
    "known",
    "n/a",
    "we",
    "our",
    "it",
    "there",
    "this",
    "that",
    "he",
    "she",
    "they",
    "mother",
    "father",
    "mum",
    "dad",
];

/// True where `passage` holds something of this case: a date or time, a number, the name of an agency, a place or a person.
///
/// The child's own name or identifier is in every referral and does not count, nor does the law.
pub(crate) fn has_particulars(subject: &Subject<'_>, passage: &Passage) -> bool {
    let cited: Vec<TextRange> = crate::claims::citations(subject.schema, passage.text())
        .iter()
        .map(|citation| citation.range)
        .collect();
    let dated = subject.dates.iter().any(|date| passage.contains(date.piece));
    if dated || subject.mentions_in(Meaning::Agency, passage) {
        return true;
    }
    let own = own_names(subject);
    let vague = subject.mentions_in(Meaning::Vague, passage);
    let agencies = agency_names(subject);
    for sentence in sentences(passage.text()) {
        let text = passage.slice(sentence);
        let mut before = "";
        let mut first = true;
        for word in text.split_whitespace() {
            let bare = bare(word);
            let at = usize::from(sentence.start()) + (word.as_ptr() as usize - text.as_ptr() as usize);
            let in_law = cited
                .iter()
                .any(|range| (usize::from(range.start())..usize::from(range.end())).contains(&at));
            if bare.is_empty() || in_law {
                continue;
            }
            let lower = bare.to_lowercase();
            let known = NUMBERS.contains(&lower.as_str()) || TIMES.contains(&lower.as_str());
            let known = known || !vague && PEOPLE.contains(&lower.as_str());
            let number =
                bare.starts_with(|char: char| char.is_ascii_digit()) && !is_year_of_law(before, bare);
            let named = !first && is_name(bare) && !own.contains(&lower);
            if known || number || named || agencies.contains(&lower) && bare.starts_with(char::is_uppercase) {
                return true;
            }
            before = bare;
            first = false;
        }
    }
    false
}

/// "Regulations 2006", "Working Together 2015", "(2)(b)".
fn is_year_of_law(before: &str, number: &str) -> bool {
    let law = [
        "act",
        "regulations",
        "regulation",
        "reg",
        "regs",
        "together",
        "section",
        "s",
        "paragraph",
        "para",
        "chapter",
        "of",
    ];
    law.contains(&before.to_lowercase().as_str()) || number.contains('(')
}

fn is_name(word: &str) -> bool {
    let capital = word.starts_with(char::is_uppercase);
    let letters = word.chars().filter(|char| char.is_alphabetic()).count();
    let initials = letters <= 2 && word.chars().all(|char| char.is_uppercase() || char.is_ascii_digit());
    capital && letters > 1 && !initials && !PROCESS.contains(&word.to_lowercase().as_str())
}

/// The words of the child's name or identifier, in lower case.
fn own_names(subject: &Subject<'_>) -> HashSet<String> {
    let fields = ["subject-name", "subject-initials"].into_iter().flat_map(|id| subject.fields(id));
    fields.flat_map(|field| field.text.split_whitespace()).map(bare_lower).collect()
}

/// The capitalised words of the agencies and people that the referral lists, in lower case.
fn agency_names(subject: &Subject<'_>) -> HashSet<String> {
    let fields =
        ["referrer-agency", "referrer-name", "school", "gp"].into_iter().flat_map(|id| subject.fields(id));
    let agencies = subject.passage("agencies");
    let words =
        fields.map(|field| field.text.as_str()).chain([agencies.text()]).flat_map(str::split_whitespace);
    let own = own_names(subject);
    let names = words.filter(|word| is_name(bare(word)));
    names.map(bare_lower).filter(|word| word.len() > 2 && !own.contains(word)).collect()
}

/// "(Eastmoor's" as "Eastmoor".
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|char: char| !char.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn bare_lower(word: &str) -> String {
    bare(word).to_lowercase()
}
