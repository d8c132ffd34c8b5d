//! The OpenSSH key that signs.

use std::fmt;

use ssh_key::private::{Ed25519Keypair, Ed25519PrivateKey, KeypairData};
use ssh_key::{HashAlg, LineEnding, PrivateKey};

use crate::statement::{Statement, StatementError};
use crate::stored::StoredApproval;

/// Namespace of the signatures: a signature made for anything else, a git commit say, approves nothing.
pub const NAMESPACE: &str = "opswright-approval@v1";

/// Why a key was not read or did not sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not an OpenSSH private key.
    #[error("read the signing key: not an OpenSSH private key")]
    Malformed,
    /// Its passphrase is needed.
    #[error("read the signing key: it is encrypted and needs its passphrase")]
    Encrypted,
    /// The passphrase does not open it.
    #[error("read the signing key: the passphrase does not open it")]
    WrongPassphrase,
    /// Only Ed25519 keys sign here; others sign with `ssh-keygen -Y sign`.
    #[error(
        "sign with a key of type {algorithm}: only ssh-ed25519 is supported; `ssh-keygen -Y sign -n {NAMESPACE}` signs with others"
    )]
    Unsupported {
        /// Its type in the words of OpenSSH.
        algorithm: String,
    },
    /// The statement is not one that verification would accept.
    #[error(transparent)]
    Statement(#[from] StatementError),
}

/// An Ed25519 key, decrypted.
#[derive(Clone)]
pub struct SigningKey {
    key: PrivateKey,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SigningKey({})", self.fingerprint())
    }
}

impl SigningKey {
    /// Reads the text of an OpenSSH private key (`~/.ssh/id_ed25519`).
    pub fn from_openssh(text: &str, passphrase: Option<&str>) -> Result<Self, KeyError> {
        let key = PrivateKey::from_openssh(text).map_err(|error| match error {
            ssh_key::Error::AlgorithmUnknown => KeyError::Unsupported {
                algorithm: "other than ssh-ed25519".to_owned(),
            },
            _ => KeyError::Malformed,
        })?;
        let algorithm = key.algorithm();
        if algorithm != ssh_key::Algorithm::Ed25519 {
            return Err(KeyError::Unsupported {
                algorithm: algorithm.to_string(),
            });
        }
        if !key.is_encrypted() {
            return Ok(Self { key });
        }
        let passphrase = passphrase.ok_or(KeyError::Encrypted)?;
        let key = key
            .decrypt(passphrase)
            .map_err(|_| KeyError::WrongPassphrase)?;
        Ok(Self { key })
    }

    /// A new key from 32 random bytes, which must come from the system's source of randomness.
    pub fn from_seed(seed: &[u8; 32], comment: &str) -> Self {
        let pair = Ed25519Keypair::from(Ed25519PrivateKey::from_bytes(seed));
        let key = PrivateKey::new(KeypairData::Ed25519(pair), comment)
            .expect("a decrypted key pair is always accepted");
        Self { key }
    }

    /// The private key in OpenSSH form, unencrypted: write it with mode 0600 and show it to nobody.
    pub fn to_openssh(&self) -> Result<String, KeyError> {
        let text = self.key.to_openssh(LineEnding::LF);
        text.map(|text| text.to_string())
            .map_err(|_| KeyError::Malformed)
    }

    /// The public key as one line: type and base64, without a comment.
    pub fn public_key(&self) -> String {
        let mut public = self.key.public_key().clone();
        public.set_comment("");
        public.to_openssh().unwrap_or_default()
    }

    /// `SHA256:` and the base64 of the public key's digest, as `ssh-keygen -l` prints it.
    pub fn fingerprint(&self) -> String {
        self.key.fingerprint(HashAlg::Sha256).to_string()
    }

    /// Signs the statement's canonical text.
    pub fn sign(&self, statement: &Statement) -> Result<StoredApproval, KeyError> {
        let bytes = statement.bytes();
        Statement::parse(&bytes)?;
        let signature = self
            .key
            .sign(NAMESPACE, HashAlg::Sha512, &bytes)
            .and_then(|signature| signature.to_pem(LineEnding::LF))
            .map_err(|_| KeyError::Malformed)?;
        Ok(StoredApproval {
            digest: statement.digest.clone(),
            who: statement.approver.clone(),
            statement: bytes,
            signature: signature.into_bytes(),
        })
    }
}
