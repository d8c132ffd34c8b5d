//! The gate of a design: whether a person has approved exactly this one.

pub mod pipeline;

use std::collections::BTreeMap;
use std::fs;

use opswright_approval::{
    Approver, Class, Kind, LocalApproval, Policy, Refusal, Signers, StoredApproval, Wanted,
    stored_approvals, verify, verify_local,
};
use opswright_design::{Answers, Design, DesignInputs, changed};
use opswright_worktree::BaseBranch;

use crate::failure::{Exit, Failure};
use crate::layout::{Layout, short};
use crate::project::Project;
use crate::recording::{NewEntry, record};
use crate::wire::Caller;

/// The environment that an approval without a key is enough for.
pub const LOCAL: &str = "local";

/// No environment in particular: any valid approval of the design will do.
pub const ANY: &str = "";

/// Who may approve, from the root.
pub const SIGNERS: &str = ".opswright/allowed_signers";

/// How many must, from the root.
pub const POLICY: &str = ".opswright/policy.toml";

/// An approval that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// By whom and how, as shown in every record.
    pub how: String,
}

/// A design with what it was decided from.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The repository.
    pub project: &'a Project,
    /// The answers.
    pub answers: &'a Answers,
    /// The design.
    pub design: &'a Design,
}

impl Subject<'_> {
    fn inputs(&self) -> DesignInputs {
        DesignInputs::new(&self.project.facts, self.answers)
    }
}

/// Signers and policy, and where they were read.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The policy.
    pub policy: Policy,
    /// The allowed signers.
    pub signers: Signers,
    /// Where they come from, for people.
    pub origin: String,
}

/// Whether the design is approved for `environment`; a failure says what is missing (exit 3) or why what is there does not
/// hold (exit 4).
pub fn design_approved(
    layout: &Layout,
    subject: &Subject<'_>,
    environment: &str,
) -> Result<Approved, Failure> {
    let signed = signed(subject, environment);
    let refusal = match signed {
        Ok(approved) => return Ok(approved),
        Err(refusal) => refusal,
    };
    if environment == LOCAL || environment == ANY {
        let mut wanted = wanted(subject.design);
        wanted.environment = Some(LOCAL.to_owned());
        let approvals = local_approvals(layout);
        match verify_local(&approvals, &wanted) {
            Ok(approved) => {
                return Ok(Approved {
                    how: how(&approved.approvers, approved.class, ""),
                });
            }
            Err(local) if matches!(refusal, Denied::Refused(Refusal::Missing { .. })) => {
                return Err(denied(layout, subject, Denied::Refused(local)));
            }
            Err(_) => {}
        }
    }
    Err(denied(layout, subject, refusal))
}

/// Records an approval for the environment `local` alone, without a key.
pub fn approve_locally(
    layout: &Layout,
    caller: &Caller,
    subject: &Subject<'_>,
) -> Result<Approved, Failure> {
    let approval = LocalApproval::new(Kind::Design, &subject.design.digest, &caller.user, now());
    let folder = layout.local_approvals();
    let failed = |error: std::io::Error| {
        Failure::new(
            Exit::Findings,
            "the approval could not be kept",
            "opswright doctor",
        )
        .because(format!("{}: {error}", folder.display()))
    };
    fs::create_dir_all(&folder).map_err(failed)?;
    let name = short(&subject.design.digest);
    let inputs = opswright_design::to_json(subject.design, &subject.inputs());
    fs::write(folder.join(format!("{name}.inputs")), inputs).map_err(failed)?;
    fs::write(folder.join(format!("{name}.json")), approval.to_json()).map_err(failed)?;
    let body = serde_json::json!({"version": 1, "class": "local", "digest": subject.design.digest, "who": caller.user});
    record(
        layout,
        caller,
        NewEntry::new("approval", &subject.design.name, body),
    )?;
    design_approved(layout, subject, LOCAL)
}

/// Where the inputs of an approved design are kept beside its approvals, so that a later change can be told in words.
pub fn inputs_path(digest: &str) -> String {
    let digits = digest.strip_prefix("sha256:").unwrap_or(digest);
    format!(".opswright/approvals/{digits}/inputs/design.json")
}

/// What an approval of this design must name.
pub fn wanted(design: &Design) -> Wanted {
    Wanted::new(Kind::Design, &design.digest, &design.name)
}

/// Seconds since 1970.
pub fn now() -> u64 {
    crate::supervisor::now_ms() / 1000
}

/// Why there is no signed approval.
enum Denied {
    /// The approvals are not enough.
    Refused(Refusal),
    /// Policy or signers cannot be read.
    Broken(Failure),
}

fn signed(subject: &Subject<'_>, environment: &str) -> Result<Approved, Denied> {
    let mut wanted = wanted(subject.design);
    if environment != ANY {
        wanted.environment = Some(environment.to_owned());
    }
    signed_as(subject.project, &subject.design.name, &wanted)
}

/// Whether the signatures in the repository are enough for what is wanted.
fn signed_as(project: &Project, name: &str, wanted: &Wanted) -> Result<Approved, Denied> {
    let approvals = approvals(project);
    let missing = || {
        Denied::Refused(Refusal::Missing {
            kind: wanted.kind,
            digest: wanted.digest.clone(),
        })
    };
    if approvals.is_empty() {
        return Err(missing());
    }
    let rules = rules(project, name, &approvals)
        .map_err(Denied::Broken)?
        .ok_or_else(missing)?;
    let approved = verify(&approvals, wanted, &rules.policy, &rules.signers, now())
        .map_err(Denied::Refused)?;
    Ok(Approved {
        how: how(&approved.approvers, approved.class, &rules.origin),
    })
}

/// All stored approvals of the repository.
pub fn approvals(project: &Project) -> Vec<StoredApproval> {
    let files: BTreeMap<String, Vec<u8>> = project
        .tree
        .below(".opswright/approvals")
        .filter_map(|path| Some((path.to_owned(), fs::read(project.root.join(path)).ok()?)))
        .collect();
    stored_approvals(&files)
}

/// Signers and policy of the base branch. Where it has none, the first ones count if their own signed statement says so.
pub fn rules(
    project: &Project,
    name: &str,
    approvals: &[StoredApproval],
) -> Result<Option<Rules>, Failure> {
    let broken = |reason: String| {
        Failure::new(
            Exit::Refused,
            "signers and policy cannot be used",
            "mend them on the base branch",
        )
        .because(reason)
    };
    let base = BaseBranch::find(&project.root).map_err(|error| broken(error.to_string()))?;
    let on_base = |path: &str| match &base {
        Some(base) => base.read(path).map_err(|error| broken(error.to_string())),
        None => Ok(None),
    };
    if let (Some(policy), Some(signers)) = (on_base(POLICY)?, on_base(SIGNERS)?) {
        let reference = base.map(|base| base.reference).unwrap_or_default();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let rules = read_rules(
            &text(policy),
            &text(signers),
            format!("signers of {reference}"),
        )
        .map_err(broken)?;
        return Ok(Some(rules));
    }
    let (files, _) = opswright_worktree::read(&project.root, &[POLICY, SIGNERS]);
    let (Some(policy), Some(signers)) = (files.get(POLICY), files.get(SIGNERS)) else {
        return Ok(None);
    };
    let origin = "self-approved first signer, not on the base branch yet".to_owned();
    let rules = read_rules(&policy.text, &signers.text, origin).map_err(broken)?;
    let digest = opswright_approval::policy_digest(&policy.text, &signers.text);
    let wanted = Wanted::new(Kind::Policy, &digest, name);
    verify(approvals, &wanted, &rules.policy, &rules.signers, now()).map_err(|refusal| {
        broken(format!(
            "the first signer and policy are not approved as they are: {refusal}"
        ))
    })?;
    Ok(Some(rules))
}

fn read_rules(policy: &str, signers: &str, origin: String) -> Result<Rules, String> {
    Ok(Rules {
        policy: Policy::parse(policy).map_err(|error| error.to_string())?,
        signers: Signers::parse(signers).map_err(|error| error.to_string())?,
        origin,
    })
}

fn local_approvals(layout: &Layout) -> Vec<LocalApproval> {
    let mut names: Vec<_> = fs::read_dir(layout.local_approvals())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    names.sort();
    names
        .iter()
        .filter_map(|path| LocalApproval::from_json(&fs::read_to_string(path).ok()?))
        .collect()
}

fn how(approvers: &[Approver], class: Class, origin: &str) -> String {
    let mut all =
        approvers.iter().map(
            |approver| match (&approver.fingerprint, &approver.expires) {
                (Some(fingerprint), Some(expires)) => {
                    format!("{} ({fingerprint}) until {expires}", approver.who)
                }
                _ => format!("{} on {}", approver.who, approver.created),
            },
        );
    match class {
        Class::Signed => format!(
            "signed by {} ({origin})",
            all.by_ref().collect::<Vec<_>>().join(", ")
        ),
        // Of several, the newest is the one that a person remembers.
        Class::Local => format!(
            "locally, without a key, by {}",
            all.next_back().unwrap_or_default()
        ),
    }
}

fn denied(layout: &Layout, subject: &Subject<'_>, denied: Denied) -> Failure {
    let refusal = match denied {
        Denied::Broken(failure) => return failure,
        Denied::Refused(refusal) => refusal,
    };
    let design = subject.design;
    let exit = if refusal.is_missing() {
        Exit::Gate
    } else {
        Exit::Refused
    };
    let next = format!(
        "opswright approve {}",
        design.digest.get(..19).unwrap_or(&design.digest)
    );
    let mut failure = Failure::new(exit, refusal.to_string(), next);
    failure
        .evidence
        .push(format!("digest of the design: {}", design.digest));
    if let Refusal::Stale { approved, .. } = &refusal {
        "the design changed after it was approved".clone_into(&mut failure.reason);
        let old = approved
            .first()
            .and_then(|digest| approved_inputs(layout, subject.project, digest));
        let changes = old
            .map(|old| changed(&old, &subject.inputs()))
            .unwrap_or_default();
        failure.evidence.extend(
            changes
                .into_iter()
                .map(|change| format!("changed: {change}")),
        );
        failure.evidence.extend(
            approved
                .iter()
                .take(3)
                .map(|digest| format!("approved was {digest}")),
        );
    }
    for question in &design.questions {
        let assumed = question.assumed.as_deref().unwrap_or("nothing");
        failure.evidence.push(format!(
            "open question {}: {} (assumed: {assumed})",
            question.key, question.text
        ));
    }
    failure
}

/// The inputs that an approved design had.
fn approved_inputs(layout: &Layout, project: &Project, digest: &str) -> Option<DesignInputs> {
    let local = layout
        .local_approvals()
        .join(format!("{}.inputs", short(digest)));
    let text = fs::read_to_string(project.root.join(inputs_path(digest)))
        .or_else(|_| fs::read_to_string(local))
        .ok()?;
    opswright_design::from_json(&text)
        .ok()
        .map(|document| document.inputs)
}
