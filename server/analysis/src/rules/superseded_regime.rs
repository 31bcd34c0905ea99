#![doc = include_str!("superseded_regime.md")]

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Check, Reads, Rule};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::outline::{LabelIndex, Section, without_numbering};
use crate::place::Place;
use crate::schema::{Schema, SectionSpec};
use crate::stated::{Stated, in_words};
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "superseded-regime",
    page: include_str!("superseded_regime.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let incidents = subject.stated("date-of-incident");
    let referrals = subject.stated("date-of-referral");
    over(subject, &incidents, &referrals)
        .or_else(|| not_yet(subject, &incidents, &referrals))
        .into_iter()
        .collect()
}

/// The regime had ended. A referral follows its incident, so the day of the incident alone can tell.
fn over(subject: &Subject<'_>, incidents: &[Stated<'_>], referrals: &[Stated<'_>]) -> Option<Finding> {
    let until = subject.schema.in_force.as_ref()?.until?;
    let incident = incidents.first()?;
    if !incidents.iter().chain(referrals).all(|stated| stated.first > until) {
        return None;
    }
    let next = successor(subject, incident.first);
    let took_over = next.map(|next| format!("; \"{}\" took its place", next.title)).unwrap_or_default();
    let message = format!(
        "\"{}\" is made under rules in force until {}, and the incident ({}) came later{took_over}",
        subject.schema.title,
        in_words(until),
        incident.in_words()
    );
    Some(finding(subject, incident, "the incident here", message, next.as_slice()))
}

/// The regime had not begun, and others were in force that it replaced. The day of the referral alone can tell; where
/// none is known that was in force nothing is said.
fn not_yet(subject: &Subject<'_>, incidents: &[Stated<'_>], referrals: &[Stated<'_>]) -> Option<Finding> {
    let from = subject.schema.in_force.as_ref()?.from?;
    let referral = referrals.first()?;
    if !incidents.iter().chain(referrals).all(|stated| stated.last < from) {
        return None;
    }
    let is_before = |before: &&Arc<Schema>| {
        let next = before.superseded_by.as_ref().map(|next| next.schema.as_str());
        // A board's schema is made under the same rules as the one it builds on.
        let is_boards = before.extends.as_ref().is_some_and(|base| subject.catalogue.get(base).is_some());
        next == Some(subject.schema.id.as_str()) && !is_boards && was_in_force(before, referral.last)
    };
    let before: Vec<&Schema> = subject.catalogue.schemas().filter(is_before).map(Arc::as_ref).collect();
    if before.is_empty() {
        return None;
    }
    let titles: Vec<String> = before.iter().map(|before| format!("\"{}\"", before.title)).collect();
    let message = format!(
        "\"{}\" is made under rules in force from {}, and the referral ({}) came earlier; {} was made then",
        subject.schema.title,
        in_words(from),
        referral.in_words(),
        titles.join(" or ")
    );
    Some(finding(subject, referral, "the referral here", message, &before))
}

fn finding(
    subject: &Subject<'_>,
    date: &Stated<'_>,
    date_name: &str,
    message: String,
    others: &[&Schema],
) -> Finding {
    let confirmed = subject.schema.in_force.as_ref().is_some_and(|in_force| in_force.confirmed);
    let severity = if confirmed { Severity::Warning } else { Severity::Information };
    let date_place = subject.field_place(date.field);
    let fixes = others.iter().map(|other| Fix { preferred: others.len() == 1, ..switch(subject, other) });
    match subject.document.front_matter().get("schema") {
        // The front matter is block 0, which starts with the document.
        Some(entry) => RULE.at(Place::new(0, entry.value_at), message).with_related(date_place, date_name),
        None => RULE.at(date_place, message),
    }
    .weighing(severity)
    .with_fix(fixes)
}

/// What took over, or what took over from that: the first that was in force on `day`, else the first.
fn successor<'s>(subject: &Subject<'s>, day: NaiveDate) -> Option<&'s Schema> {
    let next = |schema: &Schema| -> Option<&'s Schema> {
        let next = schema.superseded_by.as_ref()?;
        Some(subject.catalogue.get(&next.schema)?.as_ref())
    };
    let first = next(subject.schema)?;
    let mut later = Some(first);
    // As many steps as there are schemas, should two of them name each other.
    for _ in subject.catalogue.ids() {
        match later {
            Some(schema) if was_in_force(schema, day) => return later,
            Some(schema) => later = next(schema),
            None => break,
        }
    }
    Some(first)
}

fn was_in_force(schema: &Schema, day: NaiveDate) -> bool {
    schema.in_force.as_ref().is_none_or(|in_force| {
        in_force.from.is_none_or(|from| from <= day) && in_force.until.is_none_or(|until| day <= until)
    })
}

/// Names `other` in the front matter, and gives headings that it knows under another name that name.
fn switch(subject: &Subject<'_>, other: &Schema) -> Fix {
    let document = subject.document;
    let mut edits = vec![named_schema(subject, &other.id)];
    let labels = LabelIndex::new(other);
    for section in subject.outline.sections.iter().filter(|section| section.heading.is_some()) {
        let Some(spec) = subject.section_spec(section) else { continue };
        let renamed = subject.schema.superseded_by.as_ref().filter(|next| next.schema == other.id);
        let Some(target) = renamed.and_then(|next| next.sections.get(&spec.id)) else { continue };
        let Some(at) = other.sections.iter().position(|section| section.id == *target) else { continue };
        let known = labels.find_heading(document.text(section.label)).sections;
        let heading = other.sections.get(at).map_or("", |section| section.heading.as_str());
        if !known.iter().any(|known| usize::from(*known) == at) {
            edits.extend(
                name_place(subject, section, spec).map(|place| Edit { place, text: heading.to_owned() }),
            );
        }
    }
    let headings = if edits.len() > 1 { ", and rename the headings that differ there" } else { "" };
    Fix { title: format!("Switch to \"{}\"{headings}", other.id), safe: false, preferred: false, edits }
}

/// Where the name stands in a heading that says nothing else, but for its numbering.
fn name_place(subject: &Subject<'_>, section: &Section, spec: &SectionSpec) -> Option<Place> {
    let place = subject.heading_place(section);
    let typed = subject.document.source_at(place);
    let name = without_numbering(typed);
    let is_name =
        std::iter::once(&spec.heading).chain(&spec.aliases).any(|known| known.eq_ignore_ascii_case(name));
    let is_joint = subject.outline.sections.iter().filter(|other| other.label == section.label).count() > 1;
    let start = place.start + (typed.len() - name.len()) as u32;
    (is_name && !is_joint).then_some(Place { start, ..place })
}

/// `schema: <id>` in the front matter, in the place of the one that is there.
fn named_schema(subject: &Subject<'_>, id: &str) -> Edit {
    let document = subject.document;
    let (front_matter, line_break) = (document.front_matter(), document.line_break());
    let end = u32::from(front_matter.range().end());
    if let Some(entry) = front_matter.get("schema") {
        return Edit { place: Place::new(0, entry.value_at), text: id.to_owned() };
    }
    if let Some(first) = front_matter.entries().first() {
        let place = Place::point(0, first.key_at.start().into());
        return Edit { place, text: format!("schema: {id}{line_break}") };
    }
    // Rulers with nothing between them that is read: right below the first.
    if let Some(at) = document.source().get(..end as usize).and_then(|text| text.find("---")) {
        return Edit { place: Place::point(0, at as u32 + 3), text: format!("{line_break}schema: {id}") };
    }
    let text = ["---", &format!("schema: {id}"), "---", "", ""].join(line_break);
    Edit { place: Place::point(0, end), text }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests {
    use super::super::testing::{Setup, applied, check_fix, check_rule};
    use super::RULE;
    use crate::document::Document;

    #[test]
    fn a_referral_after_the_end_of_its_regime_hears_what_took_its_place() {
        check_rule(
            &RULE,
            r#"
---
schema: westmoor
        ^^^^^^^^ warning superseded-regime: "Referral for a Lantern Review" is made under rules in force until 31 December 2012, and the incident (3 March 2015) came later; "Referral for a Harbour Review" took its place
date-of-incident: 2015-03-03
date-of-referral: 2015-03-10
---
"#,
        );
        check_rule(
            &RULE,
            r#"
---
schema: westmoor
        ^^^^^^^^ warning superseded-regime: "Referral for a Lantern Review" is made under rules in force until 31 December 2012, and the incident (1 March 2015 to 31 March 2015) came later
date-of-incident: March 2015
---
"#,
        );
    }

    #[test]
    fn a_regime_that_is_remembered_only_and_has_no_successor_says_when_it_was_in_force() {
        check_rule(
            &RULE,
            r#"
---
schema: harbour
        ^^^^^^^ information superseded-regime: "Referral for a Harbour Review" is made under rules in force until 31 December 2024, and the incident (3 March 2025) came later
date-of-incident: 2025-03-03
---
"#,
        );
    }

    #[test]
    fn a_referral_before_the_beginning_of_its_regime_hears_what_was_in_force() {
        check_rule(
            &RULE,
            r#"
---
schema: harbour
        ^^^^^^^ information superseded-regime: "Referral for a Harbour Review" is made under rules in force from 1 June 2012, and the referral (10 March 2011) came earlier; "Referral for a Lantern Review" was made then
date-of-incident: 2011-03-03
date-of-referral: 2011-03-10
---
"#,
        );
    }

    #[test]
    fn the_switch_names_the_other_schema_and_renames_what_it_calls_otherwise() {
        check_fix(
            &RULE,
            "---\nschema: westmoor # ours\ndate-of-incident: 2015-03-03\n---\n\n# 4. Lantern test\n\nMet.\n\n# Rationale\n\nWhy.\n",
            "Switch to \"harbour\", and rename the headings that differ there",
            "---\nschema: harbour # ours\ndate-of-incident: 2015-03-03\n---\n\n# 4. Harbour grounds\n\nMet.\n\n# Rationale\n\nWhy.\n",
        );
    }

    #[test]
    fn a_schema_that_nothing_in_the_document_names_is_named_there() {
        let mut setup = Setup::excerpt(RULE.code);
        setup.settings.default_schema = Some("westmoor".into());
        for (before, after) in [
            (
                "\u{feff}Incident: 3 March 2024\n",
                "\u{feff}---\nschema: harbour\n---\n\nIncident: 3 March 2024\n",
            ),
            (
                "---\r\n# none\r\n---\r\nIncident: 3 March 2024\r\n",
                "---\r\nschema: harbour\r\n# none\r\n---\r\nIncident: 3 March 2024\r\n",
            ),
            (
                "---\ndate-of-incident: 2024-03-03\n---\n",
                "---\nschema: harbour\ndate-of-incident: 2024-03-03\n---\n",
            ),
        ] {
            let document = Document::parse(before.replace("Incident:", "Date of incident:"));
            let report = setup.report(&document);
            let finding = report.findings.iter().find(|finding| finding.code == RULE.code).unwrap();
            assert_eq!(
                applied(&document, &finding.fixes[0].edits),
                after.replace("Incident:", "Date of incident:")
            );
        }
    }

    #[test]
    fn a_heading_that_says_more_than_its_name_keeps_every_word() {
        check_fix(
            &RULE,
            "---\nschema: westmoor\ndate-of-incident: 2015-03-03\n---\n\n# Lantern test: see the log\n\nMet.\n",
            "Switch to \"harbour\"",
            "---\nschema: harbour\ndate-of-incident: 2015-03-03\n---\n\n# Lantern test: see the log\n\nMet.\n",
        );
    }

    #[test]
    fn what_different_people_write_in_the_days_of_their_regime() {
        for text in [
            "Date of incident: 3 March 2015\nDate of referral: 10 March 2015\n",
            // Before the first regime there is none to switch to.
            "Date of incident: 3 March 2004\nDate of referral: 10 March 2005\n",
            // In force at the incident, though no longer at the referral.
            "Date of incident: 20 September 2019\nDate of referral: 14 October 2019\n",
            // Perhaps in force.
            "Date of incident: September 2019\nDate of referral: 14 October 2019\n",
            "Date of incident: on or about 2 October 2019\n",
            // The incident is not known, and may have been earlier.
            "Date of incident: not known\nDate of referral: 3 March 2024\n",
            "---\ndate-of-incident: 2024-03-03\n---\n\n## Circumstances\n\nDate of incident: 3 March 2014\n",
            // The overlap of two regimes.
            "---\nschema: westmoor\ndate-of-incident: 2012-08-03\n---\n",
            "---\nschema: harbour\ndate-of-incident: 2012-08-03\ndate-of-referral: 2012-09-03\n---\n",
            "---\nschema: harbour\ndate-of-incident: 2011-08-03\ndate-of-referral: 2012-09-03\n---\n",
        ] {
            check_rule(&RULE, text);
        }
    }
}
