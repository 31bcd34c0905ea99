//! The parts of the program that its tests and examples need as well.
//!
//! Nothing here judges a referral: that is the work of the crate `referral-analysis`.

pub mod config;
pub mod lsp;
pub mod schemas;
