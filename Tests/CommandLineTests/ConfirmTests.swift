import Foundation
import JSON
import TestSupport
import Testing

/// The story of `confirm` with real workers.
@Suite("Confirming", .serialized) struct ConfirmTests {
    private func document(_ result: ProgramResult) throws -> JSON {
        try #require(result.exitCode == 0, "\(result.errorOutput)")
        return try JSON(parsing: result.output)
    }

    private func records(_ world: World) -> [String] {
        let folder = world.store + "/data/test-scorings"
        return (try? FileManager.default.subpathsOfDirectory(atPath: folder))?.filter { $0.hasSuffix(".json") }.sorted()
            ?? []
    }

    private func confirmations(_ world: World) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: world.store + "/sweeps").filter { $0.contains("-confirm-") }
    }

    @Test("The best points are trained under fresh seeds and scored on the test rows once, without the sweep's file")
    func story() throws {
        let world = try World()
        try FileManager.default.removeItem(atPath: world.folder.path + "/sweep.yaml")
        let first = try document(try world.run(["confirm", "tiny", "--top", "2", "--seeds", "2", "--json"]))
        #expect(first["schema"] == "stepsweep.confirmation" && first["version"] == 1 && first["missing"] == 0)
        #expect(first["sweep"]?.string == world.sweep && first["seeds"] == [1, 2] && first["testRows"] == 8)
        #expect(first["testMetric"]?["name"] == "test_rmse")
        let points = try #require(first["points"]?.array)
        #expect(points.count == 2)
        for point in points {
            #expect(point["test"]?["n"] == 2 && point["validation"]?["n"] == 2 && point["failed"] == 0)
        }
        #expect(records(world).count == 1)

        let again = try world.run(["confirm", "tiny", "--top", "2", "--seeds", "2", "--json"])
        #expect(try document(again) == first)
        #expect(try confirmations(world).count == 1 && records(world).count == 1)

        let ranked = try document(try world.run(["compare", "tiny", "--json"]))
        #expect(ranked["testScorings"]?.array?.count == 1)
        let metrics = (ranked["trials"]?.array ?? []).compactMap { $0["metrics"]?.object }
        #expect(metrics.count == 6 && !metrics.contains { $0.keys.contains { $0.hasPrefix("test_") } })
        #expect(try world.run(["compare", "tiny"]).output.contains("the test rows were scored once, by tiny-confirm-"))
        #expect(try world.sqlite("results.sqlite", "SELECT count(*) FROM test_losses") == "4")
    }

    @Test("Another look at the test rows is refused, unless somebody says why; fresh seeds alone are no look")
    func anotherLook() throws {
        let world = try World()
        let table = try world.run(["confirm", "tiny", "--top", "2"])
        #expect(table.exitCode == 0 && table.output.contains("promote: stepsweep promote \(world.sweep) --trial "))
        try world.expect(["confirm", "tiny", "--top", "3"], exits: 3, "its test rows were scored once already")
        try world.expect(["confirm", "tiny", "--top", "2", "--seeds", "4"], exits: 3, "say --again \"why\"")
        #expect(try confirmations(world).count == 1)
        let fresh = try document(try world.run(["confirm", "tiny", "--top", "3", "--without-test", "--json"]))
        #expect(fresh["testMetric"] == .null && fresh["points"]?.array?.count == 3 && fresh["testScorings"] == [])
        #expect(fresh["points"]?.array?.allSatisfy { $0["test"] == .null } == true)
        #expect(records(world).count == 1)
        let second = try document(
            try world.run(["confirm", "tiny", "--top", "3", "--again", "two were too few", "--json"]))
        #expect(second["testScorings"]?.array?.map { $0["why"]?.string } == [nil, "two were too few"])
        #expect(try world.run(["compare", "tiny"]).output.contains("were scored 2 times"))
        let confirmation = try #require(second["confirmation"]?.string)
        try world.expect(["confirm", confirmation, "--top", "1"], exits: 3, "is itself a confirmation")
    }

    @Test("Of two different ones at once, one looks at the test rows; two equal ones are one")
    func twoAtOnce() throws {
        let world = try World()
        func begin(_ arguments: [String]) throws -> RunningProgram {
            try start(
                "stepsweep", ["confirm", "tiny", "--quiet"] + arguments, in: world.folder.path,
                environment: ["STEPSWEEP_STORE": world.store])
        }
        let different = try ["1", "2", "3"].map { try begin(["--top", $0]) }.map { $0.finish().exitCode }
        #expect(different.sorted() == [0, 3, 3])
        #expect(try records(world).count == 1 && confirmations(world).count == 1)

        let other = try World()
        let equal = try (0..<3).map { _ in
            try start(
                "stepsweep", ["confirm", "tiny", "--json", "--top", "2"], in: other.folder.path,
                environment: ["STEPSWEEP_STORE": other.store])
        }.map { $0.finish() }
        #expect(equal.map(\.exitCode) == [0, 0, 0], "\(equal.map(\.errorOutput))")
        #expect(Set(equal.map(\.output)).count == 1 && records(other).count == 1)
    }

    /// Its sweep's metric, and the test metric only where it may.
    private static let program = """
        import json, os, sys, time
        a = json.load(open(os.environ["STEPSWEEP_PARAMETERS_FILE"]))["a"]
        out = open(os.environ["STEPSWEEP_METRICS_FILE"], "a")
        for fold in range(2): out.write(json.dumps({"fold": fold, "loss": a + fold}) + "\\n")
        if os.environ.get("STEPSWEEP_CONFIRM") == "1":
            while os.path.exists("wait"): time.sleep(0.01)
            out.write(json.dumps({"test_loss": 2 * a}) + "\\n")
        """

    @Test("A program of the user's is told that it may score test rows, and by nothing else")
    func program() throws {
        let world = try World(program: Self.program)
        try #require(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        #expect(try world.sqlite("results.sqlite", "SELECT count(*) FROM metrics WHERE name LIKE 'test%'") == "0")
        #expect(try world.sqlite("results.sqlite", "SELECT folds FROM fold_metrics") == #"[{"loss":1.0},{"loss":2.0}]"#)
        let document = try document(try world.run(["confirm", "program", "--seeds", "2", "--json"]))
        let tests = (document["points"]?.array ?? []).map { $0["test"]?["mean"]?.double }
        #expect(tests == [2, 4] && document["testRows"] == .null)
        #expect(document["points"]?.array?.first?["validation"]?["mean"] == 1.5)
    }

    @Test("Killed in the middle, it goes on by resume or by the same command, and is one look")
    func killed() throws {
        for goesOn in [["resume"], ["confirm"]] {
            let world = try World(program: Self.program)
            try #require(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
            try world.folder.write("wait", "")
            let running = try start(
                "stepsweep", ["confirm", "program", "--quiet"], in: world.folder.path,
                environment: ["STEPSWEEP_STORE": world.store])
            let isUnderWay = {
                try self.confirmations(world).first.map { id in
                    FileManager.default.fileExists(atPath: world.store + "/sweeps/\(id)/executions/1")
                } ?? false
            }
            try world.waitUntil(isUnderWay)
            running.signal(SIGKILL)
            _ = running.finish()
            #expect(records(world).count == 1)
            try world.expect(["confirm", "program", "--top", "1"], exits: 3, "were scored once already")
            try FileManager.default.removeItem(atPath: world.folder.path + "/wait")
            let id = try #require(try confirmations(world).first)
            let result = try world.run(
                goesOn == ["resume"] ? ["resume", id, "--quiet"] : ["confirm", "program", "--quiet"])
            #expect(result.exitCode == 0, "\(result.errorOutput)")
            let shown = try document(try world.run(["confirm", "program", "--json"]))
            #expect(shown["confirmation"]?.string == id && shown["missing"] == 0)
            #expect(try records(world).count == 1 && confirmations(world) == [id])
        }
    }

    @Test("A worker scores no test rows without the record of it")
    func noRecord() throws {
        let world = try World(program: Self.program)
        try #require(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 0)
        try #require(try world.run(["confirm", "program", "--quiet"]).exitCode == 0)
        let id = try #require(try confirmations(world).first)
        try FileManager.default.removeItem(atPath: world.store + "/data/test-scorings")
        try FileManager.default.removeItem(atPath: world.store + "/sweeps/\(id)/outcomes")
        let result = try world.run(["resume", id])
        #expect(result.errorOutput.contains("no record in the store allows"), "\(result.errorOutput)")
        #expect(!FileManager.default.fileExists(atPath: world.store + "/sweeps/\(id)/outcomes"))
    }

    @Test("Without test rows it says what to do; the data may have been moved into the store alone")
    func noTestRows() throws {
        let folder = try TemporaryFolder()
        try folder.writeTinySweep()
        let text = try String(contentsOfFile: folder.path + "/sweep.yaml", encoding: .utf8)
        let split = "target: y, split: {train: 0.7, validation: 0.3, test: 0}"
        try folder.write("sweep.yaml", text.replacing("target: y", with: split))
        let environment = ["STEPSWEEP_STORE": folder.path + "/store"]
        func call(_ arguments: [String]) throws -> ProgramResult {
            try run("stepsweep", arguments, in: folder.path, environment: environment)
        }
        try #require(try call(["launch", "sweep.yaml", "--quiet"]).exitCode == 0)
        let refused = try call(["confirm", "tiny"])
        #expect(refused.exitCode == 3 && refused.errorOutput.contains("data.split.test is 0"))
        try FileManager.default.removeItem(atPath: folder.path + "/data.csv")
        let fresh = try call(["confirm", "tiny", "--without-test", "--top", "1"])
        #expect(fresh.exitCode == 0 && fresh.output.contains("the test rows were not scored"), "\(fresh.errorOutput)")
        let stored = try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/store/data")
        for file in stored where file.hasSuffix(".csv") {
            try FileManager.default.removeItem(atPath: folder.path + "/store/data/" + file)
        }
        let gone = try call(["confirm", "tiny", "--without-test", "--top", "2"])
        #expect(
            gone.exitCode == 6 && gone.errorOutput.contains("is neither in the store nor in"), "\(gone.errorOutput)")
    }

    @Test("A sweep without a trial that succeeded, and one that still runs, are not confirmed")
    func notReady() throws {
        let world = try World(program: "import sys\nsys.exit(1)\n")
        #expect(try world.run(["launch", "program.yaml", "--quiet"]).exitCode == 1)
        try world.expect(["confirm", "program"], exits: 3, "no trial has succeeded")
        let slow = try World(program: "import time\ntime.sleep(60)\n")
        let running = try slow.startProgram()
        try slow.waitUntil { try slow.run(["status", "program"]).output.contains("running") }
        try slow.expect(["confirm", "program"], exits: 7, "is still running")
        running.signal(SIGINT)
        _ = running.finish()
    }
}
