//! The checks of every change.

use super::Material;
use super::compose::{Served, served};
use super::workflow::{Job, checkout, scan, write_job, write_step};
use crate::GeneratedFile;
use crate::catalogue::ServiceImage;
use crate::recipe::{Recipe, Toolchain};
use crate::stacks::{Step, StepAction};
use crate::text::{Page, quoted, scalar};

/// Reads the sources, and nothing else.
pub(crate) const READ: (&str, &str) = ("contents: read", "To check out.");

/// `.github/workflows/ci.yml`.
pub(crate) fn files(material: &Material<'_>) -> Vec<GeneratedFile> {
    if material.toolchains.is_empty() {
        return Vec::new();
    }
    vec![GeneratedFile {
        path: ".github/workflows/ci.yml".to_owned(),
        text: text(material),
        reason: "checks every change".to_owned(),
    }]
}

fn text(material: &Material<'_>) -> String {
    let mut page = Page::new();
    write_head(&mut page);
    let resources = served(material);
    let mut jobs = Vec::new();
    for toolchain in &material.toolchains {
        if let Some(job) = write_checks(&mut page, toolchain, &resources) {
            jobs.push(job);
            page.blank();
        }
    }
    jobs.push(write_source_scan(&mut page));
    page.blank();
    for recipe in &material.recipes {
        jobs.push(write_image(&mut page, recipe));
        page.blank();
    }
    write_verdict(&mut page, &jobs);
    page.finish()
}

fn write_head(page: &mut Page) {
    page.why("Checks of every change: format, lint, types, tests with coverage, a scan of the sources and of every image.");
    page.why("Your edits survive: `opswright generate` merges them with what it would write.");
    page.line("name: CI");
    page.blank();
    page.line("on:");
    page.at(1, "pull_request:");
    page.why_at(
        1,
        "deploy.yml runs these same jobs before it builds what it publishes.",
    );
    page.at(1, "workflow_call:");
    page.blank();
    page.why("No job may do anything that it does not name.");
    page.line("permissions: {}");
    page.blank();
    page.line("concurrency:");
    page.why_at(1, "A push to a pull request replaces the run of the push before; every other run is a group of its own, so nothing that belongs to a deploy is ever cancelled.");
    page.at(
        1,
        "group: ci-${{ github.event.pull_request.number || github.run_id }}",
    );
    page.at(1, "cancel-in-progress: true");
    page.blank();
    page.line("jobs:");
}

/// Writes the checks of one workload; its job, if there is anything to run.
fn write_checks(
    page: &mut Page,
    toolchain: &Toolchain<'_>,
    resources: &[Served<'_>],
) -> Option<String> {
    let checks = toolchain.stack.checks(toolchain);
    if checks.setup.is_empty() {
        return None;
    }
    let workload = toolchain.workload;
    let id = format!("check-{}", workload.name);
    let name = format!("Check {}", workload.name);
    write_job(
        page,
        &Job {
            id: &id,
            name: &name,
            condition: None,
            needs: &[],
            minutes: 20,
            permissions: &[READ],
        },
    );
    write_services(page, toolchain, resources, &checks.variables);
    if workload.path != "." {
        page.at(2, "defaults:");
        page.at(3, "run:");
        page.at(4, &format!("working-directory: {}", scalar(&workload.path)));
    }
    page.at(2, "steps:");
    write_step(page, &checkout());
    for step in checks.setup.iter().chain(&checks.commands) {
        write_step(page, step);
    }
    for gap in &checks.gaps {
        page.why_at(3, gap);
    }
    Some(id)
}

/// Writes the databases that tests may use, and the variables of the job.
fn write_services(
    page: &mut Page,
    toolchain: &Toolchain<'_>,
    resources: &[Served<'_>],
    variables: &[(&'static str, String)],
) {
    let used: Vec<&Served<'_>> = resources
        .iter()
        .filter(|served| {
            toolchain.workload.resources.contains(&served.resource.name)
                && runs_in_workflows(served.service)
        })
        .collect();
    if !used.is_empty() {
        page.why_at(2, "The same releases as in compose.yaml, for tests; the passwords live as long as the job.");
        page.at(2, "services:");
    }
    for served in &used {
        page.at(3, &format!("{}:", served.resource.name));
        page.at(4, &format!("image: {}", served.chosen.tag));
        if !served.service.variables.is_empty() {
            page.at(4, "env:");
        }
        for (name, value) in served.service.variables {
            let value = if *value == "{password}" {
                PASSWORD.to_owned()
            } else {
                scalar(value)
            };
            page.at(5, &format!("{name}: {value}"));
        }
        page.at(4, "ports:");
        let port = served.service.port;
        page.at(5, &format!("- {}", quoted(&format!("{port}:{port}"))));
        page.at(4, "options: >-");
        page.at(
            5,
            &format!("--health-cmd {}", quoted(&served.service.health.join(" "))),
        );
        page.at(
            5,
            "--health-interval 5s --health-timeout 5s --health-retries 12",
        );
    }
    if used.is_empty() && variables.is_empty() {
        return;
    }
    page.at(2, "env:");
    for (name, value) in variables {
        page.at(3, &format!("{name}: {}", scalar(value)));
    }
    for served in used {
        let address = served
            .service
            .address
            .replace("{password}", PASSWORD)
            .replace("{host}", "127.0.0.1");
        page.at(3, &format!("{}: {address}", served.resource.variable));
    }
}

/// A value that nobody needs to know and that no two runs share.
const PASSWORD: &str = "${{ github.run_id }}";

/// Whether a job can run the service: it cannot give it arguments, and the health check becomes one line for a shell.
fn runs_in_workflows(service: &ServiceImage) -> bool {
    service.health.iter().all(|word| {
        word.chars()
            .all(|one| one.is_ascii_alphanumeric() || "-_./=:".contains(one))
    })
}

fn write_source_scan(page: &mut Page) -> String {
    write_job(
        page,
        &Job {
            id: "scan-source",
            name: "Scan the sources",
            condition: None,
            needs: &[],
            minutes: 10,
            permissions: &[READ],
        },
    );
    page.at(2, "steps:");
    write_step(page, &checkout());
    write_step(
        page,
        &scan(
            "Scan dependencies, secrets and settings",
            &[
                ("scan-type", "fs"),
                ("scan-ref", "."),
                ("scanners", "vuln,secret,misconfig"),
            ],
        ),
    );
    "scan-source".to_owned()
}

/// Writes the job that builds, scans and starts an image without publishing it.
fn write_image(page: &mut Page, recipe: &Recipe<'_>) -> String {
    let id = format!("image-{}", recipe.name());
    let name = format!("Image of {}", recipe.name());
    write_job(
        page,
        &Job {
            id: &id,
            name: &name,
            // A deploy builds the image itself, once.
            condition: Some("github.event_name == 'pull_request'"),
            needs: &[],
            minutes: 30,
            permissions: &[READ],
        },
    );
    page.at(2, "steps:");
    write_step(page, &checkout());
    write_step(
        page,
        &Step::uses("Set up the builder", "docker/setup-buildx-action", &[]),
    );
    let tag = format!("{}:ci", recipe.name());
    write_step(
        page,
        &Step::uses(
            "Build",
            "docker/build-push-action",
            &[
                ("context", recipe.toolchain.context.as_str()),
                ("file", &recipe.toolchain.dockerfile()),
                ("load", "true"),
                ("push", "false"),
                ("tags", &tag),
            ],
        ),
    );
    write_step(page, &scan("Scan the image", &[("image-ref", &tag)]));
    if recipe.starts_alone() && recipe.probe.is_some() {
        write_step(page, &start(recipe, &tag));
    }
    id
}

/// A step that starts the image as confined as in production, and waits until it is healthy.
fn start(recipe: &Recipe<'_>, tag: &str) -> Step {
    let name = recipe.name();
    let scratch: Vec<String> = recipe
        .scratch
        .iter()
        .map(|folder| format!("--tmpfs {folder}:mode=1777"))
        .collect();
    let lines = vec![
        "docker run --detach --init --read-only --cap-drop ALL --security-opt no-new-privileges \\"
            .to_owned(),
        format!("  {} --name {name} {tag}", scratch.join(" ")),
        "for _ in $(seq 60); do".to_owned(),
        format!("  health=$(docker inspect --format '{{{{.State.Health.Status}}}}' {name})"),
        "  if [ \"$health\" = healthy ]; then exit 0; fi".to_owned(),
        "  sleep 1".to_owned(),
        "done".to_owned(),
        format!("docker logs {name}"),
        "echo \"::error::it was not healthy within a minute; its output is above\"".to_owned(),
        "exit 1".to_owned(),
    ];
    Step {
        name: "Start it and wait until it is healthy".to_owned(),
        why: Some("As confined as it will be in production.".to_owned()),
        action: StepAction::Run(lines),
    }
}

/// Writes the one job that a branch rule needs to require, whatever jobs are added later.
fn write_verdict(page: &mut Page, jobs: &[String]) {
    page.why_at(
        1,
        "The one name that a branch rule needs to require, whatever jobs there are.",
    );
    write_job(
        page,
        &Job {
            id: "ci",
            name: "CI",
            condition: Some("always()"),
            needs: jobs,
            minutes: 5,
            permissions: &[],
        },
    );
    page.at(2, "steps:");
    page.at(
        3,
        "- name: Fail unless every job passed or had nothing to do",
    );
    page.at(4, "env:");
    page.at(5, "RESULTS: ${{ join(needs.*.result, ' ') }}");
    page.at(4, "run: |");
    page.at(5, "for result in $RESULTS; do");
    page.at(6, "case \"$result\" in");
    page.at(7, "success | skipped) ;;");
    page.at(7, "*) echo \"::error::a job ended as $result\"; exit 1 ;;");
    page.at(6, "esac");
    page.at(5, "done");
}
