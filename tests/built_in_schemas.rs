//! The schemas that the program brings with it: all of them, without a mistake, and what is said of them true.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use referral_analysis::schema::{Catalogue, NamedFile};
use referral_lsp::schemas::embedded;

#[test]
fn every_file_says_what_is_known_of_it_before_it_is_read() {
    for file in embedded() {
        let known = file.built_in.unwrap();
        let read = referral_analysis::schema::read(&file.text).schema;
        assert_eq!((read.id, read.is_abstract), (known.id, known.is_abstract), "{}", file.name);
    }
}

#[test]
fn no_file_has_a_mistake() {
    let files: Vec<NamedFile> =
        embedded().into_iter().map(|file| NamedFile::new(file.name, file.text)).collect();
    let catalogue = Catalogue::new(&files);
    assert!(catalogue.errors().is_empty(), "{:#?}", catalogue.errors());
}

#[test]
fn a_marker_that_serves_by_analogy_confirms_no_route_and_no_limb() {
    let catalogue = Catalogue::new(&embedded());
    for schema in catalogue.schemas().filter(|schema| schema.marker.by_analogy) {
        let source = schema.marker.source.as_str();
        for route in schema.routes.iter().filter(|route| route.confirmed) {
            assert_ne!(route.source, source, "{}: {}", schema.id, route.id);
        }
        for limb in schema.limbs.iter().filter(|limb| limb.confirmed) {
            assert_ne!(limb.source, source, "{}: {}", schema.id, limb.id);
        }
    }
}

#[test]
fn what_is_taken_on_trust_reads_as_what_is_judged() {
    let files: Vec<NamedFile> =
        embedded().into_iter().map(|file| NamedFile::new(file.name, file.text)).collect();
    let (trusted, judged) = (Catalogue::new(&embedded()), Catalogue::new(&files));
    for id in judged.all_ids() {
        assert_eq!(trusted.any(id), judged.any(id), "{id}");
    }
}

#[test]
fn every_schema_in_the_folder_is_built_in() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
        .collect();
    names.sort();
    let mut known: Vec<String> = embedded().into_iter().map(|file| file.name).collect();
    known.sort();
    assert_eq!(names, known);
}
