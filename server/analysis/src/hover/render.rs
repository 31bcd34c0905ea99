//! A hover as Markdown or as plain text.
//!
//! Nothing is added or left out: the two say the same.

use super::{Hover, Item, Part, Source};

/// As Markdown. Addresses are links that the client may open; nothing else is one.
pub fn markdown(hover: &Hover) -> String {
    let mut blocks = Vec::new();
    for (number, part) in hover.parts.iter().enumerate() {
        if number > 0 {
            blocks.push("---".to_owned());
        }
        blocks.push(format!("**{}**", escaped(&part.title)));
        blocks.extend(part.body.iter().map(markdown_item));
    }
    blocks.join("\n\n")
}

/// As a page of Markdown, each part under a heading of its own.
pub fn page(parts: &[Part]) -> String {
    let mut blocks = Vec::new();
    for part in parts {
        blocks.push(format!("# {}", escaped(&part.title)));
        blocks.extend(part.body.iter().map(markdown_item));
    }
    blocks.join("\n\n") + "\n"
}

fn markdown_item(item: &Item) -> String {
    match item {
        Item::Text(text) => escaped(text),
        Item::Points { lead, points } => {
            let points: Vec<String> = points.iter().map(|point| format!("- {}", escaped(point))).collect();
            format!("{}:\n\n{}", escaped(lead.trim_end_matches(':')), points.join("\n"))
        }
        Item::Quote { text, source } => {
            let quoted: Vec<String> = text.lines().map(|line| format!("> {}", escaped(line))).collect();
            let Source { name, address } = source;
            let source = match (name.is_empty(), address.is_empty()) {
                (true, _) => String::new(),
                (false, true) => format!("\n>\n> — {}", escaped(name)),
                (false, false) => format!("\n>\n> — [{}](<{address}>)", escaped(name)),
            };
            format!("{}{source}", quoted.join("\n"))
        }
        Item::Example { lead, text } => {
            let fence = if text.contains("```") { "~~~~" } else { "```" };
            format!("{}:\n\n{fence}markdown\n{text}\n{fence}", escaped(lead))
        }
    }
}

/// As plain text.
pub fn plain(hover: &Hover) -> String {
    let parts: Vec<String> = hover.parts.iter().map(plain_part).collect();
    parts.join("\n\n")
}

fn plain_part(part: &Part) -> String {
    let mut blocks = vec![part.title.clone()];
    for item in &part.body {
        blocks.push(match item {
            Item::Text(text) => text.clone(),
            Item::Points { lead, points } => {
                let points: Vec<String> = points.iter().map(|point| format!("- {point}")).collect();
                format!("{}:\n{}", lead.trim_end_matches(':'), points.join("\n"))
            }
            Item::Quote { text, source } => {
                let Source { name, address } = source;
                let address = if address.is_empty() { String::new() } else { format!(" <{address}>") };
                if name.is_empty() { format!("\"{text}\"") } else { format!("\"{text}\"\n({name}{address})") }
            }
            Item::Example { lead, text } => format!("{lead}:\n{text}"),
        });
    }
    blocks.join("\n\n")
}

/// `text` with what Markdown would take for emphasis or HTML marked as text. Brackets, lone underscores and hashes inside
/// a line are none to Markdown, and some clients show every backslash. Code spans stay.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '*' | '<') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
