import Foundation
import JSON
import StatesLanguage
import SweepModel
import TestSupport
import Testing

@testable import SweepCompiler

@Suite("The deployment's roles") struct RoleTests {
    @Test("have a written reason for every wildcard, and none without one")
    func wildcards() throws {
        for template in try Deployments.templates() + [Deployments.widest().template] {
            for role in IAMTable(template: template).roles {
                for row in role.rows {
                    #expect(!row.actions.contains { $0.contains("*") }, "\(role.name).\(row.sid): an action with `*`")
                    let ends = row.resources.contains { $0.contains("Logs.Arn") || $0 == "${ReadableData}" }
                    #expect(
                        (row.hasWildcard || ends) == (row.wildcardReason != nil),
                        "\(role.name).\(row.sid): \(row.resources)")
                }
            }
        }
    }

    @Test("name `*` itself only where AWS supports no resource")
    func bareWildcards() throws {
        let rows = IAMTable(template: try Deployments.widest().template).roles.flatMap(\.rows)
        let actions = rows.filter { $0.resources.contains("*") }.flatMap(\.actions)
        // Service authorization reference: these two have no resource types.
        #expect(actions.sorted() == ["batch:DescribeJobs", "ecr:GetAuthorizationToken"])
    }

    @Test("stand in docs/iam.md as they are")
    func page() throws {
        let page = projectFolder + "/docs/iam.md"
        let markdown = IAMTable(template: try Deployments.widest().template).markdown
        if ProcessInfo.processInfo.environment["STEPSWEEP_RECORD"] != nil {
            try markdown.write(toFile: page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: page, encoding: .utf8) == markdown)
    }

    @Test("allow the calls of every state that the compiler writes")
    func machineCalls() throws {
        let needed: [String: Set<String>] = [
            "arn:aws:states:::batch:submitJob.sync": [
                "batch:SubmitJob", "batch:DescribeJobs", "batch:TerminateJob", "batch:TagResource", "events:PutRule",
                "events:PutTargets", "events:DescribeRule",
            ],
            "arn:aws:states:::ecs:runTask.sync": [
                "ecs:RunTask", "ecs:StopTask", "ecs:DescribeTasks", "ecs:TagResource", "iam:PassRole", "events:PutRule",
                "events:PutTargets", "events:DescribeRule",
            ],
            "arn:aws:states:::lambda:invoke": ["lambda:InvokeFunction"],
            "arn:aws:states:::s3:getObject": ["s3:GetObject"],
            "arn:aws:states:::aws-sdk:s3:getObject": ["s3:GetObject"],
            "arn:aws:states:::s3:putObject": [
                "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts",
            ],
        ]
        let allowed = try actions(of: "StateMachineRole")
        for trials in [2, 60] {
            var experiment = try Sample.everyLane(trialsPerLane: trials, packSize: 1)
            experiment.reduceService = trials == 2 ? .lambda : .batch
            let compilation = try Sample.compile(experiment)
            let machine = String(decoding: try #require(compilation.launchable).machineBytes, as: UTF8.self)
            for match in machine.matches(of: /"Resource": "([^"]+)"/) {
                let calls = try #require(needed[String(match.1)], "\(match.1) is new: say what it needs")
                #expect(calls.isSubset(of: allowed), "\(match.1)")
            }
        }
        #expect(allowed.isSuperset(of: ["states:StartExecution", "states:DescribeExecution", "states:StopExecution"]))
    }

    @Test("let worker, reducer and machine reach the objects they use, and no others")
    func objects() throws {
        let lease = StoreKey.lease("s-1", pack: "p0000")
        let model = StoreKey.model("s-1", trial: "t")
        let checkpoint = StoreKey.checkpoints("s-1", trial: "t") + "epoch-3.bin"
        let outcome = StoreKey.outcomes("s-1", pack: "p0000", generation: 1, part: 2)
        let read = [
            StoreKey.work("s-1"), StoreKey.pack("s-1", "p0000"), StoreKey.data("0a", name: "d.csv"), outcome, lease,
            checkpoint,
        ]
        for key in read { #expect(try isAllowed("WorkerRole", "s3:GetObject", key), "\(key)") }
        for key in [outcome, lease, model, StoreKey.modelCard("s-1", trial: "t"), checkpoint] {
            #expect(try isAllowed("WorkerRole", "s3:PutObject", key), "\(key)")
        }
        let foreign = [
            StoreKey.results, StoreKey.work("s-1"), StoreKey.plan("s-1"), StoreKey.data("0a", name: "d.csv"),
        ]
        for key in foreign { #expect(try !isAllowed("WorkerRole", "s3:PutObject", key), "\(key)") }
        #expect(try !isAllowed("WorkerRole", "s3:DeleteObject", outcome))
        #expect(try !isAllowed("WorkerRole", "s3:GetObject", StoreKey.results))
        #expect(try isAllowed("ReducerRole", "s3:GetObject", outcome))
        #expect(try isAllowed("ReducerRole", "s3:PutObject", StoreKey.results))
        #expect(try !isAllowed("ReducerRole", "s3:PutObject", outcome))
        let decision = StoreKey.decision("s-1", run: "2")
        #expect(try isAllowed("ReducerJobRole", "s3:PutObject", decision))
        #expect(try isAllowed("ReducerJobRole", "s3:PutObject", StoreKey.results))
        #expect(try !isAllowed("ReducerJobRole", "s3:PutObject", StoreKey.executionInput("s-1", run: 2)))
        #expect(try !isAllowed("ReducerRole", "s3:PutObject", decision))
        #expect(try isAllowed("StateMachineRole", "s3:GetObject", decision))
        #expect(try isAllowed("StateMachineRole", "s3:GetObject", StoreKey.manifest("s-1", run: 2)))
        #expect(
            try isAllowed("StateMachineRole", "s3:PutObject", StoreKey.mapResults("s-1", run: 2) + "x/manifest.json"))
        #expect(try !isAllowed("StateMachineRole", "s3:PutObject", StoreKey.manifest("s-1", run: 2)))
    }

    @Test("let the start over HTTP write what a launch writes, and neither models nor what workers have trained")
    func start() throws {
        let written = [
            StoreKey.cloud("s-1"), StoreKey.environment("s-1"), StoreKey.control("s-1"), StoreKey.plan("s-1"),
            StoreKey.stateMachine("s-1"), StoreKey.work("s-1"), StoreKey.pack("s-1", "p0000"),
            StoreKey.manifest("s-1", run: 0), StoreKey.manifest("s-1", run: 1),
            StoreKey.executionInput("s-1", run: 1), StoreKey.outcomes("s-1", pack: "p0000", generation: 0, part: 0),
        ]
        for key in written { #expect(try isAllowed("HttpStartRole", "s3:PutObject", key), "\(key)") }
        let foreign = [
            StoreKey.results, StoreKey.prices, StoreKey.outcomes("s-1", pack: "p0000", generation: 1, part: 0),
            StoreKey.model("s-1", trial: "t"), StoreKey.lease("s-1", pack: "p0000"), StoreKey.data("0a", name: "d.csv"),
        ]
        for key in foreign { #expect(try !isAllowed("HttpStartRole", "s3:PutObject", key), "\(key)") }
        for key in [StoreKey.results, StoreKey.prices, StoreKey.cloud("s-1"), StoreKey.data("0a", name: "d.csv")] {
            #expect(try isAllowed("HttpStartRole", "s3:GetObject", key), "\(key)")
        }
        let actions = try actions(of: "HttpStartRole")
        for action in ["s3:DeleteObject", "states:StopExecution", "states:DeleteStateMachine", "batch:SubmitJob"] {
            #expect(!actions.contains(action))
        }
    }

    @Test("pass only their own roles: the machine's to Step Functions, the scheduler's to it, two to ECS")
    func passRole() throws {
        let rows = IAMTable(template: try Deployments.widest().template).roles.flatMap(\.rows)
        let passing = rows.filter { $0.actions.contains("iam:PassRole") }
        #expect(
            passing.map(\.resources)
                == [
                    ["${StateMachineRole.Arn}"], ["${SchedulerRole.Arn}"],
                    ["${WorkerRole.Arn}", "${TaskExecutionRole.Arn}"],
                ])
        #expect(
            passing.map(\.condition) == [
                "iam:PassedToService is states.amazonaws.com", "iam:PassedToService is scheduler.amazonaws.com",
                "iam:PassedToService is ecs-tasks.amazonaws.com",
            ])
    }

    @Test(
        "let ECS pull the image from whichever repository of the account it lies in",
        arguments: [
            ("", "aws", "own"),
            ("123456789012.dkr.ecr.eu-central-1.amazonaws.com/stepsweep@sha256:0a", "aws", "stepsweep"),
            ("123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/tools/train:1.0", "aws", "team/tools/train"),
            ("123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/train:1.0@sha256:0a", "aws", "team/train"),
            ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/train", "aws-cn", "train"),
        ])
    func pull(image: String, partition: String, repository: String) throws {
        let resources = ImageRepository.arns.map { Self.text($0, image: image, partition: partition) }
        #expect(
            resources == [
                "own",
                repository == "own"
                    ? "own" : "arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/\(repository)",
            ])
    }

    /// What CloudFormation makes of the functions in a policy's resource.
    private static func text(_ value: JSON, image: String, partition: String) -> String {
        func text(_ value: JSON?) -> String { value.map { Self.text($0, image: image, partition: partition) } ?? "" }
        if let text = value.string ?? value["Fn::Sub"]?.string { return text }
        if value["Ref"] == "ImageUri" { return image }
        if let parts = value["Fn::Join"]?[1]?.array { return parts.map(text).joined() }
        if let branches = value["Fn::If"] {
            let holds = branches[0] == "IsChina" ? partition == "aws-cn" : !image.isEmpty
            return text(branches[holds ? 1 : 2])
        }
        if let choice = value["Fn::Select"], let index = choice[0]?.int, let cut = choice[1]?["Fn::Split"] {
            let parts = text(cut[1]).components(separatedBy: cut[0]?.string ?? "?")
            return index < parts.count ? parts[index] : "nothing"
        }
        return "own"
    }

    private func rows(of role: String) throws -> [IAMTable.Row] {
        let roles = IAMTable(template: try Deployments.widest().template).roles
        return try #require(roles.first { $0.name == role }).rows
    }

    private func actions(of role: String) throws -> Set<String> { Set(try rows(of: role).flatMap(\.actions)) }

    /// Whether a statement of the role allows the action on the object, read as IAM reads `*`.
    private func isAllowed(_ role: String, _ action: String, _ key: String) throws -> Bool {
        try rows(of: role).contains { row in
            row.actions.contains(action)
                && row.resources.contains { Self.matches(key, pattern: $0.replacing("${Bucket.Arn}/", with: "")) }
        }
    }

    private static func matches(_ key: String, pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map {
            NSRegularExpression.escapedPattern(for: String($0))
        }
        return key.range(of: "^" + parts.joined(separator: ".*") + "$", options: .regularExpression) != nil
    }
}
