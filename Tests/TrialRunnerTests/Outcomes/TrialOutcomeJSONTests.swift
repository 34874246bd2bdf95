import Foundation
import JSON
import ObjectStore
import SweepModel
import TestSupport
import Testing

@testable import TrialRunner

extension TrialOutcome {
    /// A failed trial with every member set.
    static var example: TrialOutcome {
        TrialOutcome(
            sweep: "s", pack: "p", trial: "0123456789abcdef", index: 4, point: 2, seed: 1,
            parameters: ["a": 1, "b": [1.5, "x"]], cacheKey: "k", status: .failed,
            failure: TrialFailure(
                reason: .exitCode, message: "m \"q\"\n", exitCode: 3, signal: 9, stderrTail: "tail\u{FFFD}"),
            metrics: ["score": 0.5, "tiny": 1e-300], foldMetrics: [["score": 1], ["score": 2]],
            curve: ["step": [1, 2], "score": [0.25, 0.5]], validationLosses: "AACAPw==", model: nil,
            cost: Cost(startedAt: 1.5, seconds: 2, cpuSeconds: 0.25, peakMemoryBytes: 7),
            provenance: Provenance(
                generation: 1, attempt: 2, lane: .gpuSpot, host: "h", worker: "w", dataDigest: "d", codeDigest: "c",
                blas: "b", cachedFrom: "other"))
    }
}

struct TrialOutcomeJSONTests {
    @Test("The quick writer and Codable agree on every member")
    func roundTrip() throws {
        var plain = TrialOutcome.example
        plain.status = .succeeded
        plain.failure = nil
        plain.validationLosses = nil
        plain.model = "sweeps/s/models/t.safetensors"
        plain.cost.peakMemoryBytes = nil
        plain.provenance.dataDigest = nil
        plain.provenance.blas = nil
        plain.provenance.cachedFrom = nil
        for outcome in [TrialOutcome.example, plain] {
            #expect(try JSON(parsing: outcome.json.bytes()).decode(TrialOutcome.self) == outcome)
            #expect(try JSON(encoding: outcome).normalisingNumbers == outcome.json.normalisingNumbers)
        }
    }

    @Test("An index knows the best record of each trial and which trials still have to run")
    func index() throws {
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path)
        func record(_ trial: String, _ status: TrialOutcome.Status, _ generation: Int) -> String {
            var outcome = TrialOutcome.example
            (outcome.sweep, outcome.pack, outcome.trial, outcome.status) = ("s", "p", trial, status)
            if status == .succeeded { outcome.failure = nil }
            outcome.provenance.generation = generation
            return outcome.json.text()
        }
        let parts = [
            ("0001-000000", [record("a", .succeeded, 1), record("b", .failed, 1)]),
            ("0002-000000", [record("a", .failed, 2), record("c", .failed, 2)]),
        ]
        for (name, lines) in parts {
            try store.put("sweeps/s/outcomes/p/\(name).jsonl", Data(lines.joined(separator: "\n").utf8))
        }
        let index = try OutcomeIndex(store: store, sweep: "s", pack: "p")
        #expect(index.entries["a"]?.succeeded == true && index.entries["b"]?.succeeded == false)
        let trials = (0..<2).map { Trial(index: $0, point: $0, seed: 0, parameters: ["x": .integer($0)]) }
        let pack = PackDocument(
            pack: "p", lane: .spot, trials: trials.map { PlannedTrial(trial: $0, cacheKey: "") })
        #expect(index.missing(in: pack, failuresCountFrom: 0).map(\.trial) == trials)
    }
}
