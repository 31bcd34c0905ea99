//! What could be typed at a place of a referral, and what the text is then.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use referral_analysis::completion::{self, Offer};
use referral_analysis::document::Document;
use referral_analysis::schema::Priority;
use referral_analysis::settings::{DateStyle, Settings};
use referral_analysis::subject::{Case, Memory, Subject};
use text_size::TextSize;

#[path = "support/referral.rs"]
mod referral;

#[path = "support/schemas.rs"]
mod schemas;

/// The offers at the mark `¦`, and the text without it.
fn offers(marked: &str) -> (Vec<Offer>, String) {
    let offers = referral::with_mark(marked, |subject, at| {
        completion::complete(subject.document, subject.catalogue, Some(subject), at)
    });
    let text = marked.replace('¦', "");
    for offer in &offers {
        let (start, end) = (usize::from(offer.at.start()), usize::from(offer.at.end()));
        assert_eq!(end, marked.find('¦').unwrap(), "what stands behind the cursor is left alone");
        let typed = &text[start..end];
        assert!(!typed.contains(['\n', '\r']), "a line above is left alone");
    }
    (offers, text)
}

fn labels(marked: &str) -> Vec<String> {
    offers(marked).0.into_iter().map(|offer| offer.label).collect()
}

/// The text once the offer with this label is taken, by a client without snippets and by one with them.
fn taken(marked: &str, label: &str) -> [String; 2] {
    let (offers, text) = offers(marked);
    let labels: Vec<&str> = offers.iter().map(|offer| offer.label.as_str()).collect();
    let offer = offers.iter().find(|offer| offer.label == label).unwrap_or_else(|| panic!("{labels:?}"));
    [&offer.text, if offer.snippet.is_empty() { &offer.text } else { &offer.snippet }].map(|new| {
        let mut after = text.clone();
        after.replace_range(usize::from(offer.at.start())..usize::from(offer.at.end()), new);
        after
    })
}

const DRAFT: &str = "---\nschema: scr\nstatus: draft\ndate-aware: 2015-03-31\n---\n# Referral of Child K\n\n## Referrer\n\n- **Name of referrer:** P. Sample\n- **Agency:** Eastmoor Health Trust\n\n";

#[test]
fn the_front_matter_is_offered_the_keys_that_it_does_not_have() {
    let found = labels("---\nschema: scr\ndate-aware: 2015-03-31\n¦\n---\n# Referral\n\nGender: female\n");
    assert!(found.contains(&"status".to_owned()) && found.contains(&"date-of-referral".to_owned()));
    for there in ["schema", "date-aware", "gender"] {
        assert!(!found.contains(&there.to_owned()), "{there} is given");
    }
    assert_eq!(labels("---\n¦\n---\n")[..2], ["schema", "status"]);
    assert_eq!(labels("---\n¦")[..2], ["schema", "status"], "before the second ruler is typed");
    let [after, _] = taken("---\nschema: scr\nsta¦\n---\n", "status");
    assert_eq!(after, "---\nschema: scr\nstatus: \n---\n");
    let [after, _] = taken("---\nschema: scr\nsta¦: draft\n---\n", "status");
    assert_eq!(after, "---\nschema: scr\nstatus: draft\n---\n");
    assert!(labels("---\nsta¦tus: draft\n---\n").is_empty(), "in the middle of a word");
    assert!(labels("---\nschema: scr\n---¦\n").is_empty(), "on the ruler");
}

#[test]
fn a_key_is_offered_what_it_may_hold() {
    let (schemas, _) = offers("---\nschema: s¦\n---\n");
    let sar = schemas.iter().find(|offer| offer.label == "sar").unwrap();
    assert_eq!(sar.detail, "Referral for Safeguarding Adults Review consideration");
    assert!(schemas.iter().all(|offer| offer.label != "common"), "no referral is of that kind");
    assert_eq!(labels("---\nstatus: ¦\n---\n"), ["draft", "ready"]);
    let [after, _] = taken("---\nstatus:¦\n---\n", "ready");
    assert_eq!(after, "---\nstatus: ready\n---\n");
    let [after, _] = taken("---\nstatus: \"d¦\"\n---\n", "draft");
    assert_eq!(after, "---\nstatus: \"draft\"\n---\n");
    assert!(labels("---\nstatus: ¦ draft\n---\n").is_empty(), "there is a value");
    assert!(labels("---\nreferrer-name: ¦\n---\n").is_empty(), "anything may stand there");
}

#[test]
fn a_date_of_the_front_matter_is_written_as_the_others_are() {
    let body = "# Referral\n\n## Circumstances\n\nOn 2 March 2015 she fell, and on 4 March she was seen.\n";
    let found = labels(&format!("---\nschema: scr\ndate-of-referral: ¦\n---\n{body}"));
    assert_eq!(found, ["2015-06-10", "2015-03-02"], "a date without a year may be of any");
    let found = labels(&format!("---\ndate-aware: 31/03/2015\ndate-of-referral: ¦\n---\n{body}"));
    assert_eq!(found, ["10/06/2015", "31/03/2015", "02/03/2015"]);
}

#[test]
fn a_date_behind_a_label_is_written_as_most_of_the_text_has_it() {
    let text = "## Sign-off\n\n**Date of referral:**¦\n\n## Circumstances\n\nSeen on Tuesday 03/03/2015, on 4 May 2015 and on 05/05/2015.\n";
    assert_eq!(labels(text), ["10/06/2015", "03/03/2015", "04/05/2015", "05/05/2015"]);
    let [after, _] = taken(text, "10/06/2015");
    assert!(after.contains("**Date of referral:** 10/06/2015\n"), "{after}");
    assert_eq!(labels("| Date of referral | ¦ |\n|---|---|\n| Agency | Police |\n"), ["10 June 2015"]);
    let [after, _] = taken("- Date of referral: 10 J¦ <!-- prompt: When? -->\n", "10 June 2015");
    assert_eq!(after, "- Date of referral: 10 June 2015 <!-- prompt: When? -->\n");
    let births = labels("## Subject\n\nDate of birth: ¦\n\n## Circumstances\n\nOn 2 March 2015 she fell.\n");
    assert_eq!(births, ["2 March 2015"], "nobody is referred on the day of birth");
    assert!(labels("Date of referral: ¦ 3 March 2015\n").is_empty(), "there is a value");
}

#[test]
fn sections_that_are_not_there_yet_are_offered_in_the_schemas_order() {
    let found = labels(&format!("{DRAFT}#¦\n\n## Basis\n\nCriteria met.\n"));
    for there in ["Referrer", "Basis", "For office use"] {
        assert!(!found.contains(&there.to_owned()), "{there} in {found:?}");
    }
    let place = |heading: &str| found.iter().position(|label| label == heading);
    assert!(place("Circumstances").unwrap() < place("Rationale").unwrap(), "{found:?}");
    let [plain, snippet] = taken(&format!("{DRAFT}## Rat¦\n"), "Rationale");
    assert_eq!(plain, format!("{DRAFT}## Rationale\n"));
    assert!(
        snippet.contains("## Rationale\n\nA review is warranted because ${1:[insert reason]}."),
        "{snippet}"
    );
    let [plain, _] = taken(&format!("{DRAFT}circ¦"), "Circumstances");
    assert!(plain.ends_with("\n\n## Circumstances"), "{plain}");
    let deep = "### Referrer\n\nP. Sample, police\n\n¦\n";
    assert!(taken(deep, "Rationale")[0].contains("\n\n### Rationale\n"), "as deep as the others");
}

#[test]
fn headings_are_not_offered_inside_what_is_written() {
    assert!(labels("## Circumstances\n\nShe was seen\nat¦\n").is_empty(), "a sentence goes on");
    assert!(labels("## Circumstances\n\nShe was ¦seen.\n").is_empty());
    assert!(labels("## Circumstances\n\nShe was seen. Rationale¦\n").is_empty());
    assert!(labels("```\n#¦\n```\n").is_empty(), "code");
    assert!(labels("<!-- \n#¦\n-->\n").is_empty(), "a comment");
    assert!(labels("## Circumstances\n\n#¦ 4 was the house.\n").is_empty());
}

#[test]
fn a_section_that_belongs_elsewhere_comes_in_there_and_takes_no_text_with_it() {
    let text = format!(
        "{DRAFT}## Circumstances\n\nOn 2 March 2015 she fell.\n\n¦\n\nNobody saw it.\n\n## Learning sought\n\nThat.\n"
    );
    let (found, plain) = offers(&text);
    let rationale = found.iter().find(|offer| offer.label == "Rationale").unwrap();
    assert_eq!(rationale.detail, "section, required, above \"Learning sought\"");
    let change = rationale.elsewhere.as_ref().unwrap();
    let mut after = plain.clone();
    after.replace_range(std::ops::Range::<usize>::from(change.at), &change.text);
    let inserted = "Nobody saw it.\n\n## Rationale\n\n<!-- prompt: What makes you think";
    assert!(after.contains(inserted), "{after}");
    assert!(after.contains("-->\n\n## Learning sought"), "{after}");
    assert_eq!((rationale.text.as_str(), rationale.at.is_empty()), ("", true), "nothing comes here");
    let (begun, _) = offers(&text.replace('¦', "#¦"));
    assert!(begun.iter().all(|offer| offer.elsewhere.is_none()), "a heading that is begun stands here");
    let (at_the_end, _) = offers(&text.replace("¦\n", "").replace("## Learning", "¦\n\n## Learning"));
    let rationale = at_the_end.iter().find(|offer| offer.label == "Rationale").unwrap();
    assert_eq!(
        (&rationale.elsewhere, rationale.detail.as_str()),
        (&None, "section, required"),
        "it belongs here"
    );
}

#[test]
fn an_empty_section_is_offered_its_first_sentence() {
    let [plain, snippet] = taken("## Reason for delay\n\n¦\n", "Begin \"Reason for delay\"");
    assert!(
        plain.starts_with("## Reason for delay\n\nWe became aware on [insert day month year], when"),
        "{plain}"
    );
    assert!(snippet.contains("aware on ${1|[insert day month year],10 June 2015|}, when"), "{snippet}");
    let (all, _) = offers("## Reason for delay\n\nThe report came late.\n\n¦\n");
    assert!(all.iter().all(|offer| !offer.label.starts_with("Begin")), "it is not empty");
}

#[test]
fn a_first_sentence_proposes_the_days_the_agencies_and_the_relations_it_asks_for() {
    let named = "## Agencies involved\n\n- Eastmoor Police\n\n## Circumstances\n\nSeen on 2 March 2015.\n\n";
    let [_, told] = taken(&format!("{named}## Rationale\n\n¦\n"), "Begin \"Rationale\"");
    assert!(
        told.contains("On ${2|[insert date],10 June 2015,2 March 2015|}, ${3|[insert agency],"),
        "{told}"
    );
    assert!(told.contains("Eastmoor Police"), "{told}");
    let [plain, family] = taken("## Family\n\n¦\n", "Begin \"Family and household\"");
    assert!(family.contains("${2|[insert relationship],mother,father,"), "{family}");
    assert!(plain.contains("| [insert relationship] |"), "{plain}");
}

#[test]
fn basis_is_offered_the_routes_and_says_by_them_what_it_claims() {
    let empty = format!("{DRAFT}## Basis\n\n¦\n");
    let (all, _) = offers(&empty);
    let routes: Vec<&Offer> =
        all.iter().filter(|offer| offer.detail.starts_with("criterion of the ")).collect();
    let details: Vec<&str> = routes.iter().map(|offer| offer.detail.as_str()).collect();
    let (law, guidance) = ("criterion of the law", "criterion of the guidance");
    assert_eq!(details, [law, law, guidance, guidance, guidance], "of which regulation 5(2) has two");
    assert_eq!(routes[0].documentation, "5(2)(a) and (b)(i)");
    let all: Vec<String> = routes.iter().map(|offer| offer.label.clone()).collect();
    for label in &all {
        let [sentence, _] = taken(&empty, label);
        assert!(referral::with(&sentence, |subject| subject.basis.says_something()), "{sentence}");
    }
    let options = format!("{DRAFT}## Subject\n\n- [ ] Disabled\n- [x] In care\n\n## Basis\n\n¦\n");
    let [ticked, _] = taken(&options, &all[0]);
    assert!(ticked.contains("## Basis\n\n- [x] The child has died and abuse"), "{ticked}");
    assert!(referral::with(&ticked, |subject| subject.basis.says_something()), "{ticked}");
    let drawn = format!("{DRAFT}## Subject\n\n☐ Disabled\n\n## Basis\n\n¦\n");
    assert!(taken(&drawn, &all[0])[0].contains("## Basis\n\n☒ The child has died"));
}

#[test]
fn what_is_begun_is_offered_as_it_goes_on() {
    let begun = format!("{DRAFT}## Basis\n\nThe child died in¦\n");
    assert_eq!(labels(&begun).len(), 1);
    let custody = labels(&begun).remove(0);
    assert!(custody.starts_with("The child died in custody"));
    let [after, _] = taken(&begun, &custody);
    assert!(after.contains("## Basis\n\nThe child died in custody: with the police"), "{after}");
    let more = begun.replace("The child", "It is our view that the case qualifies.\n\nThe child");
    assert!(labels(&more).is_empty(), "the section has a beginning");
    let [after, _] = taken(&format!("{DRAFT}## Child\n\nDate of b¦\n"), "Date of birth");
    assert!(after.ends_with("## Child\n\n- **Date of birth:** \n"), "{after}");
    let [after, _] = taken("## Child\n\nInitials: K\nDate of b¦\n", "Date of birth");
    assert!(after.ends_with("Initials: K\nDate of birth: \n"), "{after}");
}

#[test]
fn a_heading_gets_a_blank_line_before_it() {
    let [after, _] = taken("## Circumstances\n\nShe was seen.\n¦", "Rationale");
    assert_eq!(after, "## Circumstances\n\nShe was seen.\n\n## Rationale");
}

#[test]
fn a_template_is_filled_in_from_top_to_bottom() {
    let template = referral::with("", |subject| referral_analysis::template::template(subject.schema, "\n"));
    let at = |place: &str, typed: &str| template.replacen(place, &format!("{place}{typed}¦"), 1);
    assert_eq!(labels(&at("- **Date of incident:**", "")), ["10 June 2015"]);
    assert_eq!(labels(&at("- **Date of birth:**", " 1")), Vec::<String>::new(), "no date is known yet");
    let basis = template.find("## Basis").unwrap();
    let below = template[basis..].find("-->\n\n").unwrap() + basis + "-->\n".len();
    let mut marked = template.clone();
    marked.insert(below, '¦');
    let found = labels(&marked);
    assert!(found.contains(&"Begin \"Basis\"".to_owned()), "{found:?}");
    assert!(found.iter().any(|label| label.starts_with("The child died in custody")));
}

#[test]
fn agencies_that_the_referral_names_are_offered_where_they_are_listed() {
    let text = format!(
        "{DRAFT}## Circumstances\n\nEastmoor Police came, then Eastmoor Police left.\n\n## Agencies involved\n\n"
    );
    let [after, _] = taken(&format!("{text}¦\n"), "Eastmoor Health Trust");
    assert_eq!(after, format!("{text}- Eastmoor Health Trust\n"));
    let [after, _] = taken(&format!("{text}- GP\n- East¦\n"), "Eastmoor Health Trust");
    assert_eq!(after, format!("{text}- GP\n- Eastmoor Health Trust\n"));
    let there = labels(&format!("{text}- Eastmoor Health Trust\n- ¦\n"));
    assert!(!there.contains(&"Eastmoor Health Trust".to_owned()), "{there:?}");
}

#[test]
fn a_date_is_written_as_the_settings_say() {
    for (style, today) in [
        (DateStyle::Long, "10 June 2015"),
        (DateStyle::Numeric, "10/06/2015"),
        (DateStyle::Iso, "2015-06-10"),
    ] {
        let settings = Settings { date_style: Some(style), ..Settings::default() };
        for marked in ["Seen on 3 March 2015.\n\n- Date of referral: ¦\n", "---\ndate-of-referral: ¦\n---\n"]
        {
            with_settings(marked, &settings, |subject, at| {
                let found = completion::complete(subject.document, subject.catalogue, Some(subject), at);
                assert_eq!(found[0].label, today, "{marked}");
            });
        }
    }
}

/// Calls `look` with the referral `marked`, read by these settings, and the place of its mark.
fn with_settings(marked: &str, settings: &Settings, look: impl FnOnce(&Subject<'_>, TextSize)) {
    referral::with_mark(marked, |subject, at| {
        let case = Case {
            document: subject.document,
            schema: subject.schema,
            vocabulary: subject.vocabulary,
            catalogue: subject.catalogue,
            settings,
            neighbours: subject.neighbours,
            today: subject.today,
            as_ready: false,
        };
        look(&Subject::new(&case, &mut Memory::default()), at);
    });
}

#[test]
fn the_boards_priorities_are_offered_where_learning_is_sought() {
    let priority =
        |title: &str| Priority { id: title.to_owned(), title: title.to_owned(), aliases: Vec::new() };
    let priorities = vec![priority("Neglect"), priority("Hidden adults")];
    let settings = Settings { priorities, ..Settings::default() };
    let marked = "## Learning sought\n\nIt touches the local learning priority \"Neglect\".\n\n¦\n";
    with_settings(marked, &settings, |subject, at| {
        let found = completion::complete(subject.document, subject.catalogue, Some(subject), at);
        let found: Vec<_> = found.iter().filter(|offer| offer.detail == "learning priority").collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "It touches the local learning priority \"Hidden adults\".");
    });
}

#[test]
fn a_section_is_offered_the_lines_of_its_fields() {
    let [plain, snippet] = taken(&format!("{DRAFT}## Subject\n\n¦\n"), "Date of birth");
    assert!(plain.ends_with("## Subject\n\n- **Date of birth:** \n"), "{plain}");
    assert!(snippet.ends_with("- **Date of birth:** ${1:[insert day month year]}$0\n"), "{snippet}");
    let [plain, _] = taken("## Referrer\n\nAgency: Police\n\n## Subject\n\n¦\n", "Date of birth");
    assert!(plain.ends_with("\n\nDate of birth: \n"), "as the others are: {plain}");
}

#[test]
fn an_empty_document_is_offered_each_kind_of_referral() {
    let document = Document::parse("sar¦".replace('¦', ""));
    let found = referral::with("", |subject| {
        completion::complete(&document, subject.catalogue, None, TextSize::new(3))
    });
    assert_eq!(found.len(), 1, "the others do not begin so");
    let sar = found.iter().find(|offer| offer.detail == "sar").unwrap();
    assert_eq!(sar.filter, "sar", "what was typed stays");
    assert!(
        sar.text
            .starts_with("---\nschema: sar\nstatus: draft\n---\n\n# Referral for Safeguarding Adults Review"),
        "{}",
        sar.text
    );
    assert!(sar.snippet.contains("- **Date of birth:** $"), "{}", sar.snippet);
    let plain: String = sar
        .snippet
        .split('$')
        .map(|part| part.trim_start_matches(|char: char| char.is_ascii_digit()))
        .collect();
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim_end().replace("  ", " ")).filter(|line| !line.is_empty()).collect()
    };
    assert_eq!(lines(&plain), lines(&sar.text), "the same but for the places to go to");
    let (own, _) = offers("¦");
    assert!(own.len() > 5);
    assert_eq!(own[0].detail, "scr", "what the document is taken for comes first");
    let (serious, _) = offers("serious¦");
    let found: Vec<(&str, &str)> =
        serious.iter().map(|offer| (offer.detail.as_str(), offer.filter.as_str())).collect();
    assert_eq!(found, [("scr", "Serious Case Review consideration")], "by a word of its title");
    let written = Document::parse("Some notes".to_owned());
    let none = referral::with("", |subject| {
        completion::complete(&written, subject.catalogue, None, TextSize::new(4))
    });
    assert_eq!(none, [], "a document that is not ours");
}

#[test]
fn an_abbreviation_is_written_out_where_the_document_has_not_done_so() {
    let text = "## Circumstances\n\nShe was seen by the MAS¦\n";
    let (found, _) = offers(text);
    let hub = found.iter().find(|offer| offer.label == "MASH").unwrap();
    assert_eq!(hub.detail, "multi-agency safeguarding hub");
    let [after, _] = taken(text, "MASH");
    assert!(after.ends_with("seen by the multi-agency safeguarding hub (MASH)\n"), "{after}");
    let [after, _] = taken(&after.replace(")\n", "). The MA¦\n"), "MASH");
    assert!(after.ends_with("(MASH). The MASH\n"), "{after}");
    assert!(labels(&text.replace("MAS¦", "Mas¦")).is_empty(), "a word like others");
    assert!(labels(&text.replace("MAS¦", "M¦")).is_empty(), "or the beginning of one");
}

#[test]
fn a_criterion_is_offered_by_its_number_with_its_wording() {
    let text = "## Basis\n\nIt is our view that the case qualifies under regulation 5(2)(b)¦\n";
    let (found, _) = offers(text);
    let labels_of = |found: &[Offer]| found.iter().map(|offer| offer.label.clone()).collect::<Vec<_>>();
    assert_eq!(labels_of(&found), ["5(2)(b)(i)", "5(2)(b)(ii)"]);
    assert!(found[0].detail.starts_with("regulation, Local Safeguarding"), "{}", found[0].detail);
    assert!(found[0].documentation.contains("the child has died"), "{}", found[0].documentation);
    let [after, _] = taken(text, "5(2)(b)(ii)");
    assert!(after.ends_with("under regulation 5(2)(b)(ii)\n"), "{after}");
    let (routes, _) = offers(&text.replace("(2)(b)¦", "¦"));
    assert_eq!(labels_of(&routes)[..2], ["5(2)(a) and (b)(i)", "5(2)(a) and (b)(ii)"]);
    assert!(labels("## Circumstances\n\nShe was 5¦\n").is_empty(), "an age");
}

#[test]
fn a_word_that_is_typed_goes_for_none_that_begins_otherwise() {
    assert_eq!(
        labels("---\ndate-of-referral: 2015-03-12¦\n---\n\nSeen on 3 March 2015.\n"),
        Vec::<String>::new()
    );
    assert_eq!(labels("---\nschema: s¦\n---\n").iter().filter(|id| !id.starts_with('s')).count(), 0);
    assert_eq!(labels("- Date of referral: 10¦\n\nSeen on 3 March 2015.\n"), ["10 June 2015"]);
}

#[test]
fn offers_are_made_at_every_place_of_whole_referrals_without_harm() {
    for text in referral::all() {
        referral::with(&text, |subject| {
            for (at, _) in text.char_indices().filter(|(at, _)| at % 97 == 0) {
                for offer in completion::complete(
                    subject.document,
                    subject.catalogue,
                    Some(subject),
                    TextSize::new(at as u32),
                ) {
                    assert_eq!(usize::from(offer.at.end()), at);
                }
            }
        });
    }
}

#[test]
fn the_first_sentence_about_a_delay_has_the_dates_and_the_working_days() {
    let text = "---\nschema: scr\ndate-aware: 2015-03-03\ndate-of-referral: 2015-05-14\n---\n# Referral\n\nSeen on 04/03/2015.\n\n## Reason for delay\n\n¦\n";
    let [plain, snippet] = taken(text, "Begin \"Reason for delay\"");
    assert!(
        plain.contains(
            "We became aware on 03/03/2015, when [insert what made it clear]. The referral is made on 14/05/2015, 49 working days later, because [insert what happened in between]."
        ),
        "{plain}"
    );
    assert!(snippet.contains("on 03/03/2015, when ${2:[insert what made it clear]}"), "{snippet}");
    let in_time = text.replace("2015-05-14", "2015-03-05");
    let [plain, _] = taken(&in_time, "Begin \"Reason for delay\"");
    assert!(plain.contains("We became aware on [insert day month year]"), "{plain}");
    let since_incident = text.replace("date-aware", "date-of-incident");
    let [plain, _] = taken(&since_incident, "Begin \"Reason for delay\"");
    assert!(
        plain.contains("aware on [insert day month year]"),
        "when it was recognised is not known: {plain}"
    );
    assert!(plain.contains("made on 14/05/2015, 49 working days after the incident, because"), "{plain}");
}
