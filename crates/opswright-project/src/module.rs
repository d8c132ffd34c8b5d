//! A folder of Terraform files is a module; one that configures its providers is a root.

use std::collections::{BTreeMap, BTreeSet};

use crate::path::{folder, join};
use crate::summary::{Content, Located, Summary};
use crate::terraform_summary::{Declaration, Declared, TerraformSummary};

/// The Terraform files of a folder.
#[derive(Debug, Clone)]
pub struct Module<'a> {
    /// The folder, from the root; empty for the root itself.
    pub folder: &'a str,
    /// Its files, without tests, in order.
    pub files: Vec<(&'a Summary, &'a TerraformSummary)>,
    /// Tests beside it and in its `tests` folder.
    pub tests: Vec<&'a TerraformSummary>,
    /// Whether another module of the repository calls it.
    pub called: bool,
}

/// All modules among `summaries`, by folder.
pub(crate) fn modules(summaries: &[Summary]) -> Vec<Module<'_>> {
    let mut found: BTreeMap<&str, Module<'_>> = BTreeMap::new();
    let mut called = BTreeSet::new();
    for summary in summaries {
        let Content::Terraform(terraform) = &summary.content else {
            continue;
        };
        let terraform: &TerraformSummary = terraform;
        let place = folder(&summary.path);
        for source in terraform
            .modules
            .iter()
            .filter_map(|call| call.source.as_deref())
        {
            if source.starts_with("./") || source.starts_with("../") {
                called.extend(join(place, source));
            }
        }
        let place = if terraform.test { tested(place) } else { place };
        let module = found.entry(place).or_insert_with(|| Module {
            folder: place,
            files: Vec::new(),
            tests: Vec::new(),
            called: false,
        });
        if terraform.test {
            module.tests.push(terraform);
        } else {
            module.files.push((summary, terraform));
        }
    }
    let mut modules: Vec<Module<'_>> = found
        .into_values()
        .filter(|module| !module.files.is_empty())
        .collect();
    for module in &mut modules {
        module.called = called.contains(module.folder);
    }
    modules
}

/// The folder of the module that tests in `place` are of.
fn tested(place: &str) -> &str {
    match place {
        "tests" => "",
        other => other.strip_suffix("/tests").unwrap_or(other),
    }
}

impl<'a> Module<'a> {
    /// Whether every file could be read in full, so that what is missing is missing.
    pub fn is_whole(&self) -> bool {
        self.files.iter().all(|(_, file)| file.whole)
    }

    /// Whether Terraform is run here: it configures providers or names a backend, and nobody calls it.
    pub fn is_root(&self) -> bool {
        !self.called
            && self
                .files
                .iter()
                .any(|(_, file)| file.backend.is_some() || !file.providers.is_empty())
    }

    /// Where to tell what the module as a whole lacks: its `terraform` block, a provider, its first block.
    pub fn head(&self) -> Option<(&'a Summary, &'a Located<()>)> {
        let settings = self
            .files
            .iter()
            .find_map(|(summary, file)| Some((*summary, file.settings.as_ref()?)));
        let configured = || {
            self.files.iter().find_map(|(summary, file)| {
                file.providers.first()?;
                Some((*summary, file.first.as_ref()?))
            })
        };
        let any = || {
            self.files
                .iter()
                .find_map(|(summary, file)| Some((*summary, file.first.as_ref()?)))
        };
        settings.or_else(configured).or_else(any)
    }

    /// All names that it declares.
    pub fn names(&self) -> BTreeSet<&'a str> {
        self.files
            .iter()
            .flat_map(|(_, file)| &file.declared)
            .map(|declaration| declaration.name.value.as_str())
            .collect()
    }

    /// Whether its files are pieces for a test or a page, which need not fit together.
    pub fn is_fragment(&self) -> bool {
        self.folder.split('/').any(|part| {
            matches!(part, "test" | "tests" | "testdata" | "fixtures" | "docs")
                || part.starts_with("example_")
        })
    }

    /// Whether it shows or tests a module: nothing lives by it.
    pub fn is_example(&self) -> bool {
        self.folder.split('/').any(|part| {
            let part = part.to_ascii_lowercase();
            [
                "example",
                "test",
                "fixture",
                "sample",
                "tutorial",
                "demo",
                "playground",
                "sandbox",
            ]
            .iter()
            .any(|word| part.starts_with(word))
                || matches!(
                    part.as_str(),
                    "modules" | "wrappers" | "patterns" | "recipes" | "templates"
                )
        })
    }

    /// What it declares of a kind, each with its file.
    pub fn declared(
        &self,
        kind: Declared,
    ) -> impl Iterator<Item = (&'a Summary, &'a Declaration)> + '_ {
        self.files.iter().flat_map(move |(summary, file)| {
            file.declared
                .iter()
                .filter(move |declaration| declaration.kind == kind)
                .map(|declaration| (*summary, declaration))
        })
    }

    /// All names that its files refer to.
    pub fn references(&self) -> BTreeSet<&'a str> {
        self.files
            .iter()
            .flat_map(|(_, file)| &file.references)
            .map(|reference| reference.value.as_str())
            .collect()
    }

    /// Resources of this type.
    pub fn resources(
        &self,
        kind: &'a str,
    ) -> impl Iterator<Item = (&'a Summary, &'a Declaration)> + '_ {
        self.declared(Declared::Resource)
            .filter(move |(_, resource)| resource.resource_type() == kind)
    }
}

impl Declaration {
    /// The type of a resource; `data.type` for a data source.
    pub fn resource_type(&self) -> &str {
        let name = &self.name.value;
        name.rsplit_once('.').map_or(name, |(kind, _)| kind)
    }

    /// The last part of its name.
    pub fn short_name(&self) -> &str {
        self.name.value.rsplit('.').next().unwrap_or("")
    }

    /// Whether an attribute refers to `name`.
    pub fn refers_to(&self, attribute: &str, name: &str) -> bool {
        self.attributes
            .get(attribute)
            .is_some_and(|values| values.iter().any(|value| value == name))
    }

    /// The text of an attribute, where it is written out.
    pub fn text(&self, attribute: &str) -> Option<&str> {
        self.attributes
            .get(attribute)
            .and_then(|values| values.first())
            .map(String::as_str)
    }
}
