//! The links that are written in a document as links.
//!
//! They are read when somebody asks for them, and not kept: a check needs none.

use pulldown_cmark::{Event, LinkType, Parser, Tag};
use text_size::TextRange;

use super::Document;
use crate::place::range;

/// A link as it is written. Places are bytes of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// All of it.
    pub at: TextRange,
    /// Where its destination stands; all of the link, where that is written elsewhere or in another way.
    pub destination_at: TextRange,
    /// Where it leads.
    pub destination: String,
}

impl Document {
    /// Every link, by place; images are none.
    pub fn links(&self) -> Vec<Link> {
        let start = usize::from(self.front_matter().range().end());
        let body = self.source().get(start..).unwrap_or("");
        if !body.contains(['[', '<']) {
            return Vec::new();
        }
        let mut links = Vec::new();
        for (event, at) in Parser::new(body).into_offset_iter() {
            let Event::Start(Tag::Link { link_type, dest_url, .. }) = event else { continue };
            let text = body.get(at.clone()).unwrap_or("");
            let own = (link_type == LinkType::Inline).then(|| text.rfind(&*dest_url)).flatten();
            let whole = range(start + at.start, start + at.end);
            links.push(Link {
                at: whole,
                destination_at: own.map_or(whole, |from| {
                    range(start + at.start + from, start + at.start + from + dest_url.len())
                }),
                destination: dest_url.into_string(),
            });
        }
        links
    }
}
