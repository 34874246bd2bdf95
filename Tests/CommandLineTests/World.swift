import Foundation
import TestSupport
import Testing

/// A folder with a sweep of six ridge trials that has run.
struct World {
    let folder: TemporaryFolder
    let sweep: String

    var store: String { folder.path + "/store" }

    init(program: String? = nil) throws {
        folder = try TemporaryFolder()
        try folder.writeTinySweep()
        if let program {
            try folder.write("train.py", program)
            try folder.write(
                "program.yaml",
                "name: program\nmethod: grid\nmetric: {name: loss, goal: minimize}\nprogram: train.py\nparameters: {a: {values: [1, 2]}}\n"
            )
            sweep = ""
            return
        }
        let launched = try TestSupport.run(
            "stepsweep", ["launch", "sweep.yaml", "--quiet"], in: folder.path,
            environment: ["STEPSWEEP_STORE": folder.path + "/store"])
        try #require(launched.exitCode == 0, "\(launched.errorOutput)")
        sweep = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/store/sweeps").first ?? ""
    }

    func run(_ arguments: [String], environment: [String: String?] = [:]) throws -> ProgramResult {
        try TestSupport.run(
            "stepsweep", arguments, in: folder.path,
            environment: environment.merging(["STEPSWEEP_STORE": store]) { own, _ in own })
    }

    /// Launches the sweep of the program without waiting for it.
    func startProgram() throws -> RunningProgram {
        try start(
            "stepsweep", ["launch", "program.yaml", "--quiet"], in: folder.path,
            environment: ["STEPSWEEP_STORE": store])
    }

    func expect(
        _ arguments: [String], exits exitCode: Int32, _ message: String, environment: [String: String?] = [:]
    ) throws {
        let result = try run(arguments, environment: environment)
        #expect(result.exitCode == exitCode, "stderr: \(result.errorOutput)")
        #expect(result.errorOutput.contains(message), "stderr: \(result.errorOutput)")
        #expect(!result.signalled)
    }

    func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)) }

    func write(_ name: String, _ bytes: Data) throws {
        try bytes.write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }

    /// Damages a database in place; its log must not repair it.
    func overwrite(_ name: String, with bytes: Data) throws {
        for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.path + "/" + name + end) }
        try write(name, bytes)
    }

    /// Runs one statement in a database of the store and gives the first column of its first row.
    @discardableResult
    func sqlite(_ name: String, _ statement: String) throws -> String {
        let script = """
            import sqlite3, sys
            connection = sqlite3.connect(sys.argv[1])
            row = connection.execute(sys.argv[2]).fetchone()
            connection.commit()
            print(row[0] if row else "")
            """
        let result = try TestSupport.run("/usr/bin/env", ["python3", "-c", script, store + "/" + name, statement])
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Waits for something that another process does, at most 30 seconds.
    func waitUntil(_ condition: () throws -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: 30)
        while try !condition() {
            try #require(Date() < deadline, "it never came to pass")
            Thread.sleep(forTimeInterval: 0.05)
        }
    }
}

extension TemporaryFolder {
    /// `data.csv`, whose target is a sum of its two features.
    ///
    /// - Parameter rows: how many; they repeat after 35.
    func writeTinyData(rows: Int) throws {
        let lines = (0..<rows).map { row in "\(row % 7),\(row % 5),\(Double(row % 7) * 2 - Double(row % 5))" }
        try write("data.csv", (["a,b,y"] + lines).joined(separator: "\n") + "\n")
    }

    /// `sweep.yaml`: six ridge trials in three packs, on 40 rows.
    ///
    /// - Parameter more: keys behind these.
    func writeTinySweep(_ more: String = "") throws {
        try writeTinyData(rows: 40)
        try write(
            "sweep.yaml",
            """
            name: tiny
            method: grid
            metric: {name: validation_rmse, goal: minimize}
            trainer: ridge
            data: {path: data.csv, target: y}
            parameters: {l2: {values: [0.01, 0.1, 1, 10, 100, 1000]}}
            packs: {size: 2}
            \(more)
            """)
    }
}
