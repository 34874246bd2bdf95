internal import Foundation
internal import StatesLanguage
internal import SweepModel

/// Everything that was found out, from which a plan is written.
struct PlanDraft {
    let experiment: Experiment
    let size: SweepSize
    let survey: Survey
    let sizing: PackSizing
    var map: MapChoice
    let reduce: ReduceChoice
    var blueprint: MachineBlueprint
    let costs: CostModel

    func plan(_ assembly: Assembly, budget: Plan.BudgetPlan?) -> Plan {
        var plan = plan
        plan.sweep = assembly.compiled.sweep
        plan.map = mapPlan(definitionBytes: assembly.compiled.machineBytes.count)
        plan.budget = budget
        plan.digests = assembly.digests
        return plan
    }

    /// All that is known before the machine is written.
    private var plan: Plan {
        var plan = Plan(experiment, size, refusal: nil)
        plan.size.trials = survey.trials
        plan.packing = packing
        plan.lanes = blueprint.lanes.map(lane)
        plan.map = mapPlan(definitionBytes: 0)
        let reduce = TimeEstimate.plan(reduce, job: blueprint.reduceJob)
        plan.reduce = reduce
        plan.time = TimeEstimate(sizing, costs, width: width, reduce: reduce.seconds).plan
        return plan
    }

    /// Whether the cap needs a gate: where the worst case passes it, or nobody knows the worst case.
    func budget(_ prices: PriceTable) -> Plan.BudgetPlan? {
        guard let maxUSD = experiment.budget.maxUSD else { return nil }
        var plan = plan
        plan.budget = Plan.BudgetPlan(maxUSD: maxUSD, isGated: false, reason: "")
        guard let budget = plan.price(with: prices)?.budget else { return nil }
        return Plan.BudgetPlan(
            maxUSD: maxUSD, isGated: budget.verdict != BudgetVerdict.fits.name, reason: budget.reason)
    }

    /// Packs in flight at once.
    private var width: Int {
        let concurrency =
            map.mode == .inline ? min(blueprint.concurrency, ServiceLimits.inlineConcurrency) : blueprint.concurrency
        return min(concurrency, sizing.packs)
    }

    private var packing: Plan.Packing {
        Plan.Packing(
            packs: sizing.packs, chosenBy: experiment.packs.size == nil ? "planner" : "packs.size",
            reason: sizing.reason,
            groups: sizing.groups.map { group in
                Plan.Packing.Group(
                    lane: group.entry.group.lane, trainer: group.entry.group.trainer, trials: group.entry.trials,
                    packs: group.packs, packSize: group.size, trialSeconds: group.entry.secondsPerTrial.milli,
                    packSeconds: group.secondsPerPack.milli)
            },
            alternatives: sizing.alternatives(survey).map { other in
                Plan.Packing.Alternative(
                    packSize: other.largestSize, packs: other.packs, packSeconds: other.longestPackSeconds.milli,
                    reason: other.reason)
            })
    }

    private func lane(_ lane: LaneBlueprint) -> Plan.LanePlan {
        let rule = lane.rule
        let groups = sizing.groups.filter { $0.entry.group.lane == rule.lane }
        let size = lane.fargateSize
        return Plan.LanePlan(
            lane: rule.lane, trials: groups.reduce(0) { $0 + $1.entry.trials },
            packs: groups.reduce(0) { $0 + $1.packs },
            vcpus: size?.vcpus ?? Double(lane.wholeProcessors), memoryMiB: size?.memoryMiB ?? rule.memoryMiB,
            gpus: rule.gpus, attempts: lane.attempts, lastAttemptOn: lane.fallsBack ? rule.lane.withoutSpot : nil,
            trialTimeoutSeconds: rule.trialTimeoutSeconds, attemptTimeoutSeconds: lane.attemptSeconds,
            gpuWarning: gpuWarning(groups.map(\.entry)),
            service: lane.fargate.map { $0.isBatch ? .batch : .ecs }, serviceReason: lane.fargate?.reason,
            askedService: lane.fargate == nil || rule.service == .auto ? nil : rule.service)
    }

    /// Where every product of a lane's trials is quicker on a core.
    private func gpuWarning(_ entries: [Survey.Entry]) -> String? {
        let products = entries.compactMap(\.largestProduct)
        guard let first = products.first, products.count == entries.count, !products.contains(where: \.gainsFromGPU)
        else { return nil }
        let largest = products.reduce(first) { $1.multiplyAdds > $0.multiplyAdds ? $1 : $0 }
        return "the largest product of its trials, \(largest.sides), is quicker on a core than on the way to a GPU, by "
            + "estimate; a lane without a GPU costs less"
    }

    private func mapPlan(definitionBytes: Int) -> Plan.MapPlan {
        func events(_ count: Int) -> Plan.Bound { Plan.Bound(atMost: count, limit: ServiceLimits.historyEvents) }
        return Plan.MapPlan(
            mode: map.mode.rawValue, reason: map.reason, maxConcurrency: blueprint.concurrency, width: width,
            historyEvents: events(map.history.execution),
            packHistoryEvents: map.mode == .distributed ? events(map.history.iteration) : nil,
            payloadBytes: Plan.Bound(atMost: map.payload.bytes, limit: ServiceLimits.payloadBytes),
            largestPayload: map.payload.place,
            definitionBytes: Plan.Bound(atMost: definitionBytes, limit: ServiceLimits.definitionBytes),
            firstBurst: width, burstSeconds: (Double(width) / ServiceLimits.submitsPerSecond).milli,
            steadySubmitsPerSecond: (Double(width) / (TimeEstimate.containerStart.most + sizing.meanPackSeconds)).milli,
            submitLimitPerSecond: ServiceLimits.submitsPerSecond)
    }
}

extension Plan {
    /// The part of a plan that needs no look at any trial.
    init(_ experiment: Experiment, _ size: SweepSize, refusal: String?) {
        self.init(
            name: experiment.name,
            size: Size(
                gridPoints: experiment.chosen.isEmpty ? experiment.space.pointCount : experiment.chosen.count,
                points: size.points.upperBound,
                isExact: size.points.isExact, seeds: experiment.seeds.count, runCap: experiment.runCap,
                trials: size.trials, maxTrials: experiment.budget.maxTrials),
            launchable: refusal == nil, refusal: refusal)
    }
}

extension Double {
    /// Rounded to thousandths: an estimate with more digits would pretend.
    var milli: Double { (self * 1_000).rounded() / 1_000 }
}
