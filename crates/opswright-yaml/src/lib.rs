//! YAML trees with byte spans and comment-keeping edits.
