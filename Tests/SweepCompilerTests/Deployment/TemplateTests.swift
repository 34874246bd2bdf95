import Foundation
import JSON
import SweepModel
import TestSupport
import Testing

@testable import SweepCompiler

@Suite("The deployment's template") struct TemplateTests {
    /// Every resource and output of every template is looked at; `STEPSWEEP_LINT_ALL=1` looks at every template, too,
    /// which takes minutes. What resources have to do with each other is the next test's matter.
    @Test(
        "passes cfn-lint for every set of lanes, own and given network, with and without mail",
        .enabled(if: CloudFormationLint.isInstalled, "cfn-lint is not on the PATH: pip install cfn-lint==1.51.0"))
    func lint() throws {
        let folder = try TemporaryFolder()
        let isFull = ProcessInfo.processInfo.environment["STEPSWEEP_LINT_ALL"] == "1"
        let templates = try isFull ? Deployments.templates() : Deployments.coveringTemplates()
        let files = try templates.enumerated().map { try folder.write("\($0.offset).json", $0.element.text(.indented)) }
        let result = try TestSupport.run("/usr/bin/env", ["cfn-lint", "--format", "parseable", "--"] + files)
        #expect(result.exitCode == 0, "\(result.output.prefix(4_000)) \(result.errorOutput.prefix(2_000))")
    }

    @Test("names only what is there, uses every parameter, and has no circle")
    func graph() throws {
        let templates = try Deployments.templates()
        #expect(templates.count == 104)
        for template in templates { #expect(TemplateGraph(template).faults == []) }
    }

    @Test("a name that is not there, an unused parameter and a circle are seen")
    func graphSeesFaults() {
        let template: JSON = [
            "Parameters": ["Unused": ["Type": "String"]], "Conditions": ["Some": ["Fn::Equals": ["a", "b"]]],
            "Resources": [
                "A": ["Properties": ["X": ["Fn::GetAtt": ["B", "Arn"]], "Y": ["Fn::Sub": "${Nowhere}/*"]]],
                "B": ["Condition": "Some", "DependsOn": ["A"]],
            ],
        ]
        #expect(
            TemplateGraph(template).faults.sorted() == [
                "A names B, which is there only under Some", "A names Nowhere, which is not there",
                "resources need each other in a circle: [\"A\", \"B\"]", "the parameter Unused is never used",
            ])
    }

    @Test("equal deployments give equal bytes, in whatever order lanes and data were named")
    func equalBytes() throws {
        let request = DeploymentRequest(
            lanes: ["spot", "fargate", "gpu"], dataPrefixes: ["s3://b-data/x/", "s3://a-data/y/"])
        var turned = request
        turned.lanes.reverse()
        turned.dataPrefixes.reverse()
        let template = try Deployment(request).template.bytes(.indented)
        #expect(try template == Deployment(request).template.bytes(.indented))
        #expect(try template == Deployment(turned).template.bytes(.indented))
    }

    @Test("holds nobody's data: which ones workers may read are values of its parameters")
    func data() throws {
        let named = try Deployment(DeploymentRequest(dataPrefixes: ["s3://b-data/x/"]))
        #expect(try named.template == Deployment(DeploymentRequest()).template)
        let policy = named.template["Resources"]?["ReadData"]?["Properties"]
        #expect(policy?["Roles"] == [["Ref": "WorkerRole"]])
        #expect(policy?["PolicyDocument"]?["Statement"]?[0]?["Resource"] == ["Ref": "ReadableData"])
        let withStart = try Deployments.widest().template["Resources"]?["DecryptData"]?["Properties"]
        #expect(withStart?["Roles"] == [["Ref": "WorkerRole"], ["Ref": "HttpStartRole"]])
    }

    @Test("takes as data what a grant writes, and no pattern but a folder's end")
    func dataParameters() throws {
        let grant = DataGrant(
            [try #require(DataPrefix("s3://b-data/x/")), try #require(DataPrefix("s3://b-data/it's=1@2.csv"))],
            keys: ["arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000"],
            partition: "aws")
        let parameters = try Deployments.widest().template["Parameters"]
        for (name, value) in grant.parameters {
            let pattern = try Regex(try #require(parameters?[name]?["AllowedPattern"]?.string))
            for arn in value.split(separator: ",") { #expect(try pattern.wholeMatch(in: arn) != nil, "\(arn)") }
            for wrong in ["*", "arn:aws:s3:::*", "arn:aws:s3:::b-data/*/x", "arn:aws:kms:eu-central-1:1:key/*"] {
                #expect(try pattern.wholeMatch(in: wrong) == nil, "\(wrong)")
            }
        }
    }

    @Test("fits into CloudFormation's call when compact, and within its limit as people read it")
    func size() throws {
        for template in try Deployments.templates() + [Deployments.widest().template] {
            #expect(template.bytes().count <= Deployment.inlineTemplateBytes)
            #expect(template.bytes(.indented).count <= Deployment.largestTemplateBytes)
        }
    }

    @Test("a Spot lane brings the lane of its last attempt")
    func lastAttempts() throws {
        #expect(try Deployment(DeploymentRequest(lanes: ["gpu-spot"])).lanes == [.gpu, .gpuSpot])
        #expect(try Deployment(DeploymentRequest(lanes: ["fargate-spot"])).lanes == [.fargate, .fargateSpot])
        #expect(try Deployment(DeploymentRequest(lanes: ["on-demand"])).lanes == [.onDemand])
    }

    @Test("every resource that can carry a tag carries the stack's")
    func tags() throws {
        // CloudFormation's resource reference gives these no tags.
        let untaggable: Set<String> = [
            "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::Route", "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy", "AWS::IAM::InstanceProfile", "AWS::IAM::Policy",
            "AWS::Lambda::Url",
        ]
        for (name, resource) in try Deployments.widest().template["Resources"]?.object ?? [:] {
            let type = resource["Type"]?.string ?? ""
            let isTagged = resource["Properties"]?.text().contains(StackTag.key) == true
            #expect(isTagged != untaggable.contains(type), "\(name) (\(type))")
        }
    }

    @Test("says which strategy, image and limit each lane has")
    func lanes() throws {
        let resources = try Deployments.widest().template["Resources"]
        for lane in Lane.allCases where !lane.isFargate {
            let environment = resources?[LogicalID.computeEnvironment(lane)]?["Properties"]
            let compute = environment?["ComputeResources"]
            #expect(compute?["Type"]?.string == (lane.isSpot ? "SPOT" : "EC2"))
            #expect(
                compute?["AllocationStrategy"]?.string
                    == (lane.isSpot ? "SPOT_PRICE_CAPACITY_OPTIMIZED" : "BEST_FIT_PROGRESSIVE"))
            #expect(
                compute?["Ec2Configuration"]?[0]?["ImageType"]?.string
                    == (lane.hasGPU ? "ECS_AL2023_NVIDIA" : "ECS_AL2023"))
            #expect(compute?["MinvCpus"] == 0)
            let limits = resources?[LogicalID.queue(lane)]?["Properties"]?["JobStateTimeLimitActions"]?.array ?? []
            #expect(limits.compactMap { $0["MaxTimeSeconds"]?.int }.allSatisfy { (600...86_400).contains($0) })
            #expect(limits.count == 3)
        }
        let userData = resources?[LogicalID.launchTemplate]?.text() ?? ""
        #expect(userData.contains("ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >>"))
        #expect(userData.contains("ECS_CONTAINER_STOP_TIMEOUT=110s >>"))
    }

    @Test("gives a Fargate lane a queue of its own, with nothing that Batch refuses there")
    func fargate() throws {
        let resources = try Deployment(DeploymentRequest(lanes: ["fargate-spot"], maxVCPUs: 64)).template["Resources"]
        for (lane, type) in [(Lane.fargate, "FARGATE"), (.fargateSpot, "FARGATE_SPOT")] {
            let environment = resources?[LogicalID.computeEnvironment(lane)]?["Properties"]
            let compute = environment?["ComputeResources"]?.object ?? [:]
            #expect(compute.keys.sorted() == ["MaxvCpus", "SecurityGroupIds", "Subnets", "Type"])
            #expect(compute["Type"]?.string == type && compute["MaxvCpus"] == 64)
            #expect(environment?["UpdatePolicy"] == nil)
            let queue = resources?[LogicalID.queue(lane)]?["Properties"]
            #expect(queue?["JobQueueName"] == ["Fn::Sub": .string("${AWS::StackName}-\(lane.rawValue)")])
            #expect(queue?["JobStateTimeLimitActions"]?.array?.count == 3)
            #expect(
                queue?["ComputeEnvironmentOrder"]?[0]?["ComputeEnvironment"]
                    == ["Ref": .string(LogicalID.computeEnvironment(lane))])
        }
        let definition = resources?["FargateJobDefinition"]?["Properties"]
        let container = definition?["ContainerProperties"]
        #expect(definition?["PlatformCapabilities"] == ["FARGATE"])
        #expect(container?["ExecutionRoleArn"] == ["Fn::GetAtt": ["TaskExecutionRole", "Arn"]])
        #expect(container?["JobRoleArn"] == ["Fn::GetAtt": ["WorkerRole", "Arn"]])
        #expect(container?["NetworkConfiguration"] == ["AssignPublicIp": "ENABLED"])
        #expect(container?["FargatePlatformConfiguration"] == ["PlatformVersion": "LATEST"])
        // Without hosts there is no reducer's job, no launch template and no role of instances.
        for name in ["ReducerJobDefinition", "LaunchTemplate", "InstanceRole", "CpuJobDefinition"] {
            #expect(resources?[name] == nil, "\(name)")
        }
        #expect(try Deployment(DeploymentRequest(lanes: ["spot"])).template["Resources"]?["FargateQueue"] == nil)
    }

    @Test("makes what needs an image only when there is one")
    func image() throws {
        let resources = try Deployments.widest().template["Resources"]?.object ?? [:]
        let conditional = resources.filter { $0.value["Condition"] != nil }.keys.sorted()
        #expect(
            conditional == [
                "Ab", "AbUrl", "CpuJobDefinition", "DecryptData", "FargateJobDefinition", "FargateTaskDefinition",
                "GpuJobDefinition", "HttpStart", "HttpStartUrl", "ReadData", "Reducer", "ReducerJobDefinition",
            ])
        #expect(resources["ReadData"]?["Condition"] == "HasReadableData")
    }
}

enum CloudFormationLint {
    static var isInstalled: Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: $0 + "/cfn-lint")
        }
    }
}
