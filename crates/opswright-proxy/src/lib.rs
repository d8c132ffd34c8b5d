//! The embedded HTTP proxy: routes, weights, in-flight counts, drain.
