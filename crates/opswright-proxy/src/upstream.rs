//! A connection to an instance, driven by the task of the client's connection: no second task, no wake-ups between them.

use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use std::{future::Future, io};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::coop;

/// After this time without use the runtime is asked once whether the instance has closed the connection meanwhile.
const STALE_TIME: Duration = Duration::from_millis(20);

type Connection = http1::Connection<TokioIo<TcpStream>, Incoming>;

/// A connection to an instance.
#[derive(Debug)]
pub(crate) struct Upstream {
    sender: http1::SendRequest<Incoming>,
    connection: Option<Box<Connection>>,
    used_at: Instant,
}

/// What became of a request.
#[derive(Debug)]
pub(crate) enum Exchange {
    /// The head of the response; the body may still need the connection.
    Answered(Response<Incoming>, Upstream),
    /// Not a byte was written; here it is again.
    Unsent(Request<Incoming>),
    /// It may have reached the instance, and no response came.
    Broken(hyper::Error),
}

impl Upstream {
    /// Connects within `limit`.
    pub(crate) async fn connect(address: SocketAddr, limit: Duration) -> io::Result<Self> {
        let stream = connect(address, limit).await?;
        let (sender, connection) = handshake(stream).await?;
        Ok(Self {
            sender,
            connection: Some(Box::new(connection)),
            used_at: Instant::now(),
        })
    }

    pub(crate) fn used_at(&self) -> Instant {
        self.used_at
    }

    /// Finds out whether a connection from the pool is still open. One that was used a moment ago is taken for open: if
    /// it is not, either the request comes back unsent, or the instance died under it.
    pub(crate) async fn is_open(&mut self) -> bool {
        if self.used_at.elapsed() < STALE_TIME {
            return true;
        }
        // The runtime polls the socket before it runs a task that yields.
        tokio::task::yield_now().await;
        std::future::poll_fn(|cx| {
            self.drive(cx);
            Poll::Ready(self.connection.is_some())
        })
        .await
    }

    /// Sends `request` and waits for the head of the response.
    pub(crate) async fn exchange(mut self, request: Request<Incoming>) -> Exchange {
        let result = {
            let mut response = pin!(self.sender.try_send_request(request));
            let connection = &mut self.connection;
            std::future::poll_fn(|cx| {
                drive(connection, cx);
                // Only the connection completes the response, and it is polled here: no waker is needed, except when the
                // task has used up its budget and must come back.
                let polled = response
                    .as_mut()
                    .poll(&mut Context::from_waker(Waker::noop()));
                if polled.is_pending() && !coop::has_budget_remaining() {
                    cx.waker().wake_by_ref();
                }
                polled
            })
            .await
        };
        match result {
            Ok(response) => Exchange::Answered(response, self),
            Err(mut error) => match error.take_message() {
                Some(request) => Exchange::Unsent(request),
                None => Exchange::Broken(error.into_error()),
            },
        }
    }

    /// Moves bytes. Once the instance or an error has closed the connection, this does nothing.
    pub(crate) fn drive(&mut self, cx: &mut Context<'_>) {
        drive(&mut self.connection, cx);
    }

    /// Whether the connection is gone, so that nothing more can come.
    pub(crate) fn is_gone(&self) -> bool {
        self.connection.is_none()
    }

    /// Makes it ready for the pool after a complete response, if it can take another request.
    pub(crate) fn reusable(mut self) -> Option<Self> {
        if self.connection.is_none() || !self.sender.is_ready() {
            return None;
        }
        self.used_at = Instant::now();
        Some(self)
    }
}

/// A connection that a task of its own drives, because it may be upgraded.
pub(crate) async fn connect_upgradeable(
    address: SocketAddr,
    limit: Duration,
) -> io::Result<http1::SendRequest<Incoming>> {
    let stream = connect(address, limit).await?;
    let (sender, connection) = handshake(stream).await?;
    // The errors of the connection come out of the response and of the upgraded stream.
    drop(tokio::spawn(connection.with_upgrades()));
    Ok(sender)
}

async fn connect(address: SocketAddr, limit: Duration) -> io::Result<TcpStream> {
    let stream = tokio::time::timeout(limit, TcpStream::connect(address))
        .await
        .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn handshake(stream: TcpStream) -> io::Result<(http1::SendRequest<Incoming>, Connection)> {
    http1::Builder::new()
        .handshake(TokioIo::new(stream))
        .await
        .map_err(io::Error::other)
}

fn drive(connection: &mut Option<Box<Connection>>, cx: &mut Context<'_>) {
    let done = connection
        .as_mut()
        .is_some_and(|connection| Pin::new(connection.as_mut()).poll(cx).is_ready());
    if done {
        // Dropping it gives a request that it has not begun back to the sender.
        *connection = None;
    }
}
