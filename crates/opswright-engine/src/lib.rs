//! The only driver loop: journal, step, target.
