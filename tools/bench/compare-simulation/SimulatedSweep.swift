import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import Statistics
import SweepModel

/// A sweep whose trials' true accuracies are known, in a store of its own, and its confirmation.
struct SimulatedSweep {
    static let rows = 1000
    private static let id = "simulated-00000000"
    private static let confirmationID = "simulated-confirm-00000000"
    private static let metric = Metric(name: "validation_accuracy", goal: .maximize)

    /// The chance that a row gets its right class, by trial.
    let truth: [String: Double]
    private let store: FolderStore
    private let results: ResultStore
    private var generator: SplitMix64

    /// - Parameters:
    ///   - spread: the standard deviation of true accuracies around 0.8.
    ///   - folder: a new one.
    init(trials: Int, spread: Double, seed: UInt64, folder: String) throws {
        var generator = SplitMix64(seed: seed)
        store = try FolderStore(root: folder)
        results = try ResultStore(path: folder + "/results.sqlite", access: .writing)
        let ids = (0..<trials).map { "t" + String(1000 + $0) }
        truth = Dictionary(
            uniqueKeysWithValues: ids.map { ($0, 0.8 + spread * StandardNormal.quantile(.random(in: 0..<1, using: &generator))) })
        let sizes = (0..<trials).shuffled(using: &generator)
        try store.put(StoreKey.work(Self.id), Data(JSON(encoding: Self.work(Self.id, trials)).bytes()))
        self.generator = generator
        let outcomes = try zip(ids, sizes).enumerated().map { index, trial in
            try outcome(trial.0, in: Self.id, index: index, seed: 0, truth: truth[trial.0] ?? 0.8, size: trial.1, test: false)
        }
        try merge(outcomes, Self.work(Self.id, trials))
    }

    func analysis() throws -> SweepAnalysis? {
        try SweepAnalysis.all(of: [Self.id], in: results, registry: Registry(store: store)).first
    }

    /// Scores trials on as many test rows, under one fresh seed.
    mutating func confirm(_ trials: [String]) throws {
        var work = Self.work(Self.confirmationID, trials.count)
        work.seeds = [1]
        work.confirms = ConfirmationOrder(sweep: Self.id, trials: trials, scoresTest: true)
        try store.put(StoreKey.work(Self.confirmationID), Data(JSON(encoding: work).bytes()))
        try ConfirmationNote(confirmation: Self.confirmationID, at: 1).keep(for: Self.id, in: store)
        let outcomes = try trials.enumerated().map { index, trial in
            try outcome(
                "c" + trial.dropFirst(), in: Self.confirmationID, index: index, seed: 1, truth: truth[trial] ?? 0.8, size: 0,
                test: true, parameters: ["trial": .string(trial)])
        }
        try merge(outcomes, work)
    }

    private func merge(_ outcomes: [TrialOutcome], _ work: WorkDocument) throws {
        let records = outcomes.enumerated().map { line, outcome in
            OutcomeRecord(
                outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: outcome.pack, line: line + 1))
        }
        try results.merge([OutcomeObject(key: work.sweep, records: records)], into: work)
    }

    private mutating func outcome(
        _ trial: String, in sweep: String, index: Int, seed: Int, truth: Double, size: Int, test: Bool,
        parameters: JSON? = nil
    ) throws -> TrialOutcome {
        let validation = errors(truth)
        var outcome = TrialOutcome(
            sweep: sweep, pack: "p0000", trial: trial, index: index, point: index, seed: seed,
            parameters: parameters ?? ["trial": .string(trial)], cacheKey: trial, status: .succeeded,
            metrics: ["validation_accuracy": validation.accuracy, "model_parameters": Double(size)],
            validationLosses: Self.losses, validationErrors: validation.bits,
            cost: .init(startedAt: 0, seconds: 1, cpuSeconds: 1),
            provenance: .init(
                generation: 1, attempt: 1, lane: .onDemand, host: "simulation", worker: "simulation",
                dataDigest: "data", codeDigest: "simulation"))
        if test {
            let errors = errors(truth)
            outcome.metrics["test_accuracy"] = errors.accuracy
            (outcome.testLosses, outcome.testErrors) = (Self.losses, errors.bits)
        }
        return outcome
    }

    /// Independent rows, each wrong with probability 1 − truth: bits in base64, the least significant first.
    private mutating func errors(_ truth: Double) -> (accuracy: Double, bits: String) {
        var bits = Data(count: (Self.rows + 7) / 8)
        var wrong = 0
        for row in 0..<Self.rows where Double.random(in: 0..<1, using: &generator) >= truth {
            bits[row / 8] |= 1 << (row % 8)
            wrong += 1
        }
        return (1 - Double(wrong) / Double(Self.rows), bits.base64EncodedString())
    }

    private static let losses = Data(count: 4 * rows).base64EncodedString()

    private static func work(_ sweep: String, _ trials: Int) -> WorkDocument {
        WorkDocument(
            sweep: sweep, name: "simulated", metric: metric,
            kind: .builtIn(data: .init(path: "made.csv"), dataDigest: "data", targetDigest: nil), trialCount: trials,
            seeds: [0], trialTimeoutSeconds: ["on-demand": 1], codeDigest: "simulation")
    }
}
