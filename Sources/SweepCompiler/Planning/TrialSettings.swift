internal import JSON
internal import SweepModel

/// A trial's parameters with the trainer's own values where it says nothing.
struct TrialSettings {
    private let parameters: JSON
    private let schema: TrainerSchema

    init(_ parameters: JSON, of schema: TrainerSchema) {
        self.parameters = parameters
        self.schema = schema
    }

    subscript(name: String) -> JSON? { parameters[name] ?? schema.parameter(name)?.defaultValue }

    /// At least 1: an estimate needs no more of a count that the trainer would refuse.
    func number(_ name: String) -> Double { self[name]?.double.map { $0.isFinite ? max(1, $0) : 1 } ?? 1 }

    /// Layer widths: a number, or a list of them.
    func widths(_ name: String) -> [Double] {
        (self[name]?.array ?? [self[name] ?? .null]).compactMap(\.double).map { max(1, $0) }
    }
}
