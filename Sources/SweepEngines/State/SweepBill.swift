public import SweepCompiler
public import SweepModel

/// What the containers of a sweep took on AWS, and what that costs by public prices: an estimate, and not AWS's bill.
public struct SweepBill: Sendable, Equatable {
    /// What containers of one lane took.
    public struct LaneUse: Sendable, Equatable {
        public var lane: Lane
        /// Containers that began.
        public var attempts = 0
        /// Of all of them, from each container's start to its end.
        public var seconds = 0.0
        /// Attempts that did not bring their pack to its end: lost Spot hosts, failures, cancelled ones.
        public var lostAttempts = 0
        public var lostSeconds = 0.0
        /// US dollars; `nil` where the lane's price is unknown.
        public var usd: Plan.Range?

        package init(lane: Lane) { self.lane = lane }
    }

    /// By the lane's name.
    public var lanes: [LaneUse]
    /// Attempts of which the outcome records alone tell how long they took, from their first trial to their last: Batch forgets a job a
    /// week after its end, ECS a task within the hour.
    public var attemptsFromRecords: Int
    /// Attempts that nobody can tell the length or the lane of any more. They are in no sum.
    public var attemptsOfUnknownLength: Int
    /// Where the prices are from.
    public var region: String
    /// The date of the oldest price; `nil` where none is known.
    public var pricesFrom: String?

    package init(
        lanes: [LaneUse], attemptsFromRecords: Int = 0, attemptsOfUnknownLength: Int = 0, region: String,
        pricesFrom: String?
    ) {
        self.lanes = lanes
        self.attemptsFromRecords = attemptsFromRecords
        self.attemptsOfUnknownLength = attemptsOfUnknownLength
        self.region = region
        self.pricesFrom = pricesFrom
    }

    public var attempts: Int { lanes.reduce(0) { $0 + $1.attempts } }
    public var seconds: Double { lanes.reduce(0) { $0 + $1.seconds } }
    public var lostAttempts: Int { lanes.reduce(0) { $0 + $1.lostAttempts } }
    public var lostSeconds: Double { lanes.reduce(0) { $0 + $1.lostSeconds } }

    /// US dollars of the lanes that have a price; `nil` where none has.
    public var usd: Plan.Range? {
        let known = lanes.compactMap(\.usd)
        guard !known.isEmpty || lanes.isEmpty else { return nil }
        return known.reduce(into: Plan.Range(least: 0, most: 0)) {
            $0.least += $1.least
            $0.most += $1.most
        }
    }

    public var lanesWithoutPrice: [Lane] { lanes.filter { $0.usd == nil }.map(\.lane) }

    /// What the sum leaves out.
    public static let notCounted = [
        "Step Functions, Lambda, S3 and logs, for which `plan --on aws` has a range",
        "minutes that hosts start and idle",
        "disks of hosts", "network traffic out of the region", "taxes", "less: AWS's free tiers",
    ]
}
