//! Reading one HTTP/1.x request from a connection.

use std::io::{self, BufRead, Read};

/// Longest request line with all header lines, in bytes.
const LONGEST_HEAD: u64 = 16 * 1024;
/// Largest body, in bytes.
pub const LARGEST_BODY: u64 = 1024 * 1024;

/// A request with its whole body.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST` ...
    pub method: String,
    /// Path without the query.
    pub path: String,
    /// Query without `?`; empty when there is none.
    pub query: String,
    /// The body; empty when there is none.
    pub body: Vec<u8>,
    /// Whether the client wants to send another request on this connection.
    pub keep_alive: bool,
}

/// Why there is no request.
#[derive(Debug)]
pub enum RequestError {
    /// The client closed the connection between requests.
    Closed,
    /// The connection failed or timed out.
    Io(io::Error),
    /// The client sent something that gets this status and message, and then a closed connection.
    Refused(u16, &'static str),
}

impl From<io::Error> for RequestError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // `read_exact` met the end; how far the client got does not matter any more.
            io::ErrorKind::UnexpectedEof => Self::Closed,
            _ => Self::Io(error),
        }
    }
}

/// Reads the next request; `proceed` is called where the client waits for `100 Continue` before its body.
pub fn read(
    reader: &mut impl BufRead,
    proceed: impl FnOnce() -> io::Result<()>,
) -> Result<Request, RequestError> {
    let (mut request, framing) = read_head(reader)?;
    if framing.length > LARGEST_BODY {
        return Err(TOO_LARGE);
    }
    if framing.waits_for_continue {
        proceed()?;
    }
    if framing.chunked {
        request.body = read_chunks(reader)?;
    } else {
        reader
            .by_ref()
            .take(framing.length)
            .read_to_end(&mut request.body)?;
        if request.body.len() as u64 != framing.length {
            return Err(RequestError::Closed);
        }
    }
    Ok(request)
}

const TOO_LARGE: RequestError = RequestError::Refused(413, "the body is larger than 1 MiB");
const BAD_LENGTH: RequestError = RequestError::Refused(400, "the length of the body is not clear");

/// How the body is delimited.
#[derive(Default)]
struct Framing {
    length: u64,
    has_length: bool,
    chunked: bool,
    waits_for_continue: bool,
}

fn read_head(reader: &mut impl BufRead) -> Result<(Request, Framing), RequestError> {
    let mut head = reader.by_ref().take(LONGEST_HEAD);
    let mut line = read_line(&mut head)?;
    if line.is_empty() {
        // An empty line before a request is allowed: old clients send one after a body.
        line = read_line(&mut head)?;
    }
    let mut request = parse_request_line(&line)?;
    let mut framing = Framing::default();
    loop {
        let line = read_line(&mut head)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line
            .split_once(':')
            .ok_or(RequestError::Refused(400, "a header line has no colon"))?;
        apply_header(&mut request, &mut framing, name, value.trim())?;
    }
    if framing.chunked && framing.has_length {
        return Err(BAD_LENGTH);
    }
    Ok((request, framing))
}

/// A line without its end; `head` bounds all of them together.
fn read_line(head: &mut io::Take<impl BufRead>) -> Result<String, RequestError> {
    let mut line = Vec::new();
    head.read_until(b'\n', &mut line)?;
    if line.pop() != Some(b'\n') {
        return Err(if head.limit() == 0 {
            RequestError::Refused(431, "the header is longer than 16 KiB")
        } else {
            RequestError::Closed
        });
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    String::from_utf8(line).map_err(|_| RequestError::Refused(400, "the header is not UTF-8"))
}

fn parse_request_line(line: &str) -> Result<Request, RequestError> {
    let mut words = line.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(RequestError::Refused(
            400,
            "the request line needs three words",
        ));
    };
    let keep_alive = match version {
        "HTTP/1.1" => true,
        "HTTP/1.0" => false,
        _ => return Err(RequestError::Refused(505, "only HTTP/1.1 is spoken here")),
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Ok(Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        body: Vec::new(),
        keep_alive,
    })
}

fn apply_header(
    request: &mut Request,
    framing: &mut Framing,
    name: &str,
    value: &str,
) -> Result<(), RequestError> {
    match name.to_ascii_lowercase().as_str() {
        "content-length" => {
            let digits_only = value.bytes().all(|byte| byte.is_ascii_digit());
            let length = value
                .parse()
                .ok()
                .filter(|_| digits_only)
                .ok_or(BAD_LENGTH)?;
            if framing.has_length && framing.length != length {
                return Err(BAD_LENGTH);
            }
            framing.length = length;
            framing.has_length = true;
        }
        "transfer-encoding" if value.eq_ignore_ascii_case("chunked") => framing.chunked = true,
        "transfer-encoding" => {
            return Err(RequestError::Refused(
                501,
                "only chunked transfer encoding is known",
            ));
        }
        "connection" => {
            for word in value.split(',').map(str::trim) {
                if word.eq_ignore_ascii_case("close") {
                    request.keep_alive = false;
                } else if word.eq_ignore_ascii_case("keep-alive") {
                    request.keep_alive = true;
                }
            }
        }
        "expect" if value.eq_ignore_ascii_case("100-continue") => {
            framing.waits_for_continue = true;
        }
        _ => {}
    }
    Ok(())
}

fn read_chunks(reader: &mut impl BufRead) -> Result<Vec<u8>, RequestError> {
    let mut body = Vec::new();
    loop {
        let line = read_line(&mut reader.by_ref().take(LONGEST_HEAD))?;
        let digits = line.split(';').next().unwrap_or_default().trim();
        let length = u64::from_str_radix(digits, 16).map_err(|_| BAD_LENGTH)?;
        if length == 0 {
            break;
        }
        if length.saturating_add(body.len() as u64) > LARGEST_BODY {
            return Err(TOO_LARGE);
        }
        let wanted = body.len() as u64 + length;
        reader.by_ref().take(length).read_to_end(&mut body)?;
        if body.len() as u64 != wanted {
            return Err(RequestError::Closed);
        }
        if !read_line(&mut reader.by_ref().take(2))?.is_empty() {
            return Err(BAD_LENGTH);
        }
    }
    // Trailers, up to the empty line.
    let mut trailers = reader.by_ref().take(LONGEST_HEAD);
    while !read_line(&mut trailers)?.is_empty() {}
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Request, RequestError> {
        read(&mut text.as_bytes(), || Ok(()))
    }

    fn status(text: &str) -> u16 {
        match parse(text) {
            Err(RequestError::Refused(status, _)) => status,
            other => panic!("{text:?} gave {other:?}"),
        }
    }

    #[test]
    fn requests_follow_each_other_on_one_connection() {
        let text = "POST /orders?a=1 HTTP/1.1\r\ncontent-LENGTH: 3\r\n\r\nabc\
                    \r\nGET / HTTP/1.1\nConnection: Upgrade, close\n\n";
        let mut reader = text.as_bytes();
        let first = read(&mut reader, || Ok(())).unwrap();
        assert_eq!(
            (first.path.as_str(), first.query.as_str()),
            ("/orders", "a=1")
        );
        assert_eq!(first.body, b"abc");
        assert!(first.keep_alive);
        let second = read(&mut reader, || Ok(())).unwrap();
        assert_eq!(second.path, "/");
        assert!(!second.keep_alive);
        assert!(matches!(
            read(&mut reader, || Ok(())),
            Err(RequestError::Closed)
        ));
    }

    #[test]
    fn chunks_are_joined() {
        let text = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n\
                    3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
        assert_eq!(parse(text).unwrap().body, b"abc0123456789");
    }

    #[test]
    fn the_client_is_told_to_go_on() {
        let text = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx";
        let mut told = 0;
        let request = read(&mut text.as_bytes(), || {
            told += 1;
            Ok(())
        });
        assert_eq!(request.unwrap().body, b"x");
        assert_eq!(told, 1);
    }

    #[test]
    fn old_clients_close_unless_they_ask() {
        assert!(!parse("GET / HTTP/1.0\r\n\r\n").unwrap().keep_alive);
        assert!(
            parse("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                .unwrap()
                .keep_alive
        );
    }

    #[test]
    fn bad_requests_are_refused() {
        assert_eq!(status("GET /\r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/2\r\n\r\n"), 505);
        assert_eq!(status("GET / HTTP/1.1\r\nno colon\r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/1.1\r\nContent-Length: +1\r\n\r\n"), 400);
        assert_eq!(
            status("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
            400
        );
        assert_eq!(
            status("GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
            400
        );
        assert_eq!(
            status("GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"),
            501
        );
        assert_eq!(
            status("POST / HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n"),
            413
        );
        assert_eq!(
            status("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n"),
            413
        );
        assert_eq!(
            status(&format!("GET /{} HTTP/1.1\r\n", "a".repeat(16 * 1024))),
            431
        );
    }

    #[test]
    fn a_body_that_ends_early_is_a_closed_connection() {
        assert!(matches!(
            parse("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc"),
            Err(RequestError::Closed)
        ));
    }
}
