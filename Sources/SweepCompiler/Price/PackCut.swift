internal import SweepModel

/// A sweep cut into packs, as a price needs to know it: the plan's own cut, or another size.
struct PackCut: Sendable, Equatable {
    var groups: [Group]

    /// Trials of one lane and one trainer.
    struct Group: Sendable, Equatable {
        var lane: Plan.LanePlan
        var trials: Int
        /// Trials of the largest pack.
        var size: Int
        /// Seconds of one core, estimated, for a trial and once for each pack.
        var trialSeconds: Double
        var sharedSeconds: Double
        /// Seconds that one attempt of the largest pack may take.
        var timeoutSeconds: Double

        var packs: Int { trials / size + (trials.isMultiple(of: size) ? 0 : 1) }
        var packSeconds: Double { sharedSeconds + Double(size) * trialSeconds }
        var workSeconds: Double { Double(trials) * trialSeconds + Double(packs) * sharedSeconds }

        /// Attempts of a pack that loses its host each time, the last one without Spot included.
        var attempts: Int { lane.attempts + (lane.lastAttemptOn == nil ? 0 : 1) }
        /// Attempts to reckon with: hosts without Spot are not lost as a rule.
        var likelyAttempts: Int { lane.lane.isSpot ? attempts : 1 }
    }

    var packs: Int { groups.reduce(0) { $0 + $1.packs } }
    var trials: Int { groups.reduce(0) { $0 + $1.trials } }
    var largestSize: Int { groups.map(\.size).max() ?? 0 }
    var workSeconds: Double { groups.reduce(0) { $0 + $1.workSeconds } }

    /// The plan's own cut; `nil` for a plan that can't be launched.
    init?(_ plan: Plan) {
        guard let packing = plan.packing, let lanes = plan.lanes else { return nil }
        groups = packing.groups.compactMap { group in
            guard let lane = lanes.first(where: { $0.lane == group.lane }) else { return nil }
            return Group(
                lane: lane, trials: group.trials, size: max(1, group.packSize), trialSeconds: group.trialSeconds,
                sharedSeconds: max(0, group.packSeconds - Double(group.packSize) * group.trialSeconds),
                timeoutSeconds: Double(lane.attemptTimeoutSeconds))
        }
    }

    /// The same trials in packs of at most `size`; a pack's time limit follows from its size.
    func recut(size: Int) -> PackCut {
        var cut = self
        for index in cut.groups.indices {
            let group = cut.groups[index]
            let size = max(1, min(size, group.trials))
            cut.groups[index].size = size
            cut.groups[index].timeoutSeconds = min(
                Double(ServiceLimits.longestExecutionSeconds),
                Double(group.lane.trialTimeoutSeconds) * Double(size) + Double(LaneBlueprint.overheadSeconds))
        }
        return cut
    }
}
