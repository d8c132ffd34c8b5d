//! Request and response heads as they pass: forwarded headers in, hop-by-hop headers out.

use http::header::{
    CONNECTION, CONTENT_LENGTH, HOST, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE,
    TRANSFER_ENCODING, UPGRADE,
};
use http::uri::{PathAndQuery, Uri};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Version};

use crate::busy::Client;

const FORWARDED: HeaderName = http::header::FORWARDED;
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const KEEP_ALIVE: HeaderName = HeaderName::from_static("keep-alive");
const PROXY_CONNECTION: HeaderName = HeaderName::from_static("proxy-connection");

/// Whether a request wants to leave HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Intent {
    /// An ordinary exchange.
    Plain,
    /// To a WebSocket or another protocol on the same connection.
    Upgrade,
}

/// A request that no instance gets to see: the status and the sentence that it is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed(pub(crate) StatusCode, pub(crate) &'static str);

/// Makes a request ready for an instance.
///
/// What a client says about forwarding is dropped: nobody before this proxy is trusted.
pub(crate) fn prepare_request<B>(
    request: &mut Request<B>,
    client: &Client,
) -> Result<Intent, Malformed> {
    if request.method() == Method::CONNECT {
        return Err(Malformed(
            StatusCode::METHOD_NOT_ALLOWED,
            "the proxy opens no tunnels\n",
        ));
    }
    let host = settle_host(request, &client.local)?;
    *request.version_mut() = Version::HTTP_11;
    let headers = request.headers_mut();
    let upgrade = remove_hops(headers);
    headers.remove(PROXY_AUTHORIZATION);
    remove_forwarded(headers);
    headers.insert(FORWARDED_FOR, client.forwarded_for.clone());
    headers.insert(FORWARDED_HOST, host);
    headers.insert(FORWARDED_PROTO, HeaderValue::from_static("http"));
    match upgrade {
        Some(protocol) => {
            put_upgrade(headers, protocol);
            Ok(Intent::Upgrade)
        }
        None => Ok(Intent::Plain),
    }
}

/// Makes a response ready for the client.
pub(crate) fn prepare_response<B>(response: &mut Response<B>) {
    let status = response.status();
    let headers = response.headers_mut();
    let upgrade = remove_hops(headers);
    headers.remove(PROXY_AUTHENTICATE);
    if headers.contains_key(TRANSFER_ENCODING) {
        // The length is that of nothing, and somebody behind could believe it.
        headers.remove(CONTENT_LENGTH);
    }
    if let (StatusCode::SWITCHING_PROTOCOLS, Some(protocol)) = (status, upgrade) {
        put_upgrade(headers, protocol);
    }
}

/// Leaves exactly one host, and the path in origin form. Returns the host.
fn settle_host<B>(request: &mut Request<B>, local: &HeaderValue) -> Result<HeaderValue, Malformed> {
    if let Some(authority) = request.uri().authority() {
        let host = HeaderValue::from_str(authority.as_str()).map_err(|_| {
            Malformed(
                StatusCode::BAD_REQUEST,
                "the host in the request line is malformed\n",
            )
        })?;
        let path = request.uri().path_and_query().cloned();
        *request.uri_mut() = Uri::from(path.unwrap_or_else(|| PathAndQuery::from_static("/")));
        request.headers_mut().insert(HOST, host.clone());
        return Ok(host);
    }
    let mut hosts = request.headers().get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => Ok(host.clone()),
        (None, _) if request.version() < Version::HTTP_11 => {
            request.headers_mut().insert(HOST, local.clone());
            Ok(local.clone())
        }
        (None, _) => Err(Malformed(
            StatusCode::BAD_REQUEST,
            "the request names no host\n",
        )),
        (Some(_), Some(_)) => Err(Malformed(
            StatusCode::BAD_REQUEST,
            "the request names more than one host\n",
        )),
    }
}

/// Removes what is meant for this hop alone, and returns the protocol to upgrade to, if any.
///
/// `Transfer-Encoding` stays: the body is encoded anew in the same way, and its absence would mean that there is none.
fn remove_hops(headers: &mut HeaderMap) -> Option<HeaderValue> {
    let wants_upgrade = remove_nominated(headers);
    headers.remove(KEEP_ALIVE);
    headers.remove(PROXY_CONNECTION);
    if headers.get(TE).is_some_and(|value| value != "trailers") {
        headers.remove(TE);
    }
    let protocol = headers.remove(UPGRADE)?;
    // HTTP/2 in clear text would carry requests past this proxy's checks.
    let passes = wants_upgrade && !names(&protocol, "h2c");
    passes.then_some(protocol)
}

/// Removes `Connection` and the headers that it nominates. Whether it named `upgrade`.
fn remove_nominated(headers: &mut HeaderMap) -> bool {
    let Some(first) = headers.get(CONNECTION) else {
        return false;
    };
    if first == "keep-alive" || first == "close" {
        let alone = headers.get_all(CONNECTION).iter().nth(1).is_none();
        if alone {
            headers.remove(CONNECTION);
            return false;
        }
    }
    let values: Vec<HeaderValue> = headers.get_all(CONNECTION).iter().cloned().collect();
    headers.remove(CONNECTION);
    let mut upgrade = false;
    for token in values.iter().flat_map(tokens) {
        upgrade |= token.eq_ignore_ascii_case("upgrade");
        let nominated = HeaderName::from_bytes(token.as_bytes()).ok();
        // Nobody may talk the proxy out of these.
        let kept = [HOST, UPGRADE, TRANSFER_ENCODING, CONTENT_LENGTH, TE];
        if let Some(name) = nominated.filter(|name| !kept.contains(name)) {
            headers.remove(name);
        }
    }
    upgrade
}

/// Removes what a client says about forwarding, also in the spelling with underscores: many servers hand both to the
/// program under one name.
fn remove_forwarded(headers: &mut HeaderMap) {
    headers.remove(FORWARDED);
    let disguised = |name: &&HeaderName| {
        let name = name.as_str();
        name.contains('_') && name.replace('_', "-").starts_with("x-forwarded-")
    };
    while let Some(name) = headers.keys().find(disguised).cloned() {
        headers.remove(name);
    }
}

fn put_upgrade(headers: &mut HeaderMap, protocol: HeaderValue) {
    headers.insert(UPGRADE, protocol);
    headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
}

fn names(value: &HeaderValue, wanted: &str) -> bool {
    tokens(value).any(|token| token.eq_ignore_ascii_case(wanted))
}

fn tokens(value: &HeaderValue) -> impl Iterator<Item = &str> {
    let text = value.to_str().unwrap_or_default();
    text.split(',')
        .map(str::trim)
        .filter(|token| !token.is_empty())
}
