public import JSON
internal import ResultStore
internal import SweepModel

extension ABPlan {
    public var json: JSON {
        [
            "units": .integer(units), "fixedUnits": .integer(fixedUnits), "days": .number(days),
            "fixedDays": .number(fixedDays), "looks": .integer(looks),
            "pairs": .array(pairs.map { ["arm": .string($0.arm), "units": .number($0.units)] }),
        ]
    }

    /// The document of `ab start --json`, version 1: see `docs/json.md`.
    ///
    /// - Parameter test: `nil` where it was not started.
    public func document(_ test: ABTest?) -> JSON {
        ["schema": "stepsweep.ab-start", "version": 1, "plan": json, "test": test?.json ?? .null]
    }
}

extension ABTest {
    public var json: JSON {
        [
            "test": .string(id), "startedAt": .number(startedAt), "startedBy": .string(startedBy),
            "options": options.json,
            "phases": .array(
                phases.map {
                    [
                        "phase": .integer($0.phase), "weights": .array($0.weights.map(JSON.number)),
                        "beganAt": .number($0.beganAt), "beganBy": .string($0.beganBy),
                        "note": $0.note.map(JSON.string) ?? .null,
                    ]
                }),
            "end": end.map {
                [
                    "outcome": .string($0.outcome.rawValue), "arm": .string($0.arm), "endedAt": .number($0.endedAt),
                    "endedBy": .string($0.endedBy), "note": $0.note.map(JSON.string) ?? .null,
                ]
            } ?? .null,
        ]
    }
}

extension ABOptions {
    var json: JSON {
        [
            "metric": metric.json, "measure": .string(measure.rawValue), "baseline": .number(baseline),
            "sd": standardDeviation.map(JSON.number) ?? .null, "mde": .number(effect), "alpha": .number(alpha),
            "power": .number(power), "trafficPerDay": .number(trafficPerDay), "mode": .string(mode.rawValue),
            "arms": .array(
                arms.map {
                    ["arm": .string($0.name), "model": .integer($0.version), "weight": .number($0.weight)]
                }),
            "ramp": .array(ramp.map { ["afterSeconds": .number($0.afterSeconds), "share": .number($0.share)] }),
            "guardrails": .array(guardrails.map { .string($0.text) }), "covariate": .bool(usesCovariate),
            "allocation": allocation.json,
        ]
    }
}

extension ABOptions.Allocation {
    fileprivate var json: JSON {
        switch self {
        case .fixed: ["kind": "fixed"]
        case .thompson(let floor): ["kind": "thompson", "floor": .number(floor)]
        }
    }
}
