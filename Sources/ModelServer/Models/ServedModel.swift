/// Whatever answers for an arm.
enum ServedModel: Sendable {
    case builtIn(BuiltInModel)
    case command(CommandModel)
    case http(HTTPModel)

    /// Answers for every row, in order, or for none.
    func answer(_ rows: [PredictRow]) async throws(RequestProblem) -> [RowAnswer] {
        switch self {
        case .builtIn(let model):
            var answers: [RowAnswer] = []
            answers.reserveCapacity(rows.count)
            for row in rows { answers.append(try model.answer(row)) }
            return answers
        case .command(let model): return try await model.answer(rows)
        case .http(let model): return try await model.answer(rows)
        }
    }

    /// Whether it answers within this process, in microseconds.
    var isBuiltIn: Bool { if case .builtIn = self { true } else { false } }
}
