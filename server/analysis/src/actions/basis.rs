//! Choosing by which route a case qualifies: its box is ticked, or comes with a tick, and what it asks is asked below.
//!
//! Whether the route fits is for the writer to say. What is ticked already stays ticked.

use text_size::TextRange;

use super::{Action, ActionKind, section_at, sorted};
use crate::argument::{self, question_about};
use crate::claims::{Target, read_claims};
use crate::finding::Edit;
use crate::fixes;
use crate::outline::{Section, boxes};
use crate::place::Piece;
use crate::schema::Route;
use crate::subject::Subject;

/// For a cursor in *Basis*: each route that is not chosen yet, and that nothing known speaks against.
pub(super) fn choices(subject: &Subject<'_>, at: TextRange) -> Vec<Action> {
    let Some((section, spec)) = section_at(subject, at.start()) else { return Vec::new() };
    if spec.id != "basis" {
        return Vec::new();
    }
    let chosen = argument::chosen(subject);
    let is_chosen = |index: usize| chosen.iter().any(|chosen| chosen.target == Target::Route(index));
    let is_against = |route: &Route| route.unless.as_ref().is_some_and(|unless| subject.holds(unless));
    let routes = subject.schema.routes.iter().enumerate();
    let open = routes.filter(|(index, route)| !is_chosen(*index) && !is_against(route));
    open.filter_map(|(index, route)| choice(subject, section, index, route)).collect()
}

fn choice(subject: &Subject<'_>, section: &Section, index: usize, route: &Route) -> Option<Action> {
    let questions = questions(subject, section, route);
    let edits = match box_of(subject, section, index, route) {
        Some((mark, ticked)) => {
            let place = subject.document.place(mark);
            let below = fixes::prompts_below(subject, place.block, &questions);
            [Edit { place, text: ticked.to_owned() }].into_iter().chain(below).collect()
        }
        None => fixes::insert_option_with(subject, section, String::new(), &route.label, &questions)?.edits,
    };
    Some(Action {
        title: format!("Choose the basis: {}", name(subject, route)),
        kind: ActionKind::Choose,
        edits: sorted(edits),
        preferred: false,
        finding: None,
        disabled: None,
    })
}

/// The label of a route up to its colon, if no other begins so.
fn name<'s>(subject: &Subject<'s>, route: &'s Route) -> &'s str {
    let short = |route: &'s Route| route.label.split(": ").next().unwrap_or(&route.label);
    let others = subject.schema.routes.iter().filter(|other| other.id != route.id);
    let is_shared = others.into_iter().any(|other| other.label.starts_with(short(route)));
    if is_shared { &route.label } else { short(route) }
}

/// What is asked of each limb of `route` about which nothing is found, but for what the section asks already.
fn questions(subject: &Subject<'_>, section: &Section, route: &Route) -> Vec<String> {
    let document = subject.document;
    let mut addressed = argument::addressed_limbs(subject);
    addressed.extend(argument::limbs_in_titles(subject));
    let at = TextRange::new(document.start_of(section.lines.start), document.start_of(section.lines.end));
    let text = document.source().get(std::ops::Range::<usize>::from(at)).unwrap_or("");
    let questions = argument::missing(subject, route, &addressed).into_iter().map(question_about);
    questions.filter(|question| !text.contains(&fixes::prompt_comment(question))).collect()
}

/// The box of `section` that stands for route number `index`, and the same ticked.
fn box_of(
    subject: &Subject<'_>,
    section: &Section,
    index: usize,
    route: &Route,
) -> Option<(Piece, &'static str)> {
    for piece in &section.body {
        let text = subject.document.text(*piece);
        let marks = boxes(text);
        for (number, mark) in marks.iter().enumerate().filter(|(_, mark)| !mark.ticked) {
            let next = marks.get(number + 1).map_or(text.len(), |next| next.at.start().into());
            let after = text.get(usize::from(mark.at.end())..next).unwrap_or("").trim();
            let asked = text.get(..marks.first()?.at.start().into()).unwrap_or("").trim();
            // "The child has died ☐ Yes ☐ No", "The child has died ☐"
            let says_yes = after.eq_ignore_ascii_case("yes") || after.is_empty() && marks.len() == 1;
            let option = if says_yes && !asked.is_empty() { asked } else { after };
            if stands_for(subject, option, index, route) {
                let drawn = text.get(std::ops::Range::<usize>::from(mark.at)).unwrap_or("");
                let ticked = if drawn.starts_with('[') { "[x]" } else { "☒" };
                return Some((piece.part(mark.at), ticked));
            }
        }
    }
    None
}

/// True where `option`, if it were ticked, would claim this route and no other.
fn stands_for(subject: &Subject<'_>, option: &str, index: usize, route: &Route) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    if words(option) == words(&route.label) {
        return true;
    }
    let reading = read_claims(subject.schema, subject.vocabulary, &format!("☒ {option}"));
    let routes: Vec<Target> = reading.claims.iter().map(|claim| claim.target).collect();
    reading.claims(Target::Route(index)) && routes.iter().all(|target| *target == Target::Route(index))
}
