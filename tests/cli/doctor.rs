//! `referral doctor`, where the path holds what the test put there.
//!
//! The editors are scripts that only say their version.

use std::process::Command;

use super::folder::{Folder, Said};

/// Runs `referral doctor` in a folder, with a path of the folder `bin` in it alone.
fn doctor(folder: &Folder) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_referral"))
        .arg("doctor")
        .current_dir(folder.path(""))
        .env("PATH", folder.path("bin"))
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

#[track_caller]
fn assert_says(said: &Said, parts: &[&str]) {
    for part in parts {
        assert!(said.out.contains(part), "{part} is not in {}{}", said.out, said.err);
    }
}

#[test]
fn where_nothing_is_that_is_said() {
    let said = doctor(&Folder::with(&[]));
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let version = format!("referral {} for ", env!("CARGO_PKG_VERSION"));
    assert_says(
        &said,
        &[
            &version,
            "no \"referral\" is on the path",
            "with the program: ",
            "no referral.toml is in this folder or above it",
            "none that is known here: Neovim, VS Code, Helix, Emacs, Vim, Kate, Zed, Sublime Text\n",
            "`referral server`",
        ],
    );
}

#[test]
fn settings_in_force_are_named_with_their_mistakes() {
    let folder = Folder::with(&[
        ("referral.toml", "boards = \"boards\"\nfail-on = \"often\"\n"),
        ("boards/hill.toml", "id = \"hill\"\nextends = \"scr\"\n"),
    ]);
    let said = doctor(&folder);
    assert_eq!(said.code, 1);
    assert_says(
        &said,
        &[
            "  referral.toml holds here\n",
            "  boards/hill.toml is a board's schema\n",
            "  of boards: hill\n",
            "  mistake: referral.toml:2:11: ",
        ],
    );
}

/// Puts a script on the path. It is copied there by another program, for this one may be starting a third that holds
/// a file open which it has just written, and such a file cannot be started.
#[cfg(unix)]
fn put_on_the_path(folder: &Folder, name: &str, script: &str) {
    folder.write("script", format!("#!/bin/sh\n{script}\n"));
    std::fs::create_dir_all(folder.path("bin")).unwrap();
    let mut install = Command::new("install");
    install.args(["-m", "755"]).arg(folder.path("script")).arg(folder.path("bin").join(name));
    assert!(install.status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn editors_on_the_path_are_named_with_how_each_is_set_up() {
    let folder = Folder::with(&[("bin/code", "a note, no program\n")]);
    put_on_the_path(&folder, "nvim", "echo NVIM v0.11.4");
    put_on_the_path(&folder, "hx", "");
    let said = doctor(&folder);
    assert_says(
        &said,
        &["  Neovim: ", "vim.lsp.enable(\"referral\")", "  Helix: ", "[language-server.referral]"],
    );
    assert!(!said.out.contains("VS Code") && !said.out.contains("Emacs"), "{}", said.out);
    put_on_the_path(&folder, "nvim", "echo NVIM v0.9.5");
    let said = doctor(&folder);
    assert_says(&said, &["It is older than version 0.11"]);
    assert!(!said.out.contains("vim.lsp"), "{}", said.out);
}

#[cfg(unix)]
#[test]
fn what_is_said_to_be_in_the_sources_is_there() {
    let folder = Folder::with(&[]);
    put_on_the_path(&folder, "nvim", "echo NVIM v0.11.4");
    for name in ["code", "hx", "emacs", "vim", "kate", "zed", "subl"] {
        put_on_the_path(&folder, name, "");
    }
    let said = doctor(&folder);
    let words = said.out.split_whitespace().filter(|word| word.starts_with("editors/"));
    let named: Vec<&str> = words.map(|word| word.trim_end_matches(['.', ',', ';'])).collect();
    assert!(named.len() > 7, "{}", said.out);
    for path in named {
        assert!(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists(), "{path}");
    }
}
