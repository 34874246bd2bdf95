/// One state of a machine.
///
/// Fields have the language's names, and many states share them. Data pass through them in this order:
/// - `inputPath` picks the part of the state's input that counts, all of it by default;
/// - `parameters` (`itemSelector` in a Map) makes the payload that the work gets;
/// - `resultSelector` makes the state's result from what the work gave;
/// - `resultPath` puts the result into the state's input, or in its place by default;
/// - `outputPath` picks the part of that which goes on, all of it by default.
///
/// `assign` sets variables from the result, `retry` and `catch` are asked in order when the work fails, `transition` says
/// what follows, and `comment` is for people.
public enum State: Sendable, Hashable {
    case pass(PassState)
    case task(TaskState)
    case choice(ChoiceState)
    case wait(WaitState)
    case succeed(SucceedState)
    case fail(FailState)
    case parallel(ParallelState)
    case map(MapState)

    /// The value of the `Type` field.
    public var type: StateType {
        switch self {
        case .pass: .pass
        case .task: .task
        case .choice: .choice
        case .wait: .wait
        case .succeed: .succeed
        case .fail: .fail
        case .parallel: .parallel
        case .map: .map
        }
    }
}

public enum StateType: String, Sendable, CaseIterable {
    case pass = "Pass"
    case task = "Task"
    case choice = "Choice"
    case wait = "Wait"
    case succeed = "Succeed"
    case fail = "Fail"
    case parallel = "Parallel"
    case map = "Map"
}

/// Where a state leads: exactly one of `Next` and `End`.
public enum Transition: Sendable, Hashable {
    case next(String)
    case end
}
