//! Every file parsed once, a summary per file, and the graph over them.
