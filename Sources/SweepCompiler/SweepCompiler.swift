internal import JSON
internal import StatesLanguage
public import SweepModel

/// Experiment → plan → state machine, manifest and packs. Pure: no clock, disk, network or environment.
public enum SweepCompiler {
    /// What compiling gives: a plan always, and something to launch where the sweep is small enough.
    public struct Compilation: Sendable {
        public let plan: Plan
        /// `nil` for more trials than `budget.max_trials`; `plan.refusal` says so.
        public let launchable: CompiledSweep?
    }

    /// Plans a sweep and compiles it. A grid of any size is counted in constant time and memory; one that is too
    /// large to launch is described, and its trials are never looked at.
    ///
    /// - Throws: `CompileError`.
    public static func compile(_ experiment: Experiment, inputs: PlanInputs) throws(CompileError) -> Compilation {
        let size = SweepSize(experiment)
        if let refusal = size.refusal(maxTrials: experiment.budget.maxTrials) {
            return Compilation(plan: Plan(experiment, size, refusal: refusal), launchable: nil)
        }
        try check(experiment, inputs)
        let costs = CostModel(experiment, shape: inputs.dataShape)
        let sizes = ResultSize(experiment, shape: inputs.dataShape)
        let survey = try Survey(experiment, costs: costs, sizes: sizes)
        let (draft, budget) = draft(experiment, size, survey, costs, inputs.prices)
        let assembly = try Assembly(experiment, inputs, draft.sizing, draft.blueprint, trials: survey.trials)
        var plan = draft.plan(assembly, budget: budget)
        // The gate's own states cost, too: the plan and its price tell the same sum.
        if let reason = plan.price(with: inputs.prices)?.budget?.reason { plan.budget?.reason = reason }
        return Compilation(plan: plan, launchable: assembly.compiled)
    }

    /// Everything that follows from what the survey found, and no look at any trial.
    static func draft(
        _ experiment: Experiment, _ size: SweepSize, _ survey: Survey, _ costs: CostModel, _ prices: PriceTable
    ) -> (draft: PlanDraft, budget: Plan.BudgetPlan?) {
        let sizing = PackSizing(survey, compute: experiment.compute, policy: experiment.packs)
        let reduce = ReduceChoice(experiment, survey, packs: sizing.packs)
        var blueprint = MachineBlueprint(experiment, survey, sizing)
        if reduce.isBatch {
            blueprint.reduceJob = ReduceJob(memoryMiB: reduce.memoryMiB, sweepSeconds: blueprint.timeoutSeconds)
        }
        var draft = PlanDraft(
            experiment: experiment, size: size, survey: survey, sizing: sizing,
            map: MapChoice(blueprint, packs: sizing.packs), reduce: reduce, blueprint: blueprint, costs: costs)
        let budget = draft.budget(prices)
        blueprint.isGated = budget?.isGated ?? false
        if blueprint.isGated { draft.map = MapChoice(blueprint, packs: sizing.packs) }
        blueprint.mode = draft.map.mode
        draft.blueprint = blueprint
        return (draft, budget)
    }

    private static func check(_ experiment: Experiment, _ inputs: PlanInputs) throws(CompileError) {
        if case .builtIn(let data) = experiment.work, inputs.dataDigest == nil {
            throw .missingDataDigest(path: data.path)
        }
    }
}

extension MachineBlueprint {
    /// Inline until the Map's mode is chosen.
    init(_ experiment: Experiment, _ survey: Survey, _ sizing: PackSizing) {
        let timeout = experiment.budget.maxHours.flatMap { hours -> Int? in
            guard hours.isFinite else { return nil }
            return Int(min(max(1, (hours * 3_600).rounded(.up)), Double(ServiceLimits.longestExecutionSeconds)))
        }
        let concurrency = min(max(1, experiment.compute.concurrency), ServiceLimits.distributedConcurrency)
        let lanes = survey.rules(of: experiment.compute).map { rule in
            let groups = sizing.groups.filter { $0.entry.group.lane == rule.lane }
            var lane = LaneBlueprint(
                rule: rule, largestPack: groups.map(\.size).max() ?? 1,
                width: min(concurrency, groups.reduce(0) { $0 + $1.packs }), sweepSeconds: timeout)
            lane.burst = min(concurrency, sizing.packs)
            return lane
        }
        self.init(
            name: experiment.name, mode: .inline,
            concurrency: concurrency, lanes: lanes, timeoutSeconds: timeout)
    }
}
