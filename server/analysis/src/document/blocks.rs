//! From Markdown to blocks with visible text.
//!
//! Nested structure is flattened to lines that know what they are lines of; no tree is kept.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use text_size::TextRange;

use super::html::{self, Part};
use super::{BULLETS, Block, BlockKind, FrontMatter, Heading, HeadingStyle, Line, LineKind, Plain};
use crate::bytes::has_byte;
use crate::place::range;

/// The blocks of a text.
pub(super) struct Blocks {
    /// In order. Block 0 is what stands before the Markdown.
    pub list: Vec<Block>,
    /// Where each starts.
    pub starts: Vec<u32>,
    /// Some text defines where links lead.
    pub has_definitions: bool,
}

/// The blocks of `source`, from the end of its front matter on.
pub(super) fn read(source: &str, front_matter: &FrontMatter) -> Blocks {
    let body_start = usize::from(front_matter.range().end());
    let body = source.get(body_start..).unwrap_or("");
    let mut blocks = vec![Block {
        kind: BlockKind::FrontMatter,
        plain: Plain::default(),
        lines: vec![],
        comments: vec![],
    }];
    let mut starts = vec![0];
    let mut open: Option<Builder<'_>> = None;
    let mut depth = 0usize;
    let parser = Parser::new_ext(body, Options::ENABLE_TABLES);
    let has_definitions = parser.reference_definitions().iter().next().is_some();
    for (event, at) in parser.into_offset_iter() {
        let at = at.start + body_start..at.end + body_start;
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    starts.push(at.start as u32);
                    open = Some(Builder::new(source, kind(&tag, source, &at), at.start));
                }
                depth += 1;
                if let Some(builder) = &mut open {
                    builder.start(&tag, &at);
                }
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if let Some(builder) = &mut open {
                    builder.end(tag, &at);
                }
                if depth == 0 {
                    blocks.extend(open.take().map(Builder::finish));
                }
            }
            Event::Rule if depth == 0 => {
                starts.push(at.start as u32);
                blocks.push(Builder::new(source, BlockKind::Other, at.start).finish());
            }
            event => {
                if let Some(builder) = &mut open {
                    builder.inline(&event, &at);
                }
            }
        }
    }
    blocks.extend(open.take().map(Builder::finish));
    Blocks { list: blocks, starts, has_definitions }
}

/// `text` as a paragraph, where it is one line of letters and marks that mean nothing in Markdown; the parser would say the
/// same and is far larger than all else that a keystroke needs.
#[allow(clippy::needless_bitwise_bool, reason = "without branches, many bytes are compared at once")]
pub(super) fn unmarked_paragraph(text: &str) -> Option<Block> {
    let is_among = |byte: u8, [first, last]: [u8; 2]| (first <= byte) & (byte <= last);
    let is_plain = |byte: u8| {
        let mark = is_among(byte, *b"')") | is_among(byte, *b",/") | is_among(byte, *b":;");
        let mark = mark | (byte == b' ') | (byte == b'"') | (byte == b'?');
        mark | is_among(byte, *b"09") | is_among(byte | 0x20, *b"az") | !byte.is_ascii()
    };
    let starts_with_letter = text.starts_with(|char: char| char.is_ascii_alphabetic());
    if !starts_with_letter || has_byte(text, |byte| !is_plain(byte)) {
        return None;
    }
    let mut builder = Builder::new(text, BlockKind::Paragraph, 0);
    builder.start(&Tag::Paragraph, &(0..text.len()));
    builder.inline(&Event::Text(text.into()), &(0..text.len()));
    builder.end(TagEnd::Paragraph, &(0..text.len()));
    Some(builder.finish())
}

fn kind(tag: &Tag<'_>, source: &str, at: &std::ops::Range<usize>) -> BlockKind {
    match tag {
        Tag::Heading { level, .. } => heading(*level, source.get(at.clone()).unwrap_or("")),
        // Nobody sets code apart by blanks in a referral: it is an address, or a letter that was scanned.
        Tag::Paragraph | Tag::CodeBlock(CodeBlockKind::Indented) => BlockKind::Paragraph,
        Tag::List(_) => BlockKind::List,
        Tag::Table(_) => BlockKind::Table,
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => BlockKind::Code,
        Tag::HtmlBlock => BlockKind::Html,
        _ => BlockKind::Other,
    }
}

/// A heading, or a paragraph where several lines stand above the underline.
fn heading(level: HeadingLevel, text: &str) -> BlockKind {
    let level = level as u8;
    let start = text.trim_start_matches([' ', '\t']);
    let rest = start.trim_start_matches('#');
    // "#1 concern" above a line of dashes has hashes and is underlined.
    if (1..=6).contains(&(start.len() - rest.len()))
        && (rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
    {
        return BlockKind::Heading(Heading { level, style: HeadingStyle::Atx });
    }
    let mut lines =
        text.trim_end().rsplit(['\n', '\r']).filter(|line| !line.trim_matches([' ', '\t']).is_empty());
    let underline = lines.next().unwrap_or("").trim_start();
    if lines.count() > 1 {
        return BlockKind::Paragraph;
    }
    let style = if underline.starts_with('=') || is_drawn_under(text, underline) {
        HeadingStyle::Underlined
    } else {
        HeadingStyle::Dashes
    };
    BlockKind::Heading(Heading { level, style })
}

/// True for a line of dashes about as long as the text above it: nobody draws a ruler to that length.
fn is_drawn_under(text: &str, underline: &str) -> bool {
    /// Characters by which the two lengths may differ.
    const SLACK: usize = 3;
    let above = text.trim_start().lines().next().unwrap_or("").trim().chars().count();
    let dashes = underline.trim().len();
    dashes > 2 * SLACK && above.abs_diff(dashes) <= SLACK
}

/// One block under way.
struct Builder<'s> {
    source: &'s str,
    base: usize,
    block: Block,
    line_start: usize,
    lead: Option<TextRange>,
    strong: u32,
    /// The same for emphasis.
    slant: Option<TextRange>,
    kind: LineKind,
    /// Items of lists that are open.
    items: u32,
    /// Before the first line of a numbered item.
    numbered: bool,
    row: u16,
    column: u16,
    /// In an HTML block, whose text is read as a whole when it starts.
    skip: bool,
    /// In lines set in by four blanks.
    indented: bool,
}

/// What a line of a block is, outside tables.
fn line_kind(kind: BlockKind) -> LineKind {
    match kind {
        BlockKind::Heading(_) => LineKind::Heading,
        BlockKind::List => LineKind::Item,
        BlockKind::Quote => LineKind::Quote,
        BlockKind::Code => LineKind::Code,
        _ => LineKind::Text,
    }
}

impl<'s> Builder<'s> {
    fn new(source: &'s str, kind: BlockKind, base: usize) -> Self {
        let block = Block { kind, plain: Plain::default(), lines: Vec::new(), comments: Vec::new() };
        Builder {
            source,
            base,
            block,
            line_start: 0,
            lead: None,
            strong: 0,
            slant: None,
            kind: line_kind(kind),
            items: 0,
            numbered: false,
            row: 0,
            column: 0,
            skip: false,
            indented: false,
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: &std::ops::Range<usize>) {
        match tag {
            Tag::Strong => {
                self.strong += 1;
                if self.lead.is_none() && self.is_at_start() {
                    self.lead = Some(range(self.line_start, self.line_start));
                }
            }
            Tag::Emphasis if self.slant.is_none() && self.is_at_start() => {
                self.slant = Some(range(self.line_start, self.line_start));
            }
            Tag::HtmlBlock => {
                self.end_line("\n", at.start);
                let text = self.source.get(at.clone()).unwrap_or("");
                self.html(text, at.start);
                self.skip = true;
            }
            Tag::TableHead | Tag::TableRow => self.column = 0,
            Tag::TableCell => {
                let mark = if self.column == 0 { "\n" } else { "\t" };
                self.end_line(mark, at.start);
                self.kind = LineKind::Cell { row: self.row, column: self.column };
            }
            Tag::Item => {
                self.end_line("\n", at.start);
                let mark = self.source.get(at.start..).and_then(|rest| rest.bytes().next());
                self.numbered = self.items == 0 && mark.is_some_and(|byte| byte.is_ascii_digit());
                self.items += 1;
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_) => {
                self.end_line("\n", at.start);
                self.indented = matches!(tag, Tag::CodeBlock(CodeBlockKind::Indented));
            }
            _ => {}
        }
    }

    /// True where nothing of the line is there yet but a number that stands outside its title: "5.1 *Who.* …".
    fn is_at_start(&self) -> bool {
        /// Bytes of such a number.
        const NUMBER: usize = 8;
        let text = self.block.plain.text().get(self.line_start..).unwrap_or("");
        let is_number = || {
            let number = text.strip_suffix(' ').unwrap_or("");
            let mark = |char: char| char.is_ascii_digit() || matches!(char, '.' | ')' | '/');
            let is_roman = || {
                let inner = number.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
                inner.is_some_and(|inner| {
                    inner.chars().all(|char| matches!(char, 'i' | 'v' | 'x' | 'a'..='h'))
                })
            };
            text.len() <= NUMBER
                && (number.starts_with(|char: char| char.is_ascii_digit()) && number.chars().all(mark)
                    || is_roman())
        };
        // "▪ **Subject**", where the word processor's own bullets were kept
        let is_bullet = || text.strip_suffix(' ').and_then(|text| text.strip_prefix(BULLETS)) == Some("");
        text.is_empty() || is_number() || is_bullet()
    }

    fn end(&mut self, tag: TagEnd, at: &std::ops::Range<usize>) {
        match tag {
            TagEnd::Strong => {
                self.strong = self.strong.saturating_sub(1);
                if let Some(lead) = &mut self.lead
                    && lead.is_empty()
                    && self.strong == 0
                {
                    *lead = range(lead.start().into(), self.block.plain.len());
                }
            }
            TagEnd::Emphasis => {
                let end = self.block.plain.len();
                if let Some(slant) = self.slant.as_mut().filter(|slant| slant.is_empty()) {
                    *slant = range(slant.start().into(), end);
                }
            }
            TagEnd::HtmlBlock => self.skip = false,
            TagEnd::TableCell => {
                // Every cell has its line, empty or not, so that columns can be counted.
                self.finish_line(true);
                self.column += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.row += 1,
            // Below a table inside an item the list goes on.
            TagEnd::Table => self.kind = line_kind(self.block.kind),
            TagEnd::Item => {
                self.items = self.items.saturating_sub(1);
                self.end_line("\n", at.end);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.end_line("\n", at.end),
            _ => {}
        }
    }

    fn inline(&mut self, event: &Event<'_>, at: &std::ops::Range<usize>) {
        if self.skip {
            return;
        }
        let source = self.source.get(at.clone()).unwrap_or("");
        match event {
            Event::Text(text) if self.kind == LineKind::Code || self.indented => {
                self.text_lines(text, source, at.start);
            }
            Event::Text(text) => self.text(text, source, at),
            Event::Code(text) => {
                let inner = source.find(&**text).map_or(at.start, |from| at.start + from);
                self.block.plain.push(text, inner - self.base);
            }
            Event::SoftBreak => {
                self.finish_line(false);
                self.block.plain.space(at.start - self.base, at.len());
                self.begin_line();
            }
            Event::HardBreak => self.end_line("\n", at.start),
            Event::InlineHtml(_) | Event::Html(_) => self.html(source, at.start),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, source: &str, at: &std::ops::Range<usize>) {
        if text == source {
            self.block.plain.push(text, at.start - self.base);
        } else {
            self.block.plain.push_whole(text, at.start - self.base, at.len());
        }
    }

    /// Text with line breaks of its own, as code has.
    fn text_lines(&mut self, text: &str, source: &str, at: usize) {
        let mut from = at;
        for line in source.split_inclusive(['\n', '\r']) {
            let shown = line.trim_end_matches(['\n', '\r']);
            if text.contains(shown) {
                self.block.plain.push(shown, from - self.base);
            }
            from += line.len();
            if shown.len() < line.len() {
                self.end_line("\n", from);
            }
        }
    }

    fn html(&mut self, html: &str, at: usize) {
        let is_table = self.block.kind == BlockKind::Html && html::is_table(html);
        // Columns over which the cell runs that is open.
        let mut columns = 0;
        for part in if is_table { html::table_parts(html) } else { html::parts(html) } {
            match part {
                Part::Text(text) => {
                    let from = at + usize::from(text.start());
                    let shown = html.get(std::ops::Range::<usize>::from(text)).unwrap_or("");
                    self.html_text(shown, from);
                }
                Part::Row => {
                    self.row += u16::from(self.column > 0);
                    self.column = 0;
                }
                Part::Cell(found, over) => {
                    let mark = if self.column == 0 { "\n" } else { "\t" };
                    self.end_line(mark, at + usize::from(found.start()));
                    self.kind = LineKind::Cell { row: self.row, column: self.column };
                    columns = over;
                }
                Part::CellEnd => {
                    // A cell over several columns counts for each, so that labels stay beside their values.
                    for _ in 0..std::mem::take(&mut columns) {
                        self.finish_line(true);
                        self.column += 1;
                        self.kind = LineKind::Cell { row: self.row, column: self.column };
                    }
                    self.kind = line_kind(self.block.kind);
                }
                Part::Comment(comment) => {
                    let from = at - self.base + usize::from(comment.start());
                    self.block.comments.push(range(from, from + usize::from(comment.len())));
                }
                Part::Break(found) if matches!(self.kind, LineKind::Cell { .. }) => {
                    self.block.plain.space(at - self.base + usize::from(found.start()), found.len().into());
                }
                Part::Break(found) => self.end_line("\n", at + usize::from(found.start())),
                Part::Tag => {}
            }
        }
    }

    /// Text between tags, with its entities as a reader sees them.
    fn html_text(&mut self, text: &str, at: usize) {
        let mut from = 0;
        while let Some((entity, shown)) = html::entity(text.get(from..).unwrap_or("")) {
            let start = from + usize::from(entity.start());
            let before = text.get(from..start).unwrap_or("");
            self.html_lines(before, at + from);
            self.block.plain.push_whole(&shown, at + start - self.base, entity.len().into());
            from = start + usize::from(entity.len());
        }
        self.html_lines(text.get(from..).unwrap_or(""), at + from);
    }

    /// Text without entities: in a cell its line breaks are spaces.
    fn html_lines(&mut self, text: &str, at: usize) {
        if matches!(self.kind, LineKind::Cell { .. }) {
            self.block.plain.push(text, at - self.base);
        } else {
            self.text_lines(text, text, at);
        }
    }

    /// Ends the line, if it has text, with `mark` in the visible text.
    fn end_line(&mut self, mark: &str, at: usize) {
        self.finish_line(false);
        let text = self.block.plain.text();
        if mark == "\t" || !(text.is_empty() || text.ends_with('\n')) {
            self.block.plain.end_line(mark, at - self.base);
        }
        self.begin_line();
    }

    fn begin_line(&mut self) {
        self.line_start = self.block.plain.len();
        self.lead = (self.strong > 0).then(|| range(self.line_start, self.line_start));
    }

    fn finish_line(&mut self, even_empty: bool) {
        let end = self.block.plain.text().trim_end_matches(' ').len().max(self.line_start);
        if end > self.line_start || even_empty {
            let mut lead = self.lead.unwrap_or(range(self.line_start, self.line_start));
            if self.strong > 0 && lead.is_empty() && self.lead.is_some() {
                lead = range(self.line_start, end);
            }
            let lead = range(lead.start().into(), usize::from(lead.end()).min(end));
            let slant = self.slant.unwrap_or(range(self.line_start, self.line_start));
            let slant = range(slant.start().into(), usize::from(slant.end()).min(end));
            let numbered = std::mem::take(&mut self.numbered);
            self.block.lines.push(Line {
                text: range(self.line_start, end),
                kind: self.kind,
                lead,
                slant,
                numbered,
            });
        }
        self.lead = None;
        self.slant = None;
        self.line_start = self.block.plain.len();
    }

    fn finish(mut self) -> Block {
        self.finish_line(false);
        self.block.plain.trim_lines();
        self.block.plain.shrink();
        self.block.lines.shrink_to_fit();
        self.block
    }
}
