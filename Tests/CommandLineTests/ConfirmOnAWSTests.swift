import Foundation
import JSON
import TestSupport
import Testing

/// `confirm --on aws` with a small cloud, whose jobs are real workers that this test starts.
@Suite("Confirming on AWS") struct ConfirmOnAWSTests {
    private let world: World
    private let cloud: SmallCloud

    init() throws {
        world = try World()
        cloud = try SmallCloud()
    }

    private func confirm(_ arguments: [String]) throws -> ProgramResult {
        try world.run(["confirm", "tiny", "--on", "aws", "--stack", "start"] + arguments, environment: cloud.variables)
    }

    /// Runs every pack of the confirmation in the bucket.
    private func work(_ sweep: String) throws {
        let prefix = "sweeps/\(sweep)/packs/"
        for key in cloud.keys where key.hasPrefix(prefix) {
            var variables = cloud.variables
            variables["STEPSWEEP_STORE"] = SmallCloud.bucket
            variables["STEPSWEEP_SWEEP"] = sweep
            variables["STEPSWEEP_PACK"] = String(key.dropFirst(prefix.count).dropLast(".json".count))
            variables["STEPSWEEP_WORKING_DIRECTORY"] = world.folder.path
            let ended = try run("stepsweep-worker", [], environment: variables)
            #expect(ended.exitCode == 0, "\(ended.errorOutput)")
        }
    }

    @Test("It is uploaded with its data and its record, started, and shown by the same command once it has ended")
    func story() throws {
        let started = try confirm(["--top", "2", "--seeds", "1"])
        #expect(started.exitCode == 0 && started.output.contains("runs on AWS"), "\(started.errorOutput)")
        let keys = cloud.keys
        #expect(keys.contains { $0.hasPrefix("data/test-scorings/") && $0.hasSuffix("/0001.json") })
        #expect(keys.contains { $0.hasPrefix("data/") && $0.hasSuffix("/data.csv") })
        let work = try #require(keys.first { $0.hasSuffix("/work.json") })
        let id = String(work.dropFirst("sweeps/".count).dropLast("/work.json".count))
        #expect(id.hasPrefix("tiny-confirm-") && cloud.executions.count == 1)

        #expect(
            try confirm(["--top", "2", "--seeds", "1"]).output.contains(
                "runs on AWS; follow it with: stepsweep watch \(id)"))
        let refused = try confirm(["--top", "3"])
        #expect(
            refused.exitCode == 3 && refused.errorOutput.contains("were scored once already"), "\(refused.errorOutput)")
        #expect(cloud.executions.count == 1)

        try self.work(id)
        cloud.end(try #require(cloud.executions.first), "SUCCEEDED")
        let shown = try confirm(["--top", "2", "--seeds", "1", "--json"])
        let document = try JSON(parsing: shown.output)
        #expect(document["confirmation"]?.string == id && document["missing"] == 0, "\(shown.errorOutput)")
        #expect(document["points"]?.array?.allSatisfy { $0["test"]?["n"] == 1 } == true)
    }

    @Test("Where the bucket knows of another look, nothing is uploaded, and nothing is recorded here")
    func knownThere() throws {
        let first = try confirm(["--top", "1"])
        try #require(first.exitCode == 0, "\(first.errorOutput)")
        let count = cloud.keys.count
        // Another machine, which has the same sweep and has never heard of that confirmation.
        let other = try World()
        let refused = try other.run(
            ["confirm", "tiny", "--top", "2", "--on", "aws", "--stack", "start"], environment: cloud.variables)
        #expect(
            refused.exitCode == 3 && refused.errorOutput.contains("were scored once already"), "\(refused.errorOutput)")
        #expect(cloud.keys.count == count)
        #expect(!FileManager.default.fileExists(atPath: other.store + "/data/test-scorings"))
    }

    @Test("Another machine that takes the sweep over sees its confirmation, and that the test rows were scored")
    func takenOver() throws {
        let sweep = try launched()
        let started = try confirm(["--top", "2", "--seeds", "1"])
        try #require(started.exitCode == 0, "\(started.errorOutput)")
        let id = try #require(cloud.executions.compactMap { $0.firstMatch(of: /:(tiny-confirm-[0-9a-f]{8})-1$/) }.first)
            .output.1
        #expect(cloud.keys.contains("sweeps/\(sweep)/confirmations/\(id).json"))
        let other = ["--store", world.folder.path + "/other"]
        func there(_ arguments: [String]) throws -> String {
            let result = try world.run(arguments + other, environment: cloud.variables)
            #expect(result.exitCode == 0, "\(arguments): \(result.errorOutput)")
            return result.output.replacing("\n", with: " ")
        }
        _ = try there(["results", "pull", sweep, "--stack", "start"])
        let running = try there(["compare", sweep])
        #expect(running.contains("2 of its trials have no outcome"), "\(running)")
        try work(String(id))
        cloud.end(try #require(cloud.executions.first { $0.contains(id) }), "SUCCEEDED")
        _ = try there(["results", "pull", sweep])
        let ended = try there(["compare", sweep])
        #expect(ended.contains("the test rows were scored once, by \(id)"), "\(ended)")
        #expect(ended.contains("on the test split"), "\(ended)")
    }

    /// The sweep itself, run in the bucket and brought home into an empty store.
    private func launched() throws -> String {
        try FileManager.default.removeItem(atPath: world.store)
        let launched = try world.run(
            ["launch", "sweep.yaml", "--on", "aws", "--stack", "start", "--quiet"], environment: cloud.variables)
        try #require(launched.exitCode == 0, "\(launched.errorOutput)")
        try work(world.sweep)
        cloud.end(try #require(cloud.executions.first), "SUCCEEDED")
        let pulled = try world.run(["results", "pull", "tiny"], environment: cloud.variables)
        try #require(pulled.exitCode == 0, "\(pulled.errorOutput)")
        return world.sweep
    }
}
