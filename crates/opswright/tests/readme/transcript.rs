//! Commands and what they print, as a Markdown page tells them.

/// The line that marks the next block as a test.
const MARK: &str = "<!-- transcript -->";

/// One command of a transcript.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Line of the command in the page, from 1.
    pub(crate) line: usize,
    /// What is typed.
    pub(crate) command: String,
    /// The exit code that it ends with.
    pub(crate) exit: i32,
    /// What is printed, stdout and stderr together.
    pub(crate) output: String,
}

/// All steps of all marked blocks, in order.
pub(crate) fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut marked = false;
    let mut inside = false;
    for (index, line) in page.lines().enumerate() {
        if inside && line == "```" {
            inside = false;
        } else if inside {
            if let Some(typed) = line.strip_prefix("$ ") {
                steps.push(step(index + 1, typed));
            } else if let Some(step) = steps.last_mut() {
                step.output.push_str(line);
                step.output.push('\n');
            }
        } else {
            inside = marked && line.starts_with("```console");
            marked = line == MARK;
        }
    }
    steps
}

fn step(line: usize, typed: &str) -> Step {
    let (command, exit) = match typed.rsplit_once("# exit ") {
        Some((command, code)) => (command, code.trim().parse().expect("`# exit` has a number")),
        None => (typed, 0),
    };
    Step {
        line,
        command: command.trim().to_owned(),
        exit,
        output: String::new(),
    }
}

#[test]
fn marked_blocks_become_steps() {
    let page = "text\n<!-- transcript -->\n```console\n$ a b   # exit 3\nout\n\nmore\n$ c\n```\n```console\n$ not marked\n```\n";
    let expected = [
        Step {
            line: 4,
            command: "a b".to_owned(),
            exit: 3,
            output: "out\n\nmore\n".to_owned(),
        },
        Step {
            line: 8,
            command: "c".to_owned(),
            exit: 0,
            output: String::new(),
        },
    ];
    assert_eq!(steps(page), expected);
}
