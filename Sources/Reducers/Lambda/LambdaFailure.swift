internal import ObjectStore
internal import ResultStore

/// A failed invocation in Lambda's words.
public struct LambdaFailure: Error, Sendable, Equatable {
    /// `Category.Reason`, for `Lambda-Runtime-Function-Error-Type`.
    public let type: String
    public let message: String

    static func malformedEvent(_ message: String) -> LambdaFailure {
        LambdaFailure(type: "Reduce.MalformedEvent", message: message)
    }

    private init(type: String, message: String) {
        self.type = type
        self.message = message
    }

    /// The type that stands for an error of the reducer, wherever it runs.
    public init(_ error: any Error) {
        let type =
            switch error {
            case ReduceError.unknownSweep: "Reduce.UnknownSweep"
            case ReduceError.unknownScoring: "Reduce.UnknownScoring"
            case ReduceError.unreadableWork: "Reduce.UnreadableWork"
            case ReduceError.command(_, _, timedOut: true): "Reduce.CommandTimeout"
            case ReduceError.command: "Reduce.CommandFailed"
            case is ResultStoreError: "Reduce.ResultStore"
            case is ObjectStoreError: "Reduce.ObjectStore"
            default: "Reduce.Failed"
            }
        self.init(type: type, message: "\(error)")
    }
}
