import ArgumentParser
import Decisions
import ObjectStore
import Reducers
import ResultStore
import SweepCompiler
import SweepEngines
import SweepModel
import TrainingCore

/// The documented exit codes. See `stepsweep --help`.
enum StepSweepExit: Int32 {
    case failure = 1
    case usage = 2
    case notFound = 4
    case conflict = 5
    case world = 6
    case stillRunning = 7
    case interrupted = 130
}

/// What a person reads on stderr, and the exit code.
struct CommandFailure: Error {
    var message: String
    var exitCode: StepSweepExit

    init(_ message: String, _ exitCode: StepSweepExit) {
        self.message = message
        self.exitCode = exitCode
    }

    /// `nil` for the argument parser's own errors, help and version requests.
    init?(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let invalid as InvalidFile: self.init(invalid.description, .usage)
        case let error as EngineError: self.init("error: \(error)", Self.exitCode(of: error))
        case let error as ObjectStoreError: self.init("error: \(error)", .world)
        default: return nil
        }
    }

    private static func exitCode(of error: EngineError) -> StepSweepExit {
        switch error {
        case .alreadyRunning: .stillRunning
        case .sweepNotFound, .trialNotFound: .notFound
        case .ambiguousName: .usage
        case .workerNotStarted, .workerMissing, .corruptDocument: .world
        case .nothingToRun: .failure
        }
    }
}
