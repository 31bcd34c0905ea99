//! The editors that can show the sample, each set up in the sample's folder for this one run.
//!
//! Whatever an editor would read or write of the person's own, settings, extensions and histories, its environment and
//! its options point into that folder. What an editor's plugin does is not said here, but beside the plugin.

use std::env;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow, bail};
use serde_json::json;
use tempfile::TempDir;
use toml::{Table, Value};

use super::SAMPLE_NAME;
use crate::cli::{Editor, TryArguments};

/// Files of the folder, each as its place in it and its text.
type Files = &'static [(&'static str, &'static str)];

const NEOVIM: Files = &[
    ("init.lua", include_str!("init.lua")),
    ("nvim/lsp/referral.lua", include_str!("../../../editors/nvim/lsp/referral.lua")),
    ("nvim/plugin/referral.lua", include_str!("../../../editors/nvim/plugin/referral.lua")),
    ("nvim/lua/referral/init.lua", include_str!("../../../editors/nvim/lua/referral/init.lua")),
    ("nvim/lua/referral/command.lua", include_str!("../../../editors/nvim/lua/referral/command.lua")),
    ("nvim/lua/referral/health.lua", include_str!("../../../editors/nvim/lua/referral/health.lua")),
];
const HELIX: Files = &[
    ("config/helix/config.toml", include_str!("../../../editors/helix/config.toml")),
    (
        "config/helix/runtime/queries/referral/highlights.scm",
        include_str!("../../../editors/helix/runtime/queries/referral/highlights.scm"),
    ),
    (
        "config/helix/runtime/queries/referral/injections.scm",
        include_str!("../../../editors/helix/runtime/queries/referral/injections.scm"),
    ),
];
const HELIX_LANGUAGES: &str = include_str!("../../../editors/helix/referral-language.toml");
const EMACS: Files = &[
    ("init.el", include_str!("init.el")),
    ("referral.el", include_str!("../../../editors/emacs/referral.el")),
];

/// Where editors keep what is the person's, on systems that ask the environment.
const PLACES: [(&str, &str); 6] = [
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_CACHE_HOME", "cache"),
    ("APPDATA", "config"),
    ("LOCALAPPDATA", "cache"),
];

/// What would set up another editor, or point into one that this runs in.
const ELSEWHERE: [&str; 7] = [
    "VIMINIT",
    "EXINIT",
    "NVIM_APPNAME",
    "NVIM",
    "NVIM_LISTEN_ADDRESS",
    "NVIM_LOG_FILE",
    "VSCODE_IPC_HOOK_CLI",
];

/// Opens the sample in the editor that the arguments name, and waits until it is left: the exit code.
///
/// # Errors
/// When the editor is not on the path or is too old, the folder cannot be written, or a program does not start.
pub(super) fn open(editor: Editor, arguments: &TryArguments, folder: &TempDir) -> anyhow::Result<u8> {
    let program = env::current_exe().context("cannot tell where this program is")?;
    let here = Here { folder: folder.path(), program: &program };
    let mut command = match editor {
        Editor::Nvim => here.neovim()?,
        Editor::Hx => here.helix()?,
        Editor::Emacs => here.emacs()?,
        Editor::Code => here.code(arguments.vsix.as_deref())?,
    };
    let status = command.status().context("cannot start the editor")?;
    Ok(u8::from(!status.success()))
}

/// Whether the path has a Neovim that the plugin works in: 0.11 or later.
pub(super) fn has_neovim() -> bool {
    version(Command::new("nvim")).is_some_and(|version| is_recent(&version))
}

/// Whether `version`, as `nvim --version` prints it, is 0.11 or later.
pub(crate) fn is_recent(version: &str) -> bool {
    let Some(number) = version.strip_prefix("NVIM v") else { return false };
    let mut parts = number.split(|separator: char| !separator.is_ascii_digit());
    let mut next = || parts.next().and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    (next(), next()) >= (0, 11)
}

/// What `program --version` prints, if it is on the path.
fn version(mut program: Command) -> Option<String> {
    let output = program.arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The folder of this run, and the program that runs.
struct Here<'run> {
    folder: &'run Path,
    program: &'run Path,
}

impl Here<'_> {
    fn neovim(&self) -> anyhow::Result<Command> {
        if !has_neovim() {
            bail!("there is no Neovim 0.11 or later on the path, as `nvim`");
        }
        self.write(NEOVIM)?;
        let mut command = self.command("nvim");
        command.args(["--clean", "-n", "-i", "NONE", "-u", "init.lua", SAMPLE_NAME]);
        Ok(command)
    }

    fn helix(&self) -> anyhow::Result<Command> {
        // Helix makes its folders even when it only says its version.
        version(self.command("hx")).context("there is no Helix on the path, as `hx`")?;
        self.write(HELIX)?;
        let mut languages: Table = HELIX_LANGUAGES.parse().context("cannot read the languages for Helix")?;
        let servers = languages.get_mut("language-server").and_then(Value::as_table_mut);
        for (_, server) in servers.into_iter().flatten() {
            let server = server.as_table_mut().ok_or_else(|| anyhow!("a server for Helix is no table"))?;
            server.insert("command".to_owned(), self.program.to_string_lossy().into_owned().into());
        }
        self.write(&[("config/helix/languages.toml", &languages.to_string())])?;
        tell(
            "Space k  explains where the cursor is      Space a  mends it\n\
             ] d      goes to the next finding          ] r      to the next place to answer\n\
             :q!      leaves Helix",
        )?;
        let mut command = self.command("hx");
        command.arg(SAMPLE_NAME);
        Ok(command)
    }

    fn emacs(&self) -> anyhow::Result<Command> {
        let home = self.folder.join("home");
        fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
        let emacs = || {
            let mut command = self.command("emacs");
            command.env("HOME", &home);
            command
        };
        let mut look = emacs();
        look.args(["-q", "--batch", "--eval", "(require 'eglot)"]).stdin(Stdio::null());
        let found = look.stdout(Stdio::null()).stderr(Stdio::null()).status();
        match found {
            Err(_) => bail!("there is no Emacs on the path, as `emacs`"),
            Ok(status) if !status.success() => {
                bail!("this Emacs has no Eglot, which is part of Emacs from 29 on")
            }
            Ok(_) => {}
        }
        self.write(EMACS)?;
        let mut command = emacs();
        command.args(["-q", "--no-splash", "-l", "init.el", SAMPLE_NAME]);
        Ok(command)
    }

    /// The extension is no part of this program, and nothing that merely lies about is installed.
    fn code(&self, extension: Option<&Path>) -> anyhow::Result<Command> {
        let extension = extension.context(
            "VS Code needs the packed extension: name it with --vsix; `npm run package` in editors/vscode makes it",
        )?;
        let extension = fs::canonicalize(extension)
            .with_context(|| format!("cannot read the extension {}", extension.display()))?;
        let program = if cfg!(windows) { "code.cmd" } else { "code" };
        let settings = json!({
            "referral.server.path": self.program,
            "extensions.autoUpdate": false,
            "telemetry.telemetryLevel": "off",
            "update.mode": "none",
            "workbench.enableExperiments": false,
            "workbench.startupEditor": "none",
            "security.workspace.trust.enabled": false,
        });
        self.write(&[("code/user-data/User/settings.json", &settings.to_string())])?;
        let code = || {
            let mut command = self.command(program);
            command.arg("--user-data-dir").arg(self.folder.join("code/user-data"));
            command.arg("--extensions-dir").arg(self.folder.join("code/extensions"));
            // Else a file of settings in the person's home is read.
            command.env("VSCODE_PORTABLE", self.folder.join("code"));
            command
        };
        let mut install = code();
        let installed = install.arg("--install-extension").arg(extension).status();
        if !installed.context("there is no VS Code on the path, as `code`")?.success() {
            bail!("VS Code did not take the extension");
        }
        let mut command = code();
        command.args(["--new-window", "--wait", SAMPLE_NAME]);
        Ok(command)
    }

    fn write(&self, files: &[(&str, &str)]) -> anyhow::Result<()> {
        files.iter().try_for_each(|(name, text)| super::write(self.folder, name, text))
    }

    /// A program in the folder, with its places there.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder);
        command.env("REFERRAL_TRY_FOLDER", self.folder).env("REFERRAL_TRY_PROGRAM", self.program);
        for (name, own) in PLACES {
            command.env(name, self.folder.join(own));
        }
        // Editors leave folders where they keep their temporary files.
        command.env("TMPDIR", self.folder);
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        command
    }
}

/// Says which keys to try where an editor has no place for that, and waits until it was read.
fn tell(keys: &str) -> anyhow::Result<()> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Ok(());
    }
    let mut out = anstream::stdout();
    write!(out, "{keys}\n\nEnter opens the sample. ")?;
    out.flush()?;
    io::stdin().read_line(&mut String::new())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_recent;

    #[test]
    fn a_neovim_without_what_the_plugin_needs_is_not_opened() {
        assert!(is_recent("NVIM v0.11.4\nBuild type: Release\n"));
        assert!(is_recent("NVIM v0.12.0-dev-1+g0\n"));
        assert!(is_recent("NVIM v1.0.0\n"));
        assert!(!is_recent("NVIM v0.7.2\n"));
        assert!(!is_recent("VIM - Vi IMproved 9.1\n"));
        assert!(!is_recent(""));
    }
}
