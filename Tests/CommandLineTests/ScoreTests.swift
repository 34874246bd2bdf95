import Decisions
import Foundation
import JSON
import SweepModel
import TestSupport
import Testing
import TrainingCore

@Suite("stepsweep score") struct ScoreTests {
    @Test("answers each row by its unit's arm, in the input's order, with its model's numbers")
    func routed() throws {
        let world = try ScoringWorld(rows: 2_500)
        let result = try world.score(["--shard-rows", "400", "--output", "scored.csv"])
        #expect(result.exitCode == 0, "\(result.errorOutput)")
        let lines = try String(decoding: world.world.bytes("scored.csv"), as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "unit,arm,version,prediction")
        #expect(lines.count == 2_501)
        let document = try JSON(parsing: world.world.bytes("store/" + StoreKey.serving)).decode(ServingDocument.self)
        let router = ArmRouter(document)
        let names = document.arms.map(\.name)
        let features = (0..<2_500).flatMap { [Double($0 % 7), Double($0 % 5)] }
        var predicted: [String: [Double]] = [:]
        for arm in document.arms {
            guard case .builtIn(let key, _) = arm.model else { continue }
            let model = try Model(safetensors: Array(world.world.bytes("store/" + key)))
            #expect(model.featureNames == ["a", "b"])
            let matrix = try #require(Matrix(rows: 2_500, columns: 2, storage: features))
            guard case .values(let values) = try model.predict(matrix) else { continue }
            predicted[arm.name] = values
        }
        for (row, line) in lines.dropFirst().enumerated() {
            let unit = "\(row % 3 == 0 ? "Unit, " : "unit")\(row % 1000)"
            let arm = names[router.route(unit, at: 0).answering]
            let shown = row % 3 == 0 ? "\"\(unit)\"" : unit
            let version = arm == "control" ? 1 : 6
            let fields = line.dropFirst(shown.count).split(separator: ",")
            #expect(line.hasPrefix(shown) && fields.prefix(2) == [Substring(arm), "\(version)"], "\(line)")
            let value = try #require(fields.last.flatMap { Double($0) })
            let expected = try #require(predicted[arm]?[row])
            // A product over another number of rows may round its last bit differently.
            #expect(abs(value - expected) < 1e-9)
        }
    }

    @Test("runs nothing again for an input that is complete, and only what is missing of another")
    func resumes() throws {
        let world = try ScoringWorld(rows: 1_000)
        #expect(try world.score(["--shard-rows", "100"]).exitCode == 0)
        let first = try world.attempts()
        #expect(first >= 10)
        let output = try Data(contentsOf: URL(fileURLWithPath: world.folder + "/output.csv"))
        #expect(try world.score(["--shard-rows", "100"]).exitCode == 0)
        #expect(try world.attempts() == first)
        for name in ["results/s000003.csv", "output.csv"] {
            try FileManager.default.removeItem(atPath: world.folder + "/" + name)
        }
        #expect(try world.score(["--shard-rows", "100"]).exitCode == 0)
        #expect(try world.attempts() == first + 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: world.folder + "/output.csv")) == output)
    }

    @Test("tells which shards failed and why, keeps the others, and goes on once the cause is gone")
    func failed() throws {
        let world = try ScoringWorld(rows: 600)
        let calm = try world.score(["--shard-rows", "100", "--output", "calm.csv"])
        #expect(calm.exitCode == 0)
        for name in ["results/s000001.csv", "output.csv"] {
            try FileManager.default.removeItem(atPath: world.folder + "/" + name)
        }
        // A folder in the place of the result: the worker can't write it.
        let obstacle = try world.folder + "/results/s000001.csv"
        try FileManager.default.createDirectory(atPath: obstacle + "/x", withIntermediateDirectories: true)
        let failed = try world.score(["--shard-rows", "100"])
        #expect(failed.exitCode == 1, "\(failed.errorOutput)")
        #expect(failed.errorOutput.contains("1 of 7 shards have no result (s000001)"), "\(failed.errorOutput)")
        #expect(failed.errorOutput.contains("a worker failed: s000001: "), "\(failed.errorOutput)")
        try FileManager.default.removeItem(atPath: obstacle)
        #expect(try world.score(["--shard-rows", "100", "--output", "again.csv"]).exitCode == 0)
        #expect(try world.world.bytes("again.csv") == world.world.bytes("calm.csv"))
    }

    @Test("needs no unit without a test: one arm answers, and a row is known by its number")
    func oneArm() throws {
        let world = try ScoringWorld(rows: 5, test: false)
        let result = try world.world.run(["score", "input.csv", "--output", "-"])
        #expect(result.exitCode == 0, "\(result.errorOutput)")
        let lines = result.output.split(separator: "\n")
        #expect(
            lines.dropFirst().map { $0.split(separator: ",").prefix(3).joined(separator: ",") }
                == (1...5).map { "\($0),control,1" })
    }

    @Test("refuses what it can't score, with the place and the fix")
    func refusals() throws {
        let world = try ScoringWorld(rows: 20)
        try world.world.expect(["score", "input.csv"], exits: 2, "name the column that identifies it with --unit")
        try world.world.expect(
            ["score", "input.csv", "--unit", "client"], exits: 2, "there is no column `client`, which --unit names")
        try world.world.folder.write("bad.csv", "a,customer,b\n1,u1,2\n1,u2,x\n")
        try world.world.expect(
            ["score", "bad.csv", "--unit", "customer"], exits: 2, "line 3, column 3 (b): `x` is not a number")
        try world.world.expect(["score", "none.csv", "--unit", "customer"], exits: 2, "there is no such file")
        try world.world.folder.write("empty.csv", "a,customer,b\n")
        try world.world.expect(["score", "empty.csv", "--unit", "customer"], exits: 2, "there are no rows")
        try world.world.expect(
            ["score", "input.csv", "--unit", "customer", "--shard-rows", "0"], exits: 2, "must be between 1 and")
        try FileManager.default.removeItem(atPath: world.world.store + "/" + StoreKey.serving)
        try world.world.expect(["score", "input.csv", "--unit", "customer"], exits: 4, "nothing is served")
    }

    @Test("shows the machine and the plan, and then writes nothing")
    func dryRun() throws {
        let world = try ScoringWorld(rows: 2_000)
        let machine = try JSON(parsing: world.score(["--asl"]).output)
        #expect(machine["States"]?["Score"]?["ItemProcessor"]?["States"]?["Score-treatment"] != nil)
        let plan = try world.score(["--dry-run", "--shard-rows", "10"])
        #expect(plan.output.contains("DISTRIBUTED"), "\(plan.output)")
        #expect(try JSON(parsing: world.score(["--dry-run", "--json"]).output)["map"]?["mode"] == "INLINE")
        #expect(!FileManager.default.fileExists(atPath: world.world.store + "/scorings"))
    }

    @Test("loses nothing and answers nothing twice where it and its workers are killed")
    func killed() throws {
        let calm = try ScoringWorld(rows: 60_000)
        let arguments = ["--shard-rows", "1500"]
        let began = Date()
        #expect(try calm.score(arguments).exitCode == 0)
        let seconds = Date().timeIntervalSince(began)
        let expected = try Data(contentsOf: URL(fileURLWithPath: calm.folder + "/output.csv"))
        var generator = SystemRandomNumberGenerator()
        for round in 0..<8 {
            let world = try ScoringWorld(rows: 60_000)
            for _ in 0..<2 {
                let program = try start(
                    "stepsweep", ["score", "input.csv", "--unit", "customer", "--quiet"] + arguments,
                    in: world.world.folder.path, environment: ["STEPSWEEP_STORE": world.world.store])
                Thread.sleep(forTimeInterval: seconds * Double.random(in: 0..<1, using: &generator))
                if round % 2 == 0 { world.killWorkers() }
                program.signal(SIGKILL)
                _ = program.finish()
            }
            let last = try world.score(arguments)
            #expect(last.exitCode == 0, "round \(round): \(last.errorOutput)")
            let output = try Data(contentsOf: URL(fileURLWithPath: world.folder + "/output.csv"))
            #expect(output == expected, "round \(round)")
        }
    }
}

extension ScoringWorld {
    /// Kills the workers that score for this store.
    fileprivate func killWorkers() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let process = pid_t(name),
                let variables = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(name)/environ")),
                String(decoding: variables, as: UTF8.self).contains("STEPSWEEP_STORE=\(world.store)\0"),
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/exe"))?
                    .hasSuffix("worker") == true
            else { continue }
            kill(process, SIGKILL)
        }
    }
}
