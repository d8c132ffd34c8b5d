//! The address that a health check asks.

use opswright_dockerfile::Word;

/// Host and port in a probe's command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeAddress {
    /// The word that holds the address.
    pub word: Word,
    /// Host as written.
    pub host: String,
    /// Port as written, or the scheme's own.
    pub port: Option<u16>,
}

/// The first `http://host:port/…` among the words of a probe.
pub fn probe_address(words: &[Word]) -> Option<ProbeAddress> {
    words.iter().find_map(|word| {
        let (scheme, rest) = word.text.split_once("://")?;
        let standard = match scheme
            .rsplit(|character: char| !character.is_ascii_alphabetic())
            .next()?
        {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        let end = rest
            .find(|character: char| {
                matches!(character, '/' | '"' | '\'' | '?' | ')' | ',' | '`')
                    || character.is_whitespace()
            })
            .unwrap_or(rest.len());
        let authority = &rest[..end];
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()),
            None => (authority, Some(standard)),
        };
        Some(ProbeAddress {
            word: word.clone(),
            host: host.to_owned(),
            port,
        })
    })
}
