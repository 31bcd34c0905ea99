//! What people write about a delay, and which of the delay rules speaks of it; at most one ever does.

use crate::check;
use crate::date::Division;
use crate::document::Document;
use crate::finding::Severity;
use crate::neighbours::Neighbours;
use crate::rules::testing::Setup;
use crate::schema::{Catalogue, NamedFile};
use crate::settings::Settings;
use crate::subject::Case;

/// The codes of the delay rules that speak of a referral made ten weeks after awareness, with this text in it.
fn late(body: &str) -> String {
    spoken("2015-03-03", "2015-05-14", body)
}

fn spoken(aware: &str, referral: &str, body: &str) -> String {
    let text = format!(
        "---\nschema: scr\ndate-aware: {aware}\ndate-of-referral: {referral}\n---\n\n# Child K\n\n{}\n",
        body.trim()
    );
    codes(text)
}

fn codes(text: String) -> String {
    let report = Setup::whole().report(&Document::parse(text));
    let delay = ["unexplained-delay", "thin-delay-reason", "waiting-reason", "unjudgeable-delay"];
    let found = report.findings.iter().filter(|finding| delay.contains(&finding.code));
    found
        .map(|finding| format!("{} {}", finding.severity.name(), finding.code))
        .collect::<Vec<_>>()
        .join(", ")
}

#[track_caller]
fn all(texts: &[&str], expected: &str) {
    let wrong: Vec<String> = texts
        .iter()
        .map(|text| (text, late(text)))
        .filter(|(_, found)| found != expected)
        .map(|(text, found)| format!("\"{found}\" of: {text}"))
        .collect();
    assert!(wrong.is_empty(), "expected \"{expected}\" but\n{}", wrong.join("\n"));
}

const UNEXPLAINED: &str = "warning unexplained-delay";
const THIN: &str = "warning thin-delay-reason";
const WAITING: &str = "information waiting-reason";

#[test]
fn a_reason_with_a_cause_or_a_dated_event_is_an_explanation() {
    all(
        &[
            "## Reason for delay\n\nThe post-mortem report reached us on 28 April 2015.",
            "## Reason for delay\n\nThe histology came back on 28 April.",
            "## Reason for delay\n\nReferred late because our named nurse left and nobody read her inbox.",
            "## Reason for delay\n\nThe significance was only seen once the three agencies compared their chronologies.",
            "## Reason for delay\n\nStaff sickness led to this form lying in a drawer.",
            "## Timeliness\n\nWe followed the escalation procedure first, as the criteria were disputed until 5 May 2015.",
            "## Why now?\n\nThe family moved twice; due to this it was unclear which board should hear of it.",
            "**Reason for delay:** the pathologist changed her view in April 2015",
            "| Reason for delay | The second opinion arrived on 30/04/15 |\n|---|---|\n| Agency | Eastmoor Police |",
            "## Reason for delay\n\n- 12 March: strategy meeting\n- 20 April: skeletal survey read again",
            "## Reason for delay\n\nThe allocated worker was off sick and no one else had the case.",
            "## Reason for delay\n\nWe believed the hospital had referred.",
            "## Reason for delay\n\nWe needed to gather information from the other county first.",
            "## Reason for delay\n\nOur manager was on leave and the form was mislaid.",
            "## Reason for delay\n\nThe report of the second expert reached us on 14 May 2015.",
        ],
        "",
    );
}

#[test]
fn an_explanation_counts_wherever_it_stands() {
    all(
        &[
            "This referral is late because the family moved twice and two boards each thought it the other's.",
            "## Rationale\n\nWe did not refer sooner because the injuries were first thought accidental.",
            "## Basis\n\nI apologise for the delay in referring. It was caused by a change of safeguarding lead.",
            "## Sign-off\n\nThe delay in submitting this form is due to a vacancy in our team.",
            "## Circumstances\n\nThe fractures only came to light on 20 April 2015, when the films were read again.",
            "I am sorry that this referral is late.\nThe named doctor was not told until 30 April 2015.",
            "This referral comes late because the pathologist's second opinion reached us on 11 May 2015.",
            "It has taken us until now to refer as the two counties could not agree whose case it was.",
            "We are only now referring because the escalation between the two trusts had to be finished first.",
            "Please accept our apologies that this form is late. The previous safeguarding lead left on 20 March 2015.",
            "We have not referred earlier as we understood that the hospital had.",
        ],
        "",
    );
}

#[test]
fn the_story_of_the_case_is_no_explanation_of_the_delay() {
    all(
        &[
            "## Circumstances\n\nHe died because nobody called an ambulance until the evening.",
            "## Rationale\n\nThe health visitor did not refer to children's social care because she thought the GP had.",
            "## Rationale\n\nThere was a delay in the ambulance because of the snow.",
            "## Rationale\n\nA delay in developing speech was noted after his second birthday.",
            "## Chronology\n\n| Date | Event |\n|---|---|\n| 12 March 2015 | strategy meeting |\n| 20 April 2015 | inquest opened |",
            "## Circumstances\n\nSchool became aware when a teacher saw the bruise on 3 March 2015.",
            "## Parallel processes\n\nThe inquest is awaited; the trial is listed for 9 November 2015.",
            "## Rationale\n\nPolice made a late referral to CAMHS, which was closed because he did not attend.",
            "## Basis\n\nThis referral is made without delay because the criteria are met.",
            "## Rationale\n\nWe were late to the meeting because the invitation came the same day.",
            "## Rationale\n\nThe school told us that a referral to social care was not made sooner because of the holidays.",
            "## Circumstances\n\nShe was referred late in pregnancy because she had moved.",
            "## Family\n\nHis brother's development is delayed due to prematurity.",
        ],
        UNEXPLAINED,
    );
}

#[test]
fn a_reason_without_substance_is_thin() {
    all(
        &[
            "## Reason for delay\n\nN/A",
            "## Reason for delay\n\nNone.",
            "## Reason for delay\n\nOversight.",
            "## Reason for delay\n\nDue to an oversight.",
            "## Reason for delay\n\nThe delay was due to an administrative oversight on our part.",
            "## Reason for delay\n\nSee above.",
            "## Reason for delay\n\nApologies for the delay.",
            "## Reason for delay\n\nWe became aware on 3 March 2015 and refer on 14 May 2015.",
            "**Reason for delay:** workload",
            "## Reason for delay\n\nThe mother was seen in 2009.",
        ],
        THIN,
    );
}

#[test]
fn an_oversight_is_thin_in_a_letter_too() {
    all(
        &[
            "Sorry this is coming to you late, it was an oversight.",
            "I am aware that this comes to you late. That was an oversight.",
            "This report is made for the Board. It is made later than it ought to have been, due to an oversight.",
        ],
        THIN,
    );
    all(&["This is coming to you late because our named nurse left and nobody read her inbox."], "");
}

#[test]
fn waiting_is_a_reason_that_is_pointed_out() {
    all(
        &[
            "## Reason for delay\n\nWe were waiting for the inquest.",
            "## Reason for delay\n\nAwaiting the outcome of the police investigation.",
            "## Reason for delay\n\nBecause we were awaiting the post-mortem report.",
            "## Reason for delay\n\nWe were waiting for the inquest. Once the inquest had closed we referred.",
            "## Reason for delay\n\nWe were waiting for the trial, which ended on 5 May 2015.",
            "## Reason for delay\n\nWe waited for the inquest to conclude.",
            "## Reason for delay\n\nThe police asked us to wait.",
            "## Reason for delay\n\nPending the criminal investigation, as the police asked.",
            "We held back this referral awaiting the inquest.",
        ],
        WAITING,
    );
}

#[test]
fn waiting_is_told_in_many_words() {
    all(
        &[
            "## Reason for delay\n\nThe trial was listed for April, and we waited for it to conclude. It did so on 9 May.",
            "## Reason for delay\n\nThe coroner's inquest had to finish first.",
            "## Reason for delay\n\nThe referral was held to allow the criminal trial to conclude.",
            "## Reason for delay\n\nIt was held until the criminal proceedings were concluded.",
            "This referral was held until the criminal proceedings were concluded.",
            "We delayed this referral to allow the criminal trial to conclude.",
            "You may ask why you have not heard from us sooner: the coroner's inquest had to finish first.",
            "The police asked us not to refer while the trial was pending.",
        ],
        WAITING,
    );
    all(
        &[
            "## Circumstances\n\nThe inquest had to finish before the family could bury him.",
            "## Parallel processes\n\nThe trial is to conclude in July.",
        ],
        UNEXPLAINED,
    );
}

#[test]
fn an_apology_alone_is_thin_in_a_letter() {
    all(
        &[
            "I am sorry that this is late.",
            "My apologies for the delay in writing.",
            "I'm sorry that it has taken me a while to send this.",
            "The delay is due to an administrative oversight.",
            "Sorry for the delay, due to an administrative oversight.",
        ],
        THIN,
    );
}

#[test]
fn counting_the_time_tells_no_cause() {
    all(&["## Reason for delay\n\nThis is made more than a month after we became aware."], THIN);
    all(
        &[
            "You have not heard from me until now.",
            "This referral is made more than a month after we became aware.",
        ],
        UNEXPLAINED,
    );
}

#[test]
fn a_date_with_a_label_in_a_longer_line_leaves_the_line_a_reason() {
    all(
        &[
            "## Reason for delay\n\nI became aware on 3 March 2015, when the named nurse rang me, and our manager was then off sick until May.",
        ],
        "",
    );
}

#[test]
fn a_cause_besides_waiting_is_enough() {
    all(
        &[
            "## Reason for delay\n\nWe were waiting for the inquest, and because the first scan was normal nobody suspected abuse.",
            "## Reason for delay\n\nWe were waiting for the post-mortem. On 20 April the radiologist found two older fractures.",
        ],
        "",
    );
}

#[test]
fn a_date_of_referral_that_goes_on_to_tell_may_explain_itself() {
    let text = |told: &str| {
        codes(format!(
            "---\nschema: scr\n---\n\nDate aware: 3 March 2015\nDate of referral: 14 May 2015\n\n**Date of this request**\n\n{told}\n"
        ))
    };
    let closed = "The message was first sent on 12 March 2015. The address had closed on 10 March 2015 upon the merger of the boards, and it lay undelivered at our gateway; no bounce came.";
    assert_eq!(text(closed), "");
    let courtesy = "It goes to you on 14 May 2015 with copies for the head teacher and the named nurse of the trust, and a copy of it stays in our own file.";
    assert_eq!(text(courtesy), UNEXPLAINED);
    assert_eq!(text("I held on to this until the inquest was over."), WAITING);
}

#[test]
fn weeks_that_the_writer_counts_up_are_of_this_referral() {
    let counted = "I'm writing ten weeks after. I was off from 26 March until 4 May having had an operation.";
    all(&[counted], "");
    all(&["The letter came ten weeks after. She was off from 26 March until 4 May."], UNEXPLAINED);
}

#[test]
fn an_explanation_in_another_place_makes_up_for_a_thin_one() {
    all(&["This referral is late because the family moved twice.\n\n## Reason for delay\n\nSee above."], "");
}

#[test]
fn a_referral_within_the_month_owes_no_explanation() {
    assert_eq!(spoken("2015-03-03", "2015-04-03", ""), "");
    // Good Friday, Easter and Easter Monday pass before the month can be said to be over.
    assert_eq!(spoken("2015-03-03", "2015-04-07", ""), "");
    assert_eq!(spoken("2015-03-03", "2015-04-08", ""), UNEXPLAINED);
    assert_eq!(spoken("2015-03-03", "2015-03-20", "## Reason for delay\n\nN/A"), "");
    assert_eq!(spoken("2015-03-03", "2015-02-20", ""), "");
}

#[test]
fn a_vague_date_is_late_only_at_every_reading() {
    assert_eq!(spoken("March 2015", "2015-04-20", ""), "");
    assert_eq!(spoken("March 2015", "2015-05-14", ""), UNEXPLAINED);
    assert_eq!(spoken("w/c 2 March 2015", "2015-04-08", ""), "");
    assert_eq!(spoken("spring 2015", "2015-05-14", ""), "");
    assert_eq!(spoken("3 March 2015", "May 2015", ""), UNEXPLAINED);
    assert_eq!(spoken("2015-03-03", "2015-05-14", "Date aware: 1 May 2015"), "");
    assert_eq!(spoken("2015-03-03", "2015-05-14", "Date aware: March 2015"), UNEXPLAINED);
}

#[test]
fn from_the_incident_alone_it_is_a_hint() {
    let text = |incident: &str, body: &str| {
        codes(format!(
            "---\nschema: scr\ndate-of-incident: {incident}\ndate-of-referral: 2015-05-14\n---\n\n# Child K\n\n{body}\n"
        ))
    };
    assert_eq!(text("2015-03-03", ""), "hint unexplained-delay");
    assert_eq!(text("2015-05-03", ""), "");
    assert_eq!(text("2015-03-03", "It only came to light on 2 May 2015."), "");
    assert_eq!(text("2015-03-03", "## Reason for delay\n\nOversight."), "hint thin-delay-reason");
}

#[test]
fn without_two_dates_nothing_can_be_told() {
    let text = |body: &str| {
        codes(format!("---\nschema: scr\ndate-of-referral: 2015-05-14\n---\n\n# Child K\n\n{body}\n"))
    };
    assert_eq!(text(""), "information unjudgeable-delay");
    assert_eq!(text("Date aware: not known"), "information unjudgeable-delay");
    assert_eq!(text("Date aware: 31/04/2015"), "information unjudgeable-delay");
    assert_eq!(text("## Reason for delay\n\nN/A"), "information unjudgeable-delay");
    assert_eq!(text("## Reason for delay\n\nThe post-mortem report came on 28 April 2015."), "");
    assert_eq!(text("We did not refer earlier because the injuries were first thought accidental."), "");
    assert_eq!(text("## Reason for delay\n\nWe were waiting for the inquest."), WAITING);
}

#[test]
fn a_draft_is_not_asked_yet() {
    let draft = "---\nschema: scr\nstatus: draft\ndate-aware: 2015-03-03\ndate-of-referral: 2015-05-14\n---\n\n# Child K\n";
    assert_eq!(codes(draft.to_owned()), "hint unexplained-delay");
}

#[test]
fn a_board_s_clock_in_working_days_weighs_less_where_none_could_be_verified() {
    let text = "---\nschema: brisk\ndate-aware: 2015-03-03\ndate-of-referral: 2015-03-20\n---\n\n# Child K\n";
    assert_eq!(of_brisk(text, Division::EnglandAndWales), [Severity::Warning]);
    assert_eq!(of_brisk(text, Division::Scotland), [Severity::Information]);
    assert_eq!(of_brisk(&text.replace("2015-03-20", "2015-03-17"), Division::Scotland), []);
}

/// How much unexplained-delay weighs for an invented board that asks for a referral in ten working days.
fn of_brisk(text: &str, division: Division) -> Vec<Severity> {
    let brisk = r#"
id = "brisk"
extends = "scr"
[[timescale]]
id = "referral"
from = "date-aware"
to = "date-of-referral"
limit = { working-days = 10 }
source = "quality-marker"
"#;
    let mut files = crate::rules::testing::built_in();
    files.push(NamedFile::new("brisk.toml", brisk));
    let catalogue = Catalogue::new(&files);
    assert!(catalogue.errors().is_empty(), "{:?}", catalogue.errors());
    let report = check::check(&Case {
        document: &Document::parse(text.to_owned()),
        schema: catalogue.get("brisk").unwrap(),
        vocabulary: catalogue.vocabulary("brisk").unwrap(),
        catalogue: &catalogue,
        settings: &Settings { division: Some(division), ..Settings::default() },
        neighbours: &Neighbours::default(),
        today: Setup::whole().today,
        as_ready: false,
    });
    let late = report.findings.into_iter().filter(|finding| finding.code == "unexplained-delay");
    late.map(|finding| finding.severity).collect()
}

#[test]
fn another_process_is_waited_for_in_whatever_words() {
    all(
        &[
            "## Reason for delay\n\nInquest.",
            "## Reason for delay\n\nTrial not over",
            "## Reason for delay\n\nsub judice",
            "## Reason for delay\n\nNobody wanted to pre-empt the jury.",
            "## Reason for delay\n\n- HSE looking into it\n- form parked till they had reported",
            "## Reason for delay\n\nOn hold while the CPS considered charges and, after that, for the court case.",
            "## Reason for delay\n\nThe pathologist's report is only just in and we could not refer without it.",
            "I was told that there would be a court case and that it must finish before I could send anything.",
            "Held back because of the murder proceedings.",
        ],
        WAITING,
    );
}

#[test]
fn what_owns_up_to_the_delay_and_gives_no_cause_is_thin() {
    all(
        &[
            "## Reason for delay\n\nReferral made as soon as was practicable.",
            "## Reason for delay\n\nAs the Board will appreciate, these matters take time.",
            "I know that this is well overdue.",
            "This letter has been longer in coming than is ideal.",
            "Later than it should be, this. Mea culpa.",
            "I am sorry that this letter comes later than it ought to have done after we were told.",
            "With regard to timing, the Trust's position is that our referral is made in a timely manner.",
        ],
        THIN,
    );
}

#[test]
fn a_slip_that_is_told_of_is_a_cause() {
    all(
        &[
            "## Reason for delay\n\nThe police thought that we had done it, and we thought they had.",
            "## Reason for delay\n\nFirst sent to the wrong board; it bounced.",
            "## Reason for delay\n\nTwo records with one birth date had been merged by mistake.",
            "I know that this is overdue: I thought it was only for deaths.",
            "## Reason for delay\n\nThe coroner's enquiries were open, but the real problem was an old address of ours.",
        ],
        "",
    );
}

#[test]
fn without_the_day_of_awareness_a_death_that_is_told_of_is_counted_from_as_a_hint() {
    let told = |day: &str| {
        codes(format!(
            "---\nschema: scr\ndate-of-referral: 2015-05-14\n---\n\n## Circumstances\n\nChild K died on {day}.\n"
        ))
    };
    assert_eq!(told("2 March 2015"), "hint unexplained-delay");
    assert_eq!(told("2 March"), "hint unexplained-delay");
    assert_eq!(told("2 May 2015"), "");
}

#[test]
fn a_delay_that_is_owned_up_to_is_asked_about_without_dates() {
    let told = |reason: &str| codes(format!("---\nschema: scr\n---\n\n## Reason for delay\n\n{reason}\n"));
    assert_eq!(told("There was a delay, for which we apologise."), "information thin-delay-reason");
    assert_eq!(told("There was a delay because our safeguarding lead left."), "");
    assert_eq!(told("None."), "information unjudgeable-delay");
}

#[test]
fn a_question_that_the_form_prints_is_no_reason() {
    let asked =
        "3.1 Referrals are expected within one month of becoming aware. If this is later, give the reason.";
    all(&[&format!("## Timeliness\n\n{asked}\n\nThe referral was held until the trial was over.")], WAITING);
}

#[test]
fn what_became_of_the_trial_is_part_of_the_wait() {
    all(
        &[
            "## Reason for delay\n\nWe were waiting for the trial. He was sentenced on 28 April 2015.",
            "## Reason for delay\n\nWe were waiting for the trial to finish. The verdict was on 28 April 2015.",
        ],
        WAITING,
    );
    all(
        &[
            "## Reason for delay\n\nWe were waiting for the trial. Our named nurse was ill from 20 March to 28 April 2015.",
        ],
        "",
    );
}

#[test]
fn what_a_question_about_the_delay_is_answered_with_counts_as_below_a_heading() {
    all(&["Why is it only coming to us now?\n\nThe trial was not over."], WAITING);
}

#[test]
fn a_wish_about_an_answer_to_this_letter_is_no_word_on_its_time() {
    all(
        &["Her sister has read this letter and asks that the panel call her rather than write."],
        UNEXPLAINED,
    );
    all(&["I am sorry that this letter comes in May rather than in March."], THIN);
}
