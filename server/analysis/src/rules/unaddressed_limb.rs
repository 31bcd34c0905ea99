#![doc = include_str!("unaddressed_limb.md")]

use std::collections::HashSet;

use super::{Check, Rule};
use crate::argument::{self, Chosen};
use crate::claims::Target;
use crate::finding::{Finding, Fix, Severity};
use crate::fixes;
use crate::schema::{Limb, Route, RouteKind};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "unaddressed-limb",
    question: Some("basis"),
    waits_for_draft: true,
    page: include_str!("unaddressed_limb.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let chosen = argument::chosen(subject);
    let mut claimed: Vec<(&Chosen, &Route)> =
        chosen.iter().filter_map(|chosen| Some((chosen, argument::statutory(subject, chosen.target)?))).collect();
    if chosen.is_empty() {
        return Vec::new();
    }
    let addressed = argument::addressed_limbs(subject);
    if claimed.is_empty()
        && let Some(criteria) = chosen.iter().find(|chosen| chosen.target == Target::Criteria)
        && let Some(nearest) = nearest_route(subject, &addressed)
    {
        claimed.push((criteria, nearest));
    }
    claimed.sort_by_key(|(chosen, _)| chosen.place);
    let mut findings = Vec::new();
    let mut named: HashSet<&str> = HashSet::new();
    for (chosen, route) in claimed {
        for limb in missing(subject, route, &addressed) {
            if named.insert(&limb.id) {
                findings.push(finding(subject, chosen, route, limb));
            }
        }
    }
    findings
}

/// The limbs of `route` about which nothing is found.
fn missing<'s>(subject: &Subject<'s>, route: &'s Route, addressed: &HashSet<&str>) -> Vec<&'s Limb> {
    let limbs = route.limbs.iter().filter(|id| !addressed.contains(id.as_str()));
    limbs.filter_map(|id| subject.schema.limbs.iter().find(|limb| limb.id == *id)).collect()
}

/// The statutory route with the fewest limbs missing, the first on a tie.
fn nearest_route<'s>(subject: &Subject<'s>, addressed: &HashSet<&str>) -> Option<&'s Route> {
    let routes = subject.schema.routes.iter().filter(|route| route.kind == RouteKind::Statutory);
    routes.min_by_key(|route| missing(subject, route, addressed).len())
}

fn finding(subject: &Subject<'_>, chosen: &Chosen, route: &Route, limb: &Limb) -> Finding {
    let message = format!("nothing found about whether {}, of which {} speaks", limb.wording, argument::route_name(route));
    let finding = RULE
        .at(chosen.place, message)
        .about(&limb.id)
        .with_note("it need only be raised, not proved: say what is known, even if it is little")
        .with_fix(prompt(subject, chosen, limb));
    if limb.confirmed && route.confirmed { finding } else { finding.weighing(Severity::Information) }
}

/// Asks about `limb` below the heading of the section that chooses the route.
fn prompt(subject: &Subject<'_>, chosen: &Chosen, limb: &Limb) -> Option<Fix> {
    let section = subject.sections(chosen.section).next()?;
    let prompt = format!("What is known about whether {}?", limb.wording);
    let fix = fixes::insert_prompts_with(subject, "", &[prompt], section)?;
    Some(Fix { title: format!("Insert a prompt about whether {}", limb.wording), ..fix })
}
