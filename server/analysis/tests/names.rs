//! Who and what a referral names: where a label stands, what renaming it changes, and what an abbreviation stands for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use referral_analysis::apply;
use referral_analysis::definition;
use referral_analysis::names;
use referral_analysis::rename::{self, RenameError};

#[path = "support/referral.rs"]
mod referral;
#[path = "support/schemas.rs"]
mod schemas;

use referral::{slice, with_mark};

/// The referral with « and » around each place of the name at the mark.
fn shown(marked: &str) -> String {
    with_mark(marked, |subject, at| {
        let Some((name, _)) = names::name_at(subject, at) else { return "no name".to_owned() };
        let mut text = subject.document.source().to_owned();
        for found in names::occurrences_in(subject, &name).iter().rev() {
            text.insert(found.at.end().into(), '»');
            text.insert(found.at.start().into(), '«');
        }
        text
    })
}

/// The referral after the label at the mark was renamed.
fn renamed(marked: &str, new: &str) -> Result<String, RenameError> {
    with_mark(marked, |subject, at| {
        let edits = rename::rename(subject, at, new)?;
        Ok(apply::apply(subject.document, &edits).expect("edits that do not overlap"))
    })
}

#[test]
fn a_label_is_found_in_whole_words_wherever_it_stands() {
    assert_eq!(
        shown(
            "---\nsubject-name: Child K\n---\n# Referral of **Child ¦K**\n\nChild K's arm. Child Kay, Child K2, Child K-J and a child K.\n\n<!-- prompt: Where was Child K? -->\n\n| Child K | Child KL |\n|---|---|\n"
        ),
        "---\nsubject-name: «Child K»\n---\n# Referral of **«Child K»**\n\n«Child K»'s arm. Child Kay, Child K2, Child K-J and a «child K».\n\n<!-- prompt: Where was «Child K»? -->\n\n| «Child K» | Child KL |\n|---|---|\n"
    );
}

#[test]
fn a_label_across_two_lines_or_with_a_curly_apostrophe_is_the_same() {
    assert_eq!(
        shown("Adult¦ A and Adult\nA and Adult A’s car, not Adult A&E.\n"),
        "«Adult A» and «Adult\nA» and «Adult A»’s car, not Adult A&E.\n"
    );
}

#[test]
fn ordinary_words_are_no_names() {
    for text in ["The child ¦I saw.\n", "A mo¦ther came.\n", "**Mother¦** said so.\n", "In Ma¦y.\n"] {
        assert_eq!(shown(text), "no name", "{text}");
    }
}

#[test]
fn people_of_the_family_table_are_known_by_their_names() {
    let text = "## Family and household\n\n| Name | Relationship |\n|---|---|\n| Nadia R¦oe | Mother |\n| Sibling S | Brother |\n\nNadia Roe was told by Nadia Roebuck.\n";
    let shown = shown(text);
    assert!(
        shown.contains("| «Nadia Roe» |") && shown.contains("«Nadia Roe» was told by Nadia Roebuck"),
        "{shown}"
    );
}

#[test]
fn an_institution_is_found_with_the_capitals_before_it() {
    assert_eq!(
        shown("## Rationale\n\nWhen Eastmoor Pol¦ice called, eastmoor police and the police knew.\n"),
        "## Rationale\n\nWhen «Eastmoor Police» called, «eastmoor police» and the police knew.\n"
    );
    let text = "## Agencies involved\n\n- Moorfield S¦urgery (GP)\n- Moorfield Surgery Trust\n\n## Rationale\n\nMoorfield Surgery wrote.\n";
    assert_eq!(
        shown(text),
        "## Agencies involved\n\n- «Moorfield Surgery» (GP)\n- Moorfield Surgery Trust\n\n## Rationale\n\n«Moorfield Surgery» wrote.\n"
    );
}

#[test]
fn what_says_who_a_person_is_is_the_declaration() {
    with_mark("## Subject\n\nName: Child K¦\n\n## Circumstances\n\nChild K was seen.\n", |subject, at| {
        let (name, here) = names::name_at(subject, at).unwrap();
        assert_eq!(slice(subject, here), "Child K");
        let declares: Vec<bool> =
            names::occurrences_in(subject, &name).iter().map(|found| found.declares).collect();
        assert_eq!(declares, [true, false]);
    });
}

#[test]
fn a_rename_changes_the_label_and_no_longer_word() {
    assert_eq!(
        renamed(
            "---\nsubject-name: Child K\n---\nChild ¦K's aunt saw Child Kay. A child K slept; Child\nK woke. **Child** K.\n",
            "Child M"
        )
        .unwrap(),
        "---\nsubject-name: Child M\n---\nChild M's aunt saw Child Kay. A child M slept; Child\nM woke. **Child** M.\n"
    );
}

#[test]
fn a_rename_never_touches_a_key_of_the_front_matter() {
    let text = "---\nChild K: Child K\n---\nChild ¦K.\n";
    assert_eq!(renamed(text, "Child M").unwrap(), "---\nChild K: Child M\n---\nChild M.\n");
}

#[test]
fn a_possessive_comes_out_right() {
    let text =
        "## Subject\n\nName: James R¦oss\n\nJames Ross's coat, James Ross' shoes, 'James Ross' she said.\n";
    assert_eq!(
        renamed(text, "Child K").unwrap(),
        "## Subject\n\nName: Child K\n\nChild K's coat, Child K's shoes, 'Child K' she said.\n"
    );
}

#[test]
fn a_label_of_another_length_leaves_the_markup_where_it_is() {
    let text = "Child ¦K, **Child** K and Child\nK.\n";
    let longer = renamed(text, "Young Person K").unwrap();
    assert_eq!(longer, "Young Person K, **Young** Person K and Young\nPerson K.\n");
    let text = "Young Person ¦K and **Young Person K**.\n";
    assert_eq!(renamed(text, "Child M").unwrap(), "Child M and **Child M**.\n");
}

#[test]
fn what_is_no_label_and_what_cannot_be_one_is_refused_with_a_reason() {
    let error = |text: &str, new: &str| renamed(text, new).unwrap_err().to_string();
    assert_eq!(
        error("The fl¦oor.\n", "Child M"),
        "there is no person's label here; put the cursor on one, such as \"Child K\""
    );
    assert_eq!(
        error("## Rationale\n\nEastmoor Pol¦ice.\n", "Child M"),
        "this is the name of an institution; only people's labels are renamed throughout"
    );
    assert_eq!(
        error("Child ¦K and Sibling S.\n", "Sibling S"),
        "somebody else in this referral has that label; two people would become one"
    );
    for (new, expected) in [
        (" ", RenameError::Blank),
        ("a|b", RenameError::Character('|')),
        ("a\u{7}", RenameError::Character('\u{7}')),
    ] {
        assert_eq!(renamed("Child ¦K.\n", new), Err(expected));
    }
    assert_eq!(renamed("Child ¦K.\n", &"K".repeat(61)), Err(RenameError::TooLong));
}

/// What the abbreviation at the mark stands for in the text.
fn expanded(marked: &str) -> Option<String> {
    with_mark(marked, |subject, at| {
        definition::expansion(subject, at).map(|(long, _)| slice(subject, long).to_owned())
    })
}

#[test]
fn an_abbreviation_leads_to_the_words_it_stands_for() {
    let text = "The multi-agency safeguarding hub (MASH) met.\n\nMA¦SH said so.\n";
    assert_eq!(expanded(text).as_deref(), Some("multi-agency safeguarding hub"));
    let text = "DCR¦ (Department of Case Reviews) met.\n";
    assert_eq!(expanded(text).as_deref(), Some("Department of Case Reviews"));
    assert_eq!(expanded("MA¦SH said so (MASH).\n"), None);
    assert_eq!(expanded("He sai¦d so.\n"), None);
}

#[test]
fn a_citation_has_a_page_with_the_criterions_words() {
    with_mark("## Basis\n\nRegulation 5(2)(a) and (b)¦(ii) are met.\n", |subject, at| {
        let cited = definition::citation(subject, at).unwrap();
        assert_eq!(cited.page, "regulation 5(2)(b)(ii)");
        let page = definition::criterion_page(subject.schema, subject.vocabulary, &cited.page).unwrap();
        assert!(
            page.starts_with(
                "# Local Safeguarding Children Boards Regulations 2006, regulation 5(2)(b)(ii)\n"
            ),
            "{page}"
        );
        assert!(page.contains("seriously harmed"), "{page}");
        assert_eq!(
            definition::criterion_page(subject.schema, subject.vocabulary, "regulation 5(2)(z)"),
            None
        );
    });
    with_mark("## Basis\n\nRegulation 5(2)(¦z) is met.\n", |subject, at| {
        assert_eq!(definition::citation(subject, at), None);
    });
}
