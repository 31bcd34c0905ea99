//! Documents with their findings marked in them, for the tests of the rules and for the examples on their pages.
//!
//! What a marker says is compared as a complete set: a false finding fails as loudly as a missing one.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::{RULES, Rule};
use crate::check::{self, Report};
use crate::document::Document;
use crate::finding::{Edit, Finding, Severity};
use crate::neighbours::{Neighbour, Neighbours};
use crate::schema::{Catalogue, NamedFile};
use crate::selection::{self, Choice, Signs};
use crate::settings::{self, Level, Settings};
use crate::subject::{Case, Memory, Subject};

/// Rules about what a document lacks. They stay silent in an example that is an excerpt, unless they are its subject.
const ABSENCES: &[&str] =
    &["missing-section", "missing-field", "unjudgeable-delay", "urgent-risk-unaddressed"];

/// How an example is to be checked: the words behind its opening fence.
#[derive(Debug, Clone)]
pub(crate) struct Setup {
    pub today: NaiveDate,
    pub as_ready: bool,
    pub settings: Settings,
    pub neighbours: Neighbours,
}

impl Setup {
    /// A whole referral on 30 September 2019, as it is.
    pub fn whole() -> Self {
        let today = NaiveDate::from_ymd_opt(2019, 9, 30).unwrap();
        Setup { today, as_ready: false, settings: Settings::default(), neighbours: Neighbours::default() }
    }

    /// The same for an excerpt in a test or on the page of the rule with this code.
    pub fn excerpt(code: &str) -> Self {
        let mut setup = Setup::whole();
        let absent = ABSENCES.iter().filter(|absence| **absence != code);
        setup.settings.severities.extend(absent.map(|absence| ((*absence).to_owned(), Level::Off)));
        setup
    }

    /// What an info string such as `markdown whole today=2015-06-10 ready settings={"division":"scotland"}` asks for.
    /// With `beside=NAME` the example `named=NAME` that stands before it on the page is another referral.
    pub fn read(info: &str, code: &str, named: &[Example]) -> Self {
        let words: Vec<&str> = info.split_whitespace().skip(1).collect();
        let mut setup = if words.contains(&"whole") { Setup::whole() } else { Setup::excerpt(code) };
        for word in words {
            match word.split_once('=') {
                None if word == "whole" => {}
                None if word == "ready" => setup.as_ready = true,
                Some(("today", day)) => setup.today = day.parse().unwrap(),
                Some(("settings", json)) => {
                    let off = std::mem::take(&mut setup.settings.severities);
                    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
                    let read = settings::from_json(&serde_json::from_str(json).unwrap(), &codes);
                    assert!(read.errors.is_empty(), "{:?}", read.errors);
                    setup.settings = read.settings;
                    for (code, level) in off {
                        setup.settings.severities.entry(code).or_insert(level);
                    }
                }
                Some(("named", _)) => {}
                Some(("beside", name)) => setup.neighbours = beside(name, named),
                _ => panic!("an example cannot ask for \"{word}\""),
            }
        }
        setup
    }

    /// What all rules find in `text`.
    pub fn report(&self, document: &Document) -> Report {
        let signs = Signs { file_name: "example.referral.md", ..Signs::default() };
        let choice = selection::choose(document, &signs, &self.settings, catalogue());
        let schema = match choice {
            Choice::Referral { schema, .. } => schema,
            Choice::Unknown { .. } => return check::check_selection(document, catalogue(), &self.settings),
            Choice::NotOurs { .. } => return Report::default(),
        };
        check::check(&Case {
            document,
            schema: catalogue().get(&schema).unwrap(),
            vocabulary: catalogue().vocabulary(&schema).unwrap(),
            catalogue: catalogue(),
            settings: &self.settings,
            neighbours: &self.neighbours,
            today: self.today,
            as_ready: self.as_ready,
        })
    }
}

/// The example with this name as another referral.
fn beside(name: &str, named: &[Example]) -> Neighbours {
    let example = named.iter().find(|example| example.name == Some(name)).unwrap();
    neighbours(name, example.text(), &example.setup)
}

/// What `text` says as the only other referral.
fn neighbours(name: &str, text: String, setup: &Setup) -> Neighbours {
    let document = Document::parse(text);
    let signs = Signs { file_name: name, ..Signs::default() };
    let choice = selection::choose(&document, &signs, &setup.settings, catalogue());
    let id = choice.schema().unwrap();
    let case = Case {
        document: &document,
        schema: catalogue().get(id).unwrap(),
        vocabulary: catalogue().vocabulary(id).unwrap(),
        catalogue: catalogue(),
        settings: &setup.settings,
        neighbours: &Neighbours::default(),
        today: setup.today,
        as_ready: false,
    };
    let other = Neighbour::of(&Subject::new(&case, &mut Memory::default()), name);
    Neighbours::new([Arc::new(other)].into(), "own.referral.md")
}

/// The same as [`check_rule`] beside a referral `first.referral.md` that says `other`.
#[track_caller]
pub(crate) fn check_beside(rule: &Rule, other: &str, marked: &str) {
    let mut setup = Setup::excerpt(rule.code);
    setup.neighbours = neighbours("first.referral.md", other.to_owned(), &setup);
    compare(&setup, marked, |finding| finding.code == rule.code);
}

#[path = "../../tests/support/schemas.rs"]
mod schemas;

/// The files of the schemas that the program comes with.
pub(crate) fn built_in() -> Vec<NamedFile> {
    schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect()
}

/// The schemas that the program comes with, and a board's.
fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let mut files = built_in();
        for (name, text) in
            [("eastmoor.toml", EASTMOOR), ("harbour.toml", HARBOUR), ("westmoor.toml", WESTMOOR)]
        {
            files.push(NamedFile::new(name, text));
        }
        let catalogue = Catalogue::new(&files);
        assert!(catalogue.errors().is_empty(), "{:?}", catalogue.errors());
        catalogue
    })
}

/// An invented board's own form: a choice that it asks for, and its learning priorities. `schema: eastmoor` asks for it.
const EASTMOOR: &str = r#"
id = "eastmoor"
extends = "scr"

[[field]]
id = "gender"
type = "choice"
choices = [{ value = "Girl", aliases = ["Female", "F"] }, { value = "Boy", aliases = ["Male", "M"] }, { value = "Other" }]

[[priority]]
id = "men"
title = "Men who are not seen"
aliases = ["Hidden men", "Unseen men"]

[[priority]]
id = "neglect"
title = "Neglect of young children"
aliases = ["Neglect"]

[[route]]
id = "serious-harm"
unless = { field = "date-of-incident", within = { before = "date-of-death", months = 3 } }
"#;

/// An invented kind of review that was replaced by the board's for adults, and calls one section otherwise.
const WESTMOOR: &str = r#"
id = "westmoor"
extends = "child"
title = "Referral for a Lantern Review"
in-force = { from = 2010-01-01, until = 2012-12-31, source = "quality-marker" }
superseded-by = { schema = "harbour", sections = { basis = "grounds" } }

[[section]]
id = "basis"
aliases = ["Lantern test"]
"#;

/// An invented board for adults, which could only recall the age.
const HARBOUR: &str = r#"
id = "harbour"
extends = "common"
title = "Referral for a Harbour Review"
in-force = { from = 2012-06-01, until = 2024-12-31, source = "quality-marker", confirmed = false }
age = { min = 18, source = "quality-marker", confirmed = false }

[[section]]
id = "grounds"
heading = "Harbour grounds"
"#;

/// Checks an excerpt with markers in it, such as `^^^^ warning see-attached: what it says`, against what `rule` alone finds.
#[track_caller]
pub(crate) fn check_rule(rule: &Rule, marked: &str) {
    compare(&Setup::excerpt(rule.code), marked, |finding| finding.code == rule.code);
}

/// The same for a rule that is off unless the settings name it.
#[track_caller]
pub(crate) fn check_rule_turned_on(rule: &Rule, marked: &str) {
    assert!(!rule.on);
    let mut setup = Setup::excerpt(rule.code);
    setup.settings.severities.insert(rule.code.to_owned(), Level::Hint);
    compare(&setup, marked, |finding| finding.code == rule.code);
}

/// Checks an excerpt with markers in it against what all rules find.
#[track_caller]
pub(crate) fn check_marked(marked: &str) {
    compare(&Setup::excerpt(""), marked, |_| true);
}

/// Checks that the fix of `rule` with this title turns the excerpt `before` into `after`.
#[track_caller]
pub(crate) fn check_fix(rule: &Rule, before: &str, title: &str, after: &str) {
    let text = unindented(before);
    let document = Document::parse(text.clone());
    let report = Setup::excerpt(rule.code).report(&document);
    let of_rule = report.findings.iter().filter(|finding| finding.code == rule.code);
    let fixes: Vec<_> = of_rule.flat_map(|finding| &finding.fixes).collect();
    let titles: Vec<&str> = fixes.iter().map(|fix| fix.title.as_str()).collect();
    let fix = fixes
        .iter()
        .find(|fix| fix.title == title)
        .unwrap_or_else(|| panic!("no such fix; there are {titles:?}"));
    assert_eq!(applied(&document, &fix.edits), unindented(after));
}

/// `marked` without its markers, and what `setup` finds there.
#[track_caller]
pub(crate) fn compare(setup: &Setup, marked: &str, wanted: impl Fn(&Finding) -> bool) {
    let (text, expected) = read_markers(&unindented(marked));
    let document = Document::parse(text.clone());
    let report = setup.report(&document);
    let found: BTreeSet<Marker> = report
        .findings
        .iter()
        .filter(|finding| wanted(finding))
        .map(|finding| Marker::of(&document, finding))
        .collect();
    let fits = expected.len() == found.len()
        && expected.iter().zip(&found).all(|(expected, found)| expected.fits(found));
    assert!(
        fits,
        "\n--- marked:\n{}\n--- found:\n{}",
        with_markers(&text, &expected),
        with_markers(&text, &found)
    );
}

/// A finding as it is drawn under a line. Lines and columns count from 0, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Marker {
    line: usize,
    start: usize,
    end: usize,
    code: String,
    severity: &'static str,
    message: String,
}

impl Marker {
    fn of(document: &Document, finding: &Finding) -> Self {
        let at = document.resolve(finding.place);
        let source = document.source();
        let (start, end) = (usize::from(at.start()), usize::from(at.end()));
        let before = &source[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let shown = source[start..end].lines().next().unwrap_or("");
        let column = source[line_start..start].trim_start_matches('\u{feff}').chars().count();
        Marker {
            line: before.matches('\n').count(),
            start: column,
            // What has no width is drawn one wide.
            end: column + shown.chars().count().max(1),
            code: finding.code.to_owned(),
            severity: finding.severity.name(),
            message: finding.message.clone(),
        }
    }

    /// A marker may leave out the end of the message.
    fn fits(&self, found: &Marker) -> bool {
        let place = (self.line, self.start, self.end) == (found.line, found.start, found.end);
        place
            && self.code == found.code
            && self.severity == found.severity
            && found.message.starts_with(&self.message)
    }
}

/// The marker in `line`, which stands under line number `under`.
fn marker(line: &str, under: usize) -> Option<Marker> {
    let start = line.chars().take_while(|char| *char == ' ').count();
    let rest = line.trim_start_matches(' ');
    let width = rest.chars().take_while(|char| *char == '^').count();
    let (severity, rest) =
        rest.trim_start_matches('^').strip_prefix(' ').filter(|_| width > 0)?.split_once(' ')?;
    let known = [Severity::Hint, Severity::Information, Severity::Warning, Severity::Error];
    let severity = known.into_iter().find(|known| known.name() == severity)?.name();
    let (code, message) = rest.split_once(": ").unwrap_or((rest, ""));
    let message = message.trim_end().trim_end_matches('…').to_owned();
    Some(Marker { line: under, start, end: start + width, code: code.trim().to_owned(), severity, message })
}

fn read_markers(marked: &str) -> (String, BTreeSet<Marker>) {
    let mut text: Vec<&str> = Vec::new();
    let mut markers = BTreeSet::new();
    for line in marked.split('\n') {
        match marker(line, text.len().saturating_sub(1)) {
            Some(found) => {
                markers.insert(found);
            }
            None => text.push(line),
        }
    }
    (text.join("\n"), markers)
}

fn with_markers(text: &str, markers: &BTreeSet<Marker>) -> String {
    let mut drawn = String::new();
    for (number, line) in text.split('\n').enumerate() {
        drawn.push_str(line);
        drawn.push('\n');
        for marker in markers.iter().filter(|marker| marker.line == number) {
            let Marker { start, end, code, severity, message, .. } = marker;
            let (indent, carets) = (" ".repeat(*start), "^".repeat(end - start));
            drawn.push_str(&[&indent, &carets, " ", severity, " ", code, ": ", message, "\n"].concat());
        }
    }
    drawn
}

/// A text that begins on the line below its opening quote begins there.
fn unindented(text: &str) -> String {
    text.strip_prefix('\n').unwrap_or(text).to_owned()
}

/// The text of `document` with `edits`.
pub(crate) fn applied(document: &Document, edits: &[Edit]) -> String {
    let mut edits: Vec<_> = edits.iter().map(|edit| (document.resolve(edit.place), &edit.text)).collect();
    edits.sort_by_key(|(at, _)| at.start());
    let mut text = String::new();
    let mut from = 0;
    for (at, new) in edits {
        assert!(usize::from(at.start()) >= from, "edits overlap");
        text.push_str(&document.source()[from..usize::from(at.start())]);
        text.push_str(new);
        from = at.end().into();
    }
    text + &document.source()[from..]
}

/// An example of a page.
#[derive(Debug)]
pub(crate) struct Example {
    pub code: &'static str,
    pub setup: Setup,
    /// What other examples call it.
    pub name: Option<&'static str>,
    pub marked: String,
}

impl Example {
    /// Its text without its markers.
    pub fn text(&self) -> String {
        read_markers(&self.marked).0
    }
}

/// The examples of all pages.
pub(crate) fn examples() -> Vec<Example> {
    let mut found = Vec::new();
    for rule in RULES {
        let mut lines = rule.page.lines();
        while let Some(line) = lines.next() {
            let Some(info) = line.strip_prefix("```").filter(|info| info.starts_with("markdown")) else {
                continue;
            };
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push(Example {
                code: rule.code,
                setup: Setup::read(info, rule.code, &found),
                name: info.split_whitespace().find_map(|word| word.strip_prefix("named=")),
                marked: body.join("\n") + "\n",
            });
        }
    }
    found
}
