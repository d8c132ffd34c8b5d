//! The counters, as numbers and as text.

use crate::fixture::{Proxy, nobody};
use crate::instance::{Browser, Instance, raw};

#[tokio::test]
async fn each_release_has_its_rate_errors_and_duration() {
    let instance = Instance::start("r").await;
    let proxy = Proxy::with(&[("r", 100, &[instance.address]), ("dark", 0, &[nobody()])]).await;
    let mut browser = Browser::new(proxy.address);
    for path in [
        "/name",
        "/name",
        "/status/404",
        "/status/500",
        "/status/302",
        "/slow/30",
    ] {
        browser.get(path).await.expect("an answer");
    }
    raw(
        proxy.address,
        b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    )
    .await;

    let stats = proxy.control().await.stats().await.expect("stats");
    let service = &stats.services[0];
    assert_eq!(service.refused, 1);
    let names: Vec<_> = service
        .releases
        .iter()
        .map(|release| release.release.as_str())
        .collect();
    assert_eq!(names, ["dark", "r"]);
    assert_eq!(service.releases[0].requests, 0);
    let release = &service.releases[1];
    assert_eq!(
        (release.requests, release.responses, release.errors()),
        (6, [0, 3, 1, 1, 1], 1)
    );
    assert_eq!(release.latency.iter().sum::<u64>(), 6);
    assert_eq!(release.latency.len(), stats.latency_bounds_us.len() + 1);
    assert!(release.latency_sum_us >= 30_000);

    let text = proxy.control().await.metrics().await.expect("metrics");
    let line = "opswright_proxy_responses_total{service=\"shop\",release=\"r\",class=\"5xx\"} 1";
    assert!(text.lines().any(|have| have == line), "{text}");
}
