//! Days on which, as a sentence tells, somebody came to harm, where nobody calls it the incident.

use super::past::is_told_as_past;
use super::{Told, sentence_of};
use crate::claims;
use crate::date::Year;
use crate::place::{Piece, holds};
use crate::subject::Subject;

/// Words of harm in the past.
const HARM: &[&str] = &[
    "stabbed",
    "beaten",
    " beat ",
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
    "not conscious",
    "unresponsive",
    "thrown",
    "threw",
    "fire",
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

/// Of whom else harm is told where they stand before its word.
const RELATIVES: &[&str] = &["sister", "brother", "sibling", "twin", "cousin"];

/// True where a text, in small letters, may tell of harm.
pub(crate) fn may_tell_of_harm(lower: &str) -> bool {
    HARM.iter().any(|words| lower.contains(words))
}

/// The sentence behind that of a day.
fn next_sentence<'s>(subject: &'s Subject<'_>, date: Piece) -> &'s str {
    let Some(block) = subject.document.block(date.block) else { return "" };
    let mut sentences = claims::sentences(block.plain.text()).into_iter();
    let own = sentences.find(|sentence| sentence.contains_range(date.range()));
    own.and_then(|_| sentences.next()).map_or("", |next| block.plain.slice(next))
}

/// The days on which somebody came to harm, as *Circumstances*, or else *Background*, tells, or the text below no known
/// heading.
pub(super) fn read(subject: &Subject<'_>) -> Vec<Told> {
    let has_account = subject.section_fill("circumstances").is_some();
    let account = subject.passage(if has_account { "circumstances" } else { "background" });
    let is_place = |dated: &&crate::subject::Dated| {
        account.contains(dated.piece) || holds(&subject.outline.loose, dated.piece)
    };
    let dates = subject.dates_where(|glance| glance.harm).flatten().filter(is_place);
    let told = dates.filter_map(|dated| {
        let day = dated.reading.day().filter(|_| dated.reading.year != Year::Absent)?;
        let (before, after) = sentence_of(subject, dated.piece)?;
        // "On 3 February officers attended. He was found at the foot of the stairs with a head injury."
        let own = format!("{before} {after}").to_lowercase();
        let is_harm = |said: &str| {
            let before = HARM.iter().filter_map(|words| said.find(words)).min().and_then(|at| said.get(..at));
            before.is_some_and(|before| !RELATIVES.iter().any(|word| before.contains(word)))
                && !OTHERWISE.iter().any(|words| own.contains(words) || said.contains(words))
        };
        let is_harm = is_harm(&own) || is_harm(&next_sentence(subject, dated.piece).to_lowercase());
        (is_harm && day <= subject.today && is_told_as_past(subject, dated.piece))
            .then_some(Told { day, piece: dated.piece })
    });
    told.collect()
}
