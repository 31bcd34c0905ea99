//! How long it takes to make a schema ready and to read claims: `claims SCHEMA.toml BASIS.md`, in release.
//!
//! Nothing is asserted here; the tests hold bounds.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

use std::hint::black_box;
use std::time::Instant;

use referral_analysis::claims::{citations, criteria_overlap, read_claims, sentences};
use referral_analysis::schema::{Catalogue, NamedFile, Vocabulary, read};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let schema_text = std::fs::read_to_string(arguments.next().unwrap()).unwrap();
    let basis = std::fs::read_to_string(arguments.next().unwrap()).unwrap();
    let file = NamedFile { name: "schema.toml".to_owned(), text: schema_text.clone() };
    bench("catalogue", 20, || Catalogue::new(std::slice::from_ref(&file)));
    let schema = read(&schema_text).schema;
    bench("vocabulary", 20, || Vocabulary::new(&schema));
    bench("labels", 20, || referral_analysis::outline::LabelIndex::new(&schema));
    let vocabulary = Vocabulary::new(&schema);
    println!("basis of {} bytes: {:?}", basis.len(), read_claims(&schema, &vocabulary, &basis).claims.len());
    bench("read_claims", 2000, || read_claims(&schema, &vocabulary, &basis));
    bench("  phrases", 2000, || vocabulary.find(&basis).count());
    bench("  citations", 2000, || citations(&schema, &basis));
    bench("  sentences", 2000, || sentences(&basis));
    bench("criteria_overlap", 2000, || criteria_overlap(&schema, &basis));
    for piece in HOSTILE {
        let text = piece.repeat(32 * 1024 / piece.len());
        bench(piece, 3, || read_claims(&schema, &vocabulary, &text));
    }
}

fn bench<T>(name: &str, times: usize, mut run: impl FnMut() -> T) {
    let mut spent: Vec<_> = (0..times)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    spent.sort();
    println!("{name:22} median {:?}, least {:?}", spent[times / 2], spent[0]);
}

const HOSTILE: [&str; 22] = [
    "(b)(i) ",
    "not met, ",
    "criteria ",
    "☒ Yes ",
    "5(2)(a) and ",
    "\"said ",
    "Yes: ",
    "if criteria met or ",
    "for learning ",
    "[x] ",
    "met ",
    "mother said criteria met and ",
    "does not meet the criteria but ",
    "death criterion ",
    "regulation 5(2)(b)(iii), ",
    "criteria: yes ",
    "criteria met? yes. ",
    "criteria met\tyes\n",
    ". ",
    "( ",
    "see section 5(2) of ",
    "\"criteria met\" ",
];
