//! Days on which, as a sentence tells, somebody came to harm, where nobody calls it the incident.

use text_size::TextRange;

use super::past::tells_of_past;
use super::{OTHERS, Told};
use crate::claims;
use crate::date::Year;
use crate::place::{Pieces, holds};
use crate::subject::Subject;

/// Words of harm in the past.
const HARM: &[&str] = &[
    "stabbed",
    "stab wound",
    "beaten",
    "beat ",
    "was shot",
    "hanged",
    "scald",
    "burns",
    "burned",
    "burnt",
    "drowned",
    "collapsed",
    "assaulted",
    "attacked",
    "raped",
    "strangled",
    "found dead",
    "died",
    "killed",
    "overdose",
    "unconscious",
    "consciousness",
    "not conscious",
    "unresponsive",
    "thrown",
    "threw",
    "in a fire",
    "house fire",
    "caught fire",
    "set fire",
    "the fire",
    "choked",
    "poisoned",
    "shaken",
    "cardiac arrest",
    "injur",
    "fractur",
    "seizure",
    "fell from",
    "coma",
    "skull",
    "broken",
    "broke his",
    "broke her",
    "not breathing",
    "limp",
    "floppy",
    "would not wake",
    "lost his leg",
    "lost her leg",
    "weighed",
    "mauled",
    "crushed",
    "electrocuted",
    "pressure sores",
    "dehydrat",
    "starv",
    "malnutrition",
    "malnourish",
    "emaciat",
    "found on her",
    "found on his",
    "found on the floor",
    "pressure ulcers",
];
/// Words of a sentence that tells when harm was spoken of, or of the harm of somebody else.
const OTHERWISE: &[&str] = &[
    "disclos",
    "alleged",
    "allegation",
    "learned",
    "learnt",
    "became aware",
    "informed",
    "heard",
    "came to light",
    "inquest",
    "post-mortem",
    "trial",
    "conference",
    "meeting",
    "friend of",
];

/// True where a text, in small letters, may tell of harm.
pub(crate) fn may_tell_of_harm(lower: &str) -> bool {
    harm_in(lower).is_some()
}

/// Where a word of harm begins in a text in small letters; within a word it is another: "studied".
fn harm_in(lower: &str) -> Option<usize> {
    let begins = |at: usize| !lower.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let found =
        HARM.iter().filter_map(|words| lower.match_indices(words).map(|(at, _)| at).find(|at| begins(*at)));
    found.min()
}

/// The days on which somebody came to harm, as *Circumstances*, or else *Background*, tells, or the text below no known
/// heading.
pub(super) fn read(subject: &Subject<'_>) -> Vec<Told> {
    let has_account = subject.section_fill("circumstances").is_some();
    let account = subject.passage(if has_account { "circumstances" } else { "background" });
    let account = Pieces::new(account.pieces());
    let mut found = Vec::new();
    for dates in subject.dates_where(|glance| glance.harm) {
        let Some(block) = dates.first().and_then(|dated| subject.document.block(dated.piece.block)) else {
            continue;
        };
        let sentences = claims::sentences(block.plain.text());
        found.extend(dates.iter().filter_map(|dated| {
            let day = dated
                .reading
                .day()
                .filter(|day| dated.reading.year != Year::Absent && *day <= subject.today)?;
            let at = dated.piece.range();
            let own = sentences.partition_point(|sentence| sentence.end() < at.end());
            let sentence = sentences.get(own).filter(|sentence| sentence.contains_range(at))?;
            let (before, after) = (
                block.plain.slice(TextRange::new(sentence.start(), at.start())),
                block.plain.slice(TextRange::new(at.end(), sentence.end())),
            );
            // "On 3 February officers attended. He was found at the foot of the stairs with a head injury."
            let next = sentences.get(own + 1).map_or("", |next| block.plain.slice(*next)).to_lowercase();
            let own = format!("{before} {after}").to_lowercase();
            let is_harm = [&own, &next].into_iter().any(|said| is_harm_of_the_one(said))
                && !OTHERWISE.iter().any(|words| own.contains(words));
            let is_place = || account.hold(dated.piece) || holds(&subject.outline.loose, dated.piece);
            (is_harm && is_place() && tells_of_past(before, after))
                .then_some(Told { day, piece: dated.piece })
        }));
    }
    found
}

/// True where a sentence tells of harm, and not of that of a relative: "his brother was stabbed".
fn is_harm_of_the_one(said: &str) -> bool {
    /// Words before that of harm among which the one stands who came to it.
    const NEAR: usize = 3;
    let before = harm_in(said).and_then(|at| said.get(..at));
    before.is_some_and(|before| {
        let words = before.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
        // "The resident was found dead" may be the one.
        let is_other = |word: &str| OTHERS.contains(&word) && !matches!(word, "resident" | "patient");
        let of_another = words.rev().take(NEAR).any(is_other);
        !of_another && !OTHERWISE.iter().any(|words| said.contains(words))
    })
}
