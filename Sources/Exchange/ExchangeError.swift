/// Why an export could not be made as asked. Nothing that was there before has changed.
public enum ExchangeError: Error, Sendable, Equatable {
    /// The file exists, and nobody said that it may be replaced.
    case exists(path: String)
    /// The path names no file that could be made or replaced.
    case unusablePath(path: String, problem: String)
    /// The disk, its permissions or its room.
    case unwritable(path: String, problem: String)
    /// No trial has succeeded, so there is no model.
    case noSucceededTrial(sweep: String)
    case failedTrial(trial: String, reason: String)
    /// A user's program keeps its models to itself.
    case programModel(trial: String)
    case missingModel(trial: String, problem: String)
    /// An address that is no MLflow server's; it is left out where it may hold a password.
    case unusableAddress(problem: String)
    /// No answer from the server.
    case unreachable(server: String, problem: String)
    /// The server wants other credentials.
    case unauthorised(server: String, status: Int, sentCredentials: Bool)
    /// The server answered, and did not do what it was asked.
    case refused(server: String, call: String, status: Int, message: String)
    /// The answer is none of MLflow's.
    case notMLflow(server: String, call: String, status: Int)

    /// What kind of bad news it is, for exit codes.
    public enum Kind: Sendable { case usage, refused, world }

    /// Whether the file or the server is at fault that the export was to go to, not what was to be exported.
    public var isOfTheTarget: Bool {
        switch self {
        case .exists, .unusablePath, .unwritable, .unusableAddress, .unreachable, .unauthorised, .refused, .notMLflow:
            true
        case .noSucceededTrial, .failedTrial, .programModel, .missingModel: false
        }
    }

    public var kind: Kind {
        switch self {
        case .unusablePath, .unusableAddress: .usage
        case .exists, .noSucceededTrial, .failedTrial, .programModel, .missingModel: .refused
        case .unwritable, .unreachable, .unauthorised, .refused, .notMLflow: .world
        }
    }
}

extension ExchangeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .exists(let path): "\(path): the file exists; choose another name, or replace it with --force"
        case .unusablePath(let path, let problem): "\(path): \(problem)"
        case .unwritable(let path, let problem):
            "\(path): it can't be written (\(problem)); check the folder, its owner and the room on its disk"
        case .noSucceededTrial(let sweep):
            "\(sweep): no trial has succeeded, so there is no model; `stepsweep compare \(sweep)` shows why"
        case .failedTrial(let trial, let reason):
            "trial \(trial) failed (\(reason)), so it has no model; choose one that succeeded"
        case .programModel(let trial):
            "trial \(trial) came from a program of yours, whose models StepSweep doesn't know: only `ridge`, `softmax` and `mlp`"
                + " can be written as ONNX; let the program export its own"
        case .missingModel(let trial, let problem): "trial \(trial): \(problem)"
        case .unusableAddress(let problem): problem
        case .unreachable(let server, let problem):
            "\(server): \(problem); check that the MLflow server runs there (`mlflow server --port 5000`), then run the same command again"
        case .unauthorised(let server, let status, let sentCredentials):
            "\(server): the server answered \(status): "
                + (sentCredentials
                    ? "it does not accept the credentials of MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD"
                    : "it wants credentials; set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD")
        case .refused(let server, let call, let status, let message):
            "\(server): MLflow answered \(call) with \(status): \(message)"
        case .notMLflow(let server, let call, let status):
            "\(server): the answer to \(call) (status \(status)) is none of MLflow's; name the server's own address, such as"
                + " http://127.0.0.1:5000"
        }
    }
}
