//! The base branch of real repositories.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use opswright_worktree::{BaseBranch, BaseError, head_commit};

use crate::support::{folder, git, git_is_here, link, put};

fn commit(root: &Path, message: &str) {
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "--allow-empty", "-m", message]);
}

fn base(root: &Path) -> BaseBranch {
    BaseBranch::find(root)
        .expect("the repository is readable")
        .expect("there is a base branch")
}

fn read(base: &BaseBranch, path: &str) -> Option<String> {
    let bytes = base.read(path).expect("it is readable")?;
    Some(String::from_utf8(bytes).expect("it is text"))
}

#[test]
fn without_a_repository_or_commit_there_is_no_base() {
    let folder = folder();
    let inside_something = folder.path().ancestors().any(|up| up.join(".git").exists());
    if !inside_something {
        assert!(BaseBranch::find(folder.path()).expect("no error").is_none());
        assert_eq!(head_commit(folder.path()).expect("no error"), None);
    }
    if git_is_here() {
        git(folder.path(), &["init", "-q"]);
        assert!(BaseBranch::find(folder.path()).expect("no error").is_none());
        assert_eq!(head_commit(folder.path()).expect("no error"), None);
    }
}

#[test]
fn the_base_is_what_was_merged_and_not_the_change_under_review() {
    if !git_is_here() {
        return;
    }
    let folder = folder();
    let root = folder.path();
    git(root, &["init", "-q"]);
    put(root, ".opswright/allowed_signers", "ann");
    commit(root, "first");
    git(root, &["checkout", "-q", "-b", "change"]);
    put(root, ".opswright/allowed_signers", "ann eve");
    put(root, "new", "x");
    commit(root, "eve adds herself");
    let base = base(root);
    assert_eq!(base.reference, "refs/heads/main");
    assert_eq!(
        read(&base, ".opswright/allowed_signers").as_deref(),
        Some("ann")
    );
    assert_eq!(read(&base, "new"), None);
    assert!(
        !base
            .is_committed_on_base(".opswright/allowed_signers")
            .expect("readable")
    );
    assert!(!base.is_committed_on_base("new").expect("readable"));
    let head = head_commit(root)
        .expect("readable")
        .expect("there is a commit");
    assert_ne!(head, base.commit);
    assert_eq!(head.len(), 40);

    git(root, &["checkout", "-q", "main"]);
    assert!(
        base.is_committed_on_base(".opswright/allowed_signers")
            .expect("readable")
    );
    put(root, ".opswright/allowed_signers", "edited");
    assert!(
        !base
            .is_committed_on_base(".opswright/allowed_signers")
            .expect("readable")
    );
}

#[test]
fn the_remote_is_believed_before_local_branches() {
    if !git_is_here() {
        return;
    }
    let folder = folder();
    let upstream = folder.path().join("upstream");
    put(&upstream, "policy", "upstream trunk");
    git(&upstream, &["init", "-q"]);
    commit(&upstream, "first");
    git(&upstream, &["branch", "-m", "trunk"]);
    git(folder.path(), &["clone", "-q", "upstream", "clone"]);
    let clone = folder.path().join("clone");
    git(&clone, &["checkout", "-q", "-b", "main"]);
    put(&clone, "policy", "local main");
    commit(&clone, "local");
    let found = base(&clone);
    assert_eq!(found.reference, "refs/remotes/origin/trunk");
    assert_eq!(read(&found, "policy").as_deref(), Some("upstream trunk"));

    // A head that names a branch that is gone is passed over, and so is a missing one.
    git(
        &clone,
        &[
            "symbolic-ref",
            "refs/remotes/origin/HEAD",
            "refs/remotes/origin/gone",
        ],
    );
    assert_eq!(base(&clone).reference, "refs/heads/main");
    git(
        &clone,
        &[
            "update-ref",
            "refs/remotes/origin/master",
            "refs/remotes/origin/trunk",
        ],
    );
    assert_eq!(base(&clone).reference, "refs/remotes/origin/master");
}

#[test]
fn a_root_in_a_sub_folder_and_a_linked_work_tree_work() {
    if !git_is_here() {
        return;
    }
    let folder = folder();
    let root = folder.path().join("repository");
    put(&root, "examples/shop/policy", "shop");
    put(&root, "policy", "top");
    git(&root, &["init", "-q"]);
    commit(&root, "first");
    assert_eq!(
        read(&base(&root.join("examples/shop")), "policy").as_deref(),
        Some("shop")
    );
    assert_eq!(read(&base(&root), "policy").as_deref(), Some("top"));
    assert_eq!(read(&base(&root), "examples"), None, "a folder is no file");
    assert_eq!(read(&base(&root), "../policy"), None);
    git(
        &root,
        &["worktree", "add", "-q", "-b", "change", "../linked"],
    );
    let linked = folder.path().join("linked/examples/shop");
    assert_eq!(read(&base(&linked), "policy").as_deref(), Some("shop"));
    assert!(head_commit(&linked).expect("readable").is_some());
}

#[test]
fn packed_repositories_and_odd_entries_are_read() {
    if !git_is_here() {
        return;
    }
    let folder = folder();
    let root = folder.path();
    put(root, "file", "packed");
    put(root, "run.sh", "run");
    fs::set_permissions(root.join("run.sh"), fs::Permissions::from_mode(0o755)).expect("sets");
    link("file", &root.join("link"));
    fs::write(root.join("large"), vec![b'x'; 1024 * 1024 + 1]).expect("writes");
    git(root, &["init", "-q"]);
    commit(root, "first");
    git(root, &["gc", "-q", "--aggressive"]);
    git(root, &["pack-refs", "--all"]);
    let base = base(root);
    assert_eq!(read(&base, "file").as_deref(), Some("packed"));
    assert_eq!(read(&base, "run.sh").as_deref(), Some("run"));
    assert_eq!(
        read(&base, "link"),
        None,
        "a link is not the file that it names"
    );
    assert!(matches!(
        base.read("large"),
        Err(BaseError::TooLarge {
            size: 1_048_577,
            ..
        })
    ));
}

#[test]
fn nothing_of_the_repository_runs() {
    if !git_is_here() {
        return;
    }
    let folder = folder();
    let root = folder.path();
    put(root, "policy", "text\n");
    put(root, ".gitattributes", "policy filter=evil text eol=crlf\n");
    git(root, &["init", "-q"]);
    commit(root, "first");
    let mark = root.join("it-ran");
    let evil = format!("touch {}", mark.display());
    for key in [
        "filter.evil.smudge",
        "filter.evil.clean",
        "filter.evil.process",
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "core.editor",
        "diff.external",
        "core.alternateRefsCommand",
    ] {
        git(root, &["config", key, &evil]);
    }
    for hook in [
        "post-checkout",
        "reference-transaction",
        "post-index-change",
    ] {
        put(
            root,
            &format!(".git/hooks/{hook}"),
            &format!("#!/bin/sh\n{evil}\n"),
        );
        let place = root.join(".git/hooks").join(hook);
        fs::set_permissions(place, fs::Permissions::from_mode(0o755)).expect("sets the mode");
    }
    let base = base(root);
    assert_eq!(read(&base, "policy").as_deref(), Some("text\n"));
    assert!(base.is_committed_on_base("policy").expect("readable"));
    head_commit(root).expect("readable");
    assert!(!mark.exists());
}

#[test]
fn a_repository_of_another_user_is_read() {
    if !git_is_here() {
        return;
    }
    let folder = folder();
    let root = folder.path();
    put(root, "policy", "theirs");
    git(root, &["init", "-q"]);
    commit(root, "first");
    // Only root may give it away; for others it stays their own.
    let _ = std::process::Command::new("chown")
        .args(["-R", "12345"])
        .arg(root)
        .output();
    assert_eq!(read(&base(root), "policy").as_deref(), Some("theirs"));
}

#[test]
fn a_broken_repository_is_an_error_that_says_where() {
    let folder = folder();
    put(folder.path(), ".git/HEAD", "nonsense");
    let error = BaseBranch::find(folder.path()).expect_err("it is broken");
    assert!(
        error.to_string().starts_with("open the git repository at "),
        "{error}"
    );
    put(folder.path(), "linked/.git", "gitdir: /nowhere/at/all");
    assert!(head_commit(&folder.path().join("linked")).is_err());
}

fn fork(root: &Path) -> BaseBranch {
    BaseBranch::fork(root)
        .expect("the repository is readable")
        .expect("the branches have a commit in common")
}

#[test]
fn a_branch_forks_where_it_left_the_base_whatever_came_later_on_either_side() {
    if !git_is_here() {
        return;
    }
    let folder = folder();
    let root = folder.path();
    git(root, &["init", "-q"]);
    put(root, "a", "1");
    commit(root, "first");
    let first = base(root).commit;
    assert_eq!(fork(root).commit, first, "on the base itself");
    git(root, &["checkout", "-q", "-b", "change"]);
    for step in ["x", "y"] {
        put(root, step, step);
        commit(root, step);
    }
    git(root, &["checkout", "-q", "main"]);
    put(root, "a", "2");
    commit(root, "second");
    let second = base(root).commit;
    git(root, &["checkout", "-q", "change"]);
    assert_eq!(fork(root).commit, first);
    git(root, &["merge", "-q", "--no-edit", "main"]);
    assert_eq!(fork(root).commit, second, "the base was merged in");
    git(root, &["checkout", "-q", "--orphan", "other"]);
    commit(root, "no history in common");
    assert!(BaseBranch::fork(root).expect("readable").is_none());
}

#[test]
fn files_of_a_commit_are_listed_and_told_from_those_on_disk() {
    if !git_is_here() {
        return;
    }
    let folder = folder();
    let root = folder.path();
    git(root, &["init", "-q"]);
    for path in ["m/1.sql", "m/2/up.sql", "m/readme", "z.sql"] {
        put(root, path, path);
    }
    link("m", &root.join("linked"));
    commit(root, "first");
    put(root, "m/3.sql", "later");
    let base = base(root);
    let sql = |path: &str| path.ends_with(".sql");
    let paths = |folder: &str| -> Vec<String> {
        let files = base.files_below(folder, &sql).expect("readable");
        files.into_iter().map(|file| file.path).collect()
    };
    assert_eq!(paths(""), ["m/1.sql", "m/2/up.sql", "z.sql"]);
    assert_eq!(paths("m"), ["m/1.sql", "m/2/up.sql"]);
    for nowhere in ["none", "z.sql", "linked", "../m"] {
        assert_eq!(paths(nowhere), [""; 0], "{nowhere}");
    }
    let files = base.files_below("m", &sql).expect("readable");
    let file = files.first().expect("there is one");
    assert_eq!(base.content(file).expect("readable"), b"m/1.sql");
    assert!(base.holds(file, b"m/1.sql"));
    assert!(!base.holds(file, b"m/1.sq"));
}
