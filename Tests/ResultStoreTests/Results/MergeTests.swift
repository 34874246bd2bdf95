import Foundation
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Merging outcome records") struct MergeTests {
    private let folder: TemporaryFolder
    private let work = WorkDocument.sample()

    init() throws { folder = try TemporaryFolder() }

    private func store(_ name: String = "results.sqlite") throws -> ResultStore {
        try ResultStore(path: folder.path + "/" + name, access: .writing)
    }

    private func object(
        _ outcomes: [TrialOutcome], generation: Int = 1, part: Int = 1, pack: String = "p0000"
    ) -> OutcomeObject {
        OutcomeObject(
            key: StoreKey.outcomes(work.sweep, pack: pack, generation: generation, part: part),
            records: outcomes.enumerated().map { index, outcome in
                OutcomeRecord(
                    outcome: outcome,
                    place: RecordPlace(generation: generation, part: part, pack: pack, line: index + 1))
            })
    }

    @Test("A complete outcome comes back as it was")
    func roundTrip() throws {
        let outcome = TrialOutcome.complete("aa")
        let store = try store()
        try store.merge([object([outcome])], into: work)
        #expect(try store.trial("aa", of: work.sweep) == outcome)
    }

    @Test("A gap in a curve stays a gap")
    func curveGap() throws {
        var outcome = TrialOutcome.sample("aa")
        outcome.curve = ["step": [1, 2], "loss": [.nan, 0.5]]
        let store = try store()
        try store.merge([object([outcome])], into: work)
        let loss = try #require(try store.trial("aa", of: work.sweep)?.curve["loss"])
        #expect(loss[0].isNaN && loss[1] == 0.5)
    }

    @Test(
        "Of several records the first success counts, whichever is merged first", arguments: [[0, 1, 2], [2, 1, 0]])
    func firstSuccess(order: [Int]) throws {
        let objects = [
            object([.sample("aa", failure: .timeout)], generation: 1),
            object([.sample("aa", metrics: ["validation_accuracy": 0.5])], generation: 2),
            object([.sample("aa", metrics: ["validation_accuracy": 0.9])], generation: 3),
        ]
        let store = try store()
        for index in order { try store.merge([objects[index]], into: work) }
        #expect(try store.trial("aa", of: work.sweep)?.metrics == ["validation_accuracy": 0.5])
    }

    @Test("Without a success the latest failure counts")
    func latestFailure() throws {
        let store = try store()
        try store.merge(
            [
                object([.sample("aa", failure: .exitCode)], generation: 2, part: 4),
                object([.sample("aa", failure: .timeout)], generation: 2, part: 3),
            ], into: work)
        #expect(try store.trial("aa", of: work.sweep)?.failure?.reason == .exitCode)
    }

    @Test("Any order, grouping and repetition of the same objects leaves the same rows", arguments: 0..<12)
    func orderIsNoMatter(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let objects = Self.randomObjects(&random, make: object)
        let calm = try store("calm.sqlite")
        try calm.merge(objects, into: work)
        let expected = try canonicalDump(folder.path + "/calm.sqlite")

        for round in 0..<3 {
            let name = "round\(round).sqlite"
            let store = try store(name)
            var pending = (objects + objects.shuffled(using: &random).prefix(5)).shuffled(using: &random)
            while !pending.isEmpty {
                let count = Int.random(in: 1...4, using: &random)
                try store.merge(Array(pending.prefix(count)), into: work)
                pending.removeFirst(min(count, pending.count))
            }
            #expect(try canonicalDump(folder.path + "/" + name) == expected)
        }
    }

    private static func randomObjects(
        _ random: inout SeededGenerator,
        make: ([TrialOutcome], Int, Int, String) -> OutcomeObject
    ) -> [OutcomeObject] {
        var objects: [OutcomeObject] = []
        for generation in 1...3 {
            for part in 1...3 {
                let outcomes = (0..<Int.random(in: 1...6, using: &random)).map { _ -> TrialOutcome in
                    let trial = "t\(Int.random(in: 0..<8, using: &random))"
                    if Bool.random(using: &random) {
                        return .sample(trial, failure: TrialFailure.Reason.allCases.randomElement(using: &random))
                    }
                    var outcome = TrialOutcome.complete(trial)
                    outcome.metrics["validation_accuracy"] = Double.random(in: 0...1, using: &random)
                    return outcome
                }
                objects.append(make(outcomes, generation, part, "p0000"))
            }
        }
        return objects
    }

    @Test("Merging from several threads at once gives the rows of merging alone")
    func concurrentMerges() async throws {
        let objects = (1...20).map { part in
            object((0..<10).map { .sample("t\(part)-\($0)", index: part * 10 + $0) }, part: part)
        }
        try store("alone.sqlite").merge(objects, into: work)
        let path = folder.path + "/together.sqlite"
        let work = work
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try ResultStore(path: path, access: .writing)
                    for object in objects.shuffled() { try store.merge([object], into: work) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try canonicalDump(path) == canonicalDump(folder.path + "/alone.sqlite"))
        #expect(try ResultStore(path: path, access: .reading).integrityProblems() == [])
    }

    @Test("Unreadable lines are remembered, and their object is not asked for again")
    func unreadableLines() throws {
        let line = UnreadableLine(object: "o", line: 2, problem: "not JSON")
        let store = try store()
        for _ in 0..<2 { try store.merge([OutcomeObject(key: "o", records: [], unreadable: [line])], into: work) }
        #expect(try store.unreadableLines(of: work.sweep) == [line])
        #expect(try store.mergedObjects(of: work.sweep) == ["o"])
    }

    @Test("Derived metrics are replaced as a whole, and leave with a record that is beaten")
    func derivedMetrics() throws {
        let store = try store()
        try store.merge([object([.sample("aa"), .sample("bb", failure: .timeout)])], into: work)
        try store.replaceDerivedMetrics(of: work.sweep, with: ["aa": ["x": 1], "bb": ["x": 2], "zz": ["x": 3]])
        try store.replaceDerivedMetrics(of: work.sweep, with: ["aa": ["y": 1, "z": .infinity], "bb": ["y": 2]])
        try store.merge([object([.sample("bb")], generation: 2)], into: work)
        let derived = try store.rankedTrials(of: work.sweep).map { [$0.outcome.trial: $0.derivedMetrics] }
        #expect(derived == [["aa": ["y": 1]], ["bb": [:]]])
    }
}

/// Chance that a test can repeat.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
