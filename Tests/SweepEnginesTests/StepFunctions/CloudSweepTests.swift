import Foundation
import JSON
import ObjectStore
import SweepModel
import TestSupport
import Testing

@testable import SweepEngines

@Suite("The note of where a sweep runs") struct CloudSweepTests {
    private let sweep = CloudSweep(
        sweep: "digits-0123abcd", stack: "stepsweep", region: "eu-central-1", profile: nil, bucket: "sweeps",
        logGroup: "/stepsweep/stepsweep/worker", queues: ["q"], cluster: nil,
        stateMachine: "arn:aws-cn:states:cn-north-1:123456789012:stateMachine:stepsweep-digits-0", executions: [])

    @Test("An execution's ARN follows from its machine's, before it exists")
    func arn() {
        let name = CloudSweep.executionName(of: sweep.sweep, run: 2)
        #expect(
            sweep.executionARN(named: name)
                == "arn:aws-cn:states:cn-north-1:123456789012:execution:stepsweep-digits-0:digits-0123abcd-2")
    }

    @Test("A sweep of this machine has none, and a damaged one is told")
    func places() throws {
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path)
        #expect(try StepFunctionsEngine.place(of: sweep.sweep, in: store) == nil)
        try CloudRecord(sweep: sweep.sweep, local: store).keep(sweep)
        #expect(try StepFunctionsEngine.place(of: sweep.sweep, in: store) == sweep)
        for text in ["", "{", "[]", "{\"sweep\": 3}"] {
            try store.put(StoreKey.cloud(sweep.sweep), Data(text.utf8))
            #expect(throws: EngineError.self) { try StepFunctionsEngine.place(of: sweep.sweep, in: store) }
        }
    }
}
