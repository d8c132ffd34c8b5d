//! Any pieces of Terraform are checked and fixed without harm.

use opswright_check::{all, fix};
use opswright_source::{Files, SourceFile};
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "resource \"aws_s3_bucket\" \"b\" {\n",
    "resource \"aws_db_instance\" \"d\" {\n  storage_encrypted = false\n",
    "resource \"aws_security_group\" \"g\" {\n  ingress {\n    from_port = 22\n    to_port = 22\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }\n",
    "data \"aws_iam_policy_document\" \"p\" {\n  statement {\n    actions = [\"*\"]\n    resources = [\"*\"]\n",
    "  policy = <<EOF\n{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\"}]}\nEOF\n",
    "  }\n",
    "}\n",
    "variable \"password\" {\n",
    "  type = \"string\"\n",
    "  default = \"${var.é}\"\n",
    "locals {\n  a = 1\n",
    "  b = list(local.a, \"x\")\n",
    "  c = map(\"k\", local.b)\n",
    "  d = lookup(local.c, \"k\")\n",
    "  e = x.0.y.*.z == []\n",
    "terraform {\n",
    "  backend \"s3\" {\n",
    "  required_version = \"^1\"\n",
    "provider \"aws\" {\n  version = 1\n",
    "module \"m\" {\n  source = \"a/b/c\"\n",
    "// é\n",
    "{{ hole }}",
    "\"",
    "<<EOF\n",
    "\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_terraform_is_checked_and_fixed_without_panic(
        one in proptest::collection::vec(proptest::sample::select(PIECES), 0..20),
        two in proptest::collection::vec(proptest::sample::select(PIECES), 0..10),
    ) {
        let mut files = Files::new();
        files.insert(SourceFile::from_text("live/main.tf", &one.concat()));
        files.insert(SourceFile::from_text("live/other.tf", &two.concat()));
        files.insert(SourceFile::from_text("live/prod.tfvars", &two.concat()));
        for finding in all(&files) {
            let text = files.get(&finding.path).map_or("", |file| file.text.as_str());
            prop_assert!(text.get(finding.range.start..finding.range.end).is_some(), "{finding:?}");
        }
        let fixed = fix::settle(&files, &fix::is_fixable);
        let again = fix::settle(&fixed.files, &|finding| {
            fix::is_fixable(finding) && !fixed.withdrawn.iter().any(|other| other.rule == finding.rule)
        });
        prop_assert!(again.changed.is_empty(), "{:?}", again.applied);
    }
}
