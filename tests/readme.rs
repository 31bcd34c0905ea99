//! The first page lists what is checked: its table is made from the pages of the rules.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;

use referral_analysis::rules::RULES;

const START: &str = "<!-- Made from the pages of the rules: UPDATE_EXPECT=1 cargo test --test readme -->\n";
const END: &str = "<!-- End of what is made -->";

#[test]
fn the_first_page_lists_every_rule_and_what_it_finds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (before, rest) = readme.split_once(START).unwrap();
    let (table, after) = rest.split_once(END).unwrap();
    let mut wanted = String::from("\n| code | what it finds |\n|---|---|\n");
    for rule in RULES {
        let page = format!("server/analysis/src/rules/{}.md", rule.code.replace('-', "_"));
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&page).exists(), "{page}");
        writeln!(wanted, "| [`{}`]({page}) | {} |", rule.code, rule.finds()).unwrap();
    }
    wanted.push('\n');
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, format!("{before}{START}{wanted}{END}{after}")).unwrap();
    } else {
        assert!(
            table == wanted,
            "README.md is not what the rules say: UPDATE_EXPECT=1 cargo test --test readme"
        );
    }
}
