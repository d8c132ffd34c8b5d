//! Who git takes the user for.

use std::path::Path;

use crate::root::git_work_tree;

/// The `user.email` of git's configuration for the repository around `root`: its own, else the user's, else the system's.
/// `None` where there is no repository, no such setting, or a configuration that cannot be read.
///
/// Files alone are read, no git program runs. The answer is a name and proves nothing: it may come from the repository.
#[must_use]
pub fn author_email(root: &Path) -> Option<String> {
    let work_tree = git_work_tree(&root.canonicalize().ok()?)?;
    let repository = gix::open::Options::default().open(work_tree).ok()?;
    let configuration = repository.to_thread_local();
    let email = configuration.config_snapshot().string("user.email")?;
    Some(email.to_string()).filter(|email| !email.is_empty())
}
