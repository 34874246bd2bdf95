import Foundation
import Synchronization
import TestSupport
import Testing

/// As much of AWS as a first launch asks for: a stack that stands, an empty bucket that forgets what it gets, and Step Functions.
private func account(_ uploads: Uploads) throws -> LoopbackServer {
    try LoopbackServer { request in
        if request.method == "POST", request.text.contains("Action=DescribeStacks") { return .text(200, stack) }
        if let target = request.headers["x-amz-target"] {
            let machine = "arn:aws:states:eu-central-1:111122223333:stateMachine:m"
            if target.hasSuffix("CreateStateMachine") { return .text(200, #"{"stateMachineArn":"\#(machine)"}"#) }
            if target.hasSuffix("DescribeStateMachine") { return .text(200, #"{"roleArn":"\#(role)"}"#) }
            return .text(200, #"{"executionArn":"e","startDate":1}"#)
        }
        if request.method == "PUT" {
            uploads.add(request)
            return .respond(200, headers: ["ETag": "\"e\""])
        }
        if request.target.contains("list-type=2") { return .text(200, "<ListBucketResult></ListBucketResult>") }
        return request.method == "HEAD" ? .text(404, "") : .text(404, "<Error><Code>NoSuchKey</Code></Error>")
    }
}

private let role = "arn:aws:iam::111122223333:role/machine"

private let stack: String = {
    let outputs = [
        "Bucket": "bucket", "Reducer": "r", "Subnets": "s", "SecurityGroups": "g", "AssignPublicIp": "ENABLED",
        "StateMachineRole": role, "QueueSpot": "q", "QueueOnDemand": "q", "JobDefinitionSpot": "d",
        "JobDefinitionOnDemand": "d", "ReducerJobDefinition": "d",
    ]
    let members = outputs.map {
        "<member><OutputKey>\($0.key)</OutputKey><OutputValue>\($0.value)</OutputValue></member>"
    }
    return "<R><DescribeStacksResult><Stacks><member><StackName>stepsweep</StackName>"
        + "<StackStatus>CREATE_COMPLETE</StackStatus><Outputs>\(members.joined())</Outputs></member></Stacks>"
        + "</DescribeStacksResult></R>"
}()

/// Counts what comes into the bucket.
private final class Uploads: Sendable {
    private let counts = Mutex((packs: 0, bytes: 0))

    var packs: Int { counts.withLock { $0.packs } }
    var bytes: Int { counts.withLock { $0.bytes } }

    func add(_ request: LoopbackRequest) {
        counts.withLock {
            if request.target.contains("/packs/") { $0.packs += 1 }
            $0.bytes += request.body.count
        }
    }
}

@Suite("Uploading many packs") struct UploadMemoryTests {
    private static let packs = ProcessInfo.processInfo.environment["SIMULATION_PACKS"].flatMap(Int.init) ?? 1_500
    /// Beside what is held for every sweep, a launch holds a manifest's row a pack, some hundred bytes. All documents as values
    /// would be several KiB a pack.
    private static let bytesAPack = 2_048.0
    /// What two equal runs differ by.
    private static let noiseMiB = 4.0

    /// Launches a sweep of ten trials a pack with the real program, and says how large that grew.
    private func launch(packs: Int) throws -> (peakMiB: Double, uploadedMiB: Double) {
        let folder = try TemporaryFolder()
        let uploads = Uploads()
        let server = try account(uploads)
        try folder.write("train.py", "print('loss=1')\n")
        let file = try folder.write(
            "sweep.yaml",
            """
            name: many
            method: grid
            metric: {name: loss, goal: minimize}
            program: train.py
            parameters: {x: {min: 1, max: \(packs * 10)}}
            packs: {size: 10}
            budget: {max_trials: \(packs * 10)}
            compute: {lane: spot}
            """)
        let program = try MeasuredProgram(
            "stepsweep", ["launch", file, "--on", "aws", "--store", folder.path + "/store", "--quiet"],
            environment: [
                "AWS_ENDPOINT_URL": server.url, "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "eu-central-1",
                "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "made-up", "HOME": folder.path,
                "AWS_PROFILE": nil, "AWS_CONFIG_FILE": nil, "AWS_SHARED_CREDENTIALS_FILE": nil,
            ])
        #expect(program.exitCode == 0, "\(program.errorOutput)")
        #expect(uploads.packs == packs)
        return (program.peakMiB, Double(uploads.bytes) / 1_048_576)
    }

    @Test("takes memory for a manifest, never for the packs' documents")
    func memory() throws {
        let few = try launch(packs: Self.packs / 10)
        let many = try launch(packs: Self.packs)
        let more = Self.packs - Self.packs / 10
        let growth = many.peakMiB - few.peakMiB
        print(
            "uploaded \(Self.packs) packs, \(Int(many.uploadedMiB)) MiB: the launching program held at most \(Int(many.peakMiB)) MiB, "
                + "with \(Self.packs / 10) packs \(Int(few.peakMiB)) MiB: \(Int(growth * 1_048_576 / Double(more))) bytes a pack more"
        )
        #expect(growth * 1_048_576 < Self.bytesAPack * Double(more) + Self.noiseMiB * 1_048_576)
    }
}
