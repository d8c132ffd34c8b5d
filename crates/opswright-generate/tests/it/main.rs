//! Generation as other crates use it.

mod agreement;
mod checked;
mod designs;
mod golden;
mod merging;
mod peers;
