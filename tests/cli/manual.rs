//! `referral man`: the pages of the manual.
//!
//! What they say is what `--help` says.

use super::folder::Folder;

#[test]
fn the_program_and_each_command_have_a_page() {
    let folder = Folder::with(&[]);
    let page = folder.run("man");
    assert_eq!((page.code, page.err.as_str()), (0, ""));
    assert!(page.out.contains(".TH referral 1") && page.out.contains("referral\\-check(1)"), "{}", page.out);
    let page = folder.run("man check").out;
    for part in [".TH referral\\-check 1", "\\-\\-fail\\-on", "\\-\\-files\\-from", "Ends with code 0"] {
        assert!(page.contains(part) || page.contains(&part.replace("\\-", "-")), "{part} is not in {page}");
    }
    assert!(folder.run("man schema list").out.contains(".SH SYNOPSIS"));
    assert!(folder.names().is_empty());
    let said = folder.run("man chekc");
    assert_eq!((said.code, said.err.as_str()), (2, "error: there is no command \"chekc\" of \"referral\"\n"));
}

#[test]
fn all_pages_go_into_a_folder_that_is_named() {
    let folder = Folder::with(&[]);
    let said = folder.run("man --out pages");
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
    for name in ["referral.1", "referral-check.1", "referral-schema-list.1", "referral-man.1"] {
        assert!(folder.read(&format!("pages/{name}")).contains(".SH NAME"), "{name}");
    }
    assert_eq!(folder.read("pages/referral-check.1"), folder.run("man check").out);
    assert_eq!(folder.read("pages/referral.1"), folder.run("man").out);
}
