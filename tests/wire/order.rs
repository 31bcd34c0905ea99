//! A flood of edits leaves exactly the right text, and requests see the text as of their place in the stream.

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, change, checksum, document, frame};

/// Pieces to type: every width in UTF-8 and UTF-16, every line end, and a separator that is no line end.
const PIECES: [&str; 13] =
    ["x", "é", "𝄞", "👩‍🚀", "e\u{301}", "\n", "\r\n", "\r", "word ", "TODO", "", "\u{2028}", "# h\n"];

fn start() -> String {
    "a line with 𝄞 and é 👩‍🚀 text
"
    .repeat(60)
}

/// Numbers that look random and are the same each time (the generator of Numerical Recipes).
struct Dice(u32);

impl Dice {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % bound
    }
}

fn width(character: char, encoding: &str) -> usize {
    match encoding {
        "utf-8" => character.len_utf8(),
        "utf-16" => character.len_utf16(),
        _ => 1,
    }
}

/// The byte offset of a position, found the slow and obvious way.
fn offset(text: &str, line: u32, column: u32, encoding: &str) -> usize {
    let (mut offset, mut rest) = (0, text);
    for _ in 0..line {
        let Some(end) = rest.find(['\n', '\r']) else { return text.len() };
        let length = end + if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        offset += length;
        rest = &rest[length..];
    }
    let mut left = column as usize;
    for character in rest.chars() {
        if matches!(character, '\n' | '\r') || width(character, encoding) > left {
            break;
        }
        left -= width(character, encoding);
        offset += character.len_utf8();
    }
    offset
}

/// A change somewhere, sometimes outside the text or inside a character; `text` is changed accordingly.
fn random_change(dice: &mut Dice, text: &mut String, encoding: &str) -> Value {
    let lines = text.matches(['\n', '\r']).count() as u32;
    let (line, column) = (dice.below(lines + 2), dice.below(30));
    let (end_line, end_column) =
        if dice.below(5) > 0 { (line, column + dice.below(5)) } else { (line + 1, dice.below(9)) };
    let new: String = (0..=dice.below(3)).map(|_| PIECES[dice.below(13) as usize]).collect();
    let (start, end) = (offset(text, line, column, encoding), offset(text, end_line, end_column, encoding));
    text.replace_range(start.min(end)..start.max(end), &new);
    let (start, end) =
        (json!({"line": line, "character": column}), json!({"line": end_line, "character": end_column}));
    json!({"range": {"start": start, "end": end}, "text": new})
}

fn check_flood(program: Program, encoding: &str) {
    let general = json!({"positionEncodings": ["utf-7", encoding, "utf-16"]});
    let mut client = Client::start_with(program, json!({"capabilities": {"general": general}}));
    assert_eq!(client.hello["capabilities"]["positionEncoding"], encoding);
    let mut text = start();
    client.open(&text);
    let (mut dice, mut expected, mut bytes) = (Dice(7), Vec::new(), Vec::new());
    for version in 2..=1001 {
        let changes: Vec<Value> =
            (0..=dice.below(3)).map(|_| random_change(&mut dice, &mut text, encoding)).collect();
        bytes.extend(frame(&change(version, &json!(changes))));
        if version % 3 == 0 {
            let method = if dice.below(2) == 0 { "test/stamp" } else { "test/stampLater" };
            let (id, request) = client.request(method, document());
            expected.push((id, json!([version, checksum(&text)])));
            bytes.extend(frame(&request));
        }
    }
    client.send_bytes(bytes);
    for (id, stamp) in expected {
        assert_eq!(client.result(id), stamp, "{encoding}");
    }
    assert_eq!(client.text(), (1001, text));
}

#[test]
fn a_flood_of_edits_with_requests_in_utf_8() {
    check_flood(Program::Faulty, "utf-8");
}

#[test]
fn a_flood_of_edits_with_requests_in_utf_16() {
    check_flood(Program::Faulty, "utf-16");
}

#[test]
fn a_flood_of_edits_with_requests_in_utf_32() {
    check_flood(Program::Faulty, "utf-32");
}

#[test]
fn a_flood_through_the_input_of_other_systems() {
    check_flood(Program::FaultyThreaded, "utf-16");
}

#[test]
fn all_changes_of_one_notification_are_made_in_order() {
    let mut client = Client::start(Program::Faulty);
    client.open("one\n");
    let insert = |character: u32, text: &str| {
        let place = json!({"line": 0, "character": character});
        json!({"range": {"start": place, "end": place}, "text": text})
    };
    let changes = json!([insert(3, "!"), {"text": "whole"}, insert(5, "?"), insert(0, ">")]);
    client.send_bytes(frame(&change(2, &changes)));
    assert_eq!(client.text(), (2, ">whole?".to_owned()));
}

#[test]
fn the_last_publish_of_a_burst_is_the_final_version_and_there_are_few() {
    let client = Client::start(Program::Referral);
    client.open("text\n");
    client.diagnostics(1);
    let place = json!({"line": 0, "character": 4});
    let typed = json!([{"range": {"start": place, "end": place}, "text": "y"}]);
    client.send_bytes((2..=201).flat_map(|version| frame(&change(version, &typed))).collect());
    client.diagnostics(201);
    let published = client.seen("textDocument/publishDiagnostics");
    assert_eq!(published.last().unwrap()["version"], 201);
    assert!(published.len() <= 21, "{} publishes", published.len());
    assert!(published.iter().all(|params| params["uri"] == URI));
}
