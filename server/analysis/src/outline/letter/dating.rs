//! The day of a letter where no line is a date: in its title, beside a byline, behind a question.

use super::super::person;
use super::super::writer::has_byline;
use super::sending::{is_of_a_life, tells_of_another};
use super::{BYLINE, HEAD_LINES, LAST_LINES, Letter, OF_THE_CASE};
use crate::date::{Year, find_dates};
use crate::document::{Block, BlockKind, LineId};
use crate::place::{Piece, range};

impl Letter<'_> {
    /// "Dictated 5 April 2017, by Dr Jo Example", "Submitted by the Tissue Viability Service. 5 April 2017.", where nothing
    /// says when it was sent.
    pub(super) fn date_of_dictation(&self) -> Option<Piece> {
        const SENT: &[&str] = &["submitted by ", "sent by ", "prepared by ", "completed by ", "made by "];
        let mut head = self.document.lines().map(|(id, _, _)| id).take(HEAD_LINES);
        head.find_map(|id| {
            let text = self.document.line_text(id);
            let lower = text.to_lowercase();
            let is_dictated = lower.starts_with("dictated ");
            let is_sent = SENT.iter().any(|sent| lower.starts_with(sent));
            let facts = self.facts.get(id.block as usize).filter(|_| is_dictated || is_sent)?;
            let line = self.document.line(id)?.text;
            let (at, _) = facts.dates_in(line).next()?;
            let behind = text.get(usize::from(at.end() - line.start())..)?;
            let is_last = behind.trim_end_matches(['.', ' ', ')']).is_empty();
            (is_dictated || is_last).then(|| Piece::new(id.block, *at))
        })
    }

    /// "When: 22 May 2018", right below "Who is referring: Jo Example".
    pub(super) fn date_after_referrer(&self) -> Option<Piece> {
        let head = self.document.lines().map(|(id, _, _)| id).take(HEAD_LINES);
        head.filter(|id| self.document.line_text(*id).to_lowercase().starts_with("when")).find_map(|id| {
            let text = self.document.line_text(id);
            let (label, _) = text.split_once([':', '?'])?;
            let above = self.document.line_text(self.document.line_before(id)?).to_lowercase();
            let asks = label.eq_ignore_ascii_case("when")
                && above.starts_with("who ")
                && ["referr", "asking", "writing", "sending"].iter().any(|word| above.contains(word));
            let facts = self.facts.get(id.block as usize).filter(|_| asks)?;
            let (at, _) = facts.dates_in(self.document.line(id)?.text).next()?;
            Some(Piece::new(id.block, *at))
        })
    }

    /// "Prepared by Jo Example, Operations Manager", above a line that is a date, in one paragraph at the beginning.
    pub(super) fn date_below_byline(&self) -> Option<Piece> {
        let head = self.document.lines().take(HEAD_LINES).filter(|(_, block, _)| block.heading().is_none());
        head.map(|(id, ..)| id).find_map(|id| {
            let date = self.whole_date(id)?;
            let mut above = (0..id.line).map(|line| self.document.line_text(LineId { line, ..id }));
            above.any(|line| has_byline(self.titles, line)).then_some(date)
        })
    }

    /// "SAR referral (SBAR), 28 January 2020", as the title of all.
    pub(super) fn date_of_title(&self) -> Option<Piece> {
        /// Headings, or lines in bold, of which one may be the title: that of an agency, and that of the paper.
        const TITLES: usize = 2;
        let blocks = (0..).zip(self.document.blocks());
        let is_bold = |block: &Block| match block.lines.as_slice() {
            [line] => block.kind == BlockKind::Paragraph && line.is_all_strong(),
            _ => false,
        };
        let mut titles = blocks.filter(|(_, block)| block.heading().is_some() || is_bold(block)).take(TITLES);
        titles.find_map(|(number, block)| self.date_at_the_end(number, block))
    }

    /// "…, 28 January 2020", at the end of a title that says that it is that of a referral.
    fn date_at_the_end(&self, number: u32, block: &Block) -> Option<Piece> {
        let text = block.plain.text().trim_end();
        let lower = text.to_lowercase();
        let is_of_this = ["referral", "request", "memo", "report to", "note to", "note for", "sbar"]
            .iter()
            .any(|paper| lower.contains(paper));
        // "Note on Child K, born 21/02/2004 – 1 July 2020", which is no time from one day to the other.
        if let Some((born, last)) = text.rsplit_once(" – ")
            && is_of_this
            && born.ends_with(|char: char| char.is_ascii_digit())
            && let [date] = find_dates(last).as_slice()
            && usize::from(date.range.len()) == last.len()
        {
            return Some(Piece::new(number, range(text.len() - last.len(), text.len())));
        }
        let (at, reading) = self.facts.get(number as usize)?.dates.last()?;
        let before = text.get(..at.start().into())?.trim_end();
        let is_last = usize::from(at.end()) == text.len() && before.ends_with([',', ':', '-', '–', '—'])
            || before.is_empty();
        // "Memo to the Children's Partnership, 28 June 2021"
        let named = before.to_lowercase().replace("children", "").replace("adults", "");
        let is_of_another = OF_THE_CASE.iter().any(|word| named.contains(word))
            || tells_of_another(before)
            || is_of_a_life(before);
        (is_of_this && is_last && !is_of_another && reading.year != Year::Absent)
            .then(|| Piece::new(number, *at))
    }

    /// "Meeting of Monday 22 April 2024", at the head of minutes that stand for the referral.
    pub(super) fn date_of_minutes(&self) -> Option<Piece> {
        /// Lines of such a head, and words of each.
        const LINES: usize = 6;
        const WORDS: usize = 40;
        const MEETINGS: &[&str] = &[
            "inutes",
            "MINUTES",
            "Meeting of",
            " meeting held on ",
            " meeting,",
            "Meeting,",
            " meeting:",
            "Meeting:",
            " meeting and referral",
            "MEETING",
        ];
        let is_short = |id: &LineId| self.document.line_text(*id).split_whitespace().nth(WORDS).is_none();
        let head = || self.document.lines().map(|(id, _, _)| id).take(LINES).filter(is_short);
        let is_of_meeting = |id: &LineId| {
            let text = self.document.line_text(*id);
            // "His meeting of 29 January is attached" is no head.
            text.starts_with("Held ") || MEETINGS.iter().any(|words| text.contains(words))
        };
        head().find(is_of_meeting)?;
        head().find_map(|id| {
            let line = self.document.line(id)?.text;
            let text = self.document.line_text(id);
            let facts = self.facts.get(id.block as usize)?;
            let (at, _) = facts.dates_in(line).find(|(_, reading)| reading.year != Year::Absent)?;
            let before = text.get(..usize::from(at.start() - line.start()))?;
            // "Notes of serious incident decision meeting, Wednesday 19 July 2023"
            let named =
                before.to_lowercase().replace("serious incident", "").replace("incident decision", "");
            let is_other = tells_of_another(&named) || is_of_a_life(before) || named.contains("next");
            (!is_other).then(|| Piece::new(id.block, *at))
        })
    }

    /// "Charge nurse, Juniper Ward, 8 December 2016", among the last lines.
    pub(super) fn date_of_last_byline(&self) -> Option<Piece> {
        let last = self.outline.filled.iter().rev().take(LAST_LINES);
        last.into_iter().find_map(|piece| {
            let facts = self.facts.get(piece.block as usize)?;
            let (at, _) = facts.dates_in(piece.range()).find(|(_, reading)| reading.year != Year::Absent)?;
            let start = (u32::from(at.start()) - piece.start) as usize;
            let before = self.document.text(*piece).get(..start)?.trim_end();
            let is_byline = before.ends_with(',')
                && before.split_whitespace().count() <= BYLINE
                && person::names_a_job(before)
                && !tells_of_another(before);
            is_byline.then(|| Piece::new(piece.block, *at))
        })
    }
}
