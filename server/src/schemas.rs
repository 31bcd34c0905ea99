//! The schemas that the program brings with it.
//!
//! Their text alone is here; reading them is the work of `referral_analysis::schema`.

use std::sync::{Arc, LazyLock};

use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::selection::FALLBACK;

const EMBEDDED: &[(&str, &str)] = &[("scr.toml", include_str!("../../schemas/scr.toml"))];

/// The files of the schemas, each named as in `schemas/`.
pub fn embedded() -> Vec<NamedFile> {
    EMBEDDED.iter().map(|(name, text)| NamedFile { name: (*name).into(), text: (*text).into() }).collect()
}

/// The schemas that the program brings with it, read once.
pub fn catalogue() -> Arc<Catalogue> {
    static CATALOGUE: LazyLock<Arc<Catalogue>> = LazyLock::new(|| Arc::new(Catalogue::new(&embedded())));
    Arc::clone(&CATALOGUE)
}

/// Reads the schemas and the words of the commonest one, unless that is done; waits for a thread that is at it.
pub fn prepare() {
    catalogue().vocabulary(FALLBACK);
}
