import JSON
import StatesInterpreter
import StatesLanguage

/// What one execution left behind.
struct Ran {
    let result: ExecutionResult
    let events: [HistoryEvent]
    let clock: JumpingClock

    /// The types of the execution's own events, in order.
    var types: [String] { events.filter(\.execution.isEmpty).map(\.type.rawValue) }
}

/// Runs a machine written as JSON, with everything around it in memory.
func run(
    _ definition: JSON, input: JSON = [:], runner: any TaskRunner = ClosureRunner.none, objects: MemoryObjects? = nil,
    randomBits: @escaping @Sendable () -> UInt64 = { 0 }
) async throws -> Ran {
    let journal = MemoryJournal()
    let clock = JumpingClock()
    let interpreter = try Interpreter(
        machine: try StateMachine(json: definition), taskRunner: runner, objects: objects, journal: journal,
        clock: clock,
        randomBits: randomBits)
    let result = try await interpreter.run(input: input, as: .test)
    return Ran(result: result, events: journal.events, clock: clock)
}

extension ExecutionIdentity {
    static let test = ExecutionIdentity(name: "run-1", stateMachineName: "machine")
}

/// A machine of one state.
func machine(_ state: JSON) -> JSON { ["StartAt": "S", "States": ["S": state]] }
