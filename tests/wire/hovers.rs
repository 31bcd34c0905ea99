//! What a hover says, and in which format.

use serde_json::{Value, json};

use crate::client::{Client, Program, place};

const REFERRAL: &str = "---\nschema: scr\ndate-aware: 2015-03-31\n---\n# Referral of Child K\n\n## Basis\n\n## Circumstances\n\nOn 9 April 2015 the MASH was told of 𝄞.\n";

fn hover(client: &mut Client, line: u32, character: u32) -> String {
    let answer = client.ask("textDocument/hover", place(line, character));
    answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_heading_quotes_the_marker_and_its_question_with_their_source() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    let text = hover(&mut client, 6, 4);
    for expected in [
        "The case is referred for Serious Case Review (SCR) consideration with an appropriate rationale and in a timely manner.",
        "Does the referral state explicitly whether the case met the statutory criteria, or if it was referred for another reason?",
        "SCIE and NSPCC, 2016",
        "https://www.scie.org.uk/",
        "Questions to the writer",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    assert_eq!(text.matches("Does the referral state explicitly").count(), 1, "said once: {text}");
}

#[test]
fn a_date_says_its_weekday_the_days_since_and_the_deadlines_it_starts() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    let aware = hover(&mut client, 2, 14);
    assert!(aware.contains("Tuesday 31 March 2015"), "{aware}");
    assert!(aware.contains("5 working days (binds the local authority)"), "{aware}");
    assert!(aware.contains("until Thursday 9 April 2015"), "{aware}");
    assert!(aware.contains("Good Friday (3 April), Easter Monday (6 April)"), "{aware}");
    let told = hover(&mut client, 10, 5);
    assert!(told.contains("Thursday 9 April 2015"), "{told}");
    assert!(told.contains("5 working days after becoming aware on Tuesday 31 March 2015"), "{told}");
}

#[test]
fn an_abbreviation_is_spelled_out() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    assert!(hover(&mut client, 10, 22).contains("multi-agency safeguarding hub"));
    assert_eq!(hover(&mut client, 10, 30), "", "ordinary words need no word from us");
}

#[test]
fn the_first_lines_say_which_schema_was_chosen_and_why() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    let text = hover(&mut client, 0, 0);
    assert!(text.contains("Serious Case Review") && text.contains("`schema: scr`"), "{text}");
}

#[test]
fn the_format_is_the_one_the_client_reads() {
    for (formats, is_markdown) in
        [(json!(["markdown", "plaintext"]), true), (json!(["plaintext"]), false), (Value::Null, false)]
    {
        let hover = json!({"contentFormat": formats});
        let mut client = Client::start_with(
            Program::Referral,
            json!({"capabilities": {"textDocument": {"hover": hover}}}),
        );
        client.open(REFERRAL);
        let answer = client.ask("textDocument/hover", place(6, 4));
        assert_eq!(answer["contents"]["kind"], if is_markdown { "markdown" } else { "plaintext" });
        assert_eq!(answer["contents"]["value"].as_str().unwrap().contains("**Basis**"), is_markdown);
        assert_eq!(answer["range"]["start"]["line"], 6);
    }
}

#[test]
fn a_hover_right_behind_an_edit_sees_it() {
    let mut client = Client::start(Program::Referral);
    client.open(REFERRAL);
    for version in 2..30 {
        client.replace(version, &REFERRAL.replace("9 April", &format!("{version} April")));
        let text = hover(&mut client, 10, 5);
        assert!(text.contains(&format!(" {version} April 2015")), "{version}: {text}");
    }
}
