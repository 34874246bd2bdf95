public import SweepModel

extension Experiment {
    /// A small sweep that trains points of a launched one again: on the same data by the same program, on the same lanes with the
    /// same limits, under other seeds.
    ///
    /// - Parameters:
    ///   - work: of the launched sweep, like `plan`.
    ///   - timeoutSeconds: of its state machine.
    ///   - points: in the order of `order.trials`; never empty.
    public init(
        confirming work: WorkDocument, _ plan: Plan, timeoutSeconds: Int?, order: ConfirmationOrder,
        points: [ChosenPoint], seeds: [Int]
    ) {
        let kind: Work =
            switch work.kind {
            case .builtIn(let data, _, _): .builtIn(data)
            case .command(let template): .command(template)
            }
        self.init(
            name: Self.confirmationName(of: work.name), description: "confirms \(order.sweep)", metric: work.metric,
            space: SearchSpace(), seeds: seeds, work: kind,
            compute: Compute(
                lanes: (plan.lanes ?? []).map { LaneRule($0) }, concurrency: plan.map?.maxConcurrency ?? 1),
            budget: Budget(
                maxTrials: Budget().maxTrials, maxHours: timeoutSeconds.map(Self.hours),
                maxFailedPercent: work.maxFailedPercent,
                maxUSD: plan.budget?.maxUSD),
            reduceCommand: work.reduceCommand)
        chosen = points
        confirms = order
    }

    /// Short enough to keep its end where names are cut.
    private static func confirmationName(of name: String) -> String { name.prefix(32) + "-confirm" }

    /// Half a second less, which the way back to whole seconds rounds up: no second joins by rounding.
    private static func hours(_ seconds: Int) -> Double { (Double(seconds) - 0.5) / 3_600 }
}

extension LaneRule {
    /// The rule behind a plan's lane, but for its condition: a chosen point knows its lane.
    fileprivate init(_ plan: Plan.LanePlan) {
        self.init(
            lane: plan.lane, vcpus: plan.vcpus, memoryMiB: plan.memoryMiB, gpus: plan.gpus,
            trialTimeoutSeconds: plan.trialTimeoutSeconds, attempts: plan.attempts,
            lastAttemptOnDemand: plan.lastAttemptOn != nil, service: plan.askedService ?? .auto)
    }
}
