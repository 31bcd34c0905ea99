//! The words around a day, from which it is told what happened on it.

use text_size::{TextRange, TextSize};

use super::{BETWEEN, BORN, OTHERS};
use crate::claims;
use crate::date::DateReading;
use crate::document::{Block, LineKind};

/// The words around a day, in its block alone.
#[derive(Debug)]
pub(crate) struct Around {
    /// Where the day starts, in bytes of its block's visible text.
    pub(super) start: u32,
    /// The words before it in its sentence, as written.
    pub(super) before: String,
    /// The same in small letters.
    pub(super) lower: String,
    /// The sentence before it in its paragraph.
    pub(super) previous: String,
    /// Those behind it in its line or row, in small letters.
    pub(super) after: String,
    /// True where it begins a line or row.
    leads: bool,
    /// True where the words tell of a death.
    pub(super) tells_of_death: bool,
    /// True where they tell of the incident.
    pub(super) tells_of_incident: bool,
}

impl Around {
    /// The words around each of the `dates` of `block`, which are in order.
    pub(crate) fn read(block: &Block, dates: &[(TextRange, DateReading)]) -> Vec<Self> {
        let sentences = claims::sentences(block.plain.text());
        let end = TextSize::new(block.plain.text().len() as u32);
        let next = dates.iter().skip(1).map(|(at, _)| at.start()).chain([end]);
        let read = |((at, _), next): (&(TextRange, DateReading), TextSize)| {
            let mut around = Around::of(block, &sentences, *at);
            // "found on 10 February, having last eaten on 22 January, and died that evening"
            let aside = around.lower.rsplit(", ").next().unwrap_or("");
            let is_in_passing = aside.starts_with("having ") || aside.starts_with("last ");
            around.tells_of_death |= !is_in_passing
                && died_that_day(block.plain.slice(TextRange::new(at.end(), next.max(at.end()))));
            around
        };
        dates.iter().zip(next).map(read).collect()
    }

    fn of(block: &Block, sentences: &[TextRange], date: TextRange) -> Self {
        let next = sentences.partition_point(|sentence| sentence.start() <= date.start());
        let from = |index: usize| {
            let start = sentences.get(index).map_or(TextSize::new(0), |own| own.start());
            block.plain.slice(TextRange::new(start, date.start()))
        };
        // "A.N. was born on" is one sentence, and so is "V. (b. 17 April 1980)".
        let goes_on = |text: &str| {
            let text = text.trim_start();
            text.is_empty() || text.starts_with(|char: char| char.is_lowercase() || "–—-(,".contains(char))
        };
        let mut own = next.saturating_sub(1);
        for _ in 0..2 {
            let said = from(own);
            let is_part =
                goes_on(said) && (!said.trim().is_empty() || own > 0 && is_shortened(from(own - 1)));
            own -= usize::from(is_part && own > 0);
        }
        let previous = own.checked_sub(1).and_then(|index| sentences.get(index));
        let line = block.lines.partition_point(|line| line.text.start() <= date.start()).checked_sub(1);
        let line =
            line.filter(|line| block.lines.get(*line).is_some_and(|line| line.text.contains(date.start())));
        let starts = line.and_then(|line| block.lines.get(line)).map_or(0, |line| line.text.start().into());
        let said = from(own);
        let start = usize::from(date.start()) - said.len();
        let before = said.get(starts.max(start) - start..).unwrap_or(said).trim_end_matches([' ', '\u{a0}']);
        // "died on the 5th of September"
        let before = before.strip_suffix(" the").filter(|on| on.ends_with(" on")).unwrap_or(before);
        let after = TextRange::new(date.end(), end_of_row(block, line, date));
        let mut around = Around {
            start: date.start().into(),
            lower: before.to_lowercase(),
            leads: before.trim().is_empty(),
            previous: previous.map_or("", |range| block.plain.slice(*range)).to_owned(),
            after: block.plain.slice(after).trim().to_lowercase(),
            before: before.to_owned(),
            tells_of_death: false,
            tells_of_incident: false,
        };
        around.tells_of_death = tells_of_death(&around);
        around.tells_of_incident = tells_of_incident(&around);
        around
    }

    /// True where it may be the day of a birth; whose, is told by the names.
    pub(crate) fn may_be_of_birth(&self) -> bool {
        let before = self.lower.trim_end();
        before.contains("was born")
            || before.contains("was delivered")
            || before.starts_with("born ")
            || BORN.iter().any(|born| before.ends_with(born))
    }

    /// True where it may be the day of a death.
    pub(crate) fn may_be_of_death(&self) -> bool {
        self.tells_of_death
            || ["died", "died on", "death on", "date of death", "deceased", "d."]
                .iter()
                .any(|word| self.lower.ends_with(word))
    }

    /// True where it is the day of the incident.
    pub(crate) fn is_of_incident(&self) -> bool {
        self.tells_of_incident
    }
}

/// True where `text` ends with a short form of "born", whose stop ends no sentence.
fn is_shortened(text: &str) -> bool {
    [" b.", "(b.", " d.o.b.", "(d.o.b."].iter().any(|short| text.trim_end().ends_with(short))
}

/// Where the line that is number `line`, or its row of a table, ends, in bytes of the block; not before `date` does.
fn end_of_row(block: &Block, line: Option<usize>, date: TextRange) -> TextSize {
    let Some(line) = line else { return date.end() };
    let row = |kind: LineKind| match kind {
        LineKind::Cell { row, .. } => Some(row),
        _ => None,
    };
    let rest = block.lines.get(line..).unwrap_or(&[]);
    let own = rest.first().and_then(|first| row(first.kind));
    let last = rest.iter().take_while(|line| own.is_some() && row(line.kind) == own).last().or(rest.first());
    last.map_or(date.end(), |last| last.text.end().max(date.end()))
}

/// "Child O died at home of acute asthma on", and a row or sentence that begins with the day.
fn tells_of_death(around: &Around) -> bool {
    /// What begins something else.
    const LINKS: &[&str] = &["and", "after", "who", "but", "was", "until"];
    /// How a row or a sentence goes on behind its day.
    const DIES: &[&str] = &[
        "died",
        "dies",
        "was found dead",
        "was pronounced dead",
        "pronounced dead",
        "was declared dead",
        "declared dead",
        "life pronounced extinct",
        "passed away",
    ];
    /// What stands before the words up to a day.
    const VERBS: &[&str] = &[
        "died ",
        "found dead ",
        "pronounced dead ",
        "pronounced life extinct ",
        "recorded life extinct ",
        "life was recorded extinct ",
        "life was pronounced extinct ",
        "found hanged ",
        "declared dead ",
        "passed away ",
    ];
    /// Words behind the day and before that.
    const WHO: usize = 4;
    /// What stands before a day of which something is told.
    const OPENS: &[&str] =
        &["on", "in the early hours of", "on the morning of", "on the evening of", "on the night of"];
    /// What is joined to "died of hypoglycaemia and aspiration on" where it is another deed.
    const DEEDS: &[&str] = &[
        "was", "were", "is", "had", "has", "found", "reported", "buried", "cremated", "charged", "arrested",
        "told", "the", "his", "her", "their", "he", "she", "they", "we", "i",
    ];
    let has = |text: &str, words: &[&str]| {
        text.split(|char: char| !char.is_alphanumeric()).any(|word| words.contains(&word))
    };
    let before = &around.lower;
    if around.leads || OPENS.contains(&before.trim()) {
        let entry = around.after.trim_start_matches([' ', ':', '-', '–', '—', '\t', '\n', '|', ',']);
        let head = DIES.iter().filter_map(|dies| entry.find(dies)).min().and_then(|at| entry.get(..at));
        // "Child O, aged three, died"
        let head = head.map(|head| match head.split_once(", aged ") {
            Some((name, age)) if age.split_whitespace().count() <= 2 => name,
            _ => head,
        });
        return head.is_some_and(|head| {
            head.split_whitespace().count() <= WHO && !has(head, OTHERS) && !head.contains(['.', ',', ';'])
        });
    }
    // "Date of birth 19 February 1981. Date of death 4 November 2022.", "Formerly of Weir Cottages. Died 21 October 2023."
    if ["date of death", "died", "deceased"].contains(&before.trim())
        || before.trim_end().ends_with("· deceased")
    {
        return true;
    }
    let is_found = before.contains("found dead ");
    let Some((before, behind)) = VERBS.iter().find_map(|verb| before.rsplit_once(verb)) else {
        return before.rsplit_once("died, ").is_some_and(|(before, behind)| {
            before.ends_with("when she ") || before.ends_with("when he ")
        } && OPENS.contains(&behind.trim()));
    };
    // "I heard that he had died on 4 January, when we opened": it may be the day of hearing.
    let is_heard = ["heard", "learned", "learnt", "found out"].iter().any(|heard| {
        ["that", "he", "she", "they"].iter().any(|what| before.contains(&format!("{heard} {what} ")))
    });
    if is_heard && around.after.trim_start_matches([',', ' ']).starts_with("when ") {
        return false;
    }
    let words: Vec<&str> = behind.split_whitespace().collect();
    let joins_a_cause = behind.starts_with("of ") && !has(behind, DEEDS);
    let links =
        || if joins_a_cause { has(behind, LINKS.get(1..).unwrap_or(&[])) } else { has(behind, LINKS) };
    let is_part_of_day = |word: &str| ["morning", "afternoon", "evening", "night", "hours"].contains(&word);
    let leads = match words.as_slice() {
        // "at 04:17 on 15 January 2020" is read as one.
        [.., "on" | "at"] => true,
        [.., part, "of"] => is_part_of_day(part),
        _ => false,
    };
    leads
        // "Found dead in the stairwell of a car park in Eastmoor town centre early on"
        && words.len() <= if is_found { 2 * BETWEEN } else { BETWEEN + 1 }
        && !behind.contains(',')
        && !behind.contains("post-mortem")
        && !behind.contains("inquest")
        && !has(&without_finders(before), OTHERS)
        // "Marek, who sadly died himself on 3 October"
        && !has(behind, &["himself", "herself", "themselves", "too"])
        && !links()
        // "The inquest into how he died opened on …"
        && !before.ends_with(" how he ") && !before.ends_with(" how she ") && !before.ends_with(" how they ")
}

/// "She was found by her grandmother and was", without who found her.
fn without_finders(text: &str) -> String {
    let mut rest = text.to_owned();
    for by in ["by her ", "by his ", "by their "] {
        while let Some(at) = rest.find(by) {
            let word = rest.get(at + by.len()..).and_then(|rest| rest.split(' ').next()).map_or(0, str::len);
            rest.replace_range(at..at + by.len() + word, "");
        }
    }
    rest
}

/// "… and he was pronounced dead at 07.52 that day", in a text that goes on behind a day up to the next.
fn died_that_day(text: &str) -> bool {
    /// Bytes between the two.
    const REACH: usize = 50;
    const DIED: &[&str] = &["died ", "pronounced dead ", "declared dead ", "life was pronounced extinct "];
    const THAT_DAY: &[&str] = &[
        "that same ",
        "that day",
        "the same day",
        "that morning",
        "that afternoon",
        "that evening",
        "that night",
        "same evening",
        "same night",
    ];
    let lower = text.to_lowercase();
    DIED.iter().any(|died| {
        lower.match_indices(died).any(|(at, _)| {
            let before = lower.get(..at).unwrap_or("");
            let sentence = before.rsplit(". ").next().unwrap_or("");
            // "They went on 14 August. On the evening of the 15th … died that night."
            let names_a_day = before.split_whitespace().any(|word| {
                let word = word.trim_end_matches([',', '.', ';', ')']);
                let day = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
                day.is_some_and(|day| day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)))
            });
            let of_another = names_a_day
                || sentence.split(|char: char| !char.is_alphanumeric()).any(|word| OTHERS.contains(&word));
            let behind = lower.get(at..).unwrap_or("");
            let behind = behind.split(". ").next().unwrap_or("");
            let when = THAT_DAY.iter().filter_map(|day| behind.find(day)).min();
            !of_another && when.is_some_and(|when| when <= REACH)
        })
    })
}

/// "When: the night of", in notes that have a label for each line; "When did you hear: " asks for something else.
fn answers_when(lower: &str) -> bool {
    /// Words between the label and the day.
    const WORDS: usize = 4;
    const OTHER: &[&str] =
        &["aware", "hear", "knew", "know", "learn", "send", "sent", "told", "born", "review"];
    let Some((label, rest)) = lower.split_once([':', '?']) else { return false };
    let asks = label == "when" || label.starts_with("when it ") || label.starts_with("when did ");
    asks && !OTHER.iter().any(|word| label.contains(word)) && rest.split_whitespace().nth(WORDS).is_none()
}

/// "The mother says that the incident took place on", "…, the day of the incident".
fn tells_of_incident(around: &Around) -> bool {
    const HAPPENED: &[&str] = &["took place on", "happened on", "occurred on"];
    const WHEN: &[&str] = &[
        "in",
        "on",
        "at",
        "the",
        "early",
        "late",
        "hours",
        "morning",
        "afternoon",
        "evening",
        "night",
        "of",
        "small",
    ];
    const THE_DAY: &[&str] = &["the day of the incident", "the date of the incident"];
    const OTHER: &[&str] = &["earlier", "previous", "first", "second", "another"];
    let after = around.after.trim_start_matches([',', ' ', '(', '–', '-']);
    // "took place in the evening of"
    let timed = ["took place ", "happened ", "occurred "].iter().find_map(|verb| {
        let (before, behind) = around.lower.rsplit_once(verb)?;
        let words = behind.split_whitespace();
        (behind.ends_with(" of")
            && words.clone().count() <= 6
            && words.clone().all(|word| WHEN.contains(&word)))
        .then_some(before)
    });
    let verb = HAPPENED.iter().find_map(|verb| around.lower.strip_suffix(*verb)).or(timed);
    let named = ["incident of", "incident on", "the incident, on", "serious harm on", "seriously harmed on"]
        .iter()
        .find_map(|named| around.lower.strip_suffix(*named));
    // "Incident of 2 December 2021", not "an earlier incident on"
    let is_named = named.is_some_and(|before| {
        let word = before.split(|char: char| !char.is_alphanumeric()).rfind(|word| !word.is_empty());
        word.is_none_or(|word| ["the", "this", "serious"].contains(&word))
            || before.trim_end().ends_with(['.', ','])
    });
    is_named
        || THE_DAY.iter().any(|day| after.starts_with(day))
        || answers_when(&around.lower)
        || verb.is_some_and(|before| {
            before.contains("the incident") && !OTHER.iter().any(|word| before.contains(word))
        })
}
