//! Design to files, merged with what is there.
