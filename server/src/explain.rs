//! `referral explain`: the list of all rules, the manual page of one, or what a schema says of a section, field, route, limb or timescale.
//!
//! The words are those of the rules' pages and of the schema.

use std::io::{self, Write as _};

use anyhow::anyhow;
use referral_analysis::hover::{self, Kind};
use referral_analysis::rules::{self, RULES, rule};
use referral_analysis::schema::Schema;
use referral_analysis::selection::FALLBACK;
use referral_analysis::settings::Settings;

use crate::cli::ExplainArguments;
use crate::config::Config;
use crate::read::no_such_schema;

/// Carries out `referral explain`; the answer is the exit code.
///
/// # Errors
/// When nothing has that name.
pub fn run(arguments: &ExplainArguments) -> anyhow::Result<u8> {
    let name = arguments.name.as_deref().map(|name| name.trim().to_lowercase());
    let text = match name.as_deref() {
        None => {
            format!(
                "{}\n`referral explain CODE` shows the page of one of them.\n",
                rules::reference_table().trim_end()
            )
        }
        Some(name) => match rule(name) {
            Some(rule) => format!("{}\n", rule.page.trim_end()),
            None => of_schema(arguments.schema.as_deref(), name)?,
        },
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(0)
}

fn of_schema(asked: Option<&str>, name: &str) -> anyhow::Result<String> {
    let here = std::env::current_dir()?;
    let config = Config::find(Some(&here), &Settings::default());
    let id = asked.or(config.settings.default_schema.as_deref()).unwrap_or(FALLBACK);
    let schema = config.catalogue.get(id).ok_or_else(|| no_such_schema(id, &config))?;
    let others = config.catalogue.schemas().filter(|_| asked.is_none());
    let mut found = std::iter::once(schema).chain(others).map(|schema| hover::named(schema, name));
    let found = found.find(|parts| !parts.is_empty()).map(|parts| hover::page(&parts));
    found.ok_or_else(|| {
        let known = known_names(schema);
        let begins = |known: &&&str| name.len() > 2 && known.starts_with(name);
        let near = known.iter().map(|known| (distance(name, known), known)).min();
        let near = near.filter(|(distance, _)| *distance <= 3).map(|(_, near)| near);
        let near =
            near.or_else(|| known.iter().find(begins)).map(|near| format!("; did you mean \"{near}\"?"));
        anyhow!(
            "nothing is called \"{name}\"{}",
            near.unwrap_or_else(|| "; `referral explain` takes a code or an id".into())
        )
    })
}

fn known_names(schema: &Schema) -> Vec<&str> {
    let mut known: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    for kind in Kind::ALL {
        known.extend(kind.ids(schema).into_iter().map(|(id, _)| id));
    }
    known
}

/// How many letters at the start and the end two names do not share.
fn distance(one: &str, other: &str) -> usize {
    let start = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let end = one.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other).count();
    let longest = one.chars().count().max(other.chars().count());
    longest.saturating_sub(start + end)
}
