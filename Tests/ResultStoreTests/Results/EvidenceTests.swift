import Foundation
import GRDB
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Reading what tells trials apart") struct EvidenceTests {
    private let folder: TemporaryFolder
    private let work = WorkDocument.sample()

    init() throws { folder = try TemporaryFolder() }

    private var path: String { folder.path + "/results.sqlite" }

    /// Trials `t0`, `t1`, … of rising value.
    private func store(trials: Int) throws -> ResultStore {
        let outcomes = (0..<trials).map { number in
            var outcome = TrialOutcome.sample(
                "t\(number)", index: number, seed: number % 3, metrics: ["validation_accuracy": Double(number)])
            outcome.validationLosses = Self.base64([Float(number), 0.5])
            outcome.foldMetrics = [["validation_accuracy": Double(number)]]
            return outcome
        }
        return try store(outcomes)
    }

    private func store(_ outcomes: [TrialOutcome]) throws -> ResultStore {
        let store = try ResultStore(path: path, access: .writing)
        let records = outcomes.enumerated().map { index, outcome in
            OutcomeRecord(
                outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: outcome.pack, line: index + 1))
        }
        try store.merge([OutcomeObject(key: "object", records: records)], into: work)
        return store
    }

    private static func base64(_ losses: [Float]) -> String {
        losses.reduce(into: Data()) { data, loss in
            withUnsafeBytes(of: loss.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }.base64EncodedString()
    }

    private func all(_ store: ResultStore) throws -> [TrialEvidence] {
        var all: [TrialEvidence] = []
        try store.forEachEvidence(of: work.sweep) {
            all.append($0)
            return true
        }
        return all
    }

    @Test("Every succeeded trial with a value comes, best first, with its losses and folds")
    func everyTrial() throws {
        let evidence = try all(store(trials: 100))
        #expect(evidence.map(\.trial) == (0..<100).reversed().map { "t\($0)" })
        #expect(
            evidence[1]
                == TrialEvidence(
                    trial: "t98", point: 98, seed: 2, value: 98, losses: [98, 0.5], errors: nil,
                    folds: [["validation_accuracy": 98]]))
    }

    @Test("The trials of a point come together, where the best of them stands; what nobody wants is not read")
    func together() throws {
        func trial(_ name: String, _ point: Int, _ value: Double) -> TrialOutcome {
            .sample(name, index: Int(value), point: point, seed: Int(value), metrics: ["validation_accuracy": value])
        }
        let store = try store([
            trial("a1", 0, 5), trial("b1", 1, 4), trial("a2", 0, 3), trial("c1", 2, 2), trial("b2", 1, 1),
        ])
        #expect(try all(store).map(\.trial) == ["a1", "a2", "b1", "b2", "c1"])
        var wanted: [String] = []
        try store.forEachEvidence(of: work.sweep, where: { $0.point == 1 }) {
            wanted.append($0.trial)
            return true
        }
        #expect(wanted == ["b1", "b2"])
    }

    @Test("Failed trials and those without the metric are passed over; what a trial has not stored is missing")
    func passedOver() throws {
        let store = try store([
            .sample("failed", index: 0, failure: .timeout), .sample("without", index: 1),
            .sample("bare", index: 2, metrics: ["validation_accuracy": 0.5]),
        ])
        #expect(
            try all(store) == [
                TrialEvidence(trial: "bare", point: 2, seed: 0, value: 0.5, losses: nil, errors: nil, folds: [])
            ])
        try store.forEachEvidence(of: "nothing") { _ in
            Issue.record("an unknown sweep has no trials")
            return true
        }
    }

    @Test("It stops where it is told to, wherever that is", arguments: [1, 2, 32, 33, 90])
    func stops(after count: Int) throws {
        var seen: [String] = []
        try store(trials: 90).forEachEvidence(of: work.sweep) {
            seen.append($0.trial)
            return seen.count < count
        }
        #expect(seen == (0..<90).reversed().prefix(count).map { "t\($0)" })
    }

    @Test("The reader may ask the store meanwhile, and its error comes out as it is")
    func reader() throws {
        struct Enough: Error {}
        let store = try store(trials: 3)
        #expect(throws: Enough.self) {
            try store.forEachEvidence(of: work.sweep) {
                #expect(try store.trial($0.trial, of: work.sweep)?.index == 2)
                throw Enough()
            }
        }
    }

    @Test("Damaged losses are an error that names the trial", arguments: [1, 3, 7])
    func damagedLosses(bytes: Int) throws {
        let store = try store(trials: 3)
        try DatabaseQueue(path: path).write {
            try $0.execute(
                sql: """
                    UPDATE validation_losses SET losses = zeroblob(?)
                    WHERE trial_id = (SELECT id FROM trials WHERE trial = 't1')
                    """, arguments: [bytes])
        }
        let error = try #require(throws: ResultStoreError.self) { _ = try all(store) }
        #expect(
            error.problem
                == .corrupt(detail: "trial `t1`: its validation losses take \(bytes) bytes, not 4 a row"))
    }

    @Test("Damaged folds are an error that names the trial")
    func damagedFolds() throws {
        let store = try store(trials: 3)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE fold_metrics SET folds = '['") }
        let error = try #require(throws: ResultStoreError.self) { _ = try all(store) }
        #expect("\(error)".contains("trial `t2`: its fold metrics are unreadable JSON"))
    }
}
