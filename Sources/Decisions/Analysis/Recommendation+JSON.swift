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
        case .seedsWithoutEffect(let points):
            ["finding": "seeds-without-effect", "points": .integer(points)]
        case .openConfirmation(let open):
            [
                "finding": "open-confirmation", "confirmation": .string(open.confirmation),
                "missing": open.missing.map(JSON.integer) ?? .null, "running": .bool(open.isRunning),
            ]
        case .damagedRecord(let key): ["finding": "damaged-record", "key": .string(key)]
        case .equalScores(let count, let score):
            ["finding": "equal-scores", "count": .integer(count), "score": .number(score)]
        }
    }
}

extension Recommendation {
    /// - Parameter sweeps: the sweep of each candidate's trial.
    func json(sweeps: [String: String]) -> JSON {
        var members: [String: JSON] = ["reason": .string(reason), "command": command.map(JSON.string) ?? .null]
        switch action {
        case .promote(let trial):
            members["action"] = "promote"
            members["trial"] = .string(trial)
            members["sweep"] = sweeps[trial].map(JSON.string) ?? .null
        case .keepChampion(let version):
            members["action"] = "keep-champion"
            members["model"] = .integer(version)
        case .confirm(let points, let seeds, let trials):
            members["action"] = "confirm"
            members["points"] = .integer(points)
            members["seeds"] = .integer(seeds)
            members["trials"] = .integer(trials)
        case .finish(let confirmation, let missing):
            members["action"] = "finish-confirmation"
            members["confirmation"] = .string(confirmation)
            members["missing"] = .integer(missing)
        case .none: members["action"] = .null
        }
        return .object(members)
    }
}
