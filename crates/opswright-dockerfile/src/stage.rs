//! Stages: from one FROM to the next, with the base that the arguments make of it.

use std::collections::BTreeMap;

use crate::expand::{Expansion, expand};
use crate::image::ImageReference;
use crate::instruction::{Body, Instruction, Pair, Word};

/// What a stage starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// An image, after expansion of arguments.
    Image(ImageReference),
    /// An earlier stage, by its index.
    Stage(usize),
    /// Nothing.
    Scratch,
    /// Something that only the build knows: an argument without default, or a template hole.
    Unknown,
}

/// A FROM and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Number from 0.
    pub index: usize,
    /// Name as written.
    pub name: Option<Word>,
    /// Image as written.
    pub image: Word,
    /// What it starts from.
    pub base: Base,
    /// Index of its FROM among the instructions.
    pub from: usize,
    /// Index after its last instruction.
    pub end: usize,
}

/// The stages of a file, in order.
pub(crate) fn stages(instructions: &[Instruction]) -> Vec<Stage> {
    let arguments = global_arguments(instructions);
    let mut stages: Vec<Stage> = Vec::new();
    for (at, instruction) in instructions.iter().enumerate() {
        let Body::From { image, name } = &instruction.body else {
            continue;
        };
        if let Some(last) = stages.last_mut() {
            last.end = at;
        }
        stages.push(Stage {
            index: stages.len(),
            name: name.clone(),
            image: image.clone(),
            base: base(image, &arguments, &stages),
            from: at,
            end: instructions.len(),
        });
    }
    stages
}

/// Defaults of the arguments before the first FROM.
fn global_arguments(instructions: &[Instruction]) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    for instruction in instructions {
        match &instruction.body {
            Body::From { .. } => break,
            Body::Arg(pairs) => {
                for Pair { name, value } in pairs {
                    if let Some(value) = value {
                        let expansion = expand(&value.text, |other| known.get(other).cloned());
                        known.insert(name.text.clone(), expansion.text);
                    }
                }
            }
            _ => {}
        }
    }
    known
}

fn base(image: &Word, arguments: &BTreeMap<String, String>, earlier: &[Stage]) -> Base {
    let Expansion { text, unknown } = expand(&image.text, |name| {
        // Set by the builder itself; any value serves, since it never names the image.
        let automatic = name.starts_with("BUILD") || name.starts_with("TARGET");
        arguments
            .get(name)
            .cloned()
            .or_else(|| automatic.then(|| "linux".to_owned()))
    });
    let hole = ["{{", "{%", "<%"].iter().any(|open| text.contains(open));
    if !unknown.is_empty() || hole || text.is_empty() {
        return Base::Unknown;
    }
    if text == "scratch" {
        return Base::Scratch;
    }
    let named = earlier.iter().rev().find(|stage| {
        stage
            .name
            .as_ref()
            .is_some_and(|name| name.text.eq_ignore_ascii_case(&text))
    });
    match named {
        Some(stage) => Base::Stage(stage.index),
        None => Base::Image(ImageReference::parse(&text)),
    }
}
