import Foundation
import JSON
import TestSupport
import Testing

/// Kills processes of a running sweep at random moments and expects nothing to be lost.
///
/// `KILL_ROUNDS` says how many rounds; ten where it says nothing.
@Suite("Killed at random moments", .serialized) struct KillTests {
    static let rounds = Int(ProcessInfo.processInfo.environment["KILL_ROUNDS"] ?? "") ?? 10

    /// Enough work for a second or two: 24 networks in packs of 3, on the digits.
    static let sweepFile = """
        name: killed
        method: grid
        metric: {name: validation_accuracy, goal: maximize}
        trainer: mlp
        data: {path: \(projectFolder)/experiments/digits/digits.csv, target: label}
        parameters:
          learning_rate: {values: [0.001, 0.002, 0.004, 0.008]}
          hidden: {values: [16, 32, 48]}
          batch_size: {values: [32, 64]}
          epochs: {value: 8}
        packs: {size: 3}
        """

    @Test("A sweep whose processes are killed ends, after resume, with the table of an undisturbed run")
    func killedSweepsEndLikeUndisturbedOnes() throws {
        let calm = try Round(number: -1)
        let began = Date()
        #expect(try calm.launch().finish().exitCode == 0)
        let seconds = Date().timeIntervalSince(began)
        let expected = try calm.table()
        #expect(expected.array?.count == 24)

        var generator = SplitMix(state: UInt64(Self.rounds))
        for number in 0..<Self.rounds {
            let round = try Round(number: number)
            let victim = Victim.allCases[number % 3]
            try round.disturb(victim, after: seconds * Double(generator.next() % 1000) / 1000)
            try round.resume()
            #expect(try round.table() == expected, "round \(number), \(victim) killed")
            try round.expectOneRecordATrial()
            try round.expectIntactDatabase()
        }
    }
}

private enum Victim: CaseIterable { case commandLine, worker, both }

/// One sweep in a store of its own.
private struct Round {
    let number: Int
    let folder: TemporaryFolder

    init(number: Int) throws {
        self.number = number
        folder = try TemporaryFolder()
        try folder.write("sweep.yaml", KillTests.sweepFile)
    }

    var store: String { folder.path + "/store" }

    func launch() throws -> RunningProgram {
        try start("stepsweep", ["launch", "sweep.yaml", "--store", store, "--quiet"], in: folder.path)
    }

    /// Lets the sweep run for a while, kills, and sees that no worker outlives its engine by more than five seconds.
    func disturb(_ victim: Victim, after seconds: Double) throws {
        let program = try launch()
        Thread.sleep(forTimeInterval: seconds)
        if victim != .commandLine { workers().forEach { kill($0, SIGKILL) } }
        if victim != .worker { program.signal(SIGKILL) }
        _ = program.finish()
        let deadline = Date(timeIntervalSinceNow: 5)
        while !workers().isEmpty, Date() < deadline { Thread.sleep(forTimeInterval: 0.05) }
        #expect(workers().isEmpty, "round \(number): a worker outlived its engine")
    }

    func resume() throws {
        let isKnown = FileManager.default.fileExists(atPath: store + "/sweeps")
        let resumed = isKnown ? try run("stepsweep", ["resume", "killed", "--store", store, "--quiet"]) : nil
        if resumed?.exitCode == 0 { return }
        // Killed before the sweep's documents were written: there is nothing to resume yet.
        #expect(resumed == nil || resumed?.exitCode == 4, "round \(number): \(resumed?.errorOutput ?? "")")
        #expect(try launch().finish().exitCode == 0)
    }

    /// The leaderboard without what may differ: times, attempts, memory.
    func table() throws -> JSON {
        let printed = try run("stepsweep", ["compare", "killed", "--store", store, "--json"])
        let trials = try JSON(parsing: printed.output)["trials"]?.array ?? []
        return .array(
            trials.map { trial in
                .object(
                    (trial.object ?? [:]).filter {
                        ["trial", "rank", "status", "parameters", "metrics"].contains($0.key)
                    })
            })
    }

    func expectOneRecordATrial() throws {
        let sweeps = try FileManager.default.contentsOfDirectory(atPath: store + "/sweeps")
        let outcomes = store + "/sweeps/" + (sweeps.first ?? "") + "/outcomes"
        let files = FileManager.default.enumerator(atPath: outcomes)?.compactMap { $0 as? String } ?? []
        let trials = try files.filter { $0.hasSuffix(".jsonl") }.flatMap { file in
            try String(contentsOfFile: outcomes + "/" + file, encoding: .utf8).split(separator: "\n").map {
                try JSON(parsing: String($0))["trial"]?.string ?? ""
            }
        }
        #expect(trials.count == 24, "round \(number): \(trials.count) outcome records")
        #expect(Set(trials).count == 24, "round \(number): a trial has two outcome records")
    }

    func expectIntactDatabase() throws {
        let check =
            "import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchone()[0])"
        let printed = try run("/usr/bin/python3", ["-c", check, store + "/results.sqlite"])
        #expect(printed.output == "ok\n", "round \(number)")
    }

    /// The live workers of this round's store, by their environment.
    private func workers() -> [pid_t] {
        let mark = Data("STEPSWEEP_STORE=\(store)".utf8)
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
        return processes.filter { process in
            guard let environment = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/environ")) else {
                return false
            }
            return environment.range(of: mark) != nil
        }
    }
}

/// The same moments for the same number of rounds.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
