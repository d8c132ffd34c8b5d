//! Other people's linters on what is generated, where they are installed.
