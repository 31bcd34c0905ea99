//! The language server through its own wire: real processes, real pipes.
//!
//! Each test is about something that goes wrong with tower-lsp 0.20 as it comes, or with clients as they are.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    missing_docs
)]

#[path = "../support/boards.rs"]
mod boards_folder;
#[path = "../support/client.rs"]
mod client;
#[path = "../support/edits.rs"]
mod edits;
#[path = "../support/pipes.rs"]
mod pipes;
#[path = "../support/protocol.rs"]
mod protocol;

mod actions;
mod agreement;
mod analysis;
mod boards;
mod completing;
mod editors;
mod findings;
mod frames;
mod helix;
mod hovers;
mod keeping;
mod kinds;
mod known;
mod leaving;
mod led;
mod naming;
mod order;
mod panics;
mod promised;
mod prompting;
mod pulling;
mod reading;
mod requests;
mod settings;
mod start;
mod status;
mod tidying;
mod toml;
mod unhelpful_clients;
