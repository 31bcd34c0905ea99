#![allow(warnings)]
use referral_analysis::outline::*;
use referral_analysis::*;
fn main() {
    let schema_text = std::fs::read_to_string("schemas/scr.toml").unwrap();
    let t = std::time::Instant::now();
    let cat = schema::Catalogue::new(&[schema::NamedFile { name: "scr.toml".into(), text: schema_text }]);
    eprintln!("catalogue {:?}", t.elapsed());
    for (f, e) in cat.errors() {
        for e in e {
            eprintln!("{f}: {e} {:?}", e.at);
        }
    }
    let s = cat.get("scr").unwrap();
    let t = std::time::Instant::now();
    let v = cat.vocabulary("scr").unwrap();
    eprintln!("vocabulary {:?}", t.elapsed());
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let t = std::time::Instant::now();
        let d = document::Document::parse(text);
        let t1 = t.elapsed();
        let o = Outline::read(&d, s, v);
        eprintln!("== {path} parse {:?} outline {:?}", t1, t.elapsed() - t1);
        for x in &o.sections {
            println!(
                "section {} {:?} {:?} near={} lines={:?}",
                s.sections[x.spec as usize].id,
                d.text(x.label),
                x.fill,
                x.near,
                x.lines
            );
        }
        for x in &o.fields {
            println!(
                "field {} #{} label={:?} value={:?} {:?} sec={:?}",
                s.fields[x.spec as usize].id,
                x.subject,
                x.label.map(|p| d.source_at(p)),
                x.value.map(|p| d.source_at(p)),
                x.fill,
                x.section
            );
        }
        for x in &o.unrecognised {
            println!("unrec {:?}", d.text(*x));
        }
        for x in &o.tokens {
            println!("token {:?}", d.text(x.piece));
        }
        println!("oos {:?}", o.out_of_scope);
    }
}
