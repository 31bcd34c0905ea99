//! Labels as they are compared: without case, plurals and hints.

pub(super) fn fold(label: &str) -> String {
    let lower = if label.is_ascii() { label.to_ascii_lowercase() } else { label.to_lowercase() };
    let mut folded = String::with_capacity(lower.len() + 1);
    let mut depth = 0u32;
    let mut start = None;
    for (at, char) in lower.char_indices().chain([(lower.len(), ' ')]) {
        if depth == 0 && (char == '\'' || char.is_alphanumeric()) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            push_folded(&mut folded, lower.get(start..at).unwrap_or(""));
        }
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '&' if depth == 0 => push_folded(&mut folded, "and"),
            _ => {}
        }
    }
    if folded.contains("young person") {
        folded = folded.replace("young person", "subject");
    }
    if folded.contains("subject subject") {
        folded = folded.replace("subject subject", "subject");
    }
    match folded.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => folded,
    }
}

/// Adds a word; the subject twice in a row, "child/young person", is one.
fn push_folded(folded: &mut String, word: &str) {
    let stem = fold_word(word);
    if stem == "subject" && folded.rsplit(' ').next() == Some(stem) {
        return;
    }
    if !folded.is_empty() {
        folded.push(' ');
    }
    folded.push_str(stem);
}

/// A word without plural or owner; the one referred is always the subject.
fn fold_word(word: &str) -> &str {
    let word = word.trim_matches('\'');
    let word = word.strip_suffix("'s").unwrap_or(word);
    match word {
        "child" | "children" | "childrens" | "adult" | "adults" | "subject" | "subjects" => "subject",
        "persons" | "people" => "person",
        _ if word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is") =>
        {
            word.get(..word.len() - 1).unwrap_or(word)
        }
        _ => word,
    }
}
