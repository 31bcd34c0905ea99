//! Forms: boxes and what stands beside them, questions and their answers, rows of a table.
//!
//! What the words themselves claim is read by `polarity`; nothing here knows a route.

mod answers;
mod rows;

use super::marks::{Draft, Marks, Mode};
use super::{How, Stance};
use crate::bytes::has_byte;
use crate::outline::{is_tick, may_have_round_box, round_box};
pub(super) use answers::{answer, says_alive, splits};
use answers::{cited_at_end, ending_answer, verdict};

/// All claims of a text, line by line.
pub(super) fn claims(marks: &Marks<'_>) -> Vec<Draft> {
    Reader::read(marks).drafts
}

/// True where a text of one line claims nothing and asks nothing that the next line could answer.
pub(super) fn claims_nothing(marks: &Marks<'_>) -> bool {
    let reader = Reader::read(marks);
    reader.drafts.is_empty() && reader.question.is_none() && ticks(marks.text, 0).is_empty()
}

struct Reader<'m, 'a> {
    marks: &'m Marks<'a>,
    /// A question that still waits for its answer.
    question: Option<(usize, usize)>,
    /// Under a header row, which columns mean yes and which no.
    columns: Vec<Option<bool>>,
    drafts: Vec<Draft>,
    /// Answers read on this line so far.
    answers: usize,
}

/// Answers that are read on one line.
const MOST_ANSWERS: usize = 40;

/// A box of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tick {
    pub start: usize,
    pub end: usize,
    pub ticked: bool,
}

impl<'m, 'a> Reader<'m, 'a> {
    fn read(marks: &'m Marks<'a>) -> Self {
        let mut reader =
            Reader { marks, question: None, columns: Vec::new(), drafts: Vec::new(), answers: 0 };
        let mut start = 0;
        for line in marks.text.split('\n') {
            reader.line(start, start + line.len());
            start += line.len() + 1;
        }
        reader.leave_unanswered();
        reader
    }

    fn line(&mut self, start: usize, end: usize) {
        let text = self.marks.lower(start, end);
        self.answers = 0;
        if text.trim().is_empty() {
            return;
        }
        let ticks = ticks(text, start);
        if !ticks.is_empty() && self.stand_alone(start, end, &ticks) {
            self.ticked_row(start, end, &ticks);
        } else if !ticks.is_empty() {
            self.boxes(start, end, &ticks);
        } else if text.contains('\t') {
            self.row(start, end);
        } else {
            self.columns.clear();
            self.prose(start, end);
        }
    }

    fn prose(&mut self, start: usize, end: usize) {
        let text = self.marks.lower(start, end);
        if let (Some((from, to)), Some((answer, length))) = (self.question, answer(text)) {
            self.question = None;
            self.answered(from, to, answer, start, start + length, How::Answer);
            self.rest(start + length, end);
            return;
        }
        self.leave_unanswered();
        if self.yes_to(start, end) {
            return;
        }
        for split in splits(text).into_iter().take(MOST_ANSWERS) {
            let Some(after) = text.get(split..) else { continue };
            let mut gap = after.len() - trim_marks(after).len();
            let hinted = after_hint(after);
            if answer(hinted).is_some() {
                gap = after.len() - hinted.len();
            }
            let said = after.get(gap..).unwrap_or_default();
            let (mut from, to) = (start + sentence_start(text, split), start + split);
            let lives = || says_alive(said).filter(|_| self.asks_of_a_death(from, to));
            let found = answer(said).or_else(|| lives().map(|length| (Some(false), length)));
            let Some((answer, length)) = found else { continue };
            // "…, so 5(2)(a) cannot be satisfied and (b)(i) does not arise": the denial is of what is cited right before it.
            if let Some(cited) = cited_at_end(self.marks.lower(from, to), said) {
                from = to - cited;
            }
            // "Not for a mandatory SAR, 44(1) and (2) not met": what is denied before the comma asks nothing.
            let head =
                self.marks.lower(from, to).rfind(", ").filter(|_| !after.trim_start().starts_with("yes"));
            if let Some(comma) = head.filter(|comma| self.marks.lower(from, from + comma).starts_with("not "))
            {
                from += comma + 2;
            }
            if self.marks.asked(from, to).is_empty() {
                continue;
            }
            self.drafts.extend(self.marks.read(start, from, Mode::Prose));
            let stop = start + split + gap + length;
            self.answered(from, to, answer, from, stop, How::Answer);
            self.rest(stop, end);
            return;
        }
        let trimmed = text.trim_end();
        let asks = trimmed.ends_with('?')
            || trimmed.ends_with(':')
            || trimmed.ends_with("yes/no)")
            || trimmed.ends_with("y/n)");
        if asks {
            let from = start + sentence_start(text, trimmed.len());
            self.drafts.extend(self.marks.read(start, from, Mode::Prose));
            self.question = Some((from, end));
            return;
        }
        self.drafts.extend(self.marks.read(start, end, Mode::Prose));
    }

    /// True where what stands between `from` and `to` names a route that is for a death, and says no more.
    fn asks_of_a_death(&self, from: usize, to: usize) -> bool {
        /// Words of such a label.
        const LABEL: usize = 4;
        let schema = self.marks.schema;
        let is_of_death = |id: &String| schema.limbs.iter().any(|limb| limb.id == *id && limb.is_death());
        let is_label = self.marks.lower(from, to).split_whitespace().nth(LABEL).is_none();
        is_label
            && self.marks.asked(from, to).iter().any(|draft| match draft.target {
                Some(super::Target::Route(index)) => {
                    schema.routes.get(index).is_some_and(|route| route.limbs.iter().any(is_of_death))
                }
                _ => false,
            })
    }

    /// What ends with a colon and is no question claims by itself: "I believe that this meets the criteria because:".
    fn leave_unanswered(&mut self) {
        let Some((from, to)) = self.question.take() else { return };
        let said = self.marks.lower(from, to);
        let is_own =
            ["i ", "we ", "this case ", "this meets "].iter().any(|own| said.trim_start().starts_with(own));
        if is_own && said.trim_end().ends_with(':') {
            self.drafts.extend(self.marks.read(from, to, Mode::Prose));
        }
    }

    /// "Yes to SCR and yes to learning": each answer before what it answers. Whether the line is such a one.
    fn yes_to(&mut self, start: usize, end: usize) -> bool {
        let text = self.marks.lower(start, end);
        if !(text.starts_with("yes to ") || text.starts_with("no to ")) {
            return false;
        }
        let mut found = Vec::new();
        let mut at = start;
        for part in text.split_inclusive([',', '.', ';']).flat_map(|part| part.split_inclusive(" and ")) {
            let stop = at + part.len();
            let bare = part.trim_start();
            let yes = bare.starts_with("yes to ");
            if yes || bare.starts_with("no to ") {
                let from = stop - bare.len() + if yes { "yes to ".len() } else { "no to ".len() };
                let to = from + self.marks.lower(from, stop).trim_end_matches("and ").len();
                found.push((from, to, yes, at));
            }
            if found.last().is_none_or(|(from, ..)| *from < at) || found.len() > MOST_ANSWERS {
                break;
            }
            at = stop;
        }
        for (from, to, yes, at) in &found {
            self.answered(*from, *to, Some(*yes), *at, *to, How::Answer);
        }
        self.rest(at, end);
        true
    }

    /// What follows an answer on its line.
    fn rest(&mut self, start: usize, end: usize) {
        let text = self.marks.lower(start, end);
        let gap = text.len()
            - text.trim_start_matches([' ', ',', '.', ';', ':', '-', '–', '—', '/', '|', ')']).len();
        self.answers += 1;
        if gap < text.len() && self.answers < MOST_ANSWERS {
            self.prose(start + gap, end);
        }
    }

    /// Yes or no to what stands between `from` and `to`. Neither, where both are left standing.
    fn answered(&mut self, from: usize, to: usize, answer: Option<bool>, start: usize, end: usize, how: How) {
        let Some(yes) = answer else { return };
        let range = text_size::TextRange::new((start as u32).into(), (end as u32).into());
        for draft in self.asked(from, to) {
            let positive = (draft.stance == Stance::Yes) == yes;
            let stance = if positive { Stance::Yes } else { Stance::No };
            self.drafts.push(Draft { stance, how, range, ..draft });
        }
    }

    /// What a question asks about; in a table, what it is like where it names nothing.
    fn asked(&self, from: usize, to: usize) -> Vec<Draft> {
        let found = self.marks.asked(from, to);
        let asked = self.marks.lower(from, to).trim_end();
        let of_death = asked.ends_with('?') && asked.contains("died");
        if found.is_empty() && of_death && !self.columns.is_empty() {
            self.marks.likened(from, to)
        } else {
            found
        }
    }

    fn row(&mut self, start: usize, end: usize) {
        let mut cells = Vec::new();
        let mut at = start;
        for cell in self.marks.lower(start, end).split('\t') {
            cells.push((at, at + cell.len(), cell.trim()));
            at += cell.len() + 1;
        }
        let header: Vec<Option<bool>> = cells.iter().map(|(_, _, cell)| verdict(cell)).collect();
        let answers = header.iter().flatten().count();
        if answers >= 2 && header.contains(&Some(true)) && header.contains(&Some(false)) {
            self.columns = header;
            return;
        }
        let Some((from, to, _)) = cells.iter().find(|(_, _, cell)| !cell.is_empty()).copied() else { return };
        // "Yes | He stabbed her", below the row's own label: "Reg. 5(2)(a)?"
        if let Some((ask, asked)) = self.question
            && let Some(yes) = verdict(self.marks.lower(from, to).trim())
        {
            self.question = None;
            self.answered(ask, asked, Some(yes), ask, to, How::Answer);
            self.rest(to, end);
            return;
        }
        // "Has the child died?" asks for a criterion in a table of them.
        let asked = !self.asked(from, to).is_empty();
        let mut done = false;
        for (column, (cell_start, cell_end, cell)) in cells.iter().enumerate() {
            if *cell_start == from || cell.is_empty() {
                continue;
            }
            let mark = is_tick(cell);
            let tick = mark.then(|| self.headed(column, cells.len()).unwrap_or(true));
            if asked && let Some(yes) = tick.or_else(|| verdict(cell)) {
                let how = if mark { How::Ticked } else { How::Answer };
                self.answered(from, to, Some(yes), from, *cell_end, how);
                done = true;
            } else if asked && let Some((answer, length)) = answer(self.marks.lower(*cell_start, *cell_end)) {
                self.answered(from, to, answer, from, cell_start + length, How::Answer);
                self.rest(cell_start + length, *cell_end);
                done = true;
            } else {
                self.prose(*cell_start, *cell_end);
                self.question = None;
            }
        }
        let blank = cells.iter().filter(|(_, _, cell)| !cell.is_empty()).count() == 1;
        if !done && !blank {
            self.drafts.extend(self.marks.read(from, to, Mode::Prose));
        }
    }

    fn boxes(&mut self, start: usize, end: usize, ticks: &[Tick]) {
        let lower = |from: usize, to: usize| self.marks.lower(from, to);
        let (Some(first), Some(last)) = (ticks.first(), ticks.last()) else { return };
        let mut before = 0;
        let mut after = 0;
        let mut at = start;
        for (index, tick) in ticks.iter().enumerate() {
            let next = ticks.get(index + 1).map_or(end, |tick| tick.start);
            before += usize::from(ending_answer(lower(at, tick.start)).is_some());
            after += usize::from(answer(lower(tick.end, next)).is_some());
            at = tick.end;
        }
        let labels_first = before > after
            || after == 0 && before == 0 && blank(lower(last.end, end)) && !blank(lower(start, first.start));
        let mut question = self.question;
        let mut pieces = Vec::new();
        if labels_first {
            let mut at = start;
            for tick in ticks {
                let mut from = at;
                if at == start
                    && let Some(length) = ending_answer(lower(at, tick.start))
                {
                    let stop = tick.start - length;
                    if self.marks.names_something(at, stop) || !self.marks.asked(at, stop).is_empty() {
                        question = Some((at, stop));
                    }
                    from = stop;
                }
                pieces.push((from, tick.start, tick.ticked));
                at = tick.end;
            }
            let tail = (at, end);
            self.pieces(&pieces, question);
            self.drafts.extend(self.marks.read(tail.0, tail.1, Mode::Prose));
        } else {
            let lead = lower(start, first.start).trim();
            if !lead.is_empty() && !self.marks.asked(start, first.start).is_empty() {
                question = Some((start, first.start));
                if lead.ends_with('.') {
                    self.drafts.extend(self.marks.read(start, first.start, Mode::Prose));
                }
            }
            for (index, tick) in ticks.iter().enumerate() {
                let next = ticks.get(index + 1).map_or(end, |tick| tick.start);
                pieces.push((tick.end, next, tick.ticked));
            }
            self.pieces(&pieces, question);
        }
        let answers = pieces.iter().all(|(from, to, _)| answer(self.marks.lower(*from, *to)).is_some());
        self.question = if answers { question } else { None };
    }

    /// Labels and whether their boxes are ticked.
    fn pieces(&mut self, pieces: &[(usize, usize, bool)], question: Option<(usize, usize)>) {
        for (from, to, ticked) in pieces.iter().copied() {
            if !ticked {
                continue;
            }
            let text = self.marks.lower(from, to);
            if let (Some((ask, asked)), Some(yes)) = (question, verdict(text.trim())) {
                self.answered(ask, asked, Some(yes), ask.min(from), to, How::Ticked);
                continue;
            }
            if let (Some((ask, asked)), Some((answer, length))) = (question, answer(text)) {
                self.answered(ask, asked, answer, ask.min(from), from + length, How::Ticked);
                self.rest(from + length, to);
                continue;
            }
            let mut found = self.marks.read(from, to, Mode::Option);
            if found.is_empty() {
                found = self.marks.asked(from, to);
            }
            // "16C(1)(a): abuse is suspected and the child has died" cites what two routes share.
            let names_a_route = found.iter().any(|draft| {
                matches!(draft.target, Some(super::Target::Route(_) | super::Target::OtherReason))
            });
            let tells = ["died", "alive", "harmed"].iter().any(|word| text.contains(word));
            if found.is_empty() || !names_a_route && tells {
                found.extend(self.marks.likened(from, to));
            }
            if found.is_empty()
                && blank(text)
                && let Some((ask, asked)) = question
            {
                found = self.marks.asked(ask, asked);
            }
            for mut draft in found {
                draft.how = How::Ticked;
                self.drafts.push(draft);
            }
        }
    }
}

fn blank(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// The boxes of a line that starts at `start` of the text.
pub(super) fn ticks(line: &str, start: usize) -> Vec<Tick> {
    let mut found: Vec<Tick> = Vec::new();
    // Most lines have none of them.
    if !has_byte(line, |byte| matches!(byte, b'[' | 0xe2 | 0xf0)) && !may_have_round_box(line) {
        return found;
    }
    let mut chars = line.char_indices();
    while let Some((at, letter)) = chars.next() {
        let (length, ticked) = match letter {
            '☐' | '□' | '▢' | '◻' | '⬜' | '❏' | '❑' => (letter.len_utf8(), false),
            '☑' | '☒' | '✓' | '✔' | '✅' | '🗹' | '🗷' | '⊠' => (letter.len_utf8(), true),
            '(' => match round_box(line, at) {
                Some((ticked, length)) => (length, ticked),
                None => continue,
            },
            '[' => {
                let rest = line.get(at + 1..).unwrap_or_default();
                let Some(close) = rest.find(']') else { continue };
                match rest.get(..close).map(str::trim) {
                    Some("") if close <= 3 => (close + 2, false),
                    Some(mark) if is_tick(mark) => (close + 2, true),
                    _ => continue,
                }
            }
            _ => continue,
        };
        found.push(Tick { start: start + at, end: start + at + length, ticked });
        while chars.as_str().len() > line.len().saturating_sub(at + length) {
            chars.next();
        }
    }
    found
}

pub(super) fn trim_marks(text: &str) -> &str {
    text.trim_start_matches([' ', ':', '-', '–', '—', '?', '.', '*', '_', '='])
}

/// `text` past a hint such as "(Yes/No)" and the marks after it.
fn after_hint(text: &str) -> &str {
    let trimmed = trim_marks(text);
    for hint in [
        "(yes/no)",
        "(y/n)",
        "(yes / no)",
        "(y / n)",
        "(yes or no)",
        "yes/no:",
        "y/n:",
        "yes/no?",
        "yes/no -",
    ] {
        if let Some(rest) = trimmed.strip_prefix(hint) {
            return trim_marks(rest);
        }
    }
    ""
}

/// Where the sentence that reaches to `end` starts in `text`.
fn sentence_start(text: &str, end: usize) -> usize {
    let before =
        text.get(..end).unwrap_or_default().trim_end_matches([' ', ':', '-', '?', '–', '—', '.', ')']);
    let offset = super::sentences(before).last().map_or(0, |range| usize::from(range.start()));
    let clause = before.get(offset..).and_then(|tail| tail.rfind(';')).map_or(0, |at| at + 1);
    offset + clause
}
