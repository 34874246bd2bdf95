internal import Foundation
internal import JSON

/// What the strands of one execution share. A distributed iteration is an execution, and has a frame of its own.
struct ExecutionFrame: Sendable {
    let surroundings: Surroundings
    let history: History
    let identity: ExecutionIdentity
    let input: JSON
    let startTime: Date
    /// The distributed iterations around this execution, outermost first.
    let path: [IterationStep]

    init(_ surroundings: Surroundings, _ identity: ExecutionIdentity, input: JSON, path: [IterationStep] = []) {
        self.surroundings = surroundings
        self.identity = identity
        self.input = input
        self.path = path
        history = History(surroundings, of: path)
        startTime = surroundings.clock.now()
    }

    /// `$$.Execution` and `$$.StateMachine`.
    var context: [String: JSON] {
        [
            "Execution": [
                "Id": .string(identity.id), "Input": input, "Name": .string(identity.name),
                "RoleArn": .string(identity.roleArn),
                "StartTime": .string(startTime.iso8601Milliseconds),
            ],
            "StateMachine": ["Id": .string(identity.stateMachineId), "Name": .string(identity.stateMachineName)],
        ]
    }
}
