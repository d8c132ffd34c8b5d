//! Statements and signatures that are not what was signed.

use opswright_approval::{NAMESPACE, Refusal, StoredApproval};

use crate::support::{changed, check, digest, refused, signature, signed, statement};

#[test]
fn a_signature_for_another_purpose_is_refused() {
    let statement = statement("ann@example.com");
    refused(
        StoredApproval {
            signature: signature(1, "git", &statement.bytes()),
            ..signed(&statement, 1)
        },
        "the signature by ann@example.com is for `git`, not for approvals",
    );
}

#[test]
fn every_edited_byte_of_statement_and_signature_is_refused() {
    let right = signed(&statement("ann@example.com"), 1);
    // The lowest bit, and the one that turns small letters into capitals.
    for mask in [1, 0x20] {
        for at in 0..right.statement.len() {
            let mut edited = right.clone();
            edited.statement[at] ^= mask;
            let refusal = check(&[edited]).expect_err("an edited statement");
            assert!(
                matches!(refusal, Refusal::Tampered { .. }),
                "{at}: {refusal}"
            );
        }
        for at in 0..right.signature.len() {
            let mut edited = right.clone();
            edited.signature[at] ^= mask;
            let refusal = check(&[edited]).expect_err("an edited signature");
            assert!(!refusal.is_missing(), "byte {at} of the signature");
        }
    }
}

#[test]
fn cut_and_lengthened_files_are_refused() {
    let right = signed(&statement("ann@example.com"), 1);
    for length in 0..right.signature.len() - 1 {
        let mut edited = right.clone();
        edited.signature.truncate(length);
        assert!(check(&[edited]).is_err(), "signature cut at {length}");
    }
    for length in 0..right.statement.len() {
        let mut edited = right.clone();
        edited.statement.truncate(length);
        assert!(check(&[edited]).is_err(), "statement cut at {length}");
    }
    for tail in ["\n", " ", "\n\n", "x"] {
        let mut edited = right.clone();
        edited.statement.extend_from_slice(tail.as_bytes());
        assert!(check(&[edited]).is_err(), "statement with {tail:?}");
        let mut edited = right.clone();
        edited.signature.extend_from_slice(tail.as_bytes());
        assert!(check(&[edited]).is_err(), "signature with {tail:?}");
    }
}

#[test]
fn another_spelling_of_the_same_content_is_refused() {
    let statement = statement("ann@example.com");
    let text = String::from_utf8(statement.bytes()).expect("it is text");
    for spelling in [
        text.replace("\":", "\": "),
        text.replace("design", "d\\u0065sign"),
        text.replace(
            "\"bootstrap\":false,",
            "\"bootstrap\":false,\"bootstrap\":false,",
        ),
        text.replace(
            "\"bootstrap\":false,",
            "\"bootstrap\":false,\"comment\":\"hi\",",
        ),
    ] {
        assert_ne!(spelling, text);
        let edited = StoredApproval {
            signature: signature(1, NAMESPACE, spelling.as_bytes()),
            statement: spelling.into_bytes(),
            ..signed(&statement, 1)
        };
        assert!(matches!(check(&[edited]), Err(Refusal::Tampered { .. })));
    }
}

#[test]
fn a_file_under_another_name_is_refused() {
    let right = signed(&statement("ann@example.com"), 1);
    let moved = StoredApproval {
        who: "bob@example.com".to_owned(),
        ..right.clone()
    };
    let text = "the approval by bob@example.com was tampered with: the statement is about another approver or digest than its file";
    refused(moved, text);
    let other = changed(|it| it.digest = digest("cd"));
    let folder = StoredApproval {
        digest: digest("ab"),
        ..other
    };
    assert!(matches!(check(&[folder]), Err(Refusal::Tampered { .. })));
}
