//! One referral in the shapes in which people's forms reach Markdown: what is read of it is the same in all of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use referral_analysis::check::report;
use referral_analysis::finding::Severity;
use referral_analysis::outline::Fill;

#[path = "support/referral.rs"]
mod referral;
#[path = "support/schemas.rs"]
mod schemas;

use referral::with;

const CIRCUMSTANCES: &str = "On 2 June 2015 Kit was brought to the walk-in centre with burns to both legs. The surgeon says that they were held in the water.";
const AGENCIES: &str = "Eastmoor Surgery; Eastmoor Council children's services; Eastmoor Police";
const BASIS: &str =
    "Regulation 5(2)(a) and (b)(ii) are met: abuse is suspected, and Kit has been seriously harmed.";
const RATIONALE: &str = "The surgery saw a bruise on 4 May and told nobody. The police had been to the flat in April and did not share what they knew with the council, and the two never spoke.";

/// What a form asks, and what is answered.
const ANSWERS: &[(&str, &str)] = &[
    ("Name of referrer", "Jo Example"),
    ("Date of referral", "9 June 2015"),
    ("Name of child", "Kit Example"),
    ("Date of birth", "3 March 2011"),
    ("Date of incident", "2 June 2015"),
    ("Date you became aware", "3 June 2015"),
    ("Circumstances", CIRCUMSTANCES),
    ("Agencies involved", AGENCIES),
    ("Criteria", BASIS),
    ("Rationale", RATIONALE),
];

/// The answers with what stands around a question and around its answer.
fn each(shape: impl Fn(&str, &str) -> String) -> String {
    ANSWERS.iter().map(|(asked, answer)| shape(asked, answer)).collect()
}

fn shapes() -> Vec<(&'static str, String)> {
    let title = "# Referral to Eastmoor Safeguarding Children Board\n\n";
    vec![
        ("lines", format!("{title}{}", each(|asked, answer| format!("{asked}: {answer}\n\n")))),
        (
            "a table",
            format!("{title}| | |\n|---|---|\n{}", each(|asked, answer| format!("| {asked} | {answer} |\n"))),
        ),
        (
            "a table in HTML",
            format!(
                "{title}<table>\n{}</table>\n",
                each(|asked, answer| {
                    format!("<tr><th>{asked}</th><td>{}</td></tr>\n", answer.replace('&', "&amp;"))
                })
            ),
        ),
        (
            "a table in HTML with titles over two columns",
            format!(
                "{title}<table>\n{}</table>\n",
                each(|asked, answer| {
                    if answer.len() < 20 {
                        format!("<tr><td>{asked}</td><td>{answer}</td></tr>\n")
                    } else {
                        format!(
                            "<tr><th colspan=\"2\">{asked}</th></tr>\n<tr><td colspan=\"2\">{answer}</td></tr>\n"
                        )
                    }
                })
            ),
        ),
        ("tabs", format!("{title}{}", each(|asked, answer| format!("{asked}\t{answer}\n")))),
        ("bars", format!("{title}{}", each(|asked, answer| format!("{asked} | {answer}\n\n")))),
        ("a definition list", format!("{title}{}", each(|asked, answer| format!("{asked}\n: {answer}\n\n")))),
        (
            "questions in block quotes",
            format!("{title}{}", each(|asked, answer| format!("> {asked}\n\n{answer}\n\n"))),
        ),
        ("a web form", format!("{title}{}", each(|asked, answer| format!("*{asked}* > {answer}\n\n")))),
        (
            "titles in capitals",
            format!("{title}{}", each(|asked, answer| format!("{}\n{answer}\n\n", asked.to_uppercase()))),
        ),
        (
            "set in by blanks",
            format!("{title}{}", each(|asked, answer| format!("    {asked}: {answer}\n\n"))),
        ),
    ]
}

#[test]
fn each_shape_says_the_same() {
    for (shape, text) in shapes() {
        with(&text, |subject| {
            for (id, expected) in [
                ("referrer-name", "Jo Example"),
                ("date-of-referral", "9 June 2015"),
                ("subject-name", "Kit Example"),
                ("date-of-birth", "3 March 2011"),
                ("date-of-incident", "2 June 2015"),
                ("date-aware", "3 June 2015"),
            ] {
                let found: Vec<&str> = subject.fields(id).map(|field| field.text.trim()).collect();
                assert_eq!(found, [expected], "{id} in {shape}:\n{text}");
            }
            for id in ["circumstances", "agencies", "basis", "rationale"] {
                assert_eq!(subject.section_fill(id), Some(Fill::Text), "{id} in {shape}:\n{text}");
            }
        });
    }
}

#[test]
fn nothing_is_said_of_a_good_referral_in_any_shape() {
    for (shape, text) in shapes() {
        let findings = with(&text, |subject| report(subject, &|| false).unwrap().findings);
        let alarms: Vec<&str> = findings
            .iter()
            .filter(|finding| finding.severity >= Severity::Warning)
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(alarms, [""; 0], "in {shape}:\n{text}");
    }
}

#[test]
fn an_answer_that_is_left_out_is_missed_in_every_shape() {
    for (shape, text) in shapes() {
        let left_out = text.replace(RATIONALE, "");
        let findings = with(&left_out, |subject| report(subject, &|| false).unwrap().findings);
        let is_missed = findings.iter().any(|finding| finding.about.as_deref() == Some("rationale"));
        assert!(is_missed, "in {shape}:\n{left_out}");
    }
}
