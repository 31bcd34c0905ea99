//! Words of titles and labels that tell what is asked for there: the law, the story, or who writes.
//!
//! Most of them say nothing of the kind in a sentence, so they are no part of what every text is searched for.

use super::Lexicon;
use super::phrases::PhraseIndex;

/// What a word tells in a title or in a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TitleWord {
    /// `lexicon.asks-law`.
    Law,
    /// `lexicon.asks-story`.
    Story,
    /// `lexicon.asks-writer`.
    AsksWriter,
    /// `lexicon.asks-post`.
    AsksPost,
    /// `lexicon.writer`.
    Writer,
    /// `lexicon.written`.
    Written,
    /// `lexicon.others`.
    Other,
}

/// The words of one schema, ready to be searched for.
#[derive(Debug)]
pub(crate) struct TitleWords(PhraseIndex<TitleWord>);

impl TitleWords {
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut index = PhraseIndex::default();
        for (entries, word) in [
            (&lexicon.asks_law, TitleWord::Law),
            (&lexicon.asks_story, TitleWord::Story),
            (&lexicon.asks_writer, TitleWord::AsksWriter),
            (&lexicon.asks_post, TitleWord::AsksPost),
            (&lexicon.writer, TitleWord::Writer),
            (&lexicon.written, TitleWord::Written),
            (&lexicon.others, TitleWord::Other),
        ] {
            for entry in entries {
                index.add(entry, word);
            }
        }
        TitleWords(index)
    }

    /// True where `title` has one of these words.
    pub fn tell(&self, title: &str, word: TitleWord) -> bool {
        self.0.find(title).iter().any(|found| found.meaning == word)
    }

    /// True where `title` ends with one of them.
    pub fn end(&self, title: &str, word: TitleWord) -> bool {
        self.0.find(title).iter().any(|found| found.meaning == word && found.end == title.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{TitleWord, TitleWords};
    use crate::schema::Lexicon;

    #[test]
    fn a_title_tells_what_it_asks_for_by_whole_words() {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let lexicon = Lexicon {
            asks_law: list(&["criteri*", "ground*"]),
            writer: list(&["notifier"]),
            ..Lexicon::default()
        };
        let titles = TitleWords::new(&lexicon);
        assert!(titles.tell("CONCLUSION ON CRITERIA", TitleWord::Law));
        assert!(titles.tell("Grounds", TitleWord::Law));
        assert!(!titles.tell("Background", TitleWord::Law));
        assert!(!titles.tell("Grounds", TitleWord::Story));
        assert!(titles.end("Name of notifier", TitleWord::Writer));
        assert!(!titles.end("Notifier and date", TitleWord::Writer));
    }
}
