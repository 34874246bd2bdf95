internal import SweepModel

/// What ranking the outcomes costs and takes.
extension CutPrice {
    /// A plan of before has no such part.
    var reduceSeconds: Plan.Range {
        plan.reduce?.seconds
            ?? Plan.Range(least: TimeEstimate.smallReduce.least, most: TimeEstimate.smallReduce.most)
    }

    /// The reducer's runs: one, repeated where Lambda fails; beside a gate one more a minute.
    var lambda: Plan.Range? {
        guard let memory = table[.lambdaMemory], let request = table[.lambdaRequest] else { return nil }
        let looks =
            isGated
            ? (seconds.least / PriceAssumptions.gateSeconds, seconds.most / PriceAssumptions.gateSeconds) : (0, 0)
        func usd(_ runs: Double, _ seconds: Double) -> Double {
            runs * (request + seconds * PriceAssumptions.reducerGB * memory)
        }
        let runs = Plan.Range(
            least: isReducedByJob ? 0 : 1, most: isReducedByJob ? 0 : 1 + Double(SubmissionRetry.reducerAttempts))
        return Plan.Range(
            least: usd(looks.0, PriceAssumptions.lookSeconds.least) + usd(runs.least, reduceSeconds.least),
            most: usd(looks.1, PriceAssumptions.lookSeconds.most) + usd(runs.most, reduceSeconds.most))
    }

    var isReducedByJob: Bool { plan.reduce?.service == .batch }

    /// The reducer's job on a host without Spot; `nil` where its price is unknown. A stack with GPU lanes alone runs it on theirs.
    var reduceJob: (range: Plan.Range, worst: Double)? {
        guard let reduce = plan.reduce, let memory = reduce.memoryMiB,
            let cheapest = LaneRate(reducerOn: .onDemand, memoryMiB: memory, table)
        else { return nil }
        var rate = cheapest
        if plan.lanes?.allSatisfy(\.lane.hasGPU) == true, let dear = LaneRate(reducerOn: .gpu, memoryMiB: memory, table)
        {
            rate.mostUSD = max(rate.mostUSD, dear.mostUSD)
        }
        let worst = Double(ReduceJob.attempts * (reduce.attemptTimeoutSeconds ?? ReduceJob.longestSeconds))
        let most = reduce.seconds.most * rate.mostUSD / 3_600
        return (
            Plan.Range(least: reduce.seconds.least * rate.leastUSD / 3_600, most: most),
            max(most, worst * rate.mostUSD / 3_600)
        )
    }
}
