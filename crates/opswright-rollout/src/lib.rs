//! The rollout machine, without I/O.
