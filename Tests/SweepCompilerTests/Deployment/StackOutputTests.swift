import JSON
import StatesLanguage
import SweepModel
import Testing

@testable import SweepCompiler

@Suite("A stack's outputs") struct StackOutputTests {
    @Test("are the target of a sweep on every lane that was deployed")
    func target() throws {
        for deployment in try Deployments.all() {
            let target = try Target(stackOutputs: Self.resolved(deployment))
            #expect(target.missing(for: Deployments.starts(on: deployment.lanes)) == [])
            #expect(target.queues.keys.sorted() == deployment.lanes)
            #expect(target.jobDefinitions.keys.sorted() == deployment.lanes)
            #expect((target.reducerJob != nil) == deployment.lanes.contains { !$0.isFargate })
            #expect(target.taskDefinitions.keys.sorted() == deployment.lanes.filter(\.isFargate))
        }
    }

    @Test("give every member of the execution input's target, within its bound")
    func members() throws {
        let target = try Target(stackOutputs: Self.resolved(Deployments.widest()))
        let json = target.json.object ?? [:]
        #expect(json.keys.sorted() == Target.local(folder: "/store").json.object?.keys.sorted())
        #expect(json.values.allSatisfy { !$0.isNull })
        #expect(target.json.bytes().count <= PayloadBound.targetBytes)
        let compilation = try Sample.compile(Sample.everyLane(trialsPerLane: 2, packSize: 1))
        let sweep = try #require(compilation.launchable)
        #expect(throws: Never.self) {
            try ExecutionInput(
                sweep: sweep.sweep, plan: compilation.plan, run: 1, packs: sweep.manifest, target: target)
        }
    }

    @Test("tell whether tasks get public addresses")
    func addresses() throws {
        let own = try Deployment(DeploymentRequest())
        let given = try Deployment(
            DeploymentRequest(
                subnets: Deployments.subnets, securityGroups: Deployments.securityGroups, privateSubnets: true))
        #expect(try Target(stackOutputs: Self.resolved(own)).assignsPublicIP)
        let target = try Target(stackOutputs: Self.resolved(given))
        #expect(!target.assignsPublicIP)
        #expect(target.subnets == Deployments.subnets)
        #expect(target.securityGroups == Deployments.securityGroups)
    }

    @Test("of a stack without an image are refused with what to do")
    func noImage() throws {
        var outputs = try Self.resolved(Deployments.widest())
        outputs["Reducer"] = nil
        let error = #expect(throws: MissingStackOutputs.self) { try Target(stackOutputs: outputs) }
        #expect(
            error?.description
                == "the stack has no output Reducer: deploy it with ImageUri, the image that was pushed to its repository"
        )
    }

    /// The outputs as CloudFormation would give them: references become texts as long as real ones.
    private static func resolved(_ deployment: Deployment) -> [String: String] {
        (deployment.template["Outputs"]?.object ?? [:]).mapValues { text($0["Value"] ?? .null) }
    }

    private static func text(_ value: JSON) -> String {
        if let text = value.string { return text }
        if let list = value["Fn::Join"]?[1]?.array { return list.map(text).joined(separator: ",") }
        let name = value["Ref"]?.string ?? value["Fn::GetAtt"]?[0]?.string ?? "?"
        return "arn:aws:service:eu-central-1:123456789012:resource/a-name-of-thirty-characters-xx-\(name):12"
    }
}
