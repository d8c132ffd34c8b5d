//! `logs`: what the instances printed.

use opswright_engine::failure::{Exit, Failure};

use super::Ended;
use crate::arguments::Logs;
use crate::output::Output;
use crate::place;

pub(crate) fn run(output: Output, logs: &Logs) -> Ended {
    let layout = place::layout(&logs.place.directory)?;
    let wanted: Vec<String> = match &logs.instance {
        Some(instance) => vec![instance.clone()],
        None => newest(&layout)?,
    };
    let mut documents = Vec::new();
    for instance in &wanted {
        let path = layout.logs().join(format!("{instance}.log"));
        let lines = opswright_target::process::tail(&path, logs.lines).map_err(|error| {
            Failure::new(
                Exit::Usage,
                format!("{instance} has no log"),
                "opswright status",
            )
            .because(format!("{}: {error}", path.display()))
        })?;
        if output.json() {
            documents.push(serde_json::json!({"instance": instance, "lines": lines}));
        } else {
            for line in lines {
                if wanted.len() > 1 {
                    output.data(&format!("{instance}  {line}"));
                } else {
                    output.data(&line);
                }
            }
        }
    }
    if output.json() {
        output.document(&serde_json::json!({"schema": "opswright/logs@1", "instances": documents}));
    }
    Ok(Exit::Done)
}

/// The running instances, else the one that wrote last.
fn newest(layout: &opswright_engine::layout::Layout) -> Result<Vec<String>, Failure> {
    let status = super::status::ask(layout)?;
    let running: Vec<String> = status
        .workloads
        .iter()
        .flat_map(|workload| &workload.instances)
        .filter(|instance| instance.state == "running")
        .map(|instance| instance.instance.clone())
        .collect();
    if !running.is_empty() {
        return Ok(running);
    }
    let mut found: Vec<(std::time::SystemTime, String)> = std::fs::read_dir(layout.logs())
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry
                .file_name()
                .to_string_lossy()
                .strip_suffix(".log")?
                .to_owned();
            Some((entry.metadata().ok()?.modified().ok()?, name))
        })
        .collect();
    found.sort();
    found
        .pop()
        .map(|(_, name)| vec![name])
        .ok_or_else(|| Failure::new(Exit::Usage, "nothing has run here yet", "opswright up"))
}
