//! One answer, and its bytes.

/// An answer with its whole body.
#[derive(Debug, PartialEq, Eq)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Value of `Content-Type`.
    pub content_type: &'static str,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

impl Response {
    /// A JSON answer; `body` is the JSON.
    pub fn json(status: u16, body: String) -> Self {
        Self {
            status,
            content_type: "application/json",
            headers: Vec::new(),
            body,
        }
    }

    /// A JSON answer that says what was wrong; `message` must not need escaping.
    pub fn error(status: u16, message: &str) -> Self {
        Self::json(status, format!("{{\"error\":\"{message}\"}}\n"))
    }

    /// The bytes to send; a `HEAD` request gets the same head and no body.
    pub fn to_bytes(&self, framing: Framing) -> Vec<u8> {
        let mut text = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: {}\r\n",
            self.status,
            reason(self.status),
            self.content_type,
            self.body.len(),
            if framing.keep_alive {
                "keep-alive"
            } else {
                "close"
            },
        );
        for (name, value) in &self.headers {
            text.push_str(name);
            text.push_str(": ");
            text.push_str(value);
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
        if !framing.head_only {
            text.push_str(&self.body);
        }
        text.into_bytes()
    }
}

/// What the request asks of the form of its answer.
#[derive(Debug, Clone, Copy)]
pub struct Framing {
    /// Whether the connection stays open.
    pub keep_alive: bool,
    /// Whether the body is left out.
    pub head_only: bool,
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(framing: Framing) -> String {
        let mut response = Response::error(405, "no");
        response.headers.push(("Allow", "GET".to_owned()));
        String::from_utf8(response.to_bytes(framing)).unwrap()
    }

    #[test]
    fn the_length_is_that_of_the_body_even_where_it_is_left_out() {
        let head = "HTTP/1.1 405 Method Not Allowed\r\nContent-Type: application/json\r\n\
                    Content-Length: 15\r\nConnection: close\r\nAllow: GET\r\n\r\n";
        let framing = Framing {
            keep_alive: false,
            head_only: true,
        };
        assert_eq!(text(framing), head);
        let framing = Framing {
            head_only: false,
            ..framing
        };
        assert_eq!(text(framing), format!("{head}{{\"error\":\"no\"}}\n"));
    }
}
