internal import Foundation
internal import JSON
internal import StatesLanguage

/// One line of control through an execution: the execution itself, a Parallel branch or a Map iteration.
struct Strand: Sendable {
    let frame: ExecutionFrame
    /// The iterations and branches around this strand, outermost first.
    let path: [IterationStep]
    /// `$$.Map.Item`
    var mapItem: JSON?
    /// Copied into branches and iterations, whose changes stay there.
    var variables: [String: JSON] = [:]
    /// What the next event follows.
    var lastEvent = 0

    /// Strands that never wait still let others run, after this many states.
    private static let statesPerTurn = 64

    init(frame: ExecutionFrame, path: [IterationStep]) {
        self.frame = frame
        self.path = path
    }

    /// A strand inside this one.
    func child(_ step: IterationStep, mapItem: JSON?) -> Strand {
        var child = Strand(frame: frame, path: path + [step])
        child.mapItem = mapItem
        child.variables = variables
        child.lastEvent = lastEvent
        return child
    }

    mutating func record(_ type: EventType, _ details: [String: JSON?] = [:]) throws(Interruption) {
        lastEvent = try frame.history.record(type, after: lastEvent, details)
    }

    /// Runs `graph` in a copy of this strand.
    func end(of graph: any StateGraph, input: JSON) async -> StrandEnd {
        var strand = self
        do {
            let output = try await strand.run(graph, input: input)
            return StrandEnd(result: .success(output), lastEvent: strand.lastEvent)
        } catch {
            return StrandEnd(result: .failure(error), lastEvent: strand.lastEvent)
        }
    }

    /// From `StartAt` to a state that ends.
    mutating func run(_ graph: any StateGraph, input: JSON) async throws(Interruption) -> JSON {
        let states = graph.states
        var (name, data) = (graph.startAt, input)
        var count = 0
        while true {
            if Task.isCancelled { throw .cancelled }
            count += 1
            if count.isMultiple(of: Self.statesPerTurn) { await Task.yield() }
            guard let state = states[name] else {
                throw .failed(StateFailure(error: ErrorName.runtime, cause: "The machine has no state '\(name)'."))
            }
            let step = try await visit(name, state, data)
            guard case .next(let next) = step.transition else { return step.output }
            (name, data) = (next, step.output)
        }
    }

    private mutating func visit(_ name: String, _ state: State, _ input: JSON) async throws(Interruption) -> Step {
        await frame.surroundings.journal.catchUp()
        try record(state.type.entered, ["name": .string(name), "input": input])
        let visit = Visit(
            name: name, input: input, enteredEvent: lastEvent, enteredTime: frame.surroundings.clock.now())
        let step = try await step(through: state, visit)
        variables.merge(step.assignments) { _, new in new }
        if let exited = state.type.exited {
            try record(
                exited, ["name": .string(name), "output": step.output, "assignedVariables": step.assignmentDetails])
        }
        return step
    }

    private mutating func step(through state: State, _ visit: Visit) async throws(Interruption) -> Step {
        switch state {
        case .pass(let state): try pass(state, visit)
        case .choice(let state): try choose(state, visit)
        case .wait(let state): try await wait(state, visit)
        case .succeed(let state): try succeed(state, visit)
        case .fail(let state): throw try failure(state, visit)
        case .task(let state): try await attempt(state, visit)
        case .parallel(let state): try await attempt(state, visit)
        case .map(let state): try await attempt(state, visit)
        }
    }
}

/// How a strand ended, and its last event.
struct StrandEnd: Sendable {
    let result: Result<JSON, Interruption>
    let lastEvent: Int
}

/// What a state did: its output, where it leads, and the variables it assigns.
struct Step: Sendable {
    let output: JSON
    let transition: Transition
    var assignments: [String: JSON] = [:]

    var assignmentDetails: JSON? { assignments.isEmpty ? Optional.none : .object(assignments) }
}

/// One stay in one state.
struct Visit: Sendable {
    let name: String
    /// Before `InputPath`.
    let input: JSON
    let enteredEvent: Int
    let enteredTime: Date
    /// `$$.State.RetryCount`; absent in states that can't be retried.
    var retryCount: Int?
    /// `$$.Task.Token`
    var taskToken: String?
}

extension StateType {
    var entered: EventType {
        switch self {
        case .pass: .passStateEntered
        case .task: .taskStateEntered
        case .choice: .choiceStateEntered
        case .wait: .waitStateEntered
        case .succeed: .succeedStateEntered
        case .fail: .failStateEntered
        case .parallel: .parallelStateEntered
        case .map: .mapStateEntered
        }
    }

    /// A Fail state is never left.
    var exited: EventType? {
        switch self {
        case .pass: .passStateExited
        case .task: .taskStateExited
        case .choice: .choiceStateExited
        case .wait: .waitStateExited
        case .succeed: .succeedStateExited
        case .fail: nil
        case .parallel: .parallelStateExited
        case .map: .mapStateExited
        }
    }
}
