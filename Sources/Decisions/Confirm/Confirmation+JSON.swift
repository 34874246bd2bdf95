public import JSON
internal import Statistics
internal import SweepModel

extension Confirmation {
    /// Dotted names of the parameters that differ between the points, sorted.
    public var varying: [String] { ParameterNames.split(points.map { ParameterNames.flatten($0.parameters) }).varying }

    /// The document of `confirm --json`, version 1: see `docs/json.md`.
    public var json: JSON {
        [
            "schema": "stepsweep.confirmation", "version": 1, "confirmation": .string(id), "sweep": .string(sweep),
            "metric": metric.json, "testMetric": testMetric?.json ?? .null, "seeds": .array(seeds.map(JSON.integer)),
            "planned": .integer(planned), "missing": .integer(missing),
            "testRows": testRows.map(JSON.integer) ?? .null, "best": best.map { .string($0.trial) } ?? .null,
            "points": .array(points.map(\.json)), "tied": tied?.json(sweeps: [:]) ?? .null,
            "testScorings": .array(scorings.map { $0.json(isScored: !unscored.contains($0.confirmation)) }),
            "damagedRecords": .array(damagedRecords.map(JSON.string)),
        ]
    }
}

extension Confirmation.Point {
    /// A parameter of the point by its dotted name.
    public func parameter(_ name: String) -> JSON? { ParameterNames.flatten(parameters)[name] }

    fileprivate var json: JSON {
        [
            "trial": .string(trial), "trials": .array(trials.map(JSON.string)), "parameters": parameters,
            "validation": validation?.json ?? .null, "test": test?.json ?? .null,
            "testInterval": testInterval?.json ?? .null, "failed": .integer(failed),
            "seconds": .number(seconds),
        ]
    }
}

extension TestScoring {
    /// A record as documents for people show it.
    ///
    /// - Parameter isScored: false for a confirmation that has ended and reported no test metric.
    func json(isScored: Bool) -> JSON {
        [
            "number": number.map(JSON.integer) ?? .null, "confirmation": .string(confirmation),
            "sweep": .string(order.sweep), "trials": .array(order.trials.map(JSON.string)),
            "seeds": .array(seeds.map(JSON.integer)), "by": .string(by), "at": .number(at),
            "why": why.map(JSON.string) ?? .null, "rows": rows.map(JSON.integer) ?? .null, "scored": .bool(isScored),
        ]
    }
}
