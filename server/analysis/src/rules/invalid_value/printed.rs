//! Answers that a form prints behind its question, and what was written instead: "Interpreter needed (Yes / No): Male".

use super::{RULE, words_of};
use crate::date::weekday_called;
use crate::document::{Line, LineKind};
use crate::finding::Finding;
use crate::outline::{boxes, is_blank, is_non_answer};
use crate::place::{Piece, holds, range};
use crate::subject::Subject;

/// Words of an answer at most for it to be judged; what is longer explains itself.
const WORDS: usize = 4;
/// By what a printed list is known to be one of answers, and not of what is asked for: "Contact (phone / e-mail)".
const ANSWERS: &[&str] = &["none", "yes", "no", "male", "female", "girl", "boy", "m", "f", "unknown"];
/// How a form says that one of its answers is to be left.
const LEAVE_ONE: &[&str] = &["delete as", "delete where", "circle", "choose one", "select one", "tick one"];
/// Answers that fit every question.
const ALWAYS: &[&str] =
    &["other", "none", "unknown", "not", "see", "as", "unsure", "tbc", "declined", "refused"];

/// The answers that are none of those printed behind their question.
pub(super) fn findings(subject: &Subject<'_>) -> Vec<Finding> {
    let blocks = (0..).zip(subject.glances.iter()).filter(|(_, glance)| glance.printed_answers);
    let found = blocks.flat_map(|(number, _)| {
        let lines = subject.document.block(number).map_or(&[][..], |block| &block.lines);
        let in_scope = move |line: &&Line| holds(&subject.outline.in_scope, Piece::new(number, line.text));
        let own = lines.iter().enumerate().filter(move |(_, line)| in_scope(line));
        own.filter_map(move |(index, line)| judged(subject, number, lines, index, line))
    });
    found.collect()
}

fn judged(subject: &Subject<'_>, block: u32, lines: &[Line], index: usize, line: &Line) -> Option<Finding> {
    let text = subject.document.text(Piece::new(block, line.text));
    let open = text.find('(')?;
    let close = open + text.get(open..)?.find(')')?;
    let inside = text.get(open + 1..close)?;
    let rest = text.get(close + 1..)?;
    let (answer, at) = match line.kind {
        // In a table the answer stands in the next cell.
        LineKind::Cell { row, column } if rest.trim_matches([':', '?', ' ']).is_empty() => {
            let next = lines.get(index + 1)?;
            let is_beside = next.kind == LineKind::Cell { row, column: column + 1 };
            let at = Piece::new(block, next.text);
            is_beside.then_some((subject.document.text(at), at))?
        }
        LineKind::Cell { .. } => return None,
        _ => {
            let value = rest.trim_start_matches(['*', '_', '?']).strip_prefix(':')?;
            let start = text.len() - value.len();
            (value, Piece::new(block, line.text).part(range(start, text.len())))
        }
    };
    let trimmed = answer.trim();
    let start = answer.len() - answer.trim_start().len();
    let at = at.part(range(start, start + trimmed.len()));
    let options = Options::read(inside)?;
    // "No" answers many a question, and none about a gender; no more does "Yes".
    let answers = ["no", "yes"].iter().any(|answer| trimmed.eq_ignore_ascii_case(answer));
    let is_left_open = is_blank(trimmed) || is_non_answer(trimmed) && !answers || !boxes(trimmed).is_empty();
    if is_left_open || trimmed.contains(['/', '?', '(', '[']) || options.fit(subject, trimmed) {
        return None;
    }
    let message = format!(
        "\"{trimmed}\" is none of the answers that the form prints here: {}",
        options.names.join(", ")
    );
    Some(RULE.at(subject.document.place(at), message))
}

/// The answers that a form prints.
struct Options<'t> {
    names: Vec<&'t str>,
    /// True where all but one are to be taken away.
    leaves_one: bool,
}

impl<'t> Options<'t> {
    fn read(inside: &'t str) -> Option<Self> {
        let lower = inside.to_lowercase();
        let leaves_one = LEAVE_ONE.iter().any(|words| lower.contains(words));
        let list = inside.rsplit_once(':').map_or(inside, |(_, list)| list);
        let names: Vec<&str> = list.split('/').map(str::trim).filter(|name| !name.is_empty()).collect();
        let is_answer = |name: &&str| ANSWERS.contains(&name.to_lowercase().as_str());
        let are_short = names.iter().all(|name| name.split_whitespace().count() <= WORDS);
        // "Height (m / ft)" asks for no gender.
        let letters = |letter: &str| names.iter().any(|name| name.eq_ignore_ascii_case(letter));
        let are_answers = names.iter().any(is_answer) && letters("m") == letters("f");
        // Who may write another answer than those printed writes any.
        let leaves_one = leaves_one && !names.iter().any(|name| name.to_lowercase().starts_with("other"));
        (names.len() > 1 && are_short && are_answers).then_some(Options { names, leaves_one })
    }

    /// True where `answer` may be one of them, or cannot be told from one.
    fn fit(&self, subject: &Subject<'_>, answer: &str) -> bool {
        let words = words_of(answer);
        let offered: Vec<String> = self.names.iter().flat_map(|name| words_of(name)).collect();
        let is_offered = |word: &String| {
            offered.iter().any(|own| own == word || own.len() == 1 && word.starts_with(own.as_str()))
                || ALWAYS.contains(&word.as_str())
        };
        if words.is_empty() || words.len() > WORDS || words.iter().any(is_offered) {
            return true;
        }
        // Of a form that says to leave one, any other answer is none; else only what plainly answers another question.
        !self.leaves_one && !words.iter().all(|word| answers_another(subject, &offered, word))
    }
}

/// True of a word that answers a question of another kind: "male" beside "(Yes / No)", "weeks" beside "(girl / boy)".
fn answers_another(subject: &Subject<'_>, offered: &[String], word: &str) -> bool {
    const UNITS: &[&str] = &["day", "days", "week", "weeks", "month", "months", "year", "years"];
    let asks_for_gender =
        offered.iter().any(|own| ["male", "female", "girl", "boy", "m", "f"].contains(&own.as_str()));
    let fields = &subject.schema.fields;
    let is_misfit = fields.iter().any(|field| field.misfits.iter().any(|misfit| misfit == word));
    let is_gender =
        || fields.iter().any(|field| field.id == "gender" && field.words.iter().any(|own| own == word));
    let is_yes = ["yes", "no"].contains(&word);
    let is_count = word.bytes().all(|byte| byte.is_ascii_digit()) || UNITS.contains(&word);
    // A day answers no question but when.
    if weekday_called(word).is_some() {
        return true;
    }
    if asks_for_gender { is_misfit && !is_gender() || is_count || is_yes } else { is_misfit && word != "yes" }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::check_rule;
    use super::RULE;

    #[test]
    fn an_answer_to_another_question_is_none_of_those_printed() {
        check_rule(
            &RULE,
            r#"
| Field | Entry |
|---|---|
| Interpreter needed (Yes / No) | Male |
                                  ^^^^ error invalid-value: "Male" is none of the answers that the form prints here: Yes, No
| Ever looked after (Yes / No) | No |
| Gender (Female / Male / Other) | Yes |
                                   ^^^ error invalid-value: "Yes" is none of the answers

**Gender of child (girl / boy / not known):** 38 weeks
                                              ^^^^^^^^ error invalid-value: "38 weeks" is none of the answers

7. Status (delete as applicable: none / child in need / looked after): Secure tenancy
                                                                       ^^^^^^^^^^^^^^ error invalid-value
"#,
        );
    }

    #[test]
    fn what_may_be_an_answer_is_left_alone() {
        for text in [
            "Looked after at the time (yes / no / not known): Section 20 since May",
            "Interpreter needed (Yes / No): Polish speaker",
            "Sex (M / F): girl",
            "Sex (M / F): not known",
            "Sex (M / F): Male",
            "Contact (phone / e-mail): 01632 960001",
            "Height (m / ft): 1.6",
            "Gender (please circle: male / female / other): Non-binary",
            "Ethnicity (select one: White / Mixed / Asian / Black / Other): Roma",
            "Ethnicity (select one: White / Mixed / Asian / Black): Irish Traveller",
            "Date (dd/mm/yyyy): 3 March 2015",
            "On a plan (yes / no): N",
            "On a plan (yes / no): ",
            "On a plan (yes / no): child in need",
            "Status (delete as applicable: none / child in need): child in need",
            "He said (and/or wrote): Male",
        ] {
            check_rule(&RULE, &format!("{text}\n"));
        }
    }
}
