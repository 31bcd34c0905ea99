//! Labels that open a section or end one, and what stands beside a label.

use text_size::{TextRange, TextSize};

use super::run_in::{is_run_in, names_a_part};
use super::{LABEL_LEVEL, Open, Walk};
use crate::date::find_dates;
use crate::document::{Block, BlockKind, Line, LineId, LineKind};
use crate::outline::facts::{LineFacts, SectionLabel, capital_label, is_in_capitals};
use crate::outline::pair::{self, Pair};
use crate::outline::{Names, blank, field, label, token};
use crate::place::{Piece, range};
use crate::schema::{FieldType, SectionKind};

impl Walk<'_> {
    pub(super) fn open_label(
        &mut self,
        id: LineId,
        whole: Piece,
        text: &str,
        facts: &LineFacts,
        (label, line): (SectionLabel, &Line),
    ) {
        let item = line.kind == LineKind::Item;
        // "If yes, reason:" goes on with the question before it.
        let goes_on = || {
            let open = self.open.last().filter(|open| open.level == LABEL_LEVEL)?;
            self.outline.sections.get(open.section?).map(|section| section.spec)
        };
        let spec = if answers_yes(text) { goes_on().unwrap_or(label.spec) } else { label.spec };
        let label = SectionLabel { spec, ..label };
        self.flush_pending();
        self.title = None;
        self.close(id, LABEL_LEVEL);
        let section = self.new_section(label.spec, whole.part(label.label), None, false, id);
        let rest = text.get(label.rest..).filter(|rest| !rest.is_empty());
        let ends_early = rest.is_some() || text.contains(": ");
        self.open.push(Open {
            section: Some(section),
            level: LABEL_LEVEL,
            at: id,
            ends_early,
            titled: facts.title_like || label::is_numbered(text) || facts.strong,
            slanted: facts.slanted,
            run_in: !(item || line.lead.is_empty() && line.slant.is_empty())
                && is_run_in(text.get(..label.rest).unwrap_or(""), text),
            item: item && rest.is_some(),
        });
        // "REFERRER AWARE SINCE", above the day
        if rest.is_none() && self.begins_with_date_below(id) {
            let asked = text.get(std::ops::Range::<usize>::from(label.label)).unwrap_or("");
            let names = self.vocabulary.labels().find_dated(asked);
            if !names.is_empty() {
                self.pending = Some(self.raw_fields(&names, &[], whole.part(label.label), id));
            }
        }
        if let Some(rest) = rest {
            self.facts_behind(label, whole, text, id);
            let tokens = token::tokens_in(rest, self.vocabulary.labels());
            let rest_facts = LineFacts {
                only_tokens: token::is_whole_token(rest) || facts.only_tokens,
                deletes: facts.deletes,
                tokens,
                ..LineFacts::default()
            };
            self.append(
                whole.part(range(label.rest, text.len())),
                &rest_facts,
                !blank::is_blank(rest) && !asks(rest),
            );
        }
    }

    /// The facts in the text behind a label that asks for those of a person: "*Subject.* Child K, male. Date of birth: 9
    /// September 2001."
    fn facts_behind(&mut self, label: SectionLabel, whole: Piece, text: &str, id: LineId) {
        let spec = self.schema.sections.get(usize::from(label.spec));
        let rest = text.get(label.rest..).unwrap_or("");
        if !spec.is_some_and(|spec| matches!(spec.id.as_str(), "subject" | "referrer" | "chronology")) {
            return;
        }
        for found in pair::pairs(rest, 0, self.vocabulary.labels()) {
            let value = rest.get(std::ops::Range::<usize>::from(found.value)).unwrap_or("");
            // The next sentence is another fact.
            let value = value.split(". ").next().unwrap_or("");
            let end = found.value.start() + TextSize::from(value.len() as u32);
            let at = |piece: TextRange| whole.part(piece + TextSize::from(label.rest as u32));
            let raws = self.raw_fields(&found.names, &found.several, at(found.label), id);
            field::give_value(raws, Some(at(TextRange::new(found.value.start(), end))), value, &mut self.raw);
        }
    }

    /// True where the next line begins with a day: "6 September 2023, at the morning call".
    pub(super) fn begins_with_date_below(&self, id: LineId) -> bool {
        let mut below = self.document.lines_from(LineId { line: id.line + 1, ..id });
        let next = below.next().map_or("", |(next, _, _)| self.document.line_text(next));
        find_dates(next).first().is_some_and(|date| u32::from(date.range.start()) == 0)
    }

    /// Which day a title that names nothing known asks for, where a day is all that stands below it.
    pub(super) fn asks_a_day(&self, id: LineId, text: &str, facts: &LineFacts) -> Option<Names> {
        let is_heading = self.document.block(id.block).is_some_and(|block| block.heading().is_some());
        // "Referral – J.L. (boy, DOB 3/5/16)" is a title with its own day.
        let may_ask = is_heading
            || facts.label_like
            || facts.slanted
            || facts.title_like
            || label::is_numbered(text)
            || text.trim_end().ends_with('?');
        let is_above_day = || {
            let mut below = self.document.lines_from(LineId { line: id.line + 1, ..id });
            below.next().is_some_and(|(next, _, _)| pair::begins_with_a_date(self.document.line_text(next)))
        };
        let names = if may_ask && !facts.known && is_above_day() && find_dates(text).is_empty() {
            self.vocabulary.labels().find_dated(text)
        } else {
            Names::default()
        };
        (!names.is_empty()).then_some(names)
    }

    /// Ends the section that a label opened at a title of its kind that names nothing known. What stands there then:
    /// whether it says something by itself, or nothing where the line is to be read on.
    pub(super) fn closes_at_title(
        &mut self,
        id: LineId,
        block: &Block,
        line: &Line,
        facts: &LineFacts,
    ) -> Option<bool> {
        let open = self.open.last().filter(|_| facts.label.is_none())?;
        let text = block.plain.slice(line.text);
        let whole = Piece::new(id.block, line.text);
        let is_paragraph = block.kind == BlockKind::Paragraph;
        if open.run_in && facts.pairs.is_empty() && is_paragraph {
            let lead = usize::from(line.lead.len().max(line.slant.len()));
            let title = text.get(..lead).filter(|title| is_run_in(title, text) && !names_a_part(title));
            if title.is_some() {
                self.flush_pending();
                self.close(id, LABEL_LEVEL);
                self.outline.unrecognised.push(whole.part(range(0, lead)));
                return Some(true);
            }
        }
        let slanted = facts.slanted && open.slanted;
        let section = open.section.and_then(|index| self.outline.sections.get(index));
        let is_capital = open.level == LABEL_LEVEL
            && section.is_some_and(|section| is_in_capitals(self.document.text(section.label)));
        // "NAME: Jo Example", below "ABOUT YOU"
        let spec = section.and_then(|section| self.schema.sections.get(usize::from(section.spec)));
        let is_of_section = |pair: &Pair| {
            let mut fields =
                pair.names.fields.iter().filter_map(|field| self.schema.fields.get(usize::from(*field)));
            fields.any(|field| spec.is_some_and(|spec| field.home.contains(&spec.id)))
        };
        let is_part = facts.pairs.first().is_some_and(is_of_section);
        // "HOW AGENCIES WORKED: …", below "GROUNDS: …"
        if is_capital && is_paragraph && !is_part && capital_label(text).is_some() {
            self.flush_pending();
            self.close(id, LABEL_LEVEL);
        }
        if !slanted {
            return None;
        }
        self.flush_pending();
        self.close(id, LABEL_LEVEL);
        self.title = Some(id);
        self.outline.unrecognised.push(whole);
        Some(false)
    }

    /// A field label at the margin whose home is another section ends the section that a label opened.
    pub(super) fn close_label_at(&mut self, id: LineId, pairs: &[Pair], line: &Line, text: &str) {
        if line.kind != LineKind::Text {
            return;
        }
        let Some(open) = self.open.last().filter(|open| open.level == LABEL_LEVEL) else { return };
        let Some(section) = open.section.and_then(|index| self.outline.sections.get(index)) else { return };
        let Some(spec) = self.schema.sections.get(usize::from(section.spec)) else { return };
        let fields = pairs.first().map_or(&[][..], |pair| pair.names.fields.as_slice());
        // "Child's home address" is the child's even below "Name of child's parents/carers".
        let label = pairs.first().and_then(|pair| text.get(std::ops::Range::<usize>::from(pair.label)));
        let of_subject = label.is_some_and(|label| {
            let start: String = label.chars().take(12).collect::<String>().to_lowercase().replace('’', "'");
            ["child's ", "adult's "].iter().any(|owner| start.starts_with(owner))
        });
        let others = matches!(spec.kind, SectionKind::People | SectionKind::Agencies) && !of_subject;
        // "Date" below "The incident" is that of the incident.
        let is_of_incident = spec.id == "circumstances" && label.is_some_and(field::is_bare_date);
        let elsewhere = !is_of_incident
            && fields.iter().filter_map(|field| self.schema.fields.get(usize::from(*field))).all(|field| {
                let describes_someone = field.kind != FieldType::Date
                    || matches!(field.id.as_str(), "date-of-birth" | "date-of-death");
                let about_others = others && describes_someone;
                !(field.home.is_empty() || field.home.contains(&spec.id) || about_others)
            });
        // "Referrer: …" names a section besides, so that it is never about the people of this one.
        let names_another = pairs.first().is_some_and(|pair| {
            !pair.names.sections.is_empty() && !pair.names.sections.contains(&section.spec)
        });
        if !fields.is_empty() && (elsewhere || names_another) {
            self.close(id, LABEL_LEVEL);
        }
    }

    /// "**If yes, account for it:**", right below a table with a row that asks whether there was a delay.
    pub(super) fn goes_on_below_table(&self, id: LineId, line: &Line, text: &str) -> Option<SectionLabel> {
        if line.lead.is_empty() || id.block == 0 || !answers_yes(text) {
            return None;
        }
        let last = self.outline.sections.last().filter(|last| last.lines.start.block + 1 == id.block)?;
        let above = self.document.line(last.lines.start)?;
        let spec = self.schema.sections.get(usize::from(last.spec))?;
        let asks = spec.id == "reason-for-delay" && matches!(above.kind, LineKind::Cell { .. });
        let lead = usize::from(line.lead.len());
        let label = range(0, text.get(..lead)?.trim_end_matches([':', '?', ' ']).len());
        asks.then_some(SectionLabel { spec: last.spec, label, rest: lead, plain: false })
    }
}

/// "If yes, reason", which a form asks behind a question of yes and no.
fn answers_yes(text: &str) -> bool {
    const OPENINGS: &[&str] = &["if yes", "if so", "if \"yes\"", "if 'yes'"];
    let start: String = text.chars().take(OPENING).collect::<String>().to_lowercase();
    // "If some time has gone by" asks for something else.
    let is_whole = |rest: &str| !rest.starts_with(char::is_alphabetic);
    OPENINGS.iter().any(|opening| start.strip_prefix(opening).is_some_and(is_whole))
}

/// Letters of a label among which its first words stand.
const OPENING: usize = 10;

/// "Why we think it's section 44(1) and (2):" is the writer's own; a form asks what "you think".
pub(super) fn cites_in_own_words(text: &str) -> bool {
    const VIEWS: &[&str] = &["think", "believe", "consider", "say", "feel", "rely", "refer"];
    if !text.contains(|char: char| char.is_ascii_digit()) {
        return false;
    }
    let words: Vec<&str> = text.split(|char: char| !char.is_alphanumeric()).collect();
    let is_of = |view: &str| {
        matches!(view, "opinion" | "view" | "judgement" | "judgment" | "assessment" | "submission")
    };
    words.windows(2).any(|pair| match pair {
        ["we" | "We" | "I", view] => VIEWS.contains(view),
        ["our" | "Our" | "my" | "My", view] => is_of(view),
        ["is" | "are", said] => matches!(*said, "met" | "satisfied"),
        _ => false,
    })
}

/// Words of a sentence in which a form asks for something.
const PLEA: usize = 10;

/// True where what stands behind a label is the form's own: "Rationale: please explain why a review should be undertaken".
pub(super) fn asks(rest: &str) -> bool {
    const ASKING: &[&str] = &[
        "please",
        "explain",
        "describe",
        "give",
        "state",
        "set",
        "tell",
        "outline",
        "summarise",
        "list",
        "include",
        "provide",
        "say",
    ];
    let first = rest.split_whitespace().next().unwrap_or("").trim_end_matches(',').to_lowercase();
    // "What happened? Please give a full account."
    let is_plea = first == "please" && rest.split_whitespace().nth(PLEA).is_none();
    ASKING.contains(&first.as_str())
        && !rest.trim_end_matches('.').contains(". ")
        && (is_plea || !rest.trim_end().ends_with(['.', ';']))
        && !rest.to_lowercase().starts_with("please see ")
        && !rest.to_lowercase().starts_with("please refer ")
        && !rest.to_lowercase().starts_with("please find ")
}

/// True for a line that tells what to write: "(name each agency and how it was involved)", "List every service that knew the
/// child.", "Which criteria do you think are met? Explain each."
pub(super) fn is_hint(text: &str) -> bool {
    /// How a form asks for all of something.
    const WHOLE: &[&str] =
        &["list every ", "list all ", "list each ", "name every ", "name all ", "name each "];
    let lower = text.trim().to_lowercase();
    if WHOLE.iter().any(|asks| lower.strip_prefix("please ").unwrap_or(&lower).starts_with(asks))
        && lower.trim_end_matches('.').split(". ").count() == 1
    {
        return true;
    }
    // "Explain, from the circumstances of this case, why you think that a review may identify learning:"
    if text.trim_end().ends_with(':') && asks(text) && lower.contains(" you") {
        return true;
    }
    let inner = text.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| {
        asks(inner)
            || names_what_is_wanted(inner)
            || ["name ", "enter ", "insert ", "tick ", "attach ", "continue "]
                .iter()
                .any(|verb| inner.starts_with(verb))
    })
}

/// "agencies and workers, with what each of them did", in brackets below a question.
fn names_what_is_wanted(inner: &str) -> bool {
    /// Words of such a hint.
    const MOST: usize = 16;
    const LEAST: usize = 4;
    const WANTED: &[&str] = &["each", "every", "all", "any", "names", "dates", "with what"];
    let words: Vec<&str> = inner.split(|char: char| !char.is_alphabetic()).collect();
    inner.starts_with(char::is_lowercase)
        && !inner.contains(|char: char| char.is_ascii_digit())
        && (LEAST..=MOST).contains(&inner.split_whitespace().count())
        && !["see ", "as ", "none", "not "].iter().any(|other| inner.starts_with(other))
        && !inner.contains(". ")
        && words.iter().skip(1).all(|word| !word.starts_with(char::is_uppercase))
        && words.iter().any(|word| WANTED.contains(word))
}

/// True for a line that begins with a label, known or not: "About: Child K".
pub(super) fn has_own_label(text: &str) -> bool {
    /// Words of such a label.
    const WORDS: usize = 3;
    text.split_once(": ").is_some_and(|(label, _)| {
        label.split_whitespace().count() <= WORDS
            && label.starts_with(char::is_uppercase)
            && label.chars().all(|char| char.is_alphabetic() || char == ' ')
    })
}
