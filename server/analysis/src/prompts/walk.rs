//! From one prompt to the next.
//!
//! What the board needs comes first: until that is answered the rest is passed over.

use text_size::TextSize;

use super::Prompt;

/// The next prompt after byte `from`, else the first; from nowhere the first. `with_optional` passes over none.
pub fn next(prompts: &[Prompt], from: Option<TextSize>, with_optional: bool) -> Option<&Prompt> {
    let wanted = wanted(prompts, with_optional);
    let after = |prompt: &&Prompt| from.is_none_or(|from| prompt.at.start() > from);
    prompts.iter().filter(wanted).find(after).or_else(|| prompts.iter().find(wanted))
}

/// The last prompt before byte `from`, else the last of all.
pub fn previous(prompts: &[Prompt], from: Option<TextSize>, with_optional: bool) -> Option<&Prompt> {
    let wanted = wanted(prompts, with_optional);
    let before = |prompt: &&Prompt| from.is_none_or(|from| prompt.at.end() < from);
    prompts.iter().filter(wanted).rfind(before).or_else(|| prompts.iter().rfind(wanted))
}

fn wanted(prompts: &[Prompt], with_optional: bool) -> impl Fn(&&Prompt) -> bool + Copy {
    let takes_all = with_optional || prompts.iter().all(|prompt| !prompt.is_needed);
    move |prompt| takes_all || prompt.is_needed
}
