//! From a merge to production: build once, then the same digest through every environment.

use super::Material;
use super::ci::READ;
use super::workflow::{Job, checkout, scan, write_job, write_step};
use crate::GeneratedFile;
use crate::recipe::Recipe;
use crate::stacks::Step;
use crate::text::Page;

/// Version of the command that deploys: the one that wrote the workflow.
const OPSWRIGHT: &str = env!("CARGO_PKG_VERSION");

/// `.github/workflows/deploy.yml`, if there is an image and an environment beyond this machine.
pub(crate) fn files(material: &Material<'_>) -> Vec<GeneratedFile> {
    if material.recipes.is_empty() || environments(material).is_empty() {
        return Vec::new();
    }
    vec![GeneratedFile {
        path: ".github/workflows/deploy.yml".to_owned(),
        text: text(material),
        reason: "publishes each image once and deploys it by digest".to_owned(),
    }]
}

/// The environments that a workflow deploys to, in order of promotion.
fn environments<'design>(material: &Material<'design>) -> Vec<&'design str> {
    material
        .design
        .environments
        .iter()
        .map(String::as_str)
        .filter(|name| *name != "local")
        .collect()
}

fn text(material: &Material<'_>) -> String {
    let mut page = Page::new();
    let environments = environments(material);
    write_head(&mut page, &environments);
    let mut builds = Vec::new();
    for recipe in &material.recipes {
        builds.push(write_build(&mut page, recipe));
    }
    let mut before = None;
    for environment in environments {
        let mut needs = builds.clone();
        needs.extend(before.replace(format!("deploy-{environment}")));
        write_environment(&mut page, environment, &needs, &material.recipes);
    }
    page.finish()
}

fn write_head(page: &mut Page, environments: &[&str]) {
    page.why(&format!(
        "Publishes each image once, and deploys the same digest to {}.",
        environments.join(", then ")
    ));
    page.why("Who must approve which environment is set in the repository's settings, under Environments. Your edits survive: `opswright generate` merges them with what it would write.");
    page.line("name: Deploy");
    page.blank();
    page.line("on:");
    page.at(1, "push:");
    page.at(2, "branches: [main]");
    page.blank();
    page.why("No job may do anything that it does not name.");
    page.line("permissions: {}");
    page.blank();
    page.line("concurrency:");
    page.why_at(
        1,
        "One deploy at a time. The next one waits: half a rollout is worse than a late one.",
    );
    page.at(1, "group: deploy");
    page.at(1, "cancel-in-progress: false");
    page.blank();
    page.line("jobs:");
    page.at(1, "ci:");
    page.at(2, "name: Check");
    page.why_at(2, "As a path of the checkout, which every runner understands; the newer $/ form is still refused by some.");
    page.at(
        2,
        "uses: ./.github/workflows/ci.yml # zizmor: ignore[self-repository]",
    );
    page.at(2, "permissions:");
    page.at(3, &format!("{} # {}", READ.0, READ.1));
}

/// Writes the job that builds, publishes and scans an image.
fn write_build(page: &mut Page, recipe: &Recipe<'_>) -> String {
    page.blank();
    let id = format!("build-{}", recipe.name());
    let name = format!("Publish {}", recipe.name());
    write_job(
        page,
        &Job {
            id: &id,
            name: &name,
            condition: None,
            needs: &["ci".to_owned()],
            minutes: 30,
            permissions: &[READ, ("packages: write", "To push the image.")],
        },
    );
    page.at(2, "outputs:");
    page.why_at(
        3,
        "By digest: whatever happens to the tag, this is what was built, scanned and is deployed.",
    );
    page.at(
        3,
        "image: ${{ steps.name.outputs.image }}@${{ steps.push.outputs.digest }}",
    );
    page.at(2, "steps:");
    write_step(page, &checkout());
    write_step(
        page,
        &Step::uses("Set up the builder", "docker/setup-buildx-action", &[]),
    );
    write_step(
        page,
        &Step::uses(
            "Log in to the registry",
            "docker/login-action",
            &[
                ("registry", "ghcr.io"),
                ("username", "${{ github.actor }}"),
                ("password", "${{ secrets.GITHUB_TOKEN }}"),
            ],
        ),
    );
    write_name(page, recipe);
    write_push(page, recipe);
    write_step(
        page,
        &scan(
            "Scan what was published",
            &[(
                "image-ref",
                "${{ steps.name.outputs.image }}@${{ steps.push.outputs.digest }}",
            )],
        ),
    );
    id
}

/// Writes the step that names the image: a registry takes lower case only, a repository may have capitals.
fn write_name(page: &mut Page, recipe: &Recipe<'_>) {
    page.why_at(
        3,
        "A registry takes lower case only; a repository may be named in capitals.",
    );
    page.at(3, "- name: Name the image");
    page.at(4, "id: name");
    page.at(
        4,
        &format!(
            "run: echo \"image=ghcr.io/${{GITHUB_REPOSITORY,,}}/{}\" >> \"$GITHUB_OUTPUT\"",
            recipe.name()
        ),
    );
}

fn write_push(page: &mut Page, recipe: &Recipe<'_>) {
    page.why_at(3, "Once, without a cache that another run could have written: every environment gets these bytes.");
    page.at(3, "- name: Build and push");
    page.at(4, "id: push");
    page.at(
        4,
        &format!(
            "uses: {}",
            crate::catalogue::action("docker/build-push-action")
        ),
    );
    page.at(4, "with:");
    page.at(5, &format!("context: {}", recipe.toolchain.context));
    page.at(5, &format!("file: {}", recipe.toolchain.dockerfile()));
    page.at(5, "push: true");
    page.at(5, "tags: ${{ steps.name.outputs.image }}:${{ github.sha }}");
    page.at(5, "labels: |");
    page.at(6, "org.opencontainers.image.revision=${{ github.sha }}");
    page.at(
        6,
        "org.opencontainers.image.source=${{ github.server_url }}/${{ github.repository }}",
    );
    page.why_at(
        5,
        "How it was built, and what is in it, beside the image in the registry.",
    );
    page.at(5, "provenance: mode=max");
    page.at(5, "sbom: true");
}

/// Writes the job that deploys to one environment.
fn write_environment(page: &mut Page, environment: &str, needs: &[String], recipes: &[Recipe<'_>]) {
    page.blank();
    let id = format!("deploy-{environment}");
    let name = format!("Deploy to {environment}");
    write_job(
        page,
        &Job {
            id: &id,
            name: &name,
            condition: None,
            needs,
            minutes: 60,
            permissions: &[
                (
                    "contents: read",
                    "To check out the design and its approvals.",
                ),
                ("packages: read", "To read the image by its digest."),
            ],
        },
    );
    page.why_at(
        2,
        "Waits here for the reviewers that the repository's settings ask for.",
    );
    page.at(2, &format!("environment: {environment}"));
    page.at(2, "steps:");
    write_step(page, &checkout());
    write_install(page);
    for recipe in recipes {
        write_rollout(page, environment, recipe, recipes.len());
    }
}

/// Writes the step that installs the command: by version and checksum, from where the organisation keeps it.
fn write_install(page: &mut Page) {
    page.why_at(3, &format!("By version and by checksum. No public release of opswright {OPSWRIGHT} can be named here: set the variables OPSWRIGHT_URL and OPSWRIGHT_SHA256 of the repository to the program that you trust."));
    page.at(3, &format!("- name: Install opswright {OPSWRIGHT}"));
    page.at(4, "env:");
    page.at(5, "URL: ${{ vars.OPSWRIGHT_URL }}");
    page.at(5, "SHA256: ${{ vars.OPSWRIGHT_SHA256 }}");
    page.at(4, "run: |");
    for line in [
        "if [ -z \"$URL\" ] || [ -z \"$SHA256\" ]; then",
        "  echo \"::error::set the repository variables OPSWRIGHT_URL and OPSWRIGHT_SHA256\"",
        "  exit 1",
        "fi",
        "mkdir -p \"$RUNNER_TEMP/bin\" && cd \"$RUNNER_TEMP/bin\"",
        "curl --fail --silent --show-error --location --proto '=https' --output opswright \"$URL\"",
        "echo \"$SHA256  opswright\" | sha256sum --check --strict",
        "chmod 0755 opswright",
    ] {
        page.at(5, line);
    }
    page.at(
        5,
        &format!("test \"$(./opswright --version)\" = \"opswright {OPSWRIGHT}\""),
    );
    page.at(5, "echo \"$RUNNER_TEMP/bin\" >> \"$GITHUB_PATH\"");
}

/// Writes the steps that deploy one workload, prove it, and undo it if the proof fails.
fn write_rollout(page: &mut Page, environment: &str, recipe: &Recipe<'_>, workloads: usize) {
    let name = recipe.name();
    let (of, suffix) = if workloads == 1 {
        (String::new(), String::new())
    } else {
        (format!(" --workload {name}"), format!("-{name}"))
    };
    page.why_at(3, "Undoes itself if the release does not become healthy; stops at a gate if the design is not approved.");
    page.at(3, &format!("- name: Deploy {name}"));
    page.at(4, &format!("id: deploy{suffix}"));
    page.at(4, "env:");
    page.at(
        5,
        &format!("IMAGE: ${{{{ needs.build-{name}.outputs.image }}}}"),
    );
    page.at(
        4,
        &format!("run: opswright deploy --env {environment}{of} --image \"$IMAGE\""),
    );
    page.at(3, &format!("- name: Verify {name}"));
    page.at(4, &format!("id: verify{suffix}"));
    page.at(4, &format!("run: opswright verify --env {environment}{of}"));
    page.why_at(3, "It was deployed, and is not what it should be.");
    page.at(3, &format!("- name: Roll {name} back"));
    page.at(
        4,
        &format!("if: failure() && steps.verify{suffix}.outcome == 'failure'"),
    );
    page.at(
        4,
        &format!("run: opswright rollback --env {environment}{of}"),
    );
}
