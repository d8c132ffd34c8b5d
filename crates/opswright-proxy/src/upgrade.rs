//! Requests that leave HTTP for another protocol on the same connection, such as `WebSocket`.

use std::sync::Arc;
use std::time::Instant;

use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;

use crate::body::ResponseBody;
use crate::busy::{Busy, Client};
use crate::forward::{self, Attempt};
use crate::head;
use crate::service::Flight;
use crate::upstream;

/// Sends a request that asks for an upgrade, over a connection of its own.
pub(crate) async fn send(
    client: &Arc<Client>,
    mut flight: Flight,
    mut request: Request<Incoming>,
    arrived: Instant,
) -> Attempt {
    let limit = client.proxy.limits.connect_time;
    let Ok(mut sender) = upstream::connect_upgradeable(flight.target.route.address, limit).await
    else {
        flight.refused(Instant::now());
        return Attempt::Unsent(request);
    };
    let downstream = hyper::upgrade::on(&mut request);
    flight.sent();
    match sender.try_send_request(request).await {
        Ok(response) if response.status() == StatusCode::SWITCHING_PROTOCOLS => {
            Attempt::Answered(switch(client, flight, response, downstream, arrived))
        }
        Ok(response) => {
            Attempt::Answered(forward::answered(client, flight, response, None, arrived))
        }
        Err(mut error) => {
            if let Some(unsent) = error.take_message() {
                flight.unsent();
                flight.refused(Instant::now());
                return Attempt::Unsent(unsent);
            }
            forward::broken(flight, error.error());
            Attempt::Broken
        }
    }
}

/// Answers 101 and starts to copy. The request stays in flight until either side has closed.
fn switch(
    client: &Arc<Client>,
    mut flight: Flight,
    mut response: Response<Incoming>,
    downstream: OnUpgrade,
    arrived: Instant,
) -> Response<ResponseBody> {
    flight.answered(response.status(), arrived.elapsed());
    let upstream = hyper::upgrade::on(&mut response);
    let busy = Busy::new(Arc::clone(client));
    drop(tokio::spawn(async move {
        if let (Ok(downstream), Ok(upstream)) = tokio::join!(downstream, upstream) {
            let (mut downstream, mut upstream) = (TokioIo::new(downstream), TokioIo::new(upstream));
            // However it ends, both sides see their connection closed.
            let _ = tokio::io::copy_bidirectional(&mut downstream, &mut upstream).await;
        }
        flight.finish();
        drop(busy);
    }));
    head::prepare_response(&mut response);
    response.map(|_| ResponseBody::empty())
}
