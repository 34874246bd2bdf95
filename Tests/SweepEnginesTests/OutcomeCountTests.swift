import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

@testable import SweepEngines

@Suite("How many trials have an outcome") struct OutcomeCountTests {
    private let work = WorkDocument.sample()
    private let folder: TemporaryFolder
    private let store: FolderStore

    init() throws {
        folder = try TemporaryFolder()
        store = try FolderStore(root: folder.path)
    }

    private func key(_ part: Int) -> String { StoreKey.outcomes(work.sweep, pack: "p0000", generation: 1, part: part) }

    private func record(_ outcome: TrialOutcome, part: Int) throws {
        try store.put(key(part), Data((outcome.json.text() + "\n").utf8))
    }

    private func merged(_ outcome: TrialOutcome, part: Int) throws -> ResultStore {
        let results = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
        let place = RecordPlace(generation: 1, part: part, pack: "p0000", line: 1)
        try results.merge(
            [OutcomeObject(key: key(part), records: [OutcomeRecord(outcome: outcome, place: place)])], into: work)
        return results
    }

    private func count(_ results: ResultStore?) throws -> OutcomeCount {
        try OutcomeCount(store: store, sweep: work.sweep, metric: work.metric, results: results)
    }

    @Test("Where every record is merged, the results say it, and the records are not read")
    func fromResults() throws {
        let results = try merged(.sample("aa", metrics: ["validation_accuracy": 0.5]), part: 1)
        try store.put(key(1), Data("no record at all\n".utf8))
        let count = try count(results)
        #expect(count.succeeded == 1 && count.failed == 0)
        #expect(count.best == SweepProgress.Best(trial: "aa", value: 0.5))
    }

    @Test("Where a record is newer than the results, the records say it")
    func fromRecords() throws {
        let first = TrialOutcome.sample("aa", metrics: ["validation_accuracy": 0.5])
        try record(first, part: 1)
        try record(.sample("bb", index: 1, failure: .timeout), part: 2)
        let count = try count(merged(first, part: 1))
        #expect(count.succeeded == 1 && count.failed == 1)
    }

    @Test("Without results the records say it")
    func withoutResults() throws {
        try record(.sample("aa", metrics: ["validation_accuracy": 0.5]), part: 1)
        #expect(try count(nil).best == SweepProgress.Best(trial: "aa", value: 0.5))
    }
}
