//! The files that people write: policy, statements, keys.

use opswright_approval::{
    Bootstrap, KeyError, Kind, LocalApproval, Policy, Requirement, SelfApproval, SigningKey,
    Statement, bootstrap, is_principal,
};

use crate::support::{PROJECT, key, now, policy, statement};

#[test]
fn the_narrowest_table_of_a_policy_wins() {
    let policy = policy(
        "[default]\nself_approval = true\n[deploy]\napprovals = 2\n\
         [deploy.production]\napprovals = 3\nself_approval = false\n[design.production]\nexpires_hours = 2\n",
    );
    let cases = [
        (Kind::Design, None, (1, 2160, SelfApproval::Allowed)),
        (
            Kind::Design,
            Some("production"),
            (1, 2, SelfApproval::Allowed),
        ),
        (Kind::Deploy, Some("staging"), (2, 1, SelfApproval::Allowed)),
        (
            Kind::Deploy,
            Some("production"),
            (3, 1, SelfApproval::Refused),
        ),
    ];
    for (kind, environment, (approvals, hours, self_approval)) in cases {
        assert_eq!(
            policy.requirement(kind, environment),
            Requirement {
                approvals,
                lifetime: hours * 3600,
                self_approval
            },
            "{kind} {environment:?}"
        );
    }
    assert_eq!(Policy::parse(&policy.render()), Ok(policy));
}

#[test]
fn a_policy_without_rules_is_strict() {
    let strict = policy("");
    for kind in Kind::ALL {
        let requirement = strict.requirement(kind, Some("production"));
        assert_eq!(requirement.approvals, 1);
        assert_eq!(requirement.self_approval, SelfApproval::Refused);
    }
}

#[test]
fn a_policy_that_is_not_understood_is_refused() {
    for (text, expected) in [
        ("[design", "read policy.toml: TOML parse error"),
        (
            "",
            "read policy.toml: its schema is ``, not `opswright/policy@1`",
        ),
        (
            "schema = \"opswright/policy@2\"",
            "read policy.toml: its schema is `opswright/policy@2`",
        ),
        ("S\n[deploys]\n", "read policy.toml: there is no `deploys`"),
        (
            "S\n[deploy]\nquorum = 2\n",
            "read policy.toml: there is no `deploy.quorum`",
        ),
        (
            "S\n[deploy.production]\nquorum = 2\n",
            "read policy.toml: there is no `deploy.production.quorum`",
        ),
        (
            "S\n[deploy]\napprovals = 0\n",
            "read policy.toml: `deploy.approvals` must be a whole number",
        ),
        (
            "S\n[deploy]\napprovals = -1\n",
            "read policy.toml: `deploy.approvals` must be a whole number",
        ),
        (
            "S\n[deploy]\nexpires_hours = 1.5\n",
            "read policy.toml: `deploy.expires_hours` must be a whole number",
        ),
        (
            "S\n[deploy]\nself_approval = \"no\"\n",
            "read policy.toml: `deploy.self_approval` must be true or false",
        ),
        (
            "S\ndefault = 1\n",
            "read policy.toml: `default` must be a table",
        ),
        (
            "S\n[default.production]\napprovals = 1\n",
            "read policy.toml: there is no `default.production`",
        ),
    ] {
        let text = text.replace('S', "schema = \"opswright/policy@1\"");
        let error = Policy::parse(&text).expect_err(&text).to_string();
        assert!(error.starts_with(expected), "{text}\n{error}");
    }
}

#[test]
fn a_statement_reads_back_and_has_one_text() {
    let statement = statement("ann@example.com");
    let text = String::from_utf8(statement.bytes()).expect("it is text");
    assert_eq!(
        text,
        "{\"approver\":\"ann@example.com\",\"bootstrap\":false,\"created\":\"2026-11-22T11:00:00Z\",\
         \"digest\":\"sha256:abababababababababababababababababababababababababababababababab\",\
         \"environment\":null,\"expires\":\"2026-11-23T11:00:00Z\",\"kind\":\"design\",\
         \"nonce\":\"07070707070707070707070707070707\",\"project\":\"shop\",\
         \"rules_version\":\"2026.1\",\"schema\":\"opswright/approval@1\"}"
    );
    assert_eq!(Statement::parse(text.as_bytes()), Ok(statement));
}

#[test]
fn principals_can_be_names_of_files() {
    for (text, expected) in [
        ("ann@example.com", true),
        ("ann", true),
        ("a.b_c+d-e@f", true),
        ("", false),
        (".ann", false),
        ("-ann", false),
        ("../ann", false),
        ("ann/bob", false),
        ("ann bob", false),
        ("ann,bob", false),
        ("*", false),
        ("änn", false),
    ] {
        assert_eq!(is_principal(text), expected, "{text}");
    }
    assert!(!is_principal(&"a".repeat(101)));
}

#[test]
fn keys_are_read_with_their_reason() {
    let plain = key(1).to_openssh().expect("a key has a text");
    let read = SigningKey::from_openssh(&plain, None).expect("it is a key");
    assert_eq!(read.fingerprint(), key(1).fingerprint());
    assert!(read.public_key().starts_with("ssh-ed25519 AAAA"));
    assert!(!format!("{read:?}").contains("PRIVATE"));
    let unread = |text: &str, passphrase| SigningKey::from_openssh(text, passphrase).err();
    assert_eq!(unread("no key", None), Some(KeyError::Malformed));
    assert_eq!(unread(&plain[..100], None), Some(KeyError::Malformed));
}

#[test]
fn bootstrap_writes_what_it_says() {
    let Bootstrap {
        policy,
        allowed_signers,
        approval,
    } = bootstrap(PROJECT, "ann@example.com", &key(1), now(), [1; 16]).expect("it signs");
    assert!(policy.contains("self_approval = true"), "{policy}");
    assert_eq!(
        allowed_signers.lines().last(),
        Some(
            format!(
                "ann@example.com namespaces=\"opswright-approval@v1\" {}",
                key(1).public_key()
            )
            .as_str()
        )
    );
    assert_eq!(approval.who, "ann@example.com");
    assert!(bootstrap(PROJECT, "../ann", &key(1), now(), [1; 16]).is_err());
}

#[test]
fn local_approvals_read_back() {
    let said = LocalApproval::new(Kind::Design, "sha256:ab", "ann", now());
    assert_eq!(LocalApproval::from_json(&said.to_json()), Some(said));
    assert_eq!(LocalApproval::from_json("{}"), None);
}
