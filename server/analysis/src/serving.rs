//! What serves for a section that is not there: another box of the form, a field, or what stands under a heading that
//! nobody listed.
//!
//! Nothing is reported here; what is still missing is for the rules.

use std::collections::BTreeSet;

use crate::argument;
use crate::document::{LineId, LineKind};
use crate::outline::{Fill, boxes};
use crate::particulars::has_particulars;
use crate::passage::Passage;
use crate::place::{Piece, Place};
use crate::schema::{Meaning, Required, SectionSpec, TitleWord};
use crate::subject::Subject;
use crate::told;

/// True where a sentence says in what cases there is a review, as people tell it: "when a child dies locked up there's a
/// review, whatever else".
fn says_when(lower: &str) -> bool {
    const CASES: &[&str] = &[
        "when a child",
        "where a child",
        "if a child",
        "when a young",
        "where a young",
        "when someone",
        "where someone",
        "if someone",
        "when somebody",
        "when an adult",
        "where an adult",
        "if an adult",
        "when a person",
        "because he did not die",
        "because she did not die",
        "because they did not die",
        "when they live",
        "if they live",
        "when they've lived",
    ];
    const THEN: &[&str] = &[
        "review",
        "look at",
        "look into",
        "you take",
        "the board",
        "partnership",
        "you do ",
        "you have to",
        "not enough",
        "enough",
    ];
    lower.split(['.', '?', '!']).any(|sentence| {
        let is_told_of = sentence.contains("leaflet they") || sentence.contains("threshold");
        !is_told_of
            && CASES.iter().any(|words| sentence.contains(words))
            && THEN.iter().any(|words| sentence.contains(words))
    })
}

impl Subject<'_> {
    /// What stands under no known heading, with the text of `sections`. An unknown heading that asks about the criteria is
    /// a question there, which "Yes" answers.
    pub(crate) fn free_text(&self, sections: &[&str]) -> Passage {
        let of_sections = sections.iter().flat_map(|id| self.sections(id)).flat_map(|section| &section.body);
        let text = self.outline.loose.iter().chain(of_sections).map(|piece| (*piece, false));
        let titles = self.vocabulary.titles();
        let asks = |piece: &&Piece| titles.tell(self.document.text(**piece), TitleWord::Law);
        let asking = self.outline.unrecognised.iter().filter(asks).map(|piece| (*piece, true));
        let mut pieces: Vec<(Piece, bool)> = text.chain(asking).collect();
        pieces.sort_unstable();
        // A label that is a line of text besides comes once.
        pieces.dedup_by(|later, earlier| earlier.0.contains(later.0));
        let mut passage = Passage::default();
        for (piece, is_title) in pieces {
            if is_title {
                passage.push_question(self.document, piece);
            } else {
                passage.push(self.document, piece);
            }
        }
        passage
    }

    /// What stands under no known heading.
    fn loose(&self) -> &Passage {
        self.loose.get_or_init(|| self.free_text(&[]))
    }

    /// True where a form lets *Basis* serve for *Rationale*: its heading asks for the grounds, or it has 25 words
    /// (real forms have one box for both).
    pub fn basis_serves_as_rationale(&self) -> bool {
        /// Words of such a box. Source: our own reading of forms.
        const WORDS: usize = 25;
        if self.argues_freely {
            return self.basis.passage.has_words(WORDS);
        }
        let fill = self.section_fill("basis");
        let is_long = self.basis_without_options().has_words(WORDS);
        // A box for the rationale that was left empty waits for more than the criterion's words.
        let waits = self.section_fill("rationale") == Some(Fill::Blank);
        let is_enough = if waits {
            self.basis_without_options().has_words(60) && has_particulars(self, &self.basis.passage)
        } else {
            is_long || self.asks_for_grounds()
        };
        fill == Some(Fill::Text) && is_enough
    }

    /// *Basis* without the options that a form prints to be ticked: those are the form's words.
    fn basis_without_options(&self) -> Passage {
        let has_box = |piece: Piece| !boxes(self.document.text(piece)).is_empty();
        let row_of = |id: LineId| match self.document.line(id)?.kind {
            LineKind::Cell { row, .. } => Some((id.block, row)),
            _ => None,
        };
        let row = |piece: &Piece| self.document.line_of(*piece).and_then(row_of);
        let ticked: BTreeSet<(u32, u16)> = (self.basis.passage.pieces())
            .filter(|piece| has_box(*piece))
            .filter_map(|piece| row(&piece))
            .collect();
        let is_written =
            |piece: &Piece| !has_box(*piece) && row(piece).is_none_or(|row| !ticked.contains(&row));
        Passage::new(self.document, self.basis.passage.pieces().filter(is_written))
    }

    /// What stands under no known heading, without what an unknown one asks about the law alone, and without the short
    /// answers of a form, of which each stands alone.
    fn account(&self) -> Passage {
        let is_on_law = self.places_on_law();
        let loose = self.outline.loose.iter().copied();
        let told = loose.filter(|piece| !is_on_law(*piece) && !self.is_short_answer(*piece));
        Passage::new(self.document, told)
    }

    /// What stands in *Subject* in sentences, as below "About Baby S", and not as the answers of a form.
    fn told_of_subject(&self) -> Passage {
        let body = self.sections("subject").flat_map(|section| section.body.iter().copied());
        Passage::new(self.document, body.filter(|piece| !self.is_short_answer(*piece)))
    }

    /// What stands under unknown headings that ask about the law alone: "On the definition".
    pub(crate) fn text_on_law(&self) -> Passage {
        let is_on_law = self.places_on_law();
        let loose = self.outline.loose.iter().copied();
        Passage::new(self.document, loose.filter(|piece| is_on_law(*piece)))
    }

    /// Tells whether the nearest unknown heading above a place asks about the law alone.
    fn places_on_law(&self) -> impl Fn(Piece) -> bool {
        // What stands below "Referral under section 44" alone is the whole referral.
        let title_of_all = self.document.blocks().iter().position(|block| block.heading().is_some());
        let asks =
            |title: &Piece| title_of_all != Some(title.block as usize) && self.asks_for_law_alone(*title);
        let titles = self.outline.unrecognised.iter();
        let mut titles: Vec<(u32, u32, bool)> =
            titles.map(|title| (title.block, title.start, asks(title))).collect();
        titles.sort_unstable();
        move |piece| {
            let above =
                titles.partition_point(|(block, start, _)| (*block, *start) <= (piece.block, piece.start));
            above.checked_sub(1).and_then(|index| titles.get(index)).is_some_and(|(_, _, asks)| *asks)
        }
    }

    fn asks_for_law_alone(&self, title: Piece) -> bool {
        let (titles, title) = (self.vocabulary.titles(), self.document.text(title));
        // "Mr B – request for a discretionary review, s.44(4)" is the title of all.
        let lower = title.to_lowercase();
        let is_of_all = ["request", "referral", " born ", " dob ", " d.o.b", " b. "]
            .iter()
            .any(|word| lower.contains(word));
        titles.tell(title, TitleWord::Law) && !titles.tell(title, TitleWord::Story) && !is_of_all
    }

    /// True for the value of a field in a few words, with or without its label.
    fn is_short_answer(&self, piece: Piece) -> bool {
        /// Words of such an answer; a box for all that happened may be a field too.
        const WORDS: usize = 12;
        let place = self.document.place(piece);
        let holds = |value: &Place| {
            value.block == place.block && place.start <= value.start && value.end <= place.end
        };
        let is_short = self.document.text(piece).split_whitespace().nth(WORDS).is_none();
        is_short && self.outline.fields.iter().filter_map(|field| field.value).any(|value| holds(&value))
    }

    /// True where *Basis* is the box of a form that asks for the grounds, and tells the case as well: 40 words and a date.
    fn basis_serves_as_circumstances(&self) -> bool {
        let passage = &self.basis.passage;
        self.section_fill("basis") == Some(Fill::Text)
            && self.asks_for_grounds()
            && self.tells_a_story(passage)
    }

    /// True where `passage` has room for an account of a case, 40 words, and a date. Source: our own reading of referrals.
    fn tells_a_story(&self, passage: &Passage) -> bool {
        passage.has_words(40) && self.dates.iter().any(|dated| passage.contains(dated.piece))
    }

    /// True where what stands under no known heading is an account, though without a date, that says how it ended.
    fn tells_of_the_end(&self) -> bool {
        /// Words of such an account. Source: our own reading of referrals.
        const WORDS: usize = 40;
        let account = self.account();
        account.has_words(WORDS) && self.mentions_of(Meaning::Outcome).any(|end| account.contains(end))
    }

    /// True where what stands under no known heading tells a story, and speaks of what a criterion asks or of how agencies
    /// worked together.
    pub fn loose_text_argues(&self) -> bool {
        let argues =
            |meaning| matches!(meaning, Meaning::Limb(_) | Meaning::JointWorking | Meaning::Learning);
        let mut mentions = self.mentions.iter().filter(|mention| argues(mention.meaning));
        self.tells_a_story(self.loose()) && mentions.any(|mention| self.loose().contains(mention.piece))
    }

    /// True where the text speaks of each part of a criterion, or of all but one of three and more, and of a law or test,
    /// though in words that could not be read as a claim; or where a letter says in its own words whether the board has to look at the case.
    pub fn speaks_of_a_criterion(&self) -> bool {
        const LAW: &[&str] =
            &["criteri", "definition", "law", "mandatory", "regulation", "rule", "section", "statut", "test"];
        // Beyond what argues the case, only words that are of nothing else.
        const PLAIN: &[&str] = &["criteri", "regulations", "statut"];
        let addressed = argument::addressed_limbs(self);
        let speaks = |id: &String| addressed.contains(id.as_str());
        let mut routes = self.schema.routes.iter().filter(|route| !route.limbs.is_empty());
        let names = |text: &str, stems: &[&str]| {
            let lower = text.to_lowercase();
            let mut words = lower.split(|char: char| !char.is_alphabetic());
            words.any(|word| word == "reg" || stems.iter().any(|stem| word.starts_with(stem)))
        };
        let argued = self.free_text(&["rationale", "circumstances"]);
        let lower = argued.text().to_lowercase().replace('’', "'");
        let names_the_law = || {
            self.schema
                .provisions
                .iter()
                .any(|provision| lower.contains(&provision.instrument.to_lowercase()))
        };
        if says_when(&lower) || self.mentions_in(Meaning::Footing, &argued) {
            return true;
        }
        let mut lines = self.outline.filled.iter().map(|line| self.document.text(*line));
        (names(argued.text(), LAW)
            || names_the_law()
            || argued.text().contains("the Act")
            || lines.any(|line| names(line, PLAIN)))
            && routes.any(|route| {
                // How agencies worked together may be told in words that nobody listed.
                let left = route.limbs.iter().filter(|id| !speaks(id)).count();
                route.kind.is_criterion() && left <= usize::from(route.limbs.len() > 2)
            })
    }

    /// True where three kinds of agency are named in one paragraph, list or table, or four in the whole text.
    fn lists_agencies(&self) -> bool {
        let all: BTreeSet<String> =
            self.mentions_of(Meaning::Agency).map(|piece| self.lower(piece)).collect();
        all.len() >= 4 || self.names_agencies_together()
    }

    /// True where three kinds of agency are named in one paragraph, list or table.
    pub fn names_agencies_together(&self) -> bool {
        let mut here: Vec<String> = Vec::new();
        let mut block = None;
        self.mentions_of(Meaning::Agency).any(|piece| {
            if block != Some(piece.block) {
                here.clear();
                block = Some(piece.block);
            }
            let name = self.lower(piece);
            if !here.contains(&name) {
                here.push(name);
            }
            here.len() >= 3
        })
    }

    fn lower(&self, piece: Piece) -> String {
        self.document.text(piece).to_lowercase()
    }

    /// True where a person is named by a label such as "Child K" outside every known section.
    fn names_somebody(&self) -> bool {
        self.outline.loose.iter().any(|piece| crate::names::has_label(self.document.text(*piece)))
    }

    /// "Grounds on which the criteria … met".
    fn asks_for_grounds(&self) -> bool {
        self.sections("basis").any(|section| {
            let label = self.document.text(section.label).to_lowercase();
            label.contains("grounds on which") && label.contains("met")
        })
    }

    /// True where *Rationale* says which route the case qualifies by, or gives another reason.
    pub fn rationale_serves_as_basis(&self) -> bool {
        self.section_fill("rationale") == Some(Fill::Text) && self.rationale.says_something()
    }

    /// True where the board needs this section and it is nowhere in the document.
    pub fn lacks(&self, section: &SectionSpec) -> bool {
        // The delay rules speak of this section, and of it alone.
        section.id != "reason-for-delay"
            && self.section_required(section) != Required::No
            && self.section_fill(&section.id).is_none()
            && !self.is_served(section)
    }

    /// True where something required of this section is in the document: the section itself, another box that serves
    /// for it, or a field or section of its `satisfied-by`.
    pub fn is_served(&self, section: &SectionSpec) -> bool {
        /// Words of an account that tells of harm on a day. Source: our own reading of referrals.
        const SHORT_STORY: usize = 25;
        /// Words of a rationale that tells what happened as well.
        const LONG_STORY: usize = 100;
        if self.section_fill(&section.id) == Some(Fill::Text) {
            return true;
        }
        let is_absent = self.section_fill(&section.id).is_none();
        let by_other = match section.id.as_str() {
            "rationale" => self.basis_serves_as_rationale() || is_absent && self.loose_text_argues(),
            "basis" => self.rationale_serves_as_basis() || self.argues_freely,
            "circumstances" => {
                self.basis_serves_as_circumstances()
                    || self.tells_a_story(&self.account())
                    || self.tells_a_story(&self.told_of_subject())
                    || is_absent && self.tells_of_the_end()
                    || is_absent && {
                        let reasons = self.passage("rationale");
                        reasons.has_words(LONG_STORY) && self.tells_a_story(&reasons)
                    }
                    || is_absent
                        && ["background", "chronology"].iter().any(|id| {
                            let passage = self.passage(id);
                            let tells_harm = || {
                                *id == "background"
                                    && told::harms(self).iter().any(|told| passage.contains(told.piece))
                            };
                            self.tells_a_story(&passage) || passage.has_words(SHORT_STORY) && tells_harm()
                        })
            }
            // A box that was left empty is still to be filled.
            "agencies" => is_absent && self.lists_agencies(),
            "subject" => {
                let told = ["circumstances", "background", "rationale"];
                is_absent
                    && (self.names_somebody()
                        || self.tells_a_story(self.loose())
                        || told.iter().any(|id| self.tells_a_story(&self.passage(id))))
            }
            _ => false,
        };
        by_other
            || section
                .satisfied_by
                .iter()
                .any(|id| self.field_fill(id).or_else(|| self.section_fill(id)) == Some(Fill::Text))
    }
}
