//! The process table as `/proc` shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What is used of `/proc/<pid>/stat`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stat {
    /// The program's short name.
    pub(crate) program: String,
    /// The state's letter.
    pub(crate) state: char,
    /// The parent's number.
    pub(crate) parent: i32,
    /// Start in clock ticks since boot.
    pub(crate) start_ticks: u64,
}

impl Stat {
    /// Whether the process has ended and only waits to be collected.
    pub(crate) fn has_ended(&self) -> bool {
        matches!(self.state, 'Z' | 'X' | 'x')
    }
}

/// The identifier of this boot, empty where the kernel shows none.
pub(crate) fn boot_id() -> String {
    static BOOT: OnceLock<String> = OnceLock::new();
    BOOT.get_or_init(|| {
        std::fs::read_to_string("/proc/sys/kernel/random/boot_id")
            .map(|text| text.trim().to_owned())
            .unwrap_or_default()
    })
    .clone()
}

/// The process's line in the table, if it has one.
pub(crate) fn stat(pid: i32) -> Option<Stat> {
    let bytes = std::fs::read(format!("/proc/{pid}/stat")).ok()?;
    parse_stat(&String::from_utf8_lossy(&bytes))
}

/// Reads a `stat` line. The program's name may hold spaces and parentheses, so the last `)` ends it.
fn parse_stat(line: &str) -> Option<Stat> {
    let (head, tail) = line.rsplit_once(')')?;
    let (_, program) = head.split_once('(')?;
    let fields: Vec<&str> = tail.split_ascii_whitespace().collect();
    Some(Stat {
        program: program.to_owned(),
        state: fields.first()?.chars().next()?,
        parent: fields.get(1)?.parse().ok()?,
        start_ticks: fields.get(19)?.parse().ok()?,
    })
}

/// The numbers of all processes.
pub(crate) fn pids() -> Vec<i32> {
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect()
}

/// Every process that descends from `root`, itself not among them, those that have ended left out.
pub(crate) fn descendants(root: i32) -> BTreeMap<i32, Stat> {
    let table: BTreeMap<i32, Stat> = pids()
        .into_iter()
        .filter_map(|pid| Some((pid, stat(pid)?)))
        .collect();
    let mut children: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
    for (pid, stat) in &table {
        children.entry(stat.parent).or_default().push(*pid);
    }
    let mut found = BTreeSet::new();
    let mut open = vec![root];
    while let Some(pid) = open.pop() {
        for child in children.get(&pid).into_iter().flatten() {
            if found.insert(*child) {
                open.push(*child);
            }
        }
    }
    table
        .into_iter()
        .filter(|(pid, stat)| found.contains(pid) && !stat.has_ended())
        .collect()
}

/// The values of these variables at the start of a process. Its owner alone (and root) may read them.
pub(crate) fn variables<const N: usize>(pid: i32, names: [&str; N]) -> [Option<String>; N] {
    let bytes = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
    names.map(|name| {
        bytes
            .split(|byte| *byte == 0)
            .filter_map(|entry| std::str::from_utf8(entry).ok())
            .find_map(|entry| entry.strip_prefix(name)?.strip_prefix('='))
            .map(str::to_owned)
    })
}

/// What the open files of a process are, as `socket:[1]` or a path; none when they may not be read.
pub(crate) fn open_files(pid: i32) -> Option<BTreeSet<String>> {
    let entries = std::fs::read_dir(format!("/proc/{pid}/fd")).ok()?;
    Some(
        entries
            .filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok())
            .map(|link| link.to_string_lossy().into_owned())
            .collect(),
    )
}

/// The inode of the socket that listens on `port` of an IPv4 address, if one does.
pub(crate) fn listener(port: u16) -> Option<String> {
    let table = std::fs::read_to_string("/proc/net/tcp").ok()?;
    let wanted = format!(":{port:04X}");
    table.lines().skip(1).find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        // State 0A is LISTEN.
        let listens = fields.get(1)?.ends_with(&wanted) && *fields.get(3)? == "0A";
        listens.then(|| fields.get(9).map(|inode| format!("socket:[{inode}]")))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stat_lines() {
        let tail = "S 7 42 42 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 98765 1 2 3";
        let check = |line: String, program: &str| {
            let stat = parse_stat(&line).expect("a whole line");
            assert_eq!(
                (stat.program.as_str(), stat.parent, stat.start_ticks),
                (program, 7, 98765)
            );
        };
        check(format!("42 (server) {tail}"), "server");
        check(format!("42 (a) b (c)) {tail}"), "a) b (c)");
        assert_eq!(parse_stat("42 (server"), None);
        assert_eq!(parse_stat("42 (server) S 7"), None);
        assert_eq!(parse_stat(""), None);
    }

    #[test]
    fn this_process_is_in_the_table() {
        let me = i32::try_from(std::process::id()).expect("numbers fit");
        let stat = stat(me).expect("it runs");
        assert!(!stat.has_ended());
        assert!(descendants(stat.parent).contains_key(&me));
        assert!(!boot_id().is_empty());
    }
}
