//! Whether the one referred lives, as the text tells apart from what it claims of the criteria.

use crate::outline::{Fill, boxes, is_non_answer};
use crate::place::{Piece, Place};
use crate::schema::{Life, Meaning};
use crate::subject::Subject;

/// Whether somebody lives, and where that is said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ToldLife {
    /// What is said.
    pub life: Life,
    /// Where; nowhere, where a whole account speaks of no death.
    pub place: Option<Place>,
}

/// Words from which an account that speaks of no death tells of a life. Source: our own reading of referrals.
const ACCOUNT: usize = 100;

/// What is told; nothing where nothing is, or the text speaks of a death that need not be theirs.
pub(super) fn read(subject: &Subject<'_>) -> Option<ToldLife> {
    let dead = |place| ToldLife { life: Life::Dead, place: Some(place) };
    let is_given = |field: &&crate::outline::Field| field.fill == Fill::Text && field.value.is_some();
    // "Date of death (if applicable): Not applicable"
    let is_answered = |field: &&crate::outline::Field| is_given(field) && !is_non_answer(&field.text);
    if let Some(field) = subject.fields("date-of-death").find(is_answered) {
        return (!subject.days("date-of-death").is_empty()).then(|| dead(subject.field_place(field)));
    }
    // "Living or deceased: Deceased"
    if let Some(field) = subject.fields("life-status").find(is_given) {
        let lower = field.text.to_lowercase();
        let life = match lower.trim_end_matches('.').trim() {
            "alive" | "living" | "lives" => Some(Life::Alive),
            "deceased" | "dead" | "died" => Some(Life::Dead),
            _ => None,
        };
        if let Some(life) = life {
            return Some(ToldLife { life, place: Some(subject.field_place(field)) });
        }
    }
    if let Some(death) = super::deaths(subject).first() {
        return Some(dead(subject.document.place(death.piece)));
    }
    let of_death: Vec<Meaning> = (0..)
        .zip(&subject.schema.limbs)
        .filter(|(_, limb)| limb.is_death())
        .map(|(index, _)| Meaning::Limb(index))
        .collect();
    let mut alive = None;
    for mention in subject.mentions.iter() {
        let is_alive = mention.meaning == Meaning::Alive;
        if !is_alive && !of_death.contains(&mention.meaning) || argues(subject, mention.piece) {
            continue;
        }
        if !is_alive {
            let tells_otherwise = is_of_a_thing(subject, mention.piece)
                || is_of_another(subject, mention.piece)
                || is_of_a_message(subject, mention.piece)
                || is_of_what_might_have_been(subject, mention.piece);
            if tells_otherwise {
                continue;
            }
            return None;
        }
        alive = alive.or(Some(mention.piece));
    }
    let alive = alive.or_else(|| {
        let told = subject.outline.filled.iter().filter(|piece| subject.glance(piece.block).lives);
        told.copied()
            .find(|piece| tells_how_they_are(subject.document.text(*piece)) && !argues(subject, *piece))
    });
    let alive = alive.or_else(|| where_they_are(subject));
    if let Some(piece) = alive {
        return Some(ToldLife { life: Life::Alive, place: Some(subject.document.place(piece)) });
    }
    let told = subject.outline.filled.iter().filter(|piece| !argues(subject, **piece));
    let words = told.flat_map(|piece| subject.document.text(*piece).split_whitespace());
    words.into_iter().nth(ACCOUNT).map(|_| ToldLife { life: Life::Alive, place: None })
}

/// How somebody is, behind "is", "remains" or "stays".
const HOW: &[&str] = &[
    "settled",
    "home",
    "safe",
    "well",
    "back",
    "able",
    "unable",
    "expected",
    "due",
    "happy",
    "living",
    "recovering",
    "staying",
    "walking",
    "eating",
    "talking",
    "learning",
    "getting",
    "making",
    "doing",
    "attending",
    "receiving",
    "waiting",
    "awaiting",
    "sleeping",
    "in",
    "on",
    "at",
    "with",
    "still",
    "now",
];
/// What stands before "is" and is not the one referred.
const NOBODY: &[&str] = &[
    "it",
    "this",
    "that",
    "there",
    "what",
    "which",
    "mother",
    "father",
    "mum",
    "dad",
    "partner",
    "stepfather",
    "brother",
    "sister",
    "son",
    "daughter",
    "husband",
    "wife",
    "he'd",
    "carer",
];
/// Where somebody is who needs care.
const PLACES: &[&str] = &[
    "unit",
    "hospital",
    "ward",
    "home",
    "placement",
    "foster",
    "care",
    "rehabilitation",
    "school",
    "nursery",
    "infirmary",
    "bed",
    "chair",
];

/// "She is now settled", "J is in the regional burns unit": how somebody is today, where nothing tells of a death.
pub(crate) fn tells_how_they_are(text: &str) -> bool {
    // "… to a respite unit, where he remains."
    if ["where he remains.", "where she remains.", "where they remain."]
        .iter()
        .any(|told| text.contains(told))
    {
        return true;
    }
    // "He's now at Elm Court."
    let mut text = std::borrow::Cow::Borrowed(text);
    for (short, whole) in
        [("He's ", "He is "), ("She's ", "She is "), ("He’s ", "He is "), ("She’s ", "She is ")]
    {
        if text.contains(short) {
            text = text.replace(short, whole).into();
        }
    }
    text.split(". ").any(|sentence| {
        let words: Vec<&str> = sentence
            .split(|char: char| !(char.is_alphanumeric() || char == '\'' || char == '’'))
            .filter(|word| !word.is_empty())
            .collect();
        words.windows(3).enumerate().any(|(at, three)| {
            let [who, is, how] = three else { return false };
            let lower = who.to_lowercase();
            let is_one = |who: &str, lower: &str| {
                matches!(lower, "he" | "she" | "who")
                    || who.starts_with(char::is_uppercase) && !NOBODY.contains(&lower)
            };
            // "B was discharged on 2 March and is living with his aunt."
            let first = words.first().copied().unwrap_or("");
            let is_somebody = is_one(who, &lower) || lower == "and" && is_one(first, &first.to_lowercase());
            let behind = words.get(at + 2..).unwrap_or_default();
            let is_place =
                || behind.iter().take(6).any(|word| PLACES.contains(&word.to_lowercase().as_str()));
            // "He is now settled"
            let next = behind.get(1).map(|word| word.to_lowercase()).unwrap_or_default();
            let how = how.to_lowercase();
            let how = if matches!(how.as_str(), "now" | "still") && HOW.contains(&next.as_str()) {
                next
            } else {
                how
            };
            // "She has been at the spinal unit since 1 September."
            let next_is = |word: &str| behind.get(1).is_some_and(|next| *next == word);
            let has_been = *is == "has" && how == "been" && (next_is("at") || next_is("in") || next_is("on"));
            if has_been && is_somebody && is_place() && sentence.contains(" since ") {
                return true;
            }
            matches!(*is, "is" | "remains" | "stays")
                && is_somebody
                && HOW.contains(&how.as_str())
                && (!matches!(how.as_str(), "in" | "on" | "at" | "with" | "still" | "now") || is_place())
        })
    })
}

/// "Where is the adult now?", which is asked of the living.
fn asks_where_they_are(label: &str) -> bool {
    let lower = label.to_lowercase();
    lower.contains("where ")
        && (lower.trim_end_matches(['?', ':', ' ', '*']).ends_with(" now") || lower.contains(" currently"))
}

/// What answers where the one referred is today, if that tells of no death.
fn where_they_are(subject: &Subject<'_>) -> Option<Piece> {
    const DEAD: &[&str] = &[
        "die",
        "dead",
        "death",
        "decease",
        "mortuary",
        "coroner",
        "buried",
        "cremat",
        "n/a",
        "not applicable",
    ];
    let sections = subject.outline.sections.iter();
    let asked = sections.filter(|section| section.fill == Fill::Text);
    let mut asked = asked.filter(|section| asks_where_they_are(subject.document.text(section.label)));
    asked.find_map(|section| {
        let lower = |piece: &Piece| subject.document.text(*piece).to_lowercase();
        let tells_of_death = |piece: &Piece| DEAD.iter().any(|word| lower(piece).contains(word));
        (!section.body.iter().any(tells_of_death)).then(|| section.body.first().copied()).flatten()
    })
}

/// "After his grandfather's death", "a bereavement group".
fn is_of_another(subject: &Subject<'_>, death: Piece) -> bool {
    if subject.document.text(death).to_lowercase().starts_with("bereave") {
        return true;
    }
    let before = subject.document.text(Piece { start: 0, end: death.start, ..death }).trim_end();
    // "Mother died 23/12/2021"
    let last = before.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    let is_told_of = ["died", "passed away"].contains(&subject.document.text(death).to_lowercase().as_str());
    if is_told_of
        && super::OTHERS.contains(&last.as_str())
        && !matches!(last.as_str(), "resident" | "patient")
    {
        return true;
    }
    // "He died at the scene", where a girl is referred.
    let is_other_sex = || match last.as_str() {
        "he" => is_of_sex(subject, FEMALE, MALE),
        "she" => is_of_sex(subject, MALE, FEMALE),
        _ => false,
    };
    if is_told_of && is_other_sex() {
        return true;
    }
    let owner = before.strip_suffix("'s").or_else(|| before.strip_suffix("’s")).unwrap_or("");
    let owner = owner.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    super::OTHERS.contains(&owner.as_str())
}

const FEMALE: &[&str] = &["female", "girl", "woman", "mrs", "miss", "ms", "daughter", "f"];
const MALE: &[&str] = &["male", "boy", "man", "mr", "son", "m"];

/// True where what is said of whom the referral is about has words of `own` and none of `other`.
fn is_of_sex(subject: &Subject<'_>, own: &[&str], other: &[&str]) -> bool {
    let has = |text: &str, wanted: &[&str]| {
        let lower = text.to_lowercase();
        lower.split(|char: char| !char.is_alphanumeric()).any(|word| wanted.contains(&word))
    };
    if let Some(field) = subject.fields("gender").find(|field| field.fill == Fill::Text) {
        return has(&field.text, own) && !has(&field.text, other);
    }
    // "Child P, a girl, was born on 23 June 2016."
    let about = subject.sections("subject").find_map(|section| section.body.first());
    let about = about.map_or("", |piece| subject.document.text(*piece));
    let sentence = about.split(". ").next().unwrap_or("");
    has(sentence, own) && !has(sentence, other)
}

/// "dead skin", "a dead line": nobody died.
fn is_of_a_thing(subject: &Subject<'_>, death: Piece) -> bool {
    const THINGS: &[&str] = &[
        "skin", "tissue", "flesh", "toe", "toes", "leg", "animals", "bird", "birds", "cat", "cats", "dog",
        "dogs", "kittens", "flies", "mice", "rat", "rats", "line", "lock", "end", "battery", "phone",
    ];
    let rest = subject
        .document
        .block(death.block)
        .map_or("", |block| block.plain.text().get(death.end as usize..).unwrap_or(""));
    let next = rest.trim_start().split(|char: char| !char.is_alphanumeric()).next().unwrap_or("");
    // "The battery was dead when he fell"
    let before = subject.document.text(Piece { start: 0, end: death.start, ..death }).to_lowercase();
    let last: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    let is_told_of_one =
        matches!(last.as_slice(), ["was" | "were" | "is" | "are", thing] if THINGS.contains(thing));
    subject.document.text(death).eq_ignore_ascii_case("dead") && (THINGS.contains(&next) || is_told_of_one)
}

/// "The concern had been passed on by the ward", "she passed on the message": nobody died.
fn is_of_a_message(subject: &Subject<'_>, death: Piece) -> bool {
    /// What follows where somebody died.
    const WHEN: &[&str] =
        &["", "in", "on", "at", "when", "after", "during", "peacefully", "suddenly", "last"];
    const PASSIVE: &[&str] = &["was", "were", "been", "be", "being", "is", "not"];
    /// "One report passed on, November 2017"
    const SAID: &[&str] = &[
        "report",
        "reports",
        "message",
        "messages",
        "information",
        "concern",
        "concerns",
        "referral",
        "letter",
    ];
    if !subject.document.text(death).to_lowercase().starts_with("pass") {
        return false;
    }
    let text = subject.document.block(death.block).map_or("", |block| block.plain.text());
    let word = |text: &str| text.to_lowercase();
    let next = text.get(death.end as usize..).unwrap_or("").trim_start();
    let next = word(next.split(|char: char| !char.is_alphanumeric()).next().unwrap_or(""));
    let before = text.get(..death.start as usize).unwrap_or("").split_whitespace().next_back().unwrap_or("");
    let before = word(before);
    let before = before.trim_end_matches(|char: char| !char.is_alphanumeric());
    !WHEN.contains(&next.as_str()) || PASSIVE.contains(&before) || SAID.contains(&before)
}

/// "He nearly died", "close to killing him".
fn is_of_what_might_have_been(subject: &Subject<'_>, death: Piece) -> bool {
    const NEARLY: &[&str] = &[
        "nearly",
        "almost",
        "could have",
        "would have",
        "might have",
        "may have",
        "close to",
        "attempted",
        "near",
        "near to",
        "could well have",
        "would surely have",
        "not",
        "never",
        "risk of",
        "wished to",
        "wish to",
        "wishes to",
        "wanted to",
        "wants to",
        "going to",
        "afraid to",
        "fear of",
        "talked of",
        "threats of",
        "threatened to",
        "thought to be",
        "have been",
    ];
    let before =
        subject.document.text(Piece { start: 0, end: death.start, ..death }).trim_end().to_lowercase();
    NEARLY
        .iter()
        .any(|words| before.strip_suffix(*words).is_some_and(|head| !head.ends_with(char::is_alphanumeric)))
}

/// True where a piece is part of what is claimed or of what the form prints, and tells nothing.
fn argues(subject: &Subject<'_>, piece: Piece) -> bool {
    // "The child has died", in the words of the law.
    const OF_LAW: &[&str] = &["child has", "adult has", "person has", "child", "adult"];
    let place = subject.document.place(piece);
    let is_in =
        |outer: Place| outer.block == place.block && outer.start <= place.start && place.end <= outer.end;
    let in_basis = !subject.argues_freely && subject.basis.passage.contains(piece);
    let in_claim = || {
        [&subject.basis, &subject.rationale].into_iter().any(|argument| {
            let claims = argument.reading.claims.iter();
            claims.filter_map(|claim| argument.passage.piece(claim.range)).any(|claim| claim.contains(piece))
        })
    };
    let in_label = || {
        let labels = subject.outline.fields.iter().filter_map(|field| field.label);
        labels.into_iter().any(is_in)
            || subject.outline.sections.iter().any(|section| section.label.contains(piece))
    };
    let beside_boxes = || {
        let line = subject.document.line_of(piece).map_or("", |id| subject.document.line_text(id));
        !boxes(line).is_empty()
    };
    let in_words_of_law = || {
        let before = subject.document.text(Piece { start: 0, end: piece.start, ..piece }).trim_end();
        subject.rationale.passage.contains(piece) && OF_LAW.iter().any(|words| before.ends_with(words))
    };
    in_basis || in_claim() || in_label() || in_words_of_law() || beside_boxes()
}
