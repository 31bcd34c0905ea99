//! The pages of the rules as tests: their examples are true, whole or cut short, and their fixes mend what they say.
//!
//! What a rule does besides its examples is tested in its own file.

use super::testing::{Example, applied, compare, examples};
use super::{RULES, Rule};
use crate::document::Document;
use crate::finding::Finding;

#[test]
fn examples_have_exactly_the_findings_marked_in_them() {
    let mut wrong = Vec::new();
    for example in examples() {
        let result = std::panic::catch_unwind(|| compare(&example.setup, &example.marked, |_| true));
        if let Err(panic) = result {
            let message = panic.downcast_ref::<String>().cloned().unwrap_or_default();
            wrong.push(format!("=== {}{message}", example.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_have_the_parts_of_a_manual() {
    for Rule { code, page, .. } in RULES {
        assert_eq!(page.lines().next(), Some(format!("# {code}").as_str()));
        let mut in_example = false;
        let parts = page.lines().filter(|line| {
            in_example ^= line.starts_with("```");
            line.starts_with("## ") && !in_example
        });
        let parts: Vec<&str> = parts.collect();
        assert_eq!(
            parts,
            ["## Why", "## How to mend it", "## When it stays silent", "## Examples"],
            "{code}"
        );
        assert!(
            page.ends_with('\n') && !page.contains("\n\n\n"),
            "{code} has blank lines too many or no last line break"
        );
        let own = examples();
        let own = own.iter().filter(|example| example.code == *code);
        let marked = format!(" {code}: ");
        let (spoken, silent): (Vec<&Example>, Vec<&Example>) =
            own.partition(|example| example.marked.contains(&marked));
        assert!(!spoken.is_empty(), "the page of {code} shows no finding of it");
        assert!(!silent.is_empty(), "the page of {code} shows no example on which it stays silent");
    }
}

#[test]
fn rules_are_listed_by_code() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
}

#[test]
fn the_beginnings_of_an_example_can_be_checked() {
    for (number, example) in examples().into_iter().enumerate() {
        let text = example.text();
        // Every third byte keeps the test short; neighbouring examples begin at different ones.
        for (at, _) in text.char_indices().skip(number % 3).step_by(3) {
            let document = Document::parse(text[..at].to_owned());
            for finding in example.setup.report(&document).findings {
                assert!(usize::from(document.resolve(finding.place).end()) <= at);
            }
        }
    }
}

#[test]
fn a_fix_removes_its_finding_or_is_used_up() {
    for example in examples() {
        let document = Document::parse(example.text());
        let before = example.setup.report(&document).findings;
        for finding in &before {
            for fix in &finding.fixes {
                let after_text = applied(&document, &fix.edits);
                assert_ne!(after_text, document.source(), "\"{}\" changes nothing", fix.title);
                let after_document = Document::parse(after_text.clone());
                let after = example.setup.report(&after_document).findings;
                let same = |other: &&Finding| other.code == finding.code && other.about == finding.about;
                let fewer = after.iter().filter(same).count() < before.iter().filter(same).count();
                let title = &fix.title;
                // A place with nothing but prompts is still empty, and its prompts are not offered twice.
                let again = after
                    .iter()
                    .filter(same)
                    .flat_map(|finding| &finding.fixes)
                    .any(|fix| fix.title == *title);
                assert!(fewer || !again, "\"{title}\" leaves {} as it was:\n{after_text}", finding.code);
            }
        }
    }
}

#[test]
fn fixes_converge() {
    for example in examples() {
        let mut text = example.text();
        let mut steps = 0;
        loop {
            let document = Document::parse(text.clone());
            let findings = example.setup.report(&document).findings;
            let Some(fix) = findings.iter().find_map(|finding| finding.fixes.first()) else { break };
            text = applied(&document, &fix.edits);
            steps += 1;
            assert!(steps <= 40, "the fixes of {} do not end:\n{text}", example.code);
        }
    }
}
