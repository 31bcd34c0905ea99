//! What a block says at a glance: enough for a rule to know that it need not look closer.
//!
//! A rule that looks for a word or a day in the whole text would read all of it after every edit. What is here is read once
//! for each text of a block, and lies side by side for all blocks.

use chrono::NaiveDate;
use text_size::TextRange;

use super::boxes;
use crate::date::{DateReading, Year, weekday_called};
use crate::document::{Block, LineKind};
use crate::told::{self, Around};
use crate::{claims, delay};

/// Words of a birth, a death and the incident, one of which stands around a day that is told to be one of them.
const DAYS: &[&str] = &[
    "born",
    "was delivered",
    "birth",
    "dob",
    "d.o.b",
    " b.",
    "(b.",
    "die",
    "dead",
    "death",
    "extinct",
    "passed",
    " d.",
    "(d.",
    "incident",
    "when:",
    "when it",
    "when did",
];

/// Words for one sex and for the other; a mother or a brother says nothing of the one referred.
const FEMININE: &[&str] =
    &["she", "her", "hers", "herself", "girl", "woman", "lady", "daughter", "mrs", "ms", "miss"];
const MASCULINE: &[&str] = &["he", "him", "his", "himself", "boy", "man", "gentleman", "son", "mr"];

/// What a block says at a glance.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "facts that do not exclude each other")]
pub(crate) struct Glance {
    /// A day that may be that of a birth, or a column of such days.
    pub birth: bool,
    /// A day that may be that of a death.
    pub death: bool,
    /// A day that is said to be that of the incident.
    pub incident: bool,
    /// A word for the criteria and one that denies something.
    pub denial: bool,
    /// A word in passing that a case is none for which a review has to be held.
    pub short_denial: bool,
    /// "Not seriously harmed", or "neglect played no part in his death".
    pub limb_denied: bool,
    /// A word that says that criteria are met.
    pub met: bool,
    /// A word of sending this, or of its coming late.
    pub sending: bool,
    /// "I heard about it."
    pub hearing: bool,
    /// A date and a word of harm.
    pub harm: bool,
    /// Brackets and a stroke, as around the answers that a form prints.
    pub printed_answers: bool,
    /// A word for a girl or a woman: "she", "Mrs".
    pub feminine: bool,
    /// A word for a boy or a man: "he", "Mr".
    pub masculine: bool,
    /// "She is now settled": how somebody is today.
    pub lives: bool,
    /// A ticked box.
    pub ticked: bool,
    /// "NHS number" or what is short for it.
    pub nhs_number: bool,
    /// A table that has the day of the week in a cell of its own.
    pub weekday_cells: bool,
    /// A date with its day of the week.
    pub weekday: bool,
    /// A date that does not exist.
    pub faulty_date: bool,
    /// The last of the days with which its dates begin, of those that have a year.
    pub last_day: Option<NaiveDate>,
}

impl Glance {
    /// What `block` says, which has these `dates`, and the words around each of them where they tell of one of these days.
    pub(super) fn read(block: &Block, dates: &[(TextRange, DateReading)]) -> (Self, Vec<Around>) {
        let text = block.plain.text();
        let lower = text.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let tells =
            !dates.is_empty() && (has(DAYS) || DAYS.iter().any(|word| lower.starts_with(word.trim_start())));
        let around = if tells { Around::read(block, dates) } else { Vec::new() };
        let cells = || {
            let cells = block.lines.iter().filter(|line| matches!(line.kind, LineKind::Cell { .. }));
            cells.map(|line| block.plain.slice(line.text))
        };
        let is_weekday = |cell: &str| weekday_called(cell.trim().trim_end_matches('.')).is_some();
        let with_year = dates.iter().filter(|(_, reading)| reading.year != Year::Absent);
        let (mut feminine, mut masculine) = (false, false);
        for word in lower.split(|char: char| !char.is_alphanumeric()) {
            feminine = feminine || FEMININE.contains(&word);
            masculine = masculine || MASCULINE.contains(&word);
            if feminine && masculine {
                break;
            }
        }
        let glance = Glance {
            ticked: boxes(text).iter().any(|mark| mark.ticked),
            feminine,
            masculine,
            lives: has(&[" is", "remain", "stays", " has been ", "he's ", "he’s "])
                && told::tells_how_they_are(text),
            birth: around.iter().any(Around::may_be_of_birth) || tells && cells().any(told::heads_births),
            death: around.iter().any(Around::may_be_of_death),
            incident: around.iter().any(Around::is_of_incident),
            denial: claims::may_deny(text),
            short_denial: claims::may_deny_in_short(&lower),
            limb_denied: claims::denies_harm(&lower) || claims::denies_cause(&lower),
            met: claims::may_affirm(&lower),
            sending: delay::may_own_up(&lower),
            hearing: !dates.is_empty() && told::may_hear(&lower),
            harm: !dates.is_empty() && told::may_tell_of_harm(&lower),
            nhs_number: has(&["nhs n", "nhs:"])
                || lower.match_indices("nhs ").any(|(at, nhs)| {
                    lower
                        .get(at + nhs.len()..)
                        .is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
                }),
            printed_answers: text.contains('(') && text.contains('/'),
            weekday_cells: !dates.is_empty() && cells().any(is_weekday),
            weekday: dates.iter().any(|(_, reading)| reading.weekday.is_some()),
            faulty_date: dates.iter().any(|(_, reading)| reading.fault.is_some()),
            last_day: with_year.filter_map(|(_, reading)| reading.earliest()).max(),
        };
        (glance, around)
    }
}
