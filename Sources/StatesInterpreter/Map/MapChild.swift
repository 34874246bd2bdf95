internal import Foundation
internal import JSON
internal import StatesLanguage

extension MapRun {
    /// One child execution of a distributed Map.
    struct Child: Sendable {
        let batch: Batch
        let state: MapState
        let visit: Visit
        let parent: Strand
        let mapRunId: String

        /// What became of a child.
        struct End: Sendable {
            let batch: Batch
            let identity: ExecutionIdentity
            let result: ExecutionResult
            let startTime: Date
            let stopTime: Date
            /// Set where the parent can't go on.
            let interruption: Interruption?

            /// How many items count as failed.
            var failedItems: Int {
                switch result {
                case .failed, .timedOut: batch.count
                case .succeeded, .aborted: 0
                }
            }
        }

        func run() async -> End {
            let step = IterationStep(stateName: visit.name, index: batch.index)
            let surroundings = parent.frame.surroundings
            let frame = ExecutionFrame(surroundings, identity, input: batch.input, path: parent.path + [step])
            var result = ExecutionResult.aborted
            var interruption: Interruption?
            do {
                result = try await Execution(frame: frame, graph: state.itemProcessor, timeoutSeconds: nil).run()
            } catch {
                interruption = .journal(error)
            }
            return End(
                batch: batch, identity: identity, result: result, startTime: frame.startTime,
                stopTime: surroundings.clock.now(), interruption: interruption)
        }

        private var identity: ExecutionIdentity {
            let parent = parent.frame.identity
            let label = state.label ?? visit.name
            return ExecutionIdentity(
                name: "\(parent.name)-\(label)-\(batch.index)", id: "\(mapRunId):\(batch.index)",
                roleArn: parent.roleArn,
                stateMachineName: "\(parent.stateMachineName)/\(label)",
                stateMachineId: "\(parent.stateMachineId)/\(label)")
        }
    }
}
