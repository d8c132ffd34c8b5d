//! From a number to a text.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::bail;
use opswright_source::SourceFile;

use super::mutate::{Material, mutated, repeated};
use super::random::Random;
use super::seeds::seeds;
use super::targets::Target;

/// Words of all texts that are kept as material.
const MOST_WORDS: usize = 4000;

/// All cases of a target.
#[derive(Debug)]
pub(super) struct Cases {
    seeds: Vec<SourceFile>,
    words: Vec<String>,
    seed: u64,
}

impl Cases {
    /// The cases that `seed` makes from the texts of a target.
    pub(super) fn of(target: &Target, folders: &[PathBuf], seed: u64) -> anyhow::Result<Self> {
        let seeds = seeds(target, folders)?;
        if seeds.is_empty() {
            bail!("no text of {} to begin with", target.name);
        }
        let mut words: BTreeSet<String> =
            target.words.iter().map(|word| (*word).to_owned()).collect();
        for seed in &seeds {
            for word in seed.text.split_inclusive(|character: char| {
                !(character.is_alphanumeric() || matches!(character, '_' | '-' | '.'))
            }) {
                if words.len() < MOST_WORDS && word.len() > 1 {
                    words.insert(word.to_owned());
                }
            }
        }
        Ok(Self {
            seeds,
            words: words.into_iter().collect(),
            seed,
        })
    }

    /// How many texts there are to begin with.
    pub(super) fn seeds(&self) -> usize {
        self.seeds.len()
    }

    /// The text of a case; every 64th is one piece again and again, up to 256 KiB.
    pub(super) fn case(&self, number: u64) -> SourceFile {
        let mut random = Random::of(self.seed, number);
        let material = Material {
            seeds: &self.seeds,
            words: &self.words,
        };
        let base = random.pick(&self.seeds);
        let (path, text) = base.map_or(("", ""), |base| (base.path.as_str(), base.text.as_str()));
        let text = if number % 64 == 63 {
            repeated(&mut random, material, text)
        } else {
            mutated(&mut random, material, text)
        };
        SourceFile::from_bytes(path, text)
    }
}
