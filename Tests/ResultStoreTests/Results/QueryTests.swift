import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Asking the results") struct QueryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func store(_ outcomes: [TrialOutcome], _ work: WorkDocument = .sample()) throws -> ResultStore {
        let store = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
        try add(outcomes, to: store, work)
        return store
    }

    private func add(_ outcomes: [TrialOutcome], to store: ResultStore, _ work: WorkDocument) throws {
        let records = outcomes.enumerated().map { index, outcome in
            OutcomeRecord(
                outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: outcome.pack, line: index + 1))
        }
        try store.merge([OutcomeObject(key: "object", records: records)], into: work)
    }

    private static let mixed: [TrialOutcome] = [
        .sample("worst", index: 0, metrics: ["validation_accuracy": 0.1]),
        .sample("failed", index: 1, failure: .exitCode),
        .sample("without", index: 2, metrics: ["other": 1]),
        .sample("second tie", index: 4, metrics: ["validation_accuracy": 0.9]),
        .sample("first tie", index: 3, metrics: ["validation_accuracy": 0.9]),
    ]

    @Test("The best come first, then trials without the metric, then the failed ones")
    func maximize() throws {
        let ranked = try store(Self.mixed).rankedTrials(of: "digits-0123abcd")
        #expect(ranked.map(\.outcome.trial) == ["first tie", "second tie", "worst", "without", "failed"])
        #expect(ranked.map(\.rank) == [1, 2, 3, nil, nil])
        #expect(ranked.map(\.value) == [0.9, 0.9, 0.1, nil, nil])
    }

    @Test("Where less is better, the least comes first and nothing still comes last")
    func minimize() throws {
        let work = WorkDocument.sample(metric: Metric(name: "validation_accuracy", goal: .minimize))
        let ranked = try store(Self.mixed, work).rankedTrials(of: work.sweep)
        #expect(ranked.map(\.outcome.trial) == ["worst", "first tie", "second tie", "without", "failed"])
    }

    @Test("A limit cuts the ranking", arguments: [(0, 0), (2, 2), (4, 4), (99, 5), (-1, 0)])
    func limit(limit: Int, count: Int) throws {
        #expect(try store(Self.mixed).rankedTrials(of: "digits-0123abcd", limit: limit).count == count)
    }

    @Test("A ranking reads curves and losses only where it is asked to")
    func details() throws {
        let outcome = TrialOutcome.complete("aa")
        let store = try store([outcome])
        let full = try store.rankedTrials(of: outcome.sweep, detail: .full)[0].outcome
        let summary = try store.rankedTrials(of: outcome.sweep)[0].outcome
        #expect(full == outcome)
        #expect(summary.curve.isEmpty && summary.foldMetrics.isEmpty && summary.validationLosses == nil)
        #expect(summary.metrics == outcome.metrics)
    }

    @Test("A sweep's summary counts, names the best and tells when it ran")
    func summary() throws {
        let summary = try #require(try store(Self.mixed, .sample(trialCount: 9)).sweep("digits-0123abcd"))
        #expect(summary.planned == 9)
        #expect(summary.succeeded == 4)
        #expect(summary.failed == 1)
        #expect(summary.missing == 4)
        #expect(summary.failedByReason == [.exitCode: 1])
        #expect(summary.best == SweepSummary.Best(trial: "first tie", value: 0.9))
        #expect(summary.startedAt == 1_700_000_000)
        #expect(summary.endedAt == 1_700_000_006)
        #expect(summary.trialSeconds == 10)
    }

    @Test("A sweep without outcomes yet has a summary, an unknown one has none")
    func emptySweep() throws {
        let store = try store([])
        let summary = try #require(try store.sweep("digits-0123abcd"))
        #expect(summary.succeeded == 0 && summary.failed == 0 && summary.best == nil && summary.startedAt == nil)
        #expect(try store.sweep("nothing") == nil)
        #expect(try store.rankedTrials(of: "nothing").isEmpty)
        #expect(try store.trial("aa", of: "nothing") == nil)
    }

    @Test("Sweeps are listed by their last trial, the latest first")
    func sweeps() throws {
        let store = try store([.sample("aa", sweep: "old-1", index: 1)], .sample(sweep: "old-1"))
        try add([.sample("bb", sweep: "new-2", index: 2)], to: store, .sample(sweep: "new-2"))
        #expect(try store.sweeps().map(\.sweep) == ["new-2", "old-1"])
    }

    @Test("Succeeded outcomes are found by cache key in any sweep, complete, a trained one before a copied one")
    func cacheKeys() throws {
        var copied = TrialOutcome.complete("aa", sweep: "copy-1")
        copied.cost.startedAt = 1
        var trained = TrialOutcome.complete("aa", sweep: "trained-2")
        trained.provenance.cachedFrom = nil
        let store = try store([copied, .sample("ff", sweep: "copy-1", failure: .timeout)], .sample(sweep: "copy-1"))
        try add([trained], to: store, .sample(sweep: "trained-2"))
        #expect(try store.succeededOutcomes(cacheKeys: ["key-aa", "key-ff", "key-zz"]) == ["key-aa": trained])
    }

    @Test("Trials are found by the beginning of their id, wildcards meaning nothing")
    func prefixes() throws {
        let store = try store([.sample("abc1"), .sample("abd2"), .sample("b%_3")])
        #expect(try store.trialIDs(of: "digits-0123abcd", beginningWith: "ab") == ["abc1", "abd2"])
        #expect(try store.trialIDs(of: "digits-0123abcd", beginningWith: "b%") == ["b%_3"])
        #expect(try store.trialIDs(of: "digits-0123abcd", beginningWith: "%") == [])
    }
}
