//! Numbers of titles, against that of the part that is open.

use super::{LABEL_LEVEL, Walk};

impl Walk<'_> {
    /// True for "4.1 Date" below "4. Incident".
    pub(super) fn is_part_of_open(&self, text: &str) -> bool {
        let open = self.open.last().and_then(|open| open.section);
        let Some(section) = open.and_then(|index| self.outline.sections.get(index)) else { return false };
        let own = self.document.text(section.label);
        let digits = own.bytes().take_while(u8::is_ascii_digit).count();
        let own = own.get(..digits).filter(|own| !own.is_empty());
        let part = own.and_then(|own| text.strip_prefix(own)?.strip_prefix('.'));
        part.is_some_and(|part| part.starts_with(|char: char| char.is_ascii_digit()))
    }

    /// True where `text` has the number right behind that of the open label, of two parts: "4.6" behind "4.5".
    pub(super) fn follows_open(&self, text: &str) -> bool {
        let parts = |text: &str| {
            let (part, rest) = text.split_once('.')?;
            let own = rest.split(|char: char| !char.is_ascii_digit()).next()?;
            Some((part.parse::<u8>().ok()?, own.parse::<u8>().ok()?))
        };
        let open = self.open.last().filter(|open| open.level == LABEL_LEVEL).and_then(|open| open.section);
        let label = open.and_then(|index| self.outline.sections.get(index)).map(|section| section.label);
        let own = label.and_then(|label| parts(self.document.text(label)));
        own.zip(parts(text)).is_some_and(|((part, own), (other, next))| {
            part == other && own > 0 && own.checked_add(1) == Some(next)
        })
    }
}
