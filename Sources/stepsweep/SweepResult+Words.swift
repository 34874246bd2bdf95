import JSON
import Reducers
import SweepEngines

extension SweepResult {
    /// Why it failed, without the JSON that functions wrap their errors in.
    var words: String {
        let cause = cause ?? error ?? "no cause given"
        let document = try? JSON(parsing: cause.utf8)
        return document?["errorMessage"]?.string ?? job?["Reason"]?.string ?? document?["StatusReason"]?.string ?? cause
    }

    /// The container of the reducer's job, where that failed; packs that fail never end a machine.
    private var job: JSON? {
        error == "States.TaskFailed" ? cause.flatMap { try? JSON(parsing: $0.utf8) }?["Container"] : nil
    }

    var isOfTheReducer: Bool { error?.hasPrefix("Reduce.") ?? false || job != nil }

    /// Whether the disk or a database stood in the way, not a trial.
    var isOfTheWorld: Bool {
        error == "Reduce.ResultStore" || error == "Reduce.ObjectStore"
            || job?["ExitCode"]?.int == Reducer.temporaryFailure
    }
}
