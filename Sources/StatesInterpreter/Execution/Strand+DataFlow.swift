internal import Foundation
internal import JSON
internal import StatesLanguage

/// From a state's input to its output, step by step: `InputPath`, templates, `ResultPath`, `OutputPath`.
extension Strand {
    /// What paths read in a state: `data` as `$`, the context object as `$$`.
    func scope(_ data: JSON, _ visit: Visit) -> EvaluationScope {
        EvaluationScope(
            input: data, variables: variables, context: { context(of: visit) },
            randomBits: frame.surroundings.randomBits)
    }

    private func context(of visit: Visit) -> JSON {
        var state: [String: JSON] = [
            "Name": .string(visit.name), "EnteredTime": .string(visit.enteredTime.iso8601Milliseconds),
        ]
        state["RetryCount"] = visit.retryCount.map(JSON.integer)
        var context = frame.context
        context["State"] = .object(state)
        if let token = visit.taskToken { context["Task"] = ["Token": .string(token)] }
        if let mapItem { context["Map"] = ["Item": mapItem] }
        return .object(context)
    }

    /// Adds to an evaluation's failure where it happened, as AWS does.
    func failure(_ failure: EvaluationFailure, _ visit: Visit) -> Interruption {
        let place =
            "An error occurred while executing the state '\(visit.name)' (entered at the event id #\(visit.enteredEvent)). "
        return .failed(StateFailure(error: failure.error, cause: place + failure.cause))
    }

    /// A mistake in the machine or its data.
    func runtimeFailure(_ cause: String, _ visit: Visit) -> Interruption {
        failure(EvaluationFailure(error: ErrorName.runtime, cause: cause), visit)
    }

    /// `data` behind an `InputPath` or `OutputPath`.
    func select(_ path: DataPath?, from data: JSON, _ visit: Visit) throws(Interruption) -> JSON {
        switch path {
        case nil: return data
        case .nothing: return .object([:])
        case .path(let path):
            do {
                return try path.read(in: scope(data, visit))
            } catch {
                let isMissing = data.isNull && !path.readsContext
                throw runtimeFailure(
                    isMissing
                        ? "Unable to apply Path transformation to null or empty input."
                        : "Invalid path '\(path)' : \(error.problem)", visit)
            }
        }
    }

    /// The payload of `template`, or `data` where there is none.
    func apply(_ template: PayloadTemplate?, to data: JSON, _ visit: Visit) throws(Interruption) -> JSON {
        guard let template else { return data }
        do {
            return try template.evaluate(in: scope(data, visit))
        } catch {
            throw failure(error, visit)
        }
    }

    /// The state's input with `result` at `path`.
    func place(_ result: JSON, at path: ResultPath?, _ visit: Visit) throws(Interruption) -> JSON {
        switch path {
        case nil: return result
        case .discard: return visit.input
        case .path(let path):
            do {
                return try path.insert(result, into: visit.input)
            } catch {
                throw failure(error, visit)
            }
        }
    }

    /// The values of `Assign`, all computed before any is set.
    func assignments(_ template: PayloadTemplate?, _ data: JSON, _ visit: Visit) throws(Interruption) -> [String: JSON]
    {
        guard let template else { return [:] }
        return try apply(template, to: data, visit).object ?? [:]
    }

    /// A state's output, which has to fit.
    func step(
        _ output: JSON, _ transition: Transition, _ assignments: [String: JSON], _ visit: Visit
    ) throws(Interruption) -> Step {
        guard PayloadSize.fits(output) else { throw .failed(PayloadSize.failure(of: visit.name, isOfTask: false)) }
        return Step(output: output, transition: transition, assignments: assignments)
    }
}
