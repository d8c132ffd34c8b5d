//! Who git takes the user for.

use opswright_worktree::author_email;

use crate::support::{folder, git, git_is_here, put};

#[test]
fn the_repository_says_who_even_from_a_folder_of_it() {
    if !git_is_here() {
        return;
    }
    let root = folder();
    git(root.path(), &["init", "-q"]);
    put(root.path(), "services/api/go.mod", "module api\n");
    git(root.path(), &["config", "user.email", "ann@example.com"]);
    let ann = Some("ann@example.com".to_owned());
    assert_eq!(author_email(root.path()), ann);
    assert_eq!(author_email(&root.path().join("services/api")), ann);
}

#[test]
fn nobody_is_named_without_a_repository_or_by_a_broken_one() {
    let root = folder();
    assert_eq!(author_email(root.path()), None);
    put(root.path(), ".git/HEAD", "no reference");
    put(
        root.path(),
        ".git/config",
        "[user\nemail = ann@example.com\n",
    );
    assert_eq!(author_email(root.path()), None);
    assert_eq!(author_email(&root.path().join("missing")), None);
}
