//! Which labels queries keep.

use opswright_promql::{Dialect, parse};

#[test]
fn labels_that_series_can_have() {
    for (text, has, lacks) in [
        ("x", "job", "-"),
        ("x{job=\"\"}", "le", "job"),
        ("sum(x)", "-", "job"),
        ("sum by (job) (x)", "job", "instance"),
        ("sum by (job) (sum by (a) (x))", "-", "job"),
        ("sum without (job) (x)", "instance", "job"),
        ("topk(3, x)", "job", "-"),
        ("absent(up{job=\"a\", b!=\"c\"})", "job", "b"),
        ("absent(up{job=\"a\"} == 1)", "-", "job"),
        ("histogram_quantile(0.9, sum by (le, job) (x))", "job", "le"),
        ("label_replace(sum(x), \"a\", \"b\", \"\", \"\")", "a", "b"),
        ("sum by (a) (x) * on (a) group_left (b) y", "b", "c"),
        ("x / on (a) y", "a", "b"),
        ("x / ignoring (a) y", "b", "a"),
        ("sum by (a) (x) or sum by (b) (y)", "b", "c"),
        ("sum by (a) (x) / sum by (b) (y)", "-", "a"),
        ("rate(x[5m]) > 1", "job", "-"),
        ("1 - sum by (a) (x)", "a", "b"),
        ("vector(1)", "-", "job"),
        ("count_values(\"v\", x)", "v", "job"),
    ] {
        let labels = parse(text, Dialect::Prometheus).root.labels();
        assert!(has == "-" || labels.may_have(has), "{text} has {has}");
        assert!(
            lacks == "-" || !labels.may_have(lacks),
            "{text} lacks {lacks}"
        );
    }
}
