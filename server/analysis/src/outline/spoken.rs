//! Which words a block has that a rule would have to look for in the whole text after every edit. They are read once for
//! each text of a block, when they are first asked for.

use crate::{claims, delay};

/// Which words a block has.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "facts that do not exclude each other")]
pub(crate) struct Spoken {
    /// One of birth, as before a day.
    pub birth: bool,
    /// One of death.
    pub death: bool,
    /// "The incident".
    pub incident: bool,
    /// One for the criteria and one that denies something.
    pub denial: bool,
    /// One that says that criteria are met.
    pub met: bool,
    /// One of sending this, or of its coming late.
    pub sending: bool,
    /// "NHS number" or what is short for it.
    pub nhs_number: bool,
}

impl Spoken {
    /// What `text`, the visible text of a block, has.
    pub(super) fn read(text: &str) -> Self {
        let lower = text.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        Spoken {
            birth: has(&["born", "birth", "dob", "d.o.b", " b.", "(b."]) || lower.starts_with("b."),
            death: has(&["die", "dead", "death", "extinct", "passed", " d.", "(d."])
                || lower.starts_with("d."),
            incident: has(&["incident"]),
            denial: claims::may_deny(text),
            met: has(&[" met", "satisfied"]),
            sending: delay::may_own_up(&lower),
            nhs_number: has(&["nhs n"]),
        }
    }
}
