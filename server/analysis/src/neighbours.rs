//! What is known of other referrals: whom they are about, when it happened, and which others they name.
//!
//! Nothing of their text is kept but what one referral has in common with another about the same person.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::document::Document;
use crate::outline::{Field, Fill};
use crate::schema::{Catalogue, Schema};
use crate::subject::Subject;

/// Names that are none.
const NO_NAMES: &[&str] =
    &["unknown", "not known", "not named", "none", "n a", "withheld", "anonymous", "not given"];

/// Characters that a reference has at least; what is shorter stands in many a text by chance.
const SHORTEST_REFERENCE: usize = 4;

/// What is known of other referrals. A clone costs next to nothing.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    all: Arc<[Arc<Neighbour>]>,
    own: Arc<str>,
}

impl Neighbours {
    /// The others of `all` for the referral at `own`, which may be among them.
    pub fn new(all: Arc<[Arc<Neighbour>]>, own: &str) -> Self {
        Neighbours { all, own: own.into() }
    }

    /// The others.
    pub fn others(&self) -> impl Iterator<Item = &Neighbour> {
        self.all.iter().map(Arc::as_ref).filter(|other| *other.address != *self.own)
    }

    /// The name of this referral's own file.
    fn own_file(&self) -> String {
        crate::links::decoded(last_part(&self.own))
    }
}

/// What is known of one referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Where it is, as whoever asks for a check finds it again: a path or an address.
    pub address: String,
    /// The line of its first subject, from 0.
    pub line: u32,
    /// How its subjects are recognised; see [`people`].
    pub people: Vec<String>,
    /// The kind of review it asks for.
    kind: String,
    is_draft: bool,
    /// First and last day that the incident can have been on; none where it does not say.
    incident: Option<(NaiveDate, NaiveDate)>,
    referred: Option<NaiveDate>,
    /// Its own references.
    references: Vec<String>,
    /// Names of files and references that stand in it.
    names: Vec<String>,
    /// Days of referrals that it speaks of besides its own.
    earlier: Vec<NaiveDate>,
}

impl Neighbour {
    /// What another referral needs to know of `subject`, which is at `address`.
    pub fn of(subject: &Subject<'_>, address: &str) -> Self {
        let document = subject.document;
        let referred = subject.days("date-of-referral").first().map(|(_, first, _)| *first);
        let incidents = subject.days("date-of-incident");
        let at = subject
            .fields("subject-name")
            .chain(subject.fields("subject-initials"))
            .find_map(|field| field.value);
        let before =
            at.and_then(|place| document.source().get(..usize::from(document.resolve(place).start())));
        Neighbour {
            address: address.to_owned(),
            line: before.map_or(0, line_breaks),
            people: people(subject),
            kind: kind(subject.catalogue, subject.schema).to_owned(),
            is_draft: subject.draft,
            incident: incidents.first().map(|(_, first, last)| (*first, *last)),
            referred,
            references: references(subject),
            names: names(document),
            earlier: earlier(subject, referred),
        }
    }

    /// The name of its file.
    pub fn file(&self) -> String {
        crate::links::decoded(last_part(&self.address))
    }

    /// True where this referral, which is at `neighbours`' own address, and `other` are about the same person and, as far
    /// as they say, the same incident, both are ready, and neither knows of the other.
    pub fn is_again(&self, neighbours: &Neighbours, other: &Neighbour) -> bool {
        self.kind == other.kind
            && !self.is_draft
            && !other.is_draft
            && self.people.iter().any(|person| other.people.contains(person))
            && is_same_time(self.incident, other.incident)
            && !self.speaks_of(other, &other.file())
            && !other.speaks_of(self, &neighbours.own_file())
    }

    fn speaks_of(&self, other: &Neighbour, file: &str) -> bool {
        let file = file.to_lowercase();
        let stem = file.strip_suffix(".md").or_else(|| file.strip_suffix(".markdown")).unwrap_or(&file);
        let stem = stem.strip_suffix(".referral").unwrap_or(stem);
        self.names.iter().any(|name| *name == file || name == stem || other.references.contains(name))
            || other.referred.is_some_and(|day| self.earlier.contains(&day))
    }
}

/// How the subjects of a referral are recognised: by name and day of birth, and by NHS number. None where neither is there.
pub fn people(subject: &Subject<'_>) -> Vec<String> {
    let mut people = Vec::new();
    let births = subject.days("date-of-birth");
    let born = births.iter().filter(|(_, first, last)| first == last);
    for (birth, day, _) in born {
        let same = |field: &&Field| field.subject == birth.subject && field.fill == Fill::Text;
        let named =
            ["subject-name", "subject-initials"].into_iter().flat_map(|id| subject.fields(id)).filter(same);
        for name in named.map(|field| plain(&field.text)) {
            if !name.is_empty() && !NO_NAMES.contains(&name.as_str()) {
                people.push(format!("{name}, {day}"));
            }
        }
    }
    for field in subject.fields("nhs-number") {
        let digits: String = field.text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() == 10 {
            people.push(digits);
        }
    }
    people.sort();
    people.dedup();
    people
}

/// Words in lower case with one space between, so that "CHILD  K." is "child k".
fn plain(text: &str) -> String {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The kind of review that `schema` asks for: a board's own form is of the kind that it builds on.
fn kind<'s>(catalogue: &'s Catalogue, schema: &'s Schema) -> &'s str {
    let mut kind = schema;
    // No schema builds on itself, and no board's on more than a few others.
    for _ in 0..8 {
        let base = kind.extends.as_deref().and_then(|base| catalogue.get(base));
        let Some(base) = base else { break };
        kind = base;
    }
    &kind.id
}

/// Neither says when, or both may mean the same day.
fn is_same_time(one: Option<(NaiveDate, NaiveDate)>, other: Option<(NaiveDate, NaiveDate)>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => one.0 <= other.1 && other.0 <= one.1,
        _ => false,
    }
}

fn references(subject: &Subject<'_>) -> Vec<String> {
    let fields = subject.fields("reference").filter(|field| field.fill == Fill::Text);
    let texts = fields.map(|field| field.text.trim().to_lowercase());
    texts.filter(|text| is_reference(text)).collect()
}

fn is_reference(text: &str) -> bool {
    text.len() >= SHORTEST_REFERENCE && text.contains(|char: char| char.is_ascii_digit())
}

/// Every word of the text that could name a file or a reference, and every file that it links to, in lower case.
fn names(document: &Document) -> Vec<String> {
    let links = document.links().into_iter().map(|link| {
        let path = link.destination.split(['#', '?']).next().unwrap_or("");
        crate::links::decoded(last_part(path)).to_lowercase()
    });
    let words =
        document.source().split(|char: char| char.is_whitespace() || "()[]<>\"“”,;|`*".contains(char));
    let words = words.map(|word| word.trim_matches(['.', ':', '\'', '’', '_']));
    let words = words.filter(|word| is_reference(word) || word.contains(['.', '-', '_']));
    let mut names: Vec<String> = words.map(|word| last_part(word).to_lowercase()).chain(links).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The days on which the text says that something was referred, other than that of this referral.
fn earlier(subject: &Subject<'_>, own: Option<NaiveDate>) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    for dated in subject.dates.iter() {
        let block = subject.document.block(dated.piece.block);
        let speaks = block.is_some_and(|block| {
            let text = block.plain.text().to_lowercase();
            ["referr", "notif"].iter().any(|word| text.contains(word))
        });
        let span = dated.reading.resolve_for(crate::date::Role::Event).filter(|_| speaks);
        if let Some(span) = span.filter(|span| span.earliest == span.latest && Some(span.earliest) != own) {
            days.push(span.earliest);
        }
    }
    days
}

fn line_breaks(text: &str) -> u32 {
    let breaks = text.bytes().zip(text.bytes().skip(1).chain([0])).filter(|(byte, next)| match byte {
        b'\n' => true,
        b'\r' => *next != b'\n',
        _ => false,
    });
    u32::try_from(breaks.count()).unwrap_or(u32::MAX)
}

fn last_part(address: &str) -> &str {
    address.rsplit(['/', '\\']).next().unwrap_or(address)
}
