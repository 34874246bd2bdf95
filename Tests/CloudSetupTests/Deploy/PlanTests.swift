import JSON
import SweepCompiler
import Testing

@testable import CloudSetup

@Suite("The plan of changes") struct PlanTests {
    private func change(_ members: [String: JSON]) -> StackChange? {
        StackChange(["Type": "Resource", "ResourceChange": .object(members)])
    }

    @Test("What is lost stands first and loud, each in plain words, with the counts below")
    func table() {
        let plan = ChangePlan(
            changes: [
                change(["Action": "Add", "LogicalResourceId": "SpotQueue", "ResourceType": "AWS::Batch::JobQueue"]),
                change([
                    "Action": "Modify", "LogicalResourceId": "Vpc", "ResourceType": "AWS::EC2::VPC",
                    "Replacement": "True",
                ]),
                change([
                    "Action": "Modify", "LogicalResourceId": "Reducer", "ResourceType": "AWS::Lambda::Function",
                    "Replacement": "Conditional",
                ]),
                change([
                    "Action": "Remove", "LogicalResourceId": "Bucket", "ResourceType": "AWS::S3::Bucket",
                    "PolicyAction": "Retain",
                ]),
                change(["Action": "Add", "LogicalResourceId": "Odd", "ResourceType": "AWS::New::Thing"]),
                change([
                    "Action": "Modify", "LogicalResourceId": "FargateTaskDefinition", "Replacement": "True",
                    "ResourceType": "AWS::ECS::TaskDefinition", "PolicyAction": "ReplaceAndRetain",
                ]),
            ].compactMap { $0 })
        #expect(
            plan.lines == [
                "  REPLACE  FargateTaskDefinition  Fargate task definition; the old one stays",
                "  REPLACE  Vpc                    network (VPC)",
                "  REMOVE   Bucket                 bucket; stays in the account",
                "  change   Reducer                Lambda function; may be replaced",
                "  add      Odd                    New Thing",
                "  add      SpotQueue              Batch queue",
                "2 to replace, 1 to remove, 1 to change, 2 to add",
            ])
        #expect(plan.loses)
    }

    @Test("A plan without resources says so, and documents that are no changes are left out")
    func empty() {
        #expect(ChangePlan(changes: []).lines == ["  no resource changes; outputs, tags or the template's texts do"])
        #expect(!ChangePlan(changes: []).loses)
        #expect(StackChange([:]) == nil)
        #expect(change(["Action": "Add"]) == nil)
        #expect(StackChange(["ResourceChange": "text"]) == nil)
    }

    @Test("Columns stand below each other, rows of any length")
    func columns() {
        #expect(Columns.lines([["a", "b"], ["long", "c", "d"], ["x"], []]) == ["a     b", "long  c  d", "x", ""])
        #expect(Columns.lines([]).isEmpty)
    }

    private func request(_ settings: [String]) throws -> DeployRequest {
        try DeployRequest(
            deployment: Deployment(DeploymentRequest(stackName: "team")), settings: settings, image: .none)
    }

    @Test(
        "A setting that is none, or of no parameter, is refused with what there is",
        arguments: [
            ("", "must be KEY=VALUE, received ``"), ("=", "must be KEY=VALUE"), ("=x", "must be KEY=VALUE"),
            ("CpuInstanceTypes", "must be KEY=VALUE"), ("CpuInstanceType=c5", "did you mean `CpuInstanceTypes`?"),
            ("Nope=1", "there are: CpuInstanceTypes, GpuImageUri, GpuInstanceTypes"),
            (
                "CpuInstanceTypes=c5,M5",
                "must be instance types or families such as c7i.large or c7i, separated by commas, received `M5`"
            ),
            ("CpuInstanceTypes=", "received ``"), ("CpuInstanceTypes=c5,", "received ``"),
            ("GpuImageUri=ubuntu", "must be an image in a private ECR repository, or empty, received `ubuntu`"),
            ("ReadableData=x", "data are named with --data"),
            ("ImageUri=x", "the image is named with --image"), ("\u{0}=1", "has no parameter"),
        ])
    func badSettings(setting: String, message: String) {
        let error = #expect(throws: SetupError.self) { try request([setting]) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
        #expect(error?.kind == .usage)
    }

    @Test("A setting may be named once")
    func settings() throws {
        #expect(try request(["CpuInstanceTypes=c5, m5.large"]).parameters == ["CpuInstanceTypes": "c5, m5.large"])
        #expect(try request(["GpuImageUri="]).parameters == ["GpuImageUri": ""])
        #expect(throws: SetupError.self) { try request(["CpuInstanceTypes=a1", "CpuInstanceTypes=b1"]) }
    }

    @Test("Parameters that nobody names now keep what the stack has; others get the template's default")
    func previousValues() throws {
        let stack = Stack([
            "StackName": "team", "StackId": "arn", "StackStatus": "CREATE_COMPLETE",
            "Parameters": [["ParameterKey": "GpuInstanceTypes", "ParameterValue": "g5"], ["ParameterKey": "Gone"]],
        ])
        let input = try StackInput(
            request: request(["CpuInstanceTypes=c7i"]), stack: stack, imageURI: "", changeSetName: "one")
        let document = try input.document()
        #expect(document["ChangeSetType"] == "UPDATE")
        #expect(
            document["Parameters"] == [
                ["ParameterKey": "CpuInstanceTypes", "ParameterValue": "c7i"],
                ["ParameterKey": "GpuInstanceTypes", "UsePreviousValue": true],
                ["ParameterKey": "ImageUri", "ParameterValue": ""],
            ])
    }

    @Test("Data that workers may read come to those that they may, and stay where none are named")
    func data() throws {
        let old = "arn:aws:s3:::old/x"
        let document: JSON = [
            "StackName": "team", "StackId": "id", "StackStatus": "CREATE_COMPLETE",
            "Parameters": [
                ["ParameterKey": "ReadableData", "ParameterValue": .string(old)],
                ["ParameterKey": "ReadableDataKeys", "ParameterValue": ""],
                ["ParameterKey": "ImageUri", "ParameterValue": "i"],
            ],
        ]
        let stack = try #require(Stack(document))
        func values(_ places: [String], _ change: DataChange = DataChange()) throws -> [String: JSON] {
            let request = try DeployRequest(
                deployment: Deployment(DeploymentRequest(stackName: "team", dataPrefixes: places)), settings: [],
                image: .none, data: change)
            let input = StackInput(
                request: request, stack: stack, imageURI: nil, changeSetName: "one", region: "eu-central-1",
                keepsTemplate: change.isAlone)
            let answer = try input.document()
            #expect((answer["UsePreviousTemplate"] == true) == change.isAlone)
            #expect((answer["TemplateBody"] == nil) == change.isAlone)
            return Dictionary(
                uniqueKeysWithValues: (answer["Parameters"]?.array ?? []).map {
                    ($0["ParameterKey"]?.string ?? "", $0["ParameterValue"] ?? "previous")
                })
        }
        #expect(try values([])["ReadableData"] == "previous")
        #expect(try values(["s3://new/y/"])["ReadableData"] == .string("arn:aws:s3:::new/y/*,\(old)"))
        let alone = try values(["s3://new/y/"], DataChange(keys: ["k"], forgetsOthers: true, isAlone: true))
        #expect(alone == ["ReadableData": "arn:aws:s3:::new/y/*", "ReadableDataKeys": "k", "ImageUri": "previous"])
        #expect(try values([], DataChange(forgetsOthers: true))["ReadableData"] == "")
    }

    @Test("The largest deployment that passes the checks fits into CloudFormation's call")
    func largest() throws {
        var request = DeploymentRequest(stackName: "a23456789012345678901234567890")
        request.zones = 6
        request.dataPrefixes = (0..<15).map {
            "s3://" + String(repeating: "b", count: 60) + "\($0)/" + String(repeating: "p", count: 120)
        }
        (request.budgetUSD, request.budgetEmail, request.notificationEmail) = (5, "a@b.cc", "a@b.cc")
        let deployment = try Deployment(request)
        #expect(deployment.template.text(.compact).utf8.count < Deployment.inlineTemplateBytes)
    }

    @Test("The names that look after a stack are the ones in its template")
    func names() throws {
        let template = try Deployment(DeploymentRequest(httpStart: true, httpStartMaxUSD: 20, servesAB: true)).template
            .text(.compact)
        for word in [
            "-http-start", StackNames.startOutput, "-ab", StackNames.servingOutput, "-reducer", "-cpu", "-gpu",
            "-reduce", "-fargate",
            "/stepsweep/${AWS::StackName}/", StackNames.tag,
            StackNames.bucketOutput, StackNames.repositoryOutput, StackNames.imageParameter,
        ] { #expect(template.contains(word), "\(word)") }
        let names = StackNames(stack: "team")
        #expect(names.jobDefinitions == ["team-cpu", "team-gpu", "team-fargate", "team-reduce"])
        #expect(
            [names.reducer, names.taskFamily, names.logGroups] == ["team-reducer", "team-fargate", "/stepsweep/team/"])
        #expect(names.functions == ["team-reducer", "team-http-start", "team-ab"])
    }
}
