import Foundation
import JSON
import SweepModel
import TestSupport
import Testing

/// Scoring in a small cloud: real requests to S3, Step Functions and CloudFormation, real workers on the bucket, and the real function
/// that merges; only the machine's steps are taken by the test.
@Suite("stepsweep score --on aws") struct ScoreOnAWSTests {
    private let cloud: SmallCloud
    private let world: ScoringWorld

    init() throws {
        cloud = try SmallCloud()
        world = try ScoringWorld(rows: 900)
    }

    private func start(_ more: [String] = []) throws -> RunningProgram {
        try TestSupport.start(
            "stepsweep",
            ["score", "input.csv", "--unit", "customer", "--on", "aws", "--stack", "start", "--shard-rows", "200"]
                + more,
            in: world.world.folder.path,
            environment: cloud.variables.merging(["STEPSWEEP_STORE": world.world.store]) { $1 })
    }

    private func input(_ run: Int) throws -> JSON {
        let key = try #require(cloud.keys.first { $0.hasSuffix("executions/\(run)/input.json") })
        return try JSON(parsing: try #require(cloud.text(key)))
    }

    /// What a Batch job of the machine does.
    private func score(_ shard: JSON, of input: JSON) throws -> Int32 {
        var variables = cloud.variables
        variables["STEPSWEEP_STORE"] = try #require(input["target"]?["bucket"]?.string)
        variables["STEPSWEEP_SCORING"] = try #require(input["scoring"]?.string)
        variables["STEPSWEEP_SHARD"] = try #require(shard["shard"]?.string)
        variables["STEPSWEEP_ARM"] = try #require(shard["arm"]?.string)
        return try TestSupport.run("stepsweep-worker", [], environment: variables).exitCode
    }

    /// What the machine's `Merge` does.
    private func merge(_ input: JSON) throws -> JSON {
        let event: JSON = [
            "scoring": input["scoring"] ?? .null, "run": input["run"] ?? .null,
            "store": input["target"]?["bucket"] ?? .null,
        ]
        let api = try RuntimeAPIServer(events: [RuntimeAPIEvent(event.text(), requestID: "r")])
        _ = try TestSupport.run(
            "stepsweep-reduce", [],
            environment: cloud.variables.merging(["AWS_LAMBDA_RUNTIME_API": api.endpoint]) { $1 })
        return try JSON(parsing: try #require(api.calls.first { $0.method == "POST" }).body)
    }

    @Test("uploads once, follows the execution, runs only missing shards again, and brings the rows of a scoring here")
    func whole() throws {
        let here = try world.score(["--shard-rows", "200", "--output", "here.csv"])
        #expect(here.exitCode == 0)

        let first = try start(["--output", "there.csv"])
        try world.world.waitUntil { cloud.executions.count == 1 }
        let input = try input(1)
        let shards = try #require(input["shards"]?.array)
        #expect(Set(shards.compactMap { $0["arm"]?.string }) == ["control", "treatment"])
        for shard in shards.dropLast() { #expect(try score(shard, of: input) == 0) }
        let verdict = try merge(input)
        #expect(verdict["complete"] == false && verdict["missing"] == 1)
        cloud.end(cloud.executions[0], "FAILED")
        let failed = first.finish()
        #expect(failed.exitCode == 1, "\(failed.errorOutput)")

        let second = try start(["--output", "there.csv"])
        try world.world.waitUntil { cloud.executions.count == 2 }
        let rest = try self.input(2)
        #expect(rest["shards"]?.array == [try #require(shards.last)])
        for shard in rest["shards"]?.array ?? [] { #expect(try score(shard, of: rest) == 0) }
        #expect(try merge(rest)["complete"] == true)
        cloud.end(cloud.executions[1], "SUCCEEDED")
        let done = second.finish()
        #expect(done.exitCode == 0, "\(done.errorOutput)")
        #expect(try world.world.bytes("there.csv") == world.world.bytes("here.csv"))

        let third = try start(["--quiet"]).finish()
        #expect(third.exitCode == 0, "\(third.errorOutput)")
        #expect(cloud.executions.count == 2)
    }

    @Test("is refused by a stack without the lane")
    func lane() throws {
        let result = try start(["--lane", "gpu"]).finish()
        #expect(result.exitCode != 0)
        #expect(result.errorOutput.contains("queues.gpu"), "\(result.errorOutput)")
        #expect(cloud.executions.isEmpty)
    }
}
