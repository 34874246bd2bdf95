internal import JSON
internal import StatesLanguage
internal import SweepModel

/// The states through which a pack goes on one lane.
///
///     RunSpot ──failed──▶ SpotHostLost ──lost──▶ RunOnDemandAfterSpot ──failed──▶ RecordFailure
///                              └──a bug──▶ RecordFailure
///
/// A lost ECS task is first counted and tried again, since ECS has no retry strategy of its own.
struct LaneStates {
    let lane: LaneBlueprint

    init(_ lane: LaneBlueprint) { self.lane = lane }

    private var name: Lane { lane.rule.lane }
    private var countsAttempts: Bool { lane.isTask && lane.attempts > 1 }
    private var asksForLoss: Bool { lane.fallsBack || countsAttempts }

    func states() throws(InvalidTemplate) -> [String: State] {
        let failed = asksForLoss ? StateName.lost(on: name) : StateName.recordFailure
        var states: [String: State] = [StateName.run(on: name): .task(try task(on: name, next: failed))]
        if asksForLoss { states[StateName.lost(on: name)] = .choice(hostLost) }
        if countsAttempts { states[StateName.count(on: name)] = .pass(try nextAttempt()) }
        if lane.fallsBack {
            states[StateName.fallback(after: name)] = .task(
                try task(on: name.withoutSpot, next: StateName.recordFailure, isFallback: true))
        }
        return states
    }

    private func task(
        on lane: Lane, next: String, isFallback: Bool = false
    ) throws(InvalidTemplate) -> TaskState {
        self.lane.isTask
            ? try FargateTask(lane: lane, blueprint: self.lane, isFallback: isFallback).state(failed: next)
            : try BatchTask(lane: lane, blueprint: self.lane).state(failed: next)
    }

    /// Was it the host, or the program? A lost host is worth another try, a bug is not.
    private var hostLost: ChoiceState {
        let lost = ChoiceCondition.or(
            LostHost.patterns(for: name, isTask: lane.isTask).map { .test("$.failure.Cause", .stringMatches($0)) })
        var rules: [ChoiceRule] = []
        if countsAttempts {
            let isEarly = ChoiceCondition.test(
                "$.attempt", .numeric(.lessThan, .value(.integer(lane.attempts))))
            rules.append(ChoiceRule(.and([isEarly, lost]), next: StateName.count(on: name)))
        }
        if lane.fallsBack { rules.append(ChoiceRule(lost, next: StateName.fallback(after: name))) }
        return ChoiceState(choices: rules, default: StateName.recordFailure)
    }

    private func nextAttempt() throws(InvalidTemplate) -> PassState {
        PassState(
            parameters: try PayloadTemplate([
                "sweep.$": "$.sweep", "pack.$": "$.pack", "lane.$": "$.lane", "target.$": "$.target",
                "attempt.$": "States.MathAdd($.attempt, 1)",
            ]), transition: .next(StateName.run(on: name)))
    }
}
