//! Where a letter or a note names whoever writes, besides below its closing.

use super::super::person;
use super::super::writer::{
    asks_who_writes, has_byline, has_contact, has_name_with_post, introduces, names_behind_label,
    names_somebody, names_the_chair, signed,
};
use super::sending::tells_of_a_life;
use super::{BYLINE, HEAD_LINES, LAST_LINES, Letter};
use crate::date::find_dates;
use crate::document::LineKind;
use crate::place::Piece;
use crate::schema::SectionKind;

impl Letter<'_> {
    /// "I am Jo Example"; a name beside a telephone number or an address of e-mail; "Prepared by Jo Example" at the
    /// beginning; a name that is a line of its own at the end.
    pub(super) fn names_writer(&self) -> bool {
        // "2. Forenames | Gwendoline Mary" names the one referred.
        let own =
            self.outline.in_scope.iter().filter(|piece| self.is_own(**piece) && !self.is_taken(**piece));
        // "Dr Jo Example, GP", in a list of who was involved, is another's name.
        let is_own = |id| {
            let is_item = self.document.line(id).is_some_and(|line| line.kind == LineKind::Item);
            !is_item || self.whole(id).is_some_and(|piece| !self.is_about_others(piece))
        };
        let head = self
            .document
            .lines()
            .map(|(id, _, _)| (self.document.line_text(id), is_own(id)))
            .take(HEAD_LINES);
        let last = self.outline.filled.iter().rev().take(LAST_LINES);
        let asks = |label: &str| asks_who_writes(self.titles, label);
        own.into_iter().any(|piece| {
            let text = self.document.text(*piece);
            introduces(text)
                || names_and_goes_on(text)
                || has_contact(text)
                    && person::is_in(text)
                    && !person::is_nobody(text.split_once(": ").map_or(text, |(_, rest)| rest))
                || names_behind_label(self.titles, text)
                || names_somebody(self.titles, text) && self.has_post_below(*piece)
                || self.label_above(*piece).is_some_and(asks) && person::is_in(text)
                || text.rsplit_once(". ").is_some_and(|(_, last)| {
                    person::begins(last) && last.contains(", ") && self.is_dated(*piece)
                })
                || person::begins(text)
                    && !tells_of_a_life(text)
                    && !self.label_above(*piece).is_some_and(|label| tells_of_a_life(&format!(" {label} ")))
                    && (self.has_contact_below(*piece)
                        || text.contains(", ")
                            && text.split_whitespace().nth(BYLINE).is_none()
                            && self.is_dated(*piece))
                    && !self.is_of_subject(*piece)
                || text
                    .match_indices(" by ")
                    .any(|(at, by)| person::begins(text.get(at + by.len()..).unwrap_or("")))
                    && self.is_dated(*piece)
        }) || head.into_iter().any(|(line, own)| {
            has_byline(self.titles, line)
                || own && is_line_of_a_name(line)
                || is_sent_by(line)
                || is_sent_from(line)
                || own && says_name_and_post(line)
        }) || last.clone().any(|piece| {
            let line = self.document.line_of(*piece).map_or("", |id| self.document.line_text(id));
            is_line_of_a_name(line) || has_byline(self.titles, line)
        }) || last.into_iter().any(|piece| {
            let text = self.document.text(*piece);
            // "Joseph E., boy, born 6 January 2015" is the child.
            let is_cell = || {
                let line = self.document.line_of(*piece).and_then(|id| self.document.line(id));
                line.is_some_and(|line| matches!(line.kind, LineKind::Cell { .. }))
            };
            let signs_behind_post = person::begins_behind_post(text)
                && !person::begins(text)
                && text.len() < 80
                && !text.contains(':');
            !tells_of_a_life(text)
                && !is_cell()
                && (person::is_all(text) && !self.is_a_house(text) && !self.is_of_an_address(text)
                    || signs_behind_post)
                || signed(text).is_some_and(person::begins)
                || self.is_in_capitals_with_post(*piece)
        }) || self.is_sent_by_the_chair()
            || self.is_brought_by_initials()
            || self.names_who_met()
            || self.is_headed_with_a_name()
            || self.is_headed_with_name_above_post()
            || self.outline.filled.last().is_some_and(|piece| self.signs(*piece))
    }

    /// True where what looks like a name is that of a place that is listed as an agency: "Harbour House".
    pub(super) fn is_a_house(&self, name: &str) -> bool {
        let name = name.trim().trim_end_matches([',', '.']);
        let is_of_agencies = |spec: u16| {
            let spec = self.schema.sections.get(usize::from(spec));
            spec.is_some_and(|spec| spec.kind == SectionKind::Agencies)
        };
        let sections = self.outline.sections.iter().filter(|section| is_of_agencies(section.spec));
        let listed = sections.flat_map(|section| &section.body).any(|piece| {
            let text = self.document.text(*piece);
            text.match_indices(name).any(|(at, _)| {
                let rest = text.get(at + name.len()..).unwrap_or("");
                rest.is_empty() || rest.starts_with([';', '\n', '.']) || rest.starts_with(" (")
            })
        });
        person::may_be_a_place(name) && listed
    }

    /// True where a name is that of the house in an address: "Harbour Lantern Young Carers", of info@harbourlantern.example.
    pub(super) fn is_of_an_address(&self, name: &str) -> bool {
        /// Letters of what two words of a house make.
        const LEAST: usize = 8;
        let letters = |text: &str| {
            text.chars().filter(|char| char.is_alphanumeric()).collect::<String>().to_lowercase()
        };
        let words: Vec<String> = name.split_whitespace().take(2).map(letters).collect();
        let house = words.concat();
        let domains = self.document.lines().flat_map(|(id, _, _)| {
            let line = self.document.line_text(id);
            line.split('@')
                .skip(1)
                .map(|domain| letters(domain.split(['.', ' ', '>', ')']).next().unwrap_or("")))
        });
        words.len() == 2 && house.len() >= LEAST && domains.into_iter().any(|domain| domain.contains(&house))
    }

    /// "Sent by the chair to the board", in minutes that name who was in the chair.
    fn is_sent_by_the_chair(&self) -> bool {
        let lines = || self.outline.in_scope.iter().map(|piece| self.document.text(*piece));
        let is_sent =
            |text: &str| ["ent by the chair", "eferred by the chair"].iter().any(|sent| text.contains(sent));
        lines().any(is_sent) && lines().any(names_the_chair)
    }

    /// "Present: Jo Example (chair), DS Ray Example", in minutes that stand for the referral: somebody among them sends it.
    fn names_who_met(&self) -> bool {
        /// Lines among which those present are named, and the least of them.
        const HEAD: usize = 16;
        const LEAST: usize = 2;
        let head = self.document.lines().map(|(id, _, _)| self.document.line_text(id)).take(HEAD);
        let present = head.filter_map(|line| {
            let (label, names) = line.split_once(':')?;
            matches!(
                label.trim().to_lowercase().as_str(),
                "present" | "attending" | "in attendance" | "attended by" | "there"
            )
            .then_some(names)
        });
        present.into_iter().any(|names| {
            let named = names.split([';', ',', '(']).filter(|part| {
                let part = part.trim();
                person::begins(part) || person::begins_behind_post(part)
            });
            named.take(LEAST).count() == LEAST
        })
    }

    /// "A referral was made to this meeting by JE", in minutes at which Jo Example was present.
    fn is_brought_by_initials(&self) -> bool {
        /// Lines among which those present are named.
        const HEAD: usize = 16;
        let lines = || self.outline.in_scope.iter().map(|piece| self.document.text(*piece));
        let brought = lines().filter(|text| text.contains("referral")).find_map(|text| {
            let by = text.match_indices(" by ").find_map(|(at, by)| {
                let rest = text.get(at + by.len()..)?;
                let end = rest.find(|char: char| !char.is_ascii_uppercase()).unwrap_or(rest.len());
                rest.get(..end).filter(|initials| (2..=3).contains(&initials.len()))
            });
            by.map(str::to_owned)
        });
        let Some(initials) = brought else { return false };
        let names_them = |text: &str| {
            let words: Vec<&str> = text.split(|char: char| !(char.is_alphabetic() || char == '-')).collect();
            words.windows(initials.len()).any(|words| {
                let firsts: String = words.iter().filter_map(|word| word.chars().next()).collect();
                firsts == initials
                    && words.iter().all(|word| word.len() > 1)
                    && person::is_all(&words.join(" "))
            })
        };
        lines().take(HEAD).filter(|text| text.contains("resent")).any(names_them)
    }

    /// "HARBINDER KAUR EXAMPLE", above "SERVICE MANAGER".
    fn is_in_capitals_with_post(&self, piece: Piece) -> bool {
        let text = self.document.text(piece).trim();
        let words = text.split(' ').count();
        let is_capital = |char: char| char.is_uppercase() || matches!(char, ' ' | '-' | '\'' | '.');
        let title: String = text.split(' ').map(titled).collect::<Vec<_>>().join(" ");
        (2..=4).contains(&words)
            && text.chars().all(is_capital)
            && person::is_all(&title)
            && self.lines_below(piece).next().is_some_and(person::names_a_job)
    }

    /// "Jo Example", above "Tenancy Services Manager, Eastmoor Homes", as a letter begins; not the name of whom it is to.
    fn is_headed_with_name_above_post(&self) -> bool {
        /// Lines among which such a head stands, and words of a post with an agency behind it, and one to spare.
        const LINES: usize = 6;
        const POST: usize = BYLINE / 2;
        const BOARD: &[&str] = &["board", "chair", "partnership", "panel", "partners"];
        let lines: Vec<&str> =
            self.document.lines().map(|(id, _, _)| self.document.line_text(id).trim()).take(LINES).collect();
        let is_short = |line: &str| line.split_whitespace().nth(POST).is_none();
        let of_board = |line: &str| {
            let lower = line.to_lowercase();
            BOARD.iter().any(|word| lower.contains(word))
        };
        let begins = |line: &&str| ["to", "to:", "for:", "fao"].contains(&line.to_lowercase().as_str());
        let letter = || self.document.lines().map(|(id, _, _)| self.document.line_text(id)).take(HEAD_LINES);
        // "Dear Ms Example" is whom it is to.
        let is_greeted = |name: &str| {
            let last = name.trim_end_matches(['.', ',']).rsplit(' ').next().unwrap_or("");
            letter().any(|line| line.starts_with("Dear ") && line.contains(last))
        };
        let head = lines.iter().take_while(|line| !begins(line)).count();
        lines.get(..head).unwrap_or(&[]).windows(2).any(|pair| match pair {
            [name, post] => {
                person::is_all(name)
                    && is_short(post)
                    && person::names_a_job(post)
                    && !of_board(post)
                    && !is_greeted(name)
            }
            _ => false,
        })
    }

    /// "File note and referral, J. Example, Harbour Housing Support, 8 March 2018", where no post stands behind the name.
    fn is_headed_with_a_name(&self) -> bool {
        const PAPERS: &[&str] = &["referral", "request", "report", "memo", "note"];
        let own = self.outline.in_scope.iter().filter(|piece| self.is_own(**piece)).take(HEAD_LINES);
        own.into_iter().any(|piece| {
            let text = self.document.text(*piece);
            let mut parts = text.split(", ");
            let paper = parts.next().unwrap_or("").to_lowercase();
            let facts = self.facts.get(piece.block as usize);
            let is_dated = facts.is_some_and(|facts| facts.dates_in(piece.range()).next().is_some());
            // "Named Nurse: Jo Example, Eastmoor Hospital. Written 2 October 2014."
            let behind_post = || {
                let named = text.split_once(": ");
                named.is_some_and(|(post, name)| person::names_a_job(post) && person::begins(name))
            };
            // "In the chair: Jo Example", who sends the minutes.
            let lower = text.to_lowercase();
            let names_chair =
                ["in the chair", " chair)", "(chair)"].iter().any(|words| lower.contains(words));
            let has_chair = names_chair && person::is_in(text);
            let is_paper = PAPERS.iter().any(|word| paper.contains(word));
            has_chair || is_dated && (is_paper && parts.any(person::is_all) || behind_post())
        })
    }

    /// True for a line of text that is a name with a post: "Dr Jo Example, Consultant Paediatrician and Named Doctor".
    fn signs(&self, piece: Piece) -> bool {
        /// Words of such a line.
        const WORDS: usize = 14;
        let kind = self.document.line_of(piece).and_then(|id| self.document.line(id)).map(|line| line.kind);
        let text = self.document.text(piece).trim();
        kind == Some(LineKind::Text)
            && !text.ends_with('.')
            && text.split_whitespace().nth(WORDS).is_none()
            && person::has_post(text)
    }

    /// True where one of the next few lines has a telephone number or an address: a name, a role, an agency, a number.
    fn has_contact_below(&self, piece: Piece) -> bool {
        self.lines_below(piece).any(has_contact)
    }

    /// True where one of the next few lines gives a post, an employer or a number, as a form asks of whoever writes.
    fn has_post_below(&self, piece: Piece) -> bool {
        const ASKED: &[&str] = &[
            "role",
            "position",
            "job",
            "post",
            "rank",
            "title",
            "agency",
            "organisation",
            "employer",
            "service",
        ];
        let asks = |line: &str| {
            line.split_once(':').is_some_and(|(label, _)| {
                let label = label.to_lowercase();
                label.split_whitespace().count() <= 4 && ASKED.iter().any(|word| label.contains(word))
            })
        };
        self.has_contact_below(piece) || self.lines_below(piece).any(asks)
    }
}

/// "Referral 24 June 2015, Ruth Example, Team Manager"; in a whole paragraph it is somebody who is told of.
fn is_line_of_a_name(line: &str) -> bool {
    line.split_whitespace().nth(BYLINE).is_none() && has_name_with_post(line)
}

/// "EXAMPLE" as "Example".
fn titled(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

/// "A. Dr Jo Example. I'm the designated doctor", as an answer is taken down.
fn names_and_goes_on(text: &str) -> bool {
    // "Caller: Dr Jo Example. I'm …"
    let label = text.split_once(": ").filter(|(label, _)| label.split(' ').count() <= 2);
    let said = label.map_or(text, |(_, said)| said);
    let said = said.strip_prefix("A. ").unwrap_or(said);
    let goes_on = [". I'm ", ". I’m ", ". I "].iter().find_map(|goes_on| said.split_once(goes_on));
    goes_on.is_some_and(|(name, _)| person::is_all(name))
}

/// "… as a referral to the partnership, 26.09.19, by Jo Example, specialist nurse"
fn is_sent_by(line: &str) -> bool {
    find_dates(line).iter().any(|date| {
        let behind = line.get(date.range.end().into()..).unwrap_or("");
        behind.trim_start_matches([',', ' ']).strip_prefix("by ").is_some_and(person::begins)
    })
}

/// "To the board office, Coldmere LSCB, from Jo Example, Deputy Head"
fn is_sent_from(line: &str) -> bool {
    line.match_indices(", from ").any(|(at, from)| {
        let rest = line.get(at + from.len()..).unwrap_or("");
        person::begins(rest) && rest.split_once(", ").is_some_and(|(_, post)| person::names_a_job(post))
    })
}

/// "So here it is. Dr J. Example, GP partner, The Wharf Surgery.": a sentence that is a name with a post, and no more.
fn says_name_and_post(line: &str) -> bool {
    /// Words of such a sentence.
    const WORDS: usize = 12;
    let is_named = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "of" | "and" | "the" | "for")
            || person::names_a_job(word)
    };
    line.match_indices(". ").any(|(at, stop)| {
        let rest = line.get(at + stop.len()..).unwrap_or("");
        let Some((name, behind)) = rest.split_once(", ") else { return false };
        let sentence = behind.split(['.', ';', ':']).next().unwrap_or("");
        person::is_all(name)
            && person::names_a_job(sentence)
            && sentence.split_whitespace().nth(WORDS).is_none()
            && sentence.split(',').skip(1).flat_map(str::split_whitespace).all(is_named)
    })
}
