internal import JSON
internal import StatesLanguage

extension Strand {
    func pass(_ state: PassState, _ visit: Visit) throws(Interruption) -> Step {
        let input = try select(state.inputPath, from: visit.input, visit)
        let effective = try apply(state.parameters, to: input, visit)
        let result = state.result ?? effective
        let assignments = try assignments(state.assign, result, visit)
        let placed = try place(result, at: state.resultPath, visit)
        return try step(try select(state.outputPath, from: placed, visit), state.transition, assignments, visit)
    }

    func succeed(_ state: SucceedState, _ visit: Visit) throws(Interruption) -> Step {
        let input = try select(state.inputPath, from: visit.input, visit)
        return try step(try select(state.outputPath, from: input, visit), .end, [:], visit)
    }

    /// The error that a Fail state ends with.
    func failure(_ state: FailState, _ visit: Visit) throws(Interruption) -> Interruption {
        .failed(
            StateFailure(
                error: try text(state.error, "ErrorPath", visit), cause: try text(state.cause, "CausePath", visit)))
    }

    private func text(_ text: FailText?, _ field: String, _ visit: Visit) throws(Interruption) -> String? {
        switch text {
        case nil: return nil
        case .text(let text): return text
        case .computed(let expression):
            let value: JSON
            do {
                value = try expression.evaluate(for: field, in: scope(visit.input, visit))
            } catch {
                throw failure(error, visit)
            }
            if let text = value.string { return text }
            throw runtimeFailure("The \(field) parameter must be a string: \(expression.text) == \(value)", visit)
        }
    }
}
