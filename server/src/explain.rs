//! `referral explain`: the manual page of a rule, or what a schema says of a section, field, route, limb or timescale.
//!
//! The words are those of the rules' pages and of the schema.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use anyhow::anyhow;
use referral_analysis::rules::{RULES, rule};
use referral_analysis::schema::{FieldSpec, Required, Schema, SectionSpec};
use referral_analysis::selection::FALLBACK;
use referral_analysis::settings::Settings;

use crate::cli::ExplainArguments;
use crate::config::Config;
use crate::read::no_such_schema;

/// Other names that are listed; all are in the schema.
const ALIASES: usize = 8;

/// Carries out `referral explain`; the answer is the exit code.
///
/// # Errors
/// When nothing has that name.
pub fn run(arguments: &ExplainArguments) -> anyhow::Result<u8> {
    let here = std::env::current_dir()?;
    let config = Config::find(Some(&here), &Settings::default());
    let name = arguments.name.trim().to_lowercase();
    let text = match rule(&name) {
        Some(rule) => format!("{}\n", rule.page.trim_end()),
        None => of_schema(&config, arguments.schema.as_deref(), &name)?,
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(0)
}

fn of_schema(config: &Config, asked: Option<&str>, name: &str) -> anyhow::Result<String> {
    let id = asked.or(config.settings.default_schema.as_deref()).unwrap_or(FALLBACK);
    let schema = config.catalogue.get(id).ok_or_else(|| no_such_schema(id, config))?;
    let others = config.catalogue.schemas().filter(|_| asked.is_none());
    let found = std::iter::once(schema).chain(others).find_map(|schema| about(schema, name));
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
    known.extend(schema.sections.iter().map(|section| section.id.as_str()));
    known.extend(schema.fields.iter().map(|field| field.id.as_str()));
    known
}

/// How many letters at the start and the end two names do not share.
fn distance(one: &str, other: &str) -> usize {
    let start = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let end = one.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other).count();
    let longest = one.chars().count().max(other.chars().count());
    longest.saturating_sub(start + end)
}

fn about(schema: &Schema, id: &str) -> Option<String> {
    if let Some(found) = schema.sections.iter().find(|section| section.id == id) {
        return Some(section(schema, found));
    }
    if let Some(found) = schema.fields.iter().find(|field| field.id == id) {
        return Some(field(schema, found));
    }
    if let Some(route) = schema.routes.iter().find(|route| route.id == id) {
        let limbs = route.limbs.iter().filter_map(|id| schema.limbs.iter().find(|limb| limb.id == *id));
        let mut text = format!("# {}\n\n", route.label);
        for limb in limbs {
            let _ = writeln!(text, "- {}", limb.wording);
        }
        return Some(text + &source(schema, &route.source));
    }
    if let Some(limb) = schema.limbs.iter().find(|limb| limb.id == id) {
        return Some(format!("# {}\n\n{}\n{}", limb.id, limb.wording, source(schema, &limb.source)));
    }
    let timescale = schema.timescales.iter().find(|timescale| timescale.id == id)?;
    Some(format!("# {}\n\n{}\n{}", timescale.id, timescale.label, source(schema, &timescale.source)))
}

fn section(schema: &Schema, section: &SectionSpec) -> String {
    let mut text = format!("# {}\n\n", section.heading);
    paragraph(&mut text, &section.guidance);
    paragraph(&mut text, required(section.required));
    paragraph(&mut text, question(schema, section.question.as_deref()).trim_end());
    if !section.prompts.is_empty() {
        text.push_str("Questions to answer here:\n\n");
        for prompt in &section.prompts {
            let _ = writeln!(text, "- {prompt}");
        }
        text.push('\n');
    }
    for (title, example) in [("serves the reader", &section.good), ("does not", &section.poor)] {
        if !example.is_empty() {
            let _ = writeln!(text, "An invented example that {title}:\n");
            for line in example.lines() {
                let _ = writeln!(text, "{}", format!("> {line}").trim_end());
            }
            text.push('\n');
        }
    }
    also(&mut text, &section.aliases);
    text.trim_end().to_owned() + "\n"
}

fn field(schema: &Schema, field: &FieldSpec) -> String {
    let mut text = format!("# {}\n\n", field.label);
    paragraph(&mut text, &field.prompt);
    paragraph(&mut text, required(field.required));
    paragraph(&mut text, question(schema, field.question.as_deref()).trim_end());
    if !field.choices.is_empty() {
        let values: Vec<&str> = field.choices.iter().map(|choice| choice.value.as_str()).collect();
        paragraph(&mut text, &format!("One of: {}", values.join(", ")));
    }
    paragraph(&mut text, &format!("In the front matter: `{}:`", field.id));
    also(&mut text, &field.aliases);
    text.trim_end().to_owned() + "\n"
}

fn paragraph(text: &mut String, words: &str) {
    if !words.is_empty() {
        let _ = writeln!(text, "{words}\n");
    }
}

fn required(required: Required) -> &'static str {
    match required {
        Required::Error => "The board cannot take the referral without it.",
        Required::Warning => "The board will ask for it.",
        Required::No => "",
    }
}

fn question(schema: &Schema, id: Option<&str>) -> String {
    let question = schema.questions.iter().find(|question| Some(question.id.as_str()) == id);
    let Some(question) = question else { return String::new() };
    format!("{} asks: \"{}\"{}", schema.marker.name, question.text, source(schema, &schema.marker.source))
}

/// Where something is from, on a line of its own.
fn source(schema: &Schema, id: &str) -> String {
    let Some(source) = schema.sources.iter().find(|source| source.id == id) else { return String::new() };
    let parts = [&source.publisher, &source.title, &source.date];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
    format!("\nSource: {}\n", parts.join(", "))
}

fn also(text: &mut String, aliases: &[String]) {
    if !aliases.is_empty() {
        let quoted: Vec<String> = aliases.iter().take(ALIASES).map(|alias| format!("\"{alias}\"")).collect();
        let more = match aliases.len().saturating_sub(ALIASES) {
            0 => String::new(),
            more => format!(" and {more} other names"),
        };
        paragraph(text, &format!("Also known as {}{more}.", quoted.join(", ")));
    }
}
