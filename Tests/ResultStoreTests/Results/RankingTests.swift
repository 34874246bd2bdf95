import JSON
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("A sweep's ranking without its trials' details") struct RankingTests {
    private let folder: TemporaryFolder
    private let work = WorkDocument.sample()

    init() throws { folder = try TemporaryFolder() }

    private func store(_ outcomes: [TrialOutcome], _ work: WorkDocument) throws -> ResultStore {
        let store = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
        let records = outcomes.enumerated().map { index, outcome in
            OutcomeRecord(
                outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: outcome.pack, line: index + 1))
        }
        try store.merge([OutcomeObject(key: "object", records: records)], into: work)
        return store
    }

    /// More than one statement takes, with ties, failures and trials without a value, in no order.
    private static let many: [TrialOutcome] = {
        var random = SeededGenerator(seed: 3)
        return (0..<600).map { number in
            let trial = "t\(number)"
            if number.isMultiple(of: 7) { return .sample(trial, index: number, failure: .diverged) }
            let name = number.isMultiple(of: 11) ? "other" : "validation_accuracy"
            return .sample(
                trial, index: number, point: number / 2, seed: number % 2, parameters: ["l2": .integer(number / 2)],
                metrics: [name: Double(Int.random(in: 0..<20, using: &random)), "train_loss": Double(number)])
        }.shuffled(using: &random)
    }()

    @Test("It says of each trial what the ranking with details says", arguments: Metric.Goal.allCases)
    func sameAsDetails(goal: Metric.Goal) throws {
        let work = WorkDocument.sample(metric: Metric(name: "validation_accuracy", goal: goal))
        let store = try store(Self.many, work)
        let trials = try store.rankedTrials(of: work.sweep)
        let ranking = try store.ranking(of: work.sweep)
        #expect(trials.count == Self.many.count)
        #expect(ranking.map(\.trial) == trials.map(\.outcome.trial))
        #expect(ranking.map(\.rank) == trials.map(\.rank))
        #expect(ranking.map(\.value) == trials.map(\.value))
        #expect(ranking.map(\.status) == trials.map(\.outcome.status))
        #expect(ranking.map(\.index) == trials.map(\.outcome.index))
        #expect(ranking.map(\.point) == trials.map(\.outcome.point))
        #expect(ranking.map(\.seed) == trials.map(\.outcome.seed))
    }

    @Test("Many trials come back each with what is its own")
    func details() throws {
        let store = try store(Self.many, work)
        try store.replaceDerivedMetrics(of: work.sweep, with: ["t1": ["x": 1], "t7": ["x": 7]])
        let given = Dictionary(uniqueKeysWithValues: Self.many.map { ($0.trial, $0) })
        for trial in try store.rankedTrials(of: work.sweep) { #expect(trial.outcome == given[trial.outcome.trial]) }
        let derived = try store.rankedTrials(of: work.sweep).filter { !$0.derivedMetrics.isEmpty }
        #expect(Set(derived.map(\.outcome.trial)) == ["t1", "t7"])
        #expect(derived.allSatisfy { $0.derivedMetrics["x"] == Double($0.outcome.index) })
    }

    @Test("Chosen places are read in the order that they are given")
    func chosen() throws {
        let store = try store(Self.many, work)
        let ranking = try store.ranking(of: work.sweep)
        let places = [500, 3, 599, 0].map { ranking[$0] }
        #expect(try store.trials(places, of: work.sweep).map(\.outcome.trial) == places.map(\.trial))
        #expect(try store.trials([], of: work.sweep).isEmpty)
    }

    @Test("A trial that was replaced since the ranking was read is left out")
    func replaced() throws {
        let store = try store([.sample("aa", failure: .timeout), .sample("bb")], work)
        let before = try store.ranking(of: work.sweep)
        let success = OutcomeRecord(
            outcome: .sample("aa", metrics: ["validation_accuracy": 1]),
            place: RecordPlace(generation: 2, part: 1, pack: "p0000", line: 1))
        try store.merge([OutcomeObject(key: "second", records: [success])], into: work)
        #expect(try store.trials(before, of: work.sweep).map(\.outcome.trial) == ["bb"])
    }

    @Test("Parameters are given in the order of the ranking")
    func parameters() throws {
        let store = try store(Self.many, work)
        var texts: [String] = []
        _ = try store.ranking(of: work.sweep) { texts.append($0) }
        #expect(texts == (try store.rankedTrials(of: work.sweep).map { $0.outcome.parameters.text() }))
    }

    @Test("A limit cuts it", arguments: [(-1, 0), (0, 0), (5, 5), (599, 599), (1000, 600)])
    func limit(limit: Int, count: Int) throws {
        let store = try store(Self.many, work)
        #expect(
            try store.ranking(of: work.sweep, limit: limit) == store.ranking(of: work.sweep).prefix(count).map { $0 })
        #expect(try store.ranking(of: "nothing").isEmpty)
    }

    @Test("A sweep has the names of its succeeded trials' metrics, derived ones too")
    func metricNames() throws {
        let store = try store(
            [.sample("aa", metrics: ["b": 1, "a": 2]), .sample("bb", metrics: ["only failed": 1], failure: .timeout)],
            work)
        try store.replaceDerivedMetrics(of: work.sweep, with: ["aa": ["c": 1, "a": 1]])
        #expect(try store.metricNames(of: work.sweep) == ["a", "b", "c"])
        #expect(try store.metricNames(of: "nothing") == [])
    }

    @Test("A sweep's standing counts, names the best, and knows on which objects it rests")
    func standing() throws {
        let store = try store(Self.many, work)
        let standing = try #require(try store.standing(of: work.sweep))
        let summary = try #require(try store.sweep(work.sweep))
        #expect(standing.succeeded == summary.succeeded && standing.failed == summary.failed)
        #expect(standing.best == summary.best)
        #expect(standing.hasMerged(["object"]) && standing.hasMerged([]) && !standing.hasMerged(["object", "new"]))
        #expect(try store.standing(of: "nothing") == nil)
    }
}
