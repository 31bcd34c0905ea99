//! `check --watch`: a change of a document or of its settings is followed by a report on it.
//!
//! Every wait is for something that the program says, with a limit that only a failure reaches.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use super::folder::{DRAFT, Folder, GAPS, NOTES};

/// How long the program may take to say something.
const LIMIT: Duration = Duration::from_secs(60);

/// A program that is watching.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Folder, words: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_referral"))
            .args(words.split_whitespace())
            .arg("--watch")
            .current_dir(folder.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = mpsc::channel();
        send_lines(child.stdout.take().unwrap(), sender.clone());
        send_lines(child.stderr.take().unwrap(), sender);
        let watching = Watching { child, lines };
        watching.hear("watching for changes");
        watching
    }

    /// Waits for a line that begins with this; lines before it are passed over. The answer is the line.
    #[track_caller]
    fn hear(&self, start: &str) -> String {
        let mut heard = Vec::new();
        loop {
            match self.lines.recv_timeout(LIMIT) {
                Ok(line) if line.starts_with(start) => return line,
                Ok(line) => heard.push(line),
                Err(why) => panic!("waited for \"{start}\" ({why}), heard {heard:#?}"),
            }
        }
    }

    /// Waits for what the report ends with, and for the watch to go on. They come by two pipes, in either order.
    #[track_caller]
    fn hear_report(&self, summary: &str) {
        let mut left = vec![summary, "watching for changes"];
        let mut heard = Vec::new();
        while !left.is_empty() {
            let line = self.lines.recv_timeout(LIMIT).unwrap_or_else(|why| {
                panic!("waited for {left:?} ({why}), heard {heard:#?}");
            });
            left.retain(|start| !line.starts_with(start));
            heard.push(line);
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn send_lines(pipe: impl Read + Send + 'static, sender: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
}

#[test]
fn a_document_that_changes_is_checked_again() {
    let folder = Folder::with(&[("a.referral.md", NOTES), ("b.md", NOTES)]);
    let watching = Watching::start(&folder, "check a.referral.md --format jsonl --today 2015-06-10");
    folder.write("a.referral.md", GAPS);
    watching.hear("{\"version\":1,\"today\":\"2015-06-10\",\"path\":\"a.referral.md\",\"schema\":\"scr\"");
}

#[test]
fn a_document_that_is_new_in_a_folder_is_checked() {
    let folder = Folder::with(&[("notes.md", NOTES)]);
    let watching = Watching::start(&folder, "check");
    folder.write("cases/a.referral.md", DRAFT);
    watching.hear_report("1 referral, ");
}

#[test]
fn settings_and_schemas_of_boards_that_change_hold_at_once() {
    let folder = Folder::with(&[
        ("referral.toml", "boards = \"boards\"\n"),
        ("boards/hill.toml", "id = \"hill\"\nextends = \"scr\"\n"),
        ("cases/a.referral.md", DRAFT),
    ]);
    let watching = Watching::start(&folder, "check cases --verbose");
    folder.write("referral.toml", "boards = \"boards\"\ndefault-schema = \"hil\"\n");
    watching.hear("error: referral.toml:2:19: there is no schema \"hil\"");
    watching.hear("watching for changes");
    folder.write("boards/hill.toml", "id = \"hil\"\nextends = \"scr\"\n");
    watching.hear_report("1 referral, ");
}

#[test]
fn what_cannot_change_is_not_watched() {
    let folder = Folder::with(&[]);
    for words in ["check --watch -", "check --watch --files-from -", "check --watch --stdin-filename a.md"] {
        let said = folder.run(words);
        assert_eq!(said.code, 2, "{words}");
        assert!(said.err.contains("the standard input cannot be watched"), "{words}: {}", said.err);
    }
}

#[cfg(unix)]
#[test]
fn it_ends_with_ctrl_c() {
    use std::os::unix::process::ExitStatusExt;
    let folder = Folder::with(&[("a.referral.md", DRAFT)]);
    let mut watching = Watching::start(&folder, "check");
    let child = rustix::process::Pid::from_child(&watching.child);
    rustix::process::kill_process(child, rustix::process::Signal::INT).unwrap();
    let status: ExitStatus = watching.child.wait().unwrap();
    assert_eq!(status.signal(), Some(2), "{status}");
}
