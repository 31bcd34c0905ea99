//! What a letter or an e-mail says without labels: who writes it, when, and whose birth it gives.
//!
//! A labelled field always counts instead, and nothing here is read in a part about other people.

mod dating;
mod sending;
mod signing;

use std::cell::OnceCell;
use std::sync::Arc;

pub(super) use sending::is_of_a_life;

use super::facts::BlockFacts;
use super::{Field, Fill, Outline, Section, awareness, blank, person};
use crate::date::{Value, find_dates};
use crate::document::{Document, LineId, LineKind};
use crate::place::{Piece, Pieces, Place, holds, range};
use crate::schema::{Hit, Meaning, Schema, SectionKind, SectionSpec, TitleWords, Vocabulary};

/// Words of a label on a line that asks for the day of writing.
const OF_WRITING: &[&str] = &["date", "today", "sent", "writ", "refer", "sign", "submit", "complet", "dear"];
/// Lines at the beginning of a letter among which its date is looked for: two addresses of six lines, and a date.
const HEAD_LINES: usize = 14;
/// Lines at the end among which a name alone is a signature: it may have a role, an agency and a telephone number below.
const LAST_LINES: usize = 5;
/// Words of a line at the beginning that ends with the date of a letter: "Eastmoor Council, 4 May 2016".
const BYLINE: usize = 20;
/// Bytes between "born" and the date: " on ", ": ".
const NEAR: u32 = 5;

/// Adds what a letter says, where no label does. True where awareness was looked for.
pub(super) fn unlabelled(
    document: &Document,
    schema: &Schema,
    vocabulary: &Vocabulary,
    outline: &Outline,
    facts: &[Arc<BlockFacts>],
    fields: &mut Vec<Field>,
) -> bool {
    let titles = vocabulary.titles();
    let (of_writer, about_others) = (OnceCell::new(), OnceCell::new());
    // "4 November 2024", below "Date you became aware of it", is no day of writing.
    let of_the_case = |field: &&Field| {
        let id = schema.fields.get(usize::from(field.spec)).map_or("", |spec| spec.id.as_str());
        field.label.is_some()
            && (id.starts_with("subject-")
                || matches!(
                    id,
                    "date-of-incident" | "date-of-death" | "date-of-birth" | "date-aware" | "nhs-number"
                ))
    };
    let taken = fields.iter().filter(of_the_case).map(|field| (field.value, field.text.clone())).collect();
    let letter = Letter { document, schema, titles, outline, facts, of_writer, about_others, taken };
    let mut guesses = false;
    for id in ["referrer-name", "date-of-referral", "date-of-birth", "date-aware"] {
        let Some(spec) = schema.fields.iter().position(|field| field.id == id) else { continue };
        let spec = spec as u16;
        // "She fell on 4 May; we were told on the 6th" leaves open which of the two is meant.
        let is_clear = |field: &Field| id != "date-aware" || find_dates(&field.text).len() < 2;
        let given = || {
            fields.iter().filter(|field| field.spec == spec && field.fill != Fill::Blank && is_clear(field))
        };
        let is_given = given().next().is_some();
        // "Referrer: Early Years Team" leaves open who that is.
        if is_given && !(id == "referrer-name" && given().all(|field| person::is_nobody(&field.text))) {
            continue;
        }
        guesses |= id == "date-aware";
        let found = match id {
            "referrer-name" => letter.writer(is_given),
            "date-of-referral" => letter.date(),
            "date-aware" => letter.awareness(fields),
            _ => letter.birth(),
        };
        let Some(found) = found else {
            if id == "date-of-referral" {
                fields.extend(notified(schema, fields).map(|field| Field { spec, ..field }));
            }
            continue;
        };
        // "Date: 28 September 2024", below "Incident", is that of the incident.
        let place = found.value.map(|piece| document.place(piece));
        let is_of_the_case = |field: &Field| {
            let id = schema.fields.get(usize::from(field.spec)).map(|spec| spec.id.as_str());
            let of_case = matches!(id, Some("date-of-incident" | "date-of-death" | "date-of-birth"));
            of_case && field.label.is_some() && field.value == place
        };
        if place.is_some() && id == "date-of-referral" && fields.iter().any(is_of_the_case) {
            continue;
        }
        fields.retain(|field| field.spec != spec);
        fields.push(Field {
            spec,
            subject: 1,
            label: found.label.map(|piece| document.place(piece)),
            value: place,
            text: found
                .read_as
                .or_else(|| found.value.map(|piece| document.text(piece).to_owned()))
                .unwrap_or_default(),
            date: Value::Nothing,
            fill: Fill::Text,
            in_front_matter: false,
            section: None,
        });
    }
    guesses
}

/// The day of a notification, which is that of the referral where no other is given.
fn notified(schema: &Schema, fields: &[Field]) -> Option<Field> {
    let spec = schema.fields.iter().position(|field| field.id == "date-notified")?;
    let is_dated = |field: &&Field| {
        usize::from(field.spec) == spec && field.fill == Fill::Text && !find_dates(&field.text).is_empty()
    };
    fields.iter().find(is_dated).cloned()
}

/// That a field is given, and its value if that is sure.
#[derive(Default)]
struct Found {
    /// Words as good as a label.
    label: Option<Piece>,
    value: Option<Piece>,
    /// What the value is to be read as, where that is not its own text.
    read_as: Option<String>,
}

struct Letter<'d> {
    document: &'d Document,
    schema: &'d Schema,
    titles: &'d TitleWords,
    outline: &'d Outline,
    facts: &'d [Arc<BlockFacts>],
    /// The text of the sections about the referrer, and of the signature.
    of_writer: OnceCell<Pieces>,
    /// The text of the sections about other people, agencies or events.
    about_others: OnceCell<Pieces>,
    /// What answers a label that asks for a fact of the case: where it stands, if that is known, and its text.
    taken: Vec<(Option<Place>, String)>,
}

impl Letter<'_> {
    /// The name under "Yours faithfully", or after "From:" at the beginning; or else, unread, one with which the writer
    /// says who they are.
    ///
    /// Where a post alone `is_labelled` as who refers, only somebody who has a name is looked for.
    fn writer(&self, is_labelled: bool) -> Option<Found> {
        let is_somebody = |piece: &Piece| !person::is_nobody(self.document.text(*piece));
        let read = self.signature().into_iter().chain(self.after_head("from:")).collect::<Vec<_>>();
        let found = |piece: &Piece| Found { value: Some(*piece), ..Found::default() };
        let named = read.iter().find(|piece| is_somebody(piece)).map(found);
        let named = named.or_else(|| self.names_writer().then_some(Found::default()));
        named.or_else(|| read.first().filter(|_| !is_labelled).map(found))
    }

    /// True at the beginning, where a line ends with a date, or the next is hardly more than one: "Dr Jo Example,
    /// Consultant" above "Written 2 December 2024". Above "Dear …" stands the name of whoever is written to.
    fn is_dated(&self, piece: Piece) -> bool {
        /// Words of such a line: "Written on", a weekday and the date.
        const WORDS: usize = 6;
        let Some(own) = self.document.line_of(piece) else { return false };
        let ends_so = |facts: &Arc<BlockFacts>| {
            facts
                .dates
                .iter()
                .any(|(at, _)| piece.range().contains_range(*at) && u32::from(at.end()) + 2 > piece.end)
        };
        let is_head = |id: &LineId| self.document.lines().take(HEAD_LINES).any(|(head, _, _)| head == *id);
        if self.facts.get(piece.block as usize).is_some_and(ends_so) && is_head(&own) {
            return true;
        }
        let head = self.document.lines().map(|(id, _, _)| id).take(HEAD_LINES);
        let is_to = |id: &LineId| self.document.line_text(*id).starts_with("To: ");
        let Some(next) = head.skip_while(|id| *id <= own).find(|id| !is_to(id)) else { return false };
        let text = self.document.line_text(next);
        let facts = self.facts.get(next.block as usize);
        let line = self.document.line(next).map(|line| line.text);
        let has_date = facts.is_some_and(|facts| {
            facts.dates.iter().any(|(at, _)| line.is_some_and(|line| line.contains_range(*at)))
        });
        has_date && text.split_whitespace().nth(WORDS).is_none()
    }

    /// The next few lines of the same part: a name, a role, an agency, a number.
    fn lines_below(&self, piece: Piece) -> impl Iterator<Item = &str> {
        /// Lines of such a list.
        const LINES: usize = 4;
        let own = self.document.line_of(piece);
        let next = own.map_or(LineId { block: 0, line: 0 }, |own| LineId { line: own.line + 1, ..own });
        let below = self.document.lines_from(next);
        below
            .take(LINES)
            .take_while(|(_, block, _)| block.heading().is_none())
            .map(|(id, _, _)| self.document.line_text(id))
    }

    /// A line at the beginning or under the signature that is a date, or "Date:" or "Sent:" at the beginning.
    fn date(&self) -> Option<Found> {
        let head = self.head();
        let dated =
            || head.iter().filter(|id| !self.answers_another(**id)).find_map(|id| self.whole_date(*id));
        let headed = || ["date:", "sent:", "on:"].iter().find_map(|head| self.after_head(head));
        let signed = || {
            let closing = self.closing()?;
            let below = self.document.lines_from(LineId { line: closing.line + 1, ..closing });
            below.take(HEAD_LINES).filter_map(|(id, _, _)| self.whole_date(id)).last()
        };
        let said = || self.outline.in_scope.iter().find_map(|piece| self.date_of_sending(*piece));
        let last = || {
            let last = self.outline.filled.last()?;
            // "Date of next meeting — Tuesday 6 May 2014"
            let lower = self.document.text(*last).to_lowercase();
            let is_ahead = lower.contains("next") || lower.contains("meeting");
            self.whole_date(self.document.line_of(*last).filter(|_| !is_ahead)?)
        };
        let value = dated()
            .or_else(headed)
            .or_else(signed)
            .or_else(last)
            .or_else(said)
            .or_else(|| self.date_of_title())
            .or_else(|| self.date_of_last_byline())
            .or_else(|| self.date_below_byline())
            .or_else(|| self.date_after_referrer())
            .or_else(|| self.date_of_dictation())
            .or_else(|| self.date_of_minutes())?;
        Some(Found { value: Some(value), ..Found::default() })
    }

    /// True below a line that asks for something else than the day of writing: "Their birthday?"
    fn answers_another(&self, id: LineId) -> bool {
        /// Words of a label on a line of its own.
        const WORDS: usize = 6;
        let Some(above) = self.document.line_before(id).map(|above| self.document.line_text(above)) else {
            return false;
        };
        let lower = above.trim_end().to_lowercase();
        let asks_for_a_life = ["birth", "dob", "d.o.b", "born"].iter().any(|word| lower.contains(word));
        if asks_for_a_life && lower.split_whitespace().nth(WORDS).is_none() {
            return true;
        }
        lower.ends_with(['?', ':'])
            && (lower.contains("birth") || !OF_WRITING.iter().any(|word| lower.contains(word)))
    }

    /// The last day on which the writer or their agency heard of the case.
    fn awareness(&self, fields: &[Field]) -> Option<Found> {
        let Letter { document, schema, outline, facts, .. } = self;
        // What came before is told there as well: "I was advised to wait, and that ended on 26 February".
        let is_of_delay = |section: &&Section| {
            schema.sections.get(usize::from(section.spec)).is_some_and(|spec| spec.id == "reason-for-delay")
        };
        let of_delay = outline.sections.iter().filter(is_of_delay).flat_map(|section| section.body.iter());
        let mut of_delay = of_delay.copied().peekable();
        let has_delay = of_delay.peek().is_some();
        let of_delay = Pieces::new(of_delay);
        let heard = |pieces: &[Piece]| awareness::last_heard(document, schema, pieces, facts, fields);
        let others = || outline.in_scope.iter().copied().filter(|piece| !of_delay.hold(*piece));
        let elsewhere = if has_delay { heard(&others().collect::<Vec<Piece>>()) } else { None };
        let heard = elsewhere.or_else(|| heard(&outline.in_scope))?;
        let label = if heard.read_as.is_none() { self.plainly_aware(heard.at) } else { None };
        Some(Found { label, value: Some(heard.at), read_as: heard.read_as })
    }

    /// The words "became aware" in the line of a date, before it.
    fn plainly_aware(&self, date: Piece) -> Option<Piece> {
        let line = self.whole(self.document.line_of(date)?)?.range();
        let said = self.facts.get(date.block as usize)?.phrases_in(line);
        let before = said.take_while(|hit| hit.range.end() <= date.start.into());
        let aware = before.filter(|hit| hit.meaning == Meaning::Aware).last();
        aware.map(|hit| Piece::new(date.block, hit.range))
    }

    /// What may be the label of what `piece` begins with: the cell before it, or a short line above it.
    fn label_above(&self, piece: Piece) -> Option<&str> {
        /// Words of a label on a line of its own.
        const WORDS: usize = 10;
        let id = self.document.line_of(piece)?;
        let before = self.document.line_before(id)?;
        let text = self.document.line_text(before);
        match (self.document.line(before)?.kind, self.document.line(id)?.kind) {
            (LineKind::Cell { row, .. }, LineKind::Cell { row: own, .. }) => (row == own).then_some(text),
            (LineKind::Cell { .. }, _) | (_, LineKind::Cell { .. }) => None,
            _ => (text.split_whitespace().count() <= WORDS).then_some(text),
        }
    }

    /// True for what answers a label that asks for a fact of the case, and so tells neither who writes nor when.
    fn is_taken(&self, piece: Piece) -> bool {
        let place = self.document.place(piece);
        self.taken.iter().any(|(value, text)| match value {
            Some(value) => value.block == place.block && value.start < place.end && place.start < value.end,
            None => text == self.document.text(piece),
        })
    }

    /// The date that is all of a line.
    fn whole_date(&self, id: LineId) -> Option<Piece> {
        // What stands alone in a cell is the answer to the label beside it.
        let line = self.document.line(id).filter(|line| !matches!(line.kind, LineKind::Cell { .. }))?;
        let whole = self.document.line_text(id).trim().trim_end_matches('.').len();
        let facts = self.facts.get(id.block as usize)?;
        let (at, _) = facts.dates_in(line.text).next()?;
        let date = Piece::new(id.block, *at);
        (usize::from(at.len()) + 2 >= whole && !self.is_taken(date)).then_some(date)
    }

    /// "… (born 14 February 2014)". Whose birth it is cannot be told for sure, so it is present and unread.
    fn birth(&self) -> Option<Found> {
        let near = |hit: &Hit, facts: &BlockFacts| {
            facts.dates.iter().any(|(at, _)| {
                let gap = u32::from(at.start()).checked_sub(hit.range.end().into());
                gap.is_some_and(|gap| gap <= NEAR)
            })
        };
        for (index, facts) in (0..).zip(self.facts) {
            let born = facts.phrases.iter().filter(|hit| hit.meaning == Meaning::Born);
            for hit in born.filter(|hit| near(hit, facts)) {
                if self.is_own(Piece::new(index, hit.range)) {
                    return Some(Found::default());
                }
            }
        }
        None
    }

    /// The line that follows a closing such as "Yours faithfully".
    fn signature(&self) -> Option<Piece> {
        let closing = self.closing()?;
        let (next, _, _) = self.document.lines_from(LineId { line: closing.line + 1, ..closing }).next()?;
        let name = self.document.line_text(next);
        let is_person = self.is_name(next) && !self.is_a_house(name) && !self.is_of_an_address(name);
        if is_person { self.whole(next) } else { None }
    }

    /// A line that is a closing and nothing else; the last one.
    fn closing(&self) -> Option<LineId> {
        for (index, facts) in self.facts.iter().enumerate().rev() {
            let index = index as u32;
            let Some(block) = self.document.block(index) else { continue };
            for hit in facts.phrases.iter().rev().filter(|hit| hit.meaning == Meaning::Closing) {
                let number = block.lines.iter().position(|line| line.text.contains_range(hit.range));
                let Some(number) = number else { continue };
                let id = LineId { block: index, line: number as u32 };
                let line = self.document.line_text(id).trim().trim_end_matches([',', '.', ';']);
                if line.len() == usize::from(hit.range.len()) {
                    return Some(id);
                }
            }
        }
        None
    }

    /// What stands behind `head` in a line at the beginning.
    fn after_head(&self, head: &str) -> Option<Piece> {
        let head_lines = self.document.lines().map(|(id, _, _)| id).take(HEAD_LINES);
        head_lines.filter(|id| !self.is_under_heading(*id)).find_map(|id| {
            let text = self.document.line_text(id);
            let is_head = text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head));
            let rest = text.get(head.len()..).filter(|rest| is_head && !blank::is_blank(rest))?;
            let start = text.len() - rest.trim_start().len();
            Some(self.whole(id)?.part(range(start, text.trim_end().len())))
        })
    }

    /// True below a heading that is known, other than the title of all: "Why this case should be reviewed".
    fn is_under_heading(&self, id: LineId) -> bool {
        let title = self.document.blocks().iter().position(|block| block.heading().is_some());
        let is_title = |part: &Section| {
            part.heading.is_some_and(|heading| heading.level == 1) && title == Some(part.label.block as usize)
        };
        let mut parts = self.outline.sections.iter().filter(|part| part.heading.is_some() && !is_title(part));
        parts.any(|part| part.lines.contains(&id))
    }

    /// True in a section about the referrer, or at the signature.
    fn is_of_writer(&self, piece: Piece) -> bool {
        let of_writer = |spec: &SectionSpec| matches!(spec.id.as_str(), "referrer" | "sign-off");
        self.of_writer.get_or_init(|| self.text_of(of_writer)).hold(piece)
    }

    /// True in a section about the one referred.
    fn is_of_subject(&self, piece: Piece) -> bool {
        self.text_of(|spec| spec.id == "subject").hold(piece)
    }

    /// The text of the sections whose spec `is_wanted`.
    fn text_of(&self, is_wanted: impl Fn(&SectionSpec) -> bool) -> Pieces {
        let wanted =
            self.outline.sections.iter().filter(|section| {
                self.schema.sections.get(usize::from(section.spec)).is_some_and(&is_wanted)
            });
        Pieces::new(wanted.flat_map(|section| section.body.iter().copied()))
    }

    /// The lines before the first section, as far as a letter's head goes.
    fn head(&self) -> Vec<LineId> {
        let is_of_writer = |section: &&Section| {
            let spec = self.schema.sections.get(usize::from(section.spec));
            spec.is_some_and(|spec| matches!(spec.id.as_str(), "referrer" | "sign-off"))
        };
        let others = self.outline.sections.iter().filter(|section| !is_of_writer(section));
        let first = others.map(|section| section.lines.start).min();
        let lines = self.document.lines().filter(|(_, block, _)| block.heading().is_none());
        lines
            .map(|(id, _, _)| id)
            .take(HEAD_LINES)
            .take_while(|id| first.is_none_or(|first| *id < first))
            .collect()
    }

    fn is_name(&self, id: LineId) -> bool {
        let text = self.document.line_text(id).trim();
        text.trim_start_matches('(').starts_with(char::is_uppercase) && text.split_whitespace().count() <= 12
    }

    fn whole(&self, id: LineId) -> Option<Piece> {
        self.document.line(id).map(|line| Piece::new(id.block, line.text))
    }

    /// In scope, and in no part about other people, agencies or events.
    fn is_own(&self, piece: Piece) -> bool {
        !self.is_about_others(piece) && holds(&self.outline.in_scope, piece)
    }

    /// In a part about other people, agencies or events.
    fn is_about_others(&self, piece: Piece) -> bool {
        let about_others = |spec: &SectionSpec| {
            matches!(spec.kind, SectionKind::People | SectionKind::Agencies | SectionKind::Events)
        };
        self.about_others.get_or_init(|| self.text_of(about_others)).hold(piece)
            // Below a title that nobody knows it may be about somebody else.
            && self.outline.loose.binary_search(&piece).is_err()
    }
}
