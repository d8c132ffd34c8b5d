//! One request, from its head to the head of the response: find a target, send, go elsewhere or give up.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_TYPE};
use http::{HeaderValue, Request, Response, StatusCode};
use hyper::body::Incoming;

use crate::body::ResponseBody;
use crate::busy::{Busy, Client};
use crate::head::{self, Intent, Malformed};
use crate::search::Search;
use crate::service::Flight;
use crate::upgrade;
use crate::upstream::{Exchange, Upstream};

/// What became of a request on one target.
#[derive(Debug)]
pub(crate) enum Attempt {
    /// The head of the response.
    Answered(Response<ResponseBody>),
    /// The target did not take the request: it may go elsewhere.
    Unsent(Request<Incoming>),
    /// The target may have acted on the request, and no response came: it must not be sent again.
    Broken,
}

/// Answers one request.
pub(crate) async fn forward(
    client: Arc<Client>,
    mut request: Request<Incoming>,
) -> Response<ResponseBody> {
    let busy = Busy::new(Arc::clone(&client));
    let arrived = Instant::now();
    let mut response = match head::prepare_request(&mut request, &client) {
        Ok(intent) => relay(&client, request, intent, arrived).await,
        Err(Malformed(status, reason)) => {
            client
                .service
                .waiting
                .refused
                .fetch_add(1, Ordering::Relaxed);
            own(status, Bytes::from_static(reason.as_bytes()))
        }
    };
    if client.proxy.is_retiring() && response.status() != StatusCode::SWITCHING_PROTOCOLS {
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response.body_mut().keep(busy);
    response
}

async fn relay(
    client: &Arc<Client>,
    mut request: Request<Incoming>,
    intent: Intent,
    arrived: Instant,
) -> Response<ResponseBody> {
    let mut search = Search::new(&client.service, &client.proxy.limits, arrived);
    loop {
        let Some(flight) = search.target().await else {
            return own(StatusCode::SERVICE_UNAVAILABLE, search.reason());
        };
        let attempt = match intent {
            Intent::Plain => send(client, flight, request, arrived).await,
            Intent::Upgrade => upgrade::send(client, flight, request, arrived).await,
        };
        match attempt {
            Attempt::Answered(response) => return response,
            Attempt::Unsent(unsent) => request = unsent,
            Attempt::Broken => {
                let reason = "the instance closed the connection before it answered\n";
                return own(
                    StatusCode::BAD_GATEWAY,
                    Bytes::from_static(reason.as_bytes()),
                );
            }
        }
    }
}

/// Sends the request over a pooled connection, or over a new one once the pool is used up.
async fn send(
    client: &Arc<Client>,
    mut flight: Flight,
    mut request: Request<Incoming>,
    arrived: Instant,
) -> Attempt {
    loop {
        let Some((upstream, is_new)) = connection(client, &flight).await else {
            flight.refused(Instant::now());
            return Attempt::Unsent(request);
        };
        flight.sent();
        match upstream.exchange(request).await {
            Exchange::Answered(response, upstream) => {
                return Attempt::Answered(answered(
                    client,
                    flight,
                    response,
                    Some(upstream),
                    arrived,
                ));
            }
            Exchange::Unsent(unsent) => {
                flight.unsent();
                if is_new {
                    flight.refused(Instant::now());
                    return Attempt::Unsent(unsent);
                }
                request = unsent;
            }
            Exchange::Broken(error) => {
                broken(flight, &error);
                return Attempt::Broken;
            }
        }
    }
}

/// A connection to the flight's target, and whether it is a new one; `None` when the target accepts none.
async fn connection(client: &Client, flight: &Flight) -> Option<(Upstream, bool)> {
    let limits = &client.proxy.limits;
    while let Some(oldest) = Instant::now().checked_sub(limits.idle_time)
        && let Some(mut upstream) = flight.target.take_unused(client.worker, oldest)
    {
        if upstream.is_open().await {
            return Some((upstream, false));
        }
    }
    let address = flight.target.route.address;
    let upstream = Upstream::connect(address, limits.connect_time).await.ok()?;
    Some((upstream, true))
}

/// Counts the response and makes it ready for the client.
pub(crate) fn answered(
    client: &Client,
    mut flight: Flight,
    mut response: Response<Incoming>,
    upstream: Option<Upstream>,
    arrived: Instant,
) -> Response<ResponseBody> {
    flight.answered(response.status(), arrived.elapsed());
    head::prepare_response(&mut response);
    response.map(|incoming| ResponseBody::relay(incoming, flight, upstream, client.worker))
}

/// Counts a request that was sent and not answered: the instance's failure, unless the client broke off its own body.
pub(crate) fn broken(flight: Flight, error: &hyper::Error) {
    if error.is_user() {
        drop(flight);
    } else {
        flight.fail();
    }
}

/// A response of the proxy itself.
fn own(status: StatusCode, reason: Bytes) -> Response<ResponseBody> {
    let mut response = Response::new(ResponseBody::text(reason));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}
