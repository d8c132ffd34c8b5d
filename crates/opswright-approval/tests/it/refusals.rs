//! Every way in which an approval is not one.

use std::collections::BTreeSet;

use opswright_approval::{
    Class, Kind, LocalApproval, Policy, Refusal, Statement, StoredApproval, Wanted, bootstrap,
    policy_digest, rfc3339, verify, verify_local,
};

use crate::support::{
    PROJECT, changed, check, digest, key, now, policy, refused, signed, signers, signers_with,
    statement, wanted,
};

#[test]
fn a_right_one_is_accepted() {
    let approved = check(&[signed(&statement("ann@example.com"), 1)]).expect("it is right");
    assert_eq!(approved.class, Class::Signed);
    assert_eq!(approved.ignored, []);
    assert_eq!(approved.approvers.len(), 1);
    let ann = &approved.approvers[0];
    assert_eq!(ann.who, "ann@example.com");
    assert_eq!(ann.fingerprint, Some(key(1).fingerprint()));
    assert_eq!(
        ann.nonce.as_deref(),
        Some("07070707070707070707070707070707")
    );
    assert!(!ann.self_approved);
}

#[test]
fn none_is_missing() {
    let refusal = check(&[]).expect_err("there is none");
    assert!(refusal.is_missing());
    let text = format!("nobody has approved design {}", digest("ab"));
    assert_eq!(refusal.to_string(), text);
    let pipeline = changed(|it| {
        it.kind = Kind::Pipeline;
        it.digest = digest("cd");
    });
    assert!(
        check(&[pipeline])
            .expect_err("only another kind")
            .is_missing()
    );
}

#[test]
fn another_digest_is_stale_and_said() {
    let of = |byte: &str, created: u64| {
        changed(|it| {
            it.digest = digest(byte);
            it.created = rfc3339(created);
        })
    };
    let refusal = check(&[
        of("cd", now() - 60),
        of("ef", now() - 30),
        of("cd", now() - 10),
    ]);
    assert_eq!(
        refusal,
        Err(Refusal::Stale {
            kind: Kind::Design,
            digest: digest("ab"),
            approved: vec![digest("cd"), digest("ef")],
        })
    );
    let forged = signed(&statement("eve@example.com"), 3);
    let other = StoredApproval {
        digest: digest("cd"),
        ..forged
    };
    assert!(
        check(&[other])
            .expect_err("a forgery makes nothing stale")
            .is_missing()
    );
}

#[test]
fn unknown_signers_and_other_keys_are_refused() {
    let eve = key(3).fingerprint();
    refused(
        signed(&statement("eve@example.com"), 3),
        &format!("eve@example.com is not among the allowed signers (key {eve})"),
    );
    for seed in [2, 3] {
        let fingerprint = key(seed).fingerprint();
        refused(
            signed(&statement("ann@example.com"), seed),
            &format!(
                "the signature by ann@example.com was made with {fingerprint}, which is not a key of ann@example.com"
            ),
        );
    }
}

#[test]
fn another_subject_is_refused() {
    refused(
        changed(|it| it.project = "till".to_owned()),
        "the approval by ann@example.com is for design of till, not for design of shop",
    );
    refused(
        changed(|it| it.kind = Kind::Pipeline),
        "the approval by ann@example.com is for pipeline of shop, not for design of shop",
    );
    refused(
        changed(|it| it.environment = Some("staging".to_owned())),
        "the approval by ann@example.com is for the environment staging, not for production",
    );
}

#[test]
fn a_rollout_must_name_its_environment() {
    let wanted = Wanted {
        kind: Kind::Deploy,
        ..wanted()
    };
    let ask = |environment: Option<&str>| {
        let approval = changed(|it| {
            it.kind = Kind::Deploy;
            it.created = rfc3339(now());
            it.environment = environment.map(str::to_owned);
        });
        verify(&[approval], &wanted, &Policy::default(), &signers(), now())
    };
    assert!(ask(Some("production")).is_ok());
    assert_eq!(
        ask(None).map_err(|refusal| refusal.to_string()),
        Err(
            "the approval by ann@example.com is for the environment any, not for production"
                .to_owned()
        )
    );
}

#[test]
fn time_ends_an_approval() {
    refused(
        changed(|it| it.expires = rfc3339(now())),
        "the approval by ann@example.com expired at 2026-11-22T12:00:00Z",
    );
    refused(
        changed(|it| it.created = rfc3339(now() + 301)),
        "the approval by ann@example.com is dated 2026-11-22T12:05:01Z, later than now",
    );
    assert!(check(&[changed(|it| it.created = rfc3339(now() + 300))]).is_ok());
    let short = policy("[design]\nexpires_hours = 1\n");
    let refusal = verify(&[changed(|_| ())], &wanted(), &short, &signers(), now());
    assert_eq!(
        refusal,
        Err(Refusal::Expired {
            who: "ann@example.com".to_owned(),
            at: rfc3339(now()),
        }),
        "a statement cannot hold for longer than policy lets it"
    );
}

#[test]
fn a_quorum_counts_different_people_and_keys() {
    let ann = signed(&statement("ann@example.com"), 1);
    let bob = signed(&statement("bob@example.com"), 2);
    let both = policy("[design]\napprovals = 2\n");
    let ask = |all: &[StoredApproval]| verify(all, &wanted(), &both, &signers(), now());
    assert_eq!(
        ask(&[ann.clone(), ann.clone()]),
        Err(Refusal::TooFew {
            have: vec!["ann@example.com".to_owned()],
            needed: 2,
            problems: Vec::new(),
        })
    );
    assert_eq!(
        ask(&[bob.clone(), ann.clone()]).map(|it| it.approvers.len()),
        Ok(2)
    );

    let mut edited = bob;
    edited.signature.truncate(9);
    let refusal = ask(&[ann.clone(), edited.clone()]).expect_err("one of two does not hold");
    assert_eq!(
        refusal.to_string(),
        "2 approvals are needed, there is one, by ann@example.com"
    );
    let alone = check(&[ann, edited]).expect("a bad one beside a good one cannot close the gate");
    assert_eq!(alone.ignored.len(), 1);

    let aliases = opswright_approval::Signers::parse(&format!(
        "ann@example.com,ann {}\n",
        key(1).public_key()
    ));
    let twice = [
        signed(&statement("ann@example.com"), 1),
        signed(&statement("ann"), 1),
    ];
    let refusal = verify(&twice, &wanted(), &both, &aliases.expect("right"), now());
    assert!(
        matches!(refusal, Err(Refusal::TooFew { .. })),
        "one key is one person"
    );
}

#[test]
fn who_asks_does_not_approve_unless_policy_says_so() {
    let wanted = Wanted {
        requested_by: BTreeSet::from(["ann@example.com".to_owned()]),
        ..wanted()
    };
    let ann = [signed(&statement("ann@example.com"), 1)];
    assert_eq!(
        verify(&ann, &wanted, &Policy::default(), &signers(), now()),
        Err(Refusal::SelfApproved {
            who: "ann@example.com".to_owned()
        })
    );
    let approved = verify(&ann, &wanted, &Policy::of_one_person(), &signers(), now());
    assert!(approved.expect("allowed").approvers[0].self_approved);
}

#[test]
fn an_approval_holds_once() {
    let wanted = Wanted {
        spent: BTreeSet::from(["07".repeat(16)]),
        ..wanted()
    };
    let ann = [signed(&statement("ann@example.com"), 1)];
    assert_eq!(
        verify(&ann, &wanted, &Policy::default(), &signers(), now()),
        Err(Refusal::Spent {
            who: "ann@example.com".to_owned()
        })
    );
}

#[test]
fn keys_have_their_time_and_purpose() {
    let cases = [
        ("valid-before=\"20270101\"", Ok(())),
        ("valid-before=\"20261122120001Z\"", Ok(())),
        ("valid-after=\"20261122\",valid-before=\"20261123\"", Ok(())),
        ("namespaces=\"git,opswright-approval@v1\"", Ok(())),
        (
            "valid-before=\"20261122120000Z\"",
            Err("the key of ann@example.com is not valid now (allowed until 2026-11-22T12:00:00Z)"),
        ),
        (
            "valid-after=\"20261123\"",
            Err("the key of ann@example.com is not valid now (allowed from 2026-11-23T00:00:00Z)"),
        ),
    ];
    let ann = [signed(&statement("ann@example.com"), 1)];
    for (options, expected) in cases {
        let signers = signers_with(options);
        let result = verify(&ann, &wanted(), &Policy::default(), &signers, now());
        let result = result.map(|_| ()).map_err(|refusal| refusal.to_string());
        assert_eq!(result, expected.map_err(str::to_owned), "{options}");
    }
    let git = signers_with("namespaces=\"git\"");
    let refusal = verify(&ann, &wanted(), &Policy::default(), &git, now());
    assert!(matches!(refusal, Err(Refusal::UnknownSigner { .. })));
}

#[test]
fn the_first_signer_approves_the_policy_and_nothing_else() {
    let made = bootstrap(PROJECT, "ann@example.com", &key(1), now(), [1; 16]).expect("it signs");
    let policy = Policy::parse(&made.policy).expect("the policy is right");
    let signers = opswright_approval::Signers::parse(&made.allowed_signers).expect("right");
    let wanted = Wanted::new(
        Kind::Policy,
        &policy_digest(&made.policy, &made.allowed_signers),
        PROJECT,
    );
    let approvals = [made.approval.clone()];
    let approved = verify(&approvals, &wanted, &policy, &signers, now()).expect("it is approved");
    assert!(approved.approvers[0].self_approved);

    let statement = Statement::parse(&made.approval.statement).expect("it is a statement");
    assert!(statement.bootstrap);
    let mut misused = statement;
    misused.kind = Kind::Design;
    assert!(key(1).sign(&misused).is_err());
}

#[test]
fn a_local_approval_is_for_local_alone() {
    let said = |kind, byte: &str| LocalApproval::new(kind, &digest(byte), "ann", now());
    let local = Wanted {
        environment: Some("local".to_owned()),
        ..wanted()
    };
    let right = [said(Kind::Design, "ab")];
    let approved = verify_local(&right, &local).expect("it is approved");
    assert_eq!(approved.class, Class::Local);
    assert_eq!(approved.approvers[0].who, "ann");
    assert_eq!(approved.approvers[0].fingerprint, None);
    assert!(
        verify_local(&right, &wanted())
            .expect_err("production")
            .is_missing()
    );
    let nowhere = Wanted::new(Kind::Design, &digest("ab"), PROJECT);
    assert!(verify_local(&right, &nowhere).is_err());
    assert!(
        verify_local(&[said(Kind::Pipeline, "ab")], &local)
            .expect_err("kind")
            .is_missing()
    );
    assert!(matches!(
        verify_local(&[said(Kind::Design, "cd")], &local),
        Err(Refusal::Stale { .. })
    ));
    let claimed = LocalApproval {
        environment: "production".to_owned(),
        ..said(Kind::Design, "ab")
    };
    assert!(verify_local(&[claimed], &wanted()).is_err());
}
