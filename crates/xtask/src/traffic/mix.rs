//! Which requests are sent, and what a right answer looks like.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, StatusCode};

/// A request, and how its answer is recognised.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// Method.
    pub(crate) method: Method,
    /// Path and query.
    pub(crate) path: &'static str,
    /// Body; empty for none.
    pub(crate) body: Bytes,
    /// Status of the right answer.
    pub(crate) status: StatusCode,
    /// Text that the right answer contains.
    pub(crate) contains: &'static str,
    /// Time that the server is asked to take.
    pub(crate) delay: Duration,
}

/// Requests in a cycle.
#[derive(Debug, Clone)]
pub(crate) struct Mix {
    cycle: Vec<Ask>,
}

impl Mix {
    /// What a visit of the example shop looks like: of 20 requests 13 read, 6 order (one of them with 64 KiB), one takes
    /// 300 ms.
    pub(crate) fn shop() -> Self {
        let order = |bytes: usize, contains| Ask {
            method: Method::POST,
            path: "/orders",
            body: Bytes::from(vec![b'x'; bytes]),
            status: StatusCode::CREATED,
            contains,
            delay: Duration::ZERO,
        };
        let read = |path, contains| Ask {
            method: Method::GET,
            path,
            body: Bytes::new(),
            status: StatusCode::OK,
            contains,
            delay: Duration::ZERO,
        };
        let cycle = (0..20).map(|place| match place {
            0 => Ask {
                delay: Duration::from_millis(300),
                ..read("/slow?ms=300", "\"slept_ms\":300")
            },
            7 => order(64 * 1024, "\"bytes\":65536"),
            3 | 6 | 10 | 13 | 17 => order(1024, "\"bytes\":1024"),
            _ => read("/", "\"shop\":\"tools\""),
        });
        Self {
            cycle: cycle.collect(),
        }
    }

    /// The same small read again and again.
    pub(crate) fn read() -> Self {
        let ask = Ask {
            method: Method::GET,
            path: "/",
            body: Bytes::new(),
            status: StatusCode::OK,
            contains: "",
            delay: Duration::ZERO,
        };
        Self { cycle: vec![ask] }
    }

    /// The request at a place of the whole run.
    pub(crate) fn at(&self, place: u64) -> &Ask {
        let length = u64::try_from(self.cycle.len()).unwrap_or(1);
        let at = usize::try_from(place % length).unwrap_or(0);
        &self.cycle[at]
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::Mix;

    #[test]
    fn every_cycle_of_the_shop_has_orders_and_one_slow_request() {
        let mix = Mix::shop();
        let cycle: Vec<_> = (0..20).map(|place| mix.at(place)).collect();
        let slow = cycle.iter().filter(|ask| ask.path.starts_with("/slow"));
        assert_eq!(slow.count(), 1);
        let orders = cycle.iter().filter(|ask| ask.method == Method::POST);
        assert_eq!(orders.map(|ask| ask.body.len()).max(), Some(64 * 1024));
        assert_eq!(mix.at(40).path, mix.at(0).path);
    }
}
