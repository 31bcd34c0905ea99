//! A folder of its own for each test, and the program run in it.
//!
//! No test shares a file with another.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// A referral in which nothing is left to say.
pub const WHOLE: &str = include_str!("../referrals/scr/late-but-explained.referral.md");

/// A referral that is ready and lacks much.
pub const GAPS: &str = "---\nschema: scr\n---\n# Referral of Child K\n\n## Basis\n\n## Circumstances\n\nChild K was seriously injured on 3 March 2015.\n";

/// The same as a draft.
pub const DRAFT: &str = "---\nschema: scr\nstatus: draft\n---\n# Referral of Child K\n\n## Basis\n\n## Circumstances\n\nChild K was seriously injured on 3 March 2015.\n";

/// Markdown that is no referral.
pub const NOTES: &str = "# Notes\n\nBuy stamps.\n";

/// A folder that goes when the test ends.
pub struct Folder {
    folder: tempfile::TempDir,
}

/// What the program said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// The report, which keeps to its JSON Schema.
    #[track_caller]
    pub fn json(&self) -> Value {
        let json: Value =
            serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{why}: {}{}", self.out, self.err));
        let schema: Value = serde_json::from_str(include_str!("../../schemas/check.schema.json")).unwrap();
        let errors: Vec<String> = jsonschema::validator_for(&schema)
            .unwrap()
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:?} in {json}");
        json
    }
}

impl Folder {
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Folder { folder: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs `referral` with these words.
    pub fn run(&self, words: &str) -> Said {
        self.run_with(words, "")
    }

    /// Runs `referral` with these words and this standard input.
    pub fn run_with(&self, words: &str, input: &str) -> Said {
        let mut child = Command::new(env!("CARGO_BIN_EXE_referral"))
            .args(words.split_whitespace())
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A program that reads nothing closes its end early.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        Said {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
