#![doc = include_str!("duplicate_referral.md")]

use super::{Check, Rule};
use crate::finding::{Finding, Severity};
use crate::neighbours::{self, Neighbour};
use crate::outline::Fill;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-referral",
    severity: Severity::Warning,
    page: include_str!("duplicate_referral.md"),
    check: Check::Among(check),
    ..Rule::DEFAULT
};

/// Others that one finding names; who has more copies than that knows of them.
const MOST: usize = 3;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let around = subject.neighbours;
    let people = neighbours::people(subject);
    let is_met = |other: &&Neighbour| other.people.iter().any(|person| people.contains(person));
    let mut met = around.others().filter(is_met).peekable();
    if subject.draft || met.peek().is_none() {
        return Vec::new();
    }
    let own = Neighbour::of(subject, "");
    let others: Vec<&Neighbour> = met.filter(|other| own.is_again(around, other)).take(MOST).collect();
    let Some(first) = others.first() else { return Vec::new() };
    let message = format!(
        "\"{}\" is about the same person and, as far as the two say, the same incident; one referral will do, or name the other in both",
        first.file()
    );
    let mut named = subject.fields("subject-name").chain(subject.fields("subject-initials"));
    let named = named.find(|field| field.fill == Fill::Text);
    let place = named.map_or_else(|| subject.title_place(), |field| subject.field_place(field));
    let mut finding = RULE.at(place, message).about("subject-name");
    for other in others {
        finding = finding.with_elsewhere(&other.address, other.line, "the other referral");
    }
    vec![finding]
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_beside;
    use super::RULE;

    const CHILD: &str =
        "---\nsubject-name: Child K\ndate-of-birth: 2009-03-04\ndate-of-incident: 2015-03-02\n---\n";

    #[test]
    fn siblings_have_names_of_their_own() {
        check_beside(&RULE, CHILD, &CHILD.replace("Child K", "Child L"));
    }

    #[test]
    fn the_same_initials_are_not_the_same_birth() {
        let other = "---\nsubject-initials: KM\ndate-of-birth: 2009-03-04\n---\n";
        check_beside(&RULE, other, &other.replace("2009-03-04", "2011-07-30"));
    }

    #[test]
    fn adults_called_adult_a_without_a_day_of_birth_may_be_anybody() {
        let other = "---\nsubject-name: Adult A\ndate-of-birth: 1950\ndate-of-incident: 2015-03-02\n---\n";
        check_beside(&RULE, other, &other.replace("date-of-birth: 1950\n", ""));
        check_beside(&RULE, other, other);
    }

    #[test]
    fn neither_a_draft_nor_its_finished_copy_is_spoken_of() {
        let draft = CHILD.replacen("---\n", "---\nstatus: draft\n", 1);
        check_beside(&RULE, CHILD, &draft);
        check_beside(&RULE, &draft, CHILD);
    }

    #[test]
    fn a_follow_up_names_the_first_by_its_reference_or_its_date() {
        let first =
            CHILD.replacen("---\n", "---\nreference: ESCB-2015-031\ndate-of-referral: 2015-03-09\n", 1);
        let second = CHILD.replacen("---\n", "---\ndate-of-referral: 2015-04-20\n", 1);
        for line in ["Follows ESCB-2015-031.", "We referred her first on 9 March 2015."] {
            let second = format!("{second}\n## Background\n\n{line}\n");
            check_beside(&RULE, &first, &second);
            check_beside(&RULE, &second, &first);
        }
        check_beside(&RULE, &first, &format!("{second}\nSee first.referral.md, please.\n"));
        check_beside(&RULE, &format!("{second}\nSee [the first](old/own.referral.md).\n"), &first);
    }

    #[test]
    fn two_incidents_are_two_matters() {
        check_beside(&RULE, CHILD, &CHILD.replace("2015-03-02", "2015-06-01"));
        check_beside(&RULE, CHILD, &CHILD.replace("date-of-incident: 2015-03-02\n", ""));
    }

    #[test]
    fn different_kinds_of_review_go_to_different_boards() {
        check_beside(&RULE, CHILD, &CHILD.replacen("---\n", "---\nschema: dhr\n", 1));
    }

    #[test]
    fn a_boards_own_form_is_of_the_kind_that_it_builds_on() {
        let own = "---\nschema: eastmoor\nsubject-name: Child K
              ^^^^^^^ warning duplicate-referral: \"first.referral.md\" is about the same person…
date-of-birth: 2009-03-04\ndate-of-incident: 2015-03-02\n---\n";
        check_beside(&RULE, CHILD, own);
    }

    #[test]
    fn one_nhs_number_is_one_person_whatever_the_name() {
        let first = "---\nsubject-name: Child K\nnhs-number: 943 476 5919\n---\n";
        let own = "---\nsubject-initials: KM
                  ^^ warning duplicate-referral: \"first.referral.md\" is about…
nhs-number: 9434765919\n---\n";
        check_beside(&RULE, first, own);
    }
}
