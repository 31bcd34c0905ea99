//! The command line as a person or a program meets it: the real binary in folders of its own.
//!
//! What the rules find is not tested here, only what becomes of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../support/boards.rs"]
mod boards_folder;

mod boards;
mod check;
mod doctor;
mod fix;
mod folder;
mod format;
mod formats;
mod junit;
mod lists;
mod manual;
mod others;
mod settings;
mod watch;
