//! The long texts of completions, for clients that ask for them one at a time.
//!
//! Only those of the last few lists are kept, and only in memory: by the time a client asks, the text has often changed.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

/// Lists that are kept; a client asks about the one that it shows.
const LISTS: usize = 4;

/// The long texts of the last lists.
#[derive(Default)]
pub struct LongTexts(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    last: u64,
    lists: VecDeque<(u64, Vec<String>)>,
}

impl LongTexts {
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the texts of a list, and says for each that is not empty by which value to ask for it.
    pub fn keep(&self, texts: Vec<String>) -> Vec<Option<Value>> {
        let mut kept = self.lock();
        kept.last += 1;
        let list = kept.last;
        let ticket =
            |(item, text): (usize, &String)| (!text.is_empty()).then(|| json!({"list": list, "item": item}));
        let tickets = texts.iter().enumerate().map(ticket).collect();
        kept.lists.push_back((list, texts));
        if kept.lists.len() > LISTS {
            kept.lists.pop_front();
        }
        tickets
    }

    /// The text that `ticket` was given for; nothing where that was too long ago.
    pub fn get(&self, ticket: &Value) -> Option<String> {
        let (list, item) = (ticket.get("list")?.as_u64()?, ticket.get("item")?.as_u64()?);
        let kept = self.lock();
        let (_, texts) = kept.lists.iter().find(|(number, _)| *number == list)?;
        texts.get(usize::try_from(item).ok()?).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_of_the_last_lists_can_be_had_and_no_others() {
        let texts = LongTexts::default();
        let first = texts.keep(vec![String::new(), "two".to_owned()]);
        assert_eq!(first.first(), Some(&None));
        let ticket = first.into_iter().nth(1).flatten().unwrap_or_default();
        assert_eq!(texts.get(&ticket).as_deref(), Some("two"));
        for _ in 0..LISTS {
            texts.keep(Vec::new());
        }
        assert_eq!(texts.get(&ticket), None);
        assert_eq!(texts.get(&json!({"list": -1})), None);
    }
}
