//! The report for build servers, read again as they read it.
//!
//! Each case is held against `--format json`.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus};

use super::folder::{DRAFT, Folder, GAPS, NOTES, Said, WHOLE};

/// The report, whose counts are those of its cases.
#[track_caller]
fn junit(said: &Said) -> Report {
    let report = Report::deserialize_from_str(&said.out).unwrap_or_else(|why| panic!("{why}: {}", said.out));
    assert_eq!(report.tests, report.test_suites.iter().map(|suite| suite.tests).sum::<usize>());
    for suite in &report.test_suites {
        let counted =
            |is_it: fn(&TestCase) -> bool| suite.test_cases.iter().filter(|case| is_it(case)).count();
        assert_eq!(suite.tests, suite.test_cases.len());
        assert_eq!(suite.failures, counted(|case| kind(case) == Some(NonSuccessKind::Failure)));
        assert_eq!(suite.errors, counted(|case| kind(case) == Some(NonSuccessKind::Error)));
        let names: std::collections::BTreeSet<&str> =
            suite.test_cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names.len(), suite.test_cases.len(), "cases of one suite have names of their own");
    }
    report
}

fn kind(case: &TestCase) -> Option<NonSuccessKind> {
    match &case.status {
        TestCaseStatus::NonSuccess { kind, .. } => Some(*kind),
        _ => None,
    }
}

#[test]
fn each_finding_is_a_case_of_its_document() {
    let folder = Folder::with(&[("a.referral.md", GAPS), ("b.referral.md", DRAFT)]);
    let whole = folder.run("check --today 2015-06-10 --format json").json();
    let said = folder.run("check --today 2015-06-10 --format junit");
    assert_eq!(said.code, 1);
    let report = junit(&said);
    assert_eq!(report.test_suites.len(), 2);
    for (suite, file) in report.test_suites.iter().zip(whole["files"].as_array().unwrap()) {
        assert_eq!(suite.name.as_str(), file["path"].as_str().unwrap());
        let findings = file["findings"].as_array().unwrap();
        assert_eq!(suite.test_cases.len(), findings.len());
        for (case, finding) in suite.test_cases.iter().zip(findings) {
            let (code, line) = (finding["code"].as_str().unwrap(), &finding["line"]);
            let about = finding["about"].as_str().map(|about| format!(" ({about})")).unwrap_or_default();
            assert_eq!(case.name.as_str(), format!("{code}{about} at {line}:{}", finding["column"]));
            assert_eq!(case.classname, Some(suite.name.clone()));
        }
    }
}

#[test]
fn a_case_fails_where_the_exit_code_says_so() {
    let folder = Folder::with(&[("a.referral.md", GAPS)]);
    let basis = "a.referral.md:6:4: error[empty-section]: \"Basis\" has no text";
    for (words, fails) in [("", true), (" --fail-on error", true), (" --fail-on never", false)] {
        let said = folder.run(&format!("check --today 2015-06-10 --format junit{words}"));
        let report = junit(&said);
        let case = &report.test_suites[0].test_cases;
        let case = case.iter().find(|case| case.name.as_str() == "empty-section (basis) at 6:4").unwrap();
        assert_eq!((said.code == 1, kind(case).is_some()), (fails, fails), "{words}");
        match &case.status {
            TestCaseStatus::NonSuccess { message, ty, description, .. } => {
                assert_eq!(ty.as_ref().unwrap().as_str(), "error");
                assert!(message.as_ref().unwrap().as_str().starts_with("\"Basis\" has no text"));
                assert!(description.as_ref().unwrap().as_str().starts_with(basis), "{description:?}");
            }
            _ => assert!(case.system_out.as_ref().unwrap().as_str().starts_with(basis), "{case:?}"),
        }
    }
}

#[test]
fn a_document_in_which_nothing_is_found_has_a_case_that_passes() {
    let folder = Folder::with(&[("a.referral.md", WHOLE), ("notes.md", NOTES)]);
    let said = folder.run("check a.referral.md notes.md --today 2015-06-10 --format junit");
    let report = junit(&said);
    let [whole, notes] = &report.test_suites[..] else { panic!("{}", said.out) };
    assert_eq!((said.code, whole.tests, whole.failures, whole.errors), (0, 1, 0, 0), "{}", said.out);
    assert!(matches!(notes.test_cases[0].status, TestCaseStatus::Skipped { .. }), "{}", said.out);
}

#[test]
fn what_cannot_be_read_is_an_error_beside_the_documents() {
    let folder = Folder::with(&[("referral.toml", "fail-on = \"often\"\n"), ("a.referral.md", WHOLE)]);
    let said = folder.run("check a.referral.md gone.md --today 2015-06-10 --format junit");
    let report = junit(&said);
    assert_eq!((said.code, report.errors, report.test_suites.len()), (2, 2, 2), "{}", said.out);
    let classes =
        report.test_suites[1].test_cases.iter().map(|case| case.classname.as_ref().unwrap().as_str());
    assert!(classes.eq(["referral.toml", "gone.md"]), "{}", said.out);
}

#[test]
fn what_has_a_meaning_to_xml_is_escaped() {
    let folder = Folder::with(&[("a&b.referral.md", "---\nschema: \"<s>&]]>\\u0007\"\n---\n## Basis\n")]);
    let said = folder.run("check --format junit");
    let report = junit(&said);
    assert_eq!(report.test_suites[0].name.as_str(), "a&b.referral.md");
    let TestCaseStatus::NonSuccess { message, .. } = &report.test_suites[0].test_cases[0].status else {
        panic!("{}", said.out)
    };
    assert!(message.as_ref().unwrap().as_str().contains("<s>&]]>"), "{}", said.out);
    assert!(!said.out.contains('\u{7}'));
}
