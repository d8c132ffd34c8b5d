//! Which target gets the next request: the state behind the one lock of a service.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use crate::counters::Counters;
use crate::lane::{Attempts, Lane};
use crate::target::Target;
use crate::wire::{ReleaseRoute, ReleaseStats, Table, TargetRoute};

/// Releases whose counters are kept after they have left the table.
const MOST_REMEMBERED: usize = 64;

/// The golden ratio as a fraction of 2^64. Multiples of it fall evenly into any share of the range, also when the
/// requests come in a period, so that 5 % is one request in twenty and never the same client's.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The table of a service, made ready for choosing.
#[derive(Debug)]
pub(crate) struct Routing {
    table: Table,
    lanes: Vec<Lane>,
    /// Targets that have left the table with requests in flight.
    departing: Vec<Arc<Target>>,
    counters: BTreeMap<String, Remembered>,
    /// Grows with every swap.
    generation: u64,
    spread: u64,
    workers: usize,
}

#[derive(Debug)]
struct Remembered {
    counters: Arc<Counters>,
    seen: u64,
}

impl Routing {
    pub(crate) fn new(workers: usize) -> Self {
        Self {
            table: Table::default(),
            lanes: Vec::new(),
            departing: Vec::new(),
            counters: BTreeMap::new(),
            generation: 0,
            spread: 0,
            workers,
        }
    }

    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// The target for a request; `None` when this request has tried all targets of its release.
    pub(crate) fn pick(&mut self, attempts: &mut Attempts, now: Instant) -> Option<&Arc<Target>> {
        let at = match attempts.lane {
            Some((generation, at)) if generation == self.generation => at,
            _ => {
                attempts.restart();
                let at = self.draw()?;
                attempts.lane = Some((self.generation, at));
                at
            }
        };
        self.lanes[at].choose(attempts, now)
    }

    /// A lane, by weight.
    fn draw(&mut self) -> Option<usize> {
        if let [only] = self.lanes.as_slice() {
            return (only.weight > 0).then_some(0);
        }
        self.spread = self.spread.wrapping_add(GOLDEN);
        let mut point = ((self.spread >> 32) * 100) >> 32;
        self.lanes.iter().position(|lane| {
            let weight = u64::from(lane.weight);
            let hit = point < weight;
            point = point.saturating_sub(weight);
            hit
        })
    }

    /// Puts `table` in force; what left the table is departing from then on.
    pub(crate) fn swap(&mut self, table: Table) {
        self.generation += 1;
        let mut known: Vec<Arc<Target>> =
            self.lanes.drain(..).flat_map(|lane| lane.targets).collect();
        known.append(&mut self.departing);
        for route in &table.releases {
            let lane = self.lane(route, &mut known);
            self.lanes.push(lane);
        }
        for target in &known {
            target.depart();
        }
        self.departing = known;
        self.table = table;
        self.forget_long_gone();
    }

    /// The targets that have left the table and are not idle.
    pub(crate) fn departing(&mut self) -> Vec<Arc<Target>> {
        self.departing.retain(|target| target.in_flight() > 0);
        self.departing.clone()
    }

    /// All targets, departing ones included.
    pub(crate) fn targets(&self) -> Vec<Arc<Target>> {
        let lanes = self.lanes.iter().flat_map(|lane| &lane.targets);
        lanes.chain(&self.departing).cloned().collect()
    }

    fn lane(&mut self, route: &ReleaseRoute, known: &mut Vec<Arc<Target>>) -> Lane {
        let counters = self.counters(&route.release);
        // Without weight nothing new comes, so that what is in flight has to drain as if the target had left.
        let taking = route.targets.iter().filter(|_| route.weight > 0);
        let targets = taking.map(|target| {
            let same = |one: &Arc<Target>| one.release == route.release && one.route == *target;
            match known.iter().position(same) {
                Some(at) => {
                    let back = known.swap_remove(at);
                    back.come_back();
                    back
                }
                None => self.target(&route.release, target, &counters),
            }
        });
        Lane {
            weight: route.weight,
            targets: targets.collect(),
            turn: 0,
        }
    }

    fn target(&self, release: &str, route: &TargetRoute, counters: &Arc<Counters>) -> Arc<Target> {
        Arc::new(Target::new(
            release.to_owned(),
            route.clone(),
            Arc::clone(counters),
            self.workers,
        ))
    }

    fn counters(&mut self, release: &str) -> Arc<Counters> {
        let remembered = self
            .counters
            .entry(release.to_owned())
            .or_insert_with(|| Remembered {
                counters: Arc::default(),
                seen: 0,
            });
        remembered.seen = self.generation;
        Arc::clone(&remembered.counters)
    }

    /// Without this a proxy that lives through thousands of releases would keep the counters of all.
    fn forget_long_gone(&mut self) {
        while self.counters.len() > MOST_REMEMBERED {
            let oldest = self
                .counters
                .iter()
                .min_by_key(|(_, remembered)| remembered.seen);
            let Some((release, _)) =
                oldest.filter(|(_, remembered)| remembered.seen < self.generation)
            else {
                return;
            };
            let release = release.clone();
            self.counters.remove(&release);
        }
    }

    /// Counters of all remembered releases, in order of id.
    pub(crate) fn stats(&self) -> Vec<ReleaseStats> {
        let targets = self.targets();
        self.counters
            .iter()
            .map(|(release, remembered)| {
                let own = targets.iter().filter(|target| target.release == *release);
                remembered
                    .counters
                    .read(release, own.map(|target| target.in_flight()).sum())
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::Routing;
    use crate::lane::Attempts;
    use crate::wire::{ReleaseRoute, Table, TargetRoute};

    fn route(release: &str, weight: u8, ports: &[u16]) -> ReleaseRoute {
        let target = |port: &u16| TargetRoute {
            instance: format!("{release}-{port}"),
            address: ([127, 0, 0, 1], *port).into(),
        };
        ReleaseRoute {
            release: release.to_owned(),
            weight,
            targets: ports.iter().map(target).collect(),
        }
    }

    fn routing(releases: Vec<ReleaseRoute>) -> Routing {
        let mut routing = Routing::new(1);
        routing.swap(Table {
            releases,
            ..Table::default()
        });
        routing
    }

    fn picks(routing: &mut Routing, count: usize) -> Vec<u16> {
        let pick = |_| {
            let target = routing.pick(&mut Attempts::default(), Instant::now());
            target.map_or(0, |target| target.route.address.port())
        };
        (0..count).map(pick).collect()
    }

    #[test]
    fn weights_are_kept_over_every_run_of_a_hundred() {
        for weight in [1, 5, 10, 50, 99] {
            let mut routing = routing(vec![
                route("old", 100 - weight, &[1]),
                route("new", weight, &[2]),
            ]);
            for run in 0..20 {
                let new = picks(&mut routing, 100)
                    .iter()
                    .filter(|port| **port == 2)
                    .count();
                let off = new.abs_diff(usize::from(weight));
                assert!(off <= 2, "run {run}: {new} of 100 at weight {weight}");
            }
        }
    }

    #[test]
    fn every_fourth_request_meets_the_weights_too() {
        let mut routing = routing(vec![route("old", 75, &[1]), route("new", 25, &[2])]);
        let all = picks(&mut routing, 4_000);
        let new = all.iter().step_by(4).filter(|port| **port == 2).count();
        assert!((240..=260).contains(&new), "{new} of 1000");
    }

    #[test]
    fn a_release_without_weight_gets_nothing() {
        let mut routing = routing(vec![route("old", 100, &[1]), route("dark", 0, &[2])]);
        assert!(picks(&mut routing, 500).iter().all(|port| *port == 1));
    }

    #[test]
    fn targets_take_turns_and_the_least_busy_comes_first() {
        let mut routing = routing(vec![route("a", 100, &[1, 2, 3])]);
        assert_eq!(picks(&mut routing, 6), [1, 2, 3, 1, 2, 3]);
        for target in &routing.lanes[0].targets[..2] {
            target.enter();
        }
        assert_eq!(picks(&mut routing, 2), [3, 3]);
    }

    #[test]
    fn a_request_tries_each_target_of_its_release_once() {
        let mut routing = routing(vec![route("a", 100, &[1, 2, 3])]);
        let mut attempts = Attempts::default();
        let mut seen = Vec::new();
        while let Some(target) = routing.pick(&mut attempts, Instant::now()) {
            seen.push(target.route.address.port());
        }
        seen.sort_unstable();
        assert_eq!(seen, [1, 2, 3]);
    }

    #[test]
    fn a_suspect_comes_last_but_is_not_given_up() {
        let mut routing = routing(vec![route("a", 100, &[1, 2])]);
        let now = Instant::now();
        routing.lanes[0].targets[0].suspect(now);
        assert_eq!(picks(&mut routing, 3), [2, 2, 2]);
        routing.lanes[0].targets[1].suspect(now);
        assert!(picks(&mut routing, 3).iter().all(|port| *port > 0));
    }

    #[test]
    fn a_target_that_comes_back_is_the_same_target() {
        let mut routing = routing(vec![route("a", 100, &[1])]);
        let first = routing.lanes[0].targets[0].clone();
        first.enter();
        let table = |release: &str, port| Table {
            releases: vec![route(release, 100, &[port])],
            ..Table::default()
        };
        routing.swap(table("b", 2));
        assert!(first.has_departed());
        assert_eq!(routing.departing().len(), 1);
        routing.swap(table("a", 1));
        assert!(!first.has_departed());
        assert!(std::sync::Arc::ptr_eq(&first, &routing.lanes[0].targets[0]));
        assert_eq!(routing.departing().len(), 0);
    }

    #[test]
    fn a_target_whose_release_lost_its_weight_has_to_drain() {
        let mut routing = routing(vec![route("old", 100, &[1])]);
        let old = routing.lanes[0].targets[0].clone();
        old.enter();
        routing.swap(Table {
            releases: vec![route("old", 0, &[1]), route("new", 100, &[2])],
            ..Table::default()
        });
        assert!(old.has_departed());
        assert_eq!(routing.departing().len(), 1);
        assert_eq!(routing.stats()[1].in_flight, 1);
        assert_eq!(picks(&mut routing, 2), [2, 2]);
    }

    #[test]
    fn the_counters_of_long_gone_releases_are_forgotten() {
        let mut routing = Routing::new(1);
        for number in 0..200 {
            routing.swap(Table {
                releases: vec![route(&format!("r{number}"), 100, &[1])],
                ..Table::default()
            });
        }
        let stats = routing.stats();
        assert_eq!(stats.len(), super::MOST_REMEMBERED);
        assert!(stats.iter().any(|release| release.release == "r199"));
        assert!(stats.iter().all(|release| release.release != "r0"));
    }
}
