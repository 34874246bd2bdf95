internal import JSON

extension HealthFinding {
    var json: JSON {
        switch self {
        case .failed(let count, let planned, let reasons):
            [
                "finding": "failed", "count": .integer(count), "planned": .integer(planned),
                "reasons": .object(reasons.mapValues(JSON.integer)),
            ]
        case .missing(let count, let planned):
            ["finding": "missing", "count": .integer(count), "planned": .integer(planned)]
        case .differentData(let digests):
            ["finding": "different-data", "digests": .object(digests.mapValues(JSON.integer))]
        case .oneSeed: ["finding": "one-seed"]
        case .unevenSeeds(let points): ["finding": "uneven-seeds", "points": .integer(points)]
        case .edge(let parameter, let value, let isHighest):
            [
                "finding": "edge", "parameter": .string(parameter), "value": value,
                "side": isHighest ? "highest" : "lowest",
            ]
        case .equalScores(let count, let score):
            ["finding": "equal-scores", "count": .integer(count), "score": .number(score)]
        }
    }
}

extension Recommendation {
    var json: JSON {
        var members: [String: JSON] = ["reason": .string(reason), "command": command.map(JSON.string) ?? .null]
        switch action {
        case .promote(let trial):
            members["action"] = "promote"
            members["trial"] = .string(trial)
        case .keepChampion(let version):
            members["action"] = "keep-champion"
            members["model"] = .integer(version)
        case .confirm(let points, let seeds, let trials):
            members["action"] = "confirm"
            members["points"] = .integer(points)
            members["seeds"] = .integer(seeds)
            members["trials"] = .integer(trials)
        case .none: members["action"] = .null
        }
        return .object(members)
    }
}
