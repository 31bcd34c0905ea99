//! What the rules found at the last check, as long as an edit leaves it true.
//!
//! No rule is named here: each says in [`Rule::reads`] what it looks at, and a rule that says nothing looks again at
//! every edit.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::argument;
use crate::document::Block;
use crate::finding::Finding;
use crate::outline::{BlockFacts, Changed, Changes, boxes};
use crate::rules::{RULES, Reads, Rule};
use crate::schema::Meaning;
use crate::subject::{Subject, meanings};

/// What each rule found in the document as it was read last.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// The day of the last check, and whether it judged a draft; none before the first.
    judged: Option<(NaiveDate, bool)>,
    /// One for each of [`RULES`]: nothing where it has to look again. Empty until a document is checked for the second
    /// time, for most are checked once.
    findings: Vec<Option<Vec<Finding>>>,
}

impl Kept {
    /// Forgets what may not hold of `subject`, which differs from the last one by `edit`; that is nothing where the
    /// document was recognised anew.
    pub fn follow(&mut self, subject: &Subject<'_>, edit: Option<&Changes>) {
        let judged = Some((subject.today, subject.draft));
        let is_first = self.judged.is_none();
        match edit {
            _ if self.judged != judged => self.findings.clear(),
            Some(Changes::None) => {}
            Some(Changes::One(changed)) if is_as_plain(changed) => self.follow_prose(subject, changed),
            _ => self.findings.clear(),
        }
        self.judged = judged;
        if !is_first {
            self.findings.resize_with(RULES.len(), || None);
        }
    }

    /// Words of a block have changed, and no fact in it.
    fn follow_prose(&mut self, subject: &Subject<'_>, changed: &Changed) {
        let block = changed.block;
        let mut listed = subject.sections("agencies").flat_map(|section| &section.body);
        let dealings = |(block, facts): &(Arc<Block>, Arc<BlockFacts>)| argument::dealings_of(block, facts);
        if limbs(&changed.old) != limbs(&changed.new)
            || dealings(&changed.old) != dealings(&changed.new)
            || listed.any(|piece| piece.block == block)
        {
            self.forget_arguments();
        }
        for found in &mut self.findings {
            if found.iter().flatten().any(|finding| touches(finding, block)) {
                *found = None;
            }
        }
    }

    /// An argument or the list of agencies has another wording, other limbs are spoken of, or agencies deal with each other.
    pub fn forget_arguments(&mut self) {
        for (found, rule) in self.findings.iter_mut().zip(RULES) {
            if rule.reads == Reads::Arguments {
                *found = None;
            }
        }
    }

    /// What rule number `number` found, if that still holds.
    pub fn findings(&self, number: usize) -> Option<&[Finding]> {
        self.findings.get(number)?.as_deref()
    }

    /// Remembers what rule number `number` has `found`, if that can outlast an edit.
    pub fn keep(&mut self, number: usize, rule: &Rule, found: &[Finding]) {
        if let Some(kept) = self.findings.get_mut(number).filter(|_| rule.reads != Reads::Text) {
            *kept = Some(found.to_vec());
        }
    }
}

/// True where a block of plain prose is one still, with the same dates in the same order, if not in the same places.
/// Labels, fields and tokens it had none and has none, or the outline would have been read anew.
fn is_as_plain(changed: &Changed) -> bool {
    let ((old, said), (new, says)) = (&changed.old, &changed.new);
    let same_dates = said.dates.len() == says.dates.len()
        && said.dates.iter().zip(&says.dates).all(|((_, old), (_, new))| old.says_the_same_as(new));
    same_dates && is_only_words(old) && is_only_words(new)
}

/// The limbs of which a block speaks, in order.
fn limbs((block, facts): &(Arc<Block>, Arc<BlockFacts>)) -> Vec<Meaning> {
    let meanings = meanings(block.plain.text(), facts).into_iter().map(|(_, meaning)| meaning);
    meanings.filter(|meaning| matches!(meaning, Meaning::Limb(_))).collect()
}

/// True of a block with neither boxes nor comments, shown or not: these speak to rules that read nothing else of prose.
fn is_only_words(block: &Block) -> bool {
    let text = block.plain.text();
    block.comments.is_empty() && boxes(text).is_empty() && !text.contains("<!--")
}

/// True where anything of a finding stands in block number `block`, where places have moved.
fn touches(finding: &Finding, block: u32) -> bool {
    let related = finding.related.iter().map(|related| related.place);
    let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.place);
    [finding.place].into_iter().chain(related).chain(edits).any(|place| place.block == block)
}
