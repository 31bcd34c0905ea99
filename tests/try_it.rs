//! `referral try` where nobody is at a terminal, and what it gives to editors that only write that down.
//!
//! Which findings the sample has, and what a real editor makes of it, is held by `neovim.rs`.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const SERVER: &str = env!("CARGO_BIN_EXE_referral");

#[test]
fn without_a_terminal_the_findings_of_the_sample_and_a_hover_are_printed() {
    let temporary = TempDir::new().unwrap();
    let mut command = Command::new(SERVER);
    command.arg("try").env("TMPDIR", temporary.path()).env("TMP", temporary.path());
    let output = command.output().unwrap();
    let (text, errors) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""), "{text}");
    for part in [
        "there is no \"Basis\" section",
        "child-k.referral.md:8:",
        "What the editor says where the cursor is on \"## Rationale\":",
        "with an appropriate rationale and in a timely manner",
    ] {
        assert!(text.contains(part), "\"{part}\" is not in\n{text}");
    }
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0, "something was left behind");
}

#[cfg(unix)]
mod editors {
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;
    use std::process::Output;

    use toml::Table;

    use super::*;

    /// Writes down how it was called and from where, and keeps what lay there; `emacs --batch` is only a question.
    const EDITOR: &str = r#"#!/bin/sh
# As the real one does, whatever it is asked.
[ "$(basename "$0")" = hx ] && mkdir -p "$XDG_CONFIG_HOME/helix"
case "$*" in
    --version) echo "NVIM v0.11.4"; exit 0 ;;
    *--batch*) exit 0 ;;
esac
printf '%s %s\n' "$(basename "$0")" "$*" >> "$RECORD/calls"
env > "$RECORD/env"
cp -R . "$RECORD/folder"
exit "$CODE"
"#;

    /// A person's home with editors on the path that do nothing, and where they write that down.
    struct Person {
        folder: TempDir,
    }

    impl Person {
        fn with(editors: &[&str]) -> Self {
            let folder = TempDir::new().unwrap();
            for name in ["bin", "home", "config", "temporary", "record"] {
                fs::create_dir(folder.path().join(name)).unwrap();
            }
            for editor in editors {
                let path = folder.path().join("bin").join(editor);
                fs::write(&path, EDITOR).unwrap();
                fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
            }
            Self { folder }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn tries(&self, arguments: &[&str], code: &str) -> Output {
            let mut command = Command::new(SERVER);
            command.arg("try").args(arguments);
            // What the editors here are written in; where there is none of them, there is none at all.
            let system =
                if self.path("bin").read_dir().unwrap().count() == 0 { "" } else { ":/usr/bin:/bin" };
            command.env("PATH", format!("{}{system}", self.path("bin").display()));
            command.env("HOME", self.path("home")).env("XDG_CONFIG_HOME", self.path("config"));
            command
                .env("TMPDIR", self.path("temporary"))
                .env("RECORD", self.path("record"))
                .env("CODE", code);
            command.env("NVIM", "another").env("VSCODE_IPC_HOOK_CLI", "another");
            command.output().unwrap()
        }

        /// The calls, with the folder of the run cut out; it must be gone, and the person's own be as it was.
        fn calls(&self) -> String {
            for untouched in ["home", "config", "temporary"] {
                assert_eq!(fs::read_dir(self.path(untouched)).unwrap().count(), 0, "{untouched}");
            }
            let calls = fs::read_to_string(self.path("record/calls")).unwrap();
            calls.replace(&self.env("REFERRAL_TRY_FOLDER"), "HERE")
        }

        /// What the editor has in its environment.
        fn env(&self, name: &str) -> String {
            let env = fs::read_to_string(self.path("record/env")).unwrap();
            let value = env.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            value.unwrap_or_default().to_owned()
        }

        /// What lay in the folder of the run.
        fn file(&self, name: &str) -> String {
            fs::read_to_string(self.path("record/folder").join(name)).unwrap()
        }

        fn assert_kept_apart(&self) {
            let folder = self.env("REFERRAL_TRY_FOLDER");
            assert!(folder.starts_with(self.path("temporary").to_str().unwrap()), "{folder}");
            for place in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR"] {
                assert!(self.env(place).starts_with(&folder), "{place} is {}", self.env(place));
            }
            assert_eq!((self.env("NVIM"), self.env("VSCODE_IPC_HOOK_CLI")), (String::new(), String::new()));
            assert!(self.file("child-k.referral.md").starts_with("---\nschema: scr\n"));
        }
    }

    fn said(output: &Output) -> (Option<i32>, String) {
        (output.status.code(), String::from_utf8(output.stderr.clone()).unwrap())
    }

    #[test]
    fn neovim_is_opened_as_ever() {
        let person = Person::with(&["nvim"]);
        assert_eq!(said(&person.tries(&["--editor", "nvim"], "0")), (Some(0), String::new()));
        assert_eq!(person.calls(), "nvim --clean -n -i NONE -u init.lua child-k.referral.md\n");
        person.assert_kept_apart();
        assert!(person.file("nvim/lsp/referral.lua").contains("referral"));
    }

    #[test]
    fn helix_finds_its_languages_with_this_very_program_in_them() {
        let person = Person::with(&["hx"]);
        assert_eq!(said(&person.tries(&["--editor", "hx"], "0")), (Some(0), String::new()));
        assert_eq!(person.calls(), "hx child-k.referral.md\n");
        person.assert_kept_apart();
        let languages: Table = person.file("config/helix/languages.toml").parse().unwrap();
        let server = languages.get("language-server").unwrap().get("referral").unwrap();
        assert_eq!(server.get("command").unwrap().as_str(), Some(SERVER));
        let _: Table = person.file("config/helix/config.toml").parse().unwrap();
        assert!(person.file("config/helix/runtime/queries/referral/highlights.scm").contains("markdown"));
    }

    #[test]
    fn emacs_has_a_home_of_its_own() {
        let person = Person::with(&["emacs"]);
        assert_eq!(said(&person.tries(&["--editor", "emacs"], "0")), (Some(0), String::new()));
        assert_eq!(person.calls(), "emacs -q --no-splash -l init.el child-k.referral.md\n");
        person.assert_kept_apart();
        assert!(person.env("HOME").starts_with(&person.env("REFERRAL_TRY_FOLDER")));
        assert!(person.file("referral.el").contains("(provide 'referral)"));
    }

    #[test]
    fn vs_code_is_given_the_extension_that_was_named_and_folders_of_its_own() {
        let person = Person::with(&["code"]);
        let extension = fs::canonicalize(person.path("record")).unwrap().join("referral.vsix");
        let extension = extension.to_str().unwrap();
        fs::write(extension, "").unwrap();
        let output = person.tries(&["--editor", "code", "--vsix", extension], "0");
        assert_eq!(said(&output), (Some(0), String::new()));
        let own = "code --user-data-dir HERE/code/user-data --extensions-dir HERE/code/extensions";
        assert_eq!(
            person.calls(),
            format!("{own} --install-extension {extension}\n{own} --new-window --wait child-k.referral.md\n")
        );
        person.assert_kept_apart();
        assert!(person.env("VSCODE_PORTABLE").starts_with(&person.env("REFERRAL_TRY_FOLDER")));
        let settings: serde_json::Value =
            serde_json::from_str(&person.file("code/user-data/User/settings.json")).unwrap();
        assert_eq!(settings.get("referral.server.path").unwrap(), SERVER);
        assert_eq!(settings.get("telemetry.telemetryLevel").unwrap(), "off");
    }

    #[test]
    fn an_editor_that_is_not_there_is_named() {
        let person = Person::with(&[]);
        for (arguments, message) in [
            (&["--editor", "hx"][..], "there is no Helix on the path, as `hx`"),
            (&["--editor", "code"], "VS Code needs the packed extension: name it with --vsix"),
            (&["--editor", "code", "--vsix", "none.vsix"], "cannot read the extension none.vsix"),
            (&["--editor", "code", "--vsix", "/"], "there is no VS Code on the path, as `code`"),
        ] {
            let (code, errors) = said(&person.tries(arguments, "0"));
            assert_eq!(code, Some(2), "{errors}");
            assert!(errors.starts_with(&format!("error: {message}")), "{errors}");
        }
        assert_eq!(fs::read_dir(person.path("temporary")).unwrap().count(), 0);
    }

    #[test]
    fn an_editor_that_fails_is_no_success() {
        let person = Person::with(&["hx"]);
        assert_eq!(person.tries(&["--editor", "hx"], "3").status.code(), Some(1));
    }
}
