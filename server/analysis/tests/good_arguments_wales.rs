//! Good arguments for reviews in Wales and of domestic homicides, as different people write them, on which no rule has
//! anything to say at warning or above.
//!
//! What the rules do find is tested beside each of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use chrono::NaiveDate;
use referral_analysis::check;
use referral_analysis::document::Document;
use referral_analysis::finding::Severity;
use referral_analysis::neighbours::Neighbours;
use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::settings::Settings;
use referral_analysis::subject::Case;

/// Schema, role of the referrer, circumstances, basis, rationale.
const REFERRALS: &[[&str; 5]] = &[
    [
        "cpr-wales",
        "Midwife",
        "The baby died on 3 March 2021 aged nine days. Both parents were intoxicated in the bed they shared with him.",
        "Extended: his name had gone on the register before he was born.",
        "The pre-birth plan said no co-sleeping and daily visits. I made four of nine. The family support worker made none and I was not told.",
    ],
    [
        "cpr-wales",
        "Form tutor",
        "K was found unconscious on 3 March 2021. She had been drinking with men she met in the park and was raped. She was in intensive care for two days.",
        "I think that this meets the criteria for a concise review. As far as I know she has never been in care or on the register.",
        "I reported what she told me on 9 February and on 23 February. I have a reference number for each and have heard nothing.",
    ],
    [
        "cpr-wales",
        "Paediatrician",
        "On 3 March 2021 K was scalded over a third of her body. She will need operations until she is grown. The story does not fit the pattern.",
        "Serious and permanent impairment, abuse suspected, LAC until December: extended criteria.",
        "Her placement ended on 18 December 2020. The health visitor learned of it on 2 February from the grandmother, and the looked-after children nurse from me.",
    ],
    [
        "cpr-wales",
        "Youth worker",
        "He took his own life on 3 March 2021. He was 17 and lived in a bed and breakfast that the council paid for under section 76.",
        "- [ ] Concise child practice review\n- [x] Extended child practice review",
        "Neglect, in my view: he was put there for a weekend and stayed eleven weeks. Nobody from the council saw him after 20 January.",
    ],
    [
        "cpr-wales",
        "Detective sergeant",
        "K was starved and died on 3 March 2021. Both carers are charged.",
        "The criteria for a child practice review are met. K had been unknown to social services, so it would be a concise one.",
        "The dentist, the school and the housing officer each saw how thin she was in January. Each thought that another had rung the hub.",
    ],
    [
        "cpr-wales",
        "Team manager",
        "K ran from his placement on 3 March 2021 and was brought back unhurt by a bus driver.",
        "He came to no harm, so the criteria are not met. We ask for the case to be looked at for its learning.",
        "It is the fourth time that a plan drawn up in another county did not reach the placement. A review could show why.",
    ],
    [
        "apr-wales",
        "District nurse",
        "She died on 3 March 2021 of sepsis from pressure ulcers to the bone. Two carers came four times a day.",
        "Concise criteria. She was an adult at risk; I suspect neglect; there had been no enquiry that I know of.",
        "The care agency's notes say that her skin was checked daily. I saw her on 19 February and it had not been looked at for weeks.",
    ],
    [
        "apr-wales",
        "Social worker",
        "Mr B, who has a learning disability, was found on 3 March 2021 locked in a garage. He has lost the sight of one eye.",
        "It meets the criteria for an extended adult practice review, because we had determined on 14 January, after an enquiry under section 126, that action was needed to protect him.",
        "The protection plan asked police to visit weekly. The officer it named had moved in November, and the mailbox was not read.",
    ],
    [
        "apr-wales",
        "Manager of a care home",
        "On 3 March 2021 one resident pushed another down the stairs. She broke her hip and her skull and has not spoken since.",
        "We believe that the statutory criteria may be met: both were vulnerable and there was neglect on our side in leaving the stairs open. We do not know whether an enquiry had been opened.",
        "We reported eleven incidents between the two since New Year to the commissioning team, as our contract says. They are not read by adult safeguarding.",
    ],
    [
        "apr-wales",
        "Housing officer",
        "He was found dead on 3 March 2021 among five years of newspapers. There was no water and no heating.",
        "☒ Concise adult practice review ☐ Extended adult practice review\n\nSelf-neglect; he was known to nobody, and no enquiry was ever made.",
        "The gas engineer reported the flat to us on 4 October, 2 November and 30 November. Our system closes a report when the engineer leaves.",
    ],
    [
        "apr-wales",
        "Paramedic",
        "We were called on 3 March 2021 to a man who had choked at his day centre. He was saved by a volunteer.",
        "The criteria are not met, as he has recovered. For the purpose of learning.",
        "He is the second of two this year whose soft diet was written down at home and not where they spend the day. It would be useful to understand how diets travel.",
    ],
    [
        "susr-wales",
        "Detective chief inspector",
        "On 3 March 2021 a man of 30 was stabbed to death outside a pub. Two people are charged.",
        "The criteria for an Offensive Weapons Homicide Review are met.",
        "One of the two had been taken home with a knife by our officers on 20 February. The probation office asked about it on 24 February and had no answer.",
    ],
    [
        "susr-wales",
        "Consultant psychiatrist",
        "My patient killed a stranger on 3 March 2021.",
        "A homicide by a man who had been under our community mental health team until January: mental health homicide review.",
        "He was discharged for missing three appointments. The letters went to the hostel he had left in November, as the hostel told us on 2 December.",
    ],
    [
        "susr-wales",
        "Head of safeguarding",
        "K, 16, was killed by her boyfriend on 3 March 2021. She had been looked after since she was nine.",
        "She was a child and he was her partner, so the criteria for both a child practice review and a domestic homicide review are met.",
        "The sexual health clinic graded her risk as high on 9 February. It was sent to adult services because of his age and never to ours.",
    ],
    [
        "susr-wales",
        "GP",
        "Mrs C, 84, died on 3 March 2021. Her grandson, who cared for her, had left her on the floor for three days.",
        "I am not sure which review it would be. The criteria for an adult practice review may be met, since neglect is suspected and I had asked for an enquiry, or those for a DHR, as he is family.",
        "I asked adult services to see her on 11 January and 8 February. Both times they rang him and he said that all was well.",
    ],
    [
        "susr-wales",
        "Head teacher",
        "A pupil was found with a machete on 3 March 2021. Nobody was hurt.",
        "Outside the criteria of all five; it is a near miss from which schools could learn.",
        "It is the third in two terms. Each time one of the four agencies in the room had known since the week before.",
    ],
    [
        "dhr",
        "Detective chief inspector",
        "Ms D was strangled on 3 March 2021. Her ex-partner has been charged with murder.",
        "S9(1)(a).",
        "She rang us on 11 January and 2 February. On the second call the officer did not see the first, as her name was spelt in two ways.",
    ],
    [
        "dhr",
        "Hospital matron",
        "Mr E, 81, was brought in on 2 March 2021, starved and bruised, and died the next day. He lived with his daughter.",
        "The criteria for a domestic homicide review may be met: his death appears to have resulted from neglect by someone to whom he was related.",
        "The district nurse was turned away at the door on 8, 15 and 22 January and wrote \"family declined\" each time. The GP renewed his tablets by telephone.",
    ],
    [
        "dhr",
        "Domestic abuse adviser",
        "She hanged herself on 3 March 2021, eight days after the court let him come back to the house.",
        "Suicide. No one is charged, but the circumstances give rise to concern, as he had controlled where she went for years.",
        "Our assessment of 1 February said that she spoke of dying. The conference of 18 February did not have it, because we send ours by post.",
    ],
    [
        "dhr",
        "Brother of the deceased",
        "My brother was killed on 3 March 2021 by the man who rented his spare room.",
        "They were not related but shared the house, so I understand that section 9(1)(b) is the one.",
        "I told the police on 9 February that my brother slept with a chair against the door. They said that it was a matter between landlord and tenant.",
    ],
    [
        "dhr",
        "Social worker",
        "On 3 March 2021 G was shot by his wife, who then shot herself. Their children were at school.",
        "We notify you of a death that falls within the definition of a domestic abuse related death: G was killed by his wife.",
        "The school had told us on 5 February what the younger child drew. We visited on 26 February and spoke with her mother alone.",
    ],
    [
        "dhr",
        "Community safety officer",
        "She was set on fire by her husband on 3 March 2021 and survived.",
        "She lived, so the criteria are not met, but there is useful learning and we ask for a local review.",
        "After three near-fatal attacks this year we found that a panic alarm had been promised and not fitted. A review could show where the order stops.",
    ],
];

#[path = "support/schemas.rs"]
mod schemas;

#[test]
fn good_arguments_for_reviews_in_wales_and_of_domestic_homicides_are_left_alone() {
    let files: Vec<_> = schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect();
    let catalogue = Catalogue::new(&files);
    let mut wrong = Vec::new();
    for [schema, role, circumstances, basis, rationale] in REFERRALS {
        let text = format!(
            "---\nschema: {schema}\ndate-aware: 2021-03-03\ndate-of-referral: 2021-03-10\n---\n\n# Referral\n\n\
             ## Subject\n\nName: K\n\n\
             ## Referrer\n\nName: J. Example\nRole: {role}\nAgency: Glanafon\n\n\
             ## Circumstances\n\n{circumstances}\n\n## Agencies involved\n\nGlanafon Council, Northshire Police.\n\n\
             ## Basis\n\n{basis}\n\n## Rationale\n\n{rationale}\n"
        );
        let document = Document::parse(text);
        let report = check::check(&Case {
            document: &document,
            schema: catalogue.get(schema).unwrap(),
            vocabulary: catalogue.vocabulary(schema).unwrap(),
            catalogue: &catalogue,
            settings: &Settings::default(),
            neighbours: &Neighbours::default(),
            today: NaiveDate::from_ymd_opt(2021, 3, 31).unwrap(),
            as_ready: false,
        });
        let loud = report.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
        wrong.extend(
            loud.map(|finding| format!("{schema}, {role}, {basis:?}: {}: {}", finding.code, finding.message)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
