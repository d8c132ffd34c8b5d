//! The transcripts in README.md, run against the built command.
//!
//! A block is run when the line before its fence is `<!-- transcript -->`; all of them run in order, in one fresh copy of the
//! example. `# exit N` behind a command is the exit code that it must end with; a line `...` stands for any lines.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "the test reads README.md and starts the built command"
)]

mod compare;
mod scene;
mod transcript;

use std::path::Path;

use scene::Scene;

#[test]
fn the_tour_goes_as_readme_tells() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md can be read");
    let steps = transcript::steps(&readme);
    assert!(steps.len() >= 5, "README.md has {} steps", steps.len());
    let mut scene = Scene::new(&root);
    for step in steps {
        if step.command.starts_with("curl ") && !scene.has("curl") {
            println!("skipped, for want of curl: {}", step.command);
            continue;
        }
        let happened = scene.type_in(&step.command);
        let place = format!("README.md:{}: $ {}", step.line, step.command);
        assert_eq!(happened.code, step.exit, "{place}\n{}", happened.output);
        if let Err(difference) = compare::matches(&step.output, &happened.output) {
            panic!("{place}\n{difference}");
        }
    }
}
