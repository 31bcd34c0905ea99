//! stub
/// stub
pub fn run(_: &crate::cli::SchemaCommand) -> anyhow::Result<u8> { Ok(0) }
