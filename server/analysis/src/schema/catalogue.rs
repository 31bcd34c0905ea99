//! All schemas at hand, by id, each with what it extends laid under it, and read when first asked for.
//!
//! Files are read elsewhere; their names serve only to say where a mistake is.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::read::{Judged, Parsed, Problem, sort};
use super::{Schema, SchemaError, SchemaProblem, Vocabulary};
use crate::toml_file::near;

/// A schema file before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedFile {
    /// How messages name it: a path, or `scr.toml` for one that is built in.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What is known of it before it is read, for one that is built in.
    pub built_in: Option<BuiltIn>,
}

/// What is known of a file that is built in, so that it need not be read before it is asked for.
///
/// A test holds it against the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its id.
    pub id: String,
    /// True for one that others build on and no document names.
    pub is_abstract: bool,
}

impl NamedFile {
    /// A file of which nothing is known but its text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        NamedFile { name: name.into(), text: text.into(), built_in: None }
    }
}

/// All schemas at hand, and what is wrong with their files. Each is read when it is first asked for.
#[derive(Debug, Default)]
pub struct Catalogue {
    files: Vec<File>,
    /// The first file with each id.
    by_id: BTreeMap<String, usize>,
    errors: OnceLock<BTreeMap<String, Vec<SchemaError>>>,
}

#[derive(Debug)]
struct File {
    source: NamedFile,
    number: u32,
    parsed: OnceLock<Parsed>,
    judged: OnceLock<(Arc<Schema>, Vec<Problem>)>,
    vocabulary: OnceLock<Vocabulary>,
}

impl File {
    fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| Parsed::new(&self.source.text, self.number))
    }

    fn id(&self) -> Option<&str> {
        match &self.source.built_in {
            Some(known) => Some(&known.id),
            None => self.parsed().id().map(|(id, _)| id),
        }
    }

    fn is_abstract(&self) -> bool {
        match &self.source.built_in {
            Some(known) => known.is_abstract,
            None => self.parsed().is_abstract(),
        }
    }
}

impl Catalogue {
    /// Takes every file. Of two with one id the first counts.
    ///
    /// A file whose base is missing or wrong is here with what it says itself.
    pub fn new(files: &[NamedFile]) -> Self {
        let files: Vec<File> = (0..)
            .zip(files)
            .map(|(number, source)| File {
                source: source.clone(),
                number,
                parsed: OnceLock::new(),
                judged: OnceLock::new(),
                vocabulary: OnceLock::new(),
            })
            .collect();
        let mut by_id = BTreeMap::new();
        for (number, file) in files.iter().enumerate() {
            if let Some(id) = file.id() {
                by_id.entry(id.to_owned()).or_insert(number);
            }
        }
        Catalogue { files, by_id, errors: OnceLock::new() }
    }

    /// The schema with this id, unless it is only there for others to build on.
    pub fn get(&self, id: &str) -> Option<&Arc<Schema>> {
        self.entry(id).map(|file| &self.judged(file).0)
    }

    /// The schema with this id, also one that is only there for others to build on.
    pub fn any(&self, id: &str) -> Option<&Arc<Schema>> {
        self.file_with(id).map(|file| &self.judged(file).0)
    }

    /// The words and phrases of the schema with this id, put together when first asked for.
    pub fn vocabulary(&self, id: &str) -> Option<&Vocabulary> {
        let file = self.entry(id)?;
        Some(file.vocabulary.get_or_init(|| Vocabulary::new(&self.judged(file).0)))
    }

    /// The name of the file that the schema with this id is from, also of one that others build on.
    pub fn file(&self, id: &str) -> Option<&str> {
        self.file_with(id).map(|file| file.source.name.as_str())
    }

    /// Every id that a document may name, in alphabetical order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.iter().filter(|(_, number)| !self.is_abstract(**number)).map(|(id, _)| id.as_str())
    }

    /// Every id, also of those that are only there for others to build on, in alphabetical order.
    pub fn all_ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    /// What the schema with this id is called, without putting together all that it says. Nothing where only what it
    /// extends has a title.
    pub fn title(&self, id: &str) -> Option<&str> {
        self.parsed(id)?.title()
    }

    /// Every schema that a document may name, by id. All of them are read.
    pub fn schemas(&self) -> impl Iterator<Item = &Arc<Schema>> {
        self.ids().filter_map(|id| self.get(id))
    }

    /// The id that `id` is most likely meant to be.
    pub fn near(&self, id: &str) -> Option<String> {
        near(id, self.ids())
    }

    /// What is wrong, by file name and place. A file without a mistake is not here.
    ///
    /// Files that are built in are left out: they are judged before the program is released.
    pub fn errors(&self) -> &BTreeMap<String, Vec<SchemaError>> {
        self.errors.get_or_init(|| self.all_errors())
    }

    fn entry(&self, id: &str) -> Option<&File> {
        self.file_with(id).filter(|file| !file.is_abstract())
    }

    fn file_with(&self, id: &str) -> Option<&File> {
        self.files.get(*self.by_id.get(id)?)
    }

    fn is_abstract(&self, number: usize) -> bool {
        self.files.get(number).is_some_and(File::is_abstract)
    }

    fn all_errors(&self) -> BTreeMap<String, Vec<SchemaError>> {
        let mut found: Vec<Problem> = Vec::new();
        for (number, file) in self.files.iter().enumerate().filter(|(_, file)| file.source.built_in.is_none())
        {
            if let Some((id, at)) = file.parsed().id()
                && let Some(first) = self.by_id.get(id).filter(|first| **first != number)
                && let Some(first) = self.files.get(*first)
            {
                let file = first.source.name.clone();
                found.push((SchemaProblem::DuplicateSchema { id: id.into(), file }, at));
            }
            found.extend(self.judged(file).1.iter().cloned());
            self.check_successor(file.parsed(), &mut found);
        }
        let mut errors: BTreeMap<String, Vec<SchemaError>> = BTreeMap::new();
        for (problem, at) in found {
            if let Some(file) = self.files.get(at.file as usize) {
                let errors = errors.entry(file.source.name.clone()).or_default();
                errors.push(SchemaError { problem, at: at.range() });
            }
        }
        for errors in errors.values_mut() {
            sort(errors);
        }
        errors
    }

    /// A file with what it extends laid under it, and what is wrong with it and with the way there.
    fn judged<'f>(&'f self, file: &'f File) -> &'f (Arc<Schema>, Vec<Problem>) {
        file.judged.get_or_init(|| {
            let mut found = Vec::new();
            if file.source.built_in.is_some() {
                // Judged before the program is released: nothing is looked for that is known not to be there.
                let parsed = file.parsed();
                let base = self.base(parsed, &mut found);
                let whole = base.map_or_else(|| parsed.clone(), |base| parsed.over(base));
                return (Arc::new(whole.trusted()), Vec::new());
            }
            let Judged { schema, problems } = self.laid_over(file.parsed(), &mut found);
            found.extend(problems);
            (Arc::new(schema), found)
        })
    }

    fn parsed(&self, id: &str) -> Option<&Parsed> {
        self.file_with(id).map(File::parsed)
    }

    fn laid_over(&self, file: &Parsed, found: &mut Vec<Problem>) -> Judged {
        let Some((_, extends_at)) = file.extends() else { return file.judged() };
        let Some(base) = self.base(file, found) else { return file.judged() };
        let Judged { schema, problems } = file.over(base).judged();
        // What is wrong with the base alone is said of the base's own file.
        let others = problems.iter().any(|(_, at)| at.file != extends_at.file);
        let base = if others { self.base(file, &mut Vec::new()) } else { None };
        let known = base.map_or_else(Vec::new, |base| base.judged().problems);
        let mut kept = Vec::new();
        for (problem, at) in problems {
            if at.file == extends_at.file {
                kept.push((problem, at));
            } else if !known.iter().any(|known| *known == (problem.clone(), at)) {
                // What the file changes is to blame where the mistake names it.
                let at = problem.field().and_then(|id| file.field_at(id)).unwrap_or(extends_at);
                let together = (SchemaProblem::Together { problem: Box::new(problem) }, at);
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
            let Some(base) = self.parsed(id) else {
                if is_own_mistake {
                    let near = near(id, self.by_id.keys().map(String::as_str));
                    found.push((SchemaProblem::Dangling { kind: "schema", id: id.into(), near }, at));
                }
                return None;
            };
            bases.push(base);
            next = base.extends();
        }
        let mut bases = bases.into_iter().rev();
        let first = bases.next()?.clone();
        Some(bases.fold(first, |below, file| file.over(below)))
    }

    /// What replaced a regime is at hand, and so are the sections there.
    fn check_successor(&self, file: &Parsed, found: &mut Vec<Problem>) {
        let Some((schema, at, sections)) = file.superseded_by() else { return };
        let Some(successor) = self.parsed(schema) else {
            let near = near(schema, self.by_id.keys().map(String::as_str));
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
