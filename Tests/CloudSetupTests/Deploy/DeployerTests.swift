import SweepCompiler
import TestSupport
import Testing

@testable import CloudSetup

@Suite("Deploying") struct DeployerTests {
    private let queue = ("GpuQueue", "AWS::Batch::JobQueue", "CREATE_COMPLETE", "")
    private let review = ("team", "AWS::CloudFormation::Stack", "REVIEW_IN_PROGRESS", "")
    private let begun = ("team", "AWS::CloudFormation::Stack", "CREATE_IN_PROGRESS", "User Initiated")
    private let done = ("team", "AWS::CloudFormation::Stack", "CREATE_COMPLETE", "")

    private func request(_ image: ImageChoice = .none) throws -> DeployRequest {
        try DeployRequest(deployment: Deployment(DeploymentRequest(stackName: "team")), settings: [], image: image)
    }

    private func deploy(
        _ aws: ScriptedAWS, _ person: Person, _ image: ImageChoice = .none, tools: [ContainerTool] = []
    ) async throws -> DeployResult {
        try await Deployer(client: aws.client(), console: person.console, pace: person.pace)
            .deploy(request(image), tools: tools)
    }

    /// A new stack whose first pass goes well.
    private func emptyAccount() throws -> ScriptedAWS {
        let aws = try ScriptedAWS()
        aws.on("CreateChangeSet", .changeSet)
        aws.on("DescribeChangeSet", .changes([("Add", "GpuQueue", "AWS::Batch::JobQueue", "")]))
        aws.on("DescribeStacks", .noStack, .stack("CREATE_IN_PROGRESS"), .ready())
        aws.on(
            "DescribeStackEvents", .events([review]), .events([queue, begun, review]),
            .events([done, queue, begun, review]))
        return aws
    }

    @Test("An empty account gets a plan, a question, and each event once")
    func newStack() async throws {
        let (aws, person) = (try emptyAccount(), Person())
        let result = try await deploy(aws, person)
        #expect(result.changed && !result.hasImage)
        #expect(person.questions == ["go on?"])
        #expect(person.lines.filter { $0.contains("GpuQueue (Batch queue)") }.count == 1)
        #expect(person.lines.contains("1 to add"))
        #expect(aws.requests("CreateChangeSet").count == 1)
        let form = aws.requests("CreateChangeSet")[0].text
        for part in [
            "ChangeSetType=CREATE", "Capabilities.member.1=CAPABILITY_IAM", "Tags.member.1.Key=stepsweep%3Astack",
        ] {
            #expect(form.contains(part), "\(part)")
        }
        #expect(aws.requests("ExecuteChangeSet").count == 1)
    }

    @Test("No means that nothing is left: the change set and the stack that held it go")
    func refused() async throws {
        let (aws, person) = (try emptyAccount(), Person(answers: false))
        let error = await #expect(throws: SetupError.self) { try await deploy(aws, person) }
        #expect(error?.kind == .refused)
        #expect(aws.requests("ExecuteChangeSet").isEmpty)
        #expect(aws.requests("DeleteChangeSet").count == 1)
        #expect(aws.requests("DeleteStack").count == 1)
    }

    @Test("Where nobody can be asked, nothing is done")
    func nobody() async throws {
        let (aws, person) = (try emptyAccount(), Person(answers: nil))
        let error = await #expect(throws: SetupError.self) { try await deploy(aws, person) }
        #expect(error?.kind == .usage)
        #expect(aws.requests("ExecuteChangeSet").isEmpty)
    }

    @Test("A stack that is as asked for is left alone")
    func noChanges() async throws {
        let (aws, person) = (try ScriptedAWS(), Person(answers: nil))
        aws.on("DescribeStacks", .ready())
        aws.on("CreateChangeSet", .changeSet)
        aws.on("DescribeChangeSet", .failedChanges("The submitted information didn't contain changes."))
        let result = try await deploy(aws, person)
        #expect(!result.changed)
        #expect(person.lines.contains("nothing to change"))
        #expect(aws.requests("CreateChangeSet")[0].text.contains("ChangeSetType=UPDATE"))
        #expect(aws.requests("CreateChangeSet")[0].text.contains("UsePreviousValue=true"))
        #expect(aws.requests("DeleteChangeSet").count == 1)
    }

    @Test("Data alone change neither template nor image of a stack that is there, nor is an image looked for")
    func dataAlone() async throws {
        let (aws, person) = (try ScriptedAWS(), Person())
        aws.on(
            "DescribeStacks",
            .stack(
                "UPDATE_COMPLETE", outputs: ["RepositoryUri": LoopbackAnswer.repository],
                parameters: ["ImageUri": "i", "ReadableData": "arn:aws:s3:::a-data/*", "ReadableDataKeys": ""]))
        aws.on("CreateChangeSet", .changeSet)
        aws.on("DescribeChangeSet", .failedChanges("The submitted information didn't contain changes."))
        let request = try DeployRequest(
            deployment: Deployment(DeploymentRequest(stackName: "team", dataPrefixes: ["s3://b-data/x"])),
            settings: [], image: .build(folder: "/nonexistent"), data: DataChange(isAlone: true))
        let deployer = Deployer(client: try aws.client(), console: person.console, pace: person.pace)
        #expect(try await !deployer.deploy(request, tools: []).changed)
        let form = aws.requests("CreateChangeSet")[0].text
        #expect(form.contains("UsePreviousTemplate=true") && !form.contains("TemplateBody"))
        #expect(form.contains("arn%3Aaws%3As3%3A%3A%3Aa-data%2F%2A%2Carn%3Aaws%3As3%3A%3A%3Ab-data%2Fx"), "\(form)")

        aws.on("DescribeStacks", .ready())
        let error = await #expect(throws: SetupError.self) { try await deployer.deploy(request, tools: []) }
        #expect(error?.description.contains("was deployed by an older stepsweep") == true)
    }

    @Test("A plan on several pages is read whole, and one that is not ready is waited for")
    func pages() async throws {
        let (aws, person) = (try emptyAccount(), Person())
        aws.on(
            "DescribeChangeSet", .result("DescribeChangeSet", "<Status>CREATE_IN_PROGRESS</Status>"),
            .result(
                "DescribeChangeSet",
                "<Status>CREATE_COMPLETE</Status><Changes><member><ResourceChange><Action>Add</Action><LogicalResourceId>One</LogicalResourceId></ResourceChange></member></Changes><NextToken>t</NextToken>"
            ), .changes([("Add", "Two", "AWS::S3::Bucket", "")]))
        _ = try await deploy(aws, person)
        #expect(person.lines.contains("2 to add"))
        #expect(person.waitedSeconds >= 3)
    }

    @Test("A refused template says CloudFormation's reason and the fix")
    func refusedTemplate() async throws {
        let aws = try emptyAccount()
        aws.on(
            "CreateChangeSet",
            .failure("ValidationError", "Template error: Fn::Select cannot select nonexistent value at index 2"))
        let error = await #expect(throws: SetupError.self) { try await deploy(aws, Person()) }
        #expect(error?.description.contains("fewer zones: use --zones 2") == true)
    }

    @Test("A failed creation names the first failure")
    func failed() async throws {
        let (aws, person) = (try emptyAccount(), Person())
        aws.on("DescribeStacks", .noStack, .stack("ROLLBACK_COMPLETE"))
        aws.on(
            "DescribeStackEvents", .events([review]),
            .events([
                ("team", "AWS::CloudFormation::Stack", "ROLLBACK_COMPLETE", ""),
                ("Vpc", "AWS::EC2::VPC", "CREATE_FAILED", "Resource creation cancelled"),
                (
                    "GpuQueue", "AWS::Batch::JobQueue", "CREATE_FAILED",
                    "is not authorized to perform: batch:CreateJobQueue"
                ),
                begun, review,
            ]))
        let error = await #expect(throws: StackFailure.self) { try await deploy(aws, person) }
        #expect(error?.causes.map(\.resource) == ["GpuQueue"])
        #expect(error?.causes.first?.fix?.contains("batch:CreateJobQueue") == true)
    }

    @Test("A change that runs is followed first, from its beginning")
    func inProgress() async throws {
        let (aws, person) = (try ScriptedAWS(), Person())
        aws.on("DescribeStacks", .stack("CREATE_IN_PROGRESS"), .stack("CREATE_IN_PROGRESS"), .ready())
        aws.on(
            "DescribeStackEvents", .events([queue, begun, ("old", "AWS::S3::Bucket", "DELETE_COMPLETE", "")]),
            .events([done, queue, begun]))
        aws.on("CreateChangeSet", .changeSet)
        aws.on("DescribeChangeSet", .failedChanges("No updates are to be performed."))
        _ = try await deploy(aws, person)
        #expect(person.lines.contains { $0.contains("following that first") })
        #expect(!person.lines.contains { $0.contains("old") })
        #expect(person.lines.filter { $0.contains("GpuQueue") }.count == 1)
    }

    @Test("The rest of a failed deployment is removed after asking, then made anew")
    func dead() async throws {
        let (aws, person) = (try emptyAccount(), Person())
        aws.on(
            "DescribeStacks", .stack("ROLLBACK_COMPLETE"), .stack("DELETE_COMPLETE"), .ready())
        aws.on(
            "DescribeStackEvents", .events([review]),
            .events([("team", "AWS::CloudFormation::Stack", "DELETE_COMPLETE", ""), review]),
            .events([("x", "AWS::CloudFormation::Stack", "CREATE_COMPLETE", "")]),
            .events([done, begun, ("x", "AWS::CloudFormation::Stack", "CREATE_COMPLETE", "")]))
        #expect(try await deploy(aws, person).changed)
        #expect(person.questions.count == 2)
        #expect(aws.requests("DeleteStack").count == 1)
        let stubborn = try emptyAccount()
        stubborn.on("DescribeStacks", .stack("ROLLBACK_FAILED"))
        let error = await #expect(throws: SetupError.self) { try await deploy(stubborn, Person(answers: false)) }
        #expect(error?.description.contains("stepsweep destroy --stack team") == true)
    }

    @Test("A rollback that stuck is continued after asking")
    func stuck() async throws {
        let (aws, person) = (try ScriptedAWS(), Person())
        aws.on("DescribeStacks", .stack("UPDATE_ROLLBACK_FAILED"), .ready("UPDATE_ROLLBACK_COMPLETE"))
        aws.on(
            "DescribeStackEvents", .events([review]),
            .events([("team", "AWS::CloudFormation::Stack", "UPDATE_ROLLBACK_COMPLETE", ""), review]))
        aws.on("CreateChangeSet", .changeSet)
        aws.on("DescribeChangeSet", .failedChanges("No updates are to be performed."))
        _ = try await deploy(aws, person)
        #expect(aws.requests("ContinueUpdateRollback").count == 1)
    }

    @Test("An image in ECR becomes the second pass, by its digest, and is asked about once in all")
    func image() async throws {
        let (aws, person) = (try emptyAccount(), Person())
        aws.on(
            "DescribeImages",
            .text(
                200,
                #"{"imageDetails":[{"imageDigest":"\#(LoopbackAnswer.digest)","imageManifestMediaType":"application/vnd.docker.distribution.manifest.v2+json"}]}"#
            ))
        aws.on("DescribeStacks", .noStack, .ready(), .ready(), .ready(image: "an image"))
        aws.on(
            "DescribeStackEvents", .events([review]), .events([done, begun, review]), .events([done, begun, review]),
            .events([("team", "AWS::CloudFormation::Stack", "UPDATE_COMPLETE", ""), done, begun, review]))
        let result = try await deploy(aws, person, .given(LoopbackAnswer.repository + ":1.0"))
        #expect(result.hasImage)
        #expect(person.questions == ["go on?"])
        let passes = aws.requests("CreateChangeSet").map(\.text)
        #expect(passes.count == 2)
        #expect(passes[1].contains("sha256%3A" + String(repeating: "a", count: 64)))
    }

    @Test("An execution whose answer was lost is not begun twice")
    func lostAnswer() async throws {
        let (aws, person) = (try emptyAccount(), Person())
        aws.on("ExecuteChangeSet", .failure("InvalidChangeSetStatus", "it runs"))
        aws.on(
            "DescribeChangeSet", .changes([("Add", "GpuQueue", "AWS::Batch::JobQueue", "")]),
            .result("DescribeChangeSet", "<ExecutionStatus>EXECUTE_IN_PROGRESS</ExecutionStatus>"))
        #expect(try await deploy(aws, person).changed)
    }

    @Test("A change that never ends is left to AWS when the time is up")
    func timeout() async throws {
        let (aws, person) = (try emptyAccount(), Person())
        aws.on("DescribeStacks", .noStack, .stack("CREATE_IN_PROGRESS"))
        let error = await #expect(throws: SetupError.self) { try await deploy(aws, person) }
        #expect(error?.kind == .timeout)
        #expect(error?.description.contains("after 60 minutes; AWS goes on") == true)
    }

    @Test("Without permission to look, nothing is begun")
    func denied() async throws {
        let aws = try ScriptedAWS()
        aws.on("DescribeStacks", .failure("AccessDenied", "not you", status: 403))
        await #expect(throws: (any Error).self) { try await deploy(aws, Person()) }
        #expect(aws.requests("CreateChangeSet").isEmpty)
    }

    @Test("Answers that name nothing are errors, never traps")
    func oddAnswers() async throws {
        for (operation, answer) in [
            ("CreateChangeSet", LoopbackAnswer.result("CreateChangeSet", "")),
            ("DescribeStacks", .result("DescribeStacks", "<Stacks><member/></Stacks>")),
            ("GetCallerIdentity", .result("GetCallerIdentity", "")), ("CreateChangeSet", .text(200, "no xml")),
        ] {
            let aws = try emptyAccount()
            aws.on(operation, answer)
            await #expect(throws: (any Error).self, "\(operation)") { try await deploy(aws, Person()) }
        }
    }
}
