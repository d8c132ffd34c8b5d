//! Which commands and jobs change what runs.

use opswright_project::{Content, Graph, JobSummary, Located, Summary};

/// Beginnings of commands that put a release somewhere.
const COMMANDS: &[&str] = &[
    "kubectl apply",
    "kubectl set image",
    "kubectl rollout restart",
    "helm upgrade",
    "helm install",
    "helmfile apply",
    "helmfile sync",
    "terraform apply",
    "tofu apply",
    "terragrunt apply",
    "pulumi up",
    "ansible-playbook",
    "docker stack deploy",
    "flyctl deploy",
    "fly deploy",
    "railway up",
    "vercel --prod",
    "vercel deploy",
    "netlify deploy",
    "wrangler deploy",
    "wrangler publish",
    "sls deploy",
    "serverless deploy",
    "sam deploy",
    "cdk deploy",
    "npx cdk deploy",
    "eb deploy",
    "gcloud run deploy",
    "gcloud app deploy",
    "aws ecs update-service",
    "aws lambda update-function-code",
    "az webapp deploy",
    "az containerapp update",
    "heroku container:release",
    "git push heroku",
    "cap production deploy",
    "kamal deploy",
    "dokku deploy",
    "opswright deploy",
    "argocd app sync",
];

/// Whether the command puts a release somewhere.
pub(super) fn deploys(command: &str) -> bool {
    command
        .split([';', '|', '&'])
        .map(|part| {
            part.trim()
                .trim_start_matches("sudo ")
                .trim_start_matches("- ")
        })
        .any(|part| COMMANDS.iter().any(|start| begins(part, start)))
}

fn begins(command: &str, start: &str) -> bool {
    command
        .strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Whether a job is there to deploy.
pub(super) fn is_deploy(job: &JobSummary) -> bool {
    let word = |text: &str| {
        text.to_ascii_lowercase()
            .split(|character: char| !character.is_ascii_alphanumeric())
            .any(|part| matches!(part, "deploy" | "deployment" | "rollout"))
    };
    let pages = job.environment.as_deref() == Some("github-pages")
        || job.uses.iter().any(|uses| uses.value.contains("pages"));
    let tried = job.commands.iter().any(|command| {
        ["kind ", "minikube ", "k3d ", "ct install", "helm test"]
            .iter()
            .any(|word| command.value.contains(word))
    }) || job
        .uses
        .iter()
        .any(|uses| uses.value.contains("kind-action") || uses.value.contains("minikube"));
    // A name alone proves nothing: pages and packages are deployed as well.
    let named = word(&job.id.value)
        && (job.environment.is_some()
            || job.uses.iter().any(|uses| word(&uses.value))
            || job.commands.iter().any(|command| word(&command.value)));
    let docs = ["docs", "site", "storybook", "pages"]
        .iter()
        .any(|part| job.id.value.contains(part));
    !pages
        && !tried
        && !docs
        && (named || job.commands.iter().any(|command| deploys(&command.value)))
}

/// All jobs of workflows that deploy.
pub(super) fn deploy_jobs<'a>(
    graph: &Graph<'a>,
) -> Vec<(&'a Summary, &'a [String], &'a JobSummary)> {
    graph
        .contents()
        .filter_map(|(summary, content)| match content {
            Content::Workflow(workflow) => Some((summary, workflow)),
            _ => None,
        })
        .flat_map(|(summary, workflow)| {
            workflow
                .jobs
                .iter()
                .filter(|job| is_deploy(job))
                .map(move |job| (summary, workflow.triggers.as_slice(), job))
        })
        .collect()
}

/// Commands of everything that is run or read: its file, a word for what it is, its commands.
pub(super) fn units<'a>(graph: &Graph<'a>) -> Vec<(&'a Summary, String, &'a [Located<String>])> {
    let mut found: Vec<(&Summary, String, &[Located<String>])> = Vec::new();
    for (summary, content) in graph.contents() {
        match content {
            Content::Workflow(workflow) => {
                for job in &workflow.jobs {
                    found.push((summary, format!("job `{}`", job.id.value), &job.commands));
                }
            }
            Content::Script { commands, .. } => {
                found.push((summary, "script".to_owned(), commands));
            }
            Content::Runbook { commands, .. } => {
                found.push((summary, "runbook".to_owned(), commands));
            }
            _ => {}
        }
    }
    found
}
