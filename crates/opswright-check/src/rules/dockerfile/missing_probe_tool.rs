//! `missing-probe-tool`: a health check that uses a program which the image does not have.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{ImageReference, Word};
use opswright_project::{Graph, Located, StageSummary};

use crate::images::{Presence, has_program};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-probe-tool",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_probe_tool.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (file, dockerfile) in graph.dockerfiles() {
        for stage in &dockerfile.stages {
            // A check that was inherited is reported where it is written.
            let own = stage
                .health_check
                .as_ref()
                .filter(|check| check.range.start > stage.from.range.start);
            if let Some(check) = own {
                look(
                    &file.path,
                    check,
                    stage.health_check_in_shell,
                    &Inside::of(stage),
                    report,
                );
            }
        }
    }
    for built in graph.built() {
        if let (Some(check), Some(stage)) = (&built.service.health_check, built.stage()) {
            look(
                &built.compose.path,
                check,
                built.service.health_check_in_shell,
                &Inside::of(stage),
                report,
            );
        }
    }
    for (file, compose) in graph.compose_files() {
        for service in compose
            .services
            .iter()
            .filter(|service| service.build.is_none())
        {
            if let (Some(check), Some(image)) = (&service.health_check, &service.image) {
                let inside = Inside {
                    image: Some(ImageReference::parse(&image.value)),
                    empty: false,
                    installed: &[],
                };
                look(
                    &file.path,
                    check,
                    service.health_check_in_shell,
                    &inside,
                    report,
                );
            }
        }
    }
}

/// What is known of the image that a probe runs in.
struct Inside<'a> {
    image: Option<ImageReference>,
    empty: bool,
    installed: &'a [String],
}

impl<'a> Inside<'a> {
    fn of(stage: &'a StageSummary) -> Self {
        Self {
            image: stage.image.clone(),
            empty: stage.scratch,
            installed: &stage.installed,
        }
    }

    fn lacks(&self, program: &str) -> bool {
        let installed = self.installed.iter().any(|name| name == program);
        let absent = match &self.image {
            Some(image) => has_program(image, program) == Presence::Absent,
            None => self.empty,
        };
        absent && !installed
    }

    fn name(&self) -> String {
        match &self.image {
            Some(image) => match &image.tag {
                Some(tag) => format!("`{}:{tag}`", image.short_name()),
                None => format!("`{}`", image.short_name()),
            },
            None => "an image from scratch".to_owned(),
        }
    }
}

fn look(
    path: &str,
    check: &Located<Vec<Word>>,
    in_shell: bool,
    inside: &Inside<'_>,
    report: &mut Report<'_>,
) {
    let program = check.value.iter().find_map(|word| {
        let name = word.text.rsplit('/').next().unwrap_or("");
        ["curl", "wget"].into_iter().find(|tool| *tool == name)
    });
    let missing = if in_shell && inside.lacks("sh") {
        Some("shell")
    } else {
        program.filter(|program| inside.lacks(program))
    };
    if let Some(missing) = missing {
        report
            .find_in(
                path,
                check.range,
                format!(
                    "the health check needs a {missing}, and {} has none",
                    inside.name()
                ),
            )
            .fix = Some(advice(
            "probe with a program that is there: the runtime itself, or the service's own binary",
        ));
    }
}
