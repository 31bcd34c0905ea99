//! How long the engine takes for one keystroke, step by step, in generated referrals of several sizes.
//!
//! A person types a few letters a second, and in between other programs use the processor's caches. So each keystroke but
//! those of the last column finds them filled with something else; without that the figures are about half.
//!
//! `cargo bench -p referral-analysis` prints a table; with `-- 16` it looks only at a referral of 16 KB, which suits a
//! profiler. Nothing is asserted: a figure depends on the machine, and a test that depends on it would fail at random.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "it measures time and prints it")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use referral_analysis::check;
use referral_analysis::document::Document;
use referral_analysis::neighbours::Neighbours;
use referral_analysis::schema::{Catalogue, NamedFile};
use referral_analysis::settings::Settings;
use referral_analysis::subject::{Case, Memory, Subject};

#[path = "../tests/support/schemas.rs"]
mod schemas;

/// Sizes of the documents in KB, where none is asked for.
const SIZES: &[usize] = &[4, 16, 100, 1000];
/// Keystrokes in each document.
const KEYSTROKES: usize = 400;
/// Bytes that are touched between keystrokes: more than the caches of most processors hold.
const OTHER_PROGRAMS: usize = 64 << 20;

const HEAD: &str = "---\nschema: scr\nstatus: ready\nsubject-name: Child K\ndate-of-birth: 2007-07-21\n\
    date-of-incident: 2017-03-01\ndate-aware: 2017-03-11\ndate-of-referral: 2017-03-25\n\
    referrer-name: Lena Dahl\nreferrer-role: social worker\nreferrer-agency: Eastmoor Children's Social Care\n---\n\n\
    # Referral for Serious Case Review consideration: Child K\n";
const BASIS: &str = "- [x] Regulation 5(2)(a) and (b)(ii): abuse or neglect is known or suspected, the child has been \
    seriously harmed, and there is cause for concern about how agencies worked together\n- [ ] Another reason\n";
const SECTIONS: &[&str] = &[
    "Subject",
    "Family",
    "Agencies involved",
    "Circumstances",
    "Basis",
    "Rationale",
    "Working together",
    "Chronology",
    "Immediate safety",
    "Parallel processes",
    "Background",
    "Reason for delay",
];
const AGENCIES: &[&str] = &[
    "Eastmoor Police",
    "Northgate Primary School",
    "Harbour Street Surgery",
    "Vale Community Health Trust",
    "Eastmoor Children's Social Care",
];
const SENTENCES: &[&str] = &[
    "On 12 May 2016 the health visitor recorded unexplained bruising and told the GP by telephone.",
    "A strategy meeting on 07/12/2016 was attended by Eastmoor Police and the school; Quayside Housing sent no report.",
    "The referral made by the school on 17 March 2016 was closed with no further action, and nobody replied.",
    "Vale CAMHS held information about parental drug use which was not shared with the police until 27 Oct 2016.",
    "Between 26 September 2016 and 25 December 2016 there were 14 contacts, most of them by letter.",
    "No professional had seen Child K alone before the date of the incident.",
];

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES } else { &asked };
    let files: Vec<_> = schemas::files().into_iter().map(|(name, text)| NamedFile::new(name, text)).collect();
    let catalogue = Catalogue::new(&files);
    println!("median microseconds of {KEYSTROKES} keystrokes");
    println!("{:>8} {:>8} {:>8} {:>8} {:>8} {:>8}", "KB", "text", "subject", "rules", "all", "warm");
    for size in sizes {
        let referral = referral(size * 1024);
        let [text, subject, rules, all] = medians(&catalogue, &referral, OTHER_PROGRAMS);
        let [.., warm] = medians(&catalogue, &referral, 0);
        println!("{size:>8} {text:>8.1} {subject:>8.1} {rules:>8.1} {all:>8.1} {warm:>8.1}");
    }
}

/// Microseconds to read the text, to make the subject, to run the rules, and all together, where `others` bytes of other
/// programs go through the caches between keystrokes.
fn medians(catalogue: &Catalogue, text: &str, others: usize) -> [f64; 4] {
    let (settings, neighbours) = (Settings::default(), Neighbours::default());
    let at = text.match_indices("recorded").map(|(at, _)| at).find(|at| *at >= text.len() / 2).unwrap();
    let mut others = vec![0u8; others];
    let mut memory = Memory::default();
    let mut document = Document::parse(text.to_owned());
    let mut took: [Vec<Duration>; 4] = Default::default();
    for keystroke in 0..KEYSTROKES {
        // A letter is typed into a sentence in the middle, and taken back.
        let typed = if keystroke % 2 == 0 { "x" } else { "" };
        let edited = format!("{}{typed}{}", &text[..at], &text[at..]);
        others.iter_mut().step_by(64).for_each(|byte| *byte = byte.wrapping_add(1));
        let start = Instant::now();
        document = Document::parse_again(document, edited);
        let read = Instant::now();
        let case = Case {
            document: &document,
            schema: catalogue.get("scr").unwrap(),
            vocabulary: catalogue.vocabulary("scr").unwrap(),
            catalogue,
            settings: &settings,
            neighbours: &neighbours,
            today: NaiveDate::from_ymd_opt(2017, 6, 10).unwrap(),
            as_ready: false,
        };
        let subject = Subject::new(&case, &mut memory);
        let made = Instant::now();
        black_box(check::report_again(&subject, &mut memory, &|| false));
        drop(subject);
        let end = Instant::now();
        let steps = [read - start, made - read, end - made, end - start];
        took.iter_mut().zip(steps).for_each(|(took, step)| took.push(step));
    }
    took.map(|mut took| {
        took.sort_unstable();
        took[took.len() / 2].as_secs_f64() * 1e6
    })
}

/// A referral of about `size` bytes.
fn referral(size: usize) -> String {
    let mut text = HEAD.to_owned();
    // A long referral is one about several episodes.
    let episodes = size.div_ceil(16 * 1024);
    let share = size / episodes / SECTIONS.len();
    let mut sentences = SENTENCES.iter().cycle();
    for episode in 1..=episodes {
        for section in SECTIONS {
            let _ = write!(text, "\n## {section} ({episode})\n\n");
            let end = text.len() + share;
            match *section {
                "Agencies involved" => {
                    for agency in AGENCIES {
                        text.extend(["- ", agency, "\n"]);
                    }
                    continue;
                }
                "Chronology" => {
                    text.push_str("| Date | Event | Agency |\n| --- | --- | --- |\n");
                    for (day, agency) in (1..).zip(AGENCIES.iter().cycle()) {
                        if text.len() > end {
                            break;
                        }
                        let day = day % 28 + 1;
                        let _ = writeln!(text, "| {day} March 2016 | Home visit | {agency} |");
                    }
                    continue;
                }
                "Basis" => text.push_str(BASIS),
                _ => {}
            }
            while text.len() < end {
                text.push('\n');
                for sentence in sentences.by_ref().take(4) {
                    text.extend([sentence, " "]);
                }
                text.truncate(text.trim_end().len());
                text.push('\n');
            }
        }
    }
    text
}
