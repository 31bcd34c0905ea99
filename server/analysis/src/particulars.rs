//! What in a text belongs to one case and no other: dates, numbers, agencies, places, people.
//!
//! Nothing here says how much of it there should be.

use std::collections::HashSet;

use text_size::TextRange;

use crate::claims::sentences;
use crate::passage::Passage;
use crate::place::Piece;
use crate::schema::Meaning;
use crate::starred;
use crate::subject::Subject;

/// Numbers in words. "One" is too often an article.
const NUMBERS: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "hundred",
    "dozen",
    "twice",
    "thrice",
    "fourth",
    "fifth",
    "sixth",
    "half",
];
/// People whose acts make an account particular, though they have no name.
const PEOPLE: &[&str] = &[
    "mother",
    "mum",
    "mother's",
    "mum's",
    "father",
    "dad",
    "stepfather",
    "step-father",
    "stepmother",
    "step-mother",
    "partner",
    "boyfriend",
    "girlfriend",
    "grandmother",
    "grandfather",
    "grandparents",
    "aunt",
    "uncle",
    "sister",
    "brother",
    "sibling",
    "siblings",
    "cousin",
    "neighbour",
    "neighbours",
    "landlord",
    "carer",
    "foster-carer",
    "friend",
];
/// Times that are not dates: "the next day", "in the summer".
const TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
    "christmas",
    "easter",
    "ramadan",
    "yesterday",
    "tonight",
    "overnight",
    "midnight",
    "weekend",
    "fortnight",
    "fortnightly",
    "weekly",
    "nightly",
    "birthday",
    "half-term",
    "morning",
    "afternoon",
    "evening",
];
/// Bodies, wounds, illnesses and things of a home or a ward: no account of nobody in particular has them. A star stands
/// for any ending.
const THINGS: &[&str] = &[
    "bruis*",
    "burn",
    "burns",
    "burnt",
    "burned",
    "scald*",
    "fractur*",
    "skull",
    "rib",
    "ribs",
    "wound*",
    "sore",
    "sores",
    "ulcer*",
    "sepsis",
    "septic",
    "bite",
    "bites",
    "bitten",
    "scar",
    "scars",
    "blood",
    "bleed*",
    "swollen",
    "swelling",
    "ligature*",
    "hanged",
    "hanging",
    "stab*",
    "drown*",
    "strangl*",
    "choked",
    "choking",
    "shaken",
    "overdos*",
    "insulin",
    "methadone",
    "heroin",
    "cocaine",
    "paracetamol",
    "morphine",
    "antibiotic*",
    "catheter*",
    "dressing*",
    "malnutrition",
    "malnourished",
    "dehydrat*",
    "starv*",
    "emaciat*",
    "fever",
    "rash",
    "asthma*",
    "inhaler*",
    "epilep*",
    "seizure*",
    "diabet*",
    "dementia",
    "stroke",
    "pneumonia",
    "cancer",
    "tumour",
    "heels",
    "heel",
    "sacrum",
    "wrist*",
    "ankle*",
    "cheek*",
    "forehead",
    "ear",
    "eye",
    "eyes",
    "thigh*",
    "buttock*",
    "leg",
    "legs",
    "arm",
    "arms",
    "neck",
    "teeth",
    "tooth",
    "skin",
    "nappy",
    "nappies",
    "cot",
    "pram",
    "bottle*",
    "mattress*",
    "kitchen",
    "bathroom",
    "bedroom",
    "bath",
    "toilet",
    "sofa",
    "stairs",
    "landing",
    "garden",
    "window*",
    "knife",
    "knives",
    "belt",
    "rope",
    "fire",
    "smoke",
    "hoist*",
    "wheelchair*",
    "bedridden",
    "urine",
    "faeces",
    "vomit*",
    "smell*",
    "filthy",
    "squalor",
    "hoard*",
    "rats",
    "mould",
    "fridge",
    "food",
    "non-mobile",
    "crawl*",
    "toddler",
    "weighed",
    "kilo*",
    "body-map",
    "pain",
];
/// What people did and what befell them, where a text tells it. A star stands for any ending.
const DEEDS: &[&str] = &[
    "died",
    "dies",
    "killed",
    "arrest*",
    "charged",
    "convict*",
    "told",
    "saw",
    "seen",
    "found",
    "noticed",
    "visited",
    "rang",
    "phoned",
    "knew",
    "missed",
    "never",
    "nobody",
    "refused",
    "moved",
    "fell",
    "hit",
    "struck",
    "beaten",
    "punched",
    "kicked",
    "assault*",
    "raped",
    "admitted",
    "discharged",
    "collapsed",
    "attacked",
    "threatened",
    "locked",
    "unconscious",
    "unresponsive",
    "cried",
    "screamed",
    "drank",
    "drunk",
    "evicted",
    "disclosed",
    "couldn't",
    "didn't",
    "heard",
    "neither",
    "wasn't",
    "weren't",
    "hadn't",
    "wouldn't",
];
/// Agencies of which the law speaks, whoever they are.
const OF_LAW: &[&str] = &[
    "local authority",
    "the local authority",
    "authority",
    "local authorities",
    "lscb",
    "the lscb",
    "partner agencies",
    "partner agency",
    "ward",
    "the ward",
    "team",
    "the team",
    "unit",
    "department",
    "service",
    "services",
    "safeguarding partners",
    "the board",
    "board",
    "sab",
    "organisations",
    "local authority's",
];
/// Capitalised words that are of the process and not of the case.
const PROCESS: &[&str] = &[
    "boards",
    "serious",
    "case",
    "cases",
    "review",
    "reviews",
    "board",
    "safeguarding",
    "child",
    "children",
    "children's",
    "young",
    "person",
    "adult",
    "baby",
    "infant",
    "subject",
    "local",
    "working",
    "together",
    "regulation",
    "regulations",
    "reg",
    "act",
    "section",
    "panel",
    "chair",
    "partners",
    "partnership",
    "criteria",
    "criterion",
    "statutory",
    "authority",
    "quality",
    "marker",
    "yes",
    "no",
    "not",
    "multi-agency",
    "multiagency",
    "inter-agency",
    "agencies",
    "agency",
    "the",
    "referral",
    "rationale",
    "basis",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "i'm",
    "i've",
    "i'd",
    "scr",
    "scrs",
    "sar",
    "sars",
    "sab",
    "lcspr",
    "care",
    "adults",
    "condition",
    "mandatory",
    "discretionary",
    "abuse",
    "neglect",
    "abuse/neglect",
    "neglect/abuse",
    "death",
    "harm",
    "chapter",
    "definition",
    "rapid",
    "incident",
    "practice",
    "lscb",
    "lscbs",
    "safeguarding's",
    "guidance",
    "government",
    "and",
    "of",
    "for",
    "a",
    "an",
    "in",
    "part",
    "limb",
    "other",
    "none",
    "known",
    "n/a",
    "we",
    "our",
    "it",
    "there",
    "this",
    "that",
    "he",
    "she",
    "they",
    "mother",
    "father",
    "mum",
    "dad",
];

/// True where `passage` holds something of this case: a date or time, a number, the name of an agency, a place or a person.
///
/// The child's own name or identifier is in every referral and does not count, nor does the law.
pub(crate) fn has_particulars(subject: &Subject<'_>, passage: &Passage) -> bool {
    let dated = subject.dates.iter().any(|date| passage.contains(date.piece));
    let is_own = |agency: Piece| !OF_LAW.contains(&subject.document.text(agency).to_lowercase().as_str());
    let mut agencies = subject.mentions_of(Meaning::Agency).filter(|agency| passage.contains(*agency));
    if dated || agencies.any(is_own) {
        return true;
    }
    let cited: Vec<TextRange> = crate::claims::citations(subject.schema, passage.text())
        .iter()
        .map(|citation| citation.range)
        .collect();
    let own = own_names(subject);
    let vague = subject.mentions_in(Meaning::Vague, passage);
    let agencies = agency_names(subject);
    for sentence in sentences(passage.text()) {
        let text = passage.slice(sentence);
        let mut before = "";
        let mut first = true;
        for word in text.split_whitespace() {
            let bare = bare(word);
            let at = usize::from(sentence.start()) + (word.as_ptr() as usize - text.as_ptr() as usize);
            let in_law = cited
                .iter()
                .any(|range| (usize::from(range.start())..usize::from(range.end())).contains(&at));
            if bare.is_empty() || in_law {
                continue;
            }
            let lower = bare.to_lowercase();
            // "Two or more agencies" are the law's, and "three parts" the test's.
            let of_law = text
                .get((word.as_ptr() as usize - text.as_ptr() as usize) + word.len()..)
                .is_some_and(|rest| {
                    [" or more", " part", " limb", " element", " condition", " criteri"]
                        .iter()
                        .any(|counted| rest.starts_with(counted))
                });
            let known = NUMBERS.contains(&lower.as_str()) && !of_law || TIMES.contains(&lower.as_str());
            let of_agencies = lower == "partner"
                && text
                    .get((word.as_ptr() as usize - text.as_ptr() as usize) + word.len()..)
                    .is_some_and(|rest| rest.starts_with(" agenc") || rest.starts_with(" organisation"));
            let known = known || !vague && !of_agencies && PEOPLE.contains(&lower.as_str());
            // "5.1 Abuse or neglect …" is the number of a paragraph.
            let is_numbering =
                first && word.contains('.') && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            if is_numbering {
                continue;
            }
            let number =
                bare.starts_with(|char: char| char.is_ascii_digit()) && !is_year_of_law(before, bare);
            let named =
                !first && is_name(bare) && !own.contains(&lower) && !OF_ANY_AGENCY.contains(&lower.as_str());
            // "(section D)" points to what belongs to the case.
            let pointed = ["section", "box", "part", "row"].contains(&before.to_lowercase().as_str())
                && bare.len() == 1
                && bare.starts_with(char::is_uppercase);
            if known
                || number
                || named
                || pointed
                || agencies.contains(&lower) && bare.starts_with(char::is_uppercase)
            {
                return true;
            }
            before = bare;
            first = false;
        }
    }
    false
}

/// True where `text` has a word for a body, a wound or a thing.
pub(crate) fn names_a_thing(text: &str) -> bool {
    has_one_of(THINGS, text)
}

/// True where `text` tells of something that was done, or befell somebody.
pub(crate) fn tells_of_a_deed(text: &str) -> bool {
    has_one_of(DEEDS, text) || has_one_of(PEOPLE, text)
}

fn has_one_of(list: &[&str], text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|char: char| !char.is_alphanumeric() && !matches!(char, '-' | '\'' | '’'));
    words.any(|word| starred::has(list, word))
}

/// "Regulations 2006", "Working Together 2015", "(2)(b)".
fn is_year_of_law(before: &str, number: &str) -> bool {
    let law = [
        "act",
        "regulations",
        "regulation",
        "reg",
        "regs",
        "together",
        "section",
        "s",
        "paragraph",
        "para",
        "condition",
        "chapter",
        "of",
    ];
    law.contains(&before.to_lowercase().as_str()) || number.contains('(')
}

fn is_name(word: &str) -> bool {
    let capital = word.starts_with(char::is_uppercase);
    let letters = word.chars().filter(|char| char.is_alphabetic()).count();
    let initials = letters <= 2 && word.chars().all(|char| char.is_uppercase() || char.is_ascii_digit());
    capital && letters > 1 && !initials && !PROCESS.contains(&word.to_lowercase().as_str())
}

/// The words of the child's name or identifier, in lower case.
fn own_names(subject: &Subject<'_>) -> HashSet<String> {
    let fields = ["subject-name", "subject-initials"].into_iter().flat_map(|id| subject.fields(id));
    fields.flat_map(|field| field.text.split_whitespace()).map(bare_lower).collect()
}

/// Words in the names of many agencies: "the Trust feels" names none.
const OF_ANY_AGENCY: &[&str] = &[
    "agency",
    "board",
    "care",
    "community",
    "council",
    "foundation",
    "group",
    "health",
    "nhs",
    "partnership",
    "service",
    "services",
    "team",
    "trust",
    "the",
    "and",
];

/// The capitalised words of the agencies and people that the referral lists, in lower case.
pub(crate) fn agency_names(subject: &Subject<'_>) -> HashSet<String> {
    let fields =
        ["referrer-agency", "referrer-name", "school", "gp"].into_iter().flat_map(|id| subject.fields(id));
    let agencies = subject.passage("agencies");
    let words =
        fields.map(|field| field.text.as_str()).chain([agencies.text()]).flat_map(str::split_whitespace);
    let own = own_names(subject);
    let names = words.filter(|word| is_name(bare(word)));
    let is_own =
        |word: &String| word.len() > 2 && !own.contains(word) && !OF_ANY_AGENCY.contains(&word.as_str());
    names.map(bare_lower).filter(is_own).collect()
}

/// "(Eastmoor's" as "Eastmoor".
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|char: char| !char.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn bare_lower(word: &str) -> String {
    bare(word).to_lowercase()
}
