//! What could be typed at a place, as values: each offer with the text that it replaces.
//!
//! Which offers there are is for whoever knows the kind of file; how a client shows them is not known here.

use text_size::TextRange;

/// Something that could be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is called in the list.
    pub label: String,
    /// What sort of thing it is.
    pub kind: OfferKind,
    /// A few words beside the label.
    pub detail: String,
    /// What it means, in Markdown; may be empty.
    pub documentation: String,
    /// The bytes that it replaces.
    pub at: TextRange,
    /// What replaces them.
    pub text: String,
    /// The same with places to fill in, in LSP snippet syntax, for editors that know it; empty where there are none.
    pub snippet: String,
    /// What the typed text is compared with, where that is not the label; empty where it is.
    pub filter: String,
}

/// What sort of thing an offer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferKind {
    /// A key.
    Key,
    /// The head of a table.
    Table,
    /// The id of something.
    Id,
    /// One of a few words.
    Word,
}
