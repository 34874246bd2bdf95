internal import SweepModel

/// What one walk over all trials finds: how many belong to each group, and what they cost.
struct Survey: Sendable, Equatable {
    /// Sorted by group; none is empty.
    var groups: [Entry]
    /// Of all trials in the results' database, estimated.
    var resultBytes: Double

    struct Entry: Sendable, Equatable {
        var group: TrialGroup
        var trials: Int
        /// Seconds of one core for all trials' own work, at the model's middle speed.
        var ownSeconds: Double
        /// Seconds that each pack spends once, whatever its size: the largest of the trials' shares.
        var sharedSeconds: Double
        /// On a lane with a GPU: the largest product of all trials; `nil` elsewhere, and where nothing is known.
        var largestProduct: MatrixProduct?

        var secondsPerTrial: Double { trials > 0 ? ownSeconds / Double(trials) : 0 }
    }

    var trials: Int { groups.reduce(0) { $0 + $1.trials } }

    /// The lanes in use, in the order of the file.
    func rules(of compute: Compute) -> [LaneRule] {
        var unseen = Set(groups.map(\.group.lane))
        return compute.lanes.filter { unseen.remove($0.lane) != nil }
    }
}

extension Survey {
    /// - Throws: `CompileError.noLane` or `.noTrials`.
    init(_ experiment: Experiment, costs: CostModel, sizes: ResultSize) throws(CompileError) {
        var entries: [TrialGroup: Entry] = [:]
        var bytes = 0.0
        var homeless: (count: Int, first: TrialWalk.Step)?
        for step in TrialWalk(experiment: experiment) {
            guard let group = TrialGroup(of: step, in: experiment) else {
                homeless = ((homeless?.count ?? 0) + 1, homeless?.first ?? step)
                continue
            }
            let cost = costs.cost(of: step.parameters)
            var entry = entries[group] ?? Entry(group: group, trials: 0, ownSeconds: 0, sharedSeconds: 0)
            entry.trials += 1
            entry.ownSeconds += cost.ownSeconds
            entry.sharedSeconds = max(entry.sharedSeconds, cost.sharedSeconds)
            if group.lane.hasGPU { entry.see(costs.largestProduct(of: step.parameters)) }
            entries[group] = entry
            bytes += sizes.bytes(of: step.parameters)
        }
        if let (count, first) = homeless {
            throw .noLane(count: count, firstIndex: first.index, firstParameters: first.parameters)
        }
        guard !entries.isEmpty else { throw .noTrials }
        self.init(groups: entries.values.sorted { $0.group < $1.group }, resultBytes: bytes)
    }
}

extension Survey.Entry {
    fileprivate mutating func see(_ product: MatrixProduct?) {
        guard let product, product.multiplyAdds > largestProduct?.multiplyAdds ?? 0 else { return }
        largestProduct = product
    }
}
