import AWS
import Foundation
import JSON
import ObjectStore
import SweepCompiler
import SweepModel
import TestSupport

@testable import StepFunctionsEngine

extension LoopbackServer {
    /// A client that asks this server for every service.
    func client() throws -> AWSClient {
        let surroundings = Surroundings(
            variables: ["AWS_ENDPOINT_URL": url, "AWS_EC2_METADATA_DISABLED": "true"], homeFolder: "/nonexistent",
            sleep: { _ in })
        return AWSClient(
            region: "eu-central-1",
            credentials: .fixed(Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "made-up")),
            endpoints: EndpointResolver(
                surroundings: surroundings, config: try SharedConfig(surroundings: surroundings)),
            sender: HTTPSender(), surroundings: surroundings)
    }
}

extension LoopbackRequest {
    /// Method and path, without the query.
    var operation: String { "\(method) \(target.prefix { $0 != "?" })" }
}

/// A plan of the compiler's goldens.
func goldenPlan(_ name: String) throws -> Plan {
    let path = "\(projectFolder)/Tests/SweepCompilerTests/Goldens/\(name).plan.json"
    return try JSON(parsing: Data(contentsOf: URL(fileURLWithPath: path))).decode(Plan.self)
}

extension CloudSweep {
    /// Where the sweep of a plan runs.
    static func sample(_ sweep: String, runs: Int = 1) -> CloudSweep {
        CloudSweep(
            sweep: sweep, stack: "team", region: "eu-central-1", profile: nil, bucket: "team-bucket-1",
            logGroup: "/stepsweep/team/worker", queues: ["arn:aws:batch:eu-central-1:1:job-queue/team-spot"],
            cluster: nil, stateMachine: "arn:aws:states:eu-central-1:1:stateMachine:team-\(sweep)",
            executions: (1...runs).map { "arn:aws:states:eu-central-1:1:execution:team-\(sweep):\(sweep)-\($0)" })
    }
}
