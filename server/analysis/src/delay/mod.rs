//! Whether a referral came later than asked after its writer became aware, and what it says about that.
//!
//! Lateness is no fault, and nothing is reported here: what is left unsaid is the business of the delay rules.

mod explanation;
mod gap;
mod waits;

pub(crate) use explanation::{Explanation, may_own_up};
pub(crate) use gap::{Gap, Lateness, Since, is_past};

use chrono::NaiveDate;

use crate::completion::date_style;
use crate::date;
use crate::schema::SectionSpec;
use crate::snippet;
use crate::subject::Subject;

/// The facts that all delay rules share.
#[derive(Debug)]
pub(crate) struct Delay {
    /// How the dates stand to each other.
    pub gap: Gap,
    /// What is said about a delay.
    pub explanation: Explanation,
}

impl Delay {
    /// Reads the dates, and the words where the dates do not settle the matter.
    pub fn read(subject: &Subject<'_>) -> Self {
        let gap = gap::gap(subject);
        let explanation = match &gap {
            Gap::InTime => Explanation::None,
            Gap::Unknown => explanation::explanation(subject, None),
            Gap::Late(lateness) => explanation::explanation(subject, Some(lateness.window)),
        };
        let gap = match gap {
            Gap::Late(lateness) if lateness.of_account && explanation == Explanation::None => Gap::Unknown,
            gap => gap,
        };
        Delay { gap, explanation }
    }

    /// True where no two dates tell of a delay, and the writer owns that there was one and gives no cause: "There was a
    /// delay, for which we apologise."
    pub fn is_admitted(&self, subject: &Subject<'_>) -> bool {
        let (Gap::Unknown, Explanation::Thin(place)) = (&self.gap, self.explanation) else { return false };
        let said = subject.document.source_at(place).to_lowercase();
        (["delay", "late"].iter().any(|word| said.contains(word)) || counts_a_month(&said))
            && ["apolog", "sorry", "regret", "should have", "ought to"].iter().any(|word| said.contains(word))
    }
}

/// "Ten weeks", "over eight months": a time that is longer than a month by its own words.
fn counts_a_month(said: &str) -> bool {
    const WEEKS: &[&str] =
        &["four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "several"];
    let words: Vec<&str> =
        said.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).any(|pair| {
        let [count, unit] = pair else { return false };
        let number = count.parse::<u32>().ok();
        match *unit {
            "months" => true,
            "weeks" => number.is_some_and(|weeks| weeks > 4) || WEEKS.contains(count),
            _ => false,
        }
    })
}

/// True where an explanation is asked for and none is found.
pub(crate) fn is_unexplained(subject: &Subject<'_>) -> bool {
    let delay = subject.delay();
    matches!((&delay.gap, delay.explanation), (Gap::Late(_), Explanation::None))
}

/// The ids of the date fields that the clock `referral` counts from and to.
pub(crate) fn ends<'s>(subject: &Subject<'s>) -> [&'s str; 2] {
    let timescale = subject.schema.timescale("referral");
    let from = timescale.map_or("date-aware", |timescale| timescale.from.as_str());
    let to = timescale.and_then(|timescale| timescale.to.as_deref()).unwrap_or("date-of-referral");
    [from, to]
}

/// The ids of the date fields without which it cannot be told how long the referral took, where nothing explains that.
pub(crate) fn dates_wanted<'s>(subject: &Subject<'s>) -> Vec<&'s str> {
    let delay = subject.delay();
    let (Gap::Unknown, Explanation::None | Explanation::Thin(_)) = (&delay.gap, delay.explanation) else {
        return Vec::new();
    };
    ends(subject).into_iter().filter(|id| subject.stated(id).is_empty()).collect()
}

/// What the writer of `section` is asked; under *Reason for delay* first about the dates there are to go by. The tool's
/// own words explain nothing, so they belong in a prompt.
pub(crate) fn questions(subject: &Subject<'_>, section: &SectionSpec) -> Vec<String> {
    let mut questions = section.prompts.clone();
    if section.id == "reason-for-delay"
        && let Some(dates) = dates(subject)
    {
        questions.insert(0, format!("{dates}. What happened in between?"));
    }
    questions
}

/// "Aware on 3 March 2015, referred on 14 May 2015: 49 working days", with the dates as the document writes them.
fn dates(subject: &Subject<'_>) -> Option<String> {
    let style = date_style(subject);
    let between = |since: &str, (from, to): (NaiveDate, NaiveDate), passed: &str| {
        format!("{since} on {}, referred on {}: {passed}", style.render(from), style.render(to))
    };
    if let Gap::Late(lateness) = &subject.delay().gap {
        let since = match lateness.since {
            Since::Aware => "Aware",
            Since::Incident => "Incident",
        };
        return Some(between(since, lateness.days, &lateness.passed()));
    }
    let day =
        |id: &str| subject.days(id).into_iter().find(|(_, first, last)| first == last).map(|(_, day, _)| day);
    let (aware, referred) = (day("date-aware")?, day("date-of-referral")?);
    let days = date::working_days_between(subject.division(), aware, referred);
    Some(between("Aware", (aware, referred), &gap::in_working_days(days)))
}

/// `snippet`, the beginning of a *Reason for delay*, with the days that are known in its first places for a day: when
/// the case was recognised, and when it is referred.
pub(crate) fn with_days(subject: &Subject<'_>, snippet: &str) -> String {
    const DAY: &str = "day month year";
    let Gap::Late(lateness) = &subject.delay().gap else { return snippet.to_owned() };
    let style = date_style(subject);
    let (from, to) = lateness.days;
    let since = match lateness.since {
        Since::Aware => "later",
        Since::Incident => "after the incident",
    };
    let aware = (lateness.since == Since::Aware).then(|| style.render(from));
    let referred = format!("{}, {} {since},", style.render(to), lateness.passed());
    let mut known = [aware, Some(referred)].into_iter();
    snippet::rewritten(snippet, |slot| {
        let asks_for_a_day =
            slot.choices.is_empty() && slot.default.as_ref().is_some_and(|asked| asked.ends_with(DAY));
        let day = if asks_for_a_day { known.next().flatten() } else { None };
        day.unwrap_or_else(|| slot.written.to_owned())
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
mod tests;
