#![doc = include_str!("blame_language.md")]

use super::{Check, Rule};
use crate::finding::{Finding, Severity};
use crate::schema::Meaning;
use crate::subject::Subject;
use crate::voice;

pub(super) const RULE: Rule = Rule {
    code: "blame-language",
    severity: Severity::Hint,
    question: Some("rationale"),
    on: false,
    page: include_str!("blame_language.md"),
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for piece in voice::own_phrases(subject, Meaning::Blame) {
        let typed = subject.document.text(piece);
        let message = format!(
            "\"{typed}\" reads as a judgement of someone; say what was done or not done, and leave the judging to others"
        );
        findings.push(RULE.at(subject.document.place(piece), message).about("rationale"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_rule, check_rule_turned_on};
    use super::*;

    #[test]
    fn it_is_silent_unless_the_settings_ask_for_it() {
        check_rule(&RULE, "## Rationale\n\nThe duty team was incompetent on 3 March.\n");
    }

    #[test]
    fn each_word_of_blame_is_reported_where_it_stands() {
        check_rule_turned_on(
            &RULE,
            r"
## Rationale

The duty team was incompetent on 3 March. The ward's record-keeping is a disgrace, and the consultant is to blame.
                  ^^^^^^^^^^^ hint blame-language
                                                                                                      ^^^^^^^^^^^ hint blame-language
",
        );
    }

    #[test]
    fn quotations_and_what_others_said_or_found_are_not_the_writers_words() {
        check_rule_turned_on(
            &RULE,
            r#"
## Circumstances

The grandmother told the nurse that the ward had been careless. "They were all negligent," her letter ends.

> The trust was at fault from beginning to end.

Mother feels that school is to blame. According to the neighbours the landlord turned a blind eye.
"#,
        );
    }

    #[test]
    fn the_words_of_the_law_are_not_blame() {
        check_rule_turned_on(
            &RULE,
            r"
## Circumstances

Adult B was found guilty of gross negligence manslaughter on 3 March 2015. Adult C pleaded guilty of neglect.
His brother had points for careless driving. In Scotland this would be culpable homicide.
The family has instructed solicitors in a clinical negligence claim. The judge found that both parents were culpable.
",
        );
    }

    #[test]
    fn blame_that_is_denied_or_asked_about_is_none() {
        check_rule_turned_on(
            &RULE,
            r"
## Rationale

We do not suggest that anyone was negligent. Nobody is to blame. The question is not whether the GP was at fault.
A review should not ask who is to blame. Were we careless?
",
        );
    }

    #[test]
    fn what_writers_say_of_their_own_work_is_candour() {
        check_rule_turned_on(
            &RULE,
            r"
## Rationale

I was careless with the letter of 3 March and did not open it until the tenth. We were at fault in not ringing back.
",
        );
    }

    #[test]
    fn plain_words_about_plain_failings_are_no_blame() {
        check_rule_turned_on(
            &RULE,
            r"
## Rationale

The referral of 20 January was closed without a reply. The health visitor did not know of the escalation procedure.
Failure to thrive was recorded twice. He has a lazy eye. The strategy meeting was held without the hospital.
The nursery did not pass on the bruise, and the surgery did not read the discharge letter.
",
        );
    }
}
