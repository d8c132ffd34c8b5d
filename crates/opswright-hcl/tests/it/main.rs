//! What is read, what is told of broken text, and that no text breaks the parser.

mod properties;
mod reading;
mod recovering;
