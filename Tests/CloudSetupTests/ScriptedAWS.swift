import AWS
import Foundation
import Synchronization
import TestSupport

@testable import CloudSetup

/// AWS on loopback: answers each operation from a list of its own; the last answer stays.
final class ScriptedAWS: Sendable {
    private let answers = Mutex<[String: [LoopbackAnswer]]>([:])
    private let server = Mutex<LoopbackServer?>(nil)

    init() throws {
        let server = try LoopbackServer { [weak self] request in
            self?.answer(Self.operation(of: request)) ?? .text(500, "")
        }
        self.server.withLock { $0 = server }
        on(
            "GetCallerIdentity",
            .result("GetCallerIdentity", "<Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/me</Arn>"))
        on("DescribeStacks", .noStack)
        on("GET /", .text(200, "<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>"))
        on("GET /2015-03-31/functions/team-reducer", .text(404, #"{"message":"no"}"#))
        on("GET /2015-03-31/functions/team-http-start", .text(404, #"{"message":"no"}"#))
        on("GET /2015-03-31/functions/team-ab", .text(404, #"{"message":"no"}"#))
        on("DescribeRepositories", .text(400, #"{"__type":"RepositoryNotFoundException"}"#))
    }

    func on(_ operation: String, _ row: LoopbackAnswer...) { answers.withLock { $0[operation] = row } }

    private func answer(_ operation: String) -> LoopbackAnswer {
        answers.withLock { answers in
            guard var row = answers[operation], let first = row.first else {
                return operation.first?.isUppercase == true && !operation.contains("/")
                    && Self.queryOperations.contains(where: operation.hasPrefix)
                    ? .text(200, "<Answer/>") : .text(200, "{}")
            }
            if row.count > 1 { row.removeFirst() }
            answers[operation] = row
            return first
        }
    }

    private static let queryOperations = [
        "CreateChangeSet", "DescribeChangeSet", "ExecuteChangeSet", "DeleteChangeSet", "DescribeStack", "DeleteStack",
        "ListStackResources", "DescribeInstances", "DescribeVolumes", "DescribeVpcs", "DescribeNatGateways",
        "DescribeLaunchTemplates", "DescribeSubnets", "DescribeRouteTables", "GetRole", "ListSubscriptions",
        "ContinueUpdateRollback",
    ]

    /// `Action` of a form, the target's last part, or method and path.
    static func operation(of request: LoopbackRequest) -> String {
        if let target = request.headers["x-amz-target"] { return String(target.split(separator: ".").last ?? "") }
        let action = request.text.split(separator: "&").first { $0.hasPrefix("Action=") }
        if let action { return String(action.dropFirst(7)) }
        return "\(request.method) \(request.target.prefix { $0 != "?" })"
    }

    func requests(_ operation: String) -> [LoopbackRequest] {
        (server.withLock { $0?.requests } ?? []).filter { Self.operation(of: $0) == operation }
    }

    /// Every operation that was asked for, in order.
    var operations: [String] { (server.withLock { $0?.requests } ?? []).map(Self.operation) }

    var url: String { server.withLock { $0?.url } ?? "" }

    func client(region: String = "eu-central-1") throws -> AWSClient {
        let surroundings = Surroundings(
            variables: ["AWS_ENDPOINT_URL": url, "AWS_EC2_METADATA_DISABLED": "true"], homeFolder: "/nonexistent",
            sleep: { _ in })
        let keys = Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "made-up")
        return AWSClient(
            region: region, credentials: .fixed(keys),
            endpoints: EndpointResolver(
                surroundings: surroundings, config: try SharedConfig(surroundings: surroundings)),
            sender: HTTPSender(), surroundings: surroundings)
    }
}

extension LoopbackAnswer {
    /// The answer of a query operation.
    static func result(_ operation: String, _ xml: String) -> LoopbackAnswer {
        .text(200, "<\(operation)Response><\(operation)Result>\(xml)</\(operation)Result></\(operation)Response>")
    }

    static let noStack = failure("ValidationError", "Stack with id team does not exist")

    static func failure(_ code: String, _ message: String, status: Int = 400) -> LoopbackAnswer {
        .text(status, "<ErrorResponse><Error><Code>\(code)</Code><Message>\(message)</Message></Error></ErrorResponse>")
    }

    static let stackID = "arn:aws:cloudformation:eu-central-1:111122223333:stack/team/1"
    static let repository = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/team"
    static let digest = "sha256:" + String(repeating: "a", count: 64)

    static func stack(
        _ status: String, outputs: [String: String] = [:], parameters: [String: String] = [:], reason: String = ""
    ) -> LoopbackAnswer {
        func list(_ pairs: [String: String], _ word: String) -> String {
            pairs.map {
                "<member><\(word)Key>\($0.key)</\(word)Key><\(word)Value>\($0.value)</\(word)Value></member>"
            }.joined()
        }
        return result(
            "DescribeStacks",
            "<Stacks><member><StackName>team</StackName><StackId>\(stackID)</StackId><StackStatus>\(status)</StackStatus>"
                + "<StackStatusReason>\(reason)</StackStatusReason><Outputs>\(list(outputs, "Output"))</Outputs>"
                + "<Parameters>\(list(parameters, "Parameter"))</Parameters></member></Stacks>")
    }

    /// A stack with what every deployment puts out.
    static func ready(_ status: String = "CREATE_COMPLETE", image: String = "") -> LoopbackAnswer {
        stack(
            status, outputs: ["RepositoryUri": repository, "Bucket": "team-bucket-1", "Subnets": "subnet-1"],
            parameters: ["ImageUri": image, "CpuInstanceTypes": "c5"])
    }

    /// Events, the newest first; each is resource, type, status and reason. The stack is `team`.
    static func events(_ rows: [(String, String, String, String)]) -> LoopbackAnswer {
        let members = rows.map { resource, type, status, reason in
            let physical = type == "AWS::CloudFormation::Stack" ? stackID : "id-of-\(resource)"
            return "<member><EventId>\(resource)-\(status)-\(reason.count)</EventId><StackId>\(stackID)</StackId>"
                + "<LogicalResourceId>\(resource)</LogicalResourceId><PhysicalResourceId>\(physical)</PhysicalResourceId>"
                + "<ResourceType>\(type)</ResourceType><ResourceStatus>\(status)</ResourceStatus>"
                + "<ResourceStatusReason>\(reason)</ResourceStatusReason><Timestamp>2026-11-24T12:31:07.123Z</Timestamp></member>"
        }
        return result("DescribeStackEvents", "<StackEvents>\(members.joined())</StackEvents>")
    }

    /// A finished change set; each change is action, resource, type and replacement.
    static func changes(_ rows: [(String, String, String, String)]) -> LoopbackAnswer {
        let members = rows.map { action, resource, type, replacement in
            "<member><Type>Resource</Type><ResourceChange><Action>\(action)</Action>"
                + "<LogicalResourceId>\(resource)</LogicalResourceId><ResourceType>\(type)</ResourceType>"
                + "<Replacement>\(replacement)</Replacement></ResourceChange></member>"
        }
        return result(
            "DescribeChangeSet",
            "<Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus><Changes>\(members.joined())</Changes>"
        )
    }

    static func failedChanges(_ reason: String) -> LoopbackAnswer {
        result("DescribeChangeSet", "<Status>FAILED</Status><StatusReason>\(reason)</StatusReason><Changes/>")
    }

    static let changeSet = result(
        "CreateChangeSet",
        "<Id>arn:aws:cloudformation:eu-central-1:111122223333:changeSet/stepsweep-1/2</Id><StackId>\(stackID)</StackId>"
    )
}

/// What a person reads and answers, and a clock that moves only when somebody waits.
final class Person: Sendable {
    private let state = Mutex((lines: [String](), questions: [String](), seconds: 0.0))
    private let answer: Bool?

    /// - Parameter answer: `nil` where nobody can be asked.
    init(answers answer: Bool? = true) { self.answer = answer }

    var lines: [String] { state.withLock { $0.lines } }
    var questions: [String] { state.withLock { $0.questions } }
    var waitedSeconds: Double { state.withLock { $0.seconds } }

    var console: Console {
        Console(
            say: { line in self.state.withLock { $0.lines.append(line) } },
            confirm: { question in
                self.state.withLock { $0.questions.append(question) }
                guard let answer = self.answer else { throw SetupError("nobody can be asked", kind: .usage) }
                return answer
            })
    }

    var pace: Pace {
        Pace(
            now: { Date(timeIntervalSince1970: 1_700_000_000 + self.waitedSeconds) },
            sleep: { seconds in
                try Task.checkCancellation()
                self.state.withLock { $0.seconds += seconds }
            })
    }
}
