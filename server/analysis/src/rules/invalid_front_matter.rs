#![doc = include_str!("invalid_front_matter.md")]

use super::{Check, Reads, Rule};
use crate::finding::{Finding, Severity};
use crate::place::Place;
use crate::subject::Subject;

pub(super) const RULE: Rule = Rule {
    code: "invalid-front-matter",
    severity: Severity::Error,
    page: include_str!("invalid_front_matter.md"),
    reads: Reads::Facts,
    check: Check::Document(check),
    ..Rule::DEFAULT
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let front_matter = subject.document.front_matter();
    let Some(error) = front_matter.error() else { return Vec::new() };
    let message = if front_matter.is_unclosed() {
        "the part that begins with this line is not closed; put a line \"---\" below its last key".to_owned()
    } else {
        format!("the part between the rulers at the top cannot be read from here on: {}", error.message)
    };
    // The front matter is block 0, which starts with the document.
    vec![RULE.at(Place::new(0, error.at), message)]
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_rule;
    use super::*;

    #[test]
    fn a_key_that_is_there_twice_is_underlined() {
        check_rule(
            &RULE,
            r"
---
date-of-referral: 2015-03-12
date-of-referral: 2015-03-13
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error invalid-front-matter
---
",
        );
    }

    #[test]
    fn apostrophes_colons_and_quotes_in_values_are_yaml_enough() {
        check_rule(
            &RULE,
            r"
---
schema: scr
referrer-name: J. O'Example
subject-name: 'Child K'
---
",
        );
    }
}
