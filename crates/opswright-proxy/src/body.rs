//! The body of a response: relayed from an instance, or a short text of the proxy's own.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};

use crate::busy::Busy;
use crate::service::Flight;
use crate::upstream::Upstream;

/// The body of a response. Dropping it before its end closes the connection to the instance.
#[derive(Debug)]
pub(crate) struct ResponseBody {
    source: Source,
    /// Until this goes, the client's connection is not taken for idle.
    busy: Option<Busy>,
}

#[derive(Debug)]
enum Source {
    Relay(Relay),
    Text(Bytes),
    Ended,
}

#[derive(Debug)]
struct Relay {
    incoming: Incoming,
    flight: Flight,
    /// `None` when a task of its own drives the connection.
    upstream: Option<Upstream>,
    worker: usize,
}

impl ResponseBody {
    pub(crate) fn empty() -> Self {
        Self {
            source: Source::Ended,
            busy: None,
        }
    }

    pub(crate) fn text(text: Bytes) -> Self {
        Self {
            source: Source::Text(text),
            busy: None,
        }
    }

    /// Relays `incoming`. When it is already complete, the request is no longer in flight on return.
    pub(crate) fn relay(
        incoming: Incoming,
        flight: Flight,
        upstream: Option<Upstream>,
        worker: usize,
    ) -> Self {
        let relay = Relay {
            incoming,
            flight,
            upstream,
            worker,
        };
        let source = if relay.incoming.is_end_stream() {
            relay.finish();
            Source::Ended
        } else {
            Source::Relay(relay)
        };
        Self { source, busy: None }
    }

    /// Keeps the client's connection busy for as long as this lives.
    pub(crate) fn keep(&mut self, busy: Busy) {
        self.busy = Some(busy);
    }
}

impl Relay {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let mut incoming = Pin::new(&mut self.incoming);
        let Some(upstream) = &mut self.upstream else {
            return incoming.poll_frame(cx);
        };
        // Only the connection fills the body, and it is polled here: the body itself needs no waker.
        let mut quiet = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(frame) = incoming.as_mut().poll_frame(&mut quiet) {
                return Poll::Ready(frame);
            }
            if upstream.is_gone() {
                return incoming.poll_frame(cx);
            }
            upstream.drive(cx);
            if let Poll::Ready(frame) = incoming.as_mut().poll_frame(&mut quiet) {
                return Poll::Ready(frame);
            }
            if !upstream.is_gone() {
                return Poll::Pending;
            }
        }
    }

    /// The body has ended: the connection goes back to the pool, the request leaves the count.
    fn finish(self) {
        if let Some(upstream) = self.upstream.and_then(Upstream::reusable) {
            self.flight.target.keep_unused(self.worker, upstream);
        }
        self.flight.finish();
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let relay = match &mut self.source {
            Source::Relay(relay) => relay,
            Source::Text(text) => {
                let text = std::mem::take(text);
                self.source = Source::Ended;
                return Poll::Ready(Some(Ok(Frame::data(text))));
            }
            Source::Ended => return Poll::Ready(None),
        };
        let Poll::Ready(frame) = relay.poll(cx) else {
            return Poll::Pending;
        };
        let ended = frame.is_none() || relay.incoming.is_end_stream();
        let failed = matches!(frame, Some(Err(_)));
        if (ended || failed)
            && let Source::Relay(relay) = std::mem::replace(&mut self.source, Source::Ended)
        {
            if failed {
                relay.flight.fail();
            } else {
                relay.finish();
            }
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.source, Source::Ended)
    }

    fn size_hint(&self) -> SizeHint {
        match &self.source {
            Source::Relay(relay) => relay.incoming.size_hint(),
            Source::Text(text) => {
                SizeHint::with_exact(u64::try_from(text.len()).unwrap_or(u64::MAX))
            }
            Source::Ended => SizeHint::with_exact(0),
        }
    }
}
