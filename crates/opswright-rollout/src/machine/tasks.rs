//! What each step asks the world to do.

use std::collections::BTreeMap;

use super::Machine;
use super::events::ended;
use crate::{Doubt, Instance, InstanceId, Life, ReleaseId, Task, Through, Traffic, Weights, Work};

impl Machine {
    /// Asks for everything that the task needs.
    pub(super) fn start_task(&mut self, task: Task) {
        let plan = self.state.plan.clone();
        match task {
            Task::Preflight => self.act(Work::Preflight {
                release: plan.candidate,
                fallback: plan.stable.map(|stable| stable.release),
            }),
            Task::Expand(command) => self.act(Work::Expand {
                release: plan.candidate,
                command,
            }),
            Task::Contract(command) => self.act(Work::Contract {
                release: plan.candidate,
                command,
            }),
            Task::Start { release, instances } => self.start_instances(&release, instances),
            Task::AwaitHealthy(instances) => {
                for instance in instances {
                    let gate = plan.health.clone();
                    self.act(Work::AwaitHealthy { instance, gate });
                }
            }
            Task::VerifyInstances(instances) => self.act(Work::Verify {
                release: plan.candidate,
                through: Through::Instances(instances),
                verification: plan.verification,
            }),
            Task::VerifyRoute(release) => self.act(Work::Verify {
                release,
                through: Through::Route,
                verification: plan.verification,
            }),
            Task::Baseline => self.act(Work::Observe { for_ms: 0 }),
            Task::Watch { for_ms: 0 } => {}
            Task::Watch { for_ms } if self.state.watched_ms < for_ms => self.watch_on(for_ms),
            // A restart came after the last look: one more, so that it ends with a verdict.
            Task::Watch { .. } => self.act(Work::Observe { for_ms: 0 }),
            Task::Shift(weights) => self.shift(weights),
            Task::Record(release) => {
                self.state.recorded_in_doubt = true;
                self.act(Work::RecordCurrent { release });
            }
            Task::Stop(instances) => {
                for instance in instances {
                    let grace_ms = plan.stop_grace_ms;
                    self.act(Work::StopInstance { instance, grace_ms });
                }
            }
        }
    }

    fn start_instances(&mut self, release: &ReleaseId, instances: Vec<InstanceId>) {
        for instance in instances {
            let starting = Instance {
                release: release.clone(),
                life: Life::Starting,
            };
            self.state.instances.insert(instance.clone(), starting);
            let release = release.clone();
            self.act(Work::StartInstance { instance, release });
        }
    }

    fn shift(&mut self, weights: Weights) {
        if self.state.plan.traffic == Traffic::Unrouted {
            return;
        }
        let instances: BTreeMap<ReleaseId, Vec<InstanceId>> = weights
            .shares()
            .map(|(release, _)| (release.clone(), self.healthy(release)))
            .collect();
        if let Some((release, _)) = instances.iter().find(|(_, healthy)| healthy.is_empty()) {
            let release = release.clone();
            self.nothing_to_shift_to(&release);
            return;
        }
        let asked = if weights == self.state.weights {
            Doubt::Instances
        } else {
            Doubt::Weights
        };
        self.state.doubt = self.state.doubt.max(asked);
        let drain_limit_ms = self.state.plan.drain_limit_ms;
        self.act(Work::Shift {
            weights,
            instances,
            drain_limit_ms,
        });
    }

    fn nothing_to_shift_to(&mut self, release: &ReleaseId) {
        if self.state.phase.is_going_back() {
            self.go_back_again(release);
            return;
        }
        let instance = self.of_release(release).next().cloned();
        let instance = instance.unwrap_or_else(|| InstanceId(release.0.clone()));
        self.turn_back(ended(&instance, "no instance of the release is healthy"));
    }

    /// The instances of a release that are healthy as far as is known.
    pub(super) fn healthy(&self, release: &ReleaseId) -> Vec<InstanceId> {
        let all = self.state.instances.iter();
        all.filter(|(_, known)| known.release == *release && known.life == Life::Healthy)
            .map(|(instance, _)| instance.clone())
            .collect()
    }

    /// The instances of a release that may exist, or did.
    pub(super) fn of_release<'a>(
        &'a self,
        release: &'a ReleaseId,
    ) -> impl Iterator<Item = &'a InstanceId> {
        let all = self.state.instances.iter();
        all.filter(move |(_, known)| known.release == *release)
            .map(|(instance, _)| instance)
    }
}
