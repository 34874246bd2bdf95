import JSON
import SweepModel
import Testing

@testable import SweepCompiler

@Suite("The template's start over HTTP") struct StartTemplateTests {
    private func resources(_ template: JSON, of type: String) -> [JSON] {
        (template["Resources"]?.object ?? [:]).values.filter { $0["Type"]?.string == type }
    }

    @Test("is guarded by AWS IAM in every template that has it, and no policy lets anybody else in")
    func isNeverOpen() throws {
        let templates = try Deployments.templates() + [Deployments.widest().template]
        let addresses = templates.flatMap { resources($0, of: "AWS::Lambda::Url") }
        #expect(addresses.count > 50)
        #expect(addresses.allSatisfy { $0["Properties"]?["AuthType"] == "AWS_IAM" })
        for template in templates {
            #expect(resources(template, of: "AWS::Lambda::Permission").isEmpty)
            #expect(!template.text().contains("\"NONE\""))
        }
    }

    @Test("is in no template that nobody asked for it")
    func isAskedFor() throws {
        let template = try Deployment(DeploymentRequest()).template
        #expect(!template.text().contains("HttpStart") && !template.text().contains("http-start"))
        let asked = try Deployment(DeploymentRequest(httpStart: true, httpStartMaxUSD: 20)).template
        #expect(asked["Outputs"]?["HttpStartUrl"]?["Value"] == ["Fn::GetAtt": ["HttpStartUrl", "FunctionUrl"]])
        #expect(asked["Outputs"]?["HttpStartUrl"]?["Condition"] == "HasImage")
    }

    @Test("runs the image's own program, and gets every output that a launch reads, and the cap")
    func function() throws {
        let deployment = try Deployments.widest()
        let function = try #require(deployment.template["Resources"]?["HttpStart"]?["Properties"])
        #expect(function["ImageConfig"] == ["EntryPoint": ["stepsweep"], "Command": ["http-start"]])
        let variables = try #require(function["Environment"]?["Variables"]?.object)
        #expect(variables[StartVariable.maxUSD] == "20.0")
        #expect(variables[StartVariable.stack] == ["Ref": "AWS::StackName"])
        let outputs = variables.keys.filter { $0.hasPrefix(StartVariable.outputPrefix) }
            .map { ($0.dropFirst(StartVariable.outputPrefix.count).description, "x") }
        let target = try Target(stackOutputs: Dictionary(uniqueKeysWithValues: outputs))
        #expect(target.missing(for: Deployments.starts(on: deployment.lanes)) == [])
    }

    @Test("has variables within Lambda's 4 KB, with the longest names that a stack can have")
    func variables() throws {
        var request = DeploymentRequest(
            stackName: String(repeating: "s", count: 30), httpStart: true, httpStartMaxUSD: 10_000_000)
        request.subnets = (0..<16).map { "subnet-0123456789abcdef\(String($0, radix: 16))" }
        request.securityGroups = (0..<5).map { "sg-0123456789abcdef\($0)" }
        let template = try Deployment(request).template
        let variables = try #require(
            template["Resources"]?["HttpStart"]?["Properties"]?["Environment"]?["Variables"]?.object)
        let bytes = variables.reduce(0) { $0 + $1.key.utf8.count + Self.longest($1.value).utf8.count }
        #expect(bytes < 4_096, "\(bytes)")
    }

    /// A reference as long as the ARN that it may stand for.
    private static func longest(_ value: JSON) -> String {
        if let text = value.string { return text }
        if let list = value["Fn::Join"]?[1]?.array { return list.map(longest).joined(separator: ",") }
        return "arn:aws-us-gov:batch:us-gov-east-1:123456789012:job-definition/"
            + String(repeating: "s", count: 30) + "-fargate-spot:12345"
    }
}
