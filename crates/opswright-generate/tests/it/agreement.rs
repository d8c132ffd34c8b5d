//! The files of one design agree on port, account, health path, images and names.

use opswright_generate::{GeneratedFile, generate};

use crate::designs;

fn text<'a>(files: &'a [GeneratedFile], path: &str) -> &'a str {
    files
        .iter()
        .find(|file| file.path == path)
        .map_or_else(|| panic!("no {path}"), |file| file.text.as_str())
}

/// The word after `key` in the first line that starts with it.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines()
        .find_map(|line| line.trim_start().strip_prefix(key))
        .map(str::trim)
}

#[test]
fn the_dockerfile_and_compose_agree() {
    for (name, design) in designs::all() {
        let files = generate(&design);
        let compose = text(&files, "compose.yaml");
        for workload in design.workloads.iter().filter(|one| one.kind != "library") {
            let folder = if workload.path == "." {
                String::new()
            } else {
                format!("{}/", workload.path)
            };
            let dockerfile = text(&files, &format!("{folder}Dockerfile"));
            let service = service(compose, &workload.name);
            let user = value(dockerfile, "USER ").expect("every image sets a user");
            assert!(!user.starts_with('0'), "{name}: {user}");
            assert_eq!(
                value(service, "user: "),
                Some(format!("\"{user}\"").as_str()),
                "{name}"
            );
            let Some(port) = value(dockerfile, "EXPOSE ") else {
                assert!(service.contains("disable: true"), "{name}: {service}");
                continue;
            };
            assert!(service.contains(&format!(":{port}'")), "{name}: {service}");
            assert!(service.contains("'127.0.0.1:"), "{name}: {service}");
            let probes = [dockerfile, service].map(|text| {
                text.lines()
                    .filter(|line| line.contains("127.0.0.1") && line.contains(port))
                    .count()
            });
            assert!(probes[0] >= 1 && probes[1] >= 2, "{name}: {probes:?}");
            if let Some(path) = &workload.health_path {
                assert!(
                    dockerfile.contains(path.as_str()) && service.contains(path.as_str()),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn workflows_run_the_releases_that_images_run() {
    let node = generate(&designs::all()[1].1);
    let version = text(&node, "Dockerfile")
        .lines()
        .find_map(|line| line.strip_prefix("FROM node:"))
        .and_then(|tag| tag.split('-').next())
        .expect("it runs Node.js");
    let ci = text(&node, ".github/workflows/ci.yml");
    assert!(ci.contains(&format!("node-version: \"{version}\"")), "{ci}");
    let image =
        value(service(text(&node, "compose.yaml"), "db"), "image: ").expect("it has an image");
    assert!(ci.contains(&format!("image: {image}")), "{ci}");
}

#[test]
fn every_deploy_is_by_digest_and_never_cancelled() {
    for (name, design) in designs::all() {
        let files = generate(&design);
        let deploy = text(&files, ".github/workflows/deploy.yml");
        assert!(deploy.contains("cancel-in-progress: false"), "{name}");
        for environment in ["staging", "production"] {
            assert!(
                deploy.contains(&format!("deploy --env {environment}")),
                "{name}"
            );
            assert!(
                deploy.contains(&format!("verify --env {environment}")),
                "{name}"
            );
            assert!(
                deploy.contains(&format!("rollback --env {environment}")),
                "{name}"
            );
        }
        assert!(!deploy.contains("--env local"), "{name}");
        assert!(
            deploy.contains("@${{ steps.push.outputs.digest }}"),
            "{name}"
        );
        let production = deploy.split("  deploy-production:").nth(1).unwrap_or("");
        assert!(
            production.contains("deploy-staging]"),
            "{name}: production waits for staging"
        );
    }
}

#[test]
fn every_action_is_pinned_by_commit_with_its_version() {
    for (name, design) in designs::all() {
        for file in generate(&design) {
            for uses in file
                .text
                .lines()
                .filter_map(|line| line.trim_start().strip_prefix("uses: "))
            {
                if uses.starts_with("./") {
                    continue;
                }
                let (action, version) = uses.split_once(" # v").unwrap_or((uses, ""));
                let commit = action.split('@').nth(1).unwrap_or("");
                assert!(commit.len() == 40 && !version.is_empty(), "{name}: {uses}");
            }
        }
    }
}

#[test]
fn every_service_is_confined_and_no_value_is_a_secret() {
    for (name, design) in designs::all() {
        let files = generate(&design);
        let compose = text(&files, "compose.yaml");
        for service in services(compose) {
            for line in [
                "read_only: true",
                "- ALL",
                "- no-new-privileges:true",
                "memory: ",
                "healthcheck:",
                "max-size: ",
            ] {
                assert!(
                    service.contains(line),
                    "{name}: {line} is missing in\n{service}"
                );
            }
        }
        for line in compose
            .lines()
            .filter(|line| line.contains("PASSWORD:") || line.contains("SECRET:"))
        {
            assert!(line.contains("${"), "{name}: {line}");
        }
        for port in compose
            .lines()
            .filter(|line| line.contains("5432:") || line.contains("6379:"))
        {
            assert!(!port.trim_start().starts_with("- "), "{name}: {port}");
        }
    }
}

/// The text of each service.
fn services(compose: &str) -> Vec<&str> {
    let body = compose
        .split("\nservices:\n")
        .nth(1)
        .and_then(|rest| rest.split("\nnetworks:\n").next())
        .unwrap_or("");
    body.split("\n\n").collect()
}

/// The text of the service `name`.
fn service<'a>(compose: &'a str, name: &str) -> &'a str {
    services(compose)
        .into_iter()
        .find(|service| service.starts_with(&format!("  {name}:\n")))
        .unwrap_or("")
}
