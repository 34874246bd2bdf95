import TestSupport
import Testing

@testable import CloudSetup

@Suite("Removing everything") struct DestroyerTests {
    private let machine = "arn:aws:states:eu-central-1:111122223333:stateMachine:team-digits"

    private func destroy(_ aws: ScriptedAWS, _ person: Person, deletesResults: Bool = false) async throws
        -> DestroyResult
    {
        try await Destroyer(client: aws.client(), console: person.console, pace: person.pace)
            .destroy(stack: "team", deletesResults: deletesResults)
    }

    /// A stack in use: an execution, a job, a task, two images, an old definition.
    private func busyAccount() throws -> ScriptedAWS {
        let job = LoopbackAnswer.text(200, #"{"jobSummaryList":[{"jobId":"j1","status":"RUNNABLE"}]}"#)
        let none = LoopbackAnswer.text(200, "{}")
        let aws = try ScriptedAWS()
        aws.on("DescribeStacks", .ready(), .ready(), .stack("DELETE_COMPLETE"))
        aws.on(
            "DescribeStackEvents", .events([("team", "AWS::CloudFormation::Stack", "CREATE_COMPLETE", "")]),
            .events([
                ("team", "AWS::CloudFormation::Stack", "DELETE_COMPLETE", ""),
                ("team", "AWS::CloudFormation::Stack", "CREATE_COMPLETE", ""),
            ]))
        aws.on(
            "ListStackResources",
            .result(
                "ListStackResources",
                "<StackResourceSummaries><member><ResourceType>AWS::EC2::VPC</ResourceType></member><member><ResourceType>AWS::ECR::Repository</ResourceType></member></StackResourceSummaries>"
            ))
        let other = machine.replacing("team-digits", with: "team-b-digits")
        aws.on(
            "ListStateMachines",
            .text(
                200,
                #"{"stateMachines":[{"name":"team-digits","stateMachineArn":"\#(machine)"},{"name":"team-b-digits","stateMachineArn":"\#(other)"},{"name":"else","stateMachineArn":"x"}]}"#
            ),
            .text(200, "{}"))
        aws.on(
            "ListTagsForResource", .text(200, #"{"tags":[{"key":"stepsweep:stack","value":"team"}]}"#),
            .text(200, #"{"tags":[{"key":"stepsweep:stack","value":"team-b"}]}"#))
        aws.on("ListExecutions", .text(200, #"{"executions":[{"executionArn":"run"}]}"#))
        aws.on(
            "POST /v1/describejobqueues", .text(200, #"{"jobQueues":[{"jobQueueName":"team-spot","status":"VALID"}]}"#),
            .text(200, "{}"))
        aws.on(
            "POST /v1/listjobs", job, none, none, none, none, job, none)
        aws.on("ListClusters", .text(200, #"{"clusterArns":["c"]}"#), .text(200, "{}"))
        aws.on(
            "DescribeClusters",
            .text(
                200,
                #"{"clusters":[{"clusterArn":"c","status":"ACTIVE","tags":[{"key":"stepsweep:stack","value":"team"}]}]}"#
            ))
        aws.on("ListTasks", .text(200, #"{"taskArns":["t"]}"#), .text(200, #"{"taskArns":["t"]}"#), .text(200, "{}"))
        aws.on(
            "POST /v1/describejobdefinitions",
            .text(200, #"{"jobDefinitions":[{"jobDefinitionArn":"arn:x/team-cpu:1"}]}"#), .text(200, "{}"),
            .text(200, "{}"), .text(200, "{}"),
            .text(200, #"{"jobDefinitions":[{"jobDefinitionArn":"arn:x/team-cpu:1"}]}"#), .text(200, "{}"))
        aws.on(
            "DescribeRepositories", .text(200, #"{"repositories":[{}]}"#),
            .text(400, #"{"__type":"RepositoryNotFoundException"}"#))
        aws.on("ListImages", .text(200, #"{"imageIds":[{"imageDigest":"a"},{"imageDigest":"b"}]}"#))
        return aws
    }

    @Test("What runs is ended before the stack goes, the results stay, and nothing is left")
    func whole() async throws {
        let (aws, person) = (try busyAccount(), Person())
        let result = try await destroy(aws, person)
        #expect(result.isClean, "\(result.sections.filter { !$0.items.isEmpty || $0.problem != nil })")
        #expect(result.keptBuckets == ["team-bucket-1"])
        #expect(
            person.lines.filter { $0.hasPrefix("  ") } == [
                "  remove      stack team (CREATE_COMPLETE) with 2 resources", "  stop        1 running execution",
                "  end         1 Batch job", "  end         1 Fargate task", "  remove      1 state machine",
                "  remove      2 images", "  deregister  1 job or task definition",
                "  keep        s3://team-bucket-1 with the results (--delete-results removes it)",
            ])
        let order = [
            "StopExecution", "DeleteStateMachine", "POST /v1/terminatejob", "StopTask", "BatchDeleteImage",
            "DeleteStack",
            "POST /v1/deregisterjobdefinition",
        ]
        #expect(aws.operations.filter(order.contains) == order)
        #expect(aws.requests("DeleteStateMachine").count == 1)
    }

    @Test("Schedules go before the function that they call; a group of somebody else's stays")
    func schedules() async throws {
        let (aws, person) = (try busyAccount(), Person())
        let gone = LoopbackAnswer.text(
            404, #"{"Message":"no"}"#, headers: ["x-amzn-ErrorType": "ResourceNotFoundException"])
        let group = LoopbackAnswer.text(200, #"{"Arn":"arn:g","State":"ACTIVE"}"#)
        let tags = LoopbackAnswer.text(200, #"{"Tags":[{"Key":"stepsweep:stack","Value":"team"}]}"#)
        aws.on("GET /schedule-groups/team", group, gone)
        aws.on("GET /tags/arn%3Ag", tags)
        aws.on("GET /schedules", .text(200, #"{"Schedules":[{"Name":"digits-0123abcd-1"}]}"#))
        #expect(try await destroy(aws, person).isClean)
        #expect(person.lines.contains("  remove      1 schedule"))
        let order = ["DELETE /schedules/digits-0123abcd-1", "DeleteStack"]
        #expect(aws.operations.filter(order.contains) == order)

        let other = try ScriptedAWS()
        other.on("GET /schedule-groups/team", group)
        other.on("GET /tags/arn%3Ag", .text(200, #"{"Tags":[]}"#))
        #expect(try await destroy(other, Person(answers: nil)).isClean)
        #expect(!other.operations.contains { $0.hasPrefix("DELETE") })
    }

    @Test("An absent stack is no error, and nobody is asked")
    func absent() async throws {
        let (aws, person) = (try ScriptedAWS(), Person(answers: nil))
        let result = try await destroy(aws, person)
        #expect(result.isClean)
        #expect(result.sections.count == 15)
        #expect(person.lines.contains("there is no stack team and nothing of one"))
    }

    @Test("A repository that had the stack's name before keeps its images")
    func foreignRepository() async throws {
        let (aws, person) = (try ScriptedAWS(), Person())
        aws.on("DescribeRepositories", .text(200, #"{"repositories":[{"repositoryArn":"arn:r"}]}"#))
        aws.on("ListImages", .text(200, #"{"imageIds":[{"imageDigest":"a"}]}"#))
        aws.on("ListTagsForResource", .text(200, #"{"tags":[{"Key":"stepsweep:stack","Value":"other"}]}"#))
        _ = try await destroy(aws, person)
        #expect(!aws.operations.contains("BatchDeleteImage"))
    }

    @Test("No leaves everything as it is")
    func refused() async throws {
        let (aws, person) = (try busyAccount(), Person(answers: false))
        let error = await #expect(throws: SetupError.self) { try await destroy(aws, person) }
        #expect(error?.kind == .refused)
        #expect(!aws.operations.contains { $0.hasPrefix("Delete") || $0.hasPrefix("Stop") })
    }

    @Test("Results go only when asked for, in every version, with the buckets of earlier stacks of that name and tag")
    func results() async throws {
        let (aws, person) = (try ScriptedAWS(), Person())
        aws.on(
            "GET /",
            .text(
                200,
                "<ListAllMyBucketsResult><Buckets><Bucket><Name>team-bucket-9</Name></Bucket><Bucket><Name>team-bucket-b</Name></Bucket><Bucket><Name>else</Name></Bucket></Buckets></ListAllMyBucketsResult>"
            ))
        let tags = { (value: String) in
            LoopbackAnswer.text(
                200, "<Tagging><TagSet><Tag><Key>stepsweep:stack</Key><Value>\(value)</Value></Tag></TagSet></Tagging>")
        }
        aws.on(
            "GET /team-bucket-9", tags("team"),
            .text(
                200,
                "<ListVersionsResult><Version><Key>a&amp;b</Key><VersionId>1</VersionId></Version><DeleteMarker><Key>a</Key><VersionId>2</VersionId></DeleteMarker></ListVersionsResult>"
            ),
            .text(200, "<ListVersionsResult/>"))
        aws.on("GET /team-bucket-b", tags("team-b"))
        aws.on("POST /team-bucket-9", .text(200, "<DeleteResult/>"))
        let result = try await destroy(aws, person, deletesResults: true)
        #expect(result.keptBuckets.isEmpty)
        #expect(person.lines.contains { $0.contains("DELETE  s3://team-bucket-9") })
        #expect(aws.requests("DELETE /team-bucket-9").count == 1)
        #expect(aws.requests("DELETE /team-bucket-b").isEmpty)
        #expect(aws.requests("POST /team-bucket-9")[0].text.contains("<Key>a&amp;b</Key><VersionId>1</VersionId>"))
    }

    @Test("A resource that AWS can't remove is named with its reason")
    func failed() async throws {
        let aws = try busyAccount()
        aws.on("DescribeStacks", .ready(), .ready(), .stack("DELETE_FAILED"))
        aws.on(
            "DescribeStackEvents", .events([("team", "AWS::CloudFormation::Stack", "CREATE_COMPLETE", "")]),
            .events([
                ("team", "AWS::CloudFormation::Stack", "DELETE_FAILED", "The following resource(s) failed"),
                ("Vpc", "AWS::EC2::VPC", "DELETE_FAILED", "The vpc has dependencies and cannot be deleted"),
                ("team", "AWS::CloudFormation::Stack", "CREATE_COMPLETE", ""),
            ]))
        let error = await #expect(throws: StackFailure.self) { try await destroy(aws, Person()) }
        #expect(error?.causes.first?.resource == "Vpc")
        #expect(error?.next == "run `stepsweep destroy` again behind that")
    }

    @Test("What is left is listed with the way to remove it, and what can't be asked is no proof")
    func leftovers() async throws {
        let (aws, person) = (try ScriptedAWS(), Person())
        aws.on(
            "DescribeVpcs",
            .text(
                200, "<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>"))
        aws.on("DescribeLogGroups", .text(400, #"{"__type":"AccessDeniedException","message":"no"}"#))
        let result = try await destroy(aws, person)
        #expect(!result.isClean)
        let networks = result.sections.first { $0.service == "networks and NAT gateways" }
        #expect(networks?.items == [.init(name: "vpc-1", removal: "aws ec2 delete-vpc --vpc-id vpc-1")])
        #expect(
            result.sections.first { $0.service == "log groups" }?.problem?.contains("logs:DescribeLogGroups") == true)
        let form = aws.requests("DescribeVpcs")[0].text
        #expect(form.contains("Filter.1.Name=tag%3Astepsweep%3Astack&Filter.1.Value.1=team"))
    }

    @Test("Hosts that are still going away are waited for")
    func slow() async throws {
        let (aws, person) = (try ScriptedAWS(), Person())
        aws.on(
            "DescribeInstances",
            .text(
                200,
                "<R><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId></item></instancesSet></item></reservationSet></R>"
            ),
            .text(200, "<R><reservationSet/></R>"))
        #expect(try await destroy(aws, person).isClean)
        #expect(person.lines.contains("still going away: EC2 instances i-1"))
    }
}
