//! The day of a letter where no line is a date: in its title, in a sentence, beside a byline, behind a question.

use text_size::TextRange;

use super::super::person;
use super::super::writer::{has_byline, has_contact, has_name_with_post};
use super::sending::{
    has_time, is_of_a_life, is_writing, last_sentence, tells_of_a_life, tells_of_another, tells_of_sending,
};
use super::{BYLINE, HEAD_LINES, LAST_LINES, Letter};
use crate::date::{DateReading, Precision, Year, find_dates};
use crate::document::{Block, BlockKind, LineId, LineKind};
use crate::place::{Piece, range};

/// How a line begins that names the paper or whom it is for.
const PAPERS: &[&str] = &["To ", "Note ", "Memo", "Letter ", "Report ", "Referral ", "Request "];
/// Words of a label beside a day, on a line that says who wrote.
const BESIDE_A_STAMP: &[&str] = &[
    "date", "today", "sent", "writ", "ref", "sign", "submit", "complet", "from", "memo", "note", "report",
    "request", "by", "stamp",
];
/// What a label has in it whose date is a fact of the case.
const OF_THE_CASE: &[&str] = &[
    "about",
    "knew",
    "know",
    "told",
    "learn",
    "heard",
    "informed",
    "notified",
    "notice",
    "light",
    "found out",
    "find out",
    "discover",
    "birthday",
    "admi",
    "adult",
    "aware",
    "birth",
    "born",
    "child",
    "death",
    "died",
    "d.o.b",
    "dob",
    "event",
    "harm",
    "incident",
    "injur",
    "meeting",
    "occurr",
    "patient",
    "person",
    "subject",
];
/// Words of a line at the beginning in which "sent" or "signed" tells of the letter itself.
const LONGEST_HEAD_LINE: usize = 40;

/// The last part of `before`, which ends with a comma, from the comma before that on.
fn last_part(before: &str) -> &str {
    before.trim_end_matches([',', ' ']).rsplit(", ").next().unwrap_or(before)
}

/// True where a day at the beginning, between `before` and `after`, is that of the paper; `sentence` ends `before`.
fn stamps(before: &str, sentence: &str, after: &str) -> bool {
    const ALONE: &[&str] = &["received", "rec'd", "report dated", "letter dated", "memo dated"];
    const MARKS: &[&str] = &[" · ", " ▪ ", " | ", " • "];
    // "Reference LSCB-0417. Received 21/03/2017 at 16:42.", "1. Officer: DI Example. Report dated 3 May 2021."
    if ALONE.contains(&sentence.trim().to_lowercase().as_str()) {
        return true;
    }
    // "27 August 2020. Jo Example, Service Manager"
    let names_next = || person::begins(after.trim_start_matches(['.', ',', ' ', '|', '–', '-']));
    let begins = before.trim().is_empty() || before.ends_with(". ");
    if begins && names_next() && !tells_of_a_life(after) {
        return true;
    }
    // "29 June 2017. To the board office, Coldmere LSCB, from Jo Example, Deputy Head"
    if before.trim().is_empty() && (after.starts_with(". To ") || after.starts_with(", to ")) {
        return true;
    }
    let next = after.trim_start_matches([',', ' ']);
    // "… as a referral to the partnership, 26.09.19, by Jo Example, specialist nurse"
    if next.strip_prefix("by ").is_some_and(person::begins) && !tells_of_a_life(last_part(before)) {
        return true;
    }
    // "Jo Example, Community Matron, 2.11.16, ext 4409", "… · 2 November 2016 · for the board"
    let names_first = before.trim_end().ends_with([',', '·', '|']) && has_name_with_post(before);
    // "Note to Eastmoor LSCB, 27 November 2013, from Jo Example"
    let is_from = next.strip_prefix("from ").is_some_and(person::begins_behind_post);
    // "*Eastmoor Youth Justice Service* ▪ *24 March 2026* ▪ *restricted*", "SBAR · 25.9.26 · Jo Example"
    let (left, right) = (before.trim_end_matches('*'), after.trim_start_matches('*'));
    let is_between =
        MARKS.iter().any(|mark| (left.ends_with(mark) || left.is_empty()) && right.starts_with(mark));
    // "Taken by Jo Example, business support, Monday 16 November 2020, 10.35 to 11.20."
    let is_taken_down = before.starts_with("Taken by ") && !is_of_a_life(before);
    (names_first || is_from || is_between) && !tells_of_a_life(before) || is_taken_down
}

impl Letter<'_> {
    /// The date of a line that says when it was written: "Prepared by Jo Example, 4 May 2016", "I'm sending this on …".
    pub(super) fn date_of_sending(&self, piece: Piece) -> Option<Piece> {
        let text = self.document.text(piece);
        let facts = self.facts.get(piece.block as usize).filter(|facts| !facts.dates.is_empty())?;
        let id = self.document.line_of(piece)?;
        let is_head = self.document.lines().take(HEAD_LINES).any(|(head, _, _)| head == id);
        let at_head = is_head && !self.is_under_heading(id);
        let is_place =
            at_head || self.outline.loose.binary_search(&piece).is_ok() || self.is_of_writer(piece);
        let is_day =
            |reading: &DateReading| reading.year != Year::Absent && reading.precision <= Precision::Day;
        let is_free = |at: TextRange| !self.is_taken(Piece::new(piece.block, at));
        let dates = facts.dates_in(piece.range()).filter(|(_, reading)| is_day(reading));
        let found = dates.filter(|(at, _)| is_free(*at)).find(|(at, reading)| {
            let before = text.get(..(u32::from(at.start()) - piece.start) as usize).unwrap_or("");
            let sentence = last_sentence(before);
            let sentence = sentence.rsplit("; ").next().unwrap_or(sentence);
            // "I was told on 8 June, and this letter is dated 24 June."
            let and = sentence
                .rsplit_once(" and ")
                .filter(|(first, _)| tells_of_another(first))
                .map(|(_, next)| next);
            // "the Eastmoor and Northmere Board" is one.
            let sentence = and.filter(|next| next.starts_with(char::is_lowercase)).unwrap_or(sentence);
            if !is_place {
                return is_writing(sentence);
            }
            let after = text.get((u32::from(at.end()) - piece.start) as usize..).unwrap_or("");
            // "Jo Example, Deputy Head, Thornlea. 6 June 2017."
            let is_alone = before.ends_with(". ") && (after.trim().is_empty() || after.starts_with('.'));
            // "To the board. Tuesday 13 May 2025."
            let is_paper = PAPERS.iter().any(|paper| before.starts_with(paper))
                || before.to_lowercase().contains("for the attention of");
            let is_named = at_head && (person::is_in(before) || is_paper);
            if is_alone
                && !is_of_a_life(before)
                && (is_named || self.is_of_writer(piece) || has_byline(self.titles, before))
            {
                return true;
            }
            let label =
                before.trim_end().strip_suffix(':').filter(|label| label.split_whitespace().count() <= 6);
            let label = if before.trim().is_empty() { self.label_above(piece) } else { label };
            let has_time = reading.precision == Precision::Minute || has_time(after);
            if at_head && (has_time && sentence.trim().is_empty() || stamps(before, sentence, after)) {
                return true;
            }
            // "Reached me 12/04/2016. Writing 27/05/2016."
            if ["writing", "writing on", "written", "written on"]
                .contains(&sentence.trim().to_lowercase().as_str())
            {
                return true;
            }
            // "Call of Wednesday 9 November 2016, 14:10."
            let is_of_call =
                ["call of", "taken", "call on", "received", "rec'd", "recd", "call in"].iter().any(|call| {
                    let before = before.trim().trim_end_matches(':').to_lowercase();
                    before.ends_with(call) && before.split_whitespace().count() <= 3
                });
            if at_head && is_of_call {
                return true;
            }
            // "It is 12 April 2017 today"
            if after.trim_start().starts_with("today") {
                return true;
            }
            let is_byline = at_head && self.is_byline(id, before, after);
            // A paragraph that tells of what happened may stand there too: "An agreement signed on 2 December …".
            let is_short = text.split_whitespace().nth(LONGEST_HEAD_LINE).is_none();
            // "Sent to the Business Manager on 5 March 2014 by Jo Example"
            let is_sent = sentence.trim_start().to_lowercase().starts_with("sent to ");
            tells_of_sending(label.unwrap_or(sentence), at_head && (is_short || is_sent) || label.is_some())
                && !is_of_a_life(before)
                || (is_byline || has_contact(text)) && !tells_of_another(sentence)
        });
        found.map(|(at, _)| Piece::new(piece.block, *at))
    }

    /// True for a line of text with a few words before its date, or a bracket behind it: "Eastmoor Council, 4 May 2016".
    pub(super) fn is_byline(&self, id: LineId, before: &str, after: &str) -> bool {
        let kind = self.document.line(id).map(|line| line.kind);
        let after = after.trim();
        let is_end = after.len() <= 1
            || after.starts_with(": ")
            || after.starts_with('(') && after.ends_with(')')
            || ["//", "|"].iter().any(|mark| after.starts_with(mark));
        let before = before.trim_end();
        if is_of_a_life(before) {
            return false;
        }
        // "Seen on 3 March 2015." is a sentence.
        let is_parted = before.is_empty()
            || before.ends_with([',', '-', '–', '—', '·', '|', '/'])
            || before.ends_with('.') && has_byline(self.titles, before);
        // "Incident: 6 June 2015" is a fact of the case.
        let label = before.split_once(':').map_or("", |(label, _)| label).to_lowercase();
        let is_of_writing = || BESIDE_A_STAMP.iter().any(|word| label.contains(word));
        let is_labelled =
            OF_THE_CASE.iter().any(|word| label.contains(word)) || !label.is_empty() && !is_of_writing();
        kind == Some(LineKind::Text)
            && is_end
            && !is_labelled
            && (is_parted || !after.ends_with('.'))
            && before.split_whitespace().count() <= BYLINE
    }

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
