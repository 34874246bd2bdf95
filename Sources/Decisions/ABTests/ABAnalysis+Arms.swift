internal import ResultStore
internal import Statistics
internal import SweepModel

extension ABAnalysis {
    static func arms(_ test: ABTest, _ data: ABData, at cut: Int) -> [Arm] {
        let sums = test.options.arms.map { arm in
            test.phases.reduce(into: UnitSums()) { total, phase in
                if let all = data.primary.sums[PhaseArm(phase: phase.phase, arm: arm.name)], all.indices.contains(cut) {
                    total += all[cut]
                }
            }
        }
        let beliefs = Self.beliefs(test, sums)
        return test.options.arms.enumerated().map { place, arm in
            let tally = data.requests.filter { $0.arm == arm.name }
            let requests = tally.reduce(0) { $0.saturatingSum($1.requests) }
            let errors = tally.reduce(0) { $0.saturatingSum($1.errors) }
            let answered = max(0, requests - errors)
            let count = sums[place].count
            return Arm(
                name: arm.name, version: arm.version, weight: test.weights[place], units: count,
                mean: count > 0 ? data.primary.valueOrigin + sums[place].values / Double(count) : nil,
                requests: requests, errors: errors,
                meanMilliseconds: answered > 0
                    ? tally.reduce(0) { $0 + $1.milliseconds } / Double(answered) : nil,
                compared: tally.reduce(0) { $0.saturatingSum($1.compared) },
                agreed: tally.reduce(0) { $0.saturatingSum($1.agreed) },
                bestProbability: beliefs?.bestProbabilities[place], expectedLoss: beliefs?.expectedLosses[place])
        }
    }

    /// Of proportions, once units have come; less is better where the goal says so.
    private static func beliefs(_ test: ABTest, _ sums: [UnitSums]) -> BetaBinomialArms? {
        guard test.options.measure == .proportion, sums.contains(where: { $0.count > 0 }) else { return nil }
        return BetaBinomialArms(
            arms: sums.map { sums in
                let successes = min(sums.count, Int(sums.values.rounded()))
                return (test.options.metric.goal == .maximize ? successes : sums.count - successes, sums.count)
            })
    }
}
