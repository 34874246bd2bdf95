internal import JSON
internal import StatesLanguage
internal import SweepModel

/// All that a machine depends on: the lanes in use, how its Map runs, and its time limit.
struct MachineBlueprint: Sendable, Equatable {
    /// The file's `name`, for the comment.
    var name: String
    var mode: ProcessorConfig.Mode
    /// Packs in flight at once.
    var concurrency: Int
    /// In the order of the file; never empty.
    var lanes: [LaneBlueprint]
    /// Seconds the whole execution may take; `nil` for AWS's own limit of a year.
    var timeoutSeconds: Int?
    /// Each pack asks first whether it may still start. Default false.
    var isGated = false
    /// The reducer's Batch job; `nil` where Lambda ranks. Default `nil`.
    var reduceJob: ReduceJob?

    /// - Throws: `CompileError.invalidMachine` where a template of ours is wrong.
    func machine() throws(CompileError) -> StateMachine {
        do {
            return StateMachine(
                comment: "\(name): trains packs of trials, ranks their outcomes, and judges whether enough are good",
                startAt: StateName.train, states: try states(), timeoutSeconds: timeoutSeconds)
        } catch {
            throw .invalidMachine("\(error)")
        }
    }

    private func states() throws(InvalidTemplate) -> [String: State] {
        var states = try ReduceStates.states(job: reduceJob)
        states[StateName.train] = .map(try TrainMap(blueprint: self).state())
        return states
    }
}

/// One lane's part of a machine.
struct LaneBlueprint: Sendable, Equatable {
    var rule: LaneRule
    /// Seconds an attempt of a pack may take on this lane.
    var attemptSeconds: Int
    /// Submissions that may come at once, over all lanes. Default 1.
    var burst = 1
    /// What starts the packs; `nil` outside Fargate.
    var fargate: FargateChoice?

    /// Beside its trials, an attempt pulls an image, loads data and writes outcomes.
    static let overheadSeconds = 600

    /// Every trial of the largest pack may take its whole limit; no attempt outlives the sweep's own limit.
    ///
    /// - Parameter width: packs of the lane in flight at once.
    init(rule: LaneRule, largestPack: Int, width: Int = 1, sweepSeconds: Int?) {
        self.rule = rule
        let longest = min(
            ServiceLimits.longestExecutionSeconds, sweepSeconds ?? ServiceLimits.longestExecutionSeconds)
        let wanted = rule.trialTimeoutSeconds.saturatingProduct(max(1, largestPack)).saturatingSum(Self.overheadSeconds)
        attemptSeconds = max(ServiceLimits.shortestAttemptSeconds, min(wanted, longest))
        if rule.lane.isFargate { fargate = FargateChoice(rule, size: fargateSize, width: width) }
    }

    /// Batch takes 1 to 10.
    var attempts: Int { min(max(1, rule.attempts), 10) }

    /// EC2 hosts give whole processors, at least one.
    var wholeProcessors: Int { Int(min(max(1, rule.vcpus.rounded(.up)), 1_024)) }

    /// What holds a pack on a Fargate lane; `nil` on the others, and where none is large enough.
    var fargateSize: FargateSize? {
        rule.lane.isFargate ? FargateSize.smallest(vcpus: rule.vcpus, memoryMiB: rule.memoryMiB) : nil
    }

    /// Packs are ECS tasks, and Batch jobs where not.
    var isTask: Bool { fargate.map { !$0.isBatch } ?? false }

    /// After lost Spot hosts, the pack runs once more on the lane without Spot.
    var fallsBack: Bool { rule.lane.isSpot && rule.lastAttemptOnDemand }
}
