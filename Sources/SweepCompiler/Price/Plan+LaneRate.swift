public import SweepModel

extension Plan {
    /// What a pack costs an hour on `lane`, be it planned there or there for its last attempt; `nil` where the table has no price of it.
    public func rate(of lane: Lane, with table: PriceTable) -> LaneRate? {
        let plans = (lanes ?? []).filter { $0.lane == lane || $0.lastAttemptOn == lane }
        let rates = plans.compactMap {
            LaneRate(lane, vcpus: $0.vcpus, memoryMiB: $0.memoryMiB, gpus: $0.gpus, table)
        }
        guard var rate = rates.first, rates.count == plans.count else { return nil }
        for other in rates {
            rate.leastUSD = min(rate.leastUSD, other.leastUSD)
            rate.mostUSD = max(rate.mostUSD, other.mostUSD)
        }
        return rate
    }
}

extension Plan {
    /// The name of the Batch job that reduces a sweep, where one does.
    public static func reducerJob(of sweep: String) -> String { sweep + ReduceJob.nameSuffix }

    /// What the reducer's job costs an hour; `nil` where the table has no price of it, or where it is no job.
    public func reducerRate(on lane: Lane, with table: PriceTable) -> LaneRate? {
        reduce?.memoryMiB.flatMap { LaneRate(reducerOn: lane, memoryMiB: $0, table) }
    }
}

extension Plan.Range {
    /// US dollars as a person says them: `$0.0011 to $0.0889`.
    public var usdText: String { least.usd == most.usd ? least.usd : "\(least.usd) to \(most.usd)" }
}
