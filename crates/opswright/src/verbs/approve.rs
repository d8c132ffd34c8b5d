//! `approve`: sign the approval of a design, or make the first signer.

use std::fs::File;
use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use dialoguer::Password;
use opswright_approval::{
    Kind, SigningKey, Statement, StoredApproval, Subject as Approval, Validity, Wanted,
    approval_paths, bootstrap, is_principal, verify,
};
use opswright_design::DesignInputs;
use opswright_engine::failure::{Exit, Failure};
use opswright_engine::gates::pipeline::{self, Pipeline};
use opswright_engine::gates::{self, POLICY, SIGNERS, Subject};
use opswright_engine::layout::Layout;
use opswright_engine::project::{Project, Said};
use opswright_engine::recording::{NewEntry, record};
use opswright_worktree::{BaseBranch, author_email, write_atomic};

use super::Ended;
use crate::arguments::Approve;
use crate::output::Output;
use crate::place;

/// Shortest beginning of a digest that names it.
const SHORTEST: usize = 8;

pub(crate) fn run(output: Output, approve: &Approve) -> Ended {
    let layout = place::layout(&approve.directory)?;
    let project = Project::read(&approve.directory)?;
    project.something()?;
    let answers = project.answers(&Said::default())?;
    let design = project.design(&answers);
    let subject = Subject {
        project: &project,
        answers: &answers,
        design: &design,
    };
    if approve.init {
        init(output, approve, &layout, &subject)?;
    }
    if let Some(digest) = &approve.digest {
        sign(output, approve, &layout, &subject, digest)?;
    }
    Ok(Exit::Done)
}

/// Makes the first signer and policy, unless the base branch has them.
fn init(
    output: Output,
    approve: &Approve,
    layout: &Layout,
    subject: &Subject<'_>,
) -> Result<(), Failure> {
    let root = &subject.project.root;
    let base = BaseBranch::find(root).ok().flatten();
    let there = base
        .as_ref()
        .is_some_and(|base| base.read(POLICY).ok().flatten().is_some());
    if there || root.join(POLICY).exists() {
        return Err(Failure::new(
            Exit::Usage,
            "there is a policy already",
            format!("change {POLICY} and {SIGNERS} by a reviewed change to the base branch"),
        ));
    }
    let who = who(approve, &layout.root)?;
    let key = key(approve)?;
    let made = bootstrap(&subject.design.name, &who, &key, gates::now(), nonce()?)
        .map_err(|error| cannot_sign(&error))?;
    put(root, POLICY, made.policy.as_bytes())?;
    put(root, SIGNERS, made.allowed_signers.as_bytes())?;
    keep(root, &made.approval)?;
    let body = serde_json::json!({
        "version": 1, "class": "bootstrap", "digest": made.approval.digest, "who": who, "key": key.fingerprint(),
    });
    record(
        layout,
        &place::caller(),
        NewEntry::new("approval", &subject.design.name, body),
    )?;
    output.say(&format!(
        "first signer {who} ({}), self-approved",
        key.fingerprint()
    ));
    output.say(&format!("wrote     {POLICY} {SIGNERS}"));
    output.say("next      commit both to the base branch; from then on only what is there counts");
    Ok(())
}

fn sign(
    output: Output,
    approve: &Approve,
    layout: &Layout,
    subject: &Subject<'_>,
    digest: &str,
) -> Result<(), Failure> {
    let design = subject.design;
    let signed = Signed::named(subject, digest)?;
    let mut approvals = gates::approvals(subject.project);
    let rules = gates::rules(subject.project, &design.name, &approvals)?.ok_or_else(|| {
        Failure::new(
            Exit::Gate,
            "nobody may approve yet: there is no policy and no signer",
            "opswright approve --init",
        )
        .because(format!(
            "looked for {POLICY} and {SIGNERS} on the base branch and in the work tree"
        ))
    })?;
    let who = who(approve, &layout.root)?;
    let key = key(approve)?;
    let now = gates::now();
    let lifetime = rules.policy.requirement(signed.kind, None).lifetime;
    let asked = approve
        .expires
        .map_or(lifetime, |hours| hours.saturating_mul(3600));
    let about = Approval {
        kind: signed.kind,
        digest: signed.digest.clone(),
        project: design.name.clone(),
        environment: None,
        rules_version: design.rules_version.clone(),
    };
    let validity = Validity {
        created: now,
        expires: now.saturating_add(asked.min(lifetime)),
    };
    let statement = Statement::new(about, &who, validity, nonce()?);
    let approval = key.sign(&statement).map_err(|error| cannot_sign(&error))?;
    approvals.retain(|other| other.digest != approval.digest || other.who != approval.who);
    approvals.push(approval.clone());
    // An approval that would not count is not written: it would only hide why.
    let counted = verify(
        &approvals,
        &Wanted::new(signed.kind, &signed.digest, &design.name),
        &rules.policy,
        &rules.signers,
        now,
    );
    match counted {
        Ok(_) | Err(opswright_approval::Refusal::TooFew { .. }) => {}
        Err(refusal) => {
            return Err(Failure::new(
                Exit::Refused,
                refusal.to_string(),
                "sign with a key of the allowed signers",
            )
            .because(format!("signers: {}", rules.origin)));
        }
    }
    let root = &subject.project.root;
    keep(root, &approval)?;
    put(root, &signed.inputs_path, signed.inputs.as_bytes())?;
    let body = serde_json::json!({
        "version": 1, "class": "signed", "kind": signed.kind.word(), "digest": signed.digest, "who": who, "key": key.fingerprint(),
        "nonce": statement.nonce, "expires": statement.expires, "signers": rules.origin,
    });
    record(
        layout,
        &place::caller(),
        NewEntry::new("approval", &design.name, body),
    )?;
    told(output, &approval, &statement, signed.next);
    Ok(())
}

fn told(output: Output, approval: &StoredApproval, statement: &Statement, next: &str) {
    let paths = approval_paths(&approval.digest, &approval.who);
    if output.json() {
        output.document(&serde_json::json!({
            "schema": "opswright/approve@1", "digest": approval.digest, "approver": approval.who,
            "expires": statement.expires, "statement": paths.statement, "signature": paths.signature,
        }));
        return;
    }
    output.data(&format!("signed    {}", paths.signature));
    output.say(&format!("until     {}", statement.expires));
    output.say(&format!(
        "verify    ssh-keygen -Y verify -f {SIGNERS} -I {} -n {} -s {} < {}",
        approval.who,
        opswright_approval::NAMESPACE,
        paths.signature,
        paths.statement
    ));
    output.say(&format!("next      {next}"));
}

/// What is signed: the design or the pipeline, as it is here now.
struct Signed {
    kind: Kind,
    digest: String,
    inputs_path: String,
    inputs: String,
    next: &'static str,
}

impl Signed {
    /// The one whose digest begins as typed; a digest of anything else is refused.
    fn named(subject: &Subject<'_>, typed: &str) -> Result<Self, Failure> {
        let digits = typed.strip_prefix("sha256:").unwrap_or(typed);
        if digits.len() < SHORTEST {
            let reason =
                format!("`{typed}` is too short: give at least {SHORTEST} digits of the digest");
            return Err(Failure::new(Exit::Usage, reason, "opswright design"));
        }
        let is = |digest: &str| digest.trim_start_matches("sha256:").starts_with(digits);
        let design = subject.design;
        if is(&design.digest) {
            let inputs = DesignInputs::new(&subject.project.facts, subject.answers);
            return Ok(Self {
                kind: Kind::Design,
                digest: design.digest.clone(),
                inputs_path: gates::inputs_path(&design.digest),
                inputs: opswright_design::to_json(design, &inputs),
                next: "opswright generate",
            });
        }
        let pipeline = Pipeline::read(subject.project, design);
        if is(&pipeline.digest) {
            return Ok(Self {
                kind: Kind::Pipeline,
                inputs_path: pipeline::inputs_path(&pipeline.digest),
                inputs: pipeline.inputs(),
                digest: pipeline.digest,
                next: "opswright gate pipeline",
            });
        }
        let reason = format!("`{typed}` is not the digest of the present design or pipeline");
        Err(Failure::new(Exit::Refused, reason, "opswright design")
            .because(format!("the present design is {}", design.digest))
            .because(format!("the present pipeline is {}", pipeline.digest)))
    }
}

fn key(approve: &Approve) -> Result<SigningKey, Failure> {
    let path = match &approve.key {
        Some(path) => path.clone(),
        None => PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".ssh/id_ed25519"),
    };
    let unusable = |why: String| {
        Failure::new(
            Exit::Usage,
            format!("{} cannot sign", path.display()),
            "ssh-keygen -t ed25519, or name a key with --key",
        )
        .because(why)
    };
    let text = std::fs::read_to_string(&path).map_err(|error| unusable(error.to_string()))?;
    match SigningKey::from_openssh(&text, None) {
        Err(opswright_approval::KeyError::Encrypted) if std::io::stdin().is_terminal() => {
            let passphrase = Password::new()
                .with_prompt(format!("passphrase of {}", path.display()))
                .interact()
                .map_err(|error| unusable(error.to_string()))?;
            SigningKey::from_openssh(&text, Some(&passphrase))
                .map_err(|error| unusable(error.to_string()))
        }
        result => result.map_err(|error| unusable(error.to_string())),
    }
}

/// Who signs: `--as`, else whom git would name as author, else the login name.
fn who(approve: &Approve, root: &Path) -> Result<String, Failure> {
    let named = approve
        .who
        .clone()
        .or_else(|| std::env::var("GIT_AUTHOR_EMAIL").ok())
        .or_else(|| author_email(root))
        .or_else(|| std::env::var("EMAIL").ok());
    let unnamed = named.is_none();
    let who = named.unwrap_or_else(place::user);
    if is_principal(&who) {
        return Ok(who);
    }
    let reason = if unnamed {
        format!("nobody is named: git has no user.email here, and the login is `{who}`")
    } else {
        format!("`{who}` cannot stand in the allowed signers")
    };
    Err(Failure::new(
        Exit::Usage,
        reason,
        "opswright approve --as you@example.com",
    ))
}

fn nonce() -> Result<[u8; 16], Failure> {
    let mut nonce = [0; 16];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut nonce))
        .map_err(|error| {
            Failure::new(
                Exit::Usage,
                "the system gives no random numbers",
                "opswright doctor",
            )
            .because(error.to_string())
        })?;
    Ok(nonce)
}

fn keep(root: &Path, approval: &StoredApproval) -> Result<(), Failure> {
    let paths = approval_paths(&approval.digest, &approval.who);
    put(root, &paths.statement, &approval.statement)?;
    put(root, &paths.signature, &approval.signature)
}

fn put(root: &Path, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    write_atomic(root, path, bytes).map_err(|error| {
        Failure::new(
            Exit::Findings,
            "the approval could not be written",
            "opswright doctor",
        )
        .because(error.to_string())
    })
}

fn cannot_sign(error: &opswright_approval::KeyError) -> Failure {
    Failure::new(
        Exit::Usage,
        "the key cannot sign",
        "name an ed25519 key with --key",
    )
    .because(error.to_string())
}
