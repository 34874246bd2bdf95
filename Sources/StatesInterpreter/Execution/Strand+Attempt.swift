internal import Foundation
internal import JSON
internal import StatesLanguage

/// A state that does work which can fail: Task, Parallel and Map.
protocol WorkState {
    var resultSelector: PayloadTemplate? { get }
    var resultPath: ResultPath? { get }
    var outputPath: DataPath? { get }
    var assign: PayloadTemplate? { get }
    var retry: [Retrier] { get }
    var `catch`: [Catcher] { get }
    var transition: Transition { get }

    /// Does the work once; its result is what `ResultSelector` gets.
    func work(_ visit: Visit, _ strand: inout Strand) async throws(Interruption) -> JSON
}

extension Strand {
    /// Works until it succeeds, a catcher takes the error, or nothing does.
    mutating func attempt(_ state: some WorkState, _ visit: Visit) async throws(Interruption) -> Step {
        var visit = visit
        visit.retryCount = 0
        do {
            let result = try await result(of: state, &visit)
            return try step(result, state, visit)
        } catch {
            guard case .failed(let failure) = error,
                let catcher = state.catch.first(where: { failure.isMatched(by: $0.errorEquals) })
            else { throw error }
            return try step(failure, catcher, visit)
        }
    }

    /// Only the work is retried: a result that can't be placed would not fit better after the work was done again.
    private mutating func result(of state: some WorkState, _ visit: inout Visit) async throws(Interruption) -> JSON {
        var retries = Retries(state.retry)
        while true {
            do {
                return try await state.work(visit, &self)
            } catch {
                guard case .failed(let failure) = error,
                    let seconds = retries.delay(after: failure, frame.surroundings.randomBits)
                else { throw error }
                try await wait(until: frame.surroundings.clock.now().addingTimeInterval(seconds))
                visit.retryCount = (visit.retryCount ?? 0) + 1
            }
        }
    }

    private func step(_ result: JSON, _ state: some WorkState, _ visit: Visit) throws(Interruption) -> Step {
        let selected = try apply(state.resultSelector, to: result, visit)
        let assignments = try assignments(state.assign, selected, visit)
        let placed = try place(selected, at: state.resultPath, visit)
        return try step(try select(state.outputPath, from: placed, visit), state.transition, assignments, visit)
    }

    private func step(_ failure: StateFailure, _ catcher: Catcher, _ visit: Visit) throws(Interruption) -> Step {
        let output: JSON = ["Error": .string(failure.error ?? ""), "Cause": .string(failure.cause ?? "")]
        let assignments = try assignments(catcher.assign, output, visit)
        return try step(try place(output, at: catcher.resultPath, visit), .next(catcher.next), assignments, visit)
    }
}
