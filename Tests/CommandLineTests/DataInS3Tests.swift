import Foundation
import JSON
import TestSupport
import Testing

@Suite("Data that lie in S3") struct DataInS3Tests {
    private static let object = "arn:aws:s3:::data-bucket/data.csv"
    private static let key = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000"
    private let door: StartDoor
    private let folder: TemporaryFolder

    init() throws {
        door = try StartDoor()
        folder = try TemporaryFolder()
        try folder.write("my sweep.yaml", StartDoor.sweep())
    }

    private func run(_ arguments: [String], region: String? = nil) throws -> ProgramResult {
        var variables = door.cloud.variables
        variables["XDG_CACHE_HOME"] = folder.path + "/cache"
        variables["STEPSWEEP_STORE"] = folder.path + "/store"
        if let region { variables["AWS_REGION"] = region }
        return try TestSupport.run("stepsweep", arguments, in: folder.path, environment: variables)
    }

    private let launch = ["launch", "my sweep.yaml", "--on", "aws", "--stack", "start"]

    @Test(
        "A launch whose workers may not read them is refused before anything is uploaded, with the command that lets them"
    )
    func refused() throws {
        let result = try run(launch)
        #expect(result.exitCode == 3)
        #expect(
            result.errorOutput.hasSuffix(
                "error: workers of stack `start` may not read s3://data-bucket/data.csv: run `stepsweep deploy --for 'my sweep.yaml' --stack start`\n"
            ), "\(result.errorOutput)")
        #expect(door.cloud.keys.isEmpty && door.cloud.executions.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/store/sweeps"))
    }

    @Test("That command allows this very object and its key, keeps all else, and then the launch begins")
    func allowed() throws {
        door.cloud.allow("arn:aws:s3:::old/x/*")
        door.cloud.encrypt("data-bucket/data.csv", with: Self.key)
        let deploy = try run(["deploy", "--for", "my sweep.yaml", "--stack", "start"])
        #expect(deploy.exitCode == 0, "\(deploy.errorOutput)")
        #expect(deploy.errorOutput.contains("only which data workers may read"))
        let form = try #require(door.cloud.changeSets.first)
        #expect(form.contains("UsePreviousTemplate=true") && !form.contains("TemplateBody"))
        #expect(form.contains("ParameterKey=ReadableData&"))
        #expect(form.contains("ParameterValue=\(Self.object),arn:aws:s3:::old/x/*"), "\(form)")
        #expect(form.contains("ParameterValue=\(Self.key)"))

        door.cloud.allow(Self.object)
        #expect(try run(launch).errorOutput.contains("and not use \(Self.key), which encrypts it"))
        door.cloud.allow(Self.object, keys: Self.key)
        let launched = try run(launch)
        #expect(launched.exitCode == 0, "\(launched.errorOutput)")
        #expect(door.cloud.executions.count == 1)
    }

    @Test("doctor says the same of a sweep file, and what is allowed")
    func doctor() throws {
        door.cloud.allow("arn:aws:s3:::data-bucket/images/*")
        let result = try run(["doctor", "--stack", "start", "--for", "my sweep.yaml"])
        #expect(result.output.contains("ok       data: allowed: s3://data-bucket/images/"), "\(result.output)")
        #expect(
            result.output.contains("problem  data: workers of stack `start` may not read s3://data-bucket/data.csv\n"))
        #expect(result.output.contains("fix: run `stepsweep deploy --for 'my sweep.yaml' --stack start`\n"))
        door.cloud.allow(Self.object)
        #expect(
            try run(["doctor", "--stack", "start", "--for", "my sweep.yaml"]).output
                .contains("ok       data: workers may read s3://data-bucket/data.csv"))
    }

    @Test("A template holds nobody's data, so --print refuses them and names the parameter")
    func print() throws {
        for option in [["--data", "s3://a-data/x"], ["--for", "my sweep.yaml"], ["--forget-data"]] {
            let result = try run(["deploy", "--print"] + option)
            #expect(result.exitCode == 2)
            #expect(result.errorOutput.contains("as ReadableData=arn:aws:s3:::BUCKET/KEY"), "\(result.errorOutput)")
        }
    }

    @Test("A network that is gone is no mistake of the sweep file")
    func network() throws {
        var variables = door.cloud.variables
        variables["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1"
        let result = try TestSupport.run(
            "stepsweep", ["plan", "my sweep.yaml"], in: folder.path, environment: variables)
        #expect(result.exitCode == 6)
        #expect(result.errorOutput.hasPrefix("error: 127.0.0.1:1: "), "\(result.errorOutput)")
        #expect(!result.errorOutput.contains("data.path"))
    }

    @Test(
        "An address with a bucket that can't be is told at its place, with what an address is",
        arguments: ["s3://B/x.csv", "s3://my_data/x.csv"])
    func address(_ address: String) throws {
        try folder.write("sweep.yaml", StartDoor.sweep(data: address))
        let result = try run(["plan", "sweep.yaml"])
        #expect(result.exitCode == 2)
        #expect(
            result.errorOutput.contains("sweep.yaml:5:14: data.path: must name a file, received `\(address)`"),
            "\(result.errorOutput)")
        #expect(result.errorOutput.contains("write s3://BUCKET/KEY"))
    }

    @Test("A confirmation whose workers may no longer read them is refused before its one look is recorded")
    func confirmation() throws {
        door.cloud.allow(Self.object)
        try #require(try run(launch + ["--quiet"]).exitCode == 0)
        let execution = try #require(door.cloud.executions.first)
        let id = try #require(execution.firstMatch(of: /:(tiny-[0-9a-f]{8})-1$/)).output.1
        for key in door.cloud.keys where key.hasPrefix("sweeps/\(id)/packs/") {
            var variables = door.cloud.variables
            variables["STEPSWEEP_STORE"] = SmallCloud.bucket
            variables["STEPSWEEP_SWEEP"] = String(id)
            variables["STEPSWEEP_PACK"] = String(key.dropFirst("sweeps/\(id)/packs/".count).dropLast(".json".count))
            variables["STEPSWEEP_WORKING_DIRECTORY"] = folder.path
            let ended = try TestSupport.run("stepsweep-worker", [], environment: variables)
            #expect(ended.exitCode == 0, "\(ended.errorOutput)")
        }
        door.cloud.end(execution, "SUCCEEDED")
        try #require(try run(["results", "pull", "tiny"]).exitCode == 0)
        door.cloud.allow("arn:aws:s3:::other/x/*")
        let confirm = ["confirm", "tiny", "--top", "1", "--on", "aws", "--stack", "start"]
        let refused = try run(confirm)
        #expect(refused.exitCode == 3 && refused.errorOutput.contains("may not read"), "\(refused.errorOutput)")
        #expect(!door.cloud.keys.contains { $0.hasPrefix("data/test-scorings/") })
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/store/data/test-scorings"))
        door.cloud.allow(Self.object)
        #expect(try run(confirm).exitCode == 0)
        #expect(door.cloud.keys.contains { $0.hasPrefix("data/test-scorings/") })
    }
}
