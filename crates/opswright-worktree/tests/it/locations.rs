//! State and runtime folders.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use opswright_worktree::{LocationError, Locations, runtime_dir, state_dir};

use crate::support::{folder, link, put};

fn mode(path: &Path) -> u32 {
    let data = fs::metadata(path).expect("it is there");
    data.permissions().mode() & 0o777
}

fn at(home: &Path) -> Locations {
    Locations {
        home: Some(home.to_owned()),
        ..Locations::default()
    }
}

#[test]
fn state_lies_by_name_and_path_for_this_user_only() {
    let folder = folder();
    let root = folder.path().join("my shop");
    put(&root, "a", "");
    let state = state_dir(&root, &at(folder.path())).expect("it is made");
    assert!(state.starts_with(folder.path().join(".local/state/opswright")));
    let name = state
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let (words, mark) = name.rsplit_once('-').expect("two parts");
    assert_eq!(words, "my-shop");
    assert_eq!(mark.len(), 8);
    assert!(mark.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_eq!(mode(&state), 0o700);
    assert_eq!(mode(state.parent().expect("a parent")), 0o700);
    assert_eq!(
        state_dir(&root, &at(folder.path())).expect("it is there"),
        state
    );

    link("my shop", &folder.path().join("alias"));
    let alias = state_dir(&folder.path().join("alias"), &at(folder.path())).expect("made");
    assert_eq!(alias, state, "a link to the project is the project");
    let other = folder.path().join("other/my shop");
    put(&other, "a", "");
    assert_ne!(state_dir(&other, &at(folder.path())).expect("made"), state);

    let xdg = Locations {
        state_home: Some(folder.path().join("xdg")),
        ..at(folder.path())
    };
    let state = state_dir(&root, &xdg).expect("it is made");
    assert!(state.starts_with(folder.path().join("xdg/opswright")));
    assert!(matches!(
        state_dir(&root, &Locations::default()),
        Err(LocationError::NoHome)
    ));
}

#[test]
fn a_folder_that_is_open_to_others_is_closed() {
    let folder = folder();
    let state = state_dir(folder.path(), &at(folder.path())).expect("it is made");
    fs::set_permissions(&state, fs::Permissions::from_mode(0o755)).expect("sets the mode");
    state_dir(folder.path(), &at(folder.path())).expect("it is there");
    assert_eq!(mode(&state), 0o700);
}

#[test]
fn a_link_in_place_of_the_folder_is_refused() {
    let folder = folder();
    put(folder.path(), "elsewhere/file", "");
    link(
        "../../elsewhere",
        &folder.path().join(".local/state/opswright"),
    );
    let error = state_dir(folder.path(), &at(folder.path())).expect_err("it is a link");
    assert!(matches!(error, LocationError::NotOurs { .. }), "{error}");
}

#[test]
fn a_folder_of_another_user_is_refused() {
    use rustix::fs::{Uid, chown};
    let folder = folder();
    let theirs = folder.path().join("opswright");
    fs::create_dir(&theirs).expect("makes the folder");
    // Only root may give a folder away.
    if chown(&theirs, Some(Uid::from_raw(12_345)), None).is_err() {
        return;
    }
    let locations = Locations {
        runtime_dir: Some(folder.path().to_owned()),
        ..Locations::default()
    };
    let error = runtime_dir(folder.path(), &locations).expect_err("it is someone else's");
    assert!(matches!(error, LocationError::NotOurs { .. }), "{error}");
}

#[test]
fn the_runtime_folder_is_short_enough_for_sockets() {
    let folder = folder();
    let locations = |runtime: &Path| Locations {
        runtime_dir: Some(runtime.to_owned()),
        ..Locations::default()
    };
    let usual = runtime_dir(folder.path(), &locations(folder.path())).expect("it is made");
    assert!(
        usual.starts_with(folder.path().join("opswright")),
        "{}",
        usual.display()
    );
    assert_eq!(mode(&usual), 0o700);

    let deep = folder.path().join("d".repeat(100));
    fs::create_dir(&deep).expect("makes the folder");
    for other in [deep.as_path(), Path::new("/nowhere/at/all")] {
        let short = runtime_dir(folder.path(), &locations(other)).expect("it is made");
        assert!(short.starts_with("/tmp"), "{}", short.display());
        assert!(short.as_os_str().len() + 40 < 108);
        assert_eq!(mode(&short), 0o700);
        fs::remove_dir(&short).expect("it is empty");
    }
}
