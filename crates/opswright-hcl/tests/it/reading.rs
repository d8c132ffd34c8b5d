//! What is read of good text.

use opswright_hcl::{ExpressionKind, Hcl, Part, parse};

fn good(text: &str) -> Hcl {
    let (hcl, faults) = parse(text);
    assert_eq!(faults, [], "{text}");
    hcl
}

#[test]
fn blocks_labels_and_attributes_know_their_places() {
    let text = "resource \"aws_vpc\" main {\n  cidr = \"10.0.0.0/16\" # c\n  tags = { a = 1, \"b\" : 2 }\n  x { y = true }\n}\n";
    let hcl = good(text);
    let block = hcl.body.block("resource").unwrap();
    assert_eq!(
        (block.label(0), block.label(1), block.label(2)),
        ("aws_vpc", "main", "")
    );
    assert_eq!(block.header.slice(text), "resource \"aws_vpc\" main");
    let cidr = block.body.attribute("cidr").unwrap();
    assert_eq!(cidr.range.slice(text), "cidr = \"10.0.0.0/16\"");
    assert_eq!(cidr.value.as_str(), Some("10.0.0.0/16"));
    let tags = block.body.value("tags").unwrap();
    assert_eq!(tags.get("b").unwrap().as_number(), Some(2.0));
    let inner = block.body.block("x").unwrap();
    assert_eq!(inner.body.value("y").unwrap().as_bool(), Some(true));
    assert_eq!(inner.range.slice(text), "x { y = true }");
}

#[test]
fn every_form_of_expression_is_read() {
    for value in [
        "null",
        "-1.5e3",
        "!var.a",
        "a ? b : c ? d : e",
        "(\n  a == null\n  || b\n)",
        "[for k, v in var.x : \"${k}-${v}\" if v != \"\"]",
        "{ for k in x : k => v... if true }",
        "{\n  a = 1\n  b = x ? 1 : 2\n  (c) = 3,\n  \"d.${e}\" = f(g...)\n}",
        "aws_vpc.main[0].*.id",
        "data.x.y[\"a\"][*].z.0.b",
        "merge(\n  a,\n  { b = 1 },\n)",
        "provider::aws::arn_parse(x).id",
        "\"%{ if a ~}x%{ else }y%{ endif }\"",
        "\"a $${b} \\\"q\\\" \\u00e9\"",
        "\"${jsonencode({ a = \"b\" })}\"",
        "{}",
        "[]",
        "{ for = 1 }",
        "a.b\n",
        "(\n  a\n  .b\n  .c\n)",
    ] {
        good(&format!("x = {value}\n"));
    }
}

#[test]
fn heredocs_hold_their_parts() {
    let text =
        "a = <<-EOT\n    one ${var.x} \"q\"\n    %{ for a in b }${a}%{ endfor }\n  EOT\nb = 1\n";
    let hcl = good(text);
    let ExpressionKind::Heredoc(parts) = &hcl.body.value("a").unwrap().kind else {
        panic!("no heredoc");
    };
    assert!(matches!(&parts[0], Part::Literal { text, .. } if text == "    one "));
    assert!(
        matches!(&parts[1], Part::Interpolation { expression, .. } if expression.path() == ["var", "x"])
    );
    assert_eq!(hcl.body.value("b").unwrap().as_number(), Some(1.0));
}

#[test]
fn escapes_are_resolved() {
    let hcl = good("x = \"a\\n$${b}\\u00e9\"\ny = \"${var.z}\"\n");
    assert_eq!(hcl.body.value("x").unwrap().as_str(), Some("a\n${b}é"));
    assert_eq!(hcl.body.value("y").unwrap().path(), ["var", "z"]);
    assert_eq!(hcl.body.value("y").unwrap().as_str(), None);
}
