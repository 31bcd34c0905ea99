//! The parts of the program that its tests and examples need as well.
//!
//! Nothing here judges a referral: that is the work of the crate `referral-analysis`.

pub mod check;
pub mod cli;
pub mod completions;
pub mod config;
pub mod doctor;
pub mod explain;
mod files;
pub mod fix;
mod in_order;
pub mod lsp;
pub mod man;
pub mod new;
pub mod outline;
mod position;
mod problem;
mod read;
pub mod schema;
pub mod schemas;
pub mod try_it;
