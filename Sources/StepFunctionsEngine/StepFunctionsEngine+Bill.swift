internal import AWS
internal import JSON
internal import ObjectStore
internal import Reducers
public import SweepCompiler
public import SweepEngines
internal import SweepModel

extension StepFunctionsEngine {
    /// What the sweep's containers took so far, those of all its executions, and what that costs.
    ///
    /// Outcome records must be home: `status` brings them.
    ///
    /// - Parameter prices: of the region that the sweep runs in.
    public func bill(of sweep: String, prices: PriceTable) async throws -> SweepBill {
        let record = try locate(sweep)
        let plan: Plan = try SweepCatalog(store: local).document(StoreKey.plan(sweep), of: sweep)
        var use = ContainerUse(sweep: sweep, stack: record.stack)
        let jobs = try await CloudJobs(client: client, record: record).summaries().compactMap { $0["jobId"]?.string }
        for job in try await Batch(client: client).describeJobs(jobs) { use.add(job: job) }
        if use.packs.count < plan.packing?.packs ?? .max { use.add(try await records(of: sweep, record)) }
        let lanes = use.lanes.values.sorted { $0.lane < $1.lane }.map { lane in
            var lane = lane
            let reducing = use.reducerSeconds[lane.lane] ?? 0
            lane.usd = Self.usd([
                (lane.seconds - reducing, plan.rate(of: lane.lane, with: prices)),
                (reducing, plan.reducerRate(on: lane.lane, with: prices)),
            ])
            return lane
        }
        return SweepBill(
            lanes: lanes, attemptsFromRecords: use.attemptsFromRecords,
            attemptsOfUnknownLength: use.attemptsOfUnknownLength, region: prices.region, pricesFrom: prices.oldestDate)
    }

    /// The sum of times at their prices an hour; `nil` where a price is unknown that a time needs.
    private static func usd(_ parts: [(seconds: Double, rate: LaneRate?)]) -> Plan.Range? {
        var sum = Plan.Range(least: 0, most: 0)
        for part in parts where part.seconds > 0 {
            guard let rate = part.rate else { return nil }
            sum.least += part.seconds * rate.leastUSD / 3_600
            sum.most += part.seconds * rate.mostUSD / 3_600
        }
        return sum
    }

    private func records(of sweep: String, _ record: CloudSweep) async throws -> AttemptRecords {
        let bucket = try bucket(record.bucket)
        let local = local
        return try await OwnThread.run { try AttemptRecords(of: sweep, in: bucket, outcomes: local) }
    }
}
