//! One client: sends a request over its connection and judges the answer.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, header};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::mix::Ask;
use super::tally::Failure;

/// Longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a client treats its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// Keeps it for all requests.
    Keep,
    /// Makes a new one for each request, and closes it afterwards.
    Leave,
    /// Makes a new one for each request, and asks the other side to close it.
    AskToClose,
}

/// A client of one address.
#[derive(Debug)]
pub(crate) struct Client {
    address: SocketAddr,
    habit: Habit,
    connection: Option<SendRequest<Full<Bytes>>>,
    /// Kept connections that the other side had closed.
    pub(crate) reconnects: u64,
}

impl Client {
    pub(crate) fn new(address: SocketAddr, habit: Habit) -> Self {
        Self {
            address,
            habit,
            connection: None,
            reconnects: 0,
        }
    }

    /// Sends one request and reads the whole answer.
    pub(crate) async fn ask(&mut self, ask: &Ask) -> Result<(), Failure> {
        let result = tokio::time::timeout(PATIENCE, self.exchange(ask)).await;
        let result = result.unwrap_or(Err(Failure::Late));
        if result.is_err() || self.habit != Habit::Keep {
            self.connection = None;
        }
        result
    }

    async fn exchange(&mut self, ask: &Ask) -> Result<(), Failure> {
        let mut request = self.request(ask);
        loop {
            let (mut sender, kept) = self.sender().await?;
            match sender.try_send_request(request).await {
                Ok(response) => {
                    let status = response.status();
                    let body = response
                        .into_body()
                        .collect()
                        .await
                        .map_err(|_| Failure::Cut)?;
                    self.connection = Some(sender);
                    return judge(ask, status.as_u16(), &body.to_bytes());
                }
                Err(mut error) => match error.take_message() {
                    // The connection was closed before a byte was written: a client makes a new one.
                    Some(unsent) if kept => {
                        self.reconnects += 1;
                        request = unsent;
                    }
                    _ => return Err(Failure::Reset),
                },
            }
        }
    }

    /// A connection that can take a request, and whether it is a kept one.
    async fn sender(&mut self) -> Result<(SendRequest<Full<Bytes>>, bool), Failure> {
        if let Some(mut kept) = self.connection.take() {
            if kept.ready().await.is_ok() {
                return Ok((kept, true));
            }
            self.reconnects += 1;
        }
        let stream =
            TcpStream::connect(self.address)
                .await
                .map_err(|error| match error.kind() {
                    std::io::ErrorKind::ConnectionRefused => Failure::Refused,
                    _ => Failure::Unreachable,
                })?;
        stream.set_nodelay(true).map_err(|_| Failure::Unreachable)?;
        let (sender, connection) = handshake(TokioIo::new(stream))
            .await
            .map_err(|_| Failure::Unreachable)?;
        // Its errors come out of the requests.
        drop(tokio::spawn(connection));
        Ok((sender, false))
    }

    fn request(&self, ask: &Ask) -> Request<Full<Bytes>> {
        let mut request = Request::new(Full::new(ask.body.clone()));
        *request.method_mut() = ask.method.clone();
        *request.uri_mut() = http::Uri::from_static(ask.path);
        let headers = request.headers_mut();
        headers.insert(
            header::HOST,
            header::HeaderValue::from_static("shop.example"),
        );
        if self.habit == Habit::AskToClose {
            headers.insert(
                header::CONNECTION,
                header::HeaderValue::from_static("close"),
            );
        }
        request
    }
}

fn judge(ask: &Ask, status: u16, body: &[u8]) -> Result<(), Failure> {
    if status != ask.status.as_u16() {
        return Err(Failure::Status(status));
    }
    let wanted = ask.contains.as_bytes();
    if !wanted.is_empty() && !body.windows(wanted.len()).any(|part| part == wanted) {
        return Err(Failure::Content);
    }
    Ok(())
}
