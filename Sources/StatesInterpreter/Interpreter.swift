public import JSON
public import StatesLanguage

/// Runs state machines here as AWS Step Functions runs them there.
///
/// Everything an execution touches is handed in: who does the work of tasks, where objects are, who keeps the history,
/// what time it is and where chance comes from. So a test runs a year of waiting in no time, and the same way each
/// time.
public struct Interpreter: Sendable {
    private let machine: StateMachine
    private let surroundings: Surroundings

    /// - Parameters:
    ///   - objects: where distributed Maps read items and write results; without it those that want objects fail.
    ///   - randomBits: 64 random bits at each call, for jitter, `States.UUID` and `States.MathRandom`.
    /// - Throws: for a machine that is not valid, which `StateMachine(json:)` never makes.
    public init(
        machine: StateMachine, taskRunner: any TaskRunner, objects: (any MapObjects)? = nil, journal: any Journal,
        clock: any ExecutionClock, randomBits: @escaping @Sendable () -> UInt64
    ) throws(InvalidStateMachine) {
        try machine.check()
        self.machine = machine
        surroundings = Surroundings(
            taskRunner: taskRunner, objects: objects, journal: journal, clock: clock, randomBits: randomBits)
    }

    /// Runs one execution to its end, which its history keeps durably before this returns.
    ///
    /// Cancelling the surrounding task aborts the execution: every running task is cancelled and awaited.
    ///
    /// - Throws: where the history can't be kept. Everything else that goes wrong is a result.
    public func run(input: JSON, as identity: ExecutionIdentity) async throws(JournalFailure) -> ExecutionResult {
        let frame = ExecutionFrame(surroundings, identity, input: input)
        let execution = Execution(frame: frame, graph: machine, timeoutSeconds: machine.timeoutSeconds)
        let result = try await execution.run()
        try await surroundings.journal.flush()
        return result
    }
}
