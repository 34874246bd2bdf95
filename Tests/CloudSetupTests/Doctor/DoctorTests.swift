import Foundation
import JSON
import SweepCompiler
import TestSupport
import Testing

@testable import CloudSetup

@Suite("The doctor") struct DoctorTests {
    private let quota = LoopbackAnswer.text(200, #"{"Quota":{"Value":5000.0}}"#)
    private let image = LoopbackAnswer.repository + "@" + LoopbackAnswer.digest

    private func examine(_ aws: ScriptedAWS, tools: [ContainerTool] = []) async throws -> [Finding] {
        let person = Person()
        return try await Doctor(
            client: aws.client(), names: StackNames(stack: "team"), tools: tools, pace: person.pace
        ).examine { _ in }
    }

    private func healthy() throws -> ScriptedAWS {
        let aws = try ScriptedAWS()
        aws.on("DescribeStacks", .ready(image: image))
        aws.on(
            "ListStackResources",
            .result(
                "ListStackResources",
                "<StackResourceSummaries><member><LogicalResourceId>WorkerRole</LogicalResourceId><PhysicalResourceId>team-WorkerRole-1</PhysicalResourceId><ResourceType>AWS::IAM::Role</ResourceType></member></StackResourceSummaries>"
            ))
        aws.on("HEAD /team-bucket-1", .respond(200, headers: ["x-amz-bucket-region": "eu-central-1"]))
        aws.on("DescribeImages", .text(200, #"{"imageDetails":[{"imageDigest":"\#(LoopbackAnswer.digest)"}]}"#))
        aws.on("BatchGetImage", .text(200, #"{"images":[{"imageManifest":"{\"config\":{\"digest\":\"sha256:1\"}}"}]}"#))
        aws.on("GetDownloadUrlForLayer", .text(200, #"{"downloadUrl":"\#(aws.url)/config?signed=1"}"#))
        aws.on("GET /config", .text(200, #"{"os":"linux","architecture":"amd64"}"#))
        aws.on("GET /2015-03-31/functions/team-reducer", .text(200, #"{"Configuration":{"State":"Active"}}"#))
        aws.on(
            "DescribeSubnets",
            .text(200, "<R><subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId></item></subnetSet></R>"))
        aws.on("DescribeRouteTables", .text(200, Self.routes("igw-1")))
        aws.on(
            "POST /v1/describejobqueues",
            .text(200, #"{"jobQueues":[{"jobQueueName":"team-spot","state":"ENABLED","status":"VALID"}]}"#))
        aws.on("POST /v1/describecomputeenvironments", environments("VALID", ""))
        aws.on("GetServiceQuota", quota)
        return aws
    }

    private func environments(_ status: String, _ reason: String) -> LoopbackAnswer {
        .text(
            200,
            #"{"computeEnvironments":[{"computeEnvironmentName":"hosts","state":"ENABLED","status":"\#(status)","statusReason":"\#(reason)","tags":{"stepsweep:stack":"team"},"computeResources":{"type":"SPOT","maxvCpus":256,"instanceTypes":["c5"]}}]}"#
        )
    }

    private static func routes(_ gateway: String) -> String {
        "<R><routeTableSet><item><associationSet><item><subnetId>subnet-1</subnetId></item></associationSet><routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>\(gateway)</gatewayId><state>active</state></item></routeSet></item></routeTableSet></R>"
    }

    @Test("A healthy stack has no problem")
    func allWell() async throws {
        let findings = try await examine(healthy(), tools: [ContainerTool(kind: .podman, path: "/p")])
        #expect(findings.filter { $0.verdict == .problem } == [])
        #expect(
            Set(findings.map(\.check)).isSuperset(of: [
                "container tools", "credentials", "clock", "region", "stack", "bucket", "image", "reducer", "roles",
                "network", "queue team-spot", "hosts hosts", "jobs", "quota Spot standard vCPUs",
                "quota Lambda concurrency",
            ]))
        #expect(findings.first { $0.check == "image" }?.says.hasSuffix("linux/amd64") == true)
        #expect(!findings.contains { $0.check == "quota on-demand G vCPUs" })
    }

    @Test("An address that starts sweeps is looked at, and one that is open to the world is a problem")
    func start() async throws {
        for (kind, verdict) in [("AWS_IAM", Finding.Verdict.ok), ("NONE", .problem)] {
            let aws = try healthy()
            aws.on(
                "DescribeStacks",
                .stack(
                    "CREATE_COMPLETE",
                    outputs: ["Bucket": "team-bucket-1", "Subnets": "subnet-1", "HttpStartUrl": "https://x.example/"],
                    parameters: ["ImageUri": image]))
            aws.on("GET /2015-03-31/functions/team-http-start", .text(200, #"{"Configuration":{"State":"Active"}}"#))
            aws.on("GET /2021-10-31/functions/team-http-start/url", .text(200, #"{"AuthType":"\#(kind)"}"#))
            let finding = try await examine(aws).first { $0.check == "http start" }
            #expect(finding?.verdict == verdict, "\(kind)")
        }
        #expect(try await !examine(healthy()).contains { $0.check == "http start" })
    }

    @Test("Without a stack it says what to do, and still looks at the quotas")
    func noStack() async throws {
        let aws = try ScriptedAWS()
        aws.on("GetServiceQuota", quota)
        let findings = try await examine(aws)
        let stack = findings.first { $0.check == "stack" }
        #expect(stack?.verdict == .problem)
        #expect(stack?.fix == "run `stepsweep deploy --stack team`")
        #expect(findings.contains { $0.check == "quota on-demand G vCPUs" })
    }

    @Test("Credentials that don't work end the look, with the fix")
    func credentials() async throws {
        let aws = try ScriptedAWS()
        aws.on("GetCallerIdentity", .failure("InvalidClientTokenId", "no", status: 403))
        let findings = try await examine(aws)
        #expect(findings.map(\.check) == ["container tools", "credentials"])
        #expect(findings[1].fix?.contains("the access key is unknown") == true)
    }

    @Test("Each thing that is wrong is a problem with a fix")
    func problems() async throws {
        let cases: [(String, LoopbackAnswer, check: String, says: String)] = [
            ("HEAD /team-bucket-1", .respond(404), "bucket", "is gone"),
            (
                "HEAD /team-bucket-1", .respond(200, headers: ["x-amz-bucket-region": "us-east-1"]), "bucket",
                "is in us-east-1"
            ),
            ("DescribeImages", .text(400, #"{"__type":"ImageNotFoundException"}"#), "image", "is gone"),
            ("GET /config", .text(200, #"{"os":"linux","architecture":"arm64"}"#), "image", "is for linux/arm64"),
            ("GET /2015-03-31/functions/team-reducer", .text(404, "{}"), "reducer", "is missing"),
            (
                "GET /2015-03-31/functions/team-reducer",
                .text(200, #"{"Configuration":{"State":"Failed","StateReason":"access denied to the image"}}"#),
                "reducer",
                "failed"
            ),
            ("GetRole", .failure("NoSuchEntity", "no", status: 404), "roles", "gone: WorkerRole"),
            (
                "POST /v1/describejobqueues",
                .text(200, #"{"jobQueues":[{"jobQueueName":"team-spot","state":"DISABLED","status":"VALID"}]}"#),
                "queue team-spot", "is disabled"
            ),
            (
                "POST /v1/describecomputeenvironments", environments("INVALID", "CLIENT_ERROR - not authorized"),
                "hosts hosts", "is INVALID"
            ),
            ("DescribeStacks", .ready("ROLLBACK_COMPLETE"), "stack", "is ROLLBACK_COMPLETE"),
            ("DescribeStacks", .ready(), "image", "has none yet"),
            (
                "GetServiceQuota", .text(200, #"{"Quota":{"Value":0.0}}"#), "quota Spot standard vCPUs",
                "nothing can start"
            ),
            (
                "DescribeSubnets", .failure("UnauthorizedOperation", "no", status: 403), "network",
                "UnauthorizedOperation"
            ),
        ]
        for (operation, answer, check, says) in cases {
            let aws = try healthy()
            aws.on(operation, answer)
            let finding = try await examine(aws).first { $0.check == check && $0.verdict == .problem }
            #expect(finding?.says.contains(says) == true, "\(operation): \(String(describing: finding))")
            #expect(finding?.fix?.isEmpty == false)
        }
    }

    @Test("A job that has waited for too long is told with its reason, a fresh one is not")
    func stuck() async throws {
        let aws = try healthy()
        aws.on(
            "POST /v1/describejobqueues",
            .text(200, #"{"jobQueues":[{"jobQueueName":"team-spot","state":"ENABLED","status":"VALID"}]}"#))
        aws.on(
            "POST /v1/listjobs",
            .text(
                200,
                #"{"jobSummaryList":[{"jobId":"a","createdAt":1600000000000,"statusReason":"MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - too large"},{"jobId":"b","createdAt":1700000000000}]}"#
            ))
        let finding = try await examine(aws).first { $0.check == "jobs in team-spot" }
        #expect(
            finding?.says
                == "1 wait for more than ten minutes: no instance type of the lane is as large as the job asks for")
    }

    @Test(
        "Batch's reasons are told in plain words",
        arguments: [
            ("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - …", "AWS has no such hosts free"),
            ("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", "more vCPUs than the lane may hold"),
            ("MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS", "Batch's own role"), ("", "Batch does not say why"),
            ("something new", "something new"),
        ])
    func reasons(reason: String, words: String) { #expect(StuckReason.words(for: reason).says.contains(words)) }

    @Test("A quota is held against what the deployment may use")
    func quotas() {
        let need = QuotaNeed(service: "ec2", code: "L-1", name: "x", most: 256, least: 2)
        #expect(need.finding(5_000).verdict == .ok)
        #expect(
            need.finding(32)
                == .warning(
                    "quota x", "32, the deployment may use 256: jobs beyond it wait",
                    fix: "ask for more at \(need.page), or lower --max-vcpus"))
        #expect(need.finding(1).verdict == .problem)
        #expect(need.finding(nil).verdict == .warning)
    }

    @Test("A Fargate lane's queue is held against Fargate's quotas, and no host's")
    func fargateQuotas() throws {
        let environments = try JSON(
            parsing:
                #"[{"computeResources":{"type":"FARGATE","maxvCpus":256}},{"computeResources":{"type":"FARGATE_SPOT","maxvCpus":64}}]"#
        )
        let needs = Doctor.needs(environments.array ?? [], hasFargate: true)
        #expect(
            needs.map(\.name) == ["Fargate on-demand vCPUs", "Fargate Spot vCPUs", "Lambda concurrency"])
        #expect(needs.map(\.most) == [256, 64, nil])
        #expect(
            needs[0].finding(6).says
                == "6, the deployment may use 256: jobs beyond it wait, ECS tasks are refused")
    }

    @Test("Routes: a subnet's own table, else the main one; a black hole leads nowhere")
    func routeTables() {
        let main: JSON = [
            "associationSet": [["main": "true"]],
            "routeSet": [["destinationCidrBlock": "0.0.0.0/0", "natGatewayId": "nat-1", "state": "active"]],
        ]
        let own: JSON = [
            "associationSet": [["subnetId": "subnet-1"]],
            "routeSet": [["destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1", "state": "blackhole"]],
        ]
        let tables = RouteTables([main, own])
        #expect(tables.wayOut(of: "subnet-1") == nil)
        #expect(tables.wayOut(of: "subnet-2") == "nat-1")
        #expect(RouteTables([]).wayOut(of: "x") == nil)
        #expect(RouteTables(["text", [:]]).wayOut(of: "x") == nil)
    }
}
