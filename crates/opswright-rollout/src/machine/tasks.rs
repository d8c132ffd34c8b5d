//! What each step asks the world to do.

use std::collections::BTreeMap;

use super::Machine;
use crate::{
    Action, ActionId, Detail, Instance, InstanceId, Life, Note, Phase, ReleaseId, Task, Through,
    Traffic, Weights, Work,
};

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
            Task::Start(instances) => self.start_instances(instances),
            Task::AwaitHealthy(instances) => {
                for instance in instances {
                    self.act(Work::AwaitHealthy {
                        instance,
                        gate: plan.health.clone(),
                    });
                }
            }
            Task::VerifyInstances(instances) => self.act(Work::Verify {
                release: plan.candidate,
                through: Through::Instances(instances),
                verification: plan.verification,
            }),
            Task::VerifyRoute(release) => {
                self.act(Work::Verify {
                    release,
                    through: Through::Route,
                    verification: plan.verification,
                });
            }
            Task::Baseline => self.act(Work::Observe { for_ms: 0 }),
            Task::Watch { for_ms: 0 } => {}
            Task::Watch { .. } => {
                self.state.watched_ms = 0;
                self.act(Work::Observe {
                    for_ms: plan.analysis.look_ms.max(1),
                });
            }
            Task::Shift(weights) => self.shift(weights),
            Task::Record(release) => {
                self.state.recorded.clone_from(&release);
                self.act(Work::RecordCurrent { release });
            }
            Task::Stop(instances) => {
                for instance in instances {
                    self.act(Work::StopInstance {
                        instance,
                        grace_ms: plan.stop_grace_ms,
                    });
                }
            }
        }
    }

    fn start_instances(&mut self, instances: Vec<InstanceId>) {
        let plan = &self.state.plan;
        let release = match &plan.stable {
            Some(stable) if self.state.phase.is_going_back() => stable.release.clone(),
            _ => plan.candidate.clone(),
        };
        for instance in instances {
            let starting = Instance {
                release: release.clone(),
                life: Life::Starting,
            };
            self.state.instances.insert(instance.clone(), starting);
            self.act(Work::StartInstance {
                instance,
                release: release.clone(),
            });
        }
    }

    fn shift(&mut self, weights: Weights) {
        if self.state.plan.traffic == Traffic::Unrouted {
            return;
        }
        let healthy = |release: &ReleaseId| {
            let all = self.state.instances.iter();
            all.filter(|(_, known)| known.release == *release && known.life == Life::Healthy)
                .map(|(instance, _)| instance.clone())
                .collect::<Vec<_>>()
        };
        let instances: BTreeMap<_, _> = weights
            .shares()
            .map(|(release, _)| (release.clone(), healthy(release)))
            .collect();
        self.state.weights_in_doubt = true;
        let drain_limit_ms = self.state.plan.drain_limit_ms;
        self.act(Work::Shift {
            weights,
            instances,
            drain_limit_ms,
        });
    }

    /// Asks for one thing.
    pub(super) fn act(&mut self, work: Work) {
        let id = self.state.next_action;
        self.state.next_action = ActionId(id.0 + 1);
        let action = Action { id, work };
        self.state.pending.insert(id, action.clone());
        self.actions.push(action);
    }

    /// Notes something for the record.
    pub(super) fn note(&mut self, text: String, evidence: Vec<String>, next: String) {
        let next = Some(next).filter(|next| !next.is_empty());
        self.state.notes.push(Note {
            text,
            evidence,
            next,
        });
    }

    /// Requests that did not end within the drain limit are named, since they may be cut off.
    pub(super) fn note_left(&mut self, detail: &Detail) {
        if let Detail::Drained {
            left_in_flight,
            drained_ms,
        } = detail
            && *left_in_flight > 0
        {
            let text = format!(
                "{left_in_flight} requests were still in flight after {drained_ms} ms, the drain limit"
            );
            self.note(text, Vec::new(), "opswright up --drain SECONDS".to_owned());
        }
    }

    /// All steps are done.
    pub(super) fn arrive(&mut self) {
        if self.state.phase.is_going_back() {
            self.returned();
            return;
        }
        let judged = self
            .state
            .judgements
            .last()
            .map(|judgement| judgement.reason.clone());
        let reason = format!("release {} is current", self.state.plan.candidate);
        self.end(
            Phase::Succeeded,
            reason,
            judged.into_iter().collect(),
            "opswright status",
        );
    }
}
