public import JSON
internal import Statistics
internal import SweepModel

extension SweepAnalysis {
    /// A member of `analyses` of `compare --json`: see `docs/json.md`.
    public var json: JSON {
        let owners = Dictionary(candidates.map { ($0.trial, $0.sweep) }) { first, _ in first }
        return [
            "sweeps": .array(sweeps.map(JSON.string)), "metric": metric.json,
            "best": candidates.first?.json ?? .null, "candidates": .integer(candidates.count),
            "evidence": evidence.json, "expected": expected.json, "tied": tied?.json(sweeps: owners) ?? .null,
            "simplest": simplest?.json(sweeps: owners) ?? .null, "champion": champion.json,
            "front": front?.json(sweeps: owners) ?? .null,
            "importance": .array(importances.map(\.json)), "health": .array(health.map(\.json)),
            "worthConfirming": .array(worthConfirming.map(JSON.string)),
            "recommendation": recommendation.json(sweeps: owners),
        ]
    }
}

extension Candidate {
    fileprivate var json: JSON {
        [
            "trial": .string(trial), "sweep": .string(sweep), "point": .integer(point),
            "trials": .array(trials.map(JSON.string)), "score": .number(score),
            "standardError": standardError.map(JSON.number) ?? .null,
        ]
    }
}

extension Evidence {
    fileprivate var json: JSON {
        switch self {
        case .rows(let count, let areErrors):
            ["kind": "rows", "count": .integer(count), "errors": .bool(areErrors)]
        case .folds(let runs, let folds): ["kind": "folds", "runs": .integer(runs), "folds": .integer(folds)]
        case .seeds(let count): ["kind": "seeds", "count": .integer(count)]
        case .none(let reason): ["kind": nil, "reason": .string(reason)]
        }
    }
}

extension ExpectedScore {
    fileprivate var json: JSON {
        switch self {
        case .tested(let score):
            [
                "method": "test-split", "value": .number(score.value), "interval": score.interval?.json ?? .null,
                "rows": score.rows.map(JSON.integer) ?? .null, "confirmation": .string(score.confirmation),
            ]
        case .corrected(let score):
            [
                "method": "bootstrap-bias-correction", "value": .number(score.value),
                "interval": score.interval?.json ?? .null,
                "resamples": .integer(score.resamples), "candidates": .integer(score.candidates),
            ]
        case .notEstimated(let reason, let inflation):
            [
                "method": nil, "value": nil, "interval": nil, "reason": .string(reason),
                "inflation": inflation.map(JSON.number) ?? .null,
            ]
        }
    }
}

extension TiedSet {
    /// - Parameter sweeps: the sweep of each trial; one that isn't there has none named.
    func json(sweeps: [String: String]) -> JSON {
        [
            "test": .string(test.rawValue), "adjustment": "holm", "confidence": .number(confidence),
            "best": .string(best), "trials": .array(trials.map(JSON.string)), "untested": .integer(untested),
            "comparisons": .array(
                comparisons.map { comparison in
                    [
                        "trial": .string(comparison.trial),
                        "sweep": sweeps[comparison.trial].map(JSON.string) ?? .null,
                        "difference": .number(comparison.difference),
                        "interval": comparison.interval.json, "p": .number(comparison.p),
                        "adjustedP": .number(comparison.adjustedP), "tied": .bool(comparison.isTied),
                    ]
                }),
        ]
    }
}

extension SimplestChoice {
    fileprivate func json(sweeps: [String: String]) -> JSON {
        [
            "trial": .string(trial), "sweep": sweeps[trial].map(JSON.string) ?? .null, "rule": "one-standard-error",
            "measure": .string(measure),
            "complexity": .number(complexity), "bestComplexity": .number(bestComplexity),
            "threshold": .number(threshold), "eligible": .integer(eligible),
        ]
    }
}

extension ChampionComparison {
    fileprivate var json: JSON {
        switch self {
        case .none: nil
        case .same(let version): ["model": .integer(version), "same": true]
        case .compared(let difference):
            [
                "model": .integer(difference.version), "same": false, "trial": .string(difference.trial),
                "score": .number(difference.championScore), "difference": .number(difference.difference),
                "interval": difference.interval.json, "p": .number(difference.p), "better": .bool(difference.isBetter),
            ]
        case .notComparable(let version, let reason):
            ["model": .integer(version), "same": false, "difference": nil, "reason": .string(reason)]
        }
    }
}

extension ObjectiveFront {
    fileprivate func json(sweeps: [String: String]) -> JSON {
        [
            "objectives": .array(objectives.map(\.json)),
            "points": .array(
                points.map { point in
                    [
                        "trial": .string(point.trial), "sweep": sweeps[point.trial].map(JSON.string) ?? .null,
                        "values": .array(point.values.map(JSON.number)),
                        "front": .bool(point.isOnFront),
                    ]
                }),
        ]
    }
}

extension ParameterImportance {
    fileprivate var json: JSON {
        [
            "evaluator": .string(evaluator.rawValue), "count": .integer(count),
            "shares": .array(
                shares.map { share in
                    ["parameters": .array(share.parameters.map(JSON.string)), "share": .number(share.share)]
                }), "residual": residual.map(JSON.number) ?? .null, "warning": warning.map(JSON.string) ?? .null,
        ]
    }
}
