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
        try world.expect(
            ["promote", "tiny", "--as", "challenger", "--override", "set-up"], exits: 6, "registry.sqlite")
        #expect(try world.bytes("store/registry.sqlite") == Data("not a database at all, not at all".utf8))
    }

    @Test("A model file that changed since its promotion is refused")
    func damagedModel() throws {
        let world = try World()
        #expect(try world.run(["promote", "tiny", "--as", "champion", "--override", "set-up"]).exitCode == 0)
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
            ("a,b\n1,\n", "line 2"), ("a,b\n1,inf\n", "`inf`"), ("a,b,a\n1,2,3\n", "more than once"),
        ])
    func rowsToPredict(_ text: String, _ message: String) throws {
        let world = try World()
        #expect(try world.run(["promote", "tiny", "--as", "champion", "--override", "set-up"]).exitCode == 0)
        try world.write("rows.csv", Data(text.utf8))
        try world.expect(["predict", "--model", "champion", "rows.csv"], exits: 2, message)
    }

    @Test(
        "A damaged document of a sweep is named, with the way to write it anew",
        arguments: ["work.json", "machine.asl.json", "plan.json", "manifests/0.json", "local.json"])
    func damagedDocument(_ name: String) throws {
        let world = try World()
        let document = "store/sweeps/\(world.sweep)/\(name)"
        let whole = try world.bytes(document)
        try world.write(document, Data("{\"half\":".utf8))
        try world.expect(["resume", "tiny"], exits: 6, name)
        #expect(try world.run(["launch", "sweep.yaml", "--quiet"]).exitCode == 0)
        #expect(try world.bytes(document) == whole)
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
        let first = try world.startProgram()
        defer {
            first.signal(SIGTERM)
            _ = first.finish()
        }
        try world.waitUntil {
            try world.run(["status", "program", "--json"]).output.contains("\"state\": \"running\"")
        }
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

    @Test(
        "A store on a read-only disk, such as a colleague's or an archive, is compared and exported all the same",
        .enabled(if: canMount, "needs root to mount a small file system"))
    func readOnlyStore() throws {
        let world = try World()
        let before = try world.run(["compare", "tiny"])
        let mount = { (options: [String]) in
            try TestSupport.run("/usr/bin/env", ["mount"] + options + [world.store, world.store]).exitCode == 0
        }
        try #require(try mount(["--bind"]))
        defer { _ = try? TestSupport.run("/usr/bin/env", ["umount", "-l", world.store]) }
        try #require(try mount(["-o", "remount,bind,ro"]))
        #expect(!FileManager.default.isWritableFile(atPath: world.store))
        let after = try world.run(["compare", "tiny"])
        #expect(after.exitCode == 0 && after.output == before.output, "\(after.errorOutput)")
        #expect(try world.run(["export", "tiny", "--csv", "-"]).exitCode == 0)
        try world.expect(["launch", "sweep.yaml"], exits: 6, "--store")
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
