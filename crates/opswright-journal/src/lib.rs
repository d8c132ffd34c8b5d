//! The append-only record of intents and outcomes.
