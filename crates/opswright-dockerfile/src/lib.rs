//! Dockerfile and .dockerignore syntax with byte spans.
