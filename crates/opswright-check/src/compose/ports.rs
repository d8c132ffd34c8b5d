//! Published ports: `ADDRESS:HOST:CONTAINER/PROTOCOL` and its shorter forms.

use std::net::IpAddr;

/// A range of ports, both ends included.
pub(crate) type Ports = (u16, u16);

/// A port as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Published {
    /// Address on the host; `None` for all.
    pub(crate) address: Option<IpAddr>,
    /// Ports on the host; `None` where the engine chooses.
    pub(crate) host: Option<Ports>,
    /// Ports in the container.
    pub(crate) container: Ports,
    /// `tcp` and the like.
    pub(crate) protocol: String,
}

/// Reads the short form; the error completes the sentence "the port `…`".
pub(crate) fn read(text: &str) -> Result<Published, String> {
    let (places, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
    let protocol = protocol.to_ascii_lowercase();
    if !matches!(protocol.as_str(), "tcp" | "udp" | "sctp") {
        return Err(format!(
            "is published over `{protocol}`, which is neither `tcp`, `udp` nor `sctp`"
        ));
    }
    let (rest, container) = match places.rsplit_once(':') {
        Some((rest, container)) => (Some(rest), container),
        None => (None, places),
    };
    let container = range(container)
        .ok_or_else(|| format!("has `{container}` where the port in the container belongs"))?;
    let (address, host) = match rest {
        None => (None, ""),
        Some(rest) => split_address(rest)?,
    };
    let host = match host {
        "" => None,
        host => Some(
            range(host)
                .ok_or_else(|| format!("has `{host}` where the port of the host belongs"))?,
        ),
    };
    let width = |ports: Ports| ports.1 - ports.0;
    if let Some(host) = host.filter(|host| width(*host) != width(container) && width(container) > 0)
    {
        return Err(format!(
            "maps {} ports of the host to {} in the container",
            u32::from(width(host)) + 1,
            u32::from(width(container)) + 1
        ));
    }
    Ok(Published {
        address,
        host,
        container,
        protocol,
    })
}

fn split_address(text: &str) -> Result<(Option<IpAddr>, &str), String> {
    let Some((address, host)) = text.rsplit_once(':') else {
        if text.parse::<IpAddr>().is_ok() {
            return Err(format!(
                "has an address and no port of the host: write `{text}::` before the port in the container"
            ));
        }
        return Ok((None, text));
    };
    let bare = address.trim_start_matches('[').trim_end_matches(']');
    if bare.is_empty() {
        return Ok((None, host));
    }
    let parsed = bare
        .parse::<IpAddr>()
        .map_err(|_| format!("has `{address}` where an address of the host belongs"))?;
    Ok((Some(parsed), host))
}

/// Whether a text is a port or a range of ports.
pub(crate) fn is_range(text: &str) -> bool {
    range(text).is_some()
}

/// `8080`, `8080-8090`
pub(crate) fn range(text: &str) -> Option<Ports> {
    let number = |text: &str| -> Option<u16> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits)
    };
    match text.split_once('-') {
        Some((first, last)) => {
            let (first, last) = (number(first)?, number(last)?);
            (first <= last).then_some((first, last))
        }
        None => number(text).map(|port| (port, port)),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn short_forms_are_read() {
        for (text, host, container) in [
            ("80", None, (80, 80)),
            ("8080:80", Some((8080, 8080)), (80, 80)),
            ("127.0.0.1:8080:80/udp", Some((8080, 8080)), (80, 80)),
            ("127.0.0.1::80", None, (80, 80)),
            ("[::1]:8082:82", Some((8082, 8082)), (82, 82)),
            ("9090-9091:8080-8081", Some((9090, 9091)), (8080, 8081)),
            ("8000-9000:80", Some((8000, 9000)), (80, 80)),
        ] {
            let port = read(text).unwrap_or_else(|why| panic!("{text} {why}"));
            assert_eq!((port.host, port.container), (host, container), "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "127.0.0.1:80",
            "a:80",
            "80:",
            "80:80/http",
            "99999:80",
            "90-80:80",
            "8000-8001:80-90",
            "x:1:1",
            "::::",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
