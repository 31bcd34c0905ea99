//! What a letter or an e-mail says without labels: who writes it, when, and whose birth it gives.
//!
//! A labelled field always counts instead, and nothing here is read in a part about other people.

use std::sync::Arc;

use super::facts::BlockFacts;
use super::{Field, Fill, Outline, blank};
use crate::date::Value;
use crate::document::{Document, LineId};
use crate::place::{Piece, range};
use crate::schema::{Hit, Meaning, Schema, SectionKind};

/// Lines at the beginning of a letter among which its date is looked for: two addresses of six lines, and a date.
const HEAD_LINES: usize = 14;
/// Bytes between "born" and the date: " on ", ": ".
const NEAR: u32 = 5;

/// Adds what a letter says, where no label does.
pub(super) fn unlabelled(
    document: &Document,
    schema: &Schema,
    outline: &Outline,
    facts: &[Arc<BlockFacts>],
    fields: &mut Vec<Field>,
) {
    let letter = Letter { document, schema, outline, facts };
    for id in ["referrer-name", "date-of-referral", "date-of-birth"] {
        let Some(spec) = schema.fields.iter().position(|field| field.id == id) else { continue };
        let spec = spec as u16;
        if fields.iter().any(|field| field.spec == spec && field.fill != Fill::Blank) {
            continue;
        }
        let found = match id {
            "referrer-name" => letter.writer(),
            "date-of-referral" => letter.date(),
            _ => letter.birth(),
        };
        let Some(found) = found else { continue };
        fields.retain(|field| field.spec != spec);
        fields.push(Field {
            spec,
            subject: 1,
            label: None,
            value: found.value.map(|piece| document.place(piece)),
            text: found.value.map(|piece| document.text(piece).to_owned()).unwrap_or_default(),
            date: Value::Nothing,
            fill: Fill::Text,
            in_front_matter: false,
            section: None,
        });
    }
}

/// That a field is given, and its value if that is sure.
struct Found {
    value: Option<Piece>,
}

struct Letter<'d> {
    document: &'d Document,
    schema: &'d Schema,
    outline: &'d Outline,
    facts: &'d [Arc<BlockFacts>],
}

impl Letter<'_> {
    /// The name under "Yours faithfully", or after "From:" at the beginning.
    fn writer(&self) -> Option<Found> {
        self.signature().or_else(|| self.after_head("from:")).map(|piece| Found { value: Some(piece) })
    }

    /// A line at the beginning or under the signature that is a date, or "Date:" or "Sent:" at the beginning.
    fn date(&self) -> Option<Found> {
        let head = self.head();
        let dated = || head.iter().find_map(|id| self.whole_date(*id));
        let headed = || self.after_head("date:").or_else(|| self.after_head("sent:"));
        let signed = || {
            let closing = self.closing()?;
            let below = self.document.lines().map(|(id, _, _)| id).skip_while(|id| *id <= closing);
            below.take(HEAD_LINES).filter_map(|id| self.whole_date(id)).last()
        };
        Some(Found { value: Some(dated().or_else(headed).or_else(signed)?) })
    }

    /// The date that is all of a line.
    fn whole_date(&self, id: LineId) -> Option<Piece> {
        let line = self.document.line(id)?;
        let whole = self.document.line_text(id).trim().trim_end_matches('.').len();
        let facts = self.facts.get(id.block as usize)?;
        let (at, _) = facts.dates.iter().find(|(at, _)| line.text.contains_range(*at))?;
        (usize::from(at.len()) + 2 >= whole).then_some(Piece::new(id.block, *at))
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
                    return Some(Found { value: None });
                }
            }
        }
        None
    }

    /// The line that follows a closing such as "Yours faithfully".
    fn signature(&self) -> Option<Piece> {
        let closing = self.closing()?;
        let next = self.document.lines().map(|(id, _, _)| id).find(|next| *next > closing)?;
        if self.is_name(next) { self.whole(next) } else { None }
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
        self.head().into_iter().find_map(|id| {
            let text = self.document.line_text(id);
            let is_head = text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head));
            let rest = text.get(head.len()..).filter(|rest| is_head && !blank::is_blank(rest))?;
            let start = text.len() - rest.trim_start().len();
            Some(self.whole(id)?.part(range(start, text.trim_end().len())))
        })
    }

    /// The lines before the first section, as far as a letter's head goes.
    fn head(&self) -> Vec<LineId> {
        let first = self.outline.sections.iter().map(|section| section.lines.start).min();
        let lines = self.document.lines().filter(|(_, block, _)| block.heading().is_none());
        lines
            .map(|(id, _, _)| id)
            .take(HEAD_LINES)
            .take_while(|id| first.is_none_or(|first| *id < first))
            .collect()
    }

    fn is_name(&self, id: LineId) -> bool {
        let text = self.document.line_text(id).trim();
        text.starts_with(char::is_uppercase) && text.split_whitespace().count() <= 12
    }

    fn whole(&self, id: LineId) -> Option<Piece> {
        self.document.line(id).map(|line| Piece::new(id.block, line.text))
    }

    /// In scope, and in no part about other people, agencies or events.
    fn is_own(&self, piece: Piece) -> bool {
        let about_others = self.outline.sections.iter().any(|section| {
            let kind = self.schema.sections.get(usize::from(section.spec)).map(|spec| spec.kind);
            matches!(kind, Some(SectionKind::People | SectionKind::Agencies | SectionKind::Events))
                && section.body.iter().any(|body| body.contains(piece))
        });
        !about_others && self.outline.in_scope.iter().any(|part| part.contains(piece))
    }
}
