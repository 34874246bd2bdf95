internal import Foundation
internal import JSON
internal import StatesLanguage

extension Strand {
    func wait(_ state: WaitState, _ visit: Visit) async throws(Interruption) -> Step {
        let input = try select(state.inputPath, from: visit.input, visit)
        try await wait(until: try moment(state.duration, input, visit))
        let assignments = try assignments(state.assign, input, visit)
        return try step(try select(state.outputPath, from: input, visit), state.transition, assignments, visit)
    }

    func wait(until moment: Date) async throws(Interruption) {
        do {
            try await frame.surroundings.clock.wait(until: moment)
        } catch {
            throw .cancelled
        }
    }

    private func moment(_ duration: WaitDuration, _ input: JSON, _ visit: Visit) throws(Interruption) -> Date {
        switch duration {
        case .seconds(let seconds):
            return visit.enteredTime.addingTimeInterval(Double(try wholeSeconds(seconds, "SecondsPath", input, visit)))
        case .timestamp(.value(let timestamp)): return Date(timestamp)
        case .timestamp(.path(let path)):
            let value = try reference(path, "TimestampPath", input, visit)
            if let timestamp = value.string.flatMap(Timestamp.init) { return Date(timestamp) }
            throw runtimeFailure(
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: "
                    + "\(path) == \(value.string ?? value.text())", visit)
        }
    }

    /// A number of seconds, given or read from the input.
    func wholeSeconds(
        _ seconds: ValueOrPath<Int>, _ field: String, _ input: JSON, _ visit: Visit
    ) throws(Interruption) -> Int {
        switch seconds {
        case .value(let value): return value
        case .path(let path):
            let value = try reference(path, field, input, visit)
            guard let number = value.wholeNumber else {
                throw runtimeFailure(
                    "The \(field) parameter cannot be parsed as a long value: \(path) == \(value)", visit)
            }
            let most = Limits.seconds.upperBound
            guard (0...most).contains(number) else {
                throw runtimeFailure("The \(field) parameter must be from 0 to \(most): \(path) == \(value)", visit)
            }
            return number
        }
    }

    private func reference(
        _ path: JSONPath, _ field: String, _ input: JSON, _ visit: Visit
    ) throws(Interruption) -> JSON {
        do {
            return try path.read(in: scope(input, visit))
        } catch {
            throw runtimeFailure("The \(field) parameter does not reference an input value: \(path)", visit)
        }
    }
}

extension JSON {
    /// A whole number, also one in a text: AWS reads both where a path gives a number.
    var wholeNumber: Int? { int ?? string.flatMap(Int.init) }
}
