//! How values of Compose are written: times, sizes, ports, names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::ports;

/// How a scalar is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    Any,
    OneOf(&'static [&'static str]),
    Whole,
    Decimal,
    Time,
    Bytes,
    Port,
    Published,
    Exposed,
    Restart,
    Image,
    ContainerName,
    ProjectName,
    PullPolicy,
    Platform,
    Mount,
    Capability,
    Ipv4,
    Ipv6,
    Subnet,
    MacAddress,
}

impl Form {
    /// What is wrong with the value `text` of `key`, a lower-case sentence.
    pub(super) fn fault(self, text: &str, key: &str) -> Option<String> {
        let no = |what: &str| Some(format!("`{text}` is no {what} for `{key}`"));
        match self {
            Self::Any => None,
            Self::OneOf(known) => (!known.contains(&text)).then(|| {
                format!(
                    "`{key}` cannot be `{text}`; it is one of `{}`",
                    known.join("`, `")
                )
            }),
            Self::Whole if text.trim().parse::<i64>().is_err() => no("whole number"),
            Self::Decimal if text.trim().parse::<f64>().is_err() => no("number"),
            Self::Time if !is_time(text) => no("time such as `30s` or `1m30s`"),
            Self::Bytes if !is_bytes(text) => no("size such as `512m` or `2g`"),
            Self::Port => ports::read(text)
                .err()
                .map(|why| format!("the port `{text}` {why}")),
            Self::Published if !ports::is_range(text) => no("port or range of ports"),
            Self::Exposed if !is_exposed(text) => no("port in the container"),
            Self::Restart if !is_restart(text) => Some(format!(
                "`restart` cannot be `{text}`; it is one of `no`, `always`, `on-failure`, `on-failure:3`, `unless-stopped`"
            )),
            Self::Image => image_fault(text),
            Self::ContainerName if !is_container_name(text) => {
                no("name of letters, digits, `_`, `.` and `-`")
            }
            Self::ProjectName if !is_project_name(text) => {
                no("name of small letters, digits, `_` and `-`")
            }
            Self::PullPolicy if !is_pull_policy(text) => Some(format!(
                "`pull_policy` cannot be `{text}`; it is one of `always`, `never`, `missing`, `build`, `daily`, `weekly`, `every_12h`"
            )),
            Self::Platform if !is_platform(text) => no("platform such as `linux/amd64`"),
            Self::Mount => mount_fault(text),
            Self::Capability if !is_capability(text) => no("capability of Linux"),
            Self::Ipv4 if text.parse::<Ipv4Addr>().is_err() => no("IPv4 address"),
            Self::Ipv6 if text.parse::<Ipv6Addr>().is_err() => no("IPv6 address"),
            Self::Subnet if !is_subnet(text) => no("range of addresses such as `172.28.0.0/16`"),
            Self::MacAddress if !is_mac_address(text) => no("hardware address"),
            _ => None,
        }
    }
}

/// `1m30s`, `1.5h`, `0`
pub(crate) fn is_time(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '+']);
    if text == "0" {
        return true;
    }
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest
            .find(|character: char| !(character.is_ascii_digit() || character == '.'))
            .unwrap_or(rest.len());
        if digits == 0
            || rest
                .get(..digits)
                .is_none_or(|number| number.parse::<f64>().is_err())
        {
            return false;
        }
        let after = rest.get(digits..).unwrap_or("");
        let unit = ["ns", "us", "µs", "ms", "s", "m", "h", "d", "w", "y"]
            .iter()
            .find(|unit| after.starts_with(**unit));
        let Some(unit) = unit else {
            return false;
        };
        rest = after.get(unit.len()..).unwrap_or("");
    }
    !text.is_empty()
}

/// `512m`, `1.5 GiB`, `-1`
pub(crate) fn is_bytes(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let end = lower
        .find(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | '-')))
        .unwrap_or(lower.len());
    let (number, unit) = lower.split_at(end);
    let unit = unit.trim();
    number.parse::<f64>().is_ok()
        && matches!(
            unit,
            "" | "b"
                | "k"
                | "kb"
                | "kib"
                | "ki"
                | "m"
                | "mb"
                | "mib"
                | "mi"
                | "g"
                | "gb"
                | "gib"
                | "gi"
                | "t"
                | "tb"
                | "tib"
                | "ti"
                | "p"
                | "pb"
                | "pib"
                | "pi"
        )
}

fn is_exposed(text: &str) -> bool {
    let (port, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
    ports::is_range(port) && matches!(protocol, "tcp" | "udp" | "sctp")
}

fn is_restart(text: &str) -> bool {
    let count = text.strip_prefix("on-failure:");
    matches!(text, "no" | "always" | "on-failure" | "unless-stopped" | "")
        || count.is_some_and(|count| count.parse::<u32>().is_ok())
}

fn is_container_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphanumeric())
        && text.len() > 1
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
}

fn is_project_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && text.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
        })
}

fn is_pull_policy(text: &str) -> bool {
    matches!(
        text,
        "always"
            | "never"
            | "build"
            | "if_not_present"
            | "missing"
            | "refresh"
            | "daily"
            | "weekly"
    ) || text.strip_prefix("every_").is_some_and(is_time)
}

fn is_platform(text: &str) -> bool {
    let mut parts = text.split('/');
    let system = parts.next().unwrap_or("");
    !system.is_empty()
        && parts.clone().count() <= 2
        && text.split('/').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
        })
}

fn is_capability(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    let name = upper.strip_prefix("CAP_").unwrap_or(&upper);
    CAPABILITIES.contains(&name)
}

const CAPABILITIES: [&str; 42] = [
    "ALL",
    "AUDIT_CONTROL",
    "AUDIT_READ",
    "AUDIT_WRITE",
    "BLOCK_SUSPEND",
    "BPF",
    "CHECKPOINT_RESTORE",
    "CHOWN",
    "DAC_OVERRIDE",
    "DAC_READ_SEARCH",
    "FOWNER",
    "FSETID",
    "IPC_LOCK",
    "IPC_OWNER",
    "KILL",
    "LEASE",
    "LINUX_IMMUTABLE",
    "MAC_ADMIN",
    "MAC_OVERRIDE",
    "MKNOD",
    "NET_ADMIN",
    "NET_BIND_SERVICE",
    "NET_BROADCAST",
    "NET_RAW",
    "PERFMON",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYSLOG",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_CHROOT",
    "SYS_MODULE",
    "SYS_NICE",
    "SYS_PACCT",
    "SYS_PTRACE",
    "SYS_RAWIO",
    "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG",
    "WAKE_ALARM",
];

fn is_subnet(text: &str) -> bool {
    text.split_once('/').is_some_and(|(address, bits)| {
        let longest = match address.parse::<IpAddr>() {
            Ok(IpAddr::V4(_)) => 32,
            Ok(IpAddr::V6(_)) => 128,
            Err(_) => return false,
        };
        bits.parse::<u8>().is_ok_and(|bits| bits <= longest)
    })
}

fn is_mac_address(text: &str) -> bool {
    let parts: Vec<&str> = text.split([':', '-']).collect();
    parts.len() == 6
        && parts
            .iter()
            .all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// `SOURCE:TARGET:MODE`, where only Windows has further colons.
fn mount_fault(text: &str) -> Option<String> {
    let windows = text
        .as_bytes()
        .windows(2)
        .any(|pair| pair[0].is_ascii_alphabetic() && pair[1] == b':')
        && text.contains('\\');
    if windows {
        return None;
    }
    if text.is_empty() {
        return Some("an empty text mounts nothing".to_owned());
    }
    let parts: Vec<&str> = text.split(':').collect();
    match parts.as_slice() {
        [target] if target.starts_with('.') => Some(format!(
            "`{text}` names a folder of the host and not where it is mounted"
        )),
        [_, target] | [_, target, _] if target.starts_with('.') => Some(format!(
            "`{target}` is no absolute path, so nothing can be mounted there"
        )),
        [_, _, mode] => mode.split(',').find_map(|word| {
            let known = MOUNT_MODES.contains(&word);
            (!known).then(|| format!("`{word}` is no way to mount a volume"))
        }),
        [_] | [_, _] => None,
        _ => Some(format!("`{text}` has too many colons for a volume")),
    }
}

const MOUNT_MODES: [&str; 18] = [
    "ro",
    "rw",
    "z",
    "Z",
    "nocopy",
    "cached",
    "delegated",
    "consistent",
    "shared",
    "slave",
    "private",
    "rshared",
    "rslave",
    "rprivate",
    "U",
    "exec",
    "noexec",
    "",
];

/// What keeps a text from being the name of an image.
pub(crate) fn image_fault(text: &str) -> Option<String> {
    let wrong = |what: &str| Some(format!("`{text}` is no name of an image: {what}"));
    if text.is_empty() {
        return Some("an empty text names no image".to_owned());
    }
    if text.contains(char::is_whitespace) {
        return wrong("it holds a blank");
    }
    if text.contains("://") {
        return wrong("it begins with a protocol");
    }
    let (name, digest) = text.split_once('@').unwrap_or((text, ""));
    if text.contains('@') {
        let (algorithm, hash) = digest.split_once(':').unwrap_or((digest, ""));
        let length = match algorithm {
            "sha256" => 64,
            "sha512" => 128,
            _ => return wrong("what follows `@` is no digest"),
        };
        if hash.len() != length || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return wrong("its digest is cut off");
        }
    }
    let slash = name.rfind('/').map_or(0, |at| at + 1);
    let last = name.get(slash..).unwrap_or("");
    let (path_end, tag) = match last.split_once(':') {
        Some((end, tag)) => (end, Some(tag)),
        None => (last, None),
    };
    if let Some(tag) = tag {
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        if tag.is_empty() {
            return wrong("its tag is empty");
        }
        if tag.len() > 128 || tag.starts_with(['.', '-']) || !tag.bytes().all(letters) {
            return wrong("its tag has characters that no tag has");
        }
    }
    let path = format!("{}{path_end}", name.get(..slash).unwrap_or(""));
    let mut parts: Vec<&str> = path.split('/').collect();
    if parts.len() > 1
        && parts
            .first()
            .is_some_and(|host| host.contains(['.', ':']) || *host == "localhost")
    {
        parts.remove(0);
    }
    if parts.iter().any(|part| part.is_empty()) {
        return wrong("a part of its path is empty");
    }
    if parts
        .iter()
        .any(|part| part.bytes().any(|byte| byte.is_ascii_uppercase()))
    {
        return wrong("it has capital letters");
    }
    let letters = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b'-')
    };
    let sound = parts.iter().all(|part| {
        part.bytes().all(letters)
            && !part.starts_with(['_', '.', '-'])
            && !part.ends_with(['_', '.', '-'])
    });
    if sound {
        None
    } else {
        wrong("its path has characters that no path has")
    }
}
