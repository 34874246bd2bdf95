import Decisions
import Foundation
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("An A/B test from start to end") struct ABDeskTests {
    private let world: ABWorld
    init() throws { world = try ABWorld() }

    @Test("Starting stores the test and tells the servers")
    func start() throws {
        let test = try world.desk.start(world.options(weights: [0.9, 0.1]), by: "ada", at: 500)
        let document = try #require(try world.served())
        #expect(test.id == "ab-1" && test.phases.count == 1 && test.end == nil)
        #expect(document.problem == nil && document.test == "ab-1" && document.revision > 0 && document.phase == 1)
        #expect(document.arms.map(\.weight) == [0.9, 0.1] && document.arms.map(\.version) == [1, 2])
        #expect(throws: ABError.running("ab-1")) { try world.desk.start(world.options(), by: "bob", at: 501) }
    }

    @Test("A ramp is the document's coverage, and other weights are another phase under the same seed")
    func phases() throws {
        let ramp = try ABText.ramp("10%,100%", every: "1d")
        let test = try world.desk.start(world.options(ramp: ramp), by: "ada", at: 500)
        let before = try #require(try world.served())
        #expect(before.coverage == [.init(at: 500, share: 0.1), .init(at: 86_900, share: 1)])
        let changed = try world.desk.reweigh(test, to: [0.2, 0.8], by: "ada", at: 900)
        let after = try #require(try world.served())
        #expect(changed.phases.map(\.weights) == [[0.5, 0.5], [0.2, 0.8]])
        #expect(after.phase == 2 && after.revision == before.revision + 1 && after.hashSeed == before.hashSeed)
        #expect(throws: ABError.self) { try world.desk.reweigh(test, to: [0.3, 0.7], by: "late", at: 901) }
    }

    @Test("A better challenger is promoted: the alias, the document and the record say the same")
    func promote() throws {
        var options = try world.options()
        let test = try world.desk.start(options, by: "ada", at: 500)
        try world.traffic([3_000, 3_000], [0.10, 0.16])
        let analysis = try world.desk.analysis(of: test, at: 2_000)
        #expect(analysis.verdict.action == .promote && analysis.verdict.arm == "challenger")
        let ended = try #require(try world.desk.apply(analysis, by: "ada"))
        #expect(ended.end?.outcome == .promoted && ended.end?.evidence == analysis.json)
        #expect(try world.registry.aliases()[.champion] == 2)
        let document = try #require(try world.served())
        #expect(document.test == nil && document.arms.map(\.version) == [2] && document.problem == nil)
        #expect(throws: ABError.self) { try world.desk.apply(analysis, by: "late") }
        // The next test gets a number of its own.
        let next = try ArmChoice.arms(named: ["2", "1"], weights: [0.5, 0.5], in: world.registry)
        options.arms = next
        #expect(try world.desk.start(options, by: "ada", at: 3_000).id == "ab-2")
    }

    @Test("Where the champion moved meanwhile, nothing is promoted and the test runs on")
    func conflict() throws {
        let test = try world.desk.start(world.options(), by: "ada", at: 500)
        try world.traffic([3_000, 3_000], [0.10, 0.16])
        let analysis = try world.desk.analysis(of: test, at: 2_000)
        try world.move(.champion, from: 1, to: 3)
        #expect(throws: ABError.changed("champion is version 3 now")) { try world.desk.apply(analysis, by: "ada") }
        #expect(try world.desk.running()?.id == "ab-1")
    }

    @Test("What a killed command left between registry and document, the next one completes")
    func completion() throws {
        _ = try world.desk.start(world.options(), by: "ada", at: 500)
        try world.store.delete(StoreKey.serving)
        #expect(try world.desk.follow() == .testRuns("ab-1") && world.served()?.test == "ab-1")
        let revision = try world.served()?.revision
        #expect(try world.desk.follow() == .testRuns("ab-1") && world.served()?.revision == revision)
    }

    @Test("A breached guardrail rolls back by itself, once")
    func guardrail() throws {
        _ = try world.desk.start(world.options(guardrails: ["error_rate<=+0.01"]), by: "ada", at: 500)
        #expect(try world.desk.checkGuardrails(by: "server", at: 900) == nil)
        try world.traffic([2_000, 2_000], [0.10, 0.20], errors: [20, 160])
        let ended = try #require(try world.desk.checkGuardrails(by: "server", at: 2_000))
        #expect(ended.end?.outcome == .rolledBack && ended.end?.endedBy == "server")
        #expect(ended.end?.note == "challenger breached the guardrail error_rate<=+0.01")
        #expect(try world.registry.aliases()[.champion] == 1)
        #expect(try world.served()?.arms.map(\.version) == [1])
        #expect(try world.desk.checkGuardrails(by: "server", at: 2_000) == nil)
    }

    @Test("Stopping leaves the champion, and the history can't be changed")
    func stop() throws {
        let test = try world.desk.start(world.options(), by: "ada", at: 500)
        let ended = try world.desk.stop(test, by: "ada", at: 600, note: "holiday")
        #expect(ended.end?.outcome == .stopped && ended.end?.arm == "champion")
        #expect(try world.served()?.test == nil)
        #expect(throws: ABError.noneRunning(last: "ab-1")) { try world.desk.requireRunning() }
        for statement in [
            "UPDATE ab_ends SET arm = 'x'", "DELETE FROM ab_phases", "UPDATE ab_tests SET options = '{}'",
        ] {
            let script = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2])"
            let result = try run("/usr/bin/env", ["python3", "-c", script, Registry.path(of: world.store), statement])
            #expect(result.errorOutput.contains("never"))
        }
    }

    @Test("Two that start at once: one test runs, the other person is told")
    func race() async throws {
        let (desk, options) = (world.desk, try world.options())
        let started = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<8 {
                group.addTask { (try? desk.start(options, by: "person \(index)", at: 500)) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(started == 1)
        #expect(try desk.all().count == 1)
    }
}
