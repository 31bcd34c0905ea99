//! By what the one referred is called, and which births and deaths are theirs.

use super::{Around, BETWEEN, BORN, OTHERS};
use crate::document::LineKind;
use crate::outline::{Field, Fill, Section};
use crate::subject::Subject;

/// Lines at the beginning among which a letter says whom it is about.
const HEAD_LINES: usize = 20;

/// What asks for a name, in small letters.
const NAMED: &[&str] =
    &["known as", "name", "initial", "identif", "pseudonym", "adult", "child", "person", "subject"];

/// Lines below *Subject* among which a name is looked for.
const MOST_LINES: usize = 12;

/// By what the one referred is called, as written.
#[derive(Debug)]
pub(super) struct Names(Vec<String>);

impl Names {
    pub(super) fn known<'s>(subject: &'s Subject<'_>) -> &'s Self {
        subject.tellings.names.get_or_init(|| Names::of(subject))
    }

    fn of(subject: &Subject<'_>) -> Self {
        let fields = ["subject-name", "subject-initials"].into_iter().flat_map(|id| subject.fields(id));
        let fields = fields.filter(|field: &&Field| field.fill == Fill::Text);
        let mut given: Vec<String> = fields.map(|field| field.text.clone()).collect();
        let is_given = given.iter().any(|text| !text.trim().is_empty());
        given.extend(subject.sections("subject").flat_map(|section| named_in(subject, section)));
        if !is_given {
            given.extend(named_at_the_head(subject));
        }
        let mut called = Vec::new();
        for text in given {
            let known = text.split_once("known as ").map(|(_, name)| name.to_owned());
            for text in [Some(text), known].into_iter().flatten() {
                called.extend(names_in(&text));
            }
        }
        Names(called)
    }

    /// The last names of the one referred, and names of one word, of which a form asks in a box of their own.
    pub(super) fn lasts(&self) -> Vec<String> {
        let lasts = self.0.iter().filter_map(|name| name.rsplit(' ').next());
        lasts
            .filter(|last| last.len() > 2 && last.starts_with(char::is_uppercase))
            .map(str::to_owned)
            .collect()
    }

    /// With "Mrs Example" for "Agnes Mary Example", and "Mrs E" for "A.M.E.". What else is told of a Mr Example may be her husband's.
    pub(super) fn with_titles(&self) -> Self {
        let last = |name: &String| Some(name.rsplit_once(' ')?.1.to_owned()).filter(|last| last.len() > 2);
        let initial = |name: &String| {
            let letters: Vec<char> = name.chars().filter(|char| char.is_uppercase()).collect();
            let are_initials = name.chars().all(|char| char.is_uppercase() || char == '.');
            letters.last().filter(|_| are_initials && letters.len() > 1).map(char::to_string)
        };
        let lasts: Vec<String> =
            self.0.iter().filter_map(|name| last(name).or_else(|| initial(name))).collect();
        // "Mrs O'D.", of "M.J.O'D."
        let joined = self.0.iter().filter(|name| name.contains('.')).filter_map(|name| {
            let last = name.trim_end_matches('.').rsplit(['.', ' ']).next()?;
            (last.contains('\'') && last.len() <= 4).then(|| last.to_owned())
        });
        let lasts: Vec<String> = lasts.into_iter().chain(joined).collect();
        let with = |title| lasts.iter().map(move |last| format!("{title} {last}"));
        let titled = ["Mr", "Mrs", "Ms", "Miss"].into_iter().flat_map(with);
        Names(self.0.iter().cloned().chain(titled).collect())
    }

    /// True where `text` is one of the names and nothing else, of two words at least.
    pub(super) fn are(&self, text: &str) -> bool {
        let is_known = |word: &str| {
            self.0.iter().any(|name| {
                let same =
                    |part: &str| part.trim_end_matches('.').eq_ignore_ascii_case(word.trim_end_matches('.'));
                name.split(' ').any(same)
            })
        };
        text.contains(' ') && text.split_whitespace().all(is_known)
    }

    /// "Mrs B is a retired seamstress of Polish origin, born": of whom a sentence begins to tell, and names nobody besides.
    pub(super) fn are_told_of(&self, around: &Around) -> bool {
        /// Words from the name on.
        const WORDS: usize = 14;
        let before = around.before.as_str();
        let is_birth = [", born", ", who was born on", "and was born on", "(born", "(dob", "(d.o.b."]
            .iter()
            .any(|born| around.lower.ends_with(born));
        let rest = around.after.split('.').next().unwrap_or("");
        let has_another =
            |text: &str| text.split(|char: char| !char.is_alphanumeric()).any(|word| OTHERS.contains(&word));
        // "Child K L" is not Child K.
        let begins = || {
            self.0.iter().any(|name| {
                let rest = before.trim_start().strip_prefix(name.as_str());
                rest.is_some_and(|rest| {
                    rest.starts_with([',', ' ']) && !rest.trim_start().starts_with(char::is_uppercase)
                })
            })
        };
        let names =
            |text: &str| PLAIN_TITLES.iter().filter(|title| text.contains(&format!("{title} "))).count();
        is_birth
            && before.split_whitespace().count() <= WORDS
            && names(before) <= 1
            && begins()
            && !has_another(&around.lower)
            && !has_another(rest)
    }

    /// "Child S (d.o.b.", "Child S was born on", "Child S was born at Eastmoor Hospital on".
    pub(super) fn are_born(&self, around: &Around) -> bool {
        let before = around.before.as_str();
        let short = |born: &&str| {
            let at = around.lower.strip_suffix(*born)?.len();
            before
                .get(..at)?
                .strip_suffix([' ', '('])
                .or_else(|| before.get(..at).filter(|_| born.starts_with(['\'', '’'])))
                .map(|name| name.trim_end_matches([' ', ',', '.', '(', '-', '–', '—']))
        };
        let long = || {
            let (head, tail) =
                before.rsplit_once(" was born ").or_else(|| before.rsplit_once(" was delivered "))?;
            let is_near = tail.ends_with(" on")
                && !tail.contains(',')
                && !tail.contains(" died ")
                && tail.split_whitespace().count() <= BETWEEN + 1;
            is_near.then_some(head)
        };
        // "V, a boy who was born at 27 weeks on"
        let is_relative = |called: &str| {
            let head = called.strip_suffix(" who").unwrap_or("");
            let named = head.split_once(',').map_or("", |(name, _)| name);
            !named.is_empty() && self.end(named) && !OTHERS.iter().any(|other| head.contains(other))
        };
        let mut called = BORN.iter().filter_map(short).chain(long());
        // "V was the only child of Ms F. She was born on"
        let pronoun = ["she was born ", "he was born ", "they were born "]
            .iter()
            .any(|words| around.lower.starts_with(words));
        let goes_on = pronoun
            && around.lower.ends_with(" on")
            && !around.lower.contains(',')
            && self.begin(&around.previous);
        goes_on
            || called.any(|called| {
                self.end(called)
                    || is_relative(called)
                    || without_aside(called).is_some_and(|name| self.end(name))
            })
    }

    /// "Child S, born 3 May 2001, died"
    pub(super) fn are_dead(&self, around: &Around) -> bool {
        // "K's death on", not "we learned of K's death on".
        let of_death =
            ["'s death on", "’s death on"].iter().find_map(|death| around.lower.strip_suffix(death));
        let is_told = |head: &str| {
            ["learn", "told", "heard", "aware", "inform", "notif", "inquest"]
                .iter()
                .any(|told| head.contains(told))
        };
        if let Some(named) =
            of_death.filter(|head| !is_told(head)).and_then(|head| around.before.get(..head.len()))
        {
            return self.end(named);
        }
        let dead = ["died", "died on", "d."].iter().find_map(|dead| around.lower.strip_suffix(*dead));
        let Some(before) = dead.and_then(|dead| around.before.get(..dead.len())) else { return false };
        let lower = before.to_lowercase();
        let born = BORN.iter().find_map(|born| lower.find(&format!("{born} ")));
        let named = born.and_then(|at| before.get(..at));
        // "About. Miss Carys N.; female; date of birth 4 March 1996; died …"
        let parts = before.matches([';', '|', '·']).count();
        let is_list = parts > 1 && born.is_some() && !OTHERS.iter().any(|other| lower.contains(other));
        let named = named.map(|named| named.trim_end_matches([' ', ',', '(', '-', '–', '—']));
        let is_named =
            |named: &str| self.end(named) || without_aside(named).is_some_and(|name| self.end(name));
        is_list || named.is_some_and(is_named)
    }

    /// True where `text` begins with a name.
    pub(super) fn begin(&self, text: &str) -> bool {
        let text = text.trim_start();
        self.0
            .iter()
            .any(|name| text.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with([' ', ','])))
    }

    /// True where `text` has a name of two words in it: "Mrs Example".
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.0.iter().filter(|name| name.contains(' ')).any(|name| text.contains(&format!(" {name} ")))
    }

    /// True where one of the names stands somewhere in `text`, which begins and ends with a blank.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        let text = text.replace(|char: char| !char.is_alphanumeric() && !matches!(char, '-' | '.'), " ");
        self.0.iter().filter(|name| name.len() > 2).any(|name| text.contains(&format!(" {name} ")))
    }

    /// True where `text` ends with the first and the last name, or with the first and the initial of the last: "Pauline R".
    pub(super) fn end_whole(&self, text: &str) -> bool {
        let whole = self.0.iter().filter_map(|name| name.split_once(' ')).filter(|(first, last)| {
            let is_title = TITLES.contains(&first.to_lowercase().trim_end_matches('.'));
            !is_title && first.len() > 2 && !last.is_empty()
        });
        let text = text.trim_end_matches('.');
        whole.into_iter().any(|(first, last)| {
            let last = last.rsplit(' ').next().unwrap_or(last);
            let Some((head, word)) = text.rsplit_once(' ') else { return false };
            let is_initial = word.len() == 1 && last.starts_with(word);
            // "Ros", of Rosalind
            let called = head.rsplit(' ').next().unwrap_or("");
            let is_short =
                called.len() > 2 && first.starts_with(called) && word == last.trim_end_matches('.');
            let Some(head) = head.strip_suffix(if is_short { called } else { first }) else { return false };
            let before = head.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
            (is_initial || word == last.trim_end_matches('.')) && !OTHERS.contains(&before.as_str())
        })
    }

    /// True where `text` ends with a name, and not with that of somebody else who shares a part of it.
    fn end(&self, text: &str) -> bool {
        let text = text.trim_end_matches(['"', '”', '“', '.']);
        // "Albert W", who is called Albert.
        let is_initial = |word: &str| word.len() == 1 && word.starts_with(char::is_uppercase);
        let first =
            text.rsplit_once(' ').filter(|(_, word)| is_initial(word)).map_or(text, |(first, _)| first);
        self.0.iter().any(|name| {
            let is_called = name.rsplit(' ').next().is_some_and(|last| last.len() > 2);
            let text = if is_called && !text.ends_with(name.as_str()) { first } else { text };
            let at = text.len().checked_sub(name.len());
            let Some((head, tail)) = at.and_then(|at| text.split_at_checked(at)) else { return false };
            let is_same = if name.len() > 2 { tail.eq_ignore_ascii_case(name) } else { tail == name };
            let word = head.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
            // "his brother Marcus S" is not Leon S.
            let previous = head.trim_end().rsplit(' ').next().unwrap_or("");
            let is_called_so = previous.len() > 2 && previous.starts_with(char::is_uppercase);
            let is_ours = || self.0.iter().any(|name| name.split(' ').any(|part| part == previous));
            let is_a_word = previous.chars().all(char::is_alphabetic);
            let of_another =
                is_called_so && (name.len() <= 2 || !name.contains(' ') && is_a_word && !is_ours());
            let is_whole = head.is_empty() || head.ends_with([' ', '(', '"', '“']);
            let is_titled = TITLES.contains(&word.trim_matches(|char: char| !char.is_alphanumeric()))
                || OTHERS.contains(&word.as_str())
                || word == "of";
            // "Child: Child M"
            is_same && is_whole && !of_another && (!is_titled || word.ends_with(':'))
        })
    }
}

/// Titles by which people of one last name are told apart.
pub(super) const PLAIN_TITLES: &[&str] = &["Mr", "Mrs", "Ms", "Miss"];

/// Words before a name or a letter that make it somebody's.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "child", "baby", "adult", "twin", "young", "person", "pupil",
    "patient", "the", "ys", "master",
];

/// The name that `text` begins with, and what is short for it: of "Miss Edith W, aged 86" those are "Miss Edith W",
/// "Edith W", "Edith" and "W".
fn names_in(text: &str) -> Vec<String> {
    /// Words of a name.
    const WORDS: usize = 4;
    const PAPERS: &[&str] = &["referral", "request", "review", "notification"];
    let mut parts = text.split(['(', ',', ';', '–', '—', '\n']).flat_map(|part| part.split(" - "));
    let name = parts.next().unwrap_or("");
    // "Request for a review – Child K (born …"
    let is_paper = PAPERS.iter().any(|paper| name.to_lowercase().contains(paper));
    let behind = parts.next().filter(|part| is_paper && part.trim_start().starts_with(char::is_uppercase));
    let name = behind.unwrap_or(name);
    // "2.1 Callum Example, male"
    let name = name.trim_start_matches(|char: char| char.is_ascii_digit() || matches!(char, '.' | ')' | ' '));
    let name = name.split(". ").next().unwrap_or("");
    let name = name.trim().trim_end_matches('.').trim_matches(['"', '“', '”']);
    let is_title = |word: &str| TITLES.contains(&word.to_lowercase().trim_end_matches('.'));
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() || words.len() > WORDS || words.iter().all(|word| is_title(word)) {
        return Vec::new();
    }
    let own: Vec<&str> = words.iter().copied().skip_while(|word| is_title(word)).collect();
    let mut names = vec![name.to_owned(), own.join(" ")];
    // "Mr H", of Mr Stanley H.
    if let (Some(title), Some(last)) = (words.first().filter(|word| is_title(word)), own.last()) {
        names.push(format!("{title} {last}"));
    }
    for part in [own.first(), own.last()].into_iter().flatten() {
        let is_name = part.starts_with(char::is_uppercase);
        names.extend(Some((*part).to_owned()).filter(|_| is_name));
    }
    // "C.W." is "C" for short, and so is "CW".
    let initials = (name.len() <= 8 && name.contains('.') || (2..=3).contains(&name.len()))
        && name.chars().all(|char| char.is_uppercase() || matches!(char, '.' | '-'));
    names.extend(name.chars().next().filter(|_| initials).map(String::from));
    // "AF", of "A.F."
    let joined: String = name.chars().filter(|char| *char != '.').collect();
    names.extend(Some(joined).filter(|joined| initials && joined.len() > 1));
    names.sort();
    names.dedup();
    names
}

/// What *Subject* gives as a name: behind a label or in the cell beside one, or the first line below its heading.
fn named_in(subject: &Subject<'_>, section: &Section) -> Vec<String> {
    /// Words of a label that asks for a name.
    const WORDS: usize = 6;
    let document = subject.document;
    let lines = document.lines_from(section.lines.start).take_while(|(id, _, _)| section.lines.contains(id));
    let lines: Vec<(&str, LineKind, bool)> = lines
        .take(MOST_LINES)
        .map(|(id, block, line)| {
            let is_label = id == section.lines.start && section.label.range() == line.text;
            (document.line_text(id), line.kind, is_label || block.heading().is_some())
        })
        .collect();
    let asks = |label: &str| {
        let lower = label.to_lowercase();
        label.split_whitespace().nth(WORDS).is_none() && NAMED.iter().any(|named| lower.contains(named))
    };
    let mut found = Vec::new();
    for (index, (text, kind, is_heading)) in lines.iter().enumerate() {
        let next = || lines.get(index + 1).map(|(next, _, _)| (*next).to_owned());
        match (kind, text.split_once(':')) {
            (LineKind::Cell { .. }, _) if *is_heading => found.extend(next()),
            _ if *is_heading => {}
            (LineKind::Cell { column, .. }, _) => {
                found.extend(next().filter(|_| column % 2 == 0 && asks(text)));
            }
            (_, Some((label, value))) if asks(label) => found.push(value.trim().to_owned()),
            // "Ellis, male. Date of birth: 3 April 2019."
            (_, Some((label, _))) if found.is_empty() && label.contains(['.', ',']) => {
                found.push((*text).to_owned());
            }
            (_, Some(_)) => {}
            _ => found.extend((found.is_empty()).then(|| (*text).to_owned())),
        }
    }
    found
}

/// What stands before the name of the one whom a letter is about.
const LABELS: &[&str] = &[
    "about",
    "adult",
    "child",
    "concerning",
    "patient",
    "person",
    "pupil",
    "re",
    "resident",
    "subject",
    "tenant",
];

/// "Subject: Jo Example", above a date of birth on a line of its own.
fn named_behind_a_label(subject: &Subject<'_>) -> Option<String> {
    let lines = subject.document.lines().map(|(id, _, _)| subject.document.line_text(id)).take(HEAD_LINES);
    lines.into_iter().find_map(|line| {
        let (label, value) = line.split_once(": ")?;
        LABELS.contains(&label.trim().to_lowercase().as_str()).then(|| value.trim().to_owned())
    })
}

/// "Re: Child F, born 9 August 2016", "Mr Stanley H, of Rowan Court. Date of birth: …": whom the letter is about.
fn named_at_the_head(subject: &Subject<'_>) -> Vec<String> {
    let lines = subject.document.lines().map(|(id, _, _)| subject.document.line_text(id)).take(HEAD_LINES);
    let named = lines.into_iter().find_map(|line| {
        let lower = line.to_lowercase();
        let at = BORN.iter().filter_map(|born| lower.find(&format!("{born} "))).min()?;
        let before = line.get(..at)?.trim_end_matches([' ', ',', '(', '-', '–', '—']);
        let before = before.rsplit([':', ';', '?']).next()?.trim();
        // "His sister Kayleigh, born …", not "Patient: Kayleigh, born …"
        let said = lower.get(..at)?;
        let said = said
            .split_once(':')
            .filter(|(label, _)| LABELS.contains(&label.trim()))
            .map_or(said, |(_, rest)| rest);
        let mut words = said.split(|char: char| !char.is_alphanumeric());
        if words.any(|word| OTHERS.contains(&word)) {
            return None;
        }
        // "a review about Ollie, a boy"
        let before = before.rsplit_once(", a ").map_or(before, |(name, _)| name);
        (!before.is_empty()).then_some(before)
    });
    let Some(named) = named else { return named_behind_a_label(subject).into_iter().collect() };
    // "Casimir ("Caz") Example": the one in brackets is a name too.
    let mut found: Vec<String> = Vec::new();
    let mut whole = String::new();
    for (number, part) in named.split(['(', ')']).enumerate() {
        if number % 2 == 0 {
            whole.push_str(part.trim_start());
        } else if let Some(called) = part.trim().strip_prefix(['"', '“', '‘', '\'']) {
            found.push(called.trim_end_matches(['"', '”', '’', '\'']).to_owned());
        }
    }
    let whole = whole.trim();
    // "I'd like to refer Child P"
    let label = whole.rsplit_once(' ').map_or(0, |(head, _)| head.rfind(' ').map_or(0, |at| at + 1));
    let ends = [whole.split([',', '.']).next(), whole.rsplit([',', '.']).next(), whole.get(label..)];
    found.extend(ends.into_iter().flatten().map(|name| name.trim().to_owned()));
    found.retain(|name| !name.is_empty() && !["He", "She", "They"].contains(&name.as_str()));
    found
}

/// "Child M", of "Child M (girl)" and "Child M, a boy of three".
fn without_aside(called: &str) -> Option<&str> {
    /// Words of such an aside.
    const WORDS: usize = 5;
    let open = called.rfind('(').filter(|_| called.ends_with(')') || !called.contains(')'));
    let cut = open.or_else(|| called.rfind(','));
    let (name, aside) = called.split_at_checked(cut?)?;
    let is_short =
        aside.split_whitespace().count() <= WORDS && !OTHERS.iter().any(|other| aside.contains(other));
    is_short.then(|| name.trim_end())
}
