internal import StatesLanguage
internal import SweepModel

/// The most events that a history may hold, every retry counted: no execution may reach 25,000.
///
/// A pack's worst way is walked through the states of its lane, all submissions throttled as often as their Retry
/// allows.
struct HistoryBound: Sendable, Equatable {
    /// Of the execution, which holds all iterations of an inline Map.
    var execution: Int
    /// Of one iteration, which a distributed Map runs as an execution of its own.
    var iteration: Int

    /// Entered and exited.
    private static let state = 2
    /// `MapIterationStarted` and `-Succeeded`; for a child, `ExecutionStarted` and `-Succeeded`.
    private static let frame = 2
    /// Scheduled, started, submitted, ended.
    private static let submission = 4

    init(_ blueprint: MachineBlueprint, packs: Int) {
        let choice = blueprint.lanes.count > 1 ? Self.state : 0
        let worst = blueprint.lanes.map(Self.lane).max() ?? 0
        let gate = blueprint.isGated ? Self.task(retries: GateStates.retryAttempts) + Self.state : 0
        iteration = Self.frame + gate + choice + worst + Self.state
        let reduce =
            blueprint.reduceJob == nil
            ? Self.task(retries: SubmissionRetry.reducerAttempts)
            : Self.task(retries: SubmissionRetry.attempts) + Self.task(retries: GateStates.retryAttempts)
        let own = Self.frame + 3 * Self.state + reduce + Self.state
        let all = iteration.saturatingProduct(packs).saturatingSum(own)
        execution = blueprint.mode == .distributed ? own : all
    }

    /// Each retry of a task schedules, starts, submits and fails once more.
    private static func task(retries: Int) -> Int { state + submission * (retries + 1) }

    private static func lane(_ lane: LaneBlueprint) -> Int {
        let task = task(retries: SubmissionRetry.attempts)
        let counted = lane.isTask ? lane.attempts : 1
        // An attempt, the question after the host, and the Pass that counts.
        let attempts = counted * (task + 2 * state)
        return attempts + (lane.fallsBack ? task : 0)
    }
}
