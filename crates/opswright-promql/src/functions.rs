//! The functions and aggregations of Prometheus, with what they take and give.

use crate::types::Type;

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// What it takes, in order.
    pub takes: &'static [Type],
    /// How many of these must be given.
    pub needed: usize,
    /// Whether the last one may come any number of times.
    pub repeats: bool,
    /// What it gives.
    pub gives: Type,
}

/// The function of this name.
pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS
        .binary_search_by(|function| function.name.cmp(name))
        .ok()
        .and_then(|at| FUNCTIONS.get(at))
}

/// Whether this word aggregates, in any case.
pub fn is_aggregation(word: &str) -> bool {
    AGGREGATIONS
        .iter()
        .any(|name| word.eq_ignore_ascii_case(name))
}

const AGGREGATIONS: [&str; 14] = [
    "sum",
    "avg",
    "count",
    "min",
    "max",
    "group",
    "stddev",
    "stdvar",
    "topk",
    "bottomk",
    "count_values",
    "quantile",
    "limitk",
    "limit_ratio",
];

const S: Type = Type::Scalar;
const V: Type = Type::Vector;
const M: Type = Type::Matrix;
const T: Type = Type::Text;

const fn of(name: &'static str, takes: &'static [Type], gives: Type) -> Function {
    Function {
        name,
        takes,
        needed: takes.len(),
        repeats: false,
        gives,
    }
}

/// The last one may be left out.
const fn at_least(needed: usize, function: Function) -> Function {
    Function { needed, ..function }
}

/// The last one may be left out, and may come more than once.
const fn many(needed: usize, function: Function) -> Function {
    Function {
        needed,
        repeats: true,
        ..function
    }
}

/// All functions by name, experimental ones among them.
pub const FUNCTIONS: &[Function] = &[
    of("abs", &[V], V),
    of("absent", &[V], V),
    of("absent_over_time", &[M], V),
    of("acos", &[V], V),
    of("acosh", &[V], V),
    of("asin", &[V], V),
    of("asinh", &[V], V),
    of("atan", &[V], V),
    of("atanh", &[V], V),
    of("avg_over_time", &[M], V),
    of("ceil", &[V], V),
    of("changes", &[M], V),
    of("clamp", &[V, S, S], V),
    of("clamp_max", &[V, S], V),
    of("clamp_min", &[V, S], V),
    of("cos", &[V], V),
    of("cosh", &[V], V),
    of("count_over_time", &[M], V),
    at_least(0, of("day_of_month", &[V], V)),
    at_least(0, of("day_of_week", &[V], V)),
    at_least(0, of("day_of_year", &[V], V)),
    at_least(0, of("days_in_month", &[V], V)),
    of("deg", &[V], V),
    of("delta", &[M], V),
    of("deriv", &[M], V),
    of("double_exponential_smoothing", &[M, S, S], V),
    of("end", &[], S),
    of("exp", &[V], V),
    of("first_over_time", &[M], V),
    of("floor", &[V], V),
    of("histogram_avg", &[V], V),
    of("histogram_count", &[V], V),
    of("histogram_fraction", &[S, S, V], V),
    of("histogram_quantile", &[S, V], V),
    many(3, of("histogram_quantiles", &[V, T, S], V)),
    of("histogram_stddev", &[V], V),
    of("histogram_stdvar", &[V], V),
    of("histogram_sum", &[V], V),
    of("holt_winters", &[M, S, S], V),
    at_least(0, of("hour", &[V], V)),
    of("idelta", &[M], V),
    of("increase", &[M], V),
    at_least(1, of("info", &[V, V], V)),
    of("irate", &[M], V),
    many(3, of("label_join", &[V, T, T, T], V)),
    of("label_replace", &[V, T, T, T, T], V),
    of("last_over_time", &[M], V),
    of("ln", &[V], V),
    of("log10", &[V], V),
    of("log2", &[V], V),
    of("mad_over_time", &[M], V),
    of("max_of", &[S, S], S),
    of("max_over_time", &[M], V),
    of("min_of", &[S, S], S),
    of("min_over_time", &[M], V),
    at_least(0, of("minute", &[V], V)),
    at_least(0, of("month", &[V], V)),
    of("pi", &[], S),
    of("predict_linear", &[M, S], V),
    of("present_over_time", &[M], V),
    of("quantile_over_time", &[S, M], V),
    of("rad", &[V], V),
    of("range", &[], S),
    of("rate", &[M], V),
    of("resets", &[M], V),
    at_least(1, of("round", &[V, S], V)),
    of("scalar", &[V], S),
    of("sgn", &[V], V),
    of("sin", &[V], V),
    of("sinh", &[V], V),
    of("sort", &[V], V),
    many(1, of("sort_by_label", &[V, T], V)),
    many(1, of("sort_by_label_desc", &[V, T], V)),
    of("sort_desc", &[V], V),
    of("sqrt", &[V], V),
    of("start", &[], S),
    of("start_timestamp", &[V], V),
    of("stddev_over_time", &[M], V),
    of("stdvar_over_time", &[M], V),
    of("step", &[], S),
    of("sum_over_time", &[M], V),
    of("tan", &[V], V),
    of("tanh", &[V], V),
    of("time", &[], S),
    of("timestamp", &[V], V),
    of("ts_of_first_over_time", &[M], V),
    of("ts_of_last_over_time", &[M], V),
    of("ts_of_max_over_time", &[M], V),
    of("ts_of_min_over_time", &[M], V),
    of("vector", &[S], V),
    at_least(0, of("year", &[V], V)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_in_order_so_that_they_are_found() {
        assert!(FUNCTIONS.is_sorted_by_key(|function| function.name));
        for known in FUNCTIONS {
            assert_eq!(function(known.name), Some(known));
            assert!(known.needed <= known.takes.len());
        }
        assert_eq!(function("rates"), None);
    }
}
