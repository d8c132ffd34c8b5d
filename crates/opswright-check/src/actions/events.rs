//! What starts a workflow.

use opswright_actions::{Place, schedule};
use opswright_yaml::{Kind, Node};

use super::fault::Fault;
use super::tables::{CALL, DISPATCH, FILTERS, IMAGE_VERSION, REPOSITORY_DISPATCH, SCHEDULES};
use super::walk::Walk;
use crate::closeness::is_close;

/// GitHub runs nothing more often.
const SHORTEST_GAP: u32 = 5;

/// Events with the activities that they can be narrowed to.
pub(super) const EVENTS: [(&str, &[&str]); 36] = [
    ("branch_protection_rule", &["created", "edited", "deleted"]),
    (
        "check_run",
        &["created", "rerequested", "completed", "requested_action"],
    ),
    ("check_suite", &["completed"]),
    ("create", &[]),
    ("delete", &[]),
    ("deployment", &[]),
    ("deployment_status", &[]),
    (
        "discussion",
        &[
            "created",
            "edited",
            "deleted",
            "transferred",
            "pinned",
            "unpinned",
            "labeled",
            "unlabeled",
            "locked",
            "unlocked",
            "category_changed",
            "answered",
            "unanswered",
        ],
    ),
    ("discussion_comment", &["created", "edited", "deleted"]),
    ("fork", &[]),
    ("gollum", &[]),
    ("image_version", &[]),
    ("issue_comment", &["created", "edited", "deleted"]),
    (
        "issues",
        &[
            "opened",
            "edited",
            "deleted",
            "transferred",
            "pinned",
            "unpinned",
            "closed",
            "reopened",
            "assigned",
            "unassigned",
            "labeled",
            "unlabeled",
            "locked",
            "unlocked",
            "milestoned",
            "demilestoned",
            "typed",
            "untyped",
        ],
    ),
    ("label", &["created", "edited", "deleted"]),
    ("merge_group", &["checks_requested"]),
    (
        "milestone",
        &["created", "closed", "opened", "edited", "deleted"],
    ),
    ("page_build", &[]),
    ("public", &[]),
    ("pull_request", PULL_REQUEST),
    ("pull_request_review", &["submitted", "edited", "dismissed"]),
    (
        "pull_request_review_comment",
        &["created", "edited", "deleted"],
    ),
    ("pull_request_target", PULL_REQUEST),
    ("push", &[]),
    ("registry_package", &["published", "updated"]),
    (
        "release",
        &[
            "published",
            "unpublished",
            "created",
            "edited",
            "deleted",
            "prereleased",
            "released",
        ],
    ),
    ("repository_dispatch", &[]),
    ("schedule", &[]),
    ("status", &[]),
    ("watch", &["started"]),
    ("workflow_call", &[]),
    ("workflow_dispatch", &[]),
    ("workflow_run", &["completed", "requested", "in_progress"]),
    // Older events that GitHub still knows.
    (
        "project",
        &["created", "closed", "reopened", "edited", "deleted"],
    ),
    (
        "project_card",
        &["created", "moved", "converted", "edited", "deleted"],
    ),
    (
        "project_column",
        &["created", "updated", "moved", "deleted"],
    ),
];

const PULL_REQUEST: &[&str] = &[
    "assigned",
    "unassigned",
    "labeled",
    "unlabeled",
    "opened",
    "edited",
    "closed",
    "reopened",
    "synchronize",
    "converted_to_draft",
    "locked",
    "unlocked",
    "enqueued",
    "dequeued",
    "milestoned",
    "demilestoned",
    "ready_for_review",
    "review_requested",
    "review_request_removed",
    "auto_merge_enabled",
    "auto_merge_disabled",
];

impl<'a> Walk<'a> {
    pub(super) fn events(&mut self, on: Node<'a>) {
        match on.kind() {
            Kind::Scalar if on.as_str() == Some("") => {
                self.find(Fault::EmptyValue, on.range(), "`on` is empty");
            }
            Kind::Scalar => self.event(on.as_str().unwrap_or(""), on, None),
            Kind::Sequence => {
                for item in on.items() {
                    match item.as_str().filter(|_| item.kind() == Kind::Scalar) {
                        Some(name) => self.event(name, item, None),
                        None => self.wrong(item, "on", "the name of an event"),
                    }
                }
                if on.items().next().is_none() {
                    self.find(Fault::EmptyValue, on.range(), "`on` is empty");
                }
            }
            Kind::Mapping => {
                for entry in on.entries() {
                    if !self.is_merge(&entry) {
                        self.event(entry.name(), entry.key, Some(entry.value));
                    }
                }
                if on.entries().next().is_none() {
                    self.find(Fault::EmptyValue, on.range(), "`on` is empty");
                }
            }
            Kind::Dangling => {}
        }
    }

    fn event(&mut self, name: &str, key: Node<'a>, settings: Option<Node<'a>>) {
        let given = settings.filter(|node| !node.is_null());
        match (name, given) {
            ("schedule", Some(list)) if list.kind() == Kind::Sequence => self.schedules(list),
            ("schedule", _) => {
                let range = settings
                    .filter(|node| !node.range().is_empty())
                    .unwrap_or(key);
                self.find(
                    Fault::WrongValue,
                    range.range(),
                    "`schedule` wants a list of `cron` lines",
                );
            }
            ("workflow_dispatch", Some(node)) => {
                self.keys(node, &DISPATCH, name, Place::Nowhere);
                self.dispatch(node, key);
            }
            ("workflow_dispatch", None) => self.dispatched(&[]),
            ("workflow_call", Some(node)) => {
                self.keys(node, &CALL, name, Place::Nowhere);
                self.called(node);
            }
            ("repository_dispatch", Some(node)) => {
                self.keys(node, &REPOSITORY_DISPATCH, name, Place::Nowhere);
            }
            ("image_version", Some(node)) => {
                self.keys(node, &IMAGE_VERSION, name, Place::Nowhere);
                if let Some(versions) = node.get("versions") {
                    self.patterns(versions, false);
                }
            }
            (_, None) => {
                self.known_event(name, key);
            }
            (_, Some(node)) => {
                if let Some(activities) = self.known_event(name, key) {
                    self.keys(node, &FILTERS, name, Place::Nowhere);
                    self.activities(name, node, activities);
                    self.filters(name, node, key);
                }
            }
        }
    }

    fn known_event(&mut self, name: &str, key: Node<'a>) -> Option<&'static [&'static str]> {
        let known = EVENTS.iter().find(|(event, _)| *event == name);
        if known.is_none() {
            let close = EVENTS
                .iter()
                .map(|(event, _)| *event)
                .find(|event| event.eq_ignore_ascii_case(name) || is_close(event, name));
            let found = self.find(
                Fault::UnknownEvent,
                key.range(),
                format!("GitHub knows no event `{name}`"),
            );
            if let Some(close) = close {
                found.advise(format!("write `{close}`"));
            }
        }
        known.map(|(_, activities)| *activities)
    }

    fn activities(&mut self, event: &str, node: Node<'a>, known: &[&str]) {
        let Some(types) = node.get("types") else {
            return;
        };
        if known.is_empty() {
            self.find(
                Fault::UnknownActivity,
                types.range(),
                format!("`{event}` has no activities to choose from"),
            );
            return;
        }
        let items: Vec<Node<'a>> = match types.kind() {
            Kind::Sequence => types.items().collect(),
            _ => vec![types],
        };
        for item in items {
            let Some(name) = item.as_str().filter(|name| !name.is_empty()) else {
                continue;
            };
            if !known.contains(&name) {
                self.find(
                    Fault::UnknownActivity,
                    item.range(),
                    format!("`{event}` has no activity `{name}`"),
                )
                .advise(format!("it has {}", known.join(", ")));
            }
        }
    }

    fn schedules(&mut self, list: Node<'a>) {
        self.value(list, &SCHEDULES, "schedule", Place::Nowhere);
        for item in list.items() {
            if let Some(cron) = item.get("cron")
                && let Some(text) = cron.as_str().filter(|text| !text.is_empty())
            {
                self.cron(cron, text);
            }
            if let Some(zone) = item.get("timezone")
                && let Some(name) = zone.as_str().filter(|name| !name.is_empty())
                && !is_zone(name)
            {
                self.find(
                    Fault::UnknownTimeZone,
                    zone.range(),
                    format!("there is no time zone `{name}`"),
                )
                .advise("name a region and a city: `Europe/Berlin`");
            }
        }
    }

    fn cron(&mut self, node: Node<'a>, text: &str) {
        // `$cron-daily` of a template is filled in later.
        if text.starts_with('$') {
            return;
        }
        match schedule(text) {
            Err(reason) => {
                self.find(Fault::BrokenSchedule, node.range(), reason);
            }
            Ok(read) if read.shortest_gap() < SHORTEST_GAP => {
                self.find(
                    Fault::FrequentSchedule,
                    node.range(),
                    format!(
                        "this asks for a run every {} min; GitHub starts none more often than every {SHORTEST_GAP}",
                        read.shortest_gap()
                    ),
                );
            }
            Ok(_) => {}
        }
    }
}

/// Whether a name has the form of one in the time zone database.
fn is_zone(name: &str) -> bool {
    const REGIONS: [&str; 18] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Brazil",
        "Canada",
        "Chile",
        "Etc",
        "Europe",
        "Indian",
        "Mexico",
        "Pacific",
        "US",
        "Cuba",
        "Japan",
    ];
    name.split_once('/').is_some_and(|(region, place)| {
        REGIONS.contains(&region)
            && !place.is_empty()
            && place
                .chars()
                .all(|character| character.is_ascii_alphanumeric() || "/_-+".contains(character))
    })
}
