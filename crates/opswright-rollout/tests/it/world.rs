//! A world in memory: instances, a route, a record. It does what it is asked, and refuses what must never be asked.

use std::collections::BTreeMap;

use opswright_rollout::{
    Action, Counts, Detail, Failure, Health, InstanceId, Observed, ObservedInstance, Plan,
    ReleaseId, Retry, Sample, Through, Traffic, Weights, Work,
};

/// An instance that is alive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Running {
    pub(crate) release: ReleaseId,
    pub(crate) healthy: bool,
}

/// What there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct World {
    pub(crate) alive: BTreeMap<InstanceId, Running>,
    pub(crate) weights: Weights,
    pub(crate) routed: BTreeMap<ReleaseId, Vec<InstanceId>>,
    pub(crate) current: Option<ReleaseId>,
    pub(crate) contracted: bool,
    /// Requests per look and, of those, errors in a thousand; of the release that has the traffic.
    pub(crate) traffic: BTreeMap<ReleaseId, (u64, u64)>,
}

impl World {
    /// The world as the plan says it is.
    pub(crate) fn before(plan: &Plan) -> Self {
        let stable = plan.stable.as_ref();
        let running = |release: &ReleaseId| Running {
            release: release.clone(),
            healthy: true,
        };
        let alive = stable
            .iter()
            .flat_map(|stable| {
                stable
                    .instances
                    .iter()
                    .map(|id| (id.clone(), running(&stable.release)))
            })
            .collect();
        let routed = stable.filter(|_| plan.traffic == Traffic::Routed);
        Self {
            alive,
            weights: routed
                .map_or_else(Weights::none, |stable| Weights::all(stable.release.clone())),
            routed: routed
                .iter()
                .map(|stable| (stable.release.clone(), stable.instances.clone()))
                .collect(),
            current: stable.map(|stable| stable.release.clone()),
            contracted: false,
            traffic: BTreeMap::new(),
        }
    }

    /// Does what is asked.
    pub(crate) fn perform(&mut self, work: &Work) -> Result<Detail, Failure> {
        match work {
            Work::StartInstance { instance, release } => {
                let running = Running {
                    release: release.clone(),
                    healthy: false,
                };
                self.alive.entry(instance.clone()).or_insert(running);
            }
            Work::AwaitHealthy { instance, .. } => match self.alive.get_mut(instance) {
                Some(running) => running.healthy = true,
                None => return Err(failure("it has ended", Retry::Useless)),
            },
            Work::Verify { through, .. } => {
                let asked: Vec<&InstanceId> = match through {
                    Through::Instances(instances) => instances.iter().collect(),
                    Through::Route => self.routed.values().flatten().collect(),
                };
                if asked.is_empty() || asked.iter().any(|id| !self.is_healthy(id)) {
                    return Err(failure("it does not answer", Retry::Useless));
                }
            }
            Work::Shift {
                weights, instances, ..
            } => {
                self.weights = weights.clone();
                self.routed.clone_from(instances);
            }
            Work::RecordCurrent { release } => self.current.clone_from(release),
            Work::StopInstance { instance, .. } => {
                self.alive.remove(instance);
            }
            Work::Contract { .. } => self.contracted = true,
            Work::Preflight { .. } | Work::Expand { .. } | Work::Observe { .. } => {}
        }
        Ok(Detail::Nothing)
    }

    /// What must hold for everything that is asked, as it is asked.
    pub(crate) fn check(&self, action: &Action) {
        match &action.work {
            Work::Shift {
                weights, instances, ..
            } => {
                let sum: u32 = weights.shares().map(|(_, share)| u32::from(share.0)).sum();
                assert!(sum == 100 || weights.is_empty(), "the weights sum to {sum}");
                for (release, _) in weights.shares() {
                    let named = &instances[release];
                    assert!(!named.is_empty(), "traffic to no instance of {release}");
                    for instance in named {
                        assert!(
                            self.is_healthy(instance),
                            "traffic to {instance}, which is not healthy"
                        );
                        assert_eq!(
                            self.alive[instance].release, *release,
                            "{instance} is another release"
                        );
                    }
                }
            }
            Work::StopInstance { instance, .. } => {
                let has_traffic = self
                    .routed
                    .values()
                    .flatten()
                    .any(|routed| routed == instance);
                assert!(
                    !has_traffic || !self.alive.contains_key(instance),
                    "{instance} is stopped while it has traffic"
                );
            }
            _ => {}
        }
    }

    /// The answer to an observation.
    pub(crate) fn sample(&self, for_ms: u64) -> Sample {
        let counts = |release: &ReleaseId| {
            let (requests, per_mille) = self.traffic.get(release).copied().unwrap_or((0, 0));
            Counts {
                requests,
                errors: requests * per_mille / 1000,
                latency_us: BTreeMap::from([(5_000, requests)]),
            }
        };
        Sample {
            elapsed_ms: for_ms,
            releases: self
                .weights
                .shares()
                .map(|(release, _)| (release.clone(), counts(release)))
                .collect(),
        }
    }

    /// What a driver finds after a restart.
    pub(crate) fn observe(&self) -> Observed {
        let found = |running: &Running| ObservedInstance {
            release: running.release.clone(),
            health: if running.healthy {
                Health::Healthy
            } else {
                Health::Unhealthy
            },
        };
        Observed {
            instances: self
                .alive
                .iter()
                .map(|(id, running)| (id.clone(), found(running)))
                .collect(),
            weights: Some(self.weights.clone()),
        }
    }

    pub(crate) fn is_healthy(&self, instance: &InstanceId) -> bool {
        self.alive
            .get(instance)
            .is_some_and(|running| running.healthy)
    }

    /// How many instances of a release are alive.
    pub(crate) fn count(&self, release: &str) -> usize {
        self.alive
            .values()
            .filter(|running| running.release.0 == release)
            .count()
    }

    /// Asserts that everything is as it was before, but for the names of instances that were started again.
    pub(crate) fn assert_as_before(&self, plan: &Plan) {
        let before = Self::before(plan);
        assert_eq!(self.weights, before.weights, "weights");
        assert_eq!(self.current, before.current, "current release");
        assert_eq!(
            self.count("new"),
            0,
            "instances of the candidate are left over"
        );
        assert_eq!(
            self.count("old"),
            before.count("old"),
            "instances of the old release"
        );
        self.assert_routed();
        assert!(!self.contracted, "contracted");
    }

    /// Asserts that the candidate is what runs.
    pub(crate) fn assert_after(&self, plan: &Plan) {
        assert_eq!(
            self.current,
            Some(plan.candidate.clone()),
            "current release"
        );
        assert_eq!(
            self.count("old"),
            0,
            "instances of the old release are left over"
        );
        assert_eq!(
            self.count("new"),
            usize::from(plan.instances),
            "instances of the candidate"
        );
        if plan.traffic == Traffic::Routed {
            assert_eq!(
                self.weights,
                Weights::all(plan.candidate.clone()),
                "weights"
            );
        }
        self.assert_routed();
    }

    /// Asserts that whatever has traffic is healthy, and that nothing healthy of it is left out.
    pub(crate) fn assert_routed(&self) {
        for (release, _) in self.weights.shares() {
            let routed = &self.routed[release];
            assert!(
                routed.iter().all(|id| self.is_healthy(id)),
                "the route of {release} is broken"
            );
            assert_eq!(
                routed.len(),
                self.count(&release.0),
                "instances of {release} without traffic"
            );
        }
    }
}

/// A failure of the world.
pub(crate) fn failure(reason: &str, retry: Retry) -> Failure {
    Failure {
        reason: reason.to_owned(),
        evidence: vec!["evidence".to_owned()],
        next: "opswright logs".to_owned(),
        retry,
    }
}
