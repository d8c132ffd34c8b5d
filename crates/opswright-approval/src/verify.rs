//! Whether what is wanted is approved.

use std::collections::BTreeSet;

use ssh_key::{Algorithm, HashAlg, LineEnding, PublicKey, SshSig};

use crate::key::NAMESPACE;
use crate::local::LocalApproval;
use crate::policy::{Policy, Requirement, SelfApproval};
use crate::refusal::Refusal;
use crate::signers::{Signer, Signers};
use crate::statement::{Kind, Statement, Validity};
use crate::stored::StoredApproval;
use crate::time::rfc3339;

/// How far the clock of who signs may run ahead, in seconds.
const CLOCK_SKEW: u64 = 300;

/// What must be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What it is.
    pub kind: Kind,
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Name of the project.
    pub project: String,
    /// Where it is to run; `None` for the thing itself.
    pub environment: Option<String>,
    /// Principals who asked for it or wrote it.
    pub requested_by: BTreeSet<String>,
    /// Nonces of approvals that were used up.
    pub spent: BTreeSet<String>,
}

impl Wanted {
    /// Something of a project, asked for by nobody in particular.
    pub fn new(kind: Kind, digest: &str, project: &str) -> Self {
        Self {
            kind,
            digest: digest.to_owned(),
            project: project.to_owned(),
            environment: None,
            requested_by: BTreeSet::new(),
            spent: BTreeSet::new(),
        }
    }
}

/// How sure it is who approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// By a signature.
    Signed,
    /// By word at the terminal; for the environment `local` alone.
    Local,
}

/// One approver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approver {
    /// The principal.
    pub who: String,
    /// Fingerprint of the key; none for a local approval.
    pub fingerprint: Option<String>,
    /// RFC 3339.
    pub created: String,
    /// RFC 3339; none for a local approval.
    pub expires: Option<String>,
    /// The statement's nonce; none for a local approval.
    pub nonce: Option<String>,
    /// Whether they asked for it themselves, or made themselves the first signer.
    pub self_approved: bool,
}

impl Approver {
    pub(crate) fn local(approval: &LocalApproval) -> Self {
        Self {
            who: approval.who.clone(),
            fingerprint: None,
            created: approval.when.clone(),
            expires: None,
            nonce: None,
            self_approved: true,
        }
    }
}

/// It is approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// How sure it is.
    pub class: Class,
    /// By whom, by principal.
    pub approvers: Vec<Approver>,
    /// Approvals of the same digest that do not count, and why.
    pub ignored: Vec<Refusal>,
}

/// Checks `approvals` against policy and signers, which must come from the base branch; `now` in seconds since 1970.
pub fn verify(
    approvals: &[StoredApproval],
    wanted: &Wanted,
    policy: &Policy,
    signers: &Signers,
    now: u64,
) -> Result<Approved, Refusal> {
    let court = Court {
        wanted,
        requirement: policy.requirement(wanted.kind, wanted.environment.as_deref()),
        signers,
        now,
    };
    let mut counted: Vec<Approver> = Vec::new();
    let mut problems = Vec::new();
    for approval in approvals
        .iter()
        .filter(|approval| approval.digest == wanted.digest)
    {
        match court.judge(approval) {
            Ok(approver) => count(&mut counted, approver),
            Err(refusal) => problems.push(refusal),
        }
    }
    counted.sort_by(|a, b| a.who.cmp(&b.who));
    let needed = court.requirement.approvals;
    if u32::try_from(counted.len()).unwrap_or(u32::MAX) >= needed {
        return Ok(Approved {
            class: Class::Signed,
            approvers: counted,
            ignored: problems,
        });
    }
    if !counted.is_empty() {
        return Err(Refusal::TooFew {
            have: counted.into_iter().map(|approver| approver.who).collect(),
            needed,
            problems,
        });
    }
    let first = problems.into_iter().next();
    Err(first.unwrap_or_else(|| court.nothing(approvals)))
}

/// One person with two names or two keys is one approver.
fn count(counted: &mut Vec<Approver>, approver: Approver) {
    let known = counted
        .iter()
        .any(|other| other.who == approver.who || other.fingerprint == approver.fingerprint);
    if !known {
        counted.push(approver);
    }
}

/// Everything that an approval is judged by.
struct Court<'a> {
    wanted: &'a Wanted,
    requirement: Requirement,
    signers: &'a Signers,
    now: u64,
}

/// A statement whose signature holds.
struct Proven {
    statement: Statement,
    validity: Validity,
    fingerprint: String,
}

impl Court<'_> {
    fn judge(&self, approval: &StoredApproval) -> Result<Approver, Refusal> {
        let Proven {
            statement,
            validity,
            fingerprint,
        } = self.prove(approval)?;
        let who = statement.approver.clone();
        self.check_subject(&statement)?;
        self.check_time(&statement, validity)?;
        if self.wanted.spent.contains(&statement.nonce) {
            return Err(Refusal::Spent { who });
        }
        let asked = self.wanted.requested_by.contains(&who);
        if asked && !statement.bootstrap && self.requirement.self_approval == SelfApproval::Refused
        {
            return Err(Refusal::SelfApproved { who });
        }
        Ok(Approver {
            who,
            fingerprint: Some(fingerprint),
            created: statement.created,
            expires: Some(statement.expires),
            nonce: Some(statement.nonce),
            self_approved: asked || statement.bootstrap,
        })
    }

    /// Whether the signature is one by an allowed signer over exactly these bytes, whatever they say.
    fn prove(&self, approval: &StoredApproval) -> Result<Proven, Refusal> {
        let tampered = |what: &str| Refusal::Tampered {
            who: approval.who.clone(),
            what: what.to_owned(),
        };
        let statement =
            Statement::parse(&approval.statement).map_err(|error| tampered(&error.to_string()))?;
        if statement.approver != approval.who || statement.digest != approval.digest {
            return Err(tampered(
                "the statement is about another approver or digest than its file",
            ));
        }
        let validity = statement
            .validity()
            .ok_or_else(|| tampered("its times are not valid"))?;
        let fingerprint = self.prove_signature(approval)?;
        Ok(Proven {
            statement,
            validity,
            fingerprint,
        })
    }

    /// Fingerprint of the key, if an allowed signer of this name signed exactly these bytes with it.
    fn prove_signature(&self, approval: &StoredApproval) -> Result<String, Refusal> {
        let who = || approval.who.clone();
        let tampered = |what: &str| Refusal::Tampered {
            who: who(),
            what: what.to_owned(),
        };
        let signature = strict_signature(&approval.signature)
            .ok_or_else(|| tampered("the signature is not a whole OpenSSH signature"))?;
        if signature.namespace() != NAMESPACE {
            return Err(Refusal::WrongNamespace {
                who: who(),
                namespace: signature.namespace().escape_debug().to_string(),
            });
        }
        let key = PublicKey::from(signature.public_key().clone());
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        let signer = self.signer(&approval.who, &signature, &fingerprint)?;
        if !matches!(key.algorithm(), Algorithm::Ed25519 | Algorithm::SkEd25519) {
            return Err(Refusal::UnsupportedKey {
                who: who(),
                algorithm: key.algorithm().to_string(),
            });
        }
        key.verify(NAMESPACE, &approval.statement, &signature)
            .map_err(|_| tampered("the signature is not over this statement"))?;
        if !signer.is_valid(self.now) {
            return Err(Refusal::KeyNotValid {
                who: who(),
                period: signer.period(),
            });
        }
        Ok(fingerprint)
    }

    /// The line of the allowed signers that has this principal with this key; a valid one before one that is over.
    fn signer(&self, who: &str, signature: &SshSig, fingerprint: &str) -> Result<&Signer, Refusal> {
        let lines: Vec<&Signer> = self.signers.of(who);
        let with_key = || {
            lines
                .iter()
                .filter(|line| line.key == *signature.public_key())
        };
        let found = with_key()
            .find(|line| line.is_valid(self.now))
            .or_else(|| with_key().next());
        match found {
            Some(line) => Ok(line),
            None if lines.is_empty() => Err(Refusal::UnknownSigner {
                who: who.to_owned(),
                fingerprint: fingerprint.to_owned(),
            }),
            None => Err(Refusal::WrongKey {
                who: who.to_owned(),
                fingerprint: fingerprint.to_owned(),
            }),
        }
    }

    fn check_subject(&self, statement: &Statement) -> Result<(), Refusal> {
        let wanted = self.wanted;
        let who = statement.approver.clone();
        if statement.kind != wanted.kind || statement.project != wanted.project {
            return Err(Refusal::OtherSubject {
                who,
                approved: format!("{} of {}", statement.kind, statement.project),
                wanted: format!("{} of {}", wanted.kind, wanted.project),
            });
        }
        // An approval without an environment is one of the thing itself; a rollout always names where.
        let fits = match (&statement.environment, &wanted.environment) {
            (None, None) => true,
            (None, Some(_)) => !matches!(wanted.kind, Kind::Deploy | Kind::Rollback),
            (Some(approved), Some(environment)) => approved == environment,
            (Some(_), None) => false,
        };
        if fits {
            return Ok(());
        }
        let word =
            |environment: &Option<String>| environment.clone().unwrap_or_else(|| "any".to_owned());
        Err(Refusal::OtherEnvironment {
            who,
            approved: word(&statement.environment),
            wanted: word(&wanted.environment),
        })
    }

    fn check_time(&self, statement: &Statement, validity: Validity) -> Result<(), Refusal> {
        let who = statement.approver.clone();
        if validity.created > self.now.saturating_add(CLOCK_SKEW) {
            return Err(Refusal::NotYetValid {
                who,
                created: statement.created.clone(),
            });
        }
        let by_policy = validity.created.saturating_add(self.requirement.lifetime);
        let end = validity.expires.min(by_policy);
        if self.now >= end {
            return Err(Refusal::Expired {
                who,
                at: rfc3339(end),
            });
        }
        Ok(())
    }

    /// Nothing is stored for the digest: stale where another one of this kind is approved, else missing.
    fn nothing(&self, approvals: &[StoredApproval]) -> Refusal {
        let kind = self.wanted.kind;
        let digest = self.wanted.digest.clone();
        let mut proven: Vec<Statement> = approvals
            .iter()
            .filter(|approval| approval.digest != self.wanted.digest)
            .filter_map(|approval| self.prove(approval).ok())
            .map(|proven| proven.statement)
            .filter(|statement| statement.kind == kind && statement.project == self.wanted.project)
            .collect();
        if proven.is_empty() {
            return Refusal::Missing { kind, digest };
        }
        proven.sort_by(|a, b| (&b.created, &a.digest).cmp(&(&a.created, &b.digest)));
        let mut approved: Vec<String> = Vec::new();
        for statement in proven {
            if !approved.contains(&statement.digest) {
                approved.push(statement.digest);
            }
        }
        Refusal::Stale {
            kind,
            digest,
            approved,
        }
    }
}

/// The signature, if its text is exactly the one that encodes it; a line break at the end may be there or not.
fn strict_signature(armored: &[u8]) -> Option<SshSig> {
    let signature = SshSig::from_pem(armored).ok()?;
    let text = signature.to_pem(LineEnding::LF).ok()?;
    let without_break = |bytes: &[u8]| {
        let cut = bytes.strip_suffix(b"\n");
        cut.unwrap_or(bytes).to_vec()
    };
    let same = without_break(text.as_bytes()) == without_break(armored);
    // Version and reserved bytes are not signed: they have one right value.
    let right = signature.version() == SshSig::VERSION && signature.reserved().is_empty();
    (same && right).then_some(signature)
}
