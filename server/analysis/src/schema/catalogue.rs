//! All schemas at hand, by id, each with what it extends laid under it.
//!
//! Files are read elsewhere; their names serve only to say where a mistake is.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::read::{Judged, Parsed, Problem, sort};
use super::{Schema, SchemaError, SchemaProblem, Vocabulary};
use crate::toml_file::near;

/// A schema file before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// How messages name it: a path, or `scr.toml` for one that is built in.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// All schemas at hand, and what is wrong with their files.
#[derive(Debug, Default)]
pub struct Catalogue {
    entries: BTreeMap<String, Entry>,
    errors: BTreeMap<String, Vec<SchemaError>>,
}

#[derive(Debug)]
struct Entry {
    schema: Arc<Schema>,
    file: String,
    vocabulary: OnceLock<Vocabulary>,
}

impl Catalogue {
    /// Reads every file. Of two with one id the first counts.
    ///
    /// A file whose base is missing or wrong is here with what it says itself.
    pub fn new(files: &[NamedFile]) -> Self {
        let parsed: Vec<Parsed> =
            (0..).zip(files).map(|(number, file)| Parsed::new(&file.text, number)).collect();
        let mut errors: BTreeMap<String, Vec<SchemaError>> = BTreeMap::new();
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        let mut entries = BTreeMap::new();
        let mut found: Vec<Problem> = Vec::new();
        for (number, file) in parsed.iter().enumerate() {
            let Some((id, at)) = file.id() else { continue };
            match by_id.get(id).and_then(|first| files.get(*first)) {
                Some(first) => {
                    let problem = SchemaProblem::DuplicateSchema { id: id.into(), file: first.name.clone() };
                    found.push((problem, at));
                }
                None => {
                    by_id.insert(id, number);
                }
            }
        }
        let all = All { parsed: &parsed, by_id: &by_id };
        let judged: Vec<Judged> = parsed.iter().map(|file| all.judged(file, &mut found)).collect();
        for (file, Judged { schema, problems }) in parsed.iter().zip(judged) {
            found.extend(problems);
            all.check_successor(file, &mut found);
            let Some((id, at)) = file.id() else { continue };
            let is_first = by_id.get(id).is_some_and(|number| *number == at.file as usize);
            if let Some(source) = files.get(at.file as usize).filter(|_| is_first) {
                let file = source.name.clone();
                entries.insert(
                    id.to_owned(),
                    Entry { schema: Arc::new(schema), file, vocabulary: OnceLock::new() },
                );
            }
        }
        for (problem, at) in found {
            if let Some(file) = files.get(at.file as usize) {
                errors.entry(file.name.clone()).or_default().push(SchemaError { problem, at: at.range() });
            }
        }
        for errors in errors.values_mut() {
            sort(errors);
        }
        Catalogue { entries, errors }
    }

    /// The schema with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Schema>> {
        self.entries.get(id).map(|entry| &entry.schema)
    }

    /// The words and phrases of the schema with this id, put together when first asked for.
    pub fn vocabulary(&self, id: &str) -> Option<&Vocabulary> {
        let entry = self.entries.get(id)?;
        Some(entry.vocabulary.get_or_init(|| Vocabulary::new(&entry.schema)))
    }

    /// The name of the file that the schema with this id is from.
    pub fn file(&self, id: &str) -> Option<&str> {
        self.entries.get(id).map(|entry| entry.file.as_str())
    }

    /// Every id, in alphabetical order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Every schema, by id.
    pub fn schemas(&self) -> impl Iterator<Item = &Arc<Schema>> {
        self.entries.values().map(|entry| &entry.schema)
    }

    /// The id that `id` is most likely meant to be.
    pub fn near(&self, id: &str) -> Option<String> {
        near(id, self.ids())
    }

    /// What is wrong, by file name and place. A file without a mistake is not here.
    pub fn errors(&self) -> &BTreeMap<String, Vec<SchemaError>> {
        &self.errors
    }
}

/// Every file before it is judged.
struct All<'f> {
    parsed: &'f [Parsed],
    by_id: &'f BTreeMap<&'f str, usize>,
}

impl<'f> All<'f> {
    fn by_id(&self, id: &str) -> Option<&'f Parsed> {
        self.parsed.get(*self.by_id.get(id)?)
    }

    /// A file with what it extends laid under it. What is wrong with the way there goes to `found`.
    fn judged(&self, file: &Parsed, found: &mut Vec<Problem>) -> Judged {
        if file.extends().is_none() {
            return file.judged();
        }
        let Some(base) = self.base(file, found) else { return file.judged() };
        let (own, extends_at) = match file.extends() {
            Some((_, at)) => (at.file, at),
            None => return file.judged(),
        };
        let known = base.judged().problems;
        let Judged { schema, problems } = file.over(&base).judged();
        let mut kept = Vec::new();
        for (problem, at) in problems {
            if at.file == own {
                kept.push((problem, at));
            } else if !known.iter().any(|known| *known == (problem.clone(), at)) {
                let together = (SchemaProblem::Together { problem: Box::new(problem) }, extends_at);
                if !kept.contains(&together) {
                    kept.push(together);
                }
            }
        }
        Judged { schema, problems: kept }
    }

    /// All that `file` extends, put together.
    fn base(&self, file: &Parsed, found: &mut Vec<Problem>) -> Option<Parsed> {
        let own = file.id().map(|(id, _)| id).unwrap_or_default();
        let mut way = vec![own];
        let mut bases: Vec<&Parsed> = Vec::new();
        let mut next = file.extends();
        while let Some((id, at)) = next {
            let is_own_mistake = bases.is_empty();
            let is_round = way.contains(&id);
            way.push(id);
            if is_round {
                if id == own
                    && let Some((_, at)) = file.extends()
                {
                    let way = way.iter().map(|id| (*id).to_owned()).collect();
                    found.push((SchemaProblem::Cycle { id: own.into(), way }, at));
                }
                return None;
            }
            let Some(base) = self.by_id(id) else {
                if is_own_mistake {
                    let near = near(id, self.by_id.keys().copied());
                    found.push((SchemaProblem::Dangling { kind: "schema", id: id.into(), near }, at));
                }
                return None;
            };
            bases.push(base);
            next = base.extends();
        }
        let mut bases = bases.into_iter().rev();
        let first = bases.next()?.clone();
        Some(bases.fold(first, |below, file| file.over(&below)))
    }

    /// What replaced a regime is at hand, and so are the sections there.
    fn check_successor(&self, file: &Parsed, found: &mut Vec<Problem>) {
        let Some((schema, at, sections)) = file.superseded_by() else { return };
        let Some(successor) = self.by_id(schema) else {
            let near = near(schema, self.by_id.keys().copied());
            found.push((SchemaProblem::Dangling { kind: "schema", id: schema.into(), near }, at));
            return;
        };
        if successor.extends().is_some() {
            return;
        }
        let known = successor.section_ids();
        for (section, at) in sections {
            if !known.contains(&section) {
                let near = near(section, known.iter().copied());
                found.push((SchemaProblem::Dangling { kind: "section", id: section.into(), near }, at));
            }
        }
    }
}
