//! What `referral.toml` may say, what is said of its mistakes, and that an editor's settings read the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::format_push_string, clippy::needless_raw_string_hashes)]

use proptest::prelude::*;
use referral_analysis::date::Division;
use referral_analysis::settings::{DateStyle, FailOn, Level, Settings, from_json, read};

const CODES: [&str; 3] = ["missing-section", "vague-rationale", "future-date"];

const WHOLE: &str = r#"
default-schema = "lcspr"
division = "scotland"
boards = "boards"
fail-on = "error"
date-style = "long"

[globs]
"adults/**/*.md" = "sar"

[severities]
vague-rationale = "off"
missing-section = "hint"

[glossary]
ESCB = "Eastmoor Safeguarding Children Board"

[[priority]]
id = "neglect"
title = "Neglect"
aliases = ["chronic neglect"]
"#;

#[track_caller]
fn check(text: &str, expected: &str) -> Settings {
    let file = read(text, &CODES);
    let mut lines = String::new();
    for error in &file.errors {
        let underlined = text[error.at].lines().next().unwrap_or_default();
        lines.push_str(&format!("{error}\n  at {underlined}\n"));
    }
    assert_eq!(lines, expected.trim_start());
    file.settings
}

#[test]
fn a_whole_file_is_read_without_a_mistake() {
    let settings = check(WHOLE, "");
    assert_eq!(settings.default_schema.as_deref(), Some("lcspr"));
    assert_eq!(settings.division, Some(Division::Scotland));
    assert_eq!(settings.boards.as_deref(), Some("boards"));
    assert_eq!(settings.fail_on, FailOn::Error);
    assert_eq!(settings.date_style, Some(DateStyle::Long));
    assert_eq!(settings.globs["adults/**/*.md"], "sar");
    assert_eq!(settings.severities["vague-rationale"], Level::Off);
    assert_eq!(settings.glossary["ESCB"], "Eastmoor Safeguarding Children Board");
    assert_eq!(settings.priorities[0].aliases, ["chronic neglect"]);
}

#[test]
fn an_empty_file_is_the_defaults() {
    assert_eq!(check("", ""), Settings::default());
}

#[test]
fn every_mistake_is_reported_and_the_rest_applies() {
    let settings = check(
        r#"
defaultschema = "scr"
division = "wales"
fail-on = 3
boards = "boards"

[severities]
vague-rational = "off"
future-date = "loud"
missing-section = "hint"

[[priority]]
id = "neglect"
title = "Neglect"

[[priority]]
id = "neglect"
title = "Neglect again"

[[priority]]
id = "exploitation"
"#,
        r#"
this file has no key "defaultschema"; did you mean "default-schema"?
  at defaultschema
"division" cannot be "wales"; it is one of "england-and-wales", "scotland", "northern-ireland"
  at "wales"
"fail-on" should be one of "error", "warning", "information", "hint", "never", and this is a whole number
  at 3
there is no rule "vague-rational"; did you mean "vague-rationale"?
  at vague-rational
"future-date" cannot be "loud"; it is one of "error", "warning", "information", "hint", "off"
  at "loud"
the priority "neglect" is here twice; each priority has an id of its own
  at "neglect"
priority "exploitation" needs the key "title"
  at [[priority]]
"#,
    );
    assert_eq!(settings.boards.as_deref(), Some("boards"));
    assert_eq!(
        settings.severities.into_iter().collect::<Vec<_>>(),
        [("missing-section".into(), Level::Hint)]
    );
}

#[test]
fn a_line_that_is_no_toml_leaves_the_lines_below_it() {
    let settings = check(
        "scotland please\nfail-on = \"never\"\n",
        "this is not TOML: key with no value, expected `=`\n  at scotland please\n",
    );
    assert_eq!(settings.fail_on, FailOn::Never);
}

#[test]
fn an_editors_settings_read_the_same() {
    let toml: toml::Value = toml::from_str(WHOLE).unwrap();
    let json = serde_json::to_value(toml).unwrap();
    let file = from_json(&json, &CODES);
    assert_eq!(file.errors, []);
    assert_eq!(file.settings, read(WHOLE, &CODES).settings);
}

#[test]
fn an_editors_mistakes_are_named_and_null_is_a_key_left_out() {
    let json = serde_json::json!({ "division": null, "severities": { "nothing": "off" }, "boards": 5 });
    let file = from_json(&json, &CODES);
    let messages: Vec<String> = file.errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            r#""boards" should be a text in quotes, and this is a whole number"#,
            r#"there is no rule "nothing""#
        ]
    );
    assert_eq!(file.settings, Settings::default());
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC*") {
        read(&text, &CODES);
    }

    #[test]
    fn any_part_of_a_whole_file_is_read(from in 0..WHOLE.len(), to in 0..WHOLE.len(), with in "[\\[\\]{}=\",.#\\n a1-]{0,4}") {
        let text = format!("{}{with}{}", &WHOLE[..from], &WHOLE[to..]);
        for error in read(&text, &CODES).errors {
            prop_assert!(text.get(std::ops::Range::<usize>::from(error.at)).is_some());
        }
    }
}
