//! Targets: an action becomes calls, replies become events.
