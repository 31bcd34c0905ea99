//! stub
/// stub
pub fn run(_: &crate::cli::OutlineArguments) -> anyhow::Result<u8> { Ok(0) }
