import JSON
import StatesLanguage
import SweepModel

@testable import SweepCompiler

/// Every machine that the compiler can write: the product of all that shapes one, each distinct machine once.
struct MachineCatalog {
    /// By the machine's text; the first combination that gave it.
    private(set) var machines: [String: Combination] = [:]
    private(set) var combinations = 0

    static let packCounts = [1, 40, 41, 1_000, 10_000, 100_000]

    /// A sweep, as far as its machine goes.
    struct Combination: Sendable {
        var lanes: [Lane]
        var packs = 1
        var isCapped = false
        var service = ReduceService.lambda
        var change = "nothing"

        var text: String {
            "\(lanes.map(\.rawValue).joined(separator: " ")), \(packs) packs, \(isCapped ? "capped" : "no cap"), "
                + "reduced by \(service.rawValue), with \(change)"
        }
    }

    /// Further keys of the sweep file, one at a time.
    static let changes: [(name: String, make: @Sendable (inout Experiment) -> Void)] = [
        ("one attempt", { $0.compute.lanes = changed($0.compute.lanes) { $0.attempts = 1 } }),
        ("ten attempts", { $0.compute.lanes = changed($0.compute.lanes) { $0.attempts = 10 } }),
        ("no last attempt", { $0.compute.lanes = changed($0.compute.lanes) { $0.lastAttemptOnDemand = false } }),
        (
            "large jobs",
            {
                $0.compute.lanes = changed($0.compute.lanes) {
                    $0.vcpus = 16; $0.memoryMiB = 122_880
                }
            }
        ),
        ("Fargate by ECS", { $0.compute.lanes = changed($0.compute.lanes) { $0.service = .ecs } }),
        ("Fargate by Batch", { $0.compute.lanes = changed($0.compute.lanes) { $0.service = .batch } }),
        (
            "Fargate by Batch, without a last attempt",
            {
                $0.compute.lanes = changed($0.compute.lanes) {
                    $0.service = .batch; $0.lastAttemptOnDemand = false
                }
            }
        ),
        ("a time limit", { $0.budget.maxHours = 2 }),
        ("all packs at once", { $0.compute.concurrency = 10_000 }),
        ("a generous cap", { $0.budget.maxUSD = 1e12 }),
        ("a built-in trainer", { $0.work = .builtIn(DataSource(path: "digits.csv", target: "label")) }),
        ("a reduce command", { $0.reduceCommand = ["python3", "rank.py"] }),
        ("the size deciding who reduces", { $0.reduceService = .auto }),
        (
            "secrets, environment and a command at the end",
            {
                $0.onFinish = "notify-send done"
                $0.environment = ProgramEnvironment(variables: ["WANDB_PROJECT"], secrets: [:])
            }
        ),
    ]

    static func all() throws -> MachineCatalog { try made.get() }

    private static let made = Result { try MachineCatalog() }

    private init() throws {
        for bits in 1..<(1 << Lane.allCases.count) {
            let lanes = Lane.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
            for packs in Self.packCounts {
                for isCapped in [false, true] {
                    for service in [ReduceService.lambda, .batch] {
                        let one = Combination(lanes: lanes, packs: packs, isCapped: isCapped, service: service)
                        try add(one) { _ in }
                    }
                }
            }
            guard lanes.count <= 2 else { continue }
            for packs in Self.packCounts {
                try add(Combination(lanes: lanes.reversed(), packs: packs, change: "lanes turned round")) { _ in }
                for change in Self.changes {
                    try add(Combination(lanes: lanes, packs: packs, change: change.name), change.make)
                }
            }
        }
    }

    /// The survey is written down in place of walking the trials: a machine depends on nothing else of them.
    private mutating func add(_ combination: Combination, _ change: (inout Experiment) -> Void) throws {
        var experiment = try Sample.command(
            trials: 2, lanes: combination.lanes.map { LaneRule(lane: $0) }, packSize: 1, budget: Budget())
        if combination.isCapped { experiment.budget.maxUSD = 0.01 }
        experiment.reduceService = combination.service
        change(&experiment)
        let costs = CostModel(experiment, shape: nil)
        let trainer = if case .builtIn = experiment.work { "ridge" } else { String?.none }
        let groups = combination.lanes.enumerated().map { place, lane in
            let trials =
                combination.packs / combination.lanes.count
                + (place < combination.packs % combination.lanes.count ? 1 : 0)
            return Survey.Entry(
                group: TrialGroup(lane: lane, trainer: trainer), trials: max(1, trials),
                ownSeconds: Double(trials) * 60,
                sharedSeconds: 0)
        }
        let trial = ResultSize(experiment, shape: nil).bytes(of: ["trainer": "ridge", "x": 0])
        let survey = Survey(groups: groups, resultBytes: Double(combination.packs) * trial)
        let (draft, _) = SweepCompiler.draft(experiment, SweepSize(experiment), survey, costs, .builtIn())
        combinations += 1
        let text = try draft.blueprint.machine().json.text()
        if machines[text] == nil { machines[text] = combination }
    }
}

/// Each lane's rule, changed.
private func changed(_ lanes: [LaneRule], _ change: (inout LaneRule) -> Void) -> [LaneRule] {
    lanes.map { lane in
        var lane = lane
        change(&lane)
        return lane
    }
}
