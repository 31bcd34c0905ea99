//! The list of all rules, as a page of its own.
//!
//! Nothing on it is written by hand: the tests below put it together from the rules and the examples of their pages.

/// The page, in Markdown: a table of all rules, then links to their pages.
pub const REFERENCE: &str = include_str!("README.md");

/// The table of [`REFERENCE`], without what only a reader of the page can follow.
pub fn reference_table() -> &'static str {
    REFERENCE.split(PAGES).next().unwrap_or_default()
}

/// The heading above the links.
const PAGES: &str = "\n## Pages\n";

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::disallowed_methods)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write as _;

    use super::{PAGES, REFERENCE, reference_table};
    use crate::document::Document;
    use crate::finding::{Finding, Severity};
    use crate::rules::testing::examples;
    use crate::rules::{RULES, Rule};

    const COMMAND: &str = "UPDATE_EXPECT=1 cargo test -p referral-analysis --lib rules::reference";

    /// What is found in the examples of all pages.
    fn found_in_examples() -> Vec<Finding> {
        let mut found = Vec::new();
        for mut example in examples() {
            example.setup.as_ready = true;
            found.extend(example.setup.report(&Document::parse(example.text())).findings);
        }
        found
    }

    /// A row of the table: code, question, severity, whether it is on, fixes, what it finds.
    fn row(rule: &Rule, findings: &[Finding]) -> [String; 6] {
        let own = || findings.iter().filter(|finding| finding.code == rule.code);
        let question = match rule.question {
            Some(question) => question,
            None if own().any(|finding| finding.question.is_some()) => "of its place",
            None => "-",
        };
        let mut severities: BTreeSet<Severity> = own().map(|finding| finding.severity).collect();
        severities.insert(rule.severity);
        let severities: Vec<&str> = severities.iter().rev().map(|severity| severity.name()).collect();
        let fixes: BTreeSet<bool> = own().flat_map(|finding| &finding.fixes).map(|fix| fix.safe).collect();
        let fixes: Vec<&str> =
            fixes.iter().rev().map(|safe| if *safe { "safe" } else { "needs review" }).collect();
        [
            format!("`{}`", rule.code),
            question.to_owned(),
            severities.join(" or "),
            if rule.on { "on" } else { "off" }.to_owned(),
            if fixes.is_empty() { "-".to_owned() } else { fixes.join(", ") },
            rule.finds().to_owned(),
        ]
    }

    fn page() -> String {
        let findings = found_in_examples();
        let head = ["code", "question", "when ready", "on", "fixes", "what it finds"].map(str::to_owned);
        let rows: Vec<[String; 6]> =
            [head].into_iter().chain(RULES.iter().map(|rule| row(rule, &findings))).collect();
        let widths: Vec<usize> =
            (0..5).map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap()).collect();
        let mut page = String::from(
            "# The rules\n\n\
             Each rule is a way to be wrong, and its code is permanent.\n\
             *Question* is the question of the quality marker that it serves: its own, that of the place it speaks of, or none.\n\
             *When ready* is how much it weighs in a referral that is not a draft; where there are several, the place or the schema decides.\n\
             A rule that is *off* runs once `referral.toml` gives it a severity.\n\
             A fix that is *safe* changes nothing that a person typed; the others need a look.\n\n",
        );
        for (number, row) in rows.iter().enumerate() {
            for (cell, width) in row.iter().zip(&widths) {
                write!(page, "| {cell:width$} ").unwrap();
            }
            writeln!(page, "| {} |", row[5]).unwrap();
            if number == 0 {
                let lines: Vec<String> = widths.iter().map(|width| "-".repeat(width + 2)).collect();
                writeln!(page, "|{}|---|", lines.join("|")).unwrap();
            }
        }
        page.push_str(PAGES);
        page.push('\n');
        for Rule { code, .. } in RULES {
            writeln!(page, "- [{code}]({}.md)", code.replace('-', "_")).unwrap();
        }
        page.push_str(
            "\nThis page is put together from the rules and the examples on their pages:\n\n```sh\n",
        );
        page + COMMAND + "\n```\n"
    }

    #[test]
    fn the_page_says_of_each_rule_what_the_rule_says_of_itself() {
        let page = page();
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules/README.md");
            std::fs::write(path, &page).unwrap();
            return;
        }
        assert!(
            REFERENCE.replace("\r\n", "\n") == page,
            "server/analysis/src/rules/README.md is not what the rules say; run\n    {COMMAND}"
        );
    }

    #[test]
    fn the_table_ends_with_the_last_rule() {
        let table = reference_table();
        let last = RULES.last().unwrap().code;
        assert!(table.lines().last().unwrap().starts_with(&format!("| `{last}` ")), "{table}");
    }
}
