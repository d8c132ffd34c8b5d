//! A disk that fills up: what runs goes on, what was begun is removed, and afterwards everything works again.

use std::fs::{self, File};

use crate::load::Load;
use crate::support::Project;

/// Size of the disk: somewhat more than a rollout wants free.
const DISK_MEBIBYTES: u32 = 80;

/// Folders of releases, and how many of them are unfinished.
fn releases(project: &Project) -> (usize, usize) {
    let all = fs::read_dir(project.state().join("releases"))
        .unwrap()
        .flatten();
    let folders: Vec<_> = all.map(|entry| entry.path()).collect();
    let unfinished = folders
        .iter()
        .filter(|folder| !folder.join("release.json").exists());
    (folders.len(), unfinished.count())
}

#[test]
fn a_release_that_does_not_fit_is_removed_and_nothing_else_changes() {
    let Some(project) = Project::shop_on_disk(DISK_MEBIBYTES) else {
        return;
    };
    project.up(&[]).expect(0);
    let before = project.workload();
    let load = Load::on(project.port);
    let large = project.root().join("large.bin");
    let size = u64::from(DISK_MEBIBYTES + 10) * 1024 * 1024;
    File::create(&large).unwrap().set_len(size).unwrap();
    project
        .up(&[])
        .expect(1)
        .says("the release could not be written")
        .says("large.bin")
        .says("No space left on device")
        .says("what ran before still runs");
    let after = project.workload();
    assert_eq!(after["release"], before["release"]);
    assert_eq!(after["instances"], before["instances"]);
    assert_eq!(releases(&project), (1, 0));
    fs::remove_file(large).unwrap();
    project.write("NOTE.md", "changed\n");
    project.up(&[]).expect(0);
    assert_ne!(project.workload()["release"], before["release"]);
    assert_eq!(releases(&project), (2, 0));
    load.ends_without_loss(50);
    project.run(&["down"]).expect(0);
}

#[test]
fn a_disk_that_is_full_already_refuses_before_anything_is_done() {
    let Some(project) = Project::shop_on_disk(DISK_MEBIBYTES) else {
        return;
    };
    project.up(&[]).expect(0);
    let before = project.workload();
    let load = Load::on(project.port);
    let filling = project.state().join("filling");
    // Until it is full: the error is what is wanted.
    let zeros = vec![0_u8; 200 * 1024 * 1024];
    let full = fs::write(&filling, zeros).unwrap_err();
    assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
    project.write("NOTE.md", "changed\n");
    let ran = project.up(&[]);
    assert_ne!(ran.code, 0, "{ran:?}");
    for part in ["reason", "evidence", "next"] {
        assert!(ran.stderr.contains(part), "no {part} in:\n{}", ran.stderr);
    }
    let after = project.workload();
    assert_eq!(after["release"], before["release"]);
    assert_eq!(after["instances"], before["instances"]);
    assert_eq!(project.shops(), 1);
    fs::remove_file(filling).unwrap();
    project.up(&[]).expect(0);
    assert_ne!(project.workload()["release"], before["release"]);
    load.ends_without_loss(50);
    project
        .run(&["audit", "--verify", "--lines", "1"])
        .expect(0);
    project.run(&["down"]).expect(0);
}
