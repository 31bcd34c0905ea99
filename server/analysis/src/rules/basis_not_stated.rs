#![doc = include_str!("basis_not_stated.md")]

use super::see_attached::points_elsewhere;
use super::unanswered_prompt::options_left;
use super::{Check, Rule};
use crate::argument;
use crate::finding::{Finding, Fix, Severity};
use crate::fixes;
use crate::outline::{Fill, Section};
use crate::schema::{Meaning, RouteKind};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "basis-not-stated",
    question: Some("basis"),
    page: include_str!("basis_not_stated.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(spec) = subject.schema.sections.iter().find(|section| section.id == "basis") else { return Vec::new() };
    let says = subject.basis.says_something() || subject.rationale.says_something();
    let mut lines = subject.outline.filled.iter().filter(|line| subject.basis.passage.contains(**line)).peekable();
    if subject.section_fill("basis") != Some(Fill::Text) || lines.peek().is_none() || says {
        return Vec::new();
    }
    // Of these, `see-attached` and `unanswered-prompt` speak.
    if points_elsewhere(subject, spec) || lines.any(|line| options_left(subject, *line).is_some()) {
        return Vec::new();
    }
    let Some(section) = subject.sections("basis").find(|section| section.fill == Fill::Text) else { return Vec::new() };
    let message = format!("\"{}\" does not say which criteria are thought to be met, or that there is another reason", spec.heading);
    let mut finding = RULE.at(subject.heading_place(section), message).about("basis").with_fix(options(subject, section));
    if describes_a_route(subject) {
        finding = finding.weighing(Severity::Hint).with_note("the text describes what a criterion asks; name the criterion as well");
    }
    vec![finding]
}

/// True where *Basis* speaks of each limb of a statutory route, though it does not name it.
fn describes_a_route(subject: &Subject<'_>) -> bool {
    let speaks = |id: &String| {
        let limb = (0..).zip(&subject.schema.limbs).find(|(_, limb)| limb.id == *id);
        limb.is_some_and(|(index, _)| subject.mentions_in(Meaning::Limb(index), &subject.basis.passage))
    };
    let mut routes = subject.schema.routes.iter().filter(|route| route.kind == RouteKind::Statutory && !route.limbs.is_empty());
    routes.any(|route| route.limbs.iter().all(speaks))
}

/// A ticked box for each route.
fn options<'s>(subject: &'s Subject<'_>, section: &'s Section) -> impl Iterator<Item = Fix> + 's {
    subject.schema.routes.iter().filter_map(move |route| {
        let title = format!("State {}", argument::route_name(route));
        fixes::insert_option(subject, section, title, &route.label)
    })
}
