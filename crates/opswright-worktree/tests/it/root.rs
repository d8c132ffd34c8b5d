//! Where a project begins.

use opswright_worktree::project_root;

use crate::support::{folder, put};

#[test]
fn markers_win_up_to_the_work_tree() {
    let folder = folder();
    let top = folder.path().canonicalize().expect("it is there");
    put(&top, "opswright.toml", "");
    put(&top, "repository/.git/HEAD", "");
    put(&top, "repository/apps/web/src/a.ts", "");
    put(&top, "repository/apps/api/opswright.toml", "");
    put(&top, "repository/apps/api/src/b.ts", "");
    put(&top, "repository/apps/job/.opswright/design.json", "");
    put(&top, "linked/.git", "gitdir: elsewhere");
    put(&top, "linked/src/c.ts", "");
    for (start, expected) in [
        ("repository/apps/web/src", "repository"),
        ("repository", "repository"),
        ("repository/apps/api/src", "repository/apps/api"),
        ("repository/apps/job", "repository/apps/job"),
        ("linked/src", "linked"),
    ] {
        assert_eq!(
            project_root(&top.join(start)),
            top.join(expected),
            "{start}"
        );
    }
}

#[test]
fn without_a_marker_a_folder_is_its_own_root() {
    let folder = folder();
    let top = folder.path().canonicalize().expect("it is there");
    put(&top, "a/b/c.rs", "");
    let inside_something = top.ancestors().any(|up| up.join(".git").exists());
    if !inside_something {
        assert_eq!(project_root(&top.join("a/b")), top.join("a/b"));
    }
}
