//! Survey over small trees: what is found, what changes when the tree changes, what broken input does.

mod broken;
mod declared;
mod examples;
mod metamorphic;
mod shapes;
mod stacks;
mod trees;
