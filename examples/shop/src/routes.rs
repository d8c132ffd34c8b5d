//! What each path answers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::config::Fault;
use crate::metrics::Metrics;
use crate::request::Request;
use crate::response::Response;

/// Version of this build.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Requests that a shop with the fault `late` answers well.
const LATE_AFTER: u64 = 100;

/// Longest delay that `/slow` grants, in milliseconds.
const LONGEST_DELAY: u64 = 30_000;

/// The shop's state.
#[derive(Debug)]
pub struct Shop {
    /// Measurements of all requests.
    pub metrics: Metrics,
    fault: Option<Fault>,
    orders: AtomicU64,
    /// Requests for anything but health and metrics.
    served: AtomicU64,
}

/// An answer and the route that gave it, as a label that has few values.
#[derive(Debug)]
pub struct Routed {
    /// The route (`/orders`), or `other`.
    pub route: &'static str,
    /// The answer.
    pub response: Response,
}

impl Shop {
    /// An empty shop, broken as asked.
    pub fn new(fault: Option<Fault>) -> Self {
        Self {
            metrics: Metrics::default(),
            fault,
            orders: AtomicU64::new(0),
            served: AtomicU64::new(0),
        }
    }

    /// Answers `request`; sleeps where it asks for `/slow`.
    pub fn answer(&self, request: &Request) -> Routed {
        let (route, allowed) = match request.path.as_str() {
            "/" => ("/", "GET"),
            "/health" => ("/health", "GET"),
            "/metrics" => ("/metrics", "GET"),
            "/slow" => ("/slow", "GET"),
            "/orders" => ("/orders", "POST"),
            _ => ("other", "GET"),
        };
        let method = match request.method.as_str() {
            "HEAD" => "GET",
            method => method,
        };
        let response = if route == "other" {
            Response::error(404, "there is nothing at this path")
        } else if method != allowed {
            let mut response = Response::error(405, "this path has another method");
            response.headers.push(("Allow", allowed.to_owned()));
            response
        } else {
            self.route(route, request)
        };
        Routed { route, response }
    }

    fn route(&self, route: &'static str, request: &Request) -> Response {
        match (route, self.fault) {
            ("/health", Some(Fault::Health)) => {
                eprintln!("shop: unhealthy: the price list is empty");
                Response::error(503, "the price list is empty")
            }
            ("/health", _) => Response::json(200, "{\"status\":\"ok\"}\n".to_owned()),
            // Metrics stay readable while the shop fails: they are how the failure is seen.
            ("/metrics", _) => Response {
                status: 200,
                content_type: "text/plain; version=0.0.4; charset=utf-8",
                headers: Vec::new(),
                body: self.metrics.render(),
            },
            (_, Some(Fault::Late)) if self.served.fetch_add(1, Ordering::Relaxed) < LATE_AFTER => {
                self.sell(route, request)
            }
            (_, Some(Fault::Errors | Fault::Late)) => {
                eprintln!("shop: {route} failed: no price for item 3");
                Response::error(500, "no price for item 3")
            }
            _ => self.sell(route, request),
        }
    }

    /// What a shop without a fault answers.
    fn sell(&self, route: &'static str, request: &Request) -> Response {
        match route {
            "/slow" => slow(&request.query),
            "/orders" => self.order(&request.body),
            _ => front(),
        }
    }

    fn order(&self, body: &[u8]) -> Response {
        if body.is_empty() {
            return Response::error(400, "an order needs a body");
        }
        let order = self.orders.fetch_add(1, Ordering::Relaxed) + 1;
        let bytes = body.len();
        Response::json(201, format!("{{\"order\":{order},\"bytes\":{bytes}}}\n"))
    }
}

fn front() -> Response {
    let items = r#"["hammer","plane","chisel"]"#;
    Response::json(
        200,
        format!("{{\"shop\":\"tools\",\"version\":\"{VERSION}\",\"items\":{items}}}\n"),
    )
}

fn slow(query: &str) -> Response {
    let milliseconds = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("ms="))
        .unwrap_or("300")
        .parse::<u64>();
    match milliseconds {
        Ok(milliseconds) if milliseconds <= LONGEST_DELAY => {
            thread::sleep(Duration::from_millis(milliseconds));
            Response::json(200, format!("{{\"slept_ms\":{milliseconds}}}\n"))
        }
        _ => Response::error(400, "ms is a number from 0 to 30000"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, path: &str, query: &str, body: &str) -> Request {
        Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            body: body.as_bytes().to_vec(),
            keep_alive: true,
        }
    }

    fn check(fault: Option<Fault>, wanted: &[(&str, &str, u16)]) {
        let shop = Shop::new(fault);
        for (method, path, status) in wanted {
            let answer = shop.answer(&request(method, path, "ms=0", "x"));
            assert_eq!(answer.response.status, *status, "{method} {path} {fault:?}");
        }
    }

    #[test]
    fn every_route_has_its_method() {
        check(
            None,
            &[
                ("GET", "/", 200),
                ("HEAD", "/", 200),
                ("POST", "/", 405),
                ("GET", "/health", 200),
                ("GET", "/metrics", 200),
                ("GET", "/slow", 200),
                ("POST", "/orders", 201),
                ("GET", "/orders", 405),
                ("GET", "/nowhere", 404),
            ],
        );
    }

    #[test]
    fn a_late_fault_waits_for_traffic() {
        let shop = Shop::new(Some(Fault::Late));
        let status = |path| {
            shop.answer(&request("GET", path, "ms=0", ""))
                .response
                .status
        };
        assert!((0..LATE_AFTER).all(|_| status("/") == 200));
        assert_eq!(
            (status("/"), status("/slow"), status("/health")),
            (500, 500, 200)
        );
    }

    #[test]
    fn each_fault_breaks_what_it_names() {
        check(
            Some(Fault::Health),
            &[("GET", "/health", 503), ("GET", "/", 200)],
        );
        check(
            Some(Fault::Errors),
            &[
                ("GET", "/health", 200),
                ("GET", "/metrics", 200),
                ("GET", "/", 500),
                ("GET", "/slow", 500),
                ("POST", "/orders", 500),
            ],
        );
    }

    #[test]
    fn orders_are_numbered_and_measured() {
        let shop = Shop::new(None);
        let orders: Vec<String> = ["hammer", "plane"]
            .iter()
            .map(|body| {
                let request = request("POST", "/orders", "", body);
                shop.answer(&request).response.body
            })
            .collect();
        assert_eq!(
            orders,
            ["{\"order\":1,\"bytes\":6}\n", "{\"order\":2,\"bytes\":5}\n"]
        );
        let empty = request("POST", "/orders", "", "");
        assert_eq!(shop.answer(&empty).response.status, 400);
    }

    #[test]
    fn a_delay_is_a_number_within_bounds() {
        for query in ["ms=abc", "ms=-1", "ms=30001"] {
            assert_eq!(slow(query).status, 400, "{query}");
        }
    }
}
