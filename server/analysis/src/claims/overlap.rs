//! How much of a text is only the criterion's own words.
//!
//! Whether that is too much is not decided here.

use std::collections::HashSet;

use super::words::words;
use crate::schema::Schema;

/// Words too common to belong to anyone.
const COMMON: &[&str] = &[
    "the", "a", "an", "and", "or", "of", "to", "in", "is", "are", "was", "were", "be", "been", "has", "have",
    "had", "that", "this", "it", "as", "for", "by", "with", "we", "i", "on", "at", "which", "there", "their",
    "they",
];
/// Words that say of a criterion that it is met.
const CLAIMING: &[&str] = &[
    "criteria",
    "criterion",
    "met",
    "meets",
    "meet",
    "satisfied",
    "satisfies",
    "referral",
    "referred",
    "refer",
    "case",
    "statutory",
    "consider",
    "believe",
    "under",
    "therefore",
    "because",
    "regulation",
    "regulations",
    "review",
    "made",
    "reg",
    "section",
    "both",
    "either",
    "threshold",
    "limb",
    "limbs",
    "fulfilled",
    "fulfils",
];

/// The share of the words of `text`, 0 to 1, that are the criterion's own: those of limb wordings, route labels
/// and citations, and the words that say it is met. Common little words are not counted; 0 for a text without words.
pub fn criteria_overlap(schema: &Schema, text: &str) -> f32 {
    let limbs = schema.limbs.iter().map(|limb| &limb.wording);
    let routes = schema.routes.iter().map(|route| &route.label);
    overlap(schema, limbs.chain(routes), text)
}

/// The same with the words of those limbs and routes alone that a source confirms.
pub fn confirmed_overlap(schema: &Schema, text: &str) -> f32 {
    let limbs = schema.limbs.iter().filter(|limb| limb.confirmed).map(|limb| &limb.wording);
    let routes = schema.routes.iter().filter(|route| route.confirmed).map(|route| &route.label);
    overlap(schema, limbs.chain(routes), text)
}

fn overlap<'s>(schema: &'s Schema, criteria: impl Iterator<Item = &'s String>, text: &str) -> f32 {
    let mut own: HashSet<String> = CLAIMING.iter().map(|word| (*word).to_owned()).collect();
    let provisions = schema.provisions.iter().map(|provision| &provision.instrument);
    for source in criteria.chain(provisions).chain([&schema.title]) {
        let lower = source.to_lowercase();
        own.extend(words(&lower, 0, lower.len()).iter().map(|word| word.text.to_owned()));
    }
    let lower = text.to_ascii_lowercase();
    let cited: Vec<(usize, usize)> = super::citations(schema, text)
        .iter()
        .map(|citation| (citation.range.start().into(), citation.range.end().into()))
        .collect();
    let mut all = 0_u16;
    let mut same = 0_u16;
    for word in words(&lower, 0, lower.len()) {
        if !word.text.starts_with(char::is_alphanumeric) || COMMON.contains(&word.text) {
            continue;
        }
        all = all.saturating_add(1);
        if own.contains(word.text)
            || cited.iter().any(|(start, end)| *start <= word.start && word.start < *end)
        {
            same = same.saturating_add(1);
        }
    }
    if all == 0 { 0.0 } else { f32::from(same) / f32::from(all) }
}
