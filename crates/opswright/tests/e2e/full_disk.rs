//! A disk that fills up: what runs goes on, what was begun is removed, and afterwards everything works again.

use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

use crate::armed::{armed, go_on, standing};
use crate::load::Load;
use crate::support::{Project, Ran, wait_until};

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
    project.write("NOTE.md", "changed\n");
    project.up(&[]).expect(0);
    let before = project.workload();
    let load = Load::on(project.port);
    let filling = project.state().join("filling");
    fill(&filling);
    project.write("NOTE.md", "changed again\n");
    project.up(&[]).expect(1).says("No space left on device");
    project
        .run(&["rollback"])
        .expect(1)
        .says("no space is left")
        .says("what ran before still runs");
    let after = project.workload();
    assert_eq!(after["release"], before["release"]);
    assert_eq!(after["instances"], before["instances"]);
    assert_eq!(project.shops(), 1);
    fs::remove_file(filling).unwrap();
    project.run(&["rollback", "--bake", "0.3"]).expect(0);
    assert_ne!(project.workload()["release"], before["release"]);
    project.up(&[]).expect(0);
    load.ends_without_loss(50);
    project
        .run(&["audit", "--verify", "--lines", "1"])
        .expect(0);
    project.run(&["down"]).expect(0);
}

#[test]
fn a_disk_that_fills_up_in_the_middle_of_a_rollout_is_recovered_from() {
    let Some(project) = Project::shop_on_disk(DISK_MEBIBYTES) else {
        return;
    };
    project.up(&[]).expect(0);
    project.write("NOTE.md", "changed\n");
    project.up(&[]).expect(0);
    let load = Load::on(project.port);
    let filling = project.state().join("filling");
    // Before the new instance, before the swap, after it, and while it bakes.
    for write in [4, 9, 13, 15] {
        let mut supervisor = armed(&project, &format!("stop-after:{write}"));
        let pid = u64::from(supervisor.id());
        let arguments = ["rollback", "--bake", "0.3"];
        let caller = project.command(&arguments).stderr(Stdio::piped()).spawn();
        let caller = caller.unwrap();
        wait_until("the supervisor stops", || standing(pid) == 'T');
        fill(&filling);
        go_on(pid);
        let ran = Ran::new(&caller.wait_with_output().unwrap());
        ran.expect(6).says("no space is left");
        supervisor.wait().unwrap();
        assert_eq!(project.get("/").0, 200);
        fs::remove_file(&filling).unwrap();
        // Undone before the swap, done to its end after it.
        let after = project.workload();
        assert_eq!(after["instances"].as_array().unwrap().len(), 1);
        assert_eq!(project.shops(), 1, "write {write}");
        assert!(after["rollout"].is_null());
    }
    project.run(&["rollback", "--bake", "0.3"]).expect(0);
    load.ends_without_loss(50);
    project
        .run(&["audit", "--verify", "--lines", "1"])
        .expect(0);
    project.run(&["down"]).expect(0);
}

/// Writes until the disk is full: the error is what is wanted.
fn fill(file: &Path) {
    let zeros = vec![0_u8; 200 * 1024 * 1024];
    let full = fs::write(file, zeros).unwrap_err();
    assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
}
