//! Broken text: one fault is told, and the rest is read.

use opswright_hcl::parse;

fn check(text: &str, faults: &[&str], blocks: &[&str]) {
    let (hcl, found) = parse(text);
    let messages: Vec<&str> = found.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(messages, faults, "{text}");
    let kinds: Vec<&str> = hcl.body.blocks().map(|block| block.label(0)).collect();
    assert_eq!(kinds, blocks, "{text}");
}

#[test]
fn the_next_block_is_read() {
    check(
        "variable \"a\" {\n  default = [1, 2\n}\nvariable \"b\" {\n  type = string\n}\n",
        &["expected `]`, found `}`"],
        &["a", "b"],
    );
    check(
        "resource \"a\" \"x\" {\n  y {\n    z = 1\n}\nresource \"b\" \"x\" {}\n",
        &["this block is not closed"],
        &["a", "b"],
    );
    check(
        "variable \"a\" {\n  default = \"x\n}\nvariable \"b\" {}\n",
        &["this text is not closed"],
        &["a", "b"],
    );
    check(
        "}\nvariable \"b\" {}\n",
        &["expected an attribute or a block, found `}`"],
        &["b"],
    );
    check(
        "variable \"a\" {\n  default = <<EOF\n x\n}\nvariable \"b\" {}\n",
        &["no line ends this text with `EOF`"],
        &["a", "b"],
    );
}

#[test]
fn what_stands_before_and_after_a_fault_is_kept() {
    let text = "resource \"a\" \"x\" {\n  before = 1\n  broken = = 2\n  after = 3\n}\n";
    let (hcl, faults) = parse(text);
    assert_eq!(faults.len(), 1, "{faults:?}");
    let body = &hcl.body.block("resource").unwrap().body;
    assert_eq!(body.value("before").unwrap().as_number(), Some(1.0));
    assert_eq!(body.value("after").unwrap().as_number(), Some(3.0));
}

#[test]
fn deep_nesting_is_a_fault() {
    let text = format!("x = {}1{}\ny = 2\n", "[".repeat(5000), "]".repeat(5000));
    let (hcl, faults) = parse(&text);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(hcl.body.attribute("y").is_some());
}
