public import JSON

/// A call such as `States.Format('pack-{}', $.index)`.
public struct IntrinsicCall: Sendable, Hashable {
    /// Calls nested deeper than this are refused, as AWS refuses them.
    public static let maximumDepth = 10

    /// The call as written.
    public let text: String
    let function: IntrinsicFunction
    let arguments: [Argument]

    indirect enum Argument: Sendable, Hashable {
        case path(JSONPath)
        case text(TextLiteral)
        /// A number, `true`, `false` or `null`.
        case constant(JSON)
        case call(IntrinsicCall)
    }

    /// - Throws: `InvalidExpression` for an unknown function, a wrong number of arguments or wrong syntax.
    public init(_ text: String) throws(InvalidExpression) {
        var parser = IntrinsicParser(text)
        self = try parser.wholeCall()
    }

    init(text: String, function: IntrinsicFunction, arguments: [Argument]) {
        self.text = text
        self.function = function
        self.arguments = arguments
    }

    /// Calls the function.
    public func evaluate(in scope: EvaluationScope) throws(EvaluationFailure) -> JSON {
        if function == .format, case .text(let template) = arguments[0] {
            return try inContext(Self.format(template.pieces, try values(arguments.dropFirst(), scope)))
        }
        let values = try values(arguments[...], scope)
        return try inContext(apply(to: values, scope.randomBits))
    }

    private func values(_ arguments: ArraySlice<Argument>, _ scope: EvaluationScope) throws(EvaluationFailure) -> [JSON]
    {
        var values: [JSON] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments { values.append(try value(argument, scope)) }
        return values
    }

    private func value(_ argument: Argument, _ scope: EvaluationScope) throws(EvaluationFailure) -> JSON {
        switch argument {
        case .text(let literal): return .string(literal.value)
        case .constant(let value): return value
        case .call(let call): return try call.evaluate(in: scope)
        case .path(let path):
            do {
                return try path.read(in: scope)
            } catch {
                let place = path.readsContext ? "context object" : "input '\(scope.input.text())'"
                let problem = "The JsonPath argument for the field '\(path)' could not be found in the \(place)"
                throw EvaluationFailure(error: ErrorName.runtime, cause: sentence(problem))
            }
        }
    }

    private func inContext(_ result: Result<JSON, IntrinsicProblem>) throws(EvaluationFailure) -> JSON {
        switch result {
        case .success(let value): return value
        case .failure(let problem):
            throw EvaluationFailure(error: ErrorName.intrinsicFailure, cause: sentence(problem.message))
        }
    }

    private func sentence(_ problem: String) -> String { "The function '\(text)' had the following error: \(problem)" }
}

/// Why a function refused its arguments.
struct IntrinsicProblem: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
