import Foundation
import JSON
import TestSupport
import Testing

/// Where a registry that people share lies.
private enum SharedRegistry: CaseIterable {
    case folder, bucket
}

/// Real processes that promote at once, and some that are killed: log, aliases, decisions and what is served never disagree.
@Suite("Several people promoting", .serialized) struct PromoteRaceTests {
    private final class Team {
        let world: World
        let trials: [String]
        /// What a process needs to find the registry.
        let environment: [String: String?]
        // It answers as long as somebody holds it.
        private let server: LoopbackServer?

        fileprivate init(_ place: SharedRegistry) throws {
            world = try World()
            let ranked = try JSON(parsing: world.run(["compare", "tiny", "--json"]).output)
            trials = (ranked["trials"]?.array ?? []).compactMap { $0["trial"]?.string }
            guard place == .bucket else {
                try FileManager.default.createDirectory(
                    atPath: world.folder.path + "/team", withIntermediateDirectories: true)
                (server, environment) = (nil, ["STEPSWEEP_REGISTRY": world.folder.path + "/team"])
                return
            }
            let bucket = LoopbackBucket("team-models")
            let server = try LoopbackServer { bucket.answer($0) }
            self.server = server
            environment = [
                "STEPSWEEP_REGISTRY": "s3://team-models", "AWS_ENDPOINT_URL": server.url,
                "AWS_EC2_METADATA_DISABLED": "true", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY": "made-up", "AWS_REGION": "us-east-1", "AWS_PROFILE": nil,
                "AWS_CONFIG_FILE": "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            ]
        }

        func begin(_ trial: Int, as alias: String, because why: String) throws -> RunningProgram {
            try start(
                "stepsweep",
                ["promote", "tiny", "--trial", trials[trial % trials.count], "--as", alias, "--override", why],
                in: world.folder.path,
                environment: environment.merging(["STEPSWEEP_STORE": world.store]) { own, _ in own })
        }

        func document(_ arguments: [String]) throws -> JSON {
            let result = try world.run(arguments + ["--json"], environment: environment)
            try #require(result.exitCode == 0, "\(result.errorOutput)\(result.output)")
            return try JSON(parsing: result.output)
        }

        /// The log by itself, the aliases by it, and every decision.
        func expectAgreement() throws {
            let models = try document(["models"])
            for (alias, version) in models["aliases"]?.object ?? [:] {
                let moves = (models["moves"]?.array ?? []).filter { $0["alias"]?.string == alias }
                #expect(moves.last?["to"] == version)
                #expect(zip(moves, moves.dropFirst()).allSatisfy { $0["to"] == $1["from"] })
            }
            #expect(try document(["decision", "verify"])["sound"] == true)
        }
    }

    @Test(
        "One wins, the others are told; nothing disagrees, in a folder and in a bucket",
        arguments: SharedRegistry.allCases)
    fileprivate func race(_ place: SharedRegistry) throws {
        let team = try Team(place)
        var won = 0
        for round in 0..<6 {
            let running = try (0..<3).map { try team.begin(round * 3 + $0, as: "champion", because: "round \(round)") }
            let results = running.map { $0.finish() }
            #expect(results.allSatisfy { [0, 5].contains($0.exitCode) }, "\(results.map(\.errorOutput))")
            #expect(results.contains { $0.exitCode == 0 })
            for lost in results where lost.exitCode == 5 {
                #expect(lost.errorOutput.contains("somebody moved it first"))
            }
            won += results.count { $0.exitCode == 0 }
            try team.expectAgreement()
        }
        #expect(try team.document(["models"])["moves"]?.array?.count == won)
        #expect(try team.document(["decision", "list"])["decisions"]?.array?.count == won)
    }

    @Test(
        "Killed at any moment it has decided all or nothing, and the next command serves what was decided",
        arguments: SharedRegistry.allCases)
    fileprivate func killed(_ place: SharedRegistry) throws {
        let team = try Team(place)
        let longest = try Self.seconds {
            try #require(try team.begin(0, as: "champion", because: "first").finish().exitCode == 0)
        }
        for round in 1...10 {
            let running = try team.begin(round, as: "champion", because: "round \(round)")
            Thread.sleep(forTimeInterval: longest * Double(round) / 10)
            running.signal(SIGKILL)
            _ = running.finish()
            try team.expectAgreement()
        }
        try #require(try team.begin(1, as: "challenger", because: "last").finish().exitCode == 0)
        let models = try team.document(["models"])
        let champion = try #require(models["aliases"]?["champion"]?.int)
        let again = try team.world.run(
            [
                "promote", "tiny", "--trial",
                models["models"]?.array?.first { $0["model"]?.int == champion }?["trial"]?.string ?? "", "--as",
                "champion", "--json",
            ],
            environment: team.environment)
        let told = try JSON(parsing: again.output)
        #expect(told["decision"] == .null && told["serving"]?["change"] == .null, "the command before had served it")
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let began = Date()
        try body()
        return Date().timeIntervalSince(began)
    }
}
