//! scratch
use std::time::Instant;
fn main() {
    for a in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&a).unwrap();
        let s = opswright_shell::parse(&text);
        if let Some(f) = s.faults.first() { println!("{a}:{}: {}", text[..f.range.start].lines().count(), f.message(&text)); }
    }
    if std::env::args().len() > 1 { return; }
    for piece in [
        "$(( ", "((", "$(", "${x", "`", "(", ")", "if ", "a[", "[", "<<E\n", "\"", "$[", "case x in ",
        "{ ", "x=(", "[[ ", "?(", "coproc ", "f() ", "! ", "$((a) ", "<<A <<B\n$(\nA\n", "a;;", "é[",
    ] {
        for n in [18, 20] {
        let text = piece.repeat((1 << n) / piece.len());
        let t = Instant::now();
        let _ = opswright_shell::parse(&text);
        let d = t.elapsed(); if d.as_millis() > 40 {
        println!("{piece:?} {n} {:?}", d);}
        }
    }
}
