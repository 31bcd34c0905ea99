//! The schemas that the program brings with it.
//!
//! Their text alone is here; reading them is the work of `referral_analysis::schema`.

use std::sync::{Arc, LazyLock};

use referral_analysis::schema::{BuiltIn, Catalogue, NamedFile};
use referral_analysis::selection::FALLBACK;

/// What others build on. No document names one.
const ABSTRACT: &[(&str, &str)] = &[
    ("common", include_str!("../../schemas/common.toml")),
    ("child", include_str!("../../schemas/child.toml")),
    ("adult", include_str!("../../schemas/adult.toml")),
];

/// The kinds of review, each by its id.
const REGIMES: &[(&str, &str)] = &[
    ("scr", include_str!("../../schemas/scr.toml")),
    ("cmr-ni", include_str!("../../schemas/cmr-ni.toml")),
    ("lr-child-scotland", include_str!("../../schemas/lr-child-scotland.toml")),
    ("lr-adult-scotland", include_str!("../../schemas/lr-adult-scotland.toml")),
    ("cpr-wales", include_str!("../../schemas/cpr-wales.toml")),
    ("apr-wales", include_str!("../../schemas/apr-wales.toml")),
    ("susr-wales", include_str!("../../schemas/susr-wales.toml")),
    ("dhr", include_str!("../../schemas/dhr.toml")),
    ("lcspr", include_str!("../../schemas/lcspr.toml")),
    ("sar", include_str!("../../schemas/sar.toml")),
];

/// The files of the schemas, each named as in `schemas/`.
pub fn embedded() -> Vec<NamedFile> {
    let file = |(id, text): &(&str, &str), is_abstract| NamedFile {
        name: format!("{id}.toml"),
        text: (*text).into(),
        built_in: Some(BuiltIn { id: (*id).into(), is_abstract }),
    };
    let bases = ABSTRACT.iter().map(|schema| file(schema, true));
    bases.chain(REGIMES.iter().map(|schema| file(schema, false))).collect()
}

/// The schemas that the program brings with it. Each is read once, when it is first asked for.
pub fn catalogue() -> Arc<Catalogue> {
    static CATALOGUE: LazyLock<Arc<Catalogue>> = LazyLock::new(|| Arc::new(Catalogue::new(&embedded())));
    Arc::clone(&CATALOGUE)
}

/// Reads the commonest schema and its words, unless that is done; waits for a thread that is at it.
pub fn prepare() {
    catalogue().vocabulary(FALLBACK);
}
