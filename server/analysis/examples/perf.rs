#![allow(warnings)]
use referral_analysis::*;
use std::time::Instant;
fn main() {
    let text = std::fs::read_to_string("schemas/scr.toml").unwrap();
    let t = Instant::now();
    let cat = schema::Catalogue::new(&[schema::NamedFile { name: "scr.toml".into(), text }]);
    println!("catalogue {:?}", t.elapsed());
    let s = cat.get("scr").unwrap();
    let t = Instant::now();
    let v = cat.vocabulary("scr").unwrap();
    println!("vocabulary {:?}", t.elapsed());
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let n = if text.len() > 500_000 { 5 } else { 200 };
    let settings = settings::Settings::default();
    let nb = subject::Neighbours::default();
    let today = chrono::NaiveDate::from_ymd_opt(2019, 9, 30).unwrap();
    let bench = |name: &str, f: &mut dyn FnMut()| {
        let mut best = u128::MAX;
        let mut v = vec![];
        for _ in 0..n {
            let t = Instant::now();
            f();
            v.push(t.elapsed().as_nanos());
        }
        v.sort();
        println!(
            "{name:20} p50 {:>9.1} us  min {:>9.1}",
            v[v.len() / 2] as f64 / 1000.0,
            v[0] as f64 / 1000.0
        );
    };
    bench("clone", &mut || {
        std::hint::black_box(text.clone());
    });
    bench("document", &mut || {
        std::hint::black_box(document::Document::parse(text.clone()));
    });
    let d = document::Document::parse(text.clone());
    bench("outline", &mut || {
        std::hint::black_box(outline::Outline::read(&d, s, v));
    });
    let o = outline::Outline::read(&d, s, v);
    bench("dates", &mut || {
        for l in &o.in_scope {
            std::hint::black_box(date::find_dates(d.text(*l)));
        }
    });
    bench("phrases", &mut || {
        for b in d.blocks() {
            std::hint::black_box(v.find(b.plain.text()).count());
        }
    });
    let case = subject::Case {
        document: &d,
        schema: s,
        vocabulary: v,
        catalogue: &cat,
        settings: &settings,
        neighbours: &nb,
        today,
        as_ready: false,
    };
    let mut mem = subject::Memory::default();
    bench("subject", &mut || {
        std::hint::black_box(subject::Subject::new(&case, &mut mem));
    });
    bench("check", &mut || {
        std::hint::black_box(check::check(&case));
    });
    bench("again", &mut || {
        std::hint::black_box(check::check_again(&case, &mut mem, &|| false));
    });
    let sub = subject::Subject::new(&case, &mut mem);
    for rule in rules::RULES {
        if let rules::Check::Document(f) = rule.check {
            let mut v = vec![];
            for _ in 0..50 {
                let t = Instant::now();
                std::hint::black_box(f(&sub));
                v.push(t.elapsed().as_nanos());
            }
            v.sort();
            if v[25] > 2000 {
                println!("  rule {:24} {:.1} us", rule.code, v[25] as f64 / 1000.0);
            }
        }
    }
    bench("delay", &mut || {
        let s2 = subject::Subject::new(&case, &mut subject::Memory::default());
        drop(s2);
    });
    let r = check::check(&case);
    println!("{} findings", r.findings.len());
}
