public import JSON

/// What a field whose name ends in `.$` may hold: a path or a call of an intrinsic function.
public enum Expression: Sendable, Hashable {
    case path(JSONPath)
    case call(IntrinsicCall)

    /// - Throws: `InvalidExpression` for a text that is neither.
    public init(_ text: String) throws(InvalidExpression) {
        self = text.hasPrefix("$") ? .path(try JSONPath(text)) : .call(try IntrinsicCall(text))
    }

    /// The expression as written.
    public var text: String {
        switch self {
        case .path(let path): path.text
        case .call(let call): call.text
        }
    }

    /// - Parameter field: the name that failures mention.
    public func evaluate(for field: String, in scope: EvaluationScope) throws(EvaluationFailure) -> JSON {
        switch self {
        case .call(let call): return try call.evaluate(in: scope)
        case .path(let path):
            do {
                return try path.read(in: scope)
            } catch {
                throw Self.failure(path, field, scope)
            }
        }
    }

    private static func failure(_ path: JSONPath, _ field: String, _ scope: EvaluationScope) -> EvaluationFailure {
        if scope.input.isNull, path.root == .input {
            let cause = "Unable to apply Path transformation to null or empty input."
            return EvaluationFailure(error: ErrorName.runtime, cause: cause)
        }
        let place = path.readsContext ? "context object" : "input '\(scope.input.text())'"
        let cause = "The JSONPath '\(path)' specified for the field '\(field)' could not be found in the \(place)"
        return EvaluationFailure(error: ErrorName.runtime, cause: cause)
    }
}
