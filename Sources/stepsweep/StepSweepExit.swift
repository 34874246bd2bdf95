import AWS
import ArgumentParser
import CloudSetup
import Decisions
import Exchange
import ModelServer
import ObjectStore
import ResultStore
import Scoring
import StatesInterpreter
import SweepCompiler
import StepFunctionsEngine
import SweepEngines
import SweepModel

/// The documented exit codes. See `stepsweep --help`.
enum StepSweepExit: Int32 {
    case failure = 1
    case usage = 2
    case refused = 3
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
        case let error as CloudError: self.init("error: \(error)", Self.exitCode(of: error))
        case let error as CompileError: self.init("error: \(error)", .usage)
        case let error as DecisionError: self.init("error: \(error)", Self.exitCode(of: error.kind))
        case let refusal as GateRefusal: self.init("error: \(refusal)", Self.exitCode(of: refusal.kind))
        case let error as ExchangeError: self.init("error: \(error)", Self.exitCode(of: error.kind))
        case let error as ABError: self.init("error: \(error)", Self.exitCode(of: error.kind))
        case let error as ScoringError: self.init("error: \(error)", Self.exitCode(of: error.kind))
        case let error as ConfirmationError: self.init("error: \(error)", Self.exitCode(of: error.kind))
        case let error as SetupError: self.init("error: \(error)", Self.exitCode(of: error.kind))
        case let failure as ServerFailure: self.init("error: \(failure)", .world)
        case let failure as StackFailure: self.init("error: \(failure)", .failure)
        case is ObjectStoreError, is ResultStoreError, is JournalFailure, is AWSError, is ConnectionFailure,
            is CredentialsError, is ConfigurationError:
            self.init("error: \(error)", .world)
        default: return nil
        }
    }

    private static func exitCode(of kind: SetupError.Kind) -> StepSweepExit {
        switch kind {
        case .failed: .failure
        case .usage: .usage
        case .refused: .refused
        case .timeout: .stillRunning
        }
    }

    private static func exitCode(of kind: DecisionError.Kind) -> StepSweepExit {
        switch kind {
        case .usage: .usage
        case .notFound: .notFound
        case .refused: .refused
        case .conflict: .conflict
        }
    }

    private static func exitCode(of kind: ScoringError.Kind) -> StepSweepExit {
        switch kind {
        case .usage: .usage
        case .refused: .refused
        case .notFound: .notFound
        case .world: .world
        }
    }

    private static func exitCode(of kind: ExchangeError.Kind) -> StepSweepExit {
        switch kind {
        case .usage: .usage
        case .refused: .refused
        case .world: .world
        }
    }

    private static func exitCode(of error: CloudError) -> StepSweepExit {
        switch error {
        case .noStack, .notInBucket: .notFound
        case .stillRunning: .stillRunning
        case .programNotRelative: .usage
        case .stackNotReady, .ranBefore, .ranHere, .elsewhere, .notStarted, .unreadableData: .refused
        case .leftAlive: .failure
        }
    }

    private static func exitCode(of error: EngineError) -> StepSweepExit {
        switch error {
        case .alreadyRunning, .alreadyScoring: .stillRunning
        case .programChanged: .refused
        case .sweepNotFound, .trialNotFound: .notFound
        case .ambiguousName: .usage
        case .workerNotStarted, .corruptDocument: .world
        }
    }
}
