//! What kept the command line from doing all it was asked, with the place where that is known.
//!
//! Nothing here is about what a referral says: that is a finding.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use text_size::TextRange;

use crate::config::Config;
use crate::position::{Lines, Position};

/// Something that could not be read or used. Each makes the exit code 2.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Problem {
    /// The file or folder, as it was given.
    pub path: String,
    /// From 1, where a place is known.
    pub line: Option<u32>,
    /// In code points, from 1, where a place is known.
    pub column: Option<u32>,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Problem {
    /// A file that could not be read, and why.
    pub fn unreadable(path: &str, why: impl fmt::Display) -> Self {
        Self::about(path, format!("cannot read {path}: {why}"))
    }

    /// Something about the file as a whole.
    pub fn about(path: &str, message: String) -> Self {
        Problem { path: path.to_owned(), line: None, column: None, message }
    }

    /// A mistake at a place of `text`, the text of the file.
    pub fn at(path: &str, text: &str, at: TextRange, message: String) -> Self {
        let Position { line, column } = Lines::new(text).position(at.start());
        Problem { path: path.to_owned(), line: Some(line), column: Some(column), message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { path, line, column, message } = self;
        match (line, column) {
            (Some(line), Some(column)) => write!(out, "{path}:{line}:{column}: {message}"),
            _ if message.contains(path.as_str()) => write!(out, "{message}"),
            _ => write!(out, "{path}: {message}"),
        }
    }
}

/// What is wrong with the files of `config`.
pub fn of_config(config: &Config) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in &config.files {
        let path = crate::files::shown(&file.path);
        let mut mistakes: Vec<_> = file.mistakes.iter().collect();
        mistakes.sort_by_key(|(at, _)| at.start());
        for (at, message) in mistakes {
            problems.push(if file.text.is_empty() {
                Problem::unreadable(&path, message)
            } else {
                Problem::at(&path, &file.text, *at, message.clone())
            });
        }
    }
    problems
}
