//! Every mistake a schema file can have: what is said of it, and what is underlined.
//!
//! Each case changes one whole file in one place; what is reported is compared as a complete set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(clippy::format_collect, clippy::format_push_string, clippy::needless_raw_string_hashes)]

use proptest::prelude::*;
use referral_analysis::schema::{Schema, read};

const WHOLE: &str = include_str!("schema/whole.toml");

/// What is wrong with a text, each as its message and, under it, the text underlined.
fn mistakes(text: &str) -> String {
    let mut lines = String::new();
    for error in read(text).errors {
        let underlined = text[error.at].lines().next().unwrap_or_default();
        lines.push_str(&format!("{error}\n  at {underlined}\n"));
    }
    lines
}

#[track_caller]
fn check(from: &str, to: &str, expected: &str) {
    assert_eq!(WHOLE.matches(from).count(), 1, "{from:?} should stand once in the whole file");
    let expected: String =
        expected.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{line}\n")).collect();
    assert_eq!(mistakes(&WHOLE.replacen(from, to, 1)), expected, "after {from:?} became {to:?}");
}

#[test]
fn a_whole_file_has_no_mistake() {
    assert_eq!(mistakes(WHOLE), "");
}

#[test]
fn a_whole_file_is_read_as_its_types_read_it() {
    assert_eq!(read(WHOLE).schema, toml::from_str::<Schema>(WHOLE).unwrap());
}

#[test]
fn several_mistakes_in_one_file_are_all_reported() {
    let text = WHOLE
        .replace("max = 17", "max = 300")
        .replace("required = \"warning\"", "requird = \"warning\"")
        .replace("kind = \"options\"", "kind = 5")
        .replace("binds = \"council\"", "binds = \"counsel\"")
        .replace("[[body]]\n", "not toml\n[[body]]\n")
        .replace("why = \"there are none of 2011\"\n", "");
    assert_eq!(
        mistakes(&text),
        r#""max" is a whole number from 0 to 255
  at 300
"section" has no key "requird"; did you mean "required"?
  at requird
"kind" should be one of "prose", "people", "agencies", "events", "options", and this is a whole number
  at 5
there is no body "counsel"; did you mean "council"?
  at "counsel"
this is not TOML: key with no value, expected `=`
  at not toml
"correction" needs the key "why"
  at [[correction]]
"#
    );
}

#[test]
fn what_can_be_understood_is_kept() {
    let text = WHOLE
        .replace("kind = \"options\"", "kind = 5")
        .replace("heading = \"Child\"\n", "")
        .replace("wording = \"the child has died\"\nsource = \"guide\"", "wording = \"the child has died\"");
    let schema = read(&text).schema;
    assert_eq!(schema.section("subject"), None, "a section without a heading cannot be found in a document");
    assert_eq!(schema.section("basis").unwrap().heading, "Basis");
    assert!(!schema.limb("child-died").unwrap().confirmed, "without a source it is not confirmed");
    assert_eq!(schema.timescales.len(), 1);
}

#[test]
fn a_file_that_extends_another_gives_only_what_differs() {
    let text =
        "id = \"eastmoor\"\nextends = \"lantern\"\n[[section]]\nid = \"basis\"\naliases = [\"Grounds\"]\n";
    assert_eq!(mistakes(text), "");
}

#[test]
fn any_value_in_any_place_leaves_a_schema() {
    const VALUES: [&str; 12] =
        ["5", "-1", "1.5", "true", "\"x\"", "2015-03-03", "[]", "{}", "[[]]", "[5]", "[{}]", "{ x = 1 }"];
    let lines: Vec<&str> = WHOLE.lines().collect();
    for (number, line) in lines.iter().enumerate() {
        let Some((key, _)) = line.split_once(" = ") else { continue };
        for value in VALUES {
            let changed = format!("{key} = {value}");
            let mut lines = lines.clone();
            lines[number] = &changed;
            let reported = mistakes(&lines.join("\n"));
            assert!(!reported.contains("not TOML"), "{changed}: {reported}");
        }
    }
}

fn places_are_in(text: &str) -> Result<(), TestCaseError> {
    for error in read(text).errors {
        prop_assert!(
            text.get(std::ops::Range::<usize>::from(error.at)).is_some(),
            "{error} at {:?}",
            error.at
        );
        prop_assert!(!error.to_string().ends_with('.'));
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        places_are_in(&text)?;
    }

    #[test]
    fn any_text_like_toml_is_read(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "[", "]", "[[", "]]", "{", "}", "=", " = ", ".", ",", "\n", "\r\n", "\"", "'", "\"\"\"", "'''", "#", "é", " ",
            "id", "a", "b", "section", "field", "limit", "\"x\"", "1", "true", "[[section]]\n", "[a.b]\n", "[[a.b]]\n",
            "[a]\n", "a.b = 1\n", "a = 1\n", "id = \"x\"\n", "[section]\n", "\u{feff}", "2015-03-03",
        ]), 0..40)
    ) {
        places_are_in(&parts.concat())?;
    }

    #[test]
    fn any_change_of_a_whole_file_is_read(
        from in 0..WHOLE.len(), length in 0..80usize, with in "[\\[\\]{}=\",.#\n é1a-]{0,5}"
    ) {
        let to = (from + length).min(WHOLE.len());
        places_are_in(&format!("{}{with}{}", &WHOLE[..from], &WHOLE[to..]))?;
    }

    #[test]
    fn any_two_lines_exchanged_are_read(one in 0..140usize, other in 0..140usize) {
        let mut lines: Vec<&str> = WHOLE.lines().collect();
        let count = lines.len();
        lines.swap(one % count, other % count);
        places_are_in(&lines.join("\n"))?;
    }
}

// Cases, one change each.

#[test]
fn a_value_left_out() {
    check(
        r#"title = "Referral for a Lantern Review""#,
        r#"title ="#,
        r#"
nothing stands behind "="; give a value, a text in quotes
  at title =
"#,
    );
}

#[test]
fn a_text_without_its_end() {
    check(
        r#"territory = "Eastmoor""#,
        r#"territory = "Eastmoor"#,
        r#"
this is not TOML: invalid basic string, expected `"`
  at territory = "Eastmoor
"#,
    );
}

#[test]
fn a_line_that_is_no_toml() {
    check(
        r#"[[body]]
"#,
        r#"this is not a key
[[body]]
"#,
        r#"
this is not TOML: key with no value, expected `=`
  at this is not a key
"#,
    );
}

#[test]
fn a_key_twice() {
    check(
        r#"territory = "Eastmoor""#,
        r#"territory = "Eastmoor"
territory = "Westmoor""#,
        r#"
this is not TOML: duplicate key
  at territory
"#,
    );
}

#[test]
fn an_unknown_key_near_a_known_one() {
    check(
        r#"heading = "Child""#,
        r#"heading = "Child"
guidence = "Who?""#,
        r#"
"section" has no key "guidence"; did you mean "guidance"?
  at guidence
"#,
    );
}

#[test]
fn an_unknown_key_near_none() {
    check(
        r#"LR = "Lantern Review"

[lexicon]"#,
        r#"LR = "Lantern Review"

[zebra]"#,
        r#"
this file has no key "zebra"; its keys are "abstract", "age", "board-only", "body", "correction", "division", "extends", "field", "glossary", "id", "in-force", "label-tails", "lexicon", "limb", "marker", "ordinary-words", "placeholders", "priority", "provision", "question", "receiver", "route", "section", "source", "superseded-by", "territory", "timescale", "title"
  at zebra
"#,
    );
}

#[test]
fn an_unknown_key_in_an_inline_table() {
    check(
        r#"age = { min = 0,"#,
        r#"age = { minimum = 0,"#,
        r#"
"age" has no key "minimum"; its keys are "confirmed", "max", "min", "source", "wider"
  at minimum
"#,
    );
}

#[test]
fn a_number_for_a_text() {
    check(
        r#"heading = "Child""#,
        r#"heading = 5"#,
        r#"
"heading" should be a text in quotes, and this is a whole number
  at 5
"#,
    );
}

#[test]
fn a_text_for_a_list() {
    check(
        r#"aliases = ["Criteria"]"#,
        r#"aliases = "Criteria""#,
        r#"
"aliases" should be a list of texts, and this is a text
  at "Criteria"
"#,
    );
}

#[test]
fn a_number_in_a_list_of_texts() {
    check(
        r#"aliases = ["Criteria"]"#,
        r#"aliases = ["Criteria", 7]"#,
        r#"
"aliases" should be a text in quotes, and this is a whole number
  at 7
"#,
    );
}

#[test]
fn a_text_for_true() {
    check(
        r#"complete = true"#,
        r#"complete = "yes""#,
        r#"
"complete" should be true or false, and this is a text
  at "yes"
"#,
    );
}

#[test]
fn a_table_for_a_list_of_tables() {
    check(
        r#"[[priority]]"#,
        r#"[priority]"#,
        r#"
"priority" should be a list of tables, each under [[priority]], and this is a table
  at [priority]
"#,
    );
}

#[test]
fn a_text_for_a_table() {
    check(
        r#"age = { min = 0, max = 17, source = "guide" }"#,
        r#"age = "0-17""#,
        r#"
"age" should be a table, and this is a text
  at "0-17"
"#,
    );
}

#[test]
fn an_unknown_word_near_an_allowed_one() {
    check(
        r#"required = "warning""#,
        r#"required = "waring""#,
        r#"
"required" cannot be "waring"; did you mean "warning"?
  at "waring"
"#,
    );
}

#[test]
fn an_unknown_word_near_none() {
    check(
        r#"kind = "options""#,
        r#"kind = "zebra""#,
        r#"
"kind" cannot be "zebra"; it is one of "prose", "people", "agencies", "events", "options"
  at "zebra"
"#,
    );
}

#[test]
fn an_unknown_division() {
    check(
        r#"division = "england-and-wales""#,
        r#"division = "england""#,
        r#"
"division" cannot be "england"; it is one of "england-and-wales", "scotland", "northern-ireland"
  at "england"
"#,
    );
}

#[test]
fn a_number_out_of_bounds() {
    check(
        r#"max = 17"#,
        r#"max = 300"#,
        r#"
"max" is a whole number from 0 to 255
  at 300
"#,
    );
}

#[test]
fn a_negative_number() {
    check(
        r#"working-days = 5"#,
        r#"working-days = -5"#,
        r#"
"working-days" is a whole number from 1 to 65535
  at -5
"#,
    );
}

#[test]
fn a_day_that_is_none() {
    check(
        r#"from = 2010-01-01"#,
        r#"from = "2010-02-30""#,
        r#"
"from" should be a day such as 2006-04-01, and "2010-02-30" is none
  at "2010-02-30"
"#,
    );
}

#[test]
fn a_day_with_a_time() {
    check(
        r#"from = 2010-01-01"#,
        r#"from = 2010-01-01T09:00:00"#,
        r#"
"from" should be a day such as 2006-04-01, and "2010-01-01T09:00:00" is none
  at 2010-01-01T09:00:00
"#,
    );
}

#[test]
fn a_missing_schema_id() {
    check(
        r#"id = "lantern"
"#,
        r#""#,
        r#"
this file needs the key "id"
  at 
"#,
    );
}

#[test]
fn a_missing_title() {
    check(
        r#"title = "Referral for a Lantern Review"
"#,
        r#""#,
        r#"
this file needs the key "title"
  at "lantern"
"#,
    );
}

#[test]
fn a_missing_heading() {
    check(
        r#"heading = "Child"
"#,
        r#""#,
        r#"
section "subject" needs the key "heading"
  at [[section]]
"#,
    );
}

#[test]
fn a_missing_label() {
    check(
        r#"label = "Name"
"#,
        r#""#,
        r#"
field "subject-name" needs the key "label"
  at [[field]]
"#,
    );
}

#[test]
fn a_missing_section_id() {
    check(
        r#"id = "subject"
heading"#,
        r#"heading"#,
        r#"
"section" needs the key "id"
  at [[section]]
"#,
    );
}

#[test]
fn a_missing_limit() {
    check(
        r#"limit = { working-days = 5 }
"#,
        r#""#,
        r#"
timescale "referral" needs the key "limit"
  at [[timescale]]
"#,
    );
}

#[test]
fn a_missing_source_of_a_limb() {
    check(
        r#"wording = "the child has died"
source = "guide""#,
        r#"wording = "the child has died""#,
        r#"
limb "child-died" needs the key "source"
  at [[limb]]
"#,
    );
}

#[test]
fn a_missing_source_of_an_age() {
    check(
        r#", max = 17, source = "guide""#,
        r#", max = 17"#,
        r#"
"age" needs the key "source"
  at { min = 0, max = 17 }
"#,
    );
}

#[test]
fn a_missing_source_of_the_marker() {
    check(
        r#"clear."
source = "guide""#,
        r#"clear.""#,
        r#"
"marker" needs the key "source"
  at [marker]
"#,
    );
}

#[test]
fn a_missing_question() {
    check(
        r#"id = "delay"
text = "Are delays explained?""#,
        r#"id = "delays"
text = "Are delays explained?""#,
        r#"
there is no question "delay"; every schema has the questions "rationale", "basis" and "delay"
  at "lantern"
there is no question "delay"; did you mean "delays"?
  at "delay"
"#,
    );
}

#[test]
fn two_sections_with_one_id() {
    check(
        r#"id = "basis"
heading"#,
        r#"id = "subject"
heading"#,
        r#"
there is no section "basis"
  at basis
the id "subject" is already that of a section; ids are unique across sections, fields, limbs and timescales
  at "subject"
there is no section "basis"
  at "basis"
"#,
    );
}

#[test]
fn a_field_with_the_id_of_a_section() {
    check(
        r#"id = "gender""#,
        r#"id = "basis""#,
        r#"
there is no field "gender"
  at "gender"
the id "basis" is already that of a section; ids are unique across sections, fields, limbs and timescales
  at "basis"
"#,
    );
}

#[test]
fn two_bodies_with_one_id() {
    check(
        r#"[[body]]
"#,
        r#"[[body]]
id = "council"
terms = []

[[body]]
"#,
        r#"
the id "council" is already that of a body; each body has an id of its own
  at "council"
"#,
    );
}

#[test]
fn an_id_with_capitals() {
    check(
        r#"id = "neglect""#,
        r#"id = "Neglect_1""#,
        r#"
"Neglect_1" cannot be an id; an id is lower-case letters and digits with single hyphens between words
  at "Neglect_1"
"#,
    );
}

#[test]
fn a_source_that_is_not_there() {
    check(
        r#"wording = "the child has died"
source = "guide""#,
        r#"wording = "the child has died"
source = "giude""#,
        r#"
there is no source "giude"; did you mean "guide"?
  at "giude"
"#,
    );
}

#[test]
fn a_question_that_is_not_there() {
    check(
        r#"question = "basis""#,
        r#"question = "rationales""#,
        r#"
there is no question "rationales"; did you mean "rationale"?
  at "rationales"
"#,
    );
}

#[test]
fn a_limb_that_is_not_there() {
    check(
        r#"limbs = ["child-died"]"#,
        r#"limbs = ["child-dead"]"#,
        r#"
there is no limb "child-dead"; did you mean "child-died"?
  at "child-dead"
"#,
    );
}

#[test]
fn a_home_that_is_not_there() {
    check(
        r#"home = ["subject"]"#,
        r#"home = ["person"]"#,
        r#"
there is no section "person"
  at "person"
"#,
    );
}

#[test]
fn a_satisfied_by_that_is_not_there() {
    check(
        r#"satisfied-by = ["subject-name"]"#,
        r#"satisfied-by = ["subject-names"]"#,
        r#"
there is no field or section "subject-names"; did you mean "subject-name"?
  at "subject-names"
"#,
    );
}

#[test]
fn a_successor_of_a_section_that_is_not_there() {
    check(
        r#"{ basis = "grounds" }"#,
        r#"{ bases = "grounds" }"#,
        r#"
there is no section "bases"; did you mean "basis"?
  at bases
"#,
    );
}

#[test]
fn a_clock_from_a_field_that_is_not_there() {
    check(
        r#"from = "date-aware""#,
        r#"from = "date-awaer""#,
        r#"
there is no field "date-awaer"; did you mean "date-aware"?
  at "date-awaer"
"#,
    );
}

#[test]
fn a_clock_from_a_field_that_is_no_date() {
    check(
        r#"from = "date-aware""#,
        r#"from = "subject-name""#,
        r#"
the field "subject-name" is not a date; give it `type = "date"` or name a field that is one
  at "subject-name"
"#,
    );
}

#[test]
fn a_clock_that_binds_no_body() {
    check(
        r#"binds = "council""#,
        r#"binds = "counsel""#,
        r#"
there is no body "counsel"; did you mean "council"?
  at "counsel"
"#,
    );
}

#[test]
fn a_condition_on_a_field_that_is_not_there() {
    check(
        r#"field = "gender""#,
        r#"field = "sex""#,
        r#"
there is no field "sex"
  at "sex"
"#,
    );
}

#[test]
fn a_condition_on_a_section_that_is_not_there() {
    check(
        r#"section = "basis""#,
        r#"section = "base""#,
        r#"
there is no section "base"
  at "base"
"#,
    );
}

#[test]
fn a_condition_on_a_value_that_is_no_choice() {
    check(
        r#"is = "Other""#,
        r#"is = "Neither""#,
        r#"
"Neither" is not among the choices of "gender", which are "Girl", "Other"
  at "Neither"
"#,
    );
}

#[test]
fn a_condition_before_a_field_that_is_no_date() {
    check(
        r#"before = "date-of-referral""#,
        r#"before = "gender""#,
        r#"
the field "gender" is not a date; give it `type = "date"` or name a field that is one
  at "gender"
"#,
    );
}

#[test]
fn a_condition_that_says_nothing() {
    check(
        r#"{ section = "basis", is-present = true }"#,
        r#"{ is-present = true }"#,
        r#"
this condition says nothing; name a "field", a "section" or a "route", or use "all", "any" or "not"
  at { is-present = true }
"#,
    );
}

#[test]
fn a_condition_without_a_field() {
    check(
        r#"{ field = "gender", is = "Other" }"#,
        r#"{ is = "Other" }"#,
        r#"
"is" asks about a field; name it with "field"
  at "Other"
"#,
    );
}

#[test]
fn one_name_for_two_sections() {
    check(
        r#"aliases = ["Criteria"]"#,
        r#"aliases = ["Criteria", "CHILD"]"#,
        r#"
the name "CHILD" already means the section "subject"; a name may mean only one section
  at "CHILD"
"#,
    );
}

#[test]
fn a_name_that_is_denied() {
    check(
        r#"not-aliases = ["Basis of payment"]"#,
        r#"not-aliases = ["Criteria"]"#,
        r#"
"Criteria" is both a name and under "not-aliases"; keep it in one of the two
  at "Criteria"
"#,
    );
}

#[test]
fn a_choice_of_words_beside_other_words() {
    check(
        r#"not-aliases = ["Basis of payment"]"#,
        r#"not-aliases = ["the {night|day} of…"]"#,
        r#"
in "the {night|day} of…" the braces stand beside other words; put "…" between them, or the other words into each choice
  at "the {night|day} of…"
"#,
    );
}

#[test]
fn a_limit_of_zero() {
    check(
        r#"working-days = 5"#,
        r#"weeks = 0"#,
        r#"
"weeks" is a whole number from 1 to 65535
  at 0
"#,
    );
}

#[test]
fn a_limit_with_two_units() {
    check(
        r#"working-days = 5"#,
        r#"working-days = 5, weeks = 1"#,
        r#"
"limit" takes exactly one of "working-days", "calendar-days", "weeks", "months", "hours"
  at { working-days = 5, weeks = 1 }
"#,
    );
}

#[test]
fn a_limit_without_a_unit() {
    check(
        r#"{ working-days = 5 }"#,
        r#"{}"#,
        r#"
"limit" takes exactly one of "working-days", "calendar-days", "weeks", "months", "hours"
  at {}
"#,
    );
}

#[test]
fn a_limit_with_an_unknown_unit() {
    check(
        r#"{ working-days = 5 }"#,
        r#"{ workingdays = 5 }"#,
        r#"
"limit" has no key "workingdays"; did you mean "working-days"?
  at workingdays
"#,
    );
}

#[test]
fn an_end_before_the_beginning() {
    check(
        r#"until = 2020-12-31"#,
        r#"until = 2009-12-31"#,
        r#"
"from" is 2010-01-01, after "until", which is 2009-12-31; the first day comes first
  at { from = 2010-01-01, until = 2009-12-31, source = "guide" }
"#,
    );
}

#[test]
fn an_oldest_age_below_the_youngest() {
    check(
        r#"min = 0"#,
        r#"min = 18"#,
        r#"
"min" is 18, above "max", which is 17; the youngest age comes first
  at { min = 18, max = 17, source = "guide" }
"#,
    );
}

#[test]
fn older_people_who_are_not_older() {
    check(
        r#"max = 17, source = "guide""#,
        r#"max = 17, source = "guide", wider = { who = "a carer", max = 17, terms = ["carer"], source = "guid" }"#,
        r#"
the "max" of "wider" is 17, not above that of "age", which is 17; it is for who is older
  at { who = "a carer", max = 17, terms = ["carer"], source = "guid" }
there is no source "guid"; did you mean "guide"?
  at "guid"
"#,
    );
}

#[test]
fn a_choice_without_choices() {
    check(
        r#"choices = [{ value = "Girl", aliases = ["female"] }, { value = "Other" }]
"#,
        r#""#,
        r#"
the field "gender" is a choice and has no "choices" to choose from
  at "gender"
"#,
    );
}

#[test]
fn choices_of_a_text() {
    check(
        r#"type = "choice"
"#,
        r#""#,
        r#"
the field "gender" has "choices" and is not one; give it `type = "choice"`
  at [{ value = "Girl", aliases = ["female"] }, { value = "Other" }]
"#,
    );
}
