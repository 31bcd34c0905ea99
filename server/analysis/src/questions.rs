//! Which of the marker's questions a referral answers.
//!
//! An answer is found, never weighed: whether it is a good one is for the board.

use crate::check::Answer;
use crate::finding::{Finding, Severity};
use crate::outline::Fill;
use crate::rules;
use crate::schema::Condition;
use crate::subject::Subject;

/// The answers, from findings whose severities are those of a referral that is ready.
pub(crate) fn answers(subject: &Subject<'_>, findings: &[Finding]) -> Vec<Answer> {
    let answer = |id: &str| {
        let of_question = || findings.iter().filter(|finding| finding.question.as_deref() == Some(id));
        if of_question().any(|finding| finding.severity >= Severity::Warning) {
            return Some(false);
        }
        let sections =
            subject.schema.sections.iter().filter(|section| section.question.as_deref() == Some(id));
        // "Who refers?" is answered by a name; "is the rationale clear?" by no field.
        let by_fields = id != "rationale";
        let section_there = || {
            sections.clone().any(|section| {
                let counts = by_fields || subject.section_required(section) != crate::schema::Required::No;
                subject.section_fill(&section.id) == Some(Fill::Text) || counts && subject.is_served(section)
            })
        };
        match id {
            _ if !serves_anything(subject, id) => Some(true),
            "delay" => {
                let open = of_question().any(rules::leaves_delay_open);
                if open { None } else { Some(true) }
            }
            "basis" => {
                Some(section_there() || subject.basis.says_something() || subject.rationale.says_something())
            }
            _ => Some(section_there()),
        }
    };
    let asked = |when: &Option<Condition>| when.as_ref().is_none_or(|condition| subject.holds(condition));
    let questions = subject.schema.questions.iter().filter(|question| asked(&question.asked_when));
    questions
        .map(|question| Answer { question: question.id.clone(), answered: answer(&question.id) })
        .collect()
}

/// True where a section of the schema answers this question; one that none answers is open only while a rule says so.
fn serves_anything(subject: &Subject<'_>, id: &str) -> bool {
    id == "basis"
        || id == "delay"
        || subject.schema.sections.iter().any(|section| section.question.as_deref() == Some(id))
}
