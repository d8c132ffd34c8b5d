//! What queries are read as.

use opswright_promql::{BinaryOperator, Dialect, Node, Type, parse};

fn is_good(text: &str, dialect: Dialect) {
    let query = parse(text, dialect);
    assert_eq!(query.errors, [], "{text}");
    assert_eq!(query.print(), text);
}

#[test]
fn queries_of_prometheus() {
    for text in [
        "1",
        "-1e3 + 0x1F * Inf - NaN",
        "up",
        "up == 0",
        "{__name__=~\"a.+\", job!=''}",
        "{\"a.b\", \"c d\"=\"e\"}",
        "sum(rate(a_total{b=~\"c|d\"}[5m])) by (job, \"x.y\") / ignoring (e) group_left (f) sum by (job) (x)",
        "histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m:1m] offset 1d)))",
        "x offset -5m @ start() > bool 1",
        "a and on () b unless c or vector(1)",
        "label_replace(up, \"a\", \"$1\", \"b\", `(\\d+)`)",
        "sum without () (x) # comment\n > 1",
        "max_over_time((a > 1)[1h:])",
        "by + on * sum",
        "SUM BY (job) (x) AND y",
        "(1 + 2) * time() ^ 2 % 3",
        "count_values(\"v\", x) > 1h",
        "rate(x[5m] anchored) + fill (0) y",
        "x </ 3",
        "a * on (b) group_left () (c)",
        "day_of_week() == 0",
        "rate(x[5m * 2])",
        "a:b:c{d=\"e\",}",
    ] {
        is_good(text, Dialect::Prometheus);
    }
}

#[test]
fn queries_of_grafana() {
    for text in [
        "rate(a{job=~\"$job\"}[$__rate_interval])",
        "topk($n, sum by ($group) (${metric}_total))",
        "sum(x{$filters, a=\"[[b]]\"} + x[[suffix]])",
        "last_over_time(a[${range}m:$step] offset $shift)",
        "$query",
        "rate([[metric]][[[window]]])",
        "${agg} by (job) (x)",
    ] {
        let query = parse(text, Dialect::Grafana);
        assert_eq!(query.print(), text);
        assert_eq!(query.errors, [], "{text}");
    }
}

#[test]
fn operators_bind_as_in_prometheus() {
    let query = parse("a or b and c > 1 + 2 * -3 ^ 2 ^ 2", Dialect::Prometheus);
    let mut operators = Vec::new();
    let mut expression = &query.root;
    loop {
        match &expression.bare().node {
            Node::Binary(binary) => {
                operators.push(binary.operator);
                expression = &binary.right;
            }
            Node::Unary { inner, .. } => expression = inner,
            _ => break,
        }
    }
    assert_eq!(
        operators,
        [
            BinaryOperator::Or,
            BinaryOperator::And,
            BinaryOperator::Greater,
            BinaryOperator::Add,
            BinaryOperator::Multiply,
            BinaryOperator::Power,
            BinaryOperator::Power
        ]
    );
    let query = parse("a - b - c", Dialect::Prometheus);
    let Node::Binary(outer) = &query.root.node else {
        panic!("{query:?}");
    };
    assert_eq!(query.slice(outer.left.range), "a - b");
}

#[test]
fn values_have_types() {
    for (text, expected) in [
        ("1 + time()", Type::Scalar),
        ("a * 2", Type::Vector),
        ("scalar(a)", Type::Scalar),
        ("sum(a)", Type::Vector),
        ("\"a\"", Type::Text),
    ] {
        let query = parse(text, Dialect::Prometheus);
        assert_eq!(query.root.value_type(), expected, "{text}");
    }
}

#[test]
fn places_are_exact() {
    let text = "sum by (job) (rate(x{a=\"b\"}[5m])) > 0.5";
    let query = parse(text, Dialect::Prometheus);
    let all: Vec<&str> = query
        .root
        .descend()
        .iter()
        .map(|expression| query.slice(expression.range))
        .collect();
    assert_eq!(
        all,
        [
            text,
            "sum by (job) (rate(x{a=\"b\"}[5m]))",
            "rate(x{a=\"b\"}[5m])",
            "x{a=\"b\"}[5m]",
            "x{a=\"b\"}",
            "0.5"
        ]
    );
    let window = query.root.descend().iter().find_map(|inner| inner.window());
    assert_eq!(window.and_then(|window| window.seconds), Some(300.0));
}
