//! Whether a number cited is of another Act or of somebody's policy: "section 44 of the Mental Capacity Act 2005"; and
//! whether it is the law that asks.
//!
//! Only what stands right beside the citation is looked at.

use super::citation::Provision;
use super::marks::Token;

/// Acts by their initials.
const SHORT: [&str; 6] = ["mca", "mha", "cja", "pace", "ca1989", "csa"];

/// What a provision of the schema may be said to be of, in small letters.
const OF_THE_LAW: [&str; 8] =
    ["act", "regulations", "regs", "law", "legislation", "statute", "statutory", "guidance"];

/// Whether the citation between `line`, which leads up to it, and `after` names something of another instrument.
pub(super) fn is_of_another(provisions: &[Provision], line: &str, after: &str) -> bool {
    let after: String = after.chars().take(110).collect();
    let after = after.split(['\n', '\t', ';', ':']).next().unwrap_or_default();
    let rest = after.trim_start_matches([' ', ',', '(', ')']);
    let rest = ["of ", "in ", "the "].iter().fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let lower = rest.to_lowercase();
    let is_own = |name: &String| {
        let rest = lower.strip_prefix(name.as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    if provisions.iter().any(|provision| provision.instruments.iter().any(is_own)) {
        return false;
    }
    is_of_something_lesser(after) || begins_with_an_act(rest) || ends_with_an_act(provisions, line)
}

/// "of the school's policy".
fn is_of_something_lesser(after: &str) -> bool {
    let Some(rest) = after.trim_start().strip_prefix("of ") else { return false };
    let mut words = rest.split_whitespace().skip_while(|word| {
        matches!(*word, "the" | "that" | "those" | "these" | "our" | "its" | "their" | "said" | "same")
    });
    let word = words.next().unwrap_or_default();
    word.starts_with(char::is_lowercase) && !OF_THE_LAW.contains(&bare(word))
}

/// "Mental Capacity Act 2005", "MCA".
fn begins_with_an_act(rest: &str) -> bool {
    const LITTLE: [&str; 7] = ["of", "the", "and", "for", "in", "to", "under"];
    for (count, word) in rest.split_whitespace().take(10).enumerate() {
        let bare = bare(word);
        if count == 0 && SHORT.contains(&bare.to_lowercase().as_str()) || count > 0 && bare == "Act" {
            return true;
        }
        let name = bare.starts_with(char::is_uppercase) || count > 0 && LITTLE.contains(&bare);
        if !(name || count > 0 && is_year(bare)) || word.ends_with(['.', ',']) {
            return false;
        }
    }
    false
}

/// "the Mental Capacity Act 2005,", "MCA".
fn ends_with_an_act(provisions: &[Provision], line: &str) -> bool {
    // "… of the Children Act 2004. Section 16C(1)(b) …" is another sentence.
    if line.trim_end().ends_with('.') {
        return false;
    }
    let line = line.trim_end_matches([' ', ',', '(']);
    let mut before = line.rsplit(char::is_whitespace).map(bare);
    let mut last = before.next().unwrap_or_default();
    let mut name = line;
    if is_year(last) {
        name = line.strip_suffix(last).unwrap_or(line).trim_end();
        last = before.next().unwrap_or_default();
    }
    if last != "Act" && !SHORT.contains(&last.to_lowercase().as_str()) {
        return false;
    }
    let (line, name) = (line.to_lowercase(), name.to_lowercase());
    let is_own = |known: &String| line.ends_with(known.as_str()) || name.ends_with(known.as_str());
    !provisions.iter().any(|provision| provision.instruments.iter().any(is_own))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn bare(word: &str) -> &str {
    word.trim_matches(|char: char| !char.is_alphanumeric())
}

/// True where what was named at `named` is the subject of the verb at `at`: "Section 16C(1)(a) [of the Children Act 2004] asks".
pub(super) fn is_subject_of_law(tokens: &[Token<'_>], named: usize, at: usize) -> bool {
    /// Words between the two, and where the law is named in full.
    const NEAR: usize = 2;
    const IN_FULL: usize = 10;
    let between = || tokens.get(named..at).unwrap_or_default();
    let is_law = || between().iter().any(|token| matches!(token.text, "act" | "regulations"));
    at - named <= NEAR || at - named <= IN_FULL && is_law()
}
