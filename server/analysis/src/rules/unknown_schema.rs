#![doc = include_str!("unknown_schema.md")]

use super::{Check, Rule};
use crate::document::Document;
use crate::finding::{Finding, Fix, Severity};
use crate::place::Place;
use crate::schema::Catalogue;

pub(super) const RULE: Rule = Rule {
    code: "unknown-schema",
    severity: Severity::Error,
    alone: true,
    page: include_str!("unknown_schema.md"),
    check: Check::Selection(check),
    ..Rule::DEFAULT
};

fn check(document: &Document, catalogue: &Catalogue) -> Vec<Finding> {
    let Some(entry) = document.front_matter().get("schema") else { return Vec::new() };
    let asked = entry.value.trim();
    if asked == "none" || catalogue.get(asked).is_some() {
        return Vec::new();
    }
    let known: Vec<&str> = catalogue.ids().collect();
    let (at, message) = if asked.is_empty() {
        (entry.key_at, format!("no schema is named here; write one of: {}", known.join(", ")))
    } else {
        (entry.value_at, format!("there is no schema \"{asked}\"; write one of: {}", known.join(", ")))
    };
    // The front matter is block 0, which starts with the document.
    let finding = RULE.at(Place::new(0, at), message);
    let Some(near) = catalogue.near(asked).filter(|_| !asked.is_empty()) else { return vec![finding] };
    let fix = Fix::replacing(format!("Change to \"{near}\""), finding.place, near).preferred();
    vec![finding.with_fix([fix])]
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::*;

    #[test]
    fn a_near_name_is_offered() {
        check_fix(
            &RULE,
            r"
---
schema: scrr
---
",
            r#"Change to "scr""#,
            r"
---
schema: scr
---
",
        );
    }

    #[test]
    fn a_name_left_out_is_asked_for() {
        check_rule(
            &RULE,
            r"
---
schema:
^^^^^^ error unknown-schema: no schema is named here
---
",
        );
    }
}
