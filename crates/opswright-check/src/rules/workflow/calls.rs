//! Calls of workflows and actions of the repository itself, and what they call.

use opswright_project::{Content, Graph, Interface, LocalCall, Summary, join};

/// All calls, each with the file that it is in.
pub(super) fn calls<'a>(graph: &Graph<'a>) -> impl Iterator<Item = (&'a Summary, &'a LocalCall)> {
    graph.contents().flat_map(|(summary, content)| {
        let calls: &[LocalCall] = match content {
            Content::Workflow(workflow) => &workflow.calls,
            Content::Action(action) => &action.calls,
            _ => &[],
        };
        calls.iter().map(move |call| (summary, call))
    })
}

/// What a call calls; `None` where it is not there, or cannot be called.
pub(super) fn target<'a>(graph: &Graph<'a>, call: &LocalCall) -> Option<&'a Interface> {
    let path = call
        .uses
        .value
        .trim_start_matches('$')
        .trim_start_matches('.');
    let path = join("", path.trim_start_matches('/'))?;
    if call.is_job {
        return match &graph.file(&path)?.content {
            Content::Workflow(workflow) => workflow.interface.as_ref(),
            _ => None,
        };
    }
    let file = ["action.yml", "action.yaml"]
        .iter()
        .find_map(|name| graph.file(&join(&path, name)?))?;
    match &file.content {
        Content::Action(action) => Some(&action.interface),
        _ => None,
    }
}
