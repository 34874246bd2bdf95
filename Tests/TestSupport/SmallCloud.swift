import Foundation
import JSON
import Synchronization

/// As much of S3, Step Functions and CloudFormation as a launch asks for, in memory on loopback.
public final class SmallCloud: Sendable {
    private struct State {
        var objects: [String: Data] = [:]
        /// By execution ARN.
        var executions: [String: String] = [:]
        var roles: [String: String] = [:]
        /// Of the stack, by name.
        var parameters = ["ReadableData": "", "ReadableDataKeys": ""]
        /// KMS keys of objects, by address.
        var keys: [String: String] = [:]
        var changeSets: [String] = []
    }

    private let state = Mutex(State())
    private let server = Mutex<LoopbackServer?>(nil)
    public static let bucket = "start-bucket"
    public static let role = "arn:aws:iam::111122223333:role/start-StateMachineRole"

    /// What CloudFormation says of the stack `start`: one Spot lane.
    public static let outputs = [
        "Bucket": bucket, "Reducer": "arn:aws:lambda:us-east-1:111122223333:function:start-reducer",
        "Subnets": "subnet-1", "SecurityGroups": "sg-1", "AssignPublicIp": "ENABLED", "StateMachineRole": role,
        "QueueSpot": "arn:aws:batch:us-east-1:111122223333:job-queue/start-spot",
        "JobDefinitionSpot": "arn:aws:batch:us-east-1:111122223333:job-definition/start-cpu:1",
        "QueueOnDemand": "arn:aws:batch:us-east-1:111122223333:job-queue/start-on-demand",
        "JobDefinitionOnDemand": "arn:aws:batch:us-east-1:111122223333:job-definition/start-cpu:1",
    ]

    /// Outputs of the stack beside the usual ones.
    private let moreOutputs: [String: String]

    public init(moreOutputs: [String: String] = [:]) throws {
        self.moreOutputs = moreOutputs
        let server = try LoopbackServer { [weak self] request in self?.answer(request) ?? .text(500, "") }
        self.server.withLock { $0 = server }
    }

    public var url: String { server.withLock { $0?.url ?? "" } }

    /// Keys of the stack's bucket, in order.
    public var keys: [String] {
        state.withLock { $0.objects.keys }.filter { $0.hasPrefix(Self.bucket + "/") }
            .map { String($0.dropFirst(Self.bucket.count + 1)) }.sorted()
    }

    /// An object of the stack's bucket; `nil` where there is none.
    public func text(_ key: String) -> String? {
        state.withLock { $0.objects[Self.bucket + "/" + key] }.map { String(decoding: $0, as: UTF8.self) }
    }

    public var executions: [String] { state.withLock { $0.executions.keys.sorted() } }

    public func end(_ execution: String, _ status: String) { state.withLock { $0.executions[execution] = status } }

    /// - Parameter address: a bucket, a slash and a key.
    public func put(_ address: String, _ text: String) { state.withLock { $0.objects[address] = Data(text.utf8) } }

    /// Encrypts an object with a key of KMS's, as far as anybody can see it.
    public func encrypt(_ address: String, with key: String) { state.withLock { $0.keys[address] = key } }

    /// - Parameter arns: what the stack's workers may read, joined by commas.
    public func allow(_ arns: String, keys: String = "") {
        state.withLock { $0.parameters = ["ReadableData": arns, "ReadableDataKeys": keys] }
    }

    /// The forms of the change sets that were asked for, without their percent signs.
    public var changeSets: [String] { state.withLock { $0.changeSets } }

    private func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
        if let target = request.headers["x-amz-target"]?.split(separator: ".").last {
            return step(String(target), (try? JSON(parsing: request.body)) ?? .null)
        }
        if request.text.hasPrefix("Action=DescribeStacks") { return stack }
        if request.text.hasPrefix("Action=GetCallerIdentity") {
            return .text(
                200,
                "<R><GetCallerIdentityResult><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/me</Arn></GetCallerIdentityResult></R>"
            )
        }
        if request.text.hasPrefix("Action=CreateChangeSet") {
            state.withLock { $0.changeSets.append(request.text.removingPercentEncoding ?? request.text) }
            return .text(
                200,
                "<R><CreateChangeSetResult><Id>arn/set/1</Id><StackId>id</StackId></CreateChangeSetResult></R>")
        }
        if request.text.hasPrefix("Action=DescribeChangeSet") {
            return .text(
                200,
                "<R><DescribeChangeSetResult><Status>FAILED</Status><StatusReason>The submitted information didn't contain changes.</StatusReason></DescribeChangeSetResult></R>"
            )
        }
        if request.text.hasPrefix("Action=") { return .text(200, "<R/>") }
        if request.target.hasPrefix("/v1/listjobs") { return .text(200, #"{"jobSummaryList": []}"#) }
        let parts = request.target.split(separator: "?", maxSplits: 1).map(String.init)
        let path = (parts.first ?? "").dropFirst().removingPercentEncoding ?? ""
        if parts.count > 1, parts[1].contains("list-type=2") { return list(path, parts[1]) }
        return object(path, request)
    }

    // MARK: S3

    private func object(_ address: String, _ request: LoopbackRequest) -> LoopbackAnswer {
        let known = state.withLock { $0.objects[address] }
        if request.method == "PUT" {
            let isAbsentOnly = request.headers["if-none-match"] != nil
            let wanted = request.headers["if-match"]
            guard !(isAbsentOnly && known != nil), wanted == nil || wanted == known.map(Self.tag) else {
                return .text(412, "<Error><Code>PreconditionFailed</Code></Error>")
            }
            state.withLock { $0.objects[address] = request.body }
            return .respond(200, headers: ["ETag": Self.tag(request.body)])
        }
        guard let known else { return .text(404, "<Error><Code>NoSuchKey</Code></Error>") }
        var headers = ["ETag": Self.tag(known), "Content-Length": String(known.count)]
        headers["x-amz-server-side-encryption-aws-kms-key-id"] = state.withLock { $0.keys[address] }
        return .respond(200, headers: headers, known)
    }

    private static func tag(_ bytes: Data) -> String {
        "\""
            + String(
                bytes.reduce(UInt64(bytes.count) &+ 14_695_981_039_346_656_037) {
                    ($0 ^ UInt64($1)) &* 1_099_511_628_211
                }, radix: 16)
            + "\""
    }

    private func list(_ bucket: String, _ query: String) -> LoopbackAnswer {
        func value(_ name: String) -> String? {
            query.split(separator: "&").first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
                .removingPercentEncoding
        }
        let prefix = value("prefix") ?? ""
        let stem = bucket.hasSuffix("/") ? bucket : bucket + "/"
        let keys = state.withLock { $0.objects.keys }.filter { $0.hasPrefix(stem + prefix) }
            .map { $0.dropFirst(stem.count) }.sorted()
        var text = ""
        var seen: Set<Substring> = []
        for key in keys {
            let rest = key.dropFirst(prefix.count)
            if value("delimiter") == "/", let slash = rest.firstIndex(of: "/") {
                let folder = key[...slash]
                if seen.insert(folder).inserted {
                    text += "<CommonPrefixes><Prefix>\(folder)</Prefix></CommonPrefixes>"
                }
            } else {
                text += "<Contents><Key>\(key)</Key><ETag>e</ETag><Size>1</Size></Contents>"
            }
        }
        return .text(200, "<ListBucketResult><IsTruncated>false</IsTruncated>\(text)</ListBucketResult>")
    }

    // MARK: The others

    private var stack: LoopbackAnswer {
        let all = Self.outputs.merging(["RepositoryUri": "111122223333.dkr.ecr.us-east-1.amazonaws.com/start"]) { $1 }
            .merging(moreOutputs) { $1 }
        let members = all.map {
            "<member><OutputKey>\($0.key)</OutputKey><OutputValue>\($0.value)</OutputValue></member>"
        }.joined()
        let parameters = state.withLock { $0.parameters }.map {
            "<member><ParameterKey>\($0.key)</ParameterKey><ParameterValue>\($0.value)</ParameterValue></member>"
        }.joined()
        return .text(
            200,
            "<R><DescribeStacksResult><Stacks><member><StackName>start</StackName><StackId>id</StackId><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>\(members)</Outputs><Parameters>\(parameters)</Parameters></member></Stacks></DescribeStacksResult></R>"
        )
    }

    private func step(_ operation: String, _ input: JSON) -> LoopbackAnswer {
        let machine = input["stateMachineArn"]?.string ?? ""
        switch operation {
        case "CreateStateMachine":
            let arn = "arn:aws:states:us-east-1:111122223333:stateMachine:\(input["name"]?.string ?? "")"
            state.withLock { $0.roles[arn] = input["roleArn"]?.string }
            return .text(200, JSON.object(["stateMachineArn": .string(arn)]).text())
        case "DescribeStateMachine":
            let role = state.withLock { $0.roles[machine] }
            return .text(200, JSON.object(["roleArn": role.map(JSON.string) ?? .null]).text())
        case "StartExecution":
            let arn = machine.replacing(":stateMachine:", with: ":execution:") + ":" + (input["name"]?.string ?? "")
            state.withLock { $0.executions[arn] = "RUNNING" }
            return .text(200, JSON.object(["executionArn": .string(arn)]).text())
        case "DescribeExecution":
            let arn = input["executionArn"]?.string ?? ""
            guard let status = state.withLock({ $0.executions[arn] }) else {
                return .text(400, #"{"__type":"ExecutionDoesNotExist"}"#)
            }
            return .text(
                200, JSON.object(["executionArn": .string(arn), "status": .string(status), "startDate": 1]).text())
        default: return .text(200, "{}")
        }
    }
}

extension SmallCloud {
    /// Variables of a world where only this is AWS.
    public var variables: [String: String?] {
        [
            "AWS_ENDPOINT_URL": url, "AWS_EC2_METADATA_DISABLED": "true", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "made-up", "AWS_REGION": "us-east-1", "AWS_PROFILE": nil, "AWS_MAX_ATTEMPTS": "1",
            "AWS_CONFIG_FILE": "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
        ]
    }
}
