//! The state file: routes and epoch, written so that a crash or a full disk leaves the last good one.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::table;
use crate::wire::Routes;

/// Version of the stored format.
const VERSION: u32 = 1;

/// The state file and the one before it.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    /// The state before the current one, kept for the case that the current one cannot be read.
    last: PathBuf,
    temporary: PathBuf,
}

/// What was found at the start.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Loaded {
    /// The newest readable state; empty if there is none.
    pub(crate) routes: Routes,
    /// Why the newest one could not be used, if so.
    pub(crate) fault: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: u32,
    routes: Routes,
}

impl StateFile {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            last: with_suffix(&path, ".last"),
            temporary: with_suffix(&path, ".new"),
            path,
        }
    }

    /// Reads the newest state that can be read. A first start finds none, without fault.
    pub(crate) fn load(&self) -> Loaded {
        let current = read(&self.path);
        let previous = read(&self.last);
        match (current, previous) {
            (Ok(Some(routes)), _) => Loaded {
                routes,
                fault: None,
            },
            (Ok(None), Ok(None)) => Loaded {
                routes: Routes::default(),
                fault: None,
            },
            (current, previous) => {
                let reason = match current {
                    Err(reason) => reason,
                    Ok(_) => "it is missing".to_owned(),
                };
                let (routes, outcome) = match previous {
                    Ok(Some(routes)) => (routes, "the state before it is in force".to_owned()),
                    Ok(None) => (Routes::default(), "there is none before it".to_owned()),
                    Err(other) => (Routes::default(), format!("nor the one before it: {other}")),
                };
                let path = self.path.display();
                Loaded {
                    routes,
                    fault: Some(format!("{path} cannot be used: {reason}; {outcome}")),
                }
            }
        }
    }

    /// Replaces the state; on return it is on the disk. On an error the old one is still there.
    pub(crate) fn save(&self, routes: &Routes) -> io::Result<()> {
        let stored = Stored {
            version: VERSION,
            routes: routes.clone(),
        };
        let mut text = serde_json::to_vec_pretty(&stored)?;
        text.push(b'\n');
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&self.temporary)?;
        file.write_all(&text)?;
        file.sync_all()?;
        // Only a state that can be read is worth keeping: a broken one would push the last good one out.
        if matches!(read(&self.path), Ok(Some(_))) {
            std::fs::rename(&self.path, &self.last)?;
        }
        std::fs::rename(&self.temporary, &self.path)?;
        let folder = self
            .path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

fn read(path: &Path) -> Result<Option<Routes>, String> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let stored: Stored = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    if stored.version != VERSION {
        return Err(format!("its version is {}, not {VERSION}", stored.version));
    }
    for (service, table) in &stored.routes.services {
        table::check(service, table).map_err(|refusal| refusal.to_string())?;
    }
    Ok(Some(stored.routes))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Loaded, StateFile};
    use crate::wire::{Routes, Table};

    fn routes(epoch: u64) -> Routes {
        Routes {
            epoch,
            services: [("shop".to_owned(), Table::default())].into(),
        }
    }

    fn file() -> (tempfile::TempDir, StateFile) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = StateFile::new(folder.path().join("proxy.json"));
        (folder, file)
    }

    #[test]
    fn a_first_start_finds_nothing_and_says_nothing() {
        let (_folder, file) = file();
        assert_eq!(
            file.load(),
            Loaded {
                routes: Routes::default(),
                fault: None
            }
        );
    }

    #[test]
    fn what_was_saved_last_is_loaded() {
        let (_folder, file) = file();
        file.save(&routes(1)).expect("saved");
        file.save(&routes(2)).expect("saved");
        assert_eq!(
            file.load(),
            Loaded {
                routes: routes(2),
                fault: None
            }
        );
    }

    #[test]
    fn a_broken_file_gives_way_to_the_one_before_it() {
        let good = serde_json::to_string(&routes(9)).expect("json");
        let cases = [
            ("", "EOF while parsing"),
            (
                "{\"version\":1,\"routes\":{\"epoch\":3,\"serv",
                "EOF while parsing",
            ),
            (
                &format!("{{\"version\":2,\"routes\":{good}}}"),
                "its version is 2, not 1",
            ),
            (
                "{\"version\":1,\"routes\":{\"epoch\":3,\"services\":{\"shop\":{\"releases\":[{\"release\":\"a\",\"weight\":7,\"targets\":[]}]}}}}",
                "the weights sum to 7",
            ),
            ("\u{0}\u{0}\u{0}", "expected value"),
        ];
        for (text, reason) in cases {
            let (_folder, file) = file();
            file.save(&routes(1)).expect("saved");
            file.save(&routes(2)).expect("saved");
            fs::write(&file.path, text).expect("written");
            let loaded = file.load();
            let fault = loaded.fault.unwrap_or_default();
            assert_eq!(loaded.routes, routes(1), "{text}");
            assert!(
                fault.contains(reason) && fault.contains("before it is in force"),
                "{fault}"
            );
        }
    }

    #[test]
    fn a_save_over_a_broken_file_keeps_the_last_good_one() {
        let (_folder, file) = file();
        file.save(&routes(1)).expect("saved");
        file.save(&routes(2)).expect("saved");
        fs::write(&file.path, "{").expect("written");
        file.save(&routes(3)).expect("saved");
        fs::write(&file.path, "{").expect("written");
        assert_eq!(file.load().routes, routes(1));
    }

    #[test]
    fn two_broken_files_are_both_named() {
        let (_folder, file) = file();
        fs::write(&file.path, "{").expect("written");
        fs::write(&file.last, "[]").expect("written");
        let loaded = file.load();
        assert_eq!(loaded.routes, Routes::default());
        assert!(
            loaded
                .fault
                .is_some_and(|fault| fault.contains("nor the one before it"))
        );
    }

    #[test]
    fn a_save_that_fails_leaves_the_state() {
        let (folder, file) = file();
        file.save(&routes(1)).expect("saved");
        fs::create_dir(&file.temporary).expect("a folder in the way");
        assert!(file.save(&routes(2)).is_err());
        assert_eq!(file.load().routes, routes(1));
        drop(folder);
    }
}
