//! `referral fix`: makes the fixes that the findings carry, and writes the result in one step or not at all.
//!
//! No fix is made up here.

mod write;

use std::io::{self, Write};

use chrono::NaiveDate;
use referral_analysis::apply::{apply, together};
use referral_analysis::document::Document;
use referral_analysis::finding::{Finding, Fix};
use referral_analysis::neighbours::Neighbours;
use similar::TextDiff;

use crate::check::say_error;
use crate::cli::{FixArguments, day};
use crate::files::{self, File, Source};
use crate::problem::Problem;
use crate::read::{self, Opened};

/// Rounds of checking and fixing; a fix may make room for the next. No referral we know needs more than thirty.
const ROUNDS: usize = 200;

/// Carries out `referral fix`; the answer is the exit code.
///
/// # Errors
/// When the schema asked for does not exist, or the standard output cannot be written.
pub fn run(arguments: &FixArguments) -> anyhow::Result<u8> {
    let documents = &arguments.documents;
    let found = files::find(&documents.asked());
    if let Some(id) = &documents.schema {
        read::require_schema(id, found.files.iter().map(|file| &*file.config))?;
    }
    found.problems.iter().for_each(say_error);
    let mut incomplete = !found.problems.is_empty();
    let mut totals = Totals::default();
    for file in &found.files {
        match fix_file(arguments, file, &mut totals)? {
            Ok(()) => {}
            Err(problem) => {
                say_error(&problem);
                incomplete = true;
            }
        }
    }
    anstream::eprintln!("{}", totals.line(arguments));
    Ok(if incomplete { 2 } else { 0 })
}

/// The inner answer is what went wrong with this file; the others go on.
fn fix_file(
    arguments: &FixArguments,
    file: &File,
    totals: &mut Totals,
) -> anyhow::Result<Result<(), Problem>> {
    let forced = arguments.documents.schema.as_deref();
    let opened = match read::open(file, forced) {
        Ok(Some(opened)) => opened,
        Ok(None) => return Ok(Ok(())),
        Err(problem) => return Ok(Err(problem)),
    };
    let before = opened.document.source().to_owned();
    if opened.choice.schema().is_none() && file.named {
        anstream::eprintln!("{} is not changed: {}", file.path, opened.choice.why());
    }
    let wanted = Wanted { today: day(arguments.documents.today), also_unsafe: arguments.also_unsafe, forced };
    let fixed = match wanted.settle(file, opened) {
        Ok(fixed) => fixed,
        Err(problem) => return Ok(Err(problem)),
    };
    let is_changed = fixed.text != before;
    totals.left += fixed.left;
    if arguments.diff {
        if is_changed {
            totals.add(fixed.count);
            io::stdout().write_all(diff(&file.path, &before, &fixed.text).as_bytes())?;
        }
        return Ok(Ok(()));
    }
    match &file.source {
        Source::Stdin => {
            io::stdout().write_all(fixed.text.as_bytes())?;
            if is_changed {
                totals.add(fixed.count);
            }
        }
        Source::File(path) if is_changed => {
            if let Err(why) = write::replace(path, before.as_bytes(), fixed.text.as_bytes()) {
                return Ok(Err(Problem::about(&file.path, format!("cannot write {}: {why}", file.path))));
            }
            totals.add(fixed.count);
            anstream::eprintln!("{}: {}", file.path, counted(fixed.count, "fix", "fixes"));
        }
        Source::File(_) => {}
    }
    Ok(Ok(()))
}

/// Which fixes are wanted, and by what they are found.
struct Wanted<'a> {
    today: NaiveDate,
    also_unsafe: bool,
    forced: Option<&'a str>,
}

/// A text with its fixes made.
struct Fixed {
    text: String,
    /// Fixes made.
    count: usize,
    /// Findings that have a fix which was not made.
    left: usize,
}

impl Wanted<'_> {
    /// Checks and fixes until nothing is left to fix.
    fn settle(&self, file: &File, mut opened: Opened) -> Result<Fixed, Problem> {
        let mut count = 0;
        for _ in 0..ROUNDS {
            let alone = Neighbours::default();
            let judge = || read::judge(&opened, &file.config, &alone, self.today, false).unwrap_or_default();
            let Ok(report) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(judge)) else {
                let why = "a mistake in this program; nothing was written";
                return Err(Problem::about(&file.path, format!("cannot fix {}: {why}", file.path)));
            };
            let fixes: Vec<&Fix> =
                report.findings.iter().filter_map(|finding| self.choice(finding)).collect();
            let chosen = together(&opened.document, fixes);
            let edits = chosen.iter().flat_map(|fix| &fix.edits);
            let text = apply(&opened.document, edits).filter(|text| text != opened.document.source());
            let Some(text) = text.filter(|_| !chosen.is_empty()) else {
                let left = report.findings.iter().filter(|finding| !finding.fixes.is_empty()).count();
                return Ok(Fixed { text: opened.document.source().to_owned(), count, left });
            };
            count += chosen.len();
            let document = Document::parse(text);
            let choice = read::choose(&document, file, self.forced);
            opened = Opened { document, choice };
        }
        let why = "its fixes undo each other; nothing was written. Please report this";
        Err(Problem::about(&file.path, format!("cannot fix {}: {why}", file.path)))
    }

    /// The fix to make for a finding: the likeliest one, or the only one. Where a person must choose there is none.
    fn choice<'f>(&self, finding: &'f Finding) -> Option<&'f Fix> {
        let mut wanted = finding.fixes.iter().filter(|fix| fix.safe || self.also_unsafe);
        let preferred = wanted.clone().find(|fix| fix.preferred);
        preferred.or_else(|| wanted.next().filter(|_| wanted.next().is_none()))
    }
}

/// What differs, as a patch.
fn diff(path: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

#[derive(Default)]
struct Totals {
    files: usize,
    fixes: usize,
    left: usize,
}

impl Totals {
    fn add(&mut self, fixes: usize) {
        self.files += 1;
        self.fixes += fixes;
    }

    fn line(&self, arguments: &FixArguments) -> String {
        let mut line = match self.files {
            0 => "nothing was changed".to_owned(),
            files => {
                let verb = if arguments.diff { " to be made" } else { "" };
                format!(
                    "{} in {}{verb}",
                    counted(self.fixes, "fix", "fixes"),
                    counted(files, "file", "files")
                )
            }
        };
        if self.left > 0 {
            let findings = counted(self.left, "finding", "findings");
            let why = if arguments.also_unsafe {
                "left for you to choose a fix"
            } else {
                "with a fix that needs a second look (--unsafe)"
            };
            line = format!("{line}; {findings} {why}");
        }
        line
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
