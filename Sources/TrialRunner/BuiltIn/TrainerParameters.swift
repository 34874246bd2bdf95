internal import JSON
internal import SweepModel
internal import TrainingCore

/// Reads a trial's parameters as the configuration of a built-in trainer, by the trainer's schema.
struct TrainerParameters {
    /// Why a trainer refuses its parameters; every problem, sorted by parameter.
    struct Problem: Error, Equatable {
        let message: String
    }

    private let schema: TrainerSchema
    private let values: [String: JSON]

    /// - Parameter parameters: the trial's, `trainer` among them; what they don't name has the schema's default.
    static func configuration(_ parameters: JSON) throws(Problem) -> TrainerConfiguration {
        let reader = try TrainerParameters(parameters)
        do {
            return try reader.configuration()
        } catch {
            throw Problem(message: "\(error)")
        }
    }

    private init(_ parameters: JSON) throws(Problem) {
        var values = parameters.object ?? [:]
        let name = values.removeValue(forKey: "trainer")
        guard let schema = name?.string.flatMap(TrainerSchema.named) else {
            let names = TrainerSchema.all.map(\.name).joined(separator: ", ")
            throw Problem(message: "trainer: must be one of \(names), received \(name ?? .null)")
        }
        var problems: [String] = []
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let parameter = schema.parameter(name) else {
                problems.append("\(name): is no parameter of trainer \(schema.name)")
                continue
            }
            guard !parameter.kind.accepts(value) else { continue }
            problems.append("\(name): must be \(parameter.kind.allowed), received \(value)")
        }
        guard problems.isEmpty else { throw Problem(message: problems.joined(separator: "; ")) }
        self.schema = schema
        self.values = values
    }

    private func configuration() throws(ConfigurationError) -> TrainerConfiguration {
        switch schema.name {
        case "ridge": .ridge(try ridge())
        case "softmax": .softmax(try softmax())
        default: .mlp(try mlp())
        }
    }

    private func ridge() throws(ConfigurationError) -> RidgeConfiguration {
        try RidgeConfiguration(l2: number("l2"), fitIntercept: flag("fit_intercept"))
    }

    private func softmax() throws(ConfigurationError) -> SoftmaxConfiguration {
        try SoftmaxConfiguration(
            l2: number("l2"), optimizer: choice("optimizer", default: .lbfgs), fitIntercept: flag("fit_intercept"),
            maxIterations: whole("max_iterations"), tolerance: number("tolerance"),
            learningRate: number("learning_rate"), momentum: number("momentum"), batchSize: whole("batch_size"),
            epochs: whole("epochs"))
    }

    private func mlp() throws(ConfigurationError) -> MLPConfiguration {
        try MLPConfiguration(
            hidden: widths("hidden"), activation: choice("activation", default: .relu),
            optimizer: choice("optimizer", default: .adam), learningRate: number("learning_rate"), l2: number("l2"),
            momentum: number("momentum"), batchSize: whole("batch_size"), epochs: whole("epochs"),
            dropout: number("dropout"), patience: value("patience").int)
    }

    /// Given, or the schema's default. Kinds were checked, so the fallbacks below are never taken for a given value.
    private func value(_ name: String) -> JSON { values[name] ?? schema.parameter(name)?.defaultValue ?? .null }

    private func number(_ name: String) -> Double { value(name).double ?? 0 }
    private func whole(_ name: String) -> Int { value(name).int ?? 0 }
    private func flag(_ name: String) -> Bool { value(name).bool ?? true }

    private func widths(_ name: String) -> [Int] {
        let value = value(name)
        return value.array?.compactMap(\.int) ?? value.int.map { [$0] } ?? []
    }

    private func choice<Choice: RawRepresentable<String>>(_ name: String, default fallback: Choice) -> Choice {
        value(name).string.flatMap(Choice.init) ?? fallback
    }
}
