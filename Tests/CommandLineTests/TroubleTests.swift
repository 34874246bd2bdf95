import Foundation
import JSON
import TestSupport
import Testing

/// Everyday trouble that must stay small: nobody reads the messages, a terminal is closed, a record is half there.
@Suite("Everyday trouble", .serialized) struct TroubleTests {
    @Test(
        "A program whose messages nobody can read goes on, and ends with its own exit code",
        arguments: ["2>/dev/full", "2>&-", "2> >(true)"])
    func unreadableMessages(_ redirection: String) throws {
        let world = try World()
        let programs = productsFolder
        func shell(_ command: String) throws -> ProgramResult {
            try TestSupport.run(
                "/bin/bash", ["-c", "exec \(programs)/\(command) \(redirection)"], in: world.folder.path)
        }
        let status = try shell("stepsweep status --store nowhere")
        #expect(status.exitCode == 4 && !status.signalled)
        let launch = try shell("stepsweep launch sweep.yaml --store fresh")
        #expect(launch.exitCode == 0 && !launch.signalled)
        let worker = try shell("stepsweep-worker")
        #expect(worker.exitCode == 64 && !worker.signalled)
        let reducer = try shell("stepsweep-reduce --store nowhere --sweep none")
        #expect(reducer.exitCode == 1 && !reducer.signalled)
    }

    @Test("A trial that was judged by another metric is trained again")
    func otherMetric() throws {
        let world = try World(program: "print('loss=1', flush=True)\n")
        #expect(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        let file = try String(decoding: world.bytes("program.yaml"), as: UTF8.self)
        try world.write("program.yaml", Data(file.replacing("name: loss", with: "name: lozz").utf8))
        try world.expect(["launch", "program.yaml"], exits: 1, "missing-metric")
    }

    @Test("Equal trials of an earlier sweep are taken over, and --fresh trains them anew")
    func equalTrials() throws {
        let world = try World(program: "open('runs', 'a').write('x')\nprint('loss=1', flush=True)\n")
        let file = try String(decoding: world.bytes("program.yaml"), as: UTF8.self)
        func launch(_ description: String, _ options: [String] = []) throws -> Int {
            try world.write("program.yaml", Data((file + "description: \(description)\n").utf8))
            #expect(try world.run(["launch", "program.yaml", "--quiet"] + options).exitCode == 0)
            return try world.bytes("runs").count
        }
        #expect(try launch("first") == 2)
        #expect(try launch("second") == 2)
        #expect(try launch("third", ["--fresh"]) == 4)
    }

    @Test("What had finished before Ctrl-C can be compared")
    func interrupted() throws {
        let world = try World(
            program: "import sys, time\nprint('loss=1', flush=True)\ntime.sleep(60 * (sys.argv[1] != '--a=1'))\n")
        let running = try world.startProgram()
        try world.waitUntil {
            try world.run(["status", "program", "--json"]).output.contains("\"succeeded\": 1")
        }
        running.signal(SIGINT)
        #expect(running.finish().exitCode == 130)
        let compared = try world.run(["compare", "program", "--json"])
        #expect(compared.exitCode == 0)
        #expect(compared.output.contains("\"succeeded\""))
    }

    @Test("A worker that can't begin is heard, with what to do")
    func workerComplaint() throws {
        let world = try World(program: "print('loss=1', flush=True)\n")
        try world.folder.write("worker", "#!/bin/sh\necho 'stepsweep-worker: the moon is in the way' >&2\nexit 74\n")
        #expect(chmod(world.folder.path + "/worker", 0o755) == 0)
        let broken = ["STEPSWEEP_WORKER": world.folder.path + "/worker"]
        try world.expect(["launch", "program.yaml"], exits: 1, "the moon is in the way", environment: broken)
        try world.expect(["launch", "program.yaml"], exits: 1, "stepsweep resume", environment: broken)
        #expect(try world.run(["status", "program"]).output.contains("the moon is in the way"))
        #expect(try world.run(["resume", "program", "--quiet"]).exitCode == 0)
    }

    @Test("cancel ends what a killed engine left, and says so")
    func cancelAfterKill() throws {
        let world = try World(program: "import time\nprint('loss=1', flush=True)\ntime.sleep(60)\n")
        let engine = try world.startProgram()
        try world.waitUntil { try world.run(["status", "program"]).output.contains("loss=1") }
        engine.signal(SIGKILL)
        _ = engine.finish()
        let cancelled = try world.run(["cancel", "program"])
        #expect(cancelled.exitCode == 0, "stderr: \(cancelled.errorOutput)")
        #expect(cancelled.output.contains("no process is left"))
    }

    @Test("A caller that ignores the ends of its children hides no failure")
    func ignoredChildren() throws {
        let world = try World()
        let failing = try TestSupport.run(
            "/usr/bin/env",
            ["--ignore-signal=CHLD", productsFolder + "/stepsweep", "launch", "sweep.yaml", "--store", "fresh"],
            in: world.folder.path, environment: ["STEPSWEEP_WORKER": "/bin/false"])
        #expect(failing.exitCode == 1)
        try world.write(
            "sweep.yaml", try world.bytes("sweep.yaml") + Data("\nreduce: {command: [/bin/echo, '{}']}\n".utf8))
        let reduced = try TestSupport.run(
            "/usr/bin/env",
            ["--ignore-signal=CHLD", productsFolder + "/stepsweep", "launch", "sweep.yaml", "--store", "reduced"],
            in: world.folder.path)
        #expect(reduced.exitCode == 0, "stderr: \(reduced.errorOutput)")
    }

    @Test("A doubled signal is one wish to stop")
    func doubledSignal() throws {
        let world = try World(program: "import time\nprint('loss=1', flush=True)\ntime.sleep(60)\n")
        let engine = try world.startProgram()
        try world.waitUntil { try world.run(["status", "program"]).output.contains("loss=1") }
        engine.signal(SIGINT)
        engine.signal(SIGTERM)
        #expect(engine.finish().exitCode == 130)
        #expect(try world.run(["status", "program"]).output.contains("aborted"))
    }

    @Test("An outcome record that lacks a member counts as missing everywhere, and resume trains the trial again")
    func incompleteOutcome() throws {
        let world = try World()
        let folder = "store/sweeps/\(world.sweep)/outcomes/p0000"
        let file = try #require(
            try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/" + folder).first)
        let lines = try String(decoding: world.bytes(folder + "/" + file), as: UTF8.self)
        try world.write(folder + "/" + file, Data(lines.replacing("\"cost\"", with: "\"toll\"").utf8))
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: world.store + "/results.sqlite" + end)
        }
        #expect(try world.run(["status", "tiny"]).output.contains("4 of 6 trials"))
        #expect(try world.run(["resume", "tiny", "--quiet"]).exitCode == 0)
        #expect(try world.sqlite("results.sqlite", "SELECT count(*) FROM trials WHERE status = 'succeeded'") == "6")
    }

    @Test("A results database that a crash left empty stops no launch")
    func emptyResults() throws {
        let world = try World()
        try FileManager.default.createDirectory(atPath: world.folder.path + "/empty", withIntermediateDirectories: true)
        try world.write("empty/results.sqlite", Data())
        #expect(try world.run(["launch", "sweep.yaml", "--store", "empty", "--quiet"]).exitCode == 0)
    }

    @Test("A sweep is found by the name in its file, dots included")
    func dottedName() throws {
        let world = try World()
        let file = try String(decoding: world.bytes("sweep.yaml"), as: UTF8.self)
        try world.write("sweep.yaml", Data(file.replacing("name: tiny", with: "name: tiny.v2").utf8))
        #expect(try world.run(["launch", "sweep.yaml", "--quiet"]).exitCode == 0)
        #expect(try world.run(["status", "tiny.v2"]).exitCode == 0)
    }

    @Test("One damaged sweep does not hide the others")
    func damagedNeighbour() throws {
        let world = try World()
        try world.write("other.yaml", try world.bytes("sweep.yaml"))
        let file = try String(decoding: world.bytes("sweep.yaml"), as: UTF8.self)
        try world.write("other.yaml", Data(file.replacing("name: tiny", with: "name: other").utf8))
        #expect(try world.run(["launch", "other.yaml", "--quiet"]).exitCode == 0)
        try world.write("store/sweeps/\(world.sweep)/work.json", Data("{".utf8))
        let status = try world.run(["status"])
        #expect(status.exitCode == 6 && status.output.contains("other-") && status.errorOutput.contains("work.json"))
    }

    @Test("A launch mends damaged packs and data")
    func mended() throws {
        let world = try World()
        let data = try #require(
            FileManager.default.subpathsOfDirectory(atPath: world.store + "/data").first { $0.hasSuffix("data.csv") })
        for file in ["store/sweeps/\(world.sweep)/packs/p0000.json", "store/data/" + data] {
            let whole = try world.bytes(file)
            try world.write(file, whole.prefix(7))
            #expect(try world.run(["launch", "sweep.yaml", "--quiet"]).exitCode == 0)
            #expect(try world.bytes(file) == whole)
        }
    }

    @Test("Looking makes nothing")
    func lookingMakesNothing() throws {
        let world = try World()
        try FileManager.default.createDirectory(atPath: world.folder.path + "/bare", withIntermediateDirectories: true)
        #expect(try world.run(["status", "--store", "bare"]).exitCode == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/bare").isEmpty)
    }

    @Test("The lane's memory limit holds here, too")
    func memoryLimit() throws {
        let world = try World(
            program: "held = bytearray(200 << 20)\nprint('loss=1', flush=True)\nimport time\ntime.sleep(5)\n")
        let file = try String(decoding: world.bytes("program.yaml"), as: UTF8.self)
        try world.write("program.yaml", Data((file + "compute: {memory_mib: 128}\n").utf8))
        try world.expect(["launch", "program.yaml"], exits: 1, "out-of-memory")
    }

    @Test("A running sweep's finished trials can be compared, and a killed one's")
    func compareEarly() throws {
        let world = try World(
            program: "import sys, time\nprint('loss=1', flush=True)\ntime.sleep(60 * (sys.argv[1] != '--a=1'))\n")
        let engine = try world.startProgram()
        try world.waitUntil {
            try world.run(["status", "program", "--json"]).output.contains("\"succeeded\": 1")
        }
        #expect(try world.run(["compare", "program"]).output.contains("2 trials: 1 succeeded"))
        engine.signal(SIGKILL)
        _ = engine.finish()
        #expect(try world.run(["compare", "program"]).output.contains("2 trials: 1 succeeded"))
        #expect(try world.run(["cancel", "program"]).exitCode == 0)
    }

    @Test("A program that changed since the launch is not resumed, since its results could not be compared")
    func changedProgram() throws {
        let world = try World(program: "print('loss=1', flush=True)\n")
        #expect(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        try world.write("train.py", Data("print('loss=2', flush=True)\n".utf8))
        try world.expect(["resume", "program"], exits: 3, "is not the program that program-")
        try world.write("train.py", Data("print('loss=1', flush=True)\n".utf8))
        #expect(try world.run(["resume", "program", "--quiet"]).exitCode == 0)
    }

    @Test("A reader of events that goes away stops no sweep")
    func readerGoesAway() throws {
        let world = try World()
        let shell =
            "\(productsFolder)/stepsweep launch sweep.yaml --store piped --json | head -n 1; exit ${PIPESTATUS[0]}"
        let result = try TestSupport.run("/bin/bash", ["-c", shell], in: world.folder.path)
        #expect(result.exitCode == 0)
        #expect(try world.run(["status", "--store", "piped"]).output.contains("succeeded  6 of 6"))
    }

    @Test("A terminal that closes stops the sweep cleanly, unless the caller ignores that")
    func hangup() throws {
        let world = try World(program: "import time\nprint('loss=1', flush=True)\ntime.sleep(4)\n")
        let engine = try world.startProgram()
        try world.waitUntil { try world.run(["status", "program"]).output.contains("loss=1") }
        engine.signal(SIGHUP)
        #expect(engine.finish().exitCode == 130)
        let patient = try start(
            "/usr/bin/env", ["--ignore-signal=HUP", productsFolder + "/stepsweep", "resume", "program", "--quiet"],
            in: world.folder.path, environment: ["STEPSWEEP_STORE": world.store])
        try world.waitUntil { try world.run(["status", "program"]).output.contains("running") }
        patient.signal(SIGHUP)
        #expect(patient.finish().exitCode == 0)
    }

    @Test("Why a trial failed is said at the end of a launch, and by logs")
    func reasons() throws {
        let world = try World(
            program: "import sys\nprint('loss=1', flush=True)\nsys.exit(int(sys.argv[1] == '--a=2') * 7)\n")
        let launch = try world.run(["launch", "program.yaml"])
        #expect(launch.exitCode == 0)
        #expect(launch.errorOutput.contains("failed: exit-code: "))
        let compared = try JSON(parsing: Data(world.run(["compare", "program", "--json"]).output.utf8))
        let failed = compared["trials"]?.array?.first { $0["status"] == "failed" }
        let trial = try #require(failed?["trial"]?.string)
        let message = try #require(failed?["failure"]?["message"]?.string)
        #expect(try world.run(["logs", trial, "--sweep", "program"]).output.contains("exit-code: \(message)"))
    }

    @Test("A disk or database that stands in the way of the reducer is no failure of the sweep")
    func brokenReduce() throws {
        let world = try World()
        try world.write("store/results.sqlite", Data(repeating: 0x5A, count: 8192))
        for end in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: world.store + "/results.sqlite" + end)
        }
        try world.expect(["resume", "tiny"], exits: 6, "reduce again: stepsweep resume")
        let words = try world.run(["resume", "tiny"]).errorOutput
        #expect(!words.contains("errorMessage"))
    }

    @Test("Sorting downwards is typed as the help says")
    func descending() throws {
        let world = try World()
        #expect(try world.run(["compare", "tiny", "--sort", "-validation_rmse"]).exitCode == 0)
        try world.expect(["compare", "tiny", "--top", "-1"], exits: 2, "--top: must be 1 or more")
    }

    @Test(
        "Help is on stdout, with exit code 0",
        arguments: [["--help"], ["plan", "--help"], ["help", "compare"], ["--version"], []])
    func help(_ arguments: [String]) throws {
        let result = try TestSupport.run("stepsweep", arguments)
        #expect(result.exitCode == 0 && result.errorOutput.isEmpty && !result.output.isEmpty)
    }
}
