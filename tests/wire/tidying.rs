//! Formatting: whole documents, ranges, and the Enter key.

use serde_json::{Value, json};

use crate::client::{Client, Program, URI, document};
use crate::edits::apply;

const UNTIDY: &str = "#  Referral of Child K\nText 𝄞 \n\n|Name|Age|\n|-|-|\n|Child K|5|\n";

fn formatted(client: &mut Client, method: &str, range: Option<Value>) -> Value {
    let mut params = document();
    params["options"] = json!({"tabSize": 4, "insertSpaces": true, "insertFinalNewline": true});
    params["range"] = range.unwrap_or_default();
    client.ask(&format!("textDocument/{method}"), params)
}

fn after(text: &str, edits: &Value, unit: &str) -> String {
    apply(text, &json!({"changes": {URI: edits}}), URI, unit)
}

#[test]
fn a_referral_is_tidied_by_one_edit_to_a_line() {
    for (offers, unit) in [(json!(["utf-8"]), "utf-8"), (json!(["utf-16"]), "utf-16")] {
        let params = json!({"capabilities": {"general": {"positionEncodings": offers}}});
        let mut client = Client::start_with(Program::Referral, params);
        client.open(UNTIDY);
        let edits = formatted(&mut client, "formatting", None);
        let lines: Vec<&Value> =
            edits.as_array().unwrap().iter().map(|edit| &edit["range"]["start"]["line"]).collect();
        assert_eq!(lines, [0, 1, 3, 4, 5]);
        let tidy = after(UNTIDY, &edits, unit);
        assert_eq!(
            tidy,
            "# Referral of Child K\n\nText 𝄞\n\n| Name    | Age |\n| ------- | --- |\n| Child K | 5   |\n"
        );
        client.replace(2, &tidy);
        assert_eq!(formatted(&mut client, "formatting", None), json!([]), "tidy is tidy");
    }
}

#[test]
fn a_range_is_tidied_and_no_other_line() {
    let mut client = Client::start(Program::Referral);
    client.open(UNTIDY);
    let range = json!({"start": {"line": 4, "character": 1}, "end": {"line": 5, "character": 0}});
    let edits = formatted(&mut client, "rangeFormatting", Some(range));
    assert_eq!(
        after(UNTIDY, &edits, "utf-16"),
        "#  Referral of Child K\nText 𝄞 \n\n|Name|Age|\n| ------- | --- |\n| Child K | 5   |\n"
    );
}

#[test]
fn enter_in_a_list_of_options_brings_the_next_box() {
    let mut client = Client::start(Program::Referral);
    let text = "## Basis\n\n- [x] the child has died\n\n";
    client.open(text);
    let mut params = document();
    params["position"] = json!({"line": 3, "character": 0});
    params["ch"] = json!("\n");
    params["options"] = json!({"tabSize": 4, "insertSpaces": true});
    let edits = client.ask("textDocument/onTypeFormatting", params.clone());
    assert_eq!(after(text, &edits, "utf-16"), "## Basis\n\n- [x] the child has died\n- [ ] \n");
    params["position"] = json!({"line": 1, "character": 0});
    assert_eq!(client.ask("textDocument/onTypeFormatting", params), Value::Null);
}
