//! An outline after a letter was typed into plain prose, without another walk over the document.
//!
//! Nothing is guessed: where the edit could change what is recognised, there is no answer, and the walk is taken again.

use super::facts::{BlockFacts, Changed, LineFacts};
use super::{Fill, Outline, awareness, writer};
use crate::document::{Block, BlockKind, LineKind};
use crate::place::Piece;
use crate::schema::{Meaning, Schema, Vocabulary};

/// Words that make a line plain prose. Above every number of words at which a line could be a label, a name or a date.
const PROSE: usize = 16;

impl Outline {
    /// This outline with the one block that has changed in place of the one it was; nothing where that block could
    /// name anything, or be the value of a field.
    pub(crate) fn again(
        mut self,
        schema: &Schema,
        vocabulary: &Vocabulary,
        changed: &Changed,
    ) -> Option<Self> {
        let Changed { block, ref old, ref new } = *changed;
        let (was, is) = (whole(old.0.as_ref(), &old.1)?, whole(new.0.as_ref(), &new.1)?);
        let text = old.0.plain.text();
        let touches = self.fields.iter().any(|field| {
            field.label.is_some_and(|place| place.block == block)
                || field.value.is_some_and(|place| place.block == block)
                // Prose below the label of a date is no value, until it gives a date.
                || field.value.is_none() && !field.text.is_empty() && text.contains(&field.text)
        });
        // A date in prose can stand for a date of referral that is given nowhere else.
        let dated = !old.1.dates.is_empty() || !new.1.dates.is_empty();
        let names = |block: &Block| writer::may_name_writer(vocabulary.titles(), block.plain.text());
        let may_name = !self.labels(schema, "referrer-name") && (dated || names(&old.0) || names(&new.0));
        // Where awareness is told in prose, it counts from what stands around it.
        let tells = awareness::tells(&old.1) || awareness::tells(&new.1);
        let may_date =
            dated && !self.labels(schema, "date-of-referral") || (dated || tells) && self.guesses_awareness;
        if touches || may_name || may_date {
            return None;
        }
        let bodies = self.sections.iter_mut().map(|section| &mut section.body);
        for pieces in bodies.chain([&mut self.in_scope, &mut self.filled, &mut self.loose]) {
            for piece in pieces.iter_mut().filter(|piece| piece.block == block) {
                if (piece.start, piece.end) != was {
                    return None;
                }
                *piece = Piece { start: is.0, end: is.1, ..*piece };
            }
        }
        Some(self)
    }

    /// True where the field with this id stands behind a label.
    fn labels(&self, schema: &Schema, id: &str) -> bool {
        let spec = schema.fields.iter().position(|field| field.id == id);
        spec.is_some_and(|spec| {
            self.fields_of(spec).any(|field| field.label.is_some() && field.fill != Fill::Blank)
        })
    }
}

/// Start and end of the one line of a block that is plain prose.
fn whole(block: &Block, facts: &BlockFacts) -> Option<(u32, u32)> {
    let ([line], [said]) = (block.lines.as_slice(), facts.lines.as_slice()) else { return None };
    let text = block.plain.slice(line.text);
    let is_prose = block.kind == BlockKind::Paragraph
        && line.kind == LineKind::Text
        && says_nothing(said)
        && facts.table.is_none()
        && !text.trim_end().ends_with(':')
        && text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).nth(PROSE).is_some()
        && !facts.phrases.iter().any(|hit| matches!(hit.meaning, Meaning::Closing | Meaning::Born));
    is_prose.then(|| (line.text.start().into(), line.text.end().into()))
}

/// True for a line that names nothing and holds nothing but words.
fn says_nothing(line: &LineFacts) -> bool {
    let LineFacts {
        strong,
        blank,
        names,
        joint,
        near,
        slanted,
        board_only,
        label,
        pairs,
        label_like,
        title_like,
        known,
        tokens,
        only_tokens,
        deletes,
        text_table,
        mail_head,
    } = line;
    let flags =
        [strong, blank, slanted, board_only, label_like, title_like, known, only_tokens, deletes, text_table];
    !flags.into_iter().any(|flag| *flag)
        && names.is_empty()
        && joint.is_empty()
        && near.is_none()
        && label.is_none()
        && pairs.is_empty()
        && tokens.is_empty()
        && mail_head.is_none()
}
