import Foundation
import JSON
import TestSupport
import Testing

/// Disks, databases and documents that are damaged, full, locked or from the future: one clear message, and nothing lost.
@Suite("A failed world", .serialized) struct BadWorldTests {
    @Test("A damaged results database is reported and left as it is")
    func corruptResults() throws {
        let world = try World()
        try world.overwrite("store/results.sqlite", with: Data(repeating: 0x5A, count: 8192))
        let before = try world.bytes("store/results.sqlite")
        try world.expect(["compare", "tiny"], exits: 6, "results.sqlite")
        #expect(try world.bytes("store/results.sqlite") == before)
    }

    @Test("A results database from a newer version is refused and not touched")
    func newerResults() throws {
        let world = try World()
        try world.sqlite("results.sqlite", "PRAGMA user_version = 9999")
        try world.expect(["compare", "tiny"], exits: 6, "newer StepSweep")
        try world.expect(["launch", "sweep.yaml", "--run-cap", "2", "--quiet"], exits: 6, "newer StepSweep")
        #expect(try world.sqlite("results.sqlite", "SELECT count(*) FROM trials") == "6")
    }

    @Test("Another program's database is refused")
    func otherDatabase() throws {
        let world = try World()
        try FileManager.default.removeItem(atPath: world.store + "/results.sqlite")
        for end in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: world.store + "/results.sqlite" + end)
        }
        try world.sqlite("results.sqlite", "CREATE TABLE theirs (a)")
        try world.expect(["compare", "tiny"], exits: 6, "not a StepSweep results database")
    }

    @Test("A lost results database is rebuilt from the outcome records by resume")
    func rebuiltResults() throws {
        let world = try World()
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: world.store + "/results.sqlite" + end)
        }
        #expect(try world.run(["resume", "tiny", "--quiet"]).exitCode == 0)
        #expect(try world.sqlite("results.sqlite", "SELECT count(*) FROM trials") == "6")
    }

    @Test("A damaged registry is reported, and its bytes are kept")
    func corruptRegistry() throws {
        let world = try World()
        try world.write("store/registry.sqlite", Data("not a database at all, not at all".utf8))
        try world.expect(["models"], exits: 6, "registry.sqlite")
        try world.expect(["promote", "tiny", "--as", "challenger"], exits: 6, "registry.sqlite")
        #expect(try world.bytes("store/registry.sqlite") == Data("not a database at all, not at all".utf8))
    }

    @Test("A model file that changed since its promotion is refused")
    func damagedModel() throws {
        let world = try World()
        #expect(try world.run(["promote", "tiny", "--as", "champion"]).exitCode == 0)
        let models = try FileManager.default.subpathsOfDirectory(atPath: world.store + "/models")
        let model = try #require(models.first { $0.hasSuffix(".safetensors") })
        try world.write("store/models/" + model, Data("rubbish".utf8))
        try world.expect(["predict", "--model", "champion", "data.csv"], exits: 3, "not what was promoted")
    }

    @Test(
        "A file to predict for that does not fit is refused with its place",
        arguments: [
            ("", "data"), ("a,b\n", "no rows"), ("a,c\n1,2\n", "`b`"), ("a,b\n1,many\n", "many"),
            ("a,b\n1\n", "line 2"),
            ("a,b\n1,\n", "line 2"), ("a,b\n1,inf\n", "`inf`"),
        ])
    func rowsToPredict(_ text: String, _ message: String) throws {
        let world = try World()
        #expect(try world.run(["promote", "tiny", "--as", "champion"]).exitCode == 0)
        try world.write("rows.csv", Data(text.utf8))
        try world.expect(["predict", "--model", "champion", "rows.csv"], exits: 2, message)
    }

    @Test(
        "A damaged document of a sweep is named, with the way to write it anew",
        arguments: ["work.json", "machine.asl.json", "plan.json", "manifests/0.json", "local.json"])
    func damagedDocument(_ name: String) throws {
        let world = try World()
        try world.write("store/sweeps/\(world.sweep)/\(name)", Data("{\"half\":".utf8))
        try world.expect(["resume", "tiny"], exits: 6, name)
    }

    @Test("A damaged outcome record counts as missing, and resume trains the trial again")
    func damagedOutcome() throws {
        let world = try World()
        let folder = "store/sweeps/\(world.sweep)/outcomes/p0000"
        let file = try #require(
            try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/" + folder).first)
        let whole = try world.bytes(folder + "/" + file)
        try world.write(folder + "/" + file, whole.prefix(whole.count / 2))
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: world.store + "/results.sqlite" + end)
        }
        #expect(try world.run(["resume", "tiny", "--quiet"]).exitCode == 0)
        #expect(try world.sqlite("results.sqlite", "SELECT count(*) FROM trials WHERE status = 'succeeded'") == "6")
    }

    @Test("A store that is a file is refused")
    func storeIsAFile() throws {
        let world = try World()
        try world.write("file", Data())
        try world.expect(["launch", "sweep.yaml", "--store", "file"], exits: 6, "file")
    }

    @Test("A worker that is not there is named before anything runs")
    func noWorker() throws {
        let world = try World()
        try world.expect(
            ["launch", "sweep.yaml", "--run-cap", "2"], exits: 6, "/nowhere/worker",
            environment: ["STEPSWEEP_WORKER": "/nowhere/worker"])
    }

    @Test("A sweep that runs already is not started twice")
    func alreadyRunning() throws {
        let world = try World(program: "import time\nprint('loss=1', flush=True)\ntime.sleep(60)\n")
        let first = try start(
            "stepsweep", ["launch", "program.yaml", "--quiet"], in: world.folder.path,
            environment: ["STEPSWEEP_STORE": world.store])
        defer {
            first.signal(SIGTERM)
            _ = first.finish()
        }
        try world.waitUntil { try world.run(["status", "program", "--json"]).output.contains("\"running\"") }
        try world.expect(["launch", "program.yaml"], exits: 7, "already running")
        try world.expect(["resume", "program"], exits: 7, "already running")
    }

    @Test(
        "A full disk ends the command with a message, and what was stored stays readable",
        .enabled(if: canMount, "needs root to mount a small file system"))
    func fullDisk() throws {
        let world = try World()
        let disk = try Disk(at: world.folder.path + "/disk", options: "size=160k")
        defer { disk.unmount() }
        let result = try world.run(["launch", "sweep.yaml", "--store", "disk/store", "--quiet"])
        #expect(result.exitCode == 6 || result.exitCode == 1, "stderr: \(result.errorOutput)")
        #expect(!result.signalled)
        #expect(!result.errorOutput.isEmpty)
        #expect(!result.errorOutput.contains("Fatal error"))
        #expect(result.errorOutput.contains("space"), "stderr: \(result.errorOutput)")
    }

    @Test(
        "A read-only folder is refused with what to do",
        .enabled(if: canMount, "needs root to mount a small file system"))
    func readOnlyFolder() throws {
        let world = try World()
        let disk = try Disk(at: world.folder.path + "/disk", options: "ro,size=600k")
        defer { disk.unmount() }
        try world.expect(["launch", "sweep.yaml", "--store", "disk/store"], exits: 6, "--store")
    }
}

private let canMount: Bool = {
    guard geteuid() == 0, let folder = try? TemporaryFolder(),
        let disk = try? Disk(at: folder.path + "/d", options: "size=64k")
    else { return false }
    disk.unmount()
    return true
}()

/// A small file system of its own.
private struct Disk {
    let path: String

    init(at path: String, options: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let mounted = try run("/usr/bin/env", ["mount", "-t", "tmpfs", "-o", options, "none", path])
        guard mounted.exitCode == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    func unmount() { _ = try? run("/usr/bin/env", ["umount", "-l", path]) }
}

/// A folder with a sweep of six ridge trials that has run.
private struct World {
    let folder: TemporaryFolder
    let sweep: String

    var store: String { folder.path + "/store" }

    init(program: String? = nil) throws {
        folder = try TemporaryFolder()
        let rows = (0..<40).map { row in "\(row % 7),\(row % 5),\(Double(row % 7) * 2 - Double(row % 5))" }
        try folder.write("data.csv", (["a,b,y"] + rows).joined(separator: "\n") + "\n")
        try folder.write(
            "sweep.yaml",
            """
            name: tiny
            method: grid
            metric: {name: validation_rmse, goal: minimize}
            trainer: ridge
            data: {path: data.csv, target: y}
            parameters: {l2: {values: [0.01, 0.1, 1, 10, 100, 1000]}}
            packs: {size: 2}
            """)
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
