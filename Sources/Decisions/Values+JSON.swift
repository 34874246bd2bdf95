internal import JSON
internal import Statistics
internal import SweepModel

// Values of other modules as every document of this one spells them: see `docs/json.md`.

extension Metric {
    var json: JSON { ["name": .string(name), "goal": .string(goal.rawValue)] }
}

extension Summary {
    /// `sd` is `null` for a single value.
    var json: JSON {
        ["mean": .number(mean), "sd": standardDeviation.map(JSON.number) ?? .null, "n": .integer(count)]
    }
}

extension ConfidenceInterval {
    var json: JSON { [.number(lower), .number(upper)] }
}
