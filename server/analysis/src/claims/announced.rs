//! The words that announce a citation: "reg", "section", "criterion".
//!
//! What follows them is read in `citation`.

use crate::schema::ProvisionKind;

/// What stands before a citation's number or letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Nothing,
    Provision(ProvisionKind),
    /// "criterion (b)", "limb (ii)".
    Element,
}

/// Whether a citation may begin with this word: a name such as "reg", or one letter before a bracket, as in "b(ii)".
pub(super) fn may_begin(word: &[u8], has_bracket: bool) -> bool {
    word.len() == 1 && (has_bracket || matches!(word, b"r" | b"R")) || named(word).is_some()
}

/// What a word such as "reg" announces.
pub(super) fn named_before(word: &str) -> Option<Before> {
    named(word.as_bytes())
}

fn named(word: &[u8]) -> Option<Before> {
    // Bytes of "considerations".
    const LONGEST: usize = 14;
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    match &*lower {
        b"reg" | b"regs" | b"regulation" | b"regulations" => {
            Some(Before::Provision(ProvisionKind::Regulation))
        }
        b"section" | b"sections" | b"s" | b"ss" | b"sec" => Some(Before::Provision(ProvisionKind::Section)),
        b"paragraph" | b"paragraphs" | b"para" | b"paras" | b"subparagraph" => {
            Some(Before::Provision(ProvisionKind::Paragraph))
        }
        b"criterion" | b"criteria" | b"limb" | b"limbs" | b"part" | b"condition" | b"consideration"
        | b"considerations" | b"element" | b"ground" => Some(Before::Element),
        _ => None,
    }
}
