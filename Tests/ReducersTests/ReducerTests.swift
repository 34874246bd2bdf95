import Foundation
import JSON
import ObjectStore
import Reducers
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Reducing a sweep") struct ReducerTests {
    @Test("A sweep's outcomes become rows, a best trial and a verdict")
    func reduce() throws {
        let sweep = try Sweep(.sample(trialCount: 4))
        try sweep.add([
            .sample("aa", index: 0, metrics: ["validation_accuracy": 0.9]),
            .sample("bb", index: 1, metrics: ["validation_accuracy": 0.95]),
        ])
        try sweep.add([.sample("cc", pack: "p0001", index: 2, failure: .timeout)], pack: "p0001")
        #expect(
            try sweep.reduce().json.text(.indented) == """
                {
                  "best": {
                    "trial": "bb",
                    "value": 0.95
                  },
                  "enough": true,
                  "failed": 1,
                  "failedByReason": {
                    "timeout": 1
                  },
                  "missing": 1,
                  "reason": "2 of 4 trials succeeded (1 timeout, 1 without an outcome)",
                  "schema": "stepsweep.reduce",
                  "succeeded": 2,
                  "sweep": "digits-0123abcd",
                  "trials": 4,
                  "unreadable": [],
                  "unreadableLines": 0,
                  "version": 1
                }
                """)
        #expect(try sweep.results().rankedTrials(of: sweep.work.sweep).map(\.outcome.trial) == ["bb", "aa", "cc"])
    }

    @Test("Reducing again changes nothing, and new records are merged when they come")
    func again() throws {
        let sweep = try Sweep()
        try sweep.add([.sample("aa", failure: .timeout)])
        let first = try sweep.reduce()
        #expect(try sweep.reduce() == first)
        try sweep.add([.sample("aa", metrics: ["validation_accuracy": 0.5])], generation: 2)
        #expect(try sweep.reduce().best?.trial == "aa")
        #expect(try sweep.reduce().failed == 0)
    }

    @Test("An object that was merged before is not read again")
    func notReadAgain() throws {
        let sweep = try Sweep()
        let key = try sweep.add([.sample("aa", metrics: ["validation_accuracy": 0.5])])
        let first = try sweep.reduce()
        try sweep.store.put(key, Data("rubbish\n".utf8))
        #expect(try sweep.reduce() == first)
    }

    @Test("A results file that was lost is built again from the records")
    func rebuilt() throws {
        let sweep = try Sweep()
        try sweep.add([.complete("aa"), .sample("bb", failure: .signal)])
        let first = try sweep.reduce()
        let rows = try sweep.results().rankedTrials(of: sweep.work.sweep, detail: .full)
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: Reducer.resultsPath(of: sweep.store) + suffix)
        }
        #expect(try sweep.reduce() == first)
        #expect(try sweep.results().rankedTrials(of: sweep.work.sweep, detail: .full) == rows)
    }

    @Test("Several sweeps share one results file")
    func severalSweeps() throws {
        let sweep = try Sweep()
        try sweep.add([.sample("aa", metrics: ["validation_accuracy": 0.5])])
        let other = WorkDocument.sample(sweep: "other-1")
        try sweep.store.put(StoreKey.work(other.sweep), JSONEncoder().encode(other))
        _ = try sweep.reduce()
        #expect(try Reducer().reduce(sweep: "other-1", store: sweep.store).missing == 4)
        #expect(try sweep.results().sweeps().map(\.sweep) == ["digits-0123abcd", "other-1"])
    }

    @Test("An unknown sweep is named, with the store")
    func unknownSweep() throws {
        let sweep = try Sweep()
        #expect(throws: ReduceError.unknownSweep(sweep: "nothing", store: sweep.store.root)) {
            try Reducer().reduce(sweep: "nothing", store: sweep.store)
        }
        #expect(!FileManager.default.fileExists(atPath: Reducer.resultsPath(of: sweep.store)))
    }

    @Test("A damaged work document is named")
    func damagedWork() throws {
        let sweep = try Sweep()
        try sweep.store.put(StoreKey.work(sweep.work.sweep), Data("{\"sweep\": 3}".utf8))
        let error = try #require(throws: ReduceError.self) { try sweep.reduce() }
        #expect("\(error)".hasPrefix("sweeps/digits-0123abcd/work.json: not a work document ("))
    }

    @Test("Lines that are no outcomes are reported and cost nothing but themselves")
    func unreadableLines() throws {
        let sweep = try Sweep(.sample(trialCount: 1))
        let good = String(
            decoding: try JSONEncoder().encode(TrialOutcome.sample("aa", metrics: ["validation_accuracy": 1])),
            as: UTF8.self)
        let key = try sweep.addLines(["rubbish", good, "", "[]"])
        let result = try sweep.reduce()
        #expect(result.succeeded == 1)
        #expect(
            result.unreadable.map { "\($0.object):\($0.line): \($0.problem)" } == [
                "\(key):1: not JSON: line 1, column 1: expected a value", "\(key):4: the line must be a JSON object",
            ])
        #expect(try sweep.reduce() == result)
    }

    @Test(
        "A stranger among the outcome objects is reported",
        arguments: ["notes.txt", "p0000/x.jsonl", "p0000/1-x.jsonl"])
    func stranger(name: String) throws {
        let sweep = try Sweep()
        try sweep.store.put(StoreKey.outcomes(sweep.work.sweep) + name, Data("{}".utf8))
        let unreadable = try sweep.reduce().unreadable
        #expect(unreadable.map(\.line) == [0])
        #expect(
            unreadable.first?.problem
                == "the object's name must be like `sweeps/digits-0123abcd/outcomes/<pack>/<generation>-<part>.jsonl`")
    }

    @Test("At most ten unreadable lines are named, all are counted")
    func manyUnreadable() throws {
        let sweep = try Sweep()
        try sweep.addLines(Array(repeating: "rubbish", count: 25))
        let json = try sweep.reduce().json
        #expect(json["unreadable"]?.array?.count == 10)
        #expect(json["unreadableLines"] == 25)
    }
}
