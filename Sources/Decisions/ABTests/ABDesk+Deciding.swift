internal import JSON
internal import ResultStore
internal import Statistics
internal import SweepModel

extension ABDesk {
    /// Where a test stands at a moment, in seconds since 1970; an ended one stands where it ended.
    public func analysis(of test: ABTest, at seconds: Double) throws -> ABAnalysis {
        let moment = test.end.map { min($0.endedAt, seconds) } ?? seconds
        return try ABAnalysis(test, data(of: test, at: moment), at: moment)
    }

    /// Applies a verdict of promote or roll back; the others change nothing.
    ///
    /// - Returns: the test that ended; `nil` where it goes on.
    public func apply(
        _ analysis: ABAnalysis, by: String, note: String? = nil
    ) throws -> ABTest? {
        guard let arm = analysis.verdict.arm else { return nil }
        let end = StoredEnd(
            outcome: analysis.verdict.action == .promote ? .promoted : .rolledBack, arm: arm, evidence: analysis.json,
            endedAt: analysis.at, endedBy: by, note: note ?? analysis.verdict.reason)
        return try self.end(analysis.test, end)
    }

    /// Rolls the running test back where a guardrail is breached: for servers, every minute or so, and for every look at a test.
    ///
    /// - Parameter seconds: now, since 1970.
    /// - Returns: the test that was ended; `nil` where nothing is breached.
    @discardableResult
    public func checkGuardrails(by: String, at seconds: Double) throws -> ABTest? {
        guard let test = try running(), !test.options.guardrails.isEmpty else { return nil }
        let plan = try ABPlan(test.options)
        let data = try data(of: test, at: seconds, countsOnly: true)
        let isBreached = plan.pairs.enumerated().contains { place, pair in
            let comparison = PairComparison(test: test, place: place + 1, pair: pair)
            return test.options.guardrails.contains {
                ABAnalysis.standing(of: $0, comparison, data, at: 0).isBreached
            }
        }
        guard isBreached else { return nil }
        // The record has everything, not the breach alone.
        let analysis = try analysis(of: test, at: seconds)
        guard analysis.verdict.action == .rollBack else { return nil }
        do {
            return try apply(analysis, by: by)
        } catch ABError.changed {
            return nil
        }
    }

    /// Ends a test without a verdict; the champion answers everybody again.
    public func stop(_ test: ABTest, by: String, at seconds: Double, note: String?) throws -> ABTest {
        let end = StoredEnd(
            outcome: .stopped, arm: test.options.arms[0].name, evidence: try analysis(of: test, at: seconds).json,
            endedAt: seconds, endedBy: by, note: note)
        return try self.end(test, end)
    }

    /// The weights that Thompson's rule gives now.
    ///
    /// - Throws: `ABError.notForThisTest` for fixed weights, or while no unit came.
    public func thompsonWeights(_ analysis: ABAnalysis) throws -> [Double] {
        guard case .thompson(let floor) = analysis.test.options.allocation else {
            throw ABError.notForThisTest(
                problem:
                    "\(analysis.test.id) keeps its weights: `ab reallocate` is for tests that began with --allocation thompson"
            )
        }
        let beliefs = analysis.arms.compactMap(\.bestProbability)
        guard beliefs.count == analysis.arms.count,
            let weights = ThompsonAllocation.weights(bestProbabilities: beliefs, floor: floor)
        else { throw ABError.notForThisTest(problem: "\(analysis.test.id): no unit came yet, so no arm is better") }
        // In steps of the hash, so that a weight says what it does; the control takes the rest.
        let rounded = weights.map { ($0 * 1_000).rounded() / 1_000 }
        return [1 - rounded.dropFirst().reduce(0, +)] + rounded.dropFirst()
    }
}
