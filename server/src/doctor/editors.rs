//! Which editors are on the path, and how each is set up for referrals.
//!
//! `editors/README.md` says what each gets; here is only the way in.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::try_it;

struct Editor {
    name: &'static str,
    /// What its program may be called.
    programs: &'static [&'static str],
    /// How it is set up, in lines.
    setup: &'static [&'static str],
}

const NEOVIM: &str = "nvim";

const EDITORS: &[Editor] = &[
    Editor {
        name: "Neovim",
        programs: &[NEOVIM],
        setup: &[
            "`referral try` shows a sample in it, with nothing of yours touched.",
            "The plugin is editors/nvim. Without it, this in init.lua starts the server:",
            "    vim.lsp.config(\"referral\", { cmd = { \"referral\", \"server\" }, filetypes = { \"markdown\" } })",
            "    vim.lsp.enable(\"referral\")",
        ],
    },
    Editor {
        name: "VS Code",
        programs: &["code", "codium", "code-insiders", "code-server"],
        setup: &[
            "The extension brings this program with it. `npm run package` in editors/vscode makes it:",
            "    code --install-extension referral-TARGET.vsix",
        ],
    },
    Editor {
        name: "Helix",
        programs: &["hx", "helix"],
        setup: &[
            "`referral try --editor hx` shows a sample in it, with nothing of yours touched.",
            "editors/helix has files for its folder of settings; the least is, in languages.toml:",
            "    [language-server.referral]",
            "    command = \"referral\"",
            "    args = [\"server\"]",
            "    [[language]]",
            "    name = \"markdown\"",
            "    language-servers = [\"referral\", \"marksman\"]",
        ],
    },
    Editor {
        name: "Emacs",
        programs: &["emacs"],
        setup: &[
            "`referral try --editor emacs` shows a sample in it, with nothing of yours touched.",
            "The plugin is editors/emacs. Without it, from version 29 on and with markdown-mode, in init.el;",
            "then M-x eglot in a referral:",
            "    (with-eval-after-load 'eglot",
            "      (add-to-list 'eglot-server-programs '(markdown-mode . (\"referral\" \"server\"))))",
        ],
    },
    Editor {
        name: "Vim",
        programs: &["vim", "gvim"],
        setup: &[
            "With vim-lsp, editors/vim/referral.vim goes into ~/.vim/plugin.",
            "editors/vim/README.md has what coc.nvim needs.",
        ],
    },
    Editor {
        name: "Kate",
        programs: &["kate"],
        setup: &["editors/others.md has what goes into its settings of servers."],
    },
    Editor { name: "Zed", programs: &["zed", "zeditor"], setup: &["editors/zed is an extension for it."] },
    Editor {
        name: "Sublime Text",
        programs: &["subl"],
        setup: &["editors/others.md has what goes into the settings of its package LSP."],
    },
];

/// Writes which editors are here, and how each is set up.
pub fn write(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\neditors on the path")?;
    let mut is_any = false;
    for editor in EDITORS {
        let Some((program, path)) =
            editor.programs.iter().find_map(|program| Some((*program, on_the_path(program)?)))
        else {
            continue;
        };
        is_any = true;
        writeln!(out, "  {}: {}", editor.name, path.display())?;
        if program == NEOVIM && !try_it::is_recent(&version(&path)) {
            writeln!(out, "    It is older than version 0.11, which a language server needs to work in it.")?;
            continue;
        }
        for line in editor.setup {
            writeln!(out, "    {line}")?;
        }
    }
    if !is_any {
        let names: Vec<&str> = EDITORS.iter().map(|editor| editor.name).collect();
        writeln!(out, "  none that is known here: {}", names.join(", "))?;
    }
    writeln!(out, "  Any other with a language client needs the command `referral server`, for Markdown.")?;
    writeln!(out, "  What is in editors/ is in the sources of this program.")
}

/// What a program says of its version; nothing where it does not start.
fn version(program: &Path) -> String {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}

/// Where the program is that a shell would start by this name.
pub fn on_the_path(program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    let path = env::var_os("PATH")?;
    let mut folders = env::split_paths(&path);
    folders.find_map(|folder| {
        let mut candidates = endings.iter().map(|ending| folder.join(format!("{program}{ending}")));
        candidates.find(|candidate| can_be_started(candidate))
    })
}

#[cfg(unix)]
fn can_be_started(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn can_be_started(path: &Path) -> bool {
    path.is_file()
}
