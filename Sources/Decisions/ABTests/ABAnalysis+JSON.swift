public import JSON
internal import ResultStore
internal import Statistics
internal import SweepModel

extension ABAnalysis {
    /// The document of `ab status --json`, version 1, which is also what a decision rests on: see `docs/json.md`.
    public var json: JSON {
        [
            "schema": "stepsweep.ab-status", "version": 1, "at": .number(at), "test": test.json, "plan": plan.json,
            "units": .integer(units), "missingUnits": .integer(missingUnits),
            "expectedEnd": expectedEnd.map(JSON.number) ?? .null, "arms": .array(arms.map(\.json)),
            "sampleRatio": .array(sampleRatio.map(\.json)), "challengers": .array(challengers.map(\.json)),
            "guardrails": .array(guardrails.map(\.json)), "path": .array(path.map(\.json)), "verdict": verdict.json,
        ]
    }
}

private func json(_ number: Double?) -> JSON { number.map(JSON.number) ?? .null }

extension ABAnalysis.Arm {
    fileprivate var json: JSON {
        [
            "arm": .string(name), "model": .integer(version), "weight": .number(weight), "units": .integer(units),
            "mean": Decisions.json(mean), "requests": .integer(requests), "errors": .integer(errors),
            "meanMilliseconds": Decisions.json(meanMilliseconds), "compared": .integer(compared),
            "agreed": .integer(agreed), "bestProbability": Decisions.json(bestProbability),
            "expectedLoss": Decisions.json(expectedLoss),
        ]
    }
}

extension ABAnalysis.SampleRatio {
    fileprivate var json: JSON {
        [
            "phase": .integer(phase), "weights": .array(weights.map(JSON.number)),
            "counts": .array(counts.map(JSON.integer)), "p": .number(pValue), "alarm": .bool(isAlarm),
        ]
    }
}

extension ABAnalysis.Challenger {
    fileprivate var json: JSON {
        [
            "arm": .string(arm), "difference": Decisions.json(estimate), "interval": interval?.json ?? .null,
            "adjustedP": Decisions.json(pValue), "progress": .number(progress),
            "covariate": covariate.map {
                [
                    "theta": .number($0.theta), "correlation": .number($0.correlation),
                    "coverage": .number($0.coverage), "narrowing": .number($0.narrowing),
                ]
            } ?? .null,
        ]
    }
}

extension ABAnalysis.GuardrailStanding {
    fileprivate var json: JSON {
        [
            "guardrail": .string(guardrail.text), "arm": .string(arm), "difference": Decisions.json(estimate),
            "lowerBound": Decisions.json(lowerBound), "upperBound": Decisions.json(upperBound),
            "breached": .bool(isBreached), "safe": .bool(isSafe),
        ]
    }
}

extension ABAnalysis.PathPoint {
    fileprivate var json: JSON {
        [
            "at": .number(at), "arm": .string(arm), "units": .integer(units), "difference": .number(estimate),
            "interval": interval.json,
        ]
    }
}

extension ABVerdict {
    public var json: JSON {
        ["action": .string(action.rawValue), "arm": arm.map(JSON.string) ?? .null, "reason": .string(reason)]
    }
}
