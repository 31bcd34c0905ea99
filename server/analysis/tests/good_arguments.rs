//! Good referrals as different people write them, on which no rule has anything to say at warning or above.
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

/// Role and agency of the referrer, circumstances, agencies involved, basis, rationale.
const REFERRALS: &[[&str; 6]] = &[
    [
        "GP",
        "Marsh Lane Surgery",
        "Child K died at home on 2 March 2015 aged four. The post-mortem found three healing rib fractures.",
        "Marsh Lane Surgery, Eastmoor Police, health visiting.",
        "Reg 5(2)(a) and (b)(i): he has died and abuse is suspected.",
        "I saw him on 3 February with a bruised ear and accepted that he had fallen. I did not look at the hospital letter of January.",
    ],
    [
        "GP",
        "Marsh Lane Surgery",
        "K was brought to hospital fitting on 3 March 2015 with a subdural haemorrhage; she is in PICU. Her injuries are thought to be inflicted.",
        "The surgery, Eastmoor General, the health visitor.",
        "In my view this meets the second limb, (b)(ii): serious harm to a child, probable abuse, and real worries about how we all worked together.",
        "The health visitor wrote to us twice. Nobody in the practice read either letter until Monday.",
    ],
    [
        "Head teacher",
        "Thorley Primary School",
        "K came to school on 3 March with burns to both hands. He is in the burns unit and will need grafts. His stepfather has been charged.",
        "Thorley Primary, social care, the GP.",
        "We think that the criteria for a serious case review are met: K has been seriously harmed by someone at home and we have concerns about how agencies shared information.",
        "We made four referrals to the front door in the autumn term. All four were closed and we only heard about one of them.",
    ],
    [
        "Class teacher",
        "Thorley Primary School",
        "K told me on 3 March what has been happening at home since she was seven. It is sexual abuse and it has gone on for four years.",
        "School, police.",
        "Serious harm – 5(2)(b)(ii).",
        "A social worker visited in 2013 after K's cousin told his teacher. The visit was never linked to K, and school was not told.",
    ],
    [
        "Detective Inspector",
        "Eastmoor Police",
        "Child K died in custody at Eastmoor YOI on 3 March 2015.",
        "Eastmoor Police, Eastmoor YOI, YOT.",
        "Death in custody.",
        "Child K died in custody at Eastmoor YOI on 3 March 2015.",
    ],
    [
        "DS",
        "Eastmoor Police",
        "Murder of a six-year-old by his father on 2 March 2015.",
        "Police, IDVA, school, CSC.",
        "☒ Child has died and abuse or neglect is known or suspected
☐ Child has been seriously harmed
☐ Other",
        "MARAC heard the case on 12 January and 9 February. K was not on the agenda on either date.",
    ],
    [
        "Specialist nurse",
        "Eastmoor Community Trust",
        "Child K, 16, died on the ward on 2 March 2015. She was detained under section 3 of the Mental Health Act 1983 and had tied a ligature.",
        "The Trust, CAMHS, her college.",
        "The child died while detained under the Mental Health Act 1983. Regulation 5(2) itself may not be met, as there is no suspicion of abuse.",
        "Observation was reduced from constant to hourly on 28 February without the community team being told.",
    ],
    [
        "Health visitor",
        "Eastmoor Community Trust",
        "Baby found unresponsive, co-sleeping, on 2 March 2015. Both parents had been drinking. He did not survive.",
        "Ambulance, police, health visiting, GP.",
        "Criteria met - yes. (a) and (b)(i): child has died; neglect suspected.",
        "The antenatal alert about alcohol never reached my team. The midwife had sent it to the old fax number.",
    ],
    [
        "Project worker",
        "Lantern House",
        "K went missing for nine days and was found on 3 March. She is safe.",
        "Lantern House, police, YOS.",
        "This does not meet the statutory criteria but we think there is important learning about how missing episodes are passed between two counties.",
        "Each force had half the picture; the return interview was booked by both and done by neither.",
    ],
    [
        "Manager",
        "Lantern House",
        "A near miss on 3 March: K was nearly discharged to an address where her abuser lives.",
        "Lantern House, hospital.",
        "Other reason: near miss, no harm came of it.",
        "The ward rang us by chance at five. A review could look at why discharge planning depends on who happens to pick up the phone.",
    ],
    [
        "Manager",
        "Lantern House",
        "Good outcome for K and her brothers after eight months of work.",
        "Lantern House, school nursing, housing.",
        "We are not suggesting that the criteria are met. Put forward as good practice.",
        "Housing, school nursing and we met every Thursday in the school office. Others could copy it.",
    ],
    [
        "Social worker",
        "Eastmoor Children's Services",
        "K, 14 weeks, has a fractured femur and eleven rib fractures of different ages (admitted 3 March 2015).",
        "Children's services, Eastmoor General, GP, midwifery.",
        "5(2)(b)(i) is not met as she survived; 5(2)(b)(ii) is met.",
        "The discharge planning meeting on 9 December went ahead without us or the GP; the pre-birth plan was never sent to the ward.",
    ],
    [
        "Social worker",
        "Eastmoor Children's Services",
        "K nearly died of neglect: she weighed 9 kg at four years old and was in a coma on admission.",
        "CSC, nursery, dentist, Housing.",
        "Is this for SCR consideration? Yes

Is this for learning? Yes",
        "The nursery, the dentist and the housing officer each recorded that she was thin. There was no meeting. See the chronology.",
    ],
    [
        "IRO",
        "Eastmoor Children's Services",
        "K was 17 and subject to a deprivation of liberty order made by the Court of Protection under the Mental Capacity Act 2005. He died on 2 March 2015.",
        "CSC, placement, adult services.",
        "16/17 year old subject to a deprivation of liberty order under the Mental Capacity Act 2005.",
        "Placement staff had asked for the order to be reviewed in November; the transitions team thought adult services had it.",
    ],
    [
        "DSL",
        "Thorley Academy",
        "Suspected suicide of a Year 10 pupil on 2 March 2015. Neglect at home had been raised.",
        "Thorley Academy, CAMHS, early help.",
        "We are unsure, but it may meet regulation 5(2)(b)(i) (suspected suicide, with neglect).",
        "CAMHS discharged K after two missed appointments. We would have driven her if anybody had rung.",
    ],
    [
        "Sergeant",
        "Eastmoor Police",
        "K drowned in the bath on 2 March 2015; mother intoxicated.",
        "Police, ambulance.",
        "5(2)(a)+(b)(i)",
        "Third bath incident. The first two went to the MASH and were logged under different spellings of the surname.",
    ],
    [
        "Vicar",
        "St Aidan",
        "A little boy in our parish died on 2 March 2015. He had been hungry for months.",
        "St Aidan, school.",
        "I believe this falls within what the regulations call a serious case because he has died and he was neglected.",
        "He ate at our lunch club every day for a year, and took bread home. We told the school in October and again in January.",
    ],
    [
        "Midwife",
        "Eastmoor General Hospital",
        "Newborn died on 2 March 2015 after a concealed pregnancy.",
        "Eastmoor General, GP.",
        "Statutory criteria: met (death; neglect suspected).",
        "She was seen in A&E at 30 weeks with abdominal pain, and again at 34. No pregnancy test was done.",
    ],
    [
        "Named nurse",
        "Eastmoor Trust",
        "K died on 2 March 2015 of an untreated burst appendix; her parents had refused treatment.",
        "Trust, GP, school.",
        "| Question | Yes | No |
| --- | --- | --- |
| Has the child died? | x | |
| Is abuse or neglect known or suspected? | x | |
| Has the child been seriously harmed? | | x |
| Are there concerns about how agencies worked together? | x | |",
        "School nurse asked the GP on 4 February for a same-day visit. The GP phoned home and was told she was better.",
    ],
    [
        "Dentist",
        "Eastgate Dental Practice",
        "K, six, was admitted on 3 March 2015 with a brain abscess that began in her teeth. She has lost the sight of one eye.",
        "Eastgate Dental Practice, Eastgate Hospital, school nursing.",
        "Grounds: serious harm, through dental neglect, and services that were not joined up (5.2(b)(ii)).",
        "We wrote to her parents six times and to the school nurse once. No letter was copied to anyone else.",
    ],
    [
        "Probation officer",
        "Eastmoor Probation",
        "K was killed by her mother’s partner on 2 March 2015. He was on licence to us.",
        "Probation, police, CSC, school.",
        "Criteria for SCR met? Yes - 5(2)(b)(i)",
        "His licence said no contact with children. The police had known since November that he lived there; we had not.",
    ],
    [
        "Consultant paediatrician",
        "Eastmoor General Hospital",
        "K died on 2 March 2015 at seven weeks. Skull fracture and retinal haemorrhages.",
        "Eastmoor General, GP, health visiting.",
        "(a) Abuse or neglect is known or suspected: yes.

(b)(i) The child has died: yes.

(b)(ii) Serious harm and concern about agencies: not applicable.",
        "She was brought to A&E on 21 February with a torn frenulum and sent home by a locum. No skeletal survey, no call to CSC.",
    ],
    [
        "Housing officer",
        "Fellside Homes",
        "K and her sister were left alone for four days in a flat without heating. Both are in foster care and recovering.",
        "Fellside Homes, police, school.",
        "I am not sure that this meets the criteria. If it does not, I ask for it to be looked at as a learning review.",
        "Our gas engineer reported the flat on 9 January and our own system sent the report to an address that was closed in 2013. The police and the school have similar stories.",
    ],
    [
        "Youth worker",
        "Thorley Youth Club",
        "K, fifteen, was stabbed on 3 March 2015 and survived after emergency surgery. He had been running drugs for older boys.",
        "Youth club, police, YOT, PRU.",
        "Serious harm. Criminal exploitation is a form of abuse, and the agencies around him did not talk to each other.

[x] 5(2)(b)(ii)  [ ] 5(2)(b)(i)",
        "The PRU, YOT and we each had a plan. None of us had seen the others’ plans until the strategy meeting.",
    ],
];

#[path = "support/schemas.rs"]
mod schemas;

#[test]
fn good_referrals_are_left_alone() {
    let files: Vec<_> = schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect();
    let catalogue = Catalogue::new(&files);
    let mut wrong = Vec::new();
    for [role, agency, circumstances, agencies, basis, rationale] in REFERRALS {
        let text = format!(
            "---\nschema: scr\ndate-aware: 2015-03-03\ndate-of-referral: 2015-03-10\n---\n\n# Referral of Child K\n\n\
             ## Child\n\nName: Child K\nDate of birth: 14 February 2011\n\n\
             ## Referrer\n\nName: J. Example\nRole: {role}\nAgency: {agency}\n\n\
             ## Circumstances\n\n{circumstances}\n\n## Agencies involved\n\n{agencies}\n\n\
             ## Basis\n\n{basis}\n\n## Rationale\n\n{rationale}\n"
        );
        let document = Document::parse(text);
        let report = check::check(&Case {
            document: &document,
            schema: catalogue.get("scr").unwrap(),
            vocabulary: catalogue.vocabulary("scr").unwrap(),
            catalogue: &catalogue,
            settings: &Settings::default(),
            neighbours: &Neighbours::default(),
            today: NaiveDate::from_ymd_opt(2019, 9, 30).unwrap(),
            as_ready: false,
        });
        let loud = report.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
        wrong.extend(loud.map(|finding| format!("{role}, {basis:?}: {}: {}", finding.code, finding.message)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
