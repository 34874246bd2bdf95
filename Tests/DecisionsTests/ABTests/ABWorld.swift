import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

/// A store with three model versions, the first of them the champion.
struct ABWorld {
    let folder: TemporaryFolder
    let store: FolderStore
    var desk: ABDesk { ABDesk(store: store) }
    var registry: Registry { Registry(store: store) }

    init() throws {
        folder = try TemporaryFolder()
        store = try FolderStore(root: folder.path + "/store")
        let file = try RegistryStore(path: Registry.path(of: store), access: .writing)
        for trial in ["aa", "bb", "cc"] {
            _ = try file.register(sweep: "s-1", trial: trial) { Self.version($0, trial) }
        }
        try move(.champion, from: nil, to: 1)
        try move(.challenger, from: nil, to: 2)
    }

    func move(_ alias: ModelAlias, from: Int?, to: Int) throws {
        _ = try registry.decide(
            DecisionDraft(
                kind: .promote, by: "ada", at: 1, model: to,
                move: DecisionDraft.Move(alias: alias, from: from, to: to)))
    }

    private static func version(_ number: Int, _ trial: String) -> ModelVersion {
        ModelVersion(
            version: number, sweep: "s-1", sweepName: "s", trial: trial, seed: 0, metric: Metric(name: "accuracy"),
            value: 0.9, parameters: [:], metrics: [:], chosenFrom: 2, dataDigest: "data", codeDigest: "code",
            cacheKey: trial,
            model: trial == "cc"
                ? nil : ModelVersion.ModelFile(key: "models/\(number)/x.safetensors", digest: trial, card: nil),
            checkpoints: nil, createdAt: 1, createdBy: "ada", note: nil)
    }

    func options(
        weights: [Double] = [0.5, 0.5], guardrails: [String] = [], mode: ServingDocument.Mode = .split,
        allocation: ABOptions.Allocation = .fixed, goal: Metric.Goal = .maximize, ramp: [ABOptions.RampStep] = [],
        covariate: Bool = false
    ) throws -> ABOptions {
        ABOptions(
            metric: Metric(name: "conversion", goal: goal), baseline: 0.10, effect: 0.03, trafficPerDay: 10_000,
            arms: try ArmChoice.arms(named: ["champion", "challenger"], weights: weights, in: registry), ramp: ramp,
            mode: mode, guardrails: try guardrails.map { try Guardrail(parsing: $0) }, usesCovariate: covariate,
            allocation: allocation)
    }

    func served() throws -> ServingDocument? {
        try store.get(StoreKey.serving).map { try JSON(parsing: $0.bytes).decode(ServingDocument.self) }
    }

    /// Units of a test, dealt in turn: `rates` are the arms' shares of conversions.
    func traffic(
        _ counts: [Int], _ rates: [Double], phase: Int = 1, at seconds: Double = 1_000, errors: [Int] = [0, 0]
    ) throws {
        let store = try TrafficStore(path: self.store.root + "/" + StoreKey.traffic, access: .writing)
        var batch = TrafficBatch()
        for (place, arm) in ["champion", "challenger"].enumerated() {
            for index in 0..<counts[place] {
                let unit = "p\(phase)-\(arm)-\(index)"
                batch.exposures.append(Exposure(test: "ab-1", unit: unit, phase: phase, arm: arm, at: seconds))
                let before = Int(Double(index) * rates[place])
                if Int(Double(index + 1) * rates[place]) > before {
                    batch.outcomes.append(
                        UnitOutcome(
                            idempotencyKey: unit, test: "ab-1", unit: unit, metric: "conversion", value: 1,
                            at: seconds + 1))
                }
            }
            batch.tallies.append(
                RequestTally(
                    test: "ab-1", phase: phase, arm: arm, minute: Int(seconds / 60), requests: counts[place],
                    errors: errors[place], milliseconds: Double(counts[place]) * 2,
                    squaredMilliseconds: Double(counts[place]) * 5))
        }
        try store.record(batch)
    }
}
