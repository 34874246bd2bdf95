import Foundation
import JSON
import ObjectStore
import Reducers
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("stepsweep-reduce as a command") struct ReduceProgramTests {
    private func reduce(_ arguments: [String]) throws -> ProgramResult {
        try run("stepsweep-reduce", arguments, environment: ["AWS_LAMBDA_RUNTIME_API": nil])
    }

    @Test("It prints the result in one line of JSON")
    func result() throws {
        let sweep = try Sweep(.sample(trialCount: 1))
        try sweep.add([.sample("aa", metrics: ["validation_accuracy": 0.9])])
        let result = try reduce(["--store", sweep.store.root, "--sweep", sweep.work.sweep])
        #expect(result.exitCode == 0)
        #expect(result.errorOutput == "")
        #expect(try result.output == sweep.reduce().json.text() + "\n")
    }

    @Test("With --run it leaves the same result in the store, however often it runs")
    func decision() throws {
        let sweep = try Sweep(.sample(trialCount: 1))
        try sweep.add([.sample("aa", metrics: ["validation_accuracy": 0.9])])
        let arguments = ["--store", sweep.store.root, "--sweep", sweep.work.sweep, "--run", "2"]
        let key = StoreKey.decision(sweep.work.sweep, run: "2")
        for _ in 1...2 {
            let result = try reduce(arguments)
            #expect(result.exitCode == 0, "\(result.errorOutput)")
            let decision = try #require(try sweep.store.get(key))
            #expect(try JSON(parsing: decision.bytes) == JSON(parsing: result.output.utf8))
        }
    }

    @Test("Two at once, one of which is killed, leave one whole decision")
    func twoAtOnce() throws {
        let sweep = try Sweep(.sample(trialCount: 3_000))
        for part in 1...6 {
            try sweep.add(
                (0..<500).map { .sample("t\(part)-\($0)", index: $0, metrics: ["validation_accuracy": Double($0)]) },
                part: part)
        }
        let arguments = ["--store", sweep.store.root, "--sweep", sweep.work.sweep, "--run", "1"]
        let programs = try (0..<2).map { _ in
            try start("stepsweep-reduce", arguments, environment: ["AWS_LAMBDA_RUNTIME_API": nil])
        }
        let database = Reducer.resultsPath(of: sweep.store)
        while programs[0].isRunning, size(database + "-wal") < 400_000 {}
        programs[0].signal(SIGKILL)
        _ = programs[0].finish()
        #expect(programs[1].finish().exitCode == 0)
        let decision = try #require(try sweep.store.get(StoreKey.decision(sweep.work.sweep, run: "1")))
        #expect(try JSON(parsing: decision.bytes)["succeeded"] == 3_000)
    }

    @Test("A store that can't be written now is worth another try: exit code 75")
    func unreachable() throws {
        let sweep = try Sweep(.sample(trialCount: 1))
        try sweep.store.put("sweeps/\(sweep.work.sweep)/executions", Data("a file in the folder's place".utf8))
        let result = try reduce(["--store", sweep.store.root, "--sweep", sweep.work.sweep, "--run", "1"])
        #expect(result.exitCode == 75, "\(result.errorOutput)")
    }

    @Test(
        "Wrong arguments are told on stderr, exit code 2",
        arguments: [
            [], ["--store", "x"], ["a", "b", "c", "d"], ["--store", "x", "--store", "y"],
            ["--store", "x", "--sweep", "s-1", "--run", "0"], ["--store", "x", "--sweep", "s-1", "--run"],
        ])
    func usage(arguments: [String]) throws {
        let result = try reduce(arguments)
        #expect(result.exitCode == 2)
        #expect(result.output == "")
        #expect(
            result.errorOutput == "stepsweep-reduce: expected --store DIR --sweep ID [--run NUMBER], received"
                + " `\(arguments.joined(separator: " "))`; see --help\n")
    }

    @Test("A store that is not there is not made")
    func noStore() throws {
        let result = try reduce(["--store", "/nowhere/at/all", "--sweep", "a-1"])
        #expect(result.exitCode == 1)
        #expect(
            result.errorOutput
                == "stepsweep-reduce: /nowhere/at/all: there is no such folder; name the store with --store\n")
    }

    @Test("It explains itself")
    func help() throws {
        let result = try reduce(["--help"])
        #expect(result.exitCode == 0)
        #expect(result.output.hasPrefix("usage: stepsweep-reduce --store DIR --sweep ID [--run NUMBER]\n"))
    }

    @Test("Killed in the middle of a merge it leaves a whole file, and the next run completes it", arguments: 0..<5)
    func killed(round: Int) throws {
        let sweep = try Sweep(.sample(trialCount: 6_000))
        for part in 1...12 {
            try sweep.add(
                (0..<500).map {
                    .sample("t\(part)-\($0)", index: part * 500 + $0, metrics: ["validation_accuracy": Double($0)])
                }, part: part)
        }
        let database = Reducer.resultsPath(of: sweep.store)
        let program = try start(
            "stepsweep-reduce", ["--store", sweep.store.root, "--sweep", sweep.work.sweep],
            environment: ["AWS_LAMBDA_RUNTIME_API": nil])
        // Each round kills a little later: the size of the log tells how far the merge has come.
        while program.isRunning, size(database + "-wal") < round * 400_000 + 1 {}
        program.signal(SIGKILL)
        _ = program.finish()

        let results = try ResultStore(path: database, access: .writing)
        #expect(try results.integrityProblems() == [])
        let merged = try results.sweep(sweep.work.sweep)?.succeeded ?? 0
        #expect(merged.isMultiple(of: 500), "\(merged) trials: an object was merged in part")
        #expect(try sweep.reduce().succeeded == 6_000)
    }

    private func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
