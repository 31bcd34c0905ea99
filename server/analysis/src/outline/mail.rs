//! The lines at the head of an e-mail: "From:", "To:", "Sent:", "Subject:".

use std::sync::Arc;

use super::facts::BlockFacts;
use crate::document::{Document, LineId};

/// A line at the head of an e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MailHead {
    From,
    To,
    Sent,
    Subject,
    /// Date, Cc or Bcc.
    Other,
}

/// Which of these lines `text` is.
pub(super) fn mail_head(text: &str) -> Option<MailHead> {
    const HEADS: &[(&str, MailHead)] = &[
        ("from:", MailHead::From),
        ("to:", MailHead::To),
        ("sent:", MailHead::Sent),
        ("subject:", MailHead::Subject),
        ("date:", MailHead::Other),
        ("cc:", MailHead::Other),
        ("bcc:", MailHead::Other),
    ];
    let is = |name: &str| text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    HEADS.iter().find(|(name, _)| is(name)).map(|(_, head)| *head)
}

/// Lines of a pasted e-mail's head: at least three of From, To, Sent or Date, Subject, Cc together.
///
/// Without Sent, or To with Subject, they are the head of a letter or a form, and labels like any other.
pub(super) fn mail_heads(
    document: &Document,
    facts: &[Arc<BlockFacts>],
) -> Vec<std::ops::RangeInclusive<LineId>> {
    let mut found = Vec::new();
    let mut run: Option<(LineId, LineId, Vec<MailHead>)> = None;
    let end = LineId { block: document.blocks().len() as u32, line: 0 };
    let lines = (0..).zip(facts).flat_map(|(block, facts)| {
        (0..).zip(&facts.lines).map(move |(line, facts)| (LineId { block, line }, facts.mail_head))
    });
    for (id, head) in lines.chain([(end, None)]) {
        match (&mut run, head) {
            (Some((_, last, heads)), Some(head)) => {
                *last = id;
                heads.push(head);
            }
            (None, Some(head)) => run = Some((id, id, vec![head])),
            (Some((first, last, heads)), None) => {
                if is_mail(heads) {
                    found.push(*first..=*last);
                }
                run = None;
            }
            (None, None) => {}
        }
    }
    found
}

/// From, and Sent or To with Subject: a form has some of these alone.
fn is_mail(heads: &[MailHead]) -> bool {
    let has = |head| heads.contains(&head);
    let addressed = has(MailHead::To) && has(MailHead::Subject);
    heads.len() >= 3 && has(MailHead::From) && (has(MailHead::Sent) || addressed)
}
