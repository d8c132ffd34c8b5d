//! Kinds of faults, and one that was found.

use opswright_source::{Edit, Range};

use crate::report::{Report, advice};
use opswright_diagnostic::Safety;

/// What can be wrong; each is told by the rule of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    ActorCondition,
    AllSecrets,
    BrokenActionMetadata,
    BrokenExpression,
    BrokenPattern,
    BrokenSchedule,
    BrokenUses,
    BrokenVariableName,
    CaseTwin,
    ConditionAlwaysTrue,
    ConflictingFilters,
    ConflictingRunners,
    ConstantCondition,
    ConstantExpression,
    DependabotExecution,
    DependabotSetting,
    DependabotWithoutCooldown,
    DeprecatedActionInput,
    DuplicateMatrixValue,
    DuplicateStepId,
    EmptyValue,
    FalseMiddleChoice,
    FrequentSchedule,
    InvalidId,
    LooseContains,
    MergeKey,
    MissingActionInput,
    MissingKey,
    ObjectInText,
    RegistryPassword,
    RetiredActionRuntime,
    RetiredRunner,
    SenselessComparison,
    StepWithoutShell,
    UnavailableContext,
    UndeclaredInput,
    UndeclaredSecret,
    UnknownActionInput,
    UnknownActivity,
    UnknownContext,
    UnknownEvent,
    UnknownFunction,
    UnknownKey,
    UnknownMatrixName,
    UnknownOutput,
    UnknownPermission,
    UnknownProperty,
    UnknownRunner,
    UnknownShell,
    UnknownStep,
    UnknownTimeZone,
    UnlistedNeed,
    UnmaskedSecret,
    UnmatchedExclude,
    UnsupportedFilter,
    UnusedAnchor,
    WrongArguments,
    WrongCallInput,
    WrongDispatchInput,
    WrongExpressionType,
    WrongValue,
}

/// One that was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) fault: Fault,
    pub(crate) range: Range,
    pub(crate) message: String,
    /// What to do.
    pub(crate) advice: Option<String>,
    /// The edits that do it.
    pub(crate) edits: Vec<Edit>,
}

impl Found {
    /// Says what to do.
    pub(super) fn advise(&mut self, advice: impl Into<String>) -> &mut Self {
        self.advice = Some(advice.into());
        self
    }

    /// Gives the edits that do it.
    pub(super) fn edit(&mut self, edits: Vec<Edit>) -> &mut Self {
        self.edits = edits;
        self
    }

    /// Writes it into the report of its rule.
    pub(crate) fn tell(&self, report: &mut Report<'_>) {
        let fix = self.advice.as_ref().map(|title| {
            if self.edits.is_empty() {
                advice(title.as_str())
            } else {
                report.fix(title.as_str(), Safety::Unsafe, self.edits.clone())
            }
        });
        report.find(self.range, self.message.as_str()).fix = fix;
    }
}
