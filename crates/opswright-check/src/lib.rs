//! Rules over files and over the graph.
