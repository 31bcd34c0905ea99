#![doc = include_str!("unknown_key.md")]

use super::{Check, Reads, Rule};
use crate::document::Entry;
use crate::finding::{Finding, Fix, Severity};
use crate::outline::{one_edit_apart, words};
use crate::place::Place;
use crate::schema::FieldSpec;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Hint,
    page: include_str!("unknown_key.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

/// Keys that are read whatever the schema.
const OWN: [&str; 2] = ["schema", "status"];
/// Letters of a word in which one slip still leaves it recognisable; "of" and "on" are two words.
const LONG_WORD: usize = 4;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let front_matter = subject.document.front_matter();
    let mut findings = Vec::new();
    for entry in front_matter.entries() {
        let is_known =
            OWN.contains(&entry.key.as_str()) || !subject.vocabulary.labels().find_key(&entry.key).is_empty();
        if is_known {
            continue;
        }
        let key = entry.key.replace('_', "-");
        let ids = subject.schema.fields.iter().map(|field| field.id.as_str());
        let Some(near) = OWN.into_iter().chain(ids).find(|known| is_near(&key, known)) else { continue };
        if is_known_elsewhere(subject, &key) {
            continue;
        }
        let message = format!("\"{}\" is not a key that is read here; the nearest is \"{near}\"", entry.key);
        // The front matter is block 0, which starts with the document.
        let finding = RULE.at(Place::new(0, entry.key_at), message);
        // Two values under one key would be no YAML.
        let is_taken = front_matter.get(near).is_some();
        findings.push(finding.with_fix((!is_taken).then(|| rename(entry, near))));
    }
    findings
}

fn rename(entry: &Entry, near: &str) -> Fix {
    Fix::replacing(format!("Rename to \"{near}\""), Place::new(0, entry.key_at), near).preferred()
}

/// True where `key` is `known` with one slip at most in each word, or with its words joined or parted in another way.
fn is_near(key: &str, known: &str) -> bool {
    let (key, known) = (key.trim().to_lowercase(), known.to_lowercase());
    let letters = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    if letters(&key) == letters(&known) {
        return true;
    }
    let parts = |text: &str| text.split(['-', ' ']).map(str::to_owned).collect::<Vec<String>>();
    let (typed, meant) = (parts(&key), parts(&known));
    let slips = |typed: &String, meant: &String| {
        typed == meant || meant.chars().count() >= LONG_WORD && one_edit_apart(typed, meant)
    };
    typed.len() == meant.len() && typed.iter().zip(&meant).all(|(typed, meant)| slips(typed, meant))
}

/// True where another schema has the key, as one who keeps a referral of another kind in mind would write it.
fn is_known_elsewhere(subject: &Subject<'_>, key: &str) -> bool {
    let key = words(key);
    let names = |field: &FieldSpec| {
        [&field.id, &field.label].into_iter().chain(&field.aliases).any(|name| words(name) == key)
    };
    subject.catalogue.schemas().any(|schema| schema.fields.iter().any(names))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_fix, check_rule};
    use super::RULE;

    #[test]
    fn a_slip_in_a_key_is_shown_with_the_key_that_is_read() {
        check_rule(
            &RULE,
            r#"
---
Schema: scr
^^^^^^ hint unknown-key: "Schema" is not a key that is read here; the nearest is "schema"
statsu: draft
^^^^^^ hint unknown-key: "statsu" is not a key that is read here; the nearest is "status"
date-awrae: 2015-03-03
^^^^^^^^^^ hint unknown-key: "date-awrae" is not a key that is read here; the nearest is "date-aware"
dateofbirth: 2011-03-03
^^^^^^^^^^^ hint unknown-key: "dateofbirth" is not a key that is read here; the nearest is "date-of-birth"
date_of_referal: 2015-03-10
^^^^^^^^^^^^^^^ hint unknown-key: "date_of_referal" is not a key that is read here; the nearest is "date-of-referral"
---
"#,
        );
    }

    #[test]
    fn the_fix_renames_the_key_and_keeps_its_value() {
        check_fix(
            &RULE,
            "---\ndate-awrae: 3 March 2015 # from the log\n---\n",
            "Rename to \"date-aware\"",
            "---\ndate-aware: 3 March 2015 # from the log\n---\n",
        );
    }

    #[test]
    fn a_key_that_is_there_already_is_not_written_twice() {
        let text = "---\ndate-aware: 2015-03-03\ndate-awrae: 2015-03-04\n---\n";
        let document = crate::document::Document::parse(text.to_owned());
        let report = super::super::testing::Setup::excerpt("unknown-key").report(&document);
        let fixes: Vec<_> = report.findings.iter().filter(|finding| finding.code == RULE.code).collect();
        assert!(matches!(fixes.as_slice(), [finding] if finding.fixes.is_empty()), "{fixes:?}");
    }

    #[test]
    fn what_different_people_keep_in_front_matter() {
        for text in [
            r"---
title: Referral, Child K
author: J. Example
date: 2015-03-10
tags: [review, draft]
lang: en-GB
---",
            r"---
schema: scr
status: draft
Date of birth: 3 March 2011
date_aware: 2015-03-03
Referrer's name: J. Example
---",
            r"---
stage: 2
state: open
genre: form
data-controller: Eastmoor
version: 1.2
---",
            r"---
referrer-date: 2015-03-10
referral-name: Child K
lead-time: 5
date-of-reply: 2015-04-01
home-visit: 2015-03-01
subject-number: 4
---",
            r"---
aliases: []
cssclasses: [form]
references: [WT2015]
header-includes: none
layout: page
---",
        ] {
            check_rule(&RULE, text);
        }
    }
}
