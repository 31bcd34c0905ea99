//! Citations of the parts of a provision, in the many ways people write them.
//!
//! What citing a part claims is not known here; nor is any provision but those of the schema.

mod bare;

use text_size::{TextRange, TextSize};

use super::announced::{Before, may_begin, named_before};
use super::elsewhere;
use super::part::{is_roman, join, level_for, part_of, path};
pub(super) use super::part::{normal, split};
use crate::schema::{ProvisionKind, Schema};

/// One part of a provision, as a text cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Index into `schema.provisions`; `None` for another part of the same regulation or section, such as 5(1).
    pub provision: Option<usize>,
    /// The part as it follows the provision's number: "(b)(ii)"; empty for the provision itself.
    pub child: String,
    /// False only for a part that does not exist of a provision the schema marks complete.
    pub known: bool,
    /// Bytes of the text.
    pub range: TextRange,
    /// For an unknown part, the parts most like it, likeliest first, at most three.
    pub suggestions: Vec<String>,
    /// Citations of one list ("(a) and (b)(i)") share a number.
    pub group: usize,
    /// True where a word such as "section" stands before it that the provision is not called by.
    pub other_kind: bool,
}

/// All citations in `text`, in order.
pub fn citations(schema: &Schema, text: &str) -> Vec<Citation> {
    citations_of(&Provision::all(schema), text)
}

pub(super) fn citations_of(provisions: &[Provision], text: &str) -> Vec<Citation> {
    Scanner { provisions, text, found: Vec::new(), group: 0, provision: None }.scan()
}

/// A provision of the schema, taken apart.
#[derive(Debug)]
pub(super) struct Provision {
    kind: ProvisionKind,
    complete: bool,
    /// "5(2)" as "5", "2".
    path: Vec<String>,
    /// Its parts, spelt "(b)(ii)".
    pub(super) children: Vec<String>,
    /// What its instrument is called, in lower case.
    pub(super) instruments: Vec<String>,
}

impl Provision {
    /// The provisions of `schema`, in its order.
    pub fn all(schema: &Schema) -> Vec<Provision> {
        let provisions = schema.provisions.iter().map(|provision| Provision {
            kind: provision.kind,
            complete: provision.complete,
            path: path(&provision.citation),
            children: provision.children.iter().map(|child| normal(child)).collect(),
            instruments: std::iter::once(&provision.instrument)
                .chain(&provision.instrument_aliases)
                .filter(|name| !name.is_empty())
                .map(|name| name.to_lowercase())
                .collect(),
        });
        provisions.collect()
    }
}

pub(super) struct Scanner<'a> {
    provisions: &'a [Provision],
    text: &'a str,
    found: Vec<Citation>,
    group: usize,
    /// The provision named last.
    provision: Option<usize>,
}

impl Scanner<'_> {
    /// True where `line` cites nothing, whichever provision was named before it.
    pub fn is_silent(provisions: &[Provision], line: &str) -> bool {
        let named_before = (0..provisions.len()).map(Some).chain([None]);
        named_before.into_iter().all(|provision| {
            Scanner { provisions, text: line, found: Vec::new(), group: 0, provision }.scan().is_empty()
        })
    }

    fn scan(mut self) -> Vec<Citation> {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let stop = match byte {
                b'(' | b'0'..=b'9' => at,
                // Only a few words, or a letter with a bracket or number, can begin a citation.
                b'a'..=b'z' | b'A'..=b'Z' => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    let word = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                    let may = may_begin(rest.get(..word).unwrap_or_default(), rest.get(word) == Some(&b'('));
                    if may { at } else { at + word }
                }
                _ => at + 1,
            };
            if stop > at {
                at = stop;
                continue;
            }
            if self.joined_before(at) {
                at += 1;
                continue;
            }
            match self.citation_at(at) {
                Some(end) if end > at => at = end,
                _ => at = self.past_another(at).unwrap_or(at + 1),
            }
        }
        self.found
    }

    /// Past a list of parts of a provision that the schema does not have: "(b)(i)" in "regulation 9(2)(a) and (b)(i)" is
    /// a part of that.
    fn past_another(&self, at: usize) -> Option<usize> {
        let (before, start) = self.before(at);
        let digits = self.text.get(start..)?.bytes().take_while(u8::is_ascii_digit).count();
        let parted = self.char_at(start + digits) == Some('(');
        let is_cited = match before {
            Before::Provision(_) => true,
            Before::Nothing => parted,
            // "criteria 5(2)(a)": what follows the word is read by itself.
            Before::Element => false,
        };
        if digits == 0 || !is_cited {
            return None;
        }
        let (_, mut end) = self.parts(start, true);
        while let Some(next) = self.separator(end).filter(|next| self.char_at(*next) == Some('(')) {
            let (more, next_end) = self.parts(next, false);
            if more.is_empty() {
                break;
            }
            end = next_end;
        }
        (end > at).then_some(end)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// Whether the character at `at` continues a word or number.
    fn joined_before(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|text| text.chars().next_back());
        before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '£' | '$' | '_'))
    }

    /// Reads a whole list of citations that starts at `at`, and returns where it ends.
    fn citation_at(&mut self, at: usize) -> Option<usize> {
        let (before, start) = self.before(at);
        if let Some((index, child, end)) = self.spaced(start) {
            self.group += 1;
            let (_, end) = self.take(index, &child, at, end)?;
            return Some(end);
        }
        let (parts, end) = self.parts(start, true);
        let first = parts.first()?;
        self.group += 1;
        let (base, end) =
            if first.starts_with(|c: char| c.is_ascii_digit()) && self.char_at(start) != Some('(') {
                self.numbered(at, before, &parts, end)?
            } else {
                self.bare(at, before, start, &parts, end)?
            };
        Some(self.list(base, end))
    }

    /// "5 2 b i": the path of a part that exists, without brackets.
    fn spaced(&self, start: usize) -> Option<(usize, String, usize)> {
        let rest = self.text.get(start..)?;
        if !rest.starts_with(|c: char| c.is_ascii_digit()) || !rest.get(1..)?.starts_with(' ') {
            return None;
        }
        let mut longest: Option<(usize, &String, usize)> = None;
        for (index, provision) in self.provisions.iter().enumerate() {
            for child in &provision.children {
                // A lone letter may be the word "a": the path must go deeper.
                if child.matches('(').nth(1).is_none() {
                    continue;
                }
                let parts = child.split(['(', ')']).filter(|part| !part.is_empty());
                let path = provision.path.iter().map(String::as_str).chain(parts);
                let Some(end) = spelt_out(rest, path).map(|length| start + length) else { continue };
                if longest.is_none_or(|(_, _, other)| end > other) {
                    longest = Some((index, child, end));
                }
            }
        }
        longest.map(|(index, child, end)| (index, child.clone(), end))
    }

    /// "regulation 5(2)(b)", "5(2)(b)": a number, then parts.
    fn numbered(
        &mut self,
        at: usize,
        before: Before,
        parts: &[String],
        end: usize,
    ) -> Option<(Vec<String>, usize)> {
        // "criterion 1(i)", where the criteria are numbered paragraphs; "part 1" alone is more likely a form's.
        let criterion = self.text.get(at..at + 7).is_some_and(|word| word.eq_ignore_ascii_case("criteri"));
        let numbered = |provision: &Provision| {
            provision.kind == ProvisionKind::Paragraph
                && (criterion || parts.len() > provision.path.len())
                && parts.starts_with(&provision.path)
        };
        if before == Before::Element && !self.provisions.iter().any(numbered) {
            return None;
        }
        let written = self.text.get(at..end)?;
        let before_char = self.text.get(..at).and_then(|text| text.chars().next_back());
        let bare = !written.contains('(') && !self.is_lettered_number(at, end);
        if before == Before::Nothing && (bare || before_char.is_some_and(|c| matches!(c, '/' | '-' | '.'))) {
            return None;
        }
        if elsewhere::is_of_another(
            self.provisions,
            self.line_before(at),
            self.text.get(end..).unwrap_or_default(),
        ) {
            return None;
        }
        let previous = self.line_before(at).trim_end_matches([' ', '.']);
        let previous = previous.rsplit(|c: char| !c.is_alphanumeric()).next();
        if before == Before::Nothing
            && previous.is_some_and(|word| ["section", "s", "sec"].contains(&word.to_lowercase().as_str()))
            && self.names_another_act(end)
        {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        for (index, provision) in self.provisions.iter().enumerate() {
            let own = &provision.path;
            let longer = best.is_none_or(|(_, length)| own.len() > length);
            if longer
                && !own.is_empty()
                && parts.starts_with(own)
                && (before != Before::Nothing || parts.len() > 1 || !bare)
            {
                best = Some((index, own.len()));
            }
        }
        let other_kind = |index: usize| {
            let kind = self.provisions.get(index).map(|provision| provision.kind);
            matches!(before, Before::Provision(named) if Some(named) != kind)
        };
        let Some((index, length)) = best else {
            let relative =
                self.provisions.iter().position(|provision| provision.path.first() == parts.first())?;
            let kind = self.provisions.get(relative)?.kind;
            if before != Before::Provision(kind) {
                return None;
            }
            self.push(None, "", at, end, false);
            return Some((parts.to_vec(), end));
        };
        let other = other_kind(index);
        if other && self.names_another_act(end) {
            return None;
        }
        self.provision = Some(index);
        let child = self.child_of(index, parts.get(length..).unwrap_or_default());
        self.push(Some(index), &child, at, end, other);
        Some((parts.to_vec(), end))
    }

    /// Parts of a provision as its children spell them: an only paragraph may be numbered or not, "11(1)(c)".
    fn child_of(&self, index: usize, parts: &[String]) -> String {
        let has_first = self
            .provisions
            .get(index)
            .is_some_and(|provision| provision.children.iter().any(|child| child.starts_with("(1)")));
        match parts {
            [first, rest @ ..] if first == "1" && !has_first => join(rest),
            _ => join(parts),
        }
    }

    fn take(&mut self, index: usize, child: &str, at: usize, end: usize) -> Option<(Vec<String>, usize)> {
        self.provision = Some(index);
        self.push(Some(index), child, at, end, false);
        let mut base = self.provisions.get(index)?.path.clone();
        base.extend(split(child));
        Some((base, end))
    }

    /// "(a), (b)(i) and (ii)": what follows a citation in the same list. Returns where the list ends.
    fn list(&mut self, mut base: Vec<String>, mut end: usize) -> usize {
        loop {
            let Some(start) = self.separator(end) else { return end };
            let (parts, next) = self.parts(start, false);
            let Some(first) = parts.first() else { return end };
            if self.char_at(start) != Some('(') && parts.len() < 2 {
                return end;
            }
            let level = level_for(&base, first);
            let Some(kept) = base.get(..level) else { return end };
            let mut path = kept.to_vec();
            path.extend(parts.iter().cloned());
            let home = self
                .provisions
                .iter()
                .enumerate()
                .filter(|(_, provision)| !provision.path.is_empty() && path.starts_with(&provision.path))
                .max_by_key(|(index, provision)| (provision.path.len(), usize::MAX - index));
            let Some((index, provision)) = home else { return end };
            let child = join(path.get(provision.path.len()..).unwrap_or_default());
            self.provision = Some(index);
            // "44(1)-(3)" names a stretch of the law, and none of its parts more than another.
            let between = self.text.get(end..start).unwrap_or("").trim();
            let is_range =
                matches!(between, "-" | "–" | "to") && first.bytes().all(|byte| byte.is_ascii_digit());
            if !is_range {
                self.push(Some(index), &child, start, next, false);
            }
            base = path;
            end = next;
        }
    }

    /// Past "and", ",", "&" and the like, to the bracket or letter of the next part.
    fn separator(&self, end: usize) -> Option<usize> {
        let rest = self.text.get(end..)?;
        let mut tail = rest.trim_start_matches(' ');
        let mut any = false;
        for _ in 0..4 {
            let lower = tail.get(..tail.len().min(4)).unwrap_or_default().to_ascii_lowercase();
            let skipped = [", ", ",", "&", "/", "+", "and ", "or ", "nor ", "and(", "-(", "to ("]
                .iter()
                .find(|word| lower.starts_with(**word));
            let Some(word) = skipped else { break };
            let length = word.trim_end_matches('(').len();
            tail = tail.get(length..)?.trim_start_matches(' ');
            any = true;
        }
        let start = self.text.len() - tail.len();
        (any && tail.starts_with(|c: char| c == '(' || c.is_ascii_lowercase())).then_some(start)
    }

    /// The word before a citation ("reg.", "s", "paragraph") if one starts at `at`, and where the rest starts.
    fn before(&self, at: usize) -> (Before, usize) {
        let Some(rest) =
            self.text.get(at..).filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        else {
            return (Before::Nothing, at);
        };
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = rest.get(..letters).unwrap_or_default();
        if let Some(tail) = rest.get(letters..).filter(|_| word.eq_ignore_ascii_case("r")) {
            // "r.5(2)": too short to name a regulation by itself.
            let gap = tail.len() - tail.trim_start_matches(['.', ' ']).len();
            let number = tail.get(gap..).is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit()));
            return (Before::Nothing, if number && gap <= 2 { at + letters + gap } else { at });
        }
        let Some(before) = named_before(word) else { return (Before::Nothing, at) };
        let tail = rest.get(letters..).unwrap_or_default();
        let trimmed = tail.trim_start_matches(['.', ' ']);
        let gap = tail.len() - trimmed.len();
        if gap > 2 || (gap == 0 && !trimmed.starts_with(|c: char| c.is_ascii_digit() || c == '(')) {
            return (Before::Nothing, at);
        }
        (before, at + letters + gap)
    }

    /// Parts from `start` on: a number or letter, then any of "(2)", ".2", " (b)", "ii".
    fn parts(&self, start: usize, number_first: bool) -> (Vec<String>, usize) {
        let mut parts: Vec<String> = Vec::new();
        let mut at = start;
        if let Some(number) = self.lettered_number(start).filter(|_| number_first) {
            at += number.len();
            parts.push(number.clone());
        }
        while parts.len() < 6 {
            let Some(rest) = self.text.get(at..) else { break };
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            let tail = rest.get(spaces..).unwrap_or_default();
            // "(b)(ii) (X) died in custody" goes on with a box.
            let goes_on = !parts.is_empty() && tail.starts_with('(') && !tail.starts_with("(X)");
            if spaces > 1 || (spaces == 1 && !goes_on) {
                break;
            }
            let Some((part, length)) = part_of(tail, parts.last().map(String::as_str), number_first) else {
                break;
            };
            parts.push(part);
            at += spaces + length;
        }
        (parts, at)
    }

    /// The number with a letter, such as "16C", of one of the provisions, if it stands at `start`.
    fn lettered_number(&self, start: usize) -> Option<&String> {
        let rest = self.text.get(start..).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
        let numbers = self.provisions.iter().filter_map(|provision| provision.path.first());
        let mut lettered = numbers.filter(|number| number.ends_with(|c: char| c.is_ascii_alphabetic()));
        lettered.find(|number| {
            let same = rest.get(..number.len()).is_some_and(|head| head.eq_ignore_ascii_case(number));
            same && !rest.get(number.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        })
    }

    /// "16C" standing alone, which can hardly be anything but a section, unless it is a flat or a bus.
    fn is_lettered_number(&self, at: usize, end: usize) -> bool {
        const PLACES: [&str; 10] =
            ["flat", "room", "ward", "apartment", "bus", "number", "no", "bed", "unit", "bay"];
        const ACT: &str = "children act";
        let capital = self.text.get(at..end).is_some_and(|written| written.ends_with(char::is_uppercase));
        if !capital || self.lettered_number(at).is_none() {
            return false;
        }
        let line = self.line_before(at).trim_end_matches([' ', '.', '/']).to_lowercase();
        let before = line.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let after = self.text.get(end..).unwrap_or_default();
        let act = after.trim_start().get(..ACT.len()).is_some_and(|act| act.eq_ignore_ascii_case(ACT));
        let address =
            after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase)) && !act;
        !PLACES.contains(&before) && !address
    }

    /// "(a)" and "a)" at the start of a line count its items.
    fn looks_like_marker(&self, line: &str, end: usize) -> bool {
        let next = self.text.get(end..).unwrap_or_default().trim_start().chars().next();
        line.trim().is_empty() && next.is_some_and(char::is_alphabetic) && !self.stands_as_subject(end)
    }

    /// Whether what follows treats the part as a thing that can be met.
    fn stands_as_subject(&self, end: usize) -> bool {
        let rest: String = self.text.get(end..).unwrap_or_default().trim_start().chars().take(12).collect();
        let rest = rest.to_ascii_lowercase();
        if rest.is_empty() {
            return false;
        }
        [
            "is ",
            "is.",
            "are ",
            "was ",
            "met",
            "and (",
            "or (",
            "& (",
            "and b",
            ", (",
            "has been",
            "applies",
            "does",
            "not ",
            "apply",
            "is,",
            "is)",
            ", because ",
        ]
        .iter()
        .any(|word| rest.starts_with(word))
    }

    /// What stands before `at` on its line, no more than some 200 bytes of it.
    fn line_before(&self, at: usize) -> &str {
        let from = (at.saturating_sub(200)..=at).find(|from| self.text.is_char_boundary(*from)).unwrap_or(at);
        self.text.get(from..at).unwrap_or_default().rsplit(['\n', '\t']).next().unwrap_or_default()
    }

    /// "section 5(2) of the Mental Health Act" is another section 5(2).
    fn names_another_act(&self, end: usize) -> bool {
        let after: String = self.text.get(end..).unwrap_or_default().chars().take(120).collect();
        let after = after.split('\n').next().unwrap_or_default().to_lowercase();
        let before = self.line_before(end).to_lowercase();
        let sentence = format!("{before}{after}");
        let own = self
            .provisions
            .iter()
            .any(|provision| provision.instruments.iter().any(|name| sentence.contains(name)));
        let other = [" act", "detain", "held under", "mental health", "ward", "mha", "holding power"];
        !own && other.iter().any(|word| sentence.contains(word))
    }

    fn push(&mut self, provision: Option<usize>, child: &str, start: usize, end: usize, other_kind: bool) {
        let (known, suggestions) = self.judge(provision, child);
        self.found.push(Citation {
            provision,
            child: child.to_owned(),
            known,
            range: TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32)),
            suggestions,
            group: self.group,
            other_kind,
        });
    }

    fn judge(&self, provision: Option<usize>, child: &str) -> (bool, Vec<String>) {
        let Some(provision) = provision.and_then(|index| self.provisions.get(index)) else {
            return (true, Vec::new());
        };
        let children = &provision.children;
        // Of a part of which some parts are named, all are.
        let parent = child.rfind('(').and_then(|at| child.get(..=at)).filter(|parent| parent.len() > 1);
        let is_listed = parent.is_some_and(|parent| children.iter().any(|known| known.starts_with(parent)));
        if child.is_empty()
            || !(provision.complete || is_listed)
            || children.iter().any(|known| known == child)
        {
            return (true, Vec::new());
        }
        let depth = |path: &str| path.matches('(').count();
        let mut near: Vec<(usize, &String)> = children
            .iter()
            .map(|known| (strsim::levenshtein(known, child) + 2 * depth(known).abs_diff(depth(child)), known))
            .collect();
        near.sort();
        (false, near.into_iter().take(3).map(|(_, known)| known.clone()).collect())
    }
}

/// Where `text` goes on after "5 2 b i", if it begins with the parts of `path` like that.
fn spelt_out<'p>(text: &str, path: impl Iterator<Item = &'p str>) -> Option<usize> {
    let mut rest = text;
    for (number, part) in path.enumerate() {
        if number > 0 {
            rest = rest.strip_prefix(' ')?;
        }
        let head = rest.get(..part.len())?;
        if !head.eq_ignore_ascii_case(part) {
            return None;
        }
        rest = rest.get(part.len()..)?;
    }
    (!rest.starts_with(char::is_alphanumeric)).then_some(text.len() - rest.len())
}
