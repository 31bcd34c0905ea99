//! Frames and bodies that are not as they should be.

use serde_json::{Value, json};

use crate::client::{Client, Program, change, document, frame, frame_bytes};

const PROGRAMS: [Program; 2] = [Program::Faulty, Program::FaultyThreaded];

fn refusals(client: &Client) -> impl Fn(i64) -> Value + '_ {
    |code| client.wait("a refusal", |message| message["id"].is_null() && message["error"]["code"] == code)
}

#[test]
fn what_is_no_json_is_refused_and_the_next_message_read() {
    let mut client = Client::start(Program::Faulty);
    client.open("ab\n");
    for body in [&b"{\"jsonrpc\":\"2.0\",\"method\":"[..], b"", b"nonsense", b"\xFF\xFE", b"{} {}", b"\0"] {
        client.send_bytes(frame_bytes(body));
    }
    client.send_bytes(frame_bytes("[".repeat(100_000).as_bytes()));
    assert_eq!(client.text(), (1, "ab\n".to_owned()));
    refusals(&client)(-32700);
}

#[test]
fn what_is_no_message_is_refused_with_its_id_if_it_has_one() {
    let mut client = Client::start(Program::Faulty);
    client.open("ab\n");
    for body in [
        "[]",
        "{}",
        "null",
        "7",
        r#"[{"jsonrpc":"2.0","id":1,"method":"x"}]"#,
        r#"{"jsonrpc":"2.0","method":7}"#,
    ] {
        client.send_bytes(frame_bytes(body.as_bytes()));
    }
    refusals(&client)(-32600);
    for body in [r#"{"jsonrpc":"2.0","id":901,"method":7}"#, r#"{"jsonrpc":"1.0","id":902,"method":"x"}"#] {
        client.send_bytes(frame_bytes(body.as_bytes()));
    }
    assert_eq!((client.error(901), client.error(902)), (-32600, -32600));
    assert_eq!(client.text(), (1, "ab\n".to_owned()));
}

#[test]
fn half_an_emoji_is_one_unit_and_later_positions_fit() {
    let mut client = Client::start(Program::Faulty);
    client.open("ab\n");
    let insert = |version: i32, character: u32, text: &str| {
        let place = json!({"line": 0, "character": character});
        change(version, &json!([{"range": {"start": place, "end": place}, "text": text}])).to_string()
    };
    let escaped = insert(2, 1, "HALF").replace("HALF", "\\ud83d");
    client.send_bytes(frame_bytes(escaped.as_bytes()));
    client.send_bytes(frame_bytes(insert(3, 2, "|").as_bytes()));
    assert_eq!(client.text(), (3, "a\u{FFFD}|b\n".to_owned()));

    let raw = insert(4, 3, "HALF").into_bytes();
    let at = raw.windows(4).position(|window| window == b"HALF").unwrap();
    let raw = [&raw[..at], b"\xED\xA0\xBD", &raw[at + 4..]].concat();
    client.send_bytes(frame_bytes(&raw));
    client.send_bytes(frame_bytes(insert(5, 4, "|").as_bytes()));
    assert_eq!(client.text(), (5, "a\u{FFFD}|\u{FFFD}|b\n".to_owned()));
}

#[test]
fn bytes_that_are_no_text_become_replacement_characters() {
    let mut client = Client::start(Program::Faulty);
    let item = json!({"uri": document()["textDocument"]["uri"], "languageId": "markdown", "version": 1, "text": "a?b"});
    let open = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}});
    let body: Vec<u8> = open.to_string().bytes().map(|byte| if byte == b'?' { 0xFF } else { byte }).collect();
    client.send_bytes(frame_bytes(&body));
    assert_eq!(client.text(), (1, "a\u{FFFD}b".to_owned()));
}

#[test]
fn headers_may_be_odd() {
    for program in PROGRAMS {
        let mut client = Client::start(program);
        client.open("ab\n");
        for header in [
            "content-length: SIZE\r\nX-A: 1\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n",
            "Content-Type: application/vscode-jsonrpc\r\nCONTENT-LENGTH:SIZE\r\n\r\n",
            "\r\n\r\nContent-Length:   SIZE  \r\n\r\n",
            "Content-Length: SIZE\n\n",
        ] {
            let (id, request) = client.request("test/text", document());
            let body = request.to_string();
            client.send_bytes((header.replace("SIZE", &body.len().to_string()) + &body).into_bytes());
            assert_eq!(client.result(id), json!([1, "ab\n"]));
        }
    }
}

#[test]
fn a_frame_may_come_byte_by_byte() {
    for program in PROGRAMS {
        let mut client = Client::start(program);
        client.open("ab\n");
        let (id, request) = client.request("test/text", document());
        for byte in frame(&request) {
            client.send_bytes(vec![byte]);
            client.wait_until_written();
        }
        assert_eq!(client.result(id), json!([1, "ab\n"]));
    }
}

#[test]
fn a_large_document_is_taken_and_one_over_the_limit_refused() {
    let mut client = Client::start(Program::Faulty);
    let large = "a line of text 𝄞\n".repeat(200_000);
    client.open(&large);
    assert_eq!(client.ask("test/stamp", document()), json!([1, crate::client::checksum(&large)]));

    let too_long = "x".repeat(65 << 20);
    client.send_bytes(frame_bytes(too_long.as_bytes()));
    let refusal = refusals(&client)(-32600);
    assert!(refusal["error"]["message"].as_str().unwrap().contains("64 MiB"), "{refusal}");
    client.replace(2, "small again");
    assert_eq!(client.text(), (2, "small again".to_owned()));
}

#[test]
fn a_stream_that_cannot_be_read_on_is_said_so_and_left() {
    let endless = vec![b'x'; 20_000];
    let broken: [&[u8]; 6] = [
        b"garbage without a header\r\n\r\n",
        b"Content-Length: abc\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 99999999999999\r\n\r\n{}",
        b"Content-Length: 99999999999999999999999999\r\n\r\n{}",
        &endless,
    ];
    for bytes in broken {
        let mut client = Client::start(Program::Referral);
        client.send_bytes(bytes.to_vec());
        refusals(&client)(-32700);
        assert_eq!(client.exit_code(), Some(1));
    }
}
