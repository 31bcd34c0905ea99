#![doc = include_str!("unused_suppression.md")]

use super::{Check, RULES, Rule, rule};
use crate::finding::{Edit, Finding, Fix};
use crate::place::{Place, range};
use crate::settings::Level;
use crate::subject::Subject;
use crate::suppression::{Suppression, Target};
use crate::toml_file::near;

pub(super) const RULE: Rule = Rule {
    code: "unused-suppression",
    page: include_str!("unused_suppression.md"),
    check: Check::Suppressions(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>, suppressions: &[Suppression]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for suppression in suppressions {
        if is_unused(subject, suppression) {
            findings.push(whole(subject, suppression));
            continue;
        }
        for (number, target) in suppression.targets.iter().enumerate() {
            if silences_nothing(subject, target) {
                let edit = Edit { place: with_comma(suppression, number), text: String::new() };
                let fix = Fix {
                    title: format!("Remove \"{}\"", target.code),
                    safe: true,
                    preferred: true,
                    edits: vec![edit],
                };
                let mut finding = RULE.at(target.place, why(target)).with_fix([fix]);
                finding.unnecessary = true;
                findings.push(finding);
            }
        }
    }
    findings
}

/// True where none of the rules that a comment names has anything to silence.
pub(super) fn is_unused(subject: &Subject<'_>, suppression: &Suppression) -> bool {
    suppression.targets.iter().all(|target| silences_nothing(subject, target))
}

/// Only a rule that looked at the document can leave a suppression unused.
fn silences_nothing(subject: &Subject<'_>, target: &Target) -> bool {
    if target.used.get() {
        return false;
    }
    let Some(rule) = rule(&target.code) else { return true };
    let on = subject.settings.severities.get(rule.code).map_or(rule.on, |level| *level != Level::Off);
    on && matches!(rule.check, Check::Document(_))
}

fn whole(subject: &Subject<'_>, suppression: &Suppression) -> Finding {
    let reasons: Vec<String> = suppression.targets.iter().map(why).collect();
    let edit = Edit { place: with_line(subject, suppression.place), text: String::new() };
    // A reason is somebody's words, and they go only when somebody says so.
    let safe = suppression.reason.is_empty();
    let fix = Fix { title: "Remove the comment".to_owned(), safe, preferred: true, edits: vec![edit] };
    let mut finding = RULE.at(suppression.place, reasons.join("; ")).with_fix([fix]);
    finding.unnecessary = true;
    finding
}

fn why(target: &Target) -> String {
    if target.code.is_empty() {
        return "this comment names no rule, so it silences nothing; put a rule's code in it or remove it"
            .to_owned();
    }
    if rule(&target.code).is_some() {
        let about = target.about.as_ref().map_or(String::new(), |about| format!(" about \"{about}\""));
        return format!("\"{}\" has nothing to say{about} here, so this comment can go", target.code);
    }
    match near(&target.code, RULES.iter().map(|rule| rule.code)) {
        Some(near) => format!("there is no rule \"{}\"; \"{near}\" may be meant", target.code),
        None => format!("there is no rule \"{}\", so this comment can go", target.code),
    }
}

/// A comment with the lines it has to itself.
fn with_line(subject: &Subject<'_>, place: Place) -> Place {
    let extent = subject.document.extent(place.block);
    let block = subject.document.source_at(Place::new(place.block, range(0, extent.len().into())));
    let (start, end) = (place.start as usize, place.end as usize);
    let (before, after) = (block.get(..start).unwrap_or(""), block.get(end..).unwrap_or(""));
    let alone = before.trim_end_matches([' ', '\t']).is_empty()
        || before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
    let breaks = after.trim_start_matches([' ', '\t']);
    if !alone || !(breaks.is_empty() || breaks.starts_with(['\n', '\r'])) {
        return place;
    }
    let rest = breaks.trim_start();
    Place::new(place.block, range(before.trim_end_matches([' ', '\t']).len(), block.len() - rest.len()))
}

/// A code with the comma that sets it apart from the next, or from the one before where it is the last.
fn with_comma(suppression: &Suppression, number: usize) -> Place {
    let Some(target) = suppression.targets.get(number) else { return suppression.place };
    if let Some(next) = suppression.targets.get(number + 1) {
        return Place { end: next.place.start, ..target.place };
    }
    let before = number.checked_sub(1).and_then(|before| suppression.targets.get(before));
    before.map_or(target.place, |before| Place { start: before.place.end, ..target.place })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Setup, check_fix, check_rule, compare};
    use super::*;

    #[test]
    fn one_code_of_several_can_go() {
        check_fix(
            &RULE,
            r"
<!-- referral-ignore empty-section, see-attached: agreed -->

## Agencies involved
",
            r#"Remove "see-attached""#,
            r"
<!-- referral-ignore empty-section: agreed -->

## Agencies involved
",
        );
    }

    #[test]
    fn the_first_code_of_several_goes_with_its_comma() {
        check_fix(
            &RULE,
            r"
<!-- referral-ignore see-attached, empty-section: agreed -->

## Agencies involved
",
            r#"Remove "see-attached""#,
            r"
<!-- referral-ignore empty-section: agreed -->

## Agencies involved
",
        );
    }

    #[test]
    fn a_comment_goes_with_its_line() {
        check_fix(
            &RULE,
            r"
<!-- referral-ignore see-attached: agreed -->

## Circumstances

Child K died on 2 March 2015.
",
            r"Remove the comment",
            r"
## Circumstances

Child K died on 2 March 2015.
",
        );
    }

    #[test]
    fn a_comment_without_a_code_names_no_rule() {
        check_rule(
            &RULE,
            r"
<!-- referral-ignore -->
^^^^^^^^^^^^^^^^^^^^^^^^ warning unused-suppression: this comment names no rule

Text.
",
        );
    }

    #[test]
    fn a_rule_that_is_off_leaves_its_comment_in_peace() {
        let setup = Setup::read(r#"markdown settings={"severities":{"see-attached":"off"}}"#, "", &[]);
        compare(&setup, "<!-- referral-ignore see-attached: agreed -->\n\nText.\n", |_| true);
    }

    #[test]
    fn a_comment_about_comments_is_left_alone() {
        check_rule(
            &RULE,
            r"
<!-- referral-ignore-file unused-suppression: kept for the template -->

<!-- referral-ignore see-attached: kept for the template -->

Text.
",
        );
    }
}
