internal import SweepModel

/// What one way to cut a sweep costs and takes, from least to most.
struct CutPrice {
    let cut: PackCut
    let plan: Plan
    let table: PriceTable

    /// The estimate's fastest and slowest factor, as the plan has them.
    private let speed: (fast: Double, slow: Double)
    let isGated: Bool
    private let usesLanes: Bool

    init(_ cut: PackCut, _ plan: Plan, _ table: PriceTable) {
        self.cut = cut
        self.plan = plan
        self.table = table
        let work = PackCut(plan)?.workSeconds ?? 0
        let range = plan.time?.workSeconds ?? Plan.Range(least: 0, most: 0)
        speed = work > 0 ? (range.least / work, range.most / work) : (1, 1)
        isGated = plan.budget?.isGated ?? false
        usesLanes = (plan.lanes?.count ?? 1) > 1
    }

    // MARK: Time

    /// Seconds from start to end. Least: nothing is lost. Most: every Spot host is lost as often as attempts allow.
    var seconds: Plan.Range {
        let submission = submissionSeconds
        let least = max(submission, wall(TimeEstimate.containerStart.least) { _ in speed.fast })
        let most = max(submission, wall(TimeEstimate.containerStart.most) { speed.slow * Double($0.likelyAttempts) })
        let hosts = Double(cut.groups.map(\.likelyAttempts).max() ?? 1)
        return Plan.Range(
            least: (TimeEstimate.hostStart.least + reduceSeconds.least + least).milli,
            most: (TimeEstimate.hostStart.most * hosts + reduceSeconds.most + most).milli)
    }

    /// Seconds until the last pack was submitted, at the account-wide rate.
    var submissionSeconds: Double { Double(cut.packs) / ServiceLimits.submitsPerSecond }

    /// Greedy scheduling ends by mean load plus one longest pack.
    private func wall(_ start: Double, _ factor: (PackCut.Group) -> Double) -> Double {
        let width = Double(max(1, min(plan.map?.maxConcurrency ?? 1, cut.packs)))
        let load = cut.groups.reduce(0) { $0 + Double($1.packs) * start + $1.workSeconds * factor($1) }
        let longest = cut.groups.map { start + min($0.packSeconds * factor($0), limit($0)) }.max() ?? 0
        return Double(cut.packs) <= width ? longest : load / width + longest * (1 - 1 / width)
    }

    private func limit(_ group: PackCut.Group) -> Double { group.timeoutSeconds * Double(group.attempts) }

    // MARK: Money

    /// US dollars a lane, in the plan's order; `nil` where its price is unknown.
    func compute(_ lane: Plan.LanePlan) -> (range: Plan.Range, worst: Double)? {
        guard let rate = rate(of: lane.lane, lane), let last = lastRate(lane) else { return nil }
        var (least, most, worst) = (0.0, 0.0, 0.0)
        for group in cut.groups where group.lane.lane == lane.lane {
            let packs = Double(group.packs)
            let fast = group.workSeconds * speed.fast + packs * TimeEstimate.containerStart.least
            let slow = group.workSeconds * speed.slow + packs * (TimeEstimate.containerStart.most + hostSeconds(group))
            let limit = packs * group.timeoutSeconds
            let dearest = max(rate.mostUSD, last.mostUSD)
            least += fast * rate.leastUSD / 3_600
            most += min(slow, limit) * Double(group.likelyAttempts) * dearest / 3_600
            worst +=
                limit * (Double(lane.attempts) * rate.mostUSD + (group.attempts > lane.attempts ? last.mostUSD : 0))
                / 3_600
        }
        return (Plan.Range(least: least, most: max(least, most)), max(worst, most))
    }

    /// US dollars of the lane's largest pack as it is estimated, on a host of its own at the highest price.
    func packUSD(_ lane: Plan.LanePlan) -> Double? {
        guard let usdPerHour = dearestUSDPerHour(lane) else { return nil }
        let groups = cut.groups.filter { $0.lane.lane == lane.lane }
        let longest = groups.map { $0.packSeconds + TimeEstimate.containerStart.most + hostSeconds($0) }.max() ?? 0
        return longest * usdPerHour / 3_600
    }

    /// Seconds that a host starts before its first container; a pack alone on a host pays them all.
    private func hostSeconds(_ group: PackCut.Group) -> Double {
        group.lane.lane.isFargate ? 0 : TimeEstimate.hostStart.most
    }

    func rate(of lane: Lane, _ plan: Plan.LanePlan) -> LaneRate? {
        LaneRate(lane, vcpus: plan.vcpus, memoryMiB: plan.memoryMiB, gpus: plan.gpus, table)
    }

    /// Of the lane and of its last attempt, whichever is dearer.
    func dearestUSDPerHour(_ lane: Plan.LanePlan) -> Double? {
        guard let rate = rate(of: lane.lane, lane), let last = lastRate(lane) else { return nil }
        return max(rate.mostUSD, last.mostUSD)
    }

    private func lastRate(_ lane: Plan.LanePlan) -> LaneRate? {
        rate(of: lane.lastAttemptOn ?? lane.lane, lane)
    }

    /// Each entered state counts once, and each retry of a throttled submission.
    var transitions: Plan.Range? {
        let gate = isGated ? PriceAssumptions.gateTransitions : 0
        let frame = gate + (usesLanes ? 1 : 0)
        let outer = PriceAssumptions.outerTransitions + (isReducedByJob ? 1 : 0)
        let least = outer + Double(cut.packs) * (frame + 1)
        let child = plan.map?.mode == "DISTRIBUTED" ? 1.0 : 0
        let most = cut.groups.reduce(outer + Double(SubmissionRetry.reducerAttempts)) {
            let submissions = $1.lane.isTask ? $1.attempts : 1 + ($1.lane.lastAttemptOn == nil ? 0 : 1)
            let each = Double(submissions * (3 + SubmissionRetry.attempts)) + frame + child + 1
            return $0 + Double($1.packs) * each
        }
        return money(.transition, least, max(least, most))
    }

    var requests: Plan.Range? {
        guard let write = table[.s3Write], let read = table[.s3Read] else { return nil }
        let (packs, trials) = (Double(cut.packs), Double(cut.trials))
        let attempts = Double(cut.groups.map(\.likelyAttempts).max() ?? 1)
        let gate = isGated ? packs : 0
        let least =
            write
            * (PriceAssumptions.launchWrites + packs * (1 + PriceAssumptions.packWrites.least)
                + trials * PriceAssumptions.trialWrites.least)
            + read * (packs * PriceAssumptions.packReads.least + gate)
        let most =
            write
            * (PriceAssumptions.launchWrites + packs * (1 + attempts * PriceAssumptions.packWrites.most)
                + attempts * trials * PriceAssumptions.trialWrites.most)
            + read * (attempts * packs * PriceAssumptions.packReads.most + gate * 4)
        return Plan.Range(least: least, most: most)
    }

    var logs: Plan.Range? {
        let attempts = Double(cut.groups.map(\.likelyAttempts).max() ?? 1)
        let trials = Double(cut.trials)
        return money(
            .logIngestion, trials * PriceAssumptions.trialLogBytes.least / 1e9,
            attempts * trials * PriceAssumptions.trialLogBytes.most / 1e9)
    }

    private func money(_ item: PriceItem, _ least: Double, _ most: Double) -> Plan.Range? {
        table[item].map { Plan.Range(least: least * $0, most: most * $0) }
    }
}
