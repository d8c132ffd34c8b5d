//! Flags of the programs that a cluster consists of, where they run as pods of the node.

use opswright_source::Range;
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::view::{Contained, KubernetesFile, image_at};

/// What a flag has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// Written, with some value.
    Set,
    /// Not written.
    Unset,
    /// Written, with this value.
    Is(&'static str),
    /// Where it is written, another value.
    Not(&'static str),
    /// Written, with this among its values.
    Has(&'static str),
    /// Where it is written, without this among its values.
    Lacks(&'static str),
    /// Where it is written, only values of this list.
    Among(&'static [&'static str]),
    /// Written, with this number or more.
    AtLeast(u64),
    /// Where it is written, this number or less.
    AtMost(u64),
}

/// One flag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) program: &'static str,
    pub(super) flag: &'static str,
    pub(super) want: Want,
    /// What comes of it otherwise.
    pub(super) harm: &'static str,
}

/// Reports the flags of `settings` that are not as they have to be.
pub(super) fn look(file: &KubernetesFile<'_>, settings: &[Setting], report: &mut Report<'_>) {
    for contained in file.containers() {
        let words: Vec<Node<'_>> = contained.container.words().collect();
        for setting in settings {
            if let Some(program) = program(&contained, &words, setting.program) {
                setting.check(&words, program, report);
            }
        }
    }
}

/// Where the program is named, if the container runs it.
fn program(contained: &Contained<'_, '_>, words: &[Node<'_>], name: &str) -> Option<Range> {
    let word = words.iter().find(|word| {
        // A flag may end like a path: `--kubelet-service=kube-system/kubelet`.
        word.as_str()
            .is_some_and(|text| !text.starts_with('-') && text.rsplit('/').next() == Some(name))
    });
    // The image says it where only arguments are written.
    let image = contained.container.image().and_then(image_at);
    let of_image =
        image.is_some_and(|(_, image)| image.repository.rsplit('/').next() == Some(name));
    word.map(Node::range).or_else(|| {
        let named = contained.container.name == name || of_image;
        // In a script of a shell the flags are not read.
        let scripted = words.iter().any(|word| {
            word.as_str().is_some_and(|text| {
                let program = text.rsplit('/').next();
                matches!(program, Some("sh" | "bash" | "ash")) || text.contains('\n')
            })
        });
        (named && !words.is_empty() && !scripted).then(|| contained.place())
    })
}

impl Setting {
    fn check(&self, words: &[Node<'_>], program: Range, report: &mut Report<'_>) {
        let written = self.written(words);
        let fault =
            match (self.want, &written) {
                (Want::Set, None) => Some(format!("has no `{}`", self.flag)),
                (Want::Set, Some((_, value))) => value
                    .is_empty()
                    .then(|| format!("has `{}` without a value", self.flag)),
                (Want::Unset, Some(_)) => Some(format!("has `{}`", self.flag)),
                (Want::Is(value), None) => Some(format!("has no `{}={value}`", self.flag)),
                (Want::Is(wanted), Some((_, value))) => (value != wanted)
                    .then(|| format!("has `{}={value}` and not `{wanted}`", self.flag)),
                (Want::Not(bad), Some((_, value))) => {
                    (value == bad).then(|| format!("has `{}={value}`", self.flag))
                }
                (Want::Has(item), None) => Some(format!("has no `{}` with `{item}`", self.flag)),
                (Want::Has(item), Some((_, value))) => (!contains(value, item))
                    .then(|| format!("has `{}` without `{item}`", self.flag)),
                (Want::Lacks(item), Some((_, value))) => {
                    contains(value, item).then(|| format!("has `{item}` in `{}`", self.flag))
                }
                (Want::Among(list), Some((_, value))) => value
                    .split(',')
                    .find(|item| !list.contains(&item.trim()))
                    .map(|item| format!("has `{item}` in `{}`", self.flag)),
                (Want::AtLeast(number), None) => Some(format!("has no `{}={number}`", self.flag)),
                (Want::AtLeast(number), Some((_, value))) => value
                    .parse::<u64>()
                    .is_ok_and(|value| value < number)
                    .then(|| format!("has `{}={value}`, less than {number}", self.flag)),
                (Want::AtMost(number), Some((_, value))) => value
                    .parse::<u64>()
                    .is_ok_and(|value| value > number)
                    .then(|| format!("has `{}={value}`, more than {number}", self.flag)),
                (
                    Want::Unset | Want::Not(_) | Want::Lacks(_) | Want::Among(_) | Want::AtMost(_),
                    None,
                ) => None,
            };
        let Some(fault) = fault else {
            return;
        };
        let range = written.map_or(program, |(node, _)| node.range());
        let message = format!("`{}` {fault}: {}", self.program, self.harm);
        report.find(range, message).fix = Some(advice(self.cure()));
    }

    /// The flag's word and its value: behind `=`, or the next word; `true` where there is none.
    fn written<'a>(&self, words: &[Node<'a>]) -> Option<(Node<'a>, String)> {
        words.iter().enumerate().find_map(|(at, word)| {
            let text = word.as_str()?;
            let rest = text.strip_prefix(self.flag)?;
            let value = match rest.strip_prefix('=') {
                Some(value) => value.trim().to_owned(),
                None if rest.is_empty() => words
                    .get(at + 1)
                    .and_then(Node::as_str)
                    .filter(|next| !next.starts_with("--"))
                    .unwrap_or("true")
                    .to_owned(),
                None => return None,
            };
            Some((*word, value))
        })
    }

    fn cure(&self) -> String {
        let flag = self.flag;
        match self.want {
            Want::Set => format!("set `{flag}`"),
            Want::Unset => format!("take out `{flag}`"),
            Want::Is(value) => format!("set `{flag}={value}`"),
            Want::Not(value) => format!("set another value than `{value}`"),
            Want::Has(item) => format!("add `{item}` to `{flag}`"),
            Want::Lacks(item) => format!("take `{item}` out of `{flag}`"),
            Want::Among(_) => format!("leave only strong ones in `{flag}`"),
            Want::AtLeast(number) => format!("set `{flag}={number}` or more"),
            Want::AtMost(number) => format!("set `{flag}={number}` or less"),
        }
    }
}

fn contains(value: &str, item: &str) -> bool {
    value.split(',').any(|part| part.trim() == item)
}
