//! Parts cited without the number of their provision: "(b)(ii)", "paragraph (a)".

use super::{Before, Scanner, is_roman, join};

impl Scanner<'_> {
    /// "(b)(ii)", "paragraph (b)(ii)", "limb (ii)": parts without a number.
    pub(super) fn bare(
        &mut self,
        at: usize,
        before: Before,
        start: usize,
        parts: &[String],
        end: usize,
    ) -> Option<(Vec<String>, usize)> {
        let bracketed = self.char_at(start) == Some('(');
        let deep = parts.len() > 1;
        if !bracketed
            && !deep
            && (before == Before::Nothing || parts.first().is_some_and(|part| part.len() > 3))
        {
            return None;
        }
        let written = self.text.get(start..end)?;
        if !written.contains('(') && before == Before::Nothing {
            return None;
        }
        let line = self.line_before(at);
        if !deep
            && before == Before::Nothing
            && (self.provision.is_none() || self.looks_like_marker(line, end))
        {
            return None;
        }
        // "Of regulation 11, I rely on (c), since …, and on (e)"
        let is_relied_on = || {
            let lower = line.to_lowercase();
            self.provision.is_some()
                && ["rely on ", "relies on ", "relying on ", "and on ", "or on "]
                    .iter()
                    .any(|on| lower.ends_with(on))
        };
        if !deep && before == Before::Nothing && !self.stands_as_subject(end) && !is_relied_on() {
            return None;
        }
        // "In regulation 11, (a) applies, that (c) applies, and that (e) applies"
        let continues = || {
            let goes_on = ["that ", "and ", "or ", "and also "].iter().any(|word| line.ends_with(word));
            let last = self.found.last().filter(|last| last.known && last.provision == self.provision);
            let between = last.and_then(|last| self.text.get(usize::from(last.range.end())..at));
            goes_on && between.is_some_and(|between| !between.contains(['.', '\n', '?']))
        };
        let candidates: Vec<usize> = match self.provision {
            Some(index) => {
                std::iter::once(index).chain((0..self.provisions.len()).filter(|i| *i != index)).collect()
            }
            None => (0..self.provisions.len()).collect(),
        };
        // "(1)(a)" after "section 44(3)" is a part of 44(1).
        let beside = candidates.iter().find_map(|index| {
            let provision = self.provisions.get(*index)?;
            let (number, rest) = parts.split_first()?;
            let child = join(rest);
            let is_part = provision.path.len() > 1 && provision.path.last() == Some(number);
            (is_part && provision.children.contains(&child)).then_some((*index, child))
        });
        if let Some((index, child)) = beside {
            return self.take(index, &child, at, end);
        }
        let child = join(parts);
        // "Section 16C(1)(b) is met. Paragraph (a) does not arise": the one beside it.
        let is_called = |word: &str| ["para", "limb "].iter().any(|called| word.starts_with(called));
        let is_alone = self.text.get(at..start).is_some_and(|word| is_called(&word.to_lowercase()))
            && self.separator(end).is_none();
        if let Some((index, sibling)) = self.sibling(&child).filter(|_| is_alone) {
            return self.take(index, &sibling, at, end);
        }
        for index in &candidates {
            let provision = self.provisions.get(*index)?;
            if provision.children.contains(&child) {
                return self.take(*index, &child, at, end);
            }
        }
        for index in &candidates {
            let provision = self.provisions.get(*index)?;
            let mut ending = provision.children.iter().filter(|known| known.ends_with(&child));
            if let (Some(only), None) = (ending.next(), ending.next()) {
                return self.take(*index, only, at, end);
            }
        }
        // A part that does not exist: only of a provision just named, or below a part that does.
        let index = self.provision.or_else(|| {
            let parent = join(parts.get(..parts.len() - 1).unwrap_or_default());
            let has = |index: &usize| {
                let provision = self.provisions.get(*index);
                provision.is_some_and(|p| p.children.contains(&parent))
            };
            candidates.iter().copied().find(|index| deep && has(index))
        })?;
        let plausible = parts.iter().all(|part| part.len() == 1 || is_roman(part));
        if !plausible || (before == Before::Nothing && !deep && !is_relied_on() && !continues()) {
            return None;
        }
        self.take(index, &child, at, end)
    }

    /// The part of the provision named last that stands beside the one named last in it: "(1)(a)" for "(a)" after "(1)(b)".
    pub(super) fn sibling(&self, child: &str) -> Option<(usize, String)> {
        let index = self.provision?;
        let last =
            self.found.last().filter(|citation| citation.provision == Some(index) && citation.known)?;
        let parent =
            last.child.rfind('(').and_then(|at| last.child.get(..at)).filter(|parent| !parent.is_empty())?;
        let sibling = format!("{parent}{child}");
        let children = &self.provisions.get(index)?.children;
        (!children.iter().any(|known| known == child) && children.contains(&sibling))
            .then_some((index, sibling))
    }
}
