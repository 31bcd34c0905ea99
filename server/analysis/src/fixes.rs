//! The edits that insert what is missing, in the schema's place and in the document's own style.
//!
//! Whether something is missing is for the rules. What is inserted is a prompt in a comment: it says nothing to a board.

use crate::document::{BlockKind, Document, HeadingStyle};
use crate::finding::{Edit, Fix};
use crate::outline::Section;
use crate::place::Place;
use crate::schema::{FieldSpec, SectionSpec};
use crate::subject::Subject;
use crate::template::home;

/// `<!-- prompt: … -->` for one question to the writer.
pub fn prompt_comment(prompt: &str) -> String {
    format!("<!-- prompt: {} -->", prompt.replace("--", "- -"))
}

/// The question in such a comment; of any other text the whole.
pub(crate) fn prompt_in(comment: &str) -> &str {
    let inner =
        comment.strip_prefix("<!--").and_then(|inner| inner.strip_suffix("-->")).unwrap_or(comment).trim();
    inner.strip_prefix("prompt:").unwrap_or(inner).trim()
}

/// True where `comment` is one of those.
pub fn is_prompt(comment: &str) -> bool {
    comment.strip_prefix("<!--").is_some_and(|inner| inner.trim_start().starts_with("prompt:"))
}

/// Inserts the heading of `spec` with its prompts, before the next section of the schema's order that is there,
/// else after the last one that comes before it, else at the end.
pub fn insert_section(subject: &Subject<'_>, spec: &SectionSpec) -> Fix {
    insert_section_with(subject, spec, &spec.prompts)
}

/// The same with other prompts than the schema's.
pub fn insert_section_with(subject: &Subject<'_>, spec: &SectionSpec, prompts: &[String]) -> Fix {
    let edit = section_edit(subject, spec, &[], prompts);
    Fix { title: format!("Insert \"{}\"", spec.heading), safe: false, preferred: true, edits: vec![edit] }
}

/// Inserts the heading of `spec`, below it the labels of `fields`, then its prompts.
pub(crate) fn section_edit(
    subject: &Subject<'_>,
    spec: &SectionSpec,
    fields: &[&FieldSpec],
    prompts: &[String],
) -> Edit {
    let line_break = subject.document.line_break();
    let level = heading_level(subject);
    let mut lines = vec![format!("{} {}", "#".repeat(level), spec.heading)];
    if !fields.is_empty() {
        lines.push(String::new());
        lines.extend(fields.iter().map(|field| format!("- {}", label_line(field))));
    }
    if !prompts.is_empty() {
        lines.push(String::new());
        lines.extend(prompts.iter().map(|prompt| prompt_comment(prompt)));
    }
    let text = lines.join(line_break);
    let (place, before_heading) = section_place(subject, spec);
    let source = subject.document.source();
    let at = usize::from(subject.document.resolve(place).start());
    let before = source.get(..at).unwrap_or("");
    let mut inserted = String::new();
    if !before.trim().is_empty() {
        let breaks = trailing_breaks(before);
        for _ in breaks..2 {
            inserted.push_str(line_break);
        }
    }
    inserted.push_str(&text);
    inserted.push_str(line_break);
    if before_heading {
        inserted.push_str(line_break);
    }
    Edit { place, text: inserted }
}

/// Where a new section goes, and whether a heading follows there.
pub(crate) fn section_place(subject: &Subject<'_>, spec: &SectionSpec) -> (Place, bool) {
    let Some(order) = subject.schema.sections.iter().position(|section| section.id == spec.id) else {
        return (subject.document.end(), false);
    };
    let top = |section: &&Section| {
        // Only sections that stand on their own show where another may stand.
        section.heading.is_some()
    };
    let next = subject.outline.sections.iter().filter(top).find(|section| usize::from(section.spec) > order);
    let previous =
        subject.outline.sections.iter().filter(top).rfind(|section| usize::from(section.spec) < order);
    if let Some(previous) = previous {
        let end = previous.lines.end;
        let follows = (end.block as usize) < subject.document.blocks().len();
        return (start_of_block(subject, end.block), follows);
    }
    if let Some(next) = next {
        return (start_of_block(subject, next.lines.start.block), true);
    }
    match subject.outline.out_of_scope.first() {
        Some(board) => (start_of_block(subject, board.start.block), true),
        None => (subject.document.end(), false),
    }
}

fn start_of_block(subject: &Subject<'_>, block: u32) -> Place {
    if (block as usize) < subject.document.blocks().len() {
        Place::point(block, 0)
    } else {
        subject.document.end()
    }
}

/// The level at which the document's known sections stand; 2 where there is none.
pub(crate) fn heading_level(subject: &Subject<'_>) -> usize {
    let levels = subject.outline.sections.iter().filter_map(|section| section.heading);
    let known = levels.map(|heading| usize::from(heading.level)).min();
    known.unwrap_or_else(|| {
        let only_ones = subject.document.blocks().iter().filter_map(|block| block.heading());
        let count = only_ones.filter(|heading| heading.level == 1).count();
        if count > 1 { 1 } else { 2 }
    })
}

fn trailing_breaks(text: &str) -> usize {
    let tail = text.trim_end_matches([' ', '\t', '\n', '\r']).len();
    let tail = text.get(tail..).unwrap_or("");
    let newlines = tail.matches('\n').count();
    if newlines > 0 { newlines } else { tail.matches('\r').count() }
}

/// Inserts the prompts of `spec` below its heading, unless they are there.
pub fn insert_prompts(subject: &Subject<'_>, spec: &SectionSpec, section: &Section) -> Option<Fix> {
    insert_prompts_with(subject, &spec.heading, &spec.prompts, section)
}

/// The same with other prompts than the schema's.
pub fn insert_prompts_with(
    subject: &Subject<'_>,
    heading: &str,
    prompts: &[String],
    section: &Section,
) -> Option<Fix> {
    let document = subject.document;
    let line_break = document.line_break();
    let from = document.resolve(Place::point(section.lines.start.block, 0)).start();
    let to = document.resolve(start_of_block(subject, section.lines.end.block)).start();
    let text = document.source().get(usize::from(from)..usize::from(to)).unwrap_or("");
    let missing: Vec<String> = prompts
        .iter()
        .map(|prompt| prompt_comment(prompt))
        .filter(|comment| !text.contains(comment.as_str()))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let (at, inline) = below_label(subject, section)?;
    let mut inserted = format!("{line_break}{line_break}{}", missing.join(line_break));
    let next = document.source().get(usize::from(document.resolve(at).end())..).unwrap_or("");
    if inline {
        inserted = format!(" {}", missing.join(" "));
    } else if !next.is_empty() && !next.starts_with(['\n', '\r']) {
        inserted.push_str(line_break);
    }
    Some(Fix {
        title: format!("Insert the prompts of \"{heading}\""),
        safe: false,
        preferred: true,
        edits: vec![Edit { place: at, text: inserted }],
    })
}

/// Inserts a ticked box with this label below the heading of `section`.
pub fn insert_option(subject: &Subject<'_>, section: &Section, title: String, label: &str) -> Option<Fix> {
    insert_option_with(subject, section, title, label, &[])
}

/// The same with these prompts behind it.
pub(crate) fn insert_option_with(
    subject: &Subject<'_>,
    section: &Section,
    title: String,
    label: &str,
    prompts: &[String],
) -> Option<Fix> {
    let (at, inline) = below_label(subject, section)?;
    let comments: Vec<String> = prompts.iter().map(|prompt| prompt_comment(prompt)).collect();
    if inline {
        let option = [format!("☒ {label}")].into_iter().chain(comments).collect::<Vec<_>>().join(" ");
        return Some(Fix::replacing(title, at, format!(" {option}")));
    }
    let line_break = subject.document.line_break();
    let mut text = format!("- [x] {label}");
    if !comments.is_empty() {
        text = format!("{text}{line_break}{line_break}{}", comments.join(line_break));
    }
    Some(insert_paragraph(subject, at, title, &text))
}

/// Inserts these prompts below block number `block`.
pub(crate) fn prompts_below(subject: &Subject<'_>, block: u32, prompts: &[String]) -> Option<Edit> {
    let document = subject.document;
    let line_break = document.line_break();
    let comments: Vec<String> = prompts.iter().map(|prompt| prompt_comment(prompt)).collect();
    let extent = document.extent(block);
    let end = document.trimmed(extent).end() - extent.start();
    let text = format!("{line_break}{line_break}{}", comments.join(line_break));
    (!comments.is_empty()).then(|| Edit { place: Place::point(block, end.into()), text })
}

/// Inserts `text` below the heading of `section`.
pub fn insert_text(subject: &Subject<'_>, section: &Section, title: String, text: &str) -> Option<Fix> {
    let (at, inline) = below_label(subject, section)?;
    if inline {
        return Some(Fix::replacing(title, at, format!(" {text}")));
    }
    Some(insert_paragraph(subject, at, title, text))
}

/// Inserts `text` as a paragraph behind the line that ends at `at`.
fn insert_paragraph(subject: &Subject<'_>, at: Place, title: String, text: &str) -> Fix {
    let document = subject.document;
    let line_break = document.line_break();
    let next = document.source().get(usize::from(document.resolve(at).end())..).unwrap_or("");
    let breaks = next.len() - next.trim_start_matches(['\n', '\r']).len();
    let after = match breaks / line_break.len() {
        _ if next.trim().is_empty() => String::new(),
        0 => line_break.repeat(2),
        1 => line_break.to_owned(),
        _ => String::new(),
    };
    Fix::replacing(title, at, format!("{line_break}{line_break}{text}{after}"))
}

/// The end of the line that names `section`, and whether what is put there must stay on that line.
fn below_label(subject: &Subject<'_>, section: &Section) -> Option<(Place, bool)> {
    let document = subject.document;
    let block = section.lines.start.block;
    let is_heading = document.block(block)?.heading().is_some();
    let at = if is_heading {
        let source = document.source().get(std::ops::Range::<usize>::from(document.extent(block)))?;
        Place::point(block, source.trim_end().len() as u32)
    } else {
        let line = document.line(section.lines.start)?;
        document.place(crate::place::Piece::new(block, line.text)).last_point()
    };
    let inline = !is_heading && !matches!(document.block(block)?.kind, BlockKind::Paragraph);
    Some((at, inline))
}

/// `**Label:** <!-- prompt: … -->`
fn label_line(field: &FieldSpec) -> String {
    format!("**{}:** {}", field.label, prompt_comment(&field.prompt))
}

/// True where a field that is inserted goes into the front matter.
fn takes_fields(document: &Document) -> bool {
    let front_matter = document.front_matter();
    !front_matter.entries().is_empty() && !front_matter.is_unclosed()
}

/// The section that has to be inserted for a field to have a home; none where there is a home for it.
pub(crate) fn new_home<'s>(subject: &Subject<'s>, field: &FieldSpec) -> Option<&'s SectionSpec> {
    let has_home = field.home.iter().any(|id| subject.sections(id).next().is_some());
    if has_home || takes_fields(subject.document) { None } else { home(subject.schema, field) }
}

/// Inserts a line for `field`: in the front matter where the document has one, else as `Label:` in its home section,
/// which comes with it where it is not there.
pub fn insert_field(subject: &Subject<'_>, field: &FieldSpec) -> Fix {
    let document = subject.document;
    let line_break = document.line_break();
    let title = format!("Insert \"{}\"", field.label);
    let front_matter = document.front_matter();
    if takes_fields(document) {
        let last = front_matter
            .entries()
            .last()
            .map_or(front_matter.range().start(), |entry| entry.value_at.end().max(entry.key_at.end()));
        let rest = document.source().get(usize::from(last)..).unwrap_or("");
        let line_end = u32::from(last) + rest.find(['\n', '\r']).unwrap_or(rest.len()) as u32;
        let place = Place::point(0, line_end);
        return Fix::replacing(title, place, format!("{line_break}{}: ", field.id)).preferred();
    }
    let home = field.home.iter().find_map(|id| subject.sections(id).next());
    if let Some(section) = new_home(subject, field) {
        let edits = vec![section_edit(subject, section, &[field], &[])];
        return Fix { title, safe: false, preferred: true, edits };
    }
    let line = label_line(field);
    let Some(section) = home else {
        let place = document.end();
        let breaks = trailing_breaks(document.source());
        let lead = if document.source().trim().is_empty() { 0 } else { 2usize.saturating_sub(breaks) };
        let text = format!("{}{line}{line_break}", line_break.repeat(lead));
        return Fix::replacing(title, place, text).preferred();
    };
    let block = section.lines.start.block;
    let is_heading = document.block(block).is_some_and(|block| block.heading().is_some());
    if is_heading {
        let source =
            document.source_at(Place::new(block, document.extent(block) - document.extent(block).start()));
        let at = Place::point(block, source.trim_end().len() as u32);
        return Fix::replacing(title, at, format!("{line_break}{line_break}{line}")).preferred();
    }
    let place = start_of_block(subject, (block + 1).min(section.lines.end.block.max(block + 1)));
    let breaks =
        trailing_breaks(document.source().get(..usize::from(document.resolve(place).start())).unwrap_or(""));
    let lead = line_break.repeat(2usize.saturating_sub(breaks));
    Fix::replacing(title, place, format!("{lead}{line}{line_break}{line_break}")).preferred()
}

/// True where a Setext heading would be lost if text were put right below `block`.
pub fn is_underlined(subject: &Subject<'_>, block: u32) -> bool {
    matches!(
        subject.document.block(block).map(|block| block.kind),
        Some(BlockKind::Heading(heading)) if heading.style != HeadingStyle::Atx
    )
}
