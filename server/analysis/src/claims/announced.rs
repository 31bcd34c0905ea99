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

/// Whether a citation may begin with this word: a name such as "reg", or one letter, as in "b(ii)".
pub(super) fn may_begin(word: &[u8]) -> bool {
    word.len() == 1
        || matches!(
            word.first(),
            Some(
                b'r' | b's'
                    | b'p'
                    | b'c'
                    | b'l'
                    | b'e'
                    | b'g'
                    | b'R'
                    | b'S'
                    | b'P'
                    | b'C'
                    | b'L'
                    | b'E'
                    | b'G'
            )
        ) && std::str::from_utf8(word).is_ok_and(|word| named_before(word).is_some())
}

/// What a word such as "reg" announces.
pub(super) fn named_before(word: &str) -> Option<Before> {
    const NAMES: [(&str, Before); 24] = [
        ("reg", Before::Provision(ProvisionKind::Regulation)),
        ("regs", Before::Provision(ProvisionKind::Regulation)),
        ("regulation", Before::Provision(ProvisionKind::Regulation)),
        ("regulations", Before::Provision(ProvisionKind::Regulation)),
        ("section", Before::Provision(ProvisionKind::Section)),
        ("sections", Before::Provision(ProvisionKind::Section)),
        ("s", Before::Provision(ProvisionKind::Section)),
        ("ss", Before::Provision(ProvisionKind::Section)),
        ("sec", Before::Provision(ProvisionKind::Section)),
        ("paragraph", Before::Provision(ProvisionKind::Paragraph)),
        ("paragraphs", Before::Provision(ProvisionKind::Paragraph)),
        ("para", Before::Provision(ProvisionKind::Paragraph)),
        ("paras", Before::Provision(ProvisionKind::Paragraph)),
        ("subparagraph", Before::Provision(ProvisionKind::Paragraph)),
        ("criterion", Before::Element),
        ("criteria", Before::Element),
        ("limb", Before::Element),
        ("limbs", Before::Element),
        ("part", Before::Element),
        ("condition", Before::Element),
        ("consideration", Before::Element),
        ("considerations", Before::Element),
        ("element", Before::Element),
        ("ground", Before::Element),
    ];
    NAMES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, before)| *before)
}
