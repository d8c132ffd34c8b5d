//! Stock OpenSSH accepts what is signed here, and what it signs is accepted here.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use opswright_approval::{
    KeyError, NAMESPACE, Policy, Signers, SigningKey, StoredApproval, bootstrap, verify,
};

use crate::support::{PROJECT, key, now, signed, signers, statement, wanted};

/// Whether `ssh-keygen` is here; says in one line that a test is skipped where it is not.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn keygen_is_here() -> bool {
    let here = Command::new("ssh-keygen")
        .arg("-?")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !here {
        println!("skipped: ssh-keygen is not on PATH");
    }
    here
}

fn keygen(arguments: &[&str], files: &[&Path], input: &[u8]) -> bool {
    let mut child = Command::new("ssh-keygen")
        .args(arguments)
        .args(files)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("ssh-keygen starts");
    // It may end before it has read everything.
    let _ = child.stdin.take().map(|mut pipe| pipe.write_all(input));
    child.wait().expect("ssh-keygen ends").success()
}

/// Writes the key of `seed` where OpenSSH reads keys: with mode 0600.
fn write_key(path: &Path, seed: u8) {
    fs::write(path, key(seed).to_openssh().expect("a key has a text")).expect("writes");
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("sets the mode");
}

#[test]
fn openssh_verifies_what_is_signed_here() {
    if !keygen_is_here() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let made = bootstrap(PROJECT, "ann@example.com", &key(1), now(), [1; 16]).expect("it signs");
    let allowed = folder.path().join("allowed_signers");
    fs::write(&allowed, made.allowed_signers).expect("writes");
    let allowed = allowed.to_str().expect("a path in UTF-8");
    let signature = folder.path().join("ann.sig");
    let right = signed(&statement("ann@example.com"), 1);
    fs::write(&signature, &right.signature).expect("writes");
    let accepts = |who: &str, namespace: &str, text: &[u8]| {
        let arguments = [
            "-Y", "verify", "-f", allowed, "-I", who, "-n", namespace, "-s",
        ];
        keygen(&arguments, &[&signature], text)
    };
    assert!(accepts("ann@example.com", NAMESPACE, &right.statement));
    assert!(!accepts("bob@example.com", NAMESPACE, &right.statement));
    assert!(!accepts("ann@example.com", "git", &right.statement));
    let mut edited = right.statement.clone();
    edited[10] ^= 1;
    assert!(!accepts("ann@example.com", NAMESPACE, &edited));
}

#[test]
fn what_openssh_signs_is_accepted_here() {
    if !keygen_is_here() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let key_file = folder.path().join("key");
    write_key(&key_file, 1);
    let statement = statement("ann@example.com");
    let file = folder.path().join("statement");
    fs::write(&file, statement.bytes()).expect("writes");
    for hash in ["hashalg=sha512", "hashalg=sha256"] {
        let arguments = ["-Y", "sign", "-q", "-O", hash, "-n", NAMESPACE, "-f"];
        let _ = fs::remove_file(folder.path().join("statement.sig"));
        assert!(keygen(&arguments, &[&key_file, &file], b""));
        let approval = StoredApproval {
            signature: fs::read(folder.path().join("statement.sig")).expect("it was signed"),
            ..signed(&statement, 1)
        };
        let approved = verify(
            &[approval],
            &wanted(),
            &Policy::default(),
            &signers(),
            now(),
        );
        assert!(approved.is_ok(), "{hash}: {approved:?}");
    }
}

#[test]
fn keys_of_openssh_are_read() {
    if !keygen_is_here() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("key");
    let made = keygen(
        &["-q", "-t", "ed25519", "-N", "open sesame", "-f"],
        &[&file],
        b"",
    );
    assert!(made);
    let text = fs::read_to_string(&file).expect("a key was made");
    let unread = |passphrase| SigningKey::from_openssh(&text, passphrase).err();
    assert_eq!(unread(None), Some(KeyError::Encrypted));
    assert_eq!(
        unread(Some("open says me")),
        Some(KeyError::WrongPassphrase)
    );
    let key = SigningKey::from_openssh(&text, Some("open sesame")).expect("it opens");
    let approval = key.sign(&statement("ann@example.com")).expect("it signs");
    let public = fs::read_to_string(folder.path().join("key.pub")).expect("a public key was made");
    let signers = Signers::parse(&format!("ann@example.com {public}")).expect("right");
    assert!(verify(&[approval], &wanted(), &Policy::default(), &signers, now()).is_ok());

    for kind in ["ecdsa", "rsa"] {
        let other = folder.path().join(kind);
        assert!(keygen(&["-q", "-t", kind, "-N", "", "-f"], &[&other], b""));
        let text = fs::read_to_string(&other).expect("a key was made");
        let refused = SigningKey::from_openssh(&text, None)
            .expect_err("only ed25519")
            .to_string();
        assert!(
            refused.contains("only ssh-ed25519 is supported"),
            "{kind}: {refused}"
        );
    }
}
