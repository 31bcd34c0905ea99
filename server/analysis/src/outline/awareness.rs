//! When the writer or their agency became aware, where no label says so: "we became aware on 4 May", "the ward rang me
//! that evening".
//!
//! Which of several days counts, the last one, is decided here; how long ago that is, is for the delay rules.

mod relative;

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use text_size::{TextRange, TextSize};

use super::Field;
use super::facts::BlockFacts;
use crate::claims;
use crate::date::{self, Precision, Role, Year};
use crate::document::Document;
use crate::place::{Piece, range};
use crate::schema::{Meaning, Schema};

/// Days after a death or an incident within which word of it is taken for becoming aware, where that is said in no plainer
/// words than "she rang me". Source: our own reading of referrals.
const SOON: u64 = 14;

/// Days after the last harm that is told of within which whatever is heard may be the case. Source: our own reading of
/// referrals.
const NEAR: i64 = 31;

/// A day on which the writer or their agency heard of the case.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    /// The day.
    pub day: NaiveDate,
    /// The date, or the words that stand for it.
    pub at: Piece,
    /// What the words are to be read as, where they are not a whole date: "6 April 2022" for "6 April", or for "that day".
    pub read_as: Option<String>,
}

/// The last day on which the writer or their agency is said to have heard of the case, in the pieces in scope.
/// `fields` are those that were found before.
pub(super) fn last_heard(
    document: &Document,
    schema: &Schema,
    in_scope: &[Piece],
    facts: &[Arc<BlockFacts>],
    fields: &[Field],
) -> Option<Heard> {
    let says = |piece: &&Piece| facts.get(piece.block as usize).is_some_and(|facts| tells(facts));
    if !in_scope.iter().any(|piece| says(&piece)) {
        return None;
    }
    let reader = Reader { document, schema, facts, fields };
    let anchors = reader.anchors(in_scope);
    let heard = |anchors: &[NaiveDate]| {
        let mut named = Named::default();
        let heard = in_scope.iter().flat_map(|piece| reader.heard(*piece, anchors, &mut named));
        heard.max_by_key(|heard| heard.day)
    };
    // What is told of harm may be of something before the case, and the case itself of a harm that nobody has listed.
    let last = anchors.iter().max().copied();
    let is_near = |day: NaiveDate| last.is_some_and(|last| (0..=NEAR).contains(&(day - last).num_days()));
    heard(&anchors).or_else(|| heard(&[]).filter(|heard| is_near(heard.day)))
}

/// True where a block may say that somebody heard of the case.
pub(super) fn tells(facts: &BlockFacts) -> bool {
    facts.phrases.iter().any(|hit| matches!(hit.meaning, Meaning::Aware | Meaning::Told | Meaning::Heard))
}

/// The days that were named so far.
#[derive(Default)]
struct Named {
    /// The last one in the text.
    last: Option<NaiveDate>,
    /// The latest of those before the referral: what is told of an earlier one is of something before the case.
    latest: Option<NaiveDate>,
}

/// "We became aware on 12 January and are referring on", before the day of that.
fn is_of_sending(before: &str) -> bool {
    const SENDING: &[&str] =
        &["referring on", "referring this on", "refer on", "writing on", "sending this on", "sent this on"];
    SENDING.iter().any(|words| before.trim_end().ends_with(words))
}

/// "Made more than a month after I was informed because we were waiting for the trial, which finished on", before the day of
/// that.
fn is_of_waiting(before: &str) -> bool {
    const WAITING: &[&str] = &[
        "waiting for",
        "waited for",
        "awaiting",
        "waiting until",
        "waited until",
        "held until",
        "held the referral",
        "held back until",
    ];
    WAITING.iter().any(|words| before.contains(words))
}

/// "Her mother was told about the request on": what she heard of is not the case.
fn is_of_the_referral(sentence: &str) -> bool {
    const OF: &[&str] = &["about", "of"];
    const PAPERS: &[&str] = &["the request", "this request", "the referral", "this referral"];
    let lower = sentence.to_lowercase();
    PAPERS.iter().any(|paper| {
        lower.match_indices(paper).any(|(at, _)| {
            let before = lower.get(..at).and_then(|before| before.split_whitespace().next_back());
            before.is_some_and(|word| OF.contains(&word))
        })
    })
}

/// "Amira, a girl, date of birth", before the day of that.
fn is_of_birth(before: &str) -> bool {
    let lower = before.trim_end_matches([' ', ':', '(']).to_lowercase();
    ["date of birth", "d.o.b", "d.o.b.", "dob", "born", "born on"].iter().any(|words| lower.ends_with(words))
}

struct Reader<'d> {
    document: &'d Document,
    schema: &'d Schema,
    facts: &'d [Arc<BlockFacts>],
    fields: &'d [Field],
}

/// A sentence with its dates, in bytes of its block.
struct Sentence<'d> {
    text: &'d str,
    at: TextRange,
    facts: &'d BlockFacts,
}

impl Sentence<'_> {
    fn says(&self, meaning: Meaning) -> bool {
        self.facts.phrases_in(self.at).any(|hit| hit.meaning == meaning)
    }

    fn dates(&self) -> impl Iterator<Item = &(TextRange, date::DateReading)> {
        self.facts.dates_in(self.at).filter(|(_, reading)| reading.precision <= Precision::Day)
    }
}

impl Reader<'_> {
    /// The days of deaths and incidents: those of the fields, and those in sentences that tell of a death or of harm.
    fn anchors(&self, in_scope: &[Piece]) -> Vec<NaiveDate> {
        /// Sentences in which what began with a day goes on.
        const GOES_ON: usize = 2;
        let is_event = |field: &&Field| {
            let id = self.schema.fields.get(usize::from(field.spec)).map(|spec| spec.id.as_str());
            matches!(id, Some("date-of-incident" | "date-of-death"))
        };
        let mut days: Vec<NaiveDate> = self.fields.iter().filter(is_event).filter_map(day_of).collect();
        let events: Vec<Meaning> = (0..)
            .zip(&self.schema.limbs)
            .filter(|(_, limb)| limb.is_death() || limb.is_harm())
            .map(|(index, _)| Meaning::Limb(index))
            .collect();
        let tells = |sentence: &Sentence<'_>| events.iter().any(|event| sentence.says(*event));
        let is_dated = |piece: &&Piece| {
            self.facts.get(piece.block as usize).is_some_and(|facts| !facts.dates.is_empty())
        };
        let dated = in_scope.iter().filter(is_dated);
        let sentences: Vec<Sentence<'_>> = dated.flat_map(|piece| self.sentences(*piece)).collect();
        for (index, sentence) in sentences.iter().enumerate() {
            // "On 1 August he was alone with the child. She was hit. She was found with burns."
            let behind = sentences.iter().skip(index + 1).take(GOES_ON);
            let mut behind = behind
                .take_while(|next| std::ptr::eq(next.facts, sentence.facts) && next.dates().next().is_none());
            if !tells(sentence) && !behind.any(tells) {
                continue;
            }
            days.extend(sentence.dates().filter_map(|(at, reading)| {
                // "He died on the 2nd of April this year."
                let behind = sentence.text.get((at.end() - sentence.at.start()).into()..).unwrap_or("");
                let of_this_year = reading.year == Year::Absent && behind.starts_with(" this year");
                if of_this_year { self.nearest(reading, None) } else { reading.latest() }
            }));
        }
        days
    }

    /// What `piece` says, with the days that were named before it.
    fn heard(&self, piece: Piece, anchors: &[NaiveDate], before: &mut Named) -> Vec<Heard> {
        let is_soon = |day: NaiveDate| {
            anchors.iter().any(|anchor| {
                day >= *anchor && anchor.checked_add_days(Days::new(SOON)).is_some_and(|end| day <= end)
            })
        };
        let referred = self.referred();
        let is_before = |day: NaiveDate| referred.is_none_or(|referred| day <= referred);
        let mut found = Vec::new();
        for sentence in self.sentences(piece) {
            let is_aware = sentence.says(Meaning::Aware);
            let is_told = sentence.says(Meaning::Told);
            let is_plain = is_aware
                || is_told && (speaks_of_own(sentence.text) || self.names_the_referrer(piece, &sentence));
            let is_heard = sentence.says(Meaning::Heard);
            let tells = is_aware || is_told || is_heard;
            let Named { last, latest } = *before;
            let mut named = Vec::new();
            for (at, reading) in sentence.dates() {
                let head = sentence.text.get(..(at.start() - sentence.at.start()).into()).unwrap_or("");
                let at = Piece::new(piece.block, *at);
                let of_birth = || is_of_birth(self.document.text(Piece { end: at.start, ..piece }));
                // "He would have been 53 on the 6th of March coming."
                let behind = sentence.text.get((at.end - u32::from(sentence.at.start())) as usize..);
                let is_ahead = || behind.is_some_and(|behind| behind.starts_with(" coming"));
                if is_of_sending(head) || of_birth() || is_of_waiting(head) || is_ahead() {
                    continue;
                }
                let (day, read_as) = match reading.year {
                    Year::Absent => (self.nearest(reading, before.last), true),
                    _ => (reading.resolve_for(Role::Event).map(|span| span.latest), false),
                };
                let Some(day) = day else { continue };
                // What is told from the day of the letter is told today.
                if Some(day) != referred {
                    before.last = Some(day);
                }
                if referred.is_none_or(|referred| day < referred) {
                    before.latest = before.latest.max(Some(day));
                }
                named.push((
                    Heard { day, at, read_as: read_as.then(|| crate::stated::in_words(day)) },
                    !read_as,
                ));
            }
            if named.is_empty()
                && let Some(day) = last
                && let Some(at) = was_there(sentence.text)
            {
                let at = Piece::new(piece.block, at + sentence.at.start());
                found.push(Heard { day, at, read_as: Some(crate::stated::in_words(day)) });
                continue;
            }
            if !tells || is_of_the_referral(sentence.text) {
                continue;
            }
            // "He died on Sunday the 17th, and we heard the next morning."
            let are_events = named.iter().all(|(heard, _)| anchors.contains(&heard.day));
            let told_last = named.last().map(|(heard, _)| (heard.day, heard.at.end));
            let from = told_last.map_or(0, |(_, end)| end - u32::from(sentence.at.start()));
            let behind = sentence.text.get(from as usize..).unwrap_or("");
            if are_events
                && let Some(day) = told_last.map(|(day, _)| day).or(last)
                && let Some((day, at)) = relative::said_from(behind, day)
            {
                let at = Piece::new(piece.block, at + TextSize::from(from) + sentence.at.start());
                named.clear();
                named.push((Heard { day, at, read_as: Some(crate::stated::in_words(day)) }, false));
            }
            let counts = named.into_iter().filter(|(heard, is_whole)| {
                // Where nothing is said of a death or of harm, whatever is told of last may be the case.
                let is_last = latest.is_none_or(|latest| heard.day >= latest);
                let may_be = is_soon(heard.day) || anchors.is_empty() && is_last && (is_plain || is_heard);
                is_plain && *is_whole || is_before(heard.day) && (is_aware || may_be)
            });
            found.extend(counts.map(|(heard, _)| heard));
        }
        found
    }

    /// "The South Team was told of it", where that is for whom the writer works.
    fn names_the_referrer(&self, piece: Piece, sentence: &Sentence<'_>) -> bool {
        /// Letters of such a name: "Police" has six.
        const LEAST: usize = 6;
        let works_for = |field: &&Field| {
            let id = self.schema.fields.get(usize::from(field.spec)).map(|spec| spec.id.as_str());
            matches!(id, Some("referrer-name" | "referrer-agency"))
        };
        // What a form has in the answer itself speaks of somebody else: "Millbrook School (the council was told on 3 March)".
        let place = self.document.place(Piece::new(piece.block, sentence.at));
        let is_answer = |field: &&Field| {
            field.value.is_some_and(|value| {
                value.block == place.block && value.start < place.end && place.start < value.end
            })
        };
        // "YJS were informed", of the Eastmoor Youth Justice Service
        let is_short = |part: &str| {
            let initials: String = part
                .split(' ')
                .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
                .collect();
            let mut ends = (0..initials.len().saturating_sub(2)).filter_map(|from| initials.get(from..));
            ends.any(|short| {
                sentence.text.split(|char: char| !char.is_alphanumeric()).any(|word| word == short)
            })
        };
        let lower = sentence.text.to_lowercase();
        if self.is_the_referrers(sentence.text) {
            return true;
        }
        self.fields.iter().filter(works_for).filter(|field| !is_answer(field)).any(|field| {
            let parts = field.text.split([',', '(', ')', ';']).skip(usize::from(field.text.contains(',')));
            // "(the council was told on 3 March)" is no name.
            let is_name = |part: &&str| {
                part.split(' ').all(|word| !word.starts_with(char::is_lowercase) || word.len() < 4)
            };
            parts
                .map(str::trim)
                .filter(is_name)
                .any(|part| part.len() >= LEAST && lower.contains(&part.to_lowercase()) || is_short(part))
        })
    }

    /// "The Service was told by the police", "The practice was informed", where the beginning calls the writer's house so.
    fn is_the_referrers(&self, sentence: &str) -> bool {
        const HOUSES: &[&str] = &[
            "service",
            "trust",
            "practice",
            "surgery",
            "school",
            "college",
            "academy",
            "nursery",
            "charity",
            "force",
            "hospice",
            "association",
            "project",
            "company",
        ];
        /// Lines in which a paper says whose it is.
        const HEAD: usize = 8;
        let lower = sentence.trim_start().to_lowercase();
        let Some(rest) = lower.strip_prefix("the ") else { return false };
        let house = rest.split(' ').next().unwrap_or("");
        let is_told = [
            " was told",
            " was informed",
            " was notified",
            " was made aware",
            " became aware",
            " learned",
            " learnt",
        ]
        .iter()
        .any(|told| rest.get(house.len()..).is_some_and(|rest| rest.starts_with(told)));
        let of_head = || {
            let mut head = self.document.lines().take(HEAD).map(|(id, _, _)| self.document.line_text(id));
            head.any(|line| {
                let lower = line.to_lowercase();
                lower.split(|char: char| !char.is_alphanumeric()).any(|word| word == house)
            })
        };
        is_told && HOUSES.contains(&house) && of_head()
    }

    /// The day of the referral, where a field gives it.
    fn referred(&self) -> Option<NaiveDate> {
        let is_referral = |field: &&Field| {
            self.schema.fields.get(usize::from(field.spec)).is_some_and(|spec| spec.id == "date-of-referral")
        };
        self.fields.iter().filter(is_referral).find_map(day_of)
    }

    /// The day that a date without a year means: the nearest to the day named before, unless that is as long ago as a
    /// birth may be, or the last one before the referral.
    fn nearest(&self, reading: &date::DateReading, last: Option<NaiveDate>) -> Option<NaiveDate> {
        /// Days from the day named before to the referral. Source: our own reading of referrals.
        const LONG: i64 = 2 * 366;
        let referred = self.referred();
        let last = last.filter(|last| referred.is_none_or(|referred| (referred - *last).num_days() <= LONG));
        let near = last.or(referred)?;
        let in_year = |year: i32| reading.in_year(year).map(|span| span.latest);
        let years = [near.year() - 1, near.year(), near.year() + 1];
        let days = years.into_iter().filter_map(in_year);
        // What is told happened before it is told.
        let is_past = |day: &NaiveDate| *day <= referred.unwrap_or(*day) && (last.is_some() || *day <= near);
        days.filter(is_past).min_by_key(|day| (*day - near).num_days().abs())
    }

    /// The sentences of `piece`.
    fn sentences(&self, piece: Piece) -> impl Iterator<Item = Sentence<'_>> {
        let text = self.document.text(piece);
        let facts = self.facts.get(piece.block as usize);
        claims::sentences(text).into_iter().filter_map(move |range| {
            let said = text.get(std::ops::Range::<usize>::from(range))?;
            Some(Sentence { text: said, at: range + TextSize::from(piece.start), facts: facts? })
        })
    }
}

/// The one day that a field gives.
fn day_of(field: &Field) -> Option<NaiveDate> {
    let value = date::read_value(&field.text);
    value.readings().first().and_then(date::DateReading::latest)
}

/// Whether `sentence` speaks of the writer or their agency.
fn speaks_of_own(sentence: &str) -> bool {
    const OWN: &[&str] =
        &[" i ", " we ", " our ", " us ", " us.", " us,", "safeguarding team", " trust", " my "];
    let lower = format!(" {}", sentence.to_lowercase());
    OWN.iter().any(|words| lower.contains(words))
}

/// "I rang 999 from the landing": who called for help was there.
fn was_there(sentence: &str) -> Option<TextRange> {
    const CALLED: &[&str] = &[
        "i rang 999",
        "i called 999",
        "i dialled 999",
        "i phoned 999",
        "we rang 999",
        "we called 999",
        "we dialled 999",
        "i rang for an ambulance",
        "i called an ambulance",
        "i rang the police",
        "i called the police",
    ];
    let lower = sentence.to_ascii_lowercase();
    CALLED.iter().find_map(|words| lower.find(words).map(|at| range(at, at + words.len())))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::document::Document;
    use crate::outline::Outline;
    use crate::rules::testing::built_in;
    use crate::schema::Catalogue;

    /// The date of awareness that is read in a letter of 30 June 2022 with this paragraph in it; nothing where none is.
    #[track_caller]
    fn heard(paragraph: &str, expected: &str) {
        let catalogue = Catalogue::new(&built_in());
        let (schema, vocabulary) = (catalogue.get("scr").unwrap(), catalogue.vocabulary("scr").unwrap());
        let text = format!("30 June 2022\n\nDear Chair,\n\n{paragraph}\n\nYours faithfully,\n\nJo Example\n");
        let outline = Outline::read(&Document::parse(text), schema, vocabulary);
        let spec = schema.fields.iter().position(|field| field.id == "date-aware").unwrap();
        let found = outline.fields_of(spec).map(|field| field.text.as_str()).next().unwrap_or("");
        assert_eq!(found, expected, "{paragraph}");
    }

    #[test]
    fn a_day_without_its_year_is_the_one_beside_the_day_told_of() {
        heard(
            "W died on 4 April 2022. The coroner's officer informed the practice on 6 April.",
            "6 April 2022",
        );
        heard("W died on 29 December 2021. I was told on 3 January.", "3 January 2022");
    }

    #[test]
    fn words_stand_for_the_day_that_was_named_before() {
        heard("He was found dead on 7 March 2022. The manager rang me that afternoon.", "7 March 2022");
        heard("She died on 7 March 2022. Her sister phoned us the next morning.", "8 March 2022");
    }

    #[test]
    fn what_was_said_long_before_or_after_a_death_is_of_something_else() {
        heard("On 5 January 2022 she told me of the bruise. W died on 4 April 2022.", "");
        heard("W died on 4 April 2022. Her mother rang me on 9 June about the funeral.", "");
        heard("W died on 4 April 2022. The police informed her grandmother on 6 April.", "");
    }

    #[test]
    fn without_a_death_what_is_told_of_the_last_day_counts() {
        heard(
            "On 20 April 2022 Wren was pulled from the river. Her mother rang me that evening.",
            "20 April 2022",
        );
        heard(
            "On 20 April 2022 Wren was pulled from the river. In November I rang the council, and on 22 November I was told to wait.",
            "",
        );
    }

    #[test]
    fn no_day_after_the_referral_is_taken() {
        heard("W died on 28 June 2022. I have been told to expect the report on 4 July.", "");
    }

    #[test]
    fn the_last_of_several_days_counts() {
        heard(
            "W died on 4 April 2022. We were told on 5 April 2022. We became aware of the injuries on 20 June 2022.",
            "20 June 2022",
        );
    }

    #[test]
    fn what_is_told_of_the_request_is_no_awareness() {
        heard(
            "W died on 4 April 2022. The practice was told on 6 April 2022. Her mother was told about the request on 28 June 2022.",
            "6 April 2022",
        );
    }

    #[test]
    fn a_day_without_its_year_is_never_after_the_letter() {
        heard(
            "On 20 October 2021 Wren was pulled from the river. I was told of it on 12 November.",
            "12 November 2021",
        );
        heard(
            "W died on 4 April 2022. I was told on 6 April. He would have been 53 on the 6th of August coming.",
            "6 April 2022",
        );
    }
}
