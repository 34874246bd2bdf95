internal import JSON
internal import StatesLanguage

extension Strand {
    func choose(_ state: ChoiceState, _ visit: Visit) throws(Interruption) -> Step {
        let input = try select(state.inputPath, from: visit.input, visit)
        let (next, assign) = try target(of: state, input, visit)
        let assignments = try assignments(assign, input, visit)
        return try step(try select(state.outputPath, from: input, visit), .next(next), assignments, visit)
    }

    private func target(
        of state: ChoiceState, _ input: JSON, _ visit: Visit
    ) throws(Interruption) -> (next: String, assign: PayloadTemplate?) {
        let scope = scope(input, visit)
        do {
            for rule in state.choices where try rule.condition.holds(in: scope) { return (rule.next, rule.assign) }
        } catch {
            throw failure(error, visit)
        }
        if let next = state.default { return (next, state.assign) }
        let cause = "Failed to transition out of the state. The state does not point to a next state."
        throw failure(EvaluationFailure(error: ErrorName.noChoiceMatched, cause: cause), visit)
    }
}
