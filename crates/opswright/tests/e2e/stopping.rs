//! The stop signal reaches the server, whatever stands between it and the shim.

use crate::support::{Project, shop_binary};

#[test]
fn the_shell_of_a_single_command_is_the_command() {
    let project = Project::shop();
    project.start_with(&shop_binary().display().to_string());
    project.up(&[]).expect(0);
    let pid = project.workload()["instances"][0]["pid"].as_u64().unwrap();
    let (_, command) = project
        .processes()
        .into_iter()
        .find(|(found, _)| u64::from(*found) == pid)
        .unwrap();
    assert_eq!(command.trim(), shop_binary().display().to_string());
}

#[test]
fn a_server_below_a_shell_is_asked_to_end_before_it_is_killed() {
    let project = Project::shop();
    let told = project.home().join("told");
    let script = project.home().join("serve.sh");
    std::fs::write(
        &script,
        format!(
            "trap 'echo told > {}; kill $!; exit 0' TERM\n{} &\nwait\n",
            told.display(),
            shop_binary().display()
        ),
    )
    .unwrap();
    // The outer shell stays, and passes no signal on.
    project.start_with(&format!("true && sh {}; exit 1", script.display()));
    project.up(&[]).expect(0);
    project.run(&["down"]).expect(0);
    assert!(told.exists(), "the server was not asked to end");
    project.expect_nothing();
}
