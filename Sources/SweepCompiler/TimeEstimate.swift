internal import SweepModel

/// How long a sweep takes, from the cost model and assumed starts of hosts and containers.
struct TimeEstimate {
    let sizing: PackSizing
    let costs: CostModel
    /// Packs in flight at once.
    let width: Int
    /// Seconds for ranking the outcomes.
    let reduce: Plan.Range

    /// Seconds until a first host of a new fleet is ready, least and most.
    static let hostStart = (least: 45.0, most: 240.0)
    /// Seconds from a job's submission to its container, on a host that is ready.
    static let containerStart = (least: 2.0, most: 15.0)
    /// Seconds for the reducer of a small sweep.
    static let smallReduce = (least: 1.0, most: 30.0)
    /// Seconds to start a worker process on a laptop.
    static let processStart = (least: 0.01, most: 0.1)

    init(_ sizing: PackSizing, _ costs: CostModel, width: Int, reduce: Plan.Range) {
        self.sizing = sizing
        self.costs = costs
        self.width = max(1, width)
        self.reduce = reduce
    }

    /// A job may find a host of the packs still there, or wait for one of its own.
    static func plan(_ choice: ReduceChoice, job: ReduceJob?) -> Plan.ReducePlan {
        let start = Plan.Range(
            least: job == nil ? 0 : containerStart.least, most: job == nil ? 0 : hostStart.most + containerStart.most)
        let (fast, slow) = CostModel.uncertainty
        return Plan.ReducePlan(
            service: choice.isBatch ? .batch : .lambda, reason: choice.reason,
            databaseBytes: Int(choice.databaseBytes.rounded()),
            seconds: Plan.Range(
                least: (start.least + max(smallReduce.least, choice.seconds * fast)).milli,
                most: (start.most + max(smallReduce.most, choice.seconds * slow)).milli),
            memoryMiB: job?.memoryMiB, attemptTimeoutSeconds: job?.attemptSeconds)
    }

    var plan: Plan.TimePlan {
        let (fast, slow) = costs.isInformed ? CostModel.uncertainty : CostModel.unknownUncertainty
        let work = sizing.workSeconds
        let packs = Double(sizing.packs)
        let starts = packs / ServiceLimits.submitsPerSecond
        return Plan.TimePlan(
            assumption: assumption,
            workSeconds: Plan.Range(least: (work * fast).milli, most: (work * slow).milli),
            awsSeconds: Plan.Range(
                least: (Self.hostStart.least + reduce.least
                    + max(starts, wall(Self.containerStart.least, speed: fast, width: width))).milli,
                most: (Self.hostStart.most + reduce.most
                    + max(starts, wall(Self.containerStart.most, speed: slow, width: width))).milli),
            twoCoreSeconds: Plan.Range(
                least: wall(Self.processStart.least, speed: fast, width: 2).milli,
                most: wall(Self.processStart.most, speed: slow, width: 2).milli))
    }

    /// Greedy scheduling ends by mean load plus one longest pack.
    private func wall(_ start: Double, speed: Double, width: Int) -> Double {
        let packs = Double(sizing.packs)
        let load = (packs * start + sizing.workSeconds * speed) / Double(min(width, max(1, sizing.packs)))
        let longest = start + sizing.longestPackSeconds * speed
        return sizing.packs <= width ? longest : load + longest * (1 - 1 / Double(width))
    }

    private var assumption: String {
        costs.isInformed
            ? "\(billions(CostModel.singleRate)) billion multiply-adds a second and core "
                + "(\(billions(CostModel.doubleRate)) in double precision); "
                + "the ranges reach from a fifth to three times the estimate"
            : "\(CostModel.unknownTrialSeconds.duration) a trial, and a tenth to ten times that: "
                + "nothing is known about a program before it has run"
    }

    private func billions(_ rate: Double) -> String { (rate / 1e9).twoDigits }
}
